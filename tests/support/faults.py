"""What may happen to an SQLite file, and to the two beside it, while a service has it open; each can be undone.

Always holds: what is taken away is kept beside under another name (a hard link: the same file), so that whatever was
written to it can be looked at, and put back.

May not know: whose file it is, or what is to be expected.
"""

import resource
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from tejun.store.driver import dbapi

from tests.support.server import Server

Undo = Callable[[], None]
Fault = Callable[[Path, Server], Undo]
OLDER = ".older"
"""The end of the name of a copy that was made before."""


def keep_copy(path: Path) -> None:
    """A copy as a backup has it, of what is there by now."""
    source, copy = dbapi.connect(path), dbapi.connect(path.with_name(path.name + OLDER))
    source.backup(copy)
    source.close()
    copy.close()


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _replaced(suffix: str, put: Callable[[Path, Path], object]) -> Fault:
    """Takes the file away; `put` is given its place and the file, to put something else there."""

    def harm(path: Path, _: Server) -> Undo:
        place = _beside(path, suffix)
        kept = _beside(place, ".kept")
        place.rename(kept)
        put(place, kept)

        def undo() -> None:
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)
            kept.replace(place)

        return undo

    return harm


def _nothing(_: Path, __: Path) -> None: ...


def _same_bytes(place: Path, kept: Path) -> None:
    shutil.copyfile(kept, place)


def _older(place: Path, _: Path) -> None:
    shutil.copyfile(_beside(place, OLDER), place)


def _notes(place: Path, _: Path) -> None:
    place.write_bytes(b"notes\n" * 10_000)


def _foreign(place: Path, _: Path) -> None:
    """Made elsewhere: SQLite deletes the log that it finds beside an empty file."""
    made = _beside(place, ".foreign")
    connection = dbapi.connect(made)
    connection.execute("CREATE TABLE guests (name)")
    connection.close()
    made.rename(place)


def _folder(place: Path, _: Path) -> None:
    place.mkdir()


def _link_to_another(place: Path, _: Path) -> None:
    place.symlink_to(_beside(place, OLDER).name)


def _link_to_nowhere(place: Path, _: Path) -> None:
    place.symlink_to("nowhere.db")


def _link_to_itself(place: Path, _: Path) -> None:
    place.symlink_to(place.name)


def _all_deleted(path: Path, server: Server) -> Undo:
    undone = [_replaced(suffix, _nothing)(path, server) for suffix in ("", "-wal", "-shm")]

    def undo() -> None:
        for each in undone:
            each()

    return undo


def _locked(path: Path, _: Server) -> Undo:
    """Another process writes, and does not come to an end."""
    connection = dbapi.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN EXCLUSIVE")

    def undo() -> None:
        connection.execute("ROLLBACK")
        connection.close()

    return undo


def _no_more_room(path: Path, server: Server) -> Undo:
    """No file of the service's grows beyond what the log of this one has now (the limit of a user on a disk)."""
    size = max(_beside(path, "-wal").stat().st_size, path.stat().st_size)
    before = {pid: _limit(pid, size) for pid in server.family()}

    def undo() -> None:
        for pid, limit in before.items():
            with suppress(ProcessLookupError):
                _limit(pid, limit)

    return undo


def _limit(pid: int, size: int) -> int:
    soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))
    return soft


def _read_only(path: Path, _: Server) -> Undo:
    files = [path, *(_beside(path, suffix) for suffix in ("-wal", "-shm"))]
    modes = {file: file.stat().st_mode for file in files}
    for file in files:
        file.chmod(0o400)

    def undo() -> None:
        for file, mode in modes.items():
            with suppress(FileNotFoundError):
                file.chmod(mode & 0o777)

    return undo


FAULTS: Mapping[str, Fault] = {
    "the file is deleted": _replaced("", _nothing),
    "its log is deleted": _replaced("-wal", _nothing),
    "its index is deleted": _replaced("-shm", _nothing),
    "all three are deleted": _all_deleted,
    "replaced by the same bytes": _replaced("", _same_bytes),
    "replaced by an older copy": _replaced("", _older),
    "replaced by notes": _replaced("", _notes),
    "replaced by another program's": _replaced("", _foreign),
    "replaced by a folder": _replaced("", _folder),
    "replaced by a link to an older copy": _replaced("", _link_to_another),
    "replaced by a link to nowhere": _replaced("", _link_to_nowhere),
    "replaced by a link to itself": _replaced("", _link_to_itself),
    "its log is replaced by the same bytes": _replaced("-wal", _same_bytes),
    "its log is replaced by notes": _replaced("-wal", _notes),
    "its log is replaced by a folder": _replaced("-wal", _folder),
    "its index is replaced by the same bytes": _replaced("-shm", _same_bytes),
    "locked": _locked,
    "no more room": _no_more_room,
    "read-only": _read_only,
}
