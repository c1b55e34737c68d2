"""What the record's own log publishes: checkpoints, signed with its key and cosigned by witnesses, and its tiles
(c2sp.org/tlog-checkpoint, tlog-tiles).

Always holds: what is signed is the head of the record as it is on the disk, worked out anew each time, and nothing is
signed of a log that is no longer the one that witnesses saw. A cosignature is kept only where it holds, on a checkpoint
of this very log.

May not know: how witnesses come to see a checkpoint, or where it is shown.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from tejun.operations.kept_checkpoints import KeptCheckpoint, cut_off, read_kept
from tejun.operations.log import read_log_head
from tejun.operations.log_key import LogKey, take_new_log_key
from tejun.operations.noted import forked_from_log
from tejun.operations.workplace import Workplace
from tejun.signing import notes
from tejun.signing.notes import Note, NoteKey, make_note
from tejun.transparency.checkpoint import (
    Checkpoint,
    Log,
    SignedCheckpoint,
    sign_checkpoint,
    verify_checkpoint,
)
from tejun.transparency.tiles import read_path
from tejun.transparency.tree import TreeHead

if TYPE_CHECKING:
    from tejun.store.public_log import PublicLog


def sign_head(workplace: Workplace) -> Note:
    """The checkpoint of the log as it is now, with what witnesses have cosigned of it.

    Raises NotFoundError where there is no record, InvalidInputError for a key that cannot be used, ForkError where the
    log is no longer the one that witnesses cosigned, AlteredRecordError where something else is kept among the
    checkpoints, or StoreError.
    """
    return sign_at(workplace, read_log_head(workplace))


def renew_log_key(workplace: Workplace) -> LogKey:
    """The key under which the log goes on from now, as another log to everybody who knows it.

    Raises NotFoundError where there is no record, InvalidInputError or StoreError.
    """
    if not workplace.has_record():
        return workplace.log_key
    settings = workplace.settings
    return take_new_log_key(settings, settings.database, workplace.store.log)


def sign_at(workplace: Workplace, head: TreeHead) -> Note:
    """The same for a head that the log has, or had. Raises what `sign_head` raises."""
    signer = workplace.log_key.signer
    note = sign_checkpoint(Checkpoint(signer.key.name, head), signer)
    if not workplace.has_record():
        return note
    log = workplace.store.log
    _require_cosigned(log, signer.key)
    return _with_cosignatures(note, read_kept(log, head.size, signer.key))


def _require_cosigned(log: "PublicLog", key: NoteKey) -> None:
    """That the log still is the one that witnesses saw last: nothing more is signed of another.

    Raises what `read_kept` raises.
    """
    size = log.last_checkpoint_size()
    if size is not None:
        read_kept(log, size, key)


def read_tile(workplace: Workplace, path: str) -> bytes | None:
    """The bytes that c2sp.org/tlog-tiles has at this path; None where the log has nothing there. Raises StoreError."""
    tile = read_path(path)
    if tile is None or not workplace.has_record():
        return None
    return workplace.store.log.read_tile(tile)


def _with_cosignatures(note: Note, kept: Iterable[KeptCheckpoint]) -> Note:
    for each in kept:
        for signature in each.note.signatures if each.note.text == note.text else ():
            note = note.with_signature(signature)
    if len(note.signatures) > notes.MAX_SIGNATURES:
        return replace(note, signatures=note.signatures[: notes.MAX_SIGNATURES])
    return note


def keep_cosigned(workplace: Workplace, data: bytes, witness: NoteKey) -> SignedCheckpoint:
    """Keeps a checkpoint of this log that the witness has cosigned, beside the log.

    Raises NoteError or CheckpointError where it is none, AlteredRecordError where the log is shorter than the one that
    was signed, ForkError where it is another, InvalidInputError or StoreError.
    """
    key = workplace.log_key.signer.key
    signed = verify_checkpoint(data, Log(key.name, (key,), (witness,), quorum=1))
    head = signed.checkpoint.head
    log = workplace.store.log
    had = log.head_at(head.size)
    if had is None:
        raise cut_off(log.size(), head.size)
    if had != head:
        raise forked_from_log(head, had)
    holding = {(each.key.name, each.key.id) for each in signed.verified}
    lines = [each for each in signed.note.signatures if (each.name, each.id) in holding]
    log.keep_checkpoint(head.size, make_note(signed.note.text, lines).data)
    return signed
