"""docs/opa.md tells the truth: from its first block to its last, with a real OPA between."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.support import ROOT
from tests.docs.readme import blocks, differences, run
from tests.support.server import serving
from tests.support.stock_opa import stock_opa, until

TEXT = (ROOT / "docs" / "opa.md").read_text("utf-8")
OPA = "http://127.0.0.1:8181"

pytestmark = [pytest.mark.opa, pytest.mark.slow]


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path) as server:
        yield server.url


def test_its_blocks_lead_to_a_decision_and_print_what_it_shows(url: str, tmp_path: Path) -> None:
    config, opa_run, *rest = blocks(TEXT)
    show(*config, url=url, folder=tmp_path)
    assert opa_run[0].startswith("opa run --server --addr 127.0.0.1:8181 --config-file opa.yaml")
    with stock_opa((tmp_path / "opa.yaml").read_text("utf-8"), tmp_path) as opa:
        until(lambda: is_current(url))
        assert len(rest) == 3
        for script, output in rest:
            show(
                script.replace(OPA, f"http://127.0.0.1:{opa.server.port}"),
                output,
                url=url,
                folder=tmp_path,
            )


def is_current(url: str) -> bool:
    with urllib.request.urlopen(f"{url}/v1/fleet") as fleet:  # noqa: S310 - loopback
        return any(opa["current"] for opa in json.load(fleet)["opas"])


def show(script: str, output: str, *, url: str, folder: Path) -> None:
    ran = run(script, url, folder)
    assert (ran.returncode, ran.stderr) == (0, ""), script
    assert list(differences(output.splitlines(), ran.stdout.splitlines())) == []
