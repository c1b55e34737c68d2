"""What OPAs report, in the same file as the record: decisions that they logged, and how they are.

Always holds: `take` returns after everything in the report is on the disk; a decision that is reported again is one
row. A status is kept only where it differs from the last one of the same OPA, so the file grows with what happens and
not with time; when an OPA was last heard of stands in a row of its own, which changes.

May not know: the form in which an OPA reports, which edition is in force, or who asks.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, literal_column, select
from sqlalchemy.dialects.sqlite import insert as upsert

from tejun.store.reports import KnownOpa, LoggedDecision, OwnDecision, Report, StoredDecision
from tejun.store.tables import DECISIONS, INPUT_DIGEST, OPA_DECISIONS, OPA_STATUSES, OPAS
from tejun.store.writer import Writer

Opened = Callable[[], AbstractContextManager[Connection]]

BESIDE = 10
"""How many decisions of our own are laid beside one that an OPA made: one would do, hundreds would tell no more."""

_MANY = 500
"""How many ids one question holds at most; SQLite's limit on variables was 999 once."""


class Fleet:
    """What OPAs have reported; safe to share between threads. `Store` makes it, and ends it."""

    def __init__(self, to_write: Opened, to_read: Opened, *, patience: float, limit: int) -> None:
        self._to_write = to_write
        self._to_read = to_read
        self._writer: Writer[Report] = Writer(
            self._commit, patience=patience, limit=limit, name="tejun-fleet"
        )

    def take(self, report: Report) -> None:
        """Makes the report durable. Raises StoreError."""
        self._writer.append(report)

    def opas(self, *, before: int | None = None, limit: int) -> list[KnownOpa]:
        """OPAs with their last status, newest first; `before` is the number of one. Raises StoreError."""
        theirs = OPA_STATUSES.alias()
        last = (
            select(func.max(theirs.c.sequence))
            .where(theirs.c.opa == OPAS.c.opa)
            .correlate(OPAS)
            .scalar_subquery()
        )
        joined = OPAS.outerjoin(OPA_STATUSES, OPA_STATUSES.c.sequence == last)
        query = select(OPAS, OPA_STATUSES.c.substance).select_from(joined)
        with self._to_read() as connection:
            return [_known(row) for row in connection.execute(_page(query, OPAS, before, limit))]

    def decisions(
        self,
        *,
        before: int | None = None,
        limit: int,
        opa: str | None = None,
        outcome: str | None = None,
    ) -> list[StoredDecision]:
        """Logged decisions, newest first; `before` is the number of one. Raises StoreError."""
        query = select(OPA_DECISIONS)
        if opa is not None:
            query = query.where(OPA_DECISIONS.c.opa == opa)
        if outcome is not None:
            query = query.where(OPA_DECISIONS.c.outcome == outcome)
        with self._to_read() as connection:
            rows = connection.execute(_page(query, OPA_DECISIONS, before, limit))
            return [_stored(row) for row in rows]

    def own_decisions(self, input_digests: Iterable[str]) -> list[OwnDecision]:
        """The decisions that this service made over these inputs: of each input and revision the last BESIDE.

        Raises StoreError.
        """
        with self._to_read() as connection:
            return [
                OwnDecision(**row)
                for some in _parts(sorted(set(input_digests)))
                for row in connection.execute(_own(some)).mappings()
            ]

    def close(self) -> None:
        """Writes what waits, then ends."""
        self._writer.close()

    def _commit(self, batch: Sequence[Report]) -> Sequence[Report]:
        with self._to_write() as connection:
            for report in batch:
                new = _add_decisions(connection, report)
                for opa, labels in report.labels.items():
                    theirs = [logged for logged in new if logged.opa == opa]
                    _see(connection, opa, labels, report=report, new=theirs)
                _add_status(connection, report)
        return batch


def _add_decisions(connection: Connection, report: Report) -> list[LoggedDecision]:
    """Adds those that are not there yet, each once; gives them."""
    by_id = {logged.decision_id: logged for logged in report.decisions}
    for some in _parts(list(by_id)):
        query = select(OPA_DECISIONS.c.decision_id).where(OPA_DECISIONS.c.decision_id.in_(some))
        for (there,) in connection.execute(query).all():
            del by_id[there]
    new = list(by_id.values())
    if new:
        rows = [{**asdict(logged), "received_at": report.received_at} for logged in new]
        connection.execute(insert(OPA_DECISIONS), rows)
    return new


def _see(
    connection: Connection, opa: str, labels: bytes, *, report: Report, new: list[LoggedDecision]
) -> None:
    """That the OPA was heard of, and how many decisions it has logged."""
    last = max((report.decided_at for report in new if report.decided_at), default=None)
    add = upsert(OPAS).values(
        opa=opa,
        first_seen=report.received_at,
        last_seen=report.received_at,
        labels=labels,
        decisions=len(new),
        last_decision=last,
    )
    connection.execute(
        add.on_conflict_do_update(
            index_elements=[OPAS.c.opa],
            set_={
                "last_seen": add.excluded.last_seen,
                "labels": add.excluded.labels,
                "decisions": OPAS.c.decisions + add.excluded.decisions,
                "last_decision": func.coalesce(add.excluded.last_decision, OPAS.c.last_decision),
            },
        )
    )


def _add_status(connection: Connection, report: Report) -> None:
    status = report.status
    if status is None:
        return
    last = connection.execute(
        select(OPA_STATUSES.c.substance)
        .where(OPA_STATUSES.c.opa == status.opa)
        .order_by(OPA_STATUSES.c.sequence.desc())
        .limit(1)
    ).scalar()
    if last != status.substance:
        row = {**asdict(status), "received_at": report.received_at}
        connection.execute(insert(OPA_STATUSES), [row])


def _own(input_digests: Sequence[str]) -> Select[Any]:
    input_digest: ColumnElement[str] = literal_column(INPUT_DIGEST)
    last = func.row_number().over(
        partition_by=(input_digest, DECISIONS.c.revision), order_by=DECISIONS.c.sequence.desc()
    )
    found = (
        select(
            DECISIONS.c.decision_id,
            DECISIONS.c.revision,
            input_digest.label("input_digest"),
            func.json_extract(literal_column("CAST(decision AS TEXT)"), "$.digests.result").label(
                "result_digest"
            ),
            last.label("last"),
        )
        .where(input_digest.in_(input_digests))
        .subquery()
    )
    kept = found.c.decision_id, found.c.revision, found.c.input_digest, found.c.result_digest
    return select(*kept).where(found.c.last <= BESIDE)


def _page(query: Select[Any], table: Any, before: int | None, limit: int) -> Select[Any]:
    if before is not None:
        query = query.where(table.c.sequence < before)
    return query.order_by(table.c.sequence.desc()).limit(limit)


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _MANY] for start in range(0, len(ids), _MANY))


def _known(row: Row[Any]) -> KnownOpa:
    return KnownOpa(
        number=row.sequence,
        opa=row.opa,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        labels=row.labels,
        decisions=row.decisions,
        last_decision=row.last_decision,
        status=row.substance,
    )


def _stored(row: Row[Any]) -> StoredDecision:
    told = {field.name: getattr(row, field.name) for field in fields(LoggedDecision)}
    return StoredDecision(
        number=row.sequence, received_at=row.received_at, decision=LoggedDecision(**told)
    )
