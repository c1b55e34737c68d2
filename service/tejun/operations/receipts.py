"""Receipts of recorded decisions, in each of their forms.

Always holds: a receipt is made of a record that is as it was written, under the last checkpoint that witnesses have
cosigned where the entry is in it, else under the log's head. Of one that was erased, or that cannot be opened since the
master key is not at hand, it has the codes alone.

May not know: how a receipt is handed on, or verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tejun.audit.receipt import OpenedPart, Receipt, make_receipt
from tejun.decide.digests import require_own_codes, require_unaltered
from tejun.operations.checkpoints import sign_at
from tejun.operations.recorded import require_record
from tejun.operations.workplace import Workplace
from tejun.store.records import DECISION, INPUT
from tejun.transparency.cose import cose_receipt
from tejun.transparency.proof import LogProof

if TYPE_CHECKING:
    from tejun.store.public_log import ProvenRecord
    from tejun.store.sealed import OpenedRecord


def receipt_of(workplace: Workplace, decision_id: str, *, with_input: bool = False) -> Receipt:
    """The receipt of a decision (`tejun/receipt/1`); the input, which has the facts of people, only where asked for.

    Raises UnknownDecisionError, AlteredRecordError, ForkError, InvalidInputError for the log's key, or StoreError.
    """
    proven = _prove(workplace, decision_id)
    opened = proven.opened
    parts = {} if opened is None else _parts(opened)
    return make_receipt(
        proven.codes.codes,
        proven.opening,
        _proof_of(workplace, proven),
        decision=parts.get(DECISION),
        input_document=parts.get(INPUT) if with_input else None,
    )


def receipt_digest_of(workplace: Workplace, decision_id: str) -> str:
    """The digest of each receipt of the decision (`Receipt.digest`); nothing is signed for it.

    Raises UnknownDecisionError, AlteredRecordError or StoreError.
    """
    return f"sha256:{_prove(workplace, decision_id).opening.entry.hex()}"


def _parts(opened: OpenedRecord) -> dict[str, OpenedPart]:
    contents = {DECISION: opened.record.decision, INPUT: opened.record.input}
    return {name: OpenedPart(content, opened.salts[name]) for name, content in contents.items()}


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
    require_record(workplace)  # where there is no record, none is made
    log = workplace.store.log
    proven = log.prove(decision_id)
    if proven.opened is None:
        require_own_codes(proven.codes)
    else:
        require_unaltered(proven.opened.record)
    cosigned = log.last_checkpoint_size()
    if cosigned is not None and proven.index < cosigned < proven.head.size:
        return log.prove(decision_id, size=cosigned)
    return proven


def _proof_of(workplace: Workplace, proven: ProvenRecord) -> LogProof:
    note = sign_at(workplace, proven.head)
    return LogProof(proven.index, proven.hashes, note.data)
