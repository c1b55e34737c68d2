"""The file that proves an entry offline, as c2sp.org/tlog-proof has it: every byte of it counts."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.base64_text import write_base64
from tejun.errors import CheckpointError, NoteError, ProofError
from tejun.signing import notes
from tejun.signing.notes import KeyKind, cosign_note, make_note_signer
from tejun.transparency.checkpoint import Checkpoint, Log, sign_checkpoint
from tejun.transparency.proof import (
    MAX_BYTES,
    MAX_EXTRA,
    MAX_HASHES,
    LogProof,
    read_log_proof,
    verify_log_proof,
)
from tejun.transparency.tree import prove_inclusion, read_head

from tests.transparency.stored import MemoryHashes, entries_of

ORIGIN = "example.com/fancylog"
KEY = make_note_signer(ORIGIN, KeyKind.ED25519, b"k" * 32)
WITNESS = make_note_signer("witness1.example", KeyKind.COSIGNATURE, b"w" * 32)
LOG = Log(ORIGIN, (KEY.key,), (WITNESS.key,), quorum=1)
ENTRIES = entries_of(300)
HASHES = MemoryHashes().grow(*ENTRIES)


def proof_of(index: int, size: int = 300, *, extra: bytes = b"") -> LogProof:
    note = sign_checkpoint(Checkpoint(ORIGIN, read_head(HASHES, size)), KEY)
    note = note.with_signature(cosign_note(note.text, WITNESS, at=1_679_315_147))
    return LogProof(index, prove_inclusion(HASHES, index, size), note.data, extra)


PROOF = proof_of(73, extra=b"a name")
DATA = PROOF.data


def test_the_file_has_the_form_of_the_specification() -> None:
    head, _, checkpoint = DATA.decode().partition("\n\n")
    assert head.split("\n") == [
        "c2sp.org/tlog-proof@v1",
        "extra YSBuYW1l",
        "index 73",
        *map(write_base64, PROOF.hashes),
    ]
    assert checkpoint.startswith("example.com/fancylog\n300\n")
    assert checkpoint.encode() == PROOF.checkpoint


def test_what_is_added_may_be_left_out() -> None:
    assert b"extra" not in proof_of(73).data
    assert read_log_proof(proof_of(73).data) == proof_of(73)


def test_a_tree_of_one_entry_needs_no_hashes() -> None:
    proof = proof_of(0, 1)
    assert proof.hashes == ()
    assert proof.data.startswith(b"c2sp.org/tlog-proof@v1\nindex 0\n\nexample.com/fancylog\n1\n")
    signed = verify_log_proof(read_log_proof(proof.data), ENTRIES[0], LOG)
    assert signed.checkpoint.head.size == 1


@given(st.integers(1, 300), st.integers(0, 299), st.binary(max_size=50))
def test_every_proof_is_read_again_and_holds(size: int, index: int, extra: bytes) -> None:
    index %= size
    proof = proof_of(index, size, extra=extra)
    assert read_log_proof(proof.data) == proof
    signed = verify_log_proof(proof, ENTRIES[index], LOG)
    assert signed.checkpoint.head == read_head(HASHES, size)


def test_another_entry_is_not_proved() -> None:
    for other in (ENTRIES[72], b"", ENTRIES[73] + b"\0"):
        with pytest.raises(ProofError, match="does not lead to the root"):
            verify_log_proof(PROOF, other, LOG)


def test_the_checkpoint_must_be_one_of_the_log_that_is_asked_for() -> None:
    with pytest.raises(CheckpointError):
        verify_log_proof(PROOF, ENTRIES[73], Log("example.com/other", (KEY.key,)))
    with pytest.raises(NoteError):
        verify_log_proof(PROOF, ENTRIES[73], Log(ORIGIN, ()))
    with pytest.raises(CheckpointError, match="2 are needed"):
        verify_log_proof(PROOF, ENTRIES[73], Log(ORIGIN, (KEY.key,), (WITNESS.key,), quorum=2))


def test_the_checkpoint_must_be_that_of_the_proof() -> None:
    for size in (74, 299):
        other = LogProof(73, PROOF.hashes, proof_of(73, size).checkpoint)
        with pytest.raises(ProofError):
            verify_log_proof(other, ENTRIES[73], LOG)


EXTRA_LINE = range(len("c2sp.org/tlog-proof@v1\n"), len("c2sp.org/tlog-proof@v1\nextra YSBuYW1l\n"))


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed_but_of_what_is_added(at: int, change: int) -> None:
    data = bytearray(DATA)
    data[at] ^= change
    try:
        proof = read_log_proof(bytes(data))
        assert proof.data == bytes(data)
        verify_log_proof(proof, ENTRIES[73], LOG)
    except ProofError:
        return
    assert at in EXTRA_LINE


@given(st.integers(0, len(DATA) - 1))
def test_a_file_that_was_cut_off_is_refused(end: int) -> None:
    with pytest.raises(ProofError):
        verify_log_proof(read_log_proof(DATA[:end]), ENTRIES[73], LOG)


def test_what_is_as_large_as_may_be_is_read() -> None:
    large = LogProof(2**63 - 1, (bytes(32),) * MAX_HASHES, PROOF.checkpoint, bytes(MAX_EXTRA))
    assert read_log_proof(large.data) == large
    note = b"x" * (notes.MAX_BYTES - len(PROOF.checkpoint)) + PROOF.checkpoint
    long = LogProof(0, (), note, bytes(MAX_EXTRA))
    assert read_log_proof(long.data) == long


def test_a_checkpoint_that_is_no_note_is_refused_when_it_is_read() -> None:
    for checkpoint in (b"", b"x", b"example.com/fancylog\n300\n"):
        with pytest.raises(ProofError):
            read_log_proof(LogProof(73, PROOF.hashes, checkpoint).data)


HASH_LINE = write_base64(bytes(32)).encode() + b"\n"
ALTERED: dict[str, Callable[[bytes], bytes]] = {
    "another version": lambda data: data.replace(b"proof@v1", b"proof@v2"),
    "no first line": lambda data: data.partition(b"\n")[2],
    "lines end otherwise": lambda data: data.replace(b"\n", b"\r\n"),
    "no index": lambda data: data.replace(b"index 73\n", b""),
    "an index of no entry": lambda data: data.replace(b"index 73\n", b"index 300\n"),
    "a zero in front": lambda data: data.replace(b"index 73\n", b"index 073\n"),
    "a negative index": lambda data: data.replace(b"index 73\n", b"index -1\n"),
    "two indices": lambda data: data.replace(b"index 73\n", b"index 73\nindex 73\n"),
    "two blanks": lambda data: data.replace(b"index 73\n", b"index  73\n"),
    "what is added is none": lambda data: data.replace(b"YSBuYW1l", b""),
    "what is added stands twice": lambda data: data.replace(b"index", b"extra QQ==\nindex"),
    "what is added is no base64": lambda data: data.replace(b"YSBuYW1l", b"YSBuYW1l="),
    "what is added is too long": lambda data: data.replace(
        b"YSBuYW1l", write_base64(bytes(MAX_EXTRA + 1)).encode()
    ),
    "a hash too many": lambda data: data.replace(b"index 73\n", b"index 73\n" + HASH_LINE),
    "a hash cut off": lambda data: data.replace(b"=\n\n", b"\n\n", 1),
    "hashes without end": lambda data: data.replace(
        b"index 73\n", b"index 73\n" + HASH_LINE * MAX_HASHES
    ),
    "no empty line": lambda data: data.replace(b"\n\n", b"\n", 1),
    "two empty lines": lambda data: data.replace(b"\n\n", b"\n\n\n", 1),
    "nothing but the first line": lambda data: data[:22] + b"\n\n" + PROOF.checkpoint,
    "no checkpoint": lambda data: data.partition(b"\n\n")[0] + b"\n\n",
    "nothing": lambda _: b"",
    "too long": lambda data: data + bytes(MAX_BYTES),
    "not ASCII": lambda data: data.replace(b"index 73", "index ７３".encode()),
}


@pytest.mark.parametrize("what", ALTERED)
def test_a_file_of_another_form_is_refused(what: str) -> None:
    altered = ALTERED[what](DATA)
    assert altered != DATA
    with pytest.raises(ProofError):
        verify_log_proof(read_log_proof(altered), ENTRIES[73], LOG)


@given(st.binary(max_size=200))
def test_what_is_no_proof_is_refused_whatever_it_is(data: bytes) -> None:
    for whole in (data, b"c2sp.org/tlog-proof@v1\n" + data):
        with pytest.raises(ProofError):
            read_log_proof(whole)
