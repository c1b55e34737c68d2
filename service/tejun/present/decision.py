"""How a decision is printed: as text for a terminal or a pipe, as JSON, as Markdown; and the footer that ends each.

Always holds: a footer says who decides, by which edition and engine, and whether anything was recorded.

May not know: how the decision came about.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import click
import orjson

from tejun.explain import Explanation
from tejun.present import plain, wording
from tejun.present.markdown import to_markdown
from tejun.present.rows import GAP, Block, Layout, Row, Span
from tejun.words import Language


@dataclass(frozen=True)
class Output:
    """What is to be printed. `closing` says whether, and where, the decision is recorded."""

    decision: Mapping[str, Any]
    explanation: Explanation
    closing: str
    file: str | None = None
    show_all: bool = False

    def write(self, form: str) -> None:
        """Prints it on standard output, as `text`, `json` or `markdown`."""
        if form == "json":
            document = {"decision": self.decision, "explanation": self.explanation}
            click.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode())
        elif form == "markdown":
            notes = "".join(f"- {plain.one_line(note)}\n" for note in self._basis())
            click.echo(to_markdown(self.explanation) + notes, nl=False)
        else:
            show(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        yield from Layout(self.explanation, self.file, show_all=self.show_all).blocks()
        yield GAP
        for note in (*self.explanation.notes, *self._basis()):
            yield Row((), (Span(note, "quiet"),))

    def _basis(self) -> Iterator[str]:
        head = self.explanation.header
        language: Language = self.explanation.language
        yield wording.BASIS.fill(
            program=head.program,
            edition=head.edition,
            base=head.base,
            revision=head.revision,
            engine=head.engine,
            version=head.engine_version,
            as_of=head.as_of,
        ).in_(language)
        yield self.closing


def show(blocks: Iterable[Block]) -> None:
    """Prints rows on standard output: coloured and wrapped in a terminal, one line for each elsewhere."""
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
