"""COSE_Sign1 with a detached payload, signed by an Ed25519 key (RFC 9052, section 4.2; EdDSA, RFC 9053, section 2.2),
and the little CBOR that it is written in (RFC 8949).

Always holds: the encoding is deterministic (RFC 8949, section 4.2.1): the same values give the same bytes.

May not know: what is signed, or what the headers mean. Nothing is read here.
"""

from collections.abc import Mapping, Sequence

from tejun.signing.notes import NoteSigner

ALGORITHM, KEY_ID = 1, 4
"""Labels of headers: `alg`, `kid`."""

_EDDSA = -8
_SIGN1_TAG = 18

Cbor = int | bytes | str | None | Sequence["Cbor"] | Mapping[int, "Cbor"]
"""What may be written: whole numbers, bytes, text, null, arrays, maps with numbers for keys."""


def sign_detached(
    payload: bytes,
    signer: NoteSigner,
    *,
    protected: Mapping[int, Cbor],
    unprotected: Mapping[int, Cbor],
) -> bytes:
    """The message over the payload, tagged, without it; `alg` and `kid`, the note key's id, are protected too."""
    headers = {ALGORITHM: _EDDSA, KEY_ID: bytes.fromhex(signer.key.id), **protected}
    encoded = encode(headers)
    signed = encode(["Signature1", encoded, b"", payload])
    message = [encoded, dict(unprotected), None, signer.private.sign(signed)]
    return _head(6, _SIGN1_TAG) + encode(message)


def encode(value: Cbor) -> bytes:
    """The bytes of a value."""
    if value is None:
        return b"\xf6"
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, bytes):
        return _head(2, len(value)) + value
    if isinstance(value, str):
        return _head(3, len(value.encode())) + value.encode()
    if isinstance(value, Mapping):
        pairs = sorted((encode(key), encode(item)) for key, item in value.items())
        return _head(5, len(pairs)) + b"".join(key + item for key, item in pairs)
    return _head(4, len(value)) + b"".join(map(encode, value))


def _head(major: int, argument: int) -> bytes:
    """The initial byte and what belongs to it: the argument in as few bytes as it needs."""
    if argument < 24:
        return bytes([major << 5 | argument])
    size = next(size for size in (1, 2, 4, 8) if argument < 1 << 8 * size)
    return bytes([major << 5 | 23 + size.bit_length()]) + argument.to_bytes(size, "big")
