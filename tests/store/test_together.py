"""Many threads and several processes write into one file; each answered decision is there, once."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from tejun.store.driver import dbapi as sqlite3
from tejun.store.store import Store

from tests.support.records import record


def _write(path: Path, count: int, key: str | None = None) -> list[str]:
    """Runs in a process of its own: opens the file and appends from four threads; gives the ids that stand."""

    def append(_: int) -> str:
        return store.append(record(size=3_000, key=key)).decision_id

    with Store.open(path) as store, ThreadPoolExecutor(4) as pool:
        return list(pool.map(append, range(count)))


def _in_processes(path: Path, processes: int, count: int, *, key: str | None = None) -> list[str]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        futures = [pool.submit(_write, path, count, key) for _ in range(processes)]
        return [name for future in futures for name in future.result()]


def test_several_processes_that_start_at_once_share_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "tejun.db"
    names = _in_processes(path, 3, 60)
    assert len(set(names)) == 180
    with Store.open(path) as store:
        assert all(store.get(name).decision_id == name for name in names)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM decisions").fetchone() == (180,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_under_one_key_there_is_one_decision_however_many_race_for_it(tmp_path: Path) -> None:
    path = tmp_path / "tejun.db"
    names = _in_processes(path, 2, 20, key="the-key")
    assert len(set(names)) == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM decisions").fetchone() == (1,)


def test_threads_that_read_are_never_in_the_way(tmp_path: Path) -> None:
    with Store.open(tmp_path / "tejun.db") as store, ThreadPoolExecutor(12) as pool:
        records = [record(size=20_000) for _ in range(100)]
        futures = [pool.submit(store.append, appended) for appended in records]
        reads = [pool.submit(store.by_key, f"none-{i}") for i in range(200)]
        assert all(future.result() for future in futures)
        assert not any(read.result() for read in reads)
        assert all(store.get(appended.decision_id) == appended for appended in records)
