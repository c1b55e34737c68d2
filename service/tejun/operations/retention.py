"""How long a program keeps what was entered, and what of it is to be erased now.

The newest edition of a program says for how many years, and from when: from an application's last decision, or from the
end of the project. When that was the facts do not say, only that it has ended: then the years count from the last
decision, where its facts say so. One that was checked again without has not ended, and stays.

Always holds: nothing is erased a day too early, by the day in Tokyo; nor of a program that says nothing, or whose
editions are not at hand. Each decision on what is to be erased is held to its entry in the log first: whoever can
change a row could else have it erased by another date.

May not know: how it is shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from tejun.errors import AlteredRecordError, ErasedRecordError, TejunError
from tejun.operations.erasing import erase_over, leave_nothing
from tejun.operations.workplace import Workplace
from tejun.reading.lenient import read_own
from tejun.store.records import PeriodOver
from tejun.words import Language, Message, Words
from tejun.words.quoting import quoted

if TYPE_CHECKING:
    from tejun.store.kept import Kept

From = Literal["decision", "end"]


@dataclass(frozen=True)
class Period:
    """For how many years a program keeps what was entered, and from when they count."""

    years: int
    start: From


@dataclass(frozen=True)
class OfProgram:
    """What is kept of a program: `period` None where its newest edition names none; `problem` says why it is not known.

    `within` counts the applications whose period is not over.
    """

    program: str
    period: Period | None
    within: int
    problem: TejunError | None = None


@dataclass(frozen=True)
class NotJudged:
    """An application of which it is not known whether its years are over, and why; it stays."""

    kept: "Kept"
    problem: TejunError


@dataclass(frozen=True)
class LeftInLog:
    """What was erased may still be in the record's own log, as `words` say."""

    words: Words


@dataclass(frozen=True)
class OfApplication:
    """An application whose years are over. `until`: the last day. `state`: whether it is `due`, `erased`, or stays
    since nothing says that the project has ended (`running`)."""

    kept: "Kept"
    period: Period
    until: date
    state: Literal["due", "erased", "running"]


Found = OfProgram | OfApplication | NotJudged | LeftInLog


def run_retention(workplace: Workplace, *, dry_run: bool, language: Language) -> Iterator[Found]:
    """Erases what is over its period, or only finds it; each program comes before its applications.

    `language`: that of the text that is recorded beside the period. At the end the record's own log is emptied, also of
    what an earlier run left in it. Raises SealError, ClockError or StoreError; what was erased before it stays so.
    """
    if not workplace.has_record():
        return
    if not dry_run:
        workplace.store.require_own()
    today = workplace.day_of(workplace.now())
    kept = workplace.store.kept()
    for program, group in groupby(kept, key=lambda each: each.program):
        of_program, over = _judge(workplace, program, list(group), today)
        yield of_program
        for each in over:
            yield from [each] if dry_run else _erase(workplace, each, today, language)
    left = None if dry_run else leave_nothing(workplace)
    if left is not None:
        yield LeftInLog(left)


def _judge(
    workplace: Workplace, program: str, kept: Sequence["Kept"], today: date
) -> tuple[OfProgram, list[OfApplication | NotJudged]]:
    try:
        period = _period_of(workplace, program)
    except TejunError as error:
        return OfProgram(program, None, len(kept), error), []
    if period is None:
        return OfProgram(program, None, len(kept)), []
    judged = (_judge_application(workplace, each, period, today) for each in kept)
    over = [each for each in judged if each is not None]
    return OfProgram(program, period, len(kept) - len(over)), over


def _judge_application(
    workplace: Workplace, kept: "Kept", period: Period, today: date
) -> OfApplication | NotJudged | None:
    """None where its years are not over. One that was altered does not keep the others from being judged."""
    if not kept.decisions:
        return NotJudged(kept, _key_of_nothing(kept))
    if kept.last_recorded_at is None:
        return NotJudged(kept, _moment_altered(kept))
    until = _last_day(workplace.day_of(kept.last_recorded_at), period)
    if until >= today:
        return None
    try:
        workplace.store.require_entries_of(kept.program, kept.application)
        return OfApplication(kept, period, until, _state(workplace, kept, period))
    except AlteredRecordError as error:
        return NotJudged(kept, error)
    except ErasedRecordError:  # somebody else was first
        return None


def _key_of_nothing(kept: "Kept") -> AlteredRecordError:
    from tejun.store.kept import key_of_nothing  # noqa: PLC0415 - SQLModel takes half a second to import

    return key_of_nothing(kept.program, kept.application)


def _moment_altered(kept: "Kept") -> AlteredRecordError:
    return AlteredRecordError(
        Message("operations.retention.moment", application=quoted(kept.application)),
        Message("store.altered.advice"),
    )


def _period_of(workplace: Workplace, program: str) -> Period | None:
    """By the newest edition. Raises UnknownProgramError, BundleError or RegistryError."""
    newest = workplace.registry.in_force(program, date.max)
    match workplace.registry.open(newest).catalog["program"].get("retention"):
        case {"years": int(years), "from": "decision"}:
            return Period(years, "decision")
        case {"years": int(years), "from": "end"}:
            return Period(years, "end")
        case _:
            return None


def _last_day(day: date, period: Period) -> date:
    year = day.year + period.years
    if year > MAXYEAR:
        return date.max
    try:
        return day.replace(year=year)
    except ValueError:  # the 29th of February
        return date(year, 3, 1)


def _state(workplace: Workplace, kept: "Kept", period: Period) -> Literal["due", "running"]:
    return "due" if period.start == "decision" or _has_ended(workplace, kept) else "running"


def _has_ended(workplace: Workplace, kept: "Kept") -> bool:
    """Whether the facts of the last decision say that the project has ended."""
    document: Any = read_own(workplace.store.get(kept.last_decision).input)
    match document:
        case {"facts": {"application": {"stage": "ended"}}}:
            return True
        case _:
            return False


def _erase(
    workplace: Workplace, each: OfApplication | NotJudged, today: date, language: Language
) -> Iterator[OfApplication | NotJudged]:
    """What is due is erased, or, where somebody has decided on it or erased it meanwhile, judged anew."""
    from tejun.store.errors import KeptChangedError  # noqa: PLC0415 - SQLModel takes half a second to import

    if isinstance(each, NotJudged) or each.state != "due":
        yield each
        return
    kept, period = each.kept, each.period
    try:
        erase_over(workplace, kept, _period_over(each), language)
    except AlteredRecordError as error:
        yield NotJudged(kept, error)
        return
    except KeptChangedError:
        for now in workplace.store.kept(kept.program, kept.application):
            anew = _judge_application(workplace, now, period, today)
            yield from [] if anew is None else _erase(workplace, anew, today, language)
        return
    yield OfApplication(kept, period, each.until, "erased")


def _period_over(each: OfApplication) -> PeriodOver:
    """Why it is erased, as it is recorded."""
    return PeriodOver(each.period.years, each.period.start, each.until.isoformat())
