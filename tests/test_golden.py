"""Each program's whole applications come out as their golden decisions say, whichever engine decides.

`make golden` writes the golden decisions anew; a person reads the difference before it is kept.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tejun import canonical
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Engine
from tejun.model.intake import read_facts
from tejun.policytest import golden_file, golden_text
from tejun.registry import Registry
from tejun.terms import HOLDS

from tests.cli.support import AS_OF, tejun
from tests.support import golden
from tests.support.cases import PROGRAMS, load_yaml, whole_applications
from tests.support.opa import opa_engine

APPLICATIONS = [path for program in PROGRAMS for path in whole_applications(program)]


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.fixture(scope="module")
def engines(every_edition: Registry, engine: WasmEngine) -> Iterator[dict[str, Engine]]:
    """The embedded engine, and one with an OPA of its own that holds the editions of all programs."""
    with opa_engine(every_edition.all_bundles()) as opa:
        yield {"embedded": engine, "opa": opa}


@pytest.mark.parametrize("name", ["embedded", "opa"])
@pytest.mark.parametrize("application", APPLICATIONS, ids=named)
def test_an_application_comes_out_as_its_golden_decision_says_digest_included(
    application: Path, name: str, every_edition: Registry, engines: dict[str, Engine]
) -> None:
    decision = golden.decided(application, every_edition, engines[name]).decision
    assert golden_text(application, decision) == golden_file(application).read_text("utf-8")


@pytest.mark.parametrize("application", APPLICATIONS, ids=named)
def test_tejun_check_gives_the_golden_decision(application: Path) -> None:
    expected = load_yaml(golden_file(application))
    whole = application.stem == "complete"  # of each program one as a process of its own
    run = tejun("check", application, *AS_OF, "--format", "json", own_process=whole)
    decision = json.loads(run.stdout)["decision"]
    assert decision["digests"]["result"] == expected["result"]
    assert run.returncode == (0 if expected["outcome"] in HOLDS else 1)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_has_applications_that_are_prepared_that_wait_and_that_must_act(
    program: str,
) -> None:
    files = [golden_file(path) for path in whole_applications(program)]
    outcomes = {load_yaml(file)["outcome"] for file in files}
    assert outcomes >= {"prepared", "consultation_required"}
    assert outcomes & {"action_required", "information_required"}


WAITING = [
    path
    for path in APPLICATIONS
    if "outcome: consultation_required" in golden_file(path).read_text("utf-8")
]


@pytest.mark.parametrize("application", WAITING, ids=named)
def test_what_waits_for_the_funding_agency_waits_for_nothing_else(
    application: Path, every_edition: Registry, engine: WasmEngine
) -> None:
    waiting = golden.decided(application, every_edition, engine).decision
    topics = [
        *({"indicator": indicator["key"]} for indicator in waiting["indicators"]),
        *(
            {"requirement": finding["requirement"], "subject": finding["subject"]}
            for finding in waiting["findings"]
            if finding["status"] == "consult_fa"
        ),
    ]
    answers = [
        {
            "about": [topic],
            "id": f"answer-{i}",
            "result": "accepted",
            "on": waiting["as_of"],
            "by": "資金配分機関",
            "reference": "第1号",
            "reason": "差し支えない。",
        }
        for i, topic in enumerate(topics)
    ]
    facts = load_yaml(application)
    facts["determinations"] = [*facts.get("determinations", []), *answers]
    facts["requests"]["declared"]["on"] = waiting["as_of"]  # that it asked no more is said since
    answered = golden.decided_on(
        read_facts(canonical.dumps(facts)), every_edition, engine, program=waiting["program"]
    )
    assert answered.decision["outcome"] == "prepared"


def test_a_decision_that_differs_in_one_cell_is_not_the_golden_one(
    every_edition: Registry, engine: WasmEngine
) -> None:
    application = APPLICATIONS[0]
    decision = golden.decided(application, every_edition, engine).decision
    decision["findings"][0]["reason"] += "_otherwise"
    assert golden_text(application, decision) != golden_file(application).read_text("utf-8")
