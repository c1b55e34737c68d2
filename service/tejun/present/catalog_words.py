"""What a bundle's catalog holds as words in one language: its codes, its keys, and values of whatever form.

Always holds: a value has words whatever it is; what has no words of its own is shown as it stands.

May not know: what is said of a value; the words of requirements and parameters, which are in the catalog.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from tejun.compare.changes import ITEM
from tejun.explain import words as explained
from tejun.words import Language, Message, Words

STAGES: Mapping[str, Message] = {
    "call": Message("present.stages.call"),
    "routine": Message("present.stages.routine"),
    "collection": Message("explain.clauses.risk_check"),
    "judgement": Message("explain.clauses.risk_assessment"),
    "measures": Message("explain.clauses.risk_mitigation"),
    "after_start": Message("present.stages.after_start"),
}

CLASSES: Mapping[str, Message] = {
    "research_integrity": Message("present.classes.research_integrity"),
    "governance": Message("present.classes.governance"),
    "research_security": Message("present.classes.research_security"),
    "technology_area": Message("present.classes.technology_area"),
}
"""The four classes of 第2章(4) 整理, in its order."""

ASKED_OF: Mapping[str, Message] = {
    "application": Message("explain.subjects.application"),
    "lead": Message("present.subjects.lead"),
    "joint": Message("present.subjects.joint"),
    "institution": Message("present.subjects.institution"),
    "person": Message("present.subjects.person"),
    "co_pi": Message("present.subjects.co_pi"),
    "supporter": Message("present.subjects.supporter"),
    "measure": Message("present.subjects.measure"),
    "indicator": Message("present.subjects.indicator"),
}
"""Of whom a requirement is asked."""

REVIEWS: Mapping[str, Message] = {
    "with_application": Message("present.reviews.with_application"),
    "for_interview": Message("present.reviews.for_interview"),
    "after_interview": Message("present.reviews.after_interview"),
}
"""When a program reviews research security."""

RETAINED_FROM: Mapping[str, Message] = {
    "decision": Message("present.retained_from.decision"),
    "end": Message("present.retained_from.end"),
}
"""From when a period of retention counts."""

ANSWERS: Mapping[str, Message] = {
    "yes": Message("present.answers.yes"),
    "no": Message("present.answers.no"),
    "unsure": Message("present.answers.unsure"),
}
"""The answers to an item of a form."""

_DIRECTIONS: Mapping[str, Message] = {
    "increase": Message("present.directions.increase"),
    "decrease": Message("present.directions.decrease"),
    "add": Message("present.directions.add"),
    "set": Message("present.directions.set"),
}

LANGUAGE_NAMES: Mapping[str, Message] = {
    "ja": Message("present.languages.ja"),
    "en": Message("present.languages.en"),
}

_FIELDS: Mapping[str, Message] = {
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
    "retention": Message("present.fields.retention"),
    "years": Message("present.fields.years"),
    "from": Message("present.fields.from"),
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
    "answered_at": Message("present.fields.answered_at"),
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

_ACTORS = cast("Mapping[str, Message]", explained.ACTORS)

_CODES: Mapping[str, Mapping[str, Message]] = {
    "status": cast("Mapping[str, Message]", explained.STATUS),
    "enforcement": cast("Mapping[str, Message]", explained.ENFORCEMENT),
    "layer": cast("Mapping[str, Message]", explained.LAYERS),
    "actor": _ACTORS,
    "actors": _ACTORS,
    "stage": STAGES,
    "classes": CLASSES,
    "subjects": ASKED_OF,
    "review": REVIEWS,
    "asked_of": ASKED_OF,
    "direction": _DIRECTIONS,
    "from": RETAINED_FROM,
}
"""Codes, by the key under which they stand."""


@dataclass(frozen=True)
class CatalogWords:
    """Words in a language. `keys` and `codes`: those of what is shown that have words."""

    language: Language
    keys: Mapping[str, Message] = field(default_factory=lambda: _FIELDS)
    codes: Mapping[str, Mapping[str, Message]] = field(default_factory=lambda: _CODES)

    def of_parameters(self) -> "CatalogWords":
        """The same for the values of parameters, whose keys are the program's: an `outcome` there is none of ours."""
        return CatalogWords(self.language, {"title": _FIELDS["title"]}, {})

    def of(self, message: Words) -> str:
        """A message."""
        return message.in_(self.language)

    def edition(self, program: str, edition: str) -> str:
        """An edition's name."""
        return self.of(Message("present.edition", program=program, edition=edition))

    def listed(self, parts: Iterable[str]) -> str:
        """Short parts in one line."""
        return self.of(Message("present.join")).join(parts)

    def clauses(self, parts: Iterable[str]) -> str:
        """Longer parts in one line."""
        return self.of(Message("present.between")).join(parts)

    def value(self, value: Any, path: Sequence[str] = ()) -> str:
        """A value of the catalog in one line, its codes in words."""
        if isinstance(value, bool):
            return self.of(ANSWERS["yes" if value else "no"])
        if isinstance(value, str):
            return self._coded(value, path)
        if isinstance(value, list):
            nested = any(isinstance(item, Mapping) for item in value)
            items = (self.value(item, path) for item in value)
            return (self.clauses(items) if nested else self.listed(items)) or "—"
        if isinstance(value, Mapping):
            return self._object(value)
        return "—" if value is None else str(value)

    def label(self, path: Sequence[str]) -> str:
        """Where in the catalog a value stands, in words; codes and ids as they are."""
        keys = [key for key in path if key != ITEM]
        language = LANGUAGE_NAMES[keys.pop()] if keys and keys[-1] in LANGUAGE_NAMES else None
        names = [self.of(self.keys[key]) if key in self.keys else key for key in keys]
        return " / ".join(names) + (self.of(language) if language else "")

    def _object(self, value: Mapping[str, Any]) -> str:
        if value.keys() == {"ja", "en"}:
            return str(value[self.language])
        if value.keys() == {"section", "item", "quote"}:
            section, item, quote = (str(value[key]) for key in ("section", "item", "quote"))
            return self.of(Message("present.clause", section=section, item=item, quote=quote))
        if value.keys() == {"id", "title"}:
            return f"{value['id']} {self.value(value['title'])}"
        known = [key for key in self.keys if key in value]
        parts = (
            f"{self.label([key])}: {self.value(value[key], [key])}"
            for key in dict.fromkeys([*known, *value])
        )
        return self.clauses(parts) or "—"

    def _coded(self, value: str, path: Sequence[str]) -> str:
        """A code in words, by the key under which it stands, or one above it (a list's, `actors`)."""
        for key in reversed(path[-2:]):
            if value in self.codes.get(key, {}):
                return self.of(self.codes[key][value])
        return value
