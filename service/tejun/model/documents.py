"""Documents that stand at two days, though each has one: a letter of the FA, the evidence of two measures.

Refused is only what the document itself shows: one number, or one digest, with two days. A number that counts what was
asked, and a document without a digest, may stand anywhere.

May not know: what a document says.
"""

import re
from collections.abc import Iterator
from typing import Any

from tejun.model.mistakes import Mistake
from tejun.model.names import words_of
from tejun.words import Message


def errors_of_days(facts: dict[str, Any]) -> Iterator[Mistake]:
    """Each place at which a document stands that is of another day elsewhere."""
    yield from _letters(facts)
    yield from _evidence(facts)


_DAY = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*([-/.月]\s*\d{1,2}\s*日?)?|(令和|R)\s*\d+年\d+月(\d+日)?"
)
_OF_A_MATTER = re.compile(
    r"受付|整理|相談|課題|案件|管理番号|メール|case|ticket|inquiry|mail", re.IGNORECASE
)
"""A number of what was asked, or no number at all: the FA may answer it on several days."""


def _letters(facts: dict[str, Any]) -> Iterator[Mistake]:
    """A letter has one day; a number counts for the office that gave it, in one year."""
    first: dict[tuple[str, ...], str] = {}
    own = "".join(words_of(facts["application"]["id"]))
    for i, answer in enumerate(facts.get("determinations", [])):
        if not _is_number_of_letter(answer["reference"], own):
            continue
        year, month = answer["on"][:4], answer["on"][5:7]
        fiscal = "-" if month < "04" else "+"
        on = first.setdefault((answer["by"], answer["reference"], year, fiscal), answer["on"])
        if on != answer["on"]:
            yield ("determinations", i, "on"), Message("model.letter_of_two_days", on=on)


def _is_number_of_letter(reference: str, own: str) -> bool:
    """`own` is the application's id, which is a number of what was asked, however it is written."""
    if "".join(words_of(reference)) == own or _OF_A_MATTER.search(reference):
        return False
    return bool(re.search(r"\d", _DAY.sub("", reference)))


def _evidence(facts: dict[str, Any]) -> Iterator[Mistake]:
    """The same bytes show two acts only as they were on one day: that of the document, else that of the act."""
    first: dict[str, tuple[str, str]] = {}
    for i, measure in enumerate(facts.get("measures") or []):
        for k, document in enumerate(measure.get("evidence", [])):
            day = document.get("on", measure.get("done_on"))
            if day is None or "digest" not in document:
                continue
            on, other = first.setdefault(document["digest"], (day, measure["id"]))
            if on != day:
                place = ("measures", i, "evidence", k, "digest")
                yield place, Message("model.evidence_of_two_days", on=on, other=other)
