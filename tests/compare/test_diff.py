"""What differs between two editions: each kind of change in its place, and no change unseen.

Two kinds of editions are compared: those of `policies/` (`bundle`, of kprogram-2026; `bundles`, of every program),
changed in one place; and those that `built_from` builds from a small tree of policies (`TREE`, path → text) with the
given files in the place of its own.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tejun.bundle.archive import Bundle
from tejun.compare.changes import Change
from tejun.compare.diff import Diff, compare_bundles, diff_as_json
from tejun.present.catalog_words import CatalogWords
from tejun.present.differences import Differences
from tejun.words import Language

from tests.support.altered import (
    Built,
    Pointer,
    leaves,
    requirement,
    with_catalog,
    with_data,
    with_param,
    with_rego,
)
from tests.support.bundles import PROGRAM_YAML, TREE
from tests.support.cases import ROOT
from tests.support.editions import (
    CONFIG,
    FIRST_BASE,
    FIRST_BASE_FILES,
    LATER_BASE,
    MOVED_TO_LATER_BASE,
    TIGHTENING_FILE,
    program_yaml,
)
from tests.support.sample import Sample

PAPERS = "RS-P1-03"
MODULE = "procedure/people/papers/papers.rego"
CATALOG_STRIDE = 61
DATA_STRIDE = 5
"""A real edition has thousands of values: each 61st of its catalog, each 5th of its data is changed, one at a time."""
FORM = """forms:
  - id: questionnaire
    title: {ja: 質問票, en: Questionnaire}
    asked_of: person
    items:
      - {id: q01, title: {ja: 問1, en: Q1}}
"""


def parts(diff: Diff) -> set[str]:
    """The parts in which something differs."""
    names = ("program", "edition", "parameters", "requirements", "forms", "data", "rego")
    return {name for name in names if getattr(diff, name)}


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
        diff = compare_bundles(bundle, bundle)
        assert (diff.same, parts(diff), diff.relaxations) == (True, set(), ())


def test_whatever_the_small_catalog_says_otherwise_is_seen_and_shown(built_from: Built) -> None:
    before = built_from({CONFIG: PROGRAM_YAML + FORM})
    places = list(leaves(before.catalog))
    assert len(places) > 60
    for pointer, value in places:
        diff = compare_bundles(before, with_catalog(before, pointer, other_than(value)))
        assert not diff.same, pointer
        for language in ("ja", "en"):
            assert has_words(diff, language), pointer


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_whatever_a_real_edition_says_otherwise_is_seen_and_shown(
    bundles: dict[str, Bundle], sample: Sample
) -> None:
    changes: list[tuple[Bundle, Callable[..., Bundle], tuple[Pointer, Any]]] = []
    for bundle in bundles.values():
        catalog, data = leaves(bundle.catalog), leaves(bundle.data[bundle.root])
        changes += [(bundle, with_catalog, leaf) for leaf in list(catalog)[::CATALOG_STRIDE]]
        changes += [(bundle, with_data, leaf) for leaf in list(data)[::DATA_STRIDE]]
    for before, alter, (pointer, value) in sample.of(
        changes, lambda change: (change[1], *field_of(change[2][0]))
    ):
        diff = compare_bundles(before, alter(before, pointer, other_than(value)))
        assert not diff.same, pointer
        assert has_words(diff, "ja"), pointer
        assert has_words(diff, "en"), pointer


def field_of(pointer: Pointer) -> tuple[str | int, str]:
    """The top-level key and the field's name, alike for every item of a list: a short run changes one value of each."""
    names = [key for key in pointer if isinstance(key, str)]
    return pointer[0], names[-1]


def has_words(diff: Diff, language: Language) -> bool:
    """Whether a notice in both languages and one in a single language each show a difference."""
    in_words = CatalogWords(language)
    whole, short = (
        Differences(in_words).notice(diff),
        Differences(in_words, one_language=True).notice(diff),
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
    diff = compare_bundles(bundle, replace(bundle, **{name: value}))
    assert Change((name,), "changed", getattr(bundle, name), value) in diff.edition


# --- each change in its part, and reported once ------------------------------------------------


def test_a_new_edition_of_the_same_conditions_differs_in_its_name_and_dates_alone(
    built_from: Built,
) -> None:
    diff = compare_bundles(built_from({}), built_from({CONFIG: program_yaml(base=FIRST_BASE)}))
    assert parts(diff) == {"edition"}
    assert diff.edition == (
        Change(("edition",), "changed", "1", "2"),
        Change(("sequence",), "changed", 1, 2),
        Change(("effective_from",), "changed", "2026-04-01", "2027-05-01"),
    )


PROGRAM_TITLE = "小さな例"


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
        (PROGRAM_TITLE, "例", Change(("title", "ja"), "changed", "小さな例", "例")),
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
    diff = compare_bundles(built_from({}), built_from({CONFIG: PROGRAM_YAML.replace(old, new)}))
    named_by_it = {"data"} if old == PROGRAM_TITLE else set()  # the title is a name of the funder
    assert parts(diff) == {"program"} | named_by_it
    assert diff.program == (change,)


def test_a_parameter_comes_with_its_direction_and_where_it_moved(bundle: Bundle) -> None:
    diff = compare_bundles(bundle, with_param(bundle, "screening_max_age_days", 180))
    assert parts(diff) == {"parameters"}
    (change,) = diff.parameters
    assert (change.name, change.before, change.after) == ("screening_max_age_days", 365, 180)
    assert (change.direction, change.move) == ("decrease", "stricter")


def test_of_a_list_in_a_parameter_its_items_are_compared(bundle: Bundle) -> None:
    lists = {
        **bundle.data[bundle.root]["params"]["person_lists"],
        "UN": ["un-consolidated-example", "more"],
    }
    (change,) = compare_bundles(bundle, with_param(bundle, "person_lists", lists)).parameters
    assert change.changes == (Change(("person_lists", "UN", "-"), "added", after="more"),)
    assert (change.direction, change.move) == ("add", "stricter")


def test_a_parameter_that_is_new_or_set_no_more(bundle: Bundle) -> None:
    shared = with_param(bundle, "shared_risk_cases", ["case"])
    (added,) = compare_bundles(bundle, shared).parameters
    assert (added.before, added.after, added.move) == (None, ["case"], "neutral")
    (removed,) = compare_bundles(shared, bundle).parameters
    assert (removed.before, removed.after, removed.move) == (["case"], None, "looser")


def test_a_parameter_that_nothing_declares_has_no_direction(bundle: Bundle) -> None:
    (change,) = compare_bundles(bundle, with_param(bundle, "nobody_reads_this", 1)).parameters
    assert (change.direction, change.description, change.move) == (None, {}, "neutral")


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
    diff = compare_bundles(
        bundle, with_catalog(bundle, requirement(bundle, PAPERS, *within), value)
    )
    (change,) = diff.requirements
    assert (change.id, change.kind, change.layer, change.tightens) == (
        PAPERS,
        "changed",
        "procedure",
        None,
    )
    assert [(change.path, change.after) for change in change.changes] == [(path, value)]


def test_a_reason_that_is_new_or_removed_is_shown_whole(built_from: Built) -> None:
    renamed = {
        f"procedure/{path}": TREE[f"procedure/{path}"].replace("too_short", "short")
        for path in ["people/papers/papers.rego"]
    }
    (change,) = compare_bundles(built_from({}), built_from(renamed)).requirements
    assert [(change.path, change.kind) for change in change.changes] == [
        (("reasons", "too_short"), "removed"),
        (("reasons", "short"), "added"),
    ]


@pytest.mark.opa
def test_a_later_base_adds_withdraws_and_restates(built_from: Built) -> None:
    diff = compare_bundles(built_from(FIRST_BASE_FILES), built_from(MOVED_TO_LATER_BASE))
    kinds = {(change.id, change.kind) for change in diff.requirements}
    assert kinds == {("RS-P1-05", "added"), ("RS-P1-02", "removed"), (PAPERS, "changed")}
    restated = next(change for change in diff.requirements if change.id == PAPERS)
    assert [change.path for change in restated.changes] == [("clause", "quote")]
    assert Change(("base",), "changed", FIRST_BASE, LATER_BASE) in diff.edition
    assert Change(("base_edition", "dated"), "changed", "2025-06-11", "2027-04-01") in diff.edition


def test_a_tightening_is_a_thing_of_its_own_with_all_that_its_metadata_say(
    built_from: Built,
) -> None:
    changed = (
        TREE[TIGHTENING_FILE]
        .replace("追加条件", "別の条件")
        .replace('effective_from: "2026-04-01"', 'effective_from: "2026-10-01"')
    )
    diff = compare_bundles(built_from({}), built_from({TIGHTENING_FILE: changed}))
    (change,) = diff.requirements
    assert (change.id, change.kind, change.layer, change.tightens) == (
        "TP-01",
        "changed",
        "program",
        PAPERS,
    )
    assert [(change.path, change.after) for change in change.changes] == [
        (("effective_from",), "2026-10-01"),
        (("title", "ja"), "別の条件"),
    ]


def test_a_tightening_that_is_taken_back_is_reported_once(bundle: Bundle) -> None:
    # A reason that a tightening added has the tightening's id under `by`; the first such is KP-02's.
    entry = next(
        entry
        for entry in bundle.catalog["requirements"]
        if any("by" in reason for reason in entry["reasons"].values())
    )
    of_procedure = {code: reason for code, reason in entry["reasons"].items() if "by" not in reason}
    after = with_catalog(bundle, requirement(bundle, entry["id"], "reasons"), of_procedure)
    (change,) = compare_bundles(bundle, after).requirements
    assert (change.id, change.kind, change.tightens) == ("KP-02", "removed", entry["id"])


def test_the_same_two_editions_read_the_same_in_every_process() -> None:
    command = [sys.executable, "-c", _COMPARE]
    texts = {
        subprocess.run(
            command,
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(texts) == 1


_COMPARE = """
import os, json
from tejun.compare.diff import compare_bundles, diff_as_json
from tejun.registry import Registry
from tejun.settings import Settings
registry = Registry.from_settings(Settings.from_env(os.environ))
first, second = (registry.open(registry.edition(slug, "1")) for slug in ("kprogram-2026", "trust-2026"))
print(json.dumps(diff_as_json(compare_bundles(first, second))))
"""
"""A tightening of trust-2026 has several reasons that kprogram-2026 has not: in whatever order a set gives them, the
difference must list them in the same."""


def test_a_form_and_its_items(built_from: Built) -> None:
    before = built_from({CONFIG: PROGRAM_YAML + FORM})
    more = FORM + "      - {id: q02, title: {ja: 問2, en: Q2}}\n"
    after = built_from({CONFIG: PROGRAM_YAML + more.replace("en: Q1", "en: Question 1")})
    diff = compare_bundles(before, after)
    assert parts(diff) == {"forms"}
    assert [(change.path, change.kind) for change in diff.forms] == [
        (("questionnaire", "items", "q01", "title", "en"), "changed"),
        (("questionnaire", "items", "q02"), "added"),
    ]


def test_data_that_say_otherwise_than_the_catalog_are_a_part_of_their_own(bundle: Bundle) -> None:
    diff = compare_bundles(bundle, with_data(bundle, ("call", "reference"), "another"))
    assert parts(diff) == {"data"}
    (change,) = diff.data
    assert (change.path[0], change.path[-1], change.after) == (
        "call",
        "reference",
        "another",
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
    diff = compare_bundles(before, with_rego(before, MODULE, old, new=new))
    assert parts(diff) == {"rego"}
    (change,) = diff.rego
    assert (change.path, change.kind, (change.rules, change.metadata)) == (
        MODULE,
        "changed",
        differ,
    )


def test_rego_that_is_new_or_removed_counts_its_lines(built_from: Built) -> None:
    files = {"lib/more.rego": "package policy.lib.more\n\nmore := 1\n"}
    before, after = built_from({}), built_from(files)
    (added,) = compare_bundles(before, after).rego
    (removed,) = compare_bundles(after, before).rego
    assert (added.kind, added.lines_added, added.lines_removed) == ("added", 3, 0)
    assert (removed.kind, removed.lines_added, removed.lines_removed) == ("removed", 0, 3)


def test_other_webassembly_of_the_same_rego_is_seen(bundle: Bundle) -> None:
    diff = compare_bundles(bundle, replace(bundle, wasm=b"\0asm\1\0\0\0"))
    assert [change.path for change in diff.rego] == ["policy.wasm"]


def test_two_programs_are_compared_without_looking_for_relaxations(
    bundles: dict[str, Bundle],
) -> None:
    diff = compare_bundles(bundles["kprogram-2026"], bundles["trust-2026"])
    assert Change(("slug",), "changed", "kprogram-2026", "trust-2026") in diff.program
    assert diff.relaxations == ()


def test_the_json_names_its_form_and_has_the_relaxations(bundle: Bundle) -> None:
    document = diff_as_json(
        compare_bundles(bundle, with_param(bundle, "screening_max_age_days", 400))
    )
    assert (document["schema"], document["same"]) == ("tejun/bundle-diff/1", False)
    assert [relaxation["place"] for relaxation in document["loosened"]] == [
        "parameters/screening_max_age_days"
    ]


def test_a_period_of_retention_is_shown_in_words(bundle: Bundle) -> None:
    pointer = ("program", "retention")
    ten, five = ({"years": years, "from": "end"} for years in (10, 5))
    diff = compare_bundles(with_catalog(bundle, pointer, ten), with_catalog(bundle, pointer, five))
    assert [(change.path, change.before, change.after) for change in diff.program] == [
        (("retention", "years"), 10, 5)
    ]
    words = CatalogWords("en")
    assert words.label(["retention", "years"]) == "retention / years"
    assert words.value(ten, ["retention"]) == "years: 10; counted from: the end of the project"
