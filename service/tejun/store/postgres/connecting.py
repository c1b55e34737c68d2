"""Connections to PostgreSQL as the store needs them, each settled before it is used.

Always holds: a connection that writes waits for the disk of the server (synchronous_commit), holds the shared lock that
says that the record is in use, and was seen to have the tables that this tejun knows, after it had that lock: so nobody
writes into tables that somebody changes, or has changed since. A process that hangs in a transaction keeps its turn no
longer than HELD_SECONDS; one whose machine is gone is seen to be gone in half a minute. A connection that reads sees
one moment, and can write nothing.

May not know: what is in the tables.
"""

from collections.abc import Callable, Mapping
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Engine, create_engine

from tejun.store.postgres import errors
from tejun.store.postgres.exchange import Reach, TimelyConnection
from tejun.store.postgres.place import Patience, Place
from tejun.store.tables import APPLICATION_ID, RECORD
from tejun.words import Words

OLDEST_SERVER = 14
"""The oldest that PostgreSQL's own project keeps today."""

VERSION_TABLE = "tejun_version"

SEQUENCER, IN_USE = 1, 2
"""Advisory locks, the second number beside APPLICATION_ID: who writes; that the record is in use."""

CONNECT_SECONDS = 5
HELD_SECONDS = 10.0
MARGIN_SECONDS = 2.0
"""The server is to say itself that a statement took too long."""

_DEFAULTS: Mapping[str, Any] = {
    "connect_timeout": CONNECT_SECONDS,
    "application_name": "tejun",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""Of libpq; what the URL says comes first."""

_SETTLE = """
SELECT current_setting('fsync') = 'on' AS syncs,
    set_config('lock_timeout', %(lock)s, false),
    set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
    set_config('tcp_keepalives_count', '3', false),
    set_config('idle_in_transaction_session_timeout', %(held)s, false),
    set_config('synchronous_commit', CASE current_setting('synchronous_commit')
        WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)
"""
_SETTLE_TO_READ = """
SELECT set_config('lock_timeout', %s, false), set_config('statement_timeout', %s, false)
"""
_SETTLE_LOCK = "SELECT set_config('lock_timeout', %s, false)"
_TRY_TO_USE = "SELECT pg_try_advisory_lock_shared(%s, %s)"


def connect(place: Place) -> TimelyConnection:
    """A plain connection. Raises StoreError where the URL cannot be read, or psycopg's OperationalError."""
    try:
        known = conninfo_to_dict(place.url)
    except psycopg.Error:
        raise errors.unreadable_url() from None
    defaults = {name: value for name, value in _DEFAULTS.items() if name not in known}
    return TimelyConnection.connect(place.url, **defaults)


def engine(
    place: Place,
    settle: "Callable[[psycopg.Connection[Any]], None]",
    patience: Patience,
    *,
    pool_size: int,
    more: int,
) -> Engine:
    """A pool of settled connections; one that the server has closed is made anew before it is used."""
    reach = Reach(place.url)

    def make() -> TimelyConnection:
        reach.require()
        connection = connect(place)
        connection.answers = reach.answers
        if patience.longest_seconds is not None:
            connection.longest_seconds = patience.longest_seconds + MARGIN_SECONDS
        try:
            connection.autocommit = True
            settle(connection)
            connection.autocommit = False
        except BaseException:
            connection.close()
            raise
        return connection

    return create_engine(
        "postgresql+psycopg://",
        module=psycopg,
        creator=make,
        pool_size=pool_size,
        max_overflow=more,
        pool_pre_ping=True,
        pool_timeout=CONNECT_SECONDS,
        hide_parameters=True,
        use_native_hstore=False,
    )


def settle_to_write(connection: "psycopg.Connection[Any]", name: Words, patience: Patience) -> None:
    """Raises StoreError where nothing may be written."""
    check_server(connection, name)
    milliseconds = {"lock": _ms(patience.lock_seconds), "held": _ms(HELD_SECONDS)}
    row = connection.execute(_SETTLE, milliseconds).fetchone()
    assert row is not None  # noqa: S101 - SELECT without FROM gives one row
    if not row[0]:
        raise errors.not_durable(name)
    if connection.execute(_TRY_TO_USE, (APPLICATION_ID, IN_USE)).fetchone() != (True,):
        raise errors.being_migrated(name)
    check_version(connection, name)


def settle_to_change(
    connection: "psycopg.Connection[Any]", name: Words, patience: Patience
) -> None:
    """Whoever reads in the tables keeps them from being changed. Raises StoreError."""
    check_server(connection, name)
    connection.execute(_SETTLE_LOCK, (_ms(patience.lock_seconds),))


def check_server(connection: "psycopg.Connection[Any]", name: Words) -> None:
    """Whether it is new enough, and keeps text as it is. Raises StoreError."""
    version = connection.info.server_version // 10_000
    if version < OLDEST_SERVER:
        raise errors.old_server(name, version, OLDEST_SERVER)
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise errors.another_encoding(name, str(encoding))


def settle_to_read(connection: "psycopg.Connection[Any]", patience: Patience) -> None:
    """Each transaction sees one moment."""
    limits = _ms(patience.lock_seconds), _ms(patience.longest_seconds or 0)
    connection.execute(_SETTLE_TO_READ, limits)
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True


def check_version(connection: "psycopg.Connection[Any]", name: Words) -> None:
    """Whether the tables are those of this tejun. Raises StoreError."""
    version = read_version(connection)
    if version is None:
        raise errors.not_prepared(name)
    if version < RECORD.first:
        raise errors.former(name, version)
    if version < RECORD.version:
        raise errors.older(name, version, RECORD.version)
    if version > RECORD.version:
        raise errors.newer(name, version, RECORD.version)


def read_version(connection: "psycopg.Connection[Any]") -> int | None:
    """The version of the tables, as `tejun.store.tables` counts it; None where there are none."""
    there = connection.execute("SELECT to_regclass(%s) IS NOT NULL", (VERSION_TABLE,)).fetchone()
    if there != (True,):
        return None
    row = connection.execute("SELECT version_num FROM tejun_version").fetchone()
    return None if row is None else int(row[0])


def _ms(seconds: float) -> str:
    return str(int(seconds * 1000))
