"""OPA as its makers release it, run on a file of configuration, as an institution would run it."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar

from tejun.toolchain import find_opa

from tests.support.server import Server, free_port

T = TypeVar("T")


@dataclass(frozen=True)
class StockOpa:
    """An OPA that runs. `log` is the file of its standard output and error."""

    server: Server
    log: Path

    def said(self, words: str) -> int:
        """How many times these words stand in its log."""
        return self.log.read_text("utf-8").count(words)

    def get(self, path: str) -> Any:
        """The `result` that it answers at a path; None where there is none."""
        return self._asked("GET", path, None).get("result")

    def decide(self, entrypoint: str, document: bytes) -> dict[str, Any]:
        """OPA's answer to an input document."""
        path = f"/v1/data/{entrypoint}?strict-builtin-errors=true"
        return self._asked("POST", path, b'{"input":' + document + b"}")

    def revision(self, program: str) -> str | None:
        """The revision of the program's bundle that it has loaded; None while it has none."""
        found = self.get(f"/v1/data/system/bundles/{program}/manifest/revision")
        return None if found is None else str(found)

    def _asked(self, method: str, path: str, body: bytes | None) -> dict[str, Any]:
        connection = self.server.connect()
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            answer: dict[str, Any] = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        return answer


@contextmanager
def stock_opa(config: str, folder: Path) -> Iterator[StockOpa]:
    """`opa run --server` on the configuration, alive (its bundle may not be there yet)."""
    port = free_port()
    (folder / "opa.yaml").write_text(config, "utf-8")
    command = [str(find_opa()), "run", "--server", "--addr", f"127.0.0.1:{port}"]
    command += ["--config-file", "opa.yaml", "--skip-version-check", "--log-level", "debug"]
    log = folder / "opa.log"
    with log.open("ab") as file:
        process = subprocess.Popen(
            command, stdout=file, stderr=file, cwd=folder, start_new_session=True
        )
    opa = StockOpa(Server(port, process), log)
    try:
        until(lambda: opa.get("/health") or True, failing=(OSError,))  # any answer will do
        yield opa
    finally:
        opa.server.stop()


def until(
    ask: Callable[[], T | None], *, seconds: float = 20, failing: tuple[type[Exception], ...] = ()
) -> T:
    """Calls `ask` again and again, and returns its first true value; `failing` are exceptions that count as none."""
    deadline = monotonic() + seconds
    while True:
        try:
            found = ask()
        except failing:
            found = None
        if found:
            return found
        assert monotonic() < deadline, "it never happened"
        sleep(0.02)
