"""The service that is attacked: real processes, with editions signed by a key of their own, so that publishing is open.

Always holds: what is attacked is a copy, in a folder that goes with the run. Nobody who attacks has the key.

May not know: what is sent.
"""

import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from tejun import canonical
from tejun.bundle.signatures import add_signature
from tejun.model.sample import smallest_facts
from tejun.registry import Registry, publication
from tejun.signing import SigningKey, make_key
from tejun.store.reports import Reports

from tests.api.support import PRECHECKS, application
from tests.bench.processes import peak_of
from tests.hostile.items import Failure, Plant
from tests.hostile.planting import plant
from tests.hostile.requests import Requests
from tests.hostile.routes import described_operations
from tests.hostile.senders import Tally
from tests.support.agency import trusted_keys
from tests.support.cases import PROGRAM, ROOT
from tests.support.published import archive_in
from tests.support.server import Server, serving
from tests.support.stores import open_store

PROGRAMS = (PROGRAM, "trust-2026")
CALL = "架空の公募要領"
AS_OF = "2026-11-20"
MAX_MEMORY = 400 * 1024 * 1024
"""What each serving process may take at most."""
REFRESH_SECONDS = 0.1
MAX_LOG = 64 * 1024 * 1024
ACCIDENTS = ("Traceback", "unexpected, request", "Exception in")
"""How it is logged that something happened which nobody foresaw."""
JSON = {"Content-Type": "application/json"}


@dataclass
class Stage:
    """A running service, and what is known of it. `peak`: the most memory that a process of it took, by then."""

    server: Server
    folder: Path
    key: SigningKey
    edition: str
    decision: dict[str, Any] = field(default_factory=dict)
    peak: int = 0
    last_harm: Failure | None = None
    _looked_at: int = 0
    _looking: threading.Lock = field(default_factory=threading.Lock)

    @property
    def registry(self) -> Path:
        return self.folder / "registry"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def programs(self) -> set[str]:
        return set(PROGRAMS)

    def is_alive(self) -> bool:
        return self.server.process.poll() is None

    def harm(self) -> Failure | None:
        """What became of it by now: it died, or its log has an accident."""
        with self._looking:
            self.last_harm = self.last_harm or self._died() or self._accident()
            return self.last_harm

    def _died(self) -> Failure | None:
        return None if self.is_alive() else Failure("it died", self.said()[-2000:])

    def _accident(self) -> Failure | None:
        with self.log.open("rb") as log:
            log.seek(self._looked_at)
            new = log.read()
        self._looked_at += new.rfind(b"\n") + 1  # a line that is not whole is looked at again
        text = new.decode("utf-8", "replace")
        found = [at for word in ACCIDENTS if (at := text.find(word)) >= 0]
        return Failure("an accident", text[min(found) :][:4000]) if found else None

    def is_well(self) -> bool:
        return self.harm() is None

    def requests(self) -> Requests:
        """Requests to all that it has."""
        known = {
            "program": PROGRAM,
            "edition": self.edition,
            "decision_id": self.decision["id"],
            "tile": "entries/000.p/1",
        }
        return Requests(described_operations(known), self._documents())

    def precheck(self) -> dict[str, Any]:
        """An honest one's decision."""
        with closing(self.server.connect()) as connection:
            connection.request("POST", f"{PRECHECKS}?as_of={AS_OF}", application("typical"), JSON)
            response = connection.getresponse()
            body = response.read()
        assert response.status == 201, body[:400]
        decision: dict[str, Any] = json.loads(body)
        return decision

    def get(self, path: str) -> Any:
        with closing(self.server.connect()) as connection:
            connection.request("GET", path)
            response = connection.getresponse()
            body = response.read()
        assert response.status == 200, (path, response.status, body[:400])
        return json.loads(body)

    def measure(self) -> int:
        """The peak of memory so far, of any process that serves."""
        peaks = [peak_of(pid) for pid in self.server.family()]
        self.peak = max(self.peak, *peaks)
        return self.peak

    def peak_now(self) -> int:
        """The same; what was seen last, where it runs no more."""
        return self.measure() if self.is_alive() else self.peak

    def require_sound(self) -> None:
        """It lives within its memory, says nothing of an accident, and decides as it did."""
        assert (failure := self.harm()) is None, failure
        after = self.precheck()
        assert after["digests"] == self.decision["digests"]
        assert after["outcome"] == self.decision["outcome"]
        self.get("/readyz")
        self.measure()
        assert self.peak <= MAX_MEMORY, f"{self.peak // 2**20} MB"
        assert self.log.stat().st_size < MAX_LOG

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def _documents(self) -> dict[str, tuple[Any, ...]]:
        facts = smallest_facts(PROGRAM, CALL).document
        whole = json.loads(application("complete"))
        statement = json.loads((self.registry / f"{PROGRAM}.1.json").read_bytes())
        archive = {**statement, "archive": "H4sIAAAAAAAAAwMAAAAAAAAAAAA="}
        return {
            "precheck": (facts, whole),
            "batch_precheck": (
                {"inputs": {"a": facts, "b": {}}},
                {"inputs": {"a": whole, "b": facts}},
            ),
            "opa_logs": ([_entry("d-1")], [_entry(f"d-{number}") for number in range(300)]),
            "opa_status": (_status(),),
            "publish": (statement, archive),
        }


def _entry(name: str) -> dict[str, Any]:
    return {
        "labels": {"id": "opa-1", "version": "1.22.2"},
        "decision_id": name,
        "bundles": {PROGRAM: {"revision": "r"}},
        "path": "kprogram_2026/decision/result",
        "input": {"schema": "tejun/input/2"},
        "result": {"outcome": "prepared"},
        "timestamp": "2026-11-20T03:04:05.678Z",
        "metrics": {"timer_rego_query_eval_ns": 17},
    }


def _status() -> dict[str, Any]:
    bundle = {"name": PROGRAM, "active_revision": "r", "last_request": "2026-11-20T03:04:00Z"}
    return {
        "labels": {"id": "opa-1", "version": "1.22.2"},
        "bundles": {PROGRAM: {**bundle, "errors": [{"code": "x"}], "metrics": {"a": 1}}},
        "plugins": {"bundle": {"state": "OK"}},
    }


@contextmanager
def staged(
    folder: Path,
    *,
    workers: int = 1,
    litter: Iterable[Plant] = (),
    bundles: Path = ROOT / "bundles",
) -> Iterator[Stage]:
    """A service with its own registry, in which this lies about beside."""
    key = make_key()[1]
    published_in(folder / "registry", bundles, key)
    for each in litter:
        plant(folder / "registry", each)
    settings = {"TEJUN_TRUSTED_KEYS": key.public.pem, "TEJUN_PUBLIC_URL": "https://tejun.example"}
    settings["TEJUN_REFRESH_SECONDS"] = str(REFRESH_SECONDS)
    with serving(folder, bundles=folder / "registry", workers=workers, settings=settings) as server:
        edition = Registry.load(bundles).editions(PROGRAM)[0].edition
        stage = Stage(server, folder, key, edition)
        stage.decision = stage.precheck()
        yield stage
        if stage.is_alive():
            stage.measure()


def published_in(folder: Path, bundles: Path, key: SigningKey) -> None:
    """The programs of a registry, signed anew."""
    given, trusted = Registry.load(bundles), trusted_keys(key)
    for program in PROGRAMS:
        edition = given.editions(program)[0]
        archive = add_signature(archive_in(bundles, edition).read_bytes(), key)
        registry = Registry.load(folder, trusted, may_be_new=True)
        new = publication.of_edition(
            given.open(edition), (), published_at=edition.published_at, reason="for a test"
        )
        registry.publish(
            publication.sign(replace(new, archive=canonical.digest(archive)), key), archive
        )


def require_recorded(folder: Path, tally: Tally) -> None:
    """Once it has ended: every decision that was answered is in the record as it was, and the files are sound."""
    with open_store(folder / "tejun.db") as store:
        for name, digest in tally.decisions.items():
            assert sha256(store.get(name).decision).digest() == digest, name
    with Reports.open(folder / "tejun-reports.db") as reports:
        assert reports.problem() is None
