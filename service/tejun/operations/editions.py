"""The editions that were published: which there are, which is in force, what one asks for.

Always holds: nothing is evaluated, and nothing is published or kept.

May not know: how an edition is shown.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from tejun.bundle.archive import Bundle
from tejun.errors import BundleError, RegistryError, TejunError, UnknownProgramError
from tejun.operations.workplace import Workplace
from tejun.registry import Edition, Registry, SignedPublication, timeline
from tejun.words import Message

__all__ = ["Bundle", "Edition", "Listing", "Published", "SignedPublication"]

_LOG = logging.getLogger("tejun.operations")


@dataclass(frozen=True)
class Published:
    """A published edition, and the signed statements that publish and withdraw it."""

    edition: Edition
    statement: SignedPublication
    withdrawal: SignedPublication | None


@dataclass(frozen=True)
class Listing:
    """What was published of a program, as known at a moment, and what is in force on the day; None: nothing is."""

    day: date
    in_force: Edition | None
    published: tuple[Published, ...]


@dataclass(frozen=True)
class ProgramListing:
    """The editions that can be used, and what is wrong with others and with files of the registry."""

    bundles: list[Bundle]
    problems: tuple[TejunError, ...]


@contextmanager
def naming_the_registry(workplace: Workplace) -> Iterator[None]:
    """Names in an error the registry in which an edition was looked for: who runs tejun may know, a client may not.

    Raises UnknownProgramError.
    """
    try:
        yield
    except UnknownProgramError as error:
        place = workplace.registry.location
        raise UnknownProgramError(
            Message("operations.editions.looked_in", detail=error.detail, place=place),
            error.advice,
        ) from error


def list_statements(workplace: Workplace, program: str) -> tuple[SignedPublication, ...]:
    """What the program's editions follow from, in order. Raises UnknownProgramError or BundleError."""
    workplace.registry.editions(program)
    return workplace.registry.publications(program)


def list_published(workplace: Workplace, program: str) -> tuple[Published, ...]:
    """The program's editions in the order of publication, withdrawn ones too.

    Raises UnknownProgramError or BundleError.
    """
    published = workplace.registry.editions(program)
    statements = workplace.registry.publications(program)
    return tuple(_published(edition, statements) for edition in published)


def list_editions(
    workplace: Workplace,
    program: str,
    *,
    as_of: date,
    call: str | None = None,
    known_at: datetime | None = None,
) -> Listing:
    """What was published of the program, and which edition is in force on the day, both as known at the moment.

    `known_at`: None is now; `call`: None leaves the call open. Raises UnknownProgramError where the program has no
    editions at all, or BundleError.
    """
    published = tuple(_known(list_published(workplace, program), known_at))
    try:
        found = workplace.registry.in_force(program, as_of, call=call, known_at=known_at)
    except UnknownProgramError:  # none on that day
        found = None
    return Listing(as_of, found, published)


def list_all_editions(
    workplace: Workplace, *, as_of: date, known_at: datetime | None = None
) -> dict[str, Listing]:
    """The same of every program of which something was published by then; `registry_problems` names those left out.

    Raises the first error where no program can be read.
    """
    listings: dict[str, Listing] = {}
    bad: list[TejunError] = []
    for program in workplace.registry.programs():
        try:
            listings[program] = list_editions(workplace, program, as_of=as_of, known_at=known_at)
        except (BundleError, RegistryError) as error:
            bad.append(error)
    if bad and not listings:
        raise bad[0]
    return {program: listing for program, listing in listings.items() if listing.published}


def registry_problems(workplace: Workplace) -> tuple[TejunError, ...]:
    """What is wrong with files of the registry, at the last look; programs without any go on."""
    return workplace.registry.problems


def find_published(workplace: Workplace, program: str, name: str) -> Published:
    """The edition by its name. Raises UnknownProgramError, UnknownEditionError or BundleError."""
    edition = workplace.registry.edition(program, name)
    return _published(edition, workplace.registry.publications(program))


def find_in_force(
    workplace: Workplace,
    program: str,
    *,
    as_of: date | None = None,
    call: str | None = None,
    known_at: datetime | None = None,
) -> Edition:
    """The edition in force on the day, today where none is named, as known at the moment.

    Raises UnknownProgramError, UnknownCallError or BundleError.
    """
    day = as_of or workplace.today()
    return workplace.registry.in_force(program, day, call=call, known_at=known_at)


def open_edition(workplace: Workplace, edition: Edition) -> Bundle:
    """What the edition says and asks for. Raises BundleError or RegistryError."""
    return workplace.registry.open(edition)


def archive_of(workplace: Workplace, edition: Edition) -> bytes:
    """The edition's archive, verified, as it was published. Raises BundleError or RegistryError."""
    return workplace.registry.archive(edition)


def list_programs(
    workplace: Workplace,
    *,
    as_of: date | None = None,
    call: str | None = None,
    known_at: datetime | None = None,
) -> ProgramListing:
    """The editions of all programs that are not withdrawn, by program and sequence; with a day, those in force on it.

    One that cannot be used is logged and left out, and named beside the others. Raises the first error where none can.
    """
    registry = workplace.registry
    good: list[Bundle] = []
    bad: list[TejunError] = []
    for program in registry.programs():
        try:
            editions = _published_editions(
                registry, program, as_of=as_of, call=call, known_at=known_at
            )
        except (BundleError, RegistryError) as error:
            bad.append(error)
            continue
        for edition in editions:
            try:
                good.append(registry.open(edition))
            except (BundleError, RegistryError) as error:
                bad.append(error)
    for faulty in bad:
        _LOG.warning("not listed: %s", faulty.detail.in_("en"))
    if bad and not good:
        raise bad[0]
    reported = registry.problems
    named = {error.detail for error in reported}
    return ProgramListing(good, (*reported, *(error for error in bad if error.detail not in named)))


def _published(edition: Edition, statements: tuple[SignedPublication, ...]) -> Published:
    withdrawal = next(
        (
            signed
            for signed in statements
            if signed.publication.kind == "withdrawal"
            and signed.publication.edition == edition.edition
        ),
        None,
    )
    return Published(edition, statements[edition.number - 1], withdrawal)


def _known(published: tuple[Published, ...], known_at: datetime | None) -> Iterator[Published]:
    """The editions as they were known at the moment: what came later is left out."""
    for found in published:
        edition = found.edition
        if known_at is None:
            yield found
        elif edition.published_at <= known_at:
            later = edition.withdrawal is not None and edition.withdrawal.at > known_at
            yield Published(
                replace(edition, withdrawal=None) if later else edition,
                found.statement,
                None if later else found.withdrawal,
            )


def _published_editions(
    registry: Registry,
    program: str,
    *,
    as_of: date | None,
    call: str | None,
    known_at: datetime | None,
) -> list[Edition]:
    published = [
        edition
        for edition in registry.editions(program)
        if edition.is_published(known_at) and call in {None, edition.call}
    ]
    if as_of is not None:
        calls = timeline.calls(published, known_at=known_at)
        found = (
            timeline.in_force(published, as_of, call=call, known_at=known_at) for call in calls
        )
        published = [edition for edition in found if edition is not None]
    return sorted(published, key=lambda edition: edition.sequence)
