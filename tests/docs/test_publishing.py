"""docs/publishing.md tells the truth: its steps, run one after the other, publish, ask, roll back, withdraw, rotate."""

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tejun.registry import Registry
from tejun.signing import trusted_keys_or_example

from tests.docs.readme import SERVED, blocks, differences
from tests.docs.test_editions import cases_in, copy_repository, run
from tests.support.cases import ROOT
from tests.support.sample import Sample
from tests.support.server import serving

PAGE = (ROOT / "docs" / "publishing.md").read_text("utf-8")
STEPS = blocks(PAGE)
CHANGED = ("RS-STP-04", "RS-STP-05")
"""Whose cases come out otherwise by another `follow_up_interval_days`."""
EXPORTED = re.compile(r"^export (\w+)=(\S+)$", re.MULTILINE)


@pytest.fixture
def repository(tmp_path: Path, sample: Sample) -> Path:
    """What the page works in: a copy of the sources and the fixtures, with one case of each requirement at least.

    Of the requirements that go by the parameter which the page changes there are the cases that it names.
    """
    copy_repository(tmp_path)
    cases = cases_in(tmp_path)
    named = {case for case in cases if case.name in PAGE}
    kept = {
        case
        for case in sample.of(cases, lambda case: case.parent)
        if case.parent.name not in CHANGED
    }
    for case in {*cases} - kept - named:
        case.unlink()
    return tmp_path


@contextlib.contextmanager
def served(folder: Path, exported: str) -> Iterator[str]:
    """The service that the page says to start, with what was exported by then."""
    settings = dict(EXPORTED.findall(exported))
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        with serving(folder, bundles=None) as server:
            yield server.url
    finally:
        os.environ.clear()
        os.environ.update(before)


@pytest.mark.opa
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_steps_do_what_the_page_shows(repository: Path) -> None:
    assert len(STEPS) == 11
    exported = ""
    for script, shown in STEPS:
        if SERVED in script:
            with served(repository, exported) as url:
                ran = run(exported + script.replace(SERVED, url), repository)
        else:
            ran = run(exported + script, repository)
        assert ran.returncode == 0, ran.stdout
        assert list(differences(shown.splitlines(), ran.stdout.splitlines())) == [], ran.stdout
        exported += "".join(f"{item.group()}\n" for item in EXPORTED.finditer(script))
    keys = trusted_keys_or_example(str(repository / "trusted"))
    registry = Registry.load(repository / "registry", keys)
    assert [item.withdrawal is None for item in registry.editions("kprogram-2026")] == [
        True,
        False,
        False,
    ]
    assert {item.key.id for item in registry.publications("kprogram-2026")} == set(keys.by_id)
