"""The engine that is set: what the commands say of it, and what cannot be used."""

import re
from pathlib import Path

import pytest
from tejun.cli.run import run

from tests.cli.support import BUNDLES, tejun
from tests.support.server import free_port
from tests.support.shared import with_modules


@pytest.mark.parametrize(
    "engine", ["rego", "ftp://127.0.0.1:8181", "http://127.0.0.1:8181/v1", "http://a:b@host"]
)
def test_an_engine_that_there_is_not_keeps_it_from_starting(engine: str) -> None:
    ran = tejun("serve", "--port", "0", "--engine", engine)
    assert ran.returncode == 2
    assert "TEJUN_ENGINE" in ran.stderr.decode()
    assert "a:b" not in ran.stderr.decode()
    assert "\n  --engine “" in ran.stderr.decode()


def test_of_the_variable_the_option_is_not_blamed() -> None:
    ran = tejun("serve", "--port", "0", environ={"TEJUN_ENGINE": "rego"})
    assert "The environment variable TEJUN_ENGINE holds “rego”" in ran.stderr.decode()
    assert "--engine" not in ran.stderr.decode()


def test_without_opa_there_is_none_to_keep(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tejun.folders.checkout", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("TEJUN_BUNDLES", str(BUNDLES))
    monkeypatch.setenv("TEJUN_ENGINE", "wasm")  # the option puts its value here; undone afterwards
    monkeypatch.setenv("TEJUN_DATABASE", str(tmp_path / "record.db"))
    monkeypatch.chdir(tmp_path)
    assert run(["serve", "--port", "0", "--engine", "opa"], {"LANG": "en_US.UTF-8"}) == 2
    assert "opa was not found." in capsys.readouterr().err


@pytest.fixture
def here(tmp_path: Path) -> dict[str, str]:
    return {
        "TEJUN_BUNDLES": str(BUNDLES),
        "TEJUN_DATABASE": str(tmp_path / "record.db"),
        "TEJUN_CACHE": str(with_modules(tmp_path / "cache")),
    }


def test_doctor_says_which_engine_is_set(here: dict[str, str]) -> None:
    ran = tejun("doctor", environ=here)
    assert ran.returncode == 0, ran.stdout
    assert "ok    engine: wasm" in ran.stdout.decode().splitlines()


@pytest.mark.opa
def test_doctor_has_an_opa_of_its_own_evaluate_every_edition(here: dict[str, str]) -> None:
    ran = tejun("doctor", environ={**here, "TEJUN_ENGINE": "opa"})
    assert ran.returncode == 0, ran.stdout
    printed = ran.stdout.decode()
    assert re.search(
        r"^ok    engine: opa: kprogram-2026 .*: opa 1\..* → “Info", printed, re.MULTILINE
    )


def test_doctor_warns_of_an_opa_that_does_not_answer_and_of_what_to_do(
    here: dict[str, str],
) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    ran = tejun("doctor", environ={**here, "TEJUN_ENGINE": address})
    assert ran.returncode == 0, ran.stdout
    printed = ran.stdout.decode()
    assert f"warn  engine: {address}: kprogram-2026" in printed
    assert "OPA cannot be reached.\n      → See TEJUN_ENGINE" in printed
