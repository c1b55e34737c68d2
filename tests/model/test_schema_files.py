"""The schemas that are read at run time are the ones that the models give (`python tools/schemas.py` writes them)."""

import json
from pathlib import Path

from tejun.model.intake import facts_schema_text
from tejun.model.schema import facts_schema, input_schema

ROOT = Path(__file__).parents[2]


def test_the_packaged_schema_of_the_facts_is_that_of_the_models() -> None:
    assert json.loads(facts_schema_text()) == facts_schema()


def test_the_schema_that_opa_checks_with_is_that_of_the_models() -> None:
    path = ROOT / "policies" / "schemas" / "input.json"
    assert json.loads(path.read_text("utf-8")) == input_schema()
