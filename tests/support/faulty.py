"""A proxy before an OPA that does to its answers what networks, proxies and broken servers do.

May not know: how the service takes it.
"""

import http.client
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tejun.engine.server.client import Target

OPA_ERROR = {
    "code": "internal_error",
    "message": "error(s) occurred while evaluating query",
    "errors": [
        {
            "code": "eval_conflict_error",
            "message": "complete rules must not produce multiple outputs",
            "location": {"file": "decision.rego", "row": 7, "col": 1},
        }
    ],
}

Fault = Callable[["_Handler", bytes], None]
"""Answers a request, whose body it is given, in its own way."""


class FaultyProxy(ThreadingHTTPServer):
    """Passes everything on to the OPA, unless `fault` answers instead. `asked` counts the requests."""

    daemon_threads = True

    def __init__(self, opa: Callable[[], Target | None], tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.scheme = "http"
        if tls is not None:
            self.scheme = "https"
            self.socket = tls.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )
        self.opa = opa
        self.fault: Fault | None = None
        self.asked = 0
        self.ended = threading.Event()

    def target(self) -> Target:
        """The proxy, as an OPA to ask."""
        return Target(f"{self.scheme}://127.0.0.1:{self.server_address[1]}")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that leave in the midst of an answer are what this is for."""


@contextmanager
def faulty_proxy(
    opa: Callable[[], Target | None], tls: ssl.SSLContext | None = None
) -> Iterator[FaultyProxy]:
    """A running proxy before the OPA."""
    with FaultyProxy(opa, tls) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield proxy
        finally:
            proxy.ended.set()
            proxy.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FaultyProxy

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1
        fault = self.server.fault
        if fault is not None:
            fault(self, body)
        else:
            self.answer(*self.ask_opa(body))

    def ask_opa(self, body: bytes) -> tuple[int, bytes]:
        """What the OPA answers; the connection is cut where it is not there."""
        target = self.server.opa()
        url = urlsplit(target.url if target else "http://127.0.0.1:9")
        connection = http.client.HTTPConnection("127.0.0.1", url.port or 0, timeout=30)
        headers = {"Content-Type": "application/json"}
        headers["Authorization"] = f"Bearer {target.token if target else ''}"
        try:
            connection.request("POST", self.path, body, headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def answer(
        self, status: int, body: bytes, media_type: str = "application/json", **headers: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name for it
        """Says nothing."""


def _changed(change: Callable[[dict[str, Any]], Any]) -> Fault:
    """OPA's own answer, with a change."""

    def fault(handler: _Handler, body: bytes) -> None:
        status, answer = handler.ask_opa(body)
        value = json.loads(answer)
        change(value)
        handler.answer(status, json.dumps(value).encode())

    return fault


def _stale(answer: dict[str, Any]) -> None:
    for bundle in answer["provenance"]["bundles"].values():
        bundle["revision"] = "sha256:" + "0" * 64


def _not_loaded(answer: dict[str, Any]) -> None:
    _stale(answer)
    answer.pop("result", None)


def _hung(handler: _Handler, _: bytes) -> None:
    handler.server.ended.wait(30)


def _drip(handler: _Handler, data: bytes) -> None:
    """Byte by byte, each well within any timeout of a single read."""
    with suppress(OSError):
        for byte in data:
            if handler.server.ended.is_set():
                return
            handler.wfile.write(bytes([byte]))
            time.sleep(0.02)


def _trickling(handler: _Handler, body: bytes) -> None:
    _, answer = handler.ask_opa(body)
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(answer)))
    handler.end_headers()
    _drip(handler, answer)


def _trickling_head(handler: _Handler, _: bytes) -> None:
    _drip(handler, b"HTTP/1.1 200 OK\r\n" + b"X-More: and more\r\n" * 90)


def _cut(handler: _Handler, _: bytes) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
    handler.wfile.write(b"Content-Length: 100\r\n\r\n{")
    handler.close_connection = True


def _redirect(handler: _Handler, _: bytes) -> None:
    target = handler.server.opa()
    handler.answer(307, b"", Location=f"{target.url if target else ''}{handler.path}")


def echo(status: int) -> Fault:
    """An error that repeats what it was asked, in the shape of OPA's."""

    def fault(handler: _Handler, body: bytes) -> None:
        error = {"code": "internal_error", "message": body.decode()}
        handler.answer(status, json.dumps(error, ensure_ascii=False).encode())

    return fault


def says(body: bytes, media_type: str = "application/json", *, status: int = 200) -> Fault:
    """The same answer to everything."""
    return lambda handler, _: handler.answer(status, body, media_type)


FAULTS: dict[str, tuple[Fault, str]] = {
    "hung": (_hung, "timeout"),
    "trickling": (_trickling, "timeout"),
    "trickling from its head on": (_trickling_head, "timeout"),
    "cut off": (_cut, "unreachable"),
    "an error of OPA's": (says(json.dumps(OPA_ERROR).encode(), status=500), "http_500"),
    "an error of a proxy's": (says(b"bad gateway", "text/plain", status=502), "http_502"),
    "an empty object": (says(b"{}"), "no_provenance"),
    "a list": (says(b"[]"), "not_json"),
    "no JSON": (says(b"{"), "not_json"),
    "a key twice": (says(b'{"result": 1, "result": 2}'), "not_json"),
    "a page": (says(b"<html>login</html>", "text/html; charset=utf-8"), "not_json"),
    "another status": (says(b"{}", status=202), "http_202"),
    "a redirect": (_redirect, "redirect"),
    "a stale revision": (_changed(_stale), "stale"),
    "an edition not loaded": (_changed(_not_loaded), "not_loaded"),
    "undefined": (_changed(lambda answer: answer.pop("result")), "undefined"),
    "no provenance": (_changed(lambda answer: answer.pop("provenance")), "no_provenance"),
    "another shape": (_changed(lambda answer: answer["result"].pop("outcome")), "misshapen"),
}
"""Each fault by its name, and the code of what it leads to."""
