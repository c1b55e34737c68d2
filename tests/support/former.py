"""Files of the record as earlier tejuns made them, in clear (`version-*.sql`, beside the store's tests)."""

from contextlib import closing
from pathlib import Path

from tejun.store.driver import dbapi
from tejun.store.tables import APPLICATION_ID

_SCRIPTS = Path(__file__).parents[1] / "store"


def write_former(path: Path, *, version: int) -> Path:
    """A file of this version; those of 1 and 2 have decisions in them."""
    script = (_SCRIPTS / f"version-{version}.sql").read_text("utf-8")
    with closing(dbapi.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={version}")
        connection.executescript(script)
    return path
