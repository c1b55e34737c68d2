"""What is shown of a decision that was erased, or that cannot be opened without the master key: which of the two, and
its codes with the catalog's titles.

Always holds: nothing is shown of it but codes, which say nothing of people.

May not know: colours, terminals, or where codes are kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from tejun.explain import words as explained
from tejun.present.markdown import plain
from tejun.present.rows import GAP, Banner, Block, Heading, Row, Span
from tejun.terms import OPEN, STATUSES
from tejun.words import Language, Message, Words
from tejun.words.moments import moment


@dataclass(frozen=True)
class CodesPresentation:
    """The codes (`tejun/decision-codes/1`), the titles of requirements by their ids, and when (aware) and why the
    decision was erased; None where it is sealed."""

    codes: Mapping[str, Any]
    titles: Mapping[str, Words]
    erased: tuple[datetime, Words] | None
    language: Language
    show_all: bool = False

    def json(self) -> str:
        """All of it as one JSON document, without the titles."""
        document: dict[str, Any] = {"codes": self.codes}
        if self.erased is not None:
            at, reason = self.erased
            document = {"erased": {"at": at.isoformat(), "reason": self._said(reason)}, **document}
        return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()

    def markdown(self) -> str:
        """The same as the rows, as a heading and lists."""
        lines = [f"# {plain(self._said(self._headline()))}", ""]
        lines += [f"- {plain(self._said(words))}" for words in self._about()]
        lines += ["", f"## {plain(self._said(_FINDINGS))}", ""]
        lines += [f"- {plain(text)}" for _, text in self._findings()]
        return "\n".join(lines) + "\n"

    def blocks(self) -> Iterator[Block]:
        """As rows of text."""
        outcome = self.codes["outcome"]
        yield Banner(
            outcome, self._said(self._headline()), self._said(_GONE if self.erased else _SEALED)
        )
        yield GAP
        for words in self._about():
            yield Row((), (Span(self._said(words)),))
        yield Heading(self._said(_FINDINGS), 1)
        for status, text in self._findings():
            label = self._said(explained.STATUS[status])
            yield Row((Span(f"  [{label}] ", status),), (Span(text),))
        folded = 0 if self.show_all else sum(self._settled().values())
        if folded:
            more = self._said(Message("present.erased.folded", count=folded))
            yield Row((Span("  "),), (Span(more, "quiet"),))

    def _headline(self) -> Words:
        outcome = explained.HEADLINES[self.codes["outcome"]]
        if self.erased is None:
            return Message("present.erased.headline.sealed", outcome=outcome)
        return Message("present.erased.headline", outcome=outcome)

    def _about(self) -> Iterator[Words]:
        codes = self.codes
        if self.erased is not None:
            at, reason = self.erased
            yield Message("present.erased.erased", at=moment(at), reason=reason)
        yield Message(
            "present.erased.decided",
            id=codes["id"],
            at=moment(datetime.fromisoformat(codes["decided_at"])),
            as_of=codes["as_of"],
            mode=explained.MODES[codes["mode"]],
        )
        yield Message(
            "present.erased.edition",
            program=codes["program"],
            edition=codes["edition"],
            base=codes["base"],
            revision=codes["bundle"]["revision"],
        )

    def _findings(self) -> Iterator[tuple[Any, str]]:
        """What was open, the worst first; all of it where that is asked for: its status, and the line."""
        shown = [f for f in self.codes["findings"] if self.show_all or f["status"] in OPEN]
        for finding in sorted(shown, key=lambda finding: STATUSES.index(finding["status"])):
            yield finding["status"], self._line(finding)

    def _line(self, finding: Mapping[str, str]) -> str:
        requirement = finding["requirement"]
        title = self.titles.get(requirement)
        return self._said(
            Message(
                "present.erased.finding",
                subject=self._subject(finding["subject"]),
                title=requirement if title is None else title,
                requirement=requirement,
                reason=finding["reason"],
            )
        )

    def _subject(self, subject: str) -> str:
        kind, _, number = subject.partition(":#")
        label = explained.SUBJECTS.get(kind)
        name = kind if label is None else self._said(label)
        return f"{name} {number}".rstrip()

    def _settled(self) -> Mapping[str, int]:
        summary = self.codes["summary"].items()
        return {status: count for status, count in summary if status not in OPEN}

    def _said(self, words: Words) -> str:
        return words.in_(self.language)


_FINDINGS = Message("present.erased.findings")
_GONE = Message("present.erased.gone")
_SEALED = Message("present.erased.sealed")
