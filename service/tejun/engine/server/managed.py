"""An OPA that the service keeps: started, watched, started again, and replaced where the editions change.

Always holds: a new one is ready before the one that it replaces is left, and that one finishes what it was asked. One
that dies is started again, after a pause that grows while it keeps dying. Where there is none, `target` says so at
once. One thread starts them all and lives as long as they do: with it, or with the process, they end.

May not know: what is asked of an OPA, or what stands in for it.
"""

import contextlib
import json
import logging
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tejun.bundle.archive import Bundle
from tejun.engine.server.client import Target
from tejun.engine.server.launch import Launched, LaunchError, launch, loadable
from tejun.errors import TejunError

LOOK_SECONDS = 0.5
"""How often it looks whether the OPA lives and the editions are the same."""

FIRST_PAUSE = 0.25
LONGEST_PAUSE = 30.0
STEADY_SECONDS = 60.0

_LOG = logging.getLogger("tejun.engine")


def next_pause(pause: float, lived: float) -> float:
    """The pause after the next death, in seconds, where the last OPA `lived` so long; 0: it did not start."""
    return FIRST_PAUSE if lived >= STEADY_SECONDS else min(2 * pause, LONGEST_PAUSE)


class ManagedOpa:
    """One OPA at a time, with the editions that `editions` gives. Safe to share between threads."""

    def __init__(self, opa: Path, editions: Callable[[], Iterable[Bundle]]) -> None:
        self._opa = opa
        self._editions = editions
        self._wished: dict[str, Bundle] = {}
        self._running: Launched | None = None
        self._started = 0.0
        self._pause = FIRST_PAUSE
        self._tried = threading.Event()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="opa-keeper", daemon=True)
        self._thread.start()

    def target(self) -> Target | None:
        """The OPA to ask now; None where there is none."""
        running = self._running
        return running.target if running is not None else None

    def wait(self) -> None:
        """Until the first start has succeeded or failed."""
        self._tried.wait()

    def close(self) -> None:
        """Ends the OPA; afterwards there is none."""
        self._ending.set()
        self._thread.join()

    def _keep(self) -> None:
        try:
            while not self._ending.is_set():
                self._wish()
                if not self._as_wished():
                    self._drop_dead()
                    self._replace()
                self._tried.set()
                self._ending.wait(LOOK_SECONDS)
        finally:
            self._tried.set()
            self._become(None)

    def _wish(self) -> None:
        """Asks which editions there are; where that cannot be known now, they are the ones before."""
        with contextlib.suppress(TejunError):
            self._wished = loadable(self._editions())

    def _as_wished(self) -> bool:
        running = self._running
        wished = {bundle.revision for bundle in self._wished.values()}
        return running is not None and running.alive and running.revisions == wished

    def _drop_dead(self) -> None:
        running = self._running
        if running is not None and not running.alive:
            _log("opa-died", said=f"ended with {running.process.returncode}")
            self._become(None)
            self._rest(time.monotonic() - self._started)

    def _replace(self) -> None:
        if self._ending.is_set():
            return
        try:
            launched = launch(self._opa, self._wished)
        except (LaunchError, OSError) as error:
            _log("opa-not-started", said=str(error))
            self._rest(0.0)
        else:
            self._started = time.monotonic()
            self._become(launched)

    def _become(self, launched: Launched | None) -> None:
        """Leaves the one before, and only then ends it."""
        before, self._running = self._running, launched
        if before is None:
            return
        if before.alive:
            self._ending.wait(LOOK_SECONDS)  # whoever had its address already comes to it yet
        before.end()

    def _rest(self, lived: float) -> None:
        self._tried.set()
        self._ending.wait(self._pause)
        self._pause = next_pause(self._pause, lived)


def _log(event: str, *, said: str) -> None:
    _LOG.warning("%s", json.dumps({"event": event, "said": said}, ensure_ascii=False))
