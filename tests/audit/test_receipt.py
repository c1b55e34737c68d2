"""Receipts: made of a record, verified without it, each attack one line."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tejun import canonical
from tejun.audit.receipt import OpenedPart, read_receipt, verify_receipt
from tejun.decide.codes import describe
from tejun.errors import (
    CheckpointError,
    ErasedRecordError,
    ForkError,
    NoteError,
    ProofError,
    ReceiptError,
)
from tejun.operations.checkpoints import keep_cosigned, sign_head
from tejun.operations.receipts import cose_receipt_of, log_proof_of, receipt_of
from tejun.operations.workplace import Workplace
from tejun.store.driver import dbapi
from tejun.transparency.checkpoint import Checkpoint, Log, sign_checkpoint
from tejun.transparency.proof import LogProof, verify_log_proof

from tests.support import earlier
from tests.support.receipts import (
    ATTACKS,
    DECISION,
    HARMLESS,
    LIES,
    LOG,
    OTHER_LOG,
    SPOOFS,
    WITNESS,
    ZEROS,
    Edit,
    cosigned,
    edited,
    lying_receipt,
    receipt_with_digest,
    recording,
    spoofing_receipt,
)
from tests.support.records import NOW
from tests.support.stores import open_store

KNOWN = Log(LOG.key.name, (LOG.key,))
WITNESSED = replace(KNOWN, witnesses=(WITNESS.key,), quorum=1)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    with recording(tmp_path_factory.mktemp("record")) as workplace:
        yield workplace


@pytest.fixture(scope="module")
def whole(workplace: Workplace) -> bytes:
    """A receipt with the input."""
    return receipt_of(workplace, DECISION, with_input=True).data


@pytest.fixture(scope="module")
def without_input(workplace: Workplace) -> bytes:
    return receipt_of(workplace, DECISION).data


def test_a_receipt_has_the_very_bytes_that_were_recorded(whole: bytes) -> None:
    receipt = read_receipt(whole)
    assert receipt.data == whole
    assert receipt.codes == earlier.record().description.codes
    assert receipt.decision is not None
    assert receipt.decision.document == earlier.DECISION
    assert receipt.input is not None
    assert receipt.input.document == earlier.INPUT
    assert verify_receipt(receipt, KNOWN).checkpoint.head.size == 7
    assert receipt.proof.index == 2


def test_without_the_input_it_has_nothing_by_which_that_could_be_tried_out(
    without_input: bytes, whole: bytes
) -> None:
    receipt = read_receipt(without_input)
    assert receipt.input is None
    assert set(json.loads(without_input)) == set(json.loads(whole)) - {"input"}
    assert json.loads(whole)["input"]["salt"].encode() not in without_input
    verify_receipt(receipt, KNOWN)


@pytest.mark.parametrize("edit", ATTACKS.values(), ids=ATTACKS)
def test_a_receipt_to_which_something_was_done_proves_nothing(whole: bytes, edit: Edit) -> None:
    with pytest.raises(ProofError):
        verify_receipt(read_receipt(edited(whole, edit)), KNOWN)


@pytest.mark.parametrize("done", HARMLESS.values(), ids=HARMLESS)
def test_a_receipt_to_which_nothing_was_done_that_counts_proves_the_same(
    whole: bytes, done: Callable[[bytes], bytes]
) -> None:
    assert verify_receipt(read_receipt(done(whole)), KNOWN).checkpoint.head.size == 7


def test_two_salts_that_change_places_prove_nothing(workplace: Workplace) -> None:
    receipts = [
        receipt_of(workplace, record.decision_id, with_input=True) for record in earlier.records(2)
    ]
    mixed = replace(receipts[0], input=receipts[1].input)
    with pytest.raises(ProofError):
        verify_receipt(mixed, KNOWN)


def test_another_decisions_proof_proves_nothing(workplace: Workplace, whole: bytes) -> None:
    other = receipt_of(workplace, earlier.records(1)[0].decision_id)
    with pytest.raises(ProofError):
        verify_receipt(replace(read_receipt(whole), proof=other.proof), KNOWN)
    with pytest.raises(ProofError):
        verify_receipt(replace(read_receipt(whole), opening=other.opening), KNOWN)


def test_only_the_log_that_is_asked_for_counts(whole: bytes) -> None:
    receipt = read_receipt(whole)
    with pytest.raises(NoteError):
        verify_receipt(receipt, Log(OTHER_LOG.key.name, (OTHER_LOG.key,)))
    with pytest.raises(CheckpointError):
        verify_receipt(receipt, WITNESSED)


def test_a_log_that_signed_for_a_decision_that_contradicts_itself_proves_nothing(
    tmp_path: Path, whole: bytes
) -> None:
    """Whoever runs the log can enter what he likes: what a decision says of itself must still fit together."""
    forged = canonical.dumps({**json.loads(earlier.DECISION), "outcome": "prepared"})
    with open_store(tmp_path / "forged.db") as store:
        described = describe(forged, earlier.INPUT)
        store.append(replace(earlier.record(), decision=forged, description=described))
        proven = store.log.prove(DECISION)
    assert proven.opened is not None
    salts = proven.opened.salts
    note = sign_checkpoint(Checkpoint(LOG.key.name, proven.head), LOG)
    proof = LogProof(0, (), note.data)
    receipt = replace(
        read_receipt(whole),
        codes=proven.codes.codes,
        decision=OpenedPart(forged, salts["decision"]),
        opening=proven.opening,
        proof=proof,
    )
    for opened in (None, OpenedPart(earlier.INPUT, salts["input"])):
        with pytest.raises(ReceiptError):
            verify_receipt(replace(receipt, input=opened), KNOWN)


def test_of_one_that_was_erased_the_codes_are_proved(tmp_path: Path) -> None:
    with recording(tmp_path) as workplace:
        application = earlier.record().description.application
        assert workplace.store.erase(earlier.PROGRAM, application, "asked for", NOW) is not None
        receipt = receipt_of(workplace, DECISION, with_input=True)
        assert (receipt.decision, receipt.input) == (None, None)
        assert verify_receipt(read_receipt(receipt.data), KNOWN).checkpoint.head.size == 8
        assert cose_receipt_of(workplace, DECISION)
        with pytest.raises(ErasedRecordError):
            workplace.store.get(DECISION)


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_codes_that_are_not_the_decisions_prove_nothing(
    tmp_path: Path, lie: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(ReceiptError):
        verify_receipt(read_receipt(lying_receipt(tmp_path, lie).data), KNOWN)


@pytest.mark.parametrize("spoof", SPOOFS.values(), ids=SPOOFS)
def test_where_a_day_a_moment_or_a_digest_is_shown_nothing_else_stands(
    tmp_path: Path, spoof: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(ReceiptError):
        verify_receipt(read_receipt(spoofing_receipt(tmp_path, spoof).data), KNOWN)


def test_codes_alone_that_say_what_was_decided_prove_it(tmp_path: Path) -> None:
    verify_receipt(read_receipt(spoofing_receipt(tmp_path, lambda codes: codes).data), KNOWN)


def test_what_says_a_digest_of_an_input_that_is_not_there_proves_it(tmp_path: Path) -> None:
    verify_receipt(receipt_with_digest(tmp_path, ZEROS), KNOWN)


@pytest.mark.parametrize("digest", ["sha256:x", f"{ZEROS}\nThe receipt holds.", ZEROS.upper(), ""])
def test_the_digest_of_an_input_that_is_not_there_is_a_digest(tmp_path: Path, digest: str) -> None:
    with pytest.raises(ReceiptError):
        verify_receipt(receipt_with_digest(tmp_path, digest), KNOWN)


def test_codes_that_are_the_decisions_do(tmp_path: Path) -> None:
    signed = verify_receipt(lying_receipt(tmp_path, lambda codes: codes), KNOWN)
    assert signed.checkpoint.head.size == 1


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"a":1,"a":2}', b"\xff", b"null"])
def test_what_is_no_receipt_is_refused(data: bytes) -> None:
    with pytest.raises(ProofError):
        read_receipt(data)


# --- witnesses -----------------------------------------------------------------------------------


def test_a_receipt_is_under_the_last_checkpoint_that_was_cosigned(tmp_path: Path) -> None:
    with recording(tmp_path) as workplace:
        keep_cosigned(workplace, cosigned(sign_head(workplace).data), WITNESS.key)
        added = earlier.records(8)[-2:]
        workplace.store.append_all(added)
        signed = verify_receipt(receipt_of(workplace, DECISION), WITNESSED)
        assert signed.checkpoint.head.size == 7
        entry = workplace.store.log.prove(DECISION).opening.entry
        assert verify_log_proof(log_proof_of(workplace, DECISION), entry, WITNESSED) == signed
        later = receipt_of(workplace, added[0].decision_id)
        assert verify_receipt(later, KNOWN).checkpoint.head.size == 9
        assert cose_receipt_of(workplace, DECISION)


def test_nothing_is_signed_of_a_log_that_is_no_longer_the_one_that_was_cosigned(
    tmp_path: Path,
) -> None:
    with recording(tmp_path) as workplace:
        keep_cosigned(workplace, cosigned(sign_head(workplace).data), WITNESS.key)
    (tmp_path / "else").mkdir()
    with recording(tmp_path / "else") as other:
        note = workplace_note(tmp_path)
        with dbapi.connect(tmp_path / "else" / "tejun.db") as connection:
            connection.execute("INSERT INTO log_checkpoints (size, note) VALUES (7, ?)", (note,))
        for make in (sign_head, lambda place: receipt_of(place, DECISION)):
            with pytest.raises(ForkError):
                make(other)
        with pytest.raises(ForkError):
            cose_receipt_of(other, DECISION)


def workplace_note(folder: Path) -> bytes:
    with open_store(folder / "tejun.db") as store:
        return store.log.checkpoints(7)[0]


def test_an_input_can_be_opened_by_who_has_it(without_input: bytes, whole: bytes) -> None:
    opened = read_receipt(whole).input
    assert opened is not None
    verify_receipt(replace(read_receipt(without_input), input=opened), KNOWN)
    wrong = OpenedPart(opened.document + b" ", opened.salt)
    with pytest.raises(ProofError):
        verify_receipt(replace(read_receipt(without_input), input=wrong), KNOWN)
