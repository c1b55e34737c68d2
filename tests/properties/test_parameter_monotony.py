"""A parameter that moves in its direction never makes anything look better.

Each parameter of each program is moved the way that its METADATA allows a program to move it, and put to the program's
applications and to cases of the requirements that read it: to two of each, one with something left to do; in a long run
to all. The one exception: a point that the procedure leaves
open is settled by the program that decides it, so that setting what was not set may close what says so (LEFT_OPEN).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from tejun.authoring import catalog
from tejun.authoring.source import is_program_path, requirement_packages, tightening_packages
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.policytest import with_data

from tests.support.cases import PROGRAM, PROGRAMS, load_cases, source_of
from tests.support.judged import (
    CellDecision,
    Improvement,
    Question,
    application_questions,
    better_cells,
    better_outcome,
    case_question,
    evaluated,
    group_of,
    in_threads,
    input_document,
    left_to_do,
)
from tests.support.sample import Sample

EVERY_CASE = Sample(None)

pytestmark = [pytest.mark.opa, pytest.mark.slow, pytest.mark.timeout(300)]

LEFT_OPEN = {
    ("RS-TIM-01", "no_due_date"): "the call sets no date",
    (
        "RS-TIM-01",
        "call_differs",
    ): "the application enters a day of the call that the edition has not, or has otherwise",
    ("RS-P1-01c", "look_back_not_defined"): "no look-back period is defined",
    ("RS-P1-03", "look_back_not_defined"): "the same",
    (
        "RS-STP-03",
        "not_agreed",
    ): "a measure is agreed by an answer of the FA, or because the program prescribes it",
    ("RS-STP-03", "fa_answer_older"): "the same, where an answer on the measure has ended since",
    ("RS-STP-05", "interval_not_defined"): "the interval of the follow-up is not defined",
    ("RS-STP-05", "absent"): "nothing is asked for before the first interval is over",
    ("RS-STP-05", "not_checked"): "the same, of a measure that others were checked beside",
    ("RS-DD-05", "rule_not_defined"): "personal data: 別途検討中",
    ("RS-P1-07", "lists_not_named"): "which lists: the program names them",
    ("RS-C2-03", "lists_not_named"): "the same",
    ("OM-03", "lists_not_named"): "a program's own requirement on the same point",
    ("RS-RA-02", "not_shared"): "the FA shares no cases",
    ("RS-MT-08", "not_shared"): "the same",
}
"""Requirements, each with a reason by which it waits for the program, and why in the source's words."""

OLDER = {
    (
        "RS-STP-02",
        "judged_before",
    ): "a run that does not count is nothing that came after the judgement",
    ("RS-SCP-02", "checked_before"): "nor after the check of a joint institution",
    ("RS-SCP-03", "completed_before"): "nor after the part that it completed",
}
"""Requirements, each with a reason by which an act is older than what came since. What came since is asked for again
where it does not count any more: the worse of the two is the whole."""

SUMS_UP = "RS-C2-05"
"""The requirement that sums up the items of (1) for a co-PI: it is as open as they are."""

CASES = load_cases()
PARAMETERS = [
    (program, name) for program in PROGRAMS for name in source_of(program).config["parameters"]
]


@cache
def declared(program: str) -> dict[str, Any]:
    """The parameters of a program's requirements, as their METADATA declare them."""
    source = source_of(program)
    found: dict[str, Any] = {}
    for metadata in (*requirement_packages(source), *tightening_packages(source)):
        found |= catalog.declared_parameters(source, metadata)
    return found


def readers(program: str, name: str) -> set[str]:
    """The ids of the requirements that read the parameter, and of those that it tightens."""
    source = source_of(program)
    return {
        metadata.custom[key]
        for metadata in (*requirement_packages(source), *tightening_packages(source))
        if name in catalog.declared_parameters(source, metadata)
        for key in ("id", "tightens")
        if key in metadata.custom
    }


def read_by_the_procedure(program: str, name: str) -> bool:
    source = source_of(program)
    return any(
        name in catalog.declared_parameters(source, metadata)
        for metadata in requirement_packages(source)
        if not is_program_path(metadata.path)
    )


def moved(direction: str, value: Any) -> Iterator[Any]:
    """Values that lie from this one in the direction."""
    match direction, value:
        case "increase", int():
            yield from (value + 1, value * 3)
        case "decrease", int():
            yield from (value - 1, value // 3)
        case "decrease", str():
            day = date.fromisoformat(value)
            yield from ((day - timedelta(days=days)).isoformat() for days in (1, 30, 400))
        case "add", list():
            yield [*value, "data_access", "q01", "ZZ"]
        case "add", dict():
            yield {key: [*lists, "another"] for key, lists in value.items()}
            yield {key: [*lists, "un-consolidated-example"] for key, lists in value.items()}
            yield {**value, "ZZ": ["another"]}
        case "set", _:
            return
        case _:
            raise AssertionError(f"no way to move {value!r} in the direction {direction}")


def questions(program: str, name: str, bundle: Bundle, sample: Sample) -> list[Question]:
    """What the parameter may bear on: the program's applications, cases of what reads it."""
    read_by = readers(program, name)
    own = [case for case in CASES if case.program == program and case.requirement in read_by]
    cases = sample.of(own, lambda case: (group_of(case), left_to_do(case)))
    return [
        *application_questions(program, bundle),
        *(case_question(case, bundle) for case in cases),
    ]


def params(question: Question) -> dict[str, Any]:
    found: dict[str, Any] = question.bundle.data[question.bundle.root]["params"]
    return found


def with_params(question: Question, changed: dict[str, Any]) -> Question:
    return replace(question, bundle=with_data(question.bundle, params=changed))


def setting_to(question: Question, name: str, value: Any) -> Question:
    return with_params(question, {**params(question), name: value})


def waited(better: Improvement) -> bool:
    """Whether it was the program's to decide."""
    return (better.cell[0], better.reason_before) in LEFT_OPEN


def is_asked_for_again(better: Improvement, before: CellDecision, after: CellDecision) -> bool:
    """Whether what was newer than the act does not count any more, and is missing at another cell instead."""
    missing = "missing_information"
    return (better.cell[0], better.reason_before) in OLDER and any(
        after.cells.get(cell, {}).get("status") == missing and old["status"] != missing
        for cell, old in before.cells.items()
    )


def improved(engine: WasmEngine, before: Question, afters: Iterable[Question]) -> list[str]:
    """What looks better than before, though the program has only decided a point or tightened it."""
    document = input_document(before)
    assert document is not None
    was = evaluated(engine, before.bundle, document)
    told: list[str] = []
    for after in afters:
        now = evaluated(engine, after.bundle, document)
        better = better_cells(was, now)
        settled = any(waited(cell) for cell in better)
        told += [
            f"{before.name} {cell.cell}: {cell.reason_before} → {cell.reason_after}"
            for cell in better
            if not waited(cell)
            and not (settled and cell.cell[0] == SUMS_UP)
            and not is_asked_for_again(cell, was, now)
        ]
        if better_outcome(was, now) and not settled:
            told.append(f"{before.name}: {was.outcome} → {now.outcome}")
    return told


@pytest.mark.parametrize(("program", "name"), PARAMETERS)
def test_moving_a_parameter_in_its_direction_never_looks_better(
    program: str, name: str, *, bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    direction = declared(program)[name]["direction"]

    def found(question: Question) -> list[str]:
        values = moved(direction, params(question)[name]) if name in params(question) else ()
        return improved(engine, question, (setting_to(question, name, value) for value in values))

    asked = questions(program, name, bundles[program], sample)
    assert [said for some in in_threads(found, asked) for said in some] == []


@pytest.mark.parametrize(
    ("program", "name"),
    [parameter for parameter in PARAMETERS if read_by_the_procedure(*parameter)],
)
def test_setting_a_parameter_settles_only_what_was_left_to_the_program(
    program: str, name: str, *, bundles: dict[str, Bundle], engine: WasmEngine, sample: Sample
) -> None:
    def found(question: Question) -> list[str]:
        others = {key: value for key, value in params(question).items() if key != name}
        return improved(engine, with_params(question, others), [question])

    asked = questions(program, name, bundles[program], sample)
    assert [said for some in in_threads(found, asked) for said in some] == []


# --- the gate itself ---------------------------------------------------------------------------


def test_a_parameter_that_moves_against_its_direction_is_caught(
    bundles: dict[str, Bundle], engine: WasmEngine
) -> None:
    name = "papers_look_back_years"
    assert declared(PROGRAM)[name]["direction"] == "increase"
    found = [
        said
        for question in questions(PROGRAM, name, bundles[PROGRAM], EVERY_CASE)
        for said in improved(engine, question, [setting_to(question, name, 1)])
    ]
    assert any("RS-P1-03/period_too_short" in said for said in found), found


def test_each_point_left_open_is_one_that_a_program_settles(bundles: dict[str, Bundle]) -> None:
    reasons = {
        (requirement["id"], code)
        for bundle in bundles.values()
        for requirement in bundle.catalog["requirements"]
        for code in requirement["reasons"]
    }
    assert LEFT_OPEN.keys() - reasons == set()
