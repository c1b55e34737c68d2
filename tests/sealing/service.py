"""A key management service as a test has it: holds its keys itself, may rotate them, and may be out of reach.

The conformance of a master is in `test_master.py`: whoever writes one for a real service adds it there.
"""

import hashlib
import hmac

from tejun.errors import MasterUnavailableError, SealError
from tejun.words import Bilingual

_WORDS = Bilingual(ja="鍵", en="key")


class KeyService:
    """Encrypts with a key of its own by a stream of digests, and authenticates it with what is associated."""

    def __init__(self, name: str, *, secret: bytes = b"service") -> None:
        self.id = name
        self.is_reachable = True
        self.calls = 0
        self._secret = secret

    def wrap(self, secret: bytes, associated: bytes, /) -> bytes:
        self._call()
        encrypted = bytes(a ^ b for a, b in zip(secret, self._stream(), strict=True))
        return self._tag(encrypted, associated) + encrypted

    def unwrap(self, wrapped: bytes, associated: bytes, /) -> bytes:
        self._call()
        tag, encrypted = wrapped[:32], wrapped[32:]
        if tag != self._tag(encrypted, associated):
            raise SealError(_WORDS, _WORDS)
        return bytes(a ^ b for a, b in zip(encrypted, self._stream(), strict=True))

    def _call(self) -> None:
        if not self.is_reachable:
            raise MasterUnavailableError(_WORDS, _WORDS)
        self.calls += 1

    def _stream(self) -> bytes:
        return hashlib.sha256(self._secret + self.id.encode()).digest()

    def _tag(self, encrypted: bytes, associated: bytes) -> bytes:
        return hmac.digest(self._secret, encrypted + associated, "sha256")
