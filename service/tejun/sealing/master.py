"""Master keys: they wrap data keys, and nothing else. Several may be at hand: one that wraps, older ones that unwrap.

A wrapped key is `tjk`, the version (1), the length of the master's id and the id, the data key's id (16 bytes), and
what the master made of the key. Wrapping it anew (`Masters.rewrap`) changes no sealed value.

Always holds: what comes out of a master is the key that went in, whichever master it is: its id shows it. A wrapped key
stands where it was wrapped for: the caller associates bytes with it, the application's id, say.

May not know: what the data keys seal, or how a master keeps its own key.
"""

from dataclasses import dataclass
from typing import Protocol

from tejun.sealing.errors import changed_error, missing_master_error, not_led_error
from tejun.sealing.seal import ID_BYTES, KEY_BYTES, DataKey
from tejun.words import Message
from tejun.words.quoting import quoted

_FORMAT = b"tjk\x01"
_MAX_NAME = 255
"""The length of a master's id: that of an ARN of AWS fits, and so does the name of a key of Cloud KMS."""


class Master(Protocol):
    """What a key management service has to offer, and a local master key offers too.

    `associated` is authenticated, not encrypted, and must be the same at both calls: AWS calls it the encryption
    context, Cloud KMS additional authenticated data. Both may raise MasterUnavailableError: no answer at present.
    """

    @property
    def id(self) -> str:
        """What names the master key for ever: 1 to 255 bytes of UTF-8. A key that is rotated has another id each time,
        unless the service itself unwraps with the older ones.
        """
        ...

    def wrap(self, secret: bytes, associated: bytes, /) -> bytes:
        """The 32 bytes, encrypted."""
        ...

    def unwrap(self, wrapped: bytes, associated: bytes, /) -> bytes:
        """The bytes that `wrap` was given. Raises SealError where `wrapped` or `associated` is not from there."""
        ...


@dataclass(frozen=True)
class Masters:
    """The masters at hand: `current` wraps, it and the older ones unwrap."""

    current: Master
    older: tuple[Master, ...] = ()

    def wrap(self, key: DataKey, *, associated: bytes) -> bytes:
        """The data key, wrapped by the current master. Raises MasterUnavailableError."""
        name = self.current.id.encode()
        if not 0 < len(name) <= _MAX_NAME:
            raise ValueError(self.current.id)
        head = _FORMAT + bytes([len(name)]) + name + bytes.fromhex(key.id)
        return head + self.current.wrap(key.secret, associated)

    def unwrap(self, wrapped: bytes, *, associated: bytes) -> DataKey:
        """The data key. Raises SealError, also where none of the masters has wrapped it."""
        parts = _read(wrapped)
        secret = self._find(parts.master).unwrap(parts.data, associated)
        key = DataKey(secret) if len(secret) == KEY_BYTES else None
        if key is None or key.id != parts.key:
            raise changed_error(Message("sealing.changed"))
        return key

    def rewrap(self, wrapped: bytes, *, associated: bytes) -> bytes:
        """The same data key, wrapped by the current master. Raises SealError.

        What that has wrapped already stays as it is, and is not unwrapped: rewrapping may be broken off and begun anew.
        """
        if master_id_of(wrapped) == self.current.id:
            return wrapped
        return self.wrap(self.unwrap(wrapped, associated=associated), associated=associated)

    def led_by(self, master_id: str) -> "Masters":
        """The same masters, of which this one wraps. Raises MasterMissingError where it is none of them."""
        current = self._at_hand(master_id)
        if current is None:
            raise not_led_error(quoted(master_id), self._names())
        others = (each for each in (self.current, *self.older) if each.id != master_id)
        return Masters(current, tuple(others))

    def _find(self, master_id: str) -> Master:
        master = self._at_hand(master_id)
        if master is not None:
            return master
        words = Message("sealing.unknown_master", needed=quoted(master_id), known=self._names())
        raise missing_master_error(words)

    def _at_hand(self, master_id: str) -> Master | None:
        return next((each for each in (self.current, *self.older) if each.id == master_id), None)

    def _names(self) -> str:
        return ", ".join(quoted(master.id) for master in (self.current, *self.older))


@dataclass(frozen=True)
class _Wrapped:
    """A wrapped key, taken apart: the ids of master and data key, and what the master made."""

    master: str
    key: str
    data: bytes


def master_id_of(wrapped: bytes) -> str:
    """The id of the master that has wrapped a data key. Raises SealError."""
    return _read(wrapped).master


def _read(wrapped: bytes) -> _Wrapped:
    size = wrapped[len(_FORMAT)] if len(wrapped) > len(_FORMAT) else 0
    start = len(_FORMAT) + 1
    name, key = wrapped[start : start + size], wrapped[start + size : start + size + ID_BYTES]
    if not wrapped.startswith(_FORMAT) or not name or len(key) != ID_BYTES:
        raise changed_error(Message("sealing.no_wrapped_key"))
    try:
        return _Wrapped(name.decode(), key.hex(), wrapped[start + size + ID_BYTES :])
    except UnicodeDecodeError as error:
        raise changed_error(Message("sealing.no_wrapped_key")) from error
