"""The registry's errors, in words for whoever publishes, and for whoever asks for an edition.

May not know: how any of it is found out.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from tejun.errors import (
    BundleError,
    NotFoundError,
    Place,
    PublicationError,
    SignatureError,
    TejunError,
    UnknownCallError,
    UnknownEditionError,
    UnknownProgramError,
)
from tejun.registry.publication import Publication
from tejun.registry.timeline import Edition
from tejun.words import Message, Words
from tejun.words.schema import name_meant

_PUBLISH_ONE = Message("registry.publish_one")
_RESTORE = Message("registry.restore")


# --- asking for what is not there ----------------------------------------------------------------


def unknown_program(program: str, known: Sequence[str]) -> UnknownProgramError:
    """No publication of this program."""
    return UnknownProgramError(
        Message("registry.unknown_program", program=program),
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
    """No edition covers the day, as known at the moment; None is now."""
    if known_at is not None and not any(edition.stands(known_at) for edition in published):
        return _not_known(program, known_at)
    first = min(
        (edition.effective_from for edition in published if edition.withdrawn is None), default=None
    )
    advice = Message("registry.not_in_force.advice", first=first)
    if first is None:
        advice = Message("registry.not_in_force.advice.every_edition_was_withdrawn")
    return UnknownProgramError(
        Message("registry.not_in_force", program=program, as_of=as_of.isoformat()),
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


def refused(new: Publication, reasons: Sequence[Words]) -> PublicationError:
    """It may not follow what was published."""
    return PublicationError(
        Message(
            "registry.refused.detail", program=new.program, edition=new.edition, reasons=reasons[0]
        ),
        Message("registry.refused.advice"),
        places=tuple(Place(pointer="program.yaml", message=reason) for reason in reasons),
    )


def overtaken(new: Publication) -> PublicationError:
    """Another publisher was faster."""
    return PublicationError(
        Message("registry.overtaken.detail", file_name=new.file_name),
        Message("registry.overtaken.advice"),
    )


# --- what is wrong with a registry ---------------------------------------------------------------


def in_program(program: str, error: TejunError) -> TejunError:
    """The error, with the program that it is about."""
    return type(error)(
        Message("registry.in_program", program=program, detail=error.detail),
        error.advice,
        places=error.places,
    )


def in_edition(edition: Edition, error: BundleError) -> BundleError:
    """The error, with the edition whose archive it is about."""
    return type(error)(
        Message(
            "registry.in_edition",
            program=edition.program,
            edition=edition.edition,
            detail=error.detail,
        ),
        error.advice,
    )


def gap(program: str) -> SignatureError:
    """A publication is missing, of those known or before one that is there."""
    return SignatureError(
        Message("registry.gap.detail"),
        Message("registry.gap.advice", program=program, restore=_RESTORE),
    )


def misplaced(new: Publication, program: str) -> SignatureError:
    """A file that holds another program's publication."""
    return SignatureError(
        Message("registry.misplaced", other=new.program, program=program),
        _RESTORE,
    )


def not_its_digest(edition: Edition, name: str) -> BundleError:
    """An archive that is not what its name says."""
    return BundleError(
        Message(
            "registry.not_its_digest", program=edition.program, edition=edition.edition, name=name
        ),
        _RESTORE,
    )


def not_as_published(edition: Edition) -> BundleError:
    """An archive that says other things of itself than its publication."""
    return BundleError(
        Message("registry.not_as_published", program=edition.program, edition=edition.edition),
        _RESTORE,
    )
