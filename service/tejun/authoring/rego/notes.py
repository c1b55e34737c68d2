"""Notes on what the flow of values finds in the rules, for the checks to judge.

May not know: rules and their trees, or what is forbidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tejun.authoring.rego.input_schema import InputPath, InputSchema
from tejun.authoring.rego.values import InputValue, Location, ObjectValue, StringValue, engine_order

DataPath = tuple[str, ...]
"""A path below `data`: the names of a package, or of a rule."""


@dataclass(frozen=True)
class Read:
    """A key is read from the objects at `paths`. `known` is None where they have it; else the keys that they have."""

    where: Location
    paths: frozenset[InputPath]
    key: str
    known: tuple[str, ...] | None = None


@dataclass(frozen=True)
class UndefinedNegation:
    """A `not` over something that may be undefined on the way."""

    where: Location


@dataclass(frozen=True)
class InputCondition:
    """A place in the input that is a condition by itself."""

    where: Location


@dataclass(frozen=True)
class EngineOrder:
    """An order that differs between engines and reaches the params or the reads of a finding; `where` it comes from."""

    where: Location


@dataclass(frozen=True)
class PossibleReason:
    """A reason that a finding of the package may carry, and where it is written out; None where that is not known."""

    where: Location | None
    package: DataPath
    reason: str | None


@dataclass(frozen=True)
class ReasonStatus:
    """A reason, where it is written out, that is put together with a status."""

    where: Location
    reason: str
    status: str


Note = Read | UndefinedNegation | InputCondition | EngineOrder | PossibleReason | ReasonStatus


def engine_orders(finding: ObjectValue) -> Iterator[EngineOrder]:
    """The orders that differ between engines and that a finding shows."""
    for part in ("params", "reads"):
        if location := engine_order(finding.get(part)):
            yield EngineOrder(location)


def possible_reasons(
    finding: ObjectValue, package: DataPath, schema: InputSchema
) -> Iterator[PossibleReason]:
    """The reasons that a finding of the package may carry."""
    for atom in finding.get("reason"):
        match atom:
            case StringValue(reason, where):
                yield PossibleReason(where, package, reason)
            case InputValue(path) if choices := schema.choices(path):
                yield from (PossibleReason(None, package, choice) for choice in choices)
            case _:
                yield PossibleReason(None, package, None)


def reason_statuses(value: ObjectValue) -> Iterator[ReasonStatus]:
    """The reasons that an object puts together with a status; none where it may have several statuses."""
    statuses = [atom.text for atom in value.get("status") if isinstance(atom, StringValue)]
    for atom in value.get("reason"):
        if isinstance(atom, StringValue) and atom.where is not None and len(statuses) == 1:
            yield ReasonStatus(atom.where, atom.text, statuses[0])
