"""Nothing reads as prepared by accident: take any one thing out of the complete application, and it isn't.

Every key and every item at every depth is deleted, set to null, and set to a wrong type. A change that
leaves `prepared` is allowed only where the procedure does not ask for the thing: each such place is
named in OPTIONAL with the reason, and a place named there that does count fails too.
"""

import copy
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import orjson
import pytest

from service.assemble import assemble
from service.bundle.archive import Bundle
from service.canonical import pointer
from service.engine.wasm import WasmEngine
from service.errors import InvalidInputError
from service.model.document import Path
from service.model.intake import read_facts
from tests.support.cases import AS_OF, COMPLETE, load_yaml

OPTIONAL = {
    r"/people/\d+/(orcid|e_rad)": "an identifier; the source asks for none",
    r"/institutions/\d+/ror": "an identifier; the source asks for none",
    r"/application/technology_areas/\d+": "one of several",
    r"/people/\d+/employment": "asked of students only (RS-MT-07); the student's counts, see below",
    r"/people/\d+/disclosures/(career|funding)/entries/\d+/end": "a post or grant may go on",
    r"/people/\d+/disclosures/papers/entries/\d+/doi": "an identifier; the source asks for papers",
    r"/(people|institutions)/\d+/screening/\d+/queried_names/\d+": "one of several spellings",
    r"/people/\d+/screening/\d+/candidates/\d+": "what nobody reports, nobody can see",
    r"/people/\d+/disclosures/papers/discrepancies(/\d+)?": "what nobody reports, nobody can see",
    r"/institutions/\d+/integrity": "RS-GEN-01 is advisory",
    r"/institutions/[12]/(desk|routine|roster)(/.*)?": "平時 and the roster are asked of the lead; a joint"
    " institution manages its own (RS-SCP-03)",
    r"/measures/\d+/indicators/\d+": "the FA accepted the judgement, so that no measure is needed (RS-MT-00)",
    r"/data/managed/entries/\d+/note": "a note",
    r"/data/dmp/.*": "optional in maDMP 1.2; the source asks for the DMP and its managed data",
    r"/(scope/adjustment|requests|people/\d+/disclosures/career)/reason": "a reason for `none` is"
    " welcome, and required only where a requirement says so",
}
"""Places whose loss may leave `prepared`, as patterns of pointers, each with its reason."""


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every key, and every item that is not one of several records, of the document."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield (*path, key)
            yield from places(part, (*path, key))
    elif isinstance(value, list):
        for i, part in enumerate(value):
            if not isinstance(part, dict) or len(value) == 1:
                yield (*path, i)
            yield from places(part, (*path, i))


def without(facts: Any, path: Path) -> Any:
    *parents, last = path
    at = facts
    for key in parents:
        at = at[key]
    del at[last]
    return facts


def replaced(facts: Any, path: Path, value: object) -> Any:
    *parents, last = path
    at = facts
    for key in parents:
        at = at[key]
    at[last] = value
    return facts


def wrong_type(value: object) -> object:
    return {"wrong": 1} if isinstance(value, (str, list)) else "wrong"


def value_at(facts: Any, path: Path) -> Any:
    for key in path:
        facts = facts[key]
    return facts


class Judge:
    """Reads and evaluates changed facts; says whether they come out prepared."""

    def __init__(self, engine: WasmEngine, bundle: Bundle) -> None:
        self.engine, self.bundle = engine, bundle

    def prepared(self, facts: Any) -> bool:
        try:
            read = read_facts(orjson.dumps(facts))
        except InvalidInputError:
            return False
        document = assemble(read, as_of=date.fromisoformat(AS_OF))
        evaluation = self.engine.evaluate(self.bundle, document.canonical)
        return str(evaluation.result["outcome"]) == "prepared"


@pytest.fixture(scope="module")
def judge(engine: WasmEngine, bundle: Bundle) -> Judge:
    return Judge(engine, bundle)


@pytest.fixture(scope="module")
def complete() -> Any:
    return load_yaml(COMPLETE)


def optional(path: Path) -> bool:
    return any(re.fullmatch(pattern, pointer(path)) for pattern in OPTIONAL)


def test_the_complete_application_is_prepared(judge: Judge, complete: Any) -> None:
    assert judge.prepared(complete)


def test_deleting_any_one_fact_never_leaves_prepared(judge: Judge, complete: Any) -> None:
    survived = [
        pointer(path)
        for path in places(complete)
        if not optional(path) and judge.prepared(without(copy.deepcopy(complete), path))
    ]
    assert survived == []


def test_a_null_or_a_wrong_type_never_leaves_prepared(judge: Judge, complete: Any) -> None:
    survived = []
    for path in places(complete):
        original = value_at(complete, path)
        for wrong in (None, wrong_type(original)):
            replaced(complete, path, wrong)
            if judge.prepared(complete):
                survived.append((pointer(path), wrong))
        replaced(complete, path, original)
    assert survived == []


def test_each_optional_place_is_there_and_is_optional(judge: Judge, complete: Any) -> None:
    for pattern in OPTIONAL:
        matching = [path for path in places(complete) if re.fullmatch(pattern, pointer(path))]
        assert matching, f"{pattern} names nothing in the complete application"
        assert any(judge.prepared(without(copy.deepcopy(complete), path)) for path in matching), (
            f"{pattern} counts after all: take it out of OPTIONAL"
        )


@pytest.mark.parametrize(
    "place",
    [
        ("people", 2, "employment"),
        ("data", "dmp", "dmp", "dataset", 0, "dataset_id", "identifier"),
        ("people", 0, "disclosures", "papers", "discrepancies", 0, "disposition"),
        ("institutions", 0, "desk"),
    ],
    ids=pointer,
)
def test_what_looks_like_an_optional_place_and_is_none_counts(
    judge: Judge, complete: Any, place: Path
) -> None:
    assert not judge.prepared(without(copy.deepcopy(complete), place))
