"""docs/form.md tells the truth: what it shows is accepted, nothing less is, and it leaves out no state."""

import json
import re
from typing import Any

import pytest
from tejun.cli.run import run
from tejun.errors import InvalidFactsError
from tejun.model.intake import read_facts
from tejun.model.schema import facts_schema
from tejun.reading import read_document

from tests.support.cases import ROOT

TEXT = (ROOT / "docs" / "form.md").read_text("utf-8")
JAPANESE, ENGLISH = TEXT.split("\n# The form of the facts\n")
PARTS = {"ja": JAPANESE, "en": ENGLISH}


def shown(language: str) -> list[dict[str, Any]]:
    """The documents and parts of documents that the page shows."""
    blocks = re.findall(r"^```yaml\n(.*?)^```", PARTS[language], re.MULTILINE | re.DOTALL)
    return [read_document(block.encode(), "yaml").value for block in blocks]


def accepted(facts: Any) -> bool:
    try:
        read_facts(json.dumps(facts).encode())
    except InvalidFactsError:
        return False
    return True


@pytest.mark.parametrize("language", PARTS)
def test_the_smallest_document_is_accepted_and_nothing_in_it_can_be_left_out(language: str) -> None:
    smallest, *_ = shown(language)
    assert accepted(smallest)
    for part, value in smallest.items():
        assert not accepted({key: item for key, item in smallest.items() if key != part})
        for key in value if isinstance(value, dict) else []:
            less = {name: item for name, item in value.items() if name != key}
            assert not accepted({**smallest, part: less}), key


@pytest.mark.parametrize("language", PARTS)
def test_the_parts_that_are_shown_are_accepted_in_it(language: str) -> None:
    smallest, *parts = shown(language)
    assert len(parts) == 2
    for part in parts:
        assert read_facts(json.dumps({**smallest, **part}).encode()).digest


def test_both_languages_show_the_same() -> None:
    assert [places(part) for part in shown("ja")] == [places(part) for part in shown("en")]


def places(value: Any) -> Any:
    """The value without its words."""
    if isinstance(value, dict):
        return {key: places(item) for key, item in value.items()}
    if isinstance(value, list):
        return [places(item) for item in value]
    return "" if isinstance(value, str) else value


@pytest.mark.parametrize("language", PARTS)
def test_each_state_is_there_and_so_is_every_way_to_name_a_topic(language: str) -> None:
    definitions = facts_schema()["$defs"]
    states = definitions["Fact_Desk_"]["properties"]["state"]["enum"]
    rows = re.findall(r"^\| `(\w+)` \|", PARTS[language], re.MULTILINE)
    assert rows == ["state", *states]
    for name in (*definitions["Topic"]["properties"], *definitions["Evidence"]["properties"]):
        assert f"`{name}" in PARTS[language] or f"“{name}" in PARTS[language] or name == "on", name


def test_the_schema_itself_says_what_the_states_are() -> None:
    for name, definition in facts_schema()["$defs"].items():
        if {"state", "declared"} <= definition.get("properties", {}).keys():
            state = definition["properties"]["state"]
            assert {word for word in state["enum"] if f"{word}: " not in state["description"]} == (
                set()
            ), name


def test_the_help_and_the_readme_lead_to_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert "(docs/form.md)" in (ROOT / "README.md").read_text("utf-8")
    for language in ("ja", "en"):
        assert run(["schema", "--help", "--lang", language], {}) == 0
        assert "docs/form.md" in capsys.readouterr().out
