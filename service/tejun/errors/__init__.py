"""The errors of tejun, in one tree, each with its advice in ja and en.

    TejunError
    ├── InvalidInputError            the submitter can mend it
    │   ├── UnreadableDocumentError  not JSON/YAML as RFC 8259 / I-JSON want it
    │   ├── InvalidFactsError        does not fit the schema of the facts; carries the places
    │   ├── WrongProgramError        the facts name another program
    │   ├── KeyReusedError           an idempotency key that another request has used
    │   ├── SelectionError           decisions asked for by what there is not, or behind a place of another list
    │   ├── NotComparableError       two decisions of which it cannot be said what changed
    │   ├── EarlierFormError         a decision of facts in a form of before, in which something is to be changed
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
    │   └── ArchiveMissingError      an edition was published there, and its archive is gone
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

from tejun.errors.callers import (
    CallerGoneError,
    EarlierFormError,
    InvalidFactsError,
    InvalidInputError,
    KeyReusedError,
    NotComparableError,
    NotFoundError,
    SelectionError,
    TooLargeError,
    UnknownCallError,
    UnknownDecisionError,
    UnknownEditionError,
    UnknownFindingError,
    UnknownProgramError,
    UnreadableDocumentError,
    WrongProgramError,
)
from tejun.errors.records import (
    AlteredRecordError,
    CheckpointError,
    ErasedRecordError,
    ForkError,
    MasterMissingError,
    MasterUnavailableError,
    NoteError,
    OpeningError,
    ProofError,
    ReceiptError,
    SealError,
    StoreError,
)
from tejun.errors.root import (
    Place,
    TejunError,
)
from tejun.errors.work import (
    ArchiveMissingError,
    BundleError,
    ClockError,
    EngineUnavailableError,
    EvaluationError,
    EvaluationLimitError,
    EvaluationTimeoutError,
    PublicationError,
    RegistryError,
    RemedyError,
    SignatureError,
    ToolMissingError,
    TraceError,
)

__all__ = [
    "AlteredRecordError",
    "ArchiveMissingError",
    "BundleError",
    "CallerGoneError",
    "CheckpointError",
    "ClockError",
    "EarlierFormError",
    "EngineUnavailableError",
    "ErasedRecordError",
    "EvaluationError",
    "EvaluationLimitError",
    "EvaluationTimeoutError",
    "ForkError",
    "InvalidFactsError",
    "InvalidInputError",
    "KeyReusedError",
    "MasterMissingError",
    "MasterUnavailableError",
    "NotComparableError",
    "NotFoundError",
    "NoteError",
    "OpeningError",
    "Place",
    "ProofError",
    "PublicationError",
    "ReceiptError",
    "RegistryError",
    "RemedyError",
    "SealError",
    "SelectionError",
    "SignatureError",
    "StoreError",
    "TejunError",
    "TooLargeError",
    "ToolMissingError",
    "TraceError",
    "UnknownCallError",
    "UnknownDecisionError",
    "UnknownEditionError",
    "UnknownFindingError",
    "UnknownProgramError",
    "UnreadableDocumentError",
    "WrongProgramError",
]
