"""What an explanation notes below everything else.

Always holds: short: of what it lists, the first few and how many more. What is particular to one application
(`remarks`) is apart from what is said of every one.

May not know: how notes are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tejun.explain import words
from tejun.explain.context import Context
from tejun.explain.unmatched import unmatched, unmatched_consultations
from tejun.explain.unused import Unused, expiring_answers, is_named, unused_answers
from tejun.explain.values import as_mapping
from tejun.explain.withholding import without_effect
from tejun.terms import EFFECTS
from tejun.words import Message

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.model.json_types import DecisionJson

_MOST = 5
"""As many entries a note lists."""


def notes(decision: DecisionJson, program: Mapping[str, Any], context: Context) -> tuple[str, ...]:
    """All notes: who decides, what was only reported, the remarks, and that a program is an example."""
    said = [Message("explain.fa_decides", agency=context.agency)]
    if decision["outcome"] == "replaced":
        said.append(Message("explain.replaced"))
    if reported := _reported_answers(decision):
        said.append(Message("explain.reported_only", count=len(reported)))
    said += remarks(decision, context)
    if program.get("example") is True:
        said.append(words.EXAMPLE)
    return tuple(note.in_(context.language) for note in said)


def remarks(decision: DecisionJson, context: Context) -> list[Message]:
    """What this application has that counts for nothing, or soon will not count any more."""
    document = as_mapping(context.labels.value_at(""))
    unused = unused_answers(decision, document, context.requirements)
    refusals = [_unused(entry, context) for entry in unused if entry.declined]
    others = [_unused(entry, context) for entry in unused if not entry.declined]
    noted = {(entry.pointer, entry.topic.label) for entry in unused if entry.topic is not None}
    idle = unmatched(decision, document, context.requirements)
    noted |= {entry for entry in idle if is_named(_id_at(entry[0], context), decision["findings"])}
    names = _named([entry for entry in idle if entry not in noted], context)
    kept = _named(without_effect(document, context.requirements), context)
    is_beside = decision["outcome"] in EFFECTS  # nobody waits for an answer then
    asked = [] if is_beside else unmatched_consultations(decision, document, context.requirements)
    questions = _named(asked, context)
    expiring = [
        Message("explain.expiring.entry", place=_place(pointer, context), day=day)
        for pointer, day in expiring_answers(decision, document, context.requirements)
    ]
    listed = [
        (refusals, Message("explain.unused.declined", entries=_first(refusals))),
        (others, Message("explain.unused.others", entries=_first(others))),
        (names, Message("explain.unmatched", places=_first(names))),
        (kept, Message("explain.unmatched.withheld", places=_first(kept))),
        (questions, Message("explain.unmatched.consultations", places=_first(questions))),
        (expiring, Message("explain.expiring", entries=_first(expiring))),
    ]
    return [note for entries, note in listed if entries]


def _id_at(pointer: str, context: Context) -> object:
    return as_mapping(context.labels.value_at(pointer)).get("id")


def _reported_answers(decision: DecisionJson) -> set[str]:
    return {
        pointer
        for finding in decision["findings"]
        for pointer in finding["reads"]
        if pointer.startswith("/facts/determinations/")
    }


def _first(entries: Sequence[Message]) -> list[Message]:
    """The first entries, and how many more there are."""
    more = len(entries) - _MOST
    rest = [Message("explain.and_more", count=more)] if more > 0 else []
    return [*entries[:_MOST], *rest]


def _named(found: list[tuple[str, str]], context: Context) -> list[Message]:
    return [
        Message("explain.unmatched.entry", place=_place(pointer, context), name=name)
        for pointer, name in found
    ]


def _unused(entry: Unused, context: Context) -> Message:
    place = _place(entry.pointer, context)
    if entry.topic is None:
        return Message("explain.unused.entry", place=place, why=entry.why)
    topic = entry.topic.label
    return Message("explain.unused.entry.topic", place=place, topic=topic, why=entry.why)


def _place(pointer: str, context: Context) -> str:
    return context.labels.read(pointer).label
