"""The generated schemas: closed, without null, and good for the real DMP documents."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from tejun.model.schema import facts_schema

MADMP = sorted((Path(__file__).parents[2] / "fixtures" / "madmp").glob("ex*.json"))


def nodes(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        yield path, schema
        for key, value in schema.items():
            yield from nodes(value, f"{path}/{key}")
    if isinstance(schema, list):
        for i, value in enumerate(schema):
            yield from nodes(value, f"{path}/{i}")


OURS = [(path, node) for path, node in nodes(facts_schema()) if "maDMP" not in path]


def test_the_schema_is_json_schema_2020_12() -> None:
    assert facts_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(facts_schema())


def test_every_object_of_ours_is_closed() -> None:
    open_objects = [
        path for path, node in OURS if "properties" in node and node.get("type") == "object"
    ]
    assert open_objects
    assert all(dict(OURS)[path].get("additionalProperties") is False for path in open_objects)


def test_null_is_nowhere_allowed_and_nothing_has_a_default() -> None:
    assert [path for path, node in OURS if node.get("type") == "null"] == []
    assert [path for path, node in OURS if "default" in node] == []


@pytest.mark.parametrize("path", MADMP, ids=lambda path: path.stem)
def test_a_real_dmp_document_is_carried_unchanged(path: Path) -> None:
    validator = jsonschema_rs.Draft202012Validator(facts_schema(), validate_formats=True)
    facts = {"data": {"dmp": json.loads(path.read_text("utf-8"))}}
    assert [e for e in validator.iter_errors(facts) if list(e.instance_path)[:1] == ["data"]] == []


def test_there_are_real_dmp_documents() -> None:
    assert len(MADMP) == 3
