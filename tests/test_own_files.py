"""Files that are their owner's alone: made once, replaced whole, and nothing left beside them."""

import os
import stat
from pathlib import Path

import pytest
from tejun.own_files import held, replace_file, write_new_file


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
