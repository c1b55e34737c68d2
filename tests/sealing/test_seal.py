"""Sealed values: they open with their key, where they belong, unchanged; and never otherwise."""

import random
from itertools import count

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st
from tejun.errors import SealError
from tejun.sealing import DataKey, key_id_of, make_data_key, open_sealed, seal

KEY, OTHER = DataKey(bytes(range(32))), DataKey(bytes(32))
HERE, ELSEWHERE = b"record-1", b"record-2"
VALUE = b"the career of a person"


def zeros(size: int) -> bytes:
    return bytes(size)


def drawn(seed: int = 0) -> "random.Random":
    return random.Random(seed)  # noqa: S311 - to be the same each time


SEALED = seal(VALUE, KEY, associated=HERE, random=zeros)

values = st.binary(max_size=200)


@given(values, values, st.binary(min_size=32, max_size=32), st.integers())
def test_what_is_sealed_opens_with_its_key_where_it_belongs(
    value: bytes, associated: bytes, secret: bytes, seed: int
) -> None:
    key = DataKey(secret)
    sealed = seal(value, key, associated=associated, random=drawn(seed).randbytes)
    assert open_sealed(sealed, key, associated=associated) == value
    assert key_id_of(sealed) == key.id
    assert len(sealed) == 4 + 16 + 12 + len(value) + 16


def test_the_form_of_a_sealed_value_is_this() -> None:
    head, nonce, rest = SEALED[:20], SEALED[20:32], SEALED[32:]
    assert head == b"tjs\x01" + bytes.fromhex(KEY.id)
    assert nonce == bytes(12)
    assert AESGCM(KEY.secret).decrypt(nonce, rest, head + HERE) == VALUE


def test_a_value_sealed_today_opens_in_years() -> None:
    """Bytes that this version wrote: a later one must open them."""
    sealed = bytes.fromhex(
        "746a7301 3acfd1f4cc5b9dc8b19ae451ab3dd105 000000000000000000000000"
        "7ad4d0fed64df1d86dda895a7e0cf0b9a226242047ef d714d84713618a9696c39118c512312b"
    )
    assert open_sealed(sealed, KEY, associated=HERE) == VALUE
    assert sealed == SEALED


def test_the_same_value_is_sealed_otherwise_each_time() -> None:
    source = drawn()
    sealed = {seal(VALUE, KEY, associated=HERE, random=source.randbytes) for _ in range(100)}
    assert len(sealed) == len({each[20:32] for each in sealed}) == 100


def test_a_value_says_nothing_of_what_it_holds_but_its_length() -> None:
    assert VALUE not in SEALED
    assert HERE not in SEALED
    assert KEY.secret not in SEALED


# --- nothing else opens --------------------------------------------------------------------------


@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed(at: int, change: int) -> None:
    sealed = bytearray(SEALED)
    sealed[at] ^= change
    with pytest.raises(SealError):
        open_sealed(bytes(sealed), KEY, associated=HERE)


@pytest.mark.parametrize("end", range(len(SEALED)))
def test_nothing_can_be_cut_off(end: int) -> None:
    with pytest.raises(SealError):
        open_sealed(SEALED[:end], KEY, associated=HERE)


def test_nothing_can_be_added() -> None:
    for sealed in (SEALED + b"\0", b"\0" + SEALED, SEALED + SEALED):
        with pytest.raises(SealError):
            open_sealed(sealed, KEY, associated=HERE)


@given(values)
def test_it_opens_nowhere_else(associated: bytes) -> None:
    for other in {associated, ELSEWHERE, b"", HERE + b"\0"} - {HERE}:
        with pytest.raises(SealError, match="belongs elsewhere"):
            open_sealed(SEALED, KEY, associated=other)


def test_the_border_between_head_and_associated_bytes_cannot_be_moved() -> None:
    """Both are authenticated as one: the head's length is fixed, so no other pair gives the same bytes."""
    moved = seal(VALUE, KEY, associated=SEALED[:20] + HERE, random=zeros)
    with pytest.raises(SealError):
        open_sealed(moved, KEY, associated=HERE)


def test_another_key_is_named_with_the_one_that_is_needed() -> None:
    with pytest.raises(SealError) as caught:
        open_sealed(SEALED, OTHER, associated=HERE)
    assert KEY.id in caught.value.detail.in_("en")
    assert OTHER.id in caught.value.detail.in_("en")


def test_a_key_under_anothers_name_does_not_open() -> None:
    forged = SEALED[:4] + bytes.fromhex(OTHER.id) + SEALED[20:]
    with pytest.raises(SealError):
        open_sealed(forged, OTHER, associated=HERE)


@pytest.mark.parametrize("data", [b"", b"tjs", b"tjs\x02" + SEALED[4:], b"TJS\x01" + SEALED[4:]])
def test_what_is_not_sealed_is_refused(data: bytes) -> None:
    with pytest.raises(SealError, match="not sealed in a form"):
        key_id_of(data)


# --- keys ----------------------------------------------------------------------------------------


def test_a_key_is_32_bytes_that_the_caller_draws() -> None:
    assert make_data_key(drawn(1).randbytes) == make_data_key(drawn(1).randbytes)
    assert len({make_data_key(drawn(seed).randbytes).id for seed in range(100)}) == 100


@pytest.mark.parametrize("size", [0, 16, 24, 31, 33])
def test_a_key_of_another_length_is_none(size: int) -> None:
    """AES takes 16 and 24 bytes, too."""
    with pytest.raises(ValueError, match=str(size)):
        DataKey(bytes(size))


def test_who_draws_too_little_is_noticed() -> None:
    sizes = count()
    with pytest.raises(ValueError, match="0"):
        make_data_key(lambda _: bytes(next(sizes)))
    with pytest.raises(ValueError, match="8"):
        seal(VALUE, KEY, associated=HERE, random=lambda _: bytes(8))


def test_a_key_is_not_shown() -> None:
    shown = repr(KEY) + str(KEY)
    assert repr(KEY.secret) not in shown
    assert KEY.secret.hex() not in shown
