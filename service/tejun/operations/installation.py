"""Looking over an installation: what is there, which engine, which editions decide, whether a record can be kept.

Always holds: everything that is not ok has advice; no decision that is made is kept. What is wrong with one thing
leaves the others to be looked at.

May not know: how it is shown.
"""

import os
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from tejun import __version__, folders
from tejun.decide.codes import describe
from tejun.decide.digests import require_unaltered
from tejun.engine.choose import opa_of
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import TejunError, ToolMissingError
from tejun.explain.words import HEADLINES
from tejun.model.sample import smallest_facts
from tejun.operations import mending
from tejun.operations.deciding import decide
from tejun.operations.diagnosis import Diagnosis, Level, Part, failure
from tejun.operations.key_diagnoses import (
    Keys,
    examine_log_key,
    examine_master_key,
    find_older_master_keys,
    look_at_keys,
    unreadable_record,
)
from tejun.operations.production import (
    find_left_in_clear,
    find_left_keys,
    find_lost_record,
    find_unfinished_copies,
    find_unsafe,
    is_root,
)
from tejun.operations.readiness import seen_before
from tejun.operations.workplace import (
    Workplace,
    embedded_engine,
    open_all,
    open_record,
    open_workplace,
    settings_for_command,
    utc_now,
)
from tejun.registry import Edition, Registry
from tejun.settings import (
    Settings,
    names_both_databases,
    reports_beside,
)
from tejun.toolchain import find_opa, how_to_get_opa
from tejun.words import Message, Words

if TYPE_CHECKING:
    from tejun.store.protocol import Rights


def examine_installation(environ: Mapping[str, str]) -> Iterator[Diagnosis]:
    """Looks at one thing after another, each when it is asked for."""
    yield Diagnosis("ok", (f"tejun {__version__}",))
    python = f"Python {platform.python_version()} ({platform.system()} {platform.machine()})"
    yield Diagnosis("ok", (python,))
    yield from map(_package, ("wasmtime", "jsonschema-rs"))
    yield _sqlite()
    yield _opa()
    try:
        settings = settings_for_command(environ)
    except TejunError as error:
        yield failure((Message("operations.installation.settings"),), error)
        return
    former = _former_version(settings)
    with open_workplace(settings, recalls=former is None) as workplace:
        yield from _unsafe(workplace)
        yield from _editions(workplace)
    if former is None:
        yield from _record(settings, both=names_both_databases(environ))
    else:
        yield _former(settings, former)
    keys = look_at_keys(settings) if former is None else Keys()
    yield examine_log_key(settings, keys)
    yield examine_master_key(settings, keys)
    yield _reports(settings)
    for left in (*find_unfinished_copies(settings), *find_left_keys(settings)):
        yield Diagnosis("warn", (left.detail,), left.advice)
    yield from find_older_master_keys(settings)


def _unsafe(workplace: Workplace) -> Iterator[Diagnosis]:
    try:
        trusted = workplace.trusted
    except TejunError as error:
        yield failure((Message("operations.installation.settings"),), error)
        return
    for unsafe in find_unsafe(workplace.settings, trusted, as_root=is_root()):
        yield Diagnosis("warn", (unsafe.detail,), unsafe.advice)


def _package(name: str) -> Diagnosis:
    try:
        return Diagnosis("ok", (f"{name} {metadata.version(name)}",))
    except metadata.PackageNotFoundError:
        return Diagnosis("fail", (name,), _how_to_reinstall())


def _sqlite() -> Diagnosis:
    """The SQLite that this process works with; one that may damage a file holds to one process that writes."""
    from tejun.store import driver, errors  # noqa: PLC0415 - SQLModel takes half a second to import

    parts = (f"SQLite {driver.VERSION} ({driver.SOURCE})",)
    if driver.is_mended():
        return Diagnosis("ok", parts)
    return Diagnosis(
        "warn", parts, Message("operations.installation.old_sqlite", mended=errors.MENDED)
    )


def _how_to_reinstall() -> Words:
    """In a checkout `make setup` does it, an installation has no make."""
    if folders.checkout() is not None:
        return Message("operations.installation.reinstall_in_checkout")
    return Message("operations.installation.reinstall")


def _opa() -> Diagnosis:
    needs_opa = Message("operations.installation.needs_opa", advice=how_to_get_opa())
    try:
        path = find_opa()
        answer = subprocess.run(  # noqa: S603 - the path is the one that building uses
            [path, "version"], capture_output=True, text=True, check=True, timeout=20
        ).stdout
    except ToolMissingError:
        return Diagnosis("warn", ("opa —",), needs_opa)
    except (OSError, subprocess.SubprocessError) as error:
        return Diagnosis("warn", (f"opa: {error}",), needs_opa)
    return Diagnosis("ok", (f"opa {answer.partition('Version:')[2].split()[0]} ({path})",))


def _editions(workplace: Workplace) -> Iterator[Diagnosis]:
    settings, place = workplace.settings, str(workplace.settings.bundles)
    try:
        registry = workplace.registry
        engine = embedded_engine(settings, pool_size=1)
    except TejunError as error:
        yield failure((place,), error)
        return
    yield Diagnosis("ok", (place, seen_before(registry)))
    for problem in registry.problems:
        yield failure((place,), problem)
    editions = list(_published(registry))
    if not editions:
        yield Diagnosis("fail", (place,), Message("operations.installation.no_editions"))
    with closing(engine):
        for edition in editions:
            yield _edition(workplace.with_engine(engine), edition)
        yield _cache(settings.cache, engine)
    yield from _engine(workplace, editions)


def _published(registry: Registry) -> Iterator[Edition]:
    """The editions of every program whose statements can be read; the registry's problems name the others."""
    for program in registry.programs():
        with suppress(TejunError):
            yield from registry.editions(program)


def _engine(workplace: Workplace, editions: Sequence[Edition]) -> Iterator[Diagnosis]:
    """The engine that is set; an OPA evaluates each edition. Where it does not, another stands by: no failure."""
    settings = workplace.settings
    parts = (Message("operations.installation.engine"), settings.engine)
    if settings.engine == "wasm":
        yield Diagnosis("ok", parts)
        return
    try:
        engine = opa_of(settings, lambda: open_all(workplace.registry)[0])
    except TejunError as error:
        yield failure(parts, error)
        return
    with closing(engine):
        for edition in editions:
            found = _edition(workplace.with_engine(engine), edition)
            level: Level = "warn" if found.level == "fail" else found.level
            yield replace(found, level=level, parts=(*parts, *found.parts))


def _edition(workplace: Workplace, edition: Edition) -> Diagnosis:
    """Evaluates the smallest facts there are on the edition, all checks on, and keeps nothing.

    One that was withdrawn is in force on no day: it is read, and that is all.
    """
    try:
        if edition.withdrawal is not None:
            workplace.registry.open(edition)
            return Diagnosis("ok", (edition, Message("operations.installation.withdrawn")))
        decided = decide(
            workplace,
            smallest_facts(edition.program, edition.call),
            as_of=date.fromisoformat(edition.effective_from),
        )
    except TejunError as error:
        return failure((edition,), error)
    engine = workplace.engine
    outcome, name = decided.decision["outcome"], f"{engine.name} {engine.version}"
    trial = Message(
        "operations.installation.trial",
        engine=name,
        outcome=HEADLINES[outcome],
    )
    return Diagnosis("ok", (edition, trial))


def _former_version(settings: Settings) -> int | None:
    """Of a file that whoever opens it brings forward: looking it over is no reason to."""
    from tejun.store.former import find_former_version  # noqa: PLC0415 - SQLModel takes half a second to import

    if settings.database_url is not None:
        return None
    try:
        return find_former_version(settings.database)
    except TejunError:  # who opens it gets the same
        return None


def _former(settings: Settings, version: int) -> Diagnosis:
    """What is there, and what becomes of it next: whoever opens it refuses what is refused here."""
    from tejun.store.former_fit import look_at  # noqa: PLC0415 - SQLModel takes half a second to import

    path = settings.database
    parts = Message("operations.installation.record"), str(path)
    is_former = Message("operations.installation.former", version=version)
    try:
        is_all = look_at(path, version, describe=describe, require=require_unaltered)
    except TejunError as error:
        return failure((*parts, is_former), error)
    words = {"kept": f"{path.name}.in-clear-{version}"}
    if is_all:
        advice = Message("operations.installation.former.advice", **words)
    else:
        advice = Message("operations.installation.former.if_it_holds", **words)
    return Diagnosis("warn", (*parts, is_former), advice)


def _record(settings: Settings, *, both: bool) -> Iterator[Diagnosis]:
    """Where decisions are recorded: a file, or PostgreSQL, which is looked at as a service would use it."""
    if settings.database_url is None:
        yield from _database(settings)
        yield from _in_clear(settings)
        return
    parts = (Message("operations.installation.record"), str(settings.record))
    try:
        looked = _try_open(settings)
    except TejunError as error:
        yield unreadable_record(parts, error)
        yield from mending.diagnose_again(parts, settings)
        return
    counted = Message("operations.installation.records", count=looked.count)
    yield Diagnosis("ok", (*parts, counted))
    yield from looked.diagnose_misdated(parts)
    if both:
        yield Diagnosis("ok", (*parts, Message("cli.serve.both_databases", path=settings.database)))
    if looked.rights.excess:
        excess = Message("operations.installation.excess", rights=", ".join(looked.rights.excess))
        advice = Message("operations.installation.excess.advice")
        yield Diagnosis("warn", (*parts, excess), advice)
    yield from mending.diagnose(parts, looked.rights.differences)


@dataclass(frozen=True)
class _Looked:
    """How many records there are, each as it was written, and what the role may do, or whether the triggers are there.

    `misdated`: what is said of dates. `all_pages`: whether a file was looked through to its end.
    """

    count: int
    rights: "Rights"
    misdated: tuple[Words, ...] = ()
    all_pages: bool = True

    def diagnose_misdated(self, parts: tuple[Part, ...]) -> Iterator[Diagnosis]:
        """A line for each."""
        from tejun.operations.log import MISDATED  # noqa: PLC0415 - SQLModel takes half a second to import

        for words in self.misdated:
            yield Diagnosis("warn", (*parts, words), MISDATED)


def _try_open(settings: Settings) -> _Looked:
    from tejun.operations.log import find_misdated, look_over, require_kept_checkpoints  # noqa: PLC0415 - as above

    with open_record(settings) as store:
        store.check_writable()
        count = look_over(store).size
        require_kept_checkpoints(store, settings)
        misdated = find_misdated(store, settings, utc_now())
        return _Looked(count, store.look_at_rights(), misdated, store.is_looked_through)


def _database(settings: Settings) -> Iterator[Diagnosis]:
    """A record that is there takes a write, undone; where there is none yet, its folder is looked at."""
    path = settings.database
    parts: tuple[Part, ...] = (Message("operations.installation.record"), str(path))
    folder = path.absolute().parent
    usable = path.is_file() if path.exists() else folder.is_dir()
    if not (usable and os.access(path if path.exists() else folder, os.W_OK)):
        yield Diagnosis("fail", parts, Message("operations.installation.not_writable"))
        return
    try:
        looked = _try_record(settings)
    except TejunError as error:
        yield unreadable_record(parts, error)
        yield from mending.diagnose_again(parts, settings)
        return
    for lost in find_lost_record(settings):
        yield Diagnosis("warn", (*parts, lost.detail), lost.advice)
        return
    counted = (*parts, Message("operations.installation.records", count=looked.count))
    if looked.all_pages:
        yield Diagnosis("ok", counted)
    else:
        advice = Message("operations.installation.not_looked_through", path=path)
        yield Diagnosis("warn", counted, advice)
    yield from looked.diagnose_misdated(parts)
    yield from mending.diagnose(parts, looked.rights.differences)


def _in_clear(settings: Settings) -> Iterator[Diagnosis]:
    """What a record that was sealed has left beside it."""
    for left in find_left_in_clear(settings):
        yield Diagnosis("warn", (left.detail,), left.advice)


def _reports(settings: Settings) -> Diagnosis:
    """The file of what OPAs report: decisions are made without it, so that nothing of it is a failure."""
    from tejun.store.reports import Reports  # noqa: PLC0415 - as below

    path = settings.reports or reports_beside(settings.database)
    parts = (Message("operations.installation.reports"), str(path))
    if not path.exists():
        if os.access(path.absolute().parent, os.W_OK):
            return Diagnosis("ok", parts)
        return Diagnosis("warn", parts, Message("operations.installation.reports_not_writable"))
    with Reports.open(path) as reports:
        problem = reports.problem()
    if problem is None:
        return Diagnosis("ok", parts)
    return Diagnosis("warn", (*parts, problem.detail), problem.advice)


def _try_record(settings: Settings) -> _Looked:
    from tejun.store.checks import check_complete  # noqa: PLC0415 - as above
    from tejun.store.database import check_room  # noqa: PLC0415
    from tejun.store.errors import record_file  # noqa: PLC0415
    from tejun.store.protocol import Rights  # noqa: PLC0415

    if settings.database.is_file():
        return _try_open(settings)
    check_complete(record_file(settings.database))
    check_room(record_file(settings.database))
    return _Looked(0, Rights())


def _cache(path: Path | None, engine: WasmEngine) -> Diagnosis:
    """The evaluations before this have used the folder: what they met there is what a check would meet."""
    cache, problem = Message("operations.installation.cache"), engine.cache_problem
    if path is None:
        return Diagnosis("warn", (cache, "—"), Message("operations.installation.no_cache"))
    if problem is not None:
        return Diagnosis("warn", (cache, problem), Message("operations.installation.no_cache"))
    return Diagnosis("ok", (cache, str(path)))
