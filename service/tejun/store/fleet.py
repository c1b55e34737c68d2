"""What OPAs report, in the same file as the record: the decisions that they logged, and their statuses.

Always holds: `append` returns after everything in the report is on the disk, and what is listed is there too; a
decision that is reported again is one row. A status is stored only where it differs from the last one of the same OPA,
so the file grows with what happens and not with time; when an OPA last reported is in its row of `opas`, the only rows
that change.

May not know: the form in which an OPA reports, which edition is in force, or who asks.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, literal_column, select
from sqlalchemy.dialects.sqlite import insert as upsert

from tejun.store.records import KnownOpa, LogEntry, LoggedDecision, Report, ServiceDecision
from tejun.store.tables import DECISIONS, INPUT_DIGEST, OPA_DECISIONS, OPA_STATUSES, OPAS
from tejun.store.writer import Writer

OpenConnection = Callable[[], AbstractContextManager[Connection]]

MAX_COMPARED = 10
"""How many of the service's decisions are compared with one that an OPA made; hundreds would show no more."""

_MAX_VARIABLES = 500
"""How many ids one query holds at most; older SQLites take no more than 999 variables."""


class Fleet:
    """What OPAs have reported; safe to share between threads. `Store` makes and closes it."""

    def __init__(
        self,
        open_to_write: OpenConnection,
        open_to_give_out: OpenConnection,
        *,
        timeout_seconds: float,
        limit: int,
    ) -> None:
        self._open_to_write = open_to_write
        self._open_to_give_out = open_to_give_out
        self._writer: Writer[Report] = Writer(
            self._commit, timeout_seconds=timeout_seconds, limit=limit, name="tejun-fleet"
        )

    def append(self, report: Report) -> None:
        """Makes the report durable. Raises StoreError."""
        self._writer.append(report)

    def opas(self, *, before: int | None = None, limit: int) -> list[KnownOpa]:
        """OPAs with their last status, newest first; only those numbered below `before`. Raises StoreError."""
        statuses = OPA_STATUSES.alias()
        last = (
            select(func.max(statuses.c.sequence))
            .where(statuses.c.opa == OPAS.c.opa)
            .correlate(OPAS)
            .scalar_subquery()
        )
        joined = OPAS.outerjoin(OPA_STATUSES, OPA_STATUSES.c.sequence == last)
        query = select(OPAS, OPA_STATUSES.c.substance).select_from(joined)
        with self._open_to_give_out() as connection:
            return [
                _to_known_opa(row) for row in connection.execute(_page(query, OPAS, before, limit))
            ]

    def decisions(
        self,
        *,
        before: int | None = None,
        limit: int,
        opa: str | None = None,
        outcome: str | None = None,
    ) -> list[LogEntry]:
        """Logged decisions, newest first; only those numbered below `before`. Raises StoreError."""
        query = select(OPA_DECISIONS)
        if opa is not None:
            query = query.where(OPA_DECISIONS.c.opa == opa)
        if outcome is not None:
            query = query.where(OPA_DECISIONS.c.outcome == outcome)
        with self._open_to_give_out() as connection:
            rows = connection.execute(_page(query, OPA_DECISIONS, before, limit))
            return [_to_log_entry(row) for row in rows]

    def service_decisions(self, input_digests: Iterable[str]) -> list[ServiceDecision]:
        """The decisions that this service made over these inputs: of each input and revision the last MAX_COMPARED.

        Raises StoreError.
        """
        with self._open_to_give_out() as connection:
            return [
                ServiceDecision(**row)
                for digests in _chunks(sorted(set(input_digests)))
                for row in connection.execute(_service_decisions_query(digests)).mappings()
            ]

    def close(self) -> None:
        """Writes what waits, then ends."""
        self._writer.close()

    def _commit(self, batch: Sequence[Report]) -> Sequence[Report]:
        with self._open_to_write() as connection:
            for report in batch:
                new = _add_decisions(connection, report)
                for opa, labels in report.labels.items():
                    new_of_opa = [logged for logged in new if logged.opa == opa]
                    _update_opa(connection, opa, labels, report=report, new=new_of_opa)
                _add_status(connection, report)
        return batch


def _add_decisions(connection: Connection, report: Report) -> list[LoggedDecision]:
    """Adds the decisions that are not in the file yet, each once; returns them."""
    by_id = {logged.decision_id: logged for logged in report.decisions}
    for ids in _chunks(list(by_id)):
        query = select(OPA_DECISIONS.c.decision_id).where(OPA_DECISIONS.c.decision_id.in_(ids))
        for (decision_id,) in connection.execute(query).all():
            del by_id[decision_id]
    new = list(by_id.values())
    if new:
        rows = [{**asdict(logged), "received_at": report.received_at} for logged in new]
        connection.execute(insert(OPA_DECISIONS), rows)
    return new


def _update_opa(
    connection: Connection, opa: str, labels: bytes, *, report: Report, new: list[LoggedDecision]
) -> None:
    """Records when the OPA last reported, and counts the decisions that it logged."""

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


def _service_decisions_query(input_digests: Sequence[str]) -> Select[Any]:
    input_digest: ColumnElement[str] = literal_column(INPUT_DIGEST)
    last = func.row_number().over(
        partition_by=(input_digest, DECISIONS.c.revision), order_by=DECISIONS.c.sequence.desc()
    )
    ranked = (
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
    columns = ranked.c.decision_id, ranked.c.revision, ranked.c.input_digest, ranked.c.result_digest
    return select(*columns).where(ranked.c.last <= MAX_COMPARED)


def _page(query: Select[Any], table: Any, before: int | None, limit: int) -> Select[Any]:
    if before is not None:
        query = query.where(table.c.sequence < before)
    return query.order_by(table.c.sequence.desc()).limit(limit)


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _MAX_VARIABLES] for start in range(0, len(ids), _MAX_VARIABLES))


def _to_known_opa(row: Row[Any]) -> KnownOpa:
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


def _to_log_entry(row: Row[Any]) -> LogEntry:
    values = {field.name: getattr(row, field.name) for field in fields(LoggedDecision)}
    return LogEntry(
        number=row.sequence, received_at=row.received_at, decision=LoggedDecision(**values)
    )
