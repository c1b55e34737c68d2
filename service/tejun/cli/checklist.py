"""`tejun checklist`: what a program asks for, as a checklist to print or to read on the web."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import click

from tejun.cli import options
from tejun.present.checklist import checklist
from tejun.present.render import to_html, to_markdown
from tejun.registry import Registry
from tejun.settings import Settings

_WRITERS = {"html": to_html, "markdown": to_markdown}


@click.command("checklist")
@click.argument("program", metavar="PROGRAM")
@click.option(
    "--as-of",
    type=options.Day(),
    metavar="DATE",
    help="The day whose edition is wanted, e.g. 2026-11-20; default today.",
)
@options.language_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_WRITERS)),
    default="html",
    show_default=True,
    help="html prints on A4.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write it to a file instead."
)
@click.pass_context
def print_checklist(
    context: click.Context,
    /,
    *,
    program: str,
    as_of: date | None,
    form: str,
    out: Path | None,
) -> None:
    """Print the checklist (チェックリスト) of PROGRAM: every item with its class, who acts and what to enter.

    It comes from the edition in force on the day; nothing is evaluated.

    \b
    Examples:
      tejun checklist kprogram-2026 --lang ja --out checklist.html
      tejun checklist kprogram-2026 --format markdown
    """
    settings = Settings.from_env(os.environ)
    registry = Registry.of(settings)
    bundle = registry.bundle(program, as_of or datetime.now(UTC).astimezone().date())
    text = _WRITERS[form](checklist(bundle.catalog, options.session_of(context).language))
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
        click.echo(str(out))
