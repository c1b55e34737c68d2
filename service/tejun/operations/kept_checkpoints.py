"""Checkpoints that the record keeps beside its log: by those of the empty log it remembers which keys have signed for
it, the others witnesses have cosigned.

Always holds: what is given is a checkpoint of this record's own log, where it says that it is. Whatever else lies there
is a fault of the record, and of nobody who asks for something.

May not know: where a key lies, or what is signed next.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tejun.errors import AlteredRecordError, NoteError, ProofError
from tejun.operations.noted import forked_from_log
from tejun.signing.notes import Note, NoteKey, read_note, verify_note
from tejun.store.records import altered
from tejun.transparency.checkpoint import Checkpoint, read_checkpoint
from tejun.words import Message, Words
from tejun.words.quoting import quoted

if TYPE_CHECKING:
    from tejun.store.public_log import PublicLog


@dataclass(frozen=True)
class KeyName:
    """A key of a log as people name it: the log's origin, and the key's id."""

    origin: str
    id: str

    @property
    def words(self) -> Words:
        """Both, for people."""
        return Message("operations.log_key.name", origin=quoted(self.origin), id=self.id)


def name_of(key: NoteKey) -> KeyName:
    """The name of a key."""
    return KeyName(key.name, key.id)


@dataclass(frozen=True)
class KeptCheckpoint:
    """A checkpoint as it is kept, and what it says; whether its signatures hold is another question."""

    note: Note
    checkpoint: Checkpoint

    @property
    def names(self) -> tuple[KeyName, ...]:
        """The log's keys that have signed it, by what it says."""
        origin = self.checkpoint.origin
        return tuple(
            KeyName(each.name, each.id) for each in self.note.signatures if each.name == origin
        )


def read_signed(log: "PublicLog") -> tuple[KeyName, ...]:
    """The keys that have signed for this record, the present one last. Raises AlteredRecordError or StoreError."""
    return names_of(log.checkpoints(0))


def names_of(notes: Sequence[bytes]) -> tuple[KeyName, ...]:
    """The same of notes on the empty log."""
    return tuple(name for data in notes for name in _read(data, 0).names)


def read_kept(log: "PublicLog", size: int, key: NoteKey | None) -> tuple[KeptCheckpoint, ...]:
    """Those on the tree of `size` entries, each of this log. `key`: what the log signs with, where it is at hand.

    Raises AlteredRecordError, ForkError where the log's key has signed another tree, or StoreError.
    """
    return _read_kept(log, size, key, read_signed(log))


def require_kept(log: "PublicLog", key: NoteKey | None) -> None:
    """That all that is kept is of this log. Raises what `read_kept` raises."""
    signed = read_signed(log)
    for size in log.checkpoint_sizes():
        _read_kept(log, size, key, signed)


def require_not_cut(log: "PublicLog", key: NoteKey | None) -> None:
    """That the log is as long as it was when a checkpoint was kept: what is recorded in one that was cut off makes
    another tree of the same size. What is no checkpoint of this log says nothing of it.

    Raises AlteredRecordError, which names what is gone, or StoreError.
    """
    sizes = log.checkpoint_sizes()
    if not sizes or sizes[-1] <= (size := log.size()):
        return
    signed = read_signed(log)
    for had in sizes:
        for data in log.checkpoints(had) if had > size else ():
            with suppress(AlteredRecordError):
                _require_own(_read(data, had), signed, key)
                break
        else:
            continue
        raise cut_off(size, had)


def cut_off(size: int, had: int) -> AlteredRecordError:
    """That the log lacks what it had when its key signed a checkpoint: no other tree was signed."""
    detail = Message("operations.kept_checkpoints.cut", size=size, had=had)
    gone = altered(f"{size + 1}–{had}", detail)
    return AlteredRecordError(gone.detail, Message("operations.kept_checkpoints.cut.advice"))


def _read_kept(
    log: "PublicLog", size: int, key: NoteKey | None, signed: Sequence[KeyName]
) -> tuple[KeptCheckpoint, ...]:
    kept = tuple(_read(data, size) for data in log.checkpoints(size))
    for each in kept:
        _require_own(each, signed, key)
    had = log.head_at(size) if kept else None
    for each in kept:
        if had is None:
            raise cut_off(log.size(), size)
        if each.checkpoint.head != had:
            raise forked_from_log(each.checkpoint.head, had)
    return kept


def _read(data: bytes, size: int) -> KeptCheckpoint:
    try:
        note = read_note(data)
        kept = KeptCheckpoint(note, read_checkpoint(note.text))
    except ProofError as error:
        raise _altered(size, Message("operations.kept_checkpoints.unreadable")) from error
    if kept.checkpoint.head.size != size:
        raise _altered(size, Message("operations.kept_checkpoints.another_size"))
    return kept


def _require_own(kept: KeptCheckpoint, signed: Sequence[KeyName], key: NoteKey | None) -> None:
    """That the log's key has signed it; of a key that the log had before only the name is known."""
    size, names = kept.checkpoint.head.size, kept.names
    if not set(names) & set(signed):
        raise _altered(size, Message("operations.kept_checkpoints.another_log"))
    if key is None or name_of(key) not in names:
        return
    try:
        verify_note(kept.note, (key,))
    except NoteError as error:
        raise _altered(size, Message("operations.kept_checkpoints.not_signed")) from error


def _altered(size: int, part: Words) -> AlteredRecordError:
    return altered(f"checkpoint/{size}", part)
