"""Which way a parameter moved: stricter or looser by the direction that METADATA declares, nothing without one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.bundle.archive import Bundle
from tejun.compare import parameters

NUMBERS = st.integers(-9, 9) | st.sampled_from([-0.5, 0.5, 7.25])
DAYS = st.dates().map(str)
LISTS = st.lists(st.sampled_from("abc"), unique=True)
VALUES = NUMBERS | DAYS | LISTS | st.dictionaries(st.sampled_from("xyz"), LISTS)


@pytest.mark.parametrize(
    ("direction", "before", "after", "move"),
    [
        ("increase", 5, 7, "stricter"),
        ("increase", 5, 3, "looser"),
        ("decrease", 365, 180, "stricter"),
        ("decrease", 90, 180, "looser"),
        ("decrease", "2026-12-11", "2026-12-04", "stricter"),
        ("decrease", "2026-12-04", "2026-12-11", "looser"),
        ("increase", False, True, "stricter"),
        ("add", ["a"], ["a", "b"], "stricter"),
        ("add", ["a", "b"], ["b"], "looser"),
        ("add", ["a"], ["b"], "both"),
        ("add", ["a", "b"], ["b", "a"], "neutral"),
        ("add", {"JP": ["a"]}, {"JP": ["a"], "UN": ["b"]}, "stricter"),
        ("add", {"JP": ["a"], "UN": ["b"]}, {"JP": ["a"]}, "looser"),
        ("add", {"JP": ["a"], "UN": ["b"]}, {"JP": ["a", "c"], "UN": []}, "both"),
        ("increase", {"a": 1, "b": 1}, {"a": 2, "b": 1}, "stricter"),
        ("increase", 5, "five", "both"),
        ("increase", "wide", "wider", "both"),
        ("set", ["a"], [], "neutral"),
        ("increase", None, 5, "neutral"),
        ("increase", 5, None, "looser"),
        ("set", "a", None, "neutral"),
    ],
)
def test_a_move_is_judged_by_its_direction(
    direction: str, before: Any, after: Any, move: str
) -> None:
    assert parameters.judge_move(direction, before, after) == move


@given(st.sampled_from(["increase", "decrease", "add"]), VALUES, VALUES)
def test_what_moved_back_moved_the_other_way(direction: str, before: Any, after: Any) -> None:
    turned = {"stricter": "looser", "looser": "stricter"}
    there = parameters.judge_move(direction, before, after)
    assert parameters.judge_move(direction, after, before) == turned.get(there, there)


def test_a_parameter_that_only_a_tightening_declares_is_known_too(
    bundles: dict[str, Bundle],
) -> None:
    bundle = bundles["trust-2026"]
    assert "review_days_after_selection" not in {
        name for entry in bundle.catalog["requirements"] for name in entry["parameters"]
    }
    declared = parameters.declared_parameters(bundle)["review_days_after_selection"]
    assert declared["direction"] == "decrease"


def test_everything_that_a_program_sets_is_declared(bundles: dict[str, Bundle]) -> None:
    for bundle in bundles.values():
        assert (
            parameters.parameter_values(bundle).keys()
            - parameters.declared_parameters(bundle).keys()
            == set()
        )
