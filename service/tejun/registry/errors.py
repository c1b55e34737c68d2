"""The registry's errors, in words for whoever publishes, and for whoever looks up an edition.

May not know: how any of it is detected.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from tejun.errors import (
    ArchiveMissingError,
    BundleError,
    ClockError,
    NotFoundError,
    Place,
    PublicationError,
    SignatureError,
    TejunError,
    UnknownCallError,
    UnknownEditionError,
    UnknownProgramError,
)
from tejun.registry.publication import Publication, SignedPublication
from tejun.registry.timeline import Edition
from tejun.words import Message, Words
from tejun.words.schema import name_meant

_PUBLISH_ONE = Message("registry.no_edition.advice")
_RESTORE = Message("registry.restore.advice")


# --- looking up what is not there ----------------------------------------------------------------


def unknown_program(program: str, known: Sequence[str]) -> UnknownProgramError:
    """The program has no publication."""
    return UnknownProgramError(
        Message("registry.unknown_program.detail", program=program),
        name_meant(program, known) if known else _PUBLISH_ONE,
    )


def unknown_edition(
    program: str, edition: str, published: Iterable[Edition]
) -> UnknownEditionError:
    """The program has no edition of this name."""
    known = ", ".join(edition.edition for edition in published)
    return UnknownEditionError(
        Message("registry.unknown_edition.detail", program=program, edition=edition),
        Message("registry.unknown_edition.advice", known=known),
    )


def unknown_call(program: str, call: str, known: Sequence[str]) -> UnknownCallError:
    """The program's editions belong to other calls."""
    return UnknownCallError(
        Message("registry.unknown_call.detail", program=program, call=call),
        Message(
            "registry.unknown_call.advice",
            known="; ".join(known) or "—",
        ),
    )


def not_in_force(
    program: str, as_of: date, published: Iterable[Edition], *, known_at: datetime | None
) -> UnknownProgramError:
    """No edition covers the day, as known at the moment (None: now)."""
    if known_at is not None and not any(edition.is_published(known_at) for edition in published):
        return _not_known(program, known_at)
    first = min(
        (edition.effective_from for edition in published if edition.withdrawal is None),
        default=None,
    )
    advice = Message("registry.not_in_force.advice", first=first)
    if first is None:
        advice = Message("registry.not_in_force.all_withdrawn")
    return UnknownProgramError(
        Message("registry.not_in_force.detail", program=program, as_of=as_of.isoformat()),
        advice,
    )


def _not_known(program: str, known_at: datetime) -> UnknownProgramError:
    return UnknownProgramError(
        Message("registry.not_known.detail", known_at=known_at.isoformat(), program=program),
        Message("registry.not_known.advice"),
    )


def unknown_revision(revision: str) -> NotFoundError:
    """No edition has this revision."""
    return NotFoundError(
        Message("registry.unknown_revision.detail", revision=revision),
        Message("registry.unknown_revision.advice"),
    )


# --- publishing ----------------------------------------------------------------------------------


def may_not_follow(new: Publication, reasons: Sequence[Words]) -> PublicationError:
    """The publication may not follow those before it."""
    return PublicationError(
        Message(
            "registry.refused.detail", program=new.program, edition=new.edition, reasons=reasons[0]
        ),
        Message("registry.refused.advice"),
        places=tuple(Place(pointer="program.yaml", message=reason) for reason in reasons),
    )


def published_concurrently(new: Publication) -> PublicationError:
    """Another publisher wrote this publication's number first."""
    return PublicationError(
        Message("registry.overtaken.detail", file_name=new.file_name),
        Message("registry.overtaken.advice"),
    )


# --- what is wrong with a registry ---------------------------------------------------------------


def in_file(name: str, error: TejunError) -> TejunError:
    """The error, with the name of the file that it is about in its detail."""
    return type(error)(
        Message("registry.in_file", name=name, detail=error.detail),
        error.advice,
        places=error.places,
    )


def unforeseen(name: str, error: Exception) -> BundleError:
    """A file made the reader fail in a way that no check foresaw."""
    return BundleError(
        Message("registry.unforeseen.detail", name=name, kind=type(error).__name__),
        _RESTORE,
    )


def too_many_programs(count: int, most: int) -> BundleError:
    """There are more programs of which nothing is known than are looked at."""
    return BundleError(
        Message("registry.too_many_programs.detail", count=count, most=most),
        Message("registry.name.advice"),
    )


def more_problems(count: int) -> BundleError:
    """There are more problems than are named one by one."""
    return BundleError(Message("registry.more_problems.detail", count=count), _RESTORE)


# --- what a statement says of its own time -------------------------------------------------------


def dated_ahead(new: Publication, now: datetime) -> PublicationError:
    """The publication is dated ahead of the clock."""
    return PublicationError(
        Message(
            "registry.ahead.detail",
            file_name=new.file_name,
            published_at=_shown(new.published_at),
            now=_shown(now),
        ),
        Message("registry.ahead.advice", file_name=new.file_name),
    )


def key_had_ended(signed: SignedPublication, first_seen: datetime) -> SignatureError:
    """The trust of the publication's key had ended when it was first seen, whatever its date is."""
    new = signed.publication
    return SignatureError(
        Message(
            "registry.late.detail",
            file_name=new.file_name,
            id=signed.key.id,
            until=signed.key.trusted_until,
            published_at=_shown(new.published_at),
            first_seen=_shown(first_seen),
        ),
        Message("registry.late.advice", file_name=new.file_name),
    )


def not_as_seen() -> SignatureError:
    """A file holds another statement than the one that was seen there before; that one goes on counting."""
    return SignatureError(
        Message("registry.not_as_seen.detail"),
        Message("registry.not_as_seen.advice", restore=_RESTORE),
    )


def clock_behind(now: datetime, known: datetime) -> ClockError:
    """The clock says a time that has long been."""
    return ClockError(
        Message("registry.clock.detail", now=_shown(now), known=_shown(known)),
        Message("registry.clock.advice"),
    )


def _shown(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def with_edition(edition: Edition, error: BundleError) -> BundleError:
    """The error, with the edition's name in its detail."""
    return type(error)(
        Message(
            "registry.in_edition",
            program=edition.program,
            edition=edition.edition,
            detail=error.detail,
        ),
        error.advice,
    )


def publication_missing(program: str) -> SignatureError:
    """A publication is missing: one that was there before, or one with a number below the highest."""
    return SignatureError(
        Message("registry.gap.detail"),
        Message("registry.gap.advice", program=program, restore=_RESTORE),
    )


def wrong_program(new: Publication, program: str) -> SignatureError:
    """A file holds another program's publication."""
    return SignatureError(
        Message("registry.misplaced", other=new.program, program=program),
        _RESTORE,
    )


def archive_missing(edition: Edition, name: str) -> ArchiveMissingError:
    """The archive of an edition is not where its publication is."""
    return ArchiveMissingError(
        Message(
            "registry.archive_missing", program=edition.program, edition=edition.edition, name=name
        ),
        _RESTORE,
    )


def digest_mismatch(edition: Edition, name: str) -> BundleError:
    """An archive does not have the digest in its name."""
    return BundleError(
        Message(
            "registry.not_its_digest", program=edition.program, edition=edition.edition, name=name
        ),
        _RESTORE,
    )


def statement_mismatch(edition: Edition) -> BundleError:
    """An archive is not the one that its publication states."""
    return BundleError(
        Message("registry.not_as_published", program=edition.program, edition=edition.edition),
        _RESTORE,
    )
