"""What the tests of the checks start from."""

import pytest
from tejun.authoring.source import Source, read_source

from tests.support.cases import POLICIES, PROGRAM


@pytest.fixture(scope="session")
def source() -> Source:
    """The real sources."""
    return read_source(POLICIES, PROGRAM)
