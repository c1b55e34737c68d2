"""CBOR and COSE as others read them: what is written here is held to libraries that are not ours."""

from typing import Any

import cbor2
import pytest
from cwt import COSE, COSEKey
from cwt.exceptions import VerifyError
from hypothesis import given
from hypothesis import strategies as st
from tejun.signing.cose import encode, sign_detached
from tejun.signing.notes import KeyKind, make_note_signer

SIGNER = make_note_signer("tejun.example/log", KeyKind.ED25519, bytes(range(32)))
KEY = COSEKey.new({1: 1, 3: -8, -1: 6, 2: bytes.fromhex(SIGNER.key.id), -2: SIGNER.key.public})

NUMBERS = st.integers(-(2**64), 2**64 - 1)
VALUES = st.recursive(
    st.none() | NUMBERS | st.binary() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(NUMBERS, inner),
    max_leaves=20,
)


@given(VALUES)
def test_a_value_is_written_as_rfc_8949_wants_it(value: Any) -> None:
    written = encode(value)
    assert cbor2.loads(written) == value
    assert len(written) == len(cbor2.dumps(value, canonical=True))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (1000, "1903e8"),
        (1000000, "1a000f4240"),
        (18446744073709551615, "1bffffffffffffffff"),
        (-1, "20"),
        (-1000, "3903e7"),
        (b"\x01\x02", "420102"),
        ("IETF", "6449455446"),
        (None, "f6"),
        ([1, [2, 3]], "82018202 03".replace(" ", "")),
        ({3: 4, 1: 2}, "a201020304"),
    ],
)
def test_the_examples_of_rfc_8949(value: Any, expected: str) -> None:
    assert encode(value).hex() == expected


def test_a_message_is_verified_by_another_library_and_by_no_other_payload() -> None:
    message = sign_detached(b"root", SIGNER, protected={395: 1}, unprotected={396: {}})
    protected, unprotected, payload = COSE.new().decode_with_headers(
        message, KEY, detached_payload=b"root"
    )
    assert payload == b"root"
    assert protected == {1: -8, 4: bytes.fromhex(SIGNER.key.id), 395: 1}
    assert unprotected == {396: {}}
    with pytest.raises(VerifyError):
        COSE.new().decode(message, KEY, detached_payload=b"other")
