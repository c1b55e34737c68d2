"""The statements of a registry as they are read: which files there are, and of each program those that count.

Always holds: each file is judged alone: whatever is wrong with one, its name included, is an error of ours that names
it, and the work grows with the files that are there, never with a number that one of them names. A statement counts
when it was signed by a trusted key and may follow those before it.

A statement says of itself when it was made, and anybody who has a key may write what they like. So one that is dated
ahead of the clock is left out until its time has come; and one by a key whose trust had ended when the statement was
first seen is left out, whatever its date, until a later one by a key that holds vouches for it: each statement names
the digest of the one before.

May not know: which edition is in force, what is done with what was left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from tejun.errors import TejunError
from tejun.registry import errors, publication, timeline
from tejun.registry.publication import Publication, SignedPublication
from tejun.registry.storage import Storage
from tejun.signing import TrustedKeys

MAX_NEW_PROGRAMS = 1000
"""How many programs of which nothing good is known are looked at: each bad file is read again at every look."""


@dataclass(frozen=True)
class Files:
    """The numbers of the publications of each program that are there, and the errors of names that cannot be."""

    numbers: Mapping[str, frozenset[int]]
    problems: tuple[TejunError, ...]


@dataclass(frozen=True)
class ReadLog:
    """A program's statements that count, in order, and what was left out."""

    log: tuple[SignedPublication, ...]
    left_out: tuple[TejunError, ...] = ()


def sort_names(names: Iterable[str], known: Iterable[str]) -> Files:
    """The publications among the names; all those of the known programs, and of MAX_NEW_PROGRAMS others."""
    numbers: dict[str, set[int]] = {program: set() for program in known}
    new: dict[str, set[int]] = {}
    problems: list[TejunError] = []
    for name in sorted(names):
        try:
            parsed = publication.parse_file_name(name)
        except TejunError as error:
            problems.append(error)
            continue
        if parsed is not None:
            program, number = parsed
            (numbers if program in numbers else new).setdefault(program, set()).add(number)
    looked_at = sorted(new)[:MAX_NEW_PROGRAMS]
    if len(new) > len(looked_at):
        problems.append(errors.too_many_programs(len(new), MAX_NEW_PROGRAMS))
    numbers |= {program: new[program] for program in looked_at}
    return Files({name: frozenset(found) for name, found in numbers.items()}, tuple(problems))


@contextmanager
def naming_the_file(name: str) -> Iterator[None]:
    """Every failure over the file is an error of ours, with its name in the detail. Raises TejunError."""
    try:
        yield
    except TejunError as error:
        raise errors.in_file(name, error) from error
    except Exception as error:  # whatever a file holds, it stops no other
        raise errors.unforeseen(name, error) from error


def read_log(
    storage: Storage,
    trusted: TrustedKeys,
    program: str,
    *,
    known: Sequence[SignedPublication],
    numbers: frozenset[int],
) -> tuple[SignedPublication, ...]:
    """The known statements, and the new ones of which the files are there.

    Raises where one is missing, bad or may not follow the others.
    """
    if len(numbers) < max([*numbers, len(known)]):
        missing = publication.file_name(program, _first_missing(numbers))
        raise errors.in_file(missing, errors.publication_missing(program))
    log = list(known)
    for number in range(len(known) + 1, len(numbers) + 1):
        name = publication.file_name(program, number)
        with naming_the_file(name):
            signed = read_file(storage, name, trusted)
            _require_successor([signed.publication for signed in log], signed.publication, program)
        log.append(signed)
    return tuple(log)


def read_file(storage: Storage, name: str, trusted: TrustedKeys) -> SignedPublication:
    """The publication in a file. Raises SignatureError or RegistryError."""
    return publication.read(storage.read(name, publication.MAX_BYTES), trusted)


def _first_missing(numbers: frozenset[int]) -> int:
    """There are as many steps as there are files, whatever numbers they have."""
    number = 1
    while number in numbers:
        number += 1
    return number


def _require_successor(log: Sequence[Publication], new: Publication, program: str) -> None:
    if new.program != program:
        raise errors.wrong_program(new, program)
    reasons = timeline.problems(log, new)
    if reasons:
        raise errors.may_not_follow(new, reasons)


# --- what a statement says of itself -------------------------------------------------------------


def leave_out(
    log: Sequence[SignedPublication],
    *,
    since: int,
    now: datetime,
    skew: timedelta,
    seen_now: bool,
) -> ReadLog:
    """Of the statements numbered above `since`, those whose own word about their time can be believed.

    `seen_now`: they were not there when somebody last looked; else nobody knows since when they have been.
    """
    count = next(
        (i for i in range(since, len(log)) if is_ahead(log[i].publication, now, skew)), len(log)
    )
    left_out: list[TejunError] = []
    if count < len(log):
        left_out.append(errors.dated_ahead(log[count].publication, now))
    vouched = count
    while seen_now and vouched > since and is_late(log[vouched - 1], now, skew):
        vouched -= 1
    if vouched < count:
        left_out.append(errors.key_had_ended(log[vouched], now))
    return ReadLog(tuple(log[:vouched]), tuple(left_out))


def is_ahead(new: Publication, now: datetime, skew: timedelta) -> bool:
    """Whether it is dated ahead of the clock, by more than clocks may differ."""
    return new.published_at - now > skew


def is_late(signed: SignedPublication, first_seen: datetime, skew: timedelta) -> bool:
    """Whether its key's trust had ended when it was first seen."""
    last_day = signed.key.trusted_until
    return last_day is not None and (first_seen - skew).date() > last_day
