"""`tejun bundle`: build an edition from its sources, sign and verify one, look into one, compare two."""

import json
import os
from pathlib import Path
from typing import Any

import click

from tejun.authoring.build import build as build_archive
from tejun.bundle.archive import Bundle, file_name, read_archive
from tejun.cli import options
from tejun.cli.command import Group
from tejun.cli.files import write, write_new
from tejun.cli.named import archive_of
from tejun.cli.parameters import argument, option
from tejun.cli.sign import sign, verify
from tejun.cli.values import EDITION, FILE, Choice, PathTo
from tejun.compare.describe import describe
from tejun.compare.diff import diff, to_json
from tejun.errors import BundleError
from tejun.folders import find_policies
from tejun.present.decision import show
from tejun.present.description import described
from tejun.present.differences import Differences
from tejun.present.notice import blocks, markdown
from tejun.present.values import Spoken
from tejun.settings import Settings
from tejun.signing import trusted_keys_or_example
from tejun.toolchain import find_opa
from tejun.words import Message

_BUILD = Path("build")


bundle = Group("bundle", help=Message("cli.help.bundle"))
bundle.add_command(sign)
bundle.add_command(verify)


@bundle.command(help=Message("cli.help.bundle.build"))
@argument("slug", metavar=Message("cli.placeholder.slug"))
@option(
    "--out",
    type=PathTo(path_type=Path, dir_okay=False),
    metavar=FILE,
    help=Message("cli.help.bundle.build.out"),
)
@option(
    "--policies",
    type=PathTo(path_type=Path),
    metavar=Message("cli.placeholder.path"),
    help=Message("cli.help.bundle.build.policies"),
)
@option("--force", is_flag=True, help=Message("cli.help.bundle.build.force"))
@options.language_option
def build(slug: str, out: Path | None, policies: Path | None, *, force: bool) -> None:
    """Builds the program's edition and writes its archive."""
    sources = policies or find_policies()
    _require_program(sources, slug)
    data = build_archive(sources, slug, opa=find_opa())
    built = read_archive(data)
    path = out or _BUILD / file_name(built.program, built.edition)
    (write if force else write_new)(path, data)
    click.echo(f"{path}  {built.digest}")


@bundle.command(help=Message("cli.help.bundle.inspect"))
@argument("edition", metavar=EDITION)
@options.language_option
@option(
    "--format",
    "form",
    type=Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=Message("cli.help.bundle.inspect.format"),
)
@click.pass_context
def inspect(context: click.Context, edition: str, form: str) -> None:
    """Shows what the edition is."""
    description = describe(_edition(edition))
    if form == "json":
        _print_json(description)
    else:
        spoken = Spoken(options.session_of(context).language)
        show(blocks(described(description, spoken)))


@bundle.command("diff", help=Message("cli.help.bundle.diff"))
@argument("before", metavar=Message("cli.placeholder.before"))
@argument("after", metavar=Message("cli.placeholder.after"))
@options.language_option
@option(
    "--format",
    "form",
    type=Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help=Message("cli.help.bundle.diff.format"),
)
@click.pass_context
def compare(context: click.Context, /, *, before: str, after: str, form: str) -> int:
    """Shows what changes between two editions; gives 1 where something does."""
    found = diff(_edition(before), _edition(after))
    spoken = Spoken(options.session_of(context).language)
    if form == "json":
        _print_json(to_json(found))
    elif form == "markdown":
        click.echo(markdown(Differences(spoken, one_language=True).notice(found)), nl=False)
    else:
        show(blocks(Differences(spoken).notice(found)))
    return 0 if found.same else 1


def _edition(argument: str) -> Bundle:
    """The edition that an argument of the command line names, whoever has signed it."""
    settings = Settings.from_env(os.environ)
    data, _ = archive_of(argument, settings, trusted_keys_or_example(settings.trusted_keys))
    try:
        return read_archive(data)
    except BundleError as error:
        raise BundleError(
            Message("cli.edition", argument=argument, detail=error.detail),
            error.advice,
        ) from error


def _print_json(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _require_program(policies: Path, slug: str) -> None:
    folder = policies / "programs"
    if (folder / slug / "program.yaml").is_file():
        return
    known = ", ".join(sorted(path.parent.name for path in folder.glob("*/program.yaml"))) or "—"
    raise BundleError(
        Message("cli.require_program.detail", slug=slug, folder=folder),
        Message("cli.require_program.advice", known=known),
    )
