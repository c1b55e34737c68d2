"""A trace as Markdown (CommonMark): headings, and source in indented code, which nothing within it can end.

Always holds: whatever a value or a name holds, it cannot become markup, and stays on its line.
"""

from collections.abc import Iterator
from itertools import groupby

from tejun.present.labels import TRACE_LEGEND
from tejun.present.markdown import plain
from tejun.present.render import environment
from tejun.trace.lines import TraceLine, subject_lines
from tejun.trace.view import SubjectTrace, TraceView


def trace_to_markdown(view: TraceView) -> str:
    """The whole trace, every rule included."""
    return (
        environment()
        .get_template("trace.md.j2")
        .render(
            view=view,
            legend=TRACE_LEGEND.in_(view.language),
            subjects=[(subject, list(_blocks(subject, view))) for subject in view.subjects],
        )
    )


def _blocks(subject: SubjectTrace, view: TraceView) -> Iterator[list[str]]:
    """Lines of source, and lines of text, in turn: a blank line stands between them."""
    lines = subject_lines(subject, language=view.language, show_all=True)
    for is_code, group in groupby(lines, key=lambda line: line.lead.strip() != ""):
        yield [_code(line) if is_code else plain(line.text) for line in group]


def _code(line: TraceLine) -> str:
    shown = "".join(c if c.isprintable() else " " for c in line.text)
    return f"    {line.lead}{shown}".rstrip()
