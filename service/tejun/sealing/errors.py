"""The errors of sealing, each with its advice.

May not know: what was sealed; no message repeats any of it.
"""

from tejun.errors import InvalidInputError, SealError
from tejun.words import Message, Words


def changed_error(detail: Words) -> SealError:
    """A sealed value or a wrapped key that does not open as it stands."""
    return SealError(detail, Message("sealing.changed.advice"))


def another_key_error(detail: Words) -> SealError:
    """One that needs a key that is not at hand."""
    return SealError(detail, Message("sealing.another_key.advice"))


_ADVICE = Message("sealing.master_key.advice")


def unusable_error(where: str, reason: Words, advice: Words = _ADVICE) -> InvalidInputError:
    """A text or a file that is no master key; `where` is never the text."""
    return InvalidInputError(
        Message("sealing.master_key.detail", where=where, reason=reason),
        advice,
    )
