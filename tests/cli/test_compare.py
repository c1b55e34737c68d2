"""`tejun compare`: what changed between two decisions, what moved which finding, and what of the facts is shown."""

import json
from pathlib import Path

import pytest

from tests.cli.support import BUNDLES, TYPICAL, tejun
from tests.support.cases import load_yaml

Environ = dict[str, str]
NAME = "岡田 直人"


@pytest.fixture
def environ(tmp_path: Path) -> Environ:
    return {"TEJUN_DATABASE": str(tmp_path / "tejun.db"), "TEJUN_BUNDLES": str(BUNDLES)}


@pytest.fixture
def pair(environ: Environ, tmp_path: Path) -> tuple[str, str]:
    """Two decisions: the later one for another day, of a person's other name, and with nothing in a place."""
    facts = load_yaml(TYPICAL)
    facts["people"][0]["name"] += "X"
    del facts["people"][1]["disclosures"]["career"]
    later = tmp_path / "later.json"
    later.write_text(json.dumps(facts), "utf-8")
    return recorded(TYPICAL, "2026-11-20", environ), recorded(later, "2026-12-27", environ)


def recorded(file: Path, day: str, environ: Environ) -> str:
    checked = tejun("check", file, "--as-of", day, "--record", "--format", "json", environ=environ)
    return str(json.loads(checked.stdout)["decision"]["id"])


def test_what_changed_and_what_it_moved(pair: tuple[str, str], environ: Environ) -> None:
    found = tejun("compare", *pair, environ=environ)
    assert (found.returncode, found.stderr) == (1, b"")
    text = found.stdout.decode()
    assert "   1. day: 2026-11-20 → 2026-12-27\n" in text
    assert "   2. [changed] facts people[okada].name\n" in text
    assert "[met] no_candidate → [information missing] names_not_searched" in text
    assert "      ← undoing change 2 brings back what was\n" in text
    assert "What stands in the facts is not shown, nor any name" in text
    assert "person [okada] — " in text
    assert text.startswith("kprogram-2026 kp2026-0438\n")
    japanese = tejun("compare", *pair, "--lang", "ja", environ=environ).stdout.decode()
    assert "変更 2 を元に戻すと、前の結果に戻ります。" in japanese


def test_what_stands_in_the_facts_is_shown_where_it_is_asked_for(
    pair: tuple[str, str], environ: Environ
) -> None:
    text = tejun("compare", *pair, "--values", environ=environ).stdout.decode()
    assert f'"{NAME}" → "{NAME}X"' in text
    assert "… → —" in text
    with_them = json.loads(
        tejun("compare", *pair, "--values", "--format", "json", environ=environ).stdout
    )
    assert [each["before"] for each in with_them["changes"]][:2] == ["2026-11-20", NAME]
    document = json.loads(tejun("compare", *pair, "--format", "json", environ=environ).stdout)
    assert document["schema"] == "tejun/comparison/1"
    assert [("before" in each) for each in document["changes"]] == [True, False, False]
    moved = {(each["requirement"], each["subject"]): each for each in document["findings"]}
    assert moved["RS-P1-07", "person:okada"]["by"] == [[2]]
    assert moved["RS-P1-07", "person:okada"]["subject_label"] == "person [okada]"
    assert "params" not in moved["RS-P1-07", "person:okada"]["after"]
    assert document["stopped"] is None


def test_where_it_stopped_it_says_so(pair: tuple[str, str], environ: Environ) -> None:
    found = tejun("compare", *pair, "--evaluations", "3", environ=environ).stdout.decode()
    assert "It stopped at the limit of evaluations" in found
    assert "which change moved it was not found within the limits" in found
    assert "Evaluations of the later facts with changes undone: 3." in found


def test_of_more_changes_than_the_limit_none_is_looked_for(
    pair: tuple[str, str], environ: Environ
) -> None:
    found = tejun("compare", *pair, "--changes", "1", environ=environ).stdout.decode()
    assert "It stopped at the limit of changes (--changes)" in found
    assert "What changed (2)" in found, "the day, and one of the facts"


def test_a_decision_and_itself_are_the_same(pair: tuple[str, str], environ: Environ) -> None:
    found = tejun("compare", pair[0], pair[0], environ=environ)
    assert found.returncode == 0
    assert "What changed (0)" in found.stdout.decode()


def test_the_one_that_was_recorded_first_is_before_whichever_is_named_first(
    pair: tuple[str, str], environ: Environ
) -> None:
    named, other = (
        tejun("compare", *ids, environ=environ).stdout for ids in (pair, reversed(pair))
    )
    assert named == other
    assert named.decode().splitlines()[1].startswith(f"before: {pair[0]} (recorded 2")


SEARCHED = "SECRETQ"


@pytest.fixture
def moved(environ: Environ, tmp_path: Path) -> tuple[str, str, set[str]]:
    """Two decisions between which names changed, some in findings' words; and every name and title of both."""
    later = load_yaml(TYPICAL)
    for person in later["people"]:
        person["name"] += "甲"
    for institution in later["institutions"]:
        institution["name"] += "乙"
    later["application"]["title"] += "丙"
    later["people"][0]["screening"][0]["queried_names"] = [SEARCHED]
    file = tmp_path / "moved.json"
    file.write_text(json.dumps(later), "utf-8")
    ids = recorded(TYPICAL, "2026-11-20", environ), recorded(file, "2026-11-20", environ)
    facts = (load_yaml(TYPICAL), later)
    names = {
        each["name"] for one in facts for key in ("people", "institutions") for each in one[key]
    }
    return *ids, {SEARCHED, *names, *(one["application"]["title"] for one in facts)}


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_name_is_shown_unless_it_is_asked_for(
    moved: tuple[str, str, set[str]], environ: Environ, *, form: str, language: str
) -> None:
    *ids, names = moved
    arguments = [*ids, "--format", form, "--lang", language]
    shown = tejun("compare", *arguments, environ=environ).stdout.decode()
    assert {name for name in names if name in shown} == set()
    with_values = tejun("compare", *arguments, "--values", environ=environ).stdout.decode()
    assert SEARCHED in with_values


def test_one_that_nobody_made_is_an_error(pair: tuple[str, str], environ: Environ) -> None:
    found = tejun("compare", pair[0], "01a20a81-57f2-7893-b798-f0f0b991835f", environ=environ)
    assert (found.returncode, found.stdout) == (2, b"")
