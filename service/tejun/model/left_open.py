"""What facts brought over from form 1 leave open: what form 2 asks and form 1 had no place for.

Always holds: each kind has its places, in the order of the form; a kind without a place is not there.

May not know: what a requirement makes of it: that something is missing for an application is the policies' word.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tejun.reading import Path
from tejun.words import Message, Words

Json = dict[str, Any]
Places = Iterator[tuple[Path, Any]]


@dataclass(frozen=True)
class LeftOpen:
    """One kind of thing that form 1 could not know: what it is, and each place that waits for it."""

    what: Words
    places: tuple[Path, ...]


def left_open(facts: Json) -> list[LeftOpen]:
    """The kinds of things that the facts, brought over from form 1, leave open."""
    found = [LeftOpen(what, tuple(find(facts))) for what, find in _KINDS]
    return [kind for kind in found if kind.places]


def _at(value: Any, *keys: str, path: Path = ()) -> Places:
    """What stands at the keys, `*` for each item of a list; nothing where something on the way is not there."""
    if not keys:
        yield path, value
    elif keys[0] == "*":
        for i, item in enumerate(value if isinstance(value, list) else []):
            yield from _at(item, *keys[1:], path=(*path, i))
    elif isinstance(value, dict) and keys[0] in value:
        yield from _at(value[keys[0]], *keys[1:], path=(*path, keys[0]))


def _lacking(key: str, *places: tuple[str, ...]) -> Callable[[Json], Iterator[Path]]:
    """The objects at the places that have no such key."""

    def find(facts: Json) -> Iterator[Path]:
        for keys in places:
            yield from (
                path
                for path, item in _at(facts, *keys)
                if isinstance(item, dict) and key not in item
            )

    return find


_SUPPORTERS = ("institutions", "*", "supporters", "entries", "*")
_LOOKED_INTO = (("people", "*"), ("institutions", "*"), _SUPPORTERS)
_LOOKS = tuple((*subject, "due_diligence", "entries", "*") for subject in _LOOKED_INTO)
_ASSESSED = (
    *(
        ("institutions", "*", "partner", name, "entries", "*")
        for name in ("capital", "finances", "compliance", "reputation")
    ),
    *((*_SUPPORTERS, name, "entries", "*") for name in ("capital", "compliance", "reputation")),
)
_OWN_MANAGEMENT = ("institutions", "*", "partner", "own_management", "entries", "*")


def _of_an_institution(facts: Json) -> Iterator[Path]:
    for keys in _LOOKS:
        for path, look in _at(facts, *keys, "kind"):
            if look == "institution":
                yield path


def _without_concern(facts: Json) -> Iterator[Path]:
    for keys in _LOOKED_INTO:
        for path, subject in _at(facts, *keys):
            if "due_diligence" in subject and "concerns" not in subject:
                yield path


def _without_state_of_look(facts: Json) -> Iterator[Path]:
    for path, answer in _at(facts, "people", "*", "questionnaire", "entries", "*"):
        if answer.get("answer") != "no" and "due_diligence" not in answer:
            yield path


def _start_not_known(facts: Json) -> Iterator[Path]:
    for path, application in _at(facts, "application"):
        if application.get("stage") in {"started", "ended"} and "starts_on" not in application:
            yield path


def _line_on_managed_data(facts: Json) -> Iterator[Path]:
    """Form 1 had one statement on step ①, which stands on the line `information`: the other line is open."""
    return (path for path, _ in _at(facts, "process", "collection", "entries"))


def _unsigned_line(facts: Json) -> Iterator[Path]:
    for path, entry in _at(facts, "process", "collection", "entries", "*"):
        if "line" in entry and not {"by", "on"} <= entry.keys():
            yield path


def _said_for_several(facts: Json) -> Iterator[Path]:
    """What was said of the supporters of several institutions stands at one of them."""
    declared = [*_at(facts, "institutions", "*", "supporters")]
    if len(declared) > 1:
        for path, declaration in declared:
            for key in ("reason", "discrepancies", "evidence"):
                if key in declaration:
                    yield (*path, key)


_KEY_OF_FORM_2 = re.compile(r"\.[0-9a-f]{16}$")
"""How each key of an indicator ends: with the digest of the entry that raised it."""

_NAMED = (
    ("risk", "judgements", "*", "indicator"),
    ("measures", "*", "indicators", "*"),
    *((part, "*", "about", "*", "indicator") for part in ("consultations", "determinations")),
    *((part, "*", "about", "*", "subject") for part in ("consultations", "determinations")),
)
"""Where an indicator is named; as a subject it stands behind `indicator:`."""


def _keys_of_form_1(facts: Json) -> Iterator[Path]:
    """An indicator that goes by its key of form 1 is none of form 2: what names it has no effect."""
    for keys in _NAMED:
        for path, name in _at(facts, *keys):
            is_indicator = keys[-1] != "subject" or str(name).startswith("indicator:")
            if is_indicator and not _KEY_OF_FORM_2.search(str(name)):
                yield path


_KINDS: tuple[tuple[Words, Callable[[Json], Iterator[Path]]], ...] = (
    (Message("model.open.start"), _start_not_known),
    (Message("model.open.collected"), _line_on_managed_data),
    (Message("model.open.collected_by"), _unsigned_line),
    (
        Message("model.open.judged_concern"),
        _lacking("concern", ("process", "judgement", "entries", "*")),
    ),
    (Message("model.open.supporters"), _lacking("supporters", ("institutions", "*"))),
    (Message("model.open.supporters_once"), _said_for_several),
    (Message("model.open.managed_data"), _lacking("managed_data", ("institutions", "*"))),
    (Message("model.open.own_management_day"), _lacking("completed_on", _OWN_MANAGEMENT)),
    (Message("model.open.own_management_concern"), _lacking("concern", _OWN_MANAGEMENT)),
    (Message("model.open.assessed_day"), _lacking("on", *_ASSESSED)),
    (Message("model.open.look_items"), _lacking("items", *_LOOKS)),
    (Message("model.open.look_kind"), _of_an_institution),
    (Message("model.open.concerns"), _without_concern),
    (Message("model.open.answer_looked_into"), _without_state_of_look),
    (Message("model.open.agreement_status"), _lacking("status", ("agreements", "*"))),
    (Message("model.open.chosen_on"), _lacking("chosen_on", ("measures", "*"))),
    (Message("model.open.indicator_keys"), _keys_of_form_1),
    (Message("model.open.follow_up_state"), _lacking("state", ("follow_up", "entries", "*"))),
)
