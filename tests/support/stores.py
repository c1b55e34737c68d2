"""Records opened as a service opens them: with the master key beside the file, made where there is none."""

import shutil
from pathlib import Path
from typing import Any

from tejun.base64_text import write_base64
from tejun.decide.codes import describe
from tejun.operations.workplace import MasterKeys
from tejun.settings import Settings, master_key_beside
from tejun.store.postgres.place import Place
from tejun.store.store import Store

MASTER_KEY = f"tejun-master-key-1:{write_base64(bytes(range(32)))}"
MASTERS = MasterKeys(Settings(master_key=MASTER_KEY)).find


def open_store(path: Path, **options: Any) -> Store:
    """The record in a file."""
    options.setdefault("masters", MasterKeys(Settings(database=path)).find)
    return Store.open(path, describe=describe, **options)


def open_in_postgres(place: Place, path: Path, **options: Any) -> Store:
    """The record in PostgreSQL, with the tests' own master key, which several machines would share."""
    options.setdefault("masters", MASTERS)
    return Store.open_in_postgres(place, path, **options)


def copy_master_key(source: Path, target: Path) -> None:
    """What opens one record opens the other, too."""
    key = master_key_beside(source)
    if key.exists():
        shutil.copyfile(key, master_key_beside(target))
        master_key_beside(target).chmod(0o600)
