"""`make hostile`: a million made-up requests and files, and how long honest requests wait beside them.

    python -m tests.hostile [--seed N] [--requests 1000000]    ends with 1 where something failed

The seed is printed first; with it the same are made again. What fails is made small, kept in `tests/hostile/kept`, and
tried by `make test` from then on.
"""

import argparse
import secrets
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.load import quantile
from tests.hostile import campaign, pace
from tests.hostile.registries import Ground
from tests.hostile.senders import Tally
from tests.hostile.stage import Stage, require_recorded, staged

FILES = 5
"""One of so many is a file."""
SLICE = 20_000
SLOW_SECONDS = 5.0
"""From here on the slowest is named."""


def main() -> int:
    """All of it, in order."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile")
    parser.add_argument("--seed", default=secrets.token_hex(4), help="make the same again")
    parser.add_argument("--requests", type=int, default=1_000_000, help="requests and files in all")
    parser.add_argument("--threads", type=int, default=4, help="how many send at once")
    parser.add_argument("--workers", type=int, default=1, help="processes that serve")
    parser.add_argument("--seconds", type=float, default=25.0, help="of each turn of the waiting")
    parser.add_argument(
        "--turns", type=int, default=3, help="0: how long one waits is not measured"
    )
    options = parser.parse_args()
    print(f"--seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="tejun-hostile-") as place:
        return _campaign(Path(place), options)


def _campaign(place: Path, options: argparse.Namespace) -> int:
    ground = campaign.good_registry(place / "good")
    tally, failures = Tally(), 0
    begun = time.perf_counter()
    files = campaign.litter(ground, options.seed, options.requests // FILES)
    print(f"files: {files.planted} in {time.perf_counter() - begun:.0f} s, {dict(files.seen)}")
    for found in files.failures:
        print(f"FAILED {found[1]}\n  kept as {campaign.keep_files(ground, found).name}", flush=True)
    (place / "service").mkdir()
    with staged(place / "service", workers=options.workers) as stage:
        for path, failure in campaign.replay(stage.server.port, ground):
            failures += 1
            print(f"FAILED still: {path.name}: {failure}")
        failures += _requests(stage, ground, tally, options)
        if options.turns and not tally.failures and stage.is_alive():
            measured = pace.compare(
                stage, options.seed, seconds=options.seconds, turns=options.turns
            )
            print(measured)
            failures += not measured.is_held
        if stage.is_alive():
            stage.require_sound()
            print(f"peak of a serving process: {stage.peak // 2**20} MB (at most 400)")
    require_recorded(place / "service", tally)
    print(
        f"{tally.sent + files.planted} requests and files, {len(tally.decisions)} decisions, all in the record"
    )
    return 1 if failures or files.failures else 0


def _requests(stage: Stage, ground: Ground, tally: Tally, options: argparse.Namespace) -> int:
    """Sends them, and says what comes of it as it goes; how many failed."""
    failures, count = 0, options.requests - options.requests // FILES
    for begin in range(0, count, SLICE):
        begun, before = time.perf_counter(), tally.sent
        numbers = range(begin, min(count, begin + SLICE))
        seen = campaign.attack(
            stage, ground.good, options.seed, numbers, tally=tally, threads=options.threads
        )
        took = time.perf_counter() - begun
        statuses = dict(sorted(tally.answers.items()))
        print(
            f"{tally.sent} requests, {(tally.sent - before) / took:.0f} a second, {statuses}, "
            f"{tally.unanswered} not to be answered, slowest {tally.slowest:.1f} s; honest beside: "
            f"p50 {quantile(seen.seconds, 0.5) * 1000:.0f} ms, slowest {max(seen.seconds) * 1000:.0f} ms; "
            f"{seen.planted} files beside; peak {stage.peak_now() // 2**20} MB",
            flush=True,
        )
        if tally.slowest > SLOW_SECONDS:
            print(f"slowest: {tally.slowest_item}", flush=True)
        for item, failure in seen.failures:
            failures += 1
            print(f"FAILED beside: {failure} {item or ''}", flush=True)
        if tally.failures or seen.failures or not stage.is_well():
            break
    return failures + _keep(stage, tally)


def _keep(stage: Stage, tally: Tally) -> int:
    """Makes small and keeps what failed; how many there were."""
    requests = stage.requests()
    if failure := stage.last_harm:
        path = campaign.keep_harm(requests, list(tally.recent), failure)
        print(f"FAILED {failure}\n  kept as {path.name}", flush=True)
        return 1
    for found in tally.failures:
        path = campaign.keep_request(
            requests, found, lambda it: campaign.again(stage.server.port, it)
        )
        print(f"FAILED {found[2]} {found[0]}\n  kept as {path.name}", flush=True)
    return len(tally.failures)


if __name__ == "__main__":
    sys.exit(main())
