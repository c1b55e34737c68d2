"""Recorded decisions listed: which there are of a program, an application, a day, an outcome, a finding.

Always holds: what is said of a decision comes from its codes, which were held to the log and to what stands beside
them; one that was altered is listed as that, and says nothing else. Nothing needs the master key. A list goes on where
a page of it ended, and nowhere else: a cursor names the list that it is of.

May not know: how a list is shown.
"""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain
from typing import Any, Protocol

from tejun import canonical
from tejun.audit.listed import ListedDecision, listed_decision
from tejun.errors import SelectionError, TejunError
from tejun.operations.listing_names import as_recorded, require_known_names
from tejun.operations.recorded import require_record
from tejun.operations.workplace import Workplace
from tejun.reading.lenient import read_own
from tejun.store.listing import MOST, Listed, Page, Place, Selection
from tejun.terms import OUTCOMES
from tejun.words import Message, Words
from tejun.words.quoting import quoted

__all__ = ["Selection"]

AT_ONCE = 100
"""How many decisions are in memory while all of a selection are gone through."""

_LONGEST_CURSOR = 400
_VERSION = 1


@dataclass(frozen=True)
class DecisionPage:
    """Some decisions of a list, and the cursor of the next page; None at its end."""

    decisions: tuple[ListedDecision, ...]
    next_cursor: str | None


def list_decisions(
    workplace: Workplace, selection: Selection, *, limit: int, cursor: str | None = None
) -> DecisionPage:
    """At most `limit` decisions, the newest first, behind the cursor. There may be fewer, none even, and others behind
    them: each page looks at so many decisions and no more.

    Raises SelectionError, UnknownDecisionError where there is no record, or StoreError.
    """
    selection = as_recorded(selection)
    after = None if cursor is None else _read_cursor(cursor, selection)
    require_known(workplace, selection)
    listing = workplace.store.listing
    unlisted = listing.unlisted(selection, limit=limit) if after is None else ()
    if len(unlisted) < limit:
        page = listing.page(selection, limit=limit - len(unlisted), after=after)
    else:
        page = Page((), listing.beginning())
    decisions = tuple(map(listed_decision, (*unlisted, *page.decisions)))
    if not decisions and after is None and page.end is None:
        require_known_names(workplace, selection)
    end = None if page.end is None else _write_cursor(page.end, selection)
    return DecisionPage(decisions, end)


def list_some_decisions(
    workplace: Workplace, selection: Selection, *, limit: int, cursor: str | None = None
) -> DecisionPage:
    """The same, from as many pages as it takes: there are fewer at the end alone. Raises what `list_decisions` does."""
    found: list[ListedDecision] = []
    while True:
        page = list_decisions(workplace, selection, limit=limit - len(found), cursor=cursor)
        found += page.decisions
        cursor = page.next_cursor
        if cursor is None or len(found) == limit:
            return DecisionPage(tuple(found), cursor)


def list_every_decision(workplace: Workplace, selection: Selection) -> Iterator[ListedDecision]:
    """All that there are when it begins, the oldest first; memory does not grow with them.

    Raises what `list_decisions` raises, some of it at once.
    """
    selection = as_recorded(selection)
    require_known(workplace, selection)
    listing = workplace.store.listing
    unlisted = listing.unlisted(selection, limit=AT_ONCE)
    first = listing.page(selection, limit=AT_ONCE, oldest_first=True)
    if not unlisted and not first.decisions and first.end is None:
        require_known_names(workplace, selection)
    read = partial(listing.page, selection, limit=AT_ONCE, oldest_first=True)
    return map(listed_decision, chain(unlisted, from_page(first, read)))


class ReadPage(Protocol):
    """Reads the page behind a place."""

    def __call__(self, *, after: Place) -> Page: ...


def from_page(page: Page, read: ReadPage) -> Iterator[Listed]:
    """What is on this page, and on all behind it."""
    yield from page.decisions
    while page.end is not None:
        page = read(after=page.end)
        yield from page.decisions


# --- what is asked for ---------------------------------------------------------------------------


def require_known(workplace: Workplace, selection: Selection) -> None:
    """That there are such programs and outcomes, and a period. Raises SelectionError, which says what there is."""
    require_record(workplace)
    begins, ends = selection.recorded_from, selection.recorded_to
    if begins is not None and ends is not None and begins >= ends:
        raise SelectionError(
            Message("operations.listing.no_period"), Message("operations.listing.no_period.advice")
        )
    if selection.outcome is not None and selection.outcome not in OUTCOMES:
        raise _unknown(
            Message("operations.listing.outcome", name=_shown(selection.outcome)), OUTCOMES
        )
    program = selection.program
    if program is not None and program not in (known := _programs(workplace)):
        raise _unknown(Message("operations.listing.program", name=_shown(program)), known)


def _programs(workplace: Workplace) -> tuple[str, ...]:
    """Those with decisions, and those with editions, as far as the registry is at hand."""
    recorded = workplace.store.listing.programs()
    try:
        published = workplace.registry.programs()
    except TejunError:
        published = ()
    return tuple(sorted({*recorded, *published}))


def _unknown(detail: Words, known: tuple[str, ...]) -> SelectionError:
    if not known:
        return SelectionError(detail, Message("operations.listing.unknown.none"))
    return SelectionError(detail, Message("operations.listing.unknown.advice", names=list(known)))


def _shown(text: str) -> str:
    return quoted(text[:64])


# --- cursors -------------------------------------------------------------------------------------


def _write_cursor(place: Place, selection: Selection) -> str:
    said = {name: getattr(place, name) for name in ("top", "recorded", "sequence")}
    value = {"v": _VERSION, "of": _name_of(selection), **said}
    return base64.urlsafe_b64encode(canonical.dumps(value)).decode().rstrip("=")


def _read_cursor(text: str, selection: Selection) -> Place:
    """Raises SelectionError for what is no cursor, or one of another list."""
    try:
        padded = text[:_LONGEST_CURSOR].encode("ascii") + b"=" * (-len(text) % 4)
        value = read_own(base64.urlsafe_b64decode(padded))
    except (ValueError, binascii.Error):
        value = None
    match value:
        case {
            "v": 1,
            "of": str(name),
            "top": int(top),
            "recorded": int(recorded),
            "sequence": int(sequence),
        } if all(_is_number(number) for number in (top, recorded, sequence)):
            if name == _name_of(selection):
                return Place(top, recorded, sequence)
            raise SelectionError(
                Message("operations.listing.foreign_cursor"),
                Message("operations.listing.foreign_cursor.advice"),
            )
    raise SelectionError(
        Message("operations.listing.no_cursor"), Message("operations.listing.no_cursor.advice")
    )


def _is_number(value: int) -> bool:
    """One that a database has; Python takes true and false for numbers, too."""
    return not isinstance(value, bool) and abs(value) <= MOST


def _name_of(selection: Selection) -> str:
    """By which one list is known from another."""
    said = {name: _plain(value) for name, value in asdict(selection).items()}
    return canonical.digest(canonical.dumps(said)).removeprefix("sha256:")[:24]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
