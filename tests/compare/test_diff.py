"""What differs between two editions: each kind of change in its place, and no change unseen."""

from dataclasses import replace
from typing import Any

import pytest
from tejun.bundle.archive import Bundle
from tejun.compare.changes import Change
from tejun.compare.diff import Diff, diff, to_json
from tejun.present.catalog_words import CatalogWords
from tejun.present.differences import Differences
from tejun.words import Language

from tests.support.altered import (
    Built,
    leaves,
    requirement,
    with_catalog,
    with_data,
    with_param,
    with_rego,
)
from tests.support.bundles import PROGRAM_YAML, TREE
from tests.support.cases import PROGRAMS
from tests.support.editions import (
    CONFIG,
    EARLIER_FILES,
    FIRST,
    LATER,
    MOVED,
    STRICTER,
    program_yaml,
)

PAPERS = "RS-P1-03"
MODULE = "procedure/people/papers/papers.rego"
EACH = 61
"""A real catalog has some thousands of leaves: one of so many is changed."""
FORM = """forms:
  - id: questionnaire
    title: {ja: 質問票, en: Questionnaire}
    asked_of: person
    items:
      - {id: q01, title: {ja: 問1, en: Q1}}
"""


def parts(found: Diff) -> set[str]:
    """The parts in which something differs."""
    named = ("program", "edition", "parameters", "requirements", "forms", "data", "rego")
    return {name for name in named if getattr(found, name)}


def other_than(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return f"{value}x"
        case dict():
            return {"x": {}}
        case _:
            return ["x"]


# --- nothing unseen ----------------------------------------------------------------------------


def test_an_edition_does_not_differ_from_itself(bundles: dict[str, Bundle]) -> None:
    for bundle in bundles.values():
        found = diff(bundle, bundle)
        assert (found.same, parts(found), found.loosened) == (True, set(), ())


def test_whatever_the_small_catalog_says_otherwise_is_seen_and_told(built_from: Built) -> None:
    before = built_from({CONFIG: PROGRAM_YAML + FORM})
    places = list(leaves(before.catalog))
    assert len(places) > 60
    for pointer, value in places:
        found = diff(before, with_catalog(before, pointer, other_than(value)))
        assert not found.same, pointer
        for language in ("ja", "en"):
            assert told(found, language), pointer


@pytest.mark.parametrize("program", PROGRAMS)
def test_whatever_a_real_edition_says_otherwise_is_seen_and_told(
    program: str, bundles: dict[str, Bundle]
) -> None:
    before = bundles[program]
    sample = [(with_catalog, one) for one in list(leaves(before.catalog))[::EACH]]
    sample += [(with_data, one) for one in list(leaves(before.data[before.root]))[::5]]
    for alter, (pointer, value) in sample:
        found = diff(before, alter(before, pointer, other_than(value)))
        assert not found.same, pointer
        assert told(found, "ja"), pointer
        assert told(found, "en"), pointer


def told(found: Diff, language: Language) -> bool:
    """Whether a notice says of a difference, whole or in one language."""
    in_words = CatalogWords(language)
    whole, short = (
        Differences(in_words).notice(found),
        Differences(in_words, one_language=True).notice(found),
    )
    return all(
        notice.parts and all(group.items for part in notice.parts for group in part.groups)
        for notice in (whole, short)
    )


@pytest.mark.parametrize(
    "name", ["edition", "base", "sequence", "effective_from", "effective_until", "restores"]
)
def test_what_the_manifest_says_otherwise_is_of_the_edition(bundle: Bundle, name: str) -> None:
    value = other_than(getattr(bundle, name))
    found = diff(bundle, replace(bundle, **{name: value}))
    assert Change((name,), "changed", getattr(bundle, name), value) in found.edition


# --- each change in its part, and told once ----------------------------------------------------


def test_a_new_edition_of_the_same_conditions_differs_in_its_name_and_dates_alone(
    built_from: Built,
) -> None:
    found = diff(built_from({}), built_from({CONFIG: program_yaml(base=FIRST)}))
    assert parts(found) == {"edition"}
    assert found.edition == (
        Change(("edition",), "changed", "1", "2"),
        Change(("sequence",), "changed", 1, 2),
        Change(("effective_from",), "changed", "2026-04-01", "2027-05-01"),
    )


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (
            "desk@",
            "office@",
            Change(("contact",), "changed", "desk@example.org", "office@example.org"),
        ),
        (
            "2026-12-18",
            "2027-01-15",
            Change(("call", "closes"), "changed", "2026-12-18", "2027-01-15"),
        ),
        (
            "with_application",
            "after_interview",
            Change(("call", "review"), "changed", "with_application", "after_interview"),
        ),
        ("小さな例", "例", Change(("title", "ja"), "changed", "小さな例", "例")),
        (
            "sources: [架空の公募要領]",
            "sources: [架空の公募要領, 別紙]",
            Change(("sources", "-"), "added", after="別紙"),
        ),
    ],
)
def test_what_the_program_says_of_itself(
    built_from: Built, old: str, new: str, change: Change
) -> None:
    found = diff(built_from({}), built_from({CONFIG: PROGRAM_YAML.replace(old, new)}))
    assert parts(found) == {"program"}
    assert found.program == (change,)


def test_a_parameter_is_told_with_its_direction_and_where_it_moved(bundle: Bundle) -> None:
    found = diff(bundle, with_param(bundle, "screening_max_age_days", 180))
    assert parts(found) == {"parameters"}
    (one,) = found.parameters
    assert (one.name, one.before, one.after) == ("screening_max_age_days", 365, 180)
    assert (one.direction, one.move) == ("decrease", "stricter")


def test_of_a_list_in_a_parameter_its_items_are_told(bundle: Bundle) -> None:
    lists = {
        **bundle.data[bundle.root]["params"]["person_lists"],
        "UN": ["un-consolidated", "more"],
    }
    (one,) = diff(bundle, with_param(bundle, "person_lists", lists)).parameters
    assert one.changes == (Change(("person_lists", "UN", "-"), "added", after="more"),)
    assert (one.direction, one.move) == ("add", "stricter")


def test_a_parameter_that_is_new_or_set_no_more(bundle: Bundle) -> None:
    shared = with_param(bundle, "shared_risk_cases", ["case"])
    (new,) = diff(bundle, shared).parameters
    assert (new.before, new.after, new.move) == (None, ["case"], "neutral")
    (gone,) = diff(shared, bundle).parameters
    assert (gone.before, gone.after, gone.move) == (["case"], None, "looser")


def test_a_parameter_that_nothing_declares_has_no_direction(bundle: Bundle) -> None:
    (one,) = diff(bundle, with_param(bundle, "nobody_reads_this", 1)).parameters
    assert (one.direction, one.description, one.move) == (None, {}, "neutral")


@pytest.mark.parametrize(
    ("within", "value", "path"),
    [
        (("title", "en"), "Articles", ("title", "en")),
        (("description", "ja"), "別の説明", ("description", "ja")),
        (("clause", "quote"), "別の文言", ("clause", "quote")),
        (("actor",), "institution", ("actor",)),
        (("stage",), "judgement", ("stage",)),
        (("enforcement",), "advisory", ("enforcement",)),
        (("effective_from",), "2027-04-01", ("effective_from",)),
        (("reasons", "absent", "status"), "consult_fa", ("reasons", "absent", "status")),
        (("reasons", "absent", "message", "ja"), "なし", ("reasons", "absent", "message", "ja")),
    ],
)
def test_each_field_of_a_requirement_is_a_change_of_it(
    bundle: Bundle, within: tuple[str, ...], value: Any, path: tuple[str, ...]
) -> None:
    found = diff(bundle, with_catalog(bundle, requirement(bundle, PAPERS, *within), value))
    (one,) = found.requirements
    assert (one.id, one.kind, one.layer, one.tightens) == (PAPERS, "changed", "procedure", None)
    assert [(change.path, change.after) for change in one.changes] == [(path, value)]


def test_a_reason_that_is_new_or_gone_is_told_whole(built_from: Built) -> None:
    renamed = {
        f"procedure/{path}": TREE[f"procedure/{path}"].replace("too_short", "short")
        for path in ["people/papers/papers.rego"]
    }
    (one,) = diff(built_from({}), built_from(renamed)).requirements
    assert [(change.path, change.kind) for change in one.changes] == [
        (("reasons", "too_short"), "removed"),
        (("reasons", "short"), "added"),
    ]


@pytest.mark.opa
def test_a_later_base_adds_withdraws_and_restates(built_from: Built) -> None:
    found = diff(built_from(EARLIER_FILES), built_from(MOVED))
    told = {(one.id, one.kind) for one in found.requirements}
    assert told == {("RS-P1-05", "added"), ("RS-P1-02", "removed"), (PAPERS, "changed")}
    restated = next(one for one in found.requirements if one.id == PAPERS)
    assert [change.path for change in restated.changes] == [("clause", "quote")]
    assert Change(("base",), "changed", FIRST, LATER) in found.edition
    assert Change(("base_edition", "dated"), "changed", "2025-06-11", "2027-04-01") in found.edition


def test_a_tightening_is_a_thing_of_its_own_with_all_that_its_metadata_say(
    built_from: Built,
) -> None:
    changed = (
        TREE[STRICTER]
        .replace("追加条件", "別の条件")
        .replace('effective_from: "2026-04-01"', 'effective_from: "2026-10-01"')
    )
    found = diff(built_from({}), built_from({STRICTER: changed}))
    (one,) = found.requirements
    assert (one.id, one.kind, one.layer, one.tightens) == ("TP-01", "changed", "program", PAPERS)
    assert [(change.path, change.after) for change in one.changes] == [
        (("effective_from",), "2026-10-01"),
        (("title", "ja"), "別の条件"),
    ]


def test_a_tightening_that_is_taken_back_is_told_once(bundle: Bundle) -> None:
    entry = next(
        one
        for one in bundle.catalog["requirements"]
        if any("by" in reason for reason in one["reasons"].values())
    )
    kept = {code: reason for code, reason in entry["reasons"].items() if "by" not in reason}
    after = with_catalog(bundle, requirement(bundle, entry["id"], "reasons"), kept)
    (one,) = diff(bundle, after).requirements
    assert (one.id, one.kind, one.tightens) == ("KP-02", "removed", entry["id"])


def test_a_form_and_its_items(built_from: Built) -> None:
    before = built_from({CONFIG: PROGRAM_YAML + FORM})
    more = FORM + "      - {id: q02, title: {ja: 問2, en: Q2}}\n"
    after = built_from({CONFIG: PROGRAM_YAML + more.replace("en: Q1", "en: Question 1")})
    found = diff(before, after)
    assert parts(found) == {"forms"}
    assert [(change.path, change.kind) for change in found.forms] == [
        (("questionnaire", "items", "q01", "title", "en"), "changed"),
        (("questionnaire", "items", "q02"), "added"),
    ]


def test_data_that_say_otherwise_than_the_catalog_are_told_by_themselves(bundle: Bundle) -> None:
    found = diff(bundle, with_data(bundle, ("checklist", 0, "enforcement"), "advisory"))
    assert parts(found) == {"data"}
    (change,) = found.data
    assert (change.path[0], change.path[-1], change.after) == (
        "checklist",
        "enforcement",
        "advisory",
    )


# --- Rego --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "differ"),
    [
        ("> 10", "> 20", (True, False)),
        ("# title: Papers", "# title: Articles", (False, True)),
        ("findings :=", "# a remark\n\nfindings :=", (False, False)),
    ],
)
def test_rego_tells_whether_rules_changed_and_whether_their_words_did(
    built_from: Built, old: str, new: str, differ: tuple[bool, bool]
) -> None:
    before = built_from({})
    found = diff(before, with_rego(before, MODULE, old, new=new))
    assert parts(found) == {"rego"}
    (one,) = found.rego
    assert (one.path, one.kind, (one.rules, one.metadata)) == (MODULE, "changed", differ)


def test_rego_that_is_new_or_gone_counts_its_lines(built_from: Built) -> None:
    added = {"lib/more.rego": "package policy.lib.more\n\nmore := 1\n"}
    before, after = built_from({}), built_from(added)
    (new,) = diff(before, after).rego
    (gone,) = diff(after, before).rego
    assert (new.kind, new.lines_added, new.lines_removed) == ("added", 3, 0)
    assert (gone.kind, gone.lines_added, gone.lines_removed) == ("removed", 0, 3)


def test_another_module_over_the_same_rego_is_seen(bundle: Bundle) -> None:
    found = diff(bundle, replace(bundle, wasm=b"\0asm\1\0\0\0"))
    assert [one.path for one in found.rego] == ["policy.wasm"]


def test_two_programs_are_compared_without_holding_one_to_the_other(
    bundles: dict[str, Bundle],
) -> None:
    found = diff(bundles["kprogram-2026"], bundles["trust-2026"])
    assert Change(("slug",), "changed", "kprogram-2026", "trust-2026") in found.program
    assert found.loosened == ()


def test_the_json_is_named_and_says_what_was_loosened(bundle: Bundle) -> None:
    found = to_json(diff(bundle, with_param(bundle, "screening_max_age_days", 400)))
    assert (found["schema"], found["same"]) == ("tejun/bundle-diff/1", False)
    assert [one["place"] for one in found["loosened"]] == ["parameters/screening_max_age_days"]
