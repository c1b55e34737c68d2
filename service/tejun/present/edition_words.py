"""The words in which `tejun bundle diff` and `tejun bundle inspect` speak, in ja and en.

May not know: requirements and parameters; their words are in the bundle's catalog.
"""

from collections.abc import Mapping
from typing import cast

from tejun.compare.changes import Kind
from tejun.explain import words as said
from tejun.present import checklist_words as reference
from tejun.words import Message, Template

TITLE = Template("present.title", "before", "after")
EDITION = Template("present.edition", "program", "edition")
SAME = Template("present.same", "before", "after")
OLD = Template("present.old", "revision")
NEW = Template("present.new", "revision")
FILES = Template("present.files", "count", "size")

PARTS: Mapping[str, Message] = {
    "loosened": Message("present.parts.loosened"),
    "program": Message("present.labels.program"),
    "edition": Message("present.labels.edition"),
    "parameters": Message("present.parts.parameters"),
    "procedure": Message("present.parts.procedure"),
    "own": Message("present.parts.own"),
    "forms": Message("present.parts.forms"),
    "data": Message("present.parts.data"),
    "rego": Message("present.parts.rego"),
}

KINDS: Mapping[Kind, Message] = {
    "added": Message("present.kinds.added"),
    "removed": Message("present.kinds.removed"),
    "changed": Message("present.kinds.changed"),
}
REORDERED = Message("present.reordered")
TIGHTENS = Template("present.tightens", "id")
COUNTED = Template("present.counted", "kind", "count")

MOVES: Mapping[str, Message] = {
    "stricter": Message("present.moves.stricter"),
    "looser": Message("present.moves.looser"),
    "both": Message("present.moves.both"),
}
DIRECTIONS: Mapping[str, Message] = {
    "increase": Message("present.directions.increase"),
    "decrease": Message("present.directions.decrease"),
    "add": Message("present.directions.add"),
    "set": Message("present.directions.set"),
}
UNDECLARED = Message("present.undeclared")

RULES_ALONE = Message("present.rules_alone")
RULES = Message("present.rules")
WORDS_ALONE = Message("present.words_alone")
COMMENTS = Message("present.comments")
MODULE = Message("present.module")

LANGUAGES: Mapping[str, Message] = {
    "ja": Message("present.languages.ja"),
    "en": Message("present.languages.en"),
}

FIELDS: Mapping[str, Message] = {
    "slug": Message("present.fields.slug"),
    "title": Message("present.fields.title"),
    "funding_agency": Message("present.fields.funding_agency"),
    "contact": Message("present.fields.contact"),
    "example": Message("present.fields.example"),
    "sources": Message("present.fields.sources"),
    "call": Message("present.fields.call"),
    "reference": Message("present.fields.reference"),
    "opens": Message("present.fields.opens"),
    "closes": Message("present.fields.closes"),
    "review": Message("present.fields.review"),
    "edition": Message("present.fields.edition"),
    "sequence": Message("present.fields.sequence"),
    "effective_from": Message("present.fields.effective_from"),
    "effective_until": Message("present.fields.effective_until"),
    "restores": Message("present.fields.restores"),
    "base": Message("present.fields.base"),
    "base_edition": Message("present.fields.base"),
    "dated": Message("present.fields.dated"),
    "status": Message("present.fields.status"),
    "description": Message("present.fields.description"),
    "clause": Message("present.fields.clause"),
    "section": Message("present.fields.section"),
    "item": Message("present.fields.item"),
    "quote": Message("present.fields.quote"),
    "actor": Message("present.fields.actor"),
    "actors": Message("present.fields.actors"),
    "stage": Message("present.fields.stage"),
    "classes": Message("present.fields.classes"),
    "subjects": Message("present.fields.subjects"),
    "enforcement": Message("present.fields.enforcement"),
    "layer": Message("present.fields.layer"),
    "tightens": Message("present.fields.tightens"),
    "package": Message("present.fields.package"),
    "parameters": Message("present.fields.parameters"),
    "direction": Message("present.fields.direction"),
    "type": Message("present.fields.type"),
    "schema": Message("present.fields.schema"),
    "reasons": Message("present.fields.reasons"),
    "outcome": Message("present.fields.outcome"),
    "message": Message("present.fields.message"),
    "remedy": Message("present.fields.remedy"),
    "asked_of": Message("present.fields.asked_of"),
    "items": Message("present.fields.items"),
    # of an archive
    "program": Message("explain.layers.program"),
    "revision": Message("present.fields.revision"),
    "digest": Message("present.fields.digest"),
    "entrypoint": Message("present.fields.entrypoint"),
    "requirements": Message("present.fields.requirements"),
    "tightenings": Message("present.fields.tightenings"),
}
"""Keys of the catalog and of a description of an edition."""

_ACTORS = cast("Mapping[str, Message]", said.ACTORS)

VALUES: Mapping[str, Mapping[str, Message]] = {
    "status": cast("Mapping[str, Message]", said.STATUS),
    "enforcement": cast("Mapping[str, Message]", said.ENFORCEMENT),
    "layer": cast("Mapping[str, Message]", said.LAYERS),
    "actor": _ACTORS,
    "actors": _ACTORS,
    "stage": reference.STAGES,
    "classes": reference.CLASSES,
    "subjects": reference.SUBJECTS,
    "review": reference.REVIEWS,
    "asked_of": reference.SUBJECTS,
    "direction": DIRECTIONS,
}
"""Codes, by the key under which they stand."""

CLAUSE = Template("present.clause", "section", "item", "quote")
BASE = Template("present.base", "base", "title", "status")
YES_NO = {True: Message("present.answers.yes"), False: Message("present.answers.no")}
JOIN = Message("present.join")
BETWEEN = Message("present.between")
