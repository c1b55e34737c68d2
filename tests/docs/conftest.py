"""Which of the pages that take long a run goes through: one of them, drawn anew in every run; all in a long run.

Each builds several editions and puts cases to them, as the command does that the page shows. Whoever names the file of
a page has it gone through.
"""

from pathlib import Path

import pytest

from tests.support.sample import Sample

PAGES = ("test_editions.py", "test_publishing.py", "test_writing_policies.py")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Files that are named are not asked about."""
    if config.option.long or collection_path.name not in PAGES:
        return None
    sample = Sample(config.option.seed)
    return True if collection_path.name not in sample.of(PAGES, lambda _: None) else None
