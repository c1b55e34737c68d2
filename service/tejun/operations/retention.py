"""How long a program keeps what was entered, and what of it is to be erased now.

The newest edition of a program says for how many years, and from when: from an application's last decision, or from the
end of the project. When that was the facts do not say, only that it has ended: then the years count from the last
decision whose facts say so, and an application of which none does stays.

Always holds: nothing is erased a day too early, by the day in Tokyo; nor of a program that says nothing, or whose
editions are not at hand.

May not know: how it is shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from tejun.errors import TejunError
from tejun.operations.erasing import erase
from tejun.operations.workplace import Workplace
from tejun.reading.lenient import read_own
from tejun.words import Language, Message, Words

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
class OfApplication:
    """An application whose years are over. `until`: the last day. `state`: whether it is `due`, `erased`, or stays
    since nothing says that the project has ended (`running`)."""

    kept: "Kept"
    period: Period
    until: date
    state: Literal["due", "erased", "running"]


def run_retention(
    workplace: Workplace, *, dry_run: bool, language: Language
) -> Iterator[OfProgram | OfApplication]:
    """Erases what is over its period, or only finds it; each program comes before its applications.

    `language`: that of the reason that is recorded. Raises AlteredRecordError, SealError, ClockError or StoreError;
    what was erased before it stays so.
    """
    if not workplace.has_record():
        return
    today = workplace.day_of(workplace.now())
    kept = workplace.store.kept()
    for program, group in groupby(kept, key=lambda each: each.program):
        of_program, over = _judge(workplace, program, list(group), today)
        yield of_program
        for each in over:
            yield each if dry_run or each.state != "due" else _erased(workplace, each, language)


def _judge(
    workplace: Workplace, program: str, kept: Sequence["Kept"], today: date
) -> tuple[OfProgram, list[OfApplication]]:
    try:
        period = _period_of(workplace, program)
    except TejunError as error:
        return OfProgram(program, None, len(kept), error), []
    if period is None:
        return OfProgram(program, None, len(kept)), []
    judged = [(each, _last_day(workplace, each, period)) for each in kept]
    over = [
        OfApplication(each, period, until, _state(workplace, each, period))
        for each, until in judged
        if until < today
    ]
    return OfProgram(program, period, len(kept) - len(over)), over


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


def _last_day(workplace: Workplace, kept: "Kept", period: Period) -> date:
    day = workplace.day_of(kept.last_recorded_at)
    try:
        return day.replace(year=day.year + period.years)
    except ValueError:  # the 29th of February
        return date(day.year + period.years, 3, 1)


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


def _erased(workplace: Workplace, each: OfApplication, language: Language) -> OfApplication:
    kept = each.kept
    erase(workplace, kept.program, kept.application, reason_of(each).in_(language))
    return OfApplication(kept, each.period, each.until, "erased")


def reason_of(each: OfApplication) -> Words:
    """Why it is erased, as it is recorded."""
    years, until = each.period.years, each.until
    if each.period.start == "end":
        return Message("operations.retention.after_end", years=years, until=until)
    return Message("operations.retention.after_decision", years=years, until=until)
