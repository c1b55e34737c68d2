"""Everything of which a later edition asks less is a relaxation; what it asks more of is none."""

from copy import deepcopy
from dataclasses import replace
from typing import Any, cast

import pytest
from tejun.bundle.archive import Bundle
from tejun.bundle.effects import effects_of
from tejun.compare.relaxations import find_relaxations
from tejun.terms import CATALOG_BEFORE_EFFECTS, EFFECTS, Outcome

from tests.support.altered import Built, requirement, with_catalog, with_param
from tests.support.bundles import PROGRAM_YAML, TREE
from tests.support.editions import (
    CONFIG,
    FIRST_BASE,
    FIRST_BASE_FILES,
    LATER_BASE,
    MOVED_TO_LATER_BASE,
    TIGHTENING_FILE,
)

PAPERS = "RS-P1-03"


def places(before: Bundle, after: Bundle) -> list[str]:
    return [relaxation.place for relaxation in find_relaxations(before, after)]


def changed(bundle: Bundle, *within: str, to: Any) -> Bundle:
    return with_catalog(bundle, requirement(bundle, PAPERS, *within), to)


def without(bundle: Bundle, name: str) -> Bundle:
    others = [entry for entry in bundle.catalog["requirements"] if entry["id"] != name]
    return replace(bundle, catalog={**bundle.catalog, "requirements": others})


def on_base(bundle: Bundle, name: str, dated: str) -> Bundle:
    """The edition, resting on another base whose requirements are the same."""
    program = deepcopy(bundle.catalog["program"]) | {"base": name}
    program["base_edition"] |= {"name": name, "dated": dated}
    return replace(with_catalog(bundle, ("program",), program), base=name)


def test_an_edition_relaxes_nothing_of_itself(bundles: dict[str, Bundle]) -> None:
    assert [find_relaxations(bundle, bundle) for bundle in bundles.values()] == [()] * len(bundles)


# --- requirements ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("within", "value"),
    [
        (("enforcement",), "advisory"),
        (("enforcement",), "fa_duty"),
        (("subjects",), ["co_pi"]),
        (("effective_from",), "2027-04-01"),
        (("reasons", "absent", "status"), "consult_fa"),
        (("reasons", "period_too_short", "status"), "satisfied"),
    ],
)
def test_a_requirement_of_the_procedure_may_not_ask_for_less(
    bundle: Bundle, within: tuple[str, ...], value: Any
) -> None:
    place = "/".join(("requirements", PAPERS, *within)).removesuffix("/status")
    assert places(bundle, changed(bundle, *within, to=value)) == [place]


@pytest.mark.parametrize(
    ("within", "value"),
    [
        (("subjects",), ["person", "supporter"]),
        (("effective_from",), "2025-01-01"),
        (("reasons", "absent", "status"), "unsatisfied"),
        (("reasons", "provided", "status"), "not_applicable"),
        (("title", "ja"), "論文"),
    ],
)
def test_a_requirement_may_ask_for_more_or_in_other_words(
    bundle: Bundle, within: tuple[str, ...], value: Any
) -> None:
    assert places(bundle, changed(bundle, *within, to=value)) == []


def test_writing_out_the_kinds_of_institution_narrows_nothing(bundle: Bundle) -> None:
    all_of_them = changed(bundle, "subjects", to=["institution"])
    assert places(all_of_them, changed(bundle, "subjects", to=["lead", "joint"])) == []
    assert places(all_of_them, changed(bundle, "subjects", to=["lead"])) == [
        f"requirements/{PAPERS}/subjects"
    ]


def test_what_is_already_advisory_cannot_be_weakened(bundle: Bundle) -> None:
    advisory = changed(bundle, "enforcement", to="advisory")
    assert places(advisory, changed(bundle, "enforcement", to="fa_duty")) == []
    assert places(advisory, bundle) == []


def test_a_requirement_that_was_removed_is_reported(bundle: Bundle) -> None:
    assert places(bundle, without(bundle, PAPERS)) == [f"requirements/{PAPERS}"]


@pytest.mark.parametrize(("code", "is_open"), [("absent", True), ("provided", False)])
def test_a_reason_that_was_removed_is_reported_where_it_was_open(
    bundle: Bundle, code: str, is_open: bool
) -> None:
    pointer = requirement(bundle, PAPERS, "reasons")
    reasons = dict(bundle.catalog["requirements"][pointer[1]]["reasons"])
    del reasons[code]
    expected = [f"requirements/{PAPERS}/reasons/{code}"] if is_open else []
    assert places(bundle, with_catalog(bundle, pointer, reasons)) == expected


@pytest.mark.parametrize("outcome", ["out_of_scope", "replaced"])
def test_a_reason_that_now_brings_about_an_outcome_by_itself_is_reported(
    bundle: Bundle, outcome: str
) -> None:
    status = EFFECTS[cast("Outcome", outcome)]
    reason = {"status": status, "message": {"ja": "理由", "en": "a reason"}}
    asked = changed(bundle, "subjects", to=["application"])
    before = changed(asked, "reasons", "provided", to=reason)
    after = changed(asked, "reasons", "provided", to={**reason, "outcome": outcome})
    assert places(before, after) == [f"requirements/{PAPERS}/reasons/provided"]
    assert places(after, before) == []
    [relaxation] = find_relaxations(before, after)
    assert f"brings about the outcome {outcome}" in relaxation.message.in_("en")
    assert f"結果が {outcome} になる" in relaxation.message.in_("ja")


def test_a_new_requirement_that_brings_about_an_outcome_by_itself_is_reported(
    bundle: Bundle,
) -> None:
    name, codes = next(iter(effects_of(bundle.catalog).items()))
    assert places(without(bundle, name), bundle) == [
        f"requirements/{name}/reasons/{code}" for code in codes
    ]


def test_a_reason_that_brings_about_another_outcome_is_reported(bundle: Bundle) -> None:
    name, codes = next(iter(effects_of(bundle.catalog).items()))
    pointer = requirement(bundle, name, "reasons", *codes)
    reason = bundle.catalog["requirements"][pointer[1]]["reasons"][pointer[-1]]
    swapped = {**reason, "status": "satisfied", "outcome": "replaced"}
    assert places(bundle, with_catalog(bundle, pointer, swapped)) == [
        f"requirements/{name}/reasons/{pointer[-1]}"
    ]


def test_against_an_earlier_catalog_that_declares_no_outcomes_none_is_reported(
    bundle: Bundle,
) -> None:
    earlier = with_catalog(bundle, ("schema",), CATALOG_BEFORE_EFFECTS)
    for name, codes in effects_of(bundle.catalog).items():
        for code in codes:
            pointer = requirement(earlier, name, "reasons", code, "outcome")
            earlier = with_catalog(earlier, pointer, None)
    assert places(earlier, bundle) == []


def test_a_program_may_take_back_what_it_added_of_its_own(bundle: Bundle) -> None:
    requirements = bundle.catalog["requirements"]
    own = next(entry["id"] for entry in requirements if entry["layer"] == "program")
    assert places(bundle, without(bundle, own)) == []
    pointer = next(
        requirement(bundle, entry["id"], "reasons")
        for entry in requirements
        if any("by" in reason for reason in entry["reasons"].values())
    )
    reasons = requirements[pointer[1]]["reasons"]
    of_procedure = {code: reason for code, reason in reasons.items() if "by" not in reason}
    assert places(bundle, with_catalog(bundle, pointer, of_procedure)) == []


# --- parameters --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("papers_look_back_years", 3),
        ("papers_look_back_years", None),
        ("screening_max_age_days", 400),
        ("risk_management_due", "2026-12-18"),
        ("mandatory_measures", ["data_access"]),
        ("person_lists", {"JP": ["jp-persons-example"]}),
    ],
)
def test_a_parameter_that_moved_against_its_direction_is_reported(
    bundle: Bundle, name: str, value: Any
) -> None:
    assert places(bundle, with_param(bundle, name, value)) == [f"parameters/{name}"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("papers_look_back_years", 7),
        ("funding_look_back_from", "2020-04-01"),
        ("risk_management_due", "2026-12-01"),
        ("mandatory_measures", ["training", "data_access"]),
        ("technology_areas", ["量子情報通信"]),
        ("personal_data_rule", "別の定め"),
    ],
)
def test_a_parameter_may_move_in_its_direction_or_be_set_anew(
    bundle: Bundle, name: str, value: Any
) -> None:
    assert places(bundle, with_param(bundle, name, value)) == []


def test_a_direction_that_is_declared_otherwise_does_not_count_for_the_move(bundle: Bundle) -> None:
    within = ("parameters", "papers_look_back_years", "direction")
    turned = changed(with_param(bundle, "papers_look_back_years", 3), *within, to="set")
    assert places(bundle, turned) == ["parameters/papers_look_back_years"]


def test_a_parameter_goes_with_what_read_it_where_that_was_the_programs_own(
    built_from: Built,
) -> None:
    own = TREE[TIGHTENING_FILE].replace(
        "#   reasons:",
        "#   parameters:\n#     most: {type: integer, direction: decrease, description: {ja: 上限, en: most}}\n"
        "#   reasons:",
    )
    program = PROGRAM_YAML + "  most: 3\n"
    before = built_from({TIGHTENING_FILE: own, CONFIG: program})
    assert places(before, built_from({})) == []
    more = built_from({TIGHTENING_FILE: own, CONFIG: program.replace("most: 3", "most: 4")})
    assert places(before, more) == ["parameters/most"]


def test_a_parameter_that_the_procedure_no_longer_declares_is_still_missed(
    bundle: Bundle,
) -> None:
    name = "papers_look_back_years"
    unread = changed(with_param(bundle, name, None), "parameters", to={})
    assert places(bundle, unread) == [f"parameters/{name}"]


# --- the base ----------------------------------------------------------------------------------


def test_a_base_that_is_not_later_is_reported(bundle: Bundle) -> None:
    for dated in ("2024-06-11", "2025-06-11"):
        assert places(bundle, on_base(bundle, "procedure-other", dated)) == ["base"]


def test_a_base_of_the_same_name_is_the_same_base_whatever_its_date(bundle: Bundle) -> None:
    dated = on_base(bundle, bundle.base, "2099-04-01")
    assert places(bundle, without(dated, PAPERS)) == [f"requirements/{PAPERS}"]


def test_a_requirement_that_the_program_takes_over_was_removed_from_the_procedure(
    bundle: Bundle,
) -> None:
    assert places(bundle, changed(bundle, "layer", to="program")) == [f"requirements/{PAPERS}"]


def test_on_a_later_base_the_program_answers_for_its_parameters_alone(bundle: Bundle) -> None:
    moved = without(on_base(bundle, LATER_BASE, "2027-04-01"), PAPERS)
    assert places(bundle, moved) == []
    assert places(bundle, with_param(moved, "screening_max_age_days", 400)) == [
        "parameters/screening_max_age_days"
    ]
    assert places(bundle, with_param(moved, "papers_look_back_years", None)) == []


def test_on_an_earlier_base_each_requirement_that_was_removed_is_reported_too(
    bundle: Bundle,
) -> None:
    moved = without(on_base(bundle, "procedure-2024", "2024-06-11"), PAPERS)
    assert places(bundle, moved) == ["base", f"requirements/{PAPERS}"]


@pytest.mark.opa
def test_a_program_that_moves_to_a_later_base_relaxes_nothing_but_cannot_move_back(
    built_from: Built,
) -> None:
    before, after = built_from(FIRST_BASE_FILES), built_from(MOVED_TO_LATER_BASE)
    assert (before.base, after.base) == (FIRST_BASE, LATER_BASE)
    assert places(before, after) == []
    assert places(after, before) == ["base", "requirements/RS-P1-05"]


def test_each_relaxation_has_a_message_in_both_languages(bundle: Bundle) -> None:
    after = changed(bundle, "enforcement", to="advisory")
    (relaxation,) = find_relaxations(bundle, with_param(after, "screening_max_age_days", 180))
    assert relaxation.message.in_("ja").startswith(f"{PAPERS} 発表論文: 結果に影響しなくなりました")
    assert "no longer counts for the outcome: binding → advisory" in relaxation.message.in_("en")
    (moved,) = find_relaxations(bundle, with_param(bundle, "screening_max_age_days", 400))
    assert "decrease" in moved.message.in_("ja")
    assert moved.message.in_("en").endswith("its declared direction, decrease: 365 → 400")
