"""The keys of an installation, looked over: that of the record's log, and the master key.

Always holds: none is made here.

May not know: how it is shown.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tejun.errors import (
    AlteredRecordError,
    InvalidInputError,
    MasterMissingError,
    SealError,
    TejunError,
)
from tejun.operations.diagnosis import Diagnosis, Part, failure
from tejun.operations.kept_checkpoints import KeyName, read_signed
from tejun.operations.log_key import look_for_log_key
from tejun.operations.master_key import find_master
from tejun.operations.workplace import open_record
from tejun.settings import Settings, master_key_beside
from tejun.words import Message, Words

if TYPE_CHECKING:
    from tejun.store.keys import Keyring


@dataclass(frozen=True)
class Keys:
    """What the record knows of its keys: which have signed its log, and whether a master key has wrapped any.

    `unopened`: why the master key at hand does not open them.
    """

    signed: Sequence[KeyName] = ()
    wrapped: bool = False
    unopened: SealError | None = None


def look_at_keys(settings: Settings) -> Keys | None:
    """None where the record cannot be read; one that is not there has no keys."""
    if settings.database_url is None and not settings.database.exists():
        return Keys()
    try:
        with open_record(settings, looks_through=False) as store:
            return Keys(read_signed(store.log), store.keys.any(), _why_unopened(store.keys))
    except TejunError:  # which the record's own line says
        return None


def _why_unopened(keys: "Keyring") -> SealError | None:
    """Why the key does not open by which records are found; what else is wrong with it, others say."""
    try:
        with suppress(AlteredRecordError, InvalidInputError):
            keys.find_lookup()
    except SealError as error:
        return error
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
    if keys is not None and keys.unopened is not None:
        unopened = Message("operations.installation.master_key_unopened")
        return Diagnosis("fail", (name, masters.current.id, unopened), keys.unopened.advice)
    if settings.master_key is not None:
        return Diagnosis("ok", (name, masters.current.id))
    beside = Message("operations.installation.master_key_beside", path=path)
    return Diagnosis("ok", (name, masters.current.id, beside))


def unreadable_record(parts: tuple[Part, ...], error: TejunError) -> Diagnosis:
    """That the record cannot be read; where its master key is missing, what to do is said of that alone."""
    found = failure(parts, error)
    if not isinstance(error, MasterMissingError):
        return found
    return replace(found, advice=Message("operations.installation.see_master_key"))


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
