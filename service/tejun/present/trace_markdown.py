"""A trace as Markdown (CommonMark): headings, and source in indented code, which nothing within it can end.

Always holds: whatever a value or a name holds, it cannot become markup, and stays on its line.
"""

from collections.abc import Iterator
from itertools import groupby

from tejun.present.markdown import code, plain
from tejun.trace.lines import TraceLine, subject_lines
from tejun.trace.view import SubjectTrace, TraceView
from tejun.words import Message

TRACE_LEGEND = Message("explain.trace_legend")
"""What the marks beside the lines mean."""


def trace_to_markdown(view: TraceView) -> str:
    """The whole trace, every rule included."""
    lines = [
        f"# {plain(view.title)} ({plain(view.requirement)})",
        "",
        f"{code(view.decision)} · {code(view.revision)}",
        "",
        plain(TRACE_LEGEND.in_(view.language)),
        "",
    ]
    for subject in view.subjects:
        lines.extend(_subject(subject, view))
    lines.extend(f"- {plain(note)}" for note in view.notes)
    return "\n".join(lines) + "\n"


def _subject(subject: SubjectTrace, view: TraceView) -> Iterator[str]:
    yield (
        f"## {plain(subject.subject_label)} ({code(subject.subject)}) — "
        f"**{plain(subject.status_label)}** {code(subject.reason)}"
    )
    yield ""
    lines = subject_lines(subject, language=view.language, show_all=True)
    for in_code, group in groupby(lines, key=lambda line: line.lead.strip() != ""):
        yield from (_code(line) if in_code else plain(line.text) for line in group)
        yield ""


def _code(line: TraceLine) -> str:
    shown = "".join(c if c.isprintable() else " " for c in line.text)
    return f"    {line.lead}{shown}".rstrip()
