"""A record of each of the two databases, for tests of what holds in both (`tests/conftest.py` loads the fixture).

A test that asks for `home` runs twice: with SQLite's file, and with PostgreSQL.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError
from tejun.store.driver import dbapi
from tejun.store.postgres.place import Place
from tejun.store.store import Store

from tests.support.postgres import AS_FILES, PostgresServer
from tests.support.stores import copy_master_key, open_in_postgres, open_store

REFUSED = (dbapi.IntegrityError, psycopg.IntegrityError, IntegrityError)
"""What a driver raises where a trigger refuses."""


class Home(Protocol):
    """Where a record is; may be handed to another process."""

    @property
    def dialect(self) -> str:
        """As SQLAlchemy names it."""

    def open(self, **options: Any) -> Store:
        """Opens it as a service does."""

    def stranger(self) -> AbstractContextManager[Any]:
        """A connection of another program that may do anything; `execute(sql)` on it, each committed."""

    def copy(self, number: int) -> "Home":
        """Another with all that is in this one, which nobody has open."""


@dataclass(frozen=True)
class SqliteHome:
    """A file."""

    path: Path
    dialect: str = "sqlite"

    def open(self, **options: Any) -> Store:
        """See `Home`."""
        return open_store(self.path, **options)

    @contextmanager
    def stranger(self) -> Iterator[Any]:
        """See `Home`."""
        with closing(dbapi.connect(self.path, isolation_level=None)) as connection:
            yield connection

    def copy(self, number: int) -> Home:
        """See `Home`."""
        path = self.path.with_name(f"copy-{number}.db")
        copy_master_key(self.path, path)
        with (
            closing(dbapi.connect(self.path)) as source,
            closing(dbapi.connect(path)) as target,
        ):
            source.backup(target)
        return SqliteHome(path)


@dataclass(frozen=True)
class PostgresHome:
    """A database of the tests' server."""

    folder: Path
    port: int
    database: str
    dialect: str = "postgresql"

    @property
    def _server(self) -> PostgresServer:
        return PostgresServer(self.folder, self.folder, self.port)

    @property
    def place(self) -> Place:
        """As a service is given it."""
        return self._server.place(self.database)

    def open(self, **options: Any) -> Store:
        """See `Home`."""
        return open_in_postgres(self.place, self.folder / "tejun.db", **options)

    def stranger(self) -> AbstractContextManager[Any]:
        """See `Home`."""
        return self._server.connect(self.database)

    def copy(self, number: int) -> Home:
        """See `Home`."""
        name = f"{self.database}_{number}"
        self._server.run(f"CREATE DATABASE {name} TEMPLATE {self.database} {AS_FILES}")
        return PostgresHome(self.folder, self.port, name)


BOTH = [
    pytest.param("sqlite"),
    pytest.param("postgresql", marks=pytest.mark.postgres),
]


def new_home(dialect: str, folder: Path, request: pytest.FixtureRequest) -> Home:
    """An empty record."""
    if dialect == "sqlite":
        return SqliteHome(folder / "tejun.db")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.new_database()
    request.addfinalizer(partial(server.run, f"DROP DATABASE {name} WITH (FORCE)"))
    return PostgresHome(server.folder, server.port, name)


@pytest.fixture(params=BOTH)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """An empty record of each database."""
    return new_home(request.param, tmp_path, request)


def attack(home: Home, tables: Sequence[str], sql: str) -> None:
    """Does this to the record, with the triggers of these tables out of the way; the SQL is SQLite's."""
    with home.stranger() as stranger:
        for table in tables:
            _unguard(stranger, home.dialect, table)
        for each in filter(None, map(str.strip, sql.split(";"))):
            stranger.execute(in_dialect(each, home.dialect))


def _unguard(stranger: Any, dialect: str, table: str) -> None:
    if dialect == "postgresql":
        stranger.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return
    for what in ("changed", "deleted", "replaced"):
        stranger.execute(f"DROP TRIGGER {table}_are_never_{what}")


def guard_again(home: Home, tables: Sequence[str]) -> None:
    """Lets PostgreSQL's triggers of these tables fire again as they did; those of a file are gone, and keep nothing."""
    if home.dialect != "postgresql":
        return
    with home.stranger() as stranger:
        for table in tables:
            query = (
                "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass"
            )
            for (name,) in stranger.execute(query, (table,)).fetchall():
                stranger.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def in_dialect(sql: str, dialect: str) -> str:
    """SQLite's words for bytes in those of PostgreSQL."""
    if dialect == "sqlite":
        return sql
    sql = re.sub(r"x'([0-9a-f]*)'", r"'\\x\1'::bytea", sql)
    return sql.replace("randomblob(32)", "sha256(random()::text::bytea)")
