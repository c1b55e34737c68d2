"""Sealed values: AES-256-GCM (NIST SP 800-38D) under a data key, bound to where they stand.

A sealed value is `tjs`, the version (1), the key's id (16 bytes), a nonce (12 bytes), and the ciphertext with its tag
(16 bytes). Version and id are authenticated with it, and so is what the caller associates: the id of the record, say.

Always holds: an id is made from its key (HMAC-SHA-256), so a value opens with the one key that its id names. A key may
seal 2**32 values: nonces are random.

May not know: what is sealed, or who may open it.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tejun.errors import SealError
from tejun.sealing.errors import another_key_error, changed_error
from tejun.words import Message

RandomBytes = Callable[[int], bytes]
"""So many random bytes, fit for keys: `os.urandom`, or a test's own."""

KEY_BYTES = 32
ID_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16

_FORMAT = b"tjs\x01"
_HEAD_BYTES = len(_FORMAT) + ID_BYTES


@dataclass(frozen=True)
class DataKey:
    """A key that seals values: 32 bytes. It is never stored but wrapped."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        require_key(self.secret)

    @cached_property
    def id(self) -> str:
        """Its id, 32 hexadecimal digits: says nothing about the key."""
        return derive_id(self.secret, b"tejun/data-key/1").hex()


def make_data_key(random: RandomBytes) -> DataKey:
    """A new data key."""
    return DataKey(draw(random, KEY_BYTES))


def seal(value: bytes, key: DataKey, *, associated: bytes, random: RandomBytes) -> bytes:
    """The value, sealed: whoever opens it must name the same associated bytes, which are not in it."""
    head = _FORMAT + bytes.fromhex(key.id)
    nonce = draw(random, NONCE_BYTES)
    return head + nonce + AESGCM(key.secret).encrypt(nonce, value, head + associated)


def open_sealed(sealed: bytes, key: DataKey, *, associated: bytes) -> bytes:
    """The value. Raises SealError where key or associated bytes are others, or anything was changed."""
    needed = key_id_of(sealed)
    if needed != key.id:
        raise another_key_error(Message("sealing.another_key", needed=needed, key=key.id))
    head, rest = sealed[:_HEAD_BYTES], sealed[_HEAD_BYTES:]
    nonce, ciphertext = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    try:
        return AESGCM(key.secret).decrypt(nonce, ciphertext, head + associated)
    except InvalidTag as error:
        raise changed_error(Message("sealing.changed")) from error


def key_id_of(sealed: bytes) -> str:
    """The id of the data key that a sealed value needs. Raises SealError."""
    if not sealed.startswith(_FORMAT) or len(sealed) < _HEAD_BYTES + NONCE_BYTES + TAG_BYTES:
        raise _not_sealed()
    return sealed[len(_FORMAT) : _HEAD_BYTES].hex()


def derive_id(secret: bytes, purpose: bytes) -> bytes:
    """The id of a key, in 16 bytes: only who has the key can make it."""
    return hmac.digest(secret, purpose, hashlib.sha256)[:ID_BYTES]


def require_key(secret: bytes) -> None:
    """Shorter keys would be taken without a word: they are those of AES-128 and AES-192."""
    if len(secret) != KEY_BYTES:
        raise ValueError(len(secret))


def draw(random: RandomBytes, size: int) -> bytes:
    """So many random bytes, not fewer: a short nonce or key is taken without a word."""
    drawn = random(size)
    if len(drawn) != size:
        raise ValueError(len(drawn))
    return drawn


def _not_sealed() -> SealError:
    return changed_error(Message("sealing.no_sealed_value"))
