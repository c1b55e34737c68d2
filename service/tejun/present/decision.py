"""A decision as it is shown: as text for a terminal or a pipe, as JSON, as Markdown; and the footer that ends each.

Always holds: a footer says who decides, by which edition and engine, and whether anything was recorded.

May not know: how the decision came about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from tejun.explain import Explanation
from tejun.present import plain
from tejun.present.rows import GAP, Block, Layout, Row, Span
from tejun.words import Message, Words
from tejun.words.moments import moment

NOT_RECORDED = Message("present.decision.not_recorded")
"""How the footer ends where no decision was kept."""


def recorded_in(decision_id: str, database: Path | str) -> Words:
    """How the footer ends where the decision was kept."""
    if isinstance(database, str):
        return Message("present.decision.recorded_there", id=decision_id, database=database)
    return Message("present.decision.recorded", id=decision_id, database=database)


def read_from_record(decision: Mapping[str, Any]) -> Words:
    """How the footer ends of a decision that was kept before."""
    made = moment(datetime.fromisoformat(decision["decided_at"]))
    return Message("present.decision.from_record", id=decision["id"], decided_at=made)


@dataclass(frozen=True)
class DecisionPresentation:
    """A decision and its explanation. `closing` says whether, and where, it is recorded."""

    decision: Mapping[str, Any]
    explanation: Explanation
    closing: Words
    file: str | None = None
    show_all: bool = False

    def json(self) -> str:
        """Both as one JSON document."""
        document = {"decision": self.decision, "explanation": self.explanation}
        return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()

    def markdown(self) -> str:
        """The explanation, and the footer as a list; without the id of what was not recorded, which nobody finds."""
        notes = "".join(f"- {plain.one_line(note)}\n" for note in self._basis())
        from tejun.present.explanation import to_markdown  # noqa: PLC0415 - templates for this alone

        return to_markdown(self.explanation, recorded=self.closing != NOT_RECORDED) + notes

    def blocks(self) -> Iterator[Block]:
        """The explanation and the footer, as rows."""
        yield from Layout(self.explanation, self.file, show_all=self.show_all).blocks()
        yield GAP
        for note in (*self.explanation.notes, *self._basis()):
            yield Row((), (Span(note, "quiet"),))

    def _basis(self) -> Iterator[str]:
        head = self.explanation.header
        basis = Message(
            "present.decision.basis",
            program=head.program,
            edition=head.edition,
            base=head.base,
            revision=head.revision,
            engine=head.engine,
            version=head.engine_version,
            as_of=head.as_of,
        )
        yield basis.in_(self.explanation.language)
        yield self.closing.in_(self.explanation.language)
