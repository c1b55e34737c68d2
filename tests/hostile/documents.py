"""Documents that are sent or lie in a registry, and what is done to them: as values, and as bytes.

Always holds: a step changes the document that it is given and draws only from what it is handed; most results are
small. Bytes beyond 100 KB are rare, so that a run tries many things and not few.

May not know: HTTP, what a document is for.
"""

import copy
import gzip
import json
import re
import zlib
from collections.abc import Callable
from random import Random
from typing import Any

Value = Any
ValueStep = Callable[[Value, Random], Value]
BytesStep = Callable[[bytes, Random], bytes]


class Raw(str):
    """Stands in a document as it is, without quotation marks."""

    __slots__ = ()


class Again(str):
    """A key that is written like another one of its object."""

    __slots__ = ()


TEXTS = (
    *(
        "",
        " ",
        "\0",
        "\x7f",
        "\u2028",
        "\ufeff",
        "\ufffd",
        "�",
        "a\nb",
        "\r\n",
        "'",
        '"',
        "\\",
        "%00",
    ),
    *("../../etc/passwd", "${jndi:x}", "{{7*7}}", "<script>", "__proto__", "constructor", "null"),
    *(
        "tejun/facts/2",
        "tejun/facts/9",
        "kprogram-2026",
        "p",
        "a",
        "NaN",
        "Infinity",
        "true",
        "1e400",
    ),
    *(
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "2026-02-30",
        "2026-11-20T23:59:60Z",
        "10000-01-01",
    ),
    *("０００１", "ｱ" * 300, "e\u0301" * 50, "\u202e", "👩‍👩‍👧" * 20, "x" * 5000, "記" * 2000),
)
NUMBERS = (
    *("1e400", "-1e400", "1e-400", "-0", "-0.0", "0.1e+1", "9007199254740993", "-9007199254740993"),
    *(
        "1" * 400,
        "1." + "1" * 400,
        "NaN",
        "Infinity",
        "-Infinity",
        "01",
        "1.",
        ".5",
        "0x10",
        "1_000",
    ),
    *("18446744073709551616", "1e308", "2.5", "1.0", "1e2", "+1", "--1", "１"),
)
SURROGATES = (
    r'"\ud800"',
    r'"\udc00\ud800"',
    r'"\ud83d\ude00"',
    r'"\u0000"',
    r'"\uD800x"',
    r'"\x41"',
)


# --- as values -----------------------------------------------------------------------------------


def _places(value: Value) -> list[tuple[Any, Any]]:
    """Each place below a value, as its container and its key there."""
    found: list[tuple[Any, Any]] = []
    left = [value] if isinstance(value, dict | list) else []
    while left and len(found) < 2000:
        container = left.pop()
        keys: Any = range(len(container)) if isinstance(container, list) else list(container)
        for key in keys:
            found.append((container, key))
            if isinstance(container[key], dict | list):
                left.append(container[key])
    return found


def _at_one(put: Callable[[Value, Random], Value]) -> ValueStep:
    """Another value at a place by chance; for the whole document once in a while."""

    def step(value: Value, drawn: Random) -> Value:
        places = _places(value)
        if not places or drawn.random() < 0.03:
            return put(value, drawn)
        container, key = drawn.choice(places)
        container[key] = put(container[key], drawn)
        return value

    return step


def _other_type(value: Value, drawn: Random) -> Value:
    return drawn.choice((None, True, False, 0, -1, 2.5, "", "x", [], {}, [[]], {"": None}, [{}]))


def _hostile_text(value: Value, drawn: Random) -> Value:
    return drawn.choice(TEXTS)


def _raw(of: tuple[str, ...]) -> Callable[[Value, Random], Value]:
    return lambda _, drawn: Raw(drawn.choice(of))


def _nested(value: Value, drawn: Random) -> Value:
    depth = drawn.choice((10, 63, 64, 65, 200, 2000) if drawn.random() < 0.97 else (60_000,))
    begin, end = drawn.choice((("[", "]"), ('{"a":', "}"), ("[", ""), ('[{"a":', "}]")))
    return Raw(begin * depth + "1" + end * depth)


def _many(value: Value, drawn: Random) -> Value:
    count = drawn.choice((10, 101, 300)) if drawn.random() < 0.97 else drawn.choice((3000, 30_000))
    kind = drawn.randrange(4)
    if kind == 0:
        return {f"k{number}": number for number in range(count)}
    if kind == 1:
        return [{}] * count
    small = value if len(repr(value)) < 200 else None
    return [small] * count if kind == 2 else {str(number): small for number in range(count)}


def _long(value: Value, drawn: Random) -> Value:
    size = drawn.choice((300, 4000)) if drawn.random() < 0.97 else drawn.choice((70_000, 1_100_000))
    return drawn.choice(("x", "あ", "\\", "1", "\0")) * size


def _without(value: Value, drawn: Random) -> Value:
    places = _places(value)
    if places:
        container, key = drawn.choice(places)
        del container[key]
    return value


def _key_again(value: Value, drawn: Random) -> Value:
    places = [place for place in _places(value) if isinstance(place[0], dict)]
    if places:
        container, key = drawn.choice(places)
        container[Again(f"{key}\ue000{len(container)}")] = drawn.choice((None, container[key], {}))
    return value


def _unknown_key(value: Value, drawn: Random) -> Value:
    places = [place for place in _places(value) if isinstance(place[0], dict)]
    if places:
        container, key = drawn.choice(places)
        container[drawn.choice((*TEXTS, str(key).upper(), f" {key}"))] = drawn.choice((None, {}, 1))
    return value


def _swapped(value: Value, drawn: Random) -> Value:
    places = _places(value)
    if len(places) > 1:
        (container, key), (other, its_key) = drawn.sample(places, 2)
        container[key] = copy.deepcopy(other[its_key])  # nothing may hold itself
    return value


def _in_list(value: Value, drawn: Random) -> Value:
    return [value] * drawn.choice((1, 1, 2, 2, 2, 40))


VALUE_STEPS: dict[str, ValueStep] = {
    "another type": _at_one(_other_type),
    "a hostile text": _at_one(_hostile_text),
    "a number": _at_one(_raw(NUMBERS)),
    "a surrogate": _at_one(_raw(SURROGATES)),
    "nested": _at_one(_nested),
    "many": _at_one(_many),
    "long": _at_one(_long),
    "without": _without,
    "a key again": _key_again,
    "an unknown key": _unknown_key,
    "swapped": _swapped,
    "in a list": _in_list,
}


MOST_CHARACTERS = 12_000_000
"""A document is cut off behind so many, half as much again as the service reads: parts that stand in many places, and
are made many once more, would be gigabytes of it."""


def _dumped(value: Value) -> str:
    raws: list[str] = []
    length = 0

    def marked(part: Value) -> Value:
        nonlocal length
        if length > MOST_CHARACTERS:
            return None
        length += len(part) if isinstance(part, str) else 4
        if isinstance(part, Raw):
            raws.append(str(part))
            return f"\ue001{len(raws) - 1}\ue001"
        if isinstance(part, dict):
            length += sum(map(len, part))
            return {key: marked(inner) for key, inner in part.items()}
        return [marked(inner) for inner in part] if isinstance(part, list) else part

    text = json.dumps(marked(value), ensure_ascii=False)
    if raws:
        text = _RAW.sub(lambda mark: raws[int(mark[1])], text)
    return _AGAIN.sub("", text)  # what sets a key apart from the one like it


_RAW, _AGAIN = re.compile('"\ue001(\\d+)\ue001"'), re.compile("\ue000\\d*")


def dumps(value: Value) -> bytes:
    """The document's bytes."""
    return _dumped(value).encode("utf-8", "surrogatepass")


# --- as bytes ------------------------------------------------------------------------------------


def _truncated(text: bytes, drawn: Random) -> bytes:
    return text[: drawn.randrange(len(text) + 1)]


def _flipped(text: bytes, drawn: Random) -> bytes:
    changed = bytearray(text or b"x")
    for _ in range(drawn.choice((1, 1, 1, 4))):
        changed[drawn.randrange(len(changed))] = drawn.randrange(256)
    return bytes(changed)


def _inserted(text: bytes, drawn: Random) -> bytes:
    at = drawn.randrange(len(text) + 1)
    pieces = (
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b",",
        b"]",
        b"{",
        b'"',
        b"\\u",
        b"//x\n",
        b"\xed\xa0\x80",
    )
    return text[:at] + drawn.choice(pieces) + text[at:]


def _twice(text: bytes, drawn: Random) -> bytes:
    return text + drawn.choice((b"", b"\n", b",", b"\0", b"\n---\n")) + text


def _padded(text: bytes, drawn: Random) -> bytes:
    size = (
        drawn.choice((100, 10_000)) if drawn.random() < 0.99 else drawn.choice((300_000, 8_400_000))
    )
    return text + drawn.choice((b" ", b"\n", b"\t", b"\0", b"[", b"1,")) * size


def _encoded(text: bytes, drawn: Random) -> bytes:
    encoding = drawn.choice(("utf-16", "utf-32-le", "cp932", "utf-7", "utf-8-sig"))
    return text.decode("utf-8", "replace").encode(encoding, "replace")


def _noise(text: bytes, drawn: Random) -> bytes:
    return drawn.randbytes(drawn.choice((1, 40, 2000)))


def _yaml(text: bytes, drawn: Random) -> bytes:
    documents = (
        b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        b"%TAG ! tag:x,2000:\n--- !x\na: 1\n",
        b"!!python/object/apply:os.system ['true']\n",
        b"? " * 200,
        b"- " * 300 + b"x",
        b"a: NO\nb: 0365\nc: 1:30\n",
        b"--- " + text,
    )
    return drawn.choice(documents)


BYTES_STEPS: dict[str, BytesStep] = {
    "truncated": _truncated,
    "flipped": _flipped,
    "inserted": _inserted,
    "twice": _twice,
    "padded": _padded,
    "encoded": _encoded,
    "noise": _noise,
    "YAML": _yaml,
    "nothing": lambda text, drawn: b"",
}


# --- packed --------------------------------------------------------------------------------------


def _bomb(content: bytes, drawn: Random) -> bytes:
    size = 200_000 if drawn.random() < 0.9 else drawn.choice((5_000_000, 40_000_000))
    pattern = drawn.choice((b"[],", b" ", b"[", b"\0", b'{"a":1},'))
    return gzip.compress(b"[" + pattern * (size // len(pattern)), 6, mtime=0)


PACKED: dict[str, BytesStep] = {
    "gzip": lambda content, drawn: gzip.compress(content, 1, mtime=0),
    "gzip twice": lambda content, drawn: gzip.compress(
        gzip.compress(content, 1, mtime=0), 1, mtime=0
    ),
    "gzip in members": lambda content, drawn: b"".join(
        gzip.compress(content[at : at + 99], 1, mtime=0)
        for at in range(0, min(len(content), 9900), 99)
    ),
    "gzip, truncated": lambda content, drawn: _truncated(gzip.compress(content, 1, mtime=0), drawn),
    "gzip, flipped": lambda content, drawn: _flipped(gzip.compress(content, 1, mtime=0), drawn),
    "gzip, and more": lambda content, drawn: gzip.compress(content, 1, mtime=0) + b"x" * 40,
    "zlib": lambda content, drawn: zlib.compress(content),
    "not packed": lambda content, drawn: content,
    "a bomb": _bomb,
}
