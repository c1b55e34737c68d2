"""Decisions whose date does not go with their place in the log: the clock of a machine that recorded them was wrong.

Always holds: the log has the order in which decisions were recorded, and lists, figures and periods go by the date.
The dates are read from the index, which `tejun.store.log.check_log` holds to the codes. Machines that record together
may differ by the skew that they are allowed.

May not know: what time it is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from tejun.store.index import microseconds
from tejun.store.index_tables import DECISION_INDEX
from tejun.store.records import read_moment
from tejun.store.tables import DECISIONS

_INDEX = DECISION_INDEX.c
_SO_FAR = select(
    _INDEX.recorded,
    func.max(_INDEX.recorded).over(order_by=_INDEX.sequence, rows=(None, 0)).label("latest"),
).subquery()


@dataclass(frozen=True)
class Dated:
    """A decision and its date; `earlier` is how many that were recorded after it are dated before it."""

    decision_id: str
    at: datetime
    earlier: int = 0


def find_ahead(connection: Connection, now: datetime, skew: timedelta) -> Dated | None:
    """The latest of those that are dated after this moment."""
    latest = connection.execute(select(func.max(_INDEX.recorded))).scalar()
    if latest is None or latest <= microseconds(now + skew):
        return None
    return _dated(connection, latest)


def find_before_earlier(connection: Connection, skew: timedelta) -> Dated | None:
    """The first that has later ones dated before it."""
    behind = _SO_FAR.c.recorded < _SO_FAR.c.latest - skew // timedelta(microseconds=1)
    query = select(func.count(), func.min(_SO_FAR.c.latest)).where(behind)
    count, latest = connection.execute(query).one()
    return _dated(connection, latest, earlier=count) if count else None


def _dated(connection: Connection, recorded: int, *, earlier: int = 0) -> Dated:
    query = (
        select(DECISIONS.c.decision_id, DECISIONS.c.recorded_at)
        .join(DECISION_INDEX, _INDEX.sequence == DECISIONS.c.sequence)
        .where(_INDEX.recorded == recorded)
        .order_by(DECISIONS.c.sequence)
    )
    found = connection.execute(query.limit(1)).one()
    return Dated(found.decision_id, read_moment(found.recorded_at), earlier)
