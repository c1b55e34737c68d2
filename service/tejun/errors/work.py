"""The errors of what a decision is made with: the editions, the clock, the engine, the tools.

Always holds: where one of them is raised, nothing was recorded that was not before.

May not know: who asked.
"""

from tejun.errors.root import TejunError
from tejun.words import Message, Words


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


class ArchiveMissingError(RegistryError):
    """An edition was published here, and its archive is not there: the other editions are."""

    code = "archive-missing"
    title = Message("error.archive-missing")


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


class ToolMissingError(TejunError):
    """A program that the command needs is not installed."""

    code = "tool-missing"
    status = 503
    retryable = True
    title = Message("error.tool-missing")
