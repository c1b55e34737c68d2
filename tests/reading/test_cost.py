"""What a hostile document costs: no more than some ordinary ones of its size, whatever it holds.

The measure is another reading in the same process, so it is the same on every machine. What takes the square of its
length would take thousands of times as long at these lengths; the bound leaves room for a second reading that names
what is wrong (seven times), and for a machine that does other things.
"""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from tejun.errors import TejunError
from tejun.reading import read_document, read_json, strict_json

from tests.support.cases import COMPLETE
from tests.support.crowd import body

MANY = 20_000
TIMES = 40
"""How many times an ordinary document of the same size a hostile one may cost."""

JSON: dict[str, Callable[[int], str]] = {
    "many keys, one of them twice": lambda n: f'{{{_keys(n)}, "k0": 1}}',
    "many keys, the last one twice": lambda n: f'{{{_keys(n)}, "k{n - 1}": 1}}',
    "each key twice": lambda n: f"{{{_keys(n)}, {_keys(n)}}}",
    "a number that is too large, at the end": lambda n: f"[{'1.5, ' * n} 1e400]",
    "floats that are integers": lambda n: f"[{'1.0, ' * n} 1]",
    "a number of many digits": lambda n: "1" * (8 * n),
    "a fraction of many digits": lambda n: "0." + "1" * (8 * n),
    "many numbers of many digits": lambda n: f"[{','.join(['1' * 4000] * (n // 250))}]",
    "arrays in arrays": lambda n: "[" * (8 * n),
    "objects in objects": lambda n: '{"a":' * n,
    "wide and one too deep": lambda n: "[" * 65 + "1," * n + "1" + "]" * 65,
    "small objects": lambda n: f"[{', '.join(['{}'] * n)}]",
    "a lone surrogate at the end": lambda n: '["' + r"\u3042" * n + r'\ud800"]',
    "escaped quotation marks, not closed": lambda n: '["' + r"\"" * (4 * n),
    "lines, and no value": lambda n: "\n" * (8 * n),
}
YAML: dict[str, Callable[[int], str]] = {
    "many keys, one of them twice": lambda n: f"{_lines('k{}: 1', n)}k0: 1\n",
    "many keys in one line": lambda n: f"{{{', '.join(f'k{i}: 1' for i in range(n))}}}",
    "many tags of its own": lambda n: f"{_lines('%TAG !a{}! x', n)}---\na: 1\n",
    "many tags, for a second document": lambda n: f"a: 1\n...\n{_lines('%TAG !a{}! x', n)}---\n",
    "many documents": lambda n: "---\n" * n,
    "maps in lists": lambda n: "- {a: 1}\n" * n,
    "lists in lists": lambda n: "- " * (4 * n),
    "keys in keys": lambda n: "? " * (4 * n),
    "a number of many digits": lambda n: f"a: {'1' * (8 * n)}",
    "zeros before a number": lambda n: f"a: {'0' * (8 * n)}1",
    "a name of many letters": lambda n: f"&{'a' * (8 * n)} x",
    "folded lines": lambda n: "a: >\n" + "  x\n" * n,
    "a text that is not closed": lambda n: f"a: '{'x' * (8 * n)}",
    "comments": lambda n: "#\n" * n,
}


def _keys(count: int) -> str:
    return ", ".join(f'"k{i}": 1' for i in range(count))


def _lines(line: str, count: int) -> str:
    return "".join(f"{line.format(i)}\n" for i in range(count))


def _seconds(read: Callable[[], object]) -> float:
    begun = time.process_time()
    with suppress(TejunError):
        read()
    return time.process_time() - begun


def _is_within(hostile: Callable[[], object], ordinary: Callable[[], object], size: float) -> bool:
    """Whether the hostile reading costs no more than its share; `size` is how many times as long the document is."""
    allowed = TIMES * max(1.0, size) * min(_seconds(ordinary) for _ in range(3))
    return any(_seconds(hostile) < allowed for _ in range(3))


@pytest.mark.parametrize("name", JSON)
def test_json_costs_what_its_size_does(name: str) -> None:
    hostile, ordinary = JSON[name](MANY).encode(), body(40)
    size = len(hostile) / len(ordinary)
    assert _is_within(lambda: read_json(hostile), lambda: read_json(ordinary), size)


@pytest.mark.parametrize("name", YAML)
def test_yaml_costs_what_its_size_does(name: str) -> None:
    hostile, ordinary = YAML[name](MANY).encode(), COMPLETE.read_bytes()
    size = len(hostile) / len(ordinary)
    assert _is_within(
        lambda: read_document(hostile, "yaml"), lambda: read_document(ordinary, "yaml"), size
    )


class Key(str):
    """A key that counts how often it is compared."""

    __slots__ = ()
    __hash__ = str.__hash__
    compared = 0

    def __eq__(self, other: object) -> bool:
        Key.compared += 1
        return str.__eq__(self, other)


def test_the_key_that_stands_twice_is_found_without_comparing_each_with_each() -> None:
    keys = [Key(f"k{i}") for i in range(1000)]
    Key.compared = 0
    with pytest.raises(TejunError, match="k999"):
        strict_json._object([(key, None) for key in [*keys, Key("k999")]])
    assert Key.compared < 5 * len(keys)
