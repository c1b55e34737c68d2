"""Facts of form 1 come over to form 2: nothing is lost, nothing is made up, and what is left open is named."""

import json
from typing import Any

import pytest
from tejun import canonical
from tejun.errors import InvalidFactsError, UnreadableDocumentError
from tejun.model.convert import Converted, from_form_1, to_form_2
from tejun.model.intake import read_facts
from tejun.reading import read_document

DECLARED = {"by": "研究推進課", "on": "2026-10-01"}
SUPPORTER = {
    "id": "kita",
    "name": "北風計測",
    "kind": "company",
    "country": "JP",
    "institution": "minato",
}
FORM_1: dict[str, Any] = {
    "schema": "tejun/facts/1",
    "application": {
        "id": "a-1",
        "title": "架空の研究",
        "program": "kprogram-2026",
        "call": {"reference": "架空公募要領", "closes": "2026-12-18"},
        "stage": "applying",
        "technology_areas": ["量子"],
    },
    "process": {
        "collection": {
            "state": "provided",
            "declared": DECLARED,
            "entries": [{"summary": "情報を収集し、データの管理を確認した。"}],
        }
    },
    "institutions": [
        {"id": "aoba", "role": "lead", "name": "青葉大学", "kind": "university", "country": "JP"},
        {"id": "minato", "role": "joint", "name": "港研究所", "kind": "other", "country": "JP"},
    ],
    "people": [
        {
            "id": "sato",
            "name": "佐藤",
            "role": "pi",
            "institution": "aoba",
            "student": False,
            "screening": [
                {
                    "list_id": "xa-list",
                    "list_version": "1",
                    "retrieved_on": "2026-10-01",
                    "queried_names": ["佐藤"],
                    "algorithm": "jaro-winkler",
                    "threshold": 0.9,
                    "candidates": [{"id": "1", "score": 0.95}],
                    "run_by": "研究推進課",
                    "run_on": "2026-10-01",
                }
            ],
        },
    ],
    "supporters": {"state": "provided", "declared": DECLARED, "entries": [SUPPORTER]},
    "data": {
        "dmp": {
            "dmp": {
                "title": "計画",
                "dmp_id": {"identifier": "https://rdm.example/1", "type": "url"},
                "contact": {
                    "name": "佐藤",
                    "mbox": "sato@aoba.example",
                    "contact_id": {"identifier": "1", "type": "other"},
                },
                "created": "2026-09-01T00:00:00Z",
                "modified": "2026-09-30T00:00:00Z",
                "language": "jpn",
                "ethical_issues_exist": "no",
                "dataset": [],
            }
        },
        "dmp_version": "3",
        "managed": {
            "state": "provided",
            "declared": DECLARED,
            "entries": [{"dataset_id": {"identifier": "https://rdm.example/d1", "type": "url"}}],
        },
    },
    "determinations": [
        {
            "id": "d1",
            "requirement": "RS-C2-04",
            "subject": "institution:minato",
            "result": "accepted",
            "on": "2026-10-02",
            "by": "架空機構",
            "reference": "第1号",
            "reason": "差し支えない。",
        },
        {
            "id": "d2",
            "requirement": "RS-RA-01",
            "indicator": "RS-C2-02d/institution:minato/adverse",
            "result": "accepted",
            "on": "2026-10-02",
            "by": "架空機構",
            "reference": "第2号",
            "reason": "差し支えない。",
        },
    ],
    "measures": [
        {
            "id": "m1",
            "kind": "training",
            "indicators": [],
            "reason": "求められている。",
            "owner": "研究推進課",
            "due": "2026-12-01",
        }
    ],
    "follow_up": {
        "state": "provided",
        "declared": DECLARED,
        "entries": [
            {"measure": "m1", "checked_on": "2026-10-01", "by": "研究推進課", "state": "実施済み"}
        ],
    },
}


def test_it_fits_form_2() -> None:
    assert read_facts(json.dumps(to_form_2(FORM_1)).encode()).digest


def test_what_was_given_is_not_changed() -> None:
    before = json.dumps(FORM_1)
    to_form_2(FORM_1)
    assert json.dumps(FORM_1) == before


def test_each_institution_has_its_own_supporters_and_the_lead_the_managed_data() -> None:
    lead, joint = to_form_2(FORM_1)["institutions"]
    assert lead["managed_data"] == FORM_1["data"]["managed"]
    assert "supporters" not in lead
    assert joint["supporters"]["declared"] == DECLARED
    assert joint["supporters"]["entries"] == [
        {key: value for key, value in SUPPORTER.items() if key != "institution"}
    ]


def test_that_nobody_supports_the_research_was_the_leads_word() -> None:
    none = {"state": "none", "declared": DECLARED}
    lead, joint = to_form_2({**FORM_1, "supporters": none})["institutions"]
    assert lead["supporters"] == none
    assert "supporters" not in joint


def test_the_plan_is_declared_by_whom_it_names_on_its_own_day() -> None:
    assert to_form_2(FORM_1)["dmp"] == {
        "state": "provided",
        "declared": {"by": "佐藤", "on": "2026-09-30"},
        "entries": [{"title": "計画", "madmp": FORM_1["data"]["dmp"], "madmp_version": "3"}],
    }


def test_the_one_statement_on_the_first_step_is_not_one_on_the_managed_data() -> None:
    """It may say that they were not checked."""
    (entry,) = to_form_2(FORM_1)["process"]["collection"]["entries"]
    summary = "情報を収集し、データの管理を確認した。"
    assert entry == {"line": "information", "summary": summary, **DECLARED}


def test_an_answer_keeps_its_topic() -> None:
    assert [answer["about"] for answer in to_form_2(FORM_1)["determinations"]] == [
        [{"requirement": "RS-C2-04", "subject": "institution:minato"}],
        [{"indicator": "RS-C2-02d/institution:minato/adverse"}],
    ]


def test_what_form_1_did_not_ask_for_is_left_open() -> None:
    converted = to_form_2(FORM_1)
    assert "chosen_on" not in converted["measures"][0]
    (check,) = converted["follow_up"]["entries"]
    assert check["note"] == "実施済み"
    assert "state" not in check


def converted(facts: Any) -> Converted:
    found = from_form_1(read_document(json.dumps(facts).encode(), "json"))
    assert found is not None
    return found


def refused(facts: Any) -> InvalidFactsError:
    with pytest.raises(InvalidFactsError) as error:
        converted(facts)
    return error.value


def test_a_document_of_form_2_is_not_touched() -> None:
    document = read_document(json.dumps(to_form_2(FORM_1)).encode(), "json")
    assert from_form_1(document) is None


# --- what is left open -----------------------------------------------------------------------------

LOOK = {
    "source": "学務システム",
    "kind": "institution",
    "query": "佐藤",
    "on": "2026-10-01",
    "by": "研究推進課",
    "result": "一致した。",
    "available": True,
}


def test_what_form_1_could_not_know_is_named_with_its_places() -> None:
    looked = {"state": "provided", "declared": DECLARED, "entries": [LOOK]}
    facts = {**FORM_1, "people": [{**FORM_1["people"][0], "due_diligence": looked}]}
    found = {kind.what.in_("en").partition(":")[0]: kind.places for kind in converted(facts).open}
    look = ("people", 0, "due_diligence", "entries", 0)
    assert found == {
        "step ①'s line on the managed data (line": (("process", "collection", "entries"),),
        "each institution's own supporters (supporters)": (("institutions", 0),),
        "each institution's own managed data (managed_data)": (("institutions", 1),),
        "which items a look covered (items), and what it found (finding)": (look,),
        "looks of kind institution": ((*look, "kind"),),
        "whether due diligence raised a concern (concerns)": (("people", 0),),
        "when a measure was chosen (chosen_on)": (("measures", 0),),
        "keys of indicators": (("determinations", 1, "about", 0, "indicator"),),
        "how a measure stands (state); the words of form 1 are in note": (
            ("follow_up", "entries", 0),
        ),
        "questions and answers on a risk indicator": (("determinations", 1),),
    }


KEY = "RS-C2-02d/institution:minato/adverse"


def places_of(facts: Any, kind: str) -> list[str]:
    """The places of one kind of thing that is left open, as they read."""
    (found,) = [it for it in converted(facts).open if it.what.in_("en").startswith(kind)]
    return [canonical.pointer(path) for path in found.places]


@pytest.mark.parametrize("digest", ["", ".deadbeef", ".0123456789abcdef"])
def test_whatever_names_an_indicator_by_its_key_of_form_1_is_named(digest: str) -> None:
    answer = {**FORM_1["determinations"][0], "indicator": KEY + digest}
    by_cell = {**answer, "id": "d3", "requirement": "RS-RA-01"}
    del by_cell["indicator"]
    by_cell["subject"] = f"indicator:{KEY}{digest}"
    judgement = {
        "indicator": KEY + digest,
        "view": "acceptable",
        "rationale": "軽微である。",
        "by": "研究推進課",
        "on": "2026-10-01",
    }
    asked = {"id": "c1", "indicator": KEY + digest, "opened_on": "2026-10-01", "question": "可否"}
    facts = FORM_1 | {
        "determinations": [answer, by_cell],
        "consultations": [asked],
        "risk": {"judgements": [judgement]},
        "measures": [{**FORM_1["measures"][0], "indicators": [KEY + digest]}],
    }
    if len(digest) == 17:
        assert not any("keys" in it.what.in_("en")[:5] for it in converted(facts).open)
        return
    assert places_of(facts, "keys of indicators") == [
        "/risk/judgements/0/indicator",
        "/measures/0/indicators/0",
        "/consultations/0/about/0/indicator",
        "/determinations/0/about/0/indicator",
        "/determinations/1/about/0/subject",
    ]


DISCREPANCY = {"id": "dx", "found": "別の支援者がいる。", "source": "登記"}
ONCE = {
    "reason": "支援を受けた。",
    "evidence": [{"title": "契約書", "digest": "sha256:" + "0" * 64}],
    "discrepancies": [DISCREPANCY],
}


@pytest.mark.parametrize(
    ("of", "holder"), [(("minato",), 1), (("minato", "aoba"), 0), (("aoba", "minato"), 0)]
)
def test_what_was_said_once_of_all_supporters_stands_once(of: tuple[str, ...], holder: int) -> None:
    entries = [{**SUPPORTER, "id": f"s{i}", "institution": name} for i, name in enumerate(of)]
    supporters = {**FORM_1["supporters"], **ONCE, "entries": entries}
    facts = {**FORM_1, "supporters": supporters}
    institutions = to_form_2(facts)["institutions"]
    holders = [i for i, it in enumerate(institutions) if "evidence" in it.get("supporters", {})]
    assert holders == [holder]
    assert ONCE.items() <= institutions[holder]["supporters"].items()
    assert all(
        it["supporters"]["declared"] == DECLARED for it in institutions if "supporters" in it
    )
    if len(of) > 1:
        assert places_of(facts, "what form 1 said once") == [
            f"/institutions/0/supporters/{key}" for key in ("reason", "discrepancies", "evidence")
        ]


def test_nothing_comes_out_many_times_its_size() -> None:
    """N institutions and N pieces of evidence, which several of them had, make no N times N."""
    names = [f"a{i}" for i in range(300)]
    evidence = [{"title": "x", "digest": "sha256:" + "0" * 64}] * 300
    supporters = {
        "state": "provided",
        "declared": DECLARED,
        "evidence": evidence,
        "discrepancies": [{**DISCREPANCY, "id": name} for name in names],
        "entries": [{**SUPPORTER, "id": f"s-{name}", "institution": name} for name in names],
    }
    statements = [{"summary": "x"}] * 3000
    given = {
        "schema": "tejun/facts/1",
        "institutions": [{"id": name, "role": "joint"} for name in names] * 2,
        "supporters": supporters,
        "process": {
            "collection": {
                "state": "provided",
                "declared": {"by": "課" * 400, "on": "2026-10-01"},
                "entries": statements,
            }
        },
    }
    made = json.dumps(converted(given).facts)
    assert len(made) < 3 * len(json.dumps(given))
    assert places_of(given, "by whom")[0] == "/process/collection/entries/0"


def test_a_look_keeps_its_kind_whosever_records_it_was_at() -> None:
    """Form 1 had one kind for the institution's own records and for other bodies' pages: which it was is not known."""
    looked = {"state": "provided", "declared": DECLARED, "entries": [LOOK]}
    facts = {**FORM_1, "people": [{**FORM_1["people"][0], "due_diligence": looked}]}
    assert to_form_2(facts)["people"][0]["due_diligence"]["entries"] == [LOOK]


def test_what_form_2_does_not_take_yet_is_named() -> None:
    institutions = [{**FORM_1["institutions"][0], "country": "UK"}, FORM_1["institutions"][1]]
    refusal = converted({**FORM_1, "institutions": institutions}).refusal
    assert refusal is not None
    assert [place.shown for place in refusal.places] == ["institutions[aoba].country"]
    assert converted(FORM_1).refusal is None


# --- half-filled -----------------------------------------------------------------------------------

HALF = {"schema": "tejun/facts/1", "application": {"id": "x1", "title": "テスト"}}


def test_a_half_filled_document_comes_over_as_far_as_it_goes() -> None:
    found = converted(HALF)
    assert found.facts == {**HALF, "schema": "tejun/facts/2"}
    assert found.refusal is not None
    assert "institutions" in {
        place.message.in_("en").split("”")[0].removeprefix("“") for place in found.refusal.places
    }


def without(value: Any, keys: tuple[str | int, ...]) -> Any:
    """A copy of the value in which what stands at the keys was not entered yet."""
    if isinstance(value, list):
        return [without(item, keys[1:]) if i == keys[0] else item for i, item in enumerate(value)]
    if len(keys) == 1:
        return {key: item for key, item in value.items() if key != keys[0]}
    return {key: without(item, keys[1:]) if key == keys[0] else item for key, item in value.items()}


def keys_of(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    found = [(*path, key) for key in value] if isinstance(value, dict) else []
    for key, item in items:
        found += keys_of(item, (*path, key)) if isinstance(item, dict | list) else []
    return found


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item)]
    return [str(value)]


REFUSED_WITHOUT = {
    ("schema",),
    ("institutions",),
    ("institutions", 0, "role"),
    ("institutions", 1, "id"),
    ("supporters", "entries", 0, "institution"),
}
"""What says of which institution a supporter or the managed data are, and in which form all is."""


@pytest.mark.parametrize("keys", keys_of(FORM_1), ids=lambda keys: ".".join(map(str, keys)))
def test_whatever_is_not_entered_yet_nothing_else_is_lost(keys: tuple[str | int, ...]) -> None:
    """It comes over, or is refused at a place of form 1 with what to fill in there."""
    half = without(FORM_1, keys)
    try:
        found = converted(half)
    except InvalidFactsError:
        assert keys in REFUSED_WITHOUT
        return
    kept = leaves(found.facts)
    gone = {"tejun/facts/1", "RS-RA-01"} | {
        entry["institution"] for entry in half.get("supporters", {}).get("entries", [])
    }
    assert [leaf for leaf in leaves(half) if leaf not in kept and leaf not in gone] == []


@pytest.mark.parametrize(
    ("keys", "pointer", "says"),
    [
        (("institutions", 0, "role"), "/data/managed", "role: lead"),
        (("supporters", "entries", 0, "institution"), "/supporters/entries/0", "aoba, minato"),
        (("institutions", 1), "/supporters/entries/0", "aoba"),
    ],
)
def test_what_would_have_no_place_is_refused_at_its_own(
    keys: tuple[str | int, ...], pointer: str, says: str
) -> None:
    half = (
        without(FORM_1, keys)
        if len(keys) > 2
        else {**FORM_1, "institutions": FORM_1["institutions"][:1]}
    )
    error = refused(half)
    found = {place.pointer: place.message.in_("en") for place in error.places}
    assert says in found[pointer]


# --- what is refused -------------------------------------------------------------------------------


def test_what_does_not_fit_form_1_is_named_in_the_users_own_file() -> None:
    error = refused({**FORM_1, "people": "佐藤"})
    assert [place.pointer for place in error.places] == ["/people"]
    assert "様式1の箇所です" in error.advice.in_("ja")
    assert "those of form 1" in error.advice.in_("en")


@pytest.mark.parametrize("facts", [{}, {"application": {}}, {"schema": "tejun/facts/3"}, [], 3])
def test_a_document_of_no_form_that_is_known_is_refused(facts: Any) -> None:
    error = refused(facts)
    assert len(error.places) == 1
    if isinstance(facts, dict):
        assert "tejun/facts/1" in error.advice.in_("ja")
        assert "schema: tejun/facts/2" in error.advice.in_("en")


@pytest.mark.parametrize(
    ("schema", "found"), [(["a\n"], '["a\\n"]'), ("a\nb", "a\\nb"), (None, "null"), (True, "true")]
)
def test_a_form_that_is_none_is_quoted_on_one_line(schema: Any, found: str) -> None:
    error = refused({"schema": schema})
    assert error.detail.in_("en") == f"There is no form “{found}” that this tejun knows."


@pytest.mark.parametrize("data", [b"", b"# only\n"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError):
        from_form_1(read_document(data, "yaml"))
