"""A real OPA server on the loopback, and the engine that asks it: the measure for the embedded engine.

May not know: how the service itself will speak to an OPA; this is the plainest client that there can be.
"""

import http.client
import json
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from service.bundle.archive import Bundle
from service.bundle.tools import find_opa
from service.engine import answers
from service.engine.protocol import Evaluation
from tests.support.server import Server, free_port, wait_until_ready


@contextmanager
def bare_opa(archives: Iterable[Path]) -> Iterator[Server]:
    """`opa run --server` with these bundles loaded, recording and logging nothing."""
    port = free_port()
    command = [str(find_opa()), "run", "--server", "--addr", f"127.0.0.1:{port}"]
    command += ["--log-level", "error", "--skip-version-check"]
    command += [part for archive in archives for part in ("--bundle", str(archive))]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    server = Server(port, process)
    try:
        wait_until_ready(server, "/health?bundles")
        yield server
    finally:
        server.stop()


@dataclass(frozen=True)
class OpaEngine:
    """Asks a running OPA for the decision of a bundle that it has loaded (`service.engine.protocol.Engine`)."""

    server: Server
    name: str = "opa"
    version: str = "test"

    def evaluate(self, bundle: Bundle, input_document: bytes) -> Evaluation:
        connection = self.server.connect()
        try:
            result = self._ask(connection, bundle, input_document)
        finally:
            connection.close()
        return Evaluation(result=result, engine=self.name, version=self.version)

    def _ask(
        self, connection: http.client.HTTPConnection, bundle: Bundle, input_document: bytes
    ) -> dict[str, object]:
        connection.request(
            "POST",
            f"/v1/data/{bundle.entrypoint}?strict-builtin-errors=true",
            body=b'{"input":' + input_document + b"}",
            headers={"Content-Type": "application/json"},
        )
        answered = connection.getresponse()
        body = json.loads(answered.read())
        assert answered.status == 200, body
        return answers.result([body] if "result" in body else [], bundle)

    def close(self) -> None:
        """The server is whoever's who started it."""
