"""`tejun log`: a head is noted, and later the record is held against it."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tejun import canonical
from tejun.decide.codes import describe
from tejun.decide.digests import timestamp
from tejun.signing.notes import (
    KeyKind,
    NoteSigner,
    cosign_note,
    make_note_signer,
    read_note,
    read_note_key,
)
from tejun.store.driver import dbapi
from tejun.store.records import Record
from tejun.transparency.checkpoint import Log, verify_checkpoint

from tests.cli.support import AS_OF, BUNDLES, TYPICAL, tejun
from tests.support import earlier
from tests.support.stores import copy_master_key, open_store


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A record with one decision."""
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
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
    assert found.stdout == b"1 entries, all as they were recorded\n" + head.stdout
    noted.write_bytes(found.stdout)
    assert tejun("log", "verify", "--against", str(noted), environ=environ).returncode == 0


def dated(record: Record, moment: datetime) -> Record:
    """The same, as if it had been decided and recorded then."""
    decided = json.loads(record.decision)
    decided["decided_at"] = timestamp(moment)
    decision = canonical.dumps(decided)
    description = describe(decision, record.input)
    return replace(record, recorded_at=moment, decision=decision, description=description)


def test_a_decision_that_is_dated_ahead_is_named_and_the_record_is_whole(
    environ: dict[str, str],
) -> None:
    """A clock was far ahead, once; for who knows no better, its decision is the last for a hundred years."""
    _, *others = earlier.records(3)
    moments = datetime(2126, 11, 20, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
    with open_store(Path(environ["TEJUN_DATABASE"])) as store:
        for each, moment in zip(others, moments, strict=True):
            store.append(dated(each, moment))
    name = others[0].decision_id
    said = [f"Decision {name} is dated 2126-11-20", "which is still to come", "1 are dated before"]
    for command in (("log", "verify"), ("doctor",)):
        found = tejun(*command, environ=environ)
        output = (found.stdout + found.stderr).decode()
        assert found.returncode == 0, output
        for words in said:
            assert words in output, command


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("UPDATE decisions SET decision = x'7b7d'", "what is sealed was changed"),
        ("UPDATE decisions SET input = x'7b7d'", "is no longer as it was"),
        ("UPDATE decisions SET codes = x'7b7d'", "is no longer as it was"),
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
    assert "There is no record" in found.stderr.decode()
    open_store(tmp_path / "other.db").close()
    found = tejun("log", "verify", "--against", str(noted), environ=empty)
    assert found.returncode == 2
    assert "had 1 when the head was noted" in found.stderr.decode()
    with open_store(tmp_path / "other.db") as store:
        store.append(earlier.record())
    found = tejun("log", "verify", "--against", str(noted), environ=empty)
    assert found.returncode == 2
    assert "another root" in found.stderr.decode()


@pytest.mark.parametrize("command", [("head",), ("head", "--signed"), ("verify",)])
def test_without_a_record_there_is_no_log_and_none_is_made(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    """A name that was mistyped is no record that is whole."""
    environ = {"TEJUN_DATABASE": str(tmp_path / "none.db")}
    found = tejun("log", *command, environ=environ)
    assert (found.returncode, found.stdout) == (2, b"")
    assert "none.db" in found.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_the_help_of_verify_says_its_exit_codes_as_they_are(
    environ: dict[str, str],
) -> None:
    """0 and 2 are seen here, 1 in `tests/store/test_upgrade.py`."""
    pages = {
        language: unwrapped(tejun("log", "verify", "--help", "--lang", language).stdout)
        for language in ("en", "ja")
    }
    assert "0 all is as it was recorded 1 a noted head is not proven 2 something was" in pages["en"]
    assert "0 記録した時のまま 1 控えた先頭を証明できない 2 変更があった" in pages["ja"]
    assert tejun("log", "verify", environ=environ).returncode == 0
    edited(environ, "DELETE FROM decisions")
    assert tejun("log", "verify", environ=environ).returncode == 2
    Path(environ["TEJUN_DATABASE"]).unlink()
    assert tejun("log", "verify", environ=environ).returncode == 2


def test_a_record_with_nothing_in_it_has_an_empty_log(tmp_path: Path) -> None:
    open_store(tmp_path / "tejun.db").close()
    environ = {"TEJUN_DATABASE": str(tmp_path / "tejun.db")}
    assert tejun("log", "head", environ=environ).stdout.startswith(b"0 ")
    assert tejun("log", "verify", environ=environ).returncode == 0


@pytest.mark.parametrize("text", ["", "1", "1 AAAA", "-1 " + "A" * 43 + "=", "{}", "\xff", "01 x"])
def test_what_is_no_head_is_refused_with_what_to_do(
    environ: dict[str, str], tmp_path: Path, text: str
) -> None:
    noted = tmp_path / "head.txt"
    noted.write_bytes(text.encode("latin-1"))
    found = tejun("log", "verify", "--against", str(noted), environ=environ)
    assert found.returncode == 2
    assert "tejun log head" in found.stderr.decode()


# --- checkpoints ---------------------------------------------------------------------------------


def key_of(environ: dict[str, str]) -> str:
    return tejun("log", "key", environ=environ).stdout.decode().strip()


def checkpoint(environ: dict[str, str], folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(tejun("log", "head", "--signed", environ=environ).stdout)
    return path


def grow(environ: dict[str, str], count: int) -> None:
    with open_store(Path(environ["TEJUN_DATABASE"])) as store:
        store.append_all(earlier.records(count))


def another_record(folder: Path) -> dict[str, str]:
    """Another record of the same decision, and the same log key: salts make its log another one."""
    path = folder / "other" / "tejun.db"
    path.parent.mkdir()
    with open_store(path) as store:
        store.append(earlier.record())
    return {"TEJUN_DATABASE": str(path), "TEJUN_LOG_KEY": str(folder / "tejun-log.key")}


def test_the_first_start_makes_a_key_and_says_so_once(
    environ: dict[str, str], tmp_path: Path
) -> None:
    first, second = (tejun("log", "key", environ=environ) for _ in range(2))
    assert "Made the key" in first.stderr.decode()
    assert (tmp_path / "tejun-log.key").stat().st_mode & 0o777 == 0o600
    assert (second.stdout, second.stderr) == (first.stdout, b"")
    assert read_note_key(first.stdout.decode().strip()).name.startswith("tejun.invalid/")


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"TEJUN_LOG_ORIGIN": "log.example/1"}, "log.example/1"),
        ({"TEJUN_PUBLIC_URL": "https://tejun.example/x/"}, "tejun.example/x"),
    ],
)
def test_the_log_is_named_as_the_settings_say(
    environ: dict[str, str], settings: dict[str, str], name: str
) -> None:
    assert key_of({**environ, **settings}).startswith(f"{name}+")
    assert key_of(environ).startswith(f"{name}+"), "the key keeps the name"
    found = tejun("log", "key", environ={**environ, "TEJUN_LOG_ORIGIN": "else.example"})
    assert found.returncode == 2
    assert name in found.stderr.decode()


def test_a_key_that_is_named_and_not_there_is_not_made(
    environ: dict[str, str], tmp_path: Path
) -> None:
    named = str(tmp_path / "typo.key")
    found = tejun("log", "key", environ={**environ, "TEJUN_LOG_KEY": named})
    assert found.returncode == 2
    assert named in found.stderr.decode()
    assert list(tmp_path.glob("*.key")) == []


def test_a_record_is_held_against_checkpoints(environ: dict[str, str], tmp_path: Path) -> None:
    key = key_of(environ)
    first = checkpoint(environ, tmp_path, "first")
    grow(environ, 3)
    second = checkpoint(environ, tmp_path, "second")
    known = read_note_key(key)
    log = Log(known.name, (known,))
    signed = [verify_checkpoint(path.read_bytes(), log) for path in (first, second)]
    assert [each.checkpoint.head.size for each in signed] == [1, 4]
    against = ("--against", str(first), "--against", str(second))
    found = tejun("log", "verify", *against, "--key", key, environ=environ)
    assert found.returncode == 0, found.stderr
    assert found.stdout.startswith(b"4 entries")


def test_a_checkpoint_needs_the_key_of_its_log(environ: dict[str, str], tmp_path: Path) -> None:
    path = checkpoint(environ, tmp_path, "first")
    found = tejun("log", "verify", "--against", str(path), environ=environ)
    assert found.returncode == 2
    assert "--key" in found.stderr.decode()
    stranger = make_note_signer("else.example", KeyKind.ED25519, bytes(32)).key.text
    found = tejun("log", "verify", "--against", str(path), "--key", stranger, environ=environ)
    assert found.returncode == 2
    (tmp_path / "key").write_text(f"{key_of(environ)}\n")
    given = ("--against", str(path), "--key", str(tmp_path / "key"))
    assert tejun("log", "verify", *given, environ=environ).returncode == 0
    found = tejun("log", "verify", "--key", str(tmp_path / "none"), environ=environ)
    assert found.returncode == 2


def test_two_checkpoints_of_one_size_are_named_as_a_fork(
    environ: dict[str, str], tmp_path: Path
) -> None:
    key, first = key_of(environ), checkpoint(environ, tmp_path, "first")
    other = checkpoint(another_record(tmp_path), tmp_path, "second")
    given = ("--against", str(first), "--against", str(other), "--key", key)
    found = tejun("log", "verify", *given, environ=environ)
    assert found.returncode == 2
    said = found.stderr.decode()
    assert "forked" in said
    assert str(first) in said
    assert str(other) in said


def test_a_larger_checkpoint_that_goes_on_from_another_log_is_named_as_a_fork(
    environ: dict[str, str], tmp_path: Path
) -> None:
    key, first = key_of(environ), checkpoint(environ, tmp_path, "first")
    other = another_record(tmp_path)
    grow(other, 2)
    second = checkpoint(other, tmp_path, "second")
    given = ("--against", str(first), "--against", str(second), "--key", key)
    grow(environ, 3)
    for place, bad in ((other, first), (environ, second)):
        found = tejun("log", "verify", *given, environ=place)
        assert found.returncode == 2
        said = found.stderr.decode()
        assert "forked" in said
        assert str(bad) in said
        assert "the log of this record (size" in said


def test_doctor_says_under_which_name_the_log_signs(
    environ: dict[str, str], tmp_path: Path
) -> None:
    environ = {**environ, "TEJUN_BUNDLES": str(tmp_path)}
    assert "made when it is first needed" in tejun("doctor", environ=environ).stdout.decode()
    name, key_id, _ = key_of(environ).split("+", 2)
    assert f"log key: {name} ({key_id})" in tejun("doctor", environ=environ).stdout.decode()
    (tmp_path / "tejun-log.key").chmod(0o644)
    assert "0644" in tejun("doctor", environ=environ).stdout.decode()


# --- which log it is --------------------------------------------------------------------------------


def log_of_its_own(folder: Path, name: str, count: int) -> dict[str, str]:
    """A record in a folder of its own, whose log has a key of its own."""
    path = folder / name / "tejun.db"
    path.parent.mkdir()
    with open_store(path) as store:
        store.append_all(earlier.records(count))
    return {"TEJUN_DATABASE": str(path)}


@pytest.mark.parametrize("has_signed", [True, False])
@pytest.mark.parametrize(("theirs", "ours"), [(1, 1), (2, 1), (1, 2)])
def test_a_checkpoint_of_another_log_is_no_fork(
    tmp_path: Path, theirs: int, ours: int, has_signed: bool
) -> None:
    other, own = (log_of_its_own(tmp_path, *log) for log in (("a", theirs), ("b", ours)))
    key, file = key_of(other), checkpoint(other, tmp_path, "cp1")
    name = key_of(own).partition("+")[0] if has_signed else "none that has signed"
    found = tejun("log", "verify", "--against", file, "--key", key, environ=own)
    assert found.returncode == 2
    said = found.stderr.decode()
    assert "forked" not in said
    assert "altered" not in said
    assert "another log" in said
    assert key.partition("+")[0] in said
    assert name in said
    assert (tmp_path / "b" / "tejun-log.key").exists() is has_signed


def test_a_checkpoint_of_before_the_key_was_lost_still_holds(
    environ: dict[str, str], tmp_path: Path
) -> None:
    key, file = key_of(environ), checkpoint(environ, tmp_path, "cp1")
    (tmp_path / "tejun-log.key").unlink()
    assert tejun("log", "key", "--new", environ=environ).returncode == 0
    grow(environ, 2)
    held = tejun("log", "verify", "--against", file, "--key", key, environ=environ)
    assert held.returncode == 0, held.stderr


# --- a key that is lost, or another -----------------------------------------------------------------


def doctor_of_log_key(environ: dict[str, str]) -> str:
    said = tejun("doctor", environ=environ).stdout.decode()
    return next(line for line in said.splitlines() if " log key: " in line)


def unwrapped(text: bytes) -> str:
    return " ".join(text.decode().split())


@pytest.mark.parametrize("how", ["lost", "another"])
def test_a_record_whose_log_has_signed_takes_no_other_key_by_itself(
    environ: dict[str, str], tmp_path: Path, how: str
) -> None:
    before = key_of(environ)
    name, key_id, _ = before.split("+", 2)
    path = tmp_path / "tejun-log.key"
    path.rename(tmp_path / "kept")
    if how == "another":
        environ = {**environ, "TEJUN_LOG_KEY": str(tmp_path / "other")}
        other = make_note_signer(name, KeyKind.ED25519, bytes(32))
        (tmp_path / "other").write_text(other.text)
        (tmp_path / "other").chmod(0o600)
    commands = (
        ("log", "key"),
        ("log", "head", "--signed"),
        ("receipt", earlier.record().decision_id),
    )
    for command in commands:
        found = tejun(*command, environ=environ)
        assert (found.returncode, found.stdout) == (2, b""), command
        assert key_id in found.stderr.decode()
        assert "--new" in found.stderr.decode()
        if how == "another":
            assert "Only where it is lost, and the key at hand belongs to no other" in unwrapped(
                found.stderr
            )
    line = doctor_of_log_key({**environ, "TEJUN_BUNDLES": str(tmp_path)})
    assert line.startswith("fail")
    assert name in line
    assert not path.exists()
    (tmp_path / "kept").rename(path)
    assert key_of({"TEJUN_DATABASE": environ["TEJUN_DATABASE"]}) == before


def test_the_service_does_not_start_under_another_log_key(
    environ: dict[str, str], tmp_path: Path
) -> None:
    environ = {**environ, "TEJUN_BUNDLES": str(BUNDLES)}
    key_id = key_of(environ).split("+")[1]
    (tmp_path / "tejun-log.key").unlink()
    found = tejun("serve", "--port", "0", environ=environ)
    assert found.returncode == 2
    assert key_id in found.stderr.decode()
    assert not (tmp_path / "tejun-log.key").exists()


def test_the_help_says_when_another_key_may_be_taken() -> None:
    english, japanese = (
        unwrapped(tejun("log", "key", "--help", "--lang", language).stdout)
        for language in ("en", "ja")
    )
    assert "Only where the key at hand belongs to no other record" in english
    assert "put the record's own key back" in english
    assert "元に戻してください" in japanese.replace(" ", "")


def test_where_it_is_said_the_log_goes_on_under_another_key(
    environ: dict[str, str], tmp_path: Path
) -> None:
    before = key_of(environ)
    (tmp_path / "tejun-log.key").unlink()
    made = tejun("log", "key", "--new", environ=environ)
    assert made.returncode == 0, made.stderr
    assert "Made the key" in made.stderr.decode()
    after = made.stdout.decode().strip()
    assert after != before
    assert key_of(environ) == after
    again = tejun("log", "key", "--new", environ=environ)
    assert (again.stdout.decode().strip(), again.stderr) == (after, b"")
    assert tejun("receipt", earlier.record().decision_id, environ=environ).returncode == 0


@pytest.mark.parametrize(
    "command", [("key",), ("key", "--new"), ("head", "--signed")], ids=" ".join
)
def test_where_there_is_no_record_no_key_is_made(tmp_path: Path, command: tuple[str, ...]) -> None:
    environ = {"TEJUN_DATABASE": str(tmp_path / "tejun.db")}
    found = tejun("log", *command, environ=environ)
    assert (found.returncode, found.stdout) == (2, b"")
    assert "TEJUN_DATABASE" in found.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_without_a_record_it_is_said_what_makes_one_and_its_key(tmp_path: Path) -> None:
    environ = {"TEJUN_DATABASE": str(tmp_path / "tejun.db"), "TEJUN_BUNDLES": str(BUNDLES)}
    said = unwrapped(tejun("log", "key", environ=environ).stderr)
    assert "`tejun check --record`; its log's key is made with the first that is signed" in said
    tejun("check", TYPICAL, *AS_OF, "--record", environ=environ)
    assert not (tmp_path / "tejun-log.key").exists()
    assert tejun("log", "head", "--signed", environ=environ).returncode == 0
    assert (tmp_path / "tejun-log.key").exists()


# --- a record that is gone --------------------------------------------------------------------------


def test_a_record_that_is_gone_while_its_keys_are_there_is_said(
    environ: dict[str, str], tmp_path: Path
) -> None:
    environ = {**environ, "TEJUN_BUNDLES": str(BUNDLES)}
    key_of(environ)
    for file in tmp_path.glob("tejun.db*"):
        file.unlink()
    lines = tejun("doctor", environ=environ).stdout.decode().splitlines()
    [said] = [line for line in lines if "tejun-log.key" in line]
    assert said.startswith("warn")
    assert "is not there" in said
    nothing = {**environ, "TEJUN_BUNDLES": str(tmp_path)}
    found = tejun("serve", "--port", "0", environ=nothing)
    assert found.returncode == 2
    assert "tejun-log.key" in found.stderr.decode()


@pytest.mark.parametrize(
    "command",
    [("check", TYPICAL, *AS_OF, "--record"), ("log", "head", "--signed"), ("migrate",)],
    ids=["check", "head", "migrate"],
)
def test_a_command_that_begins_another_record_or_signs_says_that_one_is_gone(
    environ: dict[str, str], tmp_path: Path, command: tuple[str | Path, ...]
) -> None:
    environ = {**environ, "TEJUN_BUNDLES": str(BUNDLES)}
    assert "is not there" not in tejun(*command, environ=environ).stderr.decode()
    key_of(environ)
    (tmp_path / "tejun.db.master-key").touch(0o600)
    for file in (tmp_path / "tejun.db", *tmp_path.glob("tejun.db-*")):
        file.unlink()
    said = tejun(*command, "--lang", "en", environ=environ).stderr.decode()
    assert said.startswith("tejun: warning: The record ")
    assert "is not there, but its keys are: tejun.db.master-key, tejun-log.key." in said
    assert "put the record back, or restore it from a backup" in said


def test_what_begins_no_record_says_nothing_of_one_that_is_gone(
    environ: dict[str, str], tmp_path: Path
) -> None:
    environ = {**environ, "TEJUN_BUNDLES": str(BUNDLES)}
    key_of(environ)
    (tmp_path / "tejun.db").unlink()
    assert "its keys" not in tejun("check", TYPICAL, *AS_OF, environ=environ).stderr.decode()
    (tmp_path / "tejun-log.key").unlink()
    (tmp_path / "tejun.db.master-key").unlink(missing_ok=True)
    first = tejun("check", TYPICAL, *AS_OF, "--record", environ=environ)
    assert "its keys" not in first.stderr.decode()


def test_an_older_copy_that_was_put_back_is_named_as_the_likely_cause(
    environ: dict[str, str], tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert tejun("backup", copy, environ=environ).returncode == 0
    grow(environ, 3)
    noted = tmp_path / "head.txt"
    noted.write_bytes(tejun("log", "head", environ=environ).stdout)
    copy_master_key(Path(environ["TEJUN_DATABASE"]), copy)
    environ = {"TEJUN_DATABASE": str(copy)}
    found = tejun("log", "verify", "--against", noted, environ=environ)
    assert found.returncode == 2
    assert "an older copy of the record was put back" in found.stderr.decode()
    grow(environ, 5)
    found = tejun("log", "verify", "--against", noted, environ=environ)
    assert found.returncode == 2
    assert "an older copy of the record was put back" in found.stderr.decode()


TAKEN_OUT = """
DROP TRIGGER log_entries_are_never_deleted;
DELETE FROM decisions WHERE sequence = 1;
DELETE FROM log_entries WHERE number = 0;
"""


def test_an_entry_that_is_gone_with_its_record_is_named(environ: dict[str, str]) -> None:
    grow(environ, 3)
    edited(environ, TAKEN_OUT)
    found = tejun("log", "verify", environ=environ)
    assert found.returncode == 2
    said = found.stderr.decode()
    assert "entry 0" in said
    assert "deleted" in said


# --- witnesses -----------------------------------------------------------------------------------

WITNESS = make_note_signer("witness.example", KeyKind.COSIGNATURE, bytes([7]) * 32)


def cosigned(path: Path, witness: NoteSigner = WITNESS) -> Path:
    note = read_note(path.read_bytes())
    path.write_bytes(note.with_signature(cosign_note(note.text, witness, at=1_800_000_000)).data)
    return path


def test_what_a_witness_cosigned_is_kept_and_shown(environ: dict[str, str], tmp_path: Path) -> None:
    path = cosigned(checkpoint(environ, tmp_path, "first"))
    found = tejun("log", "cosign", str(path), "--witness", WITNESS.key.text, environ=environ)
    assert found.returncode == 0, found.stderr
    assert b"witness.example" in found.stdout
    key = read_note_key(key_of(environ))
    log = Log(key.name, (key,), (WITNESS.key,), quorum=1)
    shown = checkpoint(environ, tmp_path, "again").read_bytes()
    assert verify_checkpoint(shown, log).verified[1].at == 1_800_000_000


CUT_OFF = """
DROP TRIGGER log_entries_are_never_deleted; DROP TRIGGER decision_values_are_never_deleted;
DROP TRIGGER decision_index_are_never_deleted;
DELETE FROM decision_values; DELETE FROM decision_index; DELETE FROM decisions; DELETE FROM log_entries;
"""


def test_a_check_records_nothing_in_a_log_whose_end_was_cut_off(
    environ: dict[str, str], tmp_path: Path
) -> None:
    path = cosigned(checkpoint(environ, tmp_path, "first"))
    kept = ("log", "cosign", str(path), "--witness", WITNESS.key.text)
    assert tejun(*kept, environ=environ).returncode == 0
    edited(environ, CUT_OFF)
    environ = {**environ, "TEJUN_BUNDLES": str(BUNDLES)}
    check = ("check", TYPICAL, *AS_OF)
    for command in ((*check, "--record"), kept):
        found = tejun(*command, environ=environ)
        assert found.returncode == 2, found.stdout
        assert "its end was cut off" in found.stderr.decode()
    assert tejun("log", "head", environ=environ).stdout.startswith(b"0 ")
    assert tejun(*check, environ=environ).returncode == 1


def test_what_nobody_cosigned_is_not_kept(environ: dict[str, str], tmp_path: Path) -> None:
    path = checkpoint(environ, tmp_path, "first")
    found = tejun("log", "cosign", str(path), "--witness", WITNESS.key.text, environ=environ)
    assert found.returncode == 2
    tampered = path.read_bytes().replace(b"\n1\n", b"\n2\n", 1)
    cosigned(path).write_bytes(tampered)
    found = tejun("log", "cosign", str(path), "--witness", WITNESS.key.text, environ=environ)
    assert found.returncode == 2


def test_a_cosigned_checkpoint_of_another_log_of_the_key_is_a_fork(
    environ: dict[str, str], tmp_path: Path
) -> None:
    key_of(environ)
    path = cosigned(checkpoint(another_record(tmp_path), tmp_path, "first"))
    found = tejun("log", "cosign", str(path), "--witness", WITNESS.key.text, environ=environ)
    assert found.returncode == 2
    assert "forked" in found.stderr.decode()
