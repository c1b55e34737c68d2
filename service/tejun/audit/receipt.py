"""Receipts (`tejun/receipt/1`): one file by which anybody can see, without a server, that a decision was recorded.

It holds the decision's codes and the opening of its entry as the very texts that were digested, the proof that the
entry is in the log (c2sp.org/tlog-proof, with the checkpoint), and the edition that decided; unless it was erased, the
decision with its salt, and where it was asked for the input with its own. docs/verifying.md says how it is verified.

Always holds: what `verify_receipt` gave are codes that the log's key has signed for, to the last byte, a decision whose
codes they are, and an input that is the decision's. Texts are digested as they stand, and read strictly: nobody can
read them otherwise.

May not know: where a receipt is from, which keys are trusted, or what the decision means.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tejun import canonical
from tejun.decide.codes import codes_of, describe
from tejun.decide.digests import require_unaltered, require_unaltered_decision
from tejun.errors import AlteredRecordError, InvalidInputError, ReceiptError
from tejun.reading import Bounds, read_json
from tejun.store.records import DECISION, INPUT, KIND, Record
from tejun.transparency.checkpoint import Log, SignedCheckpoint
from tejun.transparency.leaves import SALT_BYTES, Opening, read_opening, verify_content, verify_part
from tejun.transparency.proof import LogProof, read_log_proof, verify_log_proof
from tejun.words import Message, Words
from tejun.words.quoting import quoted

SCHEMA = "tejun/receipt/1"
MAX_BYTES = 64 * 1024 * 1024
"""The size of a receipt: a decision and its input, each of which may be some megabytes, written as texts."""

_BOUNDS = Bounds(size=MAX_BYTES, text=MAX_BYTES)
_SALT_DIGITS = 2 * SALT_BYTES


@dataclass(frozen=True)
class OpenedPart:
    """The decision or the input document, canonical, and the salt of the commitment to it."""

    document: bytes = field(repr=False)
    salt: bytes = field(repr=False)


@dataclass(frozen=True)
class Edition:
    """The edition that decided: the identity of its content, and its archive's digest; both `sha256:<hex>`."""

    revision: str
    digest: str


@dataclass(frozen=True)
class Receipt:
    """A receipt as in a file, not verified. `codes` is canonical JSON; an input comes with a decision only."""

    codes: bytes = field(repr=False)
    opening: Opening
    edition: Edition
    proof: LogProof
    decision: OpenedPart | None = None
    input: OpenedPart | None = None

    @property
    def document(self) -> dict[str, Any]:
        """The receipt as a value of JSON."""
        return {
            "schema": SCHEMA,
            "codes": self.codes.decode(),
            **{name: _part_document(part) for name, part in self.parts.items()},
            "opening": canonical.dumps(self.opening.statement).decode(),
            "bundle": {"digest": self.edition.digest, "revision": self.edition.revision},
            "proof": self.proof.data.decode(),
        }

    @property
    def parts(self) -> dict[str, OpenedPart]:
        """What was sealed and is in the receipt, by its name."""
        both = {DECISION: self.decision, INPUT: self.input}
        return {name: part for name, part in both.items() if part is not None}

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return f"{json.dumps(self.document, ensure_ascii=False, indent=2)}\n".encode()


def _part_document(opened: OpenedPart) -> dict[str, str]:
    return {"document": opened.document.decode(), "salt": opened.salt.hex()}


def make_receipt(
    codes: bytes,
    opening: Opening,
    proof: LogProof,
    *,
    decision: OpenedPart | None = None,
    input_document: OpenedPart | None = None,
) -> Receipt:
    """The receipt of a recorded decision. Raises ReceiptError where it is none."""
    return Receipt(codes, opening, _edition_of(_read(codes)), proof, decision, input_document)


# --- reading -------------------------------------------------------------------------------------


def read_receipt(data: bytes) -> Receipt:
    """The receipt in the bytes of a file, not verified.

    Raises ReceiptError, OpeningError, ProofError or NoteError.
    """
    match _read(data):
        case {
            "schema": str(schema),
            "codes": str(codes),
            "opening": str(opening),
            "bundle": {"digest": str(digest), "revision": str(revision), **more},
            "proof": str(proof),
            **rest,
        } if schema == SCHEMA and not more and rest.keys() <= {DECISION, INPUT}:
            return Receipt(
                codes.encode(),
                _opening_of(opening),
                Edition(revision, digest),
                read_log_proof(proof.encode()),
                **{str(name): _part_of(part) for name, part in rest.items()},
            )
        case _:
            raise receipt_error(Message("audit.receipt.form", schema=SCHEMA))


def _opening_of(text: str) -> Opening:
    opening = read_opening(_read(text.encode()))
    if canonical.dumps(opening.statement) != text.encode():
        raise receipt_error(Message("audit.receipt.opening_text"))
    return opening


def _part_of(value: Any) -> OpenedPart:
    match value:
        case {"document": str(document), "salt": str(salt), **rest} if not rest:
            if len(salt) == _SALT_DIGITS and set(salt) <= set("0123456789abcdef"):
                return OpenedPart(document.encode(), bytes.fromhex(salt))
    raise receipt_error(Message("audit.receipt.part_form"))


def _read(data: bytes) -> Any:
    try:
        return read_json(data, _BOUNDS)
    except InvalidInputError as error:
        raise receipt_error(Message("audit.receipt.unreadable", reason=error.detail)) from error


# --- verifying -----------------------------------------------------------------------------------


def verify_receipt(receipt: Receipt, log: Log) -> SignedCheckpoint:
    """The checkpoint by which the receipt's decision is in the log.

    Raises NoteError or CheckpointError where that is not to be relied on; ProofError, OpeningError where the entry is
    not under it, or is of another decision or input; ReceiptError where the receipt's parts do not fit together.
    """
    signed = verify_log_proof(receipt.proof, receipt.opening.entry, log)
    verify_content(receipt.opening, receipt.codes)
    _require_of(receipt, _read(receipt.codes))
    for name, part in receipt.parts.items():
        verify_part(receipt.opening, name, part.document, salt=part.salt)
    try:
        _require_whole(receipt)
    except (AlteredRecordError, ValueError, LookupError, TypeError) as error:
        raise receipt_error(Message("audit.receipt.not_whole")) from error
    return signed


def _require_of(receipt: Receipt, codes: Any) -> None:
    """That the entry is a decision's, of this one's name, and of the edition that is named."""
    opening = receipt.opening
    if opening.kind != KIND or set(opening.parts) != {DECISION, INPUT}:
        raise receipt_error(Message("audit.receipt.another_kind", kind=quoted(opening.kind)))
    if not isinstance(codes, dict) or codes.get("id") != opening.id:
        raise receipt_error(Message("audit.receipt.another_id", id=quoted(opening.id)))
    if _edition_of(codes) != receipt.edition:
        raise receipt_error(Message("audit.receipt.another_edition"))


def _require_whole(receipt: Receipt) -> None:
    """That the codes are the decision's, and that it and the input are what the decision's own digests are of."""
    if receipt.decision is None:
        if receipt.input is not None:
            raise receipt_error(Message("audit.receipt.input_alone"))
        return
    document = receipt.decision.document
    decision = _read(document)
    if codes_of(decision) != receipt.codes:
        raise receipt_error(Message("audit.receipt.another_decision"))
    if receipt.input is None:
        require_unaltered_decision(document)
        return
    require_unaltered(
        Record(
            decision_id=receipt.opening.id,
            program=decision["program"],
            recorded_at=datetime.fromisoformat(decision["decided_at"]),
            decision=document,
            input=receipt.input.document,
            revision=receipt.edition.revision,
            description=describe(document, receipt.input.document),
        )
    )


def _edition_of(decision: Any) -> Edition:
    match decision:
        case {"bundle": {"digest": str(digest), "revision": str(revision)}}:
            return Edition(revision, digest)
        case _:
            raise receipt_error(Message("audit.receipt.no_edition"))


def receipt_error(detail: Words) -> ReceiptError:
    """A receipt that proves nothing."""
    return ReceiptError(detail, Message("audit.receipt.advice"))
