"""The error for an application that no evaluation can take in: a limit with its setting, and no fault that passes.

May not know: which engine came to it, or how.
"""

from tejun.errors import EvaluationLimitError
from tejun.words import Message


def over_memory(memory_mb: int) -> EvaluationLimitError:
    """The error for an evaluation that asked for more memory than it may have."""
    return EvaluationLimitError(
        Message("engine.over_memory.detail", memory_mb=memory_mb),
        Message("engine.over_memory.advice"),
    )
