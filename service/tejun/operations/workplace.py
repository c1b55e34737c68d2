"""The parts of one running tejun, as its settings name them: what every use case is given.

Always holds: each part is opened when it is first asked for, and closed with the workplace; one that was handed in
stays the caller's. So a check that records nothing opens no store, and imports no SQL. The time comes from the clock,
which is handed in, and a day is a day in Tokyo.

May not know: the use cases.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Semaphore
from typing import TYPE_CHECKING

from tejun import NOT_BEFORE
from tejun.bundle.archive import Bundle
from tejun.decide.codes import describe
from tejun.decide.digests import require_unaltered
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Engine
from tejun.errors import TejunError
from tejun.operations.log_key import LogKey, find_log_key
from tejun.operations.master_key import Found, find_master, seen_of_keys
from tejun.registry import Memory, Registry
from tejun.registry.errors import clock_behind
from tejun.sealing import Masters
from tejun.settings import Settings, reports_beside
from tejun.signing import TrustedKeys, trusted_keys_or_example
from tejun.terms import JST

if TYPE_CHECKING:
    from tejun.store.postgres.place import Place
    from tejun.store.reports import Reports
    from tejun.store.store import Store

_PATIENCE_SECONDS = 1.0

Clock = Callable[[], datetime]
"""Gives an aware `now`."""


def utc_now() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


@dataclass
class MasterKeys:
    """The master keys of the record that the settings name, found when its store first asks for them.

    `say_made` is given the file of a new one in the moment when it is made: nobody is to find out later that there is
    one to keep. `made`: that file, where this process has made it.
    """

    settings: Settings
    say_made: Callable[[Path], object] = lambda _: None
    made: Path | None = None
    _found: Found | None = field(default=None, init=False, repr=False)
    _seen: object = field(default=None, init=False, repr=False)

    def find(self, has_keys: bool) -> Masters:
        """See `tejun.store.keys.FindMasters`; what is in a file is read again where that was changed.

        Raises InvalidInputError or SealError.
        """
        seen = seen_of_keys(self.settings, self.settings.database)
        if self._found is None or seen is None or seen != self._seen:
            self._found = find_master(self.settings, self.settings.database, has_keys=has_keys)
            self._seen = seen
            if self._found.made is not None:
                self.made = self._found.made
                self.say_made(self.made)
        return self._found.masters


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Workplace:
    """Settings, clock, and the parts, each behind the function that opens it once; `open_workplace` makes one.

    `has_record`: whether there is a record to read.
    """

    settings: Settings
    clock: Clock
    has_record: Callable[[], bool]
    open_trusted: Callable[[], TrustedKeys]
    open_registry: Callable[[], Registry]
    open_engine: Callable[[], Engine]
    open_store: "Callable[[], Store]"
    open_reports: "Callable[[], Reports]"
    open_log_key: Callable[[], LogKey]
    master_keys: MasterKeys
    turns: Semaphore = field(default_factory=lambda: Semaphore(2))
    """See `turn`."""

    @property
    def registry(self) -> Registry:
        """The editions at hand. Raises InvalidInputError or RegistryError."""
        return self.open_registry()

    @property
    def trusted(self) -> TrustedKeys:
        """Whose editions are taken. Raises InvalidInputError."""
        return self.open_trusted()

    @property
    def engine(self) -> Engine:
        """What evaluates. Raises ToolMissingError."""
        return self.open_engine()

    @property
    def store(self) -> "Store":
        """The record, made where there is none. Raises StoreError."""
        return self.open_store()

    @property
    def reports(self) -> "Reports":
        """What OPAs report, beside the record. Raises nothing: the file may have a problem, and says so."""
        return self.open_reports()

    @property
    def log_key(self) -> LogKey:
        """What the record's log signs with, made where there is a record and none has signed for it.

        Raises InvalidInputError, NotFoundError or StoreError.
        """
        return self.open_log_key()

    def now(self) -> datetime:
        """The time, aware. Raises ClockError where it cannot be: what is made now bears a date."""
        now = self.clock()
        if now < NOT_BEFORE:
            raise clock_behind(now, NOT_BEFORE)
        return now

    def today(self) -> date:
        """The day in Tokyo, wherever this machine is: the programs' days are Tokyo's."""
        return self.day_of(self.clock())

    def day_of(self, moment: datetime) -> date:
        """The day in Tokyo at an aware moment."""
        return moment.astimezone(JST).date()

    def open_to_decide(self, *, record: bool) -> None:
        """Opens what decisions need: what is wrong with it is said before any facts are read.

        Threads may share the workplace from then on. Raises InvalidInputError, RegistryError, ToolMissingError or
        StoreError.
        """
        _ = self.registry, self.engine, self.store if record else None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits for one of few turns to decide in this process, as long as that makes sense; then goes on without.

        Python works in one thread of a process at a time: many would only take it from one another, again and again. A
        second one works while the first evaluates, also where there are several processes: connections stay with one of
        them, and the others may have none. Where an engine outside decides, it is for that to say how many may.
        """
        is_taken = self.engine.name == "wasm" and self.turns.acquire(timeout=_PATIENCE_SECONDS)
        try:
            yield
        finally:
            if is_taken:
                self.turns.release()

    def with_engine(self, engine: Engine) -> "Workplace":
        """The same, but for what evaluates, which stays the caller's."""
        return replace(self, open_engine=lambda: engine)


@contextmanager
def open_workplace(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    registry: Registry | None = None,
    engine: Engine | None = None,
    store: "Store | None" = None,
    master_keys: MasterKeys | None = None,
    registry_may_be_new: bool = False,
    recalls: bool = False,
) -> Iterator[Workplace]:
    """The workplace of one command: it evaluates in its own process, one application at a time.

    `registry_may_be_new`: where nothing is there, it is an empty registry, to publish to. `recalls`: where there is a
    record, what was seen of the registry before goes on counting. A record in a file is opened without
    being looked through as a whole: what is read of it is held to its digests in any case.
    """
    keys = master_keys or MasterKeys(settings)
    with ExitStack() as opened:

        @cache
        def open_trusted() -> TrustedKeys:
            return (
                trusted_keys_or_example(settings.trusted_keys)
                if registry is None
                else registry.trusted
            )

        @cache
        def open_registry() -> Registry:
            if registry is not None:
                return registry
            recalled = recalls and has_record()
            return Registry.from_settings(
                settings,
                open_trusted(),
                may_be_new=registry_may_be_new,
                clock=clock,
                memory=_memory(settings, open_store()) if recalled else None,
            )

        @cache
        def open_engine() -> Engine:
            if engine is not None:
                return engine
            return opened.enter_context(closing(embedded_engine(settings, pool_size=1)))

        @cache
        def open_store() -> "Store":
            return store or opened.enter_context(open_record(settings, keys, looks_through=False))

        def has_record() -> bool:
            return (
                store is not None or settings.database_url is not None or settings.database.exists()
            )

        beside = settings.database if store is None else store.path

        @cache
        def open_reports() -> "Reports":
            return opened.enter_context(_reports(settings, beside))

        @cache
        def open_log_key() -> LogKey:
            return find_log_key(settings, beside, open_store().log if has_record() else None)

        yield Workplace(
            settings=settings,
            clock=clock,
            has_record=has_record,
            open_trusted=open_trusted,
            open_registry=open_registry,
            open_engine=open_engine,
            open_store=open_store,
            open_reports=open_reports,
            open_log_key=open_log_key,
            master_keys=keys,
        )


@contextmanager
def open_service(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    registry: Registry | None = None,
    engine: Engine | None = None,
    store: "Store | None" = None,
) -> Iterator[Workplace]:
    """The workplace of a service, all of it open: the engine that the settings name, and days in Tokyo.

    Raises what `Workplace.open_to_decide` raises.
    """
    from tejun.engine.choose import engine_of  # noqa: PLC0415 - a command asks no other engine

    keys = MasterKeys(settings)
    with ExitStack() as opened:
        trusted = None if registry else trusted_keys_or_example(settings.trusted_keys)
        if store is None:
            store = opened.enter_context(open_record(settings, keys, for_callers=True))
            store.log_warnings()
        editions = registry or Registry.from_settings(
            settings, trusted, clock=clock, memory=_memory(settings, store)
        )
        if engine is None:
            chosen = engine_of(settings, lambda: open_all(editions)[0])
            engine = opened.enter_context(closing(chosen))
        with open_workplace(
            settings,
            clock=clock,
            registry=editions,
            engine=engine,
            store=store,
            master_keys=keys,
        ) as workplace:
            _ = workplace.reports
            yield workplace


def settings_for_command(environ: Mapping[str, str]) -> Settings:
    """The settings of a command: compiled editions are kept between runs. Raises InvalidInputError."""
    settings = Settings.from_env(environ)
    return replace(settings, cache=settings.cache or _cache_of_the_user(environ))


def embedded_engine(settings: Settings, *, pool_size: int | None = None) -> WasmEngine:
    """An engine of the caller's own, in this process; None: on as many threads as there are cores."""
    return WasmEngine(
        deadline_seconds=settings.evaluation_seconds,
        memory_mb=settings.evaluation_memory_mb,
        pool_size=pool_size,
        cache=settings.cache,
    )


def _cache_of_the_user(environ: Mapping[str, str]) -> Path | None:
    """The user's own cache folder, if there is one."""
    caches = environ.get("XDG_CACHE_HOME", "")
    if caches:
        return Path(caches) / "tejun"
    home = environ.get("HOME", "")
    if not home:
        return None
    below = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path(home) / below / "tejun"


def open_all(registry: Registry) -> tuple[tuple[Bundle, ...], tuple[TejunError, ...]]:
    """Every edition that can be read now, and why the others cannot; who asks for one of those gets its error."""
    readable: list[Bundle] = []
    errors: list[TejunError] = []
    for program in registry.programs():
        try:
            editions = registry.editions(program)
        except TejunError as error:
            errors.append(error)
            continue
        for edition in editions:
            try:
                readable.append(registry.open(edition))
            except TejunError as error:
                errors.append(error)
    return tuple(readable), tuple(errors)


def _memory(settings: Settings, store: "Store") -> Memory:
    """What was seen of the registry that the settings name, whatever folder the process is in."""
    place = (
        settings.bundles if "://" in str(settings.bundles) else Path(settings.bundles).absolute()
    )
    return store.statements.of(str(place))


def open_record(
    settings: Settings,
    keys: MasterKeys | None = None,
    *,
    looks_through: bool = True,
    for_callers: bool = False,
) -> "Store":
    """The record that the settings name, made where it is a file that is not there yet. Raises StoreError.

    `looks_through`: see `Store.open`. `for_callers`: somebody waits for each answer, and no statement may take long.
    """
    from tejun.store.store import Store  # noqa: PLC0415 - SQLModel takes half a second to import

    masters, seconds = (keys or MasterKeys(settings)).find, settings.store_seconds
    if settings.database_url is None:
        return Store.open(
            settings.database,
            masters=masters,
            describe=describe,
            require=require_unaltered,
            timeout_seconds=seconds,
            looks_through=looks_through,
        )
    from tejun.store.postgres.place import FOR_CALLERS, FOR_WORK  # noqa: PLC0415 - nobody else needs it

    return Store.open_in_postgres(
        place_of(settings),
        settings.database,
        masters=masters,
        timeout_seconds=seconds,
        patience=FOR_CALLERS if for_callers else FOR_WORK,
    )


def place_of(settings: Settings) -> "Place":
    """Where the record lies in PostgreSQL, which the settings name."""
    from tejun.store.postgres.place import Place  # noqa: PLC0415 - nobody else needs it

    return Place(str(settings.database_url), str(settings.record))


def _reports(settings: Settings, database: Path) -> "Reports":
    from tejun.store.report_tables import Quota  # noqa: PLC0415 - as above
    from tejun.store.reports import Reports  # noqa: PLC0415

    quota = Quota(settings.reports_mb * 1024 * 1024)
    path = settings.reports or reports_beside(database)
    return Reports.open(path, quota=quota, timeout_seconds=settings.store_seconds)
