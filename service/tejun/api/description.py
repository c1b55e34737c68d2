"""The OpenAPI document: what FastAPI finds, made true.

Always holds: the body of a pre-check is described by the facts' own schema, its definitions hoisted into the
components; every error that an operation can give is there as application/problem+json, and nothing that it
cannot; headers that each response has are named. The document is a pure function of the code.

May not know: requests.
"""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from tejun import __version__
from tejun.api.parameters import BATCH_ID_MAX_LENGTH, BATCH_MAX_ITEMS
from tejun.api.problems import MEDIA_TYPE
from tejun.api.shapes import Problem
from tejun.model.intake import facts_schema_text
from tejun.reading.lenient import read_own

_COMPONENTS = "#/components/schemas/"
_FACTS = "Facts"
_PROBLEM = Problem.__name__
_MADMP = "maDMP-1.2"

_WORDS = {
    400: "The body cannot be read: not JSON, not UTF-8, a key twice, NaN.",
    403: "The service is not set up for it: it trusts nobody in particular, or its own address is not set.",
    404: "There is no such program, edition, decision, finding or path.",
    408: "The body came too slowly.",
    409: "Another program is named; the edition may not be published; or the two decisions cannot be compared.",
    410: "The decision was erased; its codes can still be had.",
    413: "The body is too large, or nested too deep.",
    415: "The body is not application/json.",
    422: "The body does not fit its form, or a parameter is not right; `errors` has the places.",
    500: "Something that nobody foresaw.",
    503: "No decision could be made, recorded, opened or traced at present; nothing was recorded.",
}
_GIVES = {
    "precheck": (400, 404, 408, 409, 413, 415, 422, 500, 503),
    "batch_precheck": (400, 404, 408, 413, 415, 422, 500, 503),
    "decisions": (422, 500, 503),
    "decision": (404, 410, 422, 500, 503),
    "recorded_input": (404, 410, 422, 500, 503),
    "codes": (404, 422, 500, 503),
    "explanation": (404, 409, 410, 422, 500, 503),
    "receipt": (404, 422, 500, 503),
    "replay": (404, 422, 500, 503),
    "compare": (404, 409, 410, 422, 500, 503),
    "programs": (422, 500, 503),
    "editions": (404, 422, 500),
    "edition": (404, 422, 500, 503),
    "publish": (400, 403, 404, 408, 409, 413, 415, 422, 500, 503),
    "program": (404, 422, 500, 503),
    "opa_config": (403, 404, 422, 500, 503),
    "bundle": (404, 422, 500, 503),
    "bundle_edition": (404, 422, 500, 503),
    "opa_logs": (400, 408, 413, 415, 500, 503),
    "opa_status": (400, 408, 413, 415, 500, 503),
    "fleet": (422, 500, 503),
    "fleet_decisions": (422, 500, 503),
    "checkpoint": (500, 503),
    "tile": (404, 500, 503),
    "facts_schema": (500,),
    "healthz": (500,),
    "readyz": (500, 503),
}
"""The errors that each operation can give; 422 also stands for a damaged edition."""

_CONDITIONAL = {"bundle", "bundle_edition"}

_REPORTS = {
    "opa_logs": {"type": "array", "items": {}},
    "opa_status": {
        "type": "object",
        "required": ["labels"],
        "properties": {
            "labels": {
                "type": "object",
                "required": ["id"],
                "properties": {"id": {"type": "string", "minLength": 1}},
            }
        },
    },
}
"""What OPAs send, with Content-Encoding gzip or none; OPA's own documentation has the fields."""

_BATCH = {
    "type": "object",
    "required": ["inputs"],
    "additionalProperties": False,
    "properties": {
        "inputs": {
            "type": "object",
            "description": "facts documents, each under an id of the caller's own",
            "minProperties": 1,
            "maxProperties": BATCH_MAX_ITEMS,
            "propertyNames": {"minLength": 1, "maxLength": BATCH_ID_MAX_LENGTH},
            "additionalProperties": {"$ref": _COMPONENTS + _FACTS},
        }
    },
}
"""Items are judged each for itself: one that does not fit the facts' schema is a problem among the responses."""

_PUBLICATION = {
    "type": "object",
    "required": ["publication", "signature"],
    "additionalProperties": False,
    "properties": {
        "publication": {"type": "object", "description": "the statement (`tejun/publication/1`)"},
        "signature": {"type": "string", "description": "its JWS, detached (RFC 7797)"},
        "archive": {
            "type": "string",
            "contentEncoding": "base64",
            "description": "the signed archive; a withdrawal has none",
        },
    },
}
"""`tejun publish` makes it; docs/publishing.md says what is in it."""

_ABOUT = """Compliance as code for the research-security procedure (手順書): facts in, an explained decision out.

Errors are problem+json (RFC 9457) in ja or en, as `lang` in the query or else Accept-Language asks, each with what to
do next. A decision says where an application stands; the funding agency decides."""


def describe(app: FastAPI) -> dict[str, Any]:
    """The document of `app`, whose operations have the ids in `_GIVES`."""
    document = get_openapi(
        title="tejun", version=__version__, description=_ABOUT, routes=app.routes
    )
    schemas = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas.update(_facts_schemas())
    for methods in document["paths"].values():
        for operation in methods.values():
            _make_true(operation)
    return document


def _make_true(operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    responses.update({str(status): _problem(status) for status in _GIVES[operation["operationId"]]})
    for status, response in responses.items():
        response["headers"] = _headers(status, operation["operationId"])
    if operation["operationId"] in _REPORTS:
        operation["requestBody"] = _body(_REPORTS[operation["operationId"]])
    if operation["operationId"] == "publish":
        operation["requestBody"] = _body(_PUBLICATION)
    if operation["operationId"] == "batch_precheck":
        operation["requestBody"] = _body(_BATCH)
    if operation["operationId"] == "precheck":
        operation["requestBody"] = _body({"$ref": _COMPONENTS + _FACTS})
        responses["201"]["links"] = {
            name: {"operationId": name, "parameters": {"decision_id": "$response.body#/id"}}
            for name in ("decision", "codes", "explanation", "receipt")
        }


def _body(schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _problem(status: int) -> dict[str, Any]:
    return {
        "description": _WORDS[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": _COMPONENTS + _PROBLEM}}},
    }


def _headers(status: str, name: str) -> dict[str, Any]:
    headers = {"X-Request-ID": _header("the caller's own id of the request, or a new one")}
    if status == "201":
        headers["Location"] = _header("where what was made can be asked for again")
    if status in {"200", "304"} and name in _CONDITIONAL:
        headers["ETag"] = _header("the digest of the archive")
    if status in {"408", "503"}:
        headers["Retry-After"] = _header("seconds to wait before trying again")
    return headers


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "required": True, "schema": {"type": "string"}}


def _facts_schemas() -> dict[str, Any]:
    """The facts' schema as components: its root, its definitions, and those of the maDMP embedded in it."""
    facts = read_own(facts_schema_text())
    definitions = facts.pop("$defs")
    madmp = definitions.pop(_MADMP)
    inner = madmp.pop("$defs")
    return {
        _FACTS: _hoisted(facts, "facts."),
        **{f"facts.{name}": _hoisted(schema, "facts.") for name, schema in definitions.items()},
        f"facts.{_MADMP}": _hoisted(madmp, "madmp."),
        **{f"madmp.{name}": _hoisted(schema, "madmp.") for name, schema in inner.items()},
    }


def _hoisted(schema: dict[str, Any], prefix: str) -> Any:
    """With its references turned to the components, and without the names of a schema that stands alone."""
    alone = {key: value for key, value in schema.items() if key not in {"$schema", "$id"}}
    return _turned(alone, prefix)


def _turned(node: Any, prefix: str) -> Any:
    if isinstance(node, list):
        return [_turned(item, prefix) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: f"{_COMPONENTS}{prefix}{value.removeprefix('#/$defs/')}"
        if key == "$ref" and isinstance(value, str)
        else _turned(value, prefix)
        for key, value in node.items()
    }
