"""Who checks a person is somebody else, at the institution: what one looks up, marks or judges of oneself is no check.

Always holds: whoever is named with an institution or a unit of it acts for that, the person looked at among them.

May not know: what a check is worth.
"""

import re
from collections.abc import Iterator
from typing import Any

from tejun.model.mentions import Listed, names_of
from tejun.model.mistakes import Mistake
from tejun.model.walks import Contents, path_of
from tejun.reading import Path
from tejun.words import Message
from tejun.words.quoting import quoted


def self_check_errors(facts: dict[str, Any], contents: Contents) -> Iterator[Mistake]:
    """Each look at a person, mark, run or disposition that is signed by that person's name, or as that person (本人),
    and nothing more."""
    people = Listed(named_people(facts), contents.names)
    for i, person in enumerate(facts["people"]):
        for place, by in _checks(person, ("people", i)):
            if _is_oneself(by, people, ("people", i)):
                yield place, Message("model.checks_oneself", name=quoted(person["name"]))
    for trail, fact in contents.discrepant:
        yield from _settled_by_oneself(path_of(trail), fact, people, facts)


_ONESELF = re.compile(r"\s*(?:ご?本人|申告者(?:ご?本人)?)\s*")
_AS_ONESELF = re.compile(
    rf"[（(]{_ONESELF.pattern}[）)]\s*$|^{_ONESELF.pattern}[:：]|^{_ONESELF.pattern}(?=[（(])"
)


def _is_oneself(by: str, people: Listed, path: Path) -> bool:
    """Whether a signature is the person's name alone, says that it is that person, or both."""
    if people.is_called(by, path):
        return True
    if "本人" not in by and "申告者" not in by:
        return False
    return _ONESELF.fullmatch(by) is not None or people.is_called(_AS_ONESELF.sub("", by), path)


def named_people(facts: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Each name of each person, with the person's place."""
    for i, person in enumerate(facts["people"]):
        for name in names_of(person):
            yield ("people", i), name


def _checks(person: dict[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    """Who signed each check of the person, with the place of the signature."""
    looked = person.get("due_diligence", {})
    if "declared" in looked:
        yield (*path, "due_diligence", "declared", "by"), looked["declared"]["by"]
    for k, look in enumerate(looked.get("entries", [])):
        place: Path = (*path, "due_diligence", "entries", k)
        yield (*place, "by"), look["by"]
        if "reliability" in look:
            yield (*place, "reliability", "by"), look["reliability"]["by"]
    for k, concern in enumerate(person.get("concerns", [])):
        yield (*path, "concerns", k, "by"), concern["by"]
    for k, run in enumerate(person.get("screening", [])):
        yield (*path, "screening", k, "run_by"), run["run_by"]
        if "disposition" in run:
            yield (*path, "screening", k, "disposition", "by"), run["disposition"]["by"]


def _settled_by_oneself(
    path: Path, fact: dict[str, Any], people: Listed, facts: dict[str, Any]
) -> Iterator[Mistake]:
    """That what was found otherwise is explained, the person may say, and somebody else finds it to be so."""
    if path[:1] != ("people",):
        return
    person = facts["people"][path[1]]
    for k, found in enumerate(fact["discrepancies"]):
        if _is_oneself(found.get("disposition", {}).get("by", ""), people, path[:2]):
            place = (*path, "discrepancies", k, "disposition", "by")
            yield place, Message("model.checks_oneself", name=quoted(person["name"]))
