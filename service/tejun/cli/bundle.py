"""`tejun bundle`: build an edition from its sources, sign and verify one, look into one, compare two."""

import json
import os
from pathlib import Path
from typing import Any

import click

from tejun.authoring.build import build as build_archive
from tejun.bundle.archive import Bundle, file_name, read_archive
from tejun.cli import options
from tejun.cli.files import write, write_new
from tejun.cli.named import archive_of
from tejun.cli.sign import sign, verify
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


@click.group()
def bundle() -> None:
    """Build an edition of a program, sign or verify one, look into one, or compare two."""


bundle.add_command(sign)
bundle.add_command(verify)


@bundle.command()
@click.argument("slug")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The archive; default build/<slug>-<edition>.tar.gz.",
)
@click.option(
    "--policies",
    type=click.Path(path_type=Path),
    help="The folder with the program's sources; default policies, else the examples that came with tejun.",
)
@click.option("--force", is_flag=True, help="Write over an archive with another content.")
@options.language_option
def build(slug: str, out: Path | None, policies: Path | None, *, force: bool) -> None:
    """Check the sources of the program SLUG, build its edition, print the archive's path and digest.

    A folder of policies that holds programs only is built on the procedure that came with tejun. The same sources give
    the same bytes. It is not signed, and in force nowhere: see `tejun publish`. Needs opa (`make tools`).

    \b
    Example:
      tejun bundle build kprogram-2026
    """
    sources = policies or find_policies()
    _require_program(sources, slug)
    data = build_archive(sources, slug, opa=find_opa())
    built = read_archive(data)
    path = out or _BUILD / file_name(built.program, built.edition)
    (write if force else write_new)(path, data)
    click.echo(f"{path}  {built.digest}")


@bundle.command()
@click.argument("edition", metavar="ARCHIVE|PROGRAM@EDITION")
@options.language_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json lists the files, too.",
)
@click.pass_context
def inspect(context: click.Context, edition: str, form: str) -> None:
    """Check the archive of an edition, in a file or published, and say what it is.

    \b
    Examples:
      tejun bundle inspect build/kprogram-2026-1.tar.gz
      tejun bundle inspect kprogram-2026@1
    """
    description = describe(_edition(edition))
    if form == "json":
        _print_json(description)
    else:
        spoken = Spoken(options.session_of(context).language)
        show(blocks(described(description, spoken)))


@bundle.command("diff")
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@options.language_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="markdown is a notice for applicants, in one language.",
)
@click.pass_context
def compare(context: click.Context, /, *, before: str, after: str, form: str) -> int:
    """Say what changes from the edition BEFORE to the edition AFTER: archives' files, or PROGRAM@EDITION.

    \b
    Exit codes: 0 nothing differs, 1 something does, 2 it could not be run.
    Examples:
      tejun bundle diff kprogram-2026@1 build/kprogram-2026-2.tar.gz
      tejun bundle diff kprogram-2026@1 kprogram-2026@2 --format markdown
    """
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
