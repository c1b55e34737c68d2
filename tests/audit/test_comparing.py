"""Two decisions of one application: what changed, and which change moved which finding. What is named is undone here
again, and evaluated."""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import permutations
from typing import Any

import pytest
from tejun import canonical
from tejun.audit import differing
from tejun.audit.causes import Limits
from tejun.audit.comparing import DecisionComparison, Recorded, compare_decisions
from tejun.bundle.archive import Bundle
from tejun.decide.prepared import prepare
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import EvaluationError
from tejun.policytest import Case, with_overrides
from tejun.reading.lenient import read_own
from tejun.terms import INPUT_SCHEMA_ID

from tests.support.cases import (
    AS_OF,
    CASES,
    PROGRAM,
    PROGRAMS,
    complete,
    load_cases,
    load_yaml,
    whole_applications,
    written_cases,
)
from tests.support.judged import in_threads
from tests.support.sample import Sample, is_long

NO_END = Limits(evaluations=100_000, seconds=100_000)
Values = Mapping[str, Any]
Change = Callable[[Any], object]


def input_of(facts: Values, **about: Any) -> dict[str, Any]:
    head = {"schema": INPUT_SCHEMA_ID, "as_of": AS_OF, "mode": "precheck", "fa": {}}
    return {**head, "facts": facts, "prepared": prepare(dict(facts)), **about}


def recorded(engine: WasmEngine, bundle: Bundle, document: Values, name: str = "d") -> Recorded:
    """What the record would have of it, as far as a comparison reads it; of whatever application, it is that one."""
    data = canonical.dumps(document)
    result = engine.evaluate(bundle, data).result
    decision = {
        **{key: result[key] for key in ("outcome", "findings", "indicators")},
        "id": name,
        "program": bundle.program,
        "application": {"id": "a", "title": "A"},
    }
    return Recorded(canonical.dumps(decision), data, bundle)


def compared(
    engine: WasmEngine, before: Recorded, after: Recorded, limits: Limits = NO_END
) -> DecisionComparison:
    def evaluate(bundle: Bundle, document: bytes) -> Values:
        return engine.evaluate(bundle, document).result

    return compare_decisions(before, after, evaluate, clock=lambda: 0.0, limits=limits)


# --- the property ------------------------------------------------------------------------------------

Cell = tuple[str, str]
OUTCOME = ("", "")


class Undoing:
    """Undoes what a comparison names, and evaluates what comes of it."""

    def __init__(
        self, engine: WasmEngine, before: Recorded, after: Recorded, found: DecisionComparison
    ) -> None:
        self._engine = engine
        self._bundles = before.bundle, after.bundle
        self._inputs = [read_own(each.input) for each in (before, after)]
        self._found = found
        self._known: dict[frozenset[int], dict[Cell, Any] | None] = {}

    def cells(self, undone: frozenset[int]) -> dict[Cell, Any] | None:
        if undone not in self._known:
            self._known[undone] = self._evaluated(undone)
        return self._known[undone]

    def _evaluated(self, undone: frozenset[int]) -> dict[Cell, Any] | None:
        old, new = self._inputs
        back = {self._found.changes[number].what for number in undone}
        document = {what: (old if what in back else new)[what] for what in ("as_of", "mode")}
        document["schema"] = INPUT_SCHEMA_ID
        first = sum(change.what not in {"facts", "fa"} for change in self._found.changes)
        for part in ("facts", "fa"):
            laid = differing.compare(old[part], new[part])
            document[part] = laid.with_undone({number - first for number in undone})
            first += len(laid.changes)
        document["prepared"] = prepare(document["facts"])
        bundle = self._bundles["edition" not in back]
        try:
            return cells_of(self._engine.evaluate(bundle, canonical.dumps(document)).result)
        except EvaluationError:
            return None

    def brings_back(self, cell: Cell, undone: tuple[int, ...]) -> bool:
        was, now = (
            self.cells(frozenset(range(len(self._found.changes)))),
            self.cells(frozenset(undone)),
        )
        assert was is not None
        return now is not None and now.get(cell) == was.get(cell)


def cells_of(result: Values) -> dict[Cell, Any]:
    cells = {
        (each["requirement"], each["subject"]): {**each, "reads": None}
        for each in result["findings"]
    }
    return {**cells, OUTCOME: result["outcome"]}


def holds(engine: WasmEngine, before: Recorded, after: Recorded) -> DecisionComparison:
    """That undoing what is named undoes the difference, and nothing else is named; nor is anything left out."""
    found = compared(engine, before, after)
    undoing = Undoing(engine, before, after, found)
    was, now = (cells_of(read_own(each.decision)) for each in (before, after))
    assert undoing.cells(frozenset()) == now
    assert undoing.cells(frozenset(range(len(found.changes)))) == was
    moved = {(each.requirement, each.subject): each.by for each in found.findings}
    if found.outcome.before != found.outcome.after:
        moved[OUTCOME] = found.outcome.by
    assert moved.keys() == {cell for cell in {*was, *now} if was.get(cell) != now.get(cell)}
    for cell, causes in moved.items():
        assert causes
        alone = [(n,) for n in range(len(found.changes)) if undoing.brings_back(cell, (n,))]
        assert list(causes) == alone if alone else len(causes) == 1
        for together in causes:
            assert undoing.brings_back(cell, together)
            fewer = [together[:i] + together[i + 1 :] for i in range(len(together))]
            assert not any(undoing.brings_back(cell, each) for each in fewer)
    assert found.stopped is None
    return found


def beside_the_complete(
    engine: WasmEngine, bundles: Mapping[str, Bundle], case: Case
) -> tuple[Recorded, Recorded]:
    bundle = bundles[case.program]
    return (
        recorded(engine, bundle, input_of(complete(case.program))),
        recorded(engine, with_overrides(bundle, case), case.input),
    )


@pytest.mark.slow
def test_undoing_what_is_named_undoes_the_difference_that_a_case_makes(
    engine: WasmEngine, bundles: Mapping[str, Bundle], sample: Sample
) -> None:
    cases = load_cases() if is_long() else some_cases(sample)

    def changes(case: Case) -> Counter[str]:
        before, after = beside_the_complete(engine, bundles, case)
        found = holds(engine, before, after), holds(engine, after, before)
        return Counter(change.what for each in found for change in each.changes)

    counted = sum(in_threads(changes, cases), Counter[str]())
    assert counted["facts"] > 0
    if is_long():
        assert counted.keys() == {"edition", "as_of", "mode", "facts", "fa"}


def test_of_very_many_changes_the_first_are_named_and_nothing_is_looked_for(
    engine: WasmEngine, bundles: Mapping[str, Bundle]
) -> None:
    """Another value in each of very many places, on another day: in the time of two evaluations."""
    facts = complete(PROGRAM)

    def with_values(value: int) -> Values:
        [plan, *others] = facts["dmp"]["entries"]
        madmp = {
            "dmp": {**plan["madmp"]["dmp"], "extension": [{f"k{i}": value for i in range(500)}]}
        }
        return {**facts, "dmp": {**facts["dmp"], "entries": [{**plan, "madmp": madmp}, *others]}}

    bundle = bundles[PROGRAM]
    before = recorded(engine, bundle, input_of(with_values(1)))
    after = recorded(engine, bundle, input_of(with_values(2), as_of="2029-06-20"))
    found = compared(engine, before, after, Limits(seconds=100, changes=40))
    assert (found.stopped, found.evaluations, len(found.changes)) == ("changes", 2, 41)
    assert found.changes[0].what == "as_of"
    assert found.findings
    assert {each.by for each in found.findings} == {()}
    whole = compared(engine, before, after, Limits(evaluations=3, seconds=100))
    assert (whole.stopped, len(whole.changes)) == ("evaluations", 501)


def test_time_is_bounded_from_the_beginning(
    engine: WasmEngine, bundles: Mapping[str, Bundle]
) -> None:
    before, after = (
        recorded(engine, bundles[PROGRAM], input_of(complete(PROGRAM), as_of=day))
        for day in (AS_OF, "2029-06-20")
    )
    ticks = iter(range(1000))
    found = compare_decisions(
        before,
        after,
        lambda bundle, document: engine.evaluate(bundle, document).result,
        clock=lambda: float(next(ticks)),
        limits=Limits(seconds=3),
    )
    assert (found.stopped, found.evaluations) == ("seconds", 2)
    assert {each.by for each in found.findings} == {()}


def some_cases(sample: Sample) -> list[Case]:
    """One of each group of requirements: no others are read."""
    requirements = [path.name for path in sorted(CASES.iterdir()) if path.is_dir()]
    some = sample.of(requirements, by=lambda requirement: requirement.split("-")[1][0])
    return sample.of(written_cases(tuple(some)), by=lambda case: case.requirement)


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_so_does_it_between_the_applications_of_a_program(
    program: str, engine: WasmEngine, bundles: Mapping[str, Bundle], sample: Sample
) -> None:
    applications = [load_yaml(path) for path in whole_applications(program)]

    def both(pair: tuple[Values, Values]) -> None:
        before, after = (
            recorded(engine, bundles[program], input_of(facts)) for facts in part_of(pair, sample)
        )
        assert holds(engine, before, after).findings

    pairs = list(permutations(applications, 2))
    in_threads(both, pairs if is_long() else sample.of(pairs, by=lambda _: None))


def part_of(pair: tuple[Values, Values], sample: Sample) -> tuple[Values, Values]:
    """The two; of a sample the later one, of what is in another part of the facts one change each."""
    before, after = pair
    laid = differing.compare(before, after)
    numbers = range(len(laid.changes))

    def place(number: int) -> Any:
        change = laid.changes[number]
        return (change.keys_after or change.keys_before or ("",))[0]

    left = sample.of(numbers, by=place)
    return before, laid.with_undone(set(numbers) - set(left))
