"""The errors that whoever asks can mend: what was sent cannot be used, or what was asked for is not there.

Always holds: none of them is called a fault of the service.

May not know: what is recorded, and how.
"""

from tejun.errors.root import TejunError
from tejun.words import Message


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
