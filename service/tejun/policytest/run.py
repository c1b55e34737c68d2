"""Fixtures run on an edition: what was expected of each, and what was found.

Always holds: one outcome for each file, in the order of the files; an evaluation that fails is an outcome that failed.
Threads evaluate side by side.

May not know: who wants to know.
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
from tejun.model.json_types import DecisionJson
from tejun.policytest.case import Case, overlaid
from tejun.policytest.folder import Fixtures
from tejun.policytest.golden import golden_file, golden_text
from tejun.terms import EFFECTS, OPEN, STATUSES


@dataclass(frozen=True)
class Outcome:
    """How one fixture came out. `expected` and `found` are for people to compare, both empty where it passed."""

    file: Path
    passed: bool
    expected: str = ""
    found: str = ""


def run(fixtures: Fixtures, bundle: Bundle, engine: Engine) -> tuple[Outcome, ...]:
    """The outcomes of the edition's cases and whole applications; none where the folder has none for its program.

    Raises InvalidInputError where a file cannot be used.
    """
    cases = [(case.path, _of_case(case, bundle, engine)) for case in fixtures.cases(bundle)]
    whole = [
        (path, _of_application(path, fixtures, bundle, engine))
        for path in fixtures.applications(bundle.program)
    ]
    return _outcomes([*cases, *whole])


def compare(
    fixtures: Fixtures, before: Bundle, after: Bundle, engine: Engine
) -> tuple[Outcome, ...]:
    """Whether two editions decide alike on every case and whole application of the program, but for their names.

    Raises InvalidInputError where a file cannot be used.
    """
    return _beside(fixtures, before, after, engine, look=_alike)


def not_eased(
    fixtures: Fixtures, before: Bundle, after: Bundle, engine: Engine
) -> tuple[Outcome, ...]:
    """Whether what the procedure asked under `before` is left as open under `after`, on every case and application.

    What the program itself added before is its own to take back. Raises InvalidInputError where a file cannot be used.
    """
    return _beside(fixtures, before, after, engine, look=_as_open)


def decision(application: Path, fixtures: Fixtures, bundle: Bundle, engine: Engine) -> DecisionJson:
    """What the edition decides of a whole application, recorded nowhere.

    Raises EvaluationError or InvalidInputError.
    """
    day = date.fromisoformat(fixtures.as_of)
    facts = read_facts(application.read_bytes(), "yaml")
    now = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return decide_with_bundle(facts, bundle, engine, as_of=day, now=now).decision


def with_data(bundle: Bundle, case: Case) -> Bundle:
    """The bundle as if its program had set what the case sets."""
    return setting(bundle, **overlaid(case.setting, bundle.data[bundle.root]))


def setting(bundle: Bundle, **data: Any) -> Bundle:
    """The bundle with other data than its own (`params`, `checklist`), under a revision of its own."""
    changed = {bundle.root: {**bundle.data[bundle.root], **data}}
    if changed == bundle.data:
        return bundle
    form = canonical.dumps(changed)
    revision = canonical.digest(bundle.revision.encode() + form)
    return replace(bundle, revision=revision, data=changed, files={**bundle.files, DATA: form})


def found(case: Case, result: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The findings on the case's requirement and subject, each with the outcome of the whole; None is no result."""
    return [
        {**finding, "outcome": (result or {})["outcome"]}
        for finding in (result or {}).get("findings", [])
        if (finding["requirement"], finding["subject"])
        == (case.expect["requirement"], case.expect["subject"])
    ]


def gives(case: Case, result: dict[str, Any] | None) -> bool:
    """Whether there is exactly one finding on the case's requirement and subject, and it is the one expected."""
    findings = found(case, result)
    return len(findings) == 1 and case.expect.items() <= findings[0].items()


Sides = tuple[str, str]
"""What was expected and what was found."""

_Look = Callable[[], Sides | None]
"""Looks at one fixture; None where it passes."""

_Pair = Callable[[dict[str, Any], dict[str, Any]], Sides | None]
"""Looks at what two editions decide of one fixture."""


def _beside(
    fixtures: Fixtures, before: Bundle, after: Bundle, engine: Engine, *, look: _Pair
) -> tuple[Outcome, ...]:
    """Both editions' results over the same inputs, each pair looked at."""
    inputs: list[tuple[Path, bytes, Case | None]] = [
        (case.path, canonical.dumps(case.input), case) for case in fixtures.cases(before)
    ]
    day = date.fromisoformat(fixtures.as_of)
    for path in fixtures.applications(before.program):
        facts = read_facts(path.read_bytes(), "yaml")
        inputs.append((path, assemble(facts, as_of=day).canonical, None))

    def looking(document: bytes, case: Case | None) -> _Look:
        def at() -> Sides | None:
            sides = (with_data(side, case) if case else side for side in (before, after))
            was, now = (engine.evaluate(side, document).result for side in sides)
            return look(was, now)

        return at

    return _outcomes([(path, looking(document, case)) for path, document, case in inputs])


def _outcomes(looks: list[tuple[Path, _Look]]) -> tuple[Outcome, ...]:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return tuple(pool.map(lambda look: _outcome(*look), looks))


def _outcome(path: Path, look: _Look) -> Outcome:
    try:
        sides = look()
    except TejunError as error:
        sides = ("a decision", error.detail.in_("en"))
    return Outcome(path, sides is None, *(sides or ()))


def _of_case(case: Case, bundle: Bundle, engine: Engine) -> _Look:
    def look() -> Sides | None:
        result = engine.evaluate(with_data(bundle, case), canonical.dumps(case.input)).result
        if gives(case, result):
            return None
        keys = case.expect.keys()
        here = [{key: finding.get(key) for key in keys} for finding in found(case, result)]
        return _shown(case.expect), "; ".join(map(_shown, here)) or "no finding"

    return look


def _of_application(path: Path, fixtures: Fixtures, bundle: Bundle, engine: Engine) -> _Look:
    def look() -> Sides | None:
        golden = golden_file(path)
        if not golden.is_file():
            return f"{golden.name} beside it", "no such file (`make golden` writes it)"
        found = golden_text(path, decision(path, fixtures, bundle, engine))
        return _differing(golden.read_text("utf-8"), found)

    return look


def _alike(was: dict[str, Any], now: dict[str, Any]) -> Sides | None:
    return _differing(*(_json_lines({**result, "edition": None}) for result in (was, now)))


def _as_open(was: dict[str, Any], now: dict[str, Any]) -> Sides | None:
    """What the procedure left to be done is there, no less pressing, and no outcome asks for nothing of it."""
    if now["outcome"] in EFFECTS and now["outcome"] != was["outcome"]:
        return f"outcome: {was['outcome']}", f"outcome: {now['outcome']}"
    here = {(finding["requirement"], finding["subject"]): finding for finding in now["findings"]}
    eased = [
        (finding, here.get((finding["requirement"], finding["subject"])))
        for finding in was["findings"]
        if finding["layer"] == "procedure" and finding["status"] in OPEN
    ]
    eased = [
        (finding, other) for finding, other in eased if other is None or _milder(finding, other)
    ]
    if not eased:
        return None
    return "\n".join(_cell(finding) for finding, _ in eased), "\n".join(
        _cell(other) if other else "no finding" for _, other in eased
    )


def _milder(was: dict[str, Any], now: dict[str, Any]) -> bool:
    """Statuses stand from the worst up; one that is only advice is milder than one that binds."""
    ranks = [
        (STATUSES.index(finding["status"]), finding["enforcement"] != "binding")
        for finding in (was, now)
    ]
    return ranks[1][0] > ranks[0][0] or ranks[1][1] > ranks[0][1]


def _cell(finding: dict[str, Any]) -> str:
    keys = ("requirement", "subject", "status", "reason", "enforcement")
    return " ".join(str(finding[key]) for key in keys)


def _shown(expect: dict[str, Any]) -> str:
    return canonical.dumps(expect).decode()


def _json_lines(result: dict[str, Any]) -> str:
    """The result with each finding and indicator on a line of its own, in an order that no engine chooses."""
    lists = [_shown(item) for key in ("findings", "indicators") for item in result[key]]
    return "\n".join([f"outcome: {result['outcome']}", *sorted(lists)])


def _differing(expected: str, found: str) -> Sides | None:
    """Only the lines that differ, where any does."""
    if expected == found:
        return None
    lines = list(unified_diff(expected.splitlines(), found.splitlines(), lineterm="", n=0))[2:]
    return "\n".join(_marked(lines, "-")), "\n".join(_marked(lines, "+"))


def _marked(lines: list[str], mark: str) -> Iterator[str]:
    return (line[1:] for line in lines if line.startswith(mark))
