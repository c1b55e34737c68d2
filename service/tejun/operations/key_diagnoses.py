"""The keys of an installation, looked over: that of the record's log, and the master key.

Always holds: none is made here.

May not know: how it is shown.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from tejun.errors import TejunError
from tejun.operations.diagnosis import Diagnosis, failure
from tejun.operations.kept_checkpoints import KeyName, read_signed
from tejun.operations.log_key import look_for_log_key
from tejun.operations.master_key import find_master
from tejun.operations.workplace import open_record
from tejun.settings import Settings, master_key_beside
from tejun.words import Message, Words


@dataclass(frozen=True)
class Keys:
    """What the record knows of its keys: which have signed its log, and whether a master key has wrapped any."""

    signed: Sequence[KeyName] = ()
    wrapped: bool = False


def look_at_keys(settings: Settings) -> Keys | None:
    """None where the record cannot be read; one that is not there has no keys."""
    if settings.database_url is None and not settings.database.exists():
        return Keys()
    try:
        with open_record(settings, looks_through=False) as store:
            return Keys(read_signed(store.log), store.keys.any())
    except TejunError:  # which the record's own line says
        return None


def _not_seen(name: Words) -> Diagnosis:
    return Diagnosis(
        "warn",
        (name, Message("operations.installation.key_not_seen")),
        Message("operations.installation.key_not_seen.advice"),
    )


def examine_log_key(settings: Settings, keys: Keys | None) -> Diagnosis:
    """Under which name the record's log signs, and whether it did before; the key is not made here."""
    name = Message("operations.installation.log_key")
    try:
        signer = look_for_log_key(settings, settings.database, keys.signed if keys else ())
    except TejunError as error:
        return failure((name,), error)
    if signer is not None:
        return Diagnosis("ok", (name, f"{signer.key.name} ({signer.key.id})"))
    if keys is None:
        return _not_seen(name)
    return Diagnosis("ok", (name, Message("operations.installation.no_log_key")))


def examine_master_key(settings: Settings, keys: Keys | None) -> Diagnosis:
    """Which master key wraps, and where it is from; it is not made here."""
    name = Message("operations.installation.master_key")
    path = master_key_beside(settings.database)
    is_missing = settings.master_key is None and not path.exists()
    if is_missing and keys is None:
        return _not_seen(name)
    if is_missing and keys is not None and not keys.wrapped:
        return Diagnosis("ok", (name, Message("operations.installation.no_master_key")))
    try:
        masters = find_master(settings, settings.database, has_keys=is_missing).masters
    except TejunError as error:
        return failure((name,), error)
    if settings.master_key is not None:
        return Diagnosis("ok", (name, masters.current.id))
    beside = Message("operations.installation.master_key_beside", path=path)
    return Diagnosis("ok", (name, masters.current.id, beside))


def find_older_master_keys(settings: Settings) -> Iterator[Diagnosis]:
    """Those that were replaced and are still at hand: backups from before open with them."""
    if settings.master_key is None and not master_key_beside(settings.database).exists():
        return
    with suppress(TejunError):  # said where the current one is looked at
        for older in find_master(settings, settings.database).masters.older:
            name = Message("operations.installation.older_master_key")
            yield Diagnosis(
                "ok", (name, older.id, Message("operations.installation.older_master_key.opens"))
            )
