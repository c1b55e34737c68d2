"""What the FA's answer makes of a cell that waits for it: cases made from cases.

A case that expects `consult_fa` is asked again with an answer of the FA on that very cell: accepted, accepted until a
day, declined, expired, and older than what it answers.

May not know: which requirement waits for what.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import orjson
from tejun.policytest import Case
from tejun.reading.lenient import read_own

from tests.support.later import LaterCase

DAY = timedelta(days=1)

ANSWERS = {
    "fa_accepted": "satisfied",
    "fa_accepted_within_limits": "satisfied",
    "fa_declined": "unsatisfied",
    "fa_answer_expired": "consult_fa",
    "fa_answer_older": "consult_fa",
}
"""The reason that each answer gives, and its status."""


def answered(case: Case, reason: str) -> Case:
    """The case, with the answer that gives the reason on the cell that it expects to wait."""
    kept = {key: case.expect[key] for key in ("requirement", "subject")}
    return LaterCase.of(
        lambda: _with_answer(case, reason),
        requirement=case.requirement,
        reason=reason,
        program=case.program,
        path=case.path.with_name(f"{reason}.{case.path.name}"),
        overrides=case.overrides,
        expect={**kept, "reason": reason, "status": ANSWERS[reason]},
    )


def _with_answer(case: Case, reason: str) -> dict[str, Any]:
    document = _copied(case.input)
    fa = document["fa"]
    fa["determinations"] = [
        *fa.get("determinations", []),
        _answer(case, reason, date.fromisoformat(document["as_of"])),
    ]
    return document


def accepted_on(document: dict[str, Any], about: list[dict[str, str]]) -> dict[str, Any]:
    """The input document with one more answer that the FA recorded: it accepts, on the day of the decision."""
    document = _copied(document)
    before = document["fa"].get("determinations", [])
    document["fa"]["determinations"] = [*before, given(about, "accepted", document["as_of"])]
    return document


def _copied(document: dict[str, Any]) -> dict[str, Any]:
    copy: dict[str, Any] = read_own(orjson.dumps(document))  # in a fifth of `deepcopy`'s time
    return copy


def _answer(case: Case, reason: str, as_of: date) -> dict[str, Any]:
    """Given on the day of the decision, so that nothing it answers is newer.

    The older one is from long before, the expired one of the day before, when it ended.
    """
    on = {"fa_answer_older": date(2000, 1, 1), "fa_answer_expired": as_of - DAY}.get(reason, as_of)
    kind, _, key = case.expect["subject"].partition(":")
    cell = {"requirement": case.expect["requirement"], "subject": case.expect["subject"]}
    topic = {"indicator": key} if kind == "indicator" else cell
    result = "declined" if reason == "fa_declined" else "accepted"
    answer = given([topic], result, on.isoformat())
    until = {"fa_accepted_within_limits": as_of + DAY, "fa_answer_expired": as_of - DAY}
    return answer | ({"expires_on": until[reason].isoformat()} if reason in until else {})


def given(
    about: list[dict[str, str]], result: str, on: str, *, name: str = "answer"
) -> dict[str, Any]:
    """An answer of the FA on these topics, as either side enters it; `name` is its id, and each day has its letter."""
    return {
        "id": name,
        "about": about,
        "result": result,
        "on": on,
        "by": "架空科学技術振興機構 研究セキュリティ課",
        "reference": f"架空機構セ第{on.replace('-', '')}号",
        "reason": "資料を確認した。",
    }


_OWN_PART = (
    *(f"RS-PRE-0{i}" for i in range(1, 10)),
    *("RS-D4-02", "RS-D4-03", "RS-D4-04a", "RS-D4-04b", "RS-D4-05"),
    *("RS-S3-00", "RS-S3-01", "RS-S3-02", "RS-S3-03"),
    *(f"RS-DD-0{i}" for i in range(1, 5)),
    *("RS-P1-01a", "RS-P1-01b", "RS-P1-01c", *(f"RS-P1-0{i}" for i in range(2, 8))),
    *("RS-C2-01", *(f"RS-C2-02{i}" for i in "abcd"), "RS-C2-04"),
    *("DB-01", "DB-02", "DB-05", "OM-01", "OM-02"),
)
"""What is asked of and about each institution, and of its people; its own look at its co-PI too."""

SETTLED_ELSEWHERE = {
    **dict.fromkeys(
        (f"{requirement}/part_withheld" for requirement in _OWN_PART),
        "what a joint institution withholds is consulted on at RS-SCP-03",
    ),
    **dict.fromkeys(
        (f"RS-S3-0{i}/supporters_not_confirmed" for i in (1, 2, 3)),
        "whether there are supporters is consulted on at RS-S3-00",
    ),
    "RS-D4-02/dataset_list_withheld": "that a joint institution gives no list is consulted on at RS-SCP-03",
    "RS-D4-02/dataset_list_not_known": "and at RS-D4-02 of that institution where it says so itself",
    "RS-DD-04/undisposed": "each discrepancy has an indicator of its own",
    "RS-C2-05/items_for_consultation": "each item has a cell of its own",
    "RS-STP-03/consultation_open": "the question names the cell, indicator or measure that it is about",
    "RS-STP-03/refusal_stands": "the answer names the cell or indicator that it is about",
    "RS-O5-02/refused_since": "likewise",
    "RS-O5-02/refused_of_the_call": "likewise",
    "RS-STP-03/risk_to_consult": "the evaluation and each indicator have cells of their own, under RS-RA-01",
    "RS-MT-00/none_to_consult": "so has the indicator that no measure answers",
    "RS-GEN-01/*": "advice, which binds nobody",
    "RS-RA-02/*": "a duty of the FA's own",
    "RS-MT-08/*": "a duty of the FA's own",
}
"""Cells that no answer of their own settles, and what does."""

ANSWERED_IN_WORDS_OF_ITS_OWN = {
    "RS-O5-02/undecided": "an answer brings an outcome about, or leaves the procedure to apply",
    "TR-01/*": "the answer is the FA's notice of the selection",
    "DB-04/*": "likewise",
}
"""Cells on which an answer in force gives reasons of the requirement's own."""

IN_FORCE = ("fa_accepted", "fa_accepted_within_limits", "fa_declined")
"""The reasons of an answer that is in force."""


def made_from(cases: Iterable[Case]) -> Iterator[Case]:
    """Of each requirement the five answers on the first of its cells that waits for one."""
    seen = set()
    for case in waiting(cases):
        if case.requirement not in seen:
            seen.add(case.requirement)
            yield from (answered(case, reason) for reason in ANSWERS if can_give(case, reason))


def can_give(case: Case, reason: str) -> bool:
    """Whether the answer gives this reason on the cell that the case expects to wait."""
    return reason not in IN_FORCE or not is_listed(case, ANSWERED_IN_WORDS_OF_ITS_OWN)


def is_listed(case: Case, names: Iterable[str]) -> bool:
    """Whether the case, or every case of its requirement, is among these."""
    return not {f"{case.requirement}/{case.reason}", f"{case.requirement}/*"}.isdisjoint(names)


def waiting(cases: Iterable[Case]) -> Iterator[Case]:
    """The cases whose cell waits for the FA's answer on it."""
    for case in cases:
        expected = case.expect.get("status") == "consult_fa" and case.reason not in ANSWERS
        if expected and not is_listed(case, SETTLED_ELSEWHERE):
            yield case
