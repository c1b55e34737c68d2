"""What the flow of values meets on its way through the rules: facts for the checks to judge.

May not know: rules and their trees, or what is forbidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tejun.authoring.rego.model import Model, Place
from tejun.authoring.rego.values import At, Origin, Record, Text, leak

DataPath = tuple[str, ...]
"""A path below `data`: the names of a package, or of a rule."""


@dataclass(frozen=True)
class Read:
    """A key is read at `places`. `known` is None where it stands there; else the keys that do."""

    where: Origin
    places: frozenset[Place]
    key: str
    known: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Negation:
    """A `not` over something that may be undefined on the way."""

    where: Origin


@dataclass(frozen=True)
class Truth:
    """A place in the input that stands alone as a condition."""

    where: Origin


@dataclass(frozen=True)
class Leak:
    """An order of the engine's own that reaches the params or the reads of a finding; `where` it came in."""

    where: Origin


@dataclass(frozen=True)
class Given:
    """A reason that a finding of the package may carry, and where it is written out; None where that is not known."""

    where: Origin | None
    package: DataPath
    reason: str | None


@dataclass(frozen=True)
class Verdict:
    """A reason, where it is written out, that is put together with a status."""

    where: Origin
    reason: str
    status: str


Note = Read | Negation | Truth | Leak | Given | Verdict


def leaks(finding: Record) -> Iterator[Leak]:
    """The orders of the engine's own that a finding shows."""
    for part in ("params", "reads"):
        if origin := leak(finding.get(part)):
            yield Leak(origin)


def given(finding: Record, package: DataPath, model: Model) -> Iterator[Given]:
    """The reasons that a finding of the package may carry."""
    for atom in finding.get("reason"):
        match atom:
            case Text(reason, where):
                yield Given(where, package, reason)
            case At(place) if choices := model.choices(place):
                yield from (Given(None, package, choice) for choice in choices)
            case _:
                yield Given(None, package, None)


def verdicts(made: Record) -> Iterator[Verdict]:
    """The pairs that an object holds: of several statuses nobody knows which goes with which reason."""
    statuses = [atom.text for atom in made.get("status") if isinstance(atom, Text)]
    for atom in made.get("reason"):
        if isinstance(atom, Text) and atom.where is not None and len(statuses) == 1:
            yield Verdict(atom.where, atom.text, statuses[0])
