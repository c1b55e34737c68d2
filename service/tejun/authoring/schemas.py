"""The shapes of program.yaml, edition.yaml and METADATA's `custom`, as JSON Schema; docs/writing-policies.md and
docs/editions.md describe them in words.

May not know: what the words mean, or how a problem is reported.
"""

from typing import Any

from tejun.bundle.shape import closed
from tejun.terms import (
    ACTORS,
    ANSWERED_AT,
    ASKED_OF,
    CLASSES,
    DESIGNATIONS,
    EFFECTS,
    ENFORCEMENTS,
    MOST_RETAINED_YEARS,
    OPEN,
    RETAINED_FROM,
    REVIEWS,
    STAGES,
    STATUSES,
    SUBJECT_KINDS,
)

PARAMETER_TYPES: dict[str, type | tuple[type, ...]] = {
    "integer": int,
    "number": (int, float),
    "string": str,
    "boolean": bool,
    "array": list,
    "object": dict,
}
"""What a parameter's declared type means for the value that program.yaml gives."""

_NON_BLANK = {"type": "string", "pattern": r"\S"}
_DATE = {"type": "string", "format": "date"}
_CODE = "^[a-z][a-z0-9_]*$"
_NAME = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_ID = {"type": "string", "pattern": "^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*[a-z]?$"}


def _several(options: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "array", "items": {"enum": list(options)}, "minItems": 1, "uniqueItems": True}


def _by_code(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "propertyNames": {"pattern": _CODE},
        "additionalProperties": item,
        "minProperties": 1,
    }


_BILINGUAL = closed({"ja": _NON_BLANK, "en": _NON_BLANK})
_EFFECT = {"enum": list(EFFECTS)}
"""The outcome that a reason brings about by itself. Only some packages may declare one:
`tejun.authoring.effects` checks which."""
_ANSWERED_AT = {
    **closed({"of": {"enum": list(ANSWERED_AT)}}, requirement=_ID),
    "if": {"properties": {"of": {"enum": ["institution", "waiting"]}}},
    "then": {"required": ["requirement"]},
}
"""On what the FA's answer is that settles the reason, where it is not on the finding's own requirement and subject."""
_ACTOR = {"enum": list(ACTORS)}
_REASON = closed(
    {"status": {"enum": list(STATUSES)}, "message": _BILINGUAL},
    remedy=_BILINGUAL,
    actor=_ACTOR,
    outcome=_EFFECT,
    answered_at=_ANSWERED_AT,
)
_OWN_REASON = {**_REASON, "properties": {**_REASON["properties"], "words": _NON_BLANK}}
"""A reason of one requirement, which may name the words of the source (a program's: of its clause) on which it rests;
a reason in lib serves several."""
_READINGS = {
    "type": "array",
    "items": closed(
        {"ja": _NON_BLANK, "en": _NON_BLANK},
        reasons={"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True},
    ),
    "minItems": 1,
}
"""Where a requirement asks more than the source's words, or settles what they leave open, and why; `reasons` names
those that rest on it."""
_PARAMETERS = _by_code(
    closed(
        {
            "type": {"enum": list(PARAMETER_TYPES)},
            "direction": {"enum": ["increase", "decrease", "add", "set"]},
            "description": _BILINGUAL,
        },
        schema={"type": "object"},
    )
)
_REQUIREMENT = {
    "id": _ID,
    "title": _BILINGUAL,
    "description_ja": _NON_BLANK,
    "clause": closed({"section": _NON_BLANK, "item": _NON_BLANK, "quote": _NON_BLANK}),
    "actor": _ACTOR,
    "stage": {"enum": list(STAGES)},
    "classes": _several(CLASSES),
    "subjects": _several(SUBJECT_KINDS),
    "enforcement": {"enum": list(ENFORCEMENTS)},
    "effective_from": _DATE,
}
_ACTOR_BY_SUBJECT_KIND = {
    "type": "object",
    "propertyNames": {"enum": ["lead", "joint", "person", "supporter"]},
    "additionalProperties": _ACTOR,
    "minProperties": 1,
}
_SHARED_PACKAGES = {
    "type": "array",
    "items": {"type": "string"},
    "minItems": 1,
    "uniqueItems": True,
}

REQUIREMENT = {
    **closed(
        _REQUIREMENT,
        actors=_ACTOR_BY_SUBJECT_KIND,
        parameters=_PARAMETERS,
        inherits=_SHARED_PACKAGES,
        reasons=_by_code(_OWN_REASON),
        readings=_READINGS,
    ),
    "anyOf": [{"required": ["reasons"]}, {"required": ["inherits"]}],
}
"""`custom` of a requirement's package."""

TIGHTENING = closed(
    {
        **_REQUIREMENT,
        "enforcement": {"const": "binding"},
        "tightens": {"type": "string"},
        "reasons": _by_code(
            closed(
                {"status": {"enum": sorted(OPEN)}, "message": _BILINGUAL, "remedy": _BILINGUAL},
                actor=_ACTOR,
                outcome=_EFFECT,
                answered_at=_ANSWERED_AT,
                words=_NON_BLANK,
            )
        ),
    },
    parameters=_PARAMETERS,
    readings=_READINGS,
)
"""`custom` of a program's package that tightens a requirement: it must be binding, and its reasons may only have
statuses that leave something to do (`OPEN`)."""

SHARED = closed({"reasons": _by_code(_REASON)}, parameters=_PARAMETERS, readings=_READINGS)
"""`custom` of a package in lib whose reasons, parameters and readings requirements inherit."""

BASE_EDITION = {
    **closed(
        {
            "name": _NAME,
            "dated": _DATE,
            "title": _BILINGUAL,
            "status": _BILINGUAL,
            "source": {"type": "string", "pattern": r"^source/[^/]+\.txt$"},
        },
        follows=_NAME,
        withdrawn={"type": "array", "items": _ID, "minItems": 1, "uniqueItems": True},
    ),
    "dependentRequired": {"withdrawn": ["follows"]},
}
"""edition.yaml, of a base edition of the procedure; `follows` names the base before it, `withdrawn` the requirements
that it drops. A program has an edition of its own."""

_CALL = closed(
    {
        "reference": _NON_BLANK,
        "opens": _DATE,
        "closes": _DATE,
        "review": {"enum": list(REVIEWS)},
    },
    selection=_ID,
)
"""`selection`: the program's requirement on which the FA's answer says whether it chose the project; where it did not,
nothing is asked."""
_DESIGNATION = {
    **closed(
        {"status": {"enum": list(DESIGNATIONS)}},
        by=_NON_BLANK,
        call_reference=_NON_BLANK,
    ),
    "if": {"properties": {"status": {"enum": ["designated", "not_designated"]}}},
    "then": {"required": ["by", "call_reference"]},
}
_FUND = closed(
    {},
    public_call={"type": "boolean"},
    competitive={"type": "boolean"},
    research={"type": "boolean"},
    formerly_competitive_fund={"type": "boolean"},
)
_FORM_ID = {"type": "string", "pattern": _CODE}
_FORM = closed(
    {
        "id": _FORM_ID,
        "title": _BILINGUAL,
        "asked_of": {"enum": list(ASKED_OF)},
        "items": {
            "type": "array",
            "items": closed({"id": _FORM_ID, "title": _BILINGUAL}),
            "minItems": 1,
        },
    }
)

_RETENTION = closed(
    {
        "years": {"type": "integer", "minimum": 1, "maximum": MOST_RETAINED_YEARS},
        "from": {"enum": list(RETAINED_FROM)},
    }
)
"""How long what an institution entered is kept (docs/sealing.md)."""

PROGRAM = closed(
    {
        "slug": _NAME,
        "example": {"type": "boolean"},
        "title": _BILINGUAL,
        "funding_agency": _BILINGUAL,
        "contact": _NON_BLANK,
        "base": _NAME,
        "edition": {"type": "string", "pattern": "^[a-z0-9]+$"},
        "sequence": {"type": "integer", "minimum": 1},
        "effective_from": _DATE,
        "sources": {"type": "array", "items": _NON_BLANK, "minItems": 1},
        "call": _CALL,
        "parameters": {
            "type": "object",
            "propertyNames": {"pattern": _CODE},
            "additionalProperties": {"not": {"type": "null"}},
        },
    },
    effective_until=_DATE,
    retention=_RETENTION,
    designation=_DESIGNATION,
    fund=_FUND,
    forms={"type": "array", "items": _FORM, "minItems": 1},
)
"""program.yaml."""
