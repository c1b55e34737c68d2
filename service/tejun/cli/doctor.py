"""`tejun doctor`: what is installed, which engine, which editions, and what to mend.

Always holds: every line is ok, warn or fail, and one that is not ok says what to do. It makes no decision that is kept.
"""

import os
import platform
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib import metadata
from pathlib import Path
from typing import Literal

import click

from tejun import __version__
from tejun.cli import options
from tejun.cli.command import command
from tejun.decide import decide
from tejun.engine.choose import opa_of
from tejun.engine.protocol import Engine
from tejun.errors import TejunError, ToolMissingError
from tejun.model.sample import smallest_facts
from tejun.operations.engine import cache_folder, embedded
from tejun.present import wording
from tejun.registry import Edition, Registry
from tejun.settings import Settings
from tejun.toolchain import find_opa
from tejun.words import Language, Message, Words

_MARKS = {"ok": "ok  ", "warn": "warn", "fail": "fail"}
_COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}

_ENGINE = Message("cli.engine")
_SETTINGS = Message("cli.settings")
_RECORD = Message("cli.record")
_CACHE = Message("cli.cache")
_NEEDS_OPA = Message("cli.needs_opa")
_REINSTALL = Message("cli.reinstall")
_NO_EDITIONS = Message("cli.no_editions")
_WITHDRAWN = Message("cli.withdrawn")
_NOT_WRITABLE = Message("cli.not_writable")
_NO_CACHE = Message("cli.no_cache")


Level = Literal["ok", "warn", "fail"]


@dataclass(frozen=True)
class Line:
    """One thing looked at; `advice` where it is not ok."""

    level: Level
    what: str
    advice: str | None = None


@command(help=Message("cli.help.doctor"))
@options.language_option
@click.pass_context
def doctor(context: click.Context) -> int:
    """Prints a line for each thing looked at; gives 1 where one failed."""
    language = options.session_of(context).language
    failed = False
    for line in _lines(language):
        failed = failed or line.level == "fail"
        click.secho(f"{_MARKS[line.level]}  ", fg=_COLOURS[line.level], nl=False)
        click.echo(line.what)
        if line.advice:
            click.echo(f"      → {line.advice}")
    return 1 if failed else 0


def _lines(language: Language) -> Iterator[Line]:
    yield Line("ok", f"tejun {__version__}")
    yield Line(
        "ok", f"Python {platform.python_version()} ({platform.system()} {platform.machine()})"
    )
    yield from (_package(name, language) for name in ("opa-py-wasm", "wasmtime", "jsonschema-rs"))
    yield _opa(language)
    try:
        settings = Settings.from_env(os.environ)
    except TejunError as error:
        yield _failure(_SETTINGS.in_(language), error, language)
        return
    yield from _editions(settings, language)
    yield _database(settings.database, language)


def _package(name: str, language: Language) -> Line:
    try:
        return Line("ok", f"{name} {metadata.version(name)}")
    except metadata.PackageNotFoundError:
        return Line("fail", name, _REINSTALL.in_(language))


def _opa(language: Language) -> Line:
    try:
        path = find_opa()
        answer = subprocess.run(  # noqa: S603 - the path is the one that building uses
            [path, "version"], capture_output=True, text=True, check=True, timeout=20
        ).stdout
    except ToolMissingError:
        return Line("warn", "opa —", _NEEDS_OPA.in_(language))
    except (OSError, subprocess.SubprocessError) as error:
        return Line("warn", f"opa: {error}", _NEEDS_OPA.in_(language))
    return Line("ok", f"opa {answer.partition('Version:')[2].split()[0]} ({path})")


def _editions(settings: Settings, language: Language) -> Iterator[Line]:
    try:
        registry = Registry.from_settings(settings)
        editions = [
            edition for program in registry.programs() for edition in registry.editions(program)
        ]
        engine = embedded(settings)
    except TejunError as error:
        yield _failure(str(settings.bundles), error, language)
        return
    if not editions:
        yield Line("fail", str(settings.bundles), _NO_EDITIONS.in_(language))
    try:
        for edition in editions:
            yield _edition(edition, registry, engine, language=language)
        yield _cache(cache_folder(settings, os.environ), engine.cache_problem, language)
    finally:
        engine.close()
    yield from _engine(settings, registry, editions, language=language)


def _engine(
    settings: Settings, registry: Registry, editions: list[Edition], *, language: Language
) -> Iterator[Line]:
    """The engine that is set; an OPA evaluates each edition. Where it does not, another stands by: no failure."""
    what = f"{_ENGINE.in_(language)}: {settings.engine}"
    if settings.engine == "wasm":
        yield Line("ok", what)
        return
    try:
        engine = opa_of(settings, lambda: [registry.open(edition) for edition in editions])
    except TejunError as error:
        yield _failure(what, error, language)
        return
    with closing(engine):
        for edition in editions:
            line = _edition(edition, registry, engine, language=language)
            level: Level = "warn" if line.level == "fail" else line.level
            yield replace(line, level=level, what=f"{what}: {line.what}")


def _edition(edition: Edition, registry: Registry, engine: Engine, *, language: Language) -> Line:
    """Evaluates the smallest facts there are on the edition, all checks on, and keeps nothing.

    One that was withdrawn is in force on no day: it is read, and that is all.
    """
    what = wording.EDITION.fill(
        program=edition.program,
        edition=edition.edition,
        base=edition.base,
        effective_from=edition.effective_from,
        revision=edition.revision,
    ).in_(language)
    try:
        if edition.withdrawal is not None:
            registry.open(edition)
            return Line("ok", f"{what}: {_WITHDRAWN.in_(language)}")
        decided = decide(
            smallest_facts(edition.program, edition.call),
            program=edition.program,
            as_of=date.fromisoformat(edition.effective_from),
            now=datetime.now(UTC),
            registry=registry,
            engine=engine,
            store=None,
        )
    except TejunError as error:
        return _failure(what, error, language)
    return Line("ok", f"{what}: {engine.name} {engine.version} → {decided.decision['outcome']}")


def _failure(what: str, error: TejunError, language: Language) -> Line:
    return Line("fail", f"{what}: {error.detail.in_(language)}", error.advice.in_(language))


def _database(path: Path, language: Language) -> Line:
    target = path if path.exists() else path.absolute().parent
    if os.access(target, os.W_OK) and (path.is_file() or target.is_dir()):
        return Line("ok", f"{_RECORD.in_(language)}: {path}")
    return Line("fail", f"{_RECORD.in_(language)}: {path}", _NOT_WRITABLE.in_(language))


def _cache(path: Path | None, problem: Words | None, language: Language) -> Line:
    """The evaluations before this have used the folder: what they met there is what a check would meet."""
    if path is None:
        return Line("warn", f"{_CACHE.in_(language)}: —", _NO_CACHE.in_(language))
    if problem is not None:
        return Line(
            "warn", f"{_CACHE.in_(language)}: {problem.in_(language)}", _NO_CACHE.in_(language)
        )
    return Line("ok", f"{_CACHE.in_(language)}: {path}")
