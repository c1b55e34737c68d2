"""One exchange with an OPA over HTTP, through opa-python-client: what goes out, and what may come back.

Always holds: one attempt; no redirect is followed, and nothing of the environment is used (proxies, .netrc). What
comes back is 200 and one JSON object, read as strictly as a submitter's, within a limit of size; everything else is a
`NoAnswerError` with its code. The seconds are for the whole answer, not for each read of it: a server that sends byte
by byte is cut off.

May not know: what an answer means.
"""

import http.client
import io
import socket
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from opa_client.opa import OpaClient  # type: ignore[import-untyped]
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from tejun.errors import TejunError
from tejun.reading import read_json

MAX_BYTES = 64 * 1024 * 1024
"""How large an answer may be; the embedded engine's results have the same limit."""

_CHUNK = 64 * 1024
_ASKED = {"provenance": "true", "strict-builtin-errors": "true"}


@dataclass(frozen=True)
class Target:
    """An OPA: `http(s)://host:port`, and the bearer token that it asks for, if any."""

    url: str
    token: str | None = field(default=None, repr=False)


class NoAnswerError(Exception):
    """Nothing came back that could be an answer: why, as a code, and the body where there was one."""

    def __init__(self, why: str, body: bytes = b"") -> None:
        super().__init__(why)
        self.why = why
        self.body = body


class Client(OpaClient):  # type: ignore[misc]  # the library has no types
    """One connection to one OPA, for one thread."""

    def __init__(self, target: Target) -> None:
        url = urlsplit(target.url)
        host = url.hostname or ""
        super().__init__(
            host=f"[{host}]" if ":" in host else host,
            port=url.port or (443 if url.scheme == "https" else 80),
            ssl=url.scheme == "https",
            # A compressed body costs both sides more time than the loopback does.
            headers={"Accept-Encoding": "identity"},
            token=target.token,
            retries=0,
        )
        self.timeout: float | urllib3.Timeout
        self._body = b""

    def is_ready(self, seconds: float) -> bool:
        """Whether it says that it is healthy."""
        self.timeout = seconds
        return bool(self.check_health())

    def decision(self, entrypoint: str, document: Any, seconds: float) -> dict[str, Any]:
        """OPA's answer to a query of the entrypoint over the input document. Raises NoAnswerError."""
        end = time.monotonic() + seconds
        self.timeout = urllib3.Timeout(total=seconds)
        try:
            self.query_rule(document, entrypoint, query_params=_ASKED)
            body, self._body = self._body, b""
            answer = read_json(body)
        except (requests.JSONDecodeError, RecursionError, TejunError) as error:
            raise NoAnswerError("not_json") from error
        except requests.RequestException as error:
            late = isinstance(error, requests.Timeout) or time.monotonic() >= end
            raise NoAnswerError("timeout" if late else "unreachable") from error
        if not isinstance(answer, dict):
            raise NoAnswerError("not_json")
        return answer

    def _init_session(self) -> requests.Session:
        session: requests.Session = super()._init_session()
        session.trust_env = False
        session.max_redirects = 0
        session.hooks["response"] = [self._received]
        for scheme in ("http://", "https://"):
            session.mount(scheme, _Adapter(pool_connections=1, pool_maxsize=1))
        return session

    def _received(self, response: requests.Response, **_: Any) -> None:
        """Looks at every response: the library itself sees only that its status is no error."""
        self._body = body = _read(response)
        if 300 <= response.status_code < 400:
            raise NoAnswerError("redirect")
        if response.status_code != 200:
            raise NoAnswerError(f"http_{response.status_code}", body)
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media_type != "application/json":
            raise NoAnswerError("not_json")


def _read(response: requests.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(_CHUNK):
        body += chunk
        if len(body) > MAX_BYTES:
            response.close()
            raise NoAnswerError("too_large")
    response._content = bytes(body)  # noqa: SLF001 - requests itself would read without a limit
    return bytes(body)


# --- a deadline for the whole answer -----------------------------------------------------------


class _Until(io.RawIOBase):
    """What a socket receives until a moment, from its head to its end; then TimeoutError."""

    def __init__(self, raw: Any, connection: socket.socket, end: float) -> None:
        self._raw = raw
        self._connection = connection
        self._end = end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        received: int | None = self._raw.readinto(buffer)
        return received

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Answer(http.client.HTTPResponse):
    """An answer of which all must be there within the timeout that its connection has when it begins."""

    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        end = time.monotonic() + (sock.gettimeout() or 0.0)
        self.fp = io.BufferedReader(_Until(self.fp.detach(), sock, end))


class _Plain(HTTPConnection):
    response_class = _Answer


class _Tls(HTTPSConnection):
    response_class = _Answer


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Plain


class _TlsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _Tls


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _TlsPool}
