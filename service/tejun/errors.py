"""The errors of tejun, in one tree, each with its advice in ja and en.

    TejunError
    ├── InvalidInputError            the submitter can mend it
    │   ├── UnreadableDocumentError  not JSON/YAML as RFC 8259 / I-JSON want it
    │   ├── InvalidFactsError        does not fit the schema of the facts; carries the places
    │   ├── WrongProgramError        the facts name another program
    │   ├── KeyReusedError           an idempotency key that another request has used
    │   ├── SelectionError           decisions asked for by what there is not, or behind a place of another list
    │   ├── NotComparableError       two decisions of which it cannot be said what changed
    │   ├── TooLargeError            over a limit: of bytes, values, depth, lengths
    │   └── CallerGoneError          nobody waits for the answer any more
    ├── NotFoundError
    │   ├── UnknownProgramError
    │   ├── UnknownEditionError
    │   ├── UnknownCallError         several calls, and the one named is none of them
    │   ├── UnknownDecisionError
    │   └── UnknownFindingError      a decision has none of the requirement, or none for the subject
    ├── BundleError                  an archive or a source tree that cannot be trusted or built
    │   ├── SignatureError           not signed, or not by a key that is trusted
    │   └── PublicationError         an edition that may not be published as it is; carries the reasons
    ├── ClockError                   this machine's clock says a time that cannot be
    ├── RegistryError                the place of the editions cannot be read or written to
    ├── EvaluationError              the engine gave no decision: undefined, wrong shape, incomplete
    │   ├── EvaluationTimeoutError
    │   ├── EvaluationLimitError     the application needs more memory than an evaluation has
    │   └── EngineUnavailableError   an engine outside of the process gave no decision; `why` is its code
    ├── TraceError                   how a decision came about cannot be shown, or would not be what was recorded
    ├── RemedyError                  what would settle a decision cannot be proven any more
    ├── StoreError                   the record could not be made durable
    ├── ProofError                   what should prove that something was recorded does not
    │   ├── NoteError                a signed note that cannot be read, or that no key that is trusted has signed
    │   ├── CheckpointError          a checkpoint that is none, is of another log, or has too few witnesses
    │   ├── ForkError                a log has signed two trees of which neither begins with the other
    │   ├── ReceiptError             a receipt that cannot be read, or that is not of the decision in it
    │   └── OpeningError             an opening that is not that of the entry
    ├── SealError                    a sealed value, or its key, was changed, moved, or sealed with another key
    │   ├── MasterMissingError       the master key that is needed is not at hand here
    │   └── MasterUnavailableError   what holds the master key gives no answer at present
    ├── ErasedRecordError            a recorded decision that was erased: its codes are left
    ├── AlteredRecordError           a recorded decision is no longer as it was written
    └── ToolMissingError             a program that the command needs is not installed

Always holds: `code` is stable and part of the API; `detail` says what happened, `advice` what to do next, both in both
languages and in the user's terms. `retryable` says whether the same call may succeed later.

May not know: HTTP, terminals, or how an error is shown.
"""

from dataclasses import dataclass
from typing import ClassVar

from tejun.words import Message, Words


@dataclass(frozen=True)
class Place:
    """One thing wrong in a submitted document: where (RFC 6901 pointer, 1-based line) and what.

    `name` is the place as people are shown it, where that is another than the pointer.
    """

    pointer: str
    message: Words
    line: int | None = None
    name: str | None = None

    @property
    def shown(self) -> str:
        """The place for people."""
        return self.name or self.pointer or "/"


class TejunError(Exception):
    """Anything that tejun refuses or cannot do."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False
    title: ClassVar[Words] = Message("error.internal")

    def __init__(self, detail: Words, advice: Words, *, places: tuple[Place, ...] = ()) -> None:
        super().__init__(detail, advice)
        self.detail = detail
        self.advice = advice
        self.places = places

    def __str__(self) -> str:
        return self.detail.in_("en")


class InvalidInputError(TejunError):
    """Something that the caller sent cannot be used as it is."""

    code = "invalid-input"
    status = 400
    title = Message("error.invalid-input")


class UnreadableDocumentError(InvalidInputError):
    """The bytes are not a JSON (RFC 8259, I-JSON RFC 7493) or YAML 1.2 document."""

    code = "unreadable-document"
    title = Message("error.unreadable-document")


class InvalidFactsError(InvalidInputError):
    """The document is readable and does not fit the schema of the facts; `places` says where."""

    code = "invalid-facts"
    status = 422
    title = Message("error.invalid-facts")


class WrongProgramError(InvalidInputError):
    """The facts were written for another program than the one asked for."""

    code = "wrong-program"
    status = 409
    title = Message("error.wrong-program")


class KeyReusedError(InvalidInputError):
    """Another request has used the idempotency key already."""

    code = "idempotency-key-reused"
    status = 422
    title = Message("error.idempotency-key-reused")


class SelectionError(InvalidInputError):
    """Decisions are asked for by a value that there is not, or behind a place of another list."""

    code = "invalid-selection"
    status = 422
    title = Message("error.invalid-selection")


class NotComparableError(InvalidInputError):
    """Two decisions of which it cannot be said what changed: of two applications, or one that comes out otherwise."""

    code = "not-comparable"
    status = 409
    title = Message("error.not-comparable")


class EarlierFormError(InvalidInputError):
    """A decision of facts in a form of before: it is read and replayed, and not evaluated with anything changed."""

    code = "earlier-form"
    status = 409
    title = Message("error.earlier-form")


class TooLargeError(InvalidInputError):
    """The document is over a limit."""

    code = "too-large"
    status = 413
    title = Message("error.too-large")


class CallerGoneError(InvalidInputError):
    """Whoever asked does not wait for the answer any more, so the work was left."""

    code = "caller-gone"
    status = 408
    title = Message("error.caller-gone")


class NotFoundError(TejunError):
    """There is no such thing here."""

    code = "not-found"
    status = 404
    title = Message("api.no_such_path.title")


class UnknownProgramError(NotFoundError):
    """No edition of the program is installed, or none is in force on the day asked for."""

    code = "unknown-program"
    title = Message("error.unknown-program")


class UnknownEditionError(NotFoundError):
    """The program has no such edition."""

    code = "unknown-edition"
    title = Message("error.unknown-edition")


class UnknownCallError(NotFoundError):
    """The program has editions for several calls, and the one that was named is none of them."""

    code = "unknown-call"
    title = Message("error.unknown-call")


class UnknownDecisionError(NotFoundError):
    """No decision with this id is in the record."""

    code = "unknown-decision"
    title = Message("error.unknown-decision")


class UnknownFindingError(NotFoundError):
    """The decision has no finding of the requirement, or none for the subject."""

    code = "unknown-finding"
    title = Message("error.unknown-finding")


class BundleError(TejunError):
    """A bundle that cannot be trusted, or sources that cannot be built."""

    code = "bundle-refused"
    status = 422
    title = Message("error.bundle-refused")


class SignatureError(BundleError):
    """An archive or a publication that nobody who is trusted has signed as it is."""

    code = "signature-refused"
    title = Message("error.signature-refused")


class PublicationError(BundleError):
    """An edition that may not be published as it is; `places` has every reason."""

    code = "publication-refused"
    status = 409
    title = Message("error.publication-refused")


class ClockError(TejunError):
    """This machine's clock says a time that cannot be: nothing that bears a date is made by it."""

    code = "clock-wrong"
    status = 503
    retryable = True
    title = Message("error.clock-wrong")


class RegistryError(TejunError):
    """The place of the editions cannot be read or written to at present."""

    code = "registry-unavailable"
    status = 503
    retryable = True
    title = Message("error.registry-unavailable")


class EvaluationError(TejunError):
    """The engine gave nothing that may be called a decision; nothing was recorded."""

    code = "evaluation-failed"
    status = 503
    retryable = True
    title = Message("error.evaluation-failed")


class EvaluationTimeoutError(EvaluationError):
    """The engine did not answer in time."""

    code = "evaluation-timeout"


class EvaluationLimitError(EvaluationError):
    """The evaluation came to its limit of memory: the same application will come to it again."""

    code = "evaluation-limit"
    status = 413
    retryable = False
    title = Message("error.evaluation-limit")


class EngineUnavailableError(EvaluationError):
    """An engine outside of the process gave no decision; `why` is a short stable code, which the record keeps."""

    code = "engine-unavailable"

    def __init__(self, why: str, detail: Words, advice: Words) -> None:
        super().__init__(detail, advice)
        self.why = why


class TraceError(TejunError):
    """A decision was evaluated again to show how it came about, and that did not succeed; the record is unaffected."""

    code = "trace-failed"
    status = 503
    retryable = True
    title = Message("error.trace-failed")


class RemedyError(TejunError):
    """Evaluated again, a decision comes out otherwise, so that no steps can be proven; the record is unaffected."""

    code = "remedy-unproven"
    status = 409
    title = Message("error.remedy-unproven")


class StoreError(TejunError):
    """The record could not be made durable, so there is no decision."""

    code = "store-unavailable"
    status = 503
    retryable = True
    title = Message("error.store-unavailable")


class ProofError(TejunError):
    """What should prove that something was recorded does not: a path of digests, a tile, an index (RFC 9162)."""

    code = "proof-refused"
    status = 422
    title = Message("error.proof-refused")


class NoteError(ProofError):
    """A signed note that cannot be read, or that no key that is trusted has signed as it is."""

    code = "note-refused"
    title = Message("error.note-refused")


class CheckpointError(ProofError):
    """A checkpoint that is none, is of another log, or that too few witnesses have cosigned."""

    code = "checkpoint-refused"
    title = Message("error.checkpoint-refused")


class ForkError(ProofError):
    """The key of one log has signed two trees of which neither begins with the other."""

    code = "log-forked"
    status = 500
    title = Message("error.log-forked")


class ReceiptError(ProofError):
    """A receipt that cannot be read, or whose parts are not of one decision."""

    code = "receipt-refused"
    title = Message("error.receipt-refused")


class OpeningError(ProofError):
    """An opening that does not give the entry, or content that is not what the entry commits to."""

    code = "opening-refused"
    title = Message("error.opening-refused")


class SealError(TejunError):
    """A sealed value, or the key of one, was changed, belongs elsewhere, or was sealed with another key."""

    code = "sealed-refused"
    title = Message("error.sealed-refused")


class MasterMissingError(SealError):
    """The master key that is needed is not at hand here; another machine of the same record may have it."""

    code = "master-key-missing"
    status = 503
    retryable = True
    title = Message("error.master-key-missing")


class MasterUnavailableError(SealError):
    """What holds the master key gives no answer at present; nothing was sealed or opened."""

    code = "master-key-unavailable"
    status = 503
    retryable = True
    title = Message("error.master-key-unavailable")


class ErasedRecordError(TejunError):
    """A recorded decision whose key was destroyed, as somebody asked for: nobody can read more of it than its codes."""

    code = "record-erased"
    status = 410
    title = Message("error.record-erased")


class AlteredRecordError(TejunError):
    """A recorded decision is no longer as it was written: it is shown as that, and never as a decision."""

    code = "record-altered"
    status = 500
    title = Message("error.record-altered")


class ToolMissingError(TejunError):
    """A program that the command needs is not installed."""

    code = "tool-missing"
    status = 503
    retryable = True
    title = Message("error.tool-missing")
