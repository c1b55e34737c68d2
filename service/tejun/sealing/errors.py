"""The errors of sealing, each with its advice.

May not know: what was sealed; no message repeats any of it.
"""

from tejun.errors import InvalidInputError, MasterMissingError, SealError
from tejun.words import Message, Words


def changed_error(detail: Words) -> SealError:
    """A sealed value or a wrapped key that does not open as it stands."""
    return SealError(detail, Message("sealing.changed.advice"))


def another_key_error(detail: Words) -> SealError:
    """One that was sealed with another key than the one that was given."""
    return SealError(detail, Message("sealing.another_key.advice"))


def missing_master_error(detail: Words) -> MasterMissingError:
    """A wrapped key whose master is not at hand."""
    return MasterMissingError(detail, Message("sealing.another_key.advice"))


def not_led_error(needed: str, known: str) -> MasterMissingError:
    """Nothing new is wrapped here: the master that wraps by now is not at hand."""
    return MasterMissingError(
        Message("sealing.not_led.detail", needed=needed, known=known),
        Message("sealing.not_led.advice", needed=needed),
    )


_ADVICE = Message("sealing.master_key.advice")


def unusable_error(where: str, reason: Words, advice: Words = _ADVICE) -> InvalidInputError:
    """A text or a file that is no master key; `where` is never the text."""
    return InvalidInputError(
        Message("sealing.master_key.detail", where=where, reason=reason),
        advice,
    )
