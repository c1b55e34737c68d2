"""What stands in the record beside its rows is what tejun makes; whatever is not is named, and set right."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tejun.errors import ErasedRecordError, InvalidInputError, StoreError
from tejun.store import values
from tejun.store.database import SqliteDatabase
from tejun.store.errors import record_file
from tejun.store.guards import _made
from tejun.store.mending import Mended
from tejun.store.parts import Differences, Part
from tejun.store.postgres import migrating
from tejun.store.protocol import Rights
from tejun.store.store import Store
from tejun.store.tables import RECORD

from tests.support.postgres import OWNER, SERVICE
from tests.support.records import NOW, record
from tests.support.records_of_both import REFUSED, Home, PostgresHome, SqliteHome, new_home
from tests.support.stores import open_store

PROGRAM = "kprogram-2026"
NOTHING = Differences()


@pytest.fixture
def full(home: Home) -> Home:
    """A record with a decision on the application `gone`, which nobody has open."""
    with home.open() as store:
        store.append(record(decision_id="g-1", application="gone"))
    return home


def do(home: Home, *statements: str) -> None:
    """As whoever may change the tables."""
    if isinstance(home, PostgresHome):
        home._server.run(*statements, database=home.database, role=OWNER)
        return
    with home.stranger() as stranger:
        for each in statements:
            stranger.execute(each)


def differences(home: Home) -> Differences:
    with home.open() as store:
        return store.look_at_rights().differences


def mend(home: Home, *drop: str, puts_back: bool = False) -> Mended:
    if isinstance(home, PostgresHome):
        place = home._server.place(home.database, OWNER)
        return migrating.mend(place, puts_back=puts_back, drop=drop)
    assert isinstance(home, SqliteHome)
    with SqliteDatabase(record_file(home.path), RECORD) as database:
        return database.mend(puts_back=puts_back, drop=drop)


def erase(store: Store) -> None:
    assert store.erase(PROGRAM, "gone", "asked for", NOW) is not None


def test_a_record_is_as_tejun_makes_it_also_when_it_was_erased_from_and_copied(
    full: Home, tmp_path: Path
) -> None:
    with full.open() as store:
        erase(store)
        store.copy_to(tmp_path / "of-it.db")
        assert store.look_at_rights() == Rights()
    with open_store(tmp_path / "of-it.db") as copy:
        assert copy.look_at_rights() == Rights()


# --- what somebody adds ----------------------------------------------------------------------------

COPIES_KEYS = (
    "CREATE TABLE kept_copy (a text, b bytea)",
    """
    CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO kept_copy VALUES (OLD.key_id, OLD.wrapped); RETURN OLD; END $$
    """,
)
COPY = "INSERT INTO kept_copy VALUES (OLD.key_id, OLD.wrapped)"
CALLS = "FOR EACH ROW EXECUTE FUNCTION keep()"
ADDED: dict[str, list[tuple[tuple[str, ...], tuple[Part, ...]]]] = {
    "sqlite": [
        (
            (
                "CREATE TABLE kept_copy (a UNIQUE, b)",
                f"CREATE TRIGGER zz BEFORE DELETE ON data_keys BEGIN {COPY}; END",
            ),
            (Part("TABLE", "kept_copy"), Part("TRIGGER", "zz", "data_keys")),
        ),
        (
            ("CREATE TRIGGER zz AFTER UPDATE ON decision_values BEGIN SELECT 1; END",),
            (Part("TRIGGER", "zz", "decision_values"),),
        ),
        (
            ("CREATE TRIGGER decisions BEFORE INSERT ON erasures BEGIN SELECT 1; END",),
            (Part("TRIGGER", "decisions", "erasures"),),
        ),
        (
            ("CREATE INDEX zz ON decision_values (result_digest)",),
            (Part("INDEX", "zz", "decision_values"),),
        ),
        (("CREATE VIEW zz AS SELECT * FROM data_keys",), (Part("VIEW", "zz"),)),
        (('CREATE TABLE "o""d d" (a)',), (Part("TABLE", 'o"d d'),)),
    ],
    "postgresql": [
        (
            (*COPIES_KEYS, f"CREATE TRIGGER zz BEFORE DELETE ON data_keys {CALLS}"),
            (Part("TABLE", "kept_copy"), Part("TRIGGER", "zz", "data_keys")),
        ),
        (
            (*COPIES_KEYS, f"CREATE TRIGGER zz AFTER INSERT ON tejun_version {CALLS}"),
            (Part("TABLE", "kept_copy"), Part("TRIGGER", "zz", "tejun_version")),
        ),
        (
            ("CREATE RULE zz AS ON DELETE TO data_keys DO INSTEAD NOTHING",),
            (Part("RULE", "zz", "data_keys"),),
        ),
        (
            ("CREATE INDEX zz ON decision_values (result_digest)",),
            (Part("INDEX", "zz", "decision_values"),),
        ),
        (
            ("ALTER TABLE decision_values ADD CONSTRAINT zz UNIQUE (result_digest)",),
            (Part("CONSTRAINT", "zz", "decision_values"),),
        ),
        (
            ("ALTER TABLE data_keys ADD CONSTRAINT zz CHECK (wrapped IS NOT NULL)",),
            (Part("CONSTRAINT", "zz", "data_keys"),),
        ),
        (("CREATE VIEW zz AS SELECT * FROM data_keys",), (Part("VIEW", "zz"),)),
        (
            ("CREATE MATERIALIZED VIEW zz AS SELECT * FROM data_keys",),
            (Part("MATERIALIZED VIEW", "zz"),),
        ),
        (
            ("CREATE POLICY zz ON data_keys USING (false)",),
            (Part("POLICY", "zz", "data_keys"),),
        ),
        (
            ("CREATE SCHEMA apart", "CREATE TABLE apart.zz () INHERITS (data_keys)"),
            (Part("TABLE", "apart.zz"),),
        ),
        (('CREATE TABLE "o""d d" (a text)',), (Part("TABLE", '"o""d d"'),)),
        (
            ("CREATE STATISTICS zz (mcv) ON input_digest, result_digest FROM decision_values",),
            (Part("STATISTICS", "zz", "decision_values"),),
        ),
        *(
            ((f"CREATE TABLE {name} (a text)",), (Part("TABLE", name),))
            for name in ('"x :b"', '":b"', '"x%(a)s"', '"%"', '"x\\:b"', '"Up"', '"a; b"')
        ),
        (
            (
                "CREATE TABLE zz (a text)",
                "CREATE VIEW az AS SELECT * FROM zz",
                "CREATE VIEW bz AS SELECT * FROM az",
                "CREATE MATERIALIZED VIEW cz AS SELECT * FROM bz",
            ),
            (
                Part("MATERIALIZED VIEW", "cz"),
                Part("TABLE", "zz"),
                Part("VIEW", "az"),
                Part("VIEW", "bz"),
            ),
        ),
        (
            (
                "CREATE SCHEMA apart",
                "CREATE STATISTICS apart.zz ON (encode(wrapped, 'hex')) FROM data_keys",
            ),
            (Part("STATISTICS", "apart.zz", "data_keys"),),
        ),
    ],
}


def every_added() -> Iterator[Any]:
    for dialect, cases in ADDED.items():
        marks = pytest.mark.postgres if dialect == "postgresql" else ()
        yield from (pytest.param(dialect, *case, marks=marks) for case in cases)


@pytest.mark.parametrize(("dialect", "statements", "parts"), list(every_added()))
def test_what_somebody_adds_is_named_and_nothing_is_erased_until_it_is_gone(
    dialect: str,
    statements: tuple[str, ...],
    parts: tuple[Part, ...],
    *,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    caplog: pytest.LogCaptureFixture,
) -> None:
    home = new_home(dialect, tmp_path, request)
    with home.open() as store:
        store.append(record(decision_id="g-1", application="gone"))
        do(home, *statements)
        assert store.look_at_rights().differences == Differences(added=parts)
        store.log_warnings()
        assert f"tejun did not make: {parts[0]}" in caplog.text
        with pytest.raises(StoreError) as error:
            store.require_own()
        assert str(parts[-1]) in error.value.detail.in_("en")
        with pytest.raises(StoreError) as error:
            store.erase(PROGRAM, "gone", "asked for", NOW)
        assert str(parts[0]) in error.value.detail.in_("en")
        assert store.get("g-1").decision_id == "g-1"
    mended = mend(home, *(each.name for each in parts))
    assert set(mended.removed) == set(parts)
    assert mended.left == NOTHING
    with home.open() as store:
        store.require_own()
        erase(store)
        with pytest.raises(ErasedRecordError):
            store.get("g-1")


@pytest.mark.postgres
def test_what_somebody_adds_while_it_is_erased_is_seen(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of SQLite has one writer; in PostgreSQL somebody may add a table at this moment."""
    home, take_out = new_home("postgresql", tmp_path, request), values.take_out

    def add(*arguments: Any) -> bool:
        do(home, "CREATE TABLE zz (a text)")
        return take_out(*arguments)

    with home.open() as store:
        store.append(record(decision_id="g-1", application="gone"))
        monkeypatch.setattr(values, "take_out", add)
        with pytest.raises(StoreError) as error:
            store.erase(PROGRAM, "gone", "asked for", NOW)
        assert "TABLE zz" in error.value.detail.in_("en")
        assert store.get("g-1").decision_id == "g-1"


def test_what_nothing_has_is_not_removed_nor_what_tejun_makes(full: Home) -> None:
    do(full, "CREATE TABLE zz (a text)")
    for name in ("none", "data_keys", "append_only", "data_keys_are_never_deleted"):
        with pytest.raises(InvalidInputError) as error:
            mend(full, "zz", name)
        assert "There is: TABLE zz." in error.value.advice.in_("en")
    assert differences(full).added == (Part("TABLE", "zz"),)


@pytest.mark.postgres
def test_what_something_else_needs_is_not_removed(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = new_home("postgresql", tmp_path, request)
    do(home, "CREATE TABLE zz (a text)", "CREATE VIEW yy AS SELECT * FROM zz")
    do(home, "CREATE TABLE xx (a text)")
    found = differences(home)
    with pytest.raises(StoreError) as error:
        mend(home, "zz", "xx")
    assert "needs it: TABLE zz." in error.value.detail.in_("en")
    assert differences(home) == found
    assert mend(home, "zz", "yy").left == Differences(added=(Part("TABLE", "xx"),))


@pytest.mark.parametrize(
    "others",
    [
        ("INDEX", "ix_decisions_key_id", "CREATE INDEX ix_decisions_key_id ON zz (a)"),
        ("INDEX", "IX_Decisions_Key_ID", "CREATE INDEX IX_Decisions_Key_ID ON zz (a)"),
        ("TABLE", "ix_decisions_key_id", "CREATE TABLE ix_decisions_key_id (a)"),
        ("VIEW", "ix_decisions_key_id", "CREATE VIEW ix_decisions_key_id AS SELECT 1"),
    ],
    ids=["index", "in other letters", "table", "view"],
)
def test_to_put_back_removes_nothing_of_others_that_was_not_named(
    others: tuple[str, str, str], tmp_path: Path
) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    home.open().close()
    kind, name, made = others
    do(home, "CREATE TABLE zz (a)", "DROP INDEX ix_decisions_key_id", made)
    do(home, "DROP TRIGGER erasures_are_never_deleted")
    gone = Part("INDEX", "ix_decisions_key_id", "decisions")
    trigger = Part("TRIGGER", "erasures_are_never_deleted", "erasures")
    part = Part(kind, name, "zz" if kind == "INDEX" else "")
    mended = mend(home, puts_back=True)
    assert (mended.removed, mended.put_back) == ((), (trigger,))
    assert mended.left.gone == (gone,)
    assert part in mended.left.added
    mended = mend(home, name, puts_back=True)
    assert (mended.removed, mended.put_back) == ((part,), (gone,))
    assert mend(home, "zz", puts_back=True).left == NOTHING


@pytest.mark.postgres
@pytest.mark.parametrize(
    "others",
    [
        "CREATE INDEX ix_decisions_key_id ON zz (a)",
        "CREATE TABLE ix_decisions_key_id (a text)",
        "CREATE VIEW ix_decisions_key_id AS SELECT 1",
        "CREATE SEQUENCE ix_decisions_key_id",
    ],
)
def test_to_put_back_removes_nothing_of_others_in_postgresql_either(
    others: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = new_home("postgresql", tmp_path, request)
    do(home, "CREATE TABLE zz (a text)", "DROP INDEX ix_decisions_key_id", others)
    do(home, "DROP TRIGGER append_only ON erasures")
    mended = mend(home, puts_back=True)
    assert mended.removed == ()
    assert mended.put_back == (Part("TRIGGER", "append_only", "erasures"),)
    assert mended.left.gone == (Part("INDEX", "ix_decisions_key_id", "decisions"),)
    with home.stranger() as stranger:
        there = stranger.execute("SELECT count(*) FROM pg_class WHERE relname LIKE 'ix_decisions%'")
        assert there.fetchone() == (1,)


def test_what_was_not_named_stays(full: Home) -> None:
    do(full, "CREATE TABLE zz (a text)", "CREATE TABLE yy (a text)")
    mended = mend(full, "zz", puts_back=True)
    assert mended == Mended((Part("TABLE", "zz"),), (), Differences(added=(Part("TABLE", "yy"),)))


def test_what_was_copied_is_nowhere_in_the_file_when_it_was_removed_and_erased(
    tmp_path: Path,
) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    with home.open() as store:
        store.append(record(decision_id="g-1", application="gone"))
    with home.stranger() as stranger:
        stranger.execute("CREATE TABLE zz AS SELECT substr(wrapped, 16385) AS w FROM data_keys")
        stranger.execute("CREATE INDEX yy ON zz (w)")
        kept = [row[0] for row in stranger.execute("SELECT w FROM zz")]
        values = stranger.execute("SELECT input_digest, result_digest FROM decision_values")
        of_it = [*values.fetchone(), kept[-1]]
    assert len(mend(home, "zz", "yy").removed) == 2
    with home.open() as store:
        erase(store)
        store.empty_log()
        left = b"".join(each.read_bytes() for each in tmp_path.glob("tejun.db*"))
    assert [value for value in of_it if value in left] == []


def test_what_hides_under_a_name_of_sqlite_is_named(tmp_path: Path) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    home.open().close()
    do(
        home,
        "CREATE TRIGGER qwerty_zz BEFORE DELETE ON data_keys BEGIN SELECT 1; END",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET name = replace(name, 'qwerty', 'sqlite'),"
        " sql = replace(sql, 'qwerty', 'sqlite') WHERE name = 'qwerty_zz'",
    )
    assert differences(home).added == (Part("TRIGGER", "sqlite_zz", "data_keys"),)
    assert mend(home, "sqlite_zz").left == NOTHING


NUMBERED = "CREATE TABLE zz (a INTEGER PRIMARY KEY AUTOINCREMENT)"
COUNTERS = Part("TABLE", "sqlite_sequence")


def test_what_sqlite_keeps_of_a_table_that_numbered_its_rows_ends_no_erasing(
    tmp_path: Path,
) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    with home.open() as store:
        store.append(record(decision_id="g-1", application="gone"))
    do(home, NUMBERED)
    assert differences(home).added == (Part("TABLE", "zz"),)
    do(home, "INSERT INTO zz VALUES (1)")
    assert differences(home).added == (COUNTERS, Part("TABLE", "zz"))
    assert mend(home, "zz") == Mended((Part("TABLE", "zz"),), (), NOTHING)
    with home.open() as store:
        erase(store)


@pytest.mark.parametrize("drop", [("sqlite_sequence", "zz"), ("sqlite_sequence",)])
def test_what_somebody_wrote_among_what_sqlite_counts_is_removed(
    drop: tuple[str, ...], tmp_path: Path
) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    home.open().close()
    do(home, NUMBERED, "INSERT INTO zz VALUES (1)")
    do(home, "INSERT INTO sqlite_sequence VALUES ('kept', 'a copy')")
    if "zz" not in drop:
        do(home, "DROP TABLE zz")
    assert COUNTERS in differences(home).added
    with home.open() as store, pytest.raises(StoreError):
        store.require_own()
    mended = mend(home, *drop)
    assert COUNTERS in mended.removed
    assert mended.left == NOTHING
    assert b"a copy" not in home.path.read_bytes()


def test_who_has_counted_rows_has_added_nothing(full: Home) -> None:
    do(full, "ANALYZE")
    assert {each.name for each in differences(full).added} <= {"sqlite_stat4"}


# --- what somebody takes away or changes -----------------------------------------------------------


def test_every_trigger_and_index_of_a_file_is_looked_for_and_put_back(tmp_path: Path) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    home.open().close()
    with home.stranger() as stranger:
        found = stranger.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master"
            " WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
        ).fetchall()
    assert len(found) > 30
    for kind, name, table, made in found:
        part = Part(kind.upper(), name, table)
        do(home, f"DROP {kind} {name}")
        assert differences(home) == Differences(gone=(part,))
        with home.open() as store:
            store.require_own()
        other = f"{made} WHERE 1 = 1"
        if kind == "trigger":
            other = f"CREATE TRIGGER {name} BEFORE DELETE ON {table} BEGIN SELECT 1; END"
        do(home, other)
        assert differences(home) == Differences(another=(part,))
        with home.open() as store, pytest.raises(StoreError):
            store.require_own()
        assert mend(home) == Mended((), (), Differences(another=(part,)))
        assert mend(home, puts_back=True) == Mended((), (part,), NOTHING)


def test_a_service_warns_of_what_is_gone_or_another(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    with home.open() as store:
        store.log_warnings()
    assert "the record" not in caplog.text
    do(
        home,
        "DROP TRIGGER erasures_are_never_deleted",
        "DROP TRIGGER erasures_are_never_changed",
        "CREATE TRIGGER erasures_are_never_changed BEFORE UPDATE ON erasures BEGIN SELECT 1; END",
    )
    with home.open() as store:
        store.log_warnings()
    assert "there is no more: TRIGGER erasures_are_never_deleted ON erasures." in caplog.text
    assert "there is another: TRIGGER erasures_are_never_changed ON erasures." in caplog.text
    assert "Nothing is erased while the record has that" in caplog.text


def test_a_trigger_under_its_name_on_another_table_is_removed_where_it_is_named(
    tmp_path: Path,
) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    home.open().close()
    name = "erasures_are_never_deleted"
    do(
        home,
        f"DROP TRIGGER {name}",
        f"CREATE TRIGGER {name} BEFORE DELETE ON statements BEGIN SELECT 1; END",
    )
    found = differences(home)
    assert found.gone == (Part("TRIGGER", name, "erasures"),)
    assert found.added == (Part("TRIGGER", name, "statements"),)
    assert mend(home, puts_back=True) == Mended((), (), found)
    assert mend(home, name, puts_back=True) == Mended(found.added, found.gone, NOTHING)


def test_an_index_that_is_gone_keeps_nothing_from_being_erased(tmp_path: Path) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    with home.open() as store:
        store.append(record(decision_id="g-1", application="gone"))
        do(home, "DROP INDEX ix_decisions_key_id")
        erase(store)
        store.empty_log()


def test_a_table_is_neither_made_nor_replaced(full: Home) -> None:
    do(full, "ALTER TABLE registry_looks ADD COLUMN zz text")
    assert differences(full) == Differences(another=(Part("TABLE", "registry_looks"),))
    with pytest.raises(StoreError) as error:
        mend(full, puts_back=True)
    assert "without losing what it holds: TABLE registry_looks" in error.value.detail.in_("en")


def test_tables_are_written_as_they_were_in_every_file_that_there_is() -> None:
    """Where a library writes them otherwise from now on, every record would look as if somebody had changed it."""
    made = [f"{part}: {' '.join(text.split())}" for part, text in sorted(_made(RECORD).items())]
    digest = hashlib.sha256("\n".join(made).encode()).hexdigest()
    assert digest == "e2a10a4ec63bb744c413b7f4cd88b496551a7ea87965aa84fdc5633a8f51919f"


FUNCTIONS = {
    "another body": "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
    " SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN RETURN OLD; END $$",
    "another schema in front": "ALTER FUNCTION {name}() SET search_path = apart, pg_catalog, public",
    "no schema of its own": "ALTER FUNCTION {name}() RESET ALL",
    "another's rights": "ALTER FUNCTION {name}() SECURITY DEFINER",
}


@pytest.mark.postgres
@pytest.mark.parametrize("change", FUNCTIONS.values(), ids=FUNCTIONS)
@pytest.mark.parametrize("name", ["tejun_append_only", "tejun_keys_alone", "tejun_values_alone"])
def test_the_body_of_a_function_is_looked_at(
    change: str, name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = new_home("postgresql", tmp_path, request)
    do(home, change.format(name=name))
    part = Part("FUNCTION", name)
    assert differences(home) == Differences(another=(part,))
    with home.open() as store, pytest.raises(StoreError):
        store.require_own()
    assert mend(home, puts_back=True) == Mended((), (part,), NOTHING)
    with home.open() as store:
        store.append(record(application="gone"))
        erase(store)


COPYING = """
CREATE FUNCTION {schema}.{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN coalesce(NEW, OLD); END $$
"""


@pytest.mark.postgres
@pytest.mark.parametrize("schema", [SERVICE, OWNER, "apart"])
@pytest.mark.parametrize(
    ("name", "table"),
    [("tejun_keys_alone", "data_keys"), ("tejun_values_alone", "decision_values")],
)
def test_a_function_of_the_same_name_in_a_schema_of_the_role_is_another(
    schema: str, name: str, table: str, *, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = new_home("postgresql", tmp_path, request)
    with home.open() as store:
        store.append(record(decision_id="g-1", application="gone"))
    do(
        home,
        f"CREATE SCHEMA {schema}",
        f"GRANT USAGE ON SCHEMA {schema} TO {SERVICE}",
        COPYING.format(schema=schema, name=name),
        f"DROP TRIGGER append_only ON {table}",
        "CREATE TRIGGER append_only BEFORE {on} ON {table} FOR EACH ROW EXECUTE FUNCTION {calls}()".format(
            on="INSERT OR DELETE OR UPDATE" if table == "data_keys" else "DELETE OR UPDATE",
            table=table,
            calls=f"{schema}.{name}",
        ),
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER append_only",
    )
    part = Part("TRIGGER", "append_only", table)
    assert differences(home) == Differences(another=(part,))
    with home.open() as store, pytest.raises(StoreError):
        erase(store)
    assert mend(home, puts_back=True) == Mended((), (part,), NOTHING)
    with home.open() as store:
        erase(store)


@pytest.mark.postgres
@pytest.mark.parametrize("schema", [SERVICE, OWNER])
def test_what_guards_the_tables_is_put_back_in_their_schema(
    schema: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = new_home("postgresql", tmp_path, request)
    do(home, f"CREATE SCHEMA {schema}", "DROP FUNCTION tejun_append_only() CASCADE")
    do(home, "DROP INDEX ix_decisions_key_id", f"CREATE TABLE {schema}.ix_decisions_key_id ()")
    assert mend(home, puts_back=True).left == NOTHING
    assert differences(home) == NOTHING
    with home.stranger() as stranger:
        in_it = stranger.execute(
            "SELECT pronamespace::regnamespace::text FROM pg_proc WHERE proname LIKE 'tejun%'"
        )
        assert {schema for [schema] in in_it.fetchall()} == {"public"}


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["data_keys", "decision_values", "tejun_version"])
def test_a_table_that_stands_before_the_records_is_named(
    table: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = new_home("postgresql", tmp_path, request)
    do(home, f"CREATE SCHEMA {SERVICE}", f"GRANT USAGE ON SCHEMA {SERVICE} TO {SERVICE}")
    do(home, f"CREATE TABLE {SERVICE}.{table} AS TABLE {table}")
    do(home, f"GRANT ALL ON {SERVICE}.{table} TO {SERVICE}")
    found = differences(home)
    assert Part("TABLE", f"{SERVICE}.{table}") in found.added
    with home.open() as store, pytest.raises(StoreError):
        store.require_own()


@pytest.mark.postgres
def test_what_guards_the_tables_of_postgresql_is_looked_for_and_put_back(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = new_home("postgresql", tmp_path, request)
    do(
        home,
        "DROP FUNCTION tejun_append_only() CASCADE",
        "DROP INDEX ix_decisions_key_id",
        "ALTER TABLE data_keys DISABLE TRIGGER append_only",
        "ALTER TABLE decision_values ENABLE TRIGGER append_only",
        "ALTER TABLE decisions ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE decisions DISABLE ROW LEVEL SECURITY",
    )
    found = differences(home)
    assert found.added == ()
    assert found.gone[:2] == (
        Part("FUNCTION", "tejun_append_only"),
        Part("INDEX", "ix_decisions_key_id", "decisions"),
    )
    assert {(each.name, each.table) for each in found.another} == {
        ("append_only", "data_keys"),
        ("append_only", "decision_values"),
    }
    assert len(found.gone) == 2 + 10 + 2
    mended = mend(home, puts_back=True)
    assert len(mended.put_back) == len(found.gone) + len(found.another)
    assert mended.left == NOTHING
    with home.open() as store:
        store.append(record(application="gone"))
        erase(store)
    with pytest.raises(REFUSED):
        do(home, "DELETE FROM decisions")


UNCOUNTED = [
    ("data_keys", "wrapped"),
    ("decision_values", "input_digest"),
    ("decision_values", "result_digest"),
]


def counted(home: Home) -> set[tuple[str, str]]:
    """The columns of which the server has statistics."""
    with home.stranger() as stranger:
        found = stranger.execute(
            "SELECT tablename, attname FROM pg_stats WHERE schemaname = 'public'"
        )
        return set(found.fetchall())


@pytest.mark.postgres
def test_no_statistics_have_a_key_or_a_value(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = new_home("postgresql", tmp_path, request)
    with home.open() as store:
        for name in "abcdef":
            store.append(record(decision_id=name, application=name))
    do(home, "ANALYZE")
    assert ("data_keys", "key_id") in counted(home)
    assert counted(home).isdisjoint(UNCOUNTED)
    with home.stranger() as stranger:
        found = stranger.execute(
            "SELECT wrapped FROM data_keys UNION ALL SELECT input_digest FROM decision_values"
            " UNION ALL SELECT result_digest FROM decision_values"
        )
        secret = {value.hex() for [value] in found.fetchall()}
        samples = "".join(
            row[0] for row in stranger.execute("SELECT s::text FROM pg_statistic s").fetchall()
        )
    assert len(secret) == 6 + 1 + 2  # of applications, of lookups; the same input each time
    assert [value for value in secret if value in samples] == []


@pytest.mark.postgres
@pytest.mark.parametrize(("table", "column"), UNCOUNTED)
@pytest.mark.parametrize("says_none_again", [False, True])
def test_statistics_of_a_key_or_a_value_are_named_and_removed(
    table: str,
    column: str,
    *,
    says_none_again: bool,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    home = new_home("postgresql", tmp_path, request)
    part = Part("COLUMN", column, table)
    with home.open() as store:
        for name in ("a", "b", "gone"):
            store.append(record(decision_id=name, application=name))
    do(home, f"ALTER TABLE {table} ALTER {column} SET STATISTICS 100")
    assert differences(home) == Differences(another=(part,))
    do(home, f"ALTER TABLE {table} ALTER {column} SET STATISTICS -1", f"ANALYZE {table}")
    if says_none_again:
        do(home, f"ALTER TABLE {table} ALTER {column} SET STATISTICS 0", f"ANALYZE {table}")
    assert (table, column) in counted(home)
    assert differences(home) == Differences(another=(part,))
    with home.open() as store, pytest.raises(StoreError) as error:
        erase(store)
    assert f"COLUMN {column} ON {table}" in error.value.detail.in_("en")
    assert mend(home, puts_back=True) == Mended((), (part,), NOTHING)
    do(home, "ANALYZE")
    assert counted(home).isdisjoint(UNCOUNTED)
    with home.open() as store:
        erase(store)


@pytest.mark.postgres
def test_statistics_of_what_stays_are_nobody_elses_business(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = new_home("postgresql", tmp_path, request)
    do(home, "ALTER TABLE decisions ALTER program SET STATISTICS 1000")
    assert differences(home) == NOTHING


@pytest.mark.postgres
@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE decisions ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE data_keys ALTER part SET DEFAULT current_user",
        "ALTER TABLE data_keys ALTER wrapped DROP NOT NULL",
        "ALTER TABLE data_keys SET UNLOGGED",
    ],
)
def test_a_table_of_postgresql_that_somebody_changed_is_named(
    change: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = new_home("postgresql", tmp_path, request)
    do(home, change)
    [part] = differences(home).another
    assert part.kind == "TABLE"


@pytest.mark.postgres
def test_what_an_extension_has_brought_along_is_not_looked_at(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = new_home("postgresql", tmp_path, request)
    with home.stranger() as stranger:
        brings = stranger.execute(
            "SELECT 1 FROM pg_available_extensions WHERE name = 'pg_stat_statements'"
        )
        if brings.fetchone() is None:
            pytest.skip("this server has none that brings a view")
        stranger.execute("CREATE EXTENSION pg_stat_statements")
    assert differences(home) == NOTHING


@pytest.mark.postgres
def test_what_is_added_is_removed_by_the_owner_while_nobody_records(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = new_home("postgresql", tmp_path, request)
    assert isinstance(home, PostgresHome)
    do(home, "CREATE TABLE zz (a text)")
    with home.open(), pytest.raises(StoreError) as error:
        mend(home, "zz")
    assert "is in use" in error.value.detail.in_("en")
    with pytest.raises(StoreError) as error:
        migrating.mend(home.place, puts_back=False, drop=["zz"])
    assert "owner" in error.value.advice.in_("en")
