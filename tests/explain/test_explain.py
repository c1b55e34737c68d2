"""What an explanation says of a decision, and what it says where the catalog or the document is silent."""

import copy
from typing import Any

import pytest
from tejun.explain import explain, explain_findings, explanation_as_json
from tejun.explain.unmatched import unmatched, unmatched_consultations
from tejun.explain.withholding import without_effect
from tejun.terms import CATALOG_BEFORE_EFFECTS, CATALOG_SCHEMA_ID, STATUSES, Outcome
from tejun.words import Language

from tests.support.explained import CATALOG, DOCUMENT, decision, document, explained, finding

LANGUAGES: tuple[Language, ...] = ("ja", "en")
OUTCOMES: tuple[Outcome, ...] = (
    "action_required",
    "information_required",
    "consultation_required",
    "prepared",
    "replaced",
    "out_of_scope",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_no_outcome_is_called_an_approval(outcome: Outcome, language: Language) -> None:
    explanation = explained(outcome=outcome, language=language)
    words = f"{explanation.outcome} {explanation.notes}"
    assert not any(word in words for word in ("承認", "認可", "approv", "Approv", "合格"))


def test_prepared_says_that_what_is_asked_for_is_in_place() -> None:
    assert (
        explained(outcome="prepared").outcome.headline
        == "記載された事実の範囲では、対応を要する事項は残っていません"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_funding_agency_is_named_as_who_decides(language: Language) -> None:
    name = {"ja": "架空振興機構", "en": "Fictional Agency"}[language]
    assert name in explained(language=language).notes[0]


def test_findings_come_under_their_clause_in_the_catalogs_order() -> None:
    explanation = explained(
        finding("RS-C2-04", "application", "open"),
        finding("RS-P1-03", "person:sato", "period_too_short"),
        finding("RS-PRE-01", "institution:aoba", "provided"),
    )
    assert [clause.label for clause in explanation.clauses] == [
        "第2章(3) 平時からの情報収集",
        "第2章(3) (1) 研究代表者及び研究参画者",
        "第2章(3) (2) 共同研究先の機関及び研究分担者",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outcome_and_the_findings_can_be_had_alone(language: Language) -> None:
    made = decision(
        finding("RS-C2-04", "application", "open"),
        finding("RS-P1-03", "person:sato", "period_too_short"),
    )
    whole = explain(made, CATALOG, language=language, document=DOCUMENT)
    outcome, findings = explain_findings(made, CATALOG, language=language, document=DOCUMENT)
    assert outcome == whole.outcome
    assert findings == tuple(each for clause in whole.clauses for each in clause.findings)


def test_the_messages_places_are_filled_with_the_findings_params() -> None:
    params = {"years": 5, "start": "2021-11-20"}
    explanation = explained(finding("RS-P1-03", "person:sato", "period_too_short", params=params))
    view = explanation.clauses[0].findings[0]
    assert view.message == "申告の対象期間が5年に足りません。"
    assert view.remedy == "2021-11-20以降を申告してください。"


def test_a_place_without_a_param_is_a_dash() -> None:
    explanation = explained(finding("RS-P1-03", "person:sato", "period_too_short"))
    assert explanation.clauses[0].findings[0].message == "申告の対象期間が—年に足りません。"


def test_a_reason_that_the_catalog_lacks_is_named_by_its_code() -> None:
    view = explained(finding("RS-P1-03", "person:sato", "brand_new")).clauses[0].findings[0]
    assert "brand_new" in view.message
    assert "目録" in view.message


def test_a_requirement_that_the_catalog_lacks_comes_last_under_its_id() -> None:
    explanation = explained(
        finding("RS-XX-99", "application", "odd"),
        finding("RS-PRE-01", "institution:aoba", "absent"),
    )
    last = explanation.clauses[-1]
    assert (last.label, last.findings[0].title) == ("—", "RS-XX-99")


def test_a_programs_own_condition_is_named_where_it_gave_the_reason() -> None:
    view = explained(finding("RS-P1-03", "person:sato", "stricter", layer="program"))
    assert view.clauses[0].findings[0].imposed_by == "論文の追加条件 (公募要領（例） 4章)"


def test_a_read_points_into_the_submitted_document_and_names_ids() -> None:
    reads = ["/facts/people/1/disclosures/papers", "/facts/people/0/disclosures/papers", "/as_of"]
    view = explained(finding("RS-P1-03", "person:mori", "period_too_short", reads=reads))
    there, absent, terms = view.clauses[0].findings[0].reads
    assert (there.pointer, there.label, there.source, there.present) == (
        "/people/1/disclosures/papers",
        "people[mori].disclosures.papers",
        "submitted",
        True,
    )
    assert (absent.label, absent.present) == ("people[sato].disclosures.papers", False)
    assert (terms.source, terms.source_label) == ("input", "確認の条件")


def test_what_the_fa_recorded_is_labelled_as_its_record() -> None:
    recorded = document()
    recorded["fa"] = {"determinations": recorded["facts"].pop("determinations")}
    reads = ["/fa/determinations/0"]
    findings = decision(finding("RS-C2-04", "application", "fa_accepted", reads=reads))
    view = explain(findings, CATALOG, language="ja", document=recorded).clauses[0].findings[0]
    assert (view.reads[0].source_label, view.reads[0].label) == (
        "FAの記録",
        "fa.determinations[d1]",
    )
    assert view.disposition is not None
    assert view.disposition.teller_label == "資金配分機関（FA）の記録"


def test_an_answer_that_only_the_institution_reports_is_shown_as_such() -> None:
    reads = ["/facts/determinations/0"]
    params = {"teller": "institution"}
    explanation = explained(
        finding("RS-C2-04", "application", "fa_accepted", reads=reads, params=params)
    )
    view = explanation.clauses[0].findings[0]
    assert view.message == "FAの回答があります（機関の申告）。"
    assert view.disposition is not None
    assert (view.disposition.teller, view.disposition.reference) == ("institution", "FA-12")
    assert any("1件は機関の申告" in note for note in explanation.notes)


def test_the_line_comes_from_whoever_has_the_file() -> None:
    lines = {"/people/1/disclosures/papers": 42}
    reads = ["/facts/people/1/disclosures/papers", "/fa/determinations/0"]
    explanation = explain(
        decision(finding("RS-P1-03", "person:mori", "period_too_short", reads=reads)),
        CATALOG,
        language="en",
        document=DOCUMENT,
        locate=lines.get,
    )
    assert [read.line for read in explanation.clauses[0].findings[0].reads] == [42, None]


@pytest.mark.parametrize(
    ("subject", "label"),
    [
        ("application", "申請全体"),
        ("person:sato", "佐藤 花子"),
        ("institution:minato", "港研究所"),
        ("measure:m1", "研修受講（m1）"),
        ("person:nobody", "研究者 nobody"),
        ("indicator:RS-P1-03/person:sato/record", "佐藤 花子 — 発表論文: 処分歴"),
        ("indicator:odd", "odd"),
        ("", ""),
    ],
)
def test_a_subject_is_named_as_people_know_it(subject: str, label: str) -> None:
    view = explained(finding("RS-PRE-01", subject, "absent")).clauses[0].findings[0]
    assert view.subject_label == label


def test_params_that_hold_ids_and_codes_become_names() -> None:
    catalog = {
        "requirements": [
            {
                "id": "R",
                "reasons": {"r": {"message": {"ja": "{people}/{items}/{fields}/{agreements}"}}},
            },
            {"id": "RS-P1-07", "title": {"ja": "個人のリスト"}},
        ]
    }
    params = {
        "people": ["sato", "x"],
        "items": ["RS-P1-07", "purpose"],
        "fields": ["data"],
        "agreements": ["a1"],
    }
    view = explain(
        decision(finding("R", "application", "r", params=params)),
        catalog,
        language="ja",
        document=DOCUMENT,
    )
    assert view.clauses[0].findings[0].message == (
        "佐藤 花子、研究者 x/個人のリスト、協力目的/管理対象データ等の管理状況/共同研究契約書"
    )


def test_an_item_of_a_form_is_named_by_its_title_in_messages_and_indicators() -> None:
    key = "DB-01/person:sato/questionnaire.q07.1a417932f1659b09"
    catalog = {
        "program": {
            "forms": [
                {"id": "questionnaire", "items": [{"id": "q07", "title": {"ja": "問7 契約"}}]}
            ]
        },
        "requirements": [
            {"id": "DB-01", "reasons": {"r": {"message": {"ja": "回答がありません: {items}"}}}}
        ],
    }
    explanation = explain(
        decision(
            finding("DB-01", "person:sato", "r", params={"items": ["q07", "q99"]}),
            finding("RS-RA-01", f"indicator:{key}", "open"),
            indicators=[
                {"key": key, "requirement": "DB-01", "subject": "person:sato", "reads": []}
            ],
        ),
        catalog,
        language="ja",
        document=DOCUMENT,
    )
    findings = [view for clause in explanation.clauses for view in clause.findings]
    assert findings[0].message == "回答がありません: 問7 契約、q99"
    assert findings[1].subject_label == "佐藤 花子 — DB-01: 回答 問7 契約 1a417932"
    assert explanation.indicators[0].kind_label == "回答 問7 契約 1a417932"


def test_a_matrix_is_shown_by_its_factors_titles_and_its_cells_citations() -> None:
    title = {"ja": "別表2の機関における職", "en": "Post at a listed body"}
    message = {"ja": "{factors}（{citations}）", "en": "{factors} ({citations})"}
    catalog = {
        "program": {"parameters": {"decision_matrix": {"listed_post": {"title": title}}}},
        "requirements": [{"id": "OM-02", "reasons": {"r": {"message": message}}}],
    }
    params = {
        "factors": ["listed_post", "unheard_of"],
        "citations": [{"ja": "1の項ロ", "en": "1(b)"}, {"ja": "1の項ハ", "en": "1(c)"}],
    }

    def shown(language: Language) -> str:
        with_params = decision(finding("OM-02", "person:sato", "r", params=params))
        return explain(with_params, catalog, language=language).clauses[0].findings[0].message

    assert shown("ja") == "別表2の機関における職、unheard_of（1の項ロ、1の項ハ）"
    assert shown("en") == "Post at a listed body, unheard_of (1(b), 1(c))"


def test_without_the_document_ids_take_the_place_of_names() -> None:
    reads = ["/facts/people/1/disclosures/papers"]
    findings = decision(finding("RS-P1-03", "person:mori", "period_too_short", reads=reads))
    view = explain(findings, CATALOG, language="en").clauses[0].findings[0]
    assert (view.subject_label, view.reads[0].label, view.holder) == (
        "person mori",
        "people[1].disclosures.papers",
        "person mori",
    )


def test_an_indicator_shows_how_far_its_judgement_has_come() -> None:
    key = "RS-C2-04/institution:minato/adverse"
    explanation = explained(
        finding("RS-RA-01", f"indicator:{key}", "open", status="consult_fa"),
        indicators=[
            {
                "key": key,
                "requirement": "RS-C2-04",
                "subject": "institution:minato",
                "reads": ["/facts/institutions/1"],
            }
        ],
    )
    indicator = explanation.indicators[0]
    assert (indicator.subject_label, indicator.kind_label, indicator.status) == (
        "港研究所",
        "留意すべき情報",
        "consult_fa",
    )


def test_every_status_is_counted_and_what_does_not_count_is_shown() -> None:
    explanation = explained(finding("RS-RA-02", "application", "not_shared", enforcement="fa_duty"))
    assert [count.status for count in explanation.summary] == list(STATUSES)
    assert explanation.summary[2].text == "要相談 1（うち1は結果に影響しません）"


def test_what_does_not_count_is_one_or_several_in_english() -> None:
    findings = [
        finding("RS-RA-02", f"institution:{name}", "not_shared", enforcement="fa_duty")
        for name in ("aoba", "minato")
    ]
    one, several = explained(*findings[:1], language="en"), explained(*findings, language="en")
    assert one.summary[2].text.endswith(" 1 (1 of them does not count for the outcome)")
    assert several.summary[2].text.endswith(" 2 (2 of them do not count for the outcome)")


def test_json_holds_the_whole_tree() -> None:
    explanation = explanation_as_json(explained(finding("RS-PRE-01", "institution:aoba", "absent")))
    assert explanation["schema"] == "tejun/explanation/1"
    assert explanation["clauses"][0]["findings"][0]["requirement"] == "RS-PRE-01"
    assert explanation["next"][0]["tasks"][0]["subjects"][0]["holder"] == "青葉大学"


def test_where_other_measures_replace_the_procedure_each_open_finding_has_that_answer() -> None:
    explanation = explained(
        finding("RS-O5-02", "application", "accepted", reads=["/facts/determinations/0"]),
        finding("RS-C2-04", "institution:minato", "open"),
        finding("RS-PRE-01", "institution:aoba", "provided"),
        outcome="replaced",
    )
    shown = {view.requirement: view for clause in explanation.clauses for view in clause.findings}
    open_one = shown["RS-C2-04"]
    assert (open_one.status, open_one.disposition) == (
        "consult_fa",
        shown["RS-O5-02"].disposition,
    )
    assert shown["RS-PRE-01"].disposition is None
    assert open_one.disposition is not None


@pytest.mark.parametrize("schema", [CATALOG_SCHEMA_ID, CATALOG_BEFORE_EFFECTS])
def test_the_answer_that_covers_the_others_is_that_of_the_reason_which_replaces(
    schema: str,
) -> None:
    """An earlier catalog does not say which one that is: there it is known by its name."""
    catalog = copy.deepcopy(CATALOG) | {"schema": schema}
    if schema == CATALOG_BEFORE_EFFECTS:
        for entry in catalog["requirements"]:
            for reason in entry["reasons"].values():
                reason.pop("outcome", None)
    known = document()
    answers = known["facts"]["determinations"]
    answers.append({**answers[0], "id": "d2", "reference": "FA-13"})
    explanation = explain(
        decision(
            finding("RS-C2-04", "application", "fa_accepted", reads=["/facts/determinations/0"]),
            finding("RS-O5-02", "application", "accepted", reads=["/facts/determinations/1"]),
            finding("RS-PRE-01", "institution:aoba", "absent"),
            outcome="replaced",
        ),
        catalog,
        language="ja",
        document=known,
    )
    shown = {view.requirement: view for clause in explanation.clauses for view in clause.findings}
    references = {
        name: view.disposition and view.disposition.reference for name, view in shown.items()
    }
    assert references == {"RS-C2-04": "FA-12", "RS-O5-02": "FA-13", "RS-PRE-01": "FA-13"}


def test_an_application_out_of_scope_says_why() -> None:
    not_chosen = finding("RS-O5-02", "application", "not_chosen", status="not_applicable")
    advice = explained(not_chosen, outcome="out_of_scope").outcome.advice
    assert advice.startswith("選ばれませんでした。")
    assert "選ばれませんでした" not in explained(not_chosen, outcome="prepared").outcome.advice


@pytest.mark.parametrize("outcome", ["replaced", "out_of_scope"])
def test_where_the_procedure_does_not_apply_nothing_is_asked_for(outcome: str) -> None:
    assert explained(finding("RS-C2-04", "application", "open"), outcome=outcome).next == ()


def test_what_answers_to_nothing_is_named() -> None:
    document = {
        "facts": {
            "risk": {"judgements": [{"indicator": "RS-P1-06/person:kondo"}]},
            "measures": [{"id": "m1", "indicators": ["RS-X/y"]}, None],
            "determinations": [{"about": [{"requirement": "RS-C2-04"}]}],
            "consultations": [{"about": [{"indicator": "RS-Y/z"}, {"measure": "m1"}]}],
            "institutions": [{"partner": {"withholds": [{"items": ["RS-D4-4a", "RS-C2-04"]}]}}],
        },
        "fa": {"determinations": [{"about": [{"requirement": "RS-C2-04", "subject": "person:x"}]}]},
    }
    made = decision(finding("RS-C2-04", "application", "open"))
    found = unmatched(made, document, {"RS-C2-04": {}})
    assert found == [
        ("/facts/risk/judgements/0", "RS-P1-06/person:kondo"),
        ("/facts/measures/0", "RS-X/y"),
        ("/fa/determinations/0", "RS-C2-04 person:x"),
        ("/facts/institutions/0/partner/withholds/0", "RS-D4-4a"),
    ]


def test_what_a_joint_institution_cannot_withhold_is_named() -> None:
    """What may be withheld says where the FA answers on it, which is the institution's to withhold as well."""
    items = ["RS-D4-05", "RS-SCP-03", "RS-O5-01a", "RS-X"]
    document = {"facts": {"institutions": [{"partner": {"withholds": [{"items": items}, None]}}]}}
    settled = {"answered_at": {"requirement": "RS-SCP-03", "of": "institution"}}
    known = {
        "RS-D4-05": {"reasons": {"part_withheld": settled}},
        "RS-SCP-03": {"reasons": {"items_withheld": {}}},
        "RS-O5-01a": {"reasons": {"no_term": {}}},
    }
    place = "/facts/institutions/0/partner/withholds/0"
    assert without_effect(document, known) == [(place, "RS-O5-01a")]
    assert unmatched(decision(), document, known) == [(place, "RS-X")]


def test_a_consultation_on_what_is_not_there_is_open_and_an_answer_on_the_same_is_idle() -> None:
    asked = {
        "about": [{"indicator": "RS-Y/z"}, {"measure": "m1"}, {"requirement": "RS-C2-04"}],
        "opened_on": "2026-11-02",
    }
    earlier = {"about": [{"indicator": "RS-Y/z"}], "on": "2026-11-01"}
    document = {"facts": {"consultations": [asked], "determinations": [earlier]}}
    made = decision(finding("RS-C2-04", "application", "open"))
    assert unmatched_consultations(made, document, {}) == [("/facts/consultations/0", "RS-Y/z")]
    assert unmatched(made, document, {}) == [("/facts/determinations/0", "RS-Y/z")]


@pytest.mark.parametrize(("on", "is_open"), [("2026-11-01", True), ("2026-11-02", False)])
def test_a_consultation_that_was_answered_is_open_no_more(on: str, is_open: bool) -> None:
    about = [{"requirement": "RS-XX-99"}]
    asked = [{"about": about, "opened_on": "2026-11-02"}]
    facts = {"consultations": asked, "determinations": [{"about": about, "on": on}]}
    made = decision(finding("RS-C2-04", "application", "open"))
    assert bool(unmatched_consultations(made, {"facts": facts}, {})) is is_open


def test_what_is_about_who_takes_part_no_longer_is_neither_misspelt_nor_open() -> None:
    cell = {"requirement": "RS-C2-04", "subject": "institution:nf", "former": True}
    about = [cell, {"indicator": "RS-Y/institution:nf/z", "former": True}]
    facts = {
        "consultations": [{"about": about, "opened_on": "2026-11-02"}],
        "determinations": [{"about": about, "on": "2026-11-01"}],
        "risk": {"judgements": [{"indicator": "RS-Y/institution:nf/z"}]},
        "measures": [{"id": "m1", "indicators": ["RS-Y/institution:nf/z"], "withdrawn": {}}],
    }
    made = decision(finding("RS-C2-04", "application", "open"))
    assert unmatched(made, {"facts": facts}, {}) == []
    assert unmatched_consultations(made, {"facts": facts}, {}) == []


def test_what_is_not_marked_so_is_told_of_beside_it() -> None:
    former = {"indicator": "RS-Y/institution:nf/z", "former": True}
    asked = {"about": [former, {"indicator": "RS-Y/institution:nf/q"}], "opened_on": "2026-11-02"}
    made = decision(finding("RS-C2-04", "application", "open"))
    document = {"facts": {"consultations": [asked]}}
    assert unmatched_consultations(made, document, {}) == [
        ("/facts/consultations/0", "RS-Y/institution:nf/q")
    ]


@pytest.mark.parametrize("facts", [{}, {"risk": [], "determinations": "?"}, None])
def test_facts_of_any_form_are_gone_through(facts: Any) -> None:
    made = decision(finding("RS-C2-04", "application", "open"))
    assert unmatched(made, {"facts": facts}, {}) == []
