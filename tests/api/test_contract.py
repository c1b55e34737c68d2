"""Schemathesis holds the service to its OpenAPI document: every operation, every check on.

Three things are arranged, so that it reaches what is worth reaching in the time there is:

- The body of a pre-check is narrowed to facts of which only the part on the application varies. From the whole schema
  (163 definitions) it makes 16,000 cases in two minutes, nearly all of them refused for an id that names nobody, which
  no JSON Schema can say. `test_bad_bodies.py` breaks whole documents instead.
- In a batch an item that is no facts is answered for itself, with 207, which Schemathesis has to be told.
- An idempotency key that it makes is given a number: `0` comes up again and again, and stands for one request for ever.
"""

import atexit
import itertools
import json
import re
import shutil
import tempfile
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case, HookContext, Response
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.schemas import OpenApiSchema
from tejun.api.description import describe
from tejun.app import create_app
from tejun.model.intake import read_facts
from tejun.settings import Settings

from tests.support import shared
from tests.support.cases import ROOT
from tests.support.sample import examples

pytestmark = pytest.mark.slow

PROGRAM = "kprogram-2026"
INSTITUTIONS = [{"id": "a", "role": "lead", "name": "A", "kind": "university", "country": "JP"}]
PEOPLE = [{"id": "p", "name": "P", "role": "pi", "institution": "a", "student": False}]
BOUNDED = settings(
    max_examples=examples(40),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def narrowed(document: dict[str, Any]) -> dict[str, Any]:
    """The document with a body of which every valid one is valid facts, ids included."""
    schemas = document["components"]["schemas"]
    facts = schemas["Facts"]
    application = schemas["facts.Application"]
    application["properties"]["program"] = {"const": PROGRAM}
    for fact in ("selection", "joint_call"):  # an envelope's own rules are seldom met by chance
        del application["properties"][fact]
    facts["properties"] = {
        "schema": facts["properties"]["schema"],
        "application": facts["properties"]["application"],
        "institutions": {"const": INSTITUTIONS},
        "people": {"const": PEOPLE},
    }
    return document


_NUMBERS = itertools.count()


def map_path_parameters(context: HookContext, path_parameters: Any) -> Any:
    """A program or tile that there is, for most names; the same each time, or what is repeated comes out otherwise."""
    name = (path_parameters or {}).get("program")
    tile = (path_parameters or {}).get("tile")
    if isinstance(tile, str) and zlib.crc32(tile.encode("utf-8", "replace")) % 2:
        return {**path_parameters, "tile": "entries/000.p/1"}
    if isinstance(name, str) and zlib.crc32(name.encode("utf-8", "replace")) % 4:
        return {**path_parameters, "program": PROGRAM}
    return path_parameters


def map_headers(context: HookContext, headers: Any) -> Any:
    """A key of its own for each request."""
    key = (headers or {}).get("Idempotency-Key")
    if isinstance(key, str) and 0 < len(key) < 200 and key.isascii() and key.isprintable():
        return {**headers, "Idempotency-Key": f"{key}{next(_NUMBERS)}"}
    return headers


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SIGNS_ALONE = re.compile(r"[\W_]+|[○〇×]+")


def map_body(context: HookContext, body: Any) -> Any:
    """What no schema says of facts: no text has control characters, or is a sign for nothing (／), and a span stands
    where somebody reads it."""
    if isinstance(body, str):
        text = _CONTROL.sub("x", body)
        return f"x{text}" if _SIGNS_ALONE.fullmatch(text) else text
    if isinstance(body, list):
        return [map_body(context, item) for item in body]
    if isinstance(body, dict):
        return {key: map_body(context, item) for key, item in body.items() if key != "period"}
    return body


SEEN: Counter[tuple[str, int]] = Counter()


def after_call(context: HookContext, case: Case[Any], response: Response) -> None:
    """Counts what each operation answered."""
    SEEN[case.operation.definition.raw["operationId"], response.status_code] += 1


def served(*paths: str) -> OpenApiSchema:
    """The service and its narrowed document, or only these paths of it.

    Schemathesis starts it with the first request and ends it at the exit.
    """
    folder = Path(tempfile.mkdtemp(prefix="tejun-contract-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    app = create_app(
        Settings(
            bundles=ROOT / "bundles",
            database=folder / "tejun.db",
            cache=shared.modules(),
            public_url="https://tejun.example",
        )
    )
    refused = {"expected-statuses": ["207", "4xx"]}
    batch = {
        "include-operation-id": "batch_precheck",
        "checks": {"negative_data_rejection": refused},
    }
    # That a requirement goes with depth=trace is what no schema of one parameter can say.
    trace = {
        "include-operation-id": "explanation",
        "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "404", "422", "503"]}},
    }
    # RFC 9942 has no proof for a log's only entry.
    receipt = {**trace, "include-operation-id": "receipt"}
    # Which programs there are, and of which list a cursor is, no schema says.
    listed = {
        "include-operation-id": "decisions",
        "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "422"]}},
    }
    config = SchemathesisConfig.from_dict(
        {"generation": {"deterministic": True}, "operations": [batch, trace, receipt, listed]}
    )
    document = narrowed(describe(app))
    if paths:
        document["paths"] = {path: document["paths"][path] for path in paths}
    schema = schemathesis.openapi.from_dict(document, config=config)
    schema.app = app
    schema.hook(map_path_parameters)
    schema.hook(map_headers)
    schema.hook(map_body)
    schema.hook(after_call)
    return schema


SCHEMA = served()


@SCHEMA.parametrize()
@BOUNDED
def test_every_operation_keeps_to_its_description(case: Case[Any]) -> None:
    case.call_and_validate()


def test_one_thing_after_another_keeps_to_the_description_too() -> None:
    """A decision is made, asked for, explained: as a state machine, by the links in the document."""
    of_decisions = served(
        "/v1/programs/{program}/prechecks",
        "/v1/decisions/{decision_id}",
        "/v1/decisions/{decision_id}/input",
        "/v1/decisions/{decision_id}/codes",
        "/v1/decisions/{decision_id}/explanation",
        "/v1/decisions/{decision_id}/receipt",
        "/v1/decisions/{decision_id}/replay",
    )
    of_decisions.as_state_machine().run(
        settings=settings(
            max_examples=examples(15, 5),
            stateful_step_count=10,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
    )


def test_what_was_asked_reached_decisions_and_refusals() -> None:
    """A gate that asks nothing always passes. It looks at what the tests above asked."""
    if not SEEN:
        pytest.skip("run with the tests above")
    reached = {
        "precheck": {201, 404, 405, 415, 422},
        "batch_precheck": {200, 404, 405, 415, 422},
        "decision": {200, 404, 405},
        "decisions": {200, 422},
        "recorded_input": {200, 404},
        "codes": {200, 404},
        "explanation": {200, 404, 422},
        "receipt": {200, 404, 422},
        "replay": {200, 404, 422},
        "compare": {404},
        "program": {200, 404, 422},
        "editions": {200, 404},
        "publish": {403},
        "bundle": {200, 404},
        "opa_config": {200, 404},
        "opa_logs": {200, 415},
        "opa_status": {200, 415},
        "fleet_decisions": {200, 422},
        "checkpoint": {200},
        "tile": {200, 404},
    }
    for operation, statuses in reached.items():
        assert statuses <= {status for name, status in SEEN if name == operation}, operation


def test_the_narrowed_body_is_facts() -> None:
    facts = {
        "schema": "tejun/facts/2",
        "application": {
            "id": "x",
            "title": "x",
            "program": PROGRAM,
            "call": {"reference": "x", "closes": "2026-12-01"},
            "stage": "applying",
            "technology_areas": ["x"],
        },
        "institutions": INSTITUTIONS,
        "people": PEOPLE,
    }
    assert read_facts(json.dumps(facts).encode()).document == facts
