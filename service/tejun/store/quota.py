"""Cleaning up what OPAs have reported: the oldest of each OPA, of all, and the OPAs that were silent longest.

Always holds: what is removed was added before, each row once, so that however much is reported, cleaning up costs no
more than adding it did; one transaction removes a bounded number of rows for each that it added.

May not know: how a report is read.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, delete, literal_column, select, true

from tejun.store.report_tables import OPA_DECISIONS, OPAS, OWN_BYTES, TOTALS, Quota

MAX_VARIABLES = 500
"""How many values one query holds at most; older SQLites take no more than 999 variables."""

_FOR_EACH, _AND = 40, 1_000
"""How many rows go at most for each that came: the largest is some forty times the smallest."""


T = TypeVar("T")


class _Excess(NamedTuple):
    rows: int
    bytes: int


def clean_up(connection: Connection, quota: Quota, reported: Iterable[str], added: int) -> None:
    """Brings the file back within the quota; `reported` are the OPAs of this transaction, `added` its rows."""
    most = _FOR_EACH * added + _AND
    for opa, decisions, size in list(_over_their_share(connection, quota, reported)):
        excess = _Excess(decisions - quota.rows_per_opa, size - quota.bytes_per_opa)
        _remove_oldest(connection, OPA_DECISIONS.c.opa == opa, excess, most)
    total = connection.execute(select(TOTALS)).one()
    excess = _Excess(total.decisions - quota.rows_in_all, total.bytes - quota.bytes_in_all)
    _remove_oldest(connection, true(), excess, most)
    excess = _Excess(total.opas - quota.opas, total.bytes_of_opas - quota.bytes_of_opas)
    _remove_silent(connection, excess, most)


def chunks(values: Iterable[T]) -> Iterator[Sequence[T]]:
    """As many at a time as one query holds."""
    rest = iter(values)
    while chunk := list(islice(rest, MAX_VARIABLES)):
        yield chunk


def _over_their_share(
    connection: Connection, quota: Quota, reported: Iterable[str]
) -> Iterator[tuple[str, int, int]]:
    for opas in chunks(reported):
        over = (OPAS.c.decisions > quota.rows_per_opa) | (OPAS.c.bytes > quota.bytes_per_opa)
        query = select(OPAS.c.opa, OPAS.c.decisions, OPAS.c.bytes)
        for row in connection.execute(query.where(OPAS.c.opa.in_(opas) & over)):
            yield row.opa, row.decisions, row.bytes


def _remove_oldest(
    connection: Connection, those: ColumnElement[bool], excess: _Excess, most: int
) -> None:
    rows = select(OPA_DECISIONS.c.sequence, OPA_DECISIONS.c.size).where(those)
    oldest = rows.order_by(OPA_DECISIONS.c.sequence)
    last = max(_taken(connection, oldest, excess, most), default=None)
    if last is not None:
        connection.execute(delete(OPA_DECISIONS).where(those, OPA_DECISIONS.c.sequence <= last))


def _remove_silent(connection: Connection, excess: _Excess, most: int) -> None:
    rows = select(OPAS.c.opa, literal_column(OWN_BYTES.format("opas")))
    oldest = rows.order_by(OPAS.c.last_seen, OPAS.c.sequence)
    for opas in chunks(list(_taken(connection, oldest, excess, most))):
        connection.execute(delete(OPA_DECISIONS).where(OPA_DECISIONS.c.opa.in_(opas)))
        connection.execute(delete(OPAS).where(OPAS.c.opa.in_(opas)))


def _taken(connection: Connection, rows: Select[Any], excess: _Excess, most: int) -> Iterator[Any]:
    """The names of as many of the rows (each a name and a size), from the first, as make up for the excess."""
    count, size = excess
    if count <= 0 and size <= 0:
        return
    for name, of_row in connection.execute(rows.limit(most)):
        yield name
        count, size = count - 1, size - of_row
        if count <= 0 and size <= 0:
            return
