"""A trace on standard output: as text for a terminal or a pipe, as JSON, as Markdown.

May not know: how the trace came about.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from tejun.explain import words
from tejun.present.decision import show
from tejun.present.rows import GAP, Block, Heading, Row, Span, Style
from tejun.present.trace_markdown import trace_to_markdown
from tejun.trace.lines import TraceLine, subject_lines
from tejun.trace.view import Mark, TraceView

_STYLES: dict[Mark | None, Style] = {
    "held": "satisfied",
    "failed": "unsatisfied",
    "both": "missing_information",
    None: "quiet",
}


def write_trace(view: TraceView, form: str, *, show_all: bool) -> None:
    """Prints the trace as `text`, `json` or `markdown`; text folds what the requirement does not call itself."""
    if form == "json":
        click.echo(json.dumps(asdict(view), ensure_ascii=False, indent=2))
    elif form == "markdown":
        click.echo(trace_to_markdown(view), nl=False)
    else:
        show(_blocks(view, show_all=show_all))


def _blocks(view: TraceView, *, show_all: bool) -> Iterator[Block]:
    yield Row((), (Span(f"{view.title} ({view.requirement})", "strong"),))
    yield Row((), (Span(words.TRACE_LEGEND.in_(view.language), "quiet"),))
    for subject in view.subjects:
        title = (
            f"{subject.subject_label} ({subject.subject}) [{subject.status_label}] {subject.reason}"
        )
        yield Heading(title, 1)
        for line in subject_lines(subject, language=view.language, show_all=show_all):
            yield _row(line)
    yield GAP
    for note in view.notes:
        yield Row((), (Span(note, "quiet"),))


def _row(line: TraceLine) -> Row:
    match line.kind:
        case "file":
            return Row((Span(line.lead),), (Span(line.text, "place"),))
        case "remark":
            return Row((Span(line.lead, "quiet"),), (Span(line.text, "quiet"),))
        case "failure":
            return Row((Span(line.lead, "unsatisfied"),), (Span(line.text, "unsatisfied"),))
        case "source":
            words_style: Style = "" if line.mark else "quiet"
            return Row((Span(line.lead, _STYLES[line.mark]),), (Span(line.text, words_style),))
