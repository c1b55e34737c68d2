"""How a command shows what an operation gave: in a terminal with colours, in a pipe one line for each row.

May not know: what is shown.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from typing import Protocol

import click

from tejun.present import plain
from tejun.present.rows import Block


class Presentation(Protocol):
    """What can be shown in every form that a command offers."""

    def json(self) -> str:
        """As one JSON document."""
        ...

    def markdown(self) -> str:
        """As Markdown, ended by a line end."""
        ...

    def blocks(self) -> Iterable[Block]:
        """As rows of text."""
        ...


def show(presentation: Presentation, form: str) -> None:
    """Prints it on standard output, as `text`, `json` or `markdown`."""
    if form == "json":
        click.echo(presentation.json())
    elif form == "markdown":
        click.echo(presentation.markdown(), nl=False)
    else:
        show_rows(presentation.blocks())


def show_rows(blocks: Iterable[Block]) -> None:
    """Prints rows: coloured and wrapped in a terminal, one line for each elsewhere."""
    if is_terminal(os.environ):
        from tejun.present import terminal  # noqa: PLC0415 - rich only where there is a terminal

        terminal.show(blocks)
    else:
        click.echo("\n".join(plain.lines(blocks)))


def show_each(parts: Iterable[Iterable[Block]], *, total: int) -> None:
    """Prints rows as soon as they come; in a terminal with a bar that shows how many of `total` parts have come."""
    if is_terminal(os.environ):
        from tejun.present import terminal  # noqa: PLC0415 - rich only where there is a terminal

        terminal.show_each(parts, total=total)
        return
    for blocks in parts:
        for line in plain.lines(blocks):
            click.echo(line)


def is_terminal(environ: Mapping[str, str]) -> bool:
    """Whether colours and wrapping are wanted: a terminal that has not asked for none (https://no-color.org)."""
    if environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def printable(text: str) -> str:
    """The text as it may be shown: what a document holds must not steer the terminal."""
    spaced = text.replace("\t", "    ")
    return "".join(
        c if c == "\n" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in spaced
    )
