"""The errors of the log's proofs, each with its advice.

May not know: what was being verified.
"""

from tejun.errors import CheckpointError, OpeningError, ProofError
from tejun.words import Message, Words


def proof_error(detail: Words) -> ProofError:
    """A path of hashes, a tile or a file that proves nothing."""
    return ProofError(detail, Message("transparency.proof.advice"))


def checkpoint_error(detail: Words) -> CheckpointError:
    """A checkpoint that is not to be relied on."""
    return CheckpointError(detail, Message("transparency.checkpoint.advice"))


def opening_error(detail: Words) -> OpeningError:
    """An opening, or content, that is not what was committed to."""
    return OpeningError(detail, Message("transparency.opening.advice"))
