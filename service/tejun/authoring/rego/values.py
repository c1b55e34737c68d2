"""The values that a Rego term may have, as far as that is known without evaluating it.

A `Value` is the set of all that the term may be: places in the input document (`InputValue`), what Rego itself makes
(`StringValue`, `NumberValue`, `ObjectValue`, `ArrayValue`, `CollectionValue`), packages (`DataTree`), a plain value
without parts (`SCALAR`), something that is not known (`OPEN`). `MAYBE` in it says that the term may be undefined.

Always holds: a value is frozen and compares by its content; the empty value is a term that is never defined.

May not know: rules, or where a term is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Location: TypeAlias = tuple[str, int | None]
"""A module's path and a line."""


@dataclass(frozen=True)
class InputValue:
    """A place in the input document."""

    path: tuple[str, ...]


@dataclass(frozen=True)
class StringValue:
    """A string that is written out in the Rego, and where; None for one that is only a key of something else."""

    text: str
    where: Location | None = None


@dataclass(frozen=True)
class NumberValue:
    """A whole number that is written out in the Rego."""

    number: int


@dataclass(frozen=True)
class ObjectValue:
    """An object whose keys are written out."""

    fields: frozenset[tuple[str, "Value"]]

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(name for name, _ in self.fields))

    def get(self, name: str) -> "Value":
        return join(value for key, value in self.fields if key == name)


@dataclass(frozen=True)
class ArrayValue:
    """An array that is written out."""

    items: tuple["Value", ...]


@dataclass(frozen=True)
class CollectionValue:
    """An array, a set, or an object with computed keys. `unordered_at`: where it got an order that differs between
    engines."""

    kind: str  # array | set | object
    elements: "Value"
    keys: "Value"
    unordered_at: Location | None = None


@dataclass(frozen=True)
class DataTree:
    """What is below a path of `data`."""

    path: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """A value without parts: `SCALAR`, `OPEN` or `MAYBE`."""

    name: str


SCALAR = Mark("scalar")
OPEN = Mark("open")
MAYBE = Mark("maybe")

Atom: TypeAlias = (
    InputValue
    | StringValue
    | NumberValue
    | ObjectValue
    | ArrayValue
    | CollectionValue
    | DataTree
    | Mark
)
Value: TypeAlias = frozenset[Atom]

NOTHING: Value = frozenset()
PLAIN: Value = frozenset({SCALAR})
UNKNOWN: Value = frozenset({OPEN, MAYBE})


def join(values: Iterable[Value]) -> Value:
    """Everything that any of them may be."""
    return NOTHING.union(*values)


def first_of(values: Iterable[Value]) -> Value:
    """The first that is defined; undefined only where all of them may be."""
    alternatives = list(values)
    is_certain = any(value and MAYBE not in value for value in alternatives)
    return defined(join(alternatives)) if is_certain else join(alternatives)


def defined(value: Value) -> Value:
    """The value, once it is known to be defined."""
    return value - {MAYBE}


def maybe(value: Value, *dependencies: Value) -> Value:
    """The value; it may be undefined where a value that it depends on may be."""
    may_be_undefined = any(MAYBE in dependency for dependency in dependencies)
    return value | {MAYBE} if may_be_undefined else value


def set_of(elements: Value, unordered_at: Location | None = None) -> Value:
    """A set with these elements, which are its keys too."""
    return frozenset({CollectionValue("set", elements, elements, unordered_at)})


def strings(texts: Iterable[str]) -> Value:
    """Any of the strings, which are written nowhere in the Rego."""
    return frozenset(StringValue(text) for text in texts)


def engine_order(*values: Value) -> Location | None:
    """Where one of the values, or a part of it, got an order that differs between engines; None where none did."""
    for atom in join(values):
        if isinstance(atom, CollectionValue) and atom.unordered_at is not None:
            return atom.unordered_at
        if location := engine_order(*_parts(atom)):
            return location
    return None


def _parts(atom: Atom) -> tuple[Value, ...]:
    match atom:
        case ObjectValue(fields):
            return tuple(value for _, value in fields)
        case ArrayValue(items):
            return items
        case CollectionValue(elements=elements):
            return (elements,)
        case _:
            return ()
