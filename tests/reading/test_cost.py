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
from tests.support.shapes import JSON, SHAPES, YAML

MANY = 20_000
TIMES = 40
"""How many times an ordinary document of the same size a hostile one may cost."""


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


SHORT, LONG = 16 * 1024, 160 * 1024
RATIO = 4.0
"""How many times as much a byte of a document ten times as long may cost: of what takes the square it costs ten times.

Or as a byte of an ordinary document, where one costs less than that: a text over its limit is read twice.
"""


def _cost(read: Callable[[bytes], object], data: bytes, times: int = 1) -> float:
    """Seconds of this process for each byte."""
    return _seconds(lambda: [read(data) for _ in range(times)]) / times / len(data)


def _grows(read: Callable[[bytes], object], short: bytes, long: bytes) -> bool:
    """Whether a byte of the long one costs more, by the least of some readings: a busy machine delays them all."""
    ordinary = body(8)
    least, least_long = 0.0, float("inf")
    for turn in range(5):
        costs = (_cost(read, short, 4), _cost(read_json, ordinary))
        least = max(costs) if turn == 0 else max(least, *costs)
        least_long = min(least_long, _cost(read, long))
        if least_long <= RATIO * least:
            return False
    return True


@pytest.mark.parametrize("name", SHAPES)
def test_a_byte_of_a_long_document_costs_what_one_of_a_short_document_does(name: str) -> None:
    shape = SHAPES[name]
    assert not _grows(shape.read_or_refuse, shape.sized(SHORT), shape.sized(LONG))


@pytest.mark.parametrize("size", [SHORT, LONG])
@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_as_long_as_it_is_to_be(name: str, size: int) -> None:
    assert 0.7 * size < len(SHAPES[name].sized(size)) < 1.5 * size


def test_what_takes_the_square_of_its_length_is_found() -> None:
    def compares_each_with_each(data: bytes) -> object:
        return [data[:i].count(b"y") for i in range(0, len(data), 64)]

    assert _grows(compares_each_with_each, b"x" * SHORT, b"x" * LONG)


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
