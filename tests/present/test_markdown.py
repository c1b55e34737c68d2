"""An explanation as Markdown: it reads, and nothing in a document can become markup."""

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tejun.present.explanation import to_markdown
from tejun.present.markdown import code, plain

from tests.support.explained import explained, finding

HOSTILE = [
    "<script>alert(1)</script>",
    "# heading\n\n## another",
    "[link](https://example.org) ![image](x)",
    "`code` ``more``",
    "*a* _b_ **c** ~~d~~",
    "1. one",
    "- item",
    "---",
    "a | b\n--|--",
    "&lt;&#x41;",
    "trailing\\",
    "=",
    "==",
    "- - -",
    "+ plus",
    "12) twelve",
    "> quoted",
    "a ##",
    "##### five",
    "~~~",
    "__a_b__ _c_d_",
    "_",
    "\x1b[31mred\u202e",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_document_stays_text(text: str) -> None:
    (paragraph,) = [
        token for token in MarkdownIt().parse(f"- x {plain(text)}") if token.type == "inline"
    ]
    assert {child.type for child in paragraph.children or []} == {"text"} or all(
        child.type in {"text", "text_special"} for child in paragraph.children or []
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_line_that_begins_with_a_documents_text_is_a_paragraph(text: str) -> None:
    assert {token.type for token in MarkdownIt().parse(plain(text))} == {
        "paragraph_open",
        "inline",
        "paragraph_close",
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_under_a_line_and_as_a_heading_it_is_text_to_its_end(text: str) -> None:
    """What stands under a line may make a heading of it; what ends one with number signs loses them."""
    tokens = MarkdownIt().parse(f"above\n{plain(text)}\n\n# {plain(text)}")
    assert [token.type for token in tokens if token.nesting == 1] == [
        "paragraph_open",
        "heading_open",
    ]
    assert shown(tokens[-2]) == shown(MarkdownIt().parse(f"x {plain(text)}")[1])[2:]


def shown(inline: Token) -> str:
    return "".join(child.content for child in inline.children or [])


@pytest.mark.parametrize(
    "text",
    [
        *("other_names", "e__f", "名_前", "R&D", "A & B", "a > b", "->", "a - b", "-5", "+1", "C#"),
        *("#2", "1.5", "2026-11-20", "= why", "a{b}!", "(1)", "第1章 1. 目的", "１．目的"),
    ],
)
def test_what_is_text_anyway_is_not_escaped(text: str) -> None:
    assert plain(text) == text
    assert shown(MarkdownIt().parse(plain(text))[1]) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1. one", "1\\. one"),
        ("1", "1"),
        ("- item", "\\- item"),
        ("_a", "\\_a"),
        ("&amp; R&D", "\\&amp; R&D"),
        ("# a", "\\# a"),
    ],
)
def test_a_reader_is_shown_what_was_written(text: str, escaped: str) -> None:
    assert plain(text) == escaped
    assert shown(MarkdownIt().parse(escaped)[1]) == text


@pytest.mark.parametrize("text", [*HOSTILE, "`", "``", "a`b", ""])
def test_a_code_span_holds_any_text(text: str) -> None:
    (paragraph,) = [token for token in MarkdownIt().parse(code(text)) if token.type == "inline"]
    assert [child.type for child in paragraph.children or []] == ["code_inline"]


def test_it_shows_the_outcome_the_tasks_and_every_finding() -> None:
    text = to_markdown(
        explained(
            finding("RS-PRE-01", "institution:aoba", "provided"),
            finding("RS-P1-03", "person:mori", "period_too_short", reads=["/facts/people/1/x"]),
            finding("RS-P1-03", "person:sato", "stricter", layer="program"),
        )
    )
    assert text.startswith("# 確認に必要な情報が不足しています\n")
    assert "### 研究者本人" in text
    assert "森 一郎" in text
    assert "`people[mori].x` (記載なし)" in text
    assert "プログラム: 論文の追加条件" in text
    assert "「部署の指定」の記載があります。" in text


def test_an_answer_of_the_fa_is_shown_with_its_teller() -> None:
    reads = ["/facts/determinations/0"]
    text = to_markdown(explained(finding("RS-C2-04", "application", "fa_accepted", reads=reads)))
    assert "FAが受け入れ: 架空振興機構, 2026-11-01, FA-12 (機関の申告)" in text


def test_indicators_and_their_judgement_are_shown() -> None:
    indicator = {
        "key": "RS-P1-03/person:mori/record",
        "requirement": "RS-P1-03",
        "subject": "person:mori",
        "reads": [],
    }
    text = to_markdown(explained(language="en", indicators=[indicator]))
    assert "## What asks for a person's judgement" in text
    assert "森 一郎 — Papers: a sanction on record" in text
