"""Whether decisions can be made and recorded, now or before a service begins.

Always holds: ready means that the record takes a write and at least one edition evaluates to a whole decision; nothing
is recorded by trying.

May not know: what is wrong with a part; the part's own error says it.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tejun.bundle.archive import Bundle
from tejun.engine.failover import Failover
from tejun.errors import BundleError, RegistryError, TejunError
from tejun.model.sample import smallest_facts
from tejun.operations.deciding import decide
from tejun.operations.log import require_not_cut
from tejun.operations.workplace import Workplace, open_all
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.toolchain import find_opa
from tejun.words import Message, Words

_LOG = logging.getLogger("tejun.operations")


@dataclass(frozen=True)
class Readiness:
    """What decides at present. `circuit`: whether an OPA is asked, where one stands before the embedded engine.

    `seen_since`: since when what was published is remembered; None where this process has seen it first.
    """

    programs: list[str]
    engine: str
    circuit: Literal["closed", "half_open", "open"] | None
    registry_problems: tuple[TejunError, ...]
    seen_since: datetime | None
    reports_problem: TejunError | None


def check_readiness(workplace: Workplace) -> Readiness:
    """Tries a write, undone, and an evaluation of each program's edition, not recorded; looks for the master key.

    What is wrong with the registry stands beside, and why an edition cannot decide: its last good state goes on.
    So does why what OPAs report cannot be kept: decisions need none of it. Raises StoreError, SealError or
    InvalidInputError where the master key of the record is not at hand, AlteredRecordError where the log's end was cut
    off, ClockError, or the first error where no program decides.
    """
    workplace.store.check_writable()
    require_not_cut(workplace)
    workplace.store.check_master()
    workplace.now()
    programs, bad = _programs_that_decide(workplace)
    engine, problems = workplace.engine, workplace.registry.problems
    return Readiness(
        programs=programs,
        engine=engine.name,
        circuit=engine.circuit if isinstance(engine, Failover) else None,
        registry_problems=(*problems, *(error for error in bad if _is_unreported(error, problems))),
        seen_since=workplace.registry.seen_since,
        reports_problem=workplace.reports.problem(),
    )


def warm_up(workplace: Workplace) -> None:
    """Evaluates every program; on an engine that stands behind another, too, before it is needed. Raises nothing."""
    engine = workplace.engine
    if isinstance(engine, Failover):
        _try_programs(workplace.with_engine(engine.second))
    _try_programs(workplace)


def _programs_that_decide(workplace: Workplace) -> tuple[list[str], list[TejunError]]:
    """The programs of which an edition loads and decides, and why the others do not.

    Raises the first error where none does.
    """
    good: list[str] = []
    bad: list[TejunError] = []
    for program in workplace.registry.programs():
        try:
            _decide_smallest(workplace, program)
            good.append(program)
        except TejunError as error:
            if _is_unreported(error, workplace.registry.problems):  # the others are logged once
                _LOG.warning(
                    "%s does not decide: %s %s",
                    program,
                    error.detail.in_("en"),
                    error.advice.in_("en"),
                )
            bad.append(error)
    if bad and not good:
        raise bad[0]
    return good, bad


def _is_unreported(error: TejunError, reported: Sequence[TejunError]) -> bool:
    """Whether it is of an edition that was read and cannot decide, such as one that an earlier tejun built."""
    return isinstance(error, BundleError | RegistryError) and all(
        error.detail != other.detail for other in reported
    )


@dataclass(frozen=True)
class Start:
    """What a service begins with: the editions that can be read, and what is wrong with others and with files."""

    editions: tuple[Bundle, ...]
    registry_problems: tuple[TejunError, ...]
    seen: Words


def seen_before(registry: Registry) -> Words:
    """Since when what was published is remembered; where it was not seen before, that."""
    since = registry.seen_since
    if since is None:
        return Message("operations.readiness.not_seen_before")
    return Message("operations.readiness.seen_since", since=since.date())


def check_before_serving(workplace: Workplace, *, workers: int = 1) -> Start:
    """Every edition, read now, so that a bad archive, record or engine is found before the first request.

    What is wrong with one program keeps no other from starting. There may be no edition where keys are trusted: the
    first is then published over HTTP. Raises BundleError or RegistryError where no edition can be read, and none can
    come; InvalidInputError, StoreError or ToolMissingError; AlteredRecordError where the log's end was cut off.
    """
    settings = workplace.settings
    require_not_cut(workplace)  # first: what was published is remembered in the log, too
    editions, bad = open_all(workplace.registry)
    problems = (
        *workplace.registry.problems,
        *(error for error in bad if _is_unreported(error, workplace.registry.problems)),
    )
    if not editions and settings.trusted_keys is None:
        raise problems[0] if problems else _no_editions(settings)
    if settings.database_url is None:
        _check_workers(workers)
    workplace.store.check_writable()
    workplace.store.make_ready()
    if settings.engine == "opa":
        find_opa()
    return Start(editions, problems, seen_before(workplace.registry))


def _no_editions(settings: Settings) -> BundleError:
    return BundleError(
        Message("operations.readiness.no_editions.detail", place=settings.bundles),
        Message("operations.readiness.no_editions.advice"),
    )


def _check_workers(workers: int) -> None:
    """Where SQLite can damage a file that two processes write to, only one may serve."""
    from tejun.store import driver, errors  # noqa: PLC0415 - SQLModel takes half a second to import

    if workers > 1 and not driver.is_mended():
        raise errors.several_workers(workers)


def _try_programs(workplace: Workplace) -> None:
    try:
        _programs_that_decide(workplace)
    except Exception as error:  # noqa: BLE001 - whoever asks for a decision gets the error; the record can be read
        _LOG.warning("nothing decides yet: %s", type(error).__name__)


def _decide_smallest(workplace: Workplace, program: str) -> None:
    """On the smallest facts there are, for a day on which the newest edition is in force."""
    newest = workplace.registry.in_force(program, date.max)
    as_of = max(date.fromisoformat(newest.effective_from), workplace.today())
    decide(workplace, smallest_facts(program, newest.call), program=program, as_of=as_of)
