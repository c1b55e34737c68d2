"""What comes back over the wire, read strictly, and what is wrong with it.

Always holds: an answer is read to its last byte and no further; what cannot be read is a failure of its own kind. No
answer may be a 5xx but 503 with Retry-After, and each error is problem+json, except at the door: where a request is no
HTTP, or comes too slowly, or finds no place.

May not know: what was asked, but for whether it was HTTP.
"""

import re
import socket
from dataclasses import dataclass

import orjson

from tests.hostile.items import Failure, Request

_STATUS = re.compile(rb"HTTP/1\.1 ([1-9]\d\d) [\x20-\x7e]*")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x20-\x7e\x80-\xff\t]*)")
_NO_BODY = {204, 304}
MAX_HEAD = 64 * 1024
PROBLEM = b"application/problem+json"
AT_THE_DOOR = {408, 503}


class NotHttpError(Exception):
    """What came is no answer."""


class NoAnswerError(Exception):
    """The connection ended before, or in the midst of, an answer; or nothing came in time."""


@dataclass(frozen=True)
class Answer:
    """One answer, interim ones left out."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes

    @property
    def closes(self) -> bool:
        return self.headers.get(b"connection", b"").lower() == b"close"


class Reader:
    """Reads answers from a socket, one after another."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._here = bytearray()

    def is_at_end(self) -> bool:
        """Whether nothing more comes; waits for it."""
        return not self._here and not self._more()

    def answer(self, *, is_head: bool = False) -> Answer:
        """The next one. Raises NotHttpError or NoAnswerError."""
        while True:
            status, headers = self._head()
            if status >= 200:
                body = b"" if is_head or status in _NO_BODY else self._body(headers)
                return Answer(status, headers, body)

    def _head(self) -> tuple[int, dict[bytes, bytes]]:
        while (end := self._here.find(b"\r\n\r\n")) < 0:
            if len(self._here) > MAX_HEAD:
                raise NotHttpError("a head without an end")
            if not self._more():
                raise NoAnswerError(bytes(self._here[:80]))
        lines = bytes(self._here[:end]).split(b"\r\n")
        del self._here[: end + 4]
        matched = _STATUS.fullmatch(lines[0])
        if matched is None:
            raise NotHttpError(lines[0][:80])
        return int(matched[1]), _headers(lines[1:])

    def _body(self, headers: dict[bytes, bytes]) -> bytes:
        length = headers.get(b"content-length")
        if length is None and headers.get(b"connection") == b"close":
            return self._rest()
        if length is None or not length.isdigit():
            raise NotHttpError(f"no length: {headers}")
        size = int(length)
        while len(self._here) < size:
            if not self._more():
                raise NoAnswerError(f"{len(self._here)} bytes of {size}")
        body = bytes(self._here[:size])
        del self._here[:size]
        return body

    def _rest(self) -> bytes:
        """What comes until the end: its length is that."""
        while self._more():
            pass
        body = bytes(self._here)
        self._here.clear()
        return body

    def _more(self) -> bool:
        try:
            part = self._connection.recv(1 << 18)
        except TimeoutError:
            raise NoAnswerError("nothing in time") from None
        except OSError as error:  # a reset is an end, too
            raise NoAnswerError(type(error).__name__) from error
        self._here += part
        return bool(part)


def _headers(lines: list[bytes]) -> dict[bytes, bytes]:
    headers: dict[bytes, bytes] = {}
    for line in lines:
        matched = _HEADER.fullmatch(line)
        if matched is None:
            raise NotHttpError(line[:80])
        name = matched[1].lower()
        if name in headers and name in {b"content-length", b"content-type", b"connection"}:
            raise NotHttpError(f"twice: {name!r}")
        headers[name] = matched[2].strip()
    return headers


def judge(request: Request, answer: Answer) -> Failure | None:
    """What is wrong with the answer; None where nothing is."""
    status = answer.status
    if status >= 500 and status != 503:
        return Failure(f"status {status}", answer.body[:200].decode("utf-8", "replace"))
    if status == 503 and not answer.headers.get(b"retry-after", b"").isdigit():
        return Failure("503 without Retry-After")
    media_type = answer.headers.get(b"content-type", b"").partition(b";")[0]
    if status >= 400 and media_type != PROBLEM:
        at_the_door = media_type == b"text/plain" and answer.closes
        if not at_the_door or (request.is_whole and status not in AT_THE_DOOR):
            return Failure(f"status {status} without problem+json", repr(answer.body[:80]))
    if media_type.endswith(b"json") and answer.body:
        return _judge_document(answer, is_problem=media_type == PROBLEM)
    return None


def _judge_document(answer: Answer, *, is_problem: bool) -> Failure | None:
    try:
        document = orjson.loads(answer.body)
    except ValueError:
        return Failure("an answer that is no JSON", repr(answer.body[:80]))
    if is_problem and (
        document.get("status") != answer.status
        or not document.get("advice")
        or not document["detail"]
    ):
        return Failure("a problem that does not say what to do", repr(answer.body[:200]))
    return None
