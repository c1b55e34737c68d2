"""An explanation as Markdown (CommonMark): headings, lists, no tables, no HTML; the template has its layout.

Always holds: whatever a title or name holds, it cannot become markup (`tejun.present.markdown`).
"""

from tejun.explain.shape import Explanation
from tejun.present.labels import place_within
from tejun.present.render import environment
from tejun.terms import OPEN
from tejun.words import Message

_WORDS = {
    "application": Message("present.words.application"),
    "program": Message("present.labels.program"),
    "edition": Message("present.labels.edition"),
    "as_of": Message("present.words.as_of"),
    "decision": Message("present.words.decision"),
    "engine": Message("present.words.engine"),
    "next": Message("present.words.next"),
    "nothing": Message("present.words.nothing"),
    "clauses": Message("present.words.clauses"),
    "indicators": Message("present.words.indicators"),
    "notes": Message("present.words.notes"),
    "read": Message("present.words.read"),
    "absent": Message("present.words.absent"),
    "line": Message("present.words.line"),
    "quote": Message("present.words.quote"),
}


def to_markdown(explanation: Explanation, *, recorded: bool = True) -> str:
    """The whole explanation, every finding included; the decision's id where it is recorded."""
    language = explanation.language
    return (
        environment()
        .get_template("explanation.md.j2")
        .render(
            e=explanation,
            head=explanation.header,
            recorded=recorded,
            open=OPEN,
            within_of=place_within,
            word=lambda name: _WORDS[name].in_(language),
        )
    )
