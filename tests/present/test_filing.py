"""A decision to be filed: a page that is whole by itself, in both languages, in which everything can be reached."""

import re
from dataclasses import replace

import pytest
import segno
from tejun.canonical import digest
from tejun.errors import ToolMissingError
from tejun.present.filing import FilingPresentation
from tejun.words import Bilingual, Language

from tests.support.cases import PROGRAM, PROGRAMS
from tests.support.filed import HOSTILE, NAME, Filed, FileOf, Page, facts_of, with_hostile_names

PAPER = "Winding-induced bias in fibre-optic inertial sensors"
"""What stands in the facts and in no message."""


def page_of(found: Filed, *, with_facts: bool = True) -> str:
    return FilingPresentation(found.decision, with_facts=with_facts).html()


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_clause_finding_and_fact_is_there_in_both_languages_and_can_be_reached(
    program: str, filed: FileOf
) -> None:
    found = filed(facts_of(program))
    page = Page(page_of(found))
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    words = " ".join(page.text.split())
    for explanation in found.decision.explanations:
        language = explanation.language
        for number, clause in enumerate(explanation.clauses, 1):
            assert f"#{language}-clause-{number}" in page.contents
            assert clause.label in page.text
            for view in clause.findings:
                assert " ".join(view.message.split()) in words
        findings = range(1, len(found.decision.decision["findings"]) + 1)
        assert {f"{language}-finding-{number}" for number in findings} <= set(page.ids)
    decision = found.decision.decision
    pointers = {
        p for each in (*decision["findings"], *decision["indicators"]) for p in each["reads"]
    }
    facts = {f"#fact-{number}" for number in range(1, len(pointers) + 1)}
    assert facts == {link for link in page.contents if link.startswith("#fact-")}
    rules = {f"#rule-{finding['requirement']}" for finding in decision["findings"]}
    assert rules <= page.contents


@pytest.mark.parametrize(("language", "other"), [("ja", "en"), ("en", "ja")])
def test_the_language_that_is_asked_for_comes_first(
    filed: FileOf, language: Language, other: Language
) -> None:
    page = page_of(filed(facts_of("trust-2026", "complete"), language))
    assert f'<html lang="{language}">' in page
    assert page.index(f'id="{language}"') < page.index(f'id="{other}"')


def test_it_is_whole_by_itself(filed: FileOf) -> None:
    text = page_of(filed(facts_of(PROGRAM)))
    page = Page(text)
    assert not page.elements & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not page.attributes & {"src", "srcset", "action", "style"}
    assert not any(name.startswith("on") for name in page.attributes)
    assert all(link.startswith("#") for link in page.links)
    assert not re.search(r"url\(|@import", text)
    assert "default-src 'none'" in text


def test_its_digest_is_the_receipts_as_text_and_as_qr_code(filed: FileOf) -> None:
    found = filed(facts_of(PROGRAM))
    page = page_of(found)
    named = found.receipt.digest
    assert named == digest(found.receipt.document["opening"].encode())
    assert f'<code class="digest">{named}</code>' in page
    drawn = segno.make(named, error="m", micro=False).svg_inline(
        scale=3, border=4, light="#fff", omitsize=True
    )
    assert drawn in page
    assert found.receipt.decision is not None
    assert found.decision.decision["id"] in found.receipt.decision.document.decode()


def test_what_words_name_as_code_is_code_on_the_page(filed: FileOf) -> None:
    text = page_of(filed(facts_of(PROGRAM)))
    assert "<code>tejun receipt</code>" in text
    assert "entered under <code>determinations</code>, its <code>about</code>" in text
    assert "`" not in re.sub("<pre.*?</pre>", "", text, flags=re.DOTALL)


def test_it_goes_down_to_the_rules_and_what_their_parameters_are_set_to(filed: FileOf) -> None:
    page = Page(page_of(filed(facts_of(PROGRAM)))).text
    assert "periods.assess(declared, look_backs)" in page
    assert "papers_look_back_years" in page
    assert "set by the program" in page
    assert "プログラムの定め" in page


def test_what_stands_in_the_facts_is_shown_only_where_that_was_asked_for(filed: FileOf) -> None:
    found = filed(facts_of(PROGRAM))
    with_them, without = page_of(found), page_of(found, with_facts=False)
    assert PAPER in with_them
    assert "取扱いに注意してください" in with_them
    assert PAPER not in without
    assert "取扱いに注意してください" in without, "names stand in what findings say"
    assert "What stands in the facts is not shown in this table." in without
    assert "people[okada].<wbr>disclosures.<wbr>papers" in without


def test_hostile_names_do_no_harm(filed: FileOf) -> None:
    found = filed(with_hostile_names(facts_of(PROGRAM)))
    for with_facts in (True, False):
        text = page_of(found, with_facts=with_facts)
        page = Page(text)
        assert "script" not in page.elements
        assert "<script" not in text
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", text)
        for hostile in (NAME, HOSTILE):
            assert hostile.replace("\u202e", " ").replace("\u2066", " ") in page.text


@pytest.mark.parametrize(
    ("name", "mark"), [("01a22cf8-c906-7ada-9909-b7412a62f7ff", True), ('"}</style>', False)]
)
def test_each_printed_page_says_of_which_decision_it_is(
    filed: FileOf, *, name: str, mark: bool
) -> None:
    found = filed(facts_of("trust-2026"))
    decision = replace(found.decision, decision={**found.decision.decision, "id": name})
    page = FilingPresentation(decision, with_facts=False).html()
    assert (f'@bottom-left {{ content: "{name}"' in page) == mark
    assert page.count("</style>") == 1
    assert "style" in Page(page).elements


@pytest.mark.opa
@pytest.mark.slow
def test_the_trace_of_what_leaves_something_to_do_is_there_where_it_is_asked_for(
    filed: FileOf,
) -> None:
    found = filed(facts_of("trust-2026", "complete"), "en", traced="open")
    left = [
        number
        for number, finding in enumerate(found.decision.decision["findings"], 1)
        if finding["status"] == "consult_fa"
    ]
    page = Page(page_of(found))
    assert left
    assert {f"trace-{number}" for number in left} == {i for i in page.ids if i.startswith("trace-")}
    assert "(the requirement / この要件)" in page.text
    assert re.search(r"\d+ ✓", page.text)


def test_what_would_settle_it_is_there_in_both_languages_where_it_is_asked_for(
    filed: FileOf,
) -> None:
    found = filed(facts_of(PROGRAM, "foreign-partner"), settled=True)
    page = Page(page_of(found, with_facts=False))
    for explanation, remedy in zip(
        found.decision.explanations, found.decision.remedies, strict=True
    ):
        assert remedy.language == explanation.language
        assert f"#{remedy.language}-remedy" in page.contents
        said = [each.why for each in remedy.findings if each.why is not None]
        steps = [step.text for each in remedy.findings for s in each.sets for step in s.steps]
        assert said + steps
        words = " ".join(page.text.split())
        assert all(" ".join(text.split()) in words for text in said + steps)
    without = Page(page_of(filed(facts_of("trust-2026", "complete"))))
    assert "ja-remedy" not in without.ids


def test_without_an_opa_it_says_why_there_is_no_trace(
    filed: FileOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ToolMissingError(Bilingual("opa がない", "no opa here"), Bilingual("", ""))

    monkeypatch.setattr("tejun.operations.filing.find_opa", missing)
    page = Page(page_of(filed(facts_of(PROGRAM), traced="open"))).text
    assert "no opa here" in page
    assert "opa がない" in page
