"""What is said of a comparison beside its changes: what was not found, and what is not claimed."""

from typing import Any, cast

import pytest
from tejun.audit.comparing import (
    Changed,
    ComparedRecords,
    ComparedSide,
    DecisionComparison,
    MovedFinding,
    MovedOutcome,
)
from tejun.model.json_types import FindingJson
from tejun.present.comparison import ComparisonPresentation
from tejun.present.plain import lines

from tests.support.explained import CATALOG, DOCUMENT, decision

STATE = cast(
    "FindingJson",
    {
        "requirement": "RS-P1-03",
        "subject": "person:mori",
        "status": "satisfied",
        "reason": "current",
        "params": {"names": ["森 一郎"]},
        "reads": [],
        "layer": "procedure",
        "enforcement": "binding",
    },
)


def shown(*by: tuple[tuple[int, ...], ...], **fields: Any) -> str:
    """Of two changes, and a finding for each of the causes."""
    change = Changed("facts", "changed", "people[mori].name", "/x", "/x", 1, 2)
    found = DecisionComparison(
        **{
            "before": decision(),
            "after": decision(),
            "changes": (change, change),
            "outcome": MovedOutcome("prepared", "prepared", ()),
            "findings": tuple(
                MovedFinding("RS-P1-03", "person:mori", STATE, None, causes) for causes in by
            ),
            "evaluations": 1,
            "stopped": None,
            **fields,
        }
    )
    side = ComparedSide(CATALOG, DOCUMENT)
    return "\n".join(
        lines(ComparisonPresentation(ComparedRecords(found, (side, side)), "en").blocks())
    )


@pytest.mark.parametrize("stopped", ["evaluations", "seconds"])
def test_where_it_stopped_and_each_was_found_it_is_not_said_that_none_is_missing(
    stopped: str,
) -> None:
    said = shown(((0,),), stopped=stopped)
    assert "whether other changes do as well was not seen of all" in said
    assert "not found" not in said
    assert "it was not found what moved them: 1" in shown(((0,),), (), stopped=stopped)


def test_an_outcome_of_which_it_was_not_found_counts() -> None:
    outcome = MovedOutcome("prepared", "action_required", ())
    assert "what moved them: 1" in shown(((0,),), outcome=outcome, stopped="seconds")


def test_where_there_are_too_many_changes_it_is_said_what_was_not_done() -> None:
    assert "there are more than are listed" in shown((), stopped="changes")


def test_of_a_change_that_is_not_named_it_is_not_said_that_it_moved_nothing() -> None:
    said = shown(((0,),))
    assert "named nowhere above (along with others they may have moved something): 2" in said
    assert "moved nothing" not in said


def test_whom_a_finding_is_about_is_shown_by_the_id() -> None:
    said = shown(((0,),))
    assert "person [mori]" in said
    assert "森" not in said
