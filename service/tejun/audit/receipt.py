"""Receipts (`tejun/receipt/1`): one file by which anybody can see, without a server, that a decision was recorded.

It holds the codes of the decision and the opening of its entry as the very texts that were digested, the proof that the
entry is in the log (c2sp.org/tlog-proof, with the checkpoint), and the edition that decided. Unless the decision was
erased it holds the decision too, and where it was asked for the input, each with the salt of the commitment to it.
docs/verifying.md says how it is verified.

Always holds: what `verify_receipt` gave are codes that the log's key has signed for, to the last byte, a decision that
has these codes, and an input that is the decision's. A log signs whatever it is given: days, moments and digests are
such, so that nobody writes a verifier's own words there. Texts are digested as they stand, and read strictly: nobody
can read them otherwise.

May not know: where a receipt is from, which keys are trusted, or what the decision means.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tejun import canonical
from tejun.decide.codes import codes_of, describe
from tejun.decide.digests import (
    count_statuses,
    require_unaltered,
    require_unaltered_decision,
    timestamp,
)
from tejun.errors import AlteredRecordError, InvalidInputError, ReceiptError
from tejun.reading import Bounds, read_json
from tejun.store.records import DECISION, INPUT, KIND, ROW, Record
from tejun.terms import CODES_SCHEMA_ID, OUTCOMES
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
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


@dataclass(frozen=True)
class OpenedPart:
    """A part that is sealed in the record, opened: canonical JSON, and the salt of the commitment to it."""

    document: bytes = field(repr=False)
    salt: bytes = field(repr=False)


@dataclass(frozen=True)
class Edition:
    """The edition that decided: the identity of its content, and its archive's digest; both `sha256:<hex>`."""

    revision: str
    digest: str


@dataclass(frozen=True)
class Receipt:
    """A receipt as it stands in a file. `codes` is canonical JSON. Not verified.

    `decision` is None where it was erased; an `input` is never there without its decision.
    """

    codes: bytes = field(repr=False)
    opening: Opening
    edition: Edition
    proof: LogProof
    decision: OpenedPart | None = None
    input: OpenedPart | None = None

    @property
    def digest(self) -> str:
        """The entry of the log, which is the SHA-256 of `opening`: `sha256:<hex>`, the same in every receipt of it."""
        return f"sha256:{self.opening.entry.hex()}"

    @property
    def document(self) -> dict[str, Any]:
        """The receipt as a value of JSON."""
        parts = {DECISION: self.decision, INPUT: self.input}
        return {
            "schema": SCHEMA,
            "codes": self.codes.decode(),
            "opening": canonical.dumps(self.opening.statement).decode(),
            "bundle": {"digest": self.edition.digest, "revision": self.edition.revision},
            "proof": self.proof.data.decode(),
            **{name: _part_document(part) for name, part in parts.items() if part is not None},
        }

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return f"{json.dumps(self.document, ensure_ascii=False, indent=2)}\n".encode()


def _part_document(part: OpenedPart) -> dict[str, str]:
    return {"document": part.document.decode(), "salt": part.salt.hex()}


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
        } if schema == SCHEMA and not more and rest.keys() in _MAY_HAVE:
            return Receipt(
                codes.encode(),
                _opening_of(opening),
                Edition(revision, digest),
                read_log_proof(proof.encode()),
                _part_of(rest, DECISION),
                _part_of(rest, INPUT),
            )
        case _:
            raise receipt_error(Message("audit.receipt.form", schema=SCHEMA))


_MAY_HAVE: tuple[set[str], ...] = (set(), {DECISION}, {DECISION, INPUT})
"""What may stand in it beside the rest."""


def _opening_of(text: str) -> Opening:
    opening = read_opening(_read(text.encode()))
    if canonical.dumps(opening.statement) != text.encode():
        raise receipt_error(Message("audit.receipt.opening_text"))
    return opening


def _part_of(parts: Mapping[Any, Any], name: str) -> OpenedPart | None:
    match parts.get(name):
        case None if name not in parts:
            return None
        case {"document": str(document), "salt": str(salt), **rest} if not rest:
            if len(salt) == _SALT_DIGITS and set(salt) <= set("0123456789abcdef"):
                return OpenedPart(document.encode(), bytes.fromhex(salt))
    raise receipt_error(Message("audit.receipt.part_form", part=name))


def _read(data: bytes) -> Any:
    try:
        return read_json(data, _BOUNDS)
    except InvalidInputError as error:
        raise receipt_error(Message("audit.receipt.unreadable", reason=error.detail)) from error


# --- verifying -----------------------------------------------------------------------------------


def verify_receipt(receipt: Receipt, log: Log) -> SignedCheckpoint:
    """The checkpoint by which the receipt's decision is in the log.

    Raises NoteError or CheckpointError where that is not to be relied on; ProofError, OpeningError where the entry is
    not under it, or is of other codes, another decision or input; ReceiptError where the receipt's parts do not fit
    together.
    """
    signed = verify_log_proof(receipt.proof, receipt.opening.entry, log)
    verify_content(receipt.opening, receipt.codes)
    _require_of(receipt, _read(receipt.codes))
    try:
        _require_parts(receipt)
    except (AlteredRecordError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise receipt_error(Message("audit.receipt.not_whole")) from error
    return signed


def _require_of(receipt: Receipt, codes: Any) -> None:
    """That the entry is of this very decision and of the edition that is named, and that its codes fit together."""
    opening = receipt.opening
    if opening.kind != KIND or set(opening.parts) != {DECISION, INPUT, ROW}:
        raise receipt_error(Message("audit.receipt.another_kind", kind=quoted(opening.kind)))
    match codes:
        case {
            "schema": schema,
            "id": name,
            "findings": [*findings],
            "summary": summary,
            "outcome": outcome,
            "as_of": str(as_of),
            "decided_at": str(decided_at),
        } if schema == CODES_SCHEMA_ID and name == opening.id and outcome in OUTCOMES:
            pass
        case _:
            raise receipt_error(Message("audit.receipt.another_id", id=quoted(opening.id)))
    if _edition_of(codes) != receipt.edition:
        raise receipt_error(Message("audit.receipt.another_edition"))
    digests = receipt.edition.digest, receipt.edition.revision
    if not (_is_day(as_of) and _is_moment(decided_at) and all(map(_is_digest, digests))):
        raise receipt_error(Message("audit.receipt.written_otherwise"))
    if not _counts(findings, summary):
        raise receipt_error(Message("audit.receipt.not_whole"))


def _is_day(text: str) -> bool:
    """Whether it is a day, written as a decision has it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    """Whether it is a moment, written as a decision has it: another writing of the same is none."""
    try:
        return timestamp(datetime.fromisoformat(text)) == text
    except (ValueError, OverflowError):
        return False


def _is_digest(value: Any) -> bool:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def _counts(findings: list[Any], summary: Any) -> bool:
    """Whether the summary is that of the findings."""
    try:
        return bool(count_statuses(findings) == summary)
    except (LookupError, TypeError):  # no finding, or a status that there is not
        return False


def _require_parts(receipt: Receipt) -> None:
    """That decision and input, where they are there, are what was committed to, and what each says of the other."""
    if receipt.decision is None:
        return
    for name, part in ((DECISION, receipt.decision), (INPUT, receipt.input)):
        if part is not None:
            verify_part(receipt.opening, name, part.document, salt=part.salt)
    decision = _read(receipt.decision.document)
    if codes_of(decision) != receipt.codes:
        raise receipt_error(Message("audit.receipt.other_codes"))
    if not _is_digest(decision["digests"]["input"]):
        raise receipt_error(Message("audit.receipt.written_otherwise"))
    if receipt.input is None:
        require_unaltered_decision(receipt.decision.document)
        return
    require_unaltered(_record_of(receipt, decision, receipt.decision, receipt.input))


def _record_of(receipt: Receipt, decision: Any, decided: OpenedPart, opened: OpenedPart) -> Record:
    """The record whose receipt it would be."""
    return Record(
        decision_id=receipt.opening.id,
        program=decision["program"],
        recorded_at=datetime.fromisoformat(decision["decided_at"]),
        decision=decided.document,
        input=opened.document,
        revision=receipt.edition.revision,
        description=describe(decided.document, opened.document),
    )


def _edition_of(codes: Any) -> Edition:
    match codes:
        case {"bundle": {"digest": str(digest), "revision": str(revision)}}:
            return Edition(revision, digest)
        case _:
            raise receipt_error(Message("audit.receipt.no_edition"))


def receipt_error(detail: Words) -> ReceiptError:
    """A receipt that proves nothing."""
    return ReceiptError(detail, Message("audit.receipt.advice"))
