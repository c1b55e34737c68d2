"""A condition on which the FA accepted is entered as one: what stands in the words of its answer alone nobody follows.

Always holds: an answer that names a condition in its own field is never refused.

May not know: what the condition asks for.
"""

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from tejun.model.mistakes import Mistake
from tejun.words import Message

_ON_CONDITION = re.compile(
    r"(?<!無)(?:(?:を|こと、?が)(?:[^、。]{0,10})?(?:条件|前提)(?:に|と)(?:し|、|了承|承認|認め)|条件付き?(?:で|の|き了承))"
    r"|\b(?:on|under) (?:the )?conditions? (?:that|of)\b|\bprovided (?:that )?(?:the|it|they|you|all|access|no)\b"
    r"|\bsubject to (?:the )?(?:following|conditions?|keeping|submission|training)\b"
)
"""As it compares."""


def condition_errors(facts: dict[str, Any]) -> Iterator[Mistake]:
    """Each answer that accepts on a condition, by its words, and names none."""
    for i, answer in enumerate(facts.get("determinations", [])):
        if answer["result"] != "accepted" or answer.get("conditions"):
            continue
        if _ON_CONDITION.search(normalize("NFKC", answer["reason"]).casefold()):
            yield ("determinations", i, "reason"), Message("model.condition_in_words")
