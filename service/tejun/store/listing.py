"""Recorded decisions listed: those of a selection, some at a time, in the order in which they were recorded.

A list sees the record as it was when its first page was read: what is recorded meanwhile is in none of its pages, so
nothing is shown twice, or moved. A page costs what it costs, however many decisions there are: it is read from an index
that begins with one of the selection's own values, and what is left over is sought among a bounded number of rows; a
page may so have fewer decisions than were asked for, none even, and still say where to go on. Who counts applications
reads the same list in their order: all decisions of one stand together, so that one at a time is in memory.

Always holds: what is given of a decision is what its entry in the log has. One whose row in the index is another than
its codes make, or that is not as it was recorded, is given as altered.

May not know: how a list is shown, or what a requirement means.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, tuple_

from tejun.errors import AlteredRecordError
from tejun.store import index
from tejun.store.found_by import mark
from tejun.store.index_tables import DECISION_INDEX, LEADING, ORDERED
from tejun.store.log import require_own_entry, select_entered
from tejun.store.opening import Opener
from tejun.store.public_log import OpenConnection
from tejun.store.records import KIND, Codes, altered
from tejun.store.tables import DECISIONS
from tejun.store.unlisted import find_unlisted
from tejun.words import Message

LOOKED_THROUGH = 5_000
"""Among how many rows of the index a page is sought: a few milliseconds."""

MOST = 2**63 - 1
"""No number and no moment of a decision is larger."""

_AT_ONCE = 16
"""How many decisions are in memory at once: of each its codes are given, and all of it is held to the log."""

_INDEX = DECISION_INDEX.c


@dataclass(frozen=True)
class Selection:
    """Which decisions: those of which all that is given is so.

    `requirement`, `reason`: of a finding that leaves something to do. `engine`: its name, `engine_version` with it.
    `as_of`: the day decided for. Moments are aware: recorded at `recorded_from` or later, before `recorded_to`; by
    `known_at`, that moment included. `latest`: of each application the last one that was recorded before `recorded_to`
    and by `known_at`, if it is as all else says: the list is how things stood then.
    """

    program: str | None = None
    application: str | None = None
    institution: str | None = None
    edition: str | None = None
    outcome: str | None = None
    engine: str | None = None
    engine_version: str | None = None
    as_of: date | None = None
    requirement: str | None = None
    reason: str | None = None
    recorded_from: datetime | None = None
    recorded_to: datetime | None = None
    known_at: datetime | None = None
    latest: bool = False

    @property
    def values(self) -> dict[str, str]:
        """What columns of the index are to be, by their names."""
        said = {
            "program": self.program,
            "application": self.application,
            "institution": self.institution,
            "edition": self.edition,
            "outcome": self.outcome,
            "engine": self.engine,
            "engine_version": self.engine_version,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
        }
        return {name: value for name, value in said.items() if value is not None}


@dataclass(frozen=True)
class Place:
    """Where a page of a list ended: `top` is the last decision that there was when the list began, the others the
    moment (in microseconds) and the number of the last that was looked at; in the order of applications, its own."""

    top: int
    recorded: int
    sequence: int
    application: str = ""


@dataclass(frozen=True)
class Listed:
    """A decision of a list: its codes, or why it is none. `name` is its id, or its number where none is known."""

    name: str
    codes: Codes | None = field(repr=False)
    alteration: AlteredRecordError | None = None


@dataclass(frozen=True)
class Page:
    """Some decisions of a list, and where the next page begins; None at its end."""

    decisions: tuple[Listed, ...]
    end: Place | None


class Listing:
    """The decisions of one record, listed; safe to share between threads. `Store` makes it."""

    def __init__(self, open_to_give_out: OpenConnection, opener: Opener) -> None:
        self._open = open_to_give_out
        self._opener = opener

    def page(
        self,
        selection: Selection,
        *,
        limit: int,
        after: Place | None = None,
        oldest_first: bool = False,
    ) -> Page:
        """At most `limit` decisions behind `after`, a place of the same list. Raises StoreError."""
        return self._page(selection, _OLDEST if oldest_first else _NEWEST, limit, after)

    def page_by_application(
        self, selection: Selection, *, limit: int, after: Place | None = None
    ) -> Page:
        """The same in the order of applications' ids, of each the oldest first; an id that several programs have, in
        all of them. Raises StoreError."""
        return self._page(selection, _BY_APPLICATION, limit, after)

    def _page(self, selection: Selection, order: "_Order", limit: int, after: Place | None) -> Page:
        if any("\0" in value for value in _texts(selection)):
            return Page((), None)  # PostgreSQL keeps no such text
        with self._open() as connection:
            numbers, end = _Query(connection, selection, after, order).find(limit)
            return Page(tuple(self._read(connection, numbers)), end)

    def count_applications(self, program: str | None = None) -> int:
        """How many applications have decisions, of a program or of each its own, as the index has it; memory does not
        grow with them. Raises StoreError."""
        with self._open() as connection:
            last_of_each = Selection(program=program, latest=True)
            return _Query(connection, last_of_each, None, _OLDEST).count()

    def unlisted(self, selection: Selection, *, limit: int) -> tuple[Listed, ...]:
        """At most `limit` decisions that `page` gives on no page since the index lacks them, as altered. Raises
        StoreError.

        Those of which it has no row are of whichever selection; see `tejun.store.unlisted` for what is noticed else.
        """
        application = selection.application
        if application is not None and "\0" in application:
            return ()
        with self._open() as connection:
            found = find_unlisted(connection, application, selection.program, limit)
            return tuple(
                Listed(name, None, altered(name, why)) for name, why in islice(found, limit)
            )

    def beginning(self) -> Place:
        """Where a list begins, the newest first. Raises StoreError."""
        with self._open() as connection:
            return Place(connection.execute(_TOP).scalar() or 0, MOST, MOST)

    def has(self, column: str, value: str) -> bool:
        """Whether any decision has it there. Raises StoreError."""
        if "\0" in value:
            return False
        with self._open() as connection:
            query = select(_INDEX.sequence).where(_INDEX[column] == value).limit(1)
            return connection.execute(query).first() is not None

    def has_finding(self, *, requirement: str = "", reason: str = "") -> bool:
        """Whether any decision has such a finding that leaves something to do. Raises StoreError."""
        sought = mark(requirement, reason)
        if "\0" in sought:
            return False
        with self._open() as connection:
            query = select(_INDEX.sequence).where(_has(_INDEX.findings, sought)).limit(1)
            return connection.execute(query).first() is not None

    def values(self, column: str, limit: int) -> list[str]:
        """What decisions have there, at most so many. Raises StoreError."""
        with self._open() as connection:
            return list(
                connection.execute(select(_INDEX[column]).distinct().limit(limit)).scalars()
            )

    def programs(self) -> list[str]:
        """Those of which there are decisions. Raises StoreError."""
        with self._open() as connection:
            return list(_distinct(connection, _INDEX.program))

    def _read(self, connection: Connection, numbers: Sequence[int]) -> Iterator[Listed]:
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            query = index.with_index(select_entered(KIND)).where(DECISIONS.c.sequence.in_(some))
            rows = {row.sequence: row for row in connection.execute(query)}
            for number in some:
                yield self._listed(connection, number, rows.get(number))

    def _listed(self, connection: Connection, number: int, row: Any) -> Listed:
        if row is None:
            return _without_entry(connection, number)
        try:
            require_own_entry(row)
            codes = self._opener.codes(connection, row)
            index.require_own(row, codes)
        except AlteredRecordError as error:
            return Listed(row.decision_id, None, error)
        return Listed(row.decision_id, codes)


def _texts(selection: Selection) -> Iterator[str]:
    yield from selection.values.values()
    yield from filter(None, (selection.requirement, selection.reason))


def _without_entry(connection: Connection, number: int) -> Listed:
    """What the index finds, and the log knows nothing of."""
    query = select(DECISIONS.c.decision_id).where(DECISIONS.c.sequence == number)
    name = connection.execute(query).scalar()
    if name is None:
        return Listed(f"#{number}", None, index.of_no_decision(number))
    return Listed(name, None, altered(name, Message("store.log.never_entered")))


def _distinct(connection: Connection, column: ColumnElement[str]) -> Iterator[str]:
    """The values of a column that an index begins with, each found behind the one before."""
    value: str | None = connection.execute(select(func.min(column))).scalar()
    while value is not None:
        yield value
        value = connection.execute(select(func.min(column)).where(column > value)).scalar()


def _has(findings: ColumnElement[str], sought: str) -> ColumnElement[bool]:
    """In this very spelling: `LIKE` takes small letters for capitals in SQLite, and in PostgreSQL does not."""
    return func.replace(findings, sought, "") != findings


# --- finding -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Order:
    """The columns by which a list is ordered, and those of which an index with that order may begin with a value."""

    columns: tuple[str, ...] = ORDERED
    leading: tuple[str, ...] = LEADING
    descending: bool = False

    def behind(self, place: Place) -> ColumnElement[bool]:
        """Rows behind a place."""
        key = tuple_(*(_INDEX[name] for name in self.columns))
        end = tuple_(*(getattr(place, name) for name in self.columns))
        return key < end if self.descending else key > end


_NEWEST, _OLDEST = _Order(descending=True), _Order()
_BY_APPLICATION = _Order(("application", *ORDERED), ("application",))


class _Query:
    """Finds the numbers of a page in the index."""

    def __init__(
        self, connection: Connection, selection: Selection, after: Place | None, order: _Order
    ) -> None:
        self._connection = connection
        self._top = connection.execute(_TOP).scalar() or 0 if after is None else after.top
        self._order = order
        values = selection.values
        leading = next((name for name in order.leading if name in values), None)
        within = [*_period(selection), _INDEX.sequence <= self._top]
        if leading is not None:
            within.append(_INDEX[leading] == values[leading])
        if after is not None:
            within.append(order.behind(after))
        self._all = select(func.count()).select_from(DECISION_INDEX).where(*within)
        self._within = self._ordered(select(DECISION_INDEX).where(*within), DECISION_INDEX.c)
        self._others = {name: value for name, value in values.items() if name != leading}
        self._selection = selection

    def _ordered(self, query: Select[Any], columns: Any) -> Select[Any]:
        keys = self._keys(columns)
        return query.order_by(*((key.desc() for key in keys) if self._order.descending else keys))

    def _keys(self, columns: Any) -> list[Any]:
        return [columns[name] for name in self._order.columns]

    def find(self, limit: int) -> tuple[list[int], Place | None]:
        """The numbers of at most so many, and where to go on."""
        bound = LOOKED_THROUGH if self._is_sought else limit + 1
        within = self._within.limit(bound).subquery()
        query = select(*self._keys(within.c)).limit(limit + 1)
        query = self._ordered(query.where(*self._conditions(within.c)), within.c)
        found = self._connection.execute(query).all()
        numbers = [row.sequence for row in found[:limit]]
        if len(found) > limit:
            return numbers, self._place(found[limit - 1])
        last = self._within.with_only_columns(*self._keys(_INDEX)).limit(1).offset(bound - 1)
        row = self._connection.execute(last).first()
        return numbers, None if row is None else self._place(row)

    def count(self) -> int:
        """How many there are in all."""
        conditions = self._conditions(_INDEX)
        return self._connection.execute(self._all.where(*conditions)).scalar_one()

    @property
    def _is_sought(self) -> bool:
        """Whether more is asked than an index finds."""
        selection = self._selection
        return bool(self._others or selection.requirement or selection.reason or selection.latest)

    def _place(self, row: Any) -> Place:
        return Place(self._top, **{name: getattr(row, name) for name in self._order.columns})

    def _conditions(self, columns: Any) -> Iterator[ColumnElement[bool]]:
        """What is not found by an index."""
        selection = self._selection
        for name, value in self._others.items():
            yield columns[name] == value
        sought = mark(selection.requirement or "", selection.reason or "")
        if len(sought) > 1:
            yield _has(columns.findings, sought)
        if selection.latest:
            yield ~select(_LATER.sequence).where(self._is_later(columns, selection)).exists()

    def _is_later(self, columns: Any, selection: Selection) -> ColumnElement[bool]:
        return and_(
            _LATER.application == columns.application,
            _LATER.program == columns.program,
            tuple_(_LATER.recorded, _LATER.sequence) > tuple_(columns.recorded, columns.sequence),
            _LATER.sequence <= self._top,
            *_until(_LATER.recorded, selection),
        )


_LATER = DECISION_INDEX.alias("later").c
_TOP = select(func.max(_INDEX.sequence))


def _period(selection: Selection) -> Iterator[ColumnElement[bool]]:
    if selection.recorded_from is not None:
        yield _INDEX.recorded >= index.microseconds(selection.recorded_from)
    yield from _until(_INDEX.recorded, selection)


def _until(recorded: ColumnElement[int], selection: Selection) -> Iterator[ColumnElement[bool]]:
    """What ends the period, of what is listed and of what would be later than that."""
    if selection.recorded_to is not None:
        yield recorded < index.microseconds(selection.recorded_to)
    if selection.known_at is not None:
        yield recorded <= index.microseconds(selection.known_at)
