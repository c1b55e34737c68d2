"""`tejun log`: a head is noted, and later the record is held against it."""

from contextlib import closing
from pathlib import Path

import pytest
from tejun.store.driver import dbapi
from tejun.store.store import Store

from tests.cli.support import tejun
from tests.support import earlier


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A record with one decision."""
    path = tmp_path / "tejun.db"
    with Store.open(path) as store:
        store.append(earlier.record())
    return {"TEJUN_DATABASE": str(path)}


def edited(environ: dict[str, str], script: str) -> None:
    with closing(dbapi.connect(environ["TEJUN_DATABASE"])) as connection:
        for name in ("decisions_are_never_changed", "decisions_are_never_deleted"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.executescript(script)
        connection.commit()


def test_a_record_is_held_against_the_head_that_was_noted(
    environ: dict[str, str], tmp_path: Path
) -> None:
    head = tejun("log", "head", environ=environ)
    assert head.returncode == 0
    assert head.stdout.startswith(b"1 ")
    noted = tmp_path / "head.txt"
    noted.write_bytes(b"noted on 2026-11-20\n" + head.stdout + b"\n")
    found = tejun("log", "verify", "--against", str(noted), environ=environ)
    assert found.returncode == 0, found.stderr
    assert found.stdout == b"1 decisions, all as they were recorded\n" + head.stdout
    noted.write_bytes(found.stdout)
    assert tejun("log", "verify", "--against", str(noted), environ=environ).returncode == 0


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("UPDATE decisions SET decision = x'7b7d'", "not a decision"),
        ("UPDATE decisions SET input = x'7b7d'", "is no longer as it was"),
        ("DELETE FROM decisions", "the record does not"),
    ],
)
def test_what_was_done_to_it_is_said_with_its_name(
    environ: dict[str, str], script: str, says: str
) -> None:
    edited(environ, script)
    found = tejun("log", "verify", environ=environ)
    assert found.returncode == 2
    assert says in found.stderr.decode()
    assert earlier.record().decision_id in found.stderr.decode()


def test_a_record_that_was_put_in_its_place_is_another(
    environ: dict[str, str], tmp_path: Path
) -> None:
    noted = tmp_path / "head.txt"
    noted.write_bytes(tejun("log", "head", environ=environ).stdout)
    empty = {"TEJUN_DATABASE": str(tmp_path / "other.db")}
    found = tejun("log", "verify", "--against", str(noted), environ=empty)
    assert found.returncode == 2
    assert "had 1 when the head was noted" in found.stderr.decode()
    with Store.open(tmp_path / "other.db") as store:
        store.append(earlier.record())
    found = tejun("log", "verify", "--against", str(noted), environ=empty)
    assert found.returncode == 2
    assert "another root" in found.stderr.decode()


def test_without_a_record_the_log_is_empty_and_none_is_made(tmp_path: Path) -> None:
    environ = {"TEJUN_DATABASE": str(tmp_path / "none.db")}
    assert tejun("log", "head", environ=environ).stdout.startswith(b"0 ")
    assert tejun("log", "verify", environ=environ).returncode == 0
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("text", ["", "1", "1 AAAA", "-1 " + "A" * 43 + "=", "{}", "\xff", "01 x"])
def test_what_is_no_head_is_refused_with_what_to_do(
    environ: dict[str, str], tmp_path: Path, text: str
) -> None:
    noted = tmp_path / "head.txt"
    noted.write_bytes(text.encode("latin-1"))
    found = tejun("log", "verify", "--against", str(noted), environ=environ)
    assert found.returncode == 2
    assert "tejun log head" in found.stderr.decode()
