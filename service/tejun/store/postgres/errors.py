"""The errors of PostgreSQL, in words for the person who runs the service.

Always holds: every failure becomes a StoreError that says what to do. Neither SQL, nor its values, nor a password, nor
what the server or the driver wrote is shown: of a URL that cannot be read, a driver's words may quote the password.

May not know: what was to be written.
"""

from collections.abc import Mapping

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from tejun.errors import StoreError
from tejun.store.errors import REFUSED
from tejun.store.postgres.exchange import TooSlowError
from tejun.words import Message, Words

_Reason = tuple[Words, Words]


def is_postgres(error: Exception) -> bool:
    """Whether it comes from PostgreSQL, its driver, or from what stands before it."""
    return isinstance(error, (SQLAlchemyError, psycopg.Error))


def from_postgres(error: Exception, name: Words) -> StoreError:
    """The StoreError for a failure over the database of this name."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    reason, advice = _reason_of(cause)
    return StoreError(Message("store.unusable.detail", file=name, reason=reason), advice)


def in_doubt(name: Words) -> StoreError:
    """The connection was lost while it committed: what was sent may be there or not."""
    return StoreError(
        Message("store.postgres.in_doubt", record=name), Message("store.in_doubt.advice")
    )


def unreadable_url() -> StoreError:
    """The driver cannot read the URL."""
    return StoreError(Message("store.postgres.url.detail"), Message("settings.reader.database_url"))


def not_prepared(name: Words) -> StoreError:
    """There are no tables yet."""
    return StoreError(
        Message("store.postgres.not_prepared.detail", record=name),
        Message("store.postgres.migrate.advice"),
    )


def older(name: Words, version: int, known: int) -> StoreError:
    """The tables are those of an earlier tejun."""
    return StoreError(
        Message("store.postgres.older.detail", record=name, version=version, known=known),
        Message("store.postgres.migrate.advice"),
    )


def former(name: Words, version: int) -> StoreError:
    """The tables have decisions in clear, of a tejun that was never released."""
    return StoreError(
        Message("store.postgres.former.detail", record=name, version=version),
        Message("store.postgres.former.advice"),
    )


def newer(name: Words, version: int, known: int) -> StoreError:
    """The tables are those of a later tejun."""
    return StoreError(
        Message("store.newer.detail", file=name, version=version, known=known),
        Message("store.newer.advice"),
    )


def foreign(name: Words, table: str) -> StoreError:
    """Another program has a table of such a name there."""
    return StoreError(
        Message("store.postgres.foreign.detail", record=name, table=table),
        Message("store.postgres.foreign.advice"),
    )


def needs_owner(name: Words) -> StoreError:
    """A record is to be put back, which sets where rows are numbered on from."""
    return StoreError(
        Message("store.postgres.needs_owner.detail", record=name),
        Message("store.postgres.needs_owner.advice"),
    )


def migrating_needs_owner(name: Words) -> StoreError:
    """Tables are to be made or changed, by a role that may not."""
    return StoreError(
        Message("store.postgres.migrating_needs_owner.detail", record=name),
        Message("store.postgres.needs_owner.advice"),
    )


def is_forbidden(error: Exception) -> bool:
    """Whether the server has refused it to this role."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(cause, psycopg.errors.InsufficientPrivilege)


def not_empty(name: Words) -> StoreError:
    """A record is to be put back where there is one."""
    return StoreError(
        Message("store.postgres.not_empty.detail", record=name),
        Message("store.postgres.not_empty.advice"),
    )


def in_use(name: Words) -> StoreError:
    """A tejun has it open to write, and its tables are to be changed."""
    return StoreError(
        Message("store.postgres.in_use.detail", record=name),
        Message("store.postgres.in_use.advice"),
    )


def being_migrated(name: Words) -> StoreError:
    """Its tables are being changed at this moment."""
    return StoreError(
        Message("store.postgres.being_migrated.detail", record=name), Message("api.busy.advice")
    )


def not_durable(name: Words) -> StoreError:
    """The server confirms what is not on its disk."""
    return StoreError(
        Message("store.postgres.not_durable.detail", record=name),
        Message("store.postgres.not_durable.advice"),
    )


def old_server(name: Words, version: int, oldest: int) -> StoreError:
    """The server's version, such as 12, is older than what is needed."""
    return StoreError(
        Message("store.postgres.old.detail", record=name, version=version),
        Message("store.postgres.old.advice", oldest=oldest),
    )


def another_encoding(name: Words, encoding: str) -> StoreError:
    """The database does not keep text as UTF-8."""
    return StoreError(
        Message("store.postgres.encoding.detail", record=name, encoding=encoding),
        Message("store.postgres.encoding.advice"),
    )


def _reason_of(cause: BaseException | None) -> _Reason:
    if isinstance(cause, NoFreeConnection):
        return _BUSY
    if isinstance(cause, TooSlowError):
        return _SLOW
    state = cause.sqlstate if isinstance(cause, psycopg.Error) else None
    if state is not None:
        return _BY_STATE.get(state) or _BY_CLASS.get(state[:2], _OTHER)
    if isinstance(cause, psycopg.OperationalError):
        return _reason_of_refusal(str(cause))
    return _OTHER


def _reason_of_refusal(said: str) -> _Reason:
    """Of a connection that was not made, libpq gives nothing but the server's words, in the server's language."""
    for words, reason in _BY_WORDS.items():
        if words in said:
            return reason
    return _UNREACHABLE


_OTHER: _Reason = Message("store.other.reason"), Message("store.postgres.other.advice")
_BUSY: _Reason = Message("store.busy.reason"), Message("store.postgres.busy.advice")
_SLOW: _Reason = Message("store.postgres.slow.reason"), Message("store.postgres.slow.advice")
_UNREACHABLE: _Reason = (
    Message("store.postgres.unreachable.reason"),
    Message("store.postgres.unreachable.advice"),
)
_STARTING: _Reason = Message("store.postgres.starting.reason"), Message("api.busy.advice")
_LOGIN: _Reason = (
    Message("store.postgres.login.reason"),
    Message("store.postgres.login.advice"),
)
_NO_DATABASE: _Reason = (
    Message("store.postgres.no_database.reason"),
    Message("store.postgres.no_database.advice"),
)
_CROWDED: _Reason = (
    Message("store.postgres.crowded.reason"),
    Message("store.postgres.crowded.advice"),
)
_FULL: _Reason = Message("store.full.reason"), Message("store.full.advice")
_READ_ONLY: _Reason = (
    Message("store.read_only.reason"),
    Message("store.postgres.read_only.advice"),
)
_FORBIDDEN: _Reason = (
    Message("store.postgres.forbidden.reason"),
    Message("store.postgres.forbidden.advice"),
)
_DAMAGED: _Reason = Message("store.damaged.reason"), Message("store.postgres.damaged.advice")

_BY_STATE: Mapping[str, _Reason] = {
    "25006": _READ_ONLY,
    "3D000": _NO_DATABASE,
    "42501": _FORBIDDEN,
    "53100": _FULL,
    "53300": _CROWDED,
    "55P03": _BUSY,
    "57014": _SLOW,
    "57P01": _UNREACHABLE,
    "57P02": _UNREACHABLE,
    "57P03": _STARTING,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
    "25P03": _BUSY,
}
_BY_CLASS: Mapping[str, _Reason] = {
    "08": _UNREACHABLE,
    "09": REFUSED,  # what a trigger does
    "23": REFUSED,  # what a constraint is against
    "27": REFUSED,
    "28": _LOGIN,
    "P0": REFUSED,  # what a trigger raises
}
"""By the code of an error (SQLSTATE) or its class."""

_BY_WORDS: Mapping[str, _Reason] = {
    "authentication failed": _LOGIN,
    "no password supplied": _LOGIN,
    "no pg_hba.conf entry": _LOGIN,
    "is not permitted to log in": _LOGIN,
    'role "': _LOGIN,
    "too many connections": _CROWDED,
    "too many clients": _CROWDED,
    "remaining connection slots": _CROWDED,
    "starting up": _STARTING,
    "shutting down": _STARTING,
    "recovery mode": _STARTING,
    "not yet accepting connections": _STARTING,
    'database "': _NO_DATABASE,
}
"""By what the server says, in English; in another language it is unreachable, and its advice names all."""
