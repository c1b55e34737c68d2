"""`tejun bundle`: build an edition from its sources, sign and verify one, look into one, compare two."""

import json
from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import Group
from tejun.cli.echo import show, show_rows
from tejun.cli.files import write, write_new
from tejun.cli.parameters import argument, option
from tejun.cli.sign import sign, verify
from tejun.cli.values import EDITION, FILE, Choice, PathTo
from tejun.folders import find_policies
from tejun.operations import archives
from tejun.present.description import description_notice
from tejun.present.differences import DifferencesPresentation
from tejun.present.notice import blocks
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
    archive, built = archives.build_edition(policies or find_policies(), slug)
    path = out or _BUILD / archives.file_name(built.program, built.edition)
    (write if force else write_new)(path, archive)
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
    with workplace_at_hand() as workplace:
        description = archives.describe_edition(workplace, edition)
    if form == "json":
        click.echo(json.dumps(description, ensure_ascii=False, indent=2))
    else:
        language = options.session_of(context).language
        show_rows(blocks(description_notice(description, language)))


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
    with workplace_at_hand() as workplace:
        found = archives.compare_editions(workplace, before, after)
    show(DifferencesPresentation(found, options.session_of(context).language), form)
    return 0 if found.same else 1
