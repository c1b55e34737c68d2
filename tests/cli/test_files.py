"""Files that commands write: whole or not at all, and nothing else in their folder is touched."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tejun.cli import files
from tejun.errors import InvalidInputError

Write = Callable[[Path, bytes], None]


def write_parts(path: Path, data: bytes) -> None:
    with files.new_file(path) as file:
        file.writelines([data[:1], data[1:]])


WRITES = [files.write, files.write_once, files.write_new, write_parts]


@pytest.mark.parametrize("write", WRITES)
def test_a_file_is_written_and_its_folder_is_made(tmp_path: Path, write: Write) -> None:
    path = tmp_path / "a" / "b" / "page"
    write(path, b"one")
    assert path.read_bytes() == b"one"
    assert [each.name for each in path.parent.iterdir()] == ["page"]


@pytest.mark.parametrize(
    ("write", "mode"),
    [
        (files.write, 0o644),
        (files.write_new, 0o644),
        (files.write_once, 0o600),
        (write_parts, 0o600),
    ],
)
def test_what_may_have_facts_of_people_is_its_owners_alone(
    tmp_path: Path, write: Write, mode: int
) -> None:
    """An edition is for everybody: those who make files here write theirs as others do."""
    before = os.umask(0o022)
    try:
        write(tmp_path / "page", b"one")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "page").stat().st_mode) == mode


@pytest.mark.parametrize("write", [files.write_once, write_parts])
@pytest.mark.parametrize("make", [Path.mkdir, Path.touch, os.mkfifo])
def test_what_has_the_name_already_stays(
    tmp_path: Path, write: Write, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "page"
    make(path)
    before = path.lstat()
    with pytest.raises(InvalidInputError):
        write(path, b"one")
    assert path.lstat() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("write", WRITES)
def test_where_the_disk_is_full_nothing_is_left(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(made: Path, *_: object) -> None:
        raise OSError(28, "No space left on device", str(made))

    for step in ("link", "replace", "rename"):
        monkeypatch.setattr(os, step, fail)
    monkeypatch.setattr("tejun.own_files._rename_to_new", fail)
    path = tmp_path / "page"
    with pytest.raises(OSError, match="No space") as caught:
        write(path, b"one")
    assert caught.value.filename == str(path)
    assert list(tmp_path.iterdir()) == []
