"""Checkpoints: what a log signs of its tree, and witnesses cosign (c2sp.org/tlog-checkpoint@v1.0.0).

Always holds: a checkpoint is relied on only where a key of its own log has signed it, its origin is the one asked for,
and as many witnesses as asked for have cosigned it. A witness is counted by its public key: what it signs does not name
it, so a key under two names is one witness.

May not know: which keys are trusted, or how a checkpoint came here.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from tejun.base64_text import read_base64, write_base64
from tejun.signing.notes import (
    KeyKind,
    Note,
    NoteKey,
    NoteSigner,
    Verified,
    make_note,
    read_note,
    sign_note,
    verify_note,
)
from tejun.transparency.errors import checkpoint_error
from tejun.transparency.tree import HASH_BYTES, MAX_SIZE, TreeHead
from tejun.words import Message
from tejun.words.quoting import quoted

_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
"""A size or an index: no larger one fits in 63 bits."""


@dataclass(frozen=True)
class Checkpoint:
    """What a checkpoint says: the log's origin, and the tree's size and root.

    `extensions` are further lines. Nobody but the log itself vouches for them: C2SP advises against any.
    """

    origin: str
    head: TreeHead
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The note's text: a line each, and a newline behind the last."""
        head = (self.origin, str(self.head.size), write_base64(self.head.root))
        return "".join(f"{line}\n" for line in (*head, *self.extensions))


@dataclass(frozen=True)
class Log:
    """Whose checkpoints are relied on: the log's origin and keys, the known witnesses, and how many must cosign."""

    origin: str
    keys: tuple[NoteKey, ...]
    witnesses: tuple[NoteKey, ...] = ()
    quorum: int = 0


@dataclass(frozen=True)
class SignedCheckpoint:
    """A checkpoint on which one may rely, the note that it came in, and the keys whose signatures hold."""

    checkpoint: Checkpoint
    note: Note
    verified: tuple[Verified, ...]


def read_number(text: str) -> int | None:
    """A size or an index as C2SP writes them: decimal, no zeros in front, below 2**63; None for anything else."""
    number = int(text) if _NUMBER.fullmatch(text) else None
    return number if number is None or number <= MAX_SIZE else None


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in a note's text. Raises CheckpointError."""
    lines = text.removesuffix("\n").split("\n")
    if not text.endswith("\n") or len(lines) < 3 or not all(lines):
        raise checkpoint_error(Message("transparency.checkpoint.lines"))
    origin, shown_size, shown_root, *extensions = lines
    size, root = read_number(shown_size), read_base64(shown_root, size=HASH_BYTES)
    if size is None:
        raise checkpoint_error(Message("transparency.checkpoint.size", size=quoted(shown_size)))
    if root is None:
        raise checkpoint_error(Message("transparency.checkpoint.root", root=quoted(shown_root)))
    return Checkpoint(origin, TreeHead(size, root), tuple(extensions))


def sign_checkpoint(checkpoint: Checkpoint, signer: NoteSigner) -> Note:
    """The checkpoint as the log signs it. Raises CheckpointError for one that could not be read again."""
    if read_checkpoint(checkpoint.text) != checkpoint:
        raise checkpoint_error(Message("transparency.checkpoint.lines"))
    return make_note(checkpoint.text, [sign_note(checkpoint.text, signer)])


def verify_checkpoint(data: bytes, log: Log) -> SignedCheckpoint:
    """The checkpoint in a signed note, if it may be relied on as one of the log.

    Raises NoteError where the note is none or a known signature does not hold, CheckpointError for anything else.
    """
    note = read_note(data)
    verified = verify_note(note, {*log.keys, *log.witnesses})
    checkpoint = read_checkpoint(note.text)
    if checkpoint.origin != log.origin:
        raise checkpoint_error(
            Message("transparency.checkpoint.another_log", origin=quoted(checkpoint.origin))
        )
    if not any(each.key in log.keys for each in verified):
        raise checkpoint_error(Message("transparency.checkpoint.not_the_log"))
    count = count_witnesses(verified, log.witnesses)
    if count < log.quorum:
        raise checkpoint_error(
            Message("transparency.checkpoint.quorum", count=count, quorum=log.quorum)
        )
    return SignedCheckpoint(checkpoint, note, verified)


def count_witnesses(verified: Collection[Verified], witnesses: Collection[NoteKey]) -> int:
    """How many of the witnesses have cosigned: keys that only sign are none, and a public key counts once."""
    return len(
        {
            each.key.public
            for each in verified
            if each.key in witnesses and each.key.kind is KeyKind.COSIGNATURE
        }
    )
