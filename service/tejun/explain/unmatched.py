"""What an application names and the decision on it does not know: a judgement of no indicator, an answer on no finding.

Such an entry has no effect, and nothing else would say so.

Always holds: pure; facts of any form, or of none, are gone through; what does not stand as it should is passed over.

May not know: what was meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tejun.explain.context import as_mapping

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.model.json_types import DecisionJson

_PARTS = ("facts", "fa")
_QUESTIONS_AND_ANSWERS = ("determinations", "consultations")


def unmatched(
    decision: DecisionJson, document: Mapping[str, Any], requirements: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """The places (pointers into the input document) that name what is not there, each with the name."""
    cells = {(finding["requirement"], finding["subject"]) for finding in decision["findings"]}
    keys = {indicator["key"] for indicator in decision["indicators"]}
    return [
        *_keys(document, keys),
        *_topics(document, cells, keys),
        *_withheld(document, requirements),
    ]


def _keys(document: Mapping[str, Any], keys: set[str]) -> Iterator[tuple[str, str]]:
    """The indicators that judgements and measures name."""
    facts = as_mapping(document.get("facts"))
    for i, judgement in _items(as_mapping(facts.get("risk")).get("judgements")):
        if judgement.get("indicator") not in keys:
            yield f"/facts/risk/judgements/{i}", str(judgement.get("indicator"))
    for i, measure in _items(facts.get("measures")):
        for name in _list(measure.get("indicators")):
            if name not in keys:
                yield f"/facts/measures/{i}", str(name)


def _topics(
    document: Mapping[str, Any], cells: set[tuple[str, str]], keys: set[str]
) -> Iterator[tuple[str, str]]:
    for part in _PARTS:
        for kind in _QUESTIONS_AND_ANSWERS:
            for i, said in _items(as_mapping(document.get(part)).get(kind)):
                for _, topic in _items(said.get("about")):
                    if name := _unknown_topic(topic, cells, keys):
                        yield f"/{part}/{kind}/{i}", name


def _unknown_topic(
    topic: Mapping[str, Any], cells: set[tuple[str, str]], keys: set[str]
) -> str | None:
    if "indicator" in topic:
        key = str(topic["indicator"])
        return None if key in keys else key
    if "requirement" in topic:
        cell = (str(topic["requirement"]), str(topic.get("subject", "application")))
        return None if cell in cells else " ".join(cell)
    return None  # the id of a measure or a request, which the form has looked up


def _withheld(
    document: Mapping[str, Any], requirements: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    facts = as_mapping(document.get("facts"))
    for i, institution in _items(facts.get("institutions")):
        for k, entry in _items(as_mapping(institution.get("partner")).get("withholds")):
            for name in _list(entry.get("items")):
                if name not in requirements:
                    yield f"/facts/institutions/{i}/partner/withholds/{k}", str(name)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _items(value: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    return ((i, item) for i, item in enumerate(_list(value)) if isinstance(item, Mapping))
