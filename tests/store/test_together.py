"""Many threads and several processes write into one record; each answered decision is there, once."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from tests.store.elsewhere import FORKED, write
from tests.support.records import record
from tests.support.records_of_both import Home


def _in_processes(home: Home, processes: int, count: int, *, key: str | None = None) -> list[str]:
    with ProcessPoolExecutor(processes, mp_context=FORKED) as pool:
        futures = [pool.submit(write, home, count, key) for _ in range(processes)]
        return [name for future in futures for name in future.result()]


def test_several_processes_that_start_at_once_share_a_new_record(home: Home) -> None:
    names = _in_processes(home, 3, 60)
    assert len(set(names)) == 180
    with home.open() as store:
        assert all(store.get(name).decision_id == name for name in names)
        *_, checked = store.check_log(lambda _: None)
    assert checked.head.size == 180
    with home.stranger() as connection:
        assert connection.execute("SELECT count(*) FROM decisions").fetchone() == (180,)
        if home.dialect == "sqlite":
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_under_one_key_there_is_one_decision_however_many_race_for_it(home: Home) -> None:
    names = _in_processes(home, 2, 20, key="the-key")
    assert len(set(names)) == 1
    with home.stranger() as connection:
        assert connection.execute("SELECT count(*) FROM decisions").fetchone() == (1,)


def test_threads_that_read_are_never_in_the_way(home: Home) -> None:
    with home.open() as store, ThreadPoolExecutor(12) as pool:
        records = [record(size=20_000) for _ in range(100)]
        futures = [pool.submit(store.append, appended) for appended in records]
        reads = [pool.submit(store.by_key, f"none-{i}") for i in range(200)]
        assert all(future.result() for future in futures)
        assert not any(read.result() for read in reads)
        assert all(store.get(appended.decision_id) == appended for appended in records)
