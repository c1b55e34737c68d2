"""What the built-ins give, as far as that is known without evaluating them.

Always holds: every built-in of `policies/capabilities.json` that passes on parts of its arguments is in `_result`; the
others give plain values. An argument of the wrong type, which makes a built-in undefined, is not looked for.

May not know: where a call is.
"""

from collections.abc import Callable

from tejun.authoring.rego.values import (
    MAYBE,
    PLAIN,
    ArrayValue,
    CollectionValue,
    Value,
    defined,
    engine_order,
    join,
    maybe,
    set_of,
)

Iterate = Callable[[Value], tuple[Value, Value]]
"""The keys and the elements of a value."""


def builtin_result(name: str, arguments: list[Value], iterate: Iterate) -> Value:
    """What the built-in `name` gives. Undefined only where an argument, or what it picks from, may be."""
    return maybe(_result(name, [defined(argument) for argument in arguments], iterate), *arguments)


def _result(name: str, arguments: list[Value], iterate: Iterate) -> Value:
    match name:
        case "array.reverse" | "array.slice" | "object.filter" | "object.remove":
            value = arguments[0]
        case "and" | "minus" | "object.union" | "or":
            value = join(arguments)
        case "intersection" | "object.union_n" | "union":
            value = iterate(arguments[0])[1]
        case "max" | "min":
            value = iterate(arguments[0])[1] | {MAYBE}
        case "array.concat":
            value = _concatenated(arguments, iterate)
        case "sort":
            value = _array(iterate(arguments[0])[1])
        case "object.keys":
            keys = iterate(arguments[0])[0]
            value = set_of(keys)
        case "to_number":
            value = PLAIN | {MAYBE}
        case _:
            value = PLAIN
    return value


def _concatenated(arguments: list[Value], iterate: Iterate) -> Value:
    """Arrays whose items are known stay so, for a path that is put together to be read."""
    left, right = (
        [atom for atom in argument if isinstance(atom, ArrayValue)] for argument in arguments
    )
    if (len(left), len(right)) == tuple(len(argument) for argument in arguments):
        return frozenset(ArrayValue(head.items + tail.items) for head in left for tail in right)
    return _array(join(iterate(argument)[1] for argument in arguments), *arguments)


def _array(elements: Value, *sources: Value) -> Value:
    return frozenset(
        {
            CollectionValue(
                "array", elements=elements, keys=PLAIN, unordered_at=engine_order(*sources)
            )
        }
    )
