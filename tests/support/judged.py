"""What an edition decides of facts, cell by cell, and whether one decision is better than another.

Always holds: facts that a test changed reach the engine only through the intake, as a submitter's do; what it refuses
has no decision.

May not know: why a decision may be better.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar

import jsonschema_rs
import orjson
from tejun.bundle.archive import Bundle
from tejun.decide.assemble import assemble
from tejun.engine.protocol import Engine
from tejun.errors import InvalidInputError
from tejun.model.intake import facts_schema_text, read_facts
from tejun.policytest import Case, with_overrides
from tejun.terms import HOLDS, Mode

from tests.support.cases import AS_OF, load_yaml, whole_applications

STATUS_RANK = {
    "not_applicable": 0,
    "satisfied": 0,
    "consult_fa": 1,
    "missing_information": 2,
    "unsatisfied": 3,
}
"""How bad a status is; the two that leave nothing to do count the same."""

OUTCOME_RANK: dict[str, int] = {
    **dict.fromkeys(HOLDS, 0),
    "consultation_required": 1,
    "information_required": 2,
    "action_required": 3,
}
"""How bad an outcome is; those of HOLDS (prepared, replaced, out_of_scope), for which `tejun check` exits with 0, count
the same."""

Cell = tuple[str, str]
"""The id of a requirement and the subject that it is asked of: each such pair has one finding at most."""

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Question:
    """Facts put to an edition, with the day, the mode and, as `fa`, what the funding agency itself recorded."""

    name: str
    bundle: Bundle
    facts: dict[str, Any]
    as_of: str = AS_OF
    mode: Mode = "precheck"
    fa: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class CellDecision:
    """The outcome, and the finding of every cell."""

    outcome: str
    cells: Mapping[Cell, Mapping[str, Any]]


@dataclass(frozen=True)
class Improvement:
    """A cell whose status is less severe after a change; `…_after` are '' where it has no finding any more."""

    cell: Cell
    status_before: str
    reason_before: str
    status_after: str
    reason_after: str


def application_questions(program: str, bundle: Bundle) -> list[Question]:
    """The whole applications of a program, by the file's name."""
    paths = whole_applications(program)
    return [Question(path.stem, bundle, load_yaml(path)) for path in paths]


def case_question(case: Case, bundle: Bundle) -> Question:
    """The case's input, put to the bundle with what the case sets of the program."""
    document = case.input
    return Question(
        case.name,
        with_overrides(bundle, case),
        document["facts"],
        document["as_of"],
        document["mode"],
        document["fa"],
    )


def group_of(case: Case) -> str:
    """The group of its requirement: RS-P1, of RS-P1-03."""
    return case.requirement.rpartition("-")[0]


def left_to_do(case: Case) -> bool:
    """Whether the finding that the case expects leaves something to do."""
    return STATUS_RANK[case.expect["status"]] > 0


@cache
def _facts_validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(facts_schema_text(), validate_formats=True)


def decide(engine: Engine, question: Question) -> CellDecision | None:
    """What the edition decides; None where the intake refuses the facts."""
    document = input_document(question)
    return None if document is None else evaluated(engine, question.bundle, document)


def input_document(question: Question) -> bytes | None:
    """The bytes that the policy reads; None where the intake refuses the facts."""
    # The schema that the intake holds facts to; a plain yes or no is ten times as fast as its error messages.
    if not _facts_validator().is_valid(question.facts):
        return None
    try:
        facts = read_facts(orjson.dumps(question.facts))
    except InvalidInputError:
        return None
    return assemble(
        facts,
        as_of=date.fromisoformat(question.as_of),
        mode=question.mode,
        fa=dict(question.fa or {}),
    ).canonical


def evaluated(engine: Engine, bundle: Bundle, document: bytes) -> CellDecision:
    """What the edition decides of an input document."""
    result = engine.evaluate(bundle, document).result
    cells = {
        (finding["requirement"], finding["subject"]): finding for finding in result["findings"]
    }
    return CellDecision(result["outcome"], cells)


def in_threads(make: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """The results, in the order of the items.

    WebAssembly lets go of Python's lock, so that two threads keep two cores busy.
    """
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(make, items))


def better_cells(before: CellDecision, after: CellDecision) -> list[Improvement]:
    """The cells that came closer to holding; among them those that had something left to do and are gone."""
    return [
        Improvement(
            cell, old["status"], old["reason"], new.get("status", ""), new.get("reason", "")
        )
        for cell, old in before.cells.items()
        for new in [after.cells.get(cell, {})]
        if STATUS_RANK[old["status"]] > STATUS_RANK[new.get("status", "not_applicable")]
    ]


def better_outcome(before: CellDecision, after: CellDecision) -> bool:
    return OUTCOME_RANK[before.outcome] > OUTCOME_RANK[after.outcome]
