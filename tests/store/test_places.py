"""The file of the record, and the two that SQLite keeps beside it: for the owner alone, watched, and saved."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tejun.errors import StoreError

from tests.support.records import record
from tests.support.stores import open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tejun.db"


def beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def delete(path: Path) -> None:
    path.unlink()


def move(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))


def replace(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.write_bytes(path.with_name("elsewhere").read_bytes())


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
@pytest.mark.parametrize("harm", [delete, move, replace])
def test_where_one_of_them_is_gone_nothing_is_recorded_or_given_out(
    path: Path, suffix: str, harm: Callable[[Path], None]
) -> None:
    with open_store(path) as store:
        known = store.append(record(key="k"))
        harm(beside(path, suffix))
        for attempt in (
            lambda: store.append(record()),
            lambda: store.get(known.decision_id),
            lambda: store.get("none"),
            lambda: store.by_key("k"),
            lambda: store.over_inputs(["00"]),
            store.check_writable,
            store.check_in_place,
        ):
            with pytest.raises(StoreError) as error:
                attempt()
            said = error.value.detail.in_("en")
            assert f"tejun.db{suffix} was moved or deleted" in said
            assert ("saved into the record" in said) == (suffix == "-wal" and harm is not replace)


def test_one_that_comes_back_is_taken_again(path: Path) -> None:
    with open_store(path) as store:
        store.append(record())
        for suffix in ("", "-wal", "-shm"):
            move(beside(path, suffix))
            with pytest.raises(StoreError):
                store.append(record())
            path.with_name("elsewhere").rename(beside(path, suffix))
            store.append(record(decision_id=f"after{suffix}"))
    with open_store(path) as store:
        assert store.get("after").decision_id == "after"
        assert store.get("after-shm").decision_id == "after-shm"


def test_they_are_for_their_owner_alone(path: Path) -> None:
    with open_store(path) as store:
        store.append(record())
        modes = {name.name: name.stat().st_mode & 0o777 for name in path.parent.iterdir()}
    assert modes.keys() >= {"tejun.db", "tejun.db-wal", "tejun.db-shm"}
    assert set(modes.values()) == {0o600}


def test_a_file_that_is_there_keeps_its_mode(path: Path) -> None:
    open_store(path).close()
    path.chmod(0o640)
    with open_store(path) as store:
        store.append(record())
        for suffix in ("", "-wal", "-shm"):
            assert beside(path, suffix).stat().st_mode & 0o777 == 0o640


def test_a_file_that_a_link_leads_to_is_for_its_owner_alone_too(path: Path) -> None:
    path.symlink_to(path.with_name("real.db"))
    open_store(path).close()
    assert path.with_name("real.db").stat().st_mode & 0o777 == 0o600


ANSWERS_AND_WAITS = """
import sys
from pathlib import Path
from tejun.errors import StoreError
from tests.support.records import record
from tests.support.stores import open_store
path = Path(sys.argv[1])
store = open_store(path)
for number in range(20):
    store.append(record(decision_id=f"d-{number}", size=3_000))
print("answered", flush=True)
for _ in sys.stdin:
    try:
        store.check_in_place()
        print("ready", flush=True)
    except StoreError as error:
        print(error, flush=True)
"""


def test_what_was_answered_is_there_though_its_log_was_deleted_and_the_process_killed(
    path: Path,
) -> None:
    command = [sys.executable, "-c", ANSWERS_AND_WAITS, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "answered\n"
        beside(path, "-wal").unlink()
        process.stdin.write("look\n")
        said = process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
    assert "saved" in said, said
    with open_store(path) as store:
        for number in range(20):
            assert store.get(f"d-{number}").decision_id == f"d-{number}"
