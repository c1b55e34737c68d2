"""Figures over applications: what is counted, whatever the order; and that no table says what another one hides."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tejun.audit.figures.counts import DIMENSIONS, Counted, Counts, count, weeks_between
from tejun.audit.figures.figures import Figures, Group, figures_of
from tejun.audit.figures.seen import Clause, SeenApplication, seen_application, together
from tejun.audit.listed import ListedDecision, OpenFinding, Recorded
from tejun.terms import OPEN, OUTCOMES, STATUSES

BEGUN = datetime(2026, 11, 1, 9, tzinfo=UTC)
LONG = 5
CLAUSES = {"REQ-A": Clause("1", "a"), "REQ-B": Clause("1", "a"), "REQ-C": Clause("1", "b")}


def decision(
    number: int,
    *,
    day: int = 0,
    program: str = "p",
    outcome: Any = "prepared",
    findings: Sequence[tuple[str, str, Any]] = (),
) -> ListedDecision:
    said = Recorded(
        recorded_at=BEGUN + timedelta(days=day, seconds=number),
        program=program,
        edition="1",
        base="1",
        application="a",
        institution="i",
        mode="precheck",
        as_of="2026-11-20",
        outcome=outcome,
        engine="wasm",
        engine_version="1",
        revision="r",
        summary=dict.fromkeys(STATUSES, 0),
        findings=tuple(OpenFinding(*each, 1) for each in findings),
    )
    return ListedDecision(f"d-{number}", said)


def application(decisions: Sequence[ListedDecision]) -> SeenApplication:
    first, *others = (
        seen_application(each, each.recorded, lambda _: CLAUSES)
        for each in decisions
        if each.recorded is not None
    )
    for each in others:
        first = together(first, each)
    return first


def figures(applications: Sequence[SeenApplication], at_least: int = 3) -> Figures | None:
    counted = (Counted(each, each.last.edition) for each in applications)
    return figures_of(count(counted, DIMENSIONS), at_least, with_time=True)


# --- one application -----------------------------------------------------------------------------


def test_an_application_stands_where_its_last_decision_does_and_was_asked_what_any_asked() -> None:
    made = [
        decision(1, day=0, outcome="action_required", findings=[("REQ-A", "x", "unsatisfied")]),
        decision(2, day=3, outcome="prepared"),
        decision(3, day=9, outcome="information_required", findings=[("REQ-C", "y", "consult_fa")]),
        decision(4, day=20, outcome="prepared"),
    ]
    for order in (made, made[::-1], [made[i] for i in (2, 0, 3, 1)]):
        seen = application(order)
        assert (seen.id, seen.last.outcome, seen.decisions) == ("d-4", "prepared", 4)
        assert seen.days_to_prepared == 3
        assert {(each.requirement, each.clause) for each in seen.asked} == {
            ("REQ-A", Clause("1", "a")),
            ("REQ-C", Clause("1", "b")),
        }


def test_days_are_those_of_tokyo() -> None:
    """Between 23:59 and 00:01 there is a day, between 00:01 and 23:59 none."""
    evening = datetime(2026, 11, 1, 14, 59, tzinfo=UTC)
    seen = application([decision(1)])
    for hours, days in ((0, 0), (0.04, 1), (24, 1), (24.1, 2)):
        moved = SeenApplication(
            **{
                **{name: getattr(seen, name) for name in seen.__dataclass_fields__},
                "first_at": evening,
                "prepared_at": evening + timedelta(hours=hours),
            }
        )
        assert moved.days_to_prepared == days


def test_a_week_is_that_of_tokyo_and_none_is_left_out_between_two() -> None:
    sunday = BEGUN.replace(hour=14, minute=59)
    assert sunday.isoweekday() == 7
    for moment, week in ((sunday, "2026-W44"), (sunday + timedelta(minutes=2), "2026-W45")):
        said = decision(1).recorded
        assert said is not None
        made = ListedDecision("d", Recorded(**{**vars(said), "recorded_at": moment}))
        assert Counted(application([made])).group("week") == week
    assert list(weeks_between("2026-W52", "2027-W02")) == [
        *("2026-W52", "2026-W53", "2027-W01", "2027-W02")
    ]


# --- all of them ---------------------------------------------------------------------------------

findings = st.lists(
    st.tuples(
        st.sampled_from(sorted(CLAUSES)),
        st.sampled_from(["x", "y"]),
        st.sampled_from(sorted(OPEN)),
    ),
    max_size=3,
)
made_up = st.lists(
    st.tuples(
        st.sampled_from("pqr"),
        st.lists(
            st.tuples(st.integers(0, 40), st.sampled_from(OUTCOMES[:4]), findings),
            min_size=1,
            max_size=3,
        ),
    ),
    max_size=40,
)


def applications_of(made: Any) -> list[SeenApplication]:
    return [
        application(
            [
                decision(
                    100 * number + place, day=day, program=program, outcome=outcome, findings=asked
                )
                for place, (day, outcome, asked) in enumerate(decisions)
            ]
        )
        for number, (program, decisions) in enumerate(made)
    ]


def numbers(found: Figures) -> Iterator[int]:
    """Every number of applications that is shown."""
    yield found.basis.applications
    for group in (found.outcomes, *(group for groups in found.by for group in groups.groups)):
        yield from (group.applications, *group.outcomes.values(), group.others)
    for groups in found.by:
        yield from (each for _, in_each in groups.asked for each in in_each)
    yield from (each.at_least for each in found.asked)
    for under in found.clauses:
        yield from (under.at_least, *under.statuses.values())
    if found.time is not None:
        yield from (each for _, each in found.time.lengths)
        shown = found.time.reached, found.time.never, found.time.others
        yield from (each for each in shown if each is not None)


@settings(max_examples=40)
@given(made_up, st.integers(3, 6), st.randoms(use_true_random=False))
def test_what_is_shown_adds_up_whatever_the_order_and_no_number_is_small(
    made: Any, at_least: int, random: Any
) -> None:
    applications = applications_of(made)
    found = figures(applications, at_least)
    assert (found is None) == (len(applications) < at_least)
    shuffled = random.sample(applications, len(applications))
    assert figures(shuffled, at_least) == found
    if found is None:
        return
    assert not [number for number in numbers(found) if 0 < number < at_least]
    whole = len(applications)
    assert found.outcomes.applications == found.basis.applications == whole
    for groups in found.by:
        assert sum(group.applications for group in groups.groups) == whole
        for outcome in groups.groups[0].outcomes:
            in_groups = sum(group.outcomes[outcome] for group in groups.groups)
            assert in_groups == found.outcomes.outcomes[outcome]
        for (requirement, reason), in_each in groups.asked:
            [everywhere] = [
                each.at_least
                for each in found.asked
                if (each.requirement, each.reason) == (requirement, reason)
            ]
            assert sum(in_each) < everywhere + at_least
            assert all(
                number <= group.applications
                for number, group in zip(in_each, groups.groups, strict=True)
            )
    if found.time is not None and found.time.reached is not None:
        assert found.time.never == whole - found.time.reached
        lengths = sum(count for _, count in found.time.lengths)
        assert lengths + (found.time.others or 0) == found.time.reached


@settings(max_examples=25)
@given(made_up)
def test_where_all_are_enough_they_are_as_they_were_counted(made: Any) -> None:
    applications = applications_of(made) * 3
    found = figures(applications)
    if found is None:
        return
    outcomes = Counter(each.last.outcome for each in applications)
    assert found.outcomes == Group(None, {n: outcomes[n] for n in OUTCOMES if outcomes[n]}, 0)
    by_program = next(groups for groups in found.by if groups.dimension == "program")
    programs = Counter((each.last.program, each.last.outcome) for each in applications)
    assert {group.name: group.outcomes for group in by_program.groups} == {
        program: {outcome: programs[program, outcome] for outcome in found.outcomes.outcomes}
        for program in {name for name, _ in programs}
    }
    asked = Counter(
        name for each in applications for name in {(a.requirement, a.reason) for a in each.asked}
    )
    all_but_few = len(applications) - 3
    assert {(each.requirement, each.reason): each.at_least for each in found.asked} == {
        name: min(number, all_but_few) for name, number in asked.items() if all_but_few
    }
    days = sorted(d for each in applications if (d := each.days_to_prepared) is not None)
    assert found.time is not None
    if found.time.quartiles[1] is not None:
        assert found.time.quartiles[1] == days[-(-len(days) // 2) - 1]


def test_numbers_that_are_rounded_are_so_down() -> None:
    asked = [("REQ-A", "x", "unsatisfied"), ("REQ-B", "y", "consult_fa")]
    made = [
        application([decision(number, outcome="action_required", findings=asked[: 1 + number % 2])])
        for number in range(14)
    ]
    found = figures(made, 5)
    assert found is not None
    assert [(each.requirement, each.at_least) for each in found.asked] == [
        ("REQ-A", 10),
        ("REQ-B", 5),
    ]
    [under] = found.clauses
    assert (under.clause, under.at_least) == (Clause("1", "a"), 10)
    assert under.statuses == {"unsatisfied": 10, "missing_information": 0, "consult_fa": 5}


def test_quartiles_are_there_only_with_enough_on_each_side() -> None:
    def quartiles(reached: int) -> tuple[int | None, ...]:
        made = [
            application(
                [
                    decision(n, outcome="action_required"),
                    decision(100 + n, day=n, outcome="prepared"),
                ]
            )
            for n in range(reached)
        ]
        found = figures(made, 5)
        assert found is not None
        assert found.time is not None
        return found.time.quartiles

    assert [quartiles(9), quartiles(10), quartiles(19), quartiles(20)] == [
        (None, None, None),
        (None, 4, None),
        (None, 9, None),
        (4, 9, 14),
    ]


# --- what does not follow ------------------------------------------------------------------------

Selected = Mapping[tuple[str, str], int]
CELLS = tuple(product("pq", ("action_required", "prepared", "lapsed")))


def lived(program: str, outcome: str, number: int) -> SeenApplication:
    """Who has something left to do is asked for one thing; `lapsed`: had nothing left to do at one time."""
    asked = [("REQ-A", "x", "unsatisfied")]
    last = decision(
        number,
        day=LONG,
        program=program,
        outcome="action_required" if outcome == "lapsed" else outcome,
        findings=[] if outcome == "prepared" else asked,
    )
    if outcome != "lapsed":
        return application([last])
    return application([decision(1000 + number, program=program), last])


KINDS_OF = {cell: lived(*cell, number) for number, cell in enumerate(CELLS)}


def counted(selected: Selected) -> Counts:
    return count(
        (Counted(KINDS_OF[cell]) for cell, number in selected.items() for _ in range(number)),
        ("program",),
    )


def hidden_numbers(selected: Selected) -> Iterator[int]:
    """Whatever somebody may want to know: of each cell, and of cells together."""
    yield from selected.values()
    for program in "pq":
        yield sum(number for (name, _), number in selected.items() if name == program)
        yield selected[program, "action_required"] + selected[program, "lapsed"]
        yield selected[program, "prepared"] + selected[program, "lapsed"]
    for outcome in ("action_required", "prepared", "lapsed"):
        yield sum(number for (_, name), number in selected.items() if name == outcome)
    yield sum(n for (_, name), n in selected.items() if name != "prepared")


@pytest.mark.parametrize("cells", [CELLS[:2] + CELLS[3:5], CELLS[:3], CELLS[1:5]])
def test_no_table_says_what_another_hides(cells: Sequence[tuple[str, str]]) -> None:
    """By somebody who knows that each application was asked for the same, and all rules."""
    most = 8 if len(cells) == 3 else 6
    possible: dict[Any, list[tuple[int, ...]]] = defaultdict(list)
    for each in product(range(most + 1), repeat=len(cells)):
        selected = dict.fromkeys(CELLS, 0) | dict(zip(cells, each, strict=True))
        found = figures_of(counted(selected), 3, with_time=True)
        # days and editions say nothing of how many there are
        shown = None if found is None else repr(found).replace(repr(found.basis), "")
        whole = None if found is None else sum(each)
        possible[shown, whole].append(tuple(hidden_numbers(selected)))
    hidden = 0
    for (shown, whole), like_that in possible.items():
        if whole is None or whole > most:  # not all that look so were tried
            continue
        for number, *others in map(sorted, map(set, zip(*like_that, strict=True))):
            hidden += bool(others)
            assert others or number == 0 or number >= 3, (shown, like_that)
    assert hidden
