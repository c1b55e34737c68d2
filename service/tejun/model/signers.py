"""Who signs for an institution is of it: whoever fills in another's part signs for the own institution.

A partner that has not answered yet says nothing of itself, though somebody else copied its part from last year.

Always holds: each mistake names whom the signature names, and for whom it stands.

May not know: what is signed, or what an institution's word is worth.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from tejun.model.mentions import Listed, names_of_body
from tejun.model.mistakes import Mistake
from tejun.reading import Path
from tejun.words import Message
from tejun.words.quoting import quoted

_SIGNED_BY = ("by", "run_by")
_NOT_ITS_OWN = frozenset({"supporters", "due_diligence"})
"""A supporter may be a joint institution, and speak for itself; whoever looked names itself."""


def signer_errors(facts: dict[str, Any]) -> Iterator[Mistake]:
    """Each act that says for which institution it is, and names another listed one and not that one."""
    institutions = dict(_by_id(facts))
    listed = Listed(
        (path, name)
        for path, institution in institutions.values()
        for name in names_of_body(institution)
    )
    named_instead = cache(listed.named_instead)  # one office signs most of a document
    for path, holder, signed in _acts(facts, institutions):
        place, institution = institutions[holder]
        other = named_instead(signed, place)
        if other is not None:
            names = {"other": quoted(listed.called(other)), "name": quoted(institution["name"])}
            yield path, Message("model.signs_for_another", **names)


def _by_id(facts: dict[str, Any]) -> Iterator[tuple[str, tuple[Path, dict[str, Any]]]]:
    for i, institution in enumerate(facts["institutions"]):
        yield institution["id"], (("institutions", i), institution)


def _acts(facts: dict[str, Any], institutions: dict[str, Any]) -> Iterator[tuple[Path, str, str]]:
    """The place of each signature, the id of the institution for which it stands, and its words."""
    for path, act in _dicts(facts, ()):
        for key in _SIGNED_BY:
            if act.get("institution") in institutions and isinstance(act.get(key), str):
                yield (*path, key), act["institution"], act[key]
    for path, institution in dict(_by_id(facts)).values():
        if institution["role"] == "lead":
            yield from _own_parts(institution, path)


def _own_parts(lead: dict[str, Any], path: Path) -> Iterator[tuple[Path, str, str]]:
    """What the lead institution says of itself needs no `institution`: nobody else says it."""
    for key, part in lead.items():
        if key in _NOT_ITS_OWN or not isinstance(part, dict):
            continue
        facts = {(key,): part} if "declared" in part else {(key, name): part[name] for name in part}
        for keys, fact in facts.items():
            declared = fact.get("declared", {}) if isinstance(fact, dict) else {}
            if "by" in declared and "institution" not in declared:
                yield (*path, *keys, "declared", "by"), lead["id"], declared["by"]


def _dicts(facts: dict[str, Any], path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every object within; a maDMP has keys of its own."""
    waiting: list[tuple[Path, Any]] = [(path, facts)]
    while waiting:
        at, value = waiting.pop()
        if isinstance(value, dict):
            yield at, value
        items = value.items() if isinstance(value, dict) else enumerate(value)
        waiting.extend(
            ((*at, key), item)
            for key, item in items
            if key != "madmp" and isinstance(item, (dict, list))
        )
