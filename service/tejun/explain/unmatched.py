"""What an application names and the decision on it does not know: a judgement of no indicator, an answer on no finding.

There, such an entry has no effect, and nothing else would say so: also not where a consultation asks for the answer,
which ends the consultation and settles nothing else. A consultation on what is not there stays open until an answer
names the same. What is marked as about somebody who takes part no longer (`former`) is not there either, and rightly:
nothing is said of it, nor of a judgement of such an indicator.

Always holds: pure; facts of any form, or of none, are gone through; what does not stand as it should is passed over.

May not know: what was meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tejun.explain.answers import PARTS, Topic, Topics
from tejun.explain.values import as_items, as_list, as_mapping
from tejun.explain.withholding import named

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.model.json_types import DecisionJson


def unmatched(
    decision: DecisionJson, document: Mapping[str, Any], requirements: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """The places (pointers into the input document) that name what is not there, each with the name."""
    topics = Topics(requirements)
    keys = {indicator["key"] for indicator in decision["indicators"]}
    keys |= _former_keys(document, topics)
    return [
        *_keys(document, keys),
        *(
            (pointer, topic.label)
            for pointer, topic in _unknown(decision, document, topics, "determinations")
        ),
        *((pointer, name) for pointer, name in named(document) if name not in requirements),
    ]


def unmatched_consultations(
    decision: DecisionJson, document: Mapping[str, Any], requirements: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """The consultations on what is not there, and on which no answer was given since they were opened."""
    topics = Topics(requirements)
    opened = {
        f"/{part}/consultations/{i}": str(asked.get("opened_on"))
        for part, i, asked in _said(document, "consultations")
    }
    answered = [
        (topic, str(answer.get("on")))
        for _, _, answer in _said(document, "determinations")
        for topic in topics.of(answer)
    ]
    return [
        (pointer, topic.label)
        for pointer, topic in _unknown(decision, document, topics, "consultations")
        if not any(topic == other and opened[pointer] <= on for other, on in answered)
    ]


def _keys(document: Mapping[str, Any], keys: set[str]) -> Iterator[tuple[str, str]]:
    """The indicators that judgements and measures name."""
    facts = as_mapping(document.get("facts"))
    for i, judgement in as_items(as_mapping(facts.get("risk")).get("judgements")):
        if judgement.get("indicator") not in keys:
            yield f"/facts/risk/judgements/{i}", str(judgement.get("indicator"))
    for i, measure in as_items(facts.get("measures")):
        for name in as_list(measure.get("indicators")):
            if name not in keys:
                yield f"/facts/measures/{i}", str(name)


def _former_keys(document: Mapping[str, Any], topics: Topics) -> set[str]:
    """The indicators of those who take part no longer, as questions and answers have them."""
    return {
        topic.name
        for kind in ("consultations", "determinations")
        for _, _, said in _said(document, kind)
        for topic in topics.former(said)
        if topic.kind == "indicator"
    }


def _unknown(
    decision: DecisionJson, document: Mapping[str, Any], topics: Topics, kind: str
) -> Iterator[tuple[str, Topic]]:
    """The topics of questions or answers that are no finding's and no indicator's.

    The ids of measures and requests were looked up when the form was checked.
    """
    known = {topics.of_finding(finding) for finding in decision["findings"]}
    known |= {Topic("indicator", indicator["key"]) for indicator in decision["indicators"]}
    for part, i, said in _said(document, kind):
        former = topics.former(said)
        for topic in topics.of(said):
            if topic.kind in {"requirement", "indicator"} and topic not in {*known, *former}:
                yield f"/{part}/{kind}/{i}", topic


def _said(document: Mapping[str, Any], kind: str) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    """The questions or the answers, each with the part that has it and its place there."""
    for part in PARTS:
        for i, said in as_items(as_mapping(document.get(part)).get(kind)):
            yield part, i, said
