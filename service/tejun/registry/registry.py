"""The editions at hand: publications read, verified and ordered; archives read by their digest when they are asked for.

Always holds: what it gives was signed by keys that are trusted, follows from an unbroken chain of publications, and is
the archive that its publication names. `refresh` looks again and swaps in what is new in one step, archives verified
before; where anything is wrong, what was good before stays in force and `problems` says what was met. A program whose
publications were bad when they were first read has none in force: whoever asks gets the error.

May not know: who asks, or what an edition says. Whoever wants news calls `refresh`.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from tejun import canonical
from tejun.bundle.archive import MAX_ARCHIVE_BYTES, Bundle
from tejun.bundle.signatures import read_signed
from tejun.errors import BundleError, RegistryError, TejunError
from tejun.registry import errors, publication, timeline
from tejun.registry.publication import Publication, Signed
from tejun.registry.storage import Storage, storage
from tejun.registry.timeline import Edition
from tejun.settings import Settings
from tejun.signing import TrustedKeys, example_keys, trusted_keys_or_example

ARCHIVE_SUFFIX = ".tar.gz"


def archive_name(digest: str) -> str:
    """The name under which the archive with this digest (`sha256:<hex>`) stands."""
    return digest.replace(":", "-") + ARCHIVE_SUFFIX


@dataclass(frozen=True)
class _Snapshot:
    """What was read at one moment: the publications of each program in order, and what was wrong with others.

    `broken`: programs of which nothing good is known; `problems`: those, and the ones that keep an earlier state.
    """

    logs: Mapping[str, tuple[Signed, ...]] = field(default_factory=dict)
    broken: Mapping[str, TejunError] = field(default_factory=dict)
    problems: tuple[TejunError, ...] = ()


@dataclass(frozen=True)
class _Held:
    bundle: Bundle
    archive: bytes = field(repr=False)


class Registry:
    """The editions in one place; safe to share between threads. `Registry.load` makes one."""

    def __init__(self, place: Storage, trusted: TrustedKeys) -> None:
        self.trusted = trusted
        self._place = place
        self._snapshot = _Snapshot()
        self._held: dict[str, _Held] = {}
        self._lock = threading.Lock()
        self._refreshing = threading.Lock()

    @classmethod
    def load(
        cls, location: str | Path, trusted: TrustedKeys | None = None, *, may_be_new: bool = False
    ) -> "Registry":
        """Reads the publications in a folder or at a URL; no keys: the example key. Raises RegistryError.

        `may_be_new`: a place with nothing there is an empty registry.
        """
        registry = cls(storage(location), trusted or example_keys())
        try:
            names = registry._place.names()
        except RegistryError as error:
            if not (may_be_new and isinstance(error.__cause__, FileNotFoundError)):
                raise
            names = frozenset()
        registry._adopt(names, prefetch=False)
        return registry

    @classmethod
    def of(cls, settings: Settings) -> "Registry":
        """The registry that the settings name, by the keys they trust. Raises InvalidInputError or RegistryError."""
        return cls.load(settings.bundles, trusted_keys_or_example(settings.trusted_keys))

    @property
    def location(self) -> str:
        """The folder or URL."""
        return self._place.location

    @property
    def problems(self) -> tuple[TejunError, ...]:
        """What the last look met and left aside; empty where all is well."""
        return self._snapshot.problems

    def programs(self) -> tuple[str, ...]:
        """The slugs of the programs at hand, in order."""
        return tuple(sorted({*self._snapshot.logs, *self._snapshot.broken}))

    def log(self, program: str) -> tuple[Publication, ...]:
        """The program's publications in order; none where it has none. Raises BundleError where they are broken."""
        return tuple(signed.publication for signed in self.publications(program))

    def publications(self, program: str) -> tuple[Signed, ...]:
        """The same, each with its signature. Raises BundleError where they are broken."""
        self._see_whole(program)
        return self._snapshot.logs.get(program, ())

    def editions(self, program: str) -> tuple[Edition, ...]:
        """The program's editions in the order of publication, withdrawn ones too.

        Raises UnknownProgramError or BundleError.
        """
        log = self.log(program)
        if not log:
            raise errors.unknown_program(program, self.programs())
        return timeline.editions(log)

    def edition(self, program: str, edition: str) -> Edition:
        """The edition by its name. Raises UnknownProgramError, UnknownEditionError or BundleError."""
        published = self.editions(program)
        found = next((known for known in published if known.edition == edition), None)
        if found is None:
            raise errors.unknown_edition(program, edition, published)
        return found

    def calls(self, program: str) -> tuple[str, ...]:
        """The calls that standing editions belong to. Raises UnknownProgramError or BundleError."""
        return timeline.calls(self.editions(program), known_at=None)

    def in_force(
        self,
        program: str,
        as_of: date,
        *,
        call: str | None = None,
        known_at: datetime | None = None,
    ) -> Edition:
        """The edition in force on the day, as known at the moment (now, where None), for the call where one is named.

        Raises UnknownProgramError, UnknownCallError or BundleError.
        """
        published = self.editions(program)
        calls = timeline.calls(published, known_at=known_at)
        if call is not None and call not in calls:
            raise errors.unknown_call(program, call, calls)
        found = timeline.in_force(published, as_of, call=call, known_at=known_at)
        if found is None:
            raise errors.not_in_force(program, as_of, published, known_at=known_at)
        return found

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

    def all(self) -> tuple[Bundle, ...]:
        """Every edition at hand, all of them read and verified. Raises BundleError or RegistryError."""
        return tuple(
            self.open(edition) for program in self.programs() for edition in self.editions(program)
        )

    def open(self, edition: Edition) -> Bundle:
        """The edition's bundle, its archive verified. Raises BundleError or RegistryError."""
        return self._opened(edition).bundle

    def archive(self, edition: Edition) -> bytes:
        """The edition's archive, verified, as it was published. Raises BundleError or RegistryError."""
        return self._opened(edition).archive

    # --- news ------------------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Looks for new publications; whether anything that is in force may have changed. Raises nothing of ours."""
        with self._refreshing:
            before = self._snapshot
            try:
                self._adopt(self._place.names(), prefetch=True)
            except RegistryError as error:
                self._snapshot = _Snapshot(before.logs, before.broken, (error,))
            return self._snapshot.logs != before.logs

    def publish(self, signed: Signed, archive: bytes | None) -> Edition:
        """Puts an edition (with its archive) or a withdrawal (None) into force, durably, in one step.

        Raises PublicationError with every reason why it may not follow, BundleError, SignatureError or RegistryError.
        """
        self.refresh()
        new = signed.publication
        reasons = timeline.problems(self.log(new.program), new)
        if reasons:
            raise errors.refused(new, reasons)
        publication.read(signed.content, self.trusted)
        if archive is not None:
            self._put(new, archive)
        try:
            self._place.create(new.file_name, signed.content)
        except FileExistsError as error:
            raise errors.overtaken(new) from error
        self.refresh()
        return self.edition(new.program, new.edition)

    def _put(self, new: Publication, archive: bytes) -> None:
        """Under its digest, once it is seen to be the archive that is published; one there already must be the same."""
        [edition] = timeline.editions([new])
        if canonical.digest(archive) != edition.archive:
            raise errors.not_as_published(edition)
        self._verified(archive, edition)
        try:
            self._place.create(archive_name(edition.archive), archive)
        except FileExistsError:
            self._archive_bytes(edition)

    def _adopt(self, names: frozenset[str], *, prefetch: bool) -> None:
        before = self._snapshot
        numbers: dict[str, set[int]] = {program: set() for program in before.logs}
        for program, number in filter(None, map(publication.place_of, names)):
            numbers.setdefault(program, set()).add(number)
        logs, broken, problems = dict(before.logs), {}, []
        for program, found in sorted(numbers.items()):
            known = before.logs.get(program, ())
            try:
                logs[program] = self._read_on(program, known, found, prefetch=prefetch)
            except TejunError as error:
                told = errors.in_program(program, error)
                problems.append(told)
                if not known:
                    broken[program] = told
        self._snapshot = _Snapshot(logs, broken, tuple(problems))

    def _read_on(
        self, program: str, known: tuple[Signed, ...], found: set[int], *, prefetch: bool
    ) -> tuple[Signed, ...]:
        """The publications known, and the ones behind them. Raises where one is missing, bad or may not follow."""
        if found != set(range(1, max([*found, len(known)]) + 1)):
            raise errors.gap(program)
        log = list(known)
        for number in range(len(known) + 1, len(found) + 1):
            name = f"{program}.{number}{publication.SUFFIX}"
            signed = publication.read(self._place.read(name, publication.MAX_BYTES), self.trusted)
            _see_that_it_follows(
                [signed.publication for signed in log], signed.publication, program
            )
            log.append(signed)
        if prefetch:
            self._prefetch(log, since=len(known))
        return tuple(log)

    def _prefetch(self, log: Sequence[Signed], *, since: int) -> None:
        for edition in timeline.editions([signed.publication for signed in log]):
            if edition.number > since:
                self._opened(edition)

    # --- archives --------------------------------------------------------------------------------

    def _opened(self, edition: Edition) -> _Held:
        with self._lock:
            held = self._held.get(edition.archive)
        if held is None:
            archive = self._archive_bytes(edition)
            held = _Held(self._verified(archive, edition), archive)
            with self._lock:
                self._held[edition.archive] = held
        return held

    def _archive_bytes(self, edition: Edition) -> bytes:
        archive = self._place.read(archive_name(edition.archive), MAX_ARCHIVE_BYTES)
        if canonical.digest(archive) != edition.archive:
            raise errors.not_its_digest(edition, archive_name(edition.archive))
        return archive

    def _verified(self, archive: bytes, edition: Edition) -> Bundle:
        try:
            bundle, _ = read_signed(archive, self.trusted, on=edition.published_at.date())
        except BundleError as error:
            raise errors.in_edition(edition, error) from error
        if _claims(bundle) != _claims(edition):
            raise errors.not_as_published(edition)
        return bundle

    def _see_whole(self, program: str) -> None:
        error = self._snapshot.broken.get(program)
        if error is not None:  # a new one each time: tracebacks are not shared between threads
            raise type(error)(error.detail, error.advice, places=error.places)


def _see_that_it_follows(log: Sequence[Publication], new: Publication, program: str) -> None:
    if new.program != program:
        raise errors.misplaced(new, program)
    reasons = timeline.problems(log, new)
    if reasons:
        raise errors.refused(new, reasons)


def _claims(edition: Bundle | Edition) -> tuple[object, ...]:
    """What a publication says of an archive, and the archive of itself."""
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
