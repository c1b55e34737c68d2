"""What is left about in a registry, read by the service's own reader: by a process that was running, and by a new one.

Always holds: whatever lies there, the other program is served as before; what does not count is named with what to do;
no exception but the service's own comes out, and nothing takes long.

May not know: how the files were made.
"""

import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tejun.errors import TejunError
from tejun.registry import Registry, publication
from tejun.signing import make_key

from tests.hostile.files import NOW, SPARED, SPOILED, Good
from tests.hostile.items import Failure, Plant
from tests.hostile.planting import plant, restore
from tests.support.bundles import tiny_archive
from tests.support.published import KEY, archive_in, publish

MAX_SECONDS = 5.0
"""Of processor time, for all that one item leaves about: some take a hundredth."""
UNFORESEEN = ("nobody foresaw", "a value that cannot be used (")
"""How it is said that a file made a reader fail as no check foresaw."""


@dataclass(frozen=True)
class Ground:
    """A folder with two programs, of which one is spoiled and the other is to be spared."""

    folder: Path
    good: Good
    files: dict[str, bytes]
    spared: str
    """The revision of the edition that is to be spared."""
    seen: Counter[str] = field(default_factory=Counter)
    """What became of what was planted."""


def ground(folder: Path) -> Ground:
    """A good one."""
    for program in (SPARED, SPOILED):
        publish(folder, tiny_archive(program=program))
    registry = Registry.load(folder)
    [first] = registry.log(SPOILED)
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    good = Good(
        first=first,
        statement=files[first.file_name],
        archive=archive_in(folder, registry.edition(SPOILED, "1")).read_bytes(),
        key=KEY,
        other_key=make_key()[1],
    )
    return Ground(folder, good, files, registry.edition(SPARED, "1").revision)


def attempt(where: Ground, plants: tuple[Plant, ...]) -> Failure | None:
    """Leaves it about, reads, and clears it away; what was wrong."""
    try:
        running = Registry.load(where.folder, clock=lambda: NOW)
        running.all_bundles()
        for each in plants:
            plant(where.folder, each)
        begun = time.process_time()
        running.refresh()
        started = Registry.load(where.folder, clock=lambda: NOW)
        failure = _judge(where, running, plants) or _judge(where, started, plants)
        took = time.process_time() - begun
        if failure is None and took > MAX_SECONDS:
            failure = Failure("slow", f"{took:.1f} s")
        if failure is None and running.edition(SPOILED, "1").revision != where.good.first.revision:
            failure = Failure("what was good before is in force no more")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        failure = Failure(f"raises {type(error).__name__}", str(error)[:200])
    finally:
        restore(where.folder, plants, where.files)
    return failure


def _judge(where: Ground, registry: Registry, plants: tuple[Plant, ...]) -> Failure | None:
    said = "\n".join(_said(problem) for problem in registry.problems)
    for word in UNFORESEEN:
        if word in said:
            return Failure("unforeseen", said[:300])
    if registry.edition(SPARED, "1").revision != where.spared:
        return Failure("another program is not spared")
    registry.open(registry.edition(SPARED, "1"))
    for program in registry.programs():
        _open_all(registry, program)
    if len(registry.problems) > 100:  # the others are counted
        return None
    return next(
        (found for each in plants if (found := _unnamed(where, registry, each, said))), None
    )


def _open_all(registry: Registry, program: str) -> None:
    """Whatever is wrong with a program is an error of ours."""
    try:
        for edition in registry.editions(program):
            registry.open(edition)
    except TejunError as error:
        _said(error)


def _said(error: TejunError) -> str:
    """Its words, of which none may be missing."""
    words = [
        error.detail.in_("en"),
        error.advice.in_("en"),
        error.detail.in_("ja"),
        error.advice.in_("ja"),
    ]
    assert all(words)
    return words[0]


def _unnamed(where: Ground, registry: Registry, planted: Plant, said: str) -> Failure | None:
    """A statement counts, or its program is among what is said to be wrong."""
    try:
        parsed = publication.parse_file_name(planted.name)
    except TejunError:
        where.seen["a name that cannot be"] += 1
        return None if planted.name[:80] in said else Failure("a name is not named", planted.name)
    if parsed is None:
        where.seen["no statement"] += 1
        return None
    program, number = parsed
    if _counts(registry, program, number):
        where.seen["counts"] += 1
        return None
    where.seen["named as bad"] += 1
    if names(said, program):
        return None
    return Failure("a bad file is not named", f"{planted.name}: {said[:200]}")


def names(said: str, program: str) -> bool:
    """Whether the words name the program, or a file of it."""
    return re.search(rf"(?<![\w-]){re.escape(program)}(?![\w-])", said) is not None


def _counts(registry: Registry, program: str, number: int) -> bool:
    try:
        return any(signed.number == number for signed in registry.log(program))
    except TejunError:
        return False
