"""What was copied in or beside the data management plan: an ORCID iD at another's name, an identifier of two datasets.

The plan itself is as its tool exports it, and nothing else in it is looked at.

May not know: which datasets are managed, and who takes part.
"""

from collections.abc import Iterator
from typing import Any

from tejun.model.mistakes import Mistake
from tejun.model.names import may_be_any
from tejun.model.walks import plans_of
from tejun.reading import Path
from tejun.words import Message
from tejun.words.quoting import quoted


def plan_errors(facts: dict[str, Any]) -> Iterator[Mistake]:
    """What is wrong in the maDMPs, and where an institution says who of them takes no part."""
    people = {_digits(person["orcid"]): person for person in facts["people"] if "orcid" in person}
    for path, plan in plans_of(facts):
        yield from _identified(_contributors(plan, path), people)
    yield from _managed(facts)
    for i, institution in enumerate(facts["institutions"]):
        excused = institution.get("not_participating", {}).get("entries", [])
        path = ("institutions", i, "not_participating", "entries")
        named = (
            ((*path, k, "name"), entry["name"], entry["orcid"])
            for k, entry in enumerate(excused)
            if "orcid" in entry
        )
        yield from _identified(named, people)


Identified = Iterator[tuple[Path, str, str]]
"""A place, the name that stands there, and an ORCID iD beside it."""


def _contributors(plan: dict[str, Any], path: Path) -> Identified:
    """Whom the plan names: as contributors, as its contact, as creators of its datasets."""
    for k, contributor in enumerate(plan.get("contributor", [])):
        yield from _orcids_of(contributor, "contributor_id", (*path, "contributor", k))
    if "contact" in plan:
        yield from _orcids_of(plan["contact"], "contact_id", (*path, "contact"))
    for j, dataset in enumerate(plan.get("dataset", [])):
        for k, creator in enumerate(dataset.get("creator", [])):
            yield from _orcids_of(creator, "creator_id", (*path, "dataset", j, "creator", k))


def _orcids_of(person: dict[str, Any], key: str, path: Path) -> Identified:
    for identifier in _as_list(person.get(key, [])):
        if identifier["type"] == "orcid":
            yield (*path, "name"), person["name"], identifier["identifier"]


def _identified(named: Identified, people: dict[str, dict[str, Any]]) -> Iterator[Mistake]:
    """An ORCID iD is one person's: it stands at a name of hers, and at no other one in this plan."""
    first: dict[str, str] = {}
    for path, name, orcid in named:
        digits = _digits(orcid)
        person = people.get(digits)
        if person is not None and not _is_name_of(name, person):
            yield path, Message("model.orcid_of_another", name=quoted(person["name"]))
        elif person is None and not may_be_any(name, [first.setdefault(digits, name)]):
            yield path, Message("model.orcid_of_two", name=quoted(first[digits]))


_MOST_NAMES = 20
"""Of somebody with more names, any name may be one."""


def _is_name_of(name: str, person: dict[str, Any]) -> bool:
    others = [other["name"] for other in person.get("other_names", [])]
    names = [person["name"], *others, *([person["kana"]] if "kana" in person else [])]
    return name in names or len(names) > _MOST_NAMES or may_be_any(name, names)


def _managed(facts: dict[str, Any]) -> Iterator[Mistake]:
    """Where two datasets of a plan have one identifier, a name beside it would stand for both of them.

    Some tools export the same placeholder for each, so that the plan may have it: the name alone says which is meant.
    """
    shared = _shared_identifiers(facts)
    for i, institution in enumerate(facts["institutions"]):
        for k, entry in enumerate(institution.get("managed_data", {}).get("entries", [])):
            identifier = entry.get("dataset_id", {}).get("identifier", "")
            if "name" in entry and identifier in shared:
                place = ("institutions", i, "managed_data", "entries", k, "dataset_id")
                words = Message("model.identifier_of_two", title=quoted(shared[identifier]))
                yield place, words


def _shared_identifiers(facts: dict[str, Any]) -> dict[str, str]:
    """The identifiers that a plan has more than once, each with the title of a dataset that it is of."""
    shared: dict[str, str] = {}
    for _, plan in plans_of(facts):
        seen: set[str] = set()
        for dataset in plan.get("dataset", []):
            identifier = dataset["dataset_id"]["identifier"]
            if identifier in seen:
                shared[identifier] = dataset["title"]
            seen.add(identifier)
    return shared


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _digits(orcid: str) -> str:
    return orcid.strip().rstrip("/").rpartition("/")[2].upper()
