"""Editions by what an OPA says of them: a revision.

May not know: what an OPA says besides.
"""

from datetime import date

from tejun.bundle.archive import ENTRYPOINT, root_of
from tejun.errors import TejunError
from tejun.registry import Edition, Registry

Editions = dict[str, Edition]
"""Editions by their revision."""


def editions_of(registry: Registry) -> Editions:
    """Every edition at hand; programs whose publications are broken have none."""
    found: Editions = {}
    for program in registry.programs():
        try:
            found.update({edition.revision: edition for edition in registry.editions(program)})
        except TejunError:
            continue
    return found


def entrypoint(edition: Edition) -> str:
    """The path at which an OPA that has the edition is asked for a decision."""
    return f"{root_of(edition.program, edition.edition)}/{ENTRYPOINT}"


def in_force(editions: Editions, registry: Registry, today: date) -> frozenset[str]:
    """The revisions of those that are in force on the day, each for its call: that is what an OPA's bundle is for."""
    return frozenset(
        revision for revision, edition in editions.items() if _is_in_force(edition, registry, today)
    )


def _is_in_force(edition: Edition, registry: Registry, today: date) -> bool:
    try:
        return registry.in_force(edition.program, today, call=edition.call) == edition
    except TejunError:
        return False
