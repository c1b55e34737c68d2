"""The keys of the facts, as the command line speaks of them."""

import io
import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import click
import pytest
from tejun.cli.confirm import confirm
from tejun.cli.usage import CommandLineError
from tejun.own_files import held
from tejun.sealing import make_master_key
from tejun.store import database
from tejun.store.driver import dbapi
from tejun.store.records import PeriodOver
from tejun.words import Bilingual

from tests.cli.support import AS_OF, BUNDLES, TYPICAL, tejun
from tests.operations.test_retention import TINY, decision, recorded
from tests.support import earlier
from tests.support.bundles import tiny_archive
from tests.support.published import publish
from tests.support.receipts import DECISION, LOG, recording
from tests.support.records import NOW
from tests.support.stores import open_store


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"TEJUN_DATABASE": str(tmp_path / "tejun.db"), "TEJUN_BUNDLES": str(tmp_path)}


def doctor_of_key(environ: dict[str, str]) -> str:
    said = tejun("doctor", environ=environ).stdout.decode()
    return next(line for line in said.splitlines() if "master key" in line)


def test_doctor_says_which_master_key_wraps_and_makes_none(
    environ: dict[str, str], tmp_path: Path
) -> None:
    before = doctor_of_key(environ)
    assert "made when something is first recorded" in before
    path = tmp_path / "tejun.db.master-key"
    assert not path.exists()
    path.write_text(make_master_key(bytes))
    path.chmod(0o600)
    beside = doctor_of_key(environ)
    assert "local:" in beside
    assert str(path) in beside
    assert "no recorded fact can ever be read again" in beside
    assert "apart from the backups" in beside


def test_doctor_names_a_master_key_that_is_set_and_shows_nothing_of_it(
    environ: dict[str, str],
) -> None:
    text = make_master_key(bytes)
    named = doctor_of_key({**environ, "TEJUN_MASTER_KEY": text})
    assert "local:" in named
    assert text.partition(":")[2] not in named
    assert "apart from" not in named


def test_doctor_fails_on_a_master_key_that_others_may_read(
    environ: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "tejun.db.master-key"
    path.write_text(make_master_key(bytes))
    path.chmod(0o644)
    run = tejun("doctor", environ=environ)
    assert run.returncode == 1
    assert "0644" in doctor_of_key(environ)
    assert f"chmod 600 {path}" in run.stdout.decode()


# --- erasing ---------------------------------------------------------------------------------------

APPLICATION = earlier.record().description.application
ERASE = ("erase", APPLICATION, "--program", earlier.PROGRAM, "--reason", "asked for")


@pytest.fixture
def full(tmp_path: Path) -> dict[str, str]:
    """A record with seven decisions on one application, and the registry that has their edition."""
    publish(tmp_path / "bundles", earlier.ARCHIVE)
    with recording(tmp_path):
        pass
    return {
        "TEJUN_DATABASE": str(tmp_path / "tejun.db"),
        "TEJUN_BUNDLES": str(tmp_path / "bundles"),
        "TEJUN_LOG_KEY": LOG.text,
    }


def test_erase_says_what_it_did_and_what_it_does_not_reach(full: dict[str, str]) -> None:
    found = tejun(*ERASE, "--yes", environ=full)
    assert found.returncode == 0, found.stderr
    out = found.stdout.decode()
    assert "Erased the decisions (7)" in out
    assert "Backups from before still hold the wrapped key." in out
    advice = next(line for line in out.splitlines() if "tejun master rotate" in line)
    assert advice.startswith("  → ")
    again = tejun(*ERASE, environ=full)
    assert again.returncode == 0, again.stderr
    assert "was erased already" in again.stdout.decode()
    assert "Backups from before" in again.stdout.decode()
    nothing = tejun("erase", "never", *ERASE[2:], "--yes", environ=full)
    assert nothing.returncode == 2
    assert "nothing of application" in nothing.stderr.decode()


_BUSY = """
import uuid
from dataclasses import replace
from tejun.cli import main
from tejun.store.store import Store
from tests.support import earlier
looked = Store.kept
def kept(self, *of):
    found = looked(self, *of)
    self.append(replace(earlier.record(), decision_id=str(uuid.uuid4())))
    return found
Store.kept = kept
main()
"""


def test_with_yes_nobody_keeps_it_from_being_erased_by_sending_checks(full: dict[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _BUSY, *ERASE, "--yes"],
        env={**os.environ, **full, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert b"Erased the decisions (" in ran.stdout


def test_erase_says_that_it_is_done_where_another_process_reads_in_the_log(
    full: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)  # the other does not end
    with closing(dbapi.connect(full["TEJUN_DATABASE"], isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM decisions").fetchone()
        found = tejun(*ERASE, "--yes", environ=full)
        assert found.returncode == 1
        assert "Erased the decisions (7)" in found.stdout.decode()
        assert "Erased, but not everywhere: " in found.stderr.decode()
        assert "tejun.db-wal" in found.stderr.decode()
    assert tejun(*ERASE, environ=full).returncode == 0


def test_without_a_terminal_it_erases_nothing_unless_yes_is_given(full: dict[str, str]) -> None:
    found = tejun(*ERASE, environ=full)
    assert found.returncode == 2
    assert "add --yes" in found.stderr.decode()
    assert tejun("receipt", DECISION, "--with-input", environ=full).stdout.count(b'"input"') == 1


@pytest.mark.parametrize("given", [("--reason", " "), ("--reason", "")])
def test_it_asks_for_a_reason(full: dict[str, str], given: tuple[str, ...]) -> None:
    found = tejun(*ERASE[:4], *given, "--yes", environ=full)
    assert found.returncode == 2
    assert "--reason" in found.stderr.decode()


@pytest.mark.parametrize(
    ("answer", "said"),
    [("y\n", True), ("YES\n", True), ("はい\n", True), ("n\n", False), ("\n", False), ("", False)],
)
def test_whoever_is_at_the_terminal_must_say_yes(
    monkeypatch: pytest.MonkeyPatch, answer: str, said: bool
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    context = click.Context(click.Command("x"))
    question = Bilingual(ja="よいか", en="Sure?")
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    assert confirm(question, "en", context=context) is said
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    with pytest.raises(CommandLineError):
        confirm(question, "en", context=context)


def test_explain_shows_the_codes_of_an_erased_decision_with_when_and_why(
    full: dict[str, str],
) -> None:
    tejun(*ERASE, "--yes", environ=full)
    shown = tejun("explain", DECISION, "--all", environ=full)
    assert shown.returncode == 0, shown.stderr
    out = shown.stdout.decode()
    assert "Erased: " in out
    assert out.count(" Tokyo time") == 2, "when it was erased, and when it was made"
    assert "asked for" in out
    assert "RS-DES-01" in out
    titles = [line for line in out.splitlines() if "(RS-DES-01)" in line]
    assert "RS-DES-01 (" not in titles[0]  # the title stands before the id
    assert earlier.record().description.application not in out
    whole = json.loads(tejun("explain", DECISION, "--format", "json", environ=full).stdout)
    assert whole["codes"]["id"] == DECISION
    assert whole["erased"]["reason"] == "asked for"
    markdown = tejun("explain", DECISION, "--format", "markdown", environ=full).stdout.decode()
    assert markdown.startswith("# Erased")
    assert "can't be read from this record" in out
    assert "nobody" not in out, "a backup and its key may still be there"
    ja = tejun("explain", DECISION, "--lang", "ja", environ=full).stdout.decode()
    assert "消去済み" in ja
    assert ja.count("日本時間 20") == 2
    assert "誰にも" not in ja


def test_why_it_was_erased_at_the_end_of_its_period_is_said_in_the_readers_language(
    full: dict[str, str],
) -> None:
    application = earlier.record().description.application
    period = PeriodOver(1, "decision", "2027-11-20")
    with open_store(Path(full["TEJUN_DATABASE"])) as store:
        text = period.words.in_("ja")
        assert store.erase(earlier.PROGRAM, application, text, NOW, period=period) is not None
    for lang, own, other in (("ja", "保存期間1年", "its period"), ("en", "its period", "保存期間")):
        for form in ("text", "markdown", "json"):
            explain = ("explain", DECISION, "--lang", lang, "--format", form)
            shown = tejun(*explain, environ=full).stdout.decode()
            assert own in shown
            assert other not in shown


def test_without_its_edition_the_codes_are_shown_with_the_ids_alone(
    full: dict[str, str], tmp_path: Path
) -> None:
    tejun(*ERASE, "--yes", environ=full)
    (tmp_path / "none").mkdir()
    shown = tejun("explain", DECISION, environ={**full, "TEJUN_BUNDLES": str(tmp_path / "none")})
    assert shown.returncode == 0, shown.stderr
    assert "RS-DES-01 (RS-DES-01)" in shown.stdout.decode()


def test_a_trace_of_an_erased_decision_there_is_none(full: dict[str, str]) -> None:
    tejun(*ERASE, "--yes", environ=full)
    traced = tejun("explain", DECISION, "--trace", "RS-DES-01", environ=full)
    assert traced.returncode == 2
    assert "was erased on" in traced.stderr.decode()


def test_the_receipt_of_an_erased_decision_is_verified(
    full: dict[str, str], tmp_path: Path
) -> None:
    tejun(*ERASE, "--yes", environ=full)
    receipt = tmp_path / "receipt.json"
    made = tejun("receipt", DECISION, "--with-input", "--out", receipt, environ=full)
    assert made.returncode == 0, made.stderr
    assert "The receipt has the codes alone" in made.stderr.decode()
    archive = tmp_path / "edition.tar.gz"
    archive.write_bytes(earlier.ARCHIVE)
    found = tejun("verify", receipt, "--key", LOG.key.text, "--bundle", archive, environ=full)
    assert found.returncode == 0, found.stderr
    out = found.stdout.decode()
    assert "whose codes these are to the last byte" in out
    assert "--    the receipt has the codes alone" in out
    assert "not evaluated again" in out


# --- retention and rotation ------------------------------------------------------------------------


def test_retention_says_what_it_did_of_each_program(tmp_path: Path) -> None:
    publish(tmp_path / "bundles", tiny_archive(retention={"years": 1, "from": "end"}))
    recorded(tmp_path, decision(0, "runs"), decision(1, "ended", stage="ended"))
    recorded(tmp_path, decision(2, "x", program="nowhere-2026"))
    environ = {
        "TEJUN_DATABASE": str(tmp_path / "tejun.db"),
        "TEJUN_BUNDLES": str(tmp_path / "bundles"),
    }
    within = tejun("retention", "run", "--dry-run", environ=environ)
    out = within.stdout.decode()
    assert within.returncode == 1  # the period of one program is not known
    assert "warn  nowhere-2026: the period is not known" in out
    assert f"{TINY}: years kept: 1, from the end of the project" in out
    assert "Applications erased: 0" in out


def test_rotate_and_destroy_old_say_what_is_done_and_what_is_to_do(
    full: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "tejun.db.master-key"
    [old] = file.read_text().split()
    made = tejun("master", "rotate", environ=full)
    assert made.returncode == 0, made.stderr
    out = made.stdout.decode()
    assert f"in front in {file}" in out
    assert "All keys (2) are wrapped by local:" in out
    assert "tejun master destroy-old" in out
    assert "looked at 2 of 2 keys" in made.stderr.decode()
    assert file.read_text().split()[1] == old
    again = tejun("master", "rotate", environ=full)
    assert again.returncode == 0
    assert "No new key was made" in again.stdout.decode()
    assert "No new key was made" not in out
    for run in (made, again):
        assert old.partition(":")[2] not in run.stdout.decode() + run.stderr.decode()
    assert "make a new backup" in out
    old_id = out.partition("needs the old key, ")[2].partition(",")[0]
    older = f"older master key: {old_id}: backups from before open with it"
    assert older in tejun("doctor", environ=full).stdout.decode()
    asked = tejun("master", "destroy-old", environ=full)
    assert (asked.returncode, len(file.read_text().split())) == (2, 2)
    gone = tejun("master", "destroy-old", "--yes", environ=full)
    assert gone.returncode == 0, gone.stderr
    assert "Destroy its copies elsewhere" in gone.stdout.decode()
    assert old not in file.read_text()
    assert older not in tejun("doctor", environ=full).stdout.decode()
    assert tejun("log", "verify", environ=full).returncode == 0
    assert tejun("master", "destroy-old", "--yes", environ=full).returncode == 2


_KILLED = """
import os, signal
from pathlib import Path
from tejun.cli import main
Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
main()
"""


def killed(*command: str, environ: dict[str, str]) -> None:
    """Runs a command that is killed just before the file of the keys gets its name."""
    ran = subprocess.run(
        [sys.executable, "-c", _KILLED, *command],
        env={**os.environ, **environ},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr


def test_keys_that_a_killed_rotation_left_are_named_and_go_with_the_old_key(
    full: dict[str, str], tmp_path: Path
) -> None:
    [old] = (tmp_path / "tejun.db.master-key").read_text().split()
    left = tmp_path / "tejun.db.master-key.new"
    killed("master", "rotate", environ=full)
    assert old in left.read_text()
    assert str(left) in tejun("doctor", environ=full).stdout.decode()
    erased = ("erase", APPLICATION, "--program", earlier.PROGRAM, "--reason", "r", "--yes")
    assert str(left) in tejun(*erased, environ=full).stdout.decode()
    gone = tejun("master", "destroy-old", "--yes", environ=full)
    assert gone.returncode == 2  # there is no older key in the file
    assert f"Removed {left}" in gone.stdout.decode()
    assert not left.exists()


def test_after_a_rotation_and_a_destroying_that_were_killed_no_file_has_the_old_key(
    full: dict[str, str], tmp_path: Path
) -> None:
    [old] = (tmp_path / "tejun.db.master-key").read_text().split()
    killed("master", "rotate", environ=full)
    assert tejun("master", "rotate", environ=full).returncode == 0
    killed("master", "destroy-old", "--yes", environ=full)
    gone = tejun("master", "destroy-old", "--yes", environ=full)
    assert gone.returncode == 0, gone.stderr
    files = [path for path in tmp_path.iterdir() if path.is_file()]
    assert not [path for path in files if old.encode() in path.read_bytes()]
    assert ".new" not in tejun("doctor", environ=full).stdout.decode()
    assert tejun("log", "verify", environ=full).returncode == 0


@pytest.mark.parametrize("command", [("rotate",), ("destroy-old", "--yes")])
def test_while_another_process_changes_the_keys_each_command_says_so(
    full: dict[str, str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    file = tmp_path / "tejun.db.master-key"
    tejun("master", "rotate", environ=full)
    before = file.read_text()
    with held(file) as is_ours:
        assert is_ours
        second = tejun("master", *command, environ=full)
    assert second.returncode == 2
    assert "Another process is changing the master keys" in second.stderr.decode()
    assert file.read_text() == before


def test_a_key_that_was_put_in_is_named_by_doctor_and_rotate_and_is_erased(
    full: dict[str, str], tmp_path: Path
) -> None:
    with closing(dbapi.connect(full["TEJUN_DATABASE"])) as connection:
        connection.execute("INSERT INTO data_keys VALUES ('ab', 'p', 'put-in', '', x'00')")
        connection.commit()
    assert "put-in" in tejun("doctor", environ=full).stdout.decode()
    assert tejun("log", "verify", environ=full).returncode == 2
    made = tejun("master", "rotate", environ=full)
    assert made.returncode == 1
    assert "put-in" in made.stderr.decode()
    assert "destroy-old" not in made.stdout.decode()
    refused = tejun("master", "destroy-old", "--yes", environ=full)
    assert refused.returncode == 2
    assert "put-in" in refused.stderr.decode()
    erased = ("erase", "put-in", "--program", "p", "--reason", "nobody knows it", "--yes")
    assert tejun(*erased, environ=full).returncode == 0
    assert tejun("master", "rotate", environ=full).returncode == 0
    assert tejun("log", "verify", environ=full).returncode == 0


# --- a master key that is lost ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ("explain", DECISION, "--trace", "RS-DES-01"),
        ("serve", "--port", "0"),
        ("backup", "copy.db"),
        ("master", "rotate"),
    ],
    ids=" ".join,
)
def test_without_the_master_key_nothing_is_opened_and_none_is_made(
    full: dict[str, str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    file = tmp_path / "tejun.db.master-key"
    file.rename(tmp_path / "kept")
    ran = tejun(*command, environ=full, cwd=tmp_path)
    assert ran.returncode == 2
    assert str(file) in ran.stderr.decode()
    assert not file.exists()
    assert not (tmp_path / "copy.db").exists()


def test_with_another_master_key_nothing_is_opened(full: dict[str, str]) -> None:
    another = {**full, "TEJUN_MASTER_KEY": make_master_key(bytes)}
    ran = tejun("master", "rotate", environ=another)
    assert ran.returncode == 2
    doctor = tejun("doctor", environ=another)
    assert doctor.returncode == 1


def test_rotate_puts_no_key_in_front_of_one_that_does_not_open_the_record(
    full: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "tejun.db.master-key"
    file.write_text(make_master_key(bytes))
    ran = tejun("master", "rotate", environ=full)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert "at hand are" in ran.stderr.decode()
    assert file.read_text() == make_master_key(bytes)


@pytest.fixture(params=["none", "another"])
def without_master(
    request: pytest.FixtureRequest, full: dict[str, str], tmp_path: Path
) -> dict[str, str]:
    """The full record, whose master key is not at hand: none is there, or one that has wrapped nothing of it."""
    if request.param == "another":
        return {**full, "TEJUN_MASTER_KEY": make_master_key(bytes)}
    (tmp_path / "tejun.db.master-key").rename(tmp_path / "kept")
    return full


def test_without_the_master_key_codes_are_shown_with_what_is_missing(
    without_master: dict[str, str],
) -> None:
    shown = tejun("explain", DECISION, "--all", environ=without_master)
    assert shown.returncode == 0, shown.stderr
    assert "master key" in shown.stderr.decode()
    out = shown.stdout.decode()
    assert "Sealed: " in out
    assert "Erased" not in out
    assert "RS-DES-01" in out
    assert APPLICATION not in out
    json_form = ("explain", DECISION, "--format", "json")
    found = json.loads(tejun(*json_form, environ=without_master).stdout)
    assert found["codes"]["id"] == DECISION
    assert "erased" not in found
    markdown = ("explain", DECISION, "--format", "markdown", "--lang", "ja")
    assert "封印中" in tejun(*markdown, environ=without_master).stdout.decode()


def test_without_the_master_key_the_log_is_looked_at_by_codes(
    without_master: dict[str, str], full: dict[str, str]
) -> None:
    found = tejun("log", "verify", environ=without_master)
    assert found.returncode == 0, found.stderr
    assert found.stdout.startswith(b"7 entries")
    assert "Of 7 decisions only the codes" in found.stderr.decode()
    with closing(dbapi.connect(full["TEJUN_DATABASE"])) as connection:
        connection.execute("DROP TRIGGER decisions_are_never_changed")
        connection.execute(
            "UPDATE decisions SET codes = CAST(replace(CAST(codes AS TEXT), 'replaced', 'prepared') AS BLOB)"
        )
        connection.commit()
    found = tejun("log", "verify", environ=without_master)
    assert found.returncode == 2
    assert "is no longer as it was written" in found.stderr.decode()


@pytest.mark.parametrize(
    "command",
    [("log", "verify"), ("explain", DECISION), ("receipt", DECISION)],
    ids=" ".join,
)
def test_a_key_that_was_edited_to_name_another_master_is_said_to_be_changed(
    full: dict[str, str], command: tuple[str, ...]
) -> None:
    with closing(dbapi.connect(full["TEJUN_DATABASE"])) as connection:
        [wrapped] = connection.execute(
            "SELECT wrapped FROM data_keys WHERE application = ?", (APPLICATION,)
        ).fetchone()
        place = wrapped.index(b"local:") + len("local:")
        edited = wrapped[:place] + b"0" * 32 + wrapped[place + 32 :]
        connection.execute(
            "UPDATE data_keys SET wrapped = ? WHERE application = ?", (edited, APPLICATION)
        )
        connection.commit()
    found = tejun(*command, environ=full)
    assert found.returncode == 2
    said = found.stderr.decode()
    assert "is no longer as it was written" in said
    assert f"local:{'0' * 32}" in said


VALUES_EDITED = {
    "edited": "UPDATE decision_values SET input_digest = randomblob(32)",
    "those of the result edited": "UPDATE decision_values SET result_digest = randomblob(32)",
    "taken out": "UPDATE decision_values SET input_digest = NULL, result_digest = NULL",
    "deleted": "DELETE FROM decision_values",
}


@pytest.mark.parametrize("erased", [False, True], ids=["living", "erased"])
@pytest.mark.parametrize("edit", VALUES_EDITED)
def test_values_that_are_not_a_decisions_own_are_named_whatever_is_asked(
    full: dict[str, str], edit: str, erased: bool
) -> None:
    """Of one that was erased there are none, and whether their empty row is there is all the same."""
    if erased:
        erase = ("erase", APPLICATION, "--program", earlier.PROGRAM, "--reason", "asked for")
        assert tejun(*erase, "--yes", environ=full).returncode == 0
    with closing(dbapi.connect(full["TEJUN_DATABASE"])) as connection:
        for what in ("changed", "deleted"):
            connection.execute(f"DROP TRIGGER decision_values_are_never_{what}")
        of_it = "(SELECT sequence FROM decisions WHERE decision_id = ?)"
        connection.execute(f"{VALUES_EDITED[edit]} WHERE sequence = {of_it}", (DECISION,))
        connection.commit()
    expected = 0 if erased and "edited" not in edit else 2
    for command in (("log", "verify"), ("explain", DECISION), ("receipt", DECISION)):
        found = tejun(*command, environ=full)
        assert found.returncode == expected, (command, found.stderr)
        assert (f"“{DECISION}" in found.stderr.decode()) is (expected == 2), command


def test_with_the_master_key_nothing_is_looked_at_by_codes_alone(full: dict[str, str]) -> None:
    found = tejun("log", "verify", environ=full)
    assert (found.returncode, found.stderr) == (0, b"")


@pytest.mark.parametrize("form", ["json", "tlog-proof", "cose"])
def test_without_the_master_key_what_was_recorded_is_proven(
    without_master: dict[str, str], tmp_path: Path, form: str
) -> None:
    made = tejun("receipt", DECISION, "--format", form, environ=without_master)
    assert made.returncode == 0, made.stderr
    assert made.stdout
    if form == "json":
        assert "codes alone" in made.stderr.decode()
        file = tmp_path / "receipt.json"
        file.write_bytes(made.stdout)
        held = tejun("verify", file, "--key", LOG.key.text)
        assert held.returncode == 0, held.stderr
        assert "could not be opened" in held.stdout.decode()


def test_doctor_fails_where_the_master_key_of_a_sealed_record_is_gone(
    full: dict[str, str], tmp_path: Path
) -> None:
    assert doctor_of_key(full).startswith("ok")
    path = tmp_path / "tejun.db.master-key"
    path.rename(tmp_path / "kept")
    said = tejun("doctor", environ=full)
    assert said.returncode == 1
    line = next(each for each in said.stdout.decode().splitlines() if " master key: " in each)
    assert line.startswith("fail")
    assert str(path) in line
    assert "made when" not in line
    assert said.stdout.decode().count("Put the copy of the key back") == 1
    assert not path.exists()


def test_doctor_fails_on_a_master_key_that_does_not_open_the_record_and_says_once_what_to_do(
    full: dict[str, str], tmp_path: Path
) -> None:
    named = {**full, "TEJUN_MASTER_KEY": make_master_key(bytes)}
    beside = full
    (tmp_path / "tejun.db.master-key").write_text(make_master_key(bytes))
    for environ in (named, beside):
        said = tejun("doctor", environ=environ)
        assert said.returncode == 1
        lines = said.stdout.decode().splitlines()
        place = next(n for n, line in enumerate(lines) if " master key: " in line)
        assert lines[place].startswith("fail")
        assert lines[place].endswith("it does not open the record")
        assert "local:" in lines[place]
        assert "Give the key that is named" in lines[place + 1]
        assert sum("Give the key that is named" in line for line in lines) == 1
        assert any("said of the master key, below" in line for line in lines[:place])


def test_doctor_does_not_say_of_keys_what_it_cannot_see(environ: dict[str, str]) -> None:
    Path(environ["TEJUN_DATABASE"]).write_bytes(b"no database" * 1000)
    said = tejun("doctor", environ=environ).stdout.decode()
    assert "made when" not in said
    assert "cannot be seen" in said


def test_a_command_that_makes_the_master_key_says_so_once(tmp_path: Path) -> None:
    environ = {"TEJUN_DATABASE": str(tmp_path / "tejun.db"), "TEJUN_BUNDLES": str(BUNDLES)}
    first, second = (tejun("check", TYPICAL, *AS_OF, "--record", environ=environ) for _ in range(2))
    assert "Made the master key" in first.stderr.decode()
    assert str(tmp_path / "tejun.db.master-key") in first.stderr.decode()
    assert b"Recorded as" in first.stdout
    assert "master key" not in second.stderr.decode()
    unkept = {**environ, "TEJUN_DATABASE": str(tmp_path / "none.db")}
    assert "master key" not in tejun("check", TYPICAL, *AS_OF, environ=unkept).stderr.decode()
