"""What an engine answered, held to the shape of a result document (`tejun/result/1`), whichever engine it was.

Always holds: what `result` gives is of the bundle's own edition, and each finding and indicator has exactly the keys
and the kinds of values of the contract; undefined is an error, never an empty result.

May not know: which engine answered, or whether the findings are complete.
"""

from typing import Any, get_args

import jsonschema_rs

from tejun.bundle.archive import Bundle
from tejun.errors import EvaluationError
from tejun.terms import RESULT_SCHEMA_ID, STATUSES, Enforcement, Layer, Outcome
from tejun.words import Message, Words


def _closed(**properties: Any) -> dict[str, Any]:
    """The schema of an object with exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_TEXT = {"type": "string"}
_FINDING = _closed(
    requirement=_TEXT,
    subject=_TEXT,
    status={"enum": list(STATUSES)},
    reason=_TEXT,
    params={"type": "object"},
    reads=_list_of(_TEXT),
    layer={"enum": list(get_args(Layer))},
    enforcement={"enum": list(get_args(Enforcement))},
)
_INDICATOR = _closed(key=_TEXT, requirement=_TEXT, subject=_TEXT, reads=_list_of(_TEXT))
_RESULT = jsonschema_rs.Draft202012Validator(
    _closed(
        schema={"const": RESULT_SCHEMA_ID},
        edition={"type": "object"},
        outcome={"enum": list(get_args(Outcome))},
        findings=_list_of(_FINDING),
        indicators=_list_of(_INDICATOR),
    )
)


def is_result(document: Any) -> bool:
    """Whether it has the shape of a result document, of whatever edition."""
    return _RESULT.is_valid(document)


def result(answer: Any, bundle: Bundle) -> dict[str, Any]:
    """The result document in a result set (`[{"result": …}]`). Raises EvaluationError."""
    if answer == []:
        raise _no_decision(Message("engine.no_decision.undefined"))
    match answer:
        case [{"result": dict() as document}] if _RESULT.is_valid(document):
            if document["edition"] != bundle.identity:
                raise _no_decision(Message("engine.no_decision.edition"))
            return document
        case _:
            raise _no_decision(Message("engine.no_decision.form"))


def _no_decision(reason: Words) -> EvaluationError:
    return EvaluationError(
        Message("engine.no_decision.detail", reason=reason),
        Message("engine.no_decision.advice"),
    )
