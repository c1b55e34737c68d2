"""`tejun figures`: what is counted of a record, in which forms it goes out, and what is not shown."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from tejun.present.figures_table import COLUMNS
from tejun.store.driver import dbapi
from tejun.store.records import Record

from tests.cli.support import BUNDLES, tejun
from tests.support.figured import every_bundle, sample_of, small
from tests.support.listed import listed_records, moment_of
from tests.support.stores import open_store

Environ = dict[str, str]
OPEN_ONE = {"outcome": "action_required", "findings": [("REQ-A", "expired", "unsatisfied")]}
SAMPLE = sample_of(every_bundle()[:1], 100)
DONE = {"outcome": "prepared", "findings": []}


def environ_of(folder: Path, records: Sequence[Record]) -> Environ:
    path = folder / "tejun.db"
    with open_store(path) as store:
        store.append_all(records)
    return {"TEJUN_DATABASE": str(path), "TEJUN_BUNDLES": str(BUNDLES)}


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> Environ:
    """Of a record with a hundred applications of a real program."""
    return environ_of(tmp_path_factory.mktemp("figured"), SAMPLE)


def output(environ: Environ, *arguments: str | Path, code: int = 0) -> str:
    found = tejun("figures", *arguments, environ=environ)
    assert found.returncode == code, found.stderr.decode()
    return found.stdout.decode()


def document(environ: Environ, *arguments: str, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_json(tuple(environ.items()), arguments, code))
    return found


@cache
def _json(environ: tuple[tuple[str, str], ...], arguments: tuple[str, ...], code: int) -> str:
    """No test changes a record after it has looked at it."""
    return output(dict(environ), "--format", "json", *arguments, code=code)


def refusal(environ: Environ, *arguments: str | Path) -> str:
    found = tejun("figures", *arguments, environ=environ)
    assert found.returncode == 2
    assert found.stdout == b""
    return found.stderr.decode()


def test_each_application_is_counted_once_by_its_last_decision(environ: Environ) -> None:
    found = document(environ)
    assert found["counted"]["applications"] == 100
    assert found["counted"]["decisions"] == len(SAMPLE)
    assert found["outcomes"]["applications"] == 100
    last = {}
    for record in SAMPLE:
        last[record.description.application] = json.loads(record.decision)["outcome"]
    for outcome, count in found["outcomes"]["outcomes"].items():
        assert count == list(last.values()).count(outcome)


def test_what_was_asked_has_its_title_and_clause_in_both_languages(environ: Environ) -> None:
    first, *others = document(environ)["asked"]
    assert first["applications_at_least"] == 95
    assert all(first["applications_at_least"] >= each["applications_at_least"] for each in others)
    for each in (first, *others):
        assert each["title"].keys() == each["message"].keys() == {"ja", "en"}
        assert each["title"]["ja"] != each["title"]["en"]
        assert all(clause["section"] for clause in each["clauses"])
        assert "{" not in each["message"]["ja"] + each["message"]["en"]


def test_people_see_the_same(environ: Environ) -> None:
    found = document(environ, "--by", "week")
    for language, shown in (("en", "nothing left to do: "), ("ja", "残る事項なし: ")):
        lines = output(environ, "--by", "week", "--lang", language).splitlines()
        count = found["outcomes"]["outcomes"]["prepared"]
        assert f"  {shown}{count} ({count} %)" in lines
        assert any(line.startswith("  2026-W") for line in lines)
        for each in found["asked"]:
            assert any(each["title"][language] in line for line in lines)


def test_groups_add_up_and_the_kind_is_unsealed_only_where_it_is_asked_for(
    environ: Environ, tmp_path: Path
) -> None:
    found = document(environ, "--by", "kind", "--by", "week", "--by", "program", "--by", "kind")
    assert list(found["by"]) == ["kind", "week", "program"]
    for groups in found["by"].values():
        assert sum(group["applications"] for group in groups["groups"]) == 100
    kinds = {group["group"] for group in found["by"]["kind"]["groups"]}
    assert kinds <= {"university", "research_institute", "company", "other", None}
    other_master = {**environ, "TEJUN_MASTER_KEY": str(tmp_path / "none")}
    assert document(other_master, "--by", "week")["counted"] == found["counted"]
    assert "master key" in refusal(other_master, "--by", "kind")


def test_what_was_erased_is_counted_by_what_is_left_of_it(tmp_path: Path) -> None:
    environ = environ_of(tmp_path, [small(n, program="p", **OPEN_ONE) for n in range(12)])
    with open_store(tmp_path / "tejun.db") as store:
        for number in range(5):
            store.erase("p", f"a-{number}", "asked for", moment_of(99))
    found = document(environ, "--by", "kind")
    assert found["outcomes"]["outcomes"] == {"action_required": 12}
    assert {group["group"]: group["applications"] for group in found["by"]["kind"]["groups"]} == {
        "university": 7,
        "erased": 5,
    }


def alter(folder: Path, sequence: int) -> None:
    with dbapi.connect(folder / "tejun.db") as stranger:
        stranger.execute("DROP TRIGGER IF EXISTS decision_index_are_never_changed")
        sql = "UPDATE decision_index SET outcome = 'prepared' WHERE sequence = ?"
        stranger.execute(sql, [sequence])
    stranger.close()


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_what_was_altered_is_named_and_in_no_figure(tmp_path: Path, form: str) -> None:
    environ = environ_of(tmp_path, [small(n, program="p", **OPEN_ONE) for n in range(12)])
    alter(tmp_path, 4)
    found = tejun("figures", "--format", form, environ=environ)
    assert found.returncode == 2
    assert "1 decisions are no longer as they were recorded" in found.stderr.decode()
    assert "(d-3)" in found.stderr.decode()
    assert b"d-3" not in found.stdout
    shown = document(environ, code=2)
    assert shown["counted"]["applications"] == shown["outcomes"]["applications"] == 11
    assert shown["counted"]["altered_decisions"] == 1


# --- what is not shown ---------------------------------------------------------------------------


def records_of(*groups: tuple[int, str, dict[str, Any]]) -> list[Record]:
    """So many applications of each program."""
    made = [(program, said) for count, program, said in groups for _ in range(count)]
    return [small(number, program=program, **said) for number, (program, said) in enumerate(made)]


def test_a_small_group_stands_together_with_another(tmp_path: Path) -> None:
    environ = environ_of(
        tmp_path, records_of((9, "p", DONE), (5, "q", DONE), (2, "r", DONE), (7, "s", DONE))
    )
    groups = document(environ, "--by", "program")["by"]["program"]["groups"]
    assert [(group["group"], group["applications"]) for group in groups] == [
        ("p", 9),
        ("s", 7),
        (None, 7),
    ]
    whole = document(environ, "--by", "program", "--at-least", "3")["by"]["program"]["groups"]
    assert [group["group"] for group in whole] == ["p", "s", None]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--program", "r"], "fewer than 5 applications in this selection"),
        (["--application", "a-1"], "fewer than 5 applications in this selection"),
        (["--to", "2026-11-01T09:14:00+00:00"], "leaves out fewer than 5 applications"),
        (["--program", "p", "--outcome", "prepared"], "leaves out fewer than 5 applications"),
        (["--at-least", "2"], "'--at-least'"),
        (["--by", "institution"], "'--by'"),
        (["--outcome", "good"], "Name one of these"),
        (["--program", "x"], "Name one of these: defense-basic-2026"),
        (["--format", "parquet"], "--out FILE"),
        (["--out", "x"], "--out goes with --format json, parquet or html"),
    ],
)
def test_what_would_say_something_of_few_is_refused(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    groups = (9, "p", DONE), (3, "p", OPEN_ONE), (4, "r", DONE)
    environ = environ_of(tmp_path, records_of(*groups))
    assert said in refusal(environ, *arguments)
    assert "対処: " in refusal(environ, *arguments, "--lang", "ja")


@pytest.mark.parametrize(("to", "left_out"), [(9, 3), (8, 4), (11, 1)])
def test_an_altered_decision_lets_nobody_ask_about_few(
    tmp_path: Path, to: int, left_out: int
) -> None:
    environ = environ_of(tmp_path, records_of((12, "p", DONE)))
    alter(tmp_path, 4)
    said = refusal(environ, "--program", "p", "--to", moment_of(to).isoformat())
    assert "leaves out fewer than 5 applications" in said, f"{left_out} of 12, and one is altered"


def test_altered_decisions_hide_nobody_who_is_left_out(tmp_path: Path) -> None:
    """Two of ten applications are left out by their outcome, and of each application there are two decisions."""
    said = [DONE] * 8 + [OPEN_ONE] * 2
    records = [small(n, program="p", application=f"a-{n % 10}", **said[n % 10]) for n in range(20)]
    environ = environ_of(tmp_path, records)
    arguments = ["--program", "p", "--outcome", "prepared"]
    assert "leaves out fewer than 5 applications" in refusal(environ, *arguments)
    alter(tmp_path, 9)
    alter(tmp_path, 10)
    assert "leaves out fewer than 5 applications" in refusal(environ, *arguments)


def test_where_two_outputs_would_say_something_of_few_it_is_said(tmp_path: Path) -> None:
    environ = environ_of(tmp_path, records_of((9, "p", DONE), (8, "q", DONE), (4, "r", DONE)))
    for arguments in (["--program", "p"], []):
        found = tejun("figures", *arguments, environ=environ)
        assert (found.returncode, found.stderr) == (0, b"")
    another = tmp_path / "another"
    another.mkdir()
    environ = environ_of(another, records_of((9, "p", DONE), (4, "r", DONE)))
    found = tejun("figures", "--program", "p", environ=environ)
    assert found.returncode == 0
    assert "fewer than 5 applications of others" in found.stderr.decode()


def test_time_is_counted_only_where_no_earlier_decision_is_left_out(environ: Environ) -> None:
    assert document(environ)["time"]["reached"] > 30
    for left_out in (["--latest"], ["--from", "2026-09-01T00:00:00+09:00"], ["--edition", "1"]):
        assert document(environ, *left_out)["time"] is None
    assert "Not counted" in output(environ, "--latest")


def test_where_there_is_no_record_it_is_said(tmp_path: Path) -> None:
    assert "none.db" in refusal({"TEJUN_DATABASE": str(tmp_path / "none.db")})


# --- files ---------------------------------------------------------------------------------------


def test_a_parquet_file_has_a_row_for_each_number(environ: Environ, tmp_path: Path) -> None:
    file = tmp_path / "figures.parquet"
    output(environ, "--by", "week", "--format", "parquet", "--out", file)
    rows = parquet.read_table(file).to_pylist()
    assert list(rows[0]) == list(COLUMNS)
    found = document(environ, "--by", "week")
    assert rows[0]["value"] == found["counted"]["applications"]
    of_weeks = [row for row in rows if row["figure"] == "outcomes" and row["dimension"] == "week"]
    assert [row["value"] for row in of_weeks if row["outcome"] is None] == [
        group["applications"] for group in found["by"]["week"]["groups"]
    ]
    asked = [row for row in rows if row["figure"] == "asked" and row["dimension"] is None]
    assert [row["value"] for row in asked] == [
        each["applications_at_least"] for each in found["asked"]
    ]
    assert all(row["is_rounded_down"] for row in asked)
    assert {row["unit"] for row in rows} == {"applications", "decisions", "days"}


@pytest.mark.parametrize("form", ["json", "html"])
def test_a_file_replaces_none(environ: Environ, tmp_path: Path, form: str) -> None:
    file = tmp_path / "figures"
    assert str(file) in output(environ, "--format", form, "--out", file)
    assert file.read_text("utf-8") == output(environ, "--format", form)
    assert "figures" in refusal(environ, "--format", form, "--out", file)


def test_an_edition_that_is_not_at_hand_leaves_ids(tmp_path: Path) -> None:
    environ = environ_of(tmp_path, listed_records(40))
    first, *_ = document(environ, "--at-least", "3")["asked"]
    assert first["title"] == {"ja": first["requirement"], "en": first["requirement"]}
    assert first["clauses"] == []
    assert first["requirement"] in output(environ, "--at-least", "3", "--format", "html")
