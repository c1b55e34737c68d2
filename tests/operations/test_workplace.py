"""The parts of a running tejun: each opened once, when it is asked for; what was opened here is closed here."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tejun import NOT_BEFORE
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import (
    ClockError,
    EvaluationError,
    InvalidInputError,
    RegistryError,
    UnknownDecisionError,
)
from tejun.model.sample import smallest_facts
from tejun.operations.deciding import decide
from tejun.operations.recorded import explain_recorded
from tejun.operations.workplace import open_service, open_workplace, settings_for_command
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.store.store import Store
from tejun.words import Bilingual

from tests.support.fakes import RaisingEngine

EVENING = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
"""Half past one in the morning of the 21st in Tokyo."""


@pytest.fixture
def settings(editions: Path, tmp_path: Path) -> Settings:
    return Settings(bundles=editions, database=tmp_path / "workplace.db", cache=tmp_path / "cache")


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    nowhere = Settings(bundles=tmp_path / "none", database=tmp_path / "no" / "folder" / "tejun.db")
    with open_workplace(nowhere) as workplace:
        assert workplace.settings is nowhere
        with pytest.raises(RegistryError):
            _ = workplace.registry


def test_each_part_is_opened_once(settings: Settings) -> None:
    with open_workplace(settings) as workplace:
        assert workplace.registry is workplace.registry
        assert workplace.engine is workplace.engine
        assert workplace.store is workplace.store


def test_what_it_opened_it_closes(settings: Settings) -> None:
    with open_workplace(settings) as workplace:
        workplace.open_to_decide(record=True)
        [bundle] = workplace.registry.all_bundles()
        assert settings.database.with_name("workplace.db-wal").exists()
    assert not settings.database.with_name("workplace.db-wal").exists()
    with pytest.raises(EvaluationError):
        workplace.engine.evaluate(bundle, b"{}")


def test_a_workplace_that_decides_without_record_makes_none(settings: Settings) -> None:
    with open_workplace(settings) as workplace:
        workplace.open_to_decide(record=False)
        assert not workplace.has_record()
    assert not settings.database.exists()


def test_what_was_handed_in_stays_the_callers(
    settings: Settings, registry: Registry, store: Store
) -> None:
    engine = RaisingEngine(
        EvaluationError(Bilingual(ja="停止", en="gone"), Bilingual(ja="待つ", en="wait"))
    )
    with open_workplace(settings, registry=registry, engine=engine, store=store) as workplace:
        workplace.open_to_decide(record=True)
        assert (workplace.registry, workplace.engine) == (registry, engine)
        assert workplace.trusted is registry.trusted
        assert workplace.has_record(), "one was handed in, wherever its file is"
    assert not engine.closed
    store.check_writable()
    assert not settings.database.exists()


def test_keys_that_cannot_be_used_are_said_before_the_registry_is_read(tmp_path: Path) -> None:
    settings = Settings(bundles=tmp_path / "none", trusted_keys=str(tmp_path / "no-key.pem"))
    with open_workplace(settings) as workplace, pytest.raises(InvalidInputError):
        workplace.open_to_decide(record=False)


def test_a_registry_may_be_new_only_where_somebody_publishes(tmp_path: Path) -> None:
    settings = Settings(bundles=tmp_path / "none")
    with open_workplace(settings, registry_may_be_new=True) as workplace:
        assert workplace.registry.programs() == ()


@pytest.mark.parametrize("machine", ["UTC", "America/Los_Angeles", "Asia/Tokyo"])
@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 20, 14, 59, 59, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 15, tzinfo=UTC), date(2026, 11, 21)),
    ],
)
def test_a_day_is_a_day_in_tokyo_wherever_the_machine_is(
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
    *,
    machine: str,
    moment: datetime,
    day: date,
) -> None:
    monkeypatch.setenv("TZ", machine)
    time.tzset()
    try:
        with open_workplace(settings, clock=lambda: moment) as workplace:
            assert (workplace.now(), workplace.today()) == (moment, day)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "wrong", [datetime(1970, 1, 1, tzinfo=UTC), NOT_BEFORE - timedelta(microseconds=1)]
)
def test_by_a_clock_from_before_this_tejun_nothing_gets_a_date(
    settings: Settings, wrong: datetime
) -> None:
    facts = smallest_facts("kprogram-2026", "a call")
    with open_workplace(settings, clock=lambda: wrong) as workplace:
        with pytest.raises(ClockError, match=wrong.isoformat(timespec="seconds")[:19]):
            workplace.now()
        with pytest.raises(ClockError):
            decide(workplace, facts, as_of=date(2026, 11, 20))
    with open_workplace(settings, clock=lambda: NOT_BEFORE) as workplace:
        assert workplace.now() == NOT_BEFORE


def test_a_service_is_open_whole_and_keeps_the_days_of_tokyo(settings: Settings) -> None:
    with open_service(settings, clock=lambda: EVENING) as workplace:
        assert isinstance(workplace.engine, WasmEngine)
        assert settings.database.exists()
        assert workplace.today() == date(2026, 11, 21)


def test_another_engine_takes_nothing_else_with_it(settings: Settings) -> None:
    other = RaisingEngine(ZeroDivisionError())
    with open_workplace(settings) as workplace:
        with_other = workplace.with_engine(other)
        assert with_other.engine is other
        assert with_other.registry is workplace.registry
        assert workplace.engine is not other


def test_to_ask_for_a_record_that_is_not_there_makes_none(settings: Settings) -> None:
    with open_workplace(settings) as workplace, pytest.raises(UnknownDecisionError) as error:
        explain_recorded(workplace, "0197c5f0-7d3e-7a31-9c53-2b6d0f6a9e11", "en")
    assert str(settings.database) in error.value.detail.in_("en")
    assert not settings.database.exists()


@pytest.mark.parametrize(
    ("environ", "cache"),
    [
        ({"TEJUN_CACHE": "/c", "XDG_CACHE_HOME": "/x", "HOME": "/h"}, Path("/c")),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, Path("/x/tejun")),
        ({}, None),
    ],
)
def test_a_command_keeps_compiled_editions_where_it_is_told_else_with_the_user(
    environ: dict[str, str], cache: Path | None
) -> None:
    assert settings_for_command(environ).cache == cache


def test_a_command_keeps_compiled_editions_in_the_home_of_its_user(tmp_path: Path) -> None:
    cache = settings_for_command({"HOME": str(tmp_path)}).cache
    assert cache is not None
    assert cache.is_relative_to(tmp_path)
    assert cache.name == "tejun"
    assert [*tmp_path.iterdir()] == [], "it is made when it is needed"
