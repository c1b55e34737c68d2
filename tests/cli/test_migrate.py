"""`tejun migrate`, and a record in PostgreSQL from the command line: made, recorded in, looked over, verified."""

from contextlib import closing
from pathlib import Path

import pytest
from tejun.store import database
from tejun.store.driver import dbapi
from tejun.store.tables import RECORD

from tests.cli.support import AS_OF, TYPICAL, tejun
from tests.support import earlier
from tests.support.former import put_in, write_former
from tests.support.postgres import OWNER, SERVICE, PostgresServer
from tests.support.stores import open_store

NEWEST = RECORD.version


def test_a_file_is_made_brought_forward_and_then_left_as_it_is(tmp_path: Path) -> None:
    environ = {"TEJUN_DATABASE": str(tmp_path / "tejun.db")}
    made = tejun("migrate", environ=environ)
    assert made.stdout.decode() == f"{tmp_path}/tejun.db: made, in form {NEWEST}.\n"
    (tmp_path / "tejun.db").unlink()
    write_former(tmp_path / "tejun.db", version=5)
    assert b"brought from form 5 to form" in tejun("migrate", environ=environ).stdout
    assert b"already in the newest form" in tejun("migrate", environ=environ).stdout


@pytest.mark.postgres
def test_a_record_in_postgresql_is_made_recorded_in_and_verified(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    database = postgres_server.new_database(like="template0")
    postgres_server.run(
        f"ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT ON TABLES TO {SERVICE}",
        database=database,
        role=OWNER,
    )
    shown = f"postgresql://127.0.0.1:{postgres_server.port}/{database}"

    def as_role(role: str) -> dict[str, str]:
        url = postgres_server.url(database, role)
        return {"TEJUN_DATABASE_URL": url, "TEJUN_DATABASE": str(tmp_path / "tejun.db")}

    check = ("check", TYPICAL, *AS_OF, "--record")
    refused = tejun(*check, environ=as_role(SERVICE))
    assert refused.returncode == 2
    assert b"has no tables yet" in refused.stderr
    made = tejun("migrate", environ=as_role(OWNER))
    assert made.stdout.decode() == f"{shown}: made, in form {NEWEST}.\n"
    assert b"already" in tejun("migrate", environ=as_role(OWNER)).stdout

    recorded = tejun(*check, environ=as_role(SERVICE))
    assert recorded.returncode == 1, recorded.stderr
    assert f"in {shown};" in recorded.stdout.decode()
    name = recorded.stdout.decode().partition("Recorded as ")[2].split()[0]
    assert tejun("explain", name, environ=as_role(SERVICE)).returncode == 0
    verified = tejun("log", "verify", environ=as_role(SERVICE))
    assert b"2 entries, all as they were recorded" in verified.stdout
    assert not (tmp_path / "tejun.db").exists(), "nothing is recorded in the file"


@pytest.mark.opa
@pytest.mark.postgres
def test_doctor_looks_the_record_in_postgresql_over(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    database = postgres_server.new_database()
    shown = f"postgresql://127.0.0.1:{postgres_server.port}/{database}"
    environ = {
        "TEJUN_DATABASE_URL": postgres_server.url(database),
        "TEJUN_DATABASE": str(tmp_path / "tejun.db"),
    }
    said = tejun("doctor", environ=environ).stdout.decode()
    assert f"ok    record: {shown}: 1 entries" in said
    assert "TEJUN_DATABASE_URL and TEJUN_DATABASE are both set" in said
    assert "may do more" not in said

    postgres_server.run("ALTER TABLE decisions DISABLE TRIGGER append_only", database=database)
    environ["TEJUN_DATABASE_URL"] = postgres_server.url(database, OWNER)
    said = tejun("doctor", environ=environ).stdout.decode()
    assert "may do more than read and add (OWNER, UPDATE" in said
    assert "so that rows could be changed, or copied: TRIGGER append_only ON decisions" in said

    environ["TEJUN_DATABASE_URL"] = postgres_server.url("none")
    doctor = tejun("doctor", environ=environ)
    assert doctor.returncode == 1
    assert "there is no such database" in doctor.stdout.decode()


def test_a_file_that_is_opened_says_which_form_it_had(tmp_path: Path) -> None:
    path = tmp_path / "tejun.db"
    for expected in (None, NEWEST):
        with open_store(path) as store:
            assert store.version_before == expected


def in_folder(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.glob("tejun*") if each.is_file()}


@pytest.mark.parametrize("version", [2, 5])
def test_doctor_leaves_an_earlier_file_as_it_is_and_says_what_becomes_of_it(
    tmp_path: Path, version: int
) -> None:
    path = write_former(tmp_path / "tejun.db", version=version)
    if version == 2:
        put_in(path, earlier.records(3))
    before = in_folder(tmp_path)
    environ = {"TEJUN_DATABASE": str(tmp_path / "tejun.db")}
    said = tejun("doctor", environ=environ).stdout.decode()
    assert in_folder(tmp_path) == before
    assert f"it has the earlier form {version}" in said
    assert f"tejun.db.in-clear-{version}" in said
    assert "replaces it by a sealed one" in " ".join(said.split())


def test_doctor_says_that_an_earlier_file_will_be_refused(tmp_path: Path) -> None:
    path = write_former(tmp_path / "tejun.db", version=1)
    before = in_folder(tmp_path)
    environ = {"TEJUN_DATABASE": str(path)}
    doctor = tejun("doctor", environ=environ)
    assert doctor.returncode == 1
    assert in_folder(tmp_path) == before
    said = " ".join(doctor.stdout.decode().split())
    assert "fail record" in said
    assert "“decision-0”" in said
    assert "replaces it by a sealed one" not in said
    refused = " ".join(tejun("migrate", environ=environ).stderr.decode().split())
    assert "“decision-0”" in refused


@pytest.mark.parametrize(
    ("lang", "says"), [("en", "had the earlier form 5"), ("ja", "以前の形式 5 で")]
)
def test_a_command_that_brings_a_file_forward_says_so(tmp_path: Path, lang: str, says: str) -> None:
    write_former(tmp_path / "tejun.db", version=5)
    environ = {"TEJUN_DATABASE": str(tmp_path / "tejun.db")}
    explain = ("explain", "none", "--lang", lang)
    said = tejun(*explain, environ=environ).stderr.decode()
    assert said.count(says) == 1
    assert "tejun.db.in-clear-5" in said
    assert says not in tejun(*explain, environ=environ).stderr.decode()


def test_doctor_names_a_trigger_that_a_file_has_lost(tmp_path: Path) -> None:
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        store.append_all(earlier.records(1))
    environ = {"TEJUN_DATABASE": str(path)}
    unguarded = "without a trigger rows could be changed"
    assert unguarded not in tejun("doctor", environ=environ).stdout.decode()
    with closing(dbapi.connect(path)) as connection:
        connection.execute("DROP TRIGGER decisions_are_never_changed")
    doctor = tejun("doctor", environ=environ)
    assert doctor.returncode == 1
    assert (
        f"{unguarded}: TRIGGER decisions_are_never_changed ON decisions" in doctor.stdout.decode()
    )


@pytest.mark.postgres
def test_migrate_by_the_role_of_the_service_names_the_owner(
    postgres_server: PostgresServer,
) -> None:
    database = postgres_server.new_database(like="template0")
    environ = {"TEJUN_DATABASE_URL": postgres_server.url(database, SERVICE)}
    refused = tejun("migrate", environ=environ)
    assert refused.returncode == 2
    said = refused.stderr.decode()
    assert "Name the owner's role" in said
    assert "Grant" not in said


def test_a_copy_is_made_and_put_back(tmp_path: Path) -> None:
    environ = {"TEJUN_DATABASE": str(tmp_path / "tejun.db")}
    with open_store(tmp_path / "tejun.db") as store:
        store.append_all(earlier.records(3))
    head = tejun("log", "head", environ=environ).stdout
    made = tejun("backup", tmp_path / "copy.db", environ=environ)
    assert made.returncode == 0, made.stderr
    assert b"a copy with 3 entries, all as they were recorded" in made.stdout
    assert made.stdout.endswith(head)
    again = tejun("backup", tmp_path / "copy.db", environ=environ)
    assert again.returncode == 2
    assert b"is there already" in again.stderr
    (tmp_path / "tejun.db").rename(tmp_path / "lost.db")
    restored = tejun("restore", tmp_path / "copy.db", environ=environ)
    assert b"3 entries are back" in restored.stdout
    assert tejun("log", "head", environ=environ).stdout == head


def test_a_copy_says_what_it_takes_along_that_tejun_did_not_make(tmp_path: Path) -> None:
    environ = {"TEJUN_DATABASE": str(tmp_path / "tejun.db")}
    with open_store(tmp_path / "tejun.db") as store:
        store.append_all(earlier.records(1))
    made = tejun("backup", tmp_path / "before.db", environ=environ)
    assert (made.returncode, made.stderr) == (0, b"")
    with closing(dbapi.connect(tmp_path / "tejun.db")) as connection:
        connection.execute("CREATE TABLE aside (key BLOB)")
        connection.execute("DROP TRIGGER decisions_are_never_changed")
    made = tejun("backup", tmp_path / "copy.db", environ=environ)
    (tmp_path / "tejun.db").rename(tmp_path / "lost.db")
    restored = tejun("restore", tmp_path / "copy.db", environ=environ)
    for found in (made, restored):
        assert found.returncode == 0
        said = found.stderr.decode()
        assert "TABLE aside" in said
        assert "TRIGGER decisions_are_never_changed" in said
        assert "tejun migrate --drop NAME" in said


# --- what somebody has changed beside the rows -------------------------------------------------------


@pytest.fixture
def changed(tmp_path: Path) -> dict[str, str]:
    """A record of which a trigger is gone, and which has a table and an index that tejun did not make."""
    path = tmp_path / "tejun.db"
    with open_store(path) as store:
        store.append_all(earlier.records(1))
    with closing(dbapi.connect(path)) as connection:
        connection.execute("DROP TRIGGER decisions_are_never_changed")
        connection.execute("CREATE TABLE kept_copy (a)")
        connection.execute("CREATE INDEX zz ON decision_values (result_digest)")
    return {"TEJUN_DATABASE": str(path)}


ADDED = "INDEX zz ON decision_values, TABLE kept_copy"


def test_doctor_names_what_is_too_much_and_what_to_do(changed: dict[str, str]) -> None:
    doctor = tejun("doctor", environ=changed)
    said = " ".join(doctor.stdout.decode().split())
    assert doctor.returncode == 1
    assert f"it may keep a copy of what is erased: {ADDED}" in said
    assert "tejun migrate --drop NAME" in said
    assert "tejun migrate --mend" in said


def test_doctor_names_it_also_where_it_keeps_the_record_from_being_looked_over(
    changed: dict[str, str],
) -> None:
    with closing(dbapi.connect(changed["TEJUN_DATABASE"])) as connection:
        connection.execute(
            "CREATE TRIGGER yy BEFORE INSERT ON decisions BEGIN SELECT RAISE(ABORT, 'x'); END"
        )
    said = " ".join(tejun("doctor", environ=changed).stdout.decode().split())
    assert "what is in it refuses what was to be written" in said
    assert "TRIGGER yy ON decisions" in said


def test_migrate_puts_back_and_removes_what_it_is_told_to_and_says_so(
    changed: dict[str, str],
) -> None:
    plain = tejun("migrate", environ=changed)
    assert (plain.returncode, len(plain.stdout.splitlines())) == (0, 1)

    mended = tejun("migrate", "--mend", environ=changed)
    assert mended.returncode == 1
    out = mended.stdout.decode()
    assert "put back: TRIGGER decisions_are_never_changed ON decisions\n" in out
    assert "removed" not in out
    assert f"Still: tejun did not make this, and it may keep a copy of what is erased: {ADDED}" in (
        mended.stderr.decode()
    )

    unknown = tejun("migrate", "--drop", "kept_copy", "--drop", "decisions", environ=changed)
    assert unknown.returncode == 2
    assert ADDED in unknown.stderr.decode()

    dropped = tejun("migrate", "--drop", "kept_copy", "--drop", "zz", environ=changed)
    assert dropped.returncode == 0, dropped.stderr
    assert dropped.stdout.decode().splitlines()[1:] == [
        "removed: INDEX zz ON decision_values",
        "removed: TABLE kept_copy",
        "Tables, triggers and indexes are as tejun makes them.",
    ]
    assert b"may keep a copy" not in tejun("doctor", environ=changed).stdout


def test_migrate_says_that_what_it_removed_may_be_in_the_log_where_another_process_reads_there(
    changed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)  # the other does not end
    mend = ("migrate", "--mend", "--drop", "kept_copy", "--drop", "zz")
    with closing(dbapi.connect(changed["TEJUN_DATABASE"], isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM decisions").fetchone()
        mended = tejun(*mend, environ=changed)
        assert mended.returncode == 1
        assert b"removed: TABLE kept_copy" in mended.stdout
        assert b"may be in the record's own log" in mended.stderr
    assert tejun("migrate", "--mend", environ=changed).returncode == 0


def test_migrate_sets_nothing_right_in_a_record_that_was_altered(changed: dict[str, str]) -> None:
    with closing(dbapi.connect(changed["TEJUN_DATABASE"])) as connection:
        connection.execute("UPDATE decisions SET codes = x'00'")
        connection.commit()
    refused = tejun("migrate", "--mend", "--drop", "zz", environ=changed)
    assert refused.returncode == 2
    assert b"put back" not in refused.stdout
    assert ADDED in " ".join(tejun("doctor", environ=changed).stdout.decode().split())


def test_nothing_is_said_to_be_erased_while_a_copy_may_be_kept(changed: dict[str, str]) -> None:
    [made] = earlier.records(1)
    application = made.description.application
    erase = ("erase", application, "--program", made.program, "--reason", "r", "--yes")
    for command in (erase, ("retention", "run")):
        refused = tejun(*command, environ=changed)
        assert refused.returncode == 2, refused.stdout
        assert f"what may keep a copy: {ADDED}" in " ".join(refused.stderr.decode().split())
        assert b"rased" not in refused.stdout
    assert tejun("retention", "run", "--dry-run", environ=changed).returncode != 2
    tejun("migrate", "--drop", "kept_copy", "--drop", "zz", environ=changed)
    assert tejun(*erase, environ=changed).returncode == 0
    with closing(dbapi.connect(changed["TEJUN_DATABASE"])) as connection:
        connection.execute("CREATE TABLE kept_copy (a)")
    again = tejun(*erase, environ=changed)
    assert again.returncode == 2, "nor that it was erased already"
    assert b"TABLE kept_copy" in again.stderr


@pytest.mark.postgres
def test_the_owner_sets_right_what_stands_in_postgresql(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    database = postgres_server.new_database()
    postgres_server.run(
        "CREATE TABLE kept_copy (a text)",
        "DROP TRIGGER append_only ON decisions",
        database=database,
        role=OWNER,
    )
    environ = {
        "TEJUN_DATABASE_URL": postgres_server.url(database),
        "TEJUN_DATABASE": str(tmp_path / "tejun.db"),
    }
    mend = ("migrate", "--mend", "--drop", "kept_copy")
    said = " ".join(tejun("doctor", environ=environ).stdout.decode().split())
    assert "TABLE kept_copy" in said
    assert "TRIGGER append_only ON decisions" in said
    assert tejun(*mend, environ=environ).returncode == 2
    environ["TEJUN_DATABASE_URL"] = postgres_server.url(database, OWNER)
    mended = tejun(*mend, environ=environ)
    assert mended.returncode == 0, mended.stderr
    assert mended.stdout.decode().splitlines()[1:3] == [
        "removed: TABLE kept_copy",
        "put back: TRIGGER append_only ON decisions",
    ]
