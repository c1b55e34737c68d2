"""The OPA engine: asks an OPA server for the decision of a bundle that it has loaded.

Always holds: the answer is a result document that OPA made with this very bundle loaded, as its provenance says, with
strict built-in errors; whatever else comes back, or nothing, is an EngineUnavailableError whose `why` is one of
`CODES` or `http_<status>`. No caller waits longer than the seconds that the engine has, whatever the network, the
resolver or the server do: the exchange runs on a thread of the engine's own.

May not know: who runs the OPA, what stands in for it, or what findings mean.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any
from weakref import WeakSet

from tejun.bundle.archive import Bundle
from tejun.engine import answers
from tejun.engine.protocol import Evaluation
from tejun.engine.server import reasons
from tejun.engine.server.client import Client, NoAnswerError, Target
from tejun.errors import EngineUnavailableError, EvaluationError
from tejun.reading.lenient import read_own

EXCHANGES = 64
"""How many exchanges may be under way at once; more wait for one of them within their own deadline."""


class OpaEngine:
    """Implements `tejun.engine.protocol.Engine`. `target` says which OPA to ask, None where there is none now."""

    name = "opa"

    def __init__(
        self,
        target: Callable[[], Target | None],
        *,
        deadline_seconds: float,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        self._target = target
        self._on_close = on_close
        self._seconds = deadline_seconds
        self._threads = ThreadPoolExecutor(EXCHANGES, "opa")
        self._local = threading.local()
        self._clients: WeakSet[Client] = WeakSet()
        self._lock = threading.Lock()
        self._version = ""

    @property
    def version(self) -> str:
        """The version of the OPA that answered last; '' before the first answer."""
        return self._version

    def evaluate(self, bundle: Bundle, input_document: bytes) -> Evaluation:
        """Evaluates canonical JSON bytes. Raises EngineUnavailableError."""
        try:
            answer = self._answer(bundle, read_own(input_document))
        except NoAnswerError as error:
            raise reasons.unavailable(error.why, error.body, input_document) from error
        return self._evaluation(answer, bundle)

    def close(self) -> None:
        """Ends the connections. An exchange under way ends within its deadline; nobody waits for it here."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            clients = list(self._clients)
        for client in clients:
            client.close_connection()
        self._on_close()

    def _answer(self, bundle: Bundle, document: Any) -> dict[str, Any]:
        target = self._target()
        if target is None:
            raise NoAnswerError("unreachable")
        end = time.monotonic() + self._seconds
        try:
            exchange = self._threads.submit(self._ask, target, bundle, document, end=end)
        except RuntimeError as error:  # the engine is closed
            raise NoAnswerError("unreachable") from error
        return _within(self._seconds, exchange)

    def _ask(self, target: Target, bundle: Bundle, document: Any, *, end: float) -> dict[str, Any]:
        left = end - time.monotonic()
        if left <= 0:
            raise NoAnswerError("timeout")
        try:
            return self._client(target).decision(bundle.entrypoint, document, left)
        except NoAnswerError:
            raise
        except Exception as error:
            raise NoAnswerError("failed") from error

    def _client(self, target: Target) -> Client:
        """This thread's client of the target."""
        known: tuple[Target, Client] | None = getattr(self._local, "known", None)
        if known is not None and known[0] == target:
            return known[1]
        if known is not None:
            known[1].close_connection()
        client = Client(target)
        with self._lock:
            self._clients.add(client)
        self._local.known = (target, client)
        return client

    def _evaluation(self, answer: dict[str, Any], bundle: Bundle) -> Evaluation:
        version = _checked_provenance(answer, bundle.revision)
        try:
            result = answers.result([{"result": answer["result"]}], bundle)
        except EvaluationError as error:
            raise EngineUnavailableError("misshapen", error.detail, error.advice) from error
        self._version = version
        return Evaluation(result=result, engine=self.name, version=version)


def _within(seconds: float, exchange: "Future[dict[str, Any]]") -> dict[str, Any]:
    wait([exchange], seconds)
    if not exchange.done():
        exchange.cancel()
        raise NoAnswerError("timeout")
    return exchange.result()


def _checked_provenance(answer: dict[str, Any], revision: str) -> str:
    """OPA's version, of an answer that was made with the revision loaded. Raises EngineUnavailableError."""
    match answer.get("provenance"):
        case {"version": str() as version, **said}:
            loaded = said.get("bundles")
        case _:
            raise reasons.unavailable("no_provenance")
    bundles = loaded.values() if isinstance(loaded, dict) else ()
    if not any(
        isinstance(bundle, dict) and bundle.get("revision") == revision for bundle in bundles
    ):
        raise reasons.unavailable("stale" if "result" in answer else "not_loaded")
    if "result" not in answer:
        raise reasons.unavailable("undefined")
    return version
