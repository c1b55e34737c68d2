"""Signatures: which keys are trusted, how bytes are signed and how a signature is verified (JWS, RFC 7515).

`notes` has those of a transparency log and its witnesses, whose keys are others (C2SP signed notes); it is imported by
its own name.

May not know: what is signed.
"""

from tejun.signing.jws import sign, sign_detached, verify, verify_detached
from tejun.signing.keys import (
    PublicKey,
    SigningKey,
    TrustedKeys,
    example_keys,
    make_key,
    read_signing_key,
    read_trusted_keys,
    trusted_keys_or_example,
)

__all__ = [
    "PublicKey",
    "SigningKey",
    "TrustedKeys",
    "example_keys",
    "make_key",
    "read_signing_key",
    "read_trusted_keys",
    "sign",
    "sign_detached",
    "trusted_keys_or_example",
    "verify",
    "verify_detached",
]
