"""How an evaluation grows: with the people of an application, and with the programs that are at hand.

Always holds: no target; `tests/properties/test_growth.py` holds the shape, by counting.
"""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median

from tejun.bundle.archive import Bundle
from tejun.decide.assemble import InputDocument, assemble
from tejun.engine.embedded.wasm import WasmEngine
from tejun.model.intake import read_facts
from tejun.registry import Registry

from tests.bench import load
from tests.support.cases import AS_OF
from tests.support.crowd import body
from tests.support.opa import bare_opa
from tests.support.published import archive_in

SIZES = (2, 8, 40, 200)
DAY = date.fromisoformat(AS_OF)


def people(bundle: Bundle, seconds: float, *, least: int, modules: Path) -> None:
    """The embedded engine alone, on applications of more and more people."""
    print("\nembedded engine alone     people   median ms   ms a person")
    engine = WasmEngine(deadline_seconds=60, cache=modules)
    for size in SIZES:
        took = load.latencies(evaluating(engine, bundle, size), seconds, least=least)
        ms = median(took) * 1000
        print(f"{size:>32} {ms:11.1f} {ms / size:13.2f}", flush=True)
    engine.close()


def programs(
    registry: Registry,
    bundle: Bundle,
    size: int,
    *,
    seconds: float,
    turns: int,
    least: int,
    modules: Path,
) -> None:
    """An application of so many people, with one program at hand and with all: OPA over HTTP, and the engine."""
    every = [archive_in(registry.location, bundle) for bundle in registry.all_bundles()]
    print(f"\n{size:>2} people, median ms        1 program   {len(every)} programs   ratio")
    given = document(size)
    with ExitStack() as running:
        callers = [
            opa_caller(running, archives, bundle, given=given)
            for archives in ([archive_in(registry.location, bundle)], every)
        ]
        compare("bare OPA over HTTP", callers, seconds / turns, turns=turns, least=least)
    alone, among_all = (WasmEngine(deadline_seconds=60, cache=modules) for _ in range(2))
    for other in registry.all_bundles():
        among_all.evaluate(other, given.canonical)
    callers = [evaluating(engine, bundle, size) for engine in (alone, among_all)]
    compare("embedded engine", callers, seconds / turns, turns=turns, least=least)
    alone.close()
    among_all.close()


def document(size: int) -> InputDocument:
    return assemble(read_facts(body(size)), as_of=DAY)


def evaluating(engine: WasmEngine, bundle: Bundle, size: int) -> load.Ask:
    given = document(size).canonical

    def ask() -> None:
        engine.evaluate(bundle, given)

    return ask


def opa_caller(
    running: ExitStack, archives: Sequence[Path], bundle: Bundle, *, given: InputDocument
) -> load.Ask:
    opa = running.enter_context(bare_opa(archives))
    wrapped = json.dumps({"input": given.value}, ensure_ascii=False).encode()
    return load.Target(opa.port, f"/v1/data/{bundle.entrypoint}", wrapped).caller()


def compare(
    name: str, callers: Sequence[load.Ask], seconds: float, *, turns: int, least: int
) -> None:
    """One beside the other, in turns, so that whatever else the machine does meets both alike."""
    times: list[list[float]] = [[] for _ in callers]
    for _ in range(turns):
        for found, ask in zip(times, callers, strict=True):
            found.extend(load.latencies(ask, seconds, least=least))
    one, all_of_them = (median(found) * 1000 for found in times)
    print(f"{name:24} {one:12.1f} {all_of_them:12.1f} {all_of_them / one:7.2f}", flush=True)
