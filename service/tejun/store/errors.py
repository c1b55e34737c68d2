"""The errors of the store's files, in words for the person who runs the service.

Always holds: every failure of SQLite becomes a StoreError that names the file and says what to do; SQL and the values
in it are never shown.

May not know: what was to be written.
"""

import errno
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    ProgrammingError,
    SQLAlchemyError,
)

from tejun.errors import AlteredRecordError, SealError, StoreError
from tejun.store import driver
from tejun.store.driver import dbapi
from tejun.store.parts import Part, listed
from tejun.words import Message, Words
from tejun.words.quoting import quoted


@dataclass(frozen=True)
class DatabaseFile:
    """A file of the store as errors name it: its place, what it is, and the setting that says where it lies."""

    path: Path
    describe: Callable[[Path], Words]
    setting: str
    repair: Words
    """What to do where it is damaged."""
    is_kept: bool
    """Whether nothing in it may be lost: it is opened only with the log that belongs to it."""
    copy_of: Path | None = None
    """The file that is put back, of which this is a copy that nobody sees."""

    @property
    def name(self) -> Words:
        """The file in words, such as `The record tejun.db`."""
        return self.describe(self.path)

    def at(self, path: Path) -> "DatabaseFile":
        """The same in another place, such as where a link leads."""
        return replace(self, path=path)

    def without_folder(self) -> "DatabaseFile":
        """The same without its folder: while the service runs, its callers read the errors."""
        return replace(self, path=Path(self.path.name))

    def beside(self, suffix: str) -> "DatabaseFile":
        """SQLite's own file beside it: `-wal` or `-shm`."""
        return replace(self, path=self.path.with_name(self.path.name + suffix))


def record_file(path: Path, *, copy_of: Path | None = None) -> DatabaseFile:
    """The record of decisions. `copy_of`: the file that errors name in its place, where it is a copy of that which is
    put back: nobody has seen it."""
    if copy_of is None:
        repair = Message("store.damaged.advice")
        return DatabaseFile(path, _record, "TEJUN_DATABASE", repair, is_kept=True)
    repair = Message("store.damaged_copy.advice")
    return DatabaseFile(
        path, lambda _: _record(copy_of), "TEJUN_DATABASE", repair, is_kept=True, copy_of=copy_of
    )


def reports_file(path: Path) -> DatabaseFile:
    """What OPAs report. It is opened while the service runs, whose callers read the errors: they have no folder."""
    repair = Message("store.reports.damaged.advice")
    return DatabaseFile(path, _reports, "TEJUN_REPORTS", repair, is_kept=False)


def _record(path: Path) -> Words:
    return Message("store.name.record", path=path)


def _reports(path: Path) -> Words:
    return Message("store.name.reports", path=path.name)


def from_sqlite(error: Exception, file: DatabaseFile) -> StoreError:
    """The StoreError for a failure of SQLite over the file."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return _from_code(code, file)


def is_sqlite(error: Exception) -> bool:
    """Whether it comes from SQLite, or from what stands before it."""
    return isinstance(error, (SQLAlchemyError, dbapi.Error))


def is_of_content(error: Exception) -> bool:
    """Whether it lies in what was to be written, and not in the file, its disk or another process."""
    return not isinstance(error, StoreError) or isinstance(error.__cause__, _OF_CONTENT)


_OF_CONTENT = (
    *(DataError, IntegrityError, InterfaceError, ProgrammingError),
    # As SQLite's driver raises them, where a statement was given to it as it stands (`tejun.store.texts`).
    *(dbapi.DataError, dbapi.IntegrityError, dbapi.InterfaceError, dbapi.ProgrammingError),
)


def disk_full(file: DatabaseFile) -> StoreError:
    """There is no room for more."""
    return _from_code(dbapi.SQLITE_FULL, file)


def read_only_file(file: DatabaseFile) -> StoreError:
    """This user, or nobody, may write to it."""
    return _from_code(dbapi.SQLITE_READONLY, file)


def busy_file(file: DatabaseFile) -> StoreError:
    """Somebody else has it, and does not let go."""
    return _from_code(dbapi.SQLITE_BUSY, file.without_folder())


def damaged_file(file: DatabaseFile, found: str) -> StoreError:
    """A check of the file found it damaged; `found` is the first thing that SQLite says."""
    return StoreError(
        Message("store.damaged.detail", file=file.name, found=found[:_MAX_FOUND]), file.repair
    )


def foreign_file(file: DatabaseFile) -> StoreError:
    """The file is some other program's database."""
    return StoreError(
        Message("store.foreign.detail", file=file.name),
        Message("store.foreign.advice", setting=file.setting),
    )


def newer_file(file: DatabaseFile, version: int, known: int) -> StoreError:
    """The file was made by a later tejun."""
    return StoreError(
        Message("store.newer.detail", file=file.name, version=version, known=known),
        Message("store.newer.advice"),
    )


class FormerFileError(StoreError):
    """The file is of a version that has decisions in clear: it is brought forward, or refused as this says."""


def former_file(file: DatabaseFile, version: int) -> FormerFileError:
    """The error for a file of this version."""
    return FormerFileError(
        Message("store.former.detail", file=file.name, version=version),
        Message("store.former.advice"),
    )


def former_in_use(file: DatabaseFile) -> StoreError:
    """Another process has the file open, and it cannot be replaced under it."""
    return StoreError(
        Message("store.former.in_use", file=file.name), Message("store.former.advice")
    )


def not_erased(application: str) -> StoreError:
    """Something in the database keeps what was to be removed; nothing was erased."""
    return StoreError(
        Message("store.erasing.not_gone.detail", application=application),
        Message("store.erasing.not_gone.advice"),
    )


def not_recorded() -> StoreError:
    """Something in the database has taken away what was put in; nothing was recorded."""
    return StoreError(Message("store.not_recorded.detail"), Message("store.refused.advice"))


def kept_by(parts: Iterable[Part]) -> StoreError:
    """What tejun did not make so may keep a copy of what is to be erased: nothing is said to be."""
    return StoreError(
        Message("store.erasing.kept_by.detail", parts=listed(parts)),
        Message("store.erasing.kept_by.advice"),
    )


def former_kept(file: DatabaseFile, kept: Path) -> StoreError:
    """The name that the file would get is another's, which would be lost."""
    return StoreError(
        Message("store.former.kept.detail", file=file.name, kept=kept.name),
        Message("store.former.kept.advice", kept=kept.name),
    )


def former_witnessed(file: DatabaseFile) -> StoreError:
    """Its log would be made anew, and a witness has cosigned it."""
    return StoreError(
        Message("store.former.witnessed.detail", file=file.name),
        Message("store.former.witnessed.advice"),
    )


def former_altered(file: DatabaseFile, changed: Words) -> AlteredRecordError:
    """What was changed in it, as `changed` says, is not taken over: it is where it was."""
    return AlteredRecordError(changed, Message("store.former.altered.advice", file=file.name))


def former_not_replaced(file: DatabaseFile, error: Exception) -> StoreError:
    """The disk, or SQLite, did not let it be replaced: it is where it was."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if isinstance(error, OSError):
        code = dbapi.SQLITE_FULL if error.errno == errno.ENOSPC else dbapi.SQLITE_CANTOPEN
    return _from_code(code, file)


class LogInUseError(StoreError):
    """What was erased is gone from the file, and another process still reads in the log."""


def log_in_use(file: DatabaseFile) -> LogInUseError:
    """The error for this file's log."""
    return LogInUseError(
        Message("store.log_in_use.detail", log=file.beside("-wal").path.name, file=file.name),
        Message("store.log_in_use.advice"),
    )


class RotatedElsewhereError(StoreError):
    """Another process wraps the keys of the record anew at the same time, with another master key."""


def rotated_elsewhere() -> RotatedElsewhereError:
    """The error for it."""
    return RotatedElsewhereError(
        Message("store.rotated_elsewhere.detail"), Message("store.rotated_elsewhere.advice")
    )


def not_wrapped() -> StoreError:
    """Something in the database keeps a key from being wrapped anew."""
    return StoreError(Message("store.not_wrapped.detail"), Message("store.not_wrapped.advice"))


class KeptChangedError(StoreError):
    """There is more of an application, or less, than whoever would erase it has seen; nothing was erased."""


def kept_changed(application: str) -> KeptChangedError:
    """The error for this application."""
    return KeptChangedError(
        Message("store.kept_changed.detail", application=quoted(application)),
        Message("store.kept_changed.advice"),
    )


def moved_file(file: DatabaseFile) -> StoreError:
    """The file was moved, replaced or deleted while the service had it open."""
    return StoreError(
        Message("store.moved.detail", file=file.name),
        Message("store.moved.advice"),
    )


def moved_log(file: DatabaseFile, *, saved: bool) -> StoreError:
    """The log alone was moved or deleted; `saved`: all that it held is in the file now."""
    detail = Message("store.moved.detail", file=file.name)
    if saved:
        return StoreError(
            Message("store.moved_log.saved", moved=detail), Message("store.moved_log.restart")
        )
    return StoreError(
        Message("store.moved_log.not_saved", moved=detail), Message("store.moved_log.stop")
    )


def log_alone(log: DatabaseFile, file: DatabaseFile) -> StoreError:
    """The log lies there, and the file does not: SQLite would make a new one, and delete the log."""
    return StoreError(
        Message("store.log_alone.detail", log=log.path.name, file=file.name),
        Message("store.log_alone.advice", setting=file.setting),
    )


def log_gone(log: DatabaseFile, index: DatabaseFile, file: DatabaseFile) -> StoreError:
    """The log is gone with pages that the file lacks, as the index shows: SQLite would go on without them."""
    return StoreError(
        Message("store.log_gone.detail", log=log.path.name, file=file.name),
        Message("store.log_gone.advice", index=index.path.name),
    )


def log_other(log: DatabaseFile, index: DatabaseFile, file: DatabaseFile) -> StoreError:
    """The log lacks pages that it had, as the index shows: it was cut off, exchanged or damaged."""
    return StoreError(
        Message("store.log_other.detail", log=log.path.name, index=index.path.name, file=file.name),
        Message("store.log_gone.advice", index=index.path.name),
    )


def log_at_link(log: DatabaseFile, file: DatabaseFile) -> StoreError:
    """The file is a link, and a log lies beside the link: SQLite looks for it where the link leads to."""
    return StoreError(
        Message("store.log_at_link.detail", log=log.path.name, file=file.name),
        Message("store.log_at_link.advice", log=log.path.name),
    )


def another_writer(file: DatabaseFile) -> StoreError:
    """Another process writes to the file, and this SQLite may damage it where two do."""
    return StoreError(
        Message("store.another_writer.detail", file=file.name, version=driver.VERSION),
        Message("store.another_writer.advice", mended=MENDED),
    )


def several_workers(workers: int) -> StoreError:
    """Several processes are to write, and this SQLite may damage the file where they do."""
    return StoreError(
        Message("store.several_workers.detail", workers=workers, version=driver.VERSION),
        Message("store.several_workers.advice", mended=MENDED),
    )


def queue_full() -> StoreError:
    """As much waits to be written as may wait."""
    return StoreError(Message("store.full_queue"), _TRY_LATER)


def too_slow(seconds: float) -> StoreError:
    """The record could not be written in time and was taken out of the queue."""
    return StoreError(Message("store.too_slow", seconds=seconds), _TRY_LATER)


def outcome_unknown(seconds: float) -> StoreError:
    """The write has begun and does not come back: it may still succeed or fail."""
    return StoreError(
        Message("store.in_doubt.detail", seconds=seconds),
        Message("store.in_doubt.advice"),
    )


def not_confirmed(file: DatabaseFile) -> StoreError:
    """The disk failed to keep what was committed: it may be there or lost, and nobody can tell."""
    return StoreError(
        Message("store.not_confirmed.detail", path=file.path),
        Message("store.not_confirmed.advice"),
    )


def no_masters() -> SealError:
    """Whoever opened the record named no master key."""
    return SealError(
        Message("store.keys.no_masters.detail"), Message("store.keys.no_masters.advice")
    )


def store_closed() -> StoreError:
    """The store was closed: the process is ending."""
    return StoreError(Message("store.closed"), _TRY_LATER)


REFUSED: tuple[Words, Words] = (Message("store.refused.reason"), Message("store.refused.advice"))
"""A rule of the record, or a trigger that stands in it, has refused what was to be written."""

_TRY_LATER = Message("api.busy.advice")
_MAX_FOUND = 200
MENDED = ".".join(map(str, driver.MENDED))


def _from_code(code: int, file: DatabaseFile) -> StoreError:
    reason, advice = _REASONS.get(code, _OTHER)
    if code == dbapi.SQLITE_CORRUPT:
        advice = file.repair
    if code == dbapi.SQLITE_NOTADB:
        advice = Message("store.not_sqlite.advice", setting=file.setting)
    return StoreError(Message("store.unusable.detail", file=file.name, reason=reason), advice)


_OTHER: tuple[Words, Words] = (Message("store.other.reason"), Message("store.other.advice"))
_REASONS: dict[int, tuple[Words, Words]] = {
    dbapi.SQLITE_FULL: (Message("store.full.reason"), Message("store.full.advice")),
    dbapi.SQLITE_READONLY: (Message("store.read_only.reason"), Message("store.read_only.advice")),
    dbapi.SQLITE_CANTOPEN: (
        Message("store.cannot_open.reason"),
        Message("store.cannot_open.advice"),
    ),
    dbapi.SQLITE_NOTADB: (Message("store.not_sqlite.reason"), Message("store.other.advice")),
    dbapi.SQLITE_CORRUPT: (Message("store.damaged.reason"), Message("store.other.advice")),
    dbapi.SQLITE_BUSY: (Message("store.busy.reason"), Message("store.busy.advice")),
    dbapi.SQLITE_CONSTRAINT: REFUSED,
}
