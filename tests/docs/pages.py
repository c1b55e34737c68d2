"""Which of the pages that take long a run goes through: one of them, drawn anew in every run; all in a long run.

Each builds several editions and puts cases to them, as the command does that the page shows.
"""

import pytest

from tests.support.sample import Sample

PAGES = ("editions", "publishing", "writing-policies")


def require_drawn(page: str, sample: Sample) -> None:
    """Skips the test that goes through the page, where another one is drawn."""
    assert page in PAGES
    if page not in sample.of(PAGES, lambda _: None):
        pytest.skip("another page is drawn")
