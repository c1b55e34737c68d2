"""What a program's publications come to: its editions, and which is in force; and what may be published next.

A day, a call and a moment choose one edition: of those published by that moment and not withdrawn by then, of that
call, begun by that day and not ended before it, the one that began last. So a past day can be asked for as it stands
now, and as it stood when something was decided.

Always holds: pure, with no I/O and no clock. What `problems` lets pass keeps the order: sequences rise, no two editions
of a call claim the same day as their first, none begins within a period that another has fixed to its end.

May not know: archives, signatures, where anything is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tejun.registry.publication import Publication
from tejun.words import Message, Words


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """When an edition was taken back, and why."""

    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One published edition. Days are YYYY-MM-DD, digests `sha256:<hex>`, moments aware, in UTC.

    `restores` is the digest of the earlier archive that it brings back; `withdrawn` says when it was taken back, if it
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
    withdrawn: Withdrawn | None = None

    def stands(self, known_at: datetime | None) -> bool:
        """Whether it was published and not withdrawn, as known at the moment; None is now."""
        if known_at is None:
            return self.withdrawn is None
        return self.published_at <= known_at and (
            self.withdrawn is None or self.withdrawn.at > known_at
        )

    def covers(self, day: str) -> bool:
        """Whether the day lies within its own first and last."""
        return self.effective_from <= day and (
            self.effective_until is None or day <= self.effective_until
        )


def editions(log: Sequence[Publication]) -> tuple[Edition, ...]:
    """The editions of one program, in the order of their publication."""
    withdrawn = {
        publication.edition: Withdrawn(at=publication.published_at, reason=publication.reason)
        for publication in log
        if publication.kind == "withdrawal"
    }
    return tuple(
        _edition(publication, withdrawn.get(publication.edition))
        for publication in log
        if publication.kind == "edition"
    )


def in_force(
    published: Iterable[Edition], as_of: date, *, call: str | None, known_at: datetime | None
) -> Edition | None:
    """The edition in force on the day, as known at the moment; `call` None leaves the call open."""
    day = as_of.isoformat()
    standing = [
        edition
        for edition in published
        if edition.stands(known_at) and edition.covers(day) and call in {None, edition.call}
    ]
    return max(
        standing, key=lambda edition: (edition.effective_from, edition.sequence), default=None
    )


def calls(published: Iterable[Edition], *, known_at: datetime | None) -> tuple[str, ...]:
    """The references of the calls that standing editions belong to, each once, in order."""
    return tuple(dict.fromkeys(edition.call for edition in published if edition.stands(known_at)))


def _edition(publication: Publication, withdrawn: Withdrawn | None) -> Edition:
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
        withdrawn=withdrawn,
    )


# --- what may come next --------------------------------------------------------------------------


def problems(log: Sequence[Publication], new: Publication) -> tuple[Words, ...]:
    """Every reason why `new` may not follow the log; none where it may."""
    return (*_chain(log, new), *(_withdrawal if new.kind == "withdrawal" else _order)(log, new))


def _chain(log: Sequence[Publication], new: Publication) -> Iterator[Words]:
    number, previous = len(log) + 1, log[-1].digest if log else None
    if (new.number, new.previous) != (number, previous):
        yield Message("registry.chain", number=number, new_number=new.number)
    if log and new.published_at < log[-1].published_at:
        yield Message("registry.chain.it_is_dated_before", shown=_shown(log[-1].published_at))


def _withdrawal(log: Sequence[Publication], new: Publication) -> Iterator[Words]:
    known = {edition.edition: edition for edition in editions(log)}
    if new.edition not in known:
        yield Message("registry.withdrawal", edition=new.edition)
    elif known[new.edition].withdrawn is not None:
        yield Message("registry.withdrawal.edition_is_withdrawn_already", edition=new.edition)


def _order(log: Sequence[Publication], new: Publication) -> Iterator[Words]:
    earlier = editions(log)
    start, sequence = new.effective_from or "", new.sequence or 0
    highest = max((edition.sequence for edition in earlier), default=0)
    if sequence <= highest:
        yield Message("registry.order", sequence=sequence, highest=highest)
    if any(edition.edition == new.edition for edition in earlier):
        yield Message("registry.order.edition_was_published_already", edition=new.edition)
    if new.effective_until is not None and new.effective_until < start:
        yield Message(
            "registry.order.effective_until_is_before",
            effective_until=new.effective_until,
            start=start,
        )
    if new.restores is not None and all(edition.archive != new.restores for edition in earlier):
        yield Message("registry.order.it_restores_the_archive", restores=new.restores)
    yield from _overlaps(earlier, new, start)


def _overlaps(earlier: Iterable[Edition], new: Publication, start: str) -> Iterator[Words]:
    for edition in earlier:
        if edition.withdrawn is not None or edition.call != new.call:
            continue
        if start <= edition.effective_from:
            yield Message(
                "registry.overlaps", edition=edition.edition, effective_from=edition.effective_from
            )
        elif edition.effective_until is not None and start <= edition.effective_until:
            yield Message(
                "registry.overlaps.its_period_overlaps_that",
                edition=edition.edition,
                effective_from=edition.effective_from,
                effective_until=edition.effective_until,
            )


def _shown(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
