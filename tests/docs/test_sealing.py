"""What docs/sealing.md shows is done on the record of an application of the fixtures, and does what the page says."""

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml
from tejun.authoring.schemas import PROGRAM
from tejun.model.misfits import Shape
from tejun.operations.master_key import SERVICES, find_service
from tejun.settings import Settings, master_key_beside

from tests.cli.support import AS_OF, BUNDLES, COMPLETE, tejun
from tests.support.cases import ROOT
from tests.support.shared import with_modules

PAGE = (ROOT / "docs" / "sealing.md").read_text("utf-8")
SHOWN = [
    shlex.split(line)[1:]
    for block in re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
ASKS = {"erase", "destroy-old"}
"""What the page's reader is asked about, and a test is not."""


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {
        "TEJUN_DATABASE": str(tmp_path / "tejun.db"),
        "TEJUN_BUNDLES": str(BUNDLES),
        "TEJUN_CACHE": str(with_modules(tmp_path / "cache")),
    }


def test_the_commands_of_the_page_do_what_it_says(environ: dict[str, str], tmp_path: Path) -> None:
    checked = tejun("check", COMPLETE, *AS_OF, "--record", environ=environ)
    assert checked.returncode == 0, checked.stderr
    [name] = re.findall(r"Recorded as ([0-9a-f-]{36})", checked.stdout.decode())
    assert (tmp_path / "tejun.db.master-key").stat().st_mode & 0o777 == 0o600
    for command in SHOWN:
        asked = [] if ASKS.isdisjoint(command) else ["--yes"]
        ran = tejun(*command, *asked, environ=environ)
        assert ran.returncode == 0, (command, ran.stderr)
    explained = tejun("explain", name, environ=environ)
    assert "Erased: " in explained.stdout.decode()
    assert b"withdrawn by the applicant" in explained.stdout
    assert len((tmp_path / "tejun.db.master-key").read_text().split()) == 1


def test_the_page_has_each_command_that_erases_or_rotates() -> None:
    assert [command[:2] for command in SHOWN if command[0] != "erase"] == [
        ["retention", "run"],
        ["retention", "run"],
        ["master", "rotate"],
        ["master", "destroy-old"],
    ]


METHODS = ("get", "post", "put", "patch", "delete")


def test_for_every_route_it_is_said_whom_a_proxy_may_open_it_for() -> None:
    """Each stands in the table once: a new one is open to nobody until somebody has thought of it."""
    section = PAGE.partition("## What a proxy must close")[2].partition("\n## ")[0]
    rows = [line.split("|")[2] for line in section.splitlines() if line.startswith("|")]
    shown = [route for row in rows for route in re.findall(r"`([A-Z]+ /[^`]*)`", row)]
    document = json.loads((ROOT / "openapi" / "openapi.json").read_text("utf-8"))
    routes = [
        f"{method.upper()} {path}"
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    ]
    assert sorted(shown) == sorted([*routes, "GET /openapi.json"])


def test_the_master_key_lies_where_the_page_says() -> None:
    assert f"`{master_key_beside(Settings().database)}` beside `{Settings().database}`" in PAGE


def test_a_service_is_offered_as_the_page_shows() -> None:
    [block] = blocks("toml")
    [(group, offered)] = tomllib.loads(block)["project"]["entry-points"].items()
    assert group == SERVICES
    [(name, _)] = offered.items()
    assert f"`{name}:alias/facts`" in PAGE
    assert find_service(name) is None  # an example, and nothing that comes with tejun


def test_a_period_is_written_as_the_page_shows() -> None:
    [block] = blocks("yaml")
    schema = {**PROGRAM, "required": []}
    assert not Shape(schema).misfits(yaml.safe_load(block)).found
