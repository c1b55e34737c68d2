"""What a step changes: it supplies, adds or signs again, and never puts one value in place of another."""

import copy
from typing import Any

import pytest
from tejun.audit.remedy.edits import (
    AddEntry,
    AddItem,
    CannotApplyError,
    Edit,
    SignAgain,
    Supply,
    apply_edits,
)

DAY = "2026-11-20"
FACTS: dict[str, Any] = {
    "people": [
        {
            "id": "sato",
            "papers": {
                "state": "provided",
                "declared": {"by": "佐藤 遥", "on": "2026-10-05"},
                "period": {"start": "2022-01-01", "end": "2026-10-05"},
                "kept": {"place": "researchmap", "on": "2026-10-01"},
                "entries": [{"title": "A"}],
            },
            "records": {"state": "none", "declared": {"by": "佐藤 遥", "on": "2026-10-05"}},
        }
    ],
}
PAPERS = ("people", 0, "papers")


def after(*edits: Edit, day: str = DAY) -> Any:
    before = copy.deepcopy(FACTS)
    changed = apply_edits(FACTS, edits, day)
    assert before == FACTS, "what an edit changes is a copy"
    return changed["people"][0]


def test_a_value_is_supplied_where_there_is_none_and_what_is_around_it_too() -> None:
    person = after(Supply(("people", 0, "disclosures", "career"), {"state": "none"}))
    assert person["disclosures"] == {"career": {"state": "none"}}


def test_an_item_comes_behind_the_others() -> None:
    papers = after(AddItem((*PAPERS, "entries"), {"title": "B"}))["papers"]
    assert [entry["title"] for entry in papers["entries"]] == ["A", "B"]
    assert after(AddItem(("people", 0, "concerns"), 1))["concerns"] == [1]


def test_an_entry_is_signed_for_and_the_others_stand_since_they_did() -> None:
    papers = after(AddEntry(PAPERS, {"title": "B"}, {"by": "?", "on": DAY}))["papers"]
    assert papers["entries"] == [{"title": "A"}, {"title": "B", "since": DAY}]
    assert papers["declared"] == {"by": "佐藤 遥", "on": DAY, "since": "2026-10-05"}


def test_an_entry_makes_the_fact_where_it_is_absent() -> None:
    declared = {"by": "x", "on": DAY}
    person = after(AddEntry(("people", 0, "career"), {"title": "B"}, declared))
    assert person["career"] == {
        "state": "provided",
        "declared": declared,
        "entries": [{"title": "B"}],
    }


def test_signing_again_moves_days_forward_and_widens_the_span() -> None:
    papers = after(SignAgain(PAPERS, start="2021-04-01"))["papers"]
    assert papers["declared"] == {"by": "佐藤 遥", "on": DAY, "since": "2026-10-05"}
    assert papers["period"] == {"start": "2021-04-01", "end": DAY}
    assert papers["kept"] == {"place": "researchmap", "on": DAY}
    assert after(SignAgain(PAPERS, start="2023-04-01"))["papers"]["period"]["start"] == "2022-01-01"
    assert after(SignAgain(PAPERS, whole=True))["papers"]["period"] == "all"
    assert after(SignAgain(PAPERS, unchanged=False))["papers"]["declared"]["since"] == DAY


@pytest.mark.parametrize(
    "edit",
    [
        Supply((*PAPERS, "state"), "none"),
        Supply(PAPERS, {}),
        Supply((*PAPERS, "entries", 4, "year"), 2020),
        Supply((*PAPERS, "state", "x"), 1),
        AddItem((*PAPERS, "state"), 1),
        AddItem(("people", 7, "concerns"), 1),
        AddEntry(("people", 0, "records"), {"basis": "x"}, {"by": "x", "on": DAY}),
        SignAgain(("people", 0, "career")),
    ],
)
def test_an_edit_that_would_take_the_place_of_something_is_refused(edit: Edit) -> None:
    with pytest.raises(CannotApplyError):
        after(edit)


def test_a_declaration_that_lies_ahead_is_not_signed_back() -> None:
    with pytest.raises(CannotApplyError):
        after(SignAgain(PAPERS), day="2026-10-04")
