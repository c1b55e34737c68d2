"""Thousands of files that nobody should leave in a registry: what is bad is named, and stops no other program."""

from pathlib import Path

import pytest

from tests.hostile import campaign
from tests.hostile.test_requests import REQUESTS
from tests.support.sample import examples

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

FILES = 3_500


def test_requests_and_files_are_ten_thousand() -> None:
    assert REQUESTS + FILES >= 10_000


def test_nothing_that_lies_in_a_registry_stops_another_program(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    count = examples(40_000, FILES)
    done = campaign.litter(
        campaign.good_registry(tmp_path / "registry"), str(pytestconfig.option.seed), count
    )
    assert [f"{failure} {item}" for item, failure in done.failures] == []
    assert done.planted >= count
    assert {"named as bad", "counts", "no statement", "a name that cannot be"} == set(done.seen)
