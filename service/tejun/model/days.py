"""Whether days hold together: what ends does not end before it began, and nobody signs what stands only since tomorrow.

May not know: which days a requirement asks for.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tejun.model.mistakes import Mistake
from tejun.model.walks import Contents, path_of
from tejun.reading import Path
from tejun.words import Message

_SPANS_OF_PEOPLE = (
    ("disclosures", "career"),
    ("disclosures", "funding"),
    ("disclosures", "talent_programs"),
    ("affiliations",),
    ("employment",),
)
"""Of a relation in a decision matrix (`factors`) the program asks which of its days is right."""

_YEARS_AHEAD = 1
"""What is accepted for print this year may have its volume and year of the next one."""


def day_errors(facts: dict[str, Any], contents: Contents) -> Iterator[Mistake]:
    """Each day that stands in the wrong order beside another one."""
    for trail, fact in contents.objects:
        if "declared" not in fact:
            continue
        wrong = [*_signed_early(fact)]
        if isinstance(fact.get("period"), dict):
            wrong += _ends_before(fact["period"], ("period",))
        for within, words in wrong:
            yield (*path_of(trail), *within), words
    for i, person in enumerate(facts["people"]):
        for keys in _SPANS_OF_PEOPLE:
            place: Path = ("people", i, *keys)
            for k, entry in enumerate(_entries(person, keys)):
                yield from _ends_before(entry, (*place, "entries", k))
        yield from _papers_ahead(person, ("people", i, "disclosures", "papers"))
    for i, measure in enumerate(facts.get("measures", [])):
        chosen = measure.get("chosen_on", "")
        if "withdrawn" in measure and _is_before(measure["withdrawn"]["on"], chosen):
            place = ("measures", i, "withdrawn", "on")
            yield place, Message("model.withdrawn_before_chosen", chosen=chosen)


def _entries(holder: dict[str, Any], keys: tuple[str, ...]) -> list[dict[str, Any]]:
    fact = holder
    for key in keys:
        fact = fact.get(key, {})
    entries: list[dict[str, Any]] = fact.get("entries", [])
    return entries


def _is_before(end: str, start: str) -> bool:
    """By what both of them say: a year and a day of that year are in order."""
    known = min(len(end), len(start))
    return end[:known] < start[:known]


def _papers_ahead(person: dict[str, Any], path: Path) -> Iterator[Mistake]:
    papers = person.get("disclosures", {}).get("papers", {})
    for i, paper in enumerate(papers.get("entries", [])):
        if paper["year"] > date.fromisoformat(papers["declared"]["on"]).year + _YEARS_AHEAD:
            on = papers["declared"]["on"]
            yield (*path, "entries", i, "year"), Message("model.paper_ahead", on=on)


def _signed_early(fact: dict[str, Any]) -> Iterator[Mistake]:
    """Nobody signs today what stands only since tomorrow: an entry, or a list kept elsewhere, of a later day."""
    on = fact["declared"]["on"]
    if fact["declared"].get("since", on) > on:
        yield ("declared", "since"), Message("model.since_after_signature", on=on)
    if fact.get("kept", {}).get("on", on) > on:
        yield ("kept", "on"), Message("model.since_after_signature", on=on)
    for i, entry in enumerate(fact.get("entries", [])):
        if entry.get("since", on) > on:
            yield ("entries", i, "since"), Message("model.since_after_signature", on=on)
        if entry.get("known_since", "") > entry.get("since", on):
            yield ("entries", i, "known_since"), Message("model.known_after_joining")


def _ends_before(span: dict[str, str], path: Path) -> Iterator[Mistake]:
    if "end" in span and _is_before(span["end"], span["start"]):
        yield (*path, "end"), Message("model.ends_before_start", start=span["start"])
