"""What a Rego term may stand for, as far as that can be told without running it.

A `Value` is the set of all that the term may be: places in the input document (`At`), what Rego itself makes (`Text`,
`Number`, `Record`, `Row`, `Items`), packages (`Tree`), a plain value that holds nothing (`SCALAR`), something that is
not known (`OPEN`). `MAYBE` in it says that the term may be undefined.

Always holds: a value is frozen and compares by what it holds; the empty value is a term that is never defined.

May not know: rules, or where a term stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Origin: TypeAlias = tuple[str, int | None]
"""A module's path and a line."""


@dataclass(frozen=True)
class At:
    """A place in the input document."""

    place: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A string that is written out in the Rego, and where; one that is a key of something else stands nowhere."""

    text: str
    where: Origin | None = None


@dataclass(frozen=True)
class Number:
    """A whole number that is written out in the Rego."""

    number: int


@dataclass(frozen=True)
class Record:
    """An object whose keys are written out."""

    fields: frozenset[tuple[str, "Value"]]

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(name for name, _ in self.fields))

    def get(self, name: str) -> "Value":
        return join(value for key, value in self.fields if key == name)


@dataclass(frozen=True)
class Row:
    """An array that is written out."""

    items: tuple["Value", ...]


@dataclass(frozen=True)
class Items:
    """An array, a set, or an object with computed keys. `leak`: where it got an order of the engine's own."""

    kind: str  # array | set | object
    of: "Value"
    keys: "Value"
    leak: Origin | None = None


@dataclass(frozen=True)
class Tree:
    """What stands below a path of `data`."""

    path: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """One of the three that have no parts."""

    name: str


SCALAR = Mark("scalar")
OPEN = Mark("open")
MAYBE = Mark("maybe")

Atom: TypeAlias = At | Text | Number | Record | Row | Items | Tree | Mark
Value: TypeAlias = frozenset[Atom]

NOTHING: Value = frozenset()
PLAIN: Value = frozenset({SCALAR})
UNKNOWN: Value = frozenset({OPEN, MAYBE})


def join(values: Iterable[Value]) -> Value:
    """Whatever one of them may be."""
    return NOTHING.union(*values)


def first_of(values: Iterable[Value]) -> Value:
    """Whichever is defined: undefined only where each of them may be."""
    found = list(values)
    certain = any(value and MAYBE not in value for value in found)
    return defined(join(found)) if certain else join(found)


def defined(value: Value) -> Value:
    """The value, once it is known to be defined."""
    return value - {MAYBE}


def maybe(value: Value, *on: Value) -> Value:
    """The value; undefined where it, or one of those that it depends on, is."""
    return value | {MAYBE} if any(MAYBE in each for each in on) else value


def texts(strings: Iterable[str]) -> Value:
    return frozenset(Text(each) for each in strings)


def leak(*values: Value) -> Origin | None:
    """Where one of the values, or a part of it, got an order that each engine has its own of."""
    for atom in join(values):
        if isinstance(atom, Items) and atom.leak is not None:
            return atom.leak
        if found := leak(*_parts(atom)):
            return found
    return None


def _parts(atom: Atom) -> tuple[Value, ...]:
    match atom:
        case Record(fields):
            return tuple(value for _, value in fields)
        case Row(items):
            return items
        case Items(of=of):
            return (of,)
        case _:
            return ()
