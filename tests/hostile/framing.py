"""What is no HTTP, or would make two servers see two requests: lengths, chunks, lines, first lines, what is cut off.

Always holds: what comes out need not be answered; whatever comes back must be HTTP.

May not know: what a request asks for.
"""

from random import Random

from tests.hostile.drafts import Draft, DraftStep


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


FRAMING_STEPS: dict[str, DraftStep] = {
    "bad length": _bad_length,
    "another length": _other_length,
    "two lengths": _two_lengths,
    "both lengths": _both_lengths,
    "chunked": _chunked,
    "many chunks": _many_chunks,
    "bad line": _bad_line,
    "bad target": _bad_start,
    "bad method": _bad_method,
    "bad version": _bad_version,
    "bad ending": _bad_ending,
    "no host": _no_host,
    "cut off": _cut_off,
    "more": _more,
    "no HTTP": _no_http,
}
