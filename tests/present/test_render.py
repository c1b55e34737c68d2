"""How a checklist is written out: printable by itself, and safe whatever a catalog holds."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from tejun.authoring.catalog import build_catalog
from tejun.explain.shape import Read
from tejun.present.checklist import checklist
from tejun.present.labels import place_within
from tejun.present.render import environment, to_html, to_markdown

from tests.support.cases import PROGRAM, source_of

CHECKLIST = checklist(build_catalog(source_of(PROGRAM)), "ja")
"""That of kprogram-2026, on which the fixtures of the procedure itself are made (`PROGRAM`), in Japanese."""
HOSTILE = replace(CHECKLIST, program="<script>alert(1)</script> | `x` [link](http://example.com)")


def test_the_page_needs_nothing_beside_itself() -> None:
    page = to_html(CHECKLIST)
    assert page.startswith("<!DOCTYPE html>")
    assert "@page { size: A4" in page
    assert re.findall(r"\b(?:src|href|url)\b\s*[=(]|<script|@import", page) == []


def test_no_blank_is_left_of_the_lines_into_which_the_source_was_broken() -> None:
    for page in (to_html(CHECKLIST), to_markdown(CHECKLIST)):
        assert (
            re.findall(
                "[\u3041-\u9fff、」] [\u3041-\u3096]|[\u3041-\u3096、] [\u3041-\u9fff]", page
            )
            == []
        )
        assert "国又はFAが指定する" in page
        assert "（例）2026年度 公募要領" in page, "a blank between two names stays"


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("fa", ""),
        ("fa.determinations[d1]", "determinations[d1]"),
    ],
)
def test_a_place_of_the_record_of_the_fa_is_named_as_such(label: str, shown: str) -> None:
    read = Read("fa", "FAの記録", "/fa", label, present=True, line=None)
    assert place_within(read) == shown


def test_every_item_has_its_boxes_and_a_duty_of_the_funding_agency_has_none() -> None:
    rows = [row for section in CHECKLIST.sections for row in section.rows]
    for page in (to_html(CHECKLIST), to_markdown(CHECKLIST)):
        assert [row.id for row in rows if page.count(row.title) == 0] == []
    assert to_html(CHECKLIST).count("□済") == sum(not row.fa_duty for row in rows)
    assert to_markdown(CHECKLIST).count("| □ |") == len(CHECKLIST.sections) + sum(
        not row.fa_duty for row in rows
    )


def test_the_four_classes_are_columns() -> None:
    head = to_html(CHECKLIST).partition("</thead>")[0]
    assert re.findall(r"<span>(.*?)</span>", head) == [
        "研究インテグリティ",
        "組織共通のガバナンス",
        "研究セキュリティ",
        "技術領域",
    ]


def test_what_a_catalog_holds_cannot_become_markup() -> None:
    assert "<script>" not in to_html(HOSTILE)
    assert "&lt;script&gt;" in to_html(HOSTILE)
    title = to_markdown(HOSTILE).splitlines()[0]
    assert r"\<script>" in title
    assert r"\[link\](http" in title


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    lines = [line for line in to_markdown(HOSTILE).splitlines() if line.startswith("|")]
    bars = {len(re.findall(r"(?<!\\)\|", line)) for line in lines}
    assert bars == {6}  # around five columns


def test_items_are_links_only_where_their_pages_stand_beside() -> None:
    assert "[RS-P1-03](RS-P1-03.md)" in to_markdown(CHECKLIST, linked=True)
    assert "](" not in to_markdown(CHECKLIST)


def test_a_name_that_nobody_gave_is_an_error_and_no_blank(tmp_path: Path) -> None:
    (tmp_path / "page.md.j2").write_text("{{ nobody }}", "utf-8")
    with pytest.raises(UndefinedError):
        environment(str(tmp_path)).get_template("page.md.j2").render()
