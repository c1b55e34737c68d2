"""COSE receipts of inclusion (RFC 9942), verified with libraries of others, from the entry alone."""

import hashlib
from collections.abc import Sequence

import cbor2
import pytest
from cwt import COSE, COSEKey
from cwt.exceptions import VerifyError
from tejun.errors import ProofError
from tejun.signing.notes import KeyKind, make_note_signer
from tejun.transparency.cose import cose_receipt
from tejun.transparency.tree import prove_inclusion, read_head

from tests.transparency.stored import MemoryHashes, entries_of

SIGNER = make_note_signer("tejun.example/log", KeyKind.ED25519, bytes(range(32)))
KEY = COSEKey.new({1: 1, 3: -8, -1: 6, 2: bytes.fromhex(SIGNER.key.id), -2: SIGNER.key.public})
ENTRIES = entries_of(300)
HASHES = MemoryHashes().grow(*ENTRIES)


def receipt(index: int, size: int) -> bytes:
    path = prove_inclusion(HASHES, index, size)
    return cose_receipt(SIGNER, index=index, hashes=path, head=read_head(HASHES, size))


def root_of(entry: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """RFC 9162, section 2.1.3.2, as it is written."""
    fn, sn = index, size - 1
    r = hashlib.sha256(b"\x00" + entry).digest()
    for p in path:
        assert sn > 0
        if fn & 1 or fn == sn:
            r = hashlib.sha256(b"\x01" + p + r).digest()
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = hashlib.sha256(b"\x01" + r + p).digest()
        fn, sn = fn >> 1, sn >> 1
    assert sn == 0
    return r


def read(message: bytes, entry: bytes) -> tuple[int, int]:
    """Verifies a receipt as RFC 9942, section 5.2, says; gives index and size."""
    decoded = cbor2.loads(message)
    assert decoded.tag == 18
    [proof] = decoded.value[1][396][-1]
    size, index, path = cbor2.loads(proof)
    protected, _, _ = COSE.new().decode_with_headers(
        message, KEY, detached_payload=root_of(entry, index, size, path)
    )
    assert protected[395] == 1
    return index, size


@pytest.mark.parametrize(("index", "size"), [(0, 2), (1, 2), (2, 3), (6, 7), (73, 300), (299, 300)])
def test_an_entry_is_proved(index: int, size: int) -> None:
    assert read(receipt(index, size), ENTRIES[index]) == (index, size)


def test_no_other_entry_is() -> None:
    with pytest.raises(VerifyError):
        read(receipt(73, 300), ENTRIES[74])


def test_a_log_of_one_entry_has_no_such_receipt() -> None:
    """RFC 9942, section 5.2: a path has one hash at least."""
    with pytest.raises(ProofError):
        receipt(0, 1)
