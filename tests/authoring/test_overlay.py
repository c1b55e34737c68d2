"""A program's author who tries to loosen the procedure: refused when the edition is built, harmless where it is not.

What an overlay that was built does to decisions is held in `tests/properties/test_overlay_monotony.py`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from tejun.authoring import lint
from tejun.authoring.build import build_archive
from tejun.authoring.checks import gate
from tejun.authoring.source import Source, read_source
from tejun.bundle.archive import Bundle, read_archive
from tejun.decide.assemble import InputDocument, assemble
from tejun.decide.examine import examine
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import BundleError, EvaluationError
from tejun.model.intake import read_facts

from tests.support.bundles import TREE, write_policies, write_tree
from tests.support.cases import AS_OF, POLICIES, PROGRAM, complete, source_of
from tests.support.judged import Cell, evaluated
from tests.support.places import with_value

TIGHTENING_FILE = "programs/tiny-2026/stricter.rego"
CONFIG = "programs/tiny-2026/program.yaml"
PACKAGE = "package policy.program.stricter"


def problems(source: Source, folder: Path) -> list[str]:
    with pytest.raises(BundleError) as caught:
        lint.check_sources(source, folder)
    return [place.message.in_("en") for place in caught.value.places]


# --- refused -----------------------------------------------------------------------------------

LOOK_ALIKE = """package policy["procedure"].people.papers

said := `
package policy.program.stricter
`
"""

OTHERWISE = "{type: integer, direction: decrease, description: {ja: 年数, en: years}}"

RELAXATIONS = {
    "a rule added to a package of the procedure": (
        PACKAGE,
        "package policy.procedure.people.papers",
        "must be policy.program.stricter",
    ),
    "a rule added to a package of lib": (
        PACKAGE,
        "package policy.lib.verdict",
        "must be policy.program.stricter",
    ),
    "a rule added to the entrypoint": (
        PACKAGE,
        "package policy.decision",
        "must be policy.program.stricter",
    ),
    "a package of the procedure that looks like the program's own": (
        PACKAGE,
        LOOK_ALIKE,
        "There is no METADATA",
    ),
    "a package behind blanks": (PACKAGE, f" {PACKAGE}", "There is no METADATA"),
    "a requirement of the procedure stated anew": (
        "id: TP-01",
        "id: RS-P1-03",
        "The id RS-P1-03 is used in",
    ),
    "a tightening that satisfies": (
        "status: unsatisfied",
        "status: satisfied",
        "reasons/stricter/status",
    ),
    "a tightening that does not apply": (
        "status: unsatisfied",
        "status: not_applicable",
        "reasons/stricter/status",
    ),
    "a tightening that does not bind": (
        "enforcement: binding",
        "enforcement: advisory",
        "enforcement",
    ),
    "a parameter of the procedure declared otherwise": (
        "#   effective_from",
        f"#   parameters: {{look_back_years: {OTHERWISE}}}\n#   effective_from",
        "parameters/look_back_years: another requirement declares it",
    ),
}


@pytest.mark.parametrize("name", RELAXATIONS)
def test_an_overlay_that_loosens_is_refused(name: str, tmp_path: Path) -> None:
    old, new, message = RELAXATIONS[name]
    assert TREE[TIGHTENING_FILE].count(old) == 1, "the mutation must hit exactly one place"
    folder = write_tree(tmp_path, {TIGHTENING_FILE: TREE[TIGHTENING_FILE].replace(old, new)})
    messages = problems(read_source(folder, "tiny-2026"), folder)
    assert any(message in text for text in messages), messages


VALUES: dict[str, Any] = {
    "papers_look_back_years": 0,
    "funding_look_back_years": -5,
    "risk_management_due": "追って通知する。",
    "funding_look_back_from": "令和5年4月1日",
    "personal_data_rule": " ",
    "person_lists": {"JP": "jp-persons-example", "UN": ["un-consolidated-example"]},
    "entity_lists": {"JP": ["jp-persons-example"], "UN": []},
}


@pytest.mark.parametrize("name", VALUES)
def test_a_parameter_whose_value_would_settle_a_point_without_deciding_it_is_refused(
    name: str,
) -> None:
    sound = source_of(PROGRAM)
    wrong = {**sound.config["parameters"], name: VALUES[name]}
    source = replace(sound, config={**sound.config, "parameters": wrong})
    messages = problems(source, POLICIES)
    assert len(messages) == 1
    assert messages[0].startswith(f"parameters/{name}")


# --- harmless ----------------------------------------------------------------------------------

MILD = """package policy.program.mandatory_training

id := "KP-02"

mild(status) := {
	"requirement": "RS-STP-01",
	"subject": "application",
	"status": status,
	"reason": "done",
	"params": {},
	"reads": [],
	"layer": "program",
	"enforcement": "advisory",
}

"""
COLLECTION: Cell = ("RS-STP-01", "application")


def document() -> InputDocument:
    """The complete application, but ① was not carried out: RS-STP-01 is unsatisfied."""
    declared = {"by": "青葉理工大学 研究推進部", "on": "2026-10-26"}
    not_done = {"state": "none", "declared": declared}
    facts = with_value(complete(PROGRAM), ("process", "collection"), not_done)
    return assemble(read_facts(orjson.dumps(facts)), as_of=date.fromisoformat(AS_OF))


@pytest.fixture
def built(opa: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Bundle]:
    """Builds the program with such a package in the place of one of its own, past every check."""
    monkeypatch.setattr(lint, "check_sources", lambda *_, **__: None)
    monkeypatch.setattr(gate, "check_rego", lambda *_, **__: None)
    path = f"programs/{PROGRAM}/mandatory_training.rego"
    head = (POLICIES / path).read_text("utf-8").partition("package ")[0]

    def build_with(rule: str) -> Bundle:
        folder = write_policies(tmp_path / "policies", {path: head + MILD + rule})
        return read_archive(build_archive(folder, PROGRAM, opa=opa))

    return build_with


@pytest.mark.opa
def test_a_mild_tightening_that_slips_past_the_checks_changes_nothing(
    built: Callable[[str], Bundle], bundle: Bundle, engine: WasmEngine
) -> None:
    content = document().canonical
    mild = built('tightenings := [mild(status) | some status in ["satisfied", "consult_fa"]]\n')
    after = evaluated(engine, mild, content)
    assert after.cells[COLLECTION] == evaluated(engine, bundle, content).cells[COLLECTION]
    assert after.cells[COLLECTION]["enforcement"] == "binding"
    assert after.outcome == "action_required"


@pytest.mark.opa
def test_a_finding_of_the_procedure_stated_twice_is_no_decision(
    built: Callable[[str], Bundle], engine: WasmEngine
) -> None:
    twice = built('findings := [mild("satisfied")]\n')
    result = engine.evaluate(twice, document().canonical).result
    assert result["outcome"] == "action_required"
    with pytest.raises(EvaluationError):
        examine(result, twice, document().value["facts"])
