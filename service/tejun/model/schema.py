"""JSON Schemas generated from the models: one for submitters, one for `opa check`.

Always holds: the schema of the facts is JSON Schema 2020-12, closed, without `null` and without
defaults, and embeds the RDA maDMP 1.2 schema for `dmp`'s `madmp`. The schema for OPA says the same of
shapes and leaves out what OPA's checker does not read (conditions, formats, the DMP's inside).

Generating them takes Pydantic and a third of a second: `tools/schemas.py` writes both to files,
which is what is read at run time, and a test compares the files with what this module generates.
"""

from functools import cache
from importlib import resources
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from tejun.model.facts import FactsDocument
from tejun.model.facts.risk import FundingAgencyPart
from tejun.reading.lenient import read_own
from tejun.terms import FACTS_SCHEMA_ID, INPUT_SCHEMA_ID

_MADMP = "maDMP-1.2"
"""The key in `$defs` under which the RDA schema is embedded."""

_OPA_KEEPS = frozenset(
    {
        "type",
        "properties",
        "items",
        "enum",
        "const",
        "required",
        "additionalProperties",
        "anyOf",
        "$ref",
        "$defs",
    }
)

_PREPARED: dict[str, Any] = {
    "type": "object",
    "properties": {
        "names": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {
                    "forms": {"type": "array", "items": {"type": "string"}},
                    "latin": {"type": "boolean"},
                },
            },
        },
        "digests": {"type": "object", "additionalProperties": {"type": "string"}},
        "places": {
            "type": "object",
            "additionalProperties": {
                "type": "array",
                "items": {"type": "array", "items": {"type": "string"}},
            },
        },
        "says_nothing": {"type": "array", "items": {"type": "string"}},
        "says_no_policy": {"type": "array", "items": {"type": "string"}},
        "leaves_out": {"type": "array", "items": {"type": "string"}},
        "also_written": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "signed_last": {
            "type": "object",
            "properties": {
                "on": {"type": "string"},
                "at": {"type": "array", "items": {"type": "string"}},
            },
        },
        "kept_by": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "handed_to": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "named_in": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
    "required": ["names", "digests"],
    "additionalProperties": False,
}
"""What `tejun.decide.prepared` makes of the facts: by the name, or the text, as written, and by the entry's pointer."""


DAY = "^[1-9][0-9]{3}-"
"""Beside the format: years of four digits alone, so that days compare as they are written."""


class _WithoutDefaults(GenerateJsonSchema):
    """An optional key is left out, never `null`: so no `default: null`. A day has a year of four digits."""

    def date_schema(self, schema: Any) -> dict[str, Any]:
        return {**super().date_schema(schema), "pattern": DAY}

    def default_schema(self, schema: Any) -> dict[str, Any]:
        generated = super().default_schema(schema)
        generated.pop("default", None)
        return generated


def _generated(model: type[FundingAgencyPart]) -> dict[str, Any]:
    schema: dict[str, Any] = model.model_json_schema(
        by_alias=True, schema_generator=_WithoutDefaults, ref_template="#/$defs/{model}"
    )
    return schema


@cache
def facts_schema() -> dict[str, Any]:
    """The JSON Schema 2020-12 of a facts document, maDMP 1.2 embedded under `$defs`."""
    schema = _generated(FactsDocument)
    madmp = read_own(resources.files("tejun.model").joinpath("madmp-1.2.json").read_bytes())
    schema["$defs"][_MADMP] = madmp
    schema["$defs"]["Plan"]["properties"]["madmp"] = {"$ref": f"#/$defs/{_MADMP}"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:tejun:schema:{FACTS_SCHEMA_ID}",
        **schema,
    }


def input_schema() -> dict[str, Any]:
    """The schema of the input document, for `opa check --schema`; see `tejun.decide.assemble` for its shape."""
    facts = _generated(FactsDocument)
    fa = _generated(FundingAgencyPart)
    definitions = {**fa.pop("$defs"), **facts.pop("$defs")}
    keys = ("type", "properties", "required", "additionalProperties")
    document = {
        "type": "object",
        "properties": {
            "schema": {"type": "string", "const": INPUT_SCHEMA_ID},
            "as_of": {"type": "string"},
            "mode": {"type": "string", "enum": ["precheck", "formal"]},
            "facts": {key: facts[key] for key in keys if key in facts},
            "fa": {key: fa[key] for key in keys if key in fa},
            "prepared": _PREPARED,
        },
        "required": ["schema", "as_of", "mode", "facts", "fa", "prepared"],
        "additionalProperties": False,
        "$defs": definitions,
    }
    return {"$schema": "http://json-schema.org/draft-07/schema#", **_for_opa(document)}


def _for_opa(node: Any, *, named: bool = False) -> Any:
    """Keeps what OPA's checker reads; `named` marks a map whose keys are names, not keywords."""
    if isinstance(node, list):
        return [_for_opa(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _for_opa(value, named=not named and key in {"properties", "$defs"})
        for key, value in node.items()
        if named or key in _OPA_KEEPS
    }
