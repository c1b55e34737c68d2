"""The store: the record of decisions, appended to, read, and erased. What OPAs report is in `tejun.store.reports`.

Always holds: `append` returns after the record is on the disk, and nothing is given out as recorded that is not
(`tejun.store.database`). Facts stand nowhere in it in clear (`tejun.store.sealed`).

May not know: how a decision was made, who asked for it, or where a master key is.
"""

import logging
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sqlalchemy import Connection, bindparam, insert

from tejun.errors import ErasedRecordError
from tejun.sealing import DataKey, Masters, RandomBytes
from tejun.store import comparing, erasing, former, log, named, recording
from tejun.store.database import SqliteDatabase
from tejun.store.erasing import Rewrapped
from tejun.store.erasures import last_erasure
from tejun.store.errors import DatabaseFile, record_file
from tejun.store.kept import Kept, list_kept
from tejun.store.keys import FindMasters, Keyring, Pair, without_masters
from tejun.store.listing import Listing
from tejun.store.opening import Opener, select_decisions
from tejun.store.protocol import Closing, Database, Rights
from tejun.store.public_log import PublicLog, may_name, unknown_decision
from tejun.store.records import (
    Codes,
    Describe,
    Erasure,
    PeriodOver,
    Record,
    Report,
    ServiceDecision,
    key_of_erased,
)
from tejun.store.sealed import Lookup, SealedRecord
from tejun.store.statements import Statements
from tejun.store.tables import DECISIONS, RECORD
from tejun.store.writer import Writer
from tejun.transparency.leaves import SALT_BYTES
from tejun.transparency.tree import Frontier

if TYPE_CHECKING:
    from tejun.store.postgres.place import Patience, Place

_LOG = logging.getLogger("tejun.record")
R = TypeVar("R")

QUEUE_LIMIT = 256
"""How many callers may wait for what they have recorded; more are refused at once."""


class Store(Closing):
    """The record in one database; safe to share between threads. `Store.open` makes one, `close` ends it.

    `path`: beside it this machine keeps what is no record.
    """

    def __init__(
        self,
        database: Database,
        path: Path,
        *,
        masters: FindMasters,
        timeout_seconds: float,
        queue_limit: int,
        random: RandomBytes,
    ) -> None:
        self.path = path
        self._random = random
        self._frontier = Frontier()
        self._database = database
        self.keys = Keyring(database.open_to_look, database.open_to_write, masters, random)
        self._opener = Opener(self.keys)
        self._writer: Writer[SealedRecord, Record] = Writer(
            self._commit, timeout_seconds=timeout_seconds, limit=queue_limit
        )
        opened = self._database.open_to_write, self._database.open_to_give_out
        self.statements = Statements(*opened, random)
        self.log = PublicLog(*opened, database.hold_turn, self._opener)
        self.listing = Listing(database.open_to_give_out, self._opener)

    @classmethod
    def open(
        cls,
        path: Path | DatabaseFile,
        *,
        masters: FindMasters = without_masters,
        describe: Describe | None = None,
        require: Callable[[Record], object] = lambda _: None,
        timeout_seconds: float = 10.0,
        queue_limit: int = QUEUE_LIMIT,
        random: RandomBytes = os.urandom,
        looks_through: bool = True,
    ) -> Self:
        """Opens the file, or makes it; it is given by its path, or as errors are to name it.

        `masters` gives the master keys, when they are first needed; without them codes and log can be read, and nothing
        is recorded. With `describe` a file of a former version is sealed first, where `require` finds no record in it
        altered, and without it refused. `timeout_seconds`: how long a write may take; `random` gives so many bytes;
        `looks_through`: whether all of it is looked through, within a bound (`tejun.store.checks`).

        Raises StoreError; where a former version is to be sealed, also SealError, InvalidInputError for the master key,
        or AlteredRecordError.
        """
        file = record_file(path) if isinstance(path, Path) else path
        if describe is None:
            database = SqliteDatabase(file, RECORD, looks_through=looks_through)
        else:
            sealing = former.Sealing(masters, describe, require, random)
            database = former.open_file(file, sealing, looks_through=looks_through)
        return cls(
            database,
            file.path,
            masters=masters,
            timeout_seconds=timeout_seconds,
            queue_limit=queue_limit,
            random=random,
        )

    @classmethod
    def open_in_postgres(
        cls,
        place: "Place",
        path: Path,
        *,
        masters: FindMasters = without_masters,
        timeout_seconds: float = 10.0,
        queue_limit: int = QUEUE_LIMIT,
        random: RandomBytes = os.urandom,
        patience: "Patience | None" = None,
    ) -> Self:
        """Opens the record in PostgreSQL, whose tables are there. Otherwise like `open`. Raises StoreError."""
        from tejun.store.postgres.database import PostgresDatabase  # noqa: PLC0415 - its driver is not SQLite's

        return cls(
            PostgresDatabase(place, patience),
            path,
            masters=masters,
            timeout_seconds=timeout_seconds,
            queue_limit=queue_limit,
            random=random,
        )

    def make_ready(self) -> None:
        """Makes the keys that a record has before its first decision.

        Raises SealError, InvalidInputError or StoreError.
        """
        self.keys.make_lookup()

    def append(self, record: Record) -> Record:
        """Makes the record durable and returns it; where its idempotency key is known, returns the earlier record.

        Raises SealError, where it cannot be sealed, KeyReusedError, where the earlier one was erased, or StoreError.
        Whether an earlier one that can be read answers the same request is for the caller to check.
        """
        [kept] = self.append_all([record])
        return kept

    def append_all(self, records: Sequence[Record]) -> Sequence[Record]:
        """The same for several records in one transaction: all of them, or none."""
        if not records:
            return ()
        with self._database.as_store_errors():
            sealed = self.keys.seal(records)
        return self._writer.append_all(sealed)

    def get(self, decision_id: str) -> Record:
        """The record of a decision.

        Raises UnknownDecisionError, ErasedRecordError, AlteredRecordError, SealError where the master key is not at
        hand, or StoreError.
        """
        opened = self._read(DECISIONS.c.decision_id == decision_id, decision_id, self._opener.open)
        if opened is None:
            raise unknown_decision(decision_id)
        return opened.record

    def codes(self, decision_id: str) -> Codes:
        """What can be read of a decision without any key, as the log's entry has it.

        Raises UnknownDecisionError, AlteredRecordError or StoreError.
        """
        return self.log.codes(decision_id)

    def check_log(
        self,
        require: Callable[[Record], object],
        *,
        require_codes: Callable[[Codes], object] = lambda _: None,
        at_sizes: Collection[int] = (),
        may_stay_sealed: bool = False,
    ) -> Iterator[log.Checked]:
        """Holds every entry of the log to its record; see `tejun.store.log.check_log`.

        Raises AlteredRecordError, SealError or StoreError.
        """
        with self._database.open_to_give_out() as connection:
            yield from log.check_log(
                connection,
                opener=self._opener,
                require=require,
                require_codes=require_codes,
                at_sizes=at_sizes,
                may_stay_sealed=may_stay_sealed,
            )

    def by_key(self, key: str) -> Record | None:
        """The record made under an idempotency key, if any.

        Raises what `get` raises, but KeyReusedError where it was erased.
        """
        lookup = self._lookup()
        if lookup is None:
            return None

        def read(connection: Connection, row: Any) -> Record:
            return self._open_repeated(connection, row, key)

        return self._read(DECISIONS.c.request_key == lookup.request_key(key), key, read)

    def _open_repeated(self, connection: Connection, row: Any, key: str) -> Record:
        """Of one that was erased nothing is said, whatever was asked: else who guesses at it would see by the answer
        whether the guess is right."""
        try:
            return self._opener.open(connection, row).record
        except ErasedRecordError:
            raise key_of_erased(key) from None

    def hidden(self, report: Report) -> Report:
        """The report as it may be kept; see `tejun.store.comparing`.

        Raises SealError, InvalidInputError or StoreError.
        """
        with self._database.as_store_errors():
            return comparing.hidden(report, self.keys.make_lookup())

    def over_inputs(self, inputs: Iterable[str]) -> list[ServiceDecision]:
        """The decisions made over these inputs; see `tejun.store.comparing`. Raises StoreError."""
        with self._database.open_to_give_out() as connection:
            return comparing.over_inputs(connection, inputs)

    def kept(self, program: str | None = None, application: str | None = None) -> list[Kept]:
        """What can still be read: every application, a program's, or the one that is named. Raises StoreError."""
        with self._database.open_to_give_out() as connection:
            return list_kept(connection, program, application)

    def require_entries_of(self, program: str, application: str) -> None:
        """Holds what can be read of an application to the log. Raises AlteredRecordError or StoreError."""
        with self._database.open_to_give_out() as connection:
            named.require_entries(connection, program, application)

    # --- erasing ------------------------------------------------------------------------------------

    def erase(
        self,
        program: str,
        application: str,
        reason: str,
        now: datetime,
        *,
        seen: Kept | None = None,
        period: PeriodOver | None = None,
    ) -> Erasure | None:
        """Destroys the keys of an application: nobody can read its decisions any more, but for their codes.

        `seen`: what there was of it when that was decided; None for whatever there is. `period`: where that is over.
        None where there is nothing of it. `now` is aware. The database's own log is emptied by `empty_log` alone.
        Raises AlteredRecordError where what has the name may be another's, KeptChangedError where there is another, or
        StoreError, also where a copy may be kept (`require_own`).
        """
        if period is None:  # else it is one of many, and this looks through all decisions
            with self._database.open_to_give_out() as connection:
                named.require_no_key_taken_away(connection, program, application)
        with self._database.open_to_write() as connection:
            named.require_own(connection, self.keys, program, application)
            erasure = erasing.make_erasure(
                connection, (program, application), reason, now, seen=seen, period=period
            )
            if erasure is not None:
                erasing.write(self._database, connection, erasure, salt=self._random(SALT_BYTES))
        self.keys.forget((program, application))
        return erasure

    def require_own(self) -> None:
        """That nothing in it keeps a copy of what is erased. Raises StoreError, which names what may."""
        with self._database.open_to_look() as connection:
            self._database.require_own(connection)

    def empty_log(self) -> None:
        """Takes what was erased out of the database's own log. Raises LogInUseError while it is read, or StoreError."""
        self._database.empty_log()

    def take_out_left(self) -> int:
        """Values that are left of what was erased, sought by no index; of how many decisions. Raises StoreError."""
        return erasing.take_out_left(self._database)

    def last_erasure(self, program: str, application: str) -> Erasure | None:
        """The last of an application; None where there was none. Raises AlteredRecordError or StoreError."""
        with self._database.open_to_give_out() as connection:
            return last_erasure(connection, program, application)

    def rewrap(self, masters: Masters) -> Iterator[Rewrapped]:
        """Wraps every key with the current one of these masters; see `tejun.store.erasing`."""
        return erasing.rewrap(self._database, masters)

    def look_at_rights(self) -> Rights:
        """What this process may do to the record that it need not. Raises StoreError."""
        return self._database.look_at_rights()

    def log_warnings(self) -> None:
        """Says what an operator of a service should know of the database that was opened."""
        for warning in self._database.warnings():
            _LOG.warning("%s", warning)

    @property
    def is_looked_through(self) -> bool:
        """Whether there was time to check all of the file when it was opened."""
        return self._database.is_looked_through

    @property
    def version_before(self) -> int | None:
        """The version of the tables when it was opened; None where it was made then."""
        return self._database.version_before

    def check_in_place(self) -> None:
        """Whether the file, and what SQLite keeps beside it, are where they were. Raises StoreError."""
        with self._database.as_store_errors():
            self._database.check_in_place()

    def check_writable(self) -> None:
        """Tries a write and rolls it back; checks that the disk has room and confirms. Raises StoreError."""
        with self._database.as_store_errors():
            self._database.check_usable()
            self._database.check_room()
        self._database.try_to_write(insert(DECISIONS), recording.PROBE)

    def check_master(self) -> None:
        """Whether a new application could be sealed. Raises SealError, InvalidInputError or StoreError."""
        with self._database.as_store_errors():
            self.keys.check_master()

    def copy_to(self, path: Path) -> None:
        """Makes a file with all that is recorded at this moment; who opens it looks it over. Raises StoreError."""
        self._database.copy_to(path)

    def close(self) -> None:
        """Writes what waits and closes the file."""
        self._writer.close()
        self._database.close()

    def _commit(self, batch: Sequence[SealedRecord]) -> Sequence[Record]:
        """Writes a batch in one transaction; see `tejun.store.writer`."""
        with self._database.open_to_write() as connection:
            earlier = [self._earlier(connection, each, batch[:i]) for i, each in enumerate(batch)]
            new = [each for each, known in zip(batch, earlier, strict=True) if known is None]
            frontier = self._frontier
            keys: Mapping[Pair, DataKey] = {}
            if new:
                frontier, keys = recording.insert(connection, self.keys, new, known=frontier)
        self._frontier = frontier
        self.keys.learn(keys)
        return [known or each.record for each, known in zip(batch, earlier, strict=True)]

    def _earlier(
        self, connection: Connection, each: SealedRecord, preceding: Sequence[SealedRecord]
    ) -> Record | None:
        """What was recorded before under the same idempotency key: in the file, or in the same batch (`preceding`)."""
        key, request = each.request_key, each.record.idempotency
        if key is None:
            return None
        found = connection.execute(_BY_REQUEST, {"key": key}).one_or_none()
        if found is not None and request is not None:
            return self._open_repeated(connection, found, request.key)
        return next((other.record for other in preceding if other.request_key == key), None)

    def _lookup(self) -> Lookup | None:
        with self._database.as_store_errors():
            return self.keys.find_lookup()

    def _read(self, condition: Any, name: str, read: Callable[[Connection, Any], R]) -> R | None:
        """What `read` makes of the one row, which is on the disk then."""
        if not may_name(name):
            return None
        with self._database.open_to_look() as connection:
            row = connection.execute(select_decisions().where(condition)).one_or_none()
            found = None if row is None else read(connection, row)
        if row is not None:  # most keys are new, and what is not there need not be synced
            self._database.sync()
        return found


_BY_REQUEST = select_decisions().where(DECISIONS.c.request_key == bindparam("key"))
