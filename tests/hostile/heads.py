"""What is odd in the head of a request, and still HTTP: its query, its path, its headers, how it is sent.

Always holds: what comes out is a whole request, which must be answered.

May not know: bodies.
"""

from random import Random
from urllib.parse import quote

from tests.hostile.documents import TEXTS
from tests.hostile.drafts import Draft, DraftStep
from tests.hostile.items import Manner

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


HEAD_STEPS: dict[str, DraftStep] = {
    "query: a parameter": _parameter,
    "query: repeated": _repeated,
    "query: odd": _odd_query,
    "path": _path_value,
    "method": _method,
    "many headers": _many_headers,
    "request id": _request_id,
    "waits": _waits,
    "version": _version,
    "expects": _expects,
    "offers": _offers,
    "manner": _manner,
    "conditions": _header(
        (b"If-None-Match", CONDITIONS), (b"If-Match", CONDITIONS), (b"Range", CONDITIONS)
    ),
    "days": _header((b"If-Modified-Since", DAYS), (b"If-Unmodified-Since", DAYS)),
    "accepts": _header((b"Accept", ACCEPTED), (b"Accept-Language", ACCEPTED)),
    "type": _header((b"Content-Type", TYPES)),
    "encoding": _header((b"Content-Encoding", ENCODINGS)),
    "key": _header((b"Idempotency-Key", KEYS)),
    "address": _header(
        (b"Host", ADDRESSES), (b"Forwarded", ADDRESSES), (b"X-Forwarded-Host", ADDRESSES)
    ),
}
