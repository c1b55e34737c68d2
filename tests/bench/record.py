"""`python -m tests.bench.record`: what sealing and the log cost, what a million decisions do to the next one, and
PostgreSQL beside SQLite.

Ends with 1 where a target is missed. A million records take some 3 GiB, and ten to twenty minutes.
"""

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from uuid import uuid4

from tejun.store.listing import Selection
from tejun.store.records import Record
from tejun.store.store import Store

from tests.bench import load
from tests.bench.__main__ import CLIENTS, PRECHECKS, say_load
from tests.support import postgres
from tests.support.cases import ROOT
from tests.support.crowd import body
from tests.support.listed import listed_record
from tests.support.postgres import PostgresServer
from tests.support.records_of_both import Home, PostgresHome, SqliteHome
from tests.support.server import Server, serving

BARE = ROOT / "tests" / "bench" / "bare"
FEW = 1_000
AT_ONCE = 1_000
ROUNDS = 5
OPENINGS = 9
SEALED, GROWN, BESIDE = 0.9, 1.1, 0.9
"""The least rate of the sealed record, as a share of one without sealing and log; the most that a decision may cost in
a large record, as a multiple of a small one; the least rate of PostgreSQL, as a share of SQLite's."""


@dataclass
class Targets:
    """The targets that were missed."""

    missed: list[str] = field(default_factory=list)

    def word(self, name: str, *, reached: bool) -> str:
        """The word for it; keeps in mind what was missed."""
        if not reached:
            self.missed.append(name)
        return "ok" if reached else "NOT"


def main() -> int:
    """Everything, in the order of the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.record")
    parser.add_argument("--records", type=int, default=1_000_000, help="of the large record")
    parser.add_argument("--seconds", type=float, default=4.0, help="of each turn")
    parser.add_argument("--people", type=int, default=8, help="of the applications")
    options = parser.parse_args()
    targets = Targets()
    say_load()
    with tempfile.TemporaryDirectory(prefix="tejun-bench-") as name, ExitStack() as running:
        folder = Path(name)
        folder.chmod(0o711)  # the server runs as another user
        server = running.enter_context(postgres_server(folder / "server"))
        services(folder, server, targets, people=options.people, seconds=options.seconds)
        for home in (SqliteHome, lambda path: of_postgres(server, path)):
            grown(folder, home, targets, records=options.records)
    say_load()
    print(f"\ntargets missed: {', '.join(targets.missed) or 'none'}")
    return 1 if targets.missed else 0


@contextmanager
def postgres_server(folder: Path) -> Iterator[PostgresServer]:
    """A server on the same disk as SQLite's files."""
    folder.mkdir()
    server = PostgresServer(folder, postgres.programs(folder), postgres.free_port())
    server.make()
    try:
        yield server
    finally:
        server.stop()


def of_postgres(server: PostgresServer, path: Path) -> Home:
    """An empty record in the server."""
    return PostgresHome(server.folder, server.port, server.new_database())


# --- what sealing and the log cost, and PostgreSQL -----------------------------------------------


def services(
    folder: Path, server: PostgresServer, targets: Targets, *, people: int, seconds: float
) -> None:
    """The same pre-checks at services of two processes each, in turns."""
    settings = {
        "sealed": {},
        "bare": {"PYTHONPATH": f"{BARE}:{ROOT / 'service'}"},
        "postgres": {"TEJUN_DATABASE_URL": server.place(server.new_database()).url},
    }
    rates: dict[str, list[float]] = {name: [] for name in settings}
    with ExitStack() as running:
        for name in settings:
            (folder / name).mkdir()
        started = {
            name: running.enter_context(serving(folder / name, workers=2, settings=environ))
            for name, environ in settings.items()
        }
        for _ in range(ROUNDS):
            for name, service in started.items():
                rates[name].append(rate(service, body(people), seconds))
    print(f"\nrecorded pre-checks of {people} people a second, {CLIENTS} clients, two processes")
    for name, found in rates.items():
        print(f"  {name:10} {median(found):7.1f}")
    beside = zip(rates["sealed"], rates["bare"], strict=True)
    share(beside, SEALED, "sealed and with its log", targets)
    beside = zip(rates["postgres"], rates["sealed"], strict=True)
    share(beside, BESIDE, "PostgreSQL", targets)


def rate(service: Server, given: bytes, seconds: float) -> float:
    callers = [load.Target(service.port, PRECHECKS, given).caller() for _ in range(CLIENTS)]
    for ask in callers[:2]:
        ask()
    answers, took = load.answers(callers, seconds)
    return answers / took


def share(pairs: Iterable[tuple[float, float]], least: float, name: str, targets: Targets) -> None:
    found = median(rate / other for rate, other in pairs)
    word = targets.word(name, reached=found >= least)
    print(f"  {name}: {found:.2f} of the rate ({least} at least: {word})", flush=True)


# --- what has been recorded before -----------------------------------------------------------------


def grown(folder: Path, make: Callable[[Path], Home], targets: Targets, *, records: int) -> None:
    """A recorded decision, one that is asked for, and opening, in a large record beside a small one."""
    homes: dict[int, Home] = {}
    for count in (FEW, records):
        homes[count] = make(folder / f"{count}.db")
        fill(homes[count], count)
    dialect = homes[FEW].dialect
    print(f"\n{dialect}: ms in a record of {FEW:,} and of {records:,}")
    for name, ask in MEASURES.items():
        few, many = side_by_side(ask, homes[FEW], homes[records])
        word = targets.word(f"{name}, {dialect}", reached=many <= GROWN * few)
        figures = f"{few * 1000:8.2f} {many * 1000:8.2f}   {many / few:5.2f}"
        print(f"  {name:10} {figures}  ({GROWN} at most: {word})", flush=True)


def fill(home: Home, count: int) -> None:
    """Small records, as many as that, through the store; of each application three."""
    begun = time.perf_counter()
    with home.open() as store:
        for start in range(0, count, AT_ONCE):
            store.append_all([small(start + number) for number in range(AT_ONCE)])
            if (start + AT_ONCE) % 100_000 == 0:
                print(f"  {start + AT_ONCE:,} in {time.perf_counter() - begun:.0f} s", flush=True)


FIRST = listed_record(0)


def small(number: int) -> Record:
    """One that can be listed: but for its id and its application it is the first."""
    return named(f"d-{number}", f"a{number // 3}")


def named(name: str, application: str) -> Record:
    """The first under another id, of this application."""
    codes = FIRST.description.codes.replace(b'"d-0"', f'"{name}"'.encode())
    description = replace(FIRST.description, codes=codes, application=application)
    return replace(FIRST, decision_id=name, description=description)


Clock = Callable[[], float]
"""Seconds: by the wall in the bench, of the processor where others are at work."""
Measure = Callable[[Home, Clock], float]


def side_by_side(
    measure: Measure, few: Home, many: Home, clock: Clock = time.perf_counter
) -> tuple[float, float]:
    """The best of some rounds, each at both: what else the machine does only ever adds to a round."""
    found = [(measure(few, clock), measure(many, clock)) for _ in range(ROUNDS)]
    return min(time for time, _ in found), min(time for _, time in found)


def opening(home: Home, clock: Clock) -> float:
    """As a command opens it, which does not look all of it through."""
    gc.collect()
    passing = {"looks_through": False} if home.dialect == "sqlite" else {}

    def opened() -> float:
        begun = clock()
        with home.open(**passing):
            return clock() - begun

    return median(opened() for _ in range(OPENINGS))


def recording(home: Home, clock: Clock) -> float:
    """One after another, each by itself: of applications that are new and that are not."""
    with home.open() as store:
        store.append(named(uuid4().hex, "new"))
        return typical(lambda number: store.append(named(uuid4().hex, f"a{number}")), clock)


def asking(home: Home, clock: Clock) -> float:
    with home.open() as store:
        store.get("d-0")
        return typical(lambda number: look_up(store, number), clock)


def listing(home: Home, clock: Clock) -> float:
    """A page of a hundred: of all, of the last of each application, and of an institution."""
    with home.open() as store:
        return typical(lambda number: list_page(store, SELECTIONS[number % 3]), clock, times=9)


SELECTIONS = (
    Selection(),
    Selection(latest=True, program="program-0"),
    Selection(institution="機関0", outcome="action_required", requirement="REQ-A"),
)


MEASURES: Mapping[str, Measure] = {
    "opening": opening,
    "recording": recording,
    "asking": asking,
    "listing": listing,
}


def list_page(store: Store, selection: Selection) -> None:
    assert len(store.listing.page(selection, limit=100).decisions) == 100


def look_up(store: Store, number: int) -> None:
    assert store.get(f"d-{number}").decision_id
    assert store.by_key(f"none-{number}") is None


def typical(do: Callable[[int], object], clock: Clock, times: int = 200) -> float:
    """The median time of a call."""
    found = []
    for number in range(times):
        begun = clock()
        do(number)
        found.append(clock() - begun)
    return median(found)


if __name__ == "__main__":
    sys.exit(main())
