"""The key of the record's own log: found as the settings name it, made beside the record where they name none.

A record remembers which key signs: with the first use it keeps a checkpoint of the empty log, signed with the key.

Always holds: a key is made in one place only, and there only where there is a record and no key has signed for it yet:
a log that suddenly signs with another key is another log. Another one is taken only where somebody says so.

May not know: what else is signed, or how it is said that a key was made.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tejun.errors import InvalidInputError, NotFoundError
from tejun.operations.kept_checkpoints import KeyName, name_of, names_of, read_signed
from tejun.settings import Settings, log_key_beside
from tejun.signing.log_key import SEED_BYTES, make_log_signer, read_log_signer
from tejun.signing.notes import NoteKey, NoteSigner
from tejun.transparency.checkpoint import Checkpoint, sign_checkpoint
from tejun.transparency.tree import EMPTY_ROOT, TreeHead
from tejun.words import Message
from tejun.words.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tejun.store.public_log import PublicLog


@dataclass(frozen=True)
class LogKey:
    """The key, and the file that was just made for it, where it was."""

    signer: NoteSigner
    made: Path | None = None


def look_for_log_key(
    settings: Settings, database: Path, signed: "Sequence[KeyName]"
) -> NoteSigner | None:
    """The key at hand, which must be the last of those that have signed; None where there is none, and none has.

    Raises InvalidInputError.
    """
    signer = read_log_key(settings, database)
    if not signed:
        return signer
    if signer is None:
        raise _lost(log_key_beside(database), signed[-1])
    if name_of(signer.key) != signed[-1]:
        raise _another(signer.key, signed[-1])
    return signer


def find_log_key(settings: Settings, database: Path, log: "PublicLog | None") -> LogKey:
    """The key of the log of this record, which remembers it from now on; made where none has signed yet.

    Raises InvalidInputError, NotFoundError where there is neither a record nor a key, or StoreError.
    """
    signed = () if log is None else read_signed(log)
    signer = look_for_log_key(settings, database, signed)
    if signer is None and log is None:
        raise _no_record(database)
    key = _make(settings, database) if signer is None else LogKey(signer)
    if log is not None and not signed:
        first = names_of(log.keep_first_checkpoint(0, _remembered(key.signer)))
        if first[-1] != name_of(key.signer.key):  # another machine was first
            raise _another(key.signer.key, first[-1])
    return key


def take_new_log_key(settings: Settings, database: Path, log: "PublicLog") -> LogKey:
    """The key at hand, or one that is made: from now on the log signs with it, whichever key did before.

    Raises InvalidInputError or StoreError.
    """
    signer = read_log_key(settings, database)
    key = _make(settings, database) if signer is None else LogKey(signer)
    if read_signed(log)[-1:] != (name_of(key.signer.key),):
        log.keep_checkpoint(0, _remembered(key.signer))
    return key


def read_log_key(settings: Settings, database: Path) -> NoteSigner | None:
    """The key that the settings name, or that lies beside the record; None where none is. Raises InvalidInputError."""
    path = log_key_beside(database)
    if settings.log_key is None and not path.exists():
        return None
    signer = read_log_signer(settings.log_key or str(path))
    if settings.log_origin not in {None, signer.key.name}:
        raise InvalidInputError(
            Message(
                "operations.log_key.another_origin.detail",
                origin=quoted(str(settings.log_origin)),
                name=quoted(signer.key.name),
            ),
            Message("operations.log_key.another_origin.advice"),
        )
    return signer


def _make(settings: Settings, database: Path) -> LogKey:
    path = log_key_beside(database)
    seed = os.urandom(SEED_BYTES)
    return LogKey(make_log_signer(path, settings.new_log_origin, seed=seed), made=path)


def _remembered(signer: NoteSigner) -> bytes:
    """What is kept to remember the key by: it says nothing of the record."""
    empty = Checkpoint(signer.key.name, TreeHead(0, EMPTY_ROOT))
    return sign_checkpoint(empty, signer).data


def _no_record(database: Path) -> NotFoundError:
    return NotFoundError(
        Message("operations.log_key.no_record.detail", path=database),
        Message("operations.log_key.no_record.advice"),
    )


def _lost(path: Path, signed: KeyName) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.log_key.lost.detail", key=signed.words, path=path),
        Message("operations.log_key.lost.advice", path=path),
    )


def _another(key: NoteKey, signed: KeyName) -> InvalidInputError:
    return InvalidInputError(
        Message("operations.log_key.another.detail", key=signed.words, found=name_of(key).words),
        Message("operations.log_key.another.advice"),
    )
