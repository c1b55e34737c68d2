"""The keys of the facts, as the command line speaks of them."""

from pathlib import Path

import pytest
from tejun.sealing import make_master_key

from tests.cli.support import tejun


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"TEJUN_DATABASE": str(tmp_path / "tejun.db"), "TEJUN_BUNDLES": str(tmp_path)}


def doctor_of_key(environ: dict[str, str]) -> str:
    said = tejun("doctor", environ=environ).stdout.decode()
    return next(line for line in said.splitlines() if "master key" in line)


def test_doctor_says_which_master_key_wraps_and_makes_none(
    environ: dict[str, str], tmp_path: Path
) -> None:
    before = doctor_of_key(environ)
    assert "made when something is first recorded" in before
    path = tmp_path / "tejun.db.master-key"
    assert not path.exists()
    path.write_text(make_master_key(bytes))
    path.chmod(0o600)
    beside = doctor_of_key(environ)
    assert "local:" in beside
    assert str(path) in beside
    assert "no recorded fact can ever be read again" in beside
    assert "apart from the backups" in beside


def test_doctor_names_a_master_key_that_is_set_and_shows_nothing_of_it(
    environ: dict[str, str],
) -> None:
    text = make_master_key(bytes)
    named = doctor_of_key({**environ, "TEJUN_MASTER_KEY": text})
    assert "local:" in named
    assert text.partition(":")[2] not in named
    assert "apart from" not in named


def test_doctor_fails_on_a_master_key_that_others_may_read(
    environ: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "tejun.db.master-key"
    path.write_text(make_master_key(bytes))
    path.chmod(0o644)
    run = tejun("doctor", environ=environ)
    assert run.returncode == 1
    assert "0644" in doctor_of_key(environ)
