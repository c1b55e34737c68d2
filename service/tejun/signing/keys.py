"""Keys: read from PEM (RFC 7468), as files or from the environment; each known by an id that is made from it.

A key says by its kind how it signs: P-256 gives ES256, P-384 ES384, RSA from 2048 bits RS256: what every OPA verifies.
One key, one algorithm: nothing in a signed file can choose another. Several keys may be trusted at once, so that a new
one can come before the old one goes. A line before a key's BEGIN line ends its trust: after `Trusted-until: 2027-03-31`
what it signed by that day still holds, later signatures do not; `Revoked-from: 2027-04-01` says the same by the first
day on which it may have been in other hands. Of both, the earlier counts.

Always holds: an id is the first 16 hexadecimal digits of the SHA-256 of the public key (its SubjectPublicKeyInfo, DER),
so it cannot name another key. The example key, whose private part is public, is trusted only where no key is set.

May not know: what is signed, or where settings come from.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    SECP384R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from tejun.errors import InvalidInputError
from tejun.words import Message, Words
from tejun.words.system import system_reason

MIN_RSA_BITS = 2048

_MAX_BYTES = 1_048_576
"""A file of keys: some five thousand of them."""

_EXAMPLE = b"""-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZOVd/IN8rEwkn3hYH25QSgWtyRLK
4Z4jFBAKcJNGDgjD4D6PVMVo7M91AP8pmmHjCaJG76Zkbke3KWGiGVhfdQ==
-----END PUBLIC KEY-----
"""
"""The public part of fixtures/keys/example.pem."""

_BLOCK = re.compile(rb"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----\s*", re.DOTALL)
_END = re.compile(rb"^[ \t]*((?:trusted|revoked)[\w -]*):(.*)$", re.MULTILINE | re.IGNORECASE)
"""Any line that means to end a key's trust: one that is written wrongly must not leave it as it was."""

_DAYS_BEFORE: Mapping[bytes, int] = {b"trusted-until": 0, b"revoked-from": 1}
"""The last day of trust lies so many days before the one that the line names."""

_LINES = ("Trusted-until: 2027-03-31", "Revoked-from: 2027-04-01")

AnyPublicKey = EllipticCurvePublicKey | RSAPublicKey
AnyPrivateKey = EllipticCurvePrivateKey | RSAPrivateKey


@dataclass(frozen=True)
class PublicKey:
    """A key that verifies signatures. `pem` is its SubjectPublicKeyInfo."""

    id: str
    algorithm: str
    pem: str = field(repr=False)
    key: AnyPublicKey = field(repr=False, compare=False)
    trusted_until: date | None = None

    @property
    def is_example(self) -> bool:
        """Whether it is the example key, with which anybody could have signed."""

        return self.id in example_keys().by_id


@dataclass(frozen=True)
class SigningKey:
    """A key that signs, and the public part that verifies what it signed."""

    public: PublicKey
    key: AnyPrivateKey = field(repr=False, compare=False)


@dataclass(frozen=True)
class TrustedKeys:
    """The keys that are trusted, by their ids."""

    by_id: Mapping[str, PublicKey]

    def __iter__(self) -> Iterator[PublicKey]:
        return iter(self.by_id.values())


def example_keys() -> TrustedKeys:
    """Only the example key: what is trusted where no key is set, to try things out."""
    return _trust([_read_public_key(_EXAMPLE)])


def trusted_keys_or_example(value: str | None) -> TrustedKeys:
    """The keys that a setting names, or the example key where it is not set. Raises InvalidInputError."""
    return example_keys() if value is None else read_trusted_keys(value)


def read_trusted_keys(value: str) -> TrustedKeys:
    """The keys that `value` names: a folder of `*.pem`, a file, or the PEM text itself. Raises InvalidInputError.

    Raises it for the example key too: whoever sets keys wants to know who signed.
    """
    keys = [key for text, where in _read_pem(value) for key in _read_public_keys(text, where)]
    if not keys:
        raise _unusable_key(value, Message("signing.trusted_keys.none"))
    if any(key.is_example for key in keys):
        raise _unusable_key(value, Message("signing.trusted_keys.example"))
    return _trust(keys)


def read_signing_key(value: str) -> SigningKey:
    """The private key that `value` names: a file, or the PEM text itself, not encrypted. Raises InvalidInputError."""
    [(text, where), *more] = _read_pem(value) or [(b"", value)]
    if more:
        raise _unusable_key(value, Message("signing.signing_key.one_file"))
    try:
        key = load_pem_private_key(text, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _unusable_key(where, Message("signing.signing_key.unreadable")) from error
    if not isinstance(key, EllipticCurvePrivateKey | RSAPrivateKey):
        raise _wrong_kind(where)
    return SigningKey(public=_public_key(key.public_key(), where), key=key)


def make_key() -> tuple[str, SigningKey]:
    """A new P-256 key: its private part (PKCS #8, PEM, not encrypted), and the key read back from it."""
    pem = generate_private_key(SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    return pem.decode(), read_signing_key(pem.decode())


def _trust(keys: list[PublicKey]) -> TrustedKeys:
    return TrustedKeys(MappingProxyType({key.id: key for key in keys}))


def _read_pem(value: str) -> list[tuple[bytes, str]]:
    """Each PEM text with the path that it was read from, or `PEM` where the value is the text itself."""
    if "-----BEGIN" in value:
        return [(value.encode(), "PEM")]
    path = Path(value)
    try:
        paths = sorted(path.glob("*.pem")) if path.is_dir() else [path]
        return [(_read_file(path), str(path)) for path in paths]
    except OSError as error:
        raise _unusable_key(
            value, Message("signing.file_unreadable", reason=system_reason(error))
        ) from error


def _read_file(path: Path) -> bytes:
    """The file's bytes: no more of them are read than keys may take, so that one that never ends does no harm."""
    with path.open("rb") as file:
        text = file.read(_MAX_BYTES + 1)
    if len(text) > _MAX_BYTES:
        raise _unusable_key(str(path), Message("signing.file_too_long", limit=_MAX_BYTES))
    return text


def _read_public_keys(text: bytes, where: str) -> Iterator[PublicKey]:
    if b"PRIVATE KEY-----" in text:
        raise _unusable_key(where, Message("signing.trusted_keys.private"))
    end = 0
    for block in _BLOCK.finditer(text):
        yield _read_public_key(block.group(), where, about=text[end : block.start()])
        end = block.end()
    if _END.search(text, end):
        raise _unusable_key(where, Message("signing.end_of_no_key", lines=_LINES))


def _read_public_key(block: bytes, where: str = "PEM", *, about: bytes = b"") -> PublicKey:
    try:
        key = load_pem_public_key(block)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _unusable_key(where, Message("signing.public_key_unreadable")) from error
    if not isinstance(key, EllipticCurvePublicKey | RSAPublicKey):
        raise _wrong_kind(where)
    return _public_key(key, where, until=_read_last_day(about, where))


def _read_last_day(about: bytes, where: str) -> date | None:
    """The last day of trust by the lines before a key; None where none ends it."""
    return min((_last_day(line, where) for line in _END.finditer(about)), default=None)


def _last_day(line: re.Match[bytes], where: str) -> date:
    try:
        before = _DAYS_BEFORE[line.group(1).strip().lower()]
        day = date.fromisoformat(line.group(2).decode("ascii", "replace").strip())
        return day - timedelta(days=before)
    except (KeyError, ValueError, OverflowError) as error:
        raise _unusable_key(where, Message("signing.trusted_until", lines=_LINES)) from error


def _public_key(key: AnyPublicKey, where: str, *, until: date | None = None) -> PublicKey:
    info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    name = hashlib.sha256(info).hexdigest()[:16]
    return PublicKey(name, _algorithm_of(key, where), pem=pem, key=key, trusted_until=until)


def _algorithm_of(key: AnyPublicKey, where: str) -> str:
    match key:
        case EllipticCurvePublicKey(curve=SECP256R1()):
            return "ES256"
        case EllipticCurvePublicKey(curve=SECP384R1()):
            return "ES384"
        case RSAPublicKey(key_size=bits) if bits >= MIN_RSA_BITS:
            return "RS256"
        case _:
            raise _wrong_kind(where)


def _wrong_kind(where: str) -> InvalidInputError:
    return _unusable_key(where, Message("signing.key_kind"))


def _unusable_key(where: str, reason: Words) -> InvalidInputError:
    shown = "PEM" if "-----BEGIN" in where else where
    return InvalidInputError(
        Message("signing.unusable.detail", key=shown, reason=reason),
        Message("signing.unusable.advice"),
    )
