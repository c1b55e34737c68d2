"""Heads of a log that somebody kept in a file: a line of `tejun log head`, or a checkpoint that the log has signed.

Always holds: a checkpoint counts only where the key that it is held to has signed it. Two checkpoints of one size that
differ are a fork, and both are named: no one log has both.

May not know: a record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tejun.base64_text import read_base64, write_base64
from tejun.errors import CheckpointError, ForkError, InvalidInputError
from tejun.reading import read_bytes
from tejun.signing import notes
from tejun.signing.notes import NoteKey, read_note_key
from tejun.transparency.checkpoint import Log, read_number, verify_checkpoint
from tejun.transparency.tree import HASH_BYTES, TreeHead
from tejun.words import Message, Words
from tejun.words.quoting import quoted
from tejun.words.system import system_reason

_MOST_OF_A_KEY = 4096
_SIGNATURE_LINE = "\n\n\N{EM DASH} ".encode()


@dataclass(frozen=True)
class NotedHead:
    """A head that somebody kept, and in which file; of a checkpoint with the log's key that has signed it."""

    head: TreeHead
    path: Path
    key: NoteKey | None = None


def read_noted(path: Path, key: NoteKey | None) -> NotedHead:
    """What a file holds: a checkpoint, which is held to `key`, or else in its last line a head.

    Raises InvalidInputError, also for a checkpoint without a key; NoteError or CheckpointError.
    """
    data = read_bytes(path, notes.MAX_BYTES)
    if _SIGNATURE_LINE not in data:
        return NotedHead(_read_head(path, data), path)
    if key is None:
        raise InvalidInputError(
            Message("operations.noted.no_key.detail", path=path),
            Message("operations.noted.no_key.advice"),
        )
    signed = verify_checkpoint(data, Log(key.name, (key,)))
    return NotedHead(signed.checkpoint.head, path, key)


def _read_head(path: Path, data: bytes) -> TreeHead:
    lines = data.decode("ascii", "replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    shown_size, _, shown_root = last.partition(" ")
    size, root = read_number(shown_size), read_base64(shown_root.strip(), size=HASH_BYTES)
    if size is None or root is None:
        raise InvalidInputError(
            Message("operations.noted.no_head.detail", path=path, text=quoted(last[:100])),
            Message("operations.noted.no_head.advice"),
        )
    return TreeHead(size, root)


def find_note_key(value: str) -> NoteKey:
    """The verifier key that `value` names: a file that has it as its only line, or its text.

    Raises InvalidInputError.
    """
    try:
        data = read_bytes(Path(value), _MOST_OF_A_KEY)
    except OSError as error:
        if "+" in value:
            return read_note_key(value.strip())
        reason = system_reason(error)
        raise InvalidInputError(
            Message("operations.noted.key_unreadable.detail", path=value, reason=reason),
            Message("operations.noted.key_unreadable.advice"),
        ) from error
    return read_note_key(data.decode("utf-8", "replace").strip())


# --- forks ---------------------------------------------------------------------------------------


def require_one_log(noted: Sequence[NotedHead]) -> None:
    """That no two checkpoints of one size differ. Raises ForkError, which names both."""
    by_size: dict[int, NotedHead] = {}
    for each in noted:
        if each.key is not None:
            other = by_size.setdefault(each.head.size, each)
            if other.head != each.head:
                first, second = (_shown(kept.head, kept.path) for kept in (other, each))
                raise _forked(first, second)


def forked_from_log(signed: TreeHead, had: TreeHead, path: Path | None = None) -> ForkError:
    """That the log's key signed a head, in the file, which the log never had; `had` is what it has instead."""
    of_log = Message("operations.noted.of_log", head=_shown(had))
    return _forked(_shown(signed, path), of_log)


def of_another_log(path: Path, of: Words, own: Words | None) -> CheckpointError:
    """That the checkpoint in the file is of another log: the one that `of` names. `own` is this record's, if known."""
    here = Message("operations.noted.no_log") if own is None else own
    return CheckpointError(
        Message("operations.noted.another_log.detail", path=path, of=of, own=here),
        Message("operations.noted.another_log.advice"),
    )


def _forked(first: Words, second: Words) -> ForkError:
    return ForkError(
        Message("operations.noted.forked.detail", first=first, second=second),
        Message("operations.noted.forked.advice"),
    )


def _shown(head: TreeHead, path: Path | None = None) -> Words:
    shown = Message("operations.noted.head", size=head.size, root=write_base64(head.root))
    return shown if path is None else Message("operations.noted.of_file", path=path, head=shown)
