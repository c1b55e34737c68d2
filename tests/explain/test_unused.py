"""Answers that count for nothing are noted, each with why, refusals first; and acceptances that soon expire."""

from typing import Any

import pytest
from tejun.explain import explain, remarks_on
from tejun.explain.unused import SOON, expiring_answers, unused_answers
from tejun.model.json_types import DecisionJson, FindingJson

from tests.support.explained import CATALOG, decision, document, finding

CELL = {"requirement": "RS-C2-04", "subject": "application"}
OTHER = {"requirement": "RS-PRE-01", "subject": "institution:aoba"}


def answer(*about: dict[str, str], result: str = "accepted", **other: str) -> dict[str, Any]:
    """An answer of 1 November; the decision is of 20 November."""
    said = {
        "id": "d1",
        "about": [*about],
        "on": "2026-11-01",
        "result": result,
        "reason": "支障なし",
    }
    return said | other


def whys(
    *answers: dict[str, Any],
    found: tuple[FindingJson, ...] = (),
    part: str = "facts",
    other: dict[str, Any] | None = None,
    catalog: dict[str, Any] | None = None,
    **fields: Any,
) -> list[tuple[str, str]]:
    """The pointer and the why of each answer that counts for nothing."""
    given: dict[str, Any] = {"facts": dict(other or {}), "fa": {}}
    given[part] |= {"determinations": [*answers]}
    made = decision(*found, **fields)
    return [
        (entry.pointer[-1], entry.why.key[15:])
        for entry in unused_answers(made, given, catalog or {})
    ]


def of(status: str, reads: tuple[str, ...] = (), reason: str = "open") -> FindingJson:
    return finding("RS-C2-04", "application", reason, status=status, reads=[*reads])


@pytest.mark.parametrize("result", ["accepted", "declined"])
@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("satisfied", "no_wait"),
        ("not_applicable", "no_wait"),
        ("missing_information", "information_first"),
        ("unsatisfied", "mend_first"),
        ("consult_fa", "elsewhere"),
    ],
)
def test_an_answer_that_no_finding_read_says_how_its_point_stands(
    status: str, why: str, result: str
) -> None:
    assert whys(answer(CELL, result=result), found=(of(status),)) == [("0", why)]


WHOLE: dict[str, tuple[dict[str, str], str]] = {
    "of a later day": ({"on": "2026-11-21"}, "ahead"),
    "of no day": ({"on": "gestern"}, "not_whole"),
    "that says nothing": ({"result": "perhaps"}, "not_whole"),
    "that counts until no day": ({"expires_on": "soon"}, "not_whole"),
    "that expired": ({"expires_on": "2026-11-19"}, "expired"),
}


@pytest.mark.parametrize("case", WHOLE)
def test_an_answer_by_itself(case: str) -> None:
    changed, why = WHOLE[case]
    assert whys(answer(CELL) | changed, found=(of("satisfied"),)) == [("0", why)]


def test_what_a_finding_read_is_used_also_where_it_expired() -> None:
    read = of("consult_fa", ("/facts/determinations/0",))
    assert whys(answer(CELL, expires_on="2026-11-19"), found=(read,)) == []


def test_an_answer_that_a_newer_one_overtook_is_not_told_of() -> None:
    read = of("satisfied", ("/facts/determinations/1",))
    older, newer = answer(CELL, result="declined"), answer(CELL, on="2026-11-02")
    assert whys(older, newer, found=(read,)) == []


def test_a_refusal_that_reaches_one_of_its_points_is_told_of_for_the_other() -> None:
    points = (
        of("unsatisfied", ("/facts/determinations/0",)),
        finding("RS-PRE-01", OTHER["subject"], "provided"),
    )
    assert whys(answer(CELL, OTHER, result="declined"), found=points) == [("0", "no_wait")]
    assert whys(answer(CELL, OTHER), found=points) == []


def test_refusals_come_first() -> None:
    points = (of("satisfied"), finding("RS-PRE-01", OTHER["subject"], "provided"))
    found = whys(answer(CELL), answer(OTHER, result="declined"), found=points)
    assert [pointer for pointer, _ in found] == ["1", "0"]


ASKED = {
    "measures": [{"id": "m1", "indicators": ["RS-X/y"]}],
    "requests": {"entries": [{"id": "q1"}]},
    "consultations": [{"id": "c1", "about": [CELL], "opened_on": "2026-11-01"}],
}


@pytest.mark.parametrize("about", [{"measure": "m1"}, {"request": "q1"}, CELL])
def test_an_acceptance_on_a_measure_a_request_or_what_was_asked_is_used(
    about: dict[str, str],
) -> None:
    assert whys(answer(about), found=(of("satisfied"),), other=ASKED) == []


REFUSED: list[tuple[dict[str, str], dict[str, Any], str]] = [
    ({"measure": "m1"}, {"measures": ["m1"], "answers": ["支障なし"]}, "no_finding"),
    ({"request": "q1"}, {"requests": ["q1"], "answers": ["支障なし"]}, "no_finding"),
    ({"indicator": "RS-X/y"}, {"measures": ["m1"], "answers": ["支障なし"]}, "unknown"),
    (CELL, {"consultations": ["c1"]}, "no_wait"),
]


@pytest.mark.parametrize(("about", "params", "why"), REFUSED)
def test_a_refusal_is_used_only_where_a_finding_rests_on_it(
    about: dict[str, str], params: dict[str, Any], why: str
) -> None:
    refusal = answer(about, result="declined")
    assert whys(refusal, found=(of("satisfied"),), other=ASKED) == [("0", why)]
    step = finding("RS-STP-03", "application", "declined", status="unsatisfied", params=params)
    assert whys(refusal, found=(of("satisfied"), step), other=ASKED) == []
    elsewhere = {key: ["other"] for key in params}
    step = finding("RS-STP-03", "application", "declined", status="unsatisfied", params=elsewhere)
    assert whys(refusal, found=(of("satisfied"), step), other=ASKED) == [("0", why)]


def test_a_point_that_waits_for_another_answer_on_the_measure_rests_on_the_refusal() -> None:
    waiting = finding("RS-STP-03", "application", "not_agreed", status="consult_fa")
    waiting["params"] = {"measures": ["m1"]}
    refusal = answer({"measure": "m1"}, result="declined")
    assert whys(refusal, found=(waiting,), other=ASKED) == []


def test_a_refusal_on_a_measure_that_was_withdrawn_says_so() -> None:
    other = {"measures": [{"id": "m1", "withdrawn": {"on": "2026-11-02"}}]}
    refusal = answer({"measure": "m1"}, result="declined")
    assert whys(refusal, found=(of("satisfied"),), other=other) == [("0", "withdrawn")]


@pytest.mark.parametrize("asks", [False, True])
@pytest.mark.parametrize("key", ["RS-X/y.dead", " RS-C2-04/a", "rs-c2-04/a"])
def test_a_refusal_on_what_is_not_there_is_told_whoever_asked(key: str, asks: bool) -> None:
    about = {"indicator": key}
    asked = [{"id": "c1", "about": [about], "opened_on": "2026-11-01"}] if asks else []
    refusal = answer(about, result="declined")
    assert whys(refusal, found=(of("satisfied"),), other={"consultations": asked}) == [
        ("0", "unknown")
    ]


def test_a_refusal_on_an_indicator_that_no_finding_reads_is_told() -> None:
    catalog = {"RS-RA-01": {"reasons": {"not_answered": {"answered_at": {"of": "indicator"}}}}}
    to_judge = finding("RS-RA-01", "indicator:RS-X/y", "not_judged")
    raised = {"key": "RS-X/y", "requirement": "RS-X", "subject": "application", "reads": []}
    refusal = answer({"indicator": "RS-X/y"}, result="declined")
    found = whys(refusal, found=(to_judge,), indicators=[raised], catalog=catalog)
    assert found == [("0", "information_first")]


def test_what_the_fa_itself_refused_stands_against_a_newer_report() -> None:
    newer = {"determinations": [answer(CELL, on="2026-11-10")]}
    refusal = answer(CELL, result="declined")
    found = whys(refusal, found=(of("satisfied"),), part="fa", other=newer)
    assert found == [("0", "no_wait")]


def test_an_answer_from_before_the_consultation_was_opened_is_none_on_it() -> None:
    asked = {"consultations": [{"id": "c1", "about": [CELL], "opened_on": "2026-11-02"}]}
    assert whys(answer(CELL), found=(of("satisfied"),), other=asked) == [("0", "no_wait")]


@pytest.mark.parametrize(("requests", "used"), [(["q1"], True), (["q2"], False)])
def test_an_acceptance_on_whose_conditions_the_finding_waits_is_used(
    requests: list[str], used: bool
) -> None:
    accepted = answer(CELL) | {"conditions": ["q1"]}
    waiting = of("missing_information")
    waiting["params"] = {"requests": requests}
    assert (whys(accepted, found=(waiting,)) == []) is used


@pytest.mark.parametrize(("of_what", "used"), [("indicators", True), ("waiting", False)])
def test_an_answer_on_an_indicator_that_settles_what_raised_it_is_used(
    of_what: str, used: bool
) -> None:
    key = "RS-P1-03/application/x"
    raised = {"key": key, "requirement": "RS-P1-03", "subject": "application", "reads": []}
    catalog = {
        "RS-P1-03": {"reasons": {"open": {"answered_at": {"of": of_what}}}},
        "RS-RA-01": {"reasons": {"not_answered": {"answered_at": {"of": "indicator"}}}},
    }
    to_judge = finding("RS-RA-01", f"indicator:{key}", "not_judged")
    found = whys(
        answer({"indicator": key}), found=(to_judge,), indicators=[raised], catalog=catalog
    )
    assert found == ([] if used else [("0", "information_first")])


def test_a_formal_check_says_that_what_is_only_reported_does_not_count() -> None:
    waiting = (of("consult_fa"),)
    assert whys(answer(CELL), found=waiting, mode="formal") == [("0", "reported")]
    assert whys(answer(CELL), found=waiting, mode="formal", part="fa") == [("0", "elsewhere")]


def test_where_the_findings_do_not_matter_nothing_is_noted() -> None:
    assert whys(answer(CELL), found=(of("satisfied"),), outcome="out_of_scope") == []


def noted(result: DecisionJson, facts: dict[str, Any]) -> list[str]:
    given = document()
    given["facts"] |= facts
    remarks = remarks_on(result, CATALOG, language="en", document=given)
    assert set(remarks) <= set(explain(result, CATALOG, language="en", document=given).notes)
    return list(remarks)


def test_a_refusal_is_noted_with_its_place_and_its_point() -> None:
    refusal = {"determinations": [answer(CELL, result="declined")]}
    (note,) = noted(decision(of("satisfied")), refusal)
    assert "does not accept count for nothing in this result" in note
    assert note.endswith("determinations[d1] (RS-C2-04 application: the point waits for no answer)")


def test_an_answer_of_which_one_topic_is_not_there_is_told_of_for_that_topic() -> None:
    about = [CELL, {"requirement": "RS-XX-99"}]
    read = decision(of("satisfied", ("/facts/determinations/0",)))
    (note,) = noted(read, {"determinations": [answer(*about)]})
    assert note.startswith("What these places name is not in this check, and has no effect there.")
    assert note.endswith("determinations[d1] (RS-XX-99 application)")


def test_a_refusal_on_what_is_not_there_is_told_once_and_first() -> None:
    idle = answer({"requirement": "RS-XX-98"}) | {"id": "d0"}
    refused = answer({"requirement": "RS-XX-99"}, result="declined")
    first, second = noted(decision(of("satisfied")), {"determinations": [idle, refused]})
    assert "determinations[d1] (RS-XX-99 application: it is not in this check" in first
    assert second.endswith("determinations[d0] (RS-XX-98 application)")


@pytest.mark.parametrize("result", ["accepted", "declined"])
def test_an_answer_about_who_takes_part_no_longer_is_not_noted(result: str) -> None:
    cell = {"requirement": "RS-C2-04", "subject": "institution:nf"}
    about: list[dict[str, Any]] = [cell, {"indicator": "RS-Y/institution:nf/z"}]
    said = answer(result=result)
    plain, former = ([{**topic, **mark} for topic in about] for mark in ({}, {"former": True}))
    assert noted(decision(of("satisfied")), {"determinations": [said | {"about": plain}]})
    assert noted(decision(of("satisfied")), {"determinations": [said | {"about": former}]}) == []


def test_a_note_lists_the_first_few_and_how_many_more() -> None:
    answers = [answer(CELL, on="2026-11-30") | {"id": f"d{i}"} for i in range(8)]
    (note,) = noted(decision(of("satisfied")), {"determinations": answers})
    assert note.endswith(
        "determinations[d4] (it is dated 2026-11-30, after the day of the check), and 3 more"
    )


@pytest.mark.parametrize(
    ("day", "is_told"),
    [("2026-11-19", False), ("2026-11-20", True), ("2027-02-18", True), ("2027-02-19", False)],
)
def test_an_acceptance_that_soon_expires_is_noted(day: str, is_told: bool) -> None:
    assert SOON.days == 90
    settled = decision(of("satisfied", ("/facts/determinations/0",)))
    given = {"facts": {"determinations": [answer(CELL, expires_on=day)]}}
    found = [(pointer, str(until)) for pointer, until in expiring_answers(settled, given, {})]
    assert found == ([("/facts/determinations/0", day)] if is_told else [])


def test_an_acceptance_on_which_nothing_rests_expires_unnoticed() -> None:
    given = {"facts": {"determinations": [answer(CELL, expires_on="2026-12-01")]}}
    assert expiring_answers(decision(of("satisfied")), given, {}) == []


def test_the_note_on_what_expires_has_its_day() -> None:
    settled = decision(of("satisfied", ("/facts/determinations/0",)))
    (note,) = noted(settled, {"determinations": [answer(CELL, expires_on="2026-12-01")]})
    assert note.endswith("determinations[d1] (until 2026-12-01)")


@pytest.mark.parametrize("answers", [None, "?", [None, {}, {"about": [{}]}, {"about": "?"}]])
def test_answers_of_any_form_are_gone_through(answers: Any) -> None:
    given = {"facts": {"determinations": answers}, "fa": None}
    made = decision(of("satisfied"))
    assert all(entry.why.key.endswith("not_whole") for entry in unused_answers(made, given, {}))
    assert expiring_answers(made, given, {}) == []
