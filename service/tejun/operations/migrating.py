"""The record, brought to the form that this tejun knows.

Always holds: nothing that was recorded is changed; where an earlier form has it in clear, it is sealed, and the earlier
file is kept. A file is brought forward whenever it is opened; PostgreSQL here alone, while nobody records in it.

May not know: what a form adds.
"""

from dataclasses import dataclass
from pathlib import Path

from tejun.operations.workplace import MasterKeys, open_record, place_of
from tejun.settings import Settings


@dataclass(frozen=True)
class Migrated:
    """What was done: `before` is the form that the record had, None where there was none."""

    place: Path | str
    before: int | None
    after: int


def migrate_record(settings: Settings, keys: MasterKeys | None = None) -> Migrated:
    """Brings the record that the settings name forward, or makes it; `keys` are its master keys. Raises StoreError."""
    from tejun.store.tables import RECORD  # noqa: PLC0415 - SQLModel takes half a second to import

    return Migrated(settings.record, _migrate(settings, keys), RECORD.version)


def _migrate(settings: Settings, keys: MasterKeys | None) -> int | None:
    if settings.database_url is not None:
        from tejun.store.postgres.migrating import migrate  # noqa: PLC0415 - nobody else needs it

        return migrate(place_of(settings))
    with open_record(settings, keys) as store:
        return store.version_before
