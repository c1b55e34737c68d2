"""Signed notes: text that keys have signed, as C2SP has them (c2sp.org/signed-note@v1.0.0).

A note is a text, an empty line, and a line for each signature. A key is known by its name and an id that is made from
name, kind and public key; there are two kinds: Ed25519 over the text (0x01), and the cosignature of a witness over the
text and the time (0x04, c2sp.org/tlog-cosignature, cosignature/v1).

Always holds: a signature is looked at only with the key of its name and id, and with that key's own kind. Those of
other keys are ignored; of known ones all must hold, and at least one must be there. What is read is bounded, and has
one form: what `read_note` took is `note.data` again.

May not know: what the text says, or which keys are trusted.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tejun.base64_text import read_base64, write_base64
from tejun.errors import InvalidInputError, NoteError
from tejun.words import Message, Words
from tejun.words.quoting import quoted

MAX_BYTES = 1_048_576
"""The size of a note: a hundred signatures of the longest kind that there is take half of it."""

MAX_SIGNATURES = 100
"""How many signatures a note may have; C2SP asks for 16 at least."""

MAX_TIME = 2**63 - 1
"""The last moment of a cosignature, in seconds of POSIX."""

_NAME = re.compile("[^\\s+\x00-\x1f\ud800-\udfff]+")
"""A key's name: no blanks of Unicode, no pluses; and what no note may have."""

_TEXT = re.compile("[^\x00-\x09\x0b-\x1f\ud800-\udfff]*")
"""No control characters but the newline; and a lone surrogate has no form in UTF-8."""

_LINE = "\N{EM DASH} "
_PRIVATE = "PRIVATE+KEY+"
_KEY_BYTES = 32
_ID_BYTES = 4
_TIME_BYTES = 8


class KeyKind(IntEnum):
    """How a key signs: the signature type of C2SP."""

    ED25519 = 0x01
    COSIGNATURE = 0x04


@dataclass(frozen=True)
class NoteKey:
    """A key that verifies signatures on notes. `public` is its 32 bytes (RFC 8032)."""

    name: str
    kind: KeyKind
    public: bytes

    @property
    def id(self) -> str:
        """Its id: eight hexadecimal digits."""
        named = f"{self.name}\n".encode() + bytes([self.kind]) + self.public
        return hashlib.sha256(named).hexdigest()[: 2 * _ID_BYTES]

    @property
    def text(self) -> str:
        """The verifier key (vkey): name, id, and kind and public key in base64."""
        return f"{self.name}+{self.id}+{write_base64(bytes([self.kind]) + self.public)}"


@dataclass(frozen=True)
class NoteSigner:
    """A key that signs notes, and the part of it that verifies them."""

    key: NoteKey
    private: Ed25519PrivateKey = field(repr=False, compare=False)

    @property
    def text(self) -> str:
        """The signer key as Go's `sumdb/note` writes it: a secret."""
        data = bytes([self.key.kind]) + self.private.private_bytes_raw()
        return f"{_PRIVATE}{self.key.name}+{self.key.id}+{write_base64(data)}"


@dataclass(frozen=True)
class Signature:
    """A signature as it stands in a note: the key's name and id, and the bytes behind them. Not verified."""

    name: str
    id: str
    value: bytes

    @property
    def line(self) -> str:
        """Its line, without the end."""
        return f"{_LINE}{self.name} {write_base64(bytes.fromhex(self.id) + self.value)}"


@dataclass(frozen=True)
class Note:
    """A text, which ends in a newline, and its signatures in their order. Not verified."""

    text: str
    signatures: tuple[Signature, ...]

    @property
    def data(self) -> bytes:
        """The note as it travels: UTF-8."""
        return "".join([self.text, "\n", *(f"{each.line}\n" for each in self.signatures)]).encode()

    def with_signature(self, signature: Signature) -> "Note":
        """The note with this signature behind the others, instead of any by the same key."""
        key = (signature.name, signature.id)
        others = tuple(each for each in self.signatures if (each.name, each.id) != key)
        return Note(self.text, (*others, signature))


@dataclass(frozen=True)
class Verified:
    """A key whose signature holds; `at` is the time of a cosignature, in seconds of POSIX."""

    key: NoteKey
    at: int | None = None


# --- keys ----------------------------------------------------------------------------------------


def read_note_key(text: str) -> NoteKey:
    """The verifier key in `text`, as C2SP writes them. Raises InvalidInputError."""
    name, key_id, kind, public = _read_key(text)
    return _require_id(NoteKey(name, kind, public), key_id)


def read_note_signer(text: str) -> NoteSigner:
    """The signer key in `text`: `PRIVATE+KEY+` and a key whose last part is private. Raises InvalidInputError."""
    if not text.startswith(_PRIVATE):
        raise _unusable_key(Message("signing.note_key.form"))
    name, key_id, kind, seed = _read_key(text.removeprefix(_PRIVATE))
    signer = make_note_signer(name, kind, seed)
    _require_id(signer.key, key_id)
    return signer


def make_note_signer(name: str, kind: KeyKind, seed: bytes) -> NoteSigner:
    """The signer with a private key of 32 random bytes. Raises InvalidInputError for a name that no key may have."""
    if not _NAME.fullmatch(name):
        raise _unusable_key(Message("signing.note_key.name"))
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return NoteSigner(NoteKey(name, kind, private.public_key().public_bytes_raw()), private)


def _read_key(text: str) -> tuple[str, str, KeyKind, bytes]:
    """Name, id, kind and the 32 bytes of a key."""
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    data = read_base64(encoded, size=1 + _KEY_BYTES)
    if data is None or not _NAME.fullmatch(name):
        raise _unusable_key(Message("signing.note_key.form"))
    if data[0] not in set(KeyKind):
        raise _unusable_key(Message("signing.note_key.kind"))
    return name, key_id, KeyKind(data[0]), data[1:]


def _require_id(key: NoteKey, key_id: str) -> NoteKey:
    if key.id != key_id:
        raise _unusable_key(Message("signing.note_key.id"))
    return key


def _unusable_key(reason: Words) -> InvalidInputError:
    """The key is not shown: it may be a private one."""
    return InvalidInputError(
        Message("signing.note_key.detail", reason=reason), Message("signing.note_key.advice")
    )


# --- reading -------------------------------------------------------------------------------------


def read_note(data: bytes) -> Note:
    """The note in the bytes, not verified. Raises NoteError."""
    if len(data) > MAX_BYTES:
        raise _unreadable(Message("signing.note.too_long", limit=MAX_BYTES))
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable(Message("signing.note.not_utf8")) from error
    before, blank, lines = whole.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise _unreadable(Message("signing.note.no_signature"))
    if lines.count("\n") > MAX_SIGNATURES:
        raise _unreadable(Message("signing.note.too_many", limit=MAX_SIGNATURES))
    signatures = tuple(map(_read_signature, lines.removesuffix("\n").split("\n")))
    return make_note(f"{before}\n", signatures)


def make_note(text: str, signatures: Iterable[Signature]) -> Note:
    """The note of a text and its signatures. Raises NoteError for a text that none may have."""
    if not text.endswith("\n") or not _TEXT.fullmatch(text):
        raise _unreadable(Message("signing.note.text"))
    return Note(text, tuple(signatures))


def _read_signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_LINE).partition(" ")
    value = read_base64(encoded)
    is_line = line.startswith(_LINE) and _NAME.fullmatch(name)
    if not is_line or value is None or len(value) <= _ID_BYTES:
        raise _unreadable(Message("signing.note.line", line=quoted(line)))
    return Signature(name, value[:_ID_BYTES].hex(), value[_ID_BYTES:])


def _unreadable(reason: Words) -> NoteError:
    return NoteError(
        Message("signing.note.detail", reason=reason), Message("signing.note.detail.advice")
    )


# --- signing -------------------------------------------------------------------------------------


def sign_note(text: str, signer: NoteSigner) -> Signature:
    """The signature over the text by a key of the kind ED25519. Raises NoteError for a text that no note may have."""
    if signer.key.kind is not KeyKind.ED25519:
        raise ValueError(signer.key.kind)
    return _signature(signer.key, signer.private.sign(make_note(text, ()).text.encode()))


def cosign_note(text: str, signer: NoteSigner, *, at: int) -> Signature:
    """The cosignature over a checkpoint's text by a key of the kind COSIGNATURE; `at` is in seconds of POSIX.

    Raises NoteError for a text that no note may have.
    """
    if signer.key.kind is not KeyKind.COSIGNATURE or not 0 <= at <= MAX_TIME:
        raise ValueError(signer.key.kind, at)
    signed = signer.private.sign(_cosigned(make_note(text, ()).text, at))
    return _signature(signer.key, at.to_bytes(_TIME_BYTES, "big") + signed)


def _signature(key: NoteKey, value: bytes) -> Signature:
    return Signature(key.name, key.id, value)


def _cosigned(text: str, at: int) -> bytes:
    """What a witness signs (c2sp.org/tlog-cosignature, Ed25519 signed message)."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


# --- verifying -----------------------------------------------------------------------------------


def verify_note(note: Note, keys: Iterable[NoteKey]) -> tuple[Verified, ...]:
    """Which of the keys have signed the note, in the order of their signatures, each once.

    Raises NoteError where none has, and where a signature in the name of one of them does not hold.
    """
    known = _by_name_and_id(keys)
    verified: dict[NoteKey, Verified] = {}
    for key, signature in _signatures_of(note, known):
        at = _verify(note.text, key, signature)
        verified.setdefault(key, Verified(key, at))
    if not verified:
        names = [quoted(signature.name) for signature in note.signatures[:_MOST_NAMES]]
        raise _untrusted(Message("signing.note.not_signed", names=names))
    return tuple(verified.values())


_MOST_NAMES = 8
"""A longer list of who has signed helps nobody."""


def _by_name_and_id(keys: Iterable[NoteKey]) -> dict[tuple[str, str], NoteKey]:
    known: dict[tuple[str, str], NoteKey] = {}
    for key in keys:
        if known.setdefault((key.name, key.id), key) != key:
            raise _untrusted(Message("signing.note.ambiguous", name=quoted(key.name), id=key.id))
    return known


def _signatures_of(
    note: Note, known: dict[tuple[str, str], NoteKey]
) -> Iterator[tuple[NoteKey, Signature]]:
    for signature in note.signatures:
        key = known.get((signature.name, signature.id))
        if key is not None:
            yield key, signature


def _verify(text: str, key: NoteKey, signature: Signature) -> int | None:
    """The time of the signature, where it has one."""
    is_cosignature = key.kind is KeyKind.COSIGNATURE
    size = _TIME_BYTES if is_cosignature else 0
    at = int.from_bytes(signature.value[:size], "big")
    signed = _cosigned(text, at) if is_cosignature else text.encode()
    if at > MAX_TIME or not _is_signed(signed, signature.value[size:], key):
        raise _untrusted(
            Message("signing.note.not_its_signature", name=quoted(key.name), id=key.id)
        )
    return at if is_cosignature else None


def _is_signed(signed: bytes, signature: bytes, key: NoteKey) -> bool:
    """Whether it is the key's Ed25519 signature (RFC 8032) over the bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, signed)
    except InvalidSignature:
        return False
    return True


def _untrusted(detail: Words) -> NoteError:
    return NoteError(detail, Message("signing.note.untrusted.advice"))
