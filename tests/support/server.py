"""A real `tejun serve` on the loopback, as a process of its own, for tests and measurements."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tests.support.cases import ROOT

COMMAND = Path(sys.executable).with_name("tejun")


@dataclass
class Server:
    """One running service. `process` leads a session of its own, with its workers in it; `said` is its first words."""

    port: int
    process: "subprocess.Popen[bytes]"
    said: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def kill(self) -> None:
        """SIGKILL for the process and its workers: no chance to finish anything."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def family(self) -> list[int]:
        """The process and its workers, by their ids (Linux)."""
        return with_children(self.process.pid)

    def stop(self) -> None:
        """As an operator stops it."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


def with_children(pid: int) -> list[int]:
    """A process and all that it has started, by their ids (Linux)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(grown for child in children for grown in with_children(int(child)))]


@contextmanager
def serving(
    folder: Path,
    *options: str,
    bundles: Path | None = ROOT / "bundles",
    workers: int = 1,
    port: int = 0,
    ready: str = "/readyz",
    descriptors: int | None = None,
    settings: Mapping[str, str] = MappingProxyType({}),
    within: Sequence[str] = (),
) -> Iterator[Server]:
    """A service at work in `folder`, which says yes at `ready` when it is given.

    It records into tejun.db and logs into `log` there, unless an option says otherwise; `bundles` None: as the
    environment has it. `descriptors`: as many as it may open. `settings`: of the environment, besides.
    `within`: what starts it, instead of the shell.
    """
    environ = {**os.environ, "TEJUN_DATABASE": str(folder / "tejun.db"), **settings}
    if bundles is not None:
        environ["TEJUN_BUNDLES"] = str(bundles)
    command = [str(COMMAND), "serve", "--lang", "en", "--port", str(port)]
    command += ["--workers", str(workers), *options]
    if descriptors is not None:
        command = ["sh", "-c", 'ulimit -n "$0"; exec "$@"', str(descriptors), *command]
    command = [*within, *command]
    with (folder / "log").open("w+b") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, env=environ, cwd=folder, start_new_session=True
        )
        server = Server(port, process)
        try:
            server.port, server.said = _listening(process, folder / "log")
            socket.create_connection(("127.0.0.1", server.port), timeout=10).close()  # as it says
            wait_until_ready(server, ready, folder / "log")
            yield server
        finally:
            server.stop()


def _listening(process: "subprocess.Popen[bytes]", log: Path) -> tuple[int, str]:
    """The port that it says it listens on, and all that it said by then."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        said = log.read_text("utf-8")
        if found := re.search(r"listens on http://127\.0\.0\.1:(\d+)", said):
            return int(found[1]), said
        time.sleep(0.02)
    raise AssertionError(f"the server does not listen:\n{log.read_text('utf-8')[-2000:]}")


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
            pass
        finally:
            connection.close()
        time.sleep(0.02)  # or what is to get ready would have to answer all the time
    said = log.read_text()[-2000:] if log else ""
    raise AssertionError(f"the server did not get ready:\n{said}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
