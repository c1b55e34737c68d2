"""Facts are read strictly, and what is wrong is named where it stands in the user's own file."""

import copy
import gc
import json
import time
from pathlib import Path
from typing import Any

import pytest
from tejun.errors import InvalidFactsError, UnreadableDocumentError
from tejun.model.intake import MAX_PLACES, read_facts, validate_facts
from tejun.reading import Syntax, read_document

from tests.support.crowd import body

PLAN = min((Path(__file__).parents[2] / "fixtures" / "madmp").glob("ex*.json"))

DECLARED = {"by": "研究推進課", "on": "2026-10-01"}

FACTOR = {
    "id": "f1",
    "factor": "listed_post",
    "body": "架空の機関",
    "description": "客員研究員",
    "start": "2022-04-01",
}

JUDGED_RUN: dict[str, Any] = {
    "list_id": "un",
    "list_version": "2026-10-14",
    "retrieved_on": "2026-10-19",
    "queried_names": ["佐藤"],
    "candidates": [],
    "run_by": "研究推進課",
    "run_on": "2026-10-20",
    "disposition": {
        "view": "same",
        "rationale": "生年月日が一致する。",
        "by": "研究推進課",
        "on": "2026-10-21",
    },
}

SMALL: dict[str, Any] = {
    "schema": "tejun/facts/2",
    "application": {
        "id": "a-1",
        "title": "架空の研究",
        "program": "kprogram-2026",
        "call": {"reference": "架空公募要領", "closes": "2026-12-18"},
        "stage": "applying",
        "technology_areas": ["量子"],
    },
    "institutions": [
        {"id": "aoba", "role": "lead", "name": "青葉大学", "kind": "university", "country": "JP"},
        {"id": "minato", "role": "joint", "name": "港研究所", "kind": "other", "country": "JP"},
    ],
    "people": [
        {"id": "sato", "name": "佐藤", "role": "pi", "institution": "aoba", "student": False},
    ],
}


def with_(path: str, value: object) -> bytes:
    """SMALL with `value` at a pointer, as JSON with one key a line."""
    facts = copy.deepcopy(SMALL)
    *parents, last = path.strip("/").split("/")
    at: Any = facts
    for key in parents:
        at = at[int(key)] if isinstance(at, list) else at.setdefault(key, {})
    at[int(last) if isinstance(at, list) else last] = value
    return json.dumps(facts, indent=1, ensure_ascii=False).encode()


def refusal(data: bytes) -> InvalidFactsError:
    with pytest.raises(InvalidFactsError) as error:
        read_facts(data)
    return error.value


def test_a_small_document_is_read_and_has_a_digest() -> None:
    one = read_facts(json.dumps(SMALL).encode())
    other = read_facts(json.dumps(SMALL, indent=4, sort_keys=True, ensure_ascii=False).encode())
    assert one.document == SMALL
    assert one.digest == other.digest
    assert one.digest.startswith("sha256:")


@pytest.mark.parametrize(
    ("path", "value", "pointer", "says"),
    [
        ("/schema", "tejun/facts/9", "/schema", "tejun/facts/2"),
        ("/people/0/student", "no", "/people/0/student", "true or false"),
        ("/people/0/student", None, "/people/0/student", "null"),
        ("/people/0/name", "  ", "/people/0/name", "blank"),
        ("/people/0/orcid", "0000-0001", "/people/0/orcid", "ORCID"),
        ("/people/0/e_rad", "123", "/people/0/e_rad", "eight digits"),
        ("/people/0/nationality", "JP", "/people/0", "no “nationality”"),
        ("/people/0/role", "boss", "/people/0/role", "pi, participant, co_pi"),
        ("/people/0/institution", "aobo", "/people/0/institution", "Is “aoba” meant?"),
        ("/institutions/1/id", "aoba", "/institutions/1/id", "twice"),
        (
            "/people/0/questionnaire",
            {
                "state": "provided",
                "declared": DECLARED,
                "entries": [{"item": "q01", "answer": "no"}, {"item": "q01", "answer": "yes"}],
            },
            "/people/0/questionnaire/entries/1/item",
            "The item “q01” is used twice",
        ),
        (
            "/people/0/factors",
            {"state": "provided", "declared": DECLARED, "entries": [FACTOR, FACTOR]},
            "/people/0/factors/entries/1/id",
            "The id “f1” is used twice",
        ),
        (
            "/people/0/factors",
            {
                "state": "provided",
                "declared": DECLARED,
                "entries": [{**FACTOR, "since": "2026-10-02"}],
            },
            "/people/0/factors/entries/0/since",
            "later than the signature (2026-10-01)",
        ),
        (
            "/people/0/disclosures/records",
            {"state": "none", "declared": {**DECLARED, "since": "2026-10-02"}},
            "/people/0/disclosures/records/declared/since",
            "later than the signature (2026-10-01)",
        ),
        (
            "/people/0/disclosures/papers",
            {
                "state": "provided",
                "declared": DECLARED,
                "kept": {"place": "researchmap", "on": "2026-10-02"},
            },
            "/people/0/disclosures/papers/kept/on",
            "later than the signature (2026-10-01)",
        ),
        (
            "/people/0/screening",
            [JUDGED_RUN],
            "/people/0/screening/0/candidates",
            "no run against this list names a candidate",
        ),
        ("/institutions/1/role", "lead", "/institutions/1", "exactly one lead institution"),
        ("/people/0/role", "co_pi", "/people", "exactly one principal investigator"),
        ("/institutions/0/country", "Japan", "/institutions/0/country", "two-letter"),
        *(
            ("/institutions/0/country", code, "/institutions/0/country", "two-letter")
            for code in ("UK", "JA", "EU", "ZZ", "jp", "")
        ),
        ("/institutions/0/ror", "ror.org/0", "/institutions/0/ror", "ROR"),
        (
            "/institutions/0/ror",
            "https://ror.org/05dxps056",
            "/institutions/0/ror",
            "check digits of this ROR",
        ),
        (
            "/people/0/orcid",
            "https://orcid.org/0000-0002-1825-0098",
            "/people/0/orcid",
            "check digit of this ORCID",
        ),
        *(
            ("/institutions/0/name", name, "/institutions/0/kind", "kind: company")
            for name in ("株式会社青葉", "青葉合同会社", "（株）青葉研究所", "青葉有限会社")
        ),
        ("/application/call/closes", "2026-02-30", "/application/call/closes", "calendar"),
        ("/application/technology_areas", [], "/application/technology_areas", "At least 1"),
        (
            "/dmp",
            {
                "state": "provided",
                "declared": DECLARED,
                "entries": [{"title": "計画", "madmp": {}}],
            },
            "/dmp/entries/0/madmp",
            "“dmp” is missing",
        ),
        ("/dmp", {"state": "none", "declared": DECLARED}, "/dmp/state", "one of"),
        ("/institutions/0/managed_data", None, "/institutions/0/managed_data", "null"),
        (
            "/institutions/0/managed_data",
            {"state": "provided", "declared": DECLARED, "entries": [{"access": "open"}]},
            "/institutions/0/managed_data/entries/0",
            "“dataset_id” or “name” must be given",
        ),
        (
            "/people/0/disclosures/papers",
            {"state": "provided", "declared": DECLARED},
            "/people/0/disclosures/papers",
            "there must be entries, or kept",
        ),
        (
            "/people/0/disclosures/papers",
            {"state": "none", "declared": DECLARED, "entries": [{}]},
            "/people/0/disclosures/papers/entries",
            "only with state: provided",
        ),
        (
            "/people/0/disclosures/papers",
            {"state": "withheld", "declared": DECLARED},
            "/people/0/disclosures/papers",
            "a reason must be given",
        ),
        (
            "/people/0/disclosures/papers",
            {"state": "none"},
            "/people/0/disclosures/papers",
            "“declared” is missing",
        ),
        (
            "/agreements",
            [{"id": "a", "title": "契約", "between": ["aoba", "kita"]}],
            "/agreements/0/between/1",
            "kita",
        ),
        (
            "/measures",
            [
                {
                    "id": "m1",
                    "kind": "training",
                    "indicators": [],
                    "reason": "研修を行う。",
                    "owner": "研究推進部",
                    "due": "2026-11-20",
                    "people": ["satoh"],
                }
            ],
            "/measures/0/people/0",
            "Is “sato” meant?",
        ),
        (
            "/institutions/0/roster",
            {"state": "provided", "declared": DECLARED, "entries": [{"person": "satoh"}]},
            "/institutions/0/roster/entries/0/person",
            "Is “sato” meant?",
        ),
    ],
)
def test_each_mistake_is_named_at_its_place(
    path: str, value: object, pointer: str, says: str
) -> None:
    data = with_(path, value)
    places = {place.pointer: place for place in refusal(data).places}
    assert pointer in places
    messages = " ".join(p.message.in_("en") for p in refusal(data).places if p.pointer == pointer)
    assert says in messages
    assert all(place.message.in_("ja") for place in places.values())


@pytest.mark.parametrize("path", ["/application/title", "/application/id", "/people/0/name"])
def test_an_empty_text_is_one_mistake_and_has_one_message(path: str) -> None:
    (place,) = refusal(with_(path, "")).places
    assert place.message.in_("en") == "It must not be empty."
    assert place.message.in_("ja") == "空にはできません。"


def test_a_document_that_does_not_say_what_it_is_is_told_what_to_write() -> None:
    rest = {key: value for key, value in SMALL.items() if key != "schema"}
    (place,) = refusal(json.dumps(rest).encode()).places
    assert place.message.in_("en") == "“schema” is missing: its value is tejun/facts/2."
    assert place.message.in_("ja") == "「schema」がありません。値は tejun/facts/2 です。"


def test_the_line_is_the_one_in_the_users_file() -> None:
    data = with_("/people/0/student", "no")
    (place,) = refusal(data).places
    assert place.line is not None
    assert b'"student"' in data.splitlines()[place.line - 1]


def test_facts_within_a_document_are_the_same_facts_and_their_mistakes_have_places_in_it() -> None:
    wrong = copy.deepcopy(SMALL)
    wrong["people"][0]["institution"] = "nowhere"
    data = json.dumps({"good": SMALL, "bad": [wrong]}, indent=1, ensure_ascii=False)
    document = read_document(data.encode(), "json")
    alone = read_facts(json.dumps(SMALL).encode())
    assert validate_facts(document, ("good",)).canonical == alone.canonical
    with pytest.raises(InvalidFactsError) as found:
        validate_facts(document, ("bad", 0))
    (place,) = found.value.places
    assert place.pointer == "/bad/0/people/0/institution"
    assert place.line == data[: data.index("nowhere")].count("\n") + 1


def test_of_very_many_mistakes_the_first_are_named_and_all_are_counted() -> None:
    people = [{"id": f"p{i}"} for i in range(100)]
    error = refusal(with_("/people", people))
    assert len(error.places) == MAX_PLACES
    assert "400" in error.detail.in_("en")


def test_one_mistake_is_counted_as_one() -> None:
    assert refusal(with_("/people", [])).detail.in_("en") == "1 place does not fit the form."


@pytest.mark.parametrize("data", [b"null", b"[]", b'"x"', b"{}", b"3"])
def test_what_is_no_facts_document_at_all_is_refused(data: bytes) -> None:
    assert refusal(data).places


ANSWER: dict[str, Any] = {
    "id": "d1",
    "about": [{"requirement": "RS-C2-04", "subject": "institution:minato"}],
    "result": "declined",
    "on": "2026-11-02",
    "by": "架空機構",
    "reference": "第1号",
    "reason": "見合わせられたい。",
}


@pytest.mark.parametrize("subject", ["institution:minato", "application", "indicator:RS-1/x/y"])
def test_an_answer_of_the_fa_is_about_somebody_in_the_document(subject: str) -> None:
    about = [{"requirement": "RS-C2-04", "subject": subject}]
    assert read_facts(with_("/determinations", [{**ANSWER, "about": about}])).digest


def test_an_answer_about_nobody_in_the_document_is_named_and_not_lost() -> None:
    about = [{"requirement": "RS-C2-04", "subject": "institution:minatto"}]
    (place,) = refusal(with_("/determinations", [{**ANSWER, "about": about}])).places
    assert place.pointer == "/determinations/0/about/0/subject"
    assert "Is “institution:minato” meant?" in place.message.in_("en")


def refused_of_two(part: str, one: dict[str, Any], other: dict[str, Any]) -> list[tuple[str, str]]:
    """Where, and why, a document is refused that has two of these people or institutions besides the usual ones."""
    facts = copy.deepcopy(SMALL)
    model = {
        key: value for key, value in facts[part][-1].items() if key not in {"orcid", "e_rad", "ror"}
    }
    role = {"people": "participant", "institutions": "joint"}[part]
    facts[part] += [
        {**model, "id": "one", "name": "甲", "role": role, **one},
        {**model, "id": "other", "name": "乙", "role": role, **other},
    ]
    try:
        read_facts(json.dumps(facts).encode())
    except InvalidFactsError as error:
        return [(place.pointer, place.message.in_("ja")) for place in error.places]
    return []


@pytest.mark.parametrize(
    ("part", "key", "number", "another"),
    [
        (
            "people",
            "orcid",
            "https://orcid.org/0000-0002-1825-0097",
            "https://orcid.org/0000-0002-1694-233X",
        ),
        ("people", "e_rad", "90412703", "90412704"),
        ("institutions", "ror", "https://ror.org/05dxps055", "https://ror.org/057zh3y96"),
    ],
)
def test_a_number_is_of_one_person_or_body(part: str, key: str, number: str, another: str) -> None:
    ((pointer, message),) = refused_of_two(part, {key: number}, {key: number})
    assert pointer.startswith(f"/{part}/")
    assert pointer.endswith(f"/{key}")
    assert "「甲」" in message
    assert refused_of_two(part, {key: number}, {key: another}) == []
    assert refused_of_two(part, {key: number}, {}) == []


def signed(digest: str, **kept: str) -> dict[str, Any]:
    form = {
        "title": "様式",
        "on": "2026-10-01",
        **({"digest": f"sha256:{digest * 64}"} if digest else {}),
        **kept,
    }
    answers = {
        "state": "provided",
        "declared": DECLARED,
        "entries": [{"item": "q01", "answer": "no"}],
    }
    return {"questionnaire": {**answers, "evidence": [form]}}


def undertaken(undertaking: str, consent: str) -> dict[str, Any]:
    entries = [
        {
            "kind": kind,
            "document": {"title": "様式", "on": "2026-10-01", "digest": f"sha256:{digest * 64}"},
        }
        for kind, digest in (("undertaking", undertaking), ("consent", consent))
    ]
    return {"undertakings": {"state": "provided", "declared": DECLARED, "entries": entries}}


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        (signed("a"), signed("a"), "questionnaire/evidence/0/digest"),
        (undertaken("a", "b"), undertaken("c", "b"), "undertakings/entries/1/document/digest"),
        (undertaken("a", "b"), signed("a"), "questionnaire/evidence/0/digest"),
    ],
)
def test_a_signed_form_is_of_one_person(
    one: dict[str, Any], other: dict[str, Any], place: str
) -> None:
    ((pointer, message),) = refused_of_two("people", one, other)
    assert pointer.endswith(place)
    assert "「甲」" in message
    assert "kept_at" in message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (signed("a"), signed("b")),
        (signed("", kept_at="申請書類綴"), signed("", kept_at="申請書類綴")),
        (undertaken("a", "a"), undertaken("b", "b")),
    ],
)
def test_forms_of_their_own_or_kept_in_one_place_are_taken(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert refused_of_two("people", one, other) == []


QUESTION = {"id": "c1", "opened_on": "2026-11-02", "question": "相談したい。"}


@pytest.mark.parametrize(
    ("part", "entry"), [("consultations", QUESTION), ("determinations", ANSWER)]
)
@pytest.mark.parametrize(
    "topic",
    [
        {},
        {"subject": "application"},
        {"requirement": "RS-C2-04", "indicator": "RS-1/x/y"},
        {"indicator": "RS-1/x/y", "subject": "application"},
    ],
)
def test_what_passes_with_the_fa_is_about_one_thing_at_a_time(
    part: str, entry: dict[str, Any], topic: dict[str, str]
) -> None:
    (place,) = refusal(with_(f"/{part}", [{**entry, "about": [topic]}])).places
    assert place.pointer == f"/{part}/0/about/0"
    assert "Name one of requirement, indicator" in place.message.in_("en")


@pytest.mark.parametrize(
    ("part", "entry"), [("consultations", QUESTION), ("determinations", ANSWER)]
)
def test_what_passes_with_the_fa_may_be_about_several_things(
    part: str, entry: dict[str, Any]
) -> None:
    about = [{"requirement": "RS-C2-04"}, {"indicator": "RS-1/x/y"}]
    assert read_facts(with_(f"/{part}", [{**entry, "about": about}])).digest


@pytest.mark.parametrize(
    ("part", "entry"), [("consultations", QUESTION), ("determinations", ANSWER)]
)
def test_no_two_questions_or_answers_have_one_id(part: str, entry: dict[str, Any]) -> None:
    entry = {**entry, "about": [{"requirement": "RS-C2-04"}]}
    (place,) = refusal(with_(f"/{part}", [entry, entry])).places
    assert place.pointer == f"/{part}/1/id"


@pytest.mark.parametrize(("key", "name"), [("measure", "m9"), ("request", "q9")])
def test_a_topic_names_what_is_there(key: str, name: str) -> None:
    answer = {**ANSWER, "about": [{key: name}]}
    (place,) = refusal(with_("/determinations", [answer])).places
    assert place.pointer == f"/determinations/0/about/0/{key}"


def test_an_answer_about_who_takes_part_no_longer_is_kept() -> None:
    about = [{"requirement": "RS-C2-04", "subject": "institution:kaigan", "former": True}]
    assert read_facts(with_("/determinations", [{**ANSWER, "about": about}])).digest


def test_nobody_who_takes_part_is_a_former_subject() -> None:
    about = [{"requirement": "RS-C2-04", "subject": "institution:minato", "former": True}]
    (place,) = refusal(with_("/determinations", [{**ANSWER, "about": about}])).places
    assert place.pointer == "/determinations/0/about/0/former"
    assert place.message.in_("en").startswith("institution:minato stands in these facts")


KEY_OF_FORMER = "RS-C2-02d/institution:kaigan/adverse.1"
KEY_OF_PRESENT = "RS-C2-02d/institution:minato/adverse.1"


@pytest.mark.parametrize(
    "topic",
    [
        {"indicator": KEY_OF_FORMER},
        {"requirement": "RS-RA-01", "subject": f"indicator:{KEY_OF_FORMER}"},
        {"measure": "m1"},
    ],
)
def test_what_is_about_who_takes_part_no_longer_is_kept_as_it_is_named(
    topic: dict[str, str],
) -> None:
    assert read_facts(former(topic, [KEY_OF_FORMER], withdrawn=True)).digest


@pytest.mark.parametrize(
    ("topic", "pointer", "words"),
    [
        ({"indicator": KEY_OF_PRESENT}, "/former", "institution:minato stands in"),
        (
            {"requirement": "RS-RA-01", "subject": f"indicator:{KEY_OF_PRESENT}"},
            "/former",
            "institution:minato stands in",
        ),
        ({"indicator": "kaigan"}, "/former", "`former` stands beside"),
        ({"requirement": "RS-C2-04"}, "/former", "`former` stands beside"),
        ({"requirement": "RS-C2-04", "subject": "application"}, "/former", "application stands"),
        ({"measure": "m9"}, "/measure", "No “m9”"),
    ],
)
def test_nothing_else_is_called_former(topic: dict[str, str], pointer: str, words: str) -> None:
    (place,) = refusal(former(topic, [KEY_OF_FORMER], withdrawn=True)).places
    assert place.pointer == f"/determinations/0/about/0{pointer}"
    assert place.message.in_("en").startswith(words)


@pytest.mark.parametrize(
    ("indicators", "withdrawn", "words"),
    [
        ([KEY_OF_FORMER], False, "The measure m1 is not withdrawn"),
        ([KEY_OF_FORMER, KEY_OF_PRESENT], True, "institution:minato stands in"),
        ([], True, "`former` stands beside"),
    ],
)
def test_a_measure_is_former_only_if_it_was_withdrawn_and_against_nothing_else(
    indicators: list[str], withdrawn: bool, words: str
) -> None:
    (place,) = refusal(former({"measure": "m1"}, indicators, withdrawn=withdrawn)).places
    assert place.pointer == "/determinations/0/about/0/former"
    assert place.message.in_("en").startswith(words)


def former(topic: dict[str, str], indicators: list[str], *, withdrawn: bool) -> bytes:
    """Facts with an answer on such a topic, called former, and the measure m1 against these indicators."""
    end = {"on": "2026-10-20", "by": "推進部", "reason": "同社が参加しないこととなった。"}
    measure = {
        "id": "m1",
        "kind": "place_of_research",
        "indicators": indicators,
        "reason": "場所を限る。",
        "owner": "推進部",
        "due": "2027-03-31",
        **({"withdrawn": end} if withdrawn else {}),
    }
    answer = {**ANSWER, "about": [{**topic, "former": True}]}
    facts = json.loads(with_("/determinations", [answer]))
    return json.dumps({**facts, "measures": [measure]}, indent=1).encode()


@pytest.mark.parametrize(
    "text",
    [
        "未定",
        "（未定）",
        "－",
        "--",
        "TBD",
        "ＴＢＤ",
        "策定中。",
        "N/A",
        "...",
        "未作成 ",
        "同上",
        "〃",
        "調査中",
        "協議中",
        "確認中です",
        "要確認",
        "回答待ち",
        "追って提出",
        "昨年度と同様",
        "（前回と同じ）",
        "Same as last year",
    ],
)
def test_a_word_that_waits_for_what_belongs_there_is_refused(text: str) -> None:
    (place,) = refusal(with_("/people/0/name", text)).places
    assert place.pointer == "/people/0/name"
    assert "says nothing" in place.message.in_("en")


@pytest.mark.parametrize("text", ["なし", "該当ありません。", "特にありません", "対象外", "No"])
def test_that_there_is_no_former_name_is_no_name(text: str) -> None:
    others = [{"name": text, "kind": "former"}]
    (place,) = refusal(with_("/people/0/other_names", others)).places
    assert place.pointer == "/people/0/other_names/0/name"


@pytest.mark.parametrize(
    "text",
    [
        "なし",
        "該当なし",
        "不明",
        "未定義語の研究",
        "TBD Inc.",
        "検討中の者を除く",
        "-1",
        "同上の機関",
    ],
)
def test_a_text_that_says_something_is_taken(text: str) -> None:
    assert read_facts(with_("/people/0/name", text)).digest


@pytest.mark.parametrize("subject", ["measure:m9", "person:近藤 亮介"])
def test_only_somebody_who_may_take_part_is_former(subject: str) -> None:
    about = [{"requirement": "RS-STP-03", "subject": subject, "former": True}]
    (place,) = refusal(with_("/determinations", [{**ANSWER, "about": about}])).places
    assert place.pointer == "/determinations/0/about/0/former"


@pytest.mark.parametrize(
    ("subject", "offered"), [("institution:mimato", False), ("institution:kaigan", True)]
)
def test_former_is_offered_for_a_name_that_is_no_slip_of_another(
    subject: str, offered: bool
) -> None:
    about = [{"requirement": "RS-C2-04", "subject": subject}]
    (place,) = refusal(with_("/determinations", [{**ANSWER, "about": about}])).places
    assert ("former: true" in place.message.in_("en")) is offered


def test_a_response_to_a_request_names_a_measure_that_is_there() -> None:
    response = {"state": "planned", "rationale": "予定", "by": "理事", "on": "2026-10-20"}
    request = {"id": "q1", "on": "2026-10-19", "by": "機構", "request": "追加の措置"}
    entries = [{**request, "response": {**response, "measure": "m9"}}]
    declared = {"by": "推進部", "on": "2026-10-20"}
    requests = {"state": "provided", "declared": declared, "entries": entries}
    (place,) = refusal(with_("/requests", requests)).places
    assert place.pointer == "/requests/entries/0/response/measure"


@pytest.mark.parametrize(("other", "is_taken"), [("m2", True), ("m1", False), ("m9", False)])
def test_what_replaces_a_measure_is_another_measure_that_is_there(
    other: str, is_taken: bool
) -> None:
    measure = {"kind": "training", "indicators": [], "reason": "研修", "owner": "推進部"}
    end = {"on": "2026-10-20", "by": "推進部", "reason": "替えた。", "replaced_by": [other]}
    measures = [
        {**measure, "id": "m1", "due": "2027-03-31", "withdrawn": end},
        {**measure, "id": "m2", "due": "2027-03-31"},
    ]
    facts = with_("/measures", measures)
    if is_taken:
        assert read_facts(facts).digest
        return
    (place,) = refusal(facts).places
    assert place.pointer == "/measures/0/withdrawn/replaced_by/0"


def test_a_score_says_what_computed_it() -> None:
    run = {
        "list_id": "xa-list",
        "list_version": "1",
        "retrieved_on": "2026-10-01",
        "queried_names": ["佐藤"],
        "candidates": [{"id": "1", "score": 0.9}],
        "run_by": "研究推進課",
        "run_on": "2026-10-01",
    }
    (place,) = refusal(with_("/people/0/screening", [run])).places
    assert place.pointer == "/people/0/screening/0/candidates/0/score"
    scoring = {"algorithm": "jaro-winkler", "threshold": 0.8, "scale": "0-1"}
    assert read_facts(with_("/people/0/screening", [{**run, "scoring": scoring}])).digest


def test_whoever_leads_the_research_has_a_career() -> None:
    none = {"state": "none", "declared": DECLARED}
    (place,) = refusal(with_("/people/0/disclosures/career", none)).places
    assert place.pointer == "/people/0/disclosures/career/state"


def test_facts_in_the_earlier_form_are_told_how_to_come_over() -> None:
    error = refusal(with_("/schema", "tejun/facts/1"))
    assert [place.pointer for place in error.places] == ["/schema"]
    assert "tejun convert" in error.advice.in_("ja")
    assert "tejun convert" in error.advice.in_("en")


@pytest.mark.parametrize(
    ("data", "syntax"),
    [
        (b"", "yaml"),
        (b" \n\n", "yaml"),
        ("# 記載内容\n---\n".encode(), "yaml"),
        (b"", "json"),
        (b" \n\n", "json"),
    ],
)
def test_an_empty_file_is_said_to_be_empty(data: bytes, syntax: Syntax) -> None:
    with pytest.raises(UnreadableDocumentError) as refusal:
        read_facts(data, syntax)
    assert "empty" in refusal.value.detail.in_("en")
    assert "文書が空です" in refusal.value.detail.in_("ja")
    assert "`tejun schema`" in refusal.value.advice.in_("ja")


@pytest.mark.parametrize("data", [b"null", b"~ # nothing", b"--- ''"])
def test_a_file_in_which_something_stands_is_not_empty(data: bytes) -> None:
    with pytest.raises(InvalidFactsError):
        read_facts(data, "yaml")


def test_a_run_that_found_nothing_may_judge_what_another_found() -> None:
    found = {key: value for key, value in JUDGED_RUN.items() if key != "disposition"}
    runs = [JUDGED_RUN, {**found, "candidates": [{"id": "Sato"}]}]
    read_facts(with_("/people/0/screening", runs))


def test_what_stands_since_the_day_of_the_signature_is_signed() -> None:
    entry = {**FACTOR, "since": DECLARED["on"]}
    factors = {"state": "provided", "declared": DECLARED, "entries": [entry]}
    read_facts(with_("/people/0/factors", factors))


def test_a_plan_may_have_keys_that_facts_have() -> None:
    plan = json.loads(PLAN.read_text("utf-8"))
    plan["dmp"] |= {"declared": "2026", "since": 3}
    entry = {"title": "計画", "madmp": plan}
    read_facts(with_("/dmp", {"state": "provided", "declared": DECLARED, "entries": [entry]}))


# --- what takes long, and what steers a terminal ------------------------------------------------------


def people(names: list[str]) -> list[dict[str, Any]]:
    (pi,) = SMALL["people"]
    return [pi, *({**pi, "id": name, "role": "participant"} for name in names)]


def test_thousands_of_references_to_nothing_are_refused_at_once() -> None:
    """A near name is looked for only where there are few; the words of what is only counted are not made."""
    facts = copy.deepcopy(SMALL)
    facts["people"] = people([f"{'ab' * 25}{i:06}" for i in range(3000)])
    entries = [{"person": f"{'ba' * 25}{i:06}"} for i in range(3000)]
    facts["institutions"][0]["roster"] = {
        "state": "provided",
        "declared": DECLARED,
        "entries": entries,
    }
    data = json.dumps(facts).encode()
    begun = time.process_time()
    error = refusal(data)
    assert time.process_time() - begun < 2
    assert error.detail.in_("en").startswith("3000 places")
    assert len(error.places) == MAX_PLACES
    first = error.places[0].message.in_("en")
    assert first.startswith(f"No “{entries[0]['person']}” is in this document. There are: ")


def test_thousands_of_unknown_keys_are_refused_at_once() -> None:
    facts = SMALL | {f"institution{i}": i for i in range(5000)} | {"peeple": 1, "x" * 1_000: 1}
    data = json.dumps(facts).encode()
    begun = time.process_time()
    error = refusal(data)
    assert time.process_time() - begun < 2
    (place,) = error.places
    assert "“institution0”" in place.message.in_("en")
    assert "4990 more here" in place.message.in_("en")
    assert len(place.message.in_("en")) < 1000


STEERS = "x\n  ok: [met]\u202e\u2028\x1b[2J"


def steered() -> dict[str, Any]:
    """Facts in which a key and ids hold line breaks, and more that no message may hand on."""
    facts = copy.deepcopy(SMALL)
    facts[STEERS] = 1
    facts["people"][0]["id"] = STEERS
    facts["people"][0][STEERS] = 1
    return facts


@pytest.mark.parametrize(
    "facts",
    [
        json.dumps(steered()).encode(),
        with_("/institutions/0/id", STEERS),
        with_("/people/0/institution", STEERS),
        with_("/application/stage", STEERS),
    ],
    ids=["keys", "id", "reference", "value"],
)
def test_no_message_hands_on_what_breaks_a_line(facts: bytes) -> None:
    for place in refusal(facts).places:
        assert place.shown.isprintable()
        assert place.message.in_("en").isprintable()
        assert place.message.in_("ja").replace("\u3000", "").isprintable()


@pytest.mark.parametrize("people", [2, 8])
def test_facts_leave_nothing_for_the_collector(people: int) -> None:
    """In a service that decides all day, it would stop everything for tens of milliseconds, again and again."""
    data = body(people)
    read_facts(data)  # what is kept for ever is there now
    gc.collect()
    gc.disable()
    try:
        read_facts(data)
        assert gc.collect() == 0
    finally:
        gc.enable()
