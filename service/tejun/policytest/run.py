"""Runs fixtures on an edition, and compares what two editions decide of them.

Always holds: there is one result for each file, in the order of the files; an evaluation that fails fails its fixture.
Threads evaluate side by side.

May not know: who runs the fixtures, or what follows where one fails.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from difflib import unified_diff
from pathlib import Path
from typing import Any

from tejun import canonical
from tejun.bundle.archive import DATA, Bundle
from tejun.decide import decide_with_bundle
from tejun.decide.assemble import assemble
from tejun.engine.protocol import Engine
from tejun.errors import TejunError
from tejun.model.intake import read_facts
from tejun.model.json_types import DecisionJson, FindingJson, ResultJson
from tejun.policytest.case import Case, apply_overrides
from tejun.policytest.folder import Fixtures
from tejun.policytest.golden import golden_file, golden_text
from tejun.reading import read_bytes
from tejun.terms import EFFECTS, OPEN, STATUSES


@dataclass(frozen=True)
class FixtureResult:
    """The result of one fixture. `expected` and `actual` are for people to compare, both empty where it passed."""

    file: Path
    passed: bool
    expected: str = ""
    actual: str = ""


def run_fixtures(fixtures: Fixtures, bundle: Bundle, engine: Engine) -> tuple[FixtureResult, ...]:
    """The results of the edition's cases and whole applications; none where the folder has none for its program.

    Raises InvalidInputError where a file cannot be used.
    """
    cases = [(case.path, _case_check(case, bundle, engine)) for case in fixtures.cases(bundle)]
    whole = [
        (path, _application_check(path, fixtures, bundle, engine))
        for path in fixtures.applications(bundle.program)
    ]
    return _run_checks([*cases, *whole])


def compare_decisions(
    fixtures: Fixtures, before: Bundle, after: Bundle, engine: Engine
) -> tuple[FixtureResult, ...]:
    """Whether two editions, but for their names, decide the same on every case and whole application of the program.

    Raises InvalidInputError where a file cannot be used.
    """
    return _compare_results(fixtures, before, after, engine, compare=_find_differences)


def check_not_relaxed(
    fixtures: Fixtures, before: Bundle, after: Bundle, engine: Engine
) -> tuple[FixtureResult, ...]:
    """Whether `after` leaves open what the procedure left open under `before`, on every case and application.

    What the program itself added it may take back. Raises InvalidInputError where a file cannot be used.
    """
    return _compare_results(fixtures, before, after, engine, compare=_find_relaxations)


def decide_application(
    application: Path, fixtures: Fixtures, bundle: Bundle, engine: Engine
) -> DecisionJson:
    """The edition's decision on a whole application, not recorded.

    Raises EvaluationError or InvalidInputError.
    """
    day = date.fromisoformat(fixtures.as_of)
    facts = read_facts(read_bytes(application), "yaml")
    now = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return decide_with_bundle(facts, bundle, engine, as_of=day, now=now).decision


def with_overrides(bundle: Bundle, case: Case) -> Bundle:
    """The bundle with the case's parameters and word on the program in place of its own."""
    return with_data(bundle, **apply_overrides(case.overrides, bundle.data[bundle.root]))


def with_data(bundle: Bundle, **data: Any) -> Bundle:
    """The bundle with this data (`params`, `call`, …) in place of its own, under another revision."""
    changed = {bundle.root: {**bundle.data[bundle.root], **data}}
    if changed == bundle.data:
        return bundle
    content = canonical.dumps(changed)
    revision = canonical.digest(bundle.revision.encode() + content)
    return replace(bundle, revision=revision, data=changed, files={**bundle.files, DATA: content})


def matching_findings(case: Case, result: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The findings on the case's requirement and subject, each with the decision's outcome; none of no result."""
    return [
        {**finding, "outcome": (result or {})["outcome"]}
        for finding in (result or {}).get("findings", [])
        if (finding["requirement"], finding["subject"])
        == (case.expect["requirement"], case.expect["subject"])
    ]


def meets_expectation(case: Case, result: dict[str, Any] | None) -> bool:
    """Whether there is exactly one finding on the case's requirement and subject, and it is as expected."""
    findings = matching_findings(case, result)
    return len(findings) == 1 and case.expect.items() <= findings[0].items()


Mismatch = tuple[str, str]
"""What was expected and what was found, as text."""

_FixtureCheck = Callable[[], Mismatch | None]
"""Evaluates one fixture; None where it passes."""

_Comparison = Callable[[ResultJson, ResultJson], Mismatch | None]
"""Compares what two editions decide of one fixture; None where it passes."""


def _compare_results(
    fixtures: Fixtures, before: Bundle, after: Bundle, engine: Engine, *, compare: _Comparison
) -> tuple[FixtureResult, ...]:
    """The comparison of both editions' results, for each fixture of `before`'s program."""
    inputs: list[tuple[Path, bytes, Case | None]] = [
        (case.path, canonical.dumps(case.input), case) for case in fixtures.cases(before)
    ]
    day = date.fromisoformat(fixtures.as_of)
    for path in fixtures.applications(before.program):
        facts = read_facts(read_bytes(path), "yaml")
        inputs.append((path, assemble(facts, as_of=day).canonical, None))

    def make_check(document: bytes, case: Case | None) -> _FixtureCheck:
        def check() -> Mismatch | None:
            editions = (
                with_overrides(edition, case) if case else edition for edition in (before, after)
            )
            results: list[Any] = [engine.evaluate(edition, document).result for edition in editions]
            return compare(*results)

        return check

    return _run_checks([(path, make_check(document, case)) for path, document, case in inputs])


def _run_checks(checks: list[tuple[Path, _FixtureCheck]]) -> tuple[FixtureResult, ...]:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return tuple(pool.map(lambda check: _run_check(*check), checks))


def _run_check(path: Path, check: _FixtureCheck) -> FixtureResult:
    try:
        mismatch = check()
    except TejunError as error:
        mismatch = ("a decision", error.detail.in_("en"))
    return FixtureResult(path, mismatch is None, *(mismatch or ()))


def _case_check(case: Case, bundle: Bundle, engine: Engine) -> _FixtureCheck:
    def check() -> Mismatch | None:
        result = engine.evaluate(with_overrides(bundle, case), canonical.dumps(case.input)).result
        if meets_expectation(case, result):
            return None
        keys = case.expect.keys()
        findings = matching_findings(case, result)
        actual = [{key: finding.get(key) for key in keys} for finding in findings]
        return _to_json(case.expect), "; ".join(map(_to_json, actual)) or "no finding"

    return check


def _application_check(
    path: Path, fixtures: Fixtures, bundle: Bundle, engine: Engine
) -> _FixtureCheck:
    def check() -> Mismatch | None:
        golden = golden_file(path)
        if not golden.is_file():
            return f"{golden.name} beside it", "no such file (`make golden` writes it)"
        actual = golden_text(path, decide_application(path, fixtures, bundle, engine))
        return _diff_lines(golden.read_text("utf-8", "replace"), actual)

    return check


def _find_differences(before: ResultJson, after: ResultJson) -> Mismatch | None:
    return _diff_lines(*(_json_lines({**result, "edition": None}) for result in (before, after)))


def _find_relaxations(before: ResultJson, after: ResultJson) -> Mismatch | None:
    """The procedure's open findings before that are missing or milder after; and an outcome that asks for no more."""
    if after["outcome"] in EFFECTS and after["outcome"] != before["outcome"]:
        return f"outcome: {before['outcome']}", f"outcome: {after['outcome']}"
    after_by_cell = {
        (finding["requirement"], finding["subject"]): finding for finding in after["findings"]
    }
    pairs = [
        (finding, after_by_cell.get((finding["requirement"], finding["subject"])))
        for finding in before["findings"]
        if finding["layer"] == "procedure" and finding["status"] in OPEN
    ]
    relaxed = [(old, new) for old, new in pairs if new is None or _is_milder(new, old)]
    if not relaxed:
        return None
    expected = "\n".join(_finding_line(old) for old, _ in relaxed)
    return expected, "\n".join(_finding_line(new) if new else "no finding" for _, new in relaxed)


def _is_milder(new: FindingJson, old: FindingJson) -> bool:
    """Whether the new finding has a better status (they are in order from the worst), or is no longer binding."""
    new_rank, old_rank = (
        (STATUSES.index(finding["status"]), finding["enforcement"] != "binding")
        for finding in (new, old)
    )
    return new_rank[0] > old_rank[0] or new_rank[1] > old_rank[1]


def _finding_line(finding: FindingJson) -> str:
    cell = f"{finding['requirement']} {finding['subject']}"
    return f"{cell} {finding['status']} {finding['reason']} {finding['enforcement']}"


def _to_json(expect: dict[str, Any]) -> str:
    return canonical.dumps(expect).decode()


def _json_lines(result: dict[str, Any]) -> str:
    """The result with each finding and indicator on a line of its own, sorted: engines may give another order."""
    lists = [_to_json(item) for key in ("findings", "indicators") for item in result[key]]
    return "\n".join([f"outcome: {result['outcome']}", *sorted(lists)])


def _diff_lines(expected: str, actual: str) -> Mismatch | None:
    """The lines that differ; None where none does."""
    if expected == actual:
        return None
    lines = list(unified_diff(expected.splitlines(), actual.splitlines(), lineterm="", n=0))[2:]
    return "\n".join(_lines_with_mark(lines, "-")), "\n".join(_lines_with_mark(lines, "+"))


def _lines_with_mark(lines: list[str], mark: str) -> Iterator[str]:
    return (line[1:] for line in lines if line.startswith(mark))
