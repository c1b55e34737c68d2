"""The master key of a record: found as the settings name it, made beside the record where they name none.

TEJUN_MASTER_KEY names a file, or is its text: one key to a line (`tejun.sealing.local`), the first wraps, those behind
it unwrap. A key management service comes from an installed package, which names it among its entry points of the group
`tejun.masters`: `<name> = <module>:<function>`, and the function gives a `tejun.sealing.Master` for a key's name.

Always holds: a key is made only where nothing was sealed yet: with another than the one that is lost nothing would
open, and it would be noticed late. Of several processes that would make one all go on with the same.

May not know: what is sealed, or how it is said that a key was made.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from tejun.errors import InvalidInputError, MasterMissingError
from tejun.own_files import find_unfinished, write_new_file
from tejun.sealing import (
    Masters,
    OpenMaster,
    RandomBytes,
    make_master_key,
    names_a_file,
    read_masters,
)
from tejun.settings import Settings, master_key_beside
from tejun.words import Message
from tejun.words.system import system_reason

SERVICES = "tejun.masters"
"""The group of entry points by which a package offers a key management service."""


@dataclass(frozen=True)
class Found:
    """The master keys at hand, and the file that was just made for a new one, where it was."""

    masters: Masters
    made: Path | None = None


def find_master(
    settings: Settings,
    database: Path,
    *,
    has_keys: bool = False,
    random: RandomBytes = os.urandom,
) -> Found:
    """The master keys of the record. `has_keys`: whether it has data keys already, which one of them has wrapped.

    Raises InvalidInputError, MasterMissingError where the key is lost, or what a key management service raises.
    """
    path = master_key_beside(database)
    if settings.master_key is not None:
        return Found(read_masters(settings.master_key, random, find_service))
    if path.exists():
        return Found(read_masters(str(path), random, find_service))
    if has_keys:
        raise _lost(path)
    made = _make(path, random)
    return Found(read_masters(str(path), random, find_service), made)


def file_of_keys(settings: Settings) -> Path | None:
    """Where the keys stand: the file itself, also where a link leads there; None where they stand in no file."""
    if settings.master_key is None:
        return master_key_beside(settings.database).resolve()
    is_file = names_a_file(settings.master_key, find_service)
    return Path(settings.master_key).resolve() if is_file else None


def find_left_master_keys(settings: Settings) -> Path | None:
    """The file with master keys that a killed process has left beside theirs; None where there is none."""
    file = file_of_keys(settings)
    return None if file is None else find_unfinished(file)


def seen_of_keys(settings: Settings, database: Path) -> object:
    """What changes whenever the keys do: of a file, which it is and when it was written; None where it is not there.

    Keys that stand in the environment never change in a process.
    """
    value = settings.master_key
    if value is not None and not names_a_file(value, find_service):
        return value
    path = master_key_beside(database) if value is None else Path(value)
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


def find_service(name: str) -> OpenMaster | None:
    """The key management service that an installed package offers under this name; None where none does."""
    from importlib import metadata  # noqa: PLC0415 - a check that asks no service pays nothing for it

    for entry in metadata.entry_points(group=SERVICES, name=name):
        opens: OpenMaster = entry.load()
        return opens
    return None


def _make(path: Path, random: RandomBytes) -> Path | None:
    """The file, made; None where another process has made it meanwhile."""
    try:
        write_new_file(path, f"{make_master_key(random)}\n".encode())
    except FileExistsError:
        return None
    except OSError as error:
        raise InvalidInputError(
            Message("operations.master_key.not_made", path=path, reason=system_reason(error)),
            Message("operations.master_key.not_made.advice"),
        ) from error
    return path


def _lost(path: Path) -> MasterMissingError:
    return MasterMissingError(
        Message("operations.master_key.lost", path=path),
        Message("operations.master_key.lost.advice", path=path),
    )
