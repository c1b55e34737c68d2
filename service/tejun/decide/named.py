"""What a text names: bodies and programs by their names, with and without the legal form.

What lives here: how names stand within a running text, and which names a person's reasons and details have.

Always holds: pure; a name within a longer one that stands at the same place is not named.

May not know: what it means that a text names something.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tejun.model.bodies import CORPORATIONS, without_remark
from tejun.model.companies import has_japanese_form
from tejun.model.mentions import names_of, names_of_body
from tejun.model.names import LONGEST_NAME, NameReader

_SHORTEST = 3
"""A name that has fewer letters without its legal form is not sought without it: it may be part of any word."""

_OF_ANOTHER_BODY = re.compile("会社|法人|財団|社団|inc|ltd|llc|gmbh|corp|foundation")
"""A company, or a foundation, that bears the name of a university is none of its departments."""

_EXPLAINING = (
    ("factors",),
    ("affiliations",),
    ("disclosures", "other_support"),
    ("disclosures", "talent_programs"),
    ("disclosures", "funding"),
    ("disclosures", "intellectual_property"),
)
_NAMING = (
    (("affiliations",), "institution"),
    (("employment",), "employer"),
    (("factors",), "body"),
    (("disclosures", "career"), "institution"),
    (("disclosures", "funding"), "funder"),
    (("disclosures", "other_support"), "provider"),
    (("disclosures", "talent_programs"), "program"),
)


def named_in(
    people: Iterable[Mapping[str, Any]],
    holders: Iterable[dict[str, Any]],
    read: NameReader,
    others: Mapping[str, set[str]],
) -> dict[str, list[str]]:
    """By a reason or detail of a person, which bodies and programs it names, of those that are declared.

    `holders` are the institutions and supporters, which a text may name as well: each by all of its names. `others`
    are further texts, each with what it may name. Of a department the body is named too.
    """
    holders = list(holders)
    names_of_holders = {holder["name"] for holder in holders}
    names_by_text: dict[str, set[str]] = defaultdict(set)
    for person in people:
        texts = set(_explanations(person))
        if texts:
            declared = names_of_holders.union(_names_declared(person))
            names = {name for name in declared if len(name) <= LONGEST_NAME}
            for text in texts:
                names_by_text[text] |= names
    for text, names in others.items():
        names_by_text[text] |= {name for name in names if len(name) <= LONGEST_NAME}
    if not any(names_by_text.values()):
        return {}
    aliases = _aliases(holders, read)
    found = {
        text: sorted(_Names(names, aliases, read).within(text))
        for text, names in sorted(names_by_text.items())
    }
    return {text: named for text, named in found.items() if named}


def is_of_another_body(text: str) -> bool:
    """Whether the words are of a company, corporation or foundation of its own, and not of a unit."""
    return _OF_ANOTHER_BODY.search(text) is not None


def running(read: NameReader, text: str) -> str:
    """The words of a text; blanks stand only about words in Latin letters."""
    words = (f" {word} " if word.isascii() else word for word in read.words(text))
    return "".join(words).replace("  ", " ")


def written_within(read: NameReader, name: str) -> set[str]:
    """How the name stands within a text: as it is, and without the kind of the corporation."""
    if len(name) > LONGEST_NAME:
        return set()
    whole = running(read, name)
    short = {whole.removeprefix(corporation) for corporation in CORPORATIONS}
    return {written for written in short if written.strip()}


class _Names:
    """The names that a text may have; those that differ in a remark alone are one body's."""

    def __init__(self, names: set[str], aliases: Mapping[str, list[str]], read: NameReader) -> None:
        self._read = read
        self._bodies = {name: without_remark(name) or name for name in names}
        self._written: dict[str, set[str]] = defaultdict(set)
        for name, body in self._bodies.items():
            for other in {name, body, *_other_names(name, aliases, read)}:
                self._written[body] |= _written_short(read, other)

    def within(self, text: str) -> set[str]:
        """Those that the text names, and the departments of what it names."""
        words = running(self._read, text)
        found = [
            (hit.start(), hit.end(), body)
            for body, written in self._written.items()
            for form in written
            for hit in re.finditer(_alone(form), words)
        ]
        named = {hit[2] for hit in found if not any(_is_within(hit, other) for other in found)}
        return {
            name
            for name, body in self._bodies.items()
            if body in named or any(self._is_department(body, other) for other in named)
        }

    def _is_department(self, name: str, body: str) -> bool:
        if has_japanese_form(name) and not has_japanese_form(body):
            return False
        return any(
            written.strip().startswith(start)
            and not _OF_ANOTHER_BODY.search(written.strip().removeprefix(start))
            for written in written_within(self._read, name)
            for start in self._written[body]
        )


def _is_within(hit: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Whether one stands within a longer one of another body's."""
    start, end, body = hit
    return (
        body != other[2]
        and other[0] <= start
        and end <= other[1]
        and other[1] - other[0] > end - start
    )


def _alone(form: str) -> str:
    """A pattern for a form; Latin letters before or behind it would make another word."""
    before = "(?<![a-z0-9])" if form[0].isascii() else ""
    behind = "(?![a-z0-9])" if form[-1].isascii() else ""
    return f"{before}{re.escape(form)}{behind}"


def _written_short(read: NameReader, name: str) -> set[str]:
    """How the name stands within a text, with its legal form and without."""
    whole = running(read, name).strip()
    forms = {
        form.strip()
        for written in names_of_body({"name": name})
        for form in written_within(read, written)
    }
    return {form for form in forms if form == whole or len(form) >= _SHORTEST} - {""}


def _aliases(holders: Iterable[dict[str, Any]], read: NameReader) -> dict[str, list[str]]:
    """By a form in which it compares all the names of an institution or supporter that has several."""
    found = {}
    for holder in holders:
        names = [name for name in names_of(holder) if len(name) <= LONGEST_NAME]
        for name in names[: len(names) * (len(names) > 1)]:
            for form in read.prepare(name)["forms"]:
                found[form] = names
    return found


def _other_names(name: str, aliases: Mapping[str, list[str]], read: NameReader) -> set[str]:
    return {other for form in read.prepare(name)["forms"] for other in aliases.get(form, [])}


def _envelope(person: Mapping[str, Any], path: tuple[str, ...]) -> Mapping[str, Any]:
    found: Any = person
    for key in path:
        found = found.get(key, {})
    envelope: Mapping[str, Any] = found
    return envelope


def _explanations(person: Mapping[str, Any]) -> Iterator[str]:
    """The reasons for what is not declared, and the details of the answers of a form."""
    for path in _EXPLAINING:
        reason = _envelope(person, path).get("reason")
        if reason:
            yield reason
    for answer in _envelope(person, ("questionnaire",)).get("entries", []):
        detail = answer.get("detail")
        if detail:
            yield detail


def _names_declared(person: Mapping[str, Any]) -> Iterator[str]:
    """The bodies and programs that the person declares, and each without a remark."""
    for path, key in _NAMING:
        for entry in _envelope(person, path).get("entries", []):
            yield entry[key]
            yield without_remark(entry[key]) or entry[key]
