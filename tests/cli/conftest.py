"""What several tests of commands begin with."""

import re
from pathlib import Path

import pytest
from tejun.cli.run import run

from tests.cli.support import AS_OF, BUNDLES, TYPICAL
from tests.support.shared import with_modules


@pytest.fixture
def decision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    """The id of a decision on the typical application, in a record of its own."""
    monkeypatch.setenv("TEJUN_BUNDLES", str(BUNDLES))
    monkeypatch.setenv("TEJUN_DATABASE", str(tmp_path / "record.db"))
    monkeypatch.setenv("TEJUN_CACHE", str(with_modules(tmp_path / "cache")))
    run(["check", str(TYPICAL), *AS_OF, "--record"], {"LANG": "en_US.UTF-8"})
    found = re.search(r"Recorded as ([0-9a-f-]{36}) in ", capsys.readouterr().out)
    assert found is not None
    return found[1]
