"""Services on one record in PostgreSQL: several at once, one log; server and services come and go under load."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tejun.signing.log_key import SEED_BYTES, make_log_signer
from tejun.store.postgres.place import Place

from tests.support.asking import Asking, asking
from tests.support.postgres import PostgresServer
from tests.support.server import COMMAND, Server, serving
from tests.support.stores import MASTER_KEY, open_in_postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow]


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def ask(server: Server, path: str) -> tuple[int, bytes]:
    connection = server.connect()
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def timed(server: Server, path: str) -> tuple[int, bytes, float]:
    begun = time.monotonic()
    status, body = ask(server, path)
    return status, body, time.monotonic() - begun


def readiness(server: Server) -> tuple[int, dict[str, Any]]:
    status, body = ask(server, "/readyz")
    return status, json.loads(body)


@pytest.fixture
def settings(postgres_place: Place, tmp_path: Path) -> dict[str, str]:
    """Of each service: the record, and the key of its log."""
    key = tmp_path / "log.key"
    make_log_signer(key, "log.example", seed=os.urandom(SEED_BYTES))
    return {
        "TEJUN_DATABASE_URL": postgres_place.url,
        "TEJUN_LOG_KEY": str(key),
        "TEJUN_MASTER_KEY": MASTER_KEY,
    }


def test_two_services_on_one_record_keep_one_log_whatever_goes(
    postgres_server: PostgresServer,
    postgres_place: Place,
    tmp_path: Path,
    settings: dict[str, str],
) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    noted = Asking()
    with serving(tmp_path / "one", workers=2, settings=settings) as one:
        assert f"record: {postgres_place.shown}" in one.said
        with serving(tmp_path / "other", settings=settings) as other:
            with asking(one, noted), asking(other, noted):
                noted.wait(decisions=20)
                postgres_server.kill()
                wait_for(lambda: readiness(other)[0] == 503)
                assert "The record in PostgreSQL" in readiness(other)[1]["detail"]
                postgres_server.start()
                noted.wait(decisions=20)
            with asking(one, noted), asking(other, noted):
                noted.wait(decisions=10)
                other.kill()
                noted.wait(decisions=10)
        wait_for(lambda: readiness(one)[0] == 200)
        checkpoint = ask(one, "/checkpoint")
        assert checkpoint[0] == 200
        assert checkpoint[1].startswith(b"log.example\n")
        one.kill()
    with open_in_postgres(postgres_place, tmp_path / "tejun.db") as store:
        noted.see_recorded(store)
        assert store.log.head().size == int(checkpoint[1].split(b"\n")[1])
    for log in (tmp_path / "one" / "log", tmp_path / "other" / "log"):
        said = log.read_text("utf-8")
        assert "of%20two%20secrets" not in said
        assert "Traceback" not in said, said


PATHS = (
    "/readyz",
    "/v1/decisions",
    "/v1/decisions/{known}",
    "/v1/decisions/{known}/codes",
    "/checkpoint",
)
MOST_SECONDS = 20
"""A server that does not answer is seen in ten; the machine may have other work."""


def verified(environ: Mapping[str, str]) -> "subprocess.CompletedProcess[bytes]":
    """The command line, which looks the record over at the same time."""
    return subprocess.run(
        [COMMAND, "log", "verify", "--lang", "en"],
        env=environ,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_where_the_server_is_frozen_everybody_is_answered_and_all_goes_on_afterwards(
    postgres_server: PostgresServer,
    postgres_place: Place,
    tmp_path: Path,
    settings: dict[str, str],
) -> None:
    """Several ask at once, on connections that are open: each of them finds out by itself."""
    environ = {**os.environ, **settings, "TEJUN_DATABASE": str(tmp_path / "tejun.db")}
    with serving(tmp_path, settings=settings) as server:
        with asking(server) as noted:
            noted.wait(decisions=5)
            known = next(iter(noted.answered))
            asked = [path.format(known=known) for path in PATHS]
            with ThreadPoolExecutor(len(asked) + 1) as pool:
                before = list(pool.map(lambda path: ask(server, path)[0], asked))
                assert set(before) == {200}
                noted.refused.clear()
                with postgres_server.frozen():
                    hanging = pool.map(lambda path: timed(server, path), asked)
                    verifying = pool.submit(verified, environ)
                    assert timed(server, "/healthz")[0] == 200
                    answers = list(hanging)
                    command = verifying.result()
                    wait_for(lambda: bool(noted.refused))
            for status, body, seconds in answers:
                assert status == 503
                assert seconds < MOST_SECONDS
                assert "The record in PostgreSQL" in json.loads(body)["detail"]
            assert command.returncode == 2
            assert b"there is no connection to the server" in command.stderr
            wait_for(lambda: readiness(server)[0] == 200)
            noted.wait(decisions=10)
        server.kill()
    with open_in_postgres(postgres_place, tmp_path / "tejun.db") as store:
        noted.see_recorded(store)
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8")
