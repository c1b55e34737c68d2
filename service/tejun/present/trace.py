"""A trace as it is shown: as text for a terminal or a pipe, as JSON, as Markdown.

May not know: how the trace came about.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from tejun.present.labels import TRACE_LEGEND
from tejun.present.rows import GAP, Block, Heading, Row, Span, Style
from tejun.trace.lines import TraceLine, subject_lines
from tejun.trace.view import Mark, TraceView

_STYLES: dict[Mark | None, Style] = {
    "held": "satisfied",
    "failed": "unsatisfied",
    "both": "missing_information",
    None: "quiet",
}


@dataclass(frozen=True)
class TracePresentation:
    """A trace; text folds what the requirement does not call itself, unless all is asked for."""

    view: TraceView
    show_all: bool

    def json(self) -> str:
        """The view as one JSON document."""
        return json.dumps(asdict(self.view), ensure_ascii=False, indent=2)

    def markdown(self) -> str:
        """The whole trace, every rule included."""
        from tejun.present.trace_markdown import trace_to_markdown  # noqa: PLC0415 - templates for this alone

        return trace_to_markdown(self.view)

    def blocks(self) -> Iterator[Block]:
        """The trace as rows."""
        view = self.view
        yield Row((), (Span(f"{view.title} ({view.requirement})", "strong"),))
        yield Row((), (Span(TRACE_LEGEND.in_(view.language), "quiet"),))
        for subject in view.subjects:
            yield Heading(
                f"{subject.subject_label} ({subject.subject}) [{subject.status_label}] {subject.reason}",
                1,
            )
            for line in subject_lines(subject, language=view.language, show_all=self.show_all):
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
