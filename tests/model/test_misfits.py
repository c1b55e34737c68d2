"""What does not fit the form is said as an office would want it: what may stand there, in both languages, in words.

Every kind of rule of the form is broken here; that none is left out, and that no message shows a regular expression, is
held against the schemas themselves.
"""

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from tejun.errors import InvalidFactsError
from tejun.model.intake import Form, facts_schema_text, misfits, read_facts, words_of_misfit
from tejun.reading import read_document
from tejun.reading.lenient import read_own
from tejun.words.schema import _FORMATS, _KINDS, _PATTERNS, schema_error

from tests.support.cases import ROOT

FORMS: tuple[Form, ...] = ("facts-1", "facts-2")
SCHEMAS = {
    form: read_own((ROOT / "service" / "tejun" / "model" / f"{form}.schema.json").read_bytes())
    for form in FORMS
}
COMPLETE: dict[str, Any] = read_document(
    (ROOT / "fixtures" / "programs" / "kprogram-2026" / "complete.yaml").read_bytes(), "yaml"
).value
DECLARED = {"by": "研究推進課", "on": "2026-10-01"}
RULES = {
    "required",
    "additionalProperties",
    "type",
    "enum",
    "const",
    "pattern",
    "format",
    "minItems",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "uniqueItems",
    "anyOf",
    "oneOf",
}
"""Every keyword with which the form asks for something; the others put rules together, or tell of them."""
TOGETHER = {
    "$schema",
    "$id",
    "$defs",
    "$ref",
    "properties",
    "items",
    "allOf",
    "if",
    "then",
    "else",
    "not",
    "description",
    "title",
    "examples",
}
REGULAR_EXPRESSION = re.compile(r"[\\^]|\$|\[[A-Za-z0-9]-|\(\?|\)\?|\{\d")


def keywords(schema: Any, *, names: bool = False) -> Iterator[tuple[str, Any]]:
    """Each keyword in the schema with what it holds; `names` marks a map whose keys are names."""
    if isinstance(schema, list):
        for item in schema:
            yield from keywords(item)
    elif isinstance(schema, dict):
        for key, held in schema.items():
            if not names:
                yield key, held
            yield from keywords(held, names=not names and key in {"properties", "$defs"})


def said(pointer: str, value: Any) -> list[tuple[str, str]]:
    """What is said, in ja and en, of the complete application with `value` at the pointer."""
    facts = with_(pointer, value)
    with pytest.raises(InvalidFactsError) as refusal:
        read_facts(json.dumps(facts, ensure_ascii=False).encode())
    return [(place.message.in_("ja"), place.message.in_("en")) for place in refusal.value.places]


def with_(pointer: str, value: Any) -> dict[str, Any]:
    facts = copy.deepcopy(COMPLETE)
    *parents, last = pointer.strip("/").split("/")
    at: Any = facts
    for key in parents:
        at = at[int(key)] if isinstance(at, list) else at[key]
    at[int(last) if isinstance(at, list) else last] = value
    return facts


# --- every kind of rule has its words ------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_every_rule_of_the_form_has_words_of_its_own(form: Form) -> None:
    found = list(keywords(SCHEMAS[form]))
    assert {key for key, _ in found} <= RULES | TOGETHER
    assert _KINDS.keys() >= RULES
    assert {held for key, held in found if key == "pattern"} <= _PATTERNS.keys()
    assert {held for key, held in found if key == "format"} <= _FORMATS.keys()


def test_whatever_stands_in_a_wrong_place_no_message_shows_a_regular_expression() -> None:
    wrong: list[Any] = ["桜大学 一", 3, [], {}]
    facts = copy.deepcopy(COMPLETE)
    shown: set[str] = set()
    for parent, key in one_of_each(facts):
        right = parent[key]
        for value in wrong:
            parent[key] = value
            for words in (
                words_of_misfit(*found, "facts-2") for found in misfits(facts, "facts-2").found
            ):
                shown |= {words.in_("ja"), words.in_("en")}
        parent[key] = right
    assert len(shown) > 100
    assert [text for text in shown if REGULAR_EXPRESSION.search(text)] == []
    assert [text for text in shown if re.match(r"(schema|model)\.", text)] == []


def one_of_each(document: Any) -> Iterator[tuple[Any, Any]]:
    """A place of each kind in the document, as what it stands in and its key; an index makes no other kind."""
    seen: set[tuple[str, ...]] = set()
    waiting: list[tuple[tuple[str, ...], Any]] = [((), document)]
    while waiting:
        kind, value = waiting.pop()
        entries: list[Any] = list(value.items() if isinstance(value, dict) else enumerate(value))
        for key, item in entries:
            below = (*kind, "*" if isinstance(value, list) else key)
            if isinstance(item, dict | list):
                waiting.append((below, item))
            if below not in seen:
                seen.add(below)
                yield value, key


@pytest.mark.parametrize("pattern", ["^[a-f]{3}$", r"^\d+(\.\d+)?$"])
def test_a_pattern_without_words_is_said_in_general(pattern: str) -> None:
    for schema, value in (
        ({"pattern": pattern}, "x"),
        ({"propertyNames": {"pattern": pattern}}, {"x": 1}),
        ({"not": {"pattern": "x"}}, "x"),
        ({"contains": {"pattern": pattern}}, ["x"]),
    ):
        (error,) = jsonschema_rs.Draft202012Validator(schema).iter_errors(value)
        for language in ("ja", "en"):
            text = schema_error(error).in_(language)
            assert not REGULAR_EXPRESSION.search(text), text


# --- what is said ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pointer", "value", "ja", "en"),
    [
        (
            "/people/0/concerns",
            [{"mark": "raised", "by": "研究推進課", "on": "2026-11-02"}],
            "mark が raised のときは reason",
            "With mark: raised a reason",
        ),
        (
            "/people/0/disclosures/funding",
            {"state": "withheld", "declared": DECLARED},
            "state が unobtainable・withheld",
            "With state: unobtainable or withheld",
        ),
        (
            "/people/0/disclosures/education",
            {"state": "provided", "declared": DECLARED},
            "entries（内容）が必要です。",
            "there must be entries.",
        ),
        (
            "/people/0/disclosures/papers",
            {"state": "provided", "declared": DECLARED},
            "kept（一覧の所在）",
            "or kept",
        ),
        (
            "/people/0/disclosures/records",
            {
                "state": "none",
                "declared": DECLARED,
                "entries": [{"basis": "x", "on": "2020", "description": "x"}],
            },
            "entries は state が provided",
            "entries may stand only",
        ),
        (
            "/people/0/disclosures/papers",
            {"state": "none", "declared": DECLARED, "kept": {"place": "x", "on": "2026-09-01"}},
            "kept は state が provided",
            "kept may stand only",
        ),
        ("/people/0/disclosures/papers/period", "ever", "「all」", "“all”"),
        ("/people/0/disclosures/career/entries", [], "entries を省き", "leave entries out"),
        (
            "/application",
            {},
            "「stage」がありません。次のいずれかを記載してください: preparing、",
            "“stage” is missing. It must be one of: preparing,",
        ),
        (
            "/application/id",
            "桜 大学",
            "半角の英字・数字と「.」「_」「-」だけ",
            "letters A–Z and a–z, digits",
        ),
        ("/application/program", "K Program", "英小文字・数字", "lower-case letters"),
        ("/measures", "なし", "空の一覧 []", "An empty list [] says that"),
        ("/measures", {"state": "none", "declared": DECLARED}, "空の一覧 []", "An empty list []"),
        ("/application/technology_areas", "量子", "「- 」で始まる行", "lines that begin with “- ”"),
        (
            "/institutions/0/desk",
            "研究推進課",
            "state（状態）、declared",
            "Give a fact: state, declared",
        ),
        ("/application/call", "公募要領", "reference", "with these keys: reference"),
        ("/fa", {}, "determinations", "under determinations"),
        ("/institutons", [], "もしかして: institutions", "Did you mean: institutions?"),
        (
            "/application/call/name",
            "x",
            "次の項目です: reference、opens",
            "What may stand here: reference",
        ),
        ("/people/0/student", "no", "true か false", "true or false"),
        ("/institutions/0/desk/state", "あり", "provided、none、", "provided, none,"),
    ],
)
def test_what_may_stand_there_is_said(pointer: str, value: Any, ja: str, en: str) -> None:
    found = said(pointer, value)
    assert any(ja in japanese and en in english for japanese, english in found), found


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/institutions/0/desk/state", "あり"),
        ("/institutions/0/desk/state", None),
        (
            "/institutions/0/desk",
            {"declared": DECLARED, "entries": [{"unit": "x", "contact": "x"}]},
        ),
        ("/people/0/disclosures/records", {"state": "none", "declared": DECLARED, "entries": []}),
        ("/application/id", ""),
        ("/application/stage", 3),
    ],
)
def test_one_mistake_has_one_message(pointer: str, value: Any) -> None:
    assert len(misfits(with_(pointer, value), "facts-2").found) == 1


ANSWER = {
    "id": "d9",
    "about": [{"requirement": "RS-RA-01"}],
    "result": "accepted",
    "on": "2026-11-02",
    "by": "架空機構",
    "reference": "第1号",
    "reason": "差し支えない。",
}


@pytest.mark.parametrize("condition", ["q9", "夜間の立入りを制限すること"])
def test_a_condition_is_the_id_of_a_request(condition: str) -> None:
    facts = with_("/determinations", [{**ANSWER, "conditions": [condition]}])
    facts.pop("requests", None)
    with pytest.raises(InvalidFactsError) as refusal:
        read_facts(json.dumps(facts).encode())
    (place,) = refusal.value.places
    assert "requests（追加的な措置の要請）の entries の" in place.message.in_("ja")
    assert "the id of an entry under requests" in place.message.in_("en")
    if condition == "q9":
        assert "まだ何も記載されていません" in place.message.in_("ja")
        assert "nothing is entered under requests yet" in place.message.in_("en")


def test_the_schema_that_is_read_is_the_one_that_is_printed() -> None:
    assert read_own(facts_schema_text()) == SCHEMAS["facts-2"]
