"""A thousand pre-checks through the API while everything that can go wrong with an OPA does; 400 are a sample.

Every answer is a recorded decision with the right outcome and digest, whichever engine gave it, and the record says
where it was not OPA; where OPA is well again, it is asked again.
"""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient
from tejun.app import create_app
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.failover import Failover
from tejun.engine.protocol import Engine
from tejun.engine.server.managed import ManagedOpa
from tejun.engine.server.opa import OpaEngine
from tejun.errors import EvaluationError
from tejun.model.sample import smallest_facts
from tejun.settings import Settings
from tejun.store.store import Store
from tejun.words import Bilingual

from tests.api.support import JSON, PRECHECKS, problem, recorded
from tests.support.desk import NOW
from tests.support.fakes import RaisingEngine
from tests.support.faulty import FAULTS, FaultyProxy, faulty_proxy
from tests.support.opa import managed_opa
from tests.support.sample import examples

pytestmark = [pytest.mark.opa, pytest.mark.slow]

REQUESTS = examples(1000, 400)
KILLED = "killed"
PLAN = [KILLED, *FAULTS]
"""The faults, in order; each lasts for half of its share of the requests, and then all is well again."""

SHARE = REQUESTS // len(PLAN)


@dataclass
class Desk:
    """A service whose OPA is behind a faulty proxy."""

    client: TestClient
    engine: Failover
    proxy: FaultyProxy
    opa: ManagedOpa
    body: bytes
    answers: list[dict[str, Any]] = field(default_factory=list)

    def spoil(self, name: str) -> None:
        if name == KILLED:
            running = self.opa._running
            if running is not None:
                os.kill(running.process.pid, signal.SIGKILL)
        else:
            self.proxy.fault, _ = FAULTS[name]

    def mend(self) -> None:
        self.proxy.fault = None

    def ask(self, number: int) -> None:
        """One of the requests; the first of a share brings the fault, the one in its middle mends it."""
        share, at = divmod(number, SHARE)
        if share < len(PLAN):
            if at == SHARE // 4:
                self.spoil(PLAN[share])
            elif at == 3 * SHARE // 4:
                self.mend()
        self.answers.append(self.precheck())

    def precheck(self) -> dict[str, Any]:
        response = self.client.post(PRECHECKS, content=self.body, headers=JSON)
        assert response.status_code == 201, response.text
        decision: dict[str, Any] = response.json()
        return decision


@contextmanager
def desk(bundle: Bundle, editions: Path, engine: Engine, store: Store) -> Iterator[Desk]:
    with (
        managed_opa(lambda: [bundle]) as kept,
        faulty_proxy(kept.target) as proxy,
        closing(OpaEngine(proxy.target, deadline_seconds=0.4)) as opa,
    ):
        # A thousand times as fast, so that every fault meets an OPA that is asked.
        failover = Failover(opa, engine, clock=lambda: 1000 * time.monotonic())
        app = create_app(
            Settings(bundles=editions), engine=failover, store=store, clock=lambda: NOW
        )
        body = orjson.dumps(smallest_facts(bundle.program, bundle.call).document)
        with TestClient(app) as client:
            yield Desk(client, failover, proxy, kept, body)


@pytest.fixture
def chaos(bundle: Bundle, editions: Path, engine: WasmEngine, store: Store) -> Iterator[Desk]:
    with desk(bundle, editions, engine, store) as made:
        yield made


def why(decision: dict[str, Any]) -> str:
    """Why it was not OPA that evaluated; '' where it was."""
    told = decision["engine"].get("instead_of", {"name": "opa", "why": ""})
    assert told["name"] == "opa"
    assert decision["engine"]["name"] == ("wasm" if told["why"] else "opa")
    return str(told["why"])


def test_a_thousand_prechecks_come_out_right_while_opa_fails_in_every_way(
    chaos: Desk, store: Store
) -> None:
    sound = chaos.precheck()
    assert why(sound) == ""
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(chaos.ask, range(REQUESTS)))
    assert len(chaos.answers) == REQUESTS
    assert {answer["digests"]["result"] for answer in chaos.answers} == {sound["digests"]["result"]}
    assert {answer["outcome"] for answer in chaos.answers} == {sound["outcome"]}
    seen = Counter(map(why, chaos.answers))
    assert seen.keys() - {""} == {code for _, code in FAULTS.values()} | {"circuit_open"}
    assert seen[""] > REQUESTS // 5, seen
    assert why(orjson.loads(store.get(chaos.answers[-1]["id"]).decision)) == why(chaos.answers[-1])


def test_where_opa_is_well_again_it_decides_again(chaos: Desk) -> None:
    for name in (KILLED, "hung", "a stale revision"):
        chaos.spoil(name)
        while why(chaos.precheck()) != "circuit_open":
            pass
        assert chaos.client.get("/readyz").json()["circuit"] in {"open", "half_open"}
        chaos.mend()
        end = time.monotonic() + 15
        while why(chaos.precheck()):
            assert time.monotonic() < end
            time.sleep(0.05)
        assert chaos.client.get("/readyz").json()["circuit"] == "closed"


def test_where_both_engines_fail_it_is_a_clear_problem_and_nothing_is_recorded(
    bundle: Bundle, editions: Path, store: Store
) -> None:
    broken = EvaluationError(
        Bilingual("評価できません。", "It is broken."), Bilingual("直す。", "Mend it.")
    )
    with desk(bundle, editions, RaisingEngine(broken), store) as both:
        both.spoil("an error of OPA's")
        response = both.client.post(PRECHECKS, content=both.body, headers=JSON)
        assert problem(response, 503, "evaluation-failed")["detail"] == "It is broken."
        assert recorded(both.client) == 0
