"""Answers of the funding agency (FA) that count for nothing in a decision, each with why; and those that soon expire.

An acceptance is used where a finding read it, or where it is on a measure, a request or what a consultation asked. A
refusal is used only where a finding rests on it: read it, gives its words, says that a consultation on the same was
declined, or waits for another answer on the same. One that a newer answer on the same topic has overtaken is not listed
of: the newer one is what stands.

Always holds: pure; an answer of any form, or of none, is gone through. A refusal is listed for each of its topics that
goes on as if it were not there, whatever asked for it; an acceptance once, where nothing at all used it. Refusals come
first.

May not know: what the policies read, but for what the decision shows of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tejun.explain.answers import PARTS, Topic, Topics, answered_ats
from tejun.explain.values import as_items, as_list, as_mapping
from tejun.terms import EFFECTS, OPEN
from tejun.words import Message

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.model.json_types import DecisionJson, FindingJson

SOON = timedelta(days=90)
"""So long before its day an acceptance that expires is listed."""


@dataclass(frozen=True)
class Unused:
    """An answer that counts for nothing, or does on one of its topics (None: on all), and why."""

    pointer: str
    declined: bool
    topic: Topic | None
    why: Message


@dataclass(frozen=True)
class _Answer:
    pointer: str
    part: str
    said: Mapping[str, Any]
    topics: tuple[Topic, ...]
    former: tuple[Topic, ...]
    """Those of them that are about somebody who takes part no longer."""

    @property
    def declined(self) -> bool:
        return self.said.get("result") == "declined"

    @cached_property
    def on(self) -> date | None:
        return _day(self.said.get("on"))

    @cached_property
    def expires(self) -> date | None:
        return _day(self.said.get("expires_on"))

    @property
    def is_whole(self) -> bool:
        """Whether it says what an answer says: `lib/fa` counts no other."""
        return (
            self.said.get("result") in {"accepted", "declined"}
            and isinstance(self.said.get("reason"), str)
            and bool(self.topics)
            and self.on is not None
            and (self.expires is not None or "expires_on" not in self.said)
        )

    def order(self, as_of: date) -> tuple[date, int, str]:
        """By which the newest of one part stands: of one day the worse, as `lib/fa` has it."""
        expired = self.expires is not None and self.expires < as_of
        return self.on or date.min, 2 if self.declined else int(expired), self.pointer


def unused_answers(
    decision: DecisionJson, document: Mapping[str, Any], requirements: Mapping[str, Any]
) -> list[Unused]:
    """The answers that count for nothing; none under an outcome to which the findings do not matter.

    `requirements` are those of the catalog, by their ids.
    """
    if decision["outcome"] in EFFECTS:
        return []
    case = _Case(decision, document, requirements)
    found = [entry for answer in case.answers for entry in case.unused(answer)]
    return sorted(found, key=lambda entry: not entry.declined)


def expiring_answers(
    decision: DecisionJson, document: Mapping[str, Any], requirements: Mapping[str, Any]
) -> list[tuple[str, date]]:
    """The acceptances on which the decision rests and which soon expire, the first to expire first."""
    case = _Case(decision, document, requirements)
    today = _day(decision["as_of"])
    if today is None:
        return []
    found = [
        (answer.pointer, answer.expires)
        for answer in case.answers
        if answer.expires is not None and timedelta() <= answer.expires - today <= SOON
        if not answer.declined and case.rests_on(answer)
    ]
    return sorted(found, key=lambda entry: entry[1])


def is_named(name: object, findings: Iterable[FindingJson]) -> bool:
    """Whether one of the findings names the answer of this id."""
    return isinstance(name, str) and any(
        name in as_list(finding["params"].get("answers")) for finding in findings
    )


class _Case:
    """A decision and its input document, looked up by topic and by what was read."""

    def __init__(
        self,
        decision: DecisionJson,
        document: Mapping[str, Any],
        requirements: Mapping[str, Any],
    ) -> None:
        topics = Topics(requirements)
        self._as_of = _day(decision["as_of"]) or date.max
        self._formal = decision["mode"] == "formal"
        self._cells: dict[Topic, FindingJson] = {}
        self._readers: dict[str, list[FindingJson]] = defaultdict(list)
        self._findings = decision["findings"]
        for finding in self._findings:
            self._cells.setdefault(topics.of_finding(finding), finding)
            for pointer in finding["reads"]:
                self._readers[pointer].append(finding)
        self.answers = [
            _Answer(f"/{part}/determinations/{i}", part, said, topics.of(said), topics.former(said))
            for part in PARTS
            for i, said in as_items(as_mapping(document.get(part)).get("determinations"))
        ]
        self._asked = _asked(document, topics)
        for indicator in decision["indicators"]:
            if "indicators" in answered_ats(requirements.get(indicator["requirement"])):
                self._asked[Topic("indicator", indicator["key"])].append(date.min)
        self._consultations = [
            (name, opened, _cells_asked(consultation, topics))
            for name, opened, consultation in _consultations(document)
        ]
        self._measures = [
            measure for _, measure in as_items(as_mapping(document.get("facts")).get("measures"))
        ]
        self._newest = self._standing()

    def _standing(self) -> dict[Topic, _Answer]:
        """The answer that stands on each topic: a newer report does not lift what the FA itself declined."""
        newest: dict[str, dict[Topic, _Answer]] = {part: {} for part in PARTS}
        counted = filter(self._counts, self.answers)
        for answer in sorted(counted, key=lambda answer: answer.order(self._as_of)):
            newest[answer.part].update(dict.fromkeys(answer.topics, answer))
        reported, recorded = (newest[part] for part in PARTS)
        kept = {
            topic: report
            for topic, report in reported.items()
            if topic not in recorded or not _outweighs(recorded[topic], report)
        }
        return recorded | kept

    def rests_on(self, answer: _Answer) -> bool:
        """Whether the answer counts and something that is settled rests on it."""
        settled = (f["status"] not in OPEN for f in self._readers[answer.pointer])
        named = (self._is_asked(topic, answer) for topic in answer.topics)
        return self._counts(answer) and (any(settled) or any(named))

    def unused(self, answer: _Answer) -> Iterator[Unused]:
        """For each topic, or once, that the answer counts for nothing."""
        if not answer.is_whole:
            yield Unused(answer.pointer, answer.declined, None, Message("explain.unused.not_whole"))
        elif self._is_ahead(answer):
            why = Message("explain.unused.ahead", on=answer.said["on"])
            yield Unused(answer.pointer, answer.declined, None, why)
        elif not self._is_of_who_counts(answer):
            if not all(topic in self._newest for topic in answer.topics):
                why = Message("explain.unused.reported")
                yield Unused(answer.pointer, answer.declined, None, why)
        elif self._is_named(answer):
            return  # a finding says of the whole refusal that it stands
        elif answer.declined or not self._is_used(answer):
            reasons = ((topic, self._why(topic, answer)) for topic in answer.topics)
            found = [
                Unused(answer.pointer, answer.declined, topic, why) for topic, why in reasons if why
            ]
            yield from found if answer.declined else found[:1]

    def _is_named(self, answer: _Answer) -> bool:
        """Whether a finding that reads the answer names it."""
        return is_named(answer.said.get("id"), self._readers.get(answer.pointer, ()))

    def _counts(self, answer: _Answer) -> bool:
        return answer.is_whole and not self._is_ahead(answer) and self._is_of_who_counts(answer)

    def _is_ahead(self, answer: _Answer) -> bool:
        return answer.on is not None and answer.on > self._as_of

    def _is_of_who_counts(self, answer: _Answer) -> bool:
        """A formal decision takes only what the FA recorded itself."""
        return answer.part == "fa" or not self._formal

    def _is_used(self, answer: _Answer) -> bool:
        return answer.pointer in self._readers or any(
            self._is_asked(topic, answer) for topic in answer.topics
        )

    def _is_asked(self, topic: Topic, answer: _Answer) -> bool:
        """Whether something beside the findings is there that it answers: a measure, a request, a consultation."""
        return self._newest.get(topic) is answer and any(
            opened <= (answer.on or date.min) for opened in self._asked.get(topic, ())
        )

    def _why(self, topic: Topic, answer: _Answer) -> Message | None:
        """Why it counts for nothing on the topic; None where it counts, or where another note says so."""
        finding = self._cells.get(topic)
        if self._newest.get(topic) is not answer:
            return None
        if finding is None:
            return self._why_on_no_finding(topic, answer)
        is_read = answer.pointer in finding["reads"] or _waits_for_conditions_of(finding, answer)
        if is_read or self._settles(topic, answer):
            return None
        if self._is_read_beside(answer):
            # Read for another point, which may be what this one waits for.
            return None if finding["status"] in OPEN else Message("explain.unused.no_wait")
        if answer.expires is not None and answer.expires < self._as_of:
            return Message("explain.unused.expired", expires_on=answer.said["expires_on"])
        return _WHY[finding["status"]]

    def _settles(self, topic: Topic, answer: _Answer) -> bool:
        """Whether the answer does something on the topic beside its own finding."""
        if answer.declined:
            return self._is_shown(topic, answer)
        return self._is_asked(topic, answer)

    def _is_shown(self, topic: Topic, answer: _Answer) -> bool:
        """Whether a finding that names what the refusal is on rests on it, though it read only the list."""
        named = self._things(topic)
        asked = {
            name
            for name, opened, about in self._consultations
            if topic in about and answer.on is not None and opened <= answer.on
        }
        return any(_rests_on_refusal(finding, answer, named, asked) for finding in self._findings)

    def _things(self, topic: Topic) -> set[str]:
        """The measures or requests that an answer on the topic is on."""
        if topic.kind in {"measure", "request"}:
            return {topic.name}
        return {
            str(measure.get("id"))
            for measure in self._measures
            if topic.kind == "indicator" and topic.name in as_list(measure.get("indicators"))
        }

    def _why_on_no_finding(self, topic: Topic, answer: _Answer) -> Message | None:
        """The same of a measure, a request, and what is not there; an acceptance of those is listed elsewhere.

        What is marked as about somebody who takes part no longer is kept for the record: nobody expects more of it.
        """
        if not answer.declined or topic in answer.former or self._is_shown(topic, answer):
            return None
        if topic.kind not in {"measure", "request"}:
            return Message("explain.unused.unknown")
        for measure in self._measures:
            is_this = topic.kind == "measure" and measure.get("id") == topic.name
            if is_this and isinstance(measure.get("withdrawn"), Mapping):
                return Message("explain.unused.withdrawn")
        return Message("explain.unused.no_finding")

    def _is_read_beside(self, answer: _Answer) -> bool:
        return bool(self._readers.get(answer.pointer))


_WHY: Mapping[str, Message] = {
    "satisfied": Message("explain.unused.no_wait"),
    "not_applicable": Message("explain.unused.no_wait"),
    "missing_information": Message("explain.unused.information_first"),
    "unsatisfied": Message("explain.unused.mend_first"),
    "consult_fa": Message("explain.unused.elsewhere"),
}
"""Why an answer counts for nothing on a point, by how the point stands."""


def _asked(document: Mapping[str, Any], topics: Topics) -> dict[Topic, list[date]]:
    """The days since which something is there that an answer settles by itself, by its topic."""
    asked: dict[Topic, list[date]] = defaultdict(list)
    facts = as_mapping(document.get("facts"))
    for _, measure in as_items(facts.get("measures")):
        if not isinstance(measure.get("withdrawn"), Mapping):
            asked[Topic("measure", str(measure.get("id")))].append(date.min)
            for key in as_list(measure.get("indicators")):
                asked[Topic("indicator", str(key))].append(date.min)
    for part in PARTS:
        of_part = as_mapping(document.get(part))
        for _, request in as_items(as_mapping(of_part.get("requests")).get("entries")):
            asked[Topic("request", str(request.get("id")))].append(date.min)
    for _, opened, consultation in _consultations(document):
        for topic in topics.of(consultation):
            asked[topic].append(opened)
    return asked


def _consultations(document: Mapping[str, Any]) -> list[tuple[str, date, Mapping[str, Any]]]:
    """The consultations that say when they were opened, each with its id and that day."""
    return [
        (str(consultation.get("id")), opened, consultation)
        for part in PARTS
        for _, consultation in as_items(as_mapping(document.get(part)).get("consultations"))
        if (opened := _day(consultation.get("opened_on"))) is not None
    ]


def _cells_asked(consultation: Mapping[str, Any], topics: Topics) -> tuple[Topic, ...]:
    """The requirements for subjects that it names: of these a step says that they were declined."""
    about = as_list(consultation.get("about"))
    cells = [cell for cell in about if isinstance(as_mapping(cell).get("requirement"), str)]
    return topics.of({"about": cells})


def _outweighs(recorded: _Answer, report: _Answer) -> bool:
    """Whether what the FA recorded stands, and not what the institution reports of it."""
    if recorded.declined and not report.declined:
        return True
    return (recorded.on or date.min) >= (report.on or date.min)


def _rests_on_refusal(
    finding: FindingJson, answer: _Answer, named: set[str], asked: set[str]
) -> bool:
    """Whether the finding gives the refusal's words, waits for another answer, or calls what was asked declined.

    `named` are the measures or requests that the refusal is on, `asked` the consultations to which it is the answer.
    """
    params = as_mapping(finding["params"])
    of_things = [*as_list(params.get("measures")), *as_list(params.get("requests"))]
    if any(name in named for name in of_things):
        if finding["status"] == "consult_fa":
            return True
        if answer.said.get("reason") in as_list(params.get("answers")):
            return True
    of_consultations = as_list(params.get("consultations"))
    return finding["status"] == "unsatisfied" and any(name in asked for name in of_consultations)


def _waits_for_conditions_of(finding: FindingJson, answer: _Answer) -> bool:
    """Whether the finding names a request on which the acceptance depends."""
    requests = as_list(as_mapping(finding["params"]).get("requests"))
    return any(request in requests for request in as_list(answer.said.get("conditions")))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
