"""Outcomes that reasons bring about by themselves: who may declare them, what follows, and that none is smuggled in."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tejun.authoring import lint
from tejun.authoring.build import build_archive
from tejun.authoring.catalog import build_catalog
from tejun.authoring.data import data_document
from tejun.authoring.effects import effects_of_base
from tejun.authoring.source import read_source
from tejun.bundle.archive import Bundle, read_archive
from tejun.bundle.effects import effects_agree, effects_of
from tejun.decide import decide_with_bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import BundleError, EvaluationError
from tejun.model.intake import Facts, read_facts
from tejun.policytest import with_data

from tests.support.altered import requirement, with_catalog
from tests.support.bundles import TREE, write_policies, write_tree
from tests.support.cases import COMPLETE, POLICIES, PROGRAM

PAPERS = "procedure/people/papers/papers.rego"
TIGHTENING_FILE = "programs/tiny-2026/stricter.rego"
OWN = "programs/tiny-2026/own.rego"
COLLECTED = "lib/collected.rego"

OUTSIDE = """#     outside:
#       status: not_applicable
#       outcome: out_of_scope
#       message: {ja: 対象外です, en: it is out of scope}
"""
DECLARED = TREE[PAPERS].replace("#     too_short:\n", f"{OUTSIDE}#     too_short:\n")
"""The requirement of the small tree, with a reason that ends the scope."""

PROGRAMS_OWN = DECLARED.replace("id: RS-P1-03", "id: TP-02").replace(
    "package policy.procedure.people.papers", "package policy.program.own"
)


def problems(folder: Path, changed: Mapping[str, str]) -> list[str]:
    write_tree(folder, changed)
    with pytest.raises(BundleError) as caught:
        lint.check_sources(read_source(folder, "tiny-2026"), folder)
    assert all(place.message.in_("ja") for place in caught.value.places)
    return [f"{place.pointer}: {place.message.in_('en')}" for place in caught.value.places]


# --- declared in METADATA ----------------------------------------------------------------------


def test_a_requirement_of_the_procedure_declares_one(tmp_path: Path) -> None:
    folder = write_tree(tmp_path, {PAPERS: DECLARED})
    source = read_source(folder, "tiny-2026")
    lint.check_sources(source, folder)
    [entry] = build_catalog(source)["requirements"]
    assert entry["reasons"]["outside"]["outcome"] == "out_of_scope"
    assert data_document(source)["effects"] == {"RS-P1-03": {"outside": "out_of_scope"}}


MISPLACED = {
    "by a program's own requirement": (OWN, PROGRAMS_OWN, "only a requirement of the procedure"),
    "by a program's tightening": (
        TIGHTENING_FILE,
        TREE[TIGHTENING_FILE].replace("status: unsatisfied", "status: unsatisfied\n#       outcome: replaced"),
        "only a requirement of the procedure",
    ),
    "in lib": (
        COLLECTED,
        TREE[COLLECTED].replace("status: satisfied", "status: satisfied\n#       outcome: replaced"),
        "not for a reason of lib",
    ),
    "by what does not bind": (
        PAPERS,
        DECLARED.replace("enforcement: binding", "enforcement: advisory", 1),
        "only for a requirement with enforcement binding",
    ),
    "by what is asked of each person": (
        PAPERS,
        DECLARED.replace("subjects: [application]", "subjects: [person]"),
        "and subjects [application]",
    ),
    "with the status of the other one": (
        PAPERS,
        DECLARED.replace("outcome: out_of_scope", "outcome: replaced"),
        "reasons/outside/outcome: replaced is for a reason with the status satisfied",
    ),
    "with something left to do": (
        PAPERS,
        TREE[PAPERS].replace("status: unsatisfied", "status: unsatisfied\n#       outcome: out_of_scope"),
        "reasons/too_short/outcome: out_of_scope is for a reason with the status not_applicable",
    ),
    "that is on the scale": (
        PAPERS,
        DECLARED.replace("outcome: out_of_scope", "outcome: prepared"),
        "reasons/outside/outcome: ",
    ),
    "that is a list": (
        PAPERS,
        DECLARED.replace("outcome: out_of_scope", "outcome: [out_of_scope]"),
        "reasons/outside/outcome: ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISPLACED)
def test_one_is_refused(name: str, tmp_path: Path) -> None:
    path, text, message = MISPLACED[name]
    assert text != TREE.get(path), "the mutation must hit"
    refusals = problems(tmp_path, {path: text})
    assert any(refusal.startswith(f"{path}: ") and message in refusal for refusal in refusals), (
        refusals
    )


# --- read from a catalog -----------------------------------------------------------------------


def entry(**more: Any) -> dict[str, Any]:
    reason = {"status": "satisfied", "outcome": "replaced", **more.pop("reason", {})}
    return {
        "id": "R",
        "layer": "procedure",
        "enforcement": "binding",
        "subjects": ["application"],
        "reasons": {"r": reason, "other": {"status": "satisfied"}},
        **more,
    }


def test_what_the_procedure_declares_counts() -> None:
    assert effects_of({"requirements": [entry(), entry(id="S", reasons={})]}) == {
        "R": {"r": "replaced"}
    }


@pytest.mark.parametrize(
    "more",
    [
        {"layer": "program"},
        {"enforcement": "advisory"},
        {"subjects": ["person"]},
        {"subjects": ["application", "person"]},
        {"reason": {"by": {"id": "KP-02"}}},
        {"reason": {"status": "unsatisfied"}},
        {"reason": {"status": "not_applicable"}},
        {"reason": {"outcome": "prepared"}},
        {"reason": {"outcome": None}},
    ],
)
def test_whatever_else_an_archive_declares_does_not(more: dict[str, Any]) -> None:
    assert effects_of({"requirements": [entry(**more)]}) == {}


def test_the_real_editions_declare_these_ways_and_their_data_agree(
    bundles: dict[str, Bundle],
) -> None:
    for bundle in bundles.values():
        effects = effects_of(bundle.catalog)
        assert effects == {
            "RS-DES-01": {"not_designated": "out_of_scope"},
            "RS-DES-02": {"not_competitive_research_fund": "out_of_scope"},
            "RS-TIM-01": {"not_chosen": "out_of_scope", "not_chosen_reported": "out_of_scope"},
            "RS-O5-02": {"accepted": "replaced", "accepted_within_limits": "replaced"},
        }
        assert bundle.data[bundle.root]["effects"] == effects


def test_data_and_catalog_of_an_archive_cannot_differ(bundle: Bundle) -> None:
    """Be it the one or the other that was changed, and whatever revision it then has."""
    data = bundle.data[bundle.root]
    [name, codes] = next(iter(effects_of(bundle.catalog).items()))
    [code] = codes
    silent = with_catalog(bundle, requirement(bundle, name, "reasons", code, "outcome"), None)
    assert effects_agree(bundle.catalog, data)
    assert not effects_agree(silent.catalog, data)
    assert not effects_agree(bundle.catalog, {**data, "effects": {}})
    assert not effects_agree(
        bundle.catalog, {**data, "effects": {**data["effects"], "X": {"x": "replaced"}}}
    )


# --- smuggled in -------------------------------------------------------------------------------

NOW = datetime(2026, 11, 20, tzinfo=UTC)
DAY = date(2026, 11, 20)
WHOLE = ["application"]
SECURITY_PLAN = f"programs/{PROGRAM}/security_plan.rego"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts(COMPLETE.read_bytes(), "yaml")


@pytest.fixture
def with_a_way_out(opa: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bundle:
    """The edition whose program declares that its own requirement replaces the procedure; the lint did not look."""
    monkeypatch.setattr(lint, "check_sources", lambda *_, **__: None)
    text = (POLICIES / SECURITY_PLAN).read_text("utf-8")
    declared = text.replace(
        "#       status: satisfied\n", "#       status: satisfied\n#       outcome: replaced\n"
    )
    assert declared != text
    folder = write_policies(tmp_path / "policies", {SECURITY_PLAN: declared})
    return read_archive(build_archive(folder, PROGRAM, opa=opa))


@pytest.mark.opa
def test_a_way_out_of_a_programs_own_that_slips_past_the_lint_leads_nowhere(
    with_a_way_out: Bundle, bundle: Bundle, facts: Facts, engine: WasmEngine
) -> None:
    entries = {entry["id"]: entry for entry in with_a_way_out.catalog["requirements"]}
    assert entries["KP-01"]["reasons"]["in_place"]["outcome"] == "replaced"
    assert (
        with_a_way_out.data[with_a_way_out.root]["effects"] == bundle.data[bundle.root]["effects"]
    )
    decision = decide_with_bundle(facts, with_a_way_out, engine, as_of=DAY, now=NOW).decision
    assert decision["outcome"] == "prepared"


def test_rules_take_no_way_out_that_only_a_program_could_give(
    bundle: Bundle, facts: Facts, engine: WasmEngine
) -> None:
    forged = with_data(bundle, effects={"KP-01": {"in_place": "replaced"}})
    decision = decide_with_bundle(facts, forged, engine, as_of=DAY, now=NOW).decision
    assert decision["outcome"] == "prepared"


def test_what_the_data_alone_declare_is_no_decision(
    bundle: Bundle, facts: Facts, engine: WasmEngine
) -> None:
    """The examination works the outcome out from the catalog, whatever the rules were given."""
    forged = with_data(bundle, effects={"RS-P1-03": {"provided": "replaced"}})
    with pytest.raises(EvaluationError, match="“replaced” is not “prepared”"):
        decide_with_bundle(facts, forged, engine, as_of=DAY, now=NOW)


def test_what_the_catalog_alone_declares_is_no_decision(
    bundle: Bundle, facts: Facts, engine: WasmEngine
) -> None:
    decision = decide_with_bundle(facts, bundle, engine, as_of=DAY, now=NOW).decision
    asked = {item["id"] for item in bundle.catalog["requirements"] if item["subjects"] == WHOLE}
    finding = next(
        finding
        for finding in decision["findings"]
        if finding["requirement"] in asked
        and (finding["status"], finding["enforcement"]) == ("satisfied", "binding")
        and finding["layer"] == "procedure"
    )
    pointer = requirement(bundle, finding["requirement"], "reasons", finding["reason"], "outcome")
    forged = with_catalog(bundle, pointer, "replaced")
    with pytest.raises(EvaluationError, match="“prepared” is not “replaced”"):
        decide_with_bundle(facts, forged, engine, as_of=DAY, now=NOW)


# --- of the base that is known here --------------------------------------------------------------


def test_the_base_here_brings_about_what_the_editions_on_it_do(bundle: Bundle) -> None:
    assert effects_of_base(bundle.base) == effects_of(bundle.catalog)


def test_a_base_that_is_not_here_or_cannot_be_read_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert effects_of_base("procedure-1999-01-01") is None
    monkeypatch.chdir(tmp_path)
    write_tree(tmp_path / "policies", {PAPERS: DECLARED})
    assert effects_of_base("procedure-2025-06-11") == {"RS-P1-03": {"outside": "out_of_scope"}}
    (tmp_path / "policies" / PAPERS).write_bytes(b"\xff")
    assert effects_of_base("procedure-2025-06-11") is None
