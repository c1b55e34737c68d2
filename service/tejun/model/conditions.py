"""A condition on which the FA accepted is entered as one: what stands in the words of its answer alone nobody follows.

The words are the FA's, and stay as they are. Whoever enters them says what they mean: which requests they make, or, by
an empty list, that they make none.

Always holds: an answer that says on which conditions it depends, be it on none, is never refused.

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
    """Each answer that accepts on a condition, by its words, and does not say on which."""
    for i, answer in enumerate(facts.get("determinations", [])):
        if answer["result"] != "accepted" or "conditions" in answer:
            continue
        if _ON_CONDITION.search(normalize("NFKC", answer["reason"]).casefold()):
            yield ("determinations", i, "reason"), Message("model.condition_in_words")
