"""Signatures: who is trusted, how bytes are signed and how a signature is held to them (JWS, RFC 7515).

May not know: what is signed.
"""

from tejun.signing.jws import sign, sign_detached, verify, verify_detached
from tejun.signing.keys import (
    PublicKey,
    SigningKey,
    TrustedKeys,
    example_keys,
    read_signing_key,
    read_trusted_keys,
    trusted_by,
)

__all__ = [
    "PublicKey",
    "SigningKey",
    "TrustedKeys",
    "example_keys",
    "read_signing_key",
    "read_trusted_keys",
    "sign",
    "sign_detached",
    "trusted_by",
    "verify",
    "verify_detached",
]
