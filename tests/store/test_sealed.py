"""What is recorded can be read by who has the master key, and by nobody else: not in the file, nor beside it."""

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy import Connection
from tejun.errors import AlteredRecordError, MasterUnavailableError, OpeningError, SealError
from tejun.sealing import LocalMaster, Masters
from tejun.store import keys
from tejun.store.keys import Keyring, without_masters
from tejun.store.records import Report
from tejun.store.sealed import Lookup, salt_of
from tejun.store.store import Store
from tejun.words import Bilingual

from tests.support.records import NOW, record
from tests.support.records_of_both import Home, attack, in_dialect
from tests.support.stores import open_store

DECISION, INPUT, KEY, PRINT = "canary-decision", "canary-input", "canary-key", "canary-print"


def master(number: int) -> LocalMaster:
    return LocalMaster(bytes([number]) * 32, lambda size: bytes(itertools.islice(COUNTER, size)))


COUNTER = itertools.cycle(range(256))


@dataclass
class Asked:
    """Gives these masters, and notes what it was told of the record."""

    masters: Masters
    told: list[bool] = field(default_factory=list)

    def find(self, has_keys: bool) -> Masters:
        self.told.append(has_keys)
        return self.masters


def opened(home: Home, *masters: LocalMaster) -> Store:
    return home.open(masters=Asked(Masters(masters[0], masters[1:])).find)


def test_nothing_of_a_record_stands_in_the_file_or_beside_it_in_clear(tmp_path: Path) -> None:
    kept = replace(
        record(key=KEY, fingerprint=PRINT), decision=DECISION.encode(), input=INPUT.encode()
    )
    with open_store(tmp_path / "tejun.db") as store:
        store.append(kept)
        assert store.by_key(KEY) == kept
        files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {"tejun.db", "tejun.db-wal", "tejun.db-shm"} < files.keys()
    files |= {f"{path.name} closed": path.read_bytes() for path in tmp_path.iterdir()}
    for name, data in files.items():
        for canary in (DECISION, INPUT, KEY, PRINT, kept.description.result):
            assert canary.encode() not in data, name
    assert any(kept.description.codes in data for data in files.values()), "codes are not sealed"


def test_whoever_has_another_master_key_reads_nothing_and_writes_nothing(home: Home) -> None:
    with opened(home, master(1)) as store:
        store.append(record(decision_id="d", key="k"))
    attempts: tuple[Callable[[Store], object], ...] = (
        lambda store: store.get("d"),
        lambda store: store.by_key("k"),
        lambda store: store.append(record()),
        lambda store: store.hidden(Report(received_at="", labels={})),
        lambda store: list(store.check_log(lambda _: None)),
    )
    with opened(home, master(2)) as store:
        for attempt in attempts:
            with pytest.raises(SealError) as error:
                attempt(store)
            assert master(1).id in error.value.detail.in_("en")
        assert store.log.head().size == 1
        assert store.log.prove("d").opened is None
        *_, last = store.check_log(lambda _: None, may_stay_sealed=True)
        assert (last.head.size, last.sealed) == (1, 1)


def test_without_any_master_key_codes_and_log_can_be_read(home: Home) -> None:
    with home.open() as store:
        known = store.append(record(decision_id="d"))
    with home.open(masters=without_masters) as store:
        codes = store.codes("d")
        assert (codes.codes, codes.erasure) == (known.description.codes, None)
        assert (codes.decision_id, codes.program, codes.recorded_at) == ("d", known.program, NOW)
        assert store.log.head().size == 1
        attempts: list[Callable[[], object]] = [
            lambda: store.get("d"),
            lambda: store.append(record()),
        ]
        for attempt in attempts:
            with pytest.raises(SealError) as error:
                attempt()
            assert "without a master key" in error.value.detail.in_("en")


def test_a_new_record_may_have_a_new_master_key_and_one_with_keys_may_not(home: Home) -> None:
    asked = Asked(Masters(master(1)))
    with home.open(masters=asked.find) as store:
        assert store.by_key("k") is None
        assert asked.told == [], "nothing is sealed yet, so nothing has to be opened"
        store.append_all([record(), record()])
    with home.open(masters=asked.find) as store:
        store.append(record(application="b"))
    assert asked.told[0] is False
    assert all(asked.told[1:])


def name_another_master(home: Home, application: str) -> None:
    """Edits the key of the application: it says that a master key has wrapped it which nobody has."""
    with home.stranger() as connection:
        [wrapped] = connection.execute(
            f"SELECT wrapped FROM data_keys WHERE application = '{application}'"  # noqa: S608
        ).fetchone()
        edited = bytes(wrapped).replace(master(1).id.encode(), master(9).id.encode())
        assert edited != bytes(wrapped)
        connection.execute(
            in_dialect(
                f"UPDATE data_keys SET wrapped = x'{edited.hex()}' "  # noqa: S608
                f"WHERE application = '{application}'",
                home.dialect,
            )
        )


def test_a_key_that_names_a_master_which_nobody_has_is_altered_and_not_merely_sealed(
    home: Home,
) -> None:
    with opened(home, master(1)) as store:
        store.append_all([record(application="a", decision_id="d"), record(application="b")])
    name_another_master(home, "a")
    attempts: tuple[Callable[[Store], object], ...] = (
        lambda store: store.get("d"),
        lambda store: store.log.prove("d"),
        lambda store: list(store.check_log(lambda _: None, may_stay_sealed=True)),
    )
    with opened(home, master(1), master(2)) as store:
        for attempt in attempts:
            with pytest.raises(AlteredRecordError) as error:
                attempt(store)
            said = error.value.detail.in_("en")
            assert "d" in said
            assert master(9).id in said
    with opened(home, master(3)) as store:  # nothing of the record opens: the key is not at hand
        *_, last = store.check_log(lambda _: None, may_stay_sealed=True)
        assert last.sealed == 2


def test_where_the_key_of_lookups_is_the_one_that_was_edited_nothing_is_said_of_the_others(
    home: Home,
) -> None:
    with opened(home, master(1)) as store:
        store.append(record(decision_id="d"))
    name_another_master(home, "")
    with opened(home, master(1)) as store, pytest.raises(SealError):
        store.get("d")


class Away:
    """A key management service that gives no answer at present."""

    id = "away"

    def wrap(self, secret: bytes, associated: bytes, /) -> bytes:
        raise MasterUnavailableError(
            Bilingual(ja="不通", en="away"), Bilingual(ja="待つ", en="wait")
        )

    unwrap = wrap


def test_a_master_key_that_gives_no_answer_is_that_and_nothing_is_altered(home: Home) -> None:
    with home.open(masters=lambda _: Masters(Away())) as store:
        with pytest.raises(MasterUnavailableError):
            store.append(record())
        assert store.log.head().size == 0


# --- keys -----------------------------------------------------------------------------------------------


def count_keys(home: Home) -> int:
    with home.stranger() as connection:
        [count] = connection.execute("SELECT count(*) FROM data_keys WHERE part = ''").fetchone()
    return int(count)


def test_each_application_has_a_key_and_keeps_it(home: Home) -> None:
    for _ in range(2):
        with home.open() as store:
            store.append_all([record(application="a"), record(application="b")])
            store.append(record(application="a"))
    assert count_keys(home) == 2


def test_many_that_record_a_new_application_at_once_make_one_key(home: Home) -> None:
    with home.open() as one, home.open() as other, ThreadPoolExecutor(8) as pool:
        barrier = threading.Barrier(8)

        def append(number: int) -> str:
            barrier.wait(10)
            return (one, other)[number % 2].append(record()).decision_id

        names = list(pool.map(append, range(8)))
        assert [one.get(name).decision_id for name in names] == names
        *_, checked = other.check_log(lambda _: None)
        assert checked.head.size == 8
    assert count_keys(home) == 1


def test_one_that_was_sealed_with_a_key_that_another_made_meanwhile_is_sealed_anew(
    home: Home,
) -> None:
    with home.open() as one, home.open() as other:
        early = one.keys.seal([record(decision_id="early")])
        other.append(record(decision_id="other"))
        one._commit(early)
        assert other.get("early") == one.get("early") == early[0].record
    assert count_keys(home) == 1


def test_no_more_keys_are_in_memory_than_may_be(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "MOST_IN_MEMORY", 3)
    with home.open() as store:
        stored = [store.append(record(application=f"a-{number}")) for number in range(6)]
        assert len(store.keys._known) == 3
        assert [store.get(each.decision_id) for each in stored] == stored
        assert len(store.keys._known) == 3


def test_a_lookup_key_is_made_once_however_many_would(home: Home) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = [home.open() for _ in range(4)]
        list(pool.map(lambda store: store.make_ready(), stores))
        lookups = [store.keys.find_lookup() for store in stores]
        for store in stores:
            store.close()
    assert lookups[0] is not None
    assert set(lookups) == {lookups[0]}


def test_who_looked_before_it_was_made_takes_it_from_nobody(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with home.open() as store:
        read = store.keys._read_lookup

        def late(connection: Connection) -> Lookup | None:
            found = read(connection)
            monkeypatch.undo()
            store.make_ready()
            return found

        monkeypatch.setattr(store.keys, "_read_lookup", late)
        assert store.keys.find_lookup() is None
        assert store.keys._lookup is not None


def test_a_record_whose_lookup_key_is_gone_gets_no_second_one(home: Home) -> None:
    with home.open() as store:
        store.append(record(key="k"))
    attack(home, ("data_keys",), "DELETE FROM data_keys WHERE part = 'lookup'")
    with home.open() as store:
        attempts: list[Callable[[], object]] = [
            lambda: store.append(record(key="k")),
            lambda: store.by_key("k"),
        ]
        for attempt in attempts:
            with pytest.raises(AlteredRecordError):
                attempt()


def test_the_salt_of_one_part_is_not_that_of_another() -> None:
    secret = bytes(32)
    assert len({salt_of(secret, "decision"), salt_of(secret, "input"), secret}) == 3


def test_what_no_entry_may_name_is_not_recorded(home: Home) -> None:
    with home.open() as store:
        with pytest.raises(OpeningError) as error:
            store.append(record(decision_id="a name"))
        assert "a name" in str(error.value)
        assert store.log.head().size == 0


def test_a_keyring_seals_nothing_without_records(home: Home) -> None:
    with home.open() as store:
        assert Keyring.seal(store.keys, []) == []
    assert count_keys(home) == 0
