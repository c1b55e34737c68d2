"""Whom a data management plan names, and how else each name may be written.

A plan's tools write a body with its acronym, its kind of corporation or a unit, and a person with a title, by initials
or as the name is read; a policy compares forms, and has those of whom is meant beside those of the name as written.

Always holds: pure; another body's name that begins alike (a university's foundation) is not that body's, nor is a
company with another's legal form; a family name alone, or initials alone, are nobody's.

May not know: what it means that somebody is named there.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any
from unicodedata import normalize

from tejun.decide.named import is_of_another_body
from tejun.model.bodies import without_corporation, without_remark
from tejun.model.mentions import begins_a_unit, names_of, names_of_body, untitled
from tejun.model.names import LONGEST_NAME, NameReader, may_be_by_initials
from tejun.model.walks import bodies_of, plans_of

_ACRONYM = re.compile(r"[A-Z][A-Za-z&\-]{1,11}")
_REMARK = re.compile(r"[(（]\s*([^()（）]+?)\s*[)）]\s*$")
_FORMS = {"株": "株式会社", "有": "有限会社"}
_IN_SHORT = re.compile(r"\(([株有])\)")
_UNIT_ENDS = re.compile("(?:部|課|室|局|科|係|センター|グループ|チーム|専攻)$")
_UNIT_WORD = re.compile(
    r"\b(?:office|division|department|dept|section|unit|cent(?:er|re)|bureau|faculty|school)\b",
    re.IGNORECASE,
)
_LABORATORY = re.compile("研究室|研究グループ|ラボ")
_SHORTEST = 3
"""Of fewer letters a body's name is not sought before a unit that no blank divides from it."""
_IN_KANA = re.compile(r"[\u3040-\u30ff\s]+")
_OF_BODIES = re.compile("(?:.[部課室局係]|研究科|センター|専攻|学科|大学|機構|研究所)$")
"""How a word ends that stands about a person's name and is a body's, or a unit's."""

_REGISTERED = frozenset({"ror", "fundref"})
"""Kinds of numbers of which a body has its own; an address of the internet may be of anything."""


def funders(facts: Mapping[str, Any]) -> Iterator[str]:
    """Who funds the project by the plans."""
    for funding in _fundings(facts):
        yield from _names_of_funder(funding)


def contributors(facts: Mapping[str, Any]) -> Iterator[str]:
    """Who contributes by the plans: people, or an institution itself."""
    for _, plan in plans_of(facts):
        for contributor in plan.get("contributor", []):
            yield contributor["name"]


def creators(facts: Mapping[str, Any]) -> Iterator[str]:
    """Who makes the data by the plans: people, or an institution itself."""
    for _, plan in plans_of(facts):
        for dataset in plan.get("dataset", []):
            for creator in dataset.get("creator", []):
                yield creator["name"]


def also_written(facts: Mapping[str, Any], read: NameReader) -> dict[str, list[str]]:
    """By each such name the forms in which it compares besides its own; those without any are left out."""
    bodies = _Bodies(facts, read)
    people = _People(facts, read)
    found: dict[str, set[str]] = {}
    of_funders, of_people = set(funders(facts)), {*contributors(facts), *creators(facts)}
    for name in of_funders | of_people:
        if len(name) <= LONGEST_NAME:
            found[name] = bodies.forms(name, remarks=name not in of_people)
            if name in of_people:
                found[name] |= people.forms(name)
    for name, other in _by_number(facts):
        if name in found:
            found[name] |= {*read.prepare(other)["forms"], *found.get(other, set())}
    also = {name: sorted(forms - {*read.prepare(name)["forms"]}) for name, forms in found.items()}
    return {name: forms for name, forms in sorted(also.items()) if forms}


def _fundings(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for _, plan in plans_of(facts):
        for project in plan.get("project", []):
            yield from project.get("funding", [])


def _names_of_funder(funding: Mapping[str, Any]) -> Iterator[str]:
    """Tools write the name under one key or the other."""
    for key in ("name", "funder_name"):
        if isinstance(funding.get(key), str):
            yield funding[key]


def _by_number(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each funder with the others that have its number, and with the institution that has it."""
    numbered: dict[tuple[str, str], list[str]] = {}
    for institution in facts.get("institutions", []):
        if "ror" in institution:
            numbered[("ror", _digits(institution["ror"]))] = [institution["name"]]
    named = []
    for funding in _fundings(facts):
        number = funding.get("funder_id", {})
        key = str(number.get("type", "")).lower(), _digits(str(number.get("identifier", "")))
        if key[0] in _REGISTERED and key[1]:
            for name in _names_of_funder(funding):
                numbered.setdefault(key, []).append(name)
                named.append((key, name))
    for key, name in named:
        yield from ((name, other) for other in numbered[key] if other != name)


def _digits(number: str) -> str:
    return number.strip().rstrip("/").rpartition("/")[2].lower()


# --- bodies ---------------------------------------------------------------------------------------


class _Bodies:
    """The institutions and supporters, and what their names are without a legal form."""

    def __init__(self, facts: Mapping[str, Any], read: NameReader) -> None:
        self._read = read
        self._whole: dict[str, list[Mapping[str, Any]]] = {}
        self._short: dict[str, list[Mapping[str, Any]]] = {}
        self._units: dict[str, Mapping[str, Any]] = {}
        for _, body in bodies_of(facts):
            for name in names_of(dict(body)):
                whole, *short = names_of_body({"name": name})
                self._list(self._whole, whole, body)
                for other in short:
                    self._list(self._short, other, body)
            for desk in body.get("desk", {}).get("entries", []):
                self._list_unit(desk["unit"], body)

    def _list(
        self, known: dict[str, list[Mapping[str, Any]]], name: str, body: Mapping[str, Any]
    ) -> None:
        for form in self._forms(name):
            known.setdefault(form, []).append(body)

    def _list_unit(self, unit: str, body: Mapping[str, Any]) -> None:
        """The unit, and each that it is part of."""
        words = normalize("NFKC", unit).split()
        for end in range(1, len(words) + 1):
            for form in self._forms(" ".join(words[:end])):
                self._units.setdefault(form, body)

    def _forms(self, name: str) -> list[str]:
        forms: list[str] = self._read.prepare(name)["forms"] if len(name) <= LONGEST_NAME else []
        return forms

    def forms(self, name: str, *, remarks: bool) -> set[str]:
        """How else the name of a body compares; among `remarks` in brackets behind it no person is meant."""
        found: set[str] = set()
        for way in _ways(name, remarks=remarks):
            found.update(self._forms(way), self._forms(without_corporation(way)))
            for body in self._meant(way):
                found.update(self._forms(body["name"]))
        return found

    def _meant(self, way: str) -> Iterator[Mapping[str, Any]]:
        """Whose name it is, with a legal form there or here, and not another one on either side."""
        for form in self._forms(way):
            yield from self._whole.get(form, [])
            yield from self._short.get(form, [])
            if form in self._units:
                yield self._units[form]
        for short in [*names_of_body({"name": way})][1:]:
            is_corporation = short.strip() == without_corporation(way).strip()
            for form in self._forms(short):
                for body in self._whole.get(form, []):
                    if is_corporation != (body.get("kind") == "company"):
                        yield body


def _ways(name: str, *, remarks: bool) -> set[str]:
    """A body's name without its remark, or its remark where an acronym stands before it; and each without a unit."""
    alone = without_remark(name) or name
    whole = normalize("NFKC", name).strip()
    found = {whole, _IN_SHORT.sub(lambda form: _FORMS[form[1]], whole)}
    remark = _REMARK.search(name)
    if remark and (remarks or _ACRONYM.fullmatch(remark[1]) or _is_unit(remark[1])):
        found.add(normalize("NFKC", alone).strip())
    if remark and _ACRONYM.fullmatch(alone):
        found.add(normalize("NFKC", remark[1]).strip())
    return found | set(chain.from_iterable(map(_without_unit, found)))


def _without_unit(name: str) -> Iterator[str]:
    words = name.split()
    for end in range(1, len(words)):
        if _is_unit("".join(words[end:])):
            yield " ".join(words[:end])
    if _is_unit(name):
        for cut in range(_SHORTEST, len(name)):
            if begins_a_unit(name, cut):
                yield name[:cut]
    pieces = [piece.strip() for piece in name.split(",")]
    if len(pieces) == 2:  # a name and a unit, in either order
        for piece, other in (pieces, pieces[::-1]):
            if _UNIT_WORD.search(other):
                yield piece


def _is_unit(text: str) -> bool:
    """A laboratory is called after a person, who may be left out."""
    if _LABORATORY.search(text) or is_of_another_body(text):
        return False
    return _UNIT_ENDS.search(text) is not None


# --- people ---------------------------------------------------------------------------------------


class _People:
    """The listed people, and those of whom it is said why they take no part."""

    def __init__(self, facts: Mapping[str, Any], read: NameReader) -> None:
        self._read = read
        self._people = [*facts.get("people", [])]
        for institution in facts.get("institutions", []):
            self._people += institution.get("not_participating", {}).get("entries", [])

    def forms(self, name: str) -> set[str]:
        """How else the name of a person compares."""
        found: set[str] = set()
        remark = _REMARK.search(name)
        ways = [] if remark and not _tells_no_name(remark[1]) else _ways_of_person(name)
        for way in ways:
            found.update(self._read.prepare(way)["forms"])
        for person in self._people:
            both = [name[: remark.start()], remark[1]] if remark else []
            if any(self._may_be(way, person) for way in ways) or (
                both and all(self._may_be(part, person) for part in both)
            ):
                found.update(self._read.prepare(person["name"])["forms"])
        return found

    def _may_be(self, way: str, person: Mapping[str, Any]) -> bool:
        names = list(names_of(dict(person)))
        known = [*names, person["kana"]] if "kana" in person else names
        forms = set(self._read.prepare(way)["forms"])
        return any(not forms.isdisjoint(self._read.prepare(other)["forms"]) for other in known) or (
            any(may_be_by_initials(way, other) for other in names)
        )


def _ways_of_person(name: str) -> set[str]:
    """Without the remark, without a title, and without words that are a body's or a unit's."""
    alone = untitled(without_remark(name) or name).strip()
    words = [word for word in alone.split() if not _OF_BODIES.search(word)]
    return {alone, " ".join(words)} - {""}


def _tells_no_name(remark: str) -> bool:
    """Whether the remark behind a person's name is a title, a unit or body, or how the name is read."""
    return _IN_KANA.fullmatch(remark) is not None or not any(
        not _OF_BODIES.search(word) for word in untitled(remark).split()
    )
