"""The key with which the record's own log signs: a signer key of C2SP, as a file of its owner's or as its text.

The text is one line, as Go's `sumdb/note` writes it (`PRIVATE+KEY+…`); the key's name in it is the log's origin. A file
must be its owner's alone (mode 0600, or less).

Always holds: no file is written over, and of several processes that would make one all go on with the same key. No
error shows a private key.

May not know: which setting names the key, or what is signed with it.
"""

from pathlib import Path

from tejun.errors import InvalidInputError
from tejun.own_files import read_own_file, write_new_file
from tejun.signing.notes import KeyKind, NoteSigner, make_note_signer, read_note_signer
from tejun.words import Message, Words
from tejun.words.system import system_reason

SEED_BYTES = 32
"""How many random bytes a new key is made of."""

_BEGINS = "PRIVATE+KEY+"
_MAX_BYTES = 4096
_UNNAMED = "tejun.invalid"
"""A log that nobody gave a name: RFC 2606 keeps the domain from ever being anybody's."""


def read_log_signer(value: str) -> NoteSigner:
    """The key that `value` names: a file, or the text itself. Raises InvalidInputError."""
    text = value if value.startswith(_BEGINS) else _read_own(Path(value))
    signer = read_note_signer(text.strip())
    if signer.key.kind is not KeyKind.ED25519:
        raise _unusable("" if value.startswith(_BEGINS) else value, Message("signing.log_key.kind"))
    return signer


def make_log_signer(path: Path, origin: str | None, *, seed: bytes) -> NoteSigner:
    """A new key in a new file, or the key of the file that somebody else has made there meanwhile.

    `origin`: its name; None: one that is made from the key. Raises InvalidInputError.
    """
    name = origin or _unnamed(seed)
    signer = make_note_signer(name, KeyKind.ED25519, seed)
    try:
        write_new_file(path, f"{signer.text}\n".encode())
    except FileExistsError:
        return read_log_signer(str(path))
    except OSError as error:
        reason = system_reason(error)
        raise _unusable(str(path), Message("signing.log_key.not_made", reason=reason)) from error
    return signer


def _unnamed(seed: bytes) -> str:
    return f"{_UNNAMED}/{make_note_signer(_UNNAMED, KeyKind.ED25519, seed).key.id}"


def _read_own(path: Path) -> str:
    try:
        data, mode = read_own_file(path, _MAX_BYTES)
    except OSError as error:
        reason = system_reason(error)
        raise _unusable(str(path), Message("signing.log_key.unreadable", reason=reason)) from error
    if mode is not None:
        raise _unusable(str(path), Message("signing.log_key.mode", mode=mode))
    if len(data) > _MAX_BYTES:
        raise _unusable(str(path), Message("signing.file_too_long", limit=_MAX_BYTES))
    return data.decode("utf-8", "replace")


def _unusable(where: str, reason: Words) -> InvalidInputError:
    return InvalidInputError(
        Message("signing.log_key.detail", key=where or "TEJUN_LOG_KEY", reason=reason),
        Message("signing.log_key.advice"),
    )
