"""A real `tejun serve` on the loopback, as a process of its own, for tests and measurements."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.cases import ROOT

_COMMAND = Path(sys.executable).with_name("tejun")


@dataclass
class Server:
    """One running service. `process` leads a session of its own, with its workers in it."""

    port: int
    process: "subprocess.Popen[bytes]"

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def kill(self) -> None:
        """SIGKILL for the process and its workers: no chance to finish anything."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> None:
        """As an operator stops it."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


@contextmanager
def serving(
    folder: Path, *, bundles: Path = ROOT / "bundles", workers: int = 1, port: int | None = None
) -> Iterator[Server]:
    """A service that records into `folder`/tejun.db and logs into `folder`/log, ready when it is given."""
    port = port or free_port()
    environ = {
        **os.environ,
        "TEJUN_BUNDLES": str(bundles),
        "TEJUN_DATABASE": str(folder / "tejun.db"),
    }
    command = [str(_COMMAND), "serve", "--port", str(port), "--workers", str(workers)]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, env=environ, cwd=folder, start_new_session=True
        )
    server = Server(port, process)
    try:
        wait_until_ready(server, "/readyz", folder / "log")
        yield server
    finally:
        server.stop()


def wait_until_ready(server: Server, path: str, log: Path | None = None) -> None:
    """Asks at `path` until it says yes, for a minute at most."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.process.poll() is None:
        connection = server.connect()
        try:
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    said = log.read_text()[-2000:] if log else ""
    raise AssertionError(f"the server did not get ready:\n{said}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
