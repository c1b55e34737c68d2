"""`tejun decisions`: what is listed, and in which forms it goes out."""

import csv
import io
import json
import os
import stat
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from tejun.audit import listed
from tejun.fleet.decisions import read_log
from tejun.present.decisions import HEADINGS, IN_WORDS, as_cell
from tejun.store.driver import dbapi

from tests.cli.support import AS_OF, BUNDLES, TYPICAL, tejun
from tests.support.listed import listed_record, listed_records, moment_of
from tests.support.stores import open_store

Environ = dict[str, str]


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> Environ:
    """Of a record with twelve decisions, two of which were erased, and one of an institution with an odd name."""
    path = tmp_path_factory.mktemp("listed") / "tejun.db"
    with open_store(path) as store:
        store.append_all(listed_records(12))
        store.append(listed_record(12, institution="=cmd|'/c calc'!A1", findings=()))
        store.erase("program-1", "a-1", "依頼により", moment_of(99))
    return {"TEJUN_DATABASE": str(path), "TEJUN_BUNDLES": str(path.parent)}


COLUMNS = [*HEADINGS, *IN_WORDS]


def output(environ: Environ, *arguments: str | Path, code: int = 0) -> str:
    found = tejun("decisions", *arguments, environ=environ)
    assert found.returncode == code, found.stderr.decode()
    return found.stdout.decode()


def refusal(environ: Environ, *arguments: str | Path) -> str:
    found = tejun("decisions", *arguments, environ=environ)
    assert found.returncode == 2
    assert found.stdout == b""
    return found.stderr.decode()


def lines_of(environ: Environ, *arguments: str | Path) -> list[dict[str, Any]]:
    lines = output(environ, "--format", "jsonl", *arguments).splitlines()
    return [json.loads(line) for line in lines]


def _write_words(path: Path) -> None:
    path.write_bytes(b"mine")


def test_people_see_when_what_came_out_and_of_what(environ: Environ) -> None:
    text = output(environ, "--application", "a-1")
    assert text.splitlines() == [
        "2026-11-01T18:11:00+09:00  nothing left to do  a-1  program-1 3  機関2",
        "    d-11  erased · as of 2026-11-23",
        "2026-11-01T18:06:00+09:00  action needed  a-1  program-0 2  機関0",
        "    d-6  as of 2026-11-22 · 1 consult FA",
        "2026-11-01T18:01:00+09:00  information missing  a-1  program-1 1  機関1",
        "    d-1  erased · as of 2026-11-21 · 1 information missing",
    ]
    japanese = output(environ, "--application", "a-1", "--lang", "ja", "--limit", "1")
    assert japanese.splitlines()[1] == "    d-11  消去済み · 基準日 2026-11-23"


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--program", "program-1", "--outcome", "prepared"], [5, 11]),
        (["--edition", "3", "--as-of", "2026-11-23"], [3, 7, 11]),
        (["--institution", "機関0", "--engine", "opa", "--engine-version", "0.0"], [0]),
        (["--requirement", "REQ-A", "--reason", "expired"], [0, 4, 8]),
        (["--from", "2026-11-01T18:09:00+09:00", "--to", "2026-11-01T09:11:00+00:00"], [9, 10]),
        (["--latest", "--known-at", "2026-11-01T09:01:00+00:00"], [0, 1]),
        (["--from", "2026-11", "--to", "2026年度"], list(range(13))),
        (["--latest", "--to", "2026-11-01T09:02:00+00:00"], [0, 1]),
        (["--latest", "--to", "2026-11-01T09:07:00+00:00", "--application", "a-1"], [1, 6]),
        (
            ["--to", "2026-11-01", "--latest", "--known-at", "2026"],
            [3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
        ),
        (["--from", "FY2027"], []),
        (["--known-at", "2026-10-31"], []),
        (["--requirement", "REQ-A", "--outcome", "replaced"], []),
    ],
)
def test_a_selection_has_what_is_as_it_says_the_oldest_first_as_a_whole(
    environ: Environ, arguments: list[str], found: list[int]
) -> None:
    names = [f"d-{number}" for number in found]
    assert [each["id"] for each in lines_of(environ, *arguments)] == names
    page = json.loads(output(environ, "--format", "json", *arguments))
    assert [each["id"] for each in page["decisions"]] == names[::-1]


def test_a_page_says_how_to_go_on(environ: Environ, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tejun.store.listing.LOOKED_THROUGH", 2)
    first = tejun(
        "decisions", "--limit", "2", "--outcome", "prepared", environ=environ, this_process=True
    )
    cursor = first.stderr.decode().removeprefix("There are more: --cursor ").strip()
    rest = ["--outcome", "prepared", "--cursor", cursor]
    found = tejun("decisions", *rest, environ=environ, this_process=True)
    assert found.stdout.decode().splitlines()[1::2] == [
        "    d-5  as of 2026-11-21 · 1 information missing",
        "    d-2  as of 2026-11-22 · 1 consult FA",
    ]
    assert found.stderr == b""
    assert "of another list" in refusal(environ, "--cursor", cursor)


def test_where_there_are_none_it_is_said(environ: Environ) -> None:
    found = tejun("decisions", "--application", "nobody", environ=environ)
    assert (found.returncode, found.stdout) == (0, b"")
    assert found.stderr == b"There are no such decisions.\n"


# --- tables --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_table_opens_in_a_spreadsheet(environ: Environ, tmp_path: Path, language: str) -> None:
    file = tmp_path / "decisions.csv"
    said = output(environ, "--format", "csv", "--out", file, "--lang", language)
    assert "13" in said
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 14
    heading, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert heading[0] == {"ja": "確認番号", "en": "Decision"}[language]
    assert len(heading) == len(set(heading)) == len(COLUMNS)
    table = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    assert [row["id"] for row in table] == [f"d-{number}" for number in range(13)]
    assert table[12]["institution"] == "'=cmd|'/c calc'!A1"
    assert table[6]["findings"] == "REQ-B:expired"
    assert table[6]["recorded_at"] == "2026-11-01T18:06:00+09:00"
    assert (table[1]["state"], table[1]["erased_because"]) == ("erased", "依頼により")
    assert table[6]["recorded_on"] == "2026-11-01"
    in_words = {"ja": ("消去済み", "情報不足"), "en": ("erased", "information missing")}[language]
    assert (table[1]["state_words"], table[1]["outcome_words"]) == in_words
    assert table[6]["findings_titles"] == "REQ-B"  # its edition is not at hand
    assert output(environ, "--format", "csv", "--lang", language).encode() == data


def test_a_column_of_a_table_stays_where_it_is() -> None:
    """Who has macros on a spreadsheet counts columns; new ones come behind these."""
    assert [
        *("id", "state", "recorded_at", "program", "edition", "base", "application"),
        *("institution", "mode", "as_of", "outcome"),
        *("unsatisfied", "missing_information", "consult_fa", "satisfied", "not_applicable"),
        *("findings", "engine", "engine_version", "revision", "erased_at", "erased_because"),
        *("recorded_on", "state_words", "program_title", "outcome_words", "findings_titles"),
        "altered_how",
    ] == COLUMNS


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_table_has_the_words_of_the_edition_that_decided(tmp_path: Path, language: str) -> None:
    environ = {"TEJUN_DATABASE": str(tmp_path / "tejun.db"), "TEJUN_BUNDLES": str(BUNDLES)}
    checked = tejun("check", TYPICAL, *AS_OF, "--record", environ=environ)
    assert checked.returncode == 1, checked.stderr
    text = output(environ, "--format", "csv", "--lang", language)
    _, row = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    cells = dict(zip(COLUMNS, row, strict=True))
    ja = language == "ja"
    assert cells["outcome_words"] == ("要対応" if ja else "action needed")
    title = (
        "経済安全保障重要技術育成プログラム（例）2026"
        if ja
        else "technology program (example) 2026"
    )
    assert title in cells["program_title"]
    named = cells["findings_titles"].split("; ")
    assert ("研修受講" if ja else "Training") in named
    assert len(named) == len({each.partition(":")[0] for each in cells["findings"].split()})


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\tx", "\rx", "\n=1", "＝1", "＋1", "－1", "＠a", " =1", "﹦1"]
)
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    assert as_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["", "a=1", "東京", "'x", "2026-11-20", 0, 7, "1-2"])
def test_other_cells_are_as_they_are(value: Any) -> None:
    assert as_cell(value) == value


def test_a_parquet_file_has_types(environ: Environ, tmp_path: Path) -> None:
    file = tmp_path / "decisions.parquet"
    output(environ, "--format", "parquet", "--out", file)
    rows = parquet.read_table(file).to_pylist()
    assert [row["id"] for row in rows] == [f"d-{number}" for number in range(13)]
    assert list(rows[0]) == list(HEADINGS)
    assert rows[6]["recorded_at"] == datetime(2026, 11, 1, 9, 6, tzinfo=UTC)
    assert rows[6]["as_of"] == date(2026, 11, 22)
    assert rows[6]["findings"] == [
        {"requirement": "REQ-B", "reason": "expired", "status": "consult_fa", "subjects": 1}
    ]
    assert (rows[6]["consult_fa"], rows[6]["erased_at"]) == (1, None)
    assert rows[1]["erased_at"] == moment_of(99)


def test_without_the_library_it_is_said_what_to_install(
    environ: Environ, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    file = tmp_path / "decisions.parquet"
    found = tejun(
        *("decisions", "--format", "parquet", "--out", file), environ=environ, this_process=True
    )
    assert found.returncode == 2
    assert "pip install 'tejun[parquet]'" in found.stderr.decode()
    assert not file.exists()


def test_a_file_is_its_owners_alone_and_replaces_none(environ: Environ, tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    output(environ, "--format", "jsonl", "--out", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    assert "decisions.jsonl" in refusal(environ, "--format", "jsonl", "--out", file)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("name", ["new", "lock", "part"])
@pytest.mark.parametrize("make", [_write_words, Path.mkdir, os.mkfifo])
def test_what_stands_beside_the_file_is_somebody_elses(
    environ: Environ, tmp_path: Path, make: Callable[[Path], None], name: str
) -> None:
    other = tmp_path / f"decisions.csv.{name}"
    make(other)
    before = other.lstat()
    file = tmp_path / "decisions.csv"
    output(environ, "--format", "csv", "--out", file)
    assert sorted(tmp_path.iterdir()) == [file, other]
    assert other.lstat() == before


@pytest.mark.parametrize("name", ["file/decisions.csv", "file/a/decisions.csv", "x" * 300])
def test_where_no_file_can_be_made_what_is_in_the_way_is_named(
    environ: Environ, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    said = refusal(environ, "--format", "csv", "--out", tmp_path / name)
    assert f"{tmp_path / name}"[: len(f"{tmp_path}/file")] in said
    assert ".new" not in said
    assert "What to do: " in said
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_where_it_fails_half_way_there_is_no_file(
    environ: Environ, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 0

    def fail(codes: Any) -> Any:
        nonlocal count
        count += 1
        if count == 7:
            raise OSError("the disk is full")
        return codes

    monkeypatch.setattr(listed, "require_own_codes", fail)
    file = tmp_path / "decisions.csv"
    found = tejun(
        *("decisions", "--format", "csv", "--out", file), environ=environ, this_process=True
    )
    assert (found.returncode, count) == (2, 7)
    assert list(tmp_path.iterdir()) == []


# --- OPA's own decision log ----------------------------------------------------------------------


def test_as_opas_own_log_an_entry_says_nothing_that_is_sealed(
    environ: Environ, tmp_path: Path
) -> None:
    """Neither input nor result: these are opened by who asks for a decision. What an OPA's log is read by reads it."""
    file = tmp_path / "decisions.log"
    output(environ, "--format", "opa-log", "--out", file, "--program", "program-1")
    entries = [json.loads(line) for line in file.read_bytes().splitlines()]
    assert [entry["decision_id"] for entry in entries] == [f"d-{n}" for n in (1, 3, 5, 7, 9, 11)]
    for entry in entries:
        assert entry["erased"] == ["/input", "/result"]
        assert not {"input", "result"} & entry.keys()
        assert entry["labels"]["id"] == "tejun"
    found = read_log(b"[" + b",".join(file.read_bytes().splitlines()) + b"]", {}, moment_of(99))
    assert [each.decision_id for each in found.decisions] == [e["decision_id"] for e in entries]
    assert {each.opa for each in found.decisions} == {"tejun"}
    named = {**environ, "TEJUN_LOG_ORIGIN": "tejun.example/log"}
    first = output(named, "--format", "opa-log").splitlines()[0]
    assert json.loads(first)["labels"]["id"] == "tejun.example/log"


# --- what is refused, and what was altered -------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "2026-11-20T09:00:00"], "'--from'"),
        (["--from", "0001"], "'--from'"),
        (["--from", "0001-01-01T00:00:00+14:00"], "'--from'"),
        (["--to", "2026-02-30"], "neither a day, a month or a year"),
        (["--to", "9999"], "'--to'"),
        (["--from", "2026-11-02", "--to", "2026-11-01"], "ends before it begins"),
        (["--known-at", "now"], "'--known-at'"),
        (["--edition", "9"], "There is no edition “9”."),
        (["--engine", "wsm"], "Did you mean: wasm?"),
        (["--engine-version", "7"], "version “7” of an engine"),
        (["--requirement", "req-a"], "There is no requirement “req-a”."),
        (["--reason", "nobody"], "There is no reason “nobody”."),
        (["--institution", "機関9"], "by its id alone"),
        (["--institution", "https://ror.org/057zh3y96"], "https://ror.org/057zh3y96"),
        (["--limit", "3", "--format", "csv"], "--limit goes with --format text or json"),
        (["--limit", "100", "--format", "jsonl"], "--limit goes with --format text or json"),
        (["--limit", "３"], "is not a whole number"),
        (["--limit", "1.5"], "is not a whole number"),
        (["--limit", "1_0"], "is not a whole number"),
        (["--format", "csv", "--out", "-"], "no file is named '-'"),
        (["--as-of", "20261120"], "'--as-of'"),
        (["--outcome", "good"], "Name one of these: action_required, information_required"),
        (["--program", "x"], "Name one of these: program-0, program-1."),
        (["--cursor", "x"], "This is no cursor."),
        (["--cursor", "x", "--format", "csv"], "--cursor goes with --format text or json"),
        (["--format", "parquet"], "--out FILE"),
        (["--out", "x"], "--out goes with --format jsonl, csv, parquet or opa-log"),
        (["--limit", "0"], "'--limit'"),
        (["--application", ""], "'--application'"),
        (["--colour", "red"], "--colour"),
    ],
)
def test_what_cannot_be_listed_is_refused(
    environ: Environ, arguments: list[str], said: str
) -> None:
    assert said in refusal(environ, *arguments)
    assert "対処: " in refusal(environ, *arguments, "--lang", "ja")


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv"])
def test_a_slip_is_refused_in_every_form_before_anything_is_written(
    environ: Environ, tmp_path: Path, form: str
) -> None:
    """Else it reads as if nobody had failed that requirement."""
    out: list[str | Path] = ["--out", tmp_path / "file"] if form in {"jsonl", "csv"} else []
    said = refusal(environ, "--requirement", "RS-XX-01", "--format", form, *out)
    assert "There is no requirement “RS-XX-01”." in said
    refusal(environ, "--requirement", "RS-XX-01", "--format", form)
    assert list(tmp_path.iterdir()) == []


def test_what_an_edition_declares_is_no_slip_where_no_decision_came_to_it(
    environ: Environ,
) -> None:
    published = {**environ, "TEJUN_BUNDLES": str(BUNDLES)}
    assert lines_of(published, "--requirement", "RS-P1-03", "--reason", "absent") == []
    said = refusal(published, "--requirement", "rs-p1-03")
    assert "Did you mean: RS-P1-03?" in said
    assert "There is no reason" in refusal(published, "--reason", "absentt")


ROR = "https://ror.org/057zh3y96"


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--known-at", "2026-11-01T18:00:00+09:00"], ["d-0"]),
        (["--known-at", "2026-11-01T17:59:59+09:00"], []),
        (["--known-at", "2026-11-01T18:00:00.734+09:00"], ["d-0"]),
        (["--known-at", "2026-11-01T18:00:00.733999+09:00"], []),
        (["--from", "2026-11-01T18:00:00+09:00"], ["d-0"]),
        (["--from", "2026-11-01T18:00:01+09:00"], []),
        (["--to", "2026-11-01T18:00:01+09:00"], ["d-0"]),
        (["--to", "2026-11-01T18:00:00+09:00"], []),
    ],
)
def test_a_second_is_taken_as_the_list_shows_it(
    tmp_path: Path, arguments: list[str], found: list[str]
) -> None:
    """Where it is shown, it is known: the fraction is in JSON alone, which other programs read."""
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        at = moment_of(0).replace(microsecond=734_000)
        store.append(listed_record(0, recorded_at=at))
    environ = {"TEJUN_DATABASE": str(path)}
    assert output(environ).startswith("2026-11-01T18:00:00+09:00  ")
    [line] = lines_of(environ)
    assert line["recorded_at"] == "2026-11-01T09:00:00.734000Z"
    assert [each["id"] for each in lines_of(environ, *arguments)] == found


@pytest.mark.parametrize(
    "spelt", [ROR, "ror.org/057zh3y96", "http://ror.org/057zh3y96/", "057ZH3Y96", " 057zh3y96"]
)
def test_a_ror_id_is_known_however_it_is_written(tmp_path: Path, spelt: str) -> None:
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        store.append_all([listed_record(0, institution=ROR), listed_record(1)])
    found = lines_of({"TEJUN_DATABASE": str(path)}, "--institution", spelt)
    assert [each["id"] for each in found] == ["d-0"]


def test_where_there_is_no_record_it_is_said(tmp_path: Path) -> None:
    said = refusal({"TEJUN_DATABASE": str(tmp_path / "none.db")})
    assert "none.db" in said
    assert list(tmp_path.iterdir()) == []


def test_what_was_altered_is_no_entry_of_a_log(tmp_path: Path) -> None:
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        store.append_all(listed_records(3))
    with dbapi.connect(path) as stranger:
        stranger.execute("DROP TRIGGER decision_index_are_never_changed")
        stranger.execute("UPDATE decision_index SET application = 'else' WHERE sequence = 2")
    stranger.close()
    found = tejun("decisions", "--format", "opa-log", environ={"TEJUN_DATABASE": str(path)})
    assert found.returncode == 2
    assert "1 of them are no longer as they were recorded" in found.stderr.decode()
    entries = [json.loads(line) for line in found.stdout.splitlines()]
    assert [entry["decision_id"] for entry in entries] == ["d-0", "d-2"]


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv"])
def test_what_was_altered_is_listed_as_that(tmp_path: Path, form: str) -> None:
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        store.append_all(listed_records(3))
    with dbapi.connect(path) as stranger:
        stranger.execute("DROP TRIGGER decision_index_are_never_changed")
        stranger.execute("UPDATE decision_index SET application = 'else' WHERE sequence = 2")
    stranger.close()
    environ = {"TEJUN_DATABASE": str(path)}
    text = output(environ, "--format", form, code=2)
    assert "altered" in text
    assert "the row by which it is found is not what its codes make" in text
    assert "program-1" not in text
    assert "d-0" in text
    looked = tejun("log", "verify", environ=environ)
    assert looked.returncode == 2
    assert "“d-1”" in looked.stderr.decode()


@pytest.mark.parametrize(
    ("sql", "arguments"),
    [
        ("DELETE FROM decision_index WHERE sequence = 12", ["--application", "a-0"]),
        ("DELETE FROM decision_index WHERE sequence = 12", []),
        (
            "UPDATE decision_index SET application = 'else' WHERE sequence = 12",
            ["--application", "a-1", "--latest"],
        ),
    ],
)
def test_the_last_decision_that_the_index_lacks_is_listed_as_altered(
    tmp_path: Path, sql: str, arguments: list[str]
) -> None:
    """Else the one before it were taken for the last."""
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        store.append_all(listed_records(12))
    with dbapi.connect(path) as stranger:
        for what in ("changed", "deleted"):
            stranger.execute(f"DROP TRIGGER decision_index_are_never_{what}")
        stranger.execute(sql)
    stranger.close()
    environ = {"TEJUN_DATABASE": str(path)}
    for form in ("json", "csv"):
        text = output(environ, "--format", form, *arguments, code=2)
        states = [line.split(",")[1] for line in text.splitlines()] if form == "csv" else []
        assert states.count("altered") == 1 or form == "json"
        assert "d-11" in text
    first = json.loads(output(environ, "--format", "json", *arguments, "--limit", "1", code=2))
    [each] = first["decisions"]
    assert (each["id"], each["state"]) == ("d-11", "altered")
    going_on = ["--format", "json", *arguments, "--cursor", first["next_cursor"]]
    rest = json.loads(output(environ, *going_on))
    assert all(each["id"] != "d-11" for each in rest["decisions"])
