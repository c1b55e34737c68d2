"""The errors of what is recorded: it could not be kept, does not prove itself, is sealed, erased or altered.

Always holds: what was altered or erased is named as that, and never shown as a decision.

May not know: where the record lies.
"""

from tejun.errors.root import TejunError
from tejun.words import Message


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
