"""What an engine answers is held to the shape of a result; what is not one is an error, never a decision."""

from dataclasses import replace
from typing import Any

import pytest
from tejun.bundle.archive import Bundle, read_archive
from tejun.engine.answers import result
from tejun.errors import EvaluationError

from tests.support.bundles import tiny_archive

BUNDLE = read_archive(tiny_archive())
EDITION = {"program": "tiny-2026", "edition": "1", "base": "procedure-2025-06-11"}
FINDING: dict[str, Any] = {
    "requirement": "RS-P1-03",
    "subject": "person:sato",
    "status": "satisfied",
    "reason": "provided",
    "params": {},
    "reads": ["/facts/people/0"],
    "layer": "procedure",
    "enforcement": "binding",
}
INDICATOR: dict[str, Any] = {
    "key": "RS-P1-06/person:sato/record",
    "requirement": "RS-P1-06",
    "subject": "person:sato",
    "reads": [],
}
DOCUMENT: dict[str, Any] = {
    "schema": "tejun/result/1",
    "edition": EDITION,
    "outcome": "prepared",
    "findings": [FINDING],
    "indicators": [INDICATOR],
}


def refused(answer: Any, bundle: Bundle = BUNDLE) -> str:
    with pytest.raises(EvaluationError) as caught:
        result(answer, bundle)
    assert "何も記録されていません" in caught.value.detail.in_("ja")
    assert caught.value.advice.in_("ja")
    assert caught.value.advice.in_("en")
    return caught.value.detail.in_("en")


def without(mapping: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in mapping.items() if name != key}


def test_a_result_document_is_taken_as_it_is() -> None:
    assert result([{"result": DOCUMENT}], BUNDLE) == DOCUMENT


def test_undefined_is_an_error() -> None:
    assert "the result is undefined" in refused([])


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        True,
        [{}],
        [{"result": None}],
        [{"result": []}],
        [{"result": {}}],
        [{"result": DOCUMENT}, {"result": DOCUMENT}],
        [{"result": {**DOCUMENT, "more": 1}}],
        [{"result": {**DOCUMENT, "schema": "tejun/result/2"}}],
        [{"result": {**DOCUMENT, "outcome": "approved"}}],
        [{"result": {**DOCUMENT, "outcome": ["prepared"]}}],
        [{"result": {**DOCUMENT, "edition": "1"}}],
        [{"result": {**DOCUMENT, "findings": {}}}],
        [{"result": {**DOCUMENT, "findings": [None]}}],
        [{"result": {**DOCUMENT, "findings": [{**FINDING, "more": 1}]}}],
        [{"result": {**DOCUMENT, "findings": [{**FINDING, "status": "rejected"}]}}],
        [{"result": {**DOCUMENT, "findings": [{**FINDING, "status": ["satisfied"]}]}}],
        [{"result": {**DOCUMENT, "findings": [{**FINDING, "params": []}]}}],
        [{"result": {**DOCUMENT, "findings": [{**FINDING, "reads": [1]}]}}],
        [{"result": {**DOCUMENT, "findings": [{**FINDING, "layer": "law"}]}}],
        [{"result": {**DOCUMENT, "findings": [{**FINDING, "enforcement": None}]}}],
        [{"result": {**DOCUMENT, "indicators": [without(INDICATOR, "key")]}}],
        *([{"result": without(DOCUMENT, key)}] for key in DOCUMENT),
        *([{"result": {**DOCUMENT, "findings": [without(FINDING, key)]}}] for key in FINDING),
    ],
)
def test_another_shape_is_an_error(answer: Any) -> None:
    assert "does not have its shape" in refused(answer)


def test_the_result_of_another_edition_is_an_error() -> None:
    other = replace(BUNDLE, edition="2")
    assert "of another edition" in refused([{"result": DOCUMENT}], other)
