"""Requests that nobody should send, made from good ones: their framing, head, query and body.

Always holds: steps are done in one order, whatever order an item has them in: the document first, its bytes, how it is
packed, the head, the framing last. A step that finds nothing to change changes nothing.

May not know: what is answered.
"""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from tests.hostile.documents import BYTES_STEPS, PACKED, TEXTS, VALUE_STEPS, dumps
from tests.hostile.items import Item, Manner, Request, Step, chance
from tests.hostile.routes import Operation

MAX_HEAD = 48 * 1024
"""A larger head need not be read."""


@dataclass
class Draft:
    """A request while it is made. Its document is a value until the first step on its bytes."""

    operation: Operation
    method: bytes
    target: bytes
    version: bytes = b"HTTP/1.1"
    query: list[bytes] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    document: Any = None
    body: bytes = b""
    has_body: bool = False
    has_length: bool = True
    is_whole: bool = True
    manner: Manner = "at once"
    ending: bytes = b"\r\n"
    after: bytes = b""
    cut: int | None = None

    def set(self, name: bytes, value: bytes) -> None:
        """The header, in place of any of its name."""
        start = name.lower() + b":"
        self.lines = [line for line in self.lines if not line.lower().startswith(start)]
        self.lines.append(b"%b: %b" % (name, value))

    def be_sent(self, manner: Manner) -> None:
        """So; who hangs up goes on doing so, since what it asked for may take as long as there is."""
        if self.manner != "gone":
            self.manner = manner

    def finish(self) -> Request:
        target = self.target
        if self.query:
            target += b"?" + b"&".join(self.query)
        if len(target) + sum(map(len, self.lines)) > MAX_HEAD:
            self.is_whole = False
        return Request(
            start=b"%b %b %b" % (self.method, target, self.version),
            lines=tuple(self.lines),
            body=self.body,
            has_length=self.has_body and self.has_length,
            is_whole=self.is_whole,
            manner=self.manner,
            ending=self.ending,
            after=self.after,
            cut=self.cut,
        )


DraftStep = Callable[[Draft, Random], None]


# --- the query -----------------------------------------------------------------------------------

VALUES = (
    *("2026-11-20", "0001-01-01", "9999-12-31", "0000-00-00", "2026-02-30", "2026-11-20T00:00:00Z"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-20T24:00:00Z", "20261120"),
    *("2026-06-30T23:59:60Z", "2026-11-20T00:00:00+99:99", "２０２６-11-20", "+2026-11-20", "1e3"),
    *("0", "1", "-1", "200", "201", "999999999999999999", "9999999999999999999", "1.0", "0x1", "٣"),
    *("full", "trace", "ja", "en", "xx", "true", "TRUE", "架空の公募要領", "person:p", "RS-P1-03"),
)


def _value(drawn: Random) -> bytes:
    kind = drawn.random()
    if kind < 0.6:
        return quote(drawn.choice(VALUES), safe=":+" if drawn.random() < 0.2 else "").encode()
    if kind < 0.8:
        return quote(drawn.choice(TEXTS)[:2000]).encode()
    return drawn.choice(
        (b"%", b"%zz", b"%ff", b"%00", b"%ed%a0%80", b"%2e%2e", b"=", b"", b"+", b"a;b")
    )


def _parameter(draft: Draft, drawn: Random) -> None:
    names = (*draft.operation.query, "as_of", "known_at", "x")
    name = quote(drawn.choice(names[: len(names) if drawn.random() < 0.2 else -3] or names))
    draft.query.append(name.encode() + b"=" + _value(drawn))


def _repeated(draft: Draft, drawn: Random) -> None:
    if not draft.query:
        _parameter(draft, drawn)
    draft.query += [drawn.choice(draft.query)] * drawn.choice((1, 1, 200))


def _odd_query(draft: Draft, drawn: Random) -> None:
    odd = (
        b"",
        b"&&&",
        b"=",
        b"as_of",
        b"as%5fof=2026-11-20",
        b"?",
        b"a" * 3000,
        b"%",
        b"as_of[]=1",
    )
    draft.query.append(drawn.choice(odd))


def _path_value(draft: Draft, drawn: Random) -> None:
    """Another value where the path has a parameter, or more of the path."""
    texts = (
        quote(drawn.choice(TEXTS)[:500], safe=""),
        "%2e%2e",
        "..",
        "%2F",
        "%00",
        "x" * 3000,
        "%ff",
        "",
    )
    value = drawn.choice(texts)
    pairs = draft.operation.path_values
    if pairs:
        name, _ = drawn.choice(pairs)
        rest = dict(pairs) | {name: value}
        path = draft.operation.path
        for each, text in rest.items():
            path = path.replace(f"{{{each}}}", text)
        draft.target = path.encode()
    else:
        draft.target += drawn.choice((b"/", b"//", b"/x", b"/%2e%2e/healthz", b";x", b"%20"))


# --- the head ------------------------------------------------------------------------------------

OTHER_METHODS = (
    b"HEAD",
    b"OPTIONS",
    b"PUT",
    b"DELETE",
    b"PATCH",
    b"TRACE",
    b"PROPFIND",
    b"GET",
    b"POST",
)
CONDITIONS = (b"*", b'"sha256:0"', b'W/"x"', b'"', b"x" * 3000, b'"a",' * 500, b"\xff\xfe", b"")
DAYS = (b"Thu, 01 Jan 1970 00:00:00 GMT", b"x", b"Fri, 31 Dec 9999 23:59:59 GMT", b"-1")
ACCEPTED = (
    b"*/*",
    b"text/html;q=1e400",
    b"application/json;q=nan",
    b"a/b" * 900,
    b",,,;;;",
    b"ja;q=0.1",
)
TYPES = (
    *(b"text/plain", b"", b"application/json; charset=utf-16", b"application/x-yaml", b"text/yaml"),
    *(b"multipart/form-data; boundary=x", b"application/json;" * 300, b"APPLICATION/JSON", b"\xff"),
    *(b"application/x-ndjson", b"application/json; charset=\x22utf-8\x22", b"application/gzip"),
)
ENCODINGS = (
    b"gzip",
    b"GZIP",
    b"x-gzip",
    b"br",
    b"deflate",
    b"gzip, gzip",
    b"identity",
    b"",
    b"zstd",
)
KEYS = (b"k", b"", b"x" * 255, b"x" * 256, b"a b", b"\xe3\x81\x82", b"0", b"'; --", b"k" * 4000)
ADDRESSES = (
    b"evil.example",
    b"",
    b"[::1]",
    b"localhost:99999",
    b"a b",
    b"\xff",
    b"127.0.0.1:80:80",
)


def _header(*pairs: tuple[bytes, tuple[bytes, ...]]) -> DraftStep:
    def step(draft: Draft, drawn: Random) -> None:
        name, values = drawn.choice(pairs)
        draft.set(name, drawn.choice(values))

    return step


def _method(draft: Draft, drawn: Random) -> None:
    draft.method = drawn.choice(OTHER_METHODS)
    draft.has_length = draft.has_length or draft.has_body


def _many_headers(draft: Draft, drawn: Random) -> None:
    """Together they stay below what a head may be."""
    count = drawn.choice((10, 100, 400))
    draft.lines += [b"X-%d: %b" % (number, b"y" * drawn.choice((1, 90))) for number in range(count)]


def _request_id(draft: Draft, drawn: Random) -> None:
    draft.set(
        b"X-Request-ID", drawn.choice((b"a" * 128, b"a" * 129, b"a\tb", b"\xff", b"", b"${x}"))
    )


def _waits(draft: Draft, drawn: Random) -> None:
    """For news; long only who hangs up."""
    draft.set(
        b"Prefer", drawn.choice((b"wait=0", b"modes=snapshot,delta;wait=-1", b"wait=x", b"wait"))
    )
    if drawn.random() < 0.05:
        draft.set(b"Prefer", b"modes=snapshot,delta;wait=999999999")
        draft.set(b"If-None-Match", b"*")
        draft.manner = "gone"


def _version(draft: Draft, drawn: Random) -> None:
    draft.version = b"HTTP/1.0"
    draft.be_sent("half-closed")


def _expects(draft: Draft, drawn: Random) -> None:
    draft.set(b"Expect", b"100-continue")
    draft.be_sent("half-closed")


def _offers(draft: Draft, drawn: Random) -> None:
    """Another protocol, which nobody has to take."""
    draft.set(b"Connection", b"Upgrade, HTTP2-Settings")
    draft.set(b"Upgrade", drawn.choice((b"h2c", b"websocket", b"x", b"TLS/1.0")))
    draft.be_sent("half-closed")


def _manner(draft: Draft, drawn: Random) -> None:
    manners: tuple[Manner, ...] = ("half-closed", "half-closed", "half-closed", "gone", "in pieces")
    draft.be_sent(drawn.choice(manners))


# --- the framing ---------------------------------------------------------------------------------


def _broken(step: DraftStep) -> DraftStep:
    def broken(draft: Draft, drawn: Random) -> None:
        draft.is_whole = False
        step(draft, drawn)

    return broken


def _bad_length(draft: Draft, drawn: Random) -> None:
    lengths = (
        b"-1",
        b"+5",
        b"0x10",
        b"1e3",
        b"",
        b"5 5",
        b"99999999999999999999",
        b"4,4",
        b"\xef\xbc\x95",
    )
    draft.has_length = False
    draft.lines.append(b"Content-Length: " + drawn.choice(lengths))


def _other_length(draft: Draft, drawn: Random) -> None:
    draft.has_length = False
    size = max(0, len(draft.body) + drawn.choice((-1, 1, 10, -10, 8_000_000, 9_000_000)))
    draft.lines.append(b"Content-Length: %d" % size)


def _two_lengths(draft: Draft, drawn: Random) -> None:
    draft.has_length = False
    sizes = len(draft.body), len(draft.body) + drawn.choice((0, 1, -1))
    draft.lines += [b"Content-Length: %d" % size for size in drawn.sample(sizes, 2)]


def _both_lengths(draft: Draft, drawn: Random) -> None:
    draft.lines.append(
        b"Transfer-Encoding: " + drawn.choice((b"chunked", b"Chunked ", b"identity"))
    )
    draft.lines.append(b"Content-Length: %d" % len(draft.body))
    draft.has_length = False


def _chunked(draft: Draft, drawn: Random) -> None:
    draft.has_length = False
    codings = (
        b"chunked",
        b"chunked",
        b"chunked, chunked",
        b"gzip, chunked",
        b"xchunked",
        b"\x0bchunked",
    )
    draft.lines.append(b"Transfer-Encoding: " + drawn.choice(codings))
    sizes = (
        b"%x" % len(draft.body),
        b"%X;a=b" % len(draft.body),
        b"0x5",
        b"-1",
        b"f" * 17,
        b"",
        b"00%x",
    )
    size = drawn.choice(sizes).replace(b"%x", b"%x" % len(draft.body))
    ends = (
        b"0\r\n\r\n",
        b"0\r\nX: y\r\n\r\n",
        b"0\r\n",
        b"",
        b"0\n\n",
        b"0\r\nContent-Length: 5\r\n\r\n",
    )
    draft.body = size + b"\r\n" + draft.body + b"\r\n" + drawn.choice(ends)


def _many_chunks(draft: Draft, drawn: Random) -> None:
    draft.has_length = False
    draft.lines.append(b"Transfer-Encoding: chunked")
    body = draft.body[: drawn.choice((40, 700))]
    draft.body = b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n"


def _bad_line(draft: Draft, drawn: Random) -> None:
    lines = (
        *(
            b"X",
            b": y",
            b"X : y",
            b" X: y",
            b"\tX: y",
            b"X: a\r\n b",
            b"X: a\rb",
            b"X: a\nb",
            b"X: \0",
        ),
        *(
            b"X\0: y",
            b"\xff: y",
            b"X: " + b"y" * 70_000,
            b"GET / HTTP/1.1",
            b"",
            b"X(: y",
            b"X: \x01\x7f",
        ),
    )
    draft.lines.insert(drawn.randrange(len(draft.lines) + 1), drawn.choice(lines))


def _bad_start(draft: Draft, drawn: Random) -> None:
    target = draft.target
    targets = (
        *(
            b"/" + b"a" * 70_000,
            target + b" x",
            b"/\xe3\x81\x82",
            b"/\0",
            b"*",
            b"http://h" + target,
        ),
        *(b"//" + target, b"", b"healthz", target + b"#x", b"/a\tb", b"http://[::1", b"\\healthz"),
    )
    draft.target = drawn.choice(targets)


def _bad_method(draft: Draft, drawn: Random) -> None:
    methods = (
        b"BREW",
        b"get",
        b"G E T",
        b"",
        b"\0",
        b"GET\0",
        b"X" * 5000,
        b"CONNECT",
        b"PRI",
        b" GET",
    )
    draft.method = drawn.choice(methods)


def _bad_version(draft: Draft, drawn: Random) -> None:
    versions = (
        b"HTTP/2.0",
        b"HTTP/1.9",
        b"HTTP/0.9",
        b"HTTP/1",
        b"",
        b"http/1.1",
        b"HTTP/1.1 x",
        b"ICE/1.0",
    )
    draft.version = drawn.choice(versions)


def _bad_ending(draft: Draft, drawn: Random) -> None:
    draft.ending = drawn.choice((b"\n", b"\r", b"\r\r\n", b"\n\r", b"\0\r\n", b"\r\n\x0b"))


def _no_host(draft: Draft, drawn: Random) -> None:
    draft.lines = [line for line in draft.lines if not line.startswith(b"Host")]
    draft.lines += [b"Host: x"] * drawn.choice((0, 2))


def _cut_off(draft: Draft, drawn: Random) -> None:
    draft.cut = drawn.randrange(1, 60 + 20 * len(draft.lines) + len(draft.body))


def _more(draft: Draft, drawn: Random) -> None:
    after = (
        b"\r\n" * 40,
        b"\0" * 40,
        b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        b"x",
        b"\x16\x03\x01\x02\0\x01",
    )
    draft.after = drawn.choice(after) * drawn.choice((1, 1, 30))


def _no_http(draft: Draft, drawn: Random) -> None:
    """Something else altogether."""
    draft.ending, draft.lines, draft.body, draft.has_length = b"", [], b"", False
    draft.method, draft.target, draft.version, draft.query = drawn.randbytes(60), b"", b"", []


# --- the body ------------------------------------------------------------------------------------


def _on_document(change: Callable[[Any, Random], Any]) -> DraftStep:
    def step(draft: Draft, drawn: Random) -> None:
        if draft.has_body:
            draft.document = change(draft.document, drawn)

    return step


def _on_bytes(change: Callable[[bytes, Random], bytes]) -> DraftStep:
    def step(draft: Draft, drawn: Random) -> None:
        if draft.has_body:
            draft.body = change(draft.body, drawn)

    return step


def _packed(change: Callable[[bytes, Random], bytes]) -> DraftStep:
    def step(draft: Draft, drawn: Random) -> None:
        if draft.has_body:
            draft.body = change(draft.body, drawn)
            draft.set(
                b"Content-Encoding", b"gzip" if drawn.random() < 0.9 else drawn.choice(ENCODINGS)
            )

    return step


VALUE, BYTES, PACKING, HEAD, FRAMING = range(5)
STEPS: dict[str, tuple[int, DraftStep]] = {
    **{f"document: {name}": (VALUE, _on_document(step)) for name, step in VALUE_STEPS.items()},
    **{f"bytes: {name}": (BYTES, _on_bytes(step)) for name, step in BYTES_STEPS.items()},
    **{f"packed: {name}": (PACKING, _packed(step)) for name, step in PACKED.items()},
    "query: a parameter": (HEAD, _parameter),
    "query: repeated": (HEAD, _repeated),
    "query: odd": (HEAD, _odd_query),
    "path": (HEAD, _path_value),
    "method": (HEAD, _method),
    "many headers": (HEAD, _many_headers),
    "request id": (HEAD, _request_id),
    "waits": (HEAD, _waits),
    "version": (HEAD, _version),
    "expects": (HEAD, _expects),
    "offers": (HEAD, _offers),
    "manner": (HEAD, _manner),
    "conditions": (
        HEAD,
        _header((b"If-None-Match", CONDITIONS), (b"If-Match", CONDITIONS), (b"Range", CONDITIONS)),
    ),
    "days": (HEAD, _header((b"If-Modified-Since", DAYS), (b"If-Unmodified-Since", DAYS))),
    "accepts": (HEAD, _header((b"Accept", ACCEPTED), (b"Accept-Language", ACCEPTED))),
    "type": (HEAD, _header((b"Content-Type", TYPES))),
    "encoding": (HEAD, _header((b"Content-Encoding", ENCODINGS))),
    "key": (HEAD, _header((b"Idempotency-Key", KEYS))),
    "address": (
        HEAD,
        _header((b"Host", ADDRESSES), (b"Forwarded", ADDRESSES), (b"X-Forwarded-Host", ADDRESSES)),
    ),
    "bad length": (FRAMING, _broken(_bad_length)),
    "another length": (FRAMING, _broken(_other_length)),
    "two lengths": (FRAMING, _broken(_two_lengths)),
    "both lengths": (FRAMING, _broken(_both_lengths)),
    "chunked": (FRAMING, _broken(_chunked)),
    "many chunks": (FRAMING, _broken(_many_chunks)),
    "bad line": (FRAMING, _broken(_bad_line)),
    "bad target": (FRAMING, _broken(_bad_start)),
    "bad method": (FRAMING, _broken(_bad_method)),
    "bad version": (FRAMING, _broken(_bad_version)),
    "bad ending": (FRAMING, _broken(_bad_ending)),
    "no host": (FRAMING, _broken(_no_host)),
    "cut off": (FRAMING, _broken(_cut_off)),
    "more": (FRAMING, _broken(_more)),
    "no HTTP": (FRAMING, _broken(_no_http)),
}
"""Every step by its name, and in which order they are done."""

DEAR = {"explanation", "readyz", "openapi", "opa_config"}
"""They take ten times as long as the others, whatever is wrong with a request: a run has time for few of them."""

_OF_STAGE = {
    stage: tuple(name for name, (its, _) in STEPS.items() if its == stage) for stage in range(5)
}


@dataclass(frozen=True)
class Requests:
    """Makes requests to these operations; `documents` are good bodies, by the operation that takes them."""

    operations: tuple[Operation, ...]
    documents: Mapping[str, tuple[Any, ...]]

    def draw(self, seed: str) -> Item:
        """An item, the same for the same seed."""
        drawn = chance(seed)
        kind = drawn.random()
        takes_body = kind > 0.6 or drawn.random() < 0.3
        among = [each for each in self.operations if each.takes_body == takes_body]
        if kind < 0.3:
            stages = [FRAMING] * drawn.choice((1, 1, 2)) + [HEAD] * drawn.choice((0, 0, 1))
        elif kind < 0.6:
            stages = [HEAD] * drawn.choice((1, 2, 2, 3))
        else:
            stages = [
                drawn.choice((VALUE, VALUE, VALUE, BYTES))
                for _ in range(drawn.choice((1, 1, 2, 4)))
            ]
            stages += [PACKING] * (drawn.random() < 0.15) + [HEAD] * (drawn.random() < 0.2)
        names = [drawn.choice(_OF_STAGE[stage]) for stage in stages]
        steps = tuple(Step(name, drawn.getrandbits(32)) for name in names)
        weights = [1 if each.id in DEAR else 4 for each in among]
        [operation] = drawn.choices(among, weights)
        return Item(operation.id, drawn.getrandbits(32), steps)

    def make(self, item: Item) -> Request:
        """The item's request."""
        operation = next(each for each in self.operations if each.id == item.base)
        draft = self._good(operation, chance(item.seed))
        steps = sorted(item.steps, key=lambda step: STEPS[step.name][0])
        is_bytes = not draft.has_body
        for step in steps:
            stage, change = STEPS[step.name]
            if stage > VALUE and not is_bytes:
                draft.body, is_bytes = dumps(draft.document), True
            change(draft, chance(step.seed))
        if not is_bytes:
            draft.body = dumps(draft.document)
        return draft.finish()

    def _good(self, operation: Operation, drawn: Random) -> Draft:
        draft = Draft(operation, operation.method.encode(), operation.target.encode())
        draft.lines = [b"Host: 127.0.0.1"]
        if operation.takes_body:
            pool = self.documents.get(operation.id) or tuple(
                document for documents in self.documents.values() for document in documents
            )
            # Large ones stand last, and are rare.
            document = pool[0] if drawn.random() < 0.97 else drawn.choice(pool)
            draft.document, draft.has_body = copy.deepcopy(document), True
            draft.lines.append(b"Content-Type: application/json")
        return draft


def as_shown(request: Request) -> str:
    """The request's bytes for whoever reads of it."""
    return json.dumps(request.wire[:600].decode("latin-1"))
