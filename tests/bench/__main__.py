"""Runs every measurement and prints the table; ends with 1 where a target is missed."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median

from tejun.bundle.archive import Bundle
from tejun.decide.assemble import assemble
from tejun.engine.embedded.wasm import WasmEngine
from tejun.model.intake import read_facts
from tejun.reading import MAX_BYTES
from tejun.registry import Registry
from tejun.toolchain import find_opa

from tests.bench import growth, load, processes, reading
from tests.support import shared
from tests.support.cases import ROOT
from tests.support.crowd import body
from tests.support.opa import bare_opa
from tests.support.published import archive_in
from tests.support.server import serving

AS_OF = "2026-11-20"
PROGRAM = "kprogram-2026"
PRECHECKS = f"/v1/programs/{PROGRAM}/prechecks?as_of={AS_OF}"
BATCHES = f"/v1/batch/programs/{PROGRAM}/prechecks?as_of={AS_OF}"
CLIENTS = 8
BATCH_CLIENTS = 4
ROUNDS = 3
MEGABYTE = 1024 * 1024

OPA, ENGINE, TEJUN = "bare OPA over HTTP", "embedded engine", "POST /prechecks"
BATCH = f"POST /batch, {BATCH_CLIENTS} clients"
WANTED = {TEJUN: 3.2, BATCH: 3.5}
"""The least rates, as multiples of bare OPA's."""
CHECK = 2.0
"""The most time of `tejun check`, as a multiple of `opa eval -b`'s."""


@dataclass
class Bench:
    """One run: what is measured, for how long, and the targets that it missed."""

    bundle: Bundle
    folder: Path
    seconds: float
    people: list[int]
    requests: int
    batch: int
    missed: list[str] = field(default_factory=list)

    @property
    def archive(self) -> Path:
        return archive_in(ROOT / "bundles", self.bundle)

    @property
    def modules(self) -> Path:
        """Where compiled modules are kept: compiling is not measured."""
        return Path(os.environ.get(shared.MODULES) or self.folder / "modules")

    @property
    def rounds(self) -> int:
        """How often each is measured in turn: once where it is only to be seen to run."""
        return ROUNDS if self.seconds > 1 else 1

    @property
    def least(self) -> int:
        """How many calls one latency is taken from at least."""
        return 10 if self.rounds > 1 else 2

    def target(self, name: str, *, reached: bool) -> str:
        """The word for it; keeps in mind what was missed."""
        if not reached:
            self.missed.append(name)
        return "reached" if reached else "MISSED"


@dataclass(frozen=True)
class Way:
    """One way to decisions: what makes a caller, how many ask at once, how many decisions one answer has."""

    caller: Callable[[], load.Ask]
    clients: int = CLIENTS
    decisions: int = 1


@dataclass(frozen=True)
class Row:
    """What was measured of one way: seconds until an answer, and decisions a second."""

    latencies: list[float]
    rate: float


def main() -> int:
    """Everything, in the order of the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--seconds", type=float, default=9.0, help="for each measurement")
    parser.add_argument("--people", type=int, nargs="+", default=[2, 8, 40])
    parser.add_argument("--requests", type=int, default=1000, help="pre-checks over time")
    parser.add_argument(
        "--batch", type=int, default=40, help="applications in a batch, where its body has the room"
    )
    options = parser.parse_args()
    registry = Registry.load(ROOT / "bundles")
    bundle = registry.bundle(PROGRAM, date.fromisoformat(AS_OF))
    with tempfile.TemporaryDirectory(prefix="tejun-bench-") as folder:
        bench = Bench(
            bundle,
            Path(folder),
            options.seconds,
            people=options.people,
            requests=options.requests,
            batch=options.batch,
        )
        print(f"{os.cpu_count()} cores; {PROGRAM} {bundle.edition}, {bundle.revision[:19]}")
        decisions(bench)
        growth.people(
            bundle, options.seconds / bench.rounds, least=bench.least, modules=bench.modules
        )
        growth.programs(
            registry,
            bundle,
            seconds=options.seconds,
            turns=bench.rounds,
            least=bench.least,
            modules=bench.modules,
        )
        grow = reading.shapes(
            rounds=bench.rounds, most=reading.SIZES[-1 if bench.rounds > 1 else reading.FROM]
        )
        print(f"flat from 64 KB on: {bench.target('cost of a byte read', reached=not grow)}")
        commands(bench)
        memory(bench)
    print(f"\ntargets missed: {', '.join(bench.missed) or 'none'}")
    return 1 if bench.missed else 0


# --- decisions: bare OPA, the engine, the service ----------------------------------------------


def decisions(bench: Bench) -> None:
    """The same inputs four ways, in turns, so that whatever else the machine does meets them alike."""
    print(f"\n{'':32}one client, ms     {CLIENTS} clients")
    print(f"people {'':22}  median      p99   a second   ratio to bare OPA")
    with ExitStack() as running:
        opa = running.enter_context(bare_opa([bench.archive]))
        (bench.folder / "served").mkdir()
        cores = os.cpu_count() or 1
        tejun = running.enter_context(serving(bench.folder / "served", workers=cores))
        engine = WasmEngine(deadline_seconds=60, cache=bench.modules)
        running.callback(engine.close)
        for people in bench.people:
            given = assemble(read_facts(body(people)), as_of=date.fromisoformat(AS_OF))
            wrapped = json.dumps({"input": given.value}, ensure_ascii=False).encode()
            path = f"/v1/data/{bench.bundle.entrypoint}"
            ways = {
                OPA: Way(load.Target(opa.port, path, wrapped).caller),
                ENGINE: Way(alone(engine, bench.bundle, given.canonical)),
                TEJUN: Way(load.Target(tejun.port, PRECHECKS, body(people)).caller),
                BATCH: batches(tejun.port, body(people), most=bench.batch),
            }
            show(bench, people, measure(bench, ways))


def alone(engine: WasmEngine, bundle: Bundle, given: bytes) -> Callable[[], load.Ask]:
    """The engine in this process, without HTTP, checks or a record."""

    def ask() -> None:
        engine.evaluate(bundle, given)

    return lambda: ask


def batches(port: int, byte: bytes, *, most: int) -> Way:
    """Batches of the same application; an answer in which any was not decided is none."""
    size = min(most, (MAX_BYTES - 1000) // (len(byte) + 10))
    items = b",".join(b'"%d":%b' % (number, byte) for number in range(size))
    target = load.Target(port, BATCHES, b'{"inputs":{%b}}' % items)
    return Way(target.caller, clients=BATCH_CLIENTS, decisions=size)


def measure(bench: Bench, ways: dict[str, Way]) -> dict[str, Row]:
    turn = bench.seconds / bench.rounds / 2
    times: dict[str, list[float]] = {name: [] for name in ways}
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(bench.rounds):
        for name, way in ways.items():
            least = bench.least if way.decisions == 1 else 2
            times[name] += load.latencies(way.caller(), turn, least=least)
            callers = [way.caller() for _ in range(way.clients)]
            rates[name].append(load.rate(callers, turn) * way.decisions)
    return {name: Row(times[name], median(rates[name])) for name in ways}


def show(bench: Bench, people: int, rows: dict[str, Row]) -> None:
    for name, row in rows.items():
        ratio = row.rate / rows[OPA].rate
        line = (
            f"{people:>6} {name:22}{median(row.latencies) * 1000:8.1f}"
            f" {load.quantile(row.latencies, 0.99) * 1000:8.1f}   {row.rate:8.1f}   {ratio:5.2f}"
        )
        wanted = WANTED.get(name)
        if wanted is not None:
            word = bench.target(f"{name}, {people} people", reached=ratio >= wanted)
            line += f"  ({wanted} wanted: {word})"
        print(line, flush=True)


# --- whole processes ---------------------------------------------------------------------------


def commands(bench: Bench) -> None:
    """`tejun check` beside `opa eval -b` of the same facts, from start to end of the process."""
    print("\nwhole process, median ms            people   opa eval   tejun check   ratio")
    peak = 0
    for people in bench.people:
        facts, given = bench.folder / "facts.json", bench.folder / "input.json"
        facts.write_bytes(body(people))
        given.write_bytes(
            assemble(read_facts(body(people)), as_of=date.fromisoformat(AS_OF)).canonical
        )
        query = "data." + bench.bundle.entrypoint.replace("/", ".")
        evaluation = [str(find_opa()), "eval", "--bundle", str(bench.archive)]
        evaluation += ["--input", str(given), "--format", "json", query]
        check = [processes.tejun(), "check", str(facts), "--program", PROGRAM, "--as-of", AS_OF]
        opa = processes.whole(evaluation, 2 * bench.rounds + 1)
        tejun = processes.whole([*check, "--format", "json"], 2 * bench.rounds + 1, codes={0, 1})
        peak = max(peak, processes.peak([*check, "--format", "json"]))
        word = bench.target(f"check, {people} people", reached=tejun <= CHECK * opa)
        print(
            f"{'':36}{people:>6} {opa * 1000:10.0f} {tejun * 1000:13.0f}   {tejun / opa:5.2f}"
            f"  ({CHECK} at most: {word})",
            flush=True,
        )
    word = bench.target("memory of check", reached=peak < 200 * MEGABYTE)
    print(f"peak memory of tejun check: {peak / MEGABYTE:.0f} MB (under 200: {word})")


# --- memory over time --------------------------------------------------------------------------


def memory(bench: Bench) -> None:
    """What a served process holds while it makes very many large pre-checks."""
    people = max(bench.people)
    print(f"\nmemory of the served process over {bench.requests} pre-checks of {people} people, MB")
    (bench.folder / "long").mkdir()
    with serving(bench.folder / "long") as tejun:
        callers = [load.Target(tejun.port, PRECHECKS, body(people)).caller() for _ in range(4)]
        held: list[int] = []
        for _ in range(10):
            load.calls(callers, bench.requests // 10)
            held.append(processes.memory(tejun))
    print("  " + " ".join(f"{value / MEGABYTE:.0f}" for value in held))
    small = bench.target("memory of the service", reached=max(held) < 400 * MEGABYTE)
    flat = bench.target("flat memory", reached=max(held[5:]) < 1.1 * max(held[:5]))
    print(f"  under 400: {small}; flat (the second half within 10 % of the first): {flat}")


if __name__ == "__main__":
    sys.exit(main())
