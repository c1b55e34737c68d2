"""Receipts held to the log's key, and to the edition that decided: with no record, no registry and no server.

Always holds: what is yielded holds; what does not is raised, and nothing is yielded after it. What others wrote is
repeated on one line, and steers no terminal.

May not know: how what was found is shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tejun.audit.receipt import MAX_BYTES, Receipt, read_receipt, receipt_error, verify_receipt
from tejun.audit.replay import replay
from tejun.bundle.archive import MAX_ARCHIVE_BYTES, Bundle, read_archive
from tejun.errors import InvalidInputError
from tejun.explain.words import HEADLINES
from tejun.operations.workplace import Workplace
from tejun.reading import read_bytes
from tejun.reading.lenient import read_own
from tejun.signing.notes import NoteKey
from tejun.transparency.checkpoint import Log, SignedCheckpoint
from tejun.words import Message, Words
from tejun.words.moments import moment
from tejun.words.quoting import quoted


@dataclass(frozen=True)
class Finding:
    """One thing that holds; `is_open`: one that could not be looked at, and why."""

    words: Words
    is_open: bool = False


def verify_file(
    workplace: Workplace,
    file: Path,
    *,
    key: NoteKey,
    witnesses: Sequence[NoteKey] = (),
    bundle: Path | None = None,
) -> Iterator[Finding]:
    """What holds of the receipt in a file. `key` is the log's; each of `witnesses` must have cosigned; `bundle` is the
    archive of the edition that decided, by which the input is evaluated again where the receipt has it.

    Raises a ProofError where something does not hold; InvalidInputError where the archive is of another edition, and
    BundleError where it is none, which is no word against the receipt; EvaluationError, or OSError.
    """
    receipt = read_receipt(read_bytes(file, MAX_BYTES))
    log = Log(key.name, (key,), tuple(witnesses), quorum=len(witnesses))
    signed = verify_receipt(receipt, log)
    yield from _signatures(signed)
    yield from _codes(receipt)
    yield from _parts(receipt)
    if bundle is None:
        digest = quoted(receipt.edition.digest)
        yield Finding(Message("operations.verifying.no_bundle", digest=digest), is_open=True)
        return
    edition = read_archive(read_bytes(bundle, MAX_ARCHIVE_BYTES))
    yield _edition(receipt, edition, bundle)
    yield _evaluated(workplace, receipt, edition)


def _signatures(signed: SignedCheckpoint) -> Iterator[Finding]:
    origin, size = signed.checkpoint.origin, signed.checkpoint.head.size
    for each in signed.verified:
        if each.at is None:
            words = Message(
                "operations.verifying.signed", origin=quoted(origin), size=size, id=each.key.id
            )
        else:
            at = _moment(each.at)
            words = Message("operations.verifying.cosigned", witness=quoted(each.key.name), at=at)
        yield Finding(words)


def _moment(seconds: int) -> Words | str:
    """The witness's own word for when; a year that no calendar has stays a number."""
    try:
        return moment(datetime.fromtimestamp(seconds, UTC))
    except (OverflowError, ValueError, OSError):
        return str(seconds)


def _codes(receipt: Receipt) -> Iterator[Finding]:
    codes: dict[str, Any] = read_own(receipt.codes)
    yield Finding(
        Message(
            "operations.verifying.entry",
            index=receipt.proof.index,
            digest=receipt.digest,
            id=quoted(receipt.opening.id),
        )
    )
    yield Finding(
        Message(
            "operations.verifying.decision",
            outcome=HEADLINES[codes["outcome"]],
            as_of=quoted(codes["as_of"]),
            decided_at=moment(datetime.fromisoformat(codes["decided_at"])),
        )
    )


def _parts(receipt: Receipt) -> Iterator[Finding]:
    if receipt.decision is None:
        yield Finding(Message("operations.verifying.codes_alone"), is_open=True)
        return
    yield Finding(Message("operations.verifying.whole"))
    if receipt.input is None:
        digest = read_own(receipt.decision.document)["digests"]["input"]
        words = Message("operations.verifying.no_input", digest=quoted(digest))
        yield Finding(words, is_open=True)
        return
    yield Finding(Message("operations.verifying.input"))


def _edition(receipt: Receipt, bundle: Bundle, file: Path) -> Finding:
    if bundle.revision != receipt.edition.revision:
        raise InvalidInputError(
            Message(
                "operations.verifying.another_bundle",
                file=file,
                program=quoted(bundle.program),
                edition=quoted(bundle.edition),
            ),
            Message(
                "operations.verifying.another_bundle.advice",
                digest=quoted(receipt.edition.digest),
            ),
        )
    names = {"program": quoted(bundle.program), "edition": quoted(bundle.edition)}
    if bundle.digest == receipt.edition.digest:
        return Finding(Message("operations.verifying.bundle", **names))
    return Finding(Message("operations.verifying.signed_anew", **names))


def _evaluated(workplace: Workplace, receipt: Receipt, bundle: Bundle) -> Finding:
    if receipt.decision is None or receipt.input is None:
        return Finding(Message("operations.verifying.not_evaluated"), is_open=True)
    found = replay(receipt.decision.document, receipt.input.document, bundle, workplace.engine)
    if found.verdict != "reproduced":
        raise receipt_error(Message("operations.verifying.another_result"))
    return Finding(Message("operations.verifying.evaluated", engine=found.evaluated_by))
