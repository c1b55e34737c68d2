"""The tables in PostgreSQL, brought to the version that this tejun knows.

Always holds: all of it or nothing, in one transaction, while no tejun has the record open to write: its lock is taken
first, and who would open it meanwhile is refused. A database that has tables of such names and is not ours is left as
it is.

May not know: what a version adds; `tejun.store.postgres.versions` does.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from tejun.store.mending import Mended
from tejun.store.postgres import connecting, errors, guards
from tejun.store.postgres.database import as_store_errors
from tejun.store.postgres.place import FOR_CHANGES, Place
from tejun.store.postgres.rights import table_names
from tejun.store.tables import APPLICATION_ID, RECORD

_TRY_ALONE = f"SELECT pg_try_advisory_xact_lock({APPLICATION_ID}, {connecting.IN_USE})"


def migrate(place: Place) -> int | None:
    """Brings the tables to the newest version; gives the one that they had, None where there were none.

    Raises StoreError.
    """
    with _alone(place) as connection:
        raw: Any = connection.connection.driver_connection
        before = connecting.read_version(raw)
        _check_ours(connection, place, before)
        with _as_needs_owner(place):
            _upgrade(connection)
        return before


def mend(place: Place, *, puts_back: bool, drop: Sequence[str]) -> Mended:
    """Sets right what stands beside the rows of the tables; see `tejun.store.mending`.

    Raises StoreError or InvalidInputError.
    """
    with _alone(place) as connection:
        raw: Any = connection.connection.driver_connection
        connecting.check_version(raw, place.name)
        with _as_needs_owner(place):
            return guards.mend(connection, puts_back=puts_back, drop=drop)


@contextmanager
def _alone(place: Place) -> Iterator[Connection]:
    """One transaction, while nobody has the record open to write."""
    patience = FOR_CHANGES
    engine = connecting.engine(
        place,
        lambda raw: connecting.settle_to_change(raw, place.name, patience),
        patience,
        pool_size=1,
        more=0,
    )
    try:
        with as_store_errors(place.name), engine.begin() as connection:
            if not connection.exec_driver_sql(_TRY_ALONE).scalar_one():
                raise errors.in_use(place.name)
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _as_needs_owner(place: Place) -> Iterator[None]:
    """What the role may not do here, the owner's may."""
    try:
        yield
    except Exception as error:
        if not errors.is_forbidden(error):
            raise
        raise errors.migrating_needs_owner(place.name) from error


def _check_ours(connection: Connection, place: Place, before: int | None) -> None:
    if before is not None and before > RECORD.version:
        raise errors.newer(place.name, before, RECORD.version)
    if before is not None and before < RECORD.first:
        raise errors.former(place.name, before)
    for table in table_names() if before is None else ():
        found = connection.exec_driver_sql("SELECT to_regclass(%s) IS NOT NULL", (table,))
        if found.scalar_one():
            raise errors.foreign(place.name, table)


def read_scripts() -> ScriptDirectory:
    """The versions, as Alembic reads them."""
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes.update(connection=connection, version_table=connecting.VERSION_TABLE)
    command.upgrade(config, "head")
