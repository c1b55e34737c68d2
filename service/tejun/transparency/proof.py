"""The file that proves offline that an entry is in a log (c2sp.org/tlog-proof@v1): `.tlog-proof`.

It holds the entry's index, the hashes from it to the root, and the checkpoint as the log signed it.

Always holds: a file has one form: what `read_log_proof` took is `proof.data` again. Nothing that stands in it is
believed before `verify_log_proof`, and `extra` not even then: nobody has signed it.

May not know: what an entry commits to, or where the file is kept.
"""

from dataclasses import dataclass, field

from tejun.base64_text import read_base64, write_base64
from tejun.errors import ProofError
from tejun.signing import notes
from tejun.transparency.checkpoint import Log, SignedCheckpoint, read_number, verify_checkpoint
from tejun.transparency.errors import proof_error
from tejun.transparency.tree import HASH_BYTES, hash_leaf, verify_inclusion
from tejun.words import Message, Words

MAX_HASHES = 63
"""No tree whose size fits in 63 bits has a longer path."""

MAX_EXTRA = 65_536
"""The size of what may be added, in bytes."""

MAX_BYTES = notes.MAX_BYTES + 2 * MAX_EXTRA
"""The size of a file: a note, and what stands before it."""

_FIRST_LINE = "c2sp.org/tlog-proof@v1"
_EXTRA, _INDEX = "extra ", "index "


@dataclass(frozen=True)
class LogProof:
    """A proof as it stands in a file. Not verified. `checkpoint` is a signed note, byte for byte."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes = field(repr=False)
    extra: bytes = field(default=b"", repr=False)

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        extra = [f"{_EXTRA}{write_base64(self.extra)}"] if self.extra else []
        lines = [_FIRST_LINE, *extra, f"{_INDEX}{self.index}", *map(write_base64, self.hashes), ""]
        return "".join(f"{line}\n" for line in lines).encode() + self.checkpoint


def read_log_proof(data: bytes) -> LogProof:
    """The proof in the bytes of a file, not verified. Raises ProofError, and NoteError for its checkpoint."""
    if len(data) > MAX_BYTES:
        raise _unreadable(Message("transparency.proof_file.too_long", limit=MAX_BYTES))
    head, blank, checkpoint = data.partition(b"\n\n")
    try:
        first_line, *lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise _unreadable(Message("transparency.proof_file.first_line")) from error
    if first_line != _FIRST_LINE or not blank:
        raise _unreadable(Message("transparency.proof_file.first_line"))
    extra = _read_extra(lines.pop(0)) if lines and lines[0].startswith(_EXTRA) else b""
    index, hashes = _read_path(lines)
    notes.read_note(checkpoint)
    return LogProof(index, hashes, checkpoint, extra)


def _read_extra(line: str) -> bytes:
    extra = read_base64(line.removeprefix(_EXTRA))
    if not extra or len(extra) > MAX_EXTRA:
        raise _unreadable(Message("transparency.proof_file.extra", limit=MAX_EXTRA))
    return extra


def _read_path(lines: list[str]) -> tuple[int, tuple[bytes, ...]]:
    """The index, and the hashes in the lines behind it."""
    line, *rest = lines or [""]
    index = read_number(line.removeprefix(_INDEX)) if line.startswith(_INDEX) else None
    if index is None:
        raise _unreadable(Message("transparency.proof_file.index"))
    hashes = [read_base64(text, size=HASH_BYTES) for text in rest]
    known = tuple(value for value in hashes if value is not None)
    if len(known) != len(rest) or len(rest) > MAX_HASHES:
        raise _unreadable(Message("transparency.proof_file.hashes", limit=MAX_HASHES))
    return index, known


def verify_log_proof(proof: LogProof, entry: bytes, log: Log) -> SignedCheckpoint:
    """The checkpoint by which the entry is in the log.

    Raises NoteError or CheckpointError where the checkpoint is not to be relied on, ProofError where it is, and the
    entry is not proved to be under it.
    """
    signed = verify_checkpoint(proof.checkpoint, log)
    head = signed.checkpoint.head
    verify_inclusion(proof.hashes, hash_leaf(entry), index=proof.index, head=head)
    return signed


def _unreadable(reason: Words) -> ProofError:
    return proof_error(Message("transparency.proof_file.detail", reason=reason))
