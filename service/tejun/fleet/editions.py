"""Editions by their revisions, which is all that an OPA reports of a bundle.

May not know: what else an OPA reports.
"""

from datetime import date

from tejun.bundle.archive import ENTRYPOINT, root_of
from tejun.errors import TejunError
from tejun.registry import Edition, Registry

EditionsByRevision = dict[str, Edition]
"""Editions by their revision."""


def editions_by_revision(registry: Registry) -> EditionsByRevision:
    """Every edition of the registry, by its revision; none of programs whose publications are broken."""
    editions: EditionsByRevision = {}
    for program in registry.programs():
        try:
            editions.update({edition.revision: edition for edition in registry.editions(program)})
        except TejunError:
            continue
    return editions


def entrypoint(edition: Edition) -> str:
    """The path at which an OPA that has the edition decides."""
    return f"{root_of(edition.program, edition.edition)}/{ENTRYPOINT}"


def revisions_in_force(
    editions: EditionsByRevision, registry: Registry, today: date
) -> frozenset[str]:
    """The revisions of the editions in force on the day, each for its own call, as OPAs pull them."""

    return frozenset(
        revision for revision, edition in editions.items() if _is_in_force(edition, registry, today)
    )


def _is_in_force(edition: Edition, registry: Registry, today: date) -> bool:
    try:
        return registry.in_force(edition.program, today, call=edition.call) == edition
    except TejunError:
        return False
