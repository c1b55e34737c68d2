"""What a policy needs of the facts and cannot make itself: names in a form that can be compared, and short digests.

Rego (OPA 1.0, as WebAssembly has it) knows neither Unicode normal forms nor hashes.

Always holds: pure; a name has the same forms however it is typed (normal form, case, blanks, punctuation, middle dots,
word order); a digest stays the same when only the day or the signature of an entry changes.

May not know: what a policy makes of either.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from tejun import canonical

DIGEST_LENGTH = 16
"""How many hexadecimal digits of the SHA-256 stand in an indicator's key: nobody finds another entry with the same."""

LONGEST_NAME = 400
"""Of a longer one, which only a DMP can hold, nothing is prepared: it is nobody's name, and takes long to normalise."""

_ACTS = frozenset({"by", "on", "since", "declared", "disposition", "reliability"})
"""Who said it and when, and how a person answered it since: not what it says."""


def prepare(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The part `prepared` of the input document: `names` by the name as written, `digests` by the entry's pointer."""
    return {
        "names": {
            name: prepare_name(name)
            for name in sorted(set(_names(facts)))
            if len(name) <= LONGEST_NAME
        },
        "digests": dict(_digests(facts)),
    }


def prepare_name(name: str) -> dict[str, Any]:
    """How a name compares: two names are the same where they have a form in common.

    `latin`: whether its letters are Latin ones. The forms are the words as they stand and in alphabetical order; a
    hyphen or an apostrophe within a word divides it, or not. Blanks count for nothing but in Latin letters, where they
    alone tell one name from another (Zhang Anna, Zhan Ganna).
    """
    folded = unicodedata.normalize("NFKC", name.translate(_ACCENTS_ALONE)).casefold()
    visible = "".join(character for character in folded if not _is_invisible(character))
    letters = unicodedata.normalize("NFKC", visible)
    divided = "".join(character if _is_of_word(character) else " " for character in letters).split()
    whole = [
        "".join(character for character in word if _is_of_word(character))
        for word in "".join(
            " " if _divides(character) else character for character in letters
        ).split()
    ]
    latin = _is_latin("".join(divided))
    blank = " " if latin else ""
    forms = {blank.join(words) for found in (divided, whole) for words in (found, sorted(found))}
    return {"forms": sorted(forms - {""}), "latin": latin}


_ACCENTS_ALONE = str.maketrans("´`", "''")
"""Typed for an apostrophe; their compatibility forms would be a blank and an accent."""


_OF_WORDS = frozenset("LMN") | {"So", "Sc", "Co", "Cn", "Cs"}
"""Categories of characters, or their first letters, that are of a word.

Among them is what stands for a character without a code of its own, private use (gaiji) and the geta mark: dropped, the
name would be somebody else's.
"""

_MARKS = frozenset("©®℗")


@lru_cache(maxsize=4096)
def _is_of_word(character: str) -> bool:
    category = unicodedata.category(character)
    return not _OF_WORDS.isdisjoint({category, category[0]}) and character not in _MARKS


def _is_invisible(character: str) -> bool:
    """Zero-width and other format characters, and variation selectors."""
    return (unicodedata.category(character) in {"Cf", "Cc"} and not character.isspace()) or (
        "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    )


def _divides(character: str) -> bool:
    """Whether it always divides words: blanks, commas, middle dots; not what may stand within a word."""
    return not _is_of_word(character) and character not in "'’‘`´-‐‑‒–.＇"


def _is_latin(letters: str) -> bool:
    found = [character for character in letters if unicodedata.category(character)[0] == "L"]
    return bool(found) and all(
        unicodedata.name(character, "").startswith("LATIN ") for character in found
    )


def _names(facts: Mapping[str, Any]) -> Iterator[str]:
    """Every name of a person, institution or supporter, of the bodies that people declare, and every one searched."""
    holders = [
        *facts.get("people", []),
        *facts.get("institutions", []),
        *(entry for _, entry in _supporters(facts)),
    ]
    for holder in holders:
        yield holder["name"]
        yield from (other["name"] for other in holder.get("other_names", []))
        for run in holder.get("screening", []):
            yield from run["queried_names"]
    for person in facts.get("people", []):
        yield from _bodies(person.get("disclosures", {}))
        yield from (
            post["institution"] for post in person.get("affiliations", {}).get("entries", [])
        )
        yield from (post["employer"] for post in person.get("employment", {}).get("entries", []))
    yield from _contributors(facts)


def _contributors(facts: Mapping[str, Any]) -> Iterator[str]:
    """Whom the DMP names, and of whom an institution says why they take no part."""
    for plan in facts.get("dmp", {}).get("entries", []):
        for contributor in plan.get("madmp", {}).get("dmp", {}).get("contributor", []):
            yield contributor["name"]
    for institution in facts.get("institutions", []):
        for entry in institution.get("not_participating", {}).get("entries", []):
            yield entry["name"]


def _bodies(disclosures: Mapping[str, Any]) -> Iterator[str]:
    """Where a person studied, worked, or had support from: a program may ask to run these against a list."""
    for key, named in (
        ("education", "institution"),
        ("career", "institution"),
        ("other_support", "provider"),
    ):
        for entry in disclosures.get(key, {}).get("entries", []):
            yield entry[named]


def _supporters(facts: Mapping[str, Any]) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    for i, institution in enumerate(facts.get("institutions", [])):
        for k, entry in enumerate(institution.get("supporters", {}).get("entries", [])):
            yield ("institutions", i, "supporters", "entries", k), entry


def _digests(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The digest of each entry that can raise an indicator, by its pointer in the input document."""
    for path, entry in _entries(facts):
        yield canonical.pointer(("facts", *path)), _digest(entry)


def _digest(entry: Any) -> str:
    content = entry
    if isinstance(entry, Mapping):
        content = {key: value for key, value in entry.items() if key not in _ACTS}
    return hashlib.sha256(canonical.dumps(content)).hexdigest()[:DIGEST_LENGTH]


_ASSESSED = ("capital", "finances", "compliance", "reputation")
_OF_PEOPLE = (
    ("disclosures", "records"),
    ("disclosures", "talent_programs"),
    ("questionnaire",),
    ("factors",),
)
_OF_INSTITUTIONS = (
    *(("partner", key) for key in _ASSESSED),
    ("partner", "own_management"),
)
_OF_SUPPORTERS = (("compliance",), ("reputation",), ("capital",), ("conditions",))


def _entries(facts: Mapping[str, Any]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield from _of_envelopes(("process",), facts.get("process", {}), (("judgement",),))
    for kind, envelopes in (("people", _OF_PEOPLE), ("institutions", _OF_INSTITUTIONS)):
        for i, holder in enumerate(facts.get(kind, [])):
            yield from _of_holder((kind, i), holder, envelopes)
    for path, entry in _supporters(facts):
        yield from _of_holder(path, entry, _OF_SUPPORTERS)
    yield from _discrepancies((), facts)


def _of_holder(
    path: tuple[Any, ...], holder: Mapping[str, Any], envelopes: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield from _of_envelopes(path, holder, envelopes)
    for i, concern in enumerate(holder.get("concerns", [])):
        yield (*path, "concerns", i), concern
    for i, run in enumerate(holder.get("screening", [])):
        for k, candidate in enumerate(run["candidates"]):
            # The same name on the same list, whatever the version and whoever ran it.
            yield (*path, "screening", i, "candidates", k), [run["list_id"], candidate["id"]]


def _of_envelopes(
    path: tuple[Any, ...], holder: Mapping[str, Any], envelopes: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[tuple[Any, ...], Any]]:
    for keys in envelopes:
        envelope: Any = holder
        for key in keys:
            envelope = envelope.get(key, {})
        for i, entry in enumerate(envelope.get("entries", [])):
            yield (*path, *keys, "entries", i), _with_its_day(keys, entry)


def _with_its_day(keys: tuple[str, ...], entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """A sanction's day is part of what it says: two may differ in nothing else. A completion's day is an act's; whether
    the institution looked into an answer is one too, and what kind of source told of something is nothing new."""
    if keys == ("disclosures", "records"):
        return {**entry, "day": entry.get("on")}
    if keys == ("questionnaire",):
        return {key: value for key, value in entry.items() if key != "due_diligence"}
    if keys[-1] in _ASSESSED:
        return {key: value for key, value in entry.items() if key != "kind"}
    if keys == ("partner", "own_management"):
        return {key: value for key, value in entry.items() if key != "completed_on"}
    return entry


def _discrepancies(path: tuple[Any, ...], value: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every envelope may hold some."""
    if isinstance(value, list):
        for i, item in enumerate(value):
            if isinstance(item, (list, dict)):
                yield from _discrepancies((*path, i), item)
    else:
        for key, item in value.items():
            if key == "discrepancies" and isinstance(item, list):
                for i, entry in enumerate(item):
                    yield (*path, key, i), entry
            elif key != "madmp" and isinstance(item, (list, dict)):
                yield from _discrepancies((*path, key), item)
