"""Those who ask a running service again and again, while something happens to it: clients for decisions, and an OPA.

Always holds: what is noted as answered or taken was answered with 201, or 200, and read to its end. Nobody gives up:
whoever is refused, or whose connection breaks, asks again, until they are stopped.

May not know: what happens to the service.
"""

import hashlib
import http.client
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tejun.decide.digests import require_unaltered
from tejun.store.driver import dbapi
from tejun.store.reports import Reports
from tejun.store.store import Store

from tests.api.support import PRECHECKS, application
from tests.support.server import Server
from tests.support.stores import open_store

JSON = {"Content-Type": "application/json"}
PAUSE_SECONDS = 0.05
"""Between one request and the next: so many as one core can answer are no harder on the service, and on the machine."""
CLIENTS = 4
ENTRY_BYTES = 7_000


@dataclass
class Asking:
    """What came back so far: the digest of each decision, the entries taken, and how often which refusal came."""

    answered: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    refused: Counter[str] = field(default_factory=Counter)
    stopped: threading.Event = field(default_factory=threading.Event)
    faults: list[str] = field(default_factory=list)

    def wait(self, *, decisions: int = 0, entries: int = 0, seconds: float = 30) -> None:
        """Until that many more have come back."""
        wanted = len(self.answered) + decisions, len(self.taken) + entries
        deadline = time.monotonic() + seconds
        while (len(self.answered), len(self.taken)) < wanted or len(self.taken) < wanted[1]:
            assert time.monotonic() < deadline, f"{wanted}: {self}"
            assert not self.faults, self.faults
            time.sleep(0.01)

    def __str__(self) -> str:
        return f"{len(self.answered)} decisions, {len(self.taken)} entries, refused {self.refused}"

    def see_all_kept(self, record: Path, reports: Path | None = None) -> None:
        """That all which was answered is in the file, byte for byte, and in its log; and what was taken, in its own."""
        assert not self.faults, self.faults
        with closing(dbapi.connect(record)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with open_store(record) as store:
            self.see_recorded(store)
        if reports is not None:
            with Reports.open(reports) as kept:
                assert kept.problem() is None
                entries = {entry.decision.decision_id for entry in kept.decisions(limit=1_000_000)}
            assert self.taken <= entries

    def see_recorded(self, store: Store) -> None:
        """That all which was answered is in the record, byte for byte, and in its log."""
        assert not self.faults, self.faults
        for name, digest in self.answered.items():
            assert hashlib.sha256(store.get(name).decision).hexdigest() == digest
        *_, checked = store.check_log(require_unaltered)
        assert checked.head.size >= len(self.answered), "each has its entry"


@contextmanager
def asking(
    server: Server, before: Asking | None = None, *, clients: int = CLIENTS, entries: int = 1
) -> Iterator[Asking]:
    """Clients and an OPA, at work until the end of it; what they note is added to `before`.

    `entries`: how many of them, each as large as is kept, the OPA sends at once.
    """
    noted = before or Asking()
    noted.stopped.clear()
    threads = [threading.Thread(target=_decide, args=(server, noted)) for _ in range(clients)]
    threads.append(threading.Thread(target=_report, args=(server, noted, entries)))
    for thread in threads:
        thread.start()
    try:
        yield noted
    finally:
        noted.stopped.set()
        for thread in threads:
            thread.join(60)
    assert not any(thread.is_alive() for thread in threads)


def _decide(server: Server, noted: Asking) -> None:
    body = application("typical")
    with closing(_Caller(server, noted)) as caller:
        while not noted.stopped.is_set():
            answer = caller.post(PRECHECKS, body, wanted=201)
            if answer is not None:
                noted.answered[json.loads(answer)["id"]] = hashlib.sha256(answer).hexdigest()
                noted.stopped.wait(PAUSE_SECONDS)


def _report(server: Server, noted: Asking, entries: int) -> None:
    """What is refused is sent again, as an OPA does."""
    with closing(_Caller(server, noted)) as caller:
        while not noted.stopped.is_set():
            names = [f"entry-{len(noted.taken) + number}" for number in range(entries)]
            log = [_entry(name, filled=entries > 1) for name in names]
            if caller.post("/logs", json.dumps(log).encode(), wanted=200) is not None:
                noted.taken.update(names)
                noted.stopped.wait(PAUSE_SECONDS if entries == 1 else 0)


def _entry(name: str, *, filled: bool) -> dict[str, object]:
    entry: dict[str, object] = {"decision_id": name, "labels": {"id": "opa"}}
    return {**entry, "error": {"message": "x" * ENTRY_BYTES}} if filled else entry


class _Caller:
    """One connection, opened again where it breaks."""

    def __init__(self, server: Server, noted: Asking) -> None:
        self._noted = noted
        self._connection = server.connect()

    def post(self, path: str, body: bytes, *, wanted: int) -> bytes | None:
        """The answer, where it has the status that is wanted; else None, after a pause."""
        try:
            self._connection.request("POST", path, body, JSON)
            response = self._connection.getresponse()
            answer = response.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            time.sleep(PAUSE_SECONDS)
            return None
        if response.status == wanted:
            return answer
        if response.status != 503 or "retry-after" not in response.headers:
            self._noted.faults.append(f"{path}: {response.status}: {answer[:400]!r}")
            self._noted.stopped.set()
            return None
        self._noted.refused[f"{path}: {json.loads(answer)['detail']}"] += 1
        time.sleep(PAUSE_SECONDS)
        return None

    def close(self) -> None:
        self._connection.close()
