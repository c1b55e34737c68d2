"""What stands in a value: its keys, what is under one of them, what it is gone through for.

Always holds: for a key that is not known, everything that the value holds; for a value that is several things, what
stands in any of them.

May not know: where a term stands, or what a rule gives (it asks back for what stands in `data`).
"""

from collections.abc import Callable, Collection, Mapping

from tejun.authoring.rego.model import ITEM, Model, Place
from tejun.authoring.rego.notes import DataPath
from tejun.authoring.rego.values import (
    MAYBE,
    NOTHING,
    OPEN,
    PLAIN,
    UNKNOWN,
    At,
    Atom,
    Items,
    Number,
    Record,
    Row,
    Text,
    Tree,
    Value,
    defined,
    join,
    texts,
)


class Parts:
    """The parts of values: `children` are the names below each path of `data`, `at` gives what stands at one."""

    def __init__(
        self,
        model: Model,
        *,
        children: Mapping[DataPath, Collection[str]],
        at: Callable[[DataPath], Value],
    ) -> None:
        self._model = model
        self._children = children
        self._at = at

    def names(self, atom: Atom) -> tuple[str, ...] | None:
        """The keys that an atom has; None where they are not known, or nothing is read from it by key."""
        found: tuple[str, ...] | None
        match atom:
            case At(place) if self._model.kind(place) != "open":
                found = self._model.names(place)
            case Record(fields) if fields:
                found = atom.names()
            case Row(items) if items:
                found = ()
            case Items(kind="array"):
                found = ()
            case _:
                found = None
        return found

    def element(self, value: Value, key: Atom) -> Value:
        """What stands under one key; for a key that is not known, whatever stands there."""
        return join(self._part(atom, key) for atom in value)

    def is_unordered(self, atom: Atom) -> bool:
        """Whether each engine goes through it in an order of its own."""
        match atom:
            case At(place):
                return self._model.kind(place) != "list"
            case Items(kind=kind, leak=origin):
                return kind != "array" or origin is not None
            case _:
                return isinstance(atom, Record | Tree)

    def iterated(self, value: Value) -> tuple[Value, Value]:
        """The keys and the elements of whatever the value may be."""
        walked = [self._walk(atom) for atom in value]
        return join(keys for keys, _ in walked), defined(join(found for _, found in walked))

    def _part(self, atom: Atom, key: Atom) -> Value:
        match atom, key:
            case At(place), Text(text=name) if self._model.kind(place) == "object":
                return self._below(place, name)
            case Record(), Text(text=name):
                return atom.get(name)
            case Row(items), Number(position) if position < len(items):
                return items[position]
            case Tree(path), Text(text=name):
                return self._at((*path, name))
            case ((At() | Row() | Items(kind="array")), Text()):
                return NOTHING
            case _:
                return self._walk(atom)[1] | {MAYBE}

    def _below(self, place: Place, name: str) -> Value:
        if name not in self._model.names(place):
            return NOTHING
        below = (*place, name)
        found: Value = frozenset({At(below)})
        return found if self._model.is_certain(below) else found | {MAYBE}

    def _walk(self, atom: Atom) -> tuple[Value, Value]:
        match atom:
            case At(place):
                found = self._walk_place(place)
            case Record(fields):
                found = texts(atom.names()), join(value for _, value in fields)
            case Row(items):
                found = PLAIN, join(items)
            case Items(of=of, keys=keys):
                found = keys, of
            case Tree(path):
                names = self._children[path]
                found = texts(names), join(self._at((*path, name)) for name in sorted(names))
            case _ if atom == OPEN:
                found = defined(UNKNOWN), UNKNOWN
            case _:
                found = NOTHING, NOTHING
        return found

    def _walk_place(self, place: Place) -> tuple[Value, Value]:
        match self._model.kind(place):
            case "list":
                return PLAIN, frozenset({At((*place, ITEM))})
            case "object":
                names = self._model.names(place)
                return texts(names), frozenset(At((*place, name)) for name in names)
            case "open":
                return defined(UNKNOWN), UNKNOWN
            case _:
                return NOTHING, NOTHING
