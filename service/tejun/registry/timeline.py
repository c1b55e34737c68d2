"""A program's editions as its publications make them: which is in force, and which may be published next.

A day, a call and a moment choose one edition: of those published by that moment and not withdrawn by then, of that
call, begun by that day and not ended before it, the one that began last. So a past day can be looked up as it is known
now, and as it was known when something was decided.

Always holds: pure, with no I/O and no clock. A log without `problems` is in order: sequences rise, no two editions of a
call have the same first day, none begins within another's period that has a last day.

May not know: archives, signatures, where anything is stored.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tejun.registry.publication import Publication
from tejun.words import Message, Words


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """When an edition was withdrawn, and why."""

    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One published edition. Days are YYYY-MM-DD, digests `sha256:<hex>`, moments aware, in UTC.

    `restores` is the digest of the older archive that it brings back; `withdrawal` says when it was withdrawn, if it
    was: its archive stays readable.
    """

    program: str
    edition: str
    base: str
    sequence: int
    effective_from: str
    effective_until: str | None
    call: str
    archive: str
    revision: str
    restores: str | None
    published_at: datetime
    reason: str
    number: int
    withdrawal: Withdrawal | None = None

    def is_published(self, known_at: datetime | None) -> bool:
        """Whether it is published and not withdrawn, as known at the moment; None is now."""
        if known_at is None:
            return self.withdrawal is None
        return self.published_at <= known_at and (
            self.withdrawal is None or self.withdrawal.at > known_at
        )

    def covers(self, day: str) -> bool:
        """Whether the day (YYYY-MM-DD) is one of its days, from `effective_from` to `effective_until`."""
        return self.effective_from <= day and (
            self.effective_until is None or day <= self.effective_until
        )


def editions(log: Sequence[Publication]) -> tuple[Edition, ...]:
    """The editions of one program, in the order of their publication."""
    withdrawals = {
        publication.edition: Withdrawal(at=publication.published_at, reason=publication.reason)
        for publication in log
        if publication.kind == "withdrawal"
    }
    return tuple(
        _to_edition(publication, withdrawals.get(publication.edition))
        for publication in log
        if publication.kind == "edition"
    )


def in_force(
    published: Iterable[Edition], as_of: date, *, call: str | None, known_at: datetime | None
) -> Edition | None:
    """The edition in force on the day, as known at the moment (None: now), for the call (None: any)."""
    day = as_of.isoformat()
    candidates = [
        edition
        for edition in published
        if edition.is_published(known_at) and edition.covers(day) and call in {None, edition.call}
    ]
    return max(
        candidates, key=lambda edition: (edition.effective_from, edition.sequence), default=None
    )


def calls(published: Iterable[Edition], *, known_at: datetime | None) -> tuple[str, ...]:
    """The references of the calls of the editions published and not withdrawn at the moment, each once, in order."""
    return tuple(
        dict.fromkeys(edition.call for edition in published if edition.is_published(known_at))
    )


def _to_edition(publication: Publication, withdrawal: Withdrawal | None) -> Edition:
    return Edition(
        program=publication.program,
        edition=publication.edition,
        base=publication.base or "",
        sequence=publication.sequence or 0,
        effective_from=publication.effective_from or "",
        effective_until=publication.effective_until,
        call=publication.call or "",
        archive=publication.archive or "",
        revision=publication.revision or "",
        restores=publication.restores,
        published_at=publication.published_at,
        reason=publication.reason,
        number=publication.number,
        withdrawal=withdrawal,
    )


# --- what may come next --------------------------------------------------------------------------


def problems(log: Sequence[Publication], new: Publication) -> tuple[Words, ...]:
    """Every reason why `new` may not follow the log; none where it may."""
    return (
        *_chain_problems(log, new),
        *(_withdrawal_problems if new.kind == "withdrawal" else _order_problems)(log, new),
    )


def _chain_problems(log: Sequence[Publication], new: Publication) -> Iterator[Words]:
    number, previous = len(log) + 1, log[-1].digest if log else None
    if (new.number, new.previous) != (number, previous):
        yield Message("registry.chain.number", number=number, given=new.number)
    if log and new.published_at < log[-1].published_at:
        yield Message("registry.chain.date", last=_format_moment(log[-1].published_at))


def _withdrawal_problems(log: Sequence[Publication], new: Publication) -> Iterator[Words]:
    known = {edition.edition: edition for edition in editions(log)}
    if new.edition not in known:
        yield Message("registry.withdrawal.unknown", edition=new.edition)
    elif known[new.edition].withdrawal is not None:
        yield Message("registry.withdrawal.twice", edition=new.edition)


def _order_problems(log: Sequence[Publication], new: Publication) -> Iterator[Words]:
    published = editions(log)
    start, sequence = new.effective_from or "", new.sequence or 0
    highest = max((edition.sequence for edition in published), default=0)
    if sequence <= highest:
        yield Message("registry.order.sequence", sequence=sequence, highest=highest)
    if any(edition.edition == new.edition for edition in published):
        yield Message("registry.order.edition", edition=new.edition)
    if new.effective_until is not None and new.effective_until < start:
        yield Message(
            "registry.order.period",
            effective_until=new.effective_until,
            effective_from=start,
        )
    if new.restores is not None and all(edition.archive != new.restores for edition in published):
        yield Message("registry.order.restores", archive=new.restores)
    yield from _overlap_problems(published, new, start)


def _overlap_problems(
    published: Iterable[Edition], new: Publication, start: str
) -> Iterator[Words]:
    for edition in published:
        if edition.withdrawal is not None or edition.call != new.call:
            continue
        if start <= edition.effective_from:
            yield Message(
                "registry.overlaps.open",
                edition=edition.edition,
                effective_from=edition.effective_from,
            )
        elif edition.effective_until is not None and start <= edition.effective_until:
            yield Message(
                "registry.overlaps.closed",
                edition=edition.edition,
                effective_from=edition.effective_from,
                effective_until=edition.effective_until,
            )


def _format_moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
