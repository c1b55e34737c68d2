"""The parts of a value: its keys, the value under a key, what an iteration over it gives.

Always holds: under a key that is not known is everything that the value holds; a value that may be several things has
the parts of all of them.

May not know: where a term is, or what a rule gives (it calls `data_at` for what is in `data`).
"""

from collections.abc import Callable, Collection, Mapping

from tejun.authoring.rego.input_schema import ITEM, InputPath, InputSchema
from tejun.authoring.rego.notes import DataPath
from tejun.authoring.rego.values import (
    MAYBE,
    NOTHING,
    OPEN,
    PLAIN,
    UNKNOWN,
    ArrayValue,
    Atom,
    CollectionValue,
    DataTree,
    InputValue,
    NumberValue,
    ObjectValue,
    StringValue,
    Value,
    defined,
    join,
    strings,
)


class Parts:
    """The parts of values: `children` are the names below each path of `data`, `data_at` gives the value at a path."""

    def __init__(
        self,
        schema: InputSchema,
        *,
        children: Mapping[DataPath, Collection[str]],
        data_at: Callable[[DataPath], Value],
    ) -> None:
        self._schema = schema
        self._children = children
        self._data_at = data_at

    def names(self, atom: Atom) -> tuple[str, ...] | None:
        """The keys that an atom has; None where they are not known, or nothing is read from it by key."""
        names: tuple[str, ...] | None
        match atom:
            case InputValue(path) if self._schema.kind(path) != "open":
                names = self._schema.names(path)
            case ObjectValue(fields) if fields:
                names = atom.names()
            case ArrayValue(items) if items:
                names = ()
            case CollectionValue(kind="array"):
                names = ()
            case _:
                names = None
        return names

    def element(self, value: Value, key: Atom) -> Value:
        """The value under a key; for a key that is not known, every value that it has."""
        return join(self._part(atom, key) for atom in value)

    def is_unordered(self, atom: Atom) -> bool:
        """Whether engines differ in the order in which they iterate over it."""
        match atom:
            case InputValue(path):
                return self._schema.kind(path) != "list"
            case CollectionValue(kind=kind, unordered_at=location):
                return kind != "array" or location is not None
            case _:
                return isinstance(atom, ObjectValue | DataTree)

    def iterated(self, value: Value) -> tuple[Value, Value]:
        """The keys and the elements of whatever the value may be."""
        parts = [self._walk(atom) for atom in value]
        return join(keys for keys, _ in parts), defined(join(elements for _, elements in parts))

    def _part(self, atom: Atom, key: Atom) -> Value:
        match atom, key:
            case InputValue(path), StringValue(text=name) if self._schema.kind(path) == "object":
                return self._below(path, name)
            case ObjectValue(), StringValue(text=name):
                return atom.get(name)
            case ArrayValue(items), NumberValue(position) if position < len(items):
                return items[position]
            case DataTree(path), StringValue(text=name):
                return self._data_at((*path, name))
            case ((InputValue() | ArrayValue() | CollectionValue(kind="array")), StringValue()):
                return NOTHING
            case _:
                return self._walk(atom)[1] | {MAYBE}

    def _below(self, path: InputPath, name: str) -> Value:
        if name not in self._schema.names(path):
            return NOTHING
        below = (*path, name)
        value: Value = frozenset({InputValue(below)})
        return value if self._schema.is_certain(below) else value | {MAYBE}

    def _walk(self, atom: Atom) -> tuple[Value, Value]:
        match atom:
            case InputValue(path):
                parts = self._walk_input(path)
            case ObjectValue(fields):
                parts = strings(atom.names()), join(value for _, value in fields)
            case ArrayValue(items):
                parts = PLAIN, join(items)
            case CollectionValue(elements=elements, keys=keys):
                parts = keys, elements
            case DataTree(path):
                names = self._children[path]
                parts = strings(names), join(self._data_at((*path, name)) for name in sorted(names))
            case _ if atom == OPEN:
                parts = defined(UNKNOWN), UNKNOWN
            case _:
                parts = NOTHING, NOTHING
        return parts

    def _walk_input(self, path: InputPath) -> tuple[Value, Value]:
        match self._schema.kind(path):
            case "list":
                return PLAIN, frozenset({InputValue((*path, ITEM))})
            case "object":
                names = self._schema.names(path)
                return strings(names), frozenset(InputValue((*path, name)) for name in names)
            case "open":
                return defined(UNKNOWN), UNKNOWN
            case _:
                return NOTHING, NOTHING
