"""What was erased is read by nobody; codes, proofs and receipts stay; what an erasure does not reach is said."""

import json
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tejun import canonical
from tejun.audit.receipt import read_receipt, verify_receipt
from tejun.decide.codes import describe
from tejun.errors import AlteredRecordError, ErasedRecordError, NotFoundError, StoreError
from tejun.operations.erasing import Erased, erase, find_kept, finish_erasing
from tejun.operations.log import look_over
from tejun.operations.receipts import cose_receipt_of, log_proof_of, receipt_of
from tejun.operations.recorded import find_codes, find_erased, find_record
from tejun.operations.retention import run_retention
from tejun.operations.workplace import Workplace, open_workplace
from tejun.settings import Settings
from tejun.store import values
from tejun.store.driver import dbapi
from tejun.store.errors import KeptChangedError
from tejun.store.key_tables import DATA_KEYS
from tejun.store.records import Record
from tejun.store.store import Store
from tejun.transparency.checkpoint import Log

from tests.support import earlier
from tests.support.receipts import DECISION, LOG
from tests.support.records_of_both import Home, PostgresHome, SqliteHome, attack, guard_again
from tests.support.stores import MASTER_KEY

NOW = datetime(2027, 2, 28, 15, tzinfo=UTC)
"""Midnight in Tokyo: the first of March."""

OTHER = "another-application"


def of_another_application(record: Record) -> Record:
    """The same decision on an application of another id."""
    document, decision = json.loads(record.input), json.loads(record.decision)
    document["facts"]["application"]["id"] = decision["application"]["id"] = OTHER
    digests = decision["digests"]
    digests["facts"] = canonical.digest(canonical.dumps(document["facts"]))
    digests["input"] = canonical.digest(canonical.dumps(document))
    decision["id"] = decision["id"][:-1] + "f"
    made = canonical.dumps(decision), canonical.dumps(document)
    return replace(
        record,
        decision_id=decision["id"],
        decision=made[0],
        input=made[1],
        description=describe(*made),
    )


MINE = earlier.record()
THEIRS = of_another_application(MINE)
APPLICATION = MINE.description.application


def settings_of(home: Home) -> Settings:
    if isinstance(home, PostgresHome):
        return Settings(
            database_url=home.place.url,
            database=home.folder / "tejun.db",
            master_key=MASTER_KEY,
            log_key=LOG.text,
        )
    path: Path = home.path  # type: ignore[attr-defined]
    return Settings(database=path, log_key=LOG.text)


@contextmanager
def at_work(home: Home) -> Iterator[Workplace]:
    with open_workplace(settings_of(home), clock=lambda: NOW) as workplace:
        yield workplace


@pytest.fixture
def full(home: Home) -> Home:
    """A record with two decisions on the one application and one on another."""
    with at_work(home) as workplace:
        workplace.store.append_all([*earlier.records(1), MINE, THEIRS])
    return home


def erased(workplace: Workplace) -> Erased:
    return erase(workplace, earlier.PROGRAM, APPLICATION, "asked for by the applicant")


def test_nobody_reads_what_was_erased_and_everything_else_is_as_it_was(full: Home) -> None:
    with at_work(full) as workplace:
        before = find_codes(workplace, DECISION)
        done = erased(workplace).erasure
        assert (done.decisions, done.application, done.erased_at) == (2, APPLICATION, NOW)
    for _ in range(2):  # whoever opens the record later, too
        with at_work(full) as workplace:
            with pytest.raises(ErasedRecordError) as caught:
                find_record(workplace, DECISION)
            said = caught.value.detail.in_("en")
            assert "2027-03-01" in said
            assert "asked for by the applicant" in said
            assert replace(find_codes(workplace, DECISION), erasure=None) == before
            assert find_record(workplace, THEIRS.decision_id) == THEIRS
            assert look_over(workplace.store).size == 4


def test_its_codes_are_shown_with_when_and_why(full: Home) -> None:
    with at_work(full) as workplace:
        assert find_erased(workplace, DECISION) is None
        erased(workplace)
        found = find_erased(workplace, DECISION)
        assert found is not None
        assert found.erasure is not None
        assert canonical.dumps(found.codes) == MINE.description.codes
        assert found.erasure.reason == "asked for by the applicant"
        assert find_erased(workplace, THEIRS.decision_id) is None


def test_its_receipt_has_the_codes_alone_and_holds(full: Home) -> None:
    log = Log(LOG.key.name, (LOG.key,))
    with at_work(full) as workplace:
        whole = receipt_of(workplace, DECISION, with_input=True)
        erased(workplace)
        left = receipt_of(workplace, DECISION, with_input=True)
        assert (left.decision, left.input) == (None, None)
        assert (left.codes, left.opening) == (whole.codes, whole.opening)
        for receipt in (whole, left, read_receipt(left.data)):
            verify_receipt(receipt, log)
        assert log_proof_of(workplace, DECISION).index == 1
        assert cose_receipt_of(workplace, DECISION)


def test_a_decision_on_it_afterwards_is_read_again(full: Home) -> None:
    [later] = earlier.records(2)[1:]
    with at_work(full) as workplace:
        erased(workplace)
        workplace.store.append(later)
        assert find_record(workplace, later.decision_id) == later
        with pytest.raises(ErasedRecordError):
            find_record(workplace, DECISION)
        assert find_kept(workplace, earlier.PROGRAM, APPLICATION).decisions == 1
        assert look_over(workplace.store).size == 5


@pytest.fixture
def busy(full: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Somebody decides on the application between any look at it and its erasure."""
    looked = Store.kept

    def kept(self: Store, *of: str) -> object:
        found = looked(self, *of)
        self.append(replace(MINE, decision_id=f"{uuid.uuid4()}"))
        return found

    monkeypatch.setattr(Store, "kept", kept)
    return full


def test_nobody_keeps_it_from_being_erased_by_deciding_on_it(busy: Home) -> None:
    with at_work(busy) as workplace:
        done = erased(workplace)
        assert done.erasure.decisions == 3
        with pytest.raises(ErasedRecordError):
            find_record(workplace, DECISION)


def test_what_has_changed_since_somebody_looked_is_left(busy: Home) -> None:
    with at_work(busy) as workplace:
        seen = find_kept(workplace, earlier.PROGRAM, APPLICATION)
        with pytest.raises(KeptChangedError):
            erase(workplace, earlier.PROGRAM, APPLICATION, "reason", seen=seen)
        assert find_record(workplace, DECISION) == MINE


@pytest.mark.parametrize(
    ("program", "application"),
    [(earlier.PROGRAM, "nothing"), ("nothing", APPLICATION), ("", ""), ("%", "%")],
)
def test_of_what_is_not_there_nothing_is_erased(full: Home, program: str, application: str) -> None:
    with at_work(full) as workplace:
        with pytest.raises(NotFoundError):
            erase(workplace, program, application, "x")
        assert look_over(workplace.store).size == 3


def test_what_was_erased_is_not_erased_again(full: Home) -> None:
    with at_work(full) as workplace:
        erased(workplace)
        with pytest.raises(NotFoundError):
            erased(workplace)


def test_what_was_erased_is_not_said_to_be_while_a_later_decision_on_it_has_another_name(
    full: Home,
) -> None:
    """Somebody has given the key of what was decided since another name: the list has it under its own still."""
    with at_work(full) as workplace:
        erased(workplace)
        [later] = earlier.records(2)[1:]
        workplace.store.append(later)
    renamed = f"UPDATE data_keys SET application = '-' WHERE application = '{APPLICATION}'"  # noqa: S608
    attack(full, ("data_keys",), renamed)
    guard_again(full, ("data_keys",))
    with at_work(full) as workplace:
        with pytest.raises(AlteredRecordError) as caught:
            finish_erasing(workplace, earlier.PROGRAM, APPLICATION)
        assert later.decision_id in caught.value.detail.in_("en")


def test_what_an_earlier_command_left_in_the_log_is_ended_when_it_is_erased_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    with at_work(home) as serving, at_work(home) as workplace:
        serving.store.append(MINE)
        assert finish_erasing(workplace, earlier.PROGRAM, APPLICATION) is None
        with monkeypatch.context() as patched:
            patched.setattr("tejun.store.database.BUSY_SECONDS", 0.05)
            with serving.store._database.open_to_look() as reader:
                reader.execute(select(DATA_KEYS)).all()
                done = erased(workplace)
                assert done.in_log is not None
                assert "tejun.db-wal" in done.in_log.in_("en")
                again = finish_erasing(workplace, earlier.PROGRAM, APPLICATION)
                assert again is not None
                assert again.in_log is not None
        again = finish_erasing(workplace, earlier.PROGRAM, APPLICATION)
        assert again == replace(done, in_log=None)
        assert (tmp_path / "tejun.db-wal").stat().st_size == 0
        serving.store.append(earlier.records(1)[0])
        assert finish_erasing(workplace, earlier.PROGRAM, APPLICATION) is None, "there is more"


def leave_out_of_index(path: Path) -> None:
    """Somebody makes the index by which an application's decisions are found anew, of none of the rows."""
    with closing(dbapi.connect(path, isolation_level=None)) as stranger:
        [made] = stranger.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'ix_decisions_key_id'"
        ).fetchone()
        stranger.execute("DROP INDEX ix_decisions_key_id")
        stranger.execute(
            "CREATE INDEX ix_decisions_key_id ON decisions (key_id) WHERE sequence < 0"
        )
        stranger.execute("PRAGMA writable_schema = ON")
        stranger.execute(
            "UPDATE sqlite_master SET sql = ? WHERE name = 'ix_decisions_key_id'", (made,)
        )


def values_of(path: Path) -> list[bytes]:
    with closing(dbapi.connect(path)) as stranger:
        rows = stranger.execute("SELECT input_digest, result_digest FROM decision_values")
        return [value for row in rows for value in row if value is not None]


def test_it_is_not_said_to_be_erased_where_an_index_hides_what_is_left(tmp_path: Path) -> None:
    home, path = SqliteHome(tmp_path / "tejun.db"), tmp_path / "tejun.db"
    with at_work(home) as workplace:
        workplace.store.append_all([MINE, THEIRS])
    before = values_of(path)
    leave_out_of_index(path)
    with at_work(home) as workplace:
        with pytest.raises(StoreError) as error:
            erased(workplace)
        assert "values of 1 decisions" in error.value.detail.in_("en")
        assert "REINDEX" in error.value.advice.in_("en")
        assert finish_erasing(workplace, earlier.PROGRAM, APPLICATION) is not None
    kept = values_of(path)
    assert len(before) == 4
    assert len(kept) == 2, "those of the other application"
    in_files = b"".join(each.read_bytes() for each in tmp_path.glob("tejun.db*"))
    assert [value for value in set(before) - set(kept) if value in in_files] == []


def test_what_was_left_earlier_is_taken_out_when_it_is_erased_again(
    full: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(full) as workplace:
        with monkeypatch.context() as patched:
            patched.setattr(values, "take_out", lambda *_: True)
            patched.setattr(Store, "take_out_left", lambda _: 0)
            erased(workplace)
        with pytest.raises(StoreError) as error:
            finish_erasing(workplace, earlier.PROGRAM, APPLICATION)
        assert "values of 2 decisions" in error.value.detail.in_("en")
        again = finish_erasing(workplace, earlier.PROGRAM, APPLICATION)
        assert again is not None
        assert again.erasure.decisions == 2
        look_over(workplace.store)


def test_what_was_left_earlier_is_taken_out_when_it_is_looked_for_what_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    with at_work(home) as workplace:
        workplace.store.append(MINE)
        with monkeypatch.context() as patched:
            patched.setattr(values, "take_out", lambda *_: True)
            patched.setattr(Store, "take_out_left", lambda _: 0)
            erased(workplace)
        assert list(run_retention(workplace, dry_run=True, language="en")) == []
        assert len(values_of(home.path)) == 2
        with pytest.raises(StoreError):
            list(run_retention(workplace, dry_run=False, language="en"))
        assert values_of(home.path) == []


def test_no_index_is_asked_for_what_is_left(tmp_path: Path) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    with at_work(home) as workplace, workplace.store._database.open_to_look() as connection:
        raw: Any = connection.connection.driver_connection
        asked: list[str] = []
        raw.set_trace_callback(asked.append)
        values.find_left(connection)
        raw.set_trace_callback(None)
        query = next(each for each in asked if "SELECT" in each)
        plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert len(plan) > 2
    assert [each for each in plan if "INDEX" in each] == []


def test_nothing_is_finished_where_nothing_was_erased(tmp_path: Path) -> None:
    home = SqliteHome(tmp_path / "tejun.db")
    with at_work(home) as workplace:
        assert finish_erasing(workplace, earlier.PROGRAM, APPLICATION) is None
    assert list(tmp_path.iterdir()) == []


def test_where_there_is_no_record_none_is_made(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "tejun.db")
    with open_workplace(settings) as workplace, pytest.raises(NotFoundError):
        erased(workplace)
    assert list(tmp_path.iterdir()) == []


def test_it_says_what_it_does_not_reach(full: Home) -> None:
    with at_work(full) as workplace:
        clear = workplace.settings.database.with_name("tejun.db.in-clear-4")
        clear.touch()
        done = erased(workplace)
    said = [words.in_("en") for words in done.remains]
    assert str(clear) in said[0]
    assert "Backups" in said[1]
    in_postgres = isinstance(full, PostgresHome)
    rest = " ".join(said[2:])
    assert "whatever becomes of the master key" in said[0]
    assert ("VACUUM FULL data_keys, decision_values" in rest) is in_postgres
    assert ("WAL" in rest) is in_postgres
    assert bool(rest) is in_postgres
    assert "tejun master rotate" not in "".join(said)
    assert "tejun master rotate" in done.advice.in_("en")
    assert "nothing to a file in clear" in done.advice.in_("en")


def test_what_is_kept_is_listed_by_application(full: Home) -> None:
    with at_work(full) as workplace:
        kept = workplace.store.kept()
        assert [(each.application, each.decisions) for each in kept] == [
            (OTHER, 1),
            (APPLICATION, 2),
        ]
        assert {each.program for each in kept} == {earlier.PROGRAM}
        assert [each.last_decision for each in kept] == [THEIRS.decision_id, DECISION]
        assert {each.last_recorded_at for each in kept} == {MINE.recorded_at}
        erased(workplace)
        assert [each.application for each in workplace.store.kept()] == [OTHER]
        assert workplace.store.kept("nothing") == []
