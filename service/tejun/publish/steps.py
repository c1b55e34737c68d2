"""What a publication tells of itself as it goes on: one value for each step that is done, and how it ended.

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
class Prepared:
    """The edition is at hand. `source` says where its archive is from; `before` is the one that stands before it."""

    bundle: Bundle
    source: Words
    before: Bundle | None


@dataclass(frozen=True)
class Sending:
    """All held here; it is sent to a service, which looks for itself."""

    url: str


@dataclass(frozen=True)
class RemoteChecks:
    """The checks that the service made, as it tells them."""

    checks: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class RemoteRefusals:
    """Why the service refuses it, one by one."""

    places: tuple[Place, ...]


Step = Prepared | Check | Sending | RemoteChecks | RemoteRefusals


@dataclass(frozen=True)
class Refused:
    """Nothing was published; the error has every reason."""

    error: BundleError


@dataclass(frozen=True)
class TriedOut:
    """All held, and nothing was published, as was asked."""


@dataclass(frozen=True)
class Done:
    """It was published at `place`; `editions` are the program's now, and `in_force` the one that is on the day."""

    statement: Publication
    place: str
    editions: tuple[Edition, ...]
    in_force: Edition | None
    today: date


Ending = Refused | TriedOut | Done
