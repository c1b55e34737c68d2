"""Base editions side by side: what a later one inherits, replaces, adds, withdraws, and what must then be restated."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tejun import canonical
from tejun.authoring import lint
from tejun.authoring.base import read_editions
from tejun.authoring.build import build_archive
from tejun.authoring.catalog import build_catalog
from tejun.authoring.source import Source, read_source
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import BundleError, Place
from tejun.registry import Registry

from tests.support.bundles import EDITION_YAML, PROGRAM_YAML, TREE, write_tree
from tests.support.cases import POLICIES, PROGRAM, ROOT
from tests.support.editions import (
    CAREER,
    CONFIG,
    FIRST_BASE,
    FIRST_BASE_FILES,
    LATER_BASE,
    LATER_BASE_FILES,
    MOVED_TO_LATER_BASE,
    NEW_WORDS,
    OLD_WORDS,
    PAPERS,
    PATENTS,
    SUPPORT,
    TIGHTENING_FILE,
    edition_yaml,
    program_yaml,
    requirement,
)
from tests.support.published import publish


@pytest.fixture
def moved(tmp_path: Path) -> Source:
    return read_source(write_tree(tmp_path, MOVED_TO_LATER_BASE), "tiny-2026")


def ids(source: Source) -> set[str]:
    return {item["id"] for item in build_catalog(source)["requirements"]}


def problems(folder: Path) -> tuple[Place, ...]:
    with pytest.raises(BundleError) as caught:
        lint.check_sources(read_source(folder, "tiny-2026"), folder)
    assert caught.value.advice.in_("ja")
    assert caught.value.advice.in_("en")
    assert all(place.message.in_("ja") and place.message.in_("en") for place in caught.value.places)
    return caught.value.places


# --- the edition at hand -----------------------------------------------------------------------


def test_the_edition_at_hand_is_named_dated_and_called_what_it_is() -> None:
    edition = read_editions(POLICIES)[FIRST_BASE]
    assert (edition.name, edition.dated, edition.follows) == (FIRST_BASE, "2025-06-11", None)
    assert "重要技術の流出防止等の取組に関する手順書" in edition.catalog_entry["title"]["ja"]
    assert "案" in edition.catalog_entry["status"]["ja"]
    assert "draft" in edition.catalog_entry["status"]["en"]
    assert (POLICIES / edition.source).is_file()


def test_the_catalog_says_on_which_edition_a_program_rests(moved: Source) -> None:
    program = build_catalog(moved)["program"]
    assert program["base"] == LATER_BASE
    assert program["base_edition"] == {
        "name": LATER_BASE,
        "dated": "2027-04-01",
        "title": {"ja": "手順書", "en": "The procedure"},
        "status": {"ja": "案", "en": "draft"},
    }
    real = build_catalog(read_source(POLICIES, PROGRAM))["program"]
    assert real["base_edition"]["name"] == real["base"] == FIRST_BASE


# --- what a later edition changes --------------------------------------------------------------


def test_a_later_edition_holds_only_what_it_changes(moved: Source) -> None:
    standing = {path: file for path, file in moved.files.items() if path.startswith("procedure/")}
    assert standing == {
        f"procedure/{CAREER}": f"procedure/{CAREER}",
        f"procedure/{PAPERS}": f"{LATER_BASE}/{PAPERS}",
        f"procedure/{PATENTS}": f"{LATER_BASE}/{PATENTS}",
    }
    assert NEW_WORDS in moved.rego[f"procedure/{PAPERS}"]
    assert ids(moved) == {"RS-P1-01b", "RS-P1-03", "RS-P1-05"}


def test_a_right_move_passes_the_lint(moved: Source, tmp_path: Path) -> None:
    lint.check_sources(moved, tmp_path)


def test_the_earlier_edition_stays_as_it_was(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, {**FIRST_BASE_FILES, **LATER_BASE_FILES})
    source = read_source(tree, "tiny-2026")
    lint.check_sources(source, tree)
    assert ids(source) == {"RS-P1-01b", "RS-P1-02", "RS-P1-03"}
    assert "procedure/people/papers/papers_test.rego" in source.files
    assert (
        source.rego == read_source(write_tree(tmp_path / "a", FIRST_BASE_FILES), "tiny-2026").rego
    )


def test_editions_follow_one_another_and_the_last_may_bring_back_what_was_withdrawn(
    tmp_path: Path,
) -> None:
    last = "procedure-2028-04-01"
    files = {
        f"{last}/edition.yaml": edition_yaml(last, LATER_BASE, withdrawn="[RS-P1-05]"),
        f"{last}/{SUPPORT}": FIRST_BASE_FILES[f"procedure/{SUPPORT}"],
        f"source/{last}.txt": f"研究歴\n{NEW_WORDS}\n研究費以外の支援等取得歴\n",
        CONFIG: program_yaml("3", last, "2028-04-01"),
    }
    tree = write_tree(tmp_path, {**MOVED_TO_LATER_BASE, **files})
    source = read_source(tree, "tiny-2026")
    lint.check_sources(source, tree)
    assert ids(source) == {"RS-P1-01b", "RS-P1-02", "RS-P1-03"}
    assert source.base.origin(f"procedure/{PAPERS}") == LATER_BASE
    assert source.base.origin(f"procedure/{CAREER}") == FIRST_BASE
    assert source.base.origin(f"procedure/{SUPPORT}") == last


# --- what must be restated ---------------------------------------------------------------------


def test_words_that_the_new_text_no_longer_has_are_listed_with_where_to_restate_them(
    tmp_path: Path,
) -> None:
    text = LATER_BASE_FILES[f"source/{LATER_BASE}.txt"].replace("研究歴", "経歴")
    [place] = problems(
        write_tree(tmp_path, {**MOVED_TO_LATER_BASE, f"source/{LATER_BASE}.txt": text})
    )
    assert place.pointer == f"procedure/{CAREER}"
    assert place.message.in_("en") == (
        f"clause/quote: these words do not stand in source/{LATER_BASE}.txt. RS-P1-01b is inherited from {FIRST_BASE}: "
        f"restate it in {LATER_BASE}/people/career, or list it under withdrawn in {LATER_BASE}/edition.yaml."
    )
    assert all(
        name in place.message.in_("ja")
        for name in ("RS-P1-01b", FIRST_BASE, f"{LATER_BASE}/people/career")
    )


def test_a_problem_in_what_the_later_edition_restates_names_its_file(tmp_path: Path) -> None:
    wrong = requirement("papers", "RS-P1-03", OLD_WORDS)
    [place] = problems(
        write_tree(tmp_path, {**MOVED_TO_LATER_BASE, f"{LATER_BASE}/{PAPERS}": wrong})
    )
    assert (place.pointer, place.line) == (f"{LATER_BASE}/{PAPERS}", 1)
    assert (
        place.message.in_("en")
        == f"clause/quote: these words do not stand in source/{LATER_BASE}.txt."
    )


def test_a_tightening_of_what_was_withdrawn_is_refused(tmp_path: Path) -> None:
    stricter = TREE[TIGHTENING_FILE].replace("tightens: RS-P1-03", "tightens: RS-P1-02")
    [place] = problems(write_tree(tmp_path, {**MOVED_TO_LATER_BASE, TIGHTENING_FILE: stricter}))
    assert place.pointer == TIGHTENING_FILE
    assert place.message.in_("en") == (
        f"There is no requirement RS-P1-02 to tighten: {LATER_BASE} withdrew RS-P1-02."
    )
    assert LATER_BASE in place.message.in_("ja")


@pytest.mark.parametrize("reader", [f"{LATER_BASE}/{PAPERS}", TIGHTENING_FILE])
def test_reading_a_requirement_that_was_withdrawn_is_refused(reader: str, tmp_path: Path) -> None:
    texts = {**TREE, **MOVED_TO_LATER_BASE}
    reading = texts[reader].replace(
        "import data.policy.lib.verdict",
        "import data.policy.lib.verdict\nimport data.policy.procedure.people.support",
    )
    [place] = problems(write_tree(tmp_path, {**MOVED_TO_LATER_BASE, reader: reading}))
    line = reading.splitlines().index("import data.policy.procedure.people.support") + 1
    assert (place.pointer, place.line) == (reader, line)
    assert place.message.in_("en") == (
        f"It reads the requirement people/support, which is not there: {LATER_BASE} withdrew RS-P1-02."
    )


def test_reading_a_requirement_that_never_was_is_refused(tmp_path: Path) -> None:
    reading = TREE[TIGHTENING_FILE] + "\nothers := data.policy.procedure.people.nothing.findings\n"
    [place] = problems(write_tree(tmp_path, {TIGHTENING_FILE: reading}))
    assert place.message.in_("en").endswith("people/nothing, which is not there.")


def test_a_program_in_force_before_its_bases_day_is_refused(tmp_path: Path) -> None:
    config = program_yaml(day="2027-03-31")
    [place] = problems(write_tree(tmp_path, {**MOVED_TO_LATER_BASE, CONFIG: config}))
    assert place.pointer == CONFIG
    assert "effective_from: it is before 2027-04-01" in place.message.in_("en")


# --- an edition that is not in order -----------------------------------------------------------

YAML = f"{LATER_BASE}/edition.yaml"
MISTAKES: dict[str, tuple[dict[str, str], str, int | None, str]] = {
    "a base that no folder names": (
        {CONFIG: program_yaml(base="procedure-2027")},
        CONFIG,
        6,
        f"base: no edition.yaml names the edition “procedure-2027”; there are: {FIRST_BASE}, {LATER_BASE}",
    ),
    "a program that names no base": (
        {CONFIG: program_yaml().replace(f"base: {LATER_BASE}\n", "")},
        CONFIG,
        1,
        "names the edition “”",
    ),
    "follows that names none": (
        {YAML: edition_yaml(follows="procedure-2024")},
        YAML,
        3,
        "follows: no edition.yaml names the edition “procedure-2024”",
    ),
    "editions that follow one another in a circle": (
        {"procedure/edition.yaml": EDITION_YAML + f"follows: {LATER_BASE}\n"},
        YAML,
        3,
        f"follows: {FIRST_BASE} leads back to this edition",
    ),
    "an edition that follows itself": (
        {YAML: edition_yaml(follows=LATER_BASE)},
        YAML,
        3,
        f"follows: {LATER_BASE} leads back to this edition",
    ),
    "an edition dated before the one that it follows": (
        {YAML: edition_yaml(dated='"2025-06-10"', withdrawn="[RS-P1-02]")},
        YAML,
        5,
        f"dated: it must be later than 2025-06-11, the date of {FIRST_BASE}",
    ),
    "an edition of the same day as the one that it follows": (
        {YAML: edition_yaml(dated='"2025-06-11"', withdrawn="[RS-P1-02]")},
        YAML,
        5,
        "dated: it must be later",
    ),
    "two folders with one name": (
        {YAML: edition_yaml(FIRST_BASE, follows=None)},
        YAML,
        3,
        f"name: {FIRST_BASE} is the edition in procedure;",
    ),
    "a requirement withdrawn that was not there": (
        {YAML: edition_yaml(withdrawn="[RS-P1-02, RS-P1-99]")},
        YAML,
        7,
        f"withdrawn: there is no requirement RS-P1-99 in {FIRST_BASE}",
    ),
    "a requirement withdrawn and restated": (
        {YAML: edition_yaml(withdrawn="[RS-P1-02, RS-P1-03]")},
        YAML,
        7,
        "withdrawn: RS-P1-03 stands in people/papers of this edition too",
    ),
    "a requirement that is lost without being withdrawn": (
        {f"{LATER_BASE}/{CAREER}": requirement("career", "RS-P1-09", "発明・特許等の知的財産")},
        f"{LATER_BASE}/people/career",
        None,
        f"it takes the place of RS-P1-01b of {FIRST_BASE}",
    ),
    "a requirement that stands in two folders": (
        {f"{LATER_BASE}/people/works/works.rego": requirement("works", "RS-P1-01b", "研究歴")},
        f"{LATER_BASE}/people/works/works.rego",
        1,
        f"The id RS-P1-01b is used in procedure/{CAREER} too",
    ),
    "no text": (
        {YAML: edition_yaml(source="source/other.txt", withdrawn="[RS-P1-02]")},
        YAML,
        6,
        "source: there is no text of the procedure, source/other.txt",
    ),
    "no title": (
        {YAML: edition_yaml().replace("title: {ja: 手順書, en: The procedure}\n", "")},
        YAML,
        1,
        "“title”",
    ),
    "a status in one language": (
        {YAML: edition_yaml(status="{ja: 案}")},
        YAML,
        6,
        "status: “en”",
    ),
    "a day that is not in the calendar": (
        {YAML: edition_yaml(dated='"2027-02-29"')},
        YAML,
        5,
        "dated:",
    ),
    "a key that there is not": (
        {YAML: edition_yaml(supersedes=FIRST_BASE)},
        YAML,
        1,
        "“supersedes”",
    ),
    "a requirement withdrawn from nothing": (
        {YAML: edition_yaml(follows=None, withdrawn="[RS-P1-02]")},
        YAML,
        1,
        "follows",
    ),
    "a list in the place of keys": ({YAML: "- a\n"}, YAML, 1, "a map of keys"),
    "what is no YAML": ({YAML: "name: [\n"}, YAML, None, "is not YAML"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_an_edition_out_of_order_is_refused(name: str, tmp_path: Path) -> None:
    changed, pointer, line, message = MISTAKES[name]
    places = problems(write_tree(tmp_path, {**MOVED_TO_LATER_BASE, **changed}))
    expected = [
        place for place in places if place.pointer == pointer and message in place.message.in_("en")
    ]
    assert expected, places
    assert expected[0].line == line


# --- both in force -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def both(opa: Path, tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """The small program before and after its move: two archives in one folder."""
    folder = tmp_path_factory.mktemp("editions")
    for number, config in enumerate((PROGRAM_YAML, program_yaml())):
        tree = write_tree(folder / f"policies-{number}", {**MOVED_TO_LATER_BASE, CONFIG: config})
        archive = build_archive(tree, "tiny-2026", opa=opa)
        publish(folder, archive)
    return Registry.load(folder)


def decide(engine: WasmEngine, bundle: Bundle) -> dict[str, Any]:
    document = canonical.dumps({"facts": {"application": {"id": "a1"}}, "mode": "precheck"})
    return dict(engine.evaluate(bundle, document).result)


@pytest.mark.opa
def test_the_day_chooses_the_program_edition_and_with_it_the_base(
    both: Registry, engine: WasmEngine
) -> None:
    decided = {}
    for day in (date(2027, 4, 30), date(2027, 5, 1)):
        result = decide(engine, both.bundle("tiny-2026", day))
        requirements = [finding["requirement"] for finding in result["findings"]]
        decided[day.isoformat()] = (result["edition"], sorted(requirements))
    assert decided == {
        "2027-04-30": (
            {"program": "tiny-2026", "edition": "1", "base": FIRST_BASE},
            ["RS-P1-01b", "RS-P1-02", "RS-P1-03"],
        ),
        "2027-05-01": (
            {"program": "tiny-2026", "edition": "2", "base": LATER_BASE},
            ["RS-P1-01b", "RS-P1-03", "RS-P1-05"],
        ),
    }


@pytest.mark.opa
def test_a_decision_made_before_the_move_finds_its_edition_again(both: Registry) -> None:
    for bundle in both.all_bundles():
        assert both.bundle_by_revision(bundle.revision) is bundle


# --- checks over a tree with two bases ---------------------------------------------------------


@pytest.mark.opa
def test_opa_checks_one_edition_at_a_time(opa: Path, tmp_path: Path) -> None:
    """As `make lint-rego` does: the whole tree has two packages of one name."""
    write_tree(tmp_path / "policies", MOVED_TO_LATER_BASE)
    tool = [sys.executable, str(ROOT / "tools" / "sources.py")]
    listed = subprocess.run(
        [*tool, "tiny-2026"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    files = listed.stdout.split()
    assert f"policies/{LATER_BASE}/{PAPERS}" in files
    assert f"policies/procedure/{PAPERS}" not in files
    subprocess.run([opa, "check", "--strict", *files], cwd=tmp_path, check=True)
    whole = subprocess.run(
        [opa, "check", "--strict", "policies"], cwd=tmp_path, capture_output=True, check=False
    )
    assert b"redeclared" in whole.stderr

    unknown = subprocess.run(
        [*tool, "other-2026"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "there are: tiny-2026" in unknown.stderr
