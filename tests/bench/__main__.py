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

from tests.bench import engines, growth, load, processes, reading
from tests.support import shared
from tests.support.cases import ROOT
from tests.support.crowd import body
from tests.support.opa import bare_opa
from tests.support.published import archive_in
from tests.support.server import Server, serving

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
WANTED = {TEJUN: 4.0, BATCH: 4.5}
"""The least rates, as multiples of bare OPA's."""
SLOWER = 1.1
"""The most processor time of an evaluation, as a multiple of the engine's of before."""
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
    def whole(self) -> int:
        """How many whole processes a time is taken from."""
        return 7 if self.rounds > 1 else 1

    @property
    def least(self) -> int:
        """How many calls one latency is taken from at least."""
        return 10 if self.rounds > 1 else 2

    def target(self, name: str, *, reached: bool) -> str:
        """The word for it; keeps in mind what was missed."""
        if not reached:
            self.missed.append(name)
        return "ok" if reached else "NOT"


@dataclass(frozen=True)
class Way:
    """One way to decisions: what makes a caller, how many ask at once, how many decisions one answer has.

    `processes` decide: their ids, at the moment.
    """

    caller: Callable[[], load.Ask]
    processes: Callable[[], list[int]]
    clients: int = CLIENTS
    decisions: int = 1


@dataclass(frozen=True)
class Row:
    """What was measured of one way: seconds until an answer; turn by turn, decisions a second, and the milliseconds of
    processor time that each of them took of the processes that decide."""

    latencies: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    processor_ms: list[float] = field(default_factory=list)

    def ratio(self, other: "Row") -> float:
        """To another's rate, in the same turn: the median of the turns."""
        pairs = zip(self.rates, other.rates, strict=True)
        return median(rate / beside for rate, beside in pairs)


def main() -> int:
    """Everything, in the order of the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--seconds", type=float, default=9.0, help="for each measurement")
    parser.add_argument("--people", type=int, nargs="+", default=[2, 8, 40])
    parser.add_argument("--requests", type=int, default=1000, help="pre-checks over time")
    parser.add_argument(
        "--batch", type=int, default=40, help="applications in a batch, where its body has the room"
    )
    parser.add_argument(
        "--only", choices=PARTS, help="one of the tables; without it, one after the other, all"
    )
    parser.add_argument("--before", type=Path, help="a Python with the engine of before")
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
        say_load()
        if options.before is None:
            print("the engine of before is not measured: no --before")
        else:
            beside_before(bench, options.before)
        for name, measured in PARTS.items():
            if options.only in {None, name}:
                measured(bench)
    say_load()
    print(f"\ntargets missed: {', '.join(bench.missed) or 'none'}")
    return 1 if bench.missed else 0


def say_load() -> None:
    """What else the machine does: a ratio is of turns beside one another, and still it is best measured alone."""
    before, cores = os.getloadavg(), os.cpu_count() or 1
    busy = "" if before[0] < 0.3 * cores else "; BUSY: what follows may be another's doing"
    print("load average " + " ".join(f"{value:.2f}" for value in before) + busy, flush=True)


def beside_before(bench: Bench, before: Path) -> None:
    """Processor time of one evaluation, by the embedded engine and by that of before."""
    (bench.folder / "engines").mkdir()
    found = engines.compare(
        bench.bundle,
        bench.folder / "engines",
        before,
        people=bench.people,
        day=date.fromisoformat(AS_OF),
        turns=max(1, round(bench.seconds * 2)),
    )
    print("\nprocessor ms an evaluation     people    before      ours   ratio")
    for people, times in found.items():
        word = bench.target(f"engine, {people} people", reached=times.ratio <= SLOWER)
        print(
            f"{people:>37} {median(times.before):9.2f} {median(times.ours):9.2f}   {times.ratio:5.2f}"
            f"  ({SLOWER} at most: {word})",
            flush=True,
        )


# --- decisions: bare OPA, the engine, the service ----------------------------------------------


def decisions(bench: Bench) -> None:
    """The same inputs four ways, in turns, so that whatever else the machine does meets them alike."""
    print(f"\n{'':32}one client, ms     {CLIENTS} clients")
    print(f"people {'':22}  median      p99   a second   processor ms   ratio to bare OPA")
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
                OPA: Way(load.Target(opa.port, path, wrapped).caller, opa.family),
                ENGINE: Way(alone(engine, bench.bundle, given.canonical), lambda: [os.getpid()]),
                TEJUN: Way(load.Target(tejun.port, PRECHECKS, body(people)).caller, tejun.family),
                BATCH: batches(tejun, body(people), most=bench.batch),
            }
            show(bench, people, measure(bench, ways))


def alone(engine: WasmEngine, bundle: Bundle, given: bytes) -> Callable[[], load.Ask]:
    """The engine in this process, without HTTP, checks or a record."""

    def ask() -> None:
        engine.evaluate(bundle, given)

    return lambda: ask


def batches(server: Server, byte: bytes, *, most: int) -> Way:
    """Batches of the same application; an answer in which any was not decided is none."""
    size = min(most, (MAX_BYTES - 1000) // (len(byte) + 10))
    items = b",".join(b'"%d":%b' % (number, byte) for number in range(size))
    target = load.Target(server.port, BATCHES, b'{"inputs":{%b}}' % items)
    return Way(target.caller, server.family, clients=BATCH_CLIENTS, decisions=size)


def measure(bench: Bench, ways: dict[str, Way]) -> dict[str, Row]:
    turn = bench.seconds / bench.rounds / 2
    rows = {name: Row() for name in ways}
    for _ in range(bench.rounds):
        for name, way in ways.items():
            row = rows[name]
            least = bench.least if way.decisions == 1 else 2
            row.latencies.extend(load.latencies(way.caller(), turn, least=least))
            callers = [way.caller() for _ in range(way.clients)]
            for ask in callers[:2]:
                ask()
            before = processes.processor_seconds(way.processes())
            answers, seconds = load.answers(callers, turn)
            took = processes.processor_seconds(way.processes()) - before
            decided = answers * way.decisions
            row.rates.append(decided / seconds)
            row.processor_ms.append(took * 1000 / decided)
    return rows


def show(bench: Bench, people: int, rows: dict[str, Row]) -> None:
    for name, row in rows.items():
        ratio = row.ratio(rows[OPA])
        line = (
            f"{people:>6} {name:22}{median(row.latencies) * 1000:8.1f}"
            f" {load.quantile(row.latencies, 0.99) * 1000:8.1f}   {median(row.rates):8.1f}"
            f" {median(row.processor_ms):14.2f}   {ratio:5.2f}"
        )
        wanted = WANTED.get(name)
        if wanted is not None:
            word = bench.target(f"{name}, {people} people", reached=ratio >= wanted)
            line += f"  ({wanted} wanted: {word})"
        print(line, flush=True)


# --- what grows --------------------------------------------------------------------------------


def grown(bench: Bench) -> None:
    """An evaluation, with the people of an application and with the programs at hand."""
    growth.people(
        bench.bundle, bench.seconds / bench.rounds, least=bench.least, modules=bench.modules
    )
    growth.programs(
        Registry.load(ROOT / "bundles"),
        bench.bundle,
        max(bench.people),
        seconds=bench.seconds,
        turns=bench.rounds,
        least=bench.least,
        modules=bench.modules,
    )


def read(bench: Bench) -> None:
    """What a byte costs that is read, in a small document and in a large one."""
    flat = reading.are_flat(
        rounds=bench.rounds, most=reading.SIZES[-1 if bench.rounds > 1 else reading.FROM]
    )
    print(f"flat from 64 KB on: {bench.target('cost of a byte read', reached=flat)}")


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
        opa = processes.whole(evaluation, bench.whole)
        tejun = processes.whole([*check, "--format", "json"], bench.whole, codes={0, 1})
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


PARTS: dict[str, Callable[[Bench], None]] = {
    "decisions": decisions,
    "growth": grown,
    "reading": read,
    "commands": commands,
    "memory": memory,
}
"""What is measured, in the order of the tables."""


if __name__ == "__main__":
    sys.exit(main())
