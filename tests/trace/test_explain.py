"""A trace beside the source: which line held for whom, which did not, and with which values."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from tejun import canonical
from tejun.authoring.build import build_archive
from tejun.bundle.archive import Bundle, read_archive
from tejun.engine.embedded.wasm import WasmEngine
from tejun.present.trace_markdown import trace_to_markdown
from tejun.registry import Registry
from tejun.store.records import Record
from tejun.trace import explain as explain_module
from tejun.trace.explain import explain_trace
from tejun.trace.recorded import decide_again, trace_recorded
from tejun.trace.run import Decided, run_trace
from tejun.trace.source import read_module
from tejun.trace.view import FileTrace, Mark, SubjectTrace, TraceView

from tests.support.bundles import TREE, write_tree
from tests.support.cases import PROGRAM, PROGRAMS, applications, whole_applications
from tests.support.sample import Sample
from tests.support.traces import record_of

pytestmark = pytest.mark.opa

TraceOf = Callable[..., TraceView]


@pytest.fixture(scope="module")
def trace_anew(every_edition: Registry, engine: WasmEngine, opa: Path) -> TraceOf:
    """The trace of a requirement of the typical application, in English."""

    @cache
    def decided(program: str) -> tuple[Record, Bundle, Decided]:
        record, bundle = record_of(applications(program) / "typical.yaml", every_edition, engine)
        return record, bundle, decide_again(record, bundle, opa=opa)

    def of(
        requirement: str, subject: str | None = None, program: str = "kprogram-2026"
    ) -> TraceView:
        record, bundle, again = decided(program)
        return trace_recorded(
            record,
            bundle,
            requirement=requirement,
            subject=subject,
            language="en",
            opa=opa,
            decided=again,
        )

    return of


@pytest.fixture(scope="module")
def trace_of(trace_anew: TraceOf) -> TraceOf:
    """The same; each is made once."""
    return cache(trace_anew)


def marks(subject: SubjectTrace, name: str) -> dict[str, Mark | None]:
    """The lines of a file's rules, by their text."""
    (file,) = (file for file in subject.files if file.path.endswith(f"/{name}.rego"))
    return {line.text.strip(): line.mark for rule in file.rules for line in rule.lines}


def failures(subject: SubjectTrace, name: str) -> list[str]:
    (file,) = (file for file in subject.files if file.path.endswith(f"/{name}.rego"))
    return [failure for rule in file.rules for line in rule.lines for failure in line.failures]


def test_the_branch_that_decided_holds_and_those_before_it_failed(trace_of: TraceOf) -> None:
    (okada,) = trace_of("RS-P1-03", "person:okada").subjects
    assert (okada.status, okada.reason) == ("missing_information", "period_too_short")
    shown = marks(okada, "periods")
    assert shown["of_declared(said, found, look_backs) := said if {"] == "failed"
    assert shown["covers(found.envelope.period, min(look_backs))"] == "failed"
    assert shown['verdict.missing("period_too_short", [found.at]),'] == "held"
    assert shown["period.end >= opens"] is None


def test_what_failed_is_shown_with_its_values(trace_of: TraceOf) -> None:
    (okada,) = trace_of("RS-P1-03", "person:okada").subjects
    assert '"2024-11-01" <= start  (start = "2021-11-20")' in failures(okada, "periods")
    assert 'whole_life({"end": "2026-11-05", "start"...)' in failures(okada, "periods")
    assert '"2026-11-05" < "2026-09-14"' in failures(okada, "disclosed")


def test_each_subject_has_its_own_marks(trace_of: TraceOf) -> None:
    line = "covers(found.envelope.period, min(look_backs))"
    subjects = {subject.subject: subject for subject in trace_of("RS-P1-03").subjects}
    assert marks(subjects["person:okada"], "periods")[line] == "failed"
    assert marks(subjects["person:nishida"], "periods")[line] == "held"
    period_too_short = 'verdict.missing("period_too_short", [found.at]),'
    assert marks(subjects["person:nishida"], "periods")[period_too_short] is None


def test_a_rule_that_was_evaluated_for_the_first_subject_is_shown_for_each(
    trace_of: TraceOf,
) -> None:
    for subject in trace_of("RS-P1-03").subjects:
        shown = marks(subject, "papers")
        assert shown["years := data.kprogram_2026_1.params.papers_look_back_years"] == "held"


def test_a_rule_that_was_called_for_all_subjects_says_so(trace_of: TraceOf) -> None:
    (subject,) = trace_of("RS-DD-04", "institution:kurose").subjects
    rules = {rule.name: rule for file in subject.files for rule in file.rules}
    assert rules["noted"].shared
    assert not rules["undisposed"].shared


def test_a_comprehension_holds_where_nothing_is_in_it(trace_of: TraceOf) -> None:
    (subject,) = trace_of("RS-DD-04", "institution:kurose").subjects
    assert (
        marks(subject, "discrepancies")["ids := [difference.id | some difference in subject.noted]"]
        == "held"
    )
    (subject,) = trace_of("RS-MT-01").subjects
    line = "worst := [code | some code in worst_first; some measure in found; measure.reason == code][0]"
    assert marks(subject, "measures")[line] == "held"


def test_a_negation_holds_where_what_it_negates_fails(trace_of: TraceOf) -> None:
    (subject,) = trace_of("RS-MT-01").subjects
    (tightening,) = (file for file in subject.files if file.role == "tightening")
    assert {line.mark for rule in tightening.rules for line in rule.lines} >= {"failed", "held"}
    (subject,) = trace_of("RS-DD-04", "institution:kurose").subjects
    assert marks(subject, "discrepancies")['not "" in ids'] == "held"


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_every_requirement_can_be_traced_for_each_of_its_subjects(
    every_edition: Registry, engine: WasmEngine, opa: Path, sample: Sample
) -> None:
    """Of the procedure's own with one program, and what the others have besides: in a sample, one of the others."""
    for program in sample.of(PROGRAMS, lambda program: program == PROGRAM):
        require_traced(program, every_edition, engine, opa=opa, sample=sample)


def require_traced(
    program: str, every_edition: Registry, engine: WasmEngine, *, opa: Path, sample: Sample
) -> None:
    record, bundle = record_of(whole_applications(program)[-1], every_edition, engine)
    recorded = json.loads(record.decision)["findings"]
    again = decide_again(record, bundle, opa=opa)

    def trace_requirement(requirement: str) -> TraceView:
        return trace_recorded(
            record, bundle, requirement=requirement, language="ja", opa=opa, decided=again
        )

    with ThreadPoolExecutor(2) as pool:
        for view in pool.map(trace_requirement, requirements_to_trace(bundle, sample)):
            assert [subject.subject for subject in view.subjects] == [
                finding["subject"]
                for finding in recorded
                if finding["requirement"] == view.requirement
            ]
            for subject in view.subjects:
                assert not subject.together
                assert_lines_are_the_bundles(subject.files, bundle)
                assert subject.files[0].role == "requirement"
                assert gave_verdict(subject.files[0]), view.requirement


def requirements_to_trace(bundle: Bundle, sample: Sample) -> list[str]:
    """One of each group of the procedure, and what the program adds or tightens.

    A sample has one of each sort of subjects, one that the program adds and one that it tightens.
    """
    groups = {item["package"].split(".")[-2]: item for item in bundle.catalog["requirements"]}
    of_groups = sample.of(groups.values(), lambda item: tuple(item["subjects"]))
    own = [
        item
        for item in bundle.catalog["requirements"]
        if item["layer"] == "program" or any("by" in reason for reason in item["reasons"].values())
    ]
    chosen = [item["id"] for item in sample.of(own, lambda item: item["layer"])]
    return [*chosen, *(item["id"] for item in of_groups if bundle.program == PROGRAM)]


def gave_verdict(file: FileTrace) -> bool:
    """A rule of the requirement gave the verdict: the first line of one of its branches held."""
    return any(line.mark == "held" for rule in file.rules for line in rule.lines)


def assert_lines_are_the_bundles(files: tuple[FileTrace, ...], bundle: Bundle) -> None:
    for file in files:
        lines = bundle.files[file.path].decode().split("\n")
        for rule in file.rules:
            assert [line.text for line in rule.lines] == [
                lines[line.number - 1] for line in rule.lines
            ]


def test_a_tightening_is_shown_to_those_whom_it_tightens(trace_of: TraceOf) -> None:
    subjects = trace_of("RS-P1-02", program="defense-basic-2026").subjects
    tightened = [
        subject for subject in subjects if any(file.role == "tightening" for file in subject.files)
    ]
    assert [(subject.subject, subject.reason) for subject in tightened] == [
        ("person:kiryu", "differs_from_questionnaire")
    ]
    assert marks(tightened[0], "declared_support")["count(differing(subject)) > 0"] == "held"


def test_a_requirement_whose_subjects_cannot_be_separated_is_shown_for_all_of_them(
    tmp_path: Path, opa: Path
) -> None:
    path = "procedure/people/papers/papers.rego"
    text = TREE[path].replace("findings := [", "findings := array.concat([], [")
    text = text.replace(
        '"binding",\n})]',
        '"binding",\n}), object.union(assess, {"requirement": id, '
        '"subject": "person:p1", "layer": "procedure", "enforcement": "binding"})])',
    )
    tree = write_tree(tmp_path / "policies", {path: text})
    bundle = read_archive(build_archive(tree, "tiny-2026", opa=opa))
    document = {"facts": {"application": {"id": "a1"}}, "mode": "precheck"}
    trace = run_trace(bundle, "RS-P1-03", canonical.dumps(document), opa=opa)
    decision: Any = {"id": "d1", "findings": trace.findings}
    view = explain_trace(trace, decision, bundle, document=document, language="en")
    assert [(subject.subject, subject.together) for subject in view.subjects] == [
        ("application", True),
        ("person:p1", True),
    ]
    assert (
        marks(view.subjects[0], "papers")["data.tiny_2026_1.params.look_back_years > 10"]
        == "failed"
    )
    assert "cannot be told apart" in trace_to_markdown(view)


def test_there_is_a_limit_on_subjects_and_what_is_left_out_is_counted(
    trace_anew: TraceOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explain_module, "MAX_SUBJECTS", 2)
    view = trace_anew("RS-P1-03")
    assert (len(view.subjects), view.left_out) == (2, 4)
    assert any("4 more subjects are left out" in note for note in view.notes)
    assert trace_anew("RS-P1-03", "person:brandt").left_out == 0


def test_a_markdown_trace_is_headings_code_and_notes_whatever_a_value_holds(
    trace_of: TraceOf,
) -> None:
    view = trace_of("RS-P1-03", "person:okada")
    tokens = MarkdownIt().parse(trace_to_markdown(view))
    blocks = [token.content for token in tokens if token.type == "code_block"]
    assert any("✗     covers(found.envelope.period, min(look_backs))" in block for block in blocks)
    assert not [token for token in tokens if token.type in {"html_block", "fence"}]


def test_rules_are_found_with_all_of_their_branches() -> None:
    module = read_module(
        "# comment\npackage a.b\n\nimport data.a.c\n\nid := 1\n\n# f\nf(x) := 1 if {\n\tx == 1\n} else := 2\n\n"
        "default g := 3\n"
    )
    assert [(rule.name, rule.function, rule.first, rule.last) for rule in module.rules] == [
        ("data.a.b.id", False, 6, 6),
        ("data.a.b.f", True, 9, 11),
        ("data.a.b.g", False, 13, 13),
    ]
    assert module.rule_at(10) == module.rules[1]
    assert module.rule_at(4) is None
