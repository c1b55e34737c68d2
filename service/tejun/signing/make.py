"""A new pair of keys: P-256, as PEM (RFC 7468).

May not know: where keys are kept.
"""

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tejun.signing.keys import SigningKey, read_signing_key


def make_key() -> tuple[str, SigningKey]:
    """The private part (PKCS #8, PEM, not encrypted), and the key read back from it."""
    pem = generate_private_key(SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    return pem.decode(), read_signing_key(pem.decode())
