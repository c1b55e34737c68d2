"""Sample values for what is to be filled in, made from the JSON Schema of the facts.

A sample stands for what has to be true before it is entered: a proof needs some value, a person none of these. Of what
can be found one way or another there are several samples (`pick`), so that a proof sees whether it matters which.

Always holds: pure; the same place, day and pick give the same value. No judgement, disposition or opinion is made up,
and nothing of the funding agency's: these keys are left out, and a shape that demands one has no sample.

May not know: findings, or which value settles one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tejun.audit.remedy.edits import Path
from tejun.model.intake import facts_schema_text
from tejun.reading.lenient import read_own

SAMPLE = "(sample)"
"""Stands for words that only who knows what is true can write."""

_BEFORE = "2000-04-01"
"""When what goes on began."""

_OPTIONAL = frozenset(
    {
        "on",
        "place",
        "access",
        "completed_on",
        "concern",
        "version",
        "kept_at",
        "detail",
        "decides",
        "chosen_on",
        "items",
        "finding",
        "evidence",
        "entries",
        "period",
        "kind",
    }
)
"""Keys that may be left out, and are made up all the same: without them a value often says too little."""

_JUDGED = frozenset(
    {
        "Opinion",
        "Disposition",
        "ScreeningDisposition",
        "Adequacy",
        "RiskJudgement",
        "Judged",
        "Determination",
        "Consultation",
        "FurtherRequest",
        "Designation",
        "Withdrawal",
    }
)
"""Shapes that are a person's judgement, or the FA's own word."""


class NoSampleError(Exception):
    """Of this place there is no sample. Caught here in the room, never shown."""


@dataclass(frozen=True)
class Sampler:
    """Makes samples for the day of the decision (`YYYY-MM-DD`)."""

    day: str

    def of(self, path: Path, pick: int = 0) -> Any:
        """A value for a place of the facts. Raises NoSampleError."""
        return self._value(schema_of(path), str(path[-1]), pick)

    def entry(self, path: Path, pick: int = 0, **said: Any) -> dict[str, Any]:
        """An entry for the fact, or an item for the list, at the path, with what is said of it."""
        shape = schema_of(path)
        entries = shape if "items" in shape else _resolved(shape["properties"]["entries"])
        made: dict[str, Any] = self._value(entries["items"], "", pick)
        return {**made, **said}

    def _value(self, written: Mapping[str, Any], key: str, pick: int) -> Any:
        shape = _resolved(written)
        if shape.get("title") in _JUDGED:
            raise NoSampleError
        if "const" in shape or "enum" in shape:
            values = shape.get("enum") or [shape["const"]]
            return values[pick % len(values)]
        return "all" if "anyOf" in shape else self._of_kind(shape, key, pick)

    def _of_kind(self, shape: Mapping[str, Any], key: str, pick: int) -> Any:
        kind = shape.get("type")
        if kind == "object":
            return self._object(shape, pick)
        if kind == "array":
            wanted = shape.get("minItems") or key == "evidence"
            return [self._value(shape["items"], key, pick)] if wanted else []
        if kind == "boolean":
            return (pick % 2 == 1) != (key == "available")
        return int(self.day[:4]) if kind in {"integer", "number"} else self._text(shape, key)

    def _object(self, shape: Mapping[str, Any], pick: int) -> dict[str, Any]:
        required = {*shape.get("required", ()), *_required_else(shape)}
        return {
            key: self._value(below, key, pick)
            for key, below in shape["properties"].items()
            if key in required or (key in _OPTIONAL and not _is_judged(below))
        }

    def _text(self, shape: Mapping[str, Any], key: str) -> str:
        if key == "start":
            return _BEFORE
        if shape.get("format") == "date":
            return self.day
        pattern = shape.get("pattern", "")
        if pattern.startswith("^[A-Za-z0-9]"):
            return "sample"
        if pattern not in {"", r"\S"}:
            return _BEFORE[:4] if pattern.startswith(r"^\d{4}(") else self.day
        return SAMPLE


def _required_else(shape: Mapping[str, Any]) -> tuple[str, ...]:
    """What is required where an alternative is left out, as all are here (`Evidence`, `ManagedDataset`)."""
    if isinstance(shape.get("if"), Mapping) and "not" in shape["if"]:
        return tuple(shape["then"]["required"])
    return ()


def _is_judged(written: Mapping[str, Any]) -> bool:
    return _resolved(written).get("title") in _JUDGED


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = read_own(facts_schema_text().encode())
    return schema


def _resolved(written: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in written:
        name = written["$ref"].removeprefix("#/$defs/")
        written = {"title": name, **_schema()["$defs"][name]}
    return written


def schema_of(path: Path) -> Mapping[str, Any]:
    """The JSON Schema of a place of the facts. Raises NoSampleError where the form has no such place."""
    shape: Mapping[str, Any] = _schema()
    for key in path:
        below = shape.get("items") if isinstance(key, int) else shape.get("properties", {}).get(key)
        if not isinstance(below, Mapping):
            raise NoSampleError
        shape = _resolved(below)
    return shape


def is_fact(path: Path) -> bool:
    """Whether a fact in its envelope stands at the place, as the form has it."""
    try:
        return {"state", "declared"} <= {*schema_of(path).get("properties", {})}
    except NoSampleError:
        return False


def allows_none(path: Path) -> bool:
    """Whether the fact at the place can be declared to be none."""
    return "none" in schema_of(path)["properties"]["state"]["enum"]
