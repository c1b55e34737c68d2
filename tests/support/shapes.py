"""Documents of every shape that could cost more than their size: of any length, for measurements and their test.

Always holds: a shape of `n` has some bytes for each of them, and the same ones every time.

May not know: what any of them costs.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from tejun.errors import TejunError
from tejun.fleet.decisions import read_log
from tejun.fleet.status import read_status
from tejun.model.intake import read_facts
from tejun.reading import Document, read_document, read_json
from tejun.terms import FACTS_SCHEMA_ID

NOW = datetime(2026, 11, 20, tzinfo=UTC)

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


MORE_JSON: dict[str, Callable[[int], str]] = {
    "a key twice, written with escapes": lambda n: (
        "{" + ", ".join(f'"\\u006b{i}": 1' for i in range(n)) + f', "k{n - 1}": 1}}'
    ),
    "two long keys alike": lambda n: f'{{"{"k" * 4 * n}": 1, "{"k" * 4 * n}": 2}}',
    "a long text": lambda n: f'["{"x" * 8 * n}"]',
    "a long text of escapes": lambda n: '["' + r"\n" * (4 * n) + '"]',
    "escaped backslashes, not closed": lambda n: '"' + "\\\\" * (4 * n),
    "commas and brackets in texts": lambda n: "[" + ", ".join(['",[{"'] * n) + "]",
    "lists as deep as may be": lambda n: "[" + ",".join(["[" * 60 + "]" * 60] * (n // 15)) + "]",
    "a comma too many": lambda n: "[" + "1," * (4 * n) + "]",
    "lines before what is wrong": lambda n: '["a",\n' * 40 + '"a",\n' * n + "x",
    "NaN at the end": lambda n: f"[{'1, ' * n} NaN]",
}
MORE_YAML: dict[str, Callable[[int], str]] = {
    "anchors": lambda n: _lines("a{0}: &a{0} x", n),
    "aliases at the end": lambda n: f"{_lines('k{}: 1', n)}x: *a\n",
    "tags": lambda n: "- !!str a\n" * n,
    "lists in one line": lambda n: "[" + "[], " * n + "]",
    "depth in one line": lambda n: "[" + ", ".join(["[" * 60 + "]" * 60] * (n // 15)) + "]",
    "text in quotes, line by line": lambda n: 'a: "' + "x\n " * (2 * n) + '"',
    "escapes in quotes": lambda n: 'a: "' + r"\u3042" * n + '"',
    "a long comment": lambda n: f"a: 1 #{'x' * 8 * n}",
    "blanks that grow": lambda n: "a: |\n" + "".join(" " * (i % 200) + "\n" for i in range(n // 8)),
    "full-width colons": lambda n: "あ：い\n" * n + "a: b: c",
    "words, and no colon": lambda n: "a: 1\n" + "word\n" * n,
}


def _facts(n: int, part: object) -> bytes:
    return json.dumps({"schema": FACTS_SCHEMA_ID, "people": [part] * n}).encode()


def _unknown(n: int) -> bytes:
    unknown: dict[str, object] = {f"k{i}": {} for i in range(n)}
    return json.dumps({"schema": FACTS_SCHEMA_ID, "application": unknown}).encode()


def _last_line(data: bytes) -> object:
    """The way to the last part's line, through every list on it."""
    document: Document = read_document(data, "json")
    return [document.line_of(("a",) * depth) for depth in range(0, 60, 6)]


@dataclass(frozen=True)
class Shape:
    """A kind of document, and how it is read."""

    of: Callable[[int], bytes]
    read: Callable[[bytes], object]

    def sized(self, size: int) -> bytes:
        """One of about so many bytes."""
        begins, ends = (len(self.of(n)) for n in (400, 4000))
        each = (ends - begins) / 3600
        return self.of(round((size - begins) / each) + 400)

    def read_or_refuse(self, data: bytes) -> None:
        """Reads it, whatever comes of it."""
        with suppress(TejunError):
            self.read(data)


def _read_yaml(data: bytes) -> object:
    return read_document(data, "yaml")


def _encoded(text_of: Callable[[int], str]) -> Callable[[int], bytes]:
    return lambda n: text_of(n).encode()


SHAPES: dict[str, Shape] = {
    **{f"JSON: {name}": Shape(_encoded(of), read_json) for name, of in (JSON | MORE_JSON).items()},
    **{f"YAML: {name}": Shape(_encoded(of), _read_yaml) for name, of in (YAML | MORE_YAML).items()},
    "JSON: text of another encoding": Shape(lambda n: ("記載" * 2 * n).encode("cp932"), read_json),
    "places: lists within lists": Shape(
        lambda n: (b'{"a":' * 60) + b'["x"' + b',"x"' * n + b"]" + b"}" * 60, _last_line
    ),
    "facts: people of whom nothing is said": Shape(lambda n: _facts(n, {}), read_facts),
    "facts: people who are texts": Shape(lambda n: _facts(n, "x"), read_facts),
    "facts: keys that there are not": Shape(_unknown, read_facts),
    "log: arrays": Shape(
        lambda n: b"[" + b"[]," * n + b"[]]", lambda data: read_log(data, {}, NOW)
    ),
    "log: depth": Shape(lambda n: b"[" * n + b"]" * n, lambda data: read_log(data, {}, NOW)),
    "log: a text": Shape(
        lambda n: b'["' + b"\\" * 2 * n + b'"]', lambda data: read_log(data, {}, NOW)
    ),
    "status: numbers": Shape(
        lambda n: b'{"labels":{"id":"o"},"metrics":[' + b"1e400," * n + b"1]}",
        lambda data: read_status(data, NOW),
    ),
}
