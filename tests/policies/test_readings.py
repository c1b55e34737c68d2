"""No demand is invented: what comes out `unsatisfied` has its words in the source or in the program's call, or is named
as a reading, with the reason, in docs/readings.md.

That the words stand there is held by the lint (`tejun.authoring.restate`).
"""

from typing import Any

from tests.docs.test_reference import BOOK
from tools.reference.readings import readings, without_ground

REQUIREMENTS = [entry.requirement for entry in BOOK.entries]


def test_whatever_is_unsatisfied_has_its_words_or_is_named_as_a_reading() -> None:
    assert without_ground(REQUIREMENTS) == []


def requirement(**about: Any) -> dict[str, Any]:
    return {"id": "RS-X", "readings": [], "reasons": {"late": {"status": "unsatisfied"}}, **about}


def test_a_demand_of_our_own_is_caught() -> None:
    assert without_ground([requirement()]) == ["RS-X: late"]
    read = {"ja": "読み", "en": "a reading", "reasons": ["early"]}
    assert without_ground([requirement(readings=[read])]) == ["RS-X: late"]


def test_words_and_readings_are_ground_enough() -> None:
    read = {"ja": "読み", "en": "a reading", "reasons": ["late"]}
    worded = {"late": {"status": "unsatisfied", "words": "求められる時期までに"}}
    assert without_ground([requirement(readings=[read]), requirement(reasons=worded)]) == []


SILENT = {
    "RS-RA-01": "evaluation_not_answered",
    "RS-P1-03": "look_back_not_defined",
    "RS-P1-01a": "declaration_stale",
    "RS-DD-01": "no_source_available",
    "RS-PRE-03": "not_asked_of_it",
    "RS-SCP-04": "narrowed_without_answer",
    "RS-O5-01a": "inadequate",
    "RS-P1-07": "lists_not_named",
    "RS-C2-04": "foreign_link_claimed",
}
"""Of the points on which the source is silent or ambiguous, those that a reason settles."""


def test_where_the_source_is_silent_the_page_says_how_it_is_read() -> None:
    named = {
        (requirement, code)
        for read in readings(BOOK)
        for requirement in read.requirements
        for code in read.reasons
    }
    assert SILENT.items() <= named
    texts = " ".join(read.en for read in readings(BOOK))
    for words in ("With the government", "merged", "title, day and place", "over (4) as well"):
        assert words.casefold() in texts.casefold()
