"""One exchange with an OPA over HTTP, through opa-python-client: what goes out, and what may come back.

Always holds: one attempt; no redirect is followed, and nothing of the environment is used (proxies, .netrc). What
comes back is 200 and one JSON object, read as strictly as a submitter's, within a limit of size; everything else is a
`NoAnswerError` with its code. The seconds are for the whole answer, not for each read of it: a server that sends byte
by byte is cut off.

May not know: what an answer means.
"""

import io
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from opa_client.opa import OpaClient  # type: ignore[import-untyped]

from tejun.engine.server.timed import TimedAdapter
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
        """The library's own place for a session; BaseClient leaves it to subclasses."""
        session: requests.Session = super()._init_session()
        session.trust_env = False
        session.max_redirects = 0
        session.hooks["response"] = [self._received]
        for scheme in ("http://", "https://"):
            session.mount(scheme, TimedAdapter(pool_connections=1, pool_maxsize=1))
        return session

    def _received(self, response: requests.Response, **_: Any) -> requests.Response:
        """Looks at every response: the library itself sees only that its status is no error."""
        self._body = body = _read(response)
        if 300 <= response.status_code < 400:
            raise NoAnswerError("redirect")
        if response.status_code != 200:
            raise NoAnswerError(f"http_{response.status_code}", body)
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media_type != "application/json":
            raise NoAnswerError("not_json")
        return _whole(response, body)


def _read(response: requests.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(_CHUNK):
        body += chunk
        if len(body) > MAX_BYTES:
            response.close()
            raise NoAnswerError("too_large")
    return bytes(body)


def _whole(response: requests.Response, body: bytes) -> requests.Response:
    """The response with the body that was read, in the place of one that requests would read without a limit."""
    whole = requests.Response()
    whole.status_code, whole.reason = response.status_code, response.reason
    whole.url, whole.request = response.url, response.request
    whole.headers, whole.raw = response.headers, io.BytesIO(body)
    return whole
