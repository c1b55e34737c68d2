"""JSON Web Signatures (RFC 7515), compact and detached (RFC 7797), with the one algorithm that a key has.

Always holds: the same bytes signed with the same key give the same signature (deterministic ECDSA, RFC 6979), so that
what is built twice is the same to the last byte, signature included. A signature is verified with a trusted key, and
only with that key's own algorithm, whatever the header says.

May not know: what the payload says.
"""

from datetime import date
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm
from jwt.utils import der_to_raw_signature

from tejun.errors import SignatureError
from tejun.signing.keys import PublicKey, SigningKey, TrustedKeys
from tejun.words import Message, Words


class _DeterministicECDSA(ECAlgorithm):
    """ECDSA whose nonce follows from key and message: RFC 6979."""

    def sign(self, msg: bytes, key: Any) -> bytes:
        der = key.sign(msg, ec.ECDSA(self.hash_alg(), deterministic_signing=True))
        return der_to_raw_signature(der, key.curve)


def _make_jws() -> jwt.PyJWS:
    jws = jwt.PyJWS(algorithms=["RS256"])
    jws.register_algorithm("ES256", _DeterministicECDSA(ECAlgorithm.SHA256, ec.SECP256R1))
    jws.register_algorithm("ES384", _DeterministicECDSA(ECAlgorithm.SHA384, ec.SECP384R1))
    return jws


_JWS = _make_jws()


def sign(payload: bytes, key: SigningKey) -> str:
    """The compact JWS of the payload, as OPA reads it: `alg`, `kid` and `typ` in its header."""
    public = key.public
    return _JWS.encode(payload, key.key, algorithm=public.algorithm, headers={"kid": public.id})


def sign_detached(payload: bytes, key: SigningKey) -> str:
    """The JWS of the payload, without the payload in it: RFC 7797."""

    public = key.public
    return _JWS.encode(
        payload,
        key.key,
        algorithm=public.algorithm,
        headers={"kid": public.id, "typ": None},
        is_payload_detached=True,
    )


def verify(token: str, trusted: TrustedKeys, *, on: date | None = None) -> tuple[bytes, PublicKey]:
    """The payload, and the key that signed it. `on` is the day it was signed, where that is known.

    Raises SignatureError.
    """
    return _verify(token, trusted, on, detached=None)


def verify_detached(
    token: str, payload: bytes, trusted: TrustedKeys, *, on: date | None = None
) -> PublicKey:
    """The key that signed the payload. Raises SignatureError."""
    return _verify(token, trusted, on, detached=payload)[1]


def _verify(
    token: str, trusted: TrustedKeys, on: date | None, *, detached: bytes | None
) -> tuple[bytes, PublicKey]:
    key = _trusted_key(token, trusted, on)
    try:
        decoded = _JWS.decode_complete(
            token, key.key, algorithms=[key.algorithm], detached_payload=detached
        )
    except jwt.PyJWTError as error:
        detail = Message("signing.not_its_signature", id=key.id)
        raise _signature_error(detail) from error
    return decoded["payload"], key


def _trusted_key(token: str, trusted: TrustedKeys, on: date | None) -> PublicKey:
    """The trusted key that the token's header names, trusted on that day."""
    try:
        header = _JWS.get_unverified_header(token)
    except jwt.PyJWTError as error:
        raise _signature_error(Message("signing.signature_unreadable", error=error)) from error
    key = trusted.by_id.get(str(header.get("kid", "")))
    if key is None:
        raise _unknown_key(str(header.get("kid", "—"))[:64], trusted)
    last_day = key.trusted_until
    if last_day is not None and on is not None and on > last_day:
        raise _signature_error(
            Message("signing.no_longer_trusted", id=key.id, until=last_day, on=on)
        )
    return key


def _unknown_key(name: str, trusted: TrustedKeys) -> SignatureError:
    known = ", ".join(sorted(trusted.by_id)) or "—"
    return _signature_error(Message("signing.unknown_key", id=name, known=known))


def _signature_error(detail: Words) -> SignatureError:
    return SignatureError(
        detail,
        Message("signing.refused.advice"),
    )
