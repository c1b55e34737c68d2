"""The core knows no requirement by its id: whatever they are called, an edition decides and explains alike.

Two gates. An edition is built whose requirements all have other ids, and everything that can be decided with it comes
out as before, but for the ids. And no id stands in the service's code or in the entrypoint.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest
from tejun import canonical
from tejun.authoring.build import build_archive
from tejun.authoring.source import requirement_packages, tightening_packages
from tejun.bundle.archive import Bundle, read_archive
from tejun.decide import NewDecision, decide_with_bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.explain import explain, explanation_as_json
from tejun.model.intake import read_facts
from tejun.policytest import Case, matching_findings, meets_expectation, with_overrides
from tejun.terms import EFFECTS

from tests.support.bundles import write_policies
from tests.support.cases import (
    AS_OF,
    POLICIES,
    PROGRAM,
    PROGRAMS,
    ROOT,
    by_program,
    load_yaml,
    source_of,
    whole_applications,
    written_cases,
)
from tests.support.judged import in_threads
from tests.support.sample import Sample

# --- other ids ---------------------------------------------------------------------------------


@cache
def ids() -> tuple[str, ...]:
    """The ids of all programs' requirements and tightenings, in order."""
    found = {
        metadata.custom["id"]
        for program in PROGRAMS
        for metadata in (
            *requirement_packages(source_of(program)),
            *tightening_packages(source_of(program)),
        )
    }
    return tuple(sorted(found))


def replacing(names: dict[str, str]) -> Callable[[str], str]:
    known = "|".join(map(re.escape, names))
    pattern = re.compile(rf"(?<![\w-])(?:{known})(?![\w-])", re.ASCII)
    return lambda text: pattern.sub(lambda found: names[found[0]], text)


OTHER = {name: f"QX-{number:03}" for number, name in enumerate(ids())}
"""Each id with another one; in the same order, as lists that are sorted by ids stay in theirs."""

to_other = replacing(OTHER)
back = replacing({other: name for name, other in OTHER.items()})


def in_other_words(value: Any, words: Callable[[str], str] = to_other) -> Any:
    """The JSON value with the ids replaced in all its texts."""
    return json.loads(words(json.dumps(value, ensure_ascii=False)))


@pytest.fixture(scope="module")
def renamed(opa: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The program's edition, each of its requirements under another id."""
    files = [path for kind in ("rego", "yaml") for path in POLICIES.rglob(f"*.{kind}")]
    texts = {
        path.relative_to(POLICIES).as_posix(): to_other(path.read_text("utf-8")) for path in files
    }
    folder = write_policies(tmp_path_factory.mktemp("renamed") / "policies", dict(texts))
    return read_archive(build_archive(folder, PROGRAM, opa=opa))


@pytest.mark.opa
def test_no_id_is_left_in_the_renamed_edition(renamed: Bundle, bundle: Bundle) -> None:
    listed = [[entry["id"] for entry in item.catalog["requirements"]] for item in (bundle, renamed)]
    assert len(listed[0]) == len(listed[1]) > 60
    assert not {*listed[0]} & {*listed[1]}
    for path, content in renamed.files.items():
        if path.endswith((".rego", ".json")):
            assert to_other(content.decode()) == content.decode(), path


@pytest.mark.opa
@pytest.mark.timeout(300)
def test_every_case_gives_its_finding_and_outcome_under_other_ids(
    renamed: Bundle, engine: WasmEngine, sample: Sample
) -> None:
    cases = sample.of(cases_of_program(), requirement_and_outcome)
    assert len(cases_of_program()) > 250
    assert {case.expect.get("outcome") for case in cases} > {*EFFECTS}

    def look(case: Case) -> list[Any]:
        result = engine.evaluate(with_overrides(renamed, case), canonical.dumps(case.input)).result
        return (
            []
            if meets_expectation(case, result)
            else [case.name, case.expect, matching_findings(case, result)]
        )

    others = (with_other_ids(case) for case in cases)
    assert [wrong for wrong in in_threads(look, others) if wrong] == []


def cases_of_program() -> list[Case]:
    return by_program(written_cases())[PROGRAM]


def requirement_and_outcome(case: Case) -> tuple[str, str]:
    return case.requirement, case.expect.get("outcome", "")


def with_other_ids(case: Case) -> Case:
    parts = {"input": case.input, "overrides": case.overrides, "expect": case.expect}
    return replace(case, **in_other_words(parts))


# --- decided and explained ---------------------------------------------------------------------


def decided_on() -> Iterator[tuple[str, Any, Case | None]]:
    """The whole applications, and the cases with an outcome beside the scale, which may set some of the edition."""
    for path in whole_applications(PROGRAM):
        yield path.stem, load_yaml(path), None
    for case in cases_of_program():
        if case.expect.get("outcome") in EFFECTS:
            yield case.name, case.input["facts"], case


def explanations(decided: NewDecision) -> Iterator[Any]:
    """As JSON in both languages, without what names the very decision and the bundle."""
    for language in ("ja", "en"):
        told = explanation_as_json(
            explain(
                decided.decision,
                decided.bundle.catalog,
                language=language,
                document=decided.input.value,
            )
        )
        told["header"] |= {"decision": "", "revision": ""}
        yield json.loads(json.dumps(told))


@pytest.mark.opa
def test_decisions_and_their_explanations_are_alike_under_other_ids(
    renamed: Bundle, bundle: Bundle, engine: WasmEngine
) -> None:
    day = date.fromisoformat(AS_OF)
    now = datetime(day.year, day.month, day.day, tzinfo=UTC)

    def decided(facts: Any, edition: Bundle, case: Case | None) -> NewDecision:
        edition = edition if case is None else with_overrides(edition, case)
        return decide_with_bundle(
            read_facts(orjson.dumps(facts)), edition, engine, as_of=day, now=now
        )

    outcomes = set()
    for name, facts, case in decided_on():
        before = decided(facts, bundle, case)
        after = decided(in_other_words(facts), renamed, case and with_other_ids(case))
        outcomes.add(before.decision["outcome"])
        for key in ("outcome", "summary", "findings", "indicators"):
            assert before.decision[key] == in_other_words(after.decision[key], back), (name, key)
        assert [*explanations(before)] == in_other_words([*explanations(after)], back), name
    assert outcomes >= {*EFFECTS, "prepared", "action_required"}


# --- no id in the core -------------------------------------------------------------------------


def core(root: Path) -> list[Path]:
    """The files that may name no requirement: all but the table that says how each is settled (decision 0035)."""
    of_remedies = root / "service/tejun/audit/remedy/vocabulary.py"
    code = {*(root / "service" / "tejun").rglob("*.py")} - {of_remedies}
    return [*sorted(code), root / "policies/decision.rego"]


def named(root: Path) -> list[str]:
    """Each place where one of the core's files names a requirement, or what looks like the id of one."""
    kinds = "|".join(sorted({name.partition("-")[0] for name in ids()}))
    pattern = re.compile(rf"(?<![\w-])(?:{kinds})(?:-[A-Z0-9]+)*-[0-9]+[a-z]?(?![\w-])", re.ASCII)
    return [
        f"{path.relative_to(root).as_posix()}:{number}: {match[0]}"
        for path in core(root)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for match in pattern.finditer(line)
    ]


def test_the_core_names_no_requirement() -> None:
    assert len(core(ROOT)) > 200
    assert named(ROOT) == []


@pytest.mark.parametrize("name", ["RS-DES-01", "RS-P1-01a", "RS-XX-99", "KP-01"])
@pytest.mark.parametrize("file", ["service/tejun/decide/examine.py", "policies/decision.rego"])
def test_a_requirement_that_the_core_names_is_noticed(name: str, file: str, tmp_path: Path) -> None:
    for kept in {"policies/decision.rego", file}:
        (tmp_path / kept).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / kept).write_bytes((ROOT / kept).read_bytes())
    assert named(tmp_path) == []
    lines = (tmp_path / file).read_text("utf-8").splitlines()
    (tmp_path / file).write_text("\n".join([*lines, f'# "{name}"']), "utf-8")
    assert named(tmp_path) == [f"{file}:{len(lines) + 1}: {name}"]


def test_every_id_there_is_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies/decision.rego").write_text("\n".join(ids()), "utf-8")
    assert [line.rpartition(" ")[2] for line in named(tmp_path)] == [*ids()]
