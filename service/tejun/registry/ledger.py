"""The statements of a registry that count, as they were at the last look; and what is wrong with the others.

Always holds: a look takes a new snapshot in one step; a statement that counted goes on counting, whatever becomes of
its file, also in a process that starts anew where there is a memory. Where anything is wrong with a program, its last
good state stays and `problems` says what is wrong; what is wrong with one program touches no other. The clock is
believed no further than it can be true.

May not know: archives, who asks.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tejun import NOT_BEFORE
from tejun.errors import RegistryError, StoreError, TejunError
from tejun.registry import errors, reader
from tejun.registry import memory as memories
from tejun.registry.memory import Memory, Recollection
from tejun.registry.publication import SignedPublication
from tejun.registry.reader import ReadLog
from tejun.registry.storage import Storage
from tejun.signing import TrustedKeys

Clock = Callable[[], datetime]
Log = tuple[SignedPublication, ...]
Prefetch = Callable[[Log, int], None]
"""Given a program's log and how many of its statements were known before; raises where the others cannot be used."""


@dataclass(frozen=True, kw_only=True)
class Trust:
    """By what a statement is judged: whose it may be, what time it is, how far clocks may differ, what was seen before.

    `memory`: None where nobody has seen anything before.
    """

    keys: TrustedKeys
    clock: Clock
    skew: timedelta
    memory: Memory | None = None


@dataclass(frozen=True)
class Snapshot:
    """What was read at one moment: the publications of each program in order, and what was wrong with others.

    `broken` has the error of each program of which nothing good is known; `problems` has all errors, those of programs
    that stay at an older state too; `problems_of` those of each program.
    """

    logs: Mapping[str, Log] = field(default_factory=dict)
    broken: Mapping[str, TejunError] = field(default_factory=dict)
    problems_of: Mapping[str, tuple[TejunError, ...]] = field(default_factory=dict)
    problems: tuple[TejunError, ...] = ()


class Ledger:
    """The statements of one registry. One look at a time; `snapshot` may be read by any thread."""

    def __init__(self, storage: Storage, trust: Trust) -> None:
        self._storage = storage
        self._trust = trust
        self._recalled = Recollection()
        self._kept: frozenset[str] = frozenset()
        self._found: frozenset[str] = frozenset()
        self._to_compare: frozenset[str] = frozenset()
        self._has_looked = False
        self.snapshot = Snapshot()

    @property
    def seen_since(self) -> datetime | None:
        """Since when what was in the registry is remembered; None: nobody had seen it before."""
        return self._recalled.since

    def first_look(self, names: frozenset[str]) -> None:
        """What is remembered counts as what a running service has read; its files are compared. Raises StoreError."""
        if self._trust.memory is not None:
            self._recalled = memories.recall(
                self._trust.memory, self._trust.keys, now=self.now(), skew=self._trust.skew
            )
        self.snapshot = Snapshot(self._recalled.logs)
        recalled = [signed.publication for log in self._recalled.logs.values() for signed in log]
        self._kept = frozenset(new.digest for new in recalled)
        self._to_compare = frozenset(new.file_name for new in recalled)
        self._look(names, lambda *_: None, seen_now=self.seen_since is not None)

    def look(self, prefetch: Prefetch) -> bool:
        """Reads what is new; whether there was any. Raises no TejunError: see `problems`."""
        before = self.snapshot
        try:
            self._look(self._storage.names(), prefetch, seen_now=True)
        except RegistryError as error:
            self.snapshot = replace(before, problems=(error,))
        return self.snapshot.logs != before.logs

    def now(self) -> datetime:
        """The clock's time, but no earlier than what is known to have been."""
        return max(self._trust.clock(), self._latest_known())

    def require_believable(self, signed: SignedPublication) -> None:
        """What would be left out when it is read is refused. Raises PublicationError or SignatureError."""
        now = self.now()
        if reader.is_ahead(signed.publication, now, self._trust.skew):
            raise errors.dated_ahead(signed.publication, now)
        if reader.is_late(signed, now, self._trust.skew):
            raise errors.key_had_ended(signed, now)

    def _look(self, names: frozenset[str], prefetch: Prefetch, *, seen_now: bool) -> None:
        """Takes a new snapshot. `seen_now`: what is new was not there when somebody last looked."""
        before = self.snapshot.logs
        files = reader.sort_names(names, before)
        logs, broken = dict(before), {}
        problems_of: dict[str, tuple[TejunError, ...]] = {}
        for program, numbers in sorted(files.numbers.items()):
            known = before.get(program, ())
            try:
                self._compare(known, numbers)
                read = self._read(program, known, numbers, seen_now=seen_now)
                prefetch(read.log, len(known))
                logs[program], problems_of[program] = read.log, read.left_out
            except TejunError as error:
                problems_of[program] = (error,)
                if not known:
                    broken[program] = error
        logs = {program: log for program, log in logs.items() if log}
        problems = (
            *self._clock_problems(),
            *files.problems,
            *(error for found in problems_of.values() for error in found),
            *self._remember(logs, seen_now=seen_now),
        )
        self.snapshot = Snapshot(logs, broken, problems_of, problems)

    def _read(
        self, program: str, known: Log, numbers: frozenset[int], *, seen_now: bool
    ) -> ReadLog:
        """The known publications and the new ones that count. Raises where a file is missing or bad."""
        log = reader.read_log(
            self._storage, self._trust.keys, program, known=known, numbers=numbers
        )
        return reader.leave_out(
            log, since=len(known), now=self.now(), skew=self._trust.skew, seen_now=seen_now
        )

    # --- what was seen before --------------------------------------------------------------------

    def _compare(self, known: Log, numbers: frozenset[int]) -> None:
        """The files of remembered statements hold these, or hold them again. Raises where one is another."""
        for signed in known:
            name = signed.publication.file_name
            if name in self._to_compare and signed.publication.number in numbers:
                with reader.naming_the_file(name):
                    found = reader.read_file(self._storage, name, self._trust.keys)
                    if found.publication != signed.publication:
                        raise errors.not_as_seen()
                self._to_compare -= {name}

    def _remember(
        self, logs: Mapping[str, Sequence[SignedPublication]], *, seen_now: bool
    ) -> Iterator[TejunError]:
        """Keeps what is new; where that cannot be, it is tried again at the next look."""
        if self._trust.memory is None:
            return
        new = [
            signed
            for log in logs.values()
            for signed in log
            if signed.publication.digest not in self._kept
        ]
        if not seen_now:
            self._found = frozenset(signed.publication.digest for signed in new)
        if not new and self._has_looked:
            return
        now = self.now()
        try:
            self._trust.memory.remember(
                memories.to_remember(new, now=now, found=self._found), now=now
            )
        except StoreError as error:
            yield error
            return
        self._has_looked = True
        self._kept |= {signed.publication.digest for signed in new}

    def _latest_known(self) -> datetime:
        return max(NOT_BEFORE, self._recalled.newest or NOT_BEFORE)

    def _clock_problems(self) -> Iterator[TejunError]:
        now, known = self._trust.clock(), self._latest_known()
        if known - now > self._trust.skew:
            yield errors.clock_behind(now, known)
