"""The registry's editions: publications read, verified and ordered; archives read by their digest on demand.

Always holds: every edition that it returns was signed by trusted keys, follows from an unbroken chain of publications,
and has the archive that its publication names. `refresh` reads again and swaps in what is new in one step, after its
archives are verified; where anything is wrong, what was good before stays in force and `problems` says what is wrong.
Of a program whose publications were bad when they were first read, every query raises the error.

May not know: who asks, or what an edition says. Callers who want news call `refresh`.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tejun import canonical
from tejun.bundle.archive import MAX_ARCHIVE_BYTES, Bundle
from tejun.bundle.signatures import read_signed
from tejun.errors import BundleError, RegistryError, TejunError
from tejun.registry import errors, publication, reader, timeline
from tejun.registry.publication import Publication, SignedPublication
from tejun.registry.reader import ReadLog
from tejun.registry.storage import Storage, open_storage
from tejun.registry.timeline import Edition
from tejun.settings import Settings
from tejun.signing import TrustedKeys, example_keys, trusted_keys_or_example

ARCHIVE_SUFFIX = ".tar.gz"
MAX_PROBLEMS = 100
"""How many problems are named one by one."""

CLOCKS_MAY_DIFFER = timedelta(minutes=5)
"""How far ahead of the clock a statement may be dated, where no setting says otherwise."""

Clock = Callable[[], datetime]


def _utc_now() -> datetime:
    return datetime.now(UTC)


def archive_name(digest: str) -> str:
    """The name of the archive with this digest (`sha256:<hex>`)."""
    return digest.replace(":", "-") + ARCHIVE_SUFFIX


@dataclass(frozen=True)
class _Snapshot:
    """What was read at one moment: the publications of each program in order, and what was wrong with others.

    `broken` has the error of each program of which nothing good is known; `problems` has all errors, those of programs
    that stay at an older state too; `problems_of` those of each program.
    """

    logs: Mapping[str, tuple[SignedPublication, ...]] = field(default_factory=dict)
    broken: Mapping[str, TejunError] = field(default_factory=dict)
    problems_of: Mapping[str, tuple[TejunError, ...]] = field(default_factory=dict)
    problems: tuple[TejunError, ...] = ()


@dataclass(frozen=True)
class _LoadedEdition:
    bundle: Bundle
    archive: bytes = field(repr=False)


class Registry:
    """The editions of one registry; safe to share between threads. `Registry.load` makes it."""

    def __init__(
        self, storage: Storage, trusted: TrustedKeys, *, clock: Clock, skew: timedelta
    ) -> None:
        self.trusted = trusted
        self._storage = storage
        self._clock = clock
        self._skew = skew
        self._snapshot = _Snapshot()
        self._loaded: dict[str, _LoadedEdition] = {}
        self._lock = threading.Lock()
        self._refreshing = threading.Lock()

    @classmethod
    def load(
        cls,
        location: str | Path,
        trusted: TrustedKeys | None = None,
        *,
        may_be_new: bool = False,
        clock: Clock = _utc_now,
        skew: timedelta = CLOCKS_MAY_DIFFER,
    ) -> "Registry":
        """Reads the publications in a folder or at a URL; trusts the example key where no keys are given.

        `may_be_new`: a folder that is not there is an empty registry. `clock` gives an aware `now`; statements dated
        more than `skew` ahead of it do not count yet. Raises RegistryError.
        """
        registry = cls(open_storage(location), trusted or example_keys(), clock=clock, skew=skew)
        try:
            names = registry._storage.names()
        except RegistryError as error:
            if not (may_be_new and isinstance(error.__cause__, FileNotFoundError)):
                raise
            names = frozenset()
        registry._look(names, prefetch=False, seen_now=False)
        return registry

    @classmethod
    def from_settings(cls, settings: Settings, *, clock: Clock = _utc_now) -> "Registry":
        """The registry that the settings name, by the keys they trust. Raises InvalidInputError or RegistryError."""
        return cls.load(
            settings.bundles,
            trusted_keys_or_example(settings.trusted_keys),
            clock=clock,
            skew=timedelta(seconds=settings.clock_skew_seconds),
        )

    @property
    def location(self) -> str:
        """The folder or URL."""
        return self._storage.location

    @property
    def problems(self) -> tuple[TejunError, ...]:
        """What was wrong at the last refresh, MAX_PROBLEMS of it at most; empty where all is well."""
        problems = self._snapshot.problems
        if len(problems) <= MAX_PROBLEMS:
            return problems
        return *problems[:MAX_PROBLEMS], errors.more_problems(len(problems) - MAX_PROBLEMS)

    def programs(self) -> tuple[str, ...]:
        """The slugs of the programs, in order."""
        return tuple(sorted({*self._snapshot.logs, *self._snapshot.broken}))

    def log(self, program: str) -> tuple[Publication, ...]:
        """The program's publications in order; none where it has none. Raises BundleError where they are broken."""
        return tuple(signed.publication for signed in self.publications(program))

    def publications(self, program: str) -> tuple[SignedPublication, ...]:
        """The same, each with its signature. Raises BundleError where they are broken."""
        self._require_intact(program)
        return self._snapshot.logs.get(program, ())

    def editions(self, program: str) -> tuple[Edition, ...]:
        """The program's editions in the order of publication, withdrawn ones too.

        Raises UnknownProgramError or BundleError.
        """
        log = self.log(program)
        if not log:
            raise errors.unknown_program(program, self.programs())
        return timeline.editions(log)

    def edition(self, program: str, name: str) -> Edition:
        """The edition by its name. Raises UnknownProgramError, UnknownEditionError or BundleError."""
        published = self.editions(program)
        for edition in published:
            if edition.edition == name:
                return edition
        raise errors.unknown_edition(program, name, published)

    def calls(self, program: str) -> tuple[str, ...]:
        """The calls of the editions that are not withdrawn. Raises UnknownProgramError or BundleError."""
        return timeline.calls(self.editions(program), known_at=None)

    def in_force(
        self,
        program: str,
        as_of: date,
        *,
        call: str | None = None,
        known_at: datetime | None = None,
    ) -> Edition:
        """The edition in force on the day, as known at the moment (None: now), for the call (None: any).

        Raises UnknownProgramError, UnknownCallError or BundleError.
        """
        published = self.editions(program)
        calls = timeline.calls(published, known_at=known_at)
        if call is not None and call not in calls:
            raise errors.unknown_call(program, call, calls)
        edition = timeline.in_force(published, as_of, call=call, known_at=known_at)
        if edition is None:
            raise errors.not_in_force(program, as_of, published, known_at=known_at)
        return edition

    def bundle(
        self,
        program: str,
        as_of: date,
        *,
        call: str | None = None,
        known_at: datetime | None = None,
    ) -> Bundle:
        """The bundle of the edition in force: see `in_force`, `open`."""
        return self.open(self.in_force(program, as_of, call=call, known_at=known_at))

    def bundle_by_revision(self, revision: str) -> Bundle:
        """The bundle with this revision, in force, withdrawn or not. Raises NotFoundError or BundleError."""
        for program in self._snapshot.logs:
            for edition in self.editions(program):
                if edition.revision == revision:
                    return self.open(edition)
        raise errors.unknown_revision(revision)

    def all_bundles(self) -> tuple[Bundle, ...]:
        """The bundle of every edition, read and verified. Raises BundleError or RegistryError."""
        return tuple(
            self.open(edition) for program in self.programs() for edition in self.editions(program)
        )

    def open(self, edition: Edition) -> Bundle:
        """The edition's bundle, its archive verified. Raises BundleError or RegistryError."""
        return self._load(edition).bundle

    def archive(self, edition: Edition) -> bytes:
        """The edition's archive, verified, as it was published. Raises BundleError or RegistryError."""
        return self._load(edition).archive

    # --- news ------------------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Reads new publications; returns whether there were any. Raises no TejunError: see `problems`."""
        with self._refreshing:
            before = self._snapshot
            try:
                self._look(self._storage.names(), prefetch=True, seen_now=True)
            except RegistryError as error:
                self._snapshot = replace(before, problems=(error,))
            return self._snapshot.logs != before.logs

    def publish(self, signed: SignedPublication, archive: bytes | None) -> Edition:
        """Puts an edition (with its archive) or a withdrawal (None) into force, durably, in one step.

        Raises PublicationError with every reason why it may not follow, BundleError, SignatureError or RegistryError.
        """
        self.refresh()
        new = signed.publication
        reasons = timeline.problems(self.log(new.program), new)
        if reasons:
            raise errors.may_not_follow(new, reasons)
        self._require_believable(publication.read(signed.content, self.trusted))
        if archive is not None:
            self._store_archive(new, archive)
        try:
            self._storage.create(new.file_name, signed.content)
        except FileExistsError as error:
            raise self._name_taken(new) from error
        self.refresh()
        return self.edition(new.program, new.edition)

    def _require_believable(self, signed: SignedPublication) -> None:
        """What would be left out when it is read is refused. Raises PublicationError or SignatureError."""
        now = self._believed_now()
        if reader.is_ahead(signed.publication, now, self._skew):
            raise errors.dated_ahead(signed.publication, now)
        if reader.is_late(signed, now, self._skew):
            raise errors.key_had_ended(signed, now)

    def _name_taken(self, new: Publication) -> TejunError:
        """Another publisher was first, or a file is there that counts for nothing: that one's error, then."""
        found = self._snapshot.problems_of.get(new.program, ())
        return found[0] if found else errors.published_concurrently(new)

    def _store_archive(self, new: Publication, archive: bytes) -> None:
        """Verifies and stores the archive under its digest; an archive of that name must be the same."""
        [edition] = timeline.editions([new])
        if canonical.digest(archive) != edition.archive:
            raise errors.statement_mismatch(edition)
        self._verify_archive(archive, edition)
        try:
            self._storage.create(archive_name(edition.archive), archive)
        except FileExistsError:
            self._archive_bytes(edition)

    def _look(self, names: frozenset[str], *, prefetch: bool, seen_now: bool) -> None:
        """Takes a new snapshot. `seen_now`: what is new was not there when somebody last looked."""
        before = self._snapshot.logs
        files = reader.sort_names(names, before)
        logs, broken = dict(before), {}
        problems_of: dict[str, tuple[TejunError, ...]] = {}
        for program, numbers in sorted(files.numbers.items()):
            known = before.get(program, ())
            try:
                read = self._read(program, known, numbers, seen_now=seen_now)
                if prefetch:
                    self._prefetch(read.log, since=len(known))
                logs[program], problems_of[program] = read.log, read.left_out
            except TejunError as error:
                problems_of[program] = (error,)
                if not known:
                    broken[program] = error
        every = (error for found in problems_of.values() for error in found)
        self._snapshot = _Snapshot(
            {program: log for program, log in logs.items() if log},
            broken,
            problems_of,
            (*files.problems, *every),
        )

    def _read(
        self,
        program: str,
        known: tuple[SignedPublication, ...],
        numbers: frozenset[int],
        *,
        seen_now: bool,
    ) -> ReadLog:
        """The known publications and the new ones that count. Raises where a file is missing or bad."""
        log = reader.read_log(self._storage, self.trusted, program, known=known, numbers=numbers)
        return reader.leave_out(
            log, since=len(known), now=self._believed_now(), skew=self._skew, seen_now=seen_now
        )

    def _prefetch(self, log: Sequence[SignedPublication], *, since: int) -> None:
        for edition in timeline.editions([signed.publication for signed in log]):
            if edition.number > since:
                with reader.naming_the_file(archive_name(edition.archive)):
                    self._load(edition)

    def _believed_now(self) -> datetime:
        return self._clock()

    # --- archives --------------------------------------------------------------------------------

    def _load(self, edition: Edition) -> _LoadedEdition:
        with self._lock:
            loaded = self._loaded.get(edition.archive)
        if loaded is None:
            archive = self._archive_bytes(edition)
            loaded = _LoadedEdition(self._verify_archive(archive, edition), archive)
            with self._lock:
                self._loaded[edition.archive] = loaded
        return loaded

    def _archive_bytes(self, edition: Edition) -> bytes:
        archive = self._storage.read(archive_name(edition.archive), MAX_ARCHIVE_BYTES)
        if canonical.digest(archive) != edition.archive:
            raise errors.digest_mismatch(edition, archive_name(edition.archive))
        return archive

    def _verify_archive(self, archive: bytes, edition: Edition) -> Bundle:
        try:
            bundle, _ = read_signed(archive, self.trusted, on=edition.published_at.date())
        except BundleError as error:
            raise errors.with_edition(edition, error) from error
        except Exception as error:  # whatever a file holds, it stops no other
            raise errors.unforeseen(archive_name(edition.archive), error) from error
        if _stated_fields(bundle) != _stated_fields(edition):
            raise errors.statement_mismatch(edition)
        return bundle

    def _require_intact(self, program: str) -> None:
        error = self._snapshot.broken.get(program)
        if error is not None:  # a new one each time: tracebacks are not shared between threads
            raise type(error)(error.detail, error.advice, places=error.places)


def _stated_fields(edition: Bundle | Edition) -> tuple[object, ...]:
    """What a publication states of an archive, and the archive of itself."""
    return (
        edition.program,
        edition.edition,
        edition.base,
        edition.sequence,
        edition.effective_from,
        edition.effective_until,
        edition.call,
        edition.revision,
        edition.restores,
    )
