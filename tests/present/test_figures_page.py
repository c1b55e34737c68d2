"""Figures as a page: whole by itself, in both languages, each plot with its text and within its picture."""

import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tejun.audit.figures.found import FoundFigures
from tejun.present.figures_page import figures_page
from tejun.present.plots import HEIGHT, WIDTH, Run, bar, columns, scale, spread
from tejun.words import Bilingual

from tests.support.figured import every_bundle, found_figures, sample_of
from tests.support.filed import HOSTILE, VOID

OF_SVG = {"rect", "line"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> FoundFigures:
    return found_figures(tmp_path_factory.mktemp("figured"), sample_of(every_bundle()[:2], 120))


class Read(HTMLParser):
    """Elements with their attributes; fails where one is not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_is_whole_by_itself(found: FoundFigures) -> None:
    page = Read(figures_page(found, "ja"))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "form"}
    names = {name for _, attributes in page.elements for name in attributes}
    assert not [name for name in names if name.startswith("on") or name in {"src", "style"}]
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    ids = {attributes.get("id") for _, attributes in page.elements}
    assert links
    assert all(link and link.startswith("#") and link[1:] in ids for link in links)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_has_both_languages_that_first_which_was_asked_for(
    found: FoundFigures, language: str
) -> None:
    page = figures_page(found, "ja" if language == "ja" else "en")
    assert f'<html lang="{language}">' in page
    headings = re.findall(r"<h2>(.*?)</h2>", page)
    assert len(headings) == 8
    other = {"ja": "en", "en": "ja"}[language]
    for heading in headings:
        assert re.findall(r'lang="(..)"', heading) == [language, other]


def test_each_number_of_a_plot_is_text_too(found: FoundFigures) -> None:
    page = Read(figures_page(found, "en"))
    pictures = [attributes for tag, attributes in page.elements if tag == "svg"]
    assert len(pictures) > 30
    for attributes in pictures:
        assert attributes.get("aria-hidden") == "true" or attributes.get("aria-label")
    texts = " ".join(page.texts)
    for group in (*found.figures.by[0].groups, *found.figures.by[1].groups):
        assert f"{group.applications}" in texts


def test_no_shape_goes_beyond_its_picture(found: FoundFigures) -> None:
    box = (0.0, 0.0)
    for tag, said in Read(figures_page(found, "ja")).elements:
        if tag == "svg":
            *_, wide, high = (said.get("viewbox") or "").split()
            box = float(wide), float(high)
        if tag == "rect":
            x, y = float(said.get("x") or 0), float(said.get("y") or 0)
            wide, high = said.get("width") or "0", said.get("height") or "0"
            assert -0.01 <= x <= x + float(wide) <= box[0] + 0.02
            assert -0.01 <= y <= y + float(high) <= box[1] + 0.02


def test_a_title_is_no_markup(found: FoundFigures) -> None:
    titles = found.titles
    hostile = Bilingual(HOSTILE, HOSTILE)
    changed = replace(
        titles,
        requirements=dict.fromkeys(titles.requirements, hostile),
        reasons=dict.fromkeys(titles.reasons, hostile),
        programs=dict.fromkeys(titles.programs, hostile),
    )
    selection = replace(found.selection, institution=HOSTILE)
    page = figures_page(replace(found, titles=changed, selection=selection), "ja")
    assert "<script" not in page
    assert Read(page).elements


# --- plots ---------------------------------------------------------------------------------------


def test_a_scale_has_even_steps_and_reaches_the_most() -> None:
    for most in (*range(1, 300), 999, 1000, 12_345, 10**6):
        marks = scale(most)
        assert marks[0] == 0
        assert marks[-2] < most <= marks[-1]
        assert len({after - before for before, after in itertools.pairwise(marks)}) == 1
        assert 2 <= len(marks) <= 7


def test_a_bar_is_as_long_as_its_counts() -> None:
    first, second = bar({"a": 3, "b": 0, "c": 1}, 8)
    assert (first.name, first.start, first.length) == ("a", 0, 37.5)
    assert (second.name, second.start, second.length) == ("c", 37.5, 12.5)
    assert bar({}, 0) == ()


def test_the_area_of_a_column_is_its_number() -> None:
    found = columns([Run("W1", 1, {"a": 4, "b": 2}), Run("W2", 3, {"a": 9}), Run("W5", 1, {})])
    one, three, none = found.columns
    [(_, top, tall)] = three.pieces
    gap = three.x - one.x - one.width
    assert gap > 1
    assert three.width + gap == pytest.approx(3 * (one.width + gap), abs=0.05)
    assert tall == pytest.approx(one.pieces[0][2] * 3 / 4, abs=0.02)
    assert top + tall == pytest.approx(found.base, abs=0.02)
    assert (none.pieces, none.total) == ((), 0)
    assert all(0 < y <= HEIGHT for y, _ in found.lines)


def test_labels_do_not_lie_over_one_another() -> None:
    found = columns([Run(f"W{number}", 1, {"a": 1}) for number in range(60)])
    middles = [each.x + each.width / 2 for each in found.columns if each.label]
    assert 5 < len(middles) < 16
    assert all(b - a > 10 for a, b in itertools.pairwise(middles))


def test_a_spread_lies_on_its_scale() -> None:
    found = spread((0, 27, 40))
    assert [value for _, value in found.values] == [0, 27, 40]
    assert found.values[0][0] == found.marks[0][0]
    assert found.values[2][0] <= found.marks[-1][0] <= WIDTH
    assert spread((0, 0, 0)).marks[-1][1] == 1


def test_a_record_without_much_has_a_page_too(tmp_path: Path) -> None:
    few = sample_of(every_bundle()[:1], 6)
    page = figures_page(found_figures(tmp_path, few, at_least=3), "en")
    assert Read(page).elements
