"""What the tests of the checks start from."""

from dataclasses import replace

import pytest
from tejun.authoring.source import Source, read_source

from tests.support.cases import POLICIES, PROGRAM


@pytest.fixture(scope="session")
def source() -> Source:
    """The real sources."""
    return read_source(POLICIES, PROGRAM)


@pytest.fixture(scope="session")
def library(source: Source) -> Source:
    """Of the real sources `lib` alone, for rules that a test writes: all of them take six times as long to check."""
    rego = {path: text for path, text in source.rego.items() if path.startswith("lib/")}
    return replace(source, rego=rego)
