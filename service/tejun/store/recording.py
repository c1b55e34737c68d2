"""What is recorded, inserted with its entries in the log: decisions that are sealed, and statements of registries.

Always holds: a row and its entry come in one transaction, which the caller has opened.

May not know: how a transaction is opened or committed.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select

from tejun.sealing import DataKey, RandomBytes
from tejun.store import former_heads, index, log, publications, values
from tejun.store.columns import PAGE_BYTES
from tejun.store.errors import not_recorded
from tejun.store.former_heads import FORMER_LOGS
from tejun.store.keys import Keyring, Pair
from tejun.store.sealed import SealedRecord
from tejun.store.statement_tables import REGISTRY_LOOKS, STATEMENTS
from tejun.store.tables import DECISIONS
from tejun.store.texts import put
from tejun.transparency.leaves import SALT_BYTES, Opening
from tejun.transparency.tree import Frontier, TreeHead


def insert(
    connection: Connection, keys: Keyring, sealed: Sequence[SealedRecord], *, known: Frontier
) -> tuple[Frontier, Mapping[Pair, DataKey]]:
    """Inserts decisions; gives the log's frontier, and the keys that the keyring may keep after the commit."""
    settled, new_keys = keys.settle(connection, sealed)
    put(connection, DECISIONS, [each.row for each in settled], without="sequence")
    numbered = log.numbered(connection, settled)
    values.insert(connection, numbered)
    index.insert(connection, numbered)
    return log.enter_decisions(connection, numbered, known=known), new_keys


def insert_statements(
    connection: Connection, rows: Sequence[Mapping[str, Any]], *, random: RandomBytes
) -> None:
    """Inserts statements, in their order."""
    _insert(
        connection,
        STATEMENTS,
        rows,
        lambda row: publications.opening_of(row, random(SALT_BYTES)),
    )


def insert_looks(
    connection: Connection, rows: Sequence[Mapping[str, Any]], *, random: RandomBytes
) -> None:
    """Inserts when registries were first looked at."""
    _insert(
        connection,
        REGISTRY_LOOKS,
        rows,
        lambda row: publications.opening_of_look(row, random(SALT_BYTES)),
    )


def insert_former_head(
    connection: Connection, version: int, head: TreeHead, *, random: RandomBytes
) -> None:
    """Inserts the head of the log that the record had before, in a file of this version."""
    _insert(
        connection,
        FORMER_LOGS,
        [{"content": former_heads.write_former(version, head)}],
        lambda row: former_heads.opening_of(row, random(SALT_BYTES)),
    )


def _insert(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    opening_of: Callable[[Any], Opening],
) -> None:
    if not rows:
        return
    last = connection.execute(select(func.max(table.c.sequence))).scalar() or 0
    put(connection, table, rows, without="sequence")
    inserted = select(table).where(table.c.sequence > last).order_by(table.c.sequence)
    new = [log.NewEntry(row.sequence, opening_of(row)) for row in connection.execute(inserted)]
    if len(new) != len(rows):
        raise not_recorded()
    log.enter(connection, new, known=Frontier())


PROBE = {
    "decision_id": "",
    "program": "",
    "institution": "",
    "recorded_at": "",
    "revision": "",
    "request_key": None,
    "key_id": "",
    "codes": b"",
    "parts": b"",
    "secret": b"",
    "decision": b"",
    "input": bytes(16 * PAGE_BYTES),  # as a large record, so that a file at its limit shows
}
"""A decision that is written only to see that it could be kept."""
