"""Whether decisions are of the application whose name stands with their key: held before anything is destroyed by it.

Each entry of the log commits to the name (`tejun.store.sealed`), and the key opens under no other. One of the two is
enough: a row that was damaged does not keep an application from being erased, nor does a key that nobody can open.

May not know: why it is asked, or how a key is destroyed.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tejun.errors import AlteredRecordError, SealError
from tejun.store.index_tables import DECISION_INDEX
from tejun.store.key_tables import DATA_KEYS, ERASED_KEYS, ERASURES, IS_OF_APPLICATION
from tejun.store.keys import Keyring
from tejun.store.log import require_entries_of, require_own_entry, select_entered
from tejun.store.records import KIND, altered
from tejun.store.sealed import is_entered_under
from tejun.store.tables import DECISIONS
from tejun.words import Message
from tejun.words.quoting import quoted


def require_entries(connection: Connection, program: str, application: str) -> None:
    """That all which has this name, or is listed under it, is as it was recorded.

    Raises AlteredRecordError, which names the first decision that is not.
    """
    require_entries_of(connection, program, application)
    _require_listed(connection, program, application)


def require_own(connection: Connection, keys: Keyring, program: str, application: str) -> None:
    """That what has this name is the application's, and what is listed under it has no other application's key.

    Raises AlteredRecordError, which names the first decision that is not.
    """
    try:
        require_entries_of(connection, program, application)
    except AlteredRecordError as error:
        if not _open_under_it(connection, keys, program, application):
            raise _another_name(program, application, error) from error
    _require_listed(connection, program, application)


def require_no_key_taken_away(connection: Connection, program: str, application: str) -> None:
    """That no decision of the application is left whose key is neither there nor erased: put back later, it would open
    what was said to be erased. Looks through all decisions.

    Raises AlteredRecordError, which names the first.
    """
    kept, gone = DATA_KEYS.c.key_id, ERASED_KEYS.c.key_id
    key = DECISIONS.c.key_id
    without = select(DECISIONS.c.sequence).where(
        ~select(kept).where(kept == key).exists(), ~select(gone).where(gone == key).exists()
    )
    of_program = select_entered(KIND).where(
        DECISIONS.c.sequence.in_(without), DECISIONS.c.program == program
    )
    for row in connection.execute(of_program):
        if is_entered_under(row, application):
            error = altered(row.decision_id, Message("store.sealed.key_gone"))
            raise _another_name(program, application, error) from error


def _require_listed(connection: Connection, program: str, application: str) -> None:
    for row in connection.execute(_listed_as_it(program, application)):
        try:
            require_own_entry(row)
        except AlteredRecordError as error:
            raise _another_name(program, application, error) from error


def _open_under_it(connection: Connection, keys: Keyring, program: str, application: str) -> bool:
    """Whether all its keys do: nobody else's does. What cannot be opened now is not known to be its own."""
    try:
        for row in _keys_of(connection, program, application):
            keys.open(connection, row, of=row.key_id)
    except (AlteredRecordError, SealError):
        return False
    return True


def _keys_of(connection: Connection, program: str, application: str) -> Iterator[Any]:
    of_it = DATA_KEYS.c.program == program, DATA_KEYS.c.application == application
    return iter(connection.execute(select(DATA_KEYS).where(*of_it, IS_OF_APPLICATION)).all())


def _listed_as_it(program: str, application: str) -> Select[Any]:
    """Decisions that lists have under the name, and whose key, or its erasure, has another, or none."""
    index, kept, gone = DECISION_INDEX.c, DATA_KEYS.c, ERASURES.c
    named = (
        func.coalesce(kept.program, gone.program),
        func.coalesce(kept.application, gone.application),
    )
    is_it = (func.coalesce(named[0], "") == program) & (func.coalesce(named[1], "") == application)
    listed = select(index.sequence).where(
        index.program == program, index.application == application
    )
    return select_entered(KIND).where(DECISIONS.c.sequence.in_(listed), ~is_it)


def _another_name(program: str, application: str, error: AlteredRecordError) -> AlteredRecordError:
    return AlteredRecordError(
        Message(
            "store.named.detail",
            application=quoted(application),
            program=quoted(program),
            why=error.detail,
        ),
        Message("store.named.advice"),
    )
