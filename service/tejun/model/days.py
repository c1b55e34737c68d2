"""Whether days hold together: what ends does not end before it began, nobody signs what stands only since tomorrow,
nothing that began later has been declared unchanged since before, and nothing is planned for decades ahead.

May not know: which days a requirement asks for.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tejun.model.mistakes import Mistake
from tejun.model.walks import Contents, newest_declaration, path_of
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

_STANDS_SINCE_ITS_START = frozenset({"program", "factor"})

_YEARS_AHEAD = 1
"""What is accepted for print this year may have its volume and year of the next one."""

_MOST_YEARS_AHEAD = 20
"""No research is planned for longer: of a later start, or due day, the year is mistyped, and nothing would ever come to
be asked."""


def day_errors(facts: dict[str, Any], contents: Contents) -> Iterator[Mistake]:
    """Each day that stands in the wrong order beside another one."""
    for trail, fact in contents.declared:
        wrong = [*_signed_early(fact)]
        if "period" in fact:
            wrong += _of_span(fact["period"], path_of(trail))
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
        if _is_before(measure.get("since", chosen), chosen):
            yield ("measures", i, "since"), Message("model.changed_before_chosen", chosen=chosen)
    yield from _decades_ahead(facts, contents)


def _decades_ahead(facts: dict[str, Any], contents: Contents) -> Iterator[Mistake]:
    """The start of the research, a measure's due day, or that on which somebody joins."""
    newest = newest_declaration(contents)
    if newest is None:
        return
    last = f"{int(newest[0][:4]) + _MOST_YEARS_AHEAD:04}{newest[0][4:]}"
    for path, day in _planned(facts):
        if day > last:
            yield path, Message("model.decades_ahead", day=day)


def _planned(facts: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    if "starts_on" in facts["application"]:
        yield ("application", "starts_on"), facts["application"]["starts_on"]
    for i, measure in enumerate(facts.get("measures", [])):
        if "due" in measure:
            yield ("measures", i, "due"), measure["due"]
    for i, institution in enumerate(facts["institutions"]):
        for k, entry in enumerate(institution.get("roster", {}).get("entries", [])):
            if "since" in entry:
                yield ("institutions", i, "roster", "entries", k, "since"), entry["since"]


_FOUND_OF_SUPPORTERS = frozenset({"purpose", "conditions", "compliance", "reputation", "capital"})


def _of_span(period: Any, path: Path) -> Iterator[Mistake]:
    """Only what is declared of a life, or was found of a body, may name a span of it."""
    match path:
        case ("people", _, "disclosures", item) if item != "supervisor":
            pass
        case ("people", _, "factors") | ("institutions", _, "supporters"):
            pass
        case ("institutions", _, "partner", "compliance" | "reputation"):
            pass
        case ("institutions", _, "supporters", "entries", _, item) if item in _FOUND_OF_SUPPORTERS:
            pass
        case _:
            yield ("period",), Message("model.no_span")
    if isinstance(period, dict):
        yield from _ends_before(period, ("period",))


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
        on, since = papers["declared"]["on"], papers["declared"].get("since")
        place = (*path, "entries", i, "year")
        if _is_of_later_print(paper, on):
            yield place, Message("model.paper_ahead", on=on)
        elif since is not None and "since" not in paper and _is_of_later_print(paper, since):
            yield place, Message("model.began_since", start=str(paper["year"]), since=since)


def _is_of_later_print(paper: dict[str, Any], day: str) -> bool:
    year: int = paper["year"]
    return year > date.fromisoformat(day).year + _YEARS_AHEAD


def _signed_early(fact: dict[str, Any]) -> Iterator[Mistake]:
    """Nobody signs today what stands only since tomorrow: an entry, or a list kept elsewhere, of a later day."""
    on = fact["declared"]["on"]
    if fact["declared"].get("since", on) > on:
        yield ("declared", "since"), Message("model.since_after_signature", on=on)
    if fact.get("kept", {}).get("on", on) > on:
        yield ("kept", "on"), Message("model.since_after_signature", on=on)
    for i, entry in enumerate(fact.get("entries", [])):
        if "known_since" in entry:
            yield from _of_who_joins(entry, ("entries", i), on)
        elif entry.get("since", on) > on:
            yield ("entries", i, "since"), _ahead(entry, on)
        elif _began_since(entry, fact["declared"]):
            words = {"start": entry["start"], "since": fact["declared"]["since"]}
            yield ("entries", i, "start"), Message("model.began_since", **words)


def _began_since(entry: dict[str, Any], declared: dict[str, str]) -> bool:
    """Whether it is a new row of a list whose old `since` was left as it was.

    What is planned may be declared ahead. Of a talent program, or a relation in a matrix, its start says since when.
    """
    if "since" in entry or "start" not in entry or not _STANDS_SINCE_ITS_START.isdisjoint(entry):
        return False
    start, on = entry["start"], declared["on"]
    return _is_before(declared.get("since", on), start) and not _is_before(on, start)


def _ahead(entry: dict[str, Any], on: str) -> Message:
    """Of a person on a roster there is a way to say that he or she is to join."""
    if "person" in entry:
        return Message("model.joins_ahead", on=on)
    return Message("model.since_after_signature", on=on)


def _of_who_joins(entry: dict[str, str], path: Path, on: str) -> Iterator[Mistake]:
    """Who is known to join has a day of joining, which may lie ahead."""
    if "since" not in entry:
        yield path, Message("model.known_without_joining")
    elif entry["known_since"] > entry["since"]:
        yield (*path, "known_since"), Message("model.known_after_joining")
    elif entry["known_since"] > on:
        yield (*path, "known_since"), Message("model.since_after_signature", on=on)


def _ends_before(span: dict[str, str], path: Path) -> Iterator[Mistake]:
    if "end" in span and _is_before(span["end"], span["start"]):
        yield (*path, "end"), Message("model.ends_before_start", start=span["start"])
