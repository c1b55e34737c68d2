"""The shape of a bundle's catalog: what everything that is shown of an edition may rely on.

Always holds: it is what a build writes (`tejun.authoring.catalog`), in this form and the one before, no key less and
none more; each requirement stands once. The first misfit is named with its place.

May not know: what METADATA must say, which asks for more; whether the catalog and the data agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from tejun import canonical
from tejun.model.misfits import first_misfit
from tejun.terms import (
    ACTORS,
    ANSWERED_AT,
    ASKED_OF,
    CATALOG_SCHEMA_ID,
    CLASSES,
    DESIGNATIONS,
    EARLIER_CATALOG_SCHEMA_IDS,
    EFFECTS,
    ENFORCEMENTS,
    LAYERS,
    MOST_RETAINED_YEARS,
    OPEN,
    RETAINED_FROM,
    REVIEWS,
    STAGES,
    STATUSES,
    SUBJECT_KINDS,
)
from tejun.words import Words
from tejun.words.schema import duplicate, schema_error


@dataclass(frozen=True)
class Misfit:
    """A place of the catalog (`requirements/3/title`; `/` is the whole), and what is wrong with it."""

    where: str
    reason: Words


def find_misfit(catalog: Mapping[str, Any]) -> Misfit | None:
    """The first place of a catalog that has not its shape; None where all have."""
    error = first_misfit(_CATALOG, catalog)
    if error is not None:
        where = canonical.pointer(error.instance_path).lstrip("/") or "/"
        return Misfit(where, schema_error(error))
    counted = Counter(requirement["id"] for requirement in catalog["requirements"])
    twice = next((name for name, count in counted.items() if count > 1), None)
    return None if twice is None else Misfit("requirements", duplicate("id", twice))


_TEXT = {"type": "string"}
_DATE = {"type": "string", "format": "date"}


def closed(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """The schema of an object with these keys and no others."""
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }


def _map_of(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": item}


def _list_of(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _one_of(codes: Iterable[str]) -> dict[str, Any]:
    return {"enum": list(codes)}


_WORDS = closed({"ja": _TEXT, "en": _TEXT})
_CLAUSE = closed({"section": _TEXT, "item": _TEXT, "quote": _TEXT})
_REASON = {
    **closed(
        {"status": _one_of(STATUSES), "message": _WORDS},
        remedy=_WORDS,
        actor=_one_of(ACTORS),
        outcome=_one_of(EFFECTS),
        answered_at=closed({"of": _one_of(ANSWERED_AT)}, requirement=_TEXT),
        words=_TEXT,
        by=closed({"id": _TEXT, "title": _WORDS, "clause": _CLAUSE}),
    ),
    "if": {"properties": {"status": _one_of(sorted(OPEN))}, "required": ["status"]},
    "then": {"required": ["remedy"]},
}
_PARAMETER = closed(
    {"type": _TEXT, "direction": _TEXT, "description": _WORDS}, schema={"type": "object"}
)
_REQUIREMENT = closed(
    {
        "id": _TEXT,
        "title": _WORDS,
        "description": _WORDS,
        "clause": _CLAUSE,
        "actor": _one_of(ACTORS),
        "actors": _map_of(_one_of(ACTORS)),
        "stage": _one_of(STAGES),
        "classes": _list_of(_one_of(CLASSES)),
        "subjects": _list_of(_one_of(SUBJECT_KINDS)),
        "enforcement": _one_of(ENFORCEMENTS),
        "effective_from": _DATE,
        "layer": _one_of(LAYERS),
        "package": _TEXT,
        "parameters": _map_of(_PARAMETER),
        "reasons": _map_of(_REASON),
    },
    readings=_list_of(closed({"ja": _TEXT, "en": _TEXT, "reasons": _list_of(_TEXT)})),
)
_PROGRAM = closed(
    {
        "slug": _TEXT,
        "title": _WORDS,
        "funding_agency": _WORDS,
        "contact": _TEXT,
        "example": {"type": "boolean"},
        "edition": _TEXT,
        "base": _TEXT,
        "sequence": {"type": "integer"},
        "effective_from": _DATE,
        "sources": _list_of(_TEXT),
        "call": closed(
            {"reference": _TEXT, "opens": _DATE, "closes": _DATE, "review": _one_of(REVIEWS)},
            selection=_TEXT,
        ),
        "parameters": {"type": "object"},
        "base_edition": closed({"name": _TEXT, "dated": _DATE, "title": _WORDS, "status": _WORDS}),
        "forms": _list_of(
            closed(
                {
                    "id": _TEXT,
                    "title": _WORDS,
                    "asked_of": _one_of(ASKED_OF),
                    "items": _list_of(closed({"id": _TEXT, "title": _WORDS})),
                }
            )
        ),
    },
    designation=closed({}, status=_one_of(DESIGNATIONS), by=_TEXT, call_reference=_TEXT),
    fund=_map_of({"type": "boolean"}),
    retention=closed(
        {
            "years": {"type": "integer", "minimum": 1, "maximum": MOST_RETAINED_YEARS},
            "from": _one_of(RETAINED_FROM),
        }
    ),
)
_FORMS = (CATALOG_SCHEMA_ID, *sorted(EARLIER_CATALOG_SCHEMA_IDS))
_CATALOG = jsonschema_rs.Draft202012Validator(
    closed(
        {"schema": _one_of(_FORMS), "program": _PROGRAM, "requirements": _list_of(_REQUIREMENT)}
    ),
    validate_formats=True,
)
