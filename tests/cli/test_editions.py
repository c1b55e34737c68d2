"""`tejun editions`: what was published, and which edition answers for a day, as known at a moment."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tejun.cli.run import run

from tests.support.bundles import tiny_archive
from tests.support.published import KEY, publish, withdraw

EN, JA = {"LANG": "en_US.UTF-8"}, {"LANG": "ja_JP.UTF-8"}
LIST = ["editions", "tiny-2026"]


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Edition 1 from April; edition 2, published on 10 November for October, withdrawn on 20 November."""
    publish(tmp_path, tiny_archive())
    second = tiny_archive(edition="2", sequence=2, effective_from="2026-10-01")
    publish(tmp_path, second, at=datetime(2026, 11, 10, 9, tzinfo=UTC))
    withdraw(tmp_path, "tiny-2026", "2", at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    monkeypatch.setenv("TEJUN_BUNDLES", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("known_at", "in_force"),
    [
        ("2026-11-10T08:59:59+00:00", "1"),
        ("2026-11-10T18:00:00+09:00", "2"),
        ("2026-11-20T08:59:59+00:00", "2"),
        ("2026-11-20T09:00:00+00:00", "1"),
    ],
)
def test_a_day_is_answered_as_it_was_known_at_the_moment(
    history: Path, capsys: pytest.CaptureFixture[str], known_at: str, in_force: str
) -> None:
    told = ["--as-of", "2026-10-15", "--known-at", known_at, "--format", "json"]
    assert run([*LIST, *told], EN) == 0
    assert json.loads(capsys.readouterr().out)["in_force"] == in_force


def test_every_edition_is_listed_with_who_published_it_why_and_what_became_of_it(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*LIST, "--as-of", "2026-10-15"], EN) == 0
    assert capsys.readouterr().out.splitlines() == [
        "edition 1  from 2026-04-01  call “架空の公募要領”  ← in force on 2026-10-15",
        f"    published 2026-04-01T09:00:00+09:00, key {KEY.public.id}: for a test",
        "edition 2  from 2026-10-01  call “架空の公募要領”",
        f"    published 2026-11-10T18:00:00+09:00, key {KEY.public.id}: for a test",
        "    withdrawn 2026-11-20T18:00:00+09:00: for a test",
    ]


def test_moments_are_told_in_tokyo_in_japanese_too(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*LIST, "--as-of", "2026-10-15"], JA) == 0
    assert "取下げ 2026-11-20T18:00:00+09:00: " in capsys.readouterr().out


@pytest.fixture
def two(history: Path) -> Path:
    """The same, and another program, in force from May on, published in October."""
    other = tiny_archive(program="small-2026", effective_from="2026-05-01")
    publish(history, other, at=datetime(2026, 10, 1, tzinfo=UTC))
    return history


@pytest.mark.parametrize(
    ("environ", "none", "first"),
    [
        (EN, "  No edition is in force on 2026-04-15.", "  edition 1  from 2026-04-01  call"),
        (JA, "  2026-04-15 に有効な版はありません。", "  第1版  2026-04-01 から  公募"),
    ],
)
def test_without_a_program_those_of_each_are_listed(
    two: Path,
    capsys: pytest.CaptureFixture[str],
    *,
    environ: dict[str, str],
    none: str,
    first: str,
) -> None:
    assert run(["editions", "--as-of", "2026-04-15"], environ) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["small-2026", "tiny-2026"]
    at = lines.index("tiny-2026")
    assert lines[at - 1] == none
    assert lines[at + 1].startswith(first)
    assert run(["editions", "--as-of", "2026-03-31"], environ) == 1


def test_without_a_program_what_was_published_later_is_not_listed(
    two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["--as-of", "2026-05-01", "--known-at", "2026-09-01T00:00:00+09:00", "--format", "json"]
    assert run(["editions", *told], EN) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["as_of"] == "2026-05-01"
    [one] = found["programs"]
    assert (one["program"], one["in_force"], len(one["editions"])) == ("tiny-2026", "1", 1)


@pytest.mark.parametrize(
    ("environ", "says"),
    [(EN, "No edition was published in the registry "), (JA, "に、公開された版がありません。")],
)
def test_a_registry_without_editions_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    environ: dict[str, str],
    says: str,
) -> None:
    monkeypatch.setenv("TEJUN_BUNDLES", str(tmp_path))
    assert run(["editions"], environ) == 1
    out = capsys.readouterr().out
    assert says in out
    assert str(tmp_path) in out


def test_the_json_of_an_edition_has_the_keys_that_scripts_read(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*LIST, "--as-of", "2026-10-15", "--format", "json"], EN) == 0
    first, second = json.loads(capsys.readouterr().out)["editions"]
    assert list(first) == list(second)
    assert list(first) == [
        *("program", "edition", "base", "sequence", "effective_from", "effective_until", "call"),
        *(
            "archive",
            "revision",
            "restores",
            "published_at",
            "reason",
            "number",
            "withdrawn",
            "key",
        ),
    ]
    assert first["withdrawn"] is None
    assert second["withdrawn"] == {"at": "2026-11-20 09:00:00+00:00", "reason": "for a test"}


def test_what_came_later_is_not_told_of_an_earlier_moment(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run([*LIST, "--as-of", "2026-10-15", "--known-at", "2026-11-15T00:00:00+00:00"], EN)
    assert "withdrawn" not in capsys.readouterr().out
    run([*LIST, "--as-of", "2026-10-15", "--known-at", "2026-11-01T00:00:00+00:00"], EN)
    assert "edition 2" not in capsys.readouterr().out


def test_a_day_on_which_none_is_in_force_is_said_and_ends_with_1(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*LIST, "--as-of", "2026-03-31"], JA) == 1
    assert capsys.readouterr().out.endswith("2026-03-31 に有効な版はありません。\n")


def test_two_published_editions_are_compared_by_their_names(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bundle", "inspect", "tiny-2026@2", "--format", "json"], EN) == 0
    assert json.loads(capsys.readouterr().out)["edition"] == "2"
    assert run(["bundle", "inspect", "tiny-2026@3"], EN) == 2
    assert "Its editions are: 1, 2." in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [LIST, ["checklist", "tiny-2026"], ["bundle", "verify", "tiny-2026@1"]]
)
def test_where_no_edition_is_found_the_registry_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    (tmp_path / "bundles").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TEJUN_BUNDLES", raising=False)
    assert run(arguments, EN) == 2
    said = capsys.readouterr().err
    assert (
        "no edition of a program “tiny-2026”. The registry that was looked in: bundles.\n" in said
    )


def test_what_stands_in_the_place_of_the_registry_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not the example editions that came with tejun, which would decide then."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TEJUN_BUNDLES", raising=False)
    (tmp_path / "bundles").symlink_to("nowhere")
    assert run(["editions", "kprogram-2026"], EN) == 2
    assert "The registry bundles is out of reach" in capsys.readouterr().err


def test_a_program_that_cannot_be_read_is_named_and_the_others_are_listed(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (history / "bad-2026.1.json").write_text("{}")
    assert run(["editions", "--as-of", "2026-10-15"], EN) == 0
    told = capsys.readouterr()
    assert "← in force on 2026-10-15" in told.out
    assert "tejun: bad-2026.1.json: The publication cannot be read" in told.err
    assert run(["editions", "bad-2026"], EN) == 2
    assert "bad-2026.1.json" in capsys.readouterr().err


def test_where_no_program_can_be_read_that_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEJUN_BUNDLES", str(tmp_path))
    (tmp_path / "bad-2026.1.json").symlink_to("bad-2026.1.json")
    assert run(["editions"], EN) == 2
    assert "bad-2026.1.json" in capsys.readouterr().err
