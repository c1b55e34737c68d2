"""Master keys as a text in a file or in the environment: our own, of 32 random bytes, or those of a service.

Our own is `tejun-master-key-1:` and the bytes in base64; one that a key management service keeps is the service's name
and the service's own name for the key, `<service>:<key>`. One key to a line: the first wraps, those behind it unwrap
what they wrapped. A file must be its owner's alone (mode 0600, or less).

Always holds: no error and no representation shows a key. Keys are held to their form before anything is sealed.

May not know: which setting has the text, or what is wrapped.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tejun.base64_text import read_base64, write_base64
from tejun.own_files import read_own_file
from tejun.sealing.errors import changed_error, unusable_error
from tejun.sealing.master import Master, Masters
from tejun.sealing.seal import KEY_BYTES, NONCE_BYTES, RandomBytes, derive_id, draw, require_key
from tejun.words import Message
from tejun.words.system import system_reason

_BEGINS = "tejun-master-key-"
_FORM = f"{_BEGINS}1:"
_MAX_BYTES = 65_536
"""A file of keys: a thousand of them."""

_SERVICE = re.compile(r"([a-z][a-z0-9-]+):")
"""Two characters at least: one before a colon may be a drive."""

_PURPOSE = b"tejun/master-key/1"


@dataclass(frozen=True)
class LocalMaster:
    """A master key that this process holds: wraps with AES-256-GCM."""

    secret: bytes = field(repr=False)
    random: RandomBytes = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        require_key(self.secret)

    @property
    def id(self) -> str:
        """`local:` and 32 hexadecimal digits, made from the key."""
        return f"local:{derive_id(self.secret, _PURPOSE).hex()}"

    def wrap(self, secret: bytes, associated: bytes, /) -> bytes:
        """As `Master` has it: a nonce (12 bytes), then the ciphertext with its tag."""
        nonce = draw(self.random, NONCE_BYTES)
        return nonce + AESGCM(self.secret).encrypt(nonce, secret, _PURPOSE + b"\n" + associated)

    def unwrap(self, wrapped: bytes, associated: bytes, /) -> bytes:
        """As `Master` has it. Raises SealError."""
        nonce, ciphertext = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return AESGCM(self.secret).decrypt(nonce, ciphertext, _PURPOSE + b"\n" + associated)
        except (InvalidTag, ValueError) as error:  # ValueError: a nonce that was cut off
            raise changed_error(Message("sealing.changed")) from error


def make_master_key(random: RandomBytes) -> str:
    """The text of a new master key."""
    return f"{_FORM}{write_base64(draw(random, KEY_BYTES))}"


OpenMaster = Callable[[str], Master]
"""Opens the key that a service knows under this name. Raises MasterUnavailableError or InvalidInputError."""

FindService = Callable[[str], OpenMaster | None]
"""The key management service of this name; None where there is none."""


def read_masters(
    value: str, random: RandomBytes, find_service: FindService = lambda _: None
) -> Masters:
    """The masters that `value` names: a file, or the text itself. Raises InvalidInputError, or as a service."""
    is_text = _is_text(value, find_service)
    where = "text" if is_text else value
    text = value if is_text else _read_file(Path(value))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise unusable_error(where, Message("sealing.master_key.none"))
    current, *older = (_open_master(line, where, random, find_service) for line in lines)
    return Masters(current, tuple(older))


def names_a_file(value: str, find_service: FindService = lambda _: None) -> bool:
    """Whether the value is the name of a file, and not the text itself."""
    return not _is_text(value, find_service)


def _is_text(value: str, find_service: FindService) -> bool:
    return value.startswith(_BEGINS) or _service_of(value, find_service) is not None


def _service_of(line: str, find_service: FindService) -> OpenMaster | None:
    name = _SERVICE.match(line)
    return None if name is None or line.startswith(_BEGINS) else find_service(name[1])


def _open_master(line: str, where: str, random: RandomBytes, find_service: FindService) -> Master:
    opens = _service_of(line, find_service)
    if opens is None:
        return LocalMaster(_read_key(line, where), random)
    return opens(line.partition(":")[2])


def _read_key(line: str, where: str) -> bytes:
    secret = read_base64(line.removeprefix(_FORM), size=KEY_BYTES)
    if not line.startswith(_FORM) or secret is None:
        raise unusable_error(where, Message("sealing.master_key.form", form=_FORM))
    return secret


def _read_file(path: Path) -> str:
    """The text of the file, if nobody but its owner may read it."""
    where = str(path)
    try:
        data, mode = read_own_file(path, _MAX_BYTES)
    except OSError as error:
        raise unusable_error(
            where, Message("sealing.master_key.unreadable", reason=system_reason(error))
        ) from error
    if mode is not None:
        raise unusable_error(
            where,
            Message("sealing.master_key.mode", mode=mode),
            Message("sealing.master_key.mode.advice", path=where),
        )
    if len(data) > _MAX_BYTES:
        raise unusable_error(where, Message("sealing.master_key.too_long", limit=_MAX_BYTES))
    return data.decode("ascii", "replace")
