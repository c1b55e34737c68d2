"""A filed decision in Chromium, as a page and printed on A4: nothing goes beyond its place, whatever names hold.

They are looked at as pictures by people; what is measured here is that nothing is cut off or lies over something else.
"""

from pathlib import Path

import pytest
from tejun.present.filing import FilingPresentation
from tejun.words import Language

from tests.support.browser import measured, require_within_printed_pages
from tests.support.cases import PROGRAM, PROGRAMS
from tests.support.filed import FileOf, facts_of, with_hostile_names

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def page_of(filed: FileOf, program: str, language: Language, *, hostile: bool) -> str:
    facts = facts_of(program)
    found = filed(with_hostile_names(facts) if hostile else facts, language)
    return FilingPresentation(found.decision, with_facts=True).html()


def test_what_goes_beyond_its_place_is_seen(tmp_path: Path) -> None:
    cell = f"<td style='max-width: 50px'>{'w' * 90}</td>"
    page = f"<!DOCTYPE html><title></title><body><table><tr>{cell}</tr></table></body>"
    _, beyond = measured(page, tmp_path)
    assert beyond
    assert all("www" in each for each in beyond)


WHOLE = [(program, language, False) for program in PROGRAMS for language in ("ja", "en")]


@pytest.mark.parametrize(("program", "language", "hostile"), [(PROGRAM, "en", True), *WHOLE])
def test_nothing_goes_beyond_its_place(
    filed: FileOf, tmp_path: Path, program: str, language: Language, *, hostile: bool
) -> None:
    page = page_of(filed, program, language, hostile=hostile)
    elements, beyond = measured(page, tmp_path)
    assert elements > 1000
    assert beyond == []
    pages = require_within_printed_pages(page, tmp_path)
    assert pages > 20
