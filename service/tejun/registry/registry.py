"""The registry's editions: publications read, verified and ordered; archives read by their digest on demand.

Always holds: every edition that it returns was signed by trusted keys, follows from an unbroken chain of publications,
and has the archive that its publication names. `refresh` reads again and swaps in what is new in one step, after its
archives are verified; where anything is wrong, what was good before stays in force and `problems` says what is wrong.
Of a program whose publications were bad when they were first read, every query raises the error.

May not know: who asks, or what an edition says. Callers who want news call `refresh`.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tejun import canonical
from tejun.bundle.archive import MAX_ARCHIVE_BYTES, Bundle
from tejun.bundle.signatures import read_signed
from tejun.errors import BundleError, RegistryError, TejunError
from tejun.registry import errors, publication, reader, timeline
from tejun.registry.ledger import Clock, Ledger, Snapshot, Trust
from tejun.registry.memory import Memory
from tejun.registry.publication import Publication, SignedPublication
from tejun.registry.storage import Storage, open_storage
from tejun.registry.timeline import Edition
from tejun.settings import Settings
from tejun.signing import TrustedKeys, example_keys, trusted_keys_or_example

ARCHIVE_SUFFIX = ".tar.gz"
MAX_PROBLEMS = 100
"""How many problems are named one by one."""

CLOCKS_MAY_DIFFER = timedelta(minutes=5)
"""How far ahead of the clock a statement may be dated, where no setting says otherwise."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


def archive_name(digest: str) -> str:
    """The name of the archive with this digest (`sha256:<hex>`)."""
    return digest.replace(":", "-") + ARCHIVE_SUFFIX


@dataclass(frozen=True)
class _LoadedEdition:
    bundle: Bundle
    archive: bytes = field(repr=False)


class Registry:
    """The editions of one registry; safe to share between threads. `Registry.load` makes it."""

    def __init__(self, storage: Storage, trust: Trust) -> None:
        self.trusted = trust.keys
        self._storage = storage
        self._ledger = Ledger(storage, trust)
        self._loaded: dict[str, _LoadedEdition] = {}
        self._editions: dict[str, tuple[tuple[SignedPublication, ...], tuple[Edition, ...]]] = {}
        """Of each program, and of which publications they are."""
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
        memory: Memory | None = None,
    ) -> "Registry":
        """Reads the publications in a folder or at a URL; trusts the example key where no keys are given.

        `may_be_new`: a folder that is not there is an empty registry. `clock` gives an aware `now`; statements dated
        more than `skew` ahead of it do not count yet. `memory` has what was seen before, which goes on counting; None:
        nobody has seen anything. Raises RegistryError or StoreError.
        """
        trust = Trust(keys=trusted or example_keys(), clock=clock, skew=skew, memory=memory)
        registry = cls(open_storage(location), trust)
        try:
            names = registry._storage.names()
        except RegistryError as error:
            if not (may_be_new and isinstance(error.__cause__, FileNotFoundError)):
                raise
            names = frozenset()
        registry._ledger.first_look(names)
        return registry

    @classmethod
    def from_settings(
        cls,
        settings: Settings,
        trusted: TrustedKeys | None = None,
        *,
        may_be_new: bool = False,
        clock: Clock = _utc_now,
        memory: Memory | None = None,
    ) -> "Registry":
        """The registry that the settings name, by the keys they trust. Raises what `load` raises, InvalidInputError."""
        return cls.load(
            settings.bundles,
            trusted or trusted_keys_or_example(settings.trusted_keys),
            may_be_new=may_be_new,
            clock=clock,
            skew=timedelta(seconds=settings.clock_skew_seconds),
            memory=memory,
        )

    @property
    def location(self) -> str:
        """The folder or URL."""
        return self._storage.location

    @property
    def seen_since(self) -> datetime | None:
        """Since when what was in the registry is remembered; None: nobody had seen it before."""
        return self._ledger.seen_since

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
        published = self.publications(program)
        if not published:
            raise errors.unknown_program(program, self.programs())
        known, editions = self._editions.get(program, ((), ()))
        if known is not published:  # a decision asks twice, and most come between two publications
            editions = timeline.editions([signed.publication for signed in published])
            self._editions[program] = published, editions
        return editions

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
            return self._ledger.look(self._prefetch)

    def publish(self, signed: SignedPublication, archive: bytes | None) -> Edition:
        """Puts an edition (with its archive) or a withdrawal (None) into force, durably, in one step.

        Raises PublicationError with every reason why it may not follow, BundleError, SignatureError or RegistryError.
        """
        self.refresh()
        new = signed.publication
        reasons = timeline.problems(self.log(new.program), new)
        if reasons:
            raise errors.may_not_follow(new, reasons)
        self._ledger.require_believable(publication.read(signed.content, self.trusted))
        if archive is not None:
            self._store_archive(new, archive)
        try:
            self._storage.create(new.file_name, signed.content)
        except FileExistsError as error:
            raise self._name_taken(new) from error
        self.refresh()
        return self.edition(new.program, new.edition)

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

    def _prefetch(self, log: Sequence[SignedPublication], known: int) -> None:
        """New editions are in force only with their archives read and verified."""
        for edition in timeline.editions([signed.publication for signed in log]):
            if edition.number > known:
                with reader.naming_the_file(archive_name(edition.archive)):
                    self._load(edition)

    @property
    def _snapshot(self) -> Snapshot:
        return self._ledger.snapshot

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
        try:
            archive = self._storage.read(archive_name(edition.archive), MAX_ARCHIVE_BYTES)
        except RegistryError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                self._storage.names()  # raises where all of it is gone
                raise errors.archive_missing(edition, archive_name(edition.archive)) from error
            raise
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
