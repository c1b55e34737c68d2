"""A deadline for the whole of an HTTP answer, from the first byte of its head to the last of its body.

Why it is here, although nobody waits longer than the engine's own deadline (`tejun.engine.server.opa`): that lets the
caller go, not the thread that reads. The timeouts of requests and urllib3 are for each read, so a server that sends a
byte now and then would hold a thread, and a connection, as long as it likes. Neither library has a place for a
deadline between its connection and its answer but the classes of the two, which urllib3 lets a pool name
(`pool_classes_by_scheme`, `ConnectionCls`, and http.client's `response_class`).

May not know: who is asked, or what.
"""

import http.client
import io
import socket
import time
from typing import Any, cast

import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection


class _Until(io.RawIOBase):
    """What a socket receives until a moment; then TimeoutError."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._raw = connection.makefile("rb", buffering=0)
        self._end = time.monotonic() + (connection.gettimeout() or 0.0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Timed:
    """Stands for a socket towards http.client, which asks it only for a file to read from."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def makefile(self, _: str) -> io.BufferedReader:
        return io.BufferedReader(_Until(self._connection))


class _Answer(http.client.HTTPResponse):
    """An answer of which all must be there within the timeout that its connection has when it begins."""

    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(cast("socket.socket", _Timed(sock)), *args, **options)


class _Plain(HTTPConnection):
    response_class = _Answer


class _Tls(HTTPSConnection):
    response_class = _Answer


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Plain


class _TlsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _Tls


class TimedAdapter(HTTPAdapter):
    """For a session of requests: the timeout of a request is for the whole of its answer."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _TlsPool}
