"""Files that are their owner's alone: made once, replaced whole, and nothing left beside them."""

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tejun.own_files import (
    find_unfinished,
    held,
    remove_unfinished,
    replace_file,
    write_new_file,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.key"


def names(path: Path) -> list[str]:
    return [each.name for each in path.parent.iterdir()]


@pytest.mark.parametrize("write", [write_new_file, replace_file])
def test_it_has_the_bytes_and_is_its_owners_alone(path: Path, write: object) -> None:
    assert callable(write)
    write(path, b"one")
    assert path.read_bytes() == b"one"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(path) == ["a.key"]


def test_one_that_is_there_is_not_made_again(path: Path) -> None:
    write_new_file(path, b"one")
    with pytest.raises(FileExistsError):
        write_new_file(path, b"two")
    assert path.read_bytes() == b"one"
    assert names(path) == ["a.key"]


def test_one_that_others_could_read_is_its_owners_alone_once_replaced(path: Path) -> None:
    path.write_bytes(b"one")
    path.chmod(0o644)
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_who_has_it_open_goes_on_reading_what_was_there(path: Path) -> None:
    write_new_file(path, b"one")
    with path.open("rb") as before:
        replace_file(path, b"two")
        assert before.read() == b"one"
    assert path.read_bytes() == b"two"


def test_where_it_cannot_be_replaced_nothing_is_left_beside_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_new_file(path, b"one")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, b"two")
    assert path.read_bytes() == b"one"
    assert names(path) == ["a.key"]


def test_where_a_link_leads_the_file_is_replaced_and_the_link_stays(path: Path) -> None:
    write_new_file(path, b"one")
    link = path.with_name("link.key")
    link.symlink_to("a.key")
    replace_file(link, b"two")
    assert link.is_symlink()
    assert path.read_bytes() == link.read_bytes() == b"two"


def test_one_process_at_a_time_holds_it_also_through_a_link(path: Path) -> None:
    write_new_file(path, b"one")
    link = path.with_name("link.key")
    link.symlink_to("a.key")
    with held(path) as first, held(link) as second:
        assert (first, second) == (True, False)
        replace_file(path, b"two")
        with held(path) as third:
            assert not third
    with held(path) as again:
        assert again


# --- what a killed process leaves -------------------------------------------------------------------

_KILLED = """
import os, signal, sys
from pathlib import Path
from tejun.own_files import replace_file, write_new_file
def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(Path if sys.argv[1] == "replace" else os, sys.argv[1], kill)
write = replace_file if sys.argv[1] == "replace" else write_new_file
write(Path(sys.argv[2]), b"killed")
"""


def kill_at(step: str, path: Path) -> Path:
    """What a process leaves that is killed just before it gives a file its name."""
    command = [sys.executable, "-c", _KILLED, step, str(path)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    left = find_unfinished(path)
    assert left is not None
    assert left.read_bytes() == b"killed"
    return left


@pytest.mark.parametrize("step", ["replace", "link"])
@pytest.mark.parametrize("write", [write_new_file, replace_file])
def test_what_a_killed_process_left_is_found_and_goes_with_the_next_that_is_written(
    path: Path, step: str, write: Callable[[Path, bytes], None]
) -> None:
    kill_at(step, path)
    write(path, b"one")
    assert path.read_bytes() == b"one"
    assert find_unfinished(path) is None
    assert names(path) == ["a.key"]


def test_what_was_left_is_removed_also_where_a_link_leads_to_the_file(path: Path) -> None:
    write_new_file(path, b"one")
    link = path.parent / "folder" / "link.key"
    link.parent.mkdir()
    link.symlink_to(path)
    left = kill_at("replace", link)
    assert left == path.with_name("a.key.new")
    assert remove_unfinished(link) == left
    assert remove_unfinished(link) is None
    assert path.read_bytes() == b"one"


def test_where_it_is_the_file_itself_that_was_left_under_both_names_the_file_stays(
    path: Path,
) -> None:
    """Killed between its two names."""
    write_new_file(path, b"one")
    path.with_name("a.key.new").hardlink_to(path)
    with pytest.raises(FileExistsError):
        write_new_file(path, b"two")
    assert path.read_bytes() == b"one"
    assert names(path) == ["a.key"]


def test_a_link_in_the_place_leads_nowhere(path: Path) -> None:
    another = path.with_name("another")
    another.write_bytes(b"mine")
    path.with_name("a.key.new").symlink_to(another)
    with pytest.raises(OSError, match="symbolic link"):
        replace_file(path, b"one")
    assert another.read_bytes() == b"mine"


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.mark.parametrize("make", [Path.mkdir, make_pipe, make_socket])
@pytest.mark.parametrize("write", [write_new_file, replace_file])
def test_what_nobody_writes_in_the_place_is_named_and_stays(
    path: Path, write: Callable[[Path, bytes], None], make: Callable[[Path], None]
) -> None:
    """And nothing waits for what a pipe may have one day."""
    other = path.with_name("a.key.new")
    make(other)
    with pytest.raises(OSError, match=r"a\.key\.new") as caught:
        write(path, b"one")
    assert not isinstance(caught.value, FileExistsError)  # as if the key were there
    assert names(path) == [other.name]


def test_of_many_processes_at_once_each_writes_a_whole_file_and_nothing_is_left(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tejun.own_files import replace_file\n"
        "for _ in range(30): replace_file(Path(sys.argv[1]), sys.argv[2].encode() * 5000)"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(path), letter]) for letter in "abc"
    ]
    assert [each.wait() for each in running] == [0, 0, 0]
    assert path.read_bytes() in {letter * 5000 for letter in (b"a", b"b", b"c")}
    assert names(path) == ["a.key"]
