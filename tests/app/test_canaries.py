"""What an institution entered stands in no file that anything wrote: not before it is erased, and not afterwards.

Canaries stand in every text of the facts; a real service and the command line do with them all that they do with facts,
in a folder of their own; then every file is searched.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tejun.registry import Registry
from tejun.settings import log_key_beside, master_key_beside
from tejun.signing.log_key import SEED_BYTES, make_log_signer
from tejun.store import sealed
from tejun.toolchain import find_opa

from tests.api.support import PRECHECKS
from tests.cli.support import AS_OF, BUNDLES, tejun
from tests.support import canaries
from tests.support.cases import COMPLETE, FIXTURES, PROGRAM, load_yaml
from tests.support.postgres import SERVICE, PostgresServer
from tests.support.sample import Sample
from tests.support.server import Server, serving
from tests.support.shared import with_modules

BATCH = f"/v1/batch/programs/{PROGRAM}/prechecks"


@dataclass(frozen=True)
class Site:
    """Where everything is written: `folder`; what else is searched; and the environment of all that is run."""

    folder: Path
    searched: tuple[Path, ...]
    environ: Mapping[str, str]

    def found(self) -> list[str]:
        return canaries.found_in(*self.searched)

    def run(self, *arguments: str | Path, data: bytes | None = None) -> str:
        """Standard output of a command that went well; 1 is an outcome."""
        ran = tejun(*arguments, data=data, environ=self.environ, cwd=self.folder)
        assert ran.returncode in {0, 1}, ran.stderr.decode()
        with (self.folder / "stderr").open("ab") as log:  # an operator's terminal, kept
            log.write(ran.stderr)
        return ran.stdout.decode()


@cache
def _wasm() -> bytes:
    """Of the edition that decides: every module that is at hand would be searched again and again."""
    return Registry.load(BUNDLES).bundle(PROGRAM, date.fromisoformat(FIXTURES.as_of)).wasm


def _environ(folder: Path) -> dict[str, str]:
    for name in ("home", "tmp"):
        (folder / name).mkdir()
    return {
        "HOME": str(folder / "home"),
        "XDG_CACHE_HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "SQLITE_TMPDIR": str(folder / "tmp"),
        "TEJUN_CACHE": str(with_modules(folder / "cache", of=_wasm())),
        "TEJUN_BUNDLES": str(BUNDLES),
        "TEJUN_DATABASE": str(folder / "tejun.db"),
        "PATH": f"{find_opa().parent}:{os.environ['PATH']}",
    }


@contextmanager
def in_sqlite(folder: Path, _: PostgresServer) -> Iterator[Site]:
    yield Site(folder, (folder,), _environ(folder))


@contextmanager
def in_postgresql(folder: Path, server: PostgresServer) -> Iterator[Site]:
    database = server.new_database()
    make_log_signer(folder / "log.key", "log.example", seed=os.urandom(SEED_BYTES))
    environ = {
        **_environ(folder),
        "TEJUN_DATABASE_URL": server.url(database, SERVICE),
        "TEJUN_LOG_KEY": str(folder / "log.key"),
    }
    yield Site(folder, (folder, server.folder), environ)
    server.run(f"DROP DATABASE {database} WITH (FORCE)")


@pytest.fixture(scope="module")
def marked() -> tuple[dict[str, Any], dict[str, str]]:
    return canaries.with_canaries(load_yaml(COMPLETE))


def ask(
    server: Server, method: str, path: str, body: Any = None, *, status: int = 200, key: str = ""
) -> bytes:
    """The answer, which must have the status; `key` names the request."""
    connection = server.connect()
    try:
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", **({"Idempotency-Key": key} if key else {})}
        connection.request(method, path, data, headers)
        response = connection.getresponse()
        content = response.read()
        assert response.status == status, (path, response.status, content[:400])
        return content
    finally:
        connection.close()


def serve_all(server: Server, facts: Mapping[str, Any]) -> str:
    """Everything that the service does with facts; gives the id of a decision."""
    made = json.loads(ask(server, "POST", PRECHECKS, facts, status=201, key=canaries.MARK))
    assert json.loads(ask(server, "POST", PRECHECKS, facts, status=201, key=canaries.MARK)) == made
    ask(server, "POST", PRECHECKS, {"application": {"title": canaries.MARK}}, status=422)
    ask(server, "POST", PRECHECKS, {**facts, canaries.MARK: canaries.MARK}, status=422)
    ask(server, "POST", BATCH, {"inputs": {canaries.MARK: facts}})
    decision = f"/v1/decisions/{made['id']}"
    requirement = made["findings"][0]["requirement"]
    traced = f"/explanation?depth=trace&requirement={requirement}"
    settled = f"/explanation?depth=remedy&requirement={requirement}"
    for suffix in ("", "/codes", "/explanation", traced, settled, "/receipt"):
        ask(server, "GET", decision + suffix)
    ask(server, "GET", f"/v1/decisions/{canaries.MARK}", status=404)
    logged = {
        "decision_id": "d",
        "labels": {"id": "opa"},
        "path": "tejun/decision/result",
        "input": {"facts": facts},
        "result": made,
        "timestamp": "2026-11-20T00:00:00Z",
    }
    ask(server, "POST", "/logs", [logged])
    return str(made["id"])


def run_all(site: Site, facts: Mapping[str, Any]) -> str:
    """The same of the command line."""
    data = json.dumps(facts).encode()
    said = site.run("check", "-", *AS_OF, "--record", data=data)
    [name] = re.findall(r"Recorded as ([0-9a-f-]{36})", said)
    requirement = re.findall(r"\(([A-Z]+-[A-Z0-9]+(?:-[A-Z0-9a-z]+)?)\)", said)[0]
    for command in (
        ("explain", name, "--all"),
        ("explain", name, "--trace", requirement),
        ("explain", name, "--remedy", "--requirement", requirement),
        ("receipt", name, "--with-input"),
        ("log", "verify"),
        ("log", "head", "--signed"),
        ("doctor",),
    ):
        site.run(*command)
    return str(name)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(300)
def test_what_was_entered_stands_in_no_file(
    tmp_path: Path,
    postgres_server: PostgresServer,
    marked: tuple[dict[str, Any], dict[str, str]],
    sample: Sample,
) -> None:
    """Of both databases; in a sample, of one of them."""
    facts, texts = marked
    assert len(texts) > 150, "canaries stand in most texts"
    for number, opened in enumerate(sample.of((in_sqlite, in_postgresql), lambda _: None)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with opened(folder, postgres_server) as site:
            see_nothing_left(site, facts)


def see_nothing_left(site: Site, facts: dict[str, Any]) -> None:
    application = facts["application"]["id"]
    with serving(site.folder, settings=site.environ, bundles=None) as server:
        assert "Made the master key" in server.said
        served = serve_all(server, facts)
        checked = run_all(site, facts)
        site.run("backup", site.folder / "before.db")
        assert site.found() == [], "in a running service"
        assert canaries.MARK in site.run("explain", checked), "they are in what is read"

        erase = ("erase", application, "--program", PROGRAM, "--reason", "asked for", "--yes")
        site.run(*erase)
        for name in (served, checked):
            gone = ask(server, "GET", f"/v1/decisions/{name}", status=410)
            assert b"record-erased" in gone
            assert canaries.MARK not in site.run("explain", name, "--all")
            assert canaries.MARK not in site.run("receipt", name, "--with-input")
        assert site.found() == [], "erased"
        site.run("master", "rotate")
        site.run("master", "destroy-old", "--yes")
        ask(server, "POST", PRECHECKS, facts, status=201)
        site.run("backup", site.folder / "after.db")
        server.kill()
    assert site.found() == [], "after the service was killed"
    site.run("log", "verify")
    assert site.found() == []

    restored = site.folder / "restored"
    restored.mkdir()
    shutil.copyfile(site.folder / "before.db", restored / "tejun.db")
    master = master_key_beside(site.folder / "tejun.db")
    log_key = log_key_beside(site.folder / "tejun.db")
    opened = tejun(
        *("receipt", served, "--with-input"),
        environ={
            **{key: value for key, value in site.environ.items() if key != "TEJUN_DATABASE_URL"},
            "TEJUN_DATABASE": str(restored / "tejun.db"),
            "TEJUN_MASTER_KEY": str(master),
            "TEJUN_LOG_KEY": site.environ.get("TEJUN_LOG_KEY", str(log_key)),
        },
        cwd=site.folder,
        own_process=True,
    )
    assert opened.returncode == 0, "the codes and their proof stay"
    assert b"codes alone" in opened.stderr
    assert canaries.MARK.encode() not in opened.stdout + opened.stderr


# --- that it would be found ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "number"),
    [(form, number) for form, each in canaries.FORMS.items() for number in range(len(each))],
)
def test_a_canary_in_a_file_is_found_in_each_of_its_forms(
    tmp_path: Path, form: str, number: int
) -> None:
    assert canaries.found_in(tmp_path) == []
    (tmp_path / "a" / "b").mkdir(parents=True)
    path = tmp_path / "a" / "b" / "file"
    around = b"\xff" * 5000  # beside a zero, which chance may bring, UTF-16 begins a byte earlier
    path.write_bytes(around + canaries.FORMS[form][number] + around)
    [found] = canaries.found_in(tmp_path)
    assert found.startswith(f"{path}: at 5000")


@pytest.mark.parametrize("before", range(3))
def test_wherever_it_begins_in_base64_it_is_found(tmp_path: Path, before: int) -> None:
    import base64  # noqa: PLC0415 - for this alone

    text = "x" * before + f"name-{canaries.MARK}0001, and more"
    (tmp_path / "file").write_bytes(base64.b64encode(text.encode()))
    assert len(canaries.found_in(tmp_path)) == 1


def test_where_nothing_is_sealed_they_are_found_in_the_record(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    marked: tuple[dict[str, Any], dict[str, str]],
) -> None:
    monkeypatch.setattr(sealed, "seal", lambda value, *_, **__: value)
    environ = _environ(tmp_path)
    data = json.dumps(marked[0]).encode()
    ran = tejun("check", "-", *AS_OF, "--record", data=data, environ=environ, this_process=True)
    assert ran.returncode in {0, 1}, ran.stderr
    found = canaries.found_in(tmp_path)
    assert found
    assert all("tejun.db" in each for each in found)
