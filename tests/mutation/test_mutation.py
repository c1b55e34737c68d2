"""Every mutant of the policies fails a case or a Rego test: nothing that they say could be otherwise unnoticed.

A sample has one mutant of each operator; a long run has all. Those that are listed are there in both.
`python -m tests.mutation FILE` shows the survivors of one file; `equivalent` lists what may survive, and why.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.mutants import Mutant
from tests.mutation.report import Report
from tests.mutation.running import Fate, judge, made
from tests.mutation.worlds import World, worlds
from tests.support.sample import Sample

POLICY = """package policy.lib.age

adult(person) := "yes" if {
	is_number(person.age)
	person.age >= 20
} else := "no"
"""

TEST = """package policy.lib.age_test

import data.policy.lib.age

test_an_adult_is_twenty if {
	age.adult({"age": 20}) == "yes"
	age.adult({"age": 19}) == "no"
}
"""

NO_NUMBER = """
test_what_is_no_number_is_no_age if {
	age.adult({"age": "40"}) == "no"
}
"""

DRAW = "1"
"""The same draw in every plain run, until a long run finds no survivor on the policies as they are now."""

DROPPED = "lib/age.rego adult: is_number(person.age) → true"


def small(test: str) -> World:
    """A world of one policy and its tests."""
    return World(name="small", files={"lib/age.rego": POLICY, "lib/age_test.rego": test})


def report_on(opa: Path, test: str, **equivalent: str) -> Report:
    return Report(judge(opa, [small(test)]), equivalent)


@pytest.mark.timeout(600)
def test_every_mutant_of_the_policies_fails_a_case_or_a_rego_test(
    opa: Path, sample: Sample, record_property: Callable[[str, object], None]
) -> None:
    drawn = sample if sample.seed is None else Sample(seed=DRAW)
    fates = judge(opa, worlds(), chosen=lambda mutants: drawn.of(mutants, kind))
    asked = {mutant for mutant, fate in fates.items() if fate is not Fate.NOT_ASKED}
    assert {kind(mutant) for mutant in asked} == {kind(mutant) for mutant in fates}
    report = Report(fates, EQUIVALENT)
    record_property("mutants", report.score)
    assert report.survivors == [], str(report)
    assert report.wrongly_listed == [], str(report)


def kind(mutant: Mutant) -> str:
    """Which are alike for a sample: of one operator."""
    return mutant.edit.operator


def test_each_mutant_differs_by_one_change_and_keeps_its_name_when_lines_move(opa: Path) -> None:
    mutants = made(opa, "lib/age.rego", POLICY)
    moved = made(opa, "lib/age.rego", f"# A remark.\n{POLICY}")
    assert [mutant.change for mutant in mutants] == [
        ("is_number(person.age)", "true"),
        ("is_number(person.age)", "not is_number(person.age)"),
        ("person.age >= 20", "true"),
        ("person.age >= 20", "person.age < 20"),
        ("person.age >= 20", "person.age > 20"),
    ]
    assert [mutant.key for mutant in moved] == [mutant.key for mutant in mutants]
    assert [mutant.line for mutant in moved] == [mutant.line + 1 for mutant in mutants]


@pytest.mark.parametrize(
    ("rules", "changed"),
    [
        ("known if input.a == 1", ["known if true", "known if input.a != 1"]),
        (
            "known if input.a < 1",
            ["known if true", "known if input.a >= 1", "known if input.a <= 1"],
        ),
        ("known if not input.a", ["known if true", "known if input.a"]),
        (
            'known if input.a in {"x", "y"}',
            [
                "known if true",
                'known if not input.a in {"x", "y"}',
                'known if input.a in {"y"}',
                'known if input.a in {"x"}',
            ],
        ),
        (
            "known if every a in input.a { a > 1 }",
            [
                "known if true",
                "known if every a in input.a { a <= 1 }",
                "known if every a in input.a { a >= 1 }",
            ],
        ),
        (
            "known := [a | some a in input.a; a.b]",
            ["known := [a | some a in input.a; true]", "known := [a | some a in input.a; not a.b]"],
        ),
        ('worst_first := ["x", "y"]', ['worst_first := ["y", "x"]']),
        ('said := verdict.satisfied("x", [])', ['said := verdict.missing("x", [])']),
        ('status := {"x": "consult_fa"}', ['status := {"x": "satisfied"}']),
        ("known contains 1\n\nknown contains 2", ["", ""]),
        ('known := "a == 1" # if input.a == 1', []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_operators_change_what_a_policy_decides(
    opa: Path, rules: str, changed: list[str]
) -> None:
    mutants = made(opa, "lib/known.rego", f"package policy.lib.known\n\n{rules}\n")
    assert [mutant.change[1] for mutant in mutants] == changed


def test_a_policy_whose_tests_pin_everything_has_no_survivor(opa: Path) -> None:
    report = report_on(opa, TEST + NO_NUMBER)
    assert report.survivors == []
    assert report.score.startswith("5 mutants: 5 killed, 0 equivalent (listed), 0 survived;")


def test_a_condition_that_no_test_pins_survives_and_is_shown(opa: Path) -> None:
    report = report_on(opa, TEST)
    assert [mutant.key for mutant in report.survivors] == [DROPPED]
    assert "lib/age.rego:4 (drop in adult)\n- is_number(person.age)\n+ true" in str(report)


def test_a_test_that_pins_nothing_kills_nothing(opa: Path) -> None:
    idle = "package policy.lib.age_test\n\nimport data.policy.lib.age\n\ntest_nothing if age\n"
    assert len(report_on(opa, idle).survivors) == 5


def test_a_listed_mutant_that_survives_is_no_survivor(opa: Path) -> None:
    report = report_on(opa, TEST, **{DROPPED: "no age is a text"})
    assert (report.survivors, report.wrongly_listed) == ([], [])
    assert "1 equivalent (listed)" in report.score


def test_a_listed_mutant_that_is_killed_after_all_is_reported(opa: Path) -> None:
    report = report_on(opa, TEST + NO_NUMBER, **{DROPPED: "no age is a text"})
    assert report.wrongly_listed == [DROPPED]


def test_a_listed_mutant_that_is_no_longer_there_is_reported(opa: Path) -> None:
    gone = DROPPED.replace("age)", "height)")
    assert report_on(opa, TEST, **{gone: "no age is a text"}).wrongly_listed == [gone]


def test_nothing_counts_as_killed_where_the_unchanged_policy_fails_its_test(opa: Path) -> None:
    with pytest.raises(RuntimeError, match="although it is unchanged"):
        judge(opa, [small(TEST.replace('"yes"', '"no"'))])


def test_rules_that_come_to_contradict_each_other_are_noticed(opa: Path) -> None:
    """OPA then ends in an error: it is that mutant's, and no other's."""
    policy = """package policy.lib.age

adult(person) := "yes" if person.age >= 20

adult(person) := "no" if person.age < 20
"""
    only_of_age = TEST.replace('\tage.adult({"age": 19}) == "no"\n', "")
    world = World(name="small", files={"lib/age.rego": policy, "lib/age_test.rego": only_of_age})
    fates = {mutant.change[1]: fate for mutant, fate in judge(opa, [world]).items()}
    assert fates['adult(person) := "no" if true'] is Fate.KILLED
    assert fates['adult(person) := "yes" if true'] is Fate.SURVIVED


def test_what_is_not_asked_is_no_survivor_and_must_still_be_there_where_it_is_listed(
    opa: Path,
) -> None:
    fates = judge(opa, [small(TEST)], chosen=lambda mutants: mutants[1:])
    assert fates[next(iter(fates))] is Fate.NOT_ASKED
    report = Report(fates, {DROPPED: "no age is a text"})
    assert (report.survivors, report.wrongly_listed) == ([], [])
    assert report.score.endswith("0 did not compile; 1 not in the sample")
    gone = DROPPED.replace("age)", "height)")
    assert Report(fates, {gone: "no age is a text"}).wrongly_listed == [gone]


def test_what_does_not_compile_is_counted_apart(opa: Path) -> None:
    policy = POLICY.replace("is_number(person.age)\n\tperson.age", "years = person.age\n\tyears")
    world = World(name="small", files={"lib/age.rego": policy, "lib/age_test.rego": TEST})
    report = Report(judge(opa, [world]), {})
    assert report.score.endswith("0 survived; 2 did not compile")
