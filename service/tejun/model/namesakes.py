"""A further name that is another's: of a copied row, the name by which the lists are searched is nobody's else.

Always holds: each is named once, at the later place, with whose it is too; former names are anybody's. Two people may
be called alike in Latin letters: then their names are the same as they are written, or as they are read (`kana`).

May not know: what is searched.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tejun.model.mentions import Listed, names_of_body
from tejun.model.mistakes import Mistake
from tejun.model.names import LONGEST_NAME, NameReader
from tejun.reading import Path
from tejun.words import Message
from tejun.words.quoting import quoted


def namesake_errors(facts: dict[str, Any], names: NameReader) -> Iterator[Mistake]:
    """Each name in Latin letters of a person, and each further name of an institution, that another one bears."""
    people = facts["people"]
    for i, k, other in _borne_by_others(people, names, kinds={"latin"}):
        if not _are_namesakes(people[i], people[other], names):
            place: Path = ("people", i, "other_names", k, "name")
            yield place, Message("model.latin_name_of_another", **_both(people, i, other))
    yield from _called_as_another(facts["institutions"], names)


def _borne_by_others(
    subjects: list[dict[str, Any]], names: NameReader, *, kinds: set[str]
) -> Iterator[tuple[int, int, int]]:
    """The place of each further name of these kinds that one listed earlier has, and that one's."""
    first: dict[str, int] = {}
    for i, subject in enumerate(subjects):
        for form in _forms(subject["name"], names):
            first.setdefault(form, i)
        for k, other in enumerate(subject.get("other_names", [])):
            if other["kind"] not in kinds:
                continue
            holders = [first.setdefault(form, i) for form in _forms(other["name"], names)]
            if any(holder != i for holder in holders):
                yield i, k, min(holders)


def _forms(name: str, names: NameReader) -> list[str]:
    forms: list[str] = names.prepare(name)["forms"] if len(name) <= LONGEST_NAME else []
    return forms


def _are_namesakes(person: dict[str, Any], other: dict[str, Any], names: NameReader) -> bool:
    return any(
        _alike(person[key], other[key], names)
        for key in ("name", "kana")
        if key in person and key in other
    )


def _alike(name: str, other: str, names: NameReader) -> bool:
    return not set(_forms(name, names)).isdisjoint(_forms(other, names))


def _called_as_another(institutions: list[dict[str, Any]], names: NameReader) -> Iterator[Mistake]:
    """A name that the institution bears today, with its legal form or without, is no other one's."""
    listed = Listed(_named(institutions), names, bodies=True)
    for i, institution in enumerate(institutions):
        for k, other in enumerate(institution.get("other_names", [])):
            whose = None if other["kind"] == "former" else listed.whose_name(other["name"])
            if whose is not None and not listed.is_called(other["name"], ("institutions", i)):
                place: Path = ("institutions", i, "other_names", k, "name")
                yield (
                    place,
                    Message("model.called_as_another", **_both(institutions, i, int(whose[1]))),
                )
    for i, k, holder in _borne_by_others(institutions, names, kinds={"latin", "alias"}):
        name = institutions[i]["other_names"][k]["name"]
        if listed.whose_name(name) is None:
            place = ("institutions", i, "other_names", k, "name")
            yield place, Message("model.called_as_another", **_both(institutions, i, holder))


def _named(institutions: list[dict[str, Any]]) -> Iterable[tuple[Path, str]]:
    for i, institution in enumerate(institutions):
        for name in names_of_body({"name": institution["name"]}):
            yield ("institutions", i), name


def _both(subjects: list[dict[str, Any]], i: int, other: int) -> dict[str, str]:
    """Whose the name is, and at whom it stands."""
    return {"other": quoted(subjects[other]["name"]), "name": quoted(subjects[i]["name"])}
