"""What an engine answered, held to the shape of a result document (`tejun/result/1`), whichever engine it was.

Always holds: what `result` gives is of the bundle's own edition, and each finding and indicator has exactly the keys
and the kinds of values of the contract; undefined is an error, never an empty result.

May not know: which engine answered, or whether the findings are complete.
"""

from collections.abc import Callable
from typing import Any, get_args

from service.bundle.archive import Bundle
from service.errors import EvaluationError, Text
from service.model.terms import RESULT_SCHEMA_ID, STATUSES, Enforcement, Layer, Outcome

_OUTCOMES = frozenset(get_args(Outcome))
_STATUSES = frozenset(STATUSES)
_ENFORCEMENTS = frozenset(get_args(Enforcement))
_LAYERS = frozenset(get_args(Layer))


def result(answer: Any, bundle: Bundle) -> dict[str, Any]:
    """The result document in a result set (`[{"result": …}]`). Raises EvaluationError."""
    if answer == []:
        raise _no_decision(ja="結果が未定義です", en="the result is undefined")
    match answer:
        case [{"result": dict() as document}] if _is_result(document):
            if document["edition"] != {
                "program": bundle.program,
                "edition": bundle.edition,
                "base": bundle.base,
            }:
                raise _no_decision(ja="別の版の結果です", en="the result is of another edition")
            return document
        case _:
            raise _no_decision(
                ja="結果の形が決まりと違います", en="the result does not have its shape"
            )


def _is_result(document: dict[str, Any]) -> bool:
    return _fits(
        document,
        {
            "schema": lambda value: value == RESULT_SCHEMA_ID,
            "edition": lambda value: isinstance(value, dict),
            "outcome": lambda value: _is_text(value) and value in _OUTCOMES,
            "findings": lambda value: _all_fit(value, _FINDING),
            "indicators": lambda value: _all_fit(value, _INDICATOR),
        },
    )


_Shape = dict[str, Callable[[Any], bool]]


def _all_fit(values: Any, shape: _Shape) -> bool:
    return isinstance(values, list) and all(_fits(value, shape) for value in values)


def _fits(value: Any, shape: _Shape) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == shape.keys()
        and all(fits(value[key]) for key, fits in shape.items())
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_list_of_text(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


_FINDING: _Shape = {
    "requirement": _is_text,
    "subject": _is_text,
    "status": lambda value: _is_text(value) and value in _STATUSES,
    "reason": _is_text,
    "params": lambda value: isinstance(value, dict),
    "reads": _is_list_of_text,
    "layer": lambda value: _is_text(value) and value in _LAYERS,
    "enforcement": lambda value: _is_text(value) and value in _ENFORCEMENTS,
}
_INDICATOR: _Shape = {
    "key": _is_text,
    "requirement": _is_text,
    "subject": _is_text,
    "reads": _is_list_of_text,
}


def _no_decision(*, ja: str, en: str) -> EvaluationError:
    return EvaluationError(
        Text(
            ja=f"ポリシーが判定を返しませんでした（{ja}）。何も記録されていません。",
            en=f"The policy gave no decision: {en}. Nothing was recorded.",
        ),
        Text(
            ja="この版のバンドルに誤りがあります。バンドルの管理者に、版とこの文を伝えてください。",
            en="This edition's bundle is at fault: tell whoever keeps it which edition it was, and these words.",
        ),
    )
