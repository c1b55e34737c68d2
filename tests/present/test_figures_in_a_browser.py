"""Figures in Chromium, as a page and printed on A4: nothing goes beyond its place, whatever titles hold."""

from dataclasses import replace
from pathlib import Path

import pytest
from tejun.present.figures_page import figures_page
from tejun.words import Bilingual, Language

from tests.support.browser import measured, require_within_printed_pages
from tests.support.figured import every_bundle, found_figures, sample_of
from tests.support.filed import NAME

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize(("language", "hostile"), [("ja", False), ("en", False), ("en", True)])
@pytest.mark.parametrize("count", [30, 600])
def test_nothing_goes_beyond_its_place(
    tmp_path: Path, language: Language, count: int, *, hostile: bool
) -> None:
    found = found_figures(tmp_path, sample_of(every_bundle(), count))
    if hostile:
        name = Bilingual(NAME, NAME)
        titles = replace(
            found.titles,
            requirements=dict.fromkeys(found.titles.requirements, name),
            programs=dict.fromkeys(found.titles.programs, name),
        )
        found = replace(found, titles=titles, selection=replace(found.selection, institution=NAME))
    page = figures_page(found, language)
    elements, beyond = measured(page, tmp_path)
    assert elements > 200
    assert beyond == []
    assert require_within_printed_pages(page, tmp_path) > 1
