"""`openapi/openapi.json` is what the code says, and says of every operation what is true of it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from tejun.app import create_app
from tejun.settings import Settings

from tests.api.support import application
from tests.support.cases import ROOT

KEPT = ROOT / "openapi" / "openapi.json"
DOCUMENT: dict[str, Any] = create_app(Settings()).openapi()
OPERATIONS = [
    (f"{method} {path}", operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]


def test_the_kept_document_is_what_the_code_says(tmp_path: Path) -> None:
    made = tmp_path / "openapi.json"
    subprocess.run([sys.executable, ROOT / "tools" / "openapi.py", made], check=True)
    assert made.read_text() == KEPT.read_text(), "run `make openapi` and read the difference"


def test_it_is_valid_openapi_31_and_every_reference_leads_somewhere() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    assert DOCUMENT["openapi"].startswith("3.1")
    for name, schema in schemas.items():
        jsonschema_rs.meta.validate(schema)
        for reference in references(schema):
            assert reference.removeprefix("#/components/schemas/") in schemas, (name, reference)


def references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [found for item in node for found in references(item)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    return own + [found for item in node.values() for found in references(item)]


def test_the_body_of_a_precheck_is_described_by_the_facts_own_schema() -> None:
    operation = DOCUMENT["paths"]["/v1/programs/{program}/prechecks"]["post"]
    body = operation["requestBody"]["content"]["application/json"]["schema"]
    schema = jsonschema_rs.Draft202012Validator({**DOCUMENT, **body}, validate_formats=True)
    facts = json.loads(application())
    assert schema.is_valid(facts)
    del facts["dmp"]["entries"][0]["madmp"]["dmp"]["contact"]
    assert not schema.is_valid(facts), "the maDMP inside is held to its own schema too"


def test_the_body_of_a_batch_holds_such_bodies() -> None:
    operation = DOCUMENT["paths"]["/v1/batch/programs/{program}/prechecks"]["post"]
    body = operation["requestBody"]["content"]["application/json"]["schema"]
    schema = jsonschema_rs.Draft202012Validator({**DOCUMENT, **body}, validate_formats=True)
    facts = json.loads(application())
    assert schema.is_valid({"inputs": {"a": facts}})
    assert not schema.is_valid({"inputs": {"": facts}})
    no_batches: list[Any] = [{}, {"inputs": {}}, {"inputs": {"a": {}}}, {"inputs": [facts]}]
    for wrong in no_batches:
        assert not schema.is_valid(wrong)


@pytest.mark.parametrize(("name", "operation"), OPERATIONS, ids=[name for name, _ in OPERATIONS])
def test_every_error_is_a_problem_and_every_response_has_its_id(
    name: str, operation: dict[str, Any]
) -> None:
    assert operation["operationId"]
    assert operation["summary"]
    for status, response in operation["responses"].items():
        assert "X-Request-ID" in response["headers"]
        if int(status) >= 400:
            problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
            assert response["content"] == {"application/problem+json": problem}
            assert ("Retry-After" in response["headers"]) == (status in {"408", "503"})
    assert "500" in operation["responses"]


def test_nothing_is_left_of_what_the_framework_says_of_errors() -> None:
    assert "HTTPValidationError" not in json.dumps(DOCUMENT)
