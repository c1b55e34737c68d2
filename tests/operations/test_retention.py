"""A program's period of retention: nothing goes a day too early, and nothing whose period is not known."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from tejun import canonical
from tejun.decide.codes import describe
from tejun.errors import AlteredRecordError, ErasedRecordError
from tejun.operations.recorded import find_codes
from tejun.operations.retention import (
    Found,
    LeftInLog,
    NotJudged,
    OfApplication,
    OfProgram,
    Period,
    run_retention,
)
from tejun.operations.workplace import Workplace, open_workplace
from tejun.settings import Settings
from tejun.store.erasures import read_erasure, write_erasure
from tejun.store.key_tables import DATA_KEYS
from tejun.store.records import Erasure, PeriodOver, Record

from tests.support import earlier
from tests.support.bundles import tiny_archive
from tests.support.published import publish
from tests.support.records_of_both import SqliteHome, attack

TINY = "tiny-2026"
DECIDED = datetime(2026, 11, 20, 14, 59, tzinfo=UTC)
"""One minute before midnight in Tokyo."""

TEN = {"years": 10, "from": "decision"}
AFTER_END = {"years": 10, "from": "end"}
LAST_MINUTE = datetime(2036, 11, 20, 14, 59, tzinfo=UTC)
NEXT_DAY = datetime(2036, 11, 20, 15, 0, tzinfo=UTC)


def decision(
    number: int,
    application: str,
    *,
    at: datetime = DECIDED,
    stage: str = "started",
    program: str = TINY,
) -> Record:
    """A decision on an application of the program that stands where its facts say."""
    record = earlier.records(number + 1)[number]
    document, decided = json.loads(record.input), json.loads(record.decision)
    document["facts"]["application"].update(id=application, stage=stage, program=program)
    decided["application"]["id"], decided["program"] = application, program
    made = canonical.dumps(decided), canonical.dumps(document)
    return replace(
        record,
        program=program,
        recorded_at=at,
        decision=made[0],
        input=made[1],
        description=describe(*made),
    )


@contextmanager
def at(moment: datetime, folder: Path) -> Iterator[Workplace]:
    settings = Settings(database=folder / "tejun.db", bundles=folder / "bundles")
    with open_workplace(settings, clock=lambda: moment) as workplace:
        yield workplace


def published(folder: Path, *archives: bytes) -> None:
    for archive in archives:
        publish(folder / "bundles", archive)


def recorded(folder: Path, *records: Record) -> None:
    with at(DECIDED, folder) as workplace:
        workplace.store.append_all(records)


def ran(
    folder: Path, moment: datetime, *, dry_run: bool = False
) -> tuple[list[OfProgram], dict[str, str]]:
    """What is said of programs, and the state of each application that is over."""
    with at(moment, folder) as workplace:
        found = list(run_retention(workplace, dry_run=dry_run, language="en"))
    programs = [each for each in found if isinstance(each, OfProgram)]
    states: dict[str, str] = {
        each.kept.application: each.state for each in found if isinstance(each, OfApplication)
    }
    return programs, states


def is_erased(folder: Path, record: Record) -> bool:
    with at(NEXT_DAY, folder) as workplace:
        return find_codes(workplace, record.decision_id).erasure is not None


def test_what_is_over_goes_the_day_after_its_last_day_in_tokyo(tmp_path: Path) -> None:
    old, young = decision(0, "old"), decision(1, "young", at=datetime(2030, 1, 1, tzinfo=UTC))
    published(tmp_path, tiny_archive(retention=TEN))
    recorded(tmp_path, old, young)
    [before], none = ran(tmp_path, LAST_MINUTE)
    assert (before.within, none) == (2, {})
    assert not is_erased(tmp_path, old)
    [after], states = ran(tmp_path, NEXT_DAY)
    assert (after.period, after.within) == (Period(10, "decision"), 1)
    assert states == {"old": "erased"}
    assert (is_erased(tmp_path, old), is_erased(tmp_path, young)) == (True, False)
    with at(NEXT_DAY, tmp_path) as workplace:
        erasure = find_codes(workplace, old.decision_id).erasure
        assert erasure is not None
        assert erasure.reason == (
            "its period of retention ended on 2036-11-20 (years: 10, from the last decision)"
        )
        assert erasure.period == PeriodOver(10, "decision", "2036-11-20")
        with pytest.raises(ErasedRecordError):
            workplace.store.get(old.decision_id)
    assert ran(tmp_path, NEXT_DAY)[1] == {}


@pytest.mark.parametrize(
    ("stage", "period", "ja", "en"),
    [
        (
            "started",
            TEN,
            "保存期間10年が2036-11-20に満了（最後の確認結果から）",
            "from the last decision",
        ),
        (
            "ended",
            AFTER_END,
            "保存期間10年が2036-11-20に満了（研究の終了から）",
            "from the end of the project",
        ),
    ],
)
def test_whoever_reads_why_it_was_erased_reads_it_in_their_language(
    tmp_path: Path, *, stage: str, period: dict[str, object], ja: str, en: str
) -> None:
    old = decision(0, "old", stage=stage)
    published(tmp_path, tiny_archive(retention=period))
    recorded(tmp_path, old)
    _, states = ran(tmp_path, NEXT_DAY)  # by somebody who reads English
    assert states == {"old": "erased"}
    with at(NEXT_DAY, tmp_path) as workplace:
        with pytest.raises(ErasedRecordError) as error:
            workplace.store.get(old.decision_id)
        assert ja in error.value.detail.in_("ja")
        assert en in error.value.detail.in_("en")
        found = find_codes(workplace, old.decision_id).erasure
    assert found is not None
    assert (found.why.in_("ja"), found.reason) == (ja, found.why.in_("en"))


def test_an_erasure_that_names_no_period_says_what_was_written(tmp_path: Path) -> None:
    """So do those from before a period was recorded as one."""
    old = decision(0, "old")
    recorded(tmp_path, old)
    with at(NEXT_DAY, tmp_path) as workplace:
        reason = "保存期間10年が2036-11-20に満了（最後の確認結果から）"
        made = workplace.store.erase(TINY, "old", reason, NEXT_DAY)
        found = find_codes(workplace, old.decision_id).erasure
    assert found == made
    assert found is not None
    assert [found.why.in_("ja"), found.why.in_("en"), found.period] == [reason, reason, None]
    assert b"period" not in write_erasure(found)


@pytest.mark.parametrize(
    "period",
    [
        "ten years",
        {},
        {"years": 10, "from": "start", "until": "2036-11-20"},
        {"years": "10", "from": "end", "until": "2036-11-20"},
        {"years": 10, "from": "end", "until": "soon"},
        {"years": 10, "from": "end", "until": "20361120"},
        {"years": 10, "from": "end", "until": "2036-11-20", "more": 1},
    ],
)
def test_a_period_that_tejun_does_not_write_is_none(period: object) -> None:
    made = Erasure("e", TINY, "a", NEXT_DAY, "r", 1, ("k",), PeriodOver(10, "end", "2036-11-20"))
    content = json.loads(write_erasure(made))
    assert read_erasure("e", canonical.dumps(content)) == made
    with pytest.raises(AlteredRecordError):
        read_erasure("e", canonical.dumps({**content, "period": period}))


def test_a_dry_run_erases_nothing(tmp_path: Path) -> None:
    old = decision(0, "old")
    published(tmp_path, tiny_archive(retention=TEN))
    recorded(tmp_path, old)
    assert ran(tmp_path, NEXT_DAY, dry_run=True)[1] == {"old": "due"}
    assert not is_erased(tmp_path, old)


def test_years_count_from_the_last_decision(tmp_path: Path) -> None:
    published(tmp_path, tiny_archive(retention=TEN))
    recorded(
        tmp_path,
        decision(0, "a"),
        decision(1, "a", at=DECIDED.replace(year=2027)),
        decision(2, "b"),
    )
    assert ran(tmp_path, NEXT_DAY)[1] == {"b": "erased"}
    assert ran(tmp_path, NEXT_DAY.replace(year=2037))[1] == {"a": "erased"}


def test_the_29th_of_february_is_kept_until_the_first_of_march(tmp_path: Path) -> None:
    leap = decision(0, "leap", at=datetime(2028, 2, 29, 3, tzinfo=UTC))
    published(tmp_path, tiny_archive(retention={"years": 1, "from": "decision"}))
    recorded(tmp_path, leap)
    assert ran(tmp_path, datetime(2029, 3, 1, 14, 59, tzinfo=UTC))[1] == {}
    assert ran(tmp_path, datetime(2029, 3, 1, 15, 0, tzinfo=UTC))[1] == {"leap": "erased"}


def test_what_counts_from_the_end_stays_until_a_decision_says_that_it_has_ended(
    tmp_path: Path,
) -> None:
    published(tmp_path, tiny_archive(retention=AFTER_END))
    recorded(
        tmp_path,
        decision(0, "runs"),
        decision(1, "ended", stage="ended"),
        decision(2, "goes-on", stage="ended"),
        decision(3, "goes-on", stage="started"),
    )
    assert ran(tmp_path, NEXT_DAY)[1] == {
        "runs": "running",
        "ended": "erased",
        "goes-on": "running",
    }
    recorded(tmp_path, decision(4, "runs", stage="ended", at=NEXT_DAY))
    assert ran(tmp_path, NEXT_DAY.replace(year=2040))[1] == {"goes-on": "running"}
    assert ran(tmp_path, NEXT_DAY.replace(year=2047))[1] == {
        "goes-on": "running",
        "runs": "erased",
    }
    recorded(tmp_path, decision(5, "goes-on", stage="ended", at=NEXT_DAY))
    assert ran(tmp_path, NEXT_DAY.replace(year=2047))[1] == {"goes-on": "erased"}


def test_the_newest_edition_says_how_long(tmp_path: Path) -> None:
    old = decision(0, "old")
    published(
        tmp_path,
        tiny_archive(retention=TEN),
        tiny_archive(
            retention={"years": 20, "from": "decision"},
            edition="2",
            sequence=2,
            effective_from="2026-06-01",
        ),
    )
    recorded(tmp_path, old)
    [program], states = ran(tmp_path, NEXT_DAY)
    assert program.period == Period(20, "decision")
    assert states == {}


def test_of_a_program_that_says_nothing_or_is_not_at_hand_everything_stays(tmp_path: Path) -> None:
    published(tmp_path, tiny_archive())
    silent, unknown = decision(0, "silent"), decision(1, "unknown", program="nowhere-2026")
    recorded(tmp_path, silent, unknown)
    programs, states = ran(tmp_path, NEXT_DAY)
    assert [(each.program, each.within, each.period) for each in programs] == [
        ("nowhere-2026", 1, None),
        (TINY, 1, None),
    ]
    assert programs[0].problem is not None
    assert programs[1].problem is None
    assert states == {}
    assert not is_erased(tmp_path, silent)


MOMENT_CHANGED = "UPDATE decisions SET recorded_at = '{}' WHERE sequence = 1"


def altered(folder: Path, sql: str) -> None:
    attack(SqliteHome(folder / "tejun.db"), ("decisions",), sql)


def found_on(folder: Path, moment: datetime) -> list[Found]:
    with at(moment, folder) as workplace:
        return list(run_retention(workplace, dry_run=False, language="en"))


def test_one_altered_record_does_not_keep_the_others(tmp_path: Path) -> None:
    published(tmp_path, tiny_archive(retention=AFTER_END))
    recorded(tmp_path, *(decision(n, f"a-{n}", stage="ended") for n in range(3)))
    altered(tmp_path, "UPDATE decisions SET input = x'00' WHERE sequence = 2")
    program, first, second, third = found_on(tmp_path, NEXT_DAY)
    assert isinstance(program, OfProgram)
    assert isinstance(second, NotJudged)
    assert second.problem.code == AlteredRecordError.code
    assert [first, third] == [
        replace(each, state="erased") for each in (first, third) if isinstance(each, OfApplication)
    ]
    with at(NEXT_DAY, tmp_path) as workplace:
        assert [kept.application for kept in workplace.store.kept()] == ["a-1"]


def test_a_key_with_which_nothing_was_sealed_is_named_and_stays(tmp_path: Path) -> None:
    published(tmp_path, tiny_archive(retention=TEN))
    recorded(tmp_path, decision(0, "a-0"))
    altered(
        tmp_path,
        f"INSERT INTO data_keys SELECT 'planted', '{TINY}', 'planted', '', x'00' FROM data_keys LIMIT 1",  # noqa: S608
    )
    _, first, second = found_on(tmp_path, NEXT_DAY)
    assert isinstance(first, OfApplication)
    assert first.state == "erased"
    assert isinstance(second, NotJudged)
    assert "planted" in second.problem.detail.in_("en")


@pytest.mark.parametrize(
    "moment",
    [
        "2026-W47-5T14:59:00+00:00",
        "20261120T145900+00:00",
        "2026-11-20T23:59:00+09:00",
        "2026-11-20T14:59:00,5+00:00",
        "x",
    ],
)
def test_a_moment_that_tejun_does_not_write_so_is_no_last_day(tmp_path: Path, moment: str) -> None:
    """The last one is found as text: one that is written otherwise would hide a later one."""
    published(tmp_path, tiny_archive(retention=TEN))
    recorded(tmp_path, decision(0, "a"), decision(1, "a"), decision(2, "b"))
    altered(tmp_path, MOMENT_CHANGED.format(moment))
    _, first, second = found_on(tmp_path, NEXT_DAY.replace(year=2099))
    assert isinstance(first, NotJudged)
    assert "application a was" in first.problem.detail.in_("en")
    assert isinstance(second, OfApplication)


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize(
    "sql",
    [
        MOMENT_CHANGED.format("2010-01-05T00:00:00+00:00"),
        "UPDATE decisions SET codes = x'7b7d' WHERE sequence = 1",
        "UPDATE decisions SET revision = 'another' WHERE sequence = 2",
        """
        INSERT INTO decisions SELECT 9, 'put-in', program, institution, '2010-01-05T00:00:00+00:00', revision,
        NULL, key_id, codes, parts, secret, decision, input
        FROM decisions WHERE sequence = 2; DELETE FROM decisions WHERE sequence = 1
        """,
    ],
    ids=["when", "codes", "another decision of it", "put in for it"],
)
def test_a_row_that_is_not_what_the_log_has_makes_nothing_due(
    tmp_path: Path, sql: str, dry_run: bool
) -> None:
    """What is erased is gone for good: that the log does not fit would be seen too late."""
    published(tmp_path, tiny_archive(retention=TEN))
    long_ago = DECIDED.replace(year=2010)
    recorded(
        tmp_path, decision(0, "a"), decision(1, "a", at=long_ago), decision(2, "b", at=long_ago)
    )
    altered(tmp_path, sql)
    with at(DECIDED, tmp_path) as workplace:
        found = run_retention(workplace, dry_run=dry_run, language="en")
        _, *judged = [each for each in found if not isinstance(each, LeftInLog)]
        problems = {
            each.kept.application: each.problem.code
            for each in judged
            if isinstance(each, NotJudged)
        }
        due = {each.kept.application for each in judged if isinstance(each, OfApplication)}
        assert (due & {"a"}, problems.keys() - {"a"}) == (set(), set())
        assert "b" in due
        assert "a" in {kept.application for kept in workplace.store.kept()}


@pytest.mark.parametrize("dry_run", [True, False])
def test_nothing_is_due_under_the_name_of_another_application(
    tmp_path: Path, dry_run: bool
) -> None:
    """Somebody has let the keys of two applications change places, of which one is over its period."""
    published(tmp_path, tiny_archive(retention=TEN))
    long_ago = DECIDED.replace(year=2010)
    recorded(
        tmp_path, decision(0, "a"), decision(1, "b", at=long_ago), decision(2, "c", at=long_ago)
    )
    swap = ("a", "-"), ("b", "a"), ("-", "b")
    sql = ";".join(
        f"UPDATE data_keys SET application = '{new}' WHERE application = '{old}'"  # noqa: S608
        for old, new in swap
    )
    attack(SqliteHome(tmp_path / "tejun.db"), ("data_keys",), sql)
    with at(DECIDED, tmp_path) as workplace:
        found = list(run_retention(workplace, dry_run=dry_run, language="en"))
        assert [each.kept.application for each in found if isinstance(each, NotJudged)] == ["a"]
        due = [each.kept.application for each in found if isinstance(each, OfApplication)]
        assert due == ["c"]
        kept = {kept.application for kept in workplace.store.kept()}
        assert kept == ({"a", "b", "c"} if dry_run else {"a", "b"})


def test_years_that_no_calendar_has_are_not_over(tmp_path: Path) -> None:
    published(tmp_path, tiny_archive(retention=TEN))
    recorded(tmp_path, decision(0, "far", at=datetime(9995, 1, 1, tzinfo=UTC)), decision(1, "a"))
    assert ran(tmp_path, NEXT_DAY)[1] == {"a": "erased"}


def test_what_is_decided_during_the_run_is_not_erased_with_what_was_seen(tmp_path: Path) -> None:
    published(tmp_path, tiny_archive(retention=TEN))
    recorded(tmp_path, *(decision(n, f"a-{n}") for n in range(3)))
    new = decision(3, "a-1", at=NEXT_DAY)
    states = []
    with at(NEXT_DAY, tmp_path) as workplace, at(NEXT_DAY, tmp_path) as service:
        for each in run_retention(workplace, dry_run=False, language="en"):
            if isinstance(each, OfProgram):
                service.store.append(new)
                assert service.store.erase(TINY, "a-2", "asked for", NEXT_DAY) is not None
            if isinstance(each, OfApplication):
                states.append((each.kept.application, each.state))
        assert workplace.store.get(new.decision_id) == new
        assert states == [("a-0", "erased")]
        [kept] = workplace.store.kept()
        assert (kept.application, kept.decisions) == ("a-1", 2)


def test_what_is_over_again_after_another_look_is_erased(tmp_path: Path) -> None:
    published(tmp_path, tiny_archive(retention=TEN))
    recorded(tmp_path, decision(0, "a"))
    with at(NEXT_DAY, tmp_path) as workplace:
        run = run_retention(workplace, dry_run=False, language="en")
        next(run)
        workplace.store.append(decision(1, "a", at=DECIDED))
        [erased] = run
        assert isinstance(erased, OfApplication)
        assert (erased.state, erased.kept.decisions) == ("erased", 2)


def test_a_reader_does_not_end_the_run_and_is_said_at_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path, tiny_archive(retention=TEN))
    recorded(tmp_path, decision(0, "a"), decision(1, "b"))
    monkeypatch.setattr("tejun.store.database.BUSY_SECONDS", 0.05)
    with at(NEXT_DAY, tmp_path) as service:
        with service.store._database.open_to_look() as reader:
            reader.execute(select(DATA_KEYS)).all()
            *_, first, second, left = found_on(tmp_path, NEXT_DAY)
        assert isinstance(first, OfApplication)
        assert isinstance(second, OfApplication)
        assert (first.state, second.state) == ("erased", "erased")
        assert isinstance(left, LeftInLog)
        assert (tmp_path / "tejun.db-wal").stat().st_size > 0
        assert found_on(tmp_path, NEXT_DAY) == []
        assert (tmp_path / "tejun.db-wal").stat().st_size == 0


def test_where_there_is_no_record_there_is_nothing_to_do(tmp_path: Path) -> None:
    published(tmp_path, tiny_archive(retention=TEN))
    assert ran(tmp_path, NEXT_DAY) == ([], {})
    assert not (tmp_path / "tejun.db").exists()
