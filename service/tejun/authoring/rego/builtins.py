"""What the built-ins give, as far as it can be told without running them.

Always holds: every built-in of `policies/capabilities.json` that hands on parts of what it is given stands here; the
others give plain values. An argument of the wrong type, which makes a built-in undefined, is not looked for.

May not know: where a call stands.
"""

from collections.abc import Callable

from tejun.authoring.rego.values import MAYBE, PLAIN, Items, Row, Value, defined, join, leak, maybe

Iterate = Callable[[Value], tuple[Value, Value]]
"""The keys and the elements of a value."""


def result(name: str, arguments: list[Value], iterate: Iterate) -> Value:
    """What the built-in `name` gives. Undefined only where an argument, or what it picks from, may be."""
    return maybe(_result(name, [defined(each) for each in arguments], iterate), *arguments)


def _result(name: str, arguments: list[Value], iterate: Iterate) -> Value:
    match name:
        case "array.reverse" | "array.slice" | "object.filter" | "object.remove":
            found = arguments[0]
        case "and" | "minus" | "object.union" | "or":
            found = join(arguments)
        case "intersection" | "object.union_n" | "union":
            found = iterate(arguments[0])[1]
        case "max" | "min":
            found = iterate(arguments[0])[1] | {MAYBE}
        case "array.concat":
            found = _concatenated(arguments, iterate)
        case "array.flatten":
            found = _array(_flat(arguments[0], iterate), arguments[0])
        case "sort":
            found = _array(iterate(arguments[0])[1])
        case "object.keys":
            keys = iterate(arguments[0])[0]
            found = frozenset({Items("set", of=keys, keys=keys)})
        case "to_number":
            found = PLAIN | {MAYBE}
        case _:
            found = PLAIN
    return found


def _concatenated(arguments: list[Value], iterate: Iterate) -> Value:
    """Rows stay rows, so that a path that is put together can still be read."""
    left, right = ([atom for atom in each if isinstance(atom, Row)] for each in arguments)
    if (len(left), len(right)) == tuple(len(each) for each in arguments):
        return frozenset(Row(first.items + then.items) for first in left for then in right)
    return _array(join(iterate(each)[1] for each in arguments), *arguments)


def _flat(value: Value, iterate: Iterate) -> Value:
    """The elements of an array; in the place of an array among them, its elements."""
    elements = iterate(value)[1]
    nested = frozenset(atom for atom in elements if isinstance(atom, Row | Items))
    return (elements - nested) | (_flat(nested, iterate) if nested else nested)


def _array(of: Value, *made_from: Value) -> Value:
    return frozenset({Items("array", of=of, keys=PLAIN, leak=leak(*made_from))})
