"""Receipts of recorded decisions, in each of their forms.

Always holds: a receipt is made of a record that is as it was written, under the last checkpoint that witnesses have
cosigned where the entry is in it, else under the log's head.

May not know: how a receipt is handed on, or verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tejun.audit.receipt import OpenedInput, Receipt, make_receipt
from tejun.decide.digests import require_unaltered
from tejun.operations.checkpoints import sign_at
from tejun.operations.recorded import find_record
from tejun.operations.workplace import Workplace
from tejun.transparency.cose import cose_receipt
from tejun.transparency.proof import LogProof

if TYPE_CHECKING:
    from tejun.store.public_log import ProvenRecord


def receipt_of(workplace: Workplace, decision_id: str, *, with_input: bool = False) -> Receipt:
    """The receipt of a decision (`tejun/receipt/1`); the input, which has the facts of people, only where asked for.

    Raises UnknownDecisionError, AlteredRecordError, ForkError, InvalidInputError for the log's key, or StoreError.
    """
    proven = _prove(workplace, decision_id)
    opened = OpenedInput(proven.record.input, proven.input_salt) if with_input else None
    return make_receipt(
        proven.record.decision, proven.opening, _proof_of(workplace, proven), opened=opened
    )


def log_proof_of(workplace: Workplace, decision_id: str) -> LogProof:
    """The proof alone (c2sp.org/tlog-proof). Raises what `receipt_of` raises."""
    return _proof_of(workplace, _prove(workplace, decision_id))


def cose_receipt_of(workplace: Workplace, decision_id: str) -> bytes:
    """The proof alone as a COSE receipt (RFC 9942).

    Raises what `receipt_of` raises, and ProofError where the log has no second entry yet.
    """
    proven = _prove(workplace, decision_id)
    sign_at(workplace, proven.head)  # what may not be signed as a checkpoint is not signed at all
    signer = workplace.log_key.signer
    return cose_receipt(signer, index=proven.index, hashes=proven.hashes, head=proven.head)


def _prove(workplace: Workplace, decision_id: str) -> ProvenRecord:
    """The record and the proof of its entry, under the checkpoint that says most."""
    find_record(workplace, decision_id)  # where there is no record, none is made
    log = workplace.store.log
    proven = log.prove(decision_id)
    require_unaltered(proven.record)
    cosigned = log.last_checkpoint_size()
    if cosigned is not None and proven.index < cosigned < proven.head.size:
        return log.prove(decision_id, size=cosigned)
    return proven


def _proof_of(workplace: Workplace, proven: ProvenRecord) -> LogProof:
    note = sign_at(workplace, proven.head)
    return LogProof(proven.index, proven.hashes, note.data)
