"""A new master key takes the old one's place, whenever it is broken off; then nothing needs the old one any more."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tejun.errors import ErasedRecordError, InvalidInputError, MasterMissingError, SealError
from tejun.operations import rotating
from tejun.operations.copies import back_up, restore
from tejun.operations.erasing import erase
from tejun.operations.log import look_over
from tejun.operations.recorded import find_codes, find_record
from tejun.operations.rotating import (
    Rotation,
    alone,
    begin_rotation,
    destroy_older,
    wrap_anew,
)
from tejun.operations.workplace import Workplace, open_workplace
from tejun.own_files import write_new_file
from tejun.sealing import make_master_key
from tejun.settings import Settings, master_key_beside
from tejun.store import erasing as keys_of_record

from tests.operations.test_erasing import APPLICATION, MINE, OTHER, THEIRS, settings_of
from tests.support import earlier
from tests.support.receipts import DECISION, LOG
from tests.support.records_of_both import Home, in_dialect

SECOND = make_master_key(bytes)


@contextmanager
def at_work(settings: Settings) -> Iterator[Workplace]:
    with open_workplace(settings) as workplace:
        yield workplace


@pytest.fixture
def settings(home: Home, tmp_path: Path) -> Settings:
    """Of a record with two decisions, on two applications, whose master key stands in a file."""
    file = tmp_path / "master.key"
    write_new_file(file, f"{make_master_key(os.urandom)}\n".encode())
    made = replace(settings_of(home), master_key=str(file))
    with at_work(made) as workplace:
        workplace.store.append_all([MINE, THEIRS])
    return made


def file_of(settings: Settings) -> Path:
    return Path(str(settings.master_key))


def lines(settings: Settings) -> list[str]:
    return file_of(settings).read_text().split()


def rotated(settings: Settings) -> Rotation:
    with at_work(settings) as workplace:
        rotation = begin_rotation(workplace, random=os.urandom)
        *_, last = wrap_anew(workplace, rotation)
        assert last.looked_at == last.keys == 3  # of two applications, and the lookup key
    return rotation


def destroyed(settings: Settings) -> Rotation:
    with at_work(settings) as workplace:
        return destroy_older(workplace, random=os.urandom)


def require_readable(settings: Settings) -> None:
    with at_work(settings) as workplace:
        assert find_record(workplace, DECISION) == MINE
        assert find_record(workplace, THEIRS.decision_id) == THEIRS
        assert look_over(workplace.store).size == 2


def test_everything_is_wrapped_anew_and_reads_as_before(settings: Settings) -> None:
    [old] = lines(settings)
    rotation = rotated(settings)
    new, behind = lines(settings)
    assert (behind, rotation.is_new, len(rotation.older)) == (old, True, 1)
    require_readable(settings)
    require_readable(replace(settings, master_key=new))
    with pytest.raises(SealError):
        require_readable(replace(settings, master_key=old))
    assert destroyed(settings).older == rotation.older
    assert lines(settings) == [new]
    require_readable(settings)


def test_one_that_was_broken_off_goes_on(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_of_record, "AT_ONCE", 1)
    with at_work(settings) as workplace:
        begun = begin_rotation(workplace, random=os.urandom)
        steps = wrap_anew(workplace, begun)
        assert next(steps).looked_at == 1
    require_readable(settings)
    with at_work(settings) as workplace:
        again = begin_rotation(workplace, random=os.urandom)
        assert (again.is_new, again.current) == (False, begun.current)
        assert [step.wrapped for step in wrap_anew(workplace, again)][-1] in {1, 2}
    destroyed(settings)
    require_readable(settings)


def test_what_a_crash_left_undone_is_done_before_the_old_key_goes(settings: Settings) -> None:
    with at_work(settings) as workplace:
        begin_rotation(workplace, random=os.urandom)
    destroyed(settings)
    assert len(lines(settings)) == 1
    require_readable(settings)


def test_who_is_at_work_meanwhile_wraps_with_the_new_key(settings: Settings) -> None:
    third = replace(
        MINE,
        decision_id="01a1f6e9-4488-7495-8403-00000000000a",
        description=replace(MINE.description, application="third"),
    )
    with at_work(settings) as service:
        assert find_record(service, DECISION) == MINE
        rotated(settings)
        destroyed(settings)
        service.store.append(third)
    with at_work(settings) as workplace:
        assert workplace.store.get(third.decision_id) == third
        require_readable_of(workplace)


def test_who_is_at_work_meanwhile_reads_what_the_new_key_has_wrapped(settings: Settings) -> None:
    with at_work(settings) as service:
        assert find_record(service, DECISION) == MINE
        rotated(settings)
        destroyed(settings)
        require_readable_of(service)


def require_readable_of(workplace: Workplace) -> None:
    for each in (MINE, THEIRS):
        assert find_record(workplace, each.decision_id) == each


def test_no_third_key_is_made_while_the_first_is_there(settings: Settings) -> None:
    first = rotated(settings)
    before = lines(settings)
    with at_work(settings) as workplace:
        again = begin_rotation(workplace, random=os.urandom)
    assert (again.is_new, again.older) == (False, first.older)
    assert lines(settings) == before


def test_a_key_that_is_taken_comes_in_front(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "taken.key"
    write_new_file(file, f"{SECOND}\n".encode())
    with at_work(settings) as workplace:
        rotation = begin_rotation(workplace, taken=file, random=os.urandom)
        list(wrap_anew(workplace, rotation))
    assert lines(settings)[0] == SECOND
    require_readable(replace(settings, master_key=SECOND))
    assert file.read_text().strip() == SECOND


def test_the_key_that_wraps_already_is_not_taken_again(settings: Settings, tmp_path: Path) -> None:
    """Else whoever then destroys the copies of the old one destroys the only one."""
    [first] = before = lines(settings)
    file = tmp_path / "taken.key"
    write_new_file(file, f"{first}\n".encode())
    with at_work(settings) as workplace, pytest.raises(InvalidInputError, match="wraps already"):
        begin_rotation(workplace, taken=file, random=os.urandom)
    assert lines(settings) == before


def test_another_key_is_not_taken_while_a_rotation_is_under_way(
    settings: Settings, tmp_path: Path
) -> None:
    """Else who goes over to a key of a service's believes that everything is wrapped by it."""
    taken, third = tmp_path / "taken.key", tmp_path / "third.key"
    write_new_file(taken, f"{SECOND}\n".encode())
    write_new_file(third, f"{make_master_key(os.urandom)}\n".encode())
    with at_work(settings) as workplace:
        assert begin_rotation(workplace, taken=taken, random=os.urandom).is_new
        before = lines(settings)
        assert not begin_rotation(workplace, taken=taken, random=os.urandom).is_new
        with pytest.raises(InvalidInputError, match="is in front already"):
            begin_rotation(workplace, taken=third, random=os.urandom)
    assert lines(settings) == before


@pytest.mark.parametrize("text", ["", "password", SECOND[:-2]])
def test_what_is_no_key_is_not_taken(settings: Settings, tmp_path: Path, text: str) -> None:
    file = tmp_path / "taken.key"
    write_new_file(file, text.encode())
    before = lines(settings)
    with at_work(settings) as workplace, pytest.raises(InvalidInputError):
        begin_rotation(workplace, taken=file, random=os.urandom)
    assert lines(settings) == before


@pytest.mark.parametrize("is_taken", [False, True])
def test_in_front_of_a_key_that_does_not_open_the_record_comes_none(
    settings: Settings, tmp_path: Path, is_taken: bool
) -> None:
    taken = tmp_path / "taken.key"
    write_new_file(taken, f"{SECOND}\n".encode())
    right = file_of(settings).read_text()
    wrong = f"{make_master_key(os.urandom)}\n"
    file_of(settings).write_text(wrong)
    with at_work(settings) as workplace, pytest.raises(MasterMissingError):
        begin_rotation(workplace, taken=taken if is_taken else None, random=os.urandom)
    assert file_of(settings).read_text() == wrong
    file_of(settings).write_text(right)
    rotated(settings)
    require_readable(settings)


def test_a_machine_that_lacks_the_key_of_a_rotation_elsewhere_makes_none(
    settings: Settings, tmp_path: Path
) -> None:
    second = replace(settings, master_key=str(tmp_path / "second.key"))
    shutil.copy(file_of(settings), file_of(second))
    rotated(settings)
    before = file_of(second).read_text()
    for _ in range(2):
        with at_work(second) as workplace, pytest.raises(MasterMissingError) as error:
            begin_rotation(workplace, random=os.urandom)
        assert lines(settings)[0] not in before
        assert file_of(second).read_text() == before
        assert "put that machine's file of master keys" in error.value.advice.in_("en")
    shutil.copy(file_of(settings), file_of(second))
    require_readable(second)
    assert not begin(second).is_new, "it goes on with these"


def begin(settings: Settings) -> Rotation:
    with at_work(settings) as workplace:
        return begin_rotation(workplace, random=os.urandom)


def test_keys_in_the_environment_are_changed_there(settings: Settings) -> None:
    [old] = lines(settings)
    in_text = replace(settings, master_key=old)
    with at_work(in_text) as workplace:
        with pytest.raises(InvalidInputError) as caught:
            begin_rotation(workplace, random=os.urandom)
        assert "restart" in caught.value.advice.in_("en")
    both = replace(settings, master_key=f"{SECOND}\n{old}")
    with at_work(both) as workplace:
        rotation = begin_rotation(workplace, random=os.urandom)
        assert (rotation.is_new, rotation.file) == (False, None)
        list(wrap_anew(workplace, rotation))
        with pytest.raises(InvalidInputError):
            destroy_older(workplace, random=os.urandom)
    require_readable(replace(settings, master_key=SECOND))


def test_where_there_is_one_key_nothing_is_destroyed(settings: Settings) -> None:
    with pytest.raises(InvalidInputError):
        destroyed(settings)
    require_readable(settings)


def test_a_key_that_something_still_needs_stays(settings: Settings) -> None:
    """Somebody put the wrong old key behind the new one."""
    [old] = lines(settings)
    file_of(settings).write_text(f"{SECOND}\n{make_master_key(os.urandom)}\n")
    with pytest.raises(SealError):
        destroyed(settings)
    assert len(lines(settings)) == 2
    file_of(settings).write_text(f"{SECOND}\n{old}\n")
    destroyed(settings)
    require_readable(settings)


def test_while_a_key_cannot_be_unwrapped_the_old_master_key_stays(
    home: Home, settings: Settings
) -> None:
    """Who puts the key back from a backup needs it."""
    with home.stranger() as stranger:
        stranger.execute(
            in_dialect(
                f"UPDATE data_keys SET wrapped = x'00' WHERE application = '{OTHER}'",  # noqa: S608
                home.dialect,
            )
        )
    with at_work(settings) as workplace:
        rotation = begin_rotation(workplace, random=os.urandom)
        *_, last = wrap_anew(workplace, rotation)
        assert [each.application for each in last.unreadable] == [OTHER]
        assert find_record(workplace, DECISION) == MINE
    with pytest.raises(SealError) as error:
        destroyed(settings)
    assert OTHER in error.value.detail.in_("en")
    assert len(lines(settings)) == 2
    with at_work(settings) as workplace:
        erase(workplace, earlier.PROGRAM, OTHER, "its key was lost")
    destroyed(settings)
    assert len(lines(settings)) == 1


def test_beside_a_record_it_is_the_file_there(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "tejun.db", log_key=LOG.text)
    with at_work(settings) as workplace:
        workplace.store.append_all([MINE, THEIRS])
    rotated(settings)
    destroyed(settings)
    assert len(master_key_beside(settings.database).read_text().split()) == 1
    require_readable(settings)


# --- two at once ------------------------------------------------------------------------------------


def test_one_at_a_time_changes_the_keys(settings: Settings) -> None:
    with alone(settings), pytest.raises(InvalidInputError) as caught, alone(settings):
        pass
    assert "Another process" in caught.value.detail.in_("en")
    with alone(settings):
        rotated(settings)


def test_keys_that_stand_in_no_file_or_in_a_read_only_folder_are_locked_as_far_as_they_can_be(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with alone(replace(settings, master_key=SECOND)), alone(replace(settings, master_key=SECOND)):
        pass
    with alone(replace(settings, master_key=str(tmp_path / "none"))):
        pass
    real_open = os.open

    def refuse(path: Path, flags: int, *mode: int) -> int:
        if flags & os.O_CREAT and str(path).endswith(".lock"):
            raise OSError(30, "Read-only file system")
        return real_open(path, flags, *mode)

    monkeypatch.setattr(os, "open", refuse)
    with alone(settings), pytest.raises(InvalidInputError), alone(settings):
        pass


def by_another(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Somebody does this just before the keys are replaced, and asked for no lock."""
    put = rotating._replace

    def late(*args: Any) -> None:
        monkeypatch.setattr(rotating, "_replace", put)
        act()
        put(*args)

    monkeypatch.setattr(rotating, "_replace", late)


def test_a_key_that_came_in_front_meanwhile_is_not_lost(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_another(monkeypatch, lambda: rotated(settings))
    with at_work(settings) as workplace, pytest.raises(InvalidInputError):
        begin_rotation(workplace, random=os.urandom)
    assert len(lines(settings)) == 2
    require_readable(settings)


def test_what_destroying_has_not_looked_at_stays(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def another_rotates() -> None:
        destroyed(settings)
        with at_work(settings) as workplace:
            begin_rotation(workplace, random=os.urandom)

    rotated(settings)
    by_another(monkeypatch, another_rotates)
    with pytest.raises(InvalidInputError):
        destroyed(settings)
    assert len(lines(settings)) == 2
    require_readable(settings)


def test_a_key_that_was_put_behind_meanwhile_is_not_taken_out_unseen(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the moment when the keys are read, and that when they are replaced."""
    [old] = lines(settings)
    rotated(settings)
    [new, _] = lines(settings)
    read = rotating._masters

    def and_then_one_more(*args: Any) -> Any:
        masters = read(*args)
        file_of(settings).write_text(f"{new}\n{old}\n{SECOND}\n")
        return masters

    monkeypatch.setattr(rotating, "_masters", and_then_one_more)
    destroyed(settings)
    assert lines(settings) == [new, SECOND]


def test_a_link_stays_a_link_and_the_old_key_goes_where_it_leads(
    settings: Settings, tmp_path: Path
) -> None:
    link = tmp_path / "link.key"
    link.symlink_to(file_of(settings))
    linked = replace(settings, master_key=str(link))
    [old] = lines(settings)
    rotated(linked)
    assert destroyed(linked).file == file_of(settings)
    assert link.is_symlink()
    [new] = lines(settings)
    assert new != old
    require_readable(linked)


# --- what an older backup opens --------------------------------------------------------------------


def put_back(settings: Settings, copy: Path, folder: Path, key: str) -> Settings:
    """The record that a backup has, in a place of its own, with this master key. It is copied by hand: `tejun restore`
    looks it over, and puts nothing back that it cannot open."""
    folder.mkdir()
    path = Path(shutil.copyfile(copy, folder / "tejun.db"))
    return Settings(database=path, master_key=key, log_key=settings.log_key)


def test_an_older_backup_opens_until_the_old_key_is_destroyed(
    settings: Settings, tmp_path: Path
) -> None:
    [old] = lines(settings)
    copy = tmp_path / "copy.db"
    back_up(settings, copy)
    with at_work(settings) as workplace:
        erase(workplace, earlier.PROGRAM, APPLICATION, "x")
        with pytest.raises(ErasedRecordError):
            find_record(workplace, DECISION)

    earlier_copy = put_back(settings, copy, tmp_path / "before", old)
    require_readable(earlier_copy)  # as erasing says

    with at_work(settings) as workplace:
        list(wrap_anew(workplace, begin_rotation(workplace, random=os.urandom)))
    destroyed(settings)
    [new] = lines(settings)
    later_copy = put_back(settings, copy, tmp_path / "after", new)
    with at_work(later_copy) as workplace:
        for each in (MINE, THEIRS):
            with pytest.raises(SealError):
                find_record(workplace, each.decision_id)
            assert find_codes(workplace, each.decision_id).codes == each.description.codes
    elsewhere = Settings(database=tmp_path / "restored.db", master_key=new)
    with pytest.raises(SealError):
        restore(elsewhere, copy)
    assert not elsewhere.database.exists()


def test_a_backup_from_afterwards_opens_what_was_not_erased(
    settings: Settings, tmp_path: Path
) -> None:
    rotated(settings)
    destroyed(settings)
    with at_work(settings) as workplace:
        erase(workplace, earlier.PROGRAM, APPLICATION, "x")
    copy = tmp_path / "copy.db"
    back_up(settings, copy)
    elsewhere = Settings(database=tmp_path / "restored.db", master_key=lines(settings)[0])
    restore(elsewhere, copy)
    with at_work(elsewhere) as workplace:
        assert find_record(workplace, THEIRS.decision_id) == THEIRS
        assert THEIRS.description.application == OTHER
        with pytest.raises(ErasedRecordError):
            find_record(workplace, DECISION)
