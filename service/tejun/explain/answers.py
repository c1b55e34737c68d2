"""What an answer of the funding agency (FA) is about, and on what one is entered that settles a finding.

As the policies have it (`lib/fa`): an answer is on a requirement for a subject, an indicator, a measure or a request.
It settles the finding of that requirement and subject; where another settles it, the finding's reason says which
(`answered_at` in METADATA):

- `subject`: one on the requirement that it names (else on its own), for the same subject;
- `institution`: on the requirement that it names, for the institution that was read;
- `indicator`: on the indicator that is the finding's subject;
- `waiting`: on the requirement that it names, for each subject for which that waits;
- `indicators`: on each indicator that the finding's requirement raised of its subject;
- `consultations`: on what the consultations that the finding names are about.

Always holds: pure; never raises, whatever a decision, a catalog or a document holds.

May not know: whether an answer would be accepted, or how a place is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from tejun.explain.values import as_items, as_list, as_mapping
from tejun.terms import OPEN

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.explain.context import Context
    from tejun.model.json_types import DecisionJson, FindingJson, RequirementJson

PARTS = ("facts", "fa")
"""Of the input document: what the institution reports, and what the FA recorded."""

_ACCEPTED = "fa_accepted"
"""The reason that a requirement gives where an answer of the FA on its own cell settles it."""


class Topic(NamedTuple):
    """What an answer is about: a `requirement` for a subject, or an `indicator`, a `measure` or a `request`."""

    kind: str
    name: str
    subject: str = ""

    @property
    def label(self) -> str:
        """As a note shows it."""
        return f"{self.name} {self.subject}".rstrip()


class Topics:
    """The topics of questions, answers and findings, as the requirements of a catalog (by their ids) have them.

    A requirement that an answer on its subject's indicator settles asks for the same as the indicator: to name the one
    is to name the other.
    """

    def __init__(self, requirements: Mapping[str, Any]) -> None:
        self._requirements = requirements

    def cell(self, requirement: str, subject: str) -> Topic:
        """A requirement for a subject."""
        kind, _, key = subject.partition(":")
        if kind == "indicator" and "indicator" in answered_ats(self._requirements.get(requirement)):
            return Topic("indicator", key)
        return Topic("requirement", requirement, subject)

    def of_finding(self, finding: FindingJson) -> Topic:
        """The finding's requirement, for its subject."""
        return self.cell(finding["requirement"], finding["subject"])

    def of(self, said: Mapping[str, Any]) -> tuple[Topic, ...]:
        """What an answer or a consultation is about, each topic once."""
        topics = (self._named(about) for _, about in as_items(said.get("about")))
        return tuple(dict.fromkeys(topic for topic in topics if topic is not None))

    def former(self, said: Mapping[str, Any]) -> tuple[Topic, ...]:
        """Those of them that are marked as about somebody who takes part no longer: they are kept as a record."""
        about = [about for _, about in as_items(said.get("about")) if about.get("former") is True]
        return self.of({"about": about})

    def _named(self, about: Mapping[str, Any]) -> Topic | None:
        """The topic as it is named; None where nothing is."""
        requirement, subject = about.get("requirement"), about.get("subject", "application")
        named = isinstance(requirement, str) and isinstance(subject, str)
        cell = self.cell(str(requirement), str(subject)) if named else None
        if cell is not None and cell.kind == "indicator" and "indicator" not in about:
            return cell
        for kind in ("indicator", "measure", "request"):
            if isinstance(about.get(kind), str):
                return Topic(kind, about[kind])
        return cell


def answered_ats(requirement: object) -> set[str]:
    """Of what the answers are (`of`) that settle the requirement's reasons, where these say so."""
    reasons = as_mapping(as_mapping(requirement).get("reasons")).values()
    return {
        str(as_mapping(as_mapping(reason).get("answered_at")).get("of"))
        for reason in reasons
        if "answered_at" in as_mapping(reason)
    }


def places_of_answer(
    finding: FindingJson, requirement: RequirementJson, decision: DecisionJson, context: Context
) -> tuple[Topic, ...]:
    """What an answer is on that settles the finding; nothing where none does, or where it is not known."""
    if finding["status"] not in OPEN:
        return ()
    reasons = as_mapping(requirement.get("reasons"))
    declared = as_mapping(as_mapping(reasons.get(finding["reason"])).get("answered_at"))
    if declared:
        return _resolved(declared, finding, decision, context)
    if finding["status"] != "consult_fa" or _ACCEPTED not in reasons:
        return ()
    elsewhere = answered_elsewhere(finding, requirement, decision, context)
    return (context.topics.of_finding(finding),) if elsewhere is None else elsewhere


def answered_elsewhere(
    finding: FindingJson, requirement: RequirementJson, decision: DecisionJson, context: Context
) -> tuple[Topic, ...] | None:
    """On what the answer is that the finding rests on, if it is on another point; None where it is on its own.

    Nothing where that cannot be known.
    """
    about = _answer_read(finding, context)
    if about is None or context.topics.of_finding(finding) in about:
        return None
    for reason in as_mapping(requirement.get("reasons")).values():
        declared = as_mapping(as_mapping(reason).get("answered_at"))
        found = _resolved(declared, finding, decision, context) if declared else ()
        if named := tuple(topic for topic in found if topic in about):
            return named
    return ()


def _answer_read(finding: FindingJson, context: Context) -> tuple[Topic, ...] | None:
    """The topics of the answer that was read last; None where none was."""
    prefixes = tuple(f"/{part}/determinations/" for part in PARTS)
    pointers = [pointer for pointer in finding["reads"] if pointer.startswith(prefixes)]
    answer = context.labels.value_at(pointers[-1]) if pointers else None
    return context.topics.of(answer) if isinstance(answer, Mapping) else None


_Resolve = Callable[[str, "FindingJson", "DecisionJson", "Context"], Iterator[Topic]]


def _resolved(
    declared: Mapping[str, Any], finding: FindingJson, decision: DecisionJson, context: Context
) -> tuple[Topic, ...]:
    resolve = _RESOLVED.get(str(declared.get("of")))
    name = str(declared.get("requirement", finding["requirement"]))
    return (
        () if resolve is None else tuple(dict.fromkeys(resolve(name, finding, decision, context)))
    )


def _of_subject(
    name: str, finding: FindingJson, _decision: DecisionJson, context: Context
) -> Iterator[Topic]:
    yield context.topics.cell(name, finding["subject"])


def _of_institution(
    name: str, finding: FindingJson, _decision: DecisionJson, context: Context
) -> Iterator[Topic]:
    """The institution of which something was read last."""
    start = "/facts/institutions/"
    places = [pointer.split("/")[3] for pointer in finding["reads"] if pointer.startswith(start)]
    institution = context.labels.value_at(f"{start}{places[-1]}") if places else None
    known = as_mapping(institution).get("id")
    if isinstance(known, str):
        yield context.topics.cell(name, f"institution:{known}")


def _of_indicator(
    _name: str, finding: FindingJson, _decision: DecisionJson, _context: Context
) -> Iterator[Topic]:
    kind, _, key = finding["subject"].partition(":")
    if kind == "indicator":
        yield Topic("indicator", key)


def _of_waiting(
    name: str, _finding: FindingJson, decision: DecisionJson, context: Context
) -> Iterator[Topic]:
    for other in decision["findings"]:
        if other["requirement"] == name and other["status"] == "consult_fa":
            yield context.topics.of_finding(other)


def _of_indicators(
    name: str, finding: FindingJson, decision: DecisionJson, _context: Context
) -> Iterator[Topic]:
    for indicator in decision["indicators"]:
        if (indicator["requirement"], indicator["subject"]) == (name, finding["subject"]):
            yield Topic("indicator", indicator["key"])


def _of_consultations(
    _name: str, finding: FindingJson, _decision: DecisionJson, context: Context
) -> Iterator[Topic]:
    named = as_list(as_mapping(finding["params"]).get("consultations"))
    for part in PARTS:
        for _, consultation in as_items(context.labels.value_at(f"/{part}/consultations")):
            if consultation.get("id") in named:
                yield from context.topics.of(consultation)


_RESOLVED: Mapping[str, _Resolve] = cast(
    "Mapping[str, _Resolve]",
    {
        "subject": _of_subject,
        "institution": _of_institution,
        "indicator": _of_indicator,
        "waiting": _of_waiting,
        "indicators": _of_indicators,
        "consultations": _of_consultations,
    },
)
