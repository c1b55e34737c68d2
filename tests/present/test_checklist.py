"""A program's checklist: what stands on it, for whom, and in which words."""

from functools import cache
from typing import Any

import pytest
from tejun.authoring.catalog import build_catalog
from tejun.present import catalog_words
from tejun.present.checklist import AFTER_AN_ANSWER, MOST_REPEATED, Checklist, Row, checklist
from tejun.words import Language

from tests.support.cases import PROGRAM, PROGRAMS, source_of

LANGUAGES: tuple[Language, ...] = ("ja", "en")


@cache
def catalog_of(program: str) -> dict[str, Any]:
    return build_catalog(source_of(program))


def made(program: str = PROGRAM, language: Language = "ja") -> Checklist:
    return checklist(catalog_of(program), language)


def rows(found: Checklist) -> dict[str, Row]:
    return {row.id: row for section in found.sections for row in section.rows}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_requirement_is_an_item_once_in_the_order_of_the_clauses(
    program: str, language: Language
) -> None:
    found = [row.id for section in made(program, language).sections for row in section.rows]
    assert found == [item["id"] for item in catalog_of(program)["requirements"]]


def test_an_item_is_marked_under_each_of_its_classes_and_no_other() -> None:
    assert rows(made())["RS-P1-03"].classes == (True, False, True, False)
    assert rows(made())["RS-P1-03"].class_labels == ("研究インテグリティ", "研究セキュリティ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_many_items_ask_for_alike_is_told_once_at_the_head(language: Language) -> None:
    found = made(language=language)
    own = [text for row in rows(found).values() for text in row.enter]
    assert found.common
    assert not set(found.common) & set(own)
    assert max(own.count(text) for text in own) <= MOST_REPEATED
    inventions, support = rows(found)["RS-P1-05"], rows(found)["RS-P1-02"]
    assert inventions.enter == ()
    assert {found.common[number - 1] for number in inventions.common} == missing(
        "RS-P1-05", language
    )
    assert support.common == inventions.common
    assert set(support.enter) == missing("RS-P1-02", language) - missing("RS-P1-05", language)


def missing(requirement: str, language: Language) -> set[str]:
    """What its reasons say is to be done where something is missing."""
    return {
        reason["remedy"][language]
        for item in catalog_of(PROGRAM)["requirements"]
        if item["id"] == requirement
        for reason in item["reasons"].values()
        if reason["status"] == "missing_information"
    }


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_says_what_to_do(program: str, language: Language) -> None:
    found = rows(made(program, language))
    assert [name for name, row in found.items() if not row.enter and not row.common] == []


def test_of_what_every_application_has_it_is_told_when_something_is_left_to_do() -> None:
    assert rows(made())["RS-MT-08"].enter == (
        "要相談: 参考となる事例があるか、資金配分機関（FA）に尋ねることができます。",
    )
    assert rows(made(language="en"))["RS-MT-08"].enter == (
        "consult FA: The funding agency (FA) may be asked whether there are cases to learn from.",
    )


def test_nobody_starts_with_what_an_answer_of_the_funding_agency_brings_about() -> None:
    """Those are the reasons of `lib/fa` after which something is left to do, and no other reason is called so."""
    source = source_of(PROGRAM)
    reasons = source.lib["fa"].custom["reasons"]
    assert {code for code, reason in reasons.items() if "remedy" in reason} == AFTER_AN_ANSWER
    remedies = {reasons[code]["remedy"]["en"] for code in AFTER_AN_ANSWER}
    found = made(language="en")
    for text in (*found.common, *(text for row in rows(found).values() for text in row.enter)):
        assert text.removeprefix("not met: ").removeprefix("consult FA: ") not in remedies


def test_who_acts_instead_for_one_kind_of_subject_is_told() -> None:
    assert rows(made())["RS-DD-01"].actor == (
        "研究機関（共同研究機関（B）については研究代表者の所属機関（A））"
    )


def test_what_the_program_sets_stands_with_its_item() -> None:
    assert ("発表論文をさかのぼる年数", "5") in [
        (setting.label, setting.value) for setting in rows(made())["RS-P1-03"].settings
    ]


def test_a_programs_tightening_stands_with_the_item_that_it_tightens() -> None:
    (told,) = rows(made())["RS-MT-01"].tightened
    assert told.startswith("KP-02 研修受講の義務（例）: （例）研究代表者")
    assert rows(made())["RS-MT-02"].tightened == ()


def test_a_programs_own_item_is_told_apart_from_the_procedures() -> None:
    own = {name for name, row in rows(made()).items() if row.own}
    assert own
    assert not any(name.startswith("RS-") for name in own)


def test_the_funding_agencys_duties_are_told_apart_from_the_institutions_items() -> None:
    duties = {name for name, row in rows(made()).items() if row.fa_duty}
    assert duties == {"RS-RA-02", "RS-MT-08"}


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_head_names_who_decides_and_the_call_with_its_review(program: str) -> None:
    head = {entry.label: entry.value for entry in made(program).head}
    stated = catalog_of(program)["program"]
    assert head["資金配分機関（FA）"] == stated["funding_agency"]["ja"]
    assert head["公募締切"] == stated["call"]["closes"]
    assert head["研究セキュリティの確認の時期"] == catalog_words.REVIEWS[
        stated["call"]["review"]
    ].in_("ja")
    assert head["手順書"].endswith(stated["base"])


def test_a_programs_form_has_a_row_for_each_of_its_questions() -> None:
    (form,) = made("defense-basic-2026").forms
    assert len(form.items) == 13
    assert form.asked_of == "研究者ごと"
    assert form.answers == ("はい", "いいえ", "不明")
    assert made().forms == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_older_edition_whose_catalog_has_no_call_and_no_forms_has_one_too(
    language: Language,
) -> None:
    later = ("call", "forms", "base_edition")
    current = catalog_of(PROGRAM)
    program = {key: value for key, value in current["program"].items() if key not in later}
    found = checklist({**current, "program": program}, language)
    assert found.sections == made(language=language).sections
    assert found.head[3].value == program["base"]


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_open_in_the_words_of_an_item(program: str, language: Language) -> None:
    texts = [
        text
        for row in rows(made(program, language)).values()
        for text in (*row.enter, *row.not_applicable)
    ]
    assert [text for text in texts if "{" in text or "—" in text] == []


def test_a_table_that_a_program_sets_is_told_by_the_titles_of_its_parts() -> None:
    (table,) = (
        setting.value
        for setting in rows(made("overseas-matrix-2026"))["OM-02"].settings
        if setting.label.startswith("判断表")
    )
    assert "talent_program: 別表2の機関が関わる人材登用プログラムへの参加" in table


def test_who_decides_is_said_and_that_an_example_is_one() -> None:
    assert "判断は資金配分機関（架空科学技術振興機構）が行います。" in made().notes
    assert any("例示" in note for note in made().notes)
