"""The funding agency's answer that a finding rests on, as an explanation shows it.

Always holds: pure; of what was read only an answer is shown, with who tells of it.

May not know: how an answer is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tejun.explain import words
from tejun.explain.context import Context
from tejun.explain.shape import Disposition
from tejun.words import Language


def disposition(reads: Sequence[str], context: Context) -> Disposition | None:
    """The funding agency's answer among what was read, if one was; the FA's own record before a report of it."""
    for prefix, source in (
        ("/fa/determinations/", "fa"),
        ("/facts/determinations/", "institution"),
    ):
        for pointer in reads:
            answer = context.labels.value_at(pointer) if pointer.startswith(prefix) else None
            if isinstance(answer, Mapping) and answer.get("result") in words.RESULTS:
                return _answer(answer, source, context.language)
    return None


def _answer(answer: Mapping[str, Any], source: str, language: Language) -> Disposition:
    expires = answer.get("expires_on")
    return Disposition(
        result=answer["result"],
        result_label=words.RESULTS[answer["result"]].in_(language),
        teller="fa" if source == "fa" else "institution",
        teller_label=words.ANSWER_SOURCES[source].in_(language),
        by=str(answer.get("by") or words.UNKNOWN),
        on=str(answer.get("on") or words.UNKNOWN),
        reference=str(answer.get("reference") or words.UNKNOWN),
        expires_on=None if expires is None else str(expires),
    )
