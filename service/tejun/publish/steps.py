"""The steps of a publication as values, one for each that is done, and the values for how it ended.

May not know: how a step is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.errors import BundleError, Place
from tejun.publish.checks import Check
from tejun.registry import Edition, Publication
from tejun.words import Words


@dataclass(frozen=True)
class PreparedEdition:
    """The edition's archive is ready. `source` says where it is from; `before` is the edition that precedes it."""

    bundle: Bundle
    source: Words
    before: Bundle | None


@dataclass(frozen=True)
class SendingToService:
    """Every check passed; the edition is sent to a service, which makes its own checks."""

    url: str


@dataclass(frozen=True)
class RemoteChecks:
    """The checks that the service made, as in its answer."""

    checks: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class RemoteRefusals:
    """The service's reasons to refuse the edition."""

    places: tuple[Place, ...]


Step = PreparedEdition | Check | SendingToService | RemoteChecks | RemoteRefusals


@dataclass(frozen=True)
class PublicationRefused:
    """Nothing was published; the error has every reason."""

    error: BundleError


@dataclass(frozen=True)
class DryRunPassed:
    """Every check passed, and nothing was published: it was a dry run."""


@dataclass(frozen=True)
class PublicationDone:
    """It was published at `place`; `editions` are the program's now, `in_force` is the one in force on `today`."""

    statement: Publication
    place: str
    editions: tuple[Edition, ...]
    in_force: Edition | None
    today: date


Ending = PublicationRefused | DryRunPassed | PublicationDone
