"""A recorded decision comes out again; what does not is named, and what can't be evaluated is said to be that."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tejun import canonical
from tejun.audit.replay import DivergedFinding, Replay
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Engine
from tejun.errors import (
    AlteredRecordError,
    ArchiveMissingError,
    BundleError,
    EvaluationError,
    RegistryError,
    UnknownDecisionError,
)
from tejun.model.intake import Facts, read_facts
from tejun.operations.deciding import decide
from tejun.operations.erasing import erase
from tejun.operations.replaying import by_engine, replay_all, replay_decision
from tejun.operations.workplace import Workplace, open_workplace
from tejun.policytest import Case
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.store.driver import dbapi
from tejun.words import Bilingual

from tests.support.cases import PROGRAMS, load_cases, whole_applications
from tests.support.fakes import RaisingEngine, Spoil, SpoilingEngine
from tests.support.records import NOW
from tests.support.sample import Sample

DAY = date(2026, 11, 20)
FactsOf = Callable[[str], Facts]
SELDOM = 10
"""An OPA over HTTP takes twenty times as long: it replays so many times fewer."""
DOWN = EvaluationError(Bilingual("止まっている", "down"), Bilingual("待つ", "wait"))


@pytest.fixture
def decided(workplace: Workplace, facts_of: FactsOf) -> str:
    return record(workplace, facts_of("typical"))


def record(workplace: Workplace, facts: Facts) -> str:
    return decide(workplace, facts, as_of=DAY, record=True).decision["id"]


def test_a_recorded_decision_comes_out_again(workplace: Workplace, decided: str) -> None:
    found = replay_decision(workplace, decided)
    assert found.verdict == "reproduced"
    assert found.decision_id == decided
    assert found.recorded == found.replayed
    assert found.evaluated_by.startswith("wasm ")
    assert (found.findings, found.indicators, found.why) == ((), (), None)


@pytest.mark.parametrize("program", PROGRAMS)
def test_so_does_every_application_of_every_program(
    program: str, every_edition: Registry, engine: WasmEngine, tmp_path: Path
) -> None:
    settings = Settings(database=tmp_path / "record.db")
    with open_workplace(
        settings, clock=lambda: NOW, registry=every_edition, engine=engine
    ) as workplace:
        made = [
            record(workplace, read_facts(path.read_bytes(), "yaml"))
            for path in whole_applications(program)
        ]
        found = list(replay_all(workplace))
    assert [each.decision_id for each in found] == made
    assert {each.verdict for each in found} == {"reproduced"}


def some_cases(sample: Sample) -> list[Case]:
    """Of each requirement one that has no parameters of its own: what is in force decides."""
    plain = (each for each in load_cases() if not each.overrides and not each.input["fa"])
    return sample.of(plain, by=lambda each: each.requirement)


@pytest.mark.opa
@pytest.mark.timeout(1200)
def test_so_does_the_decision_on_each_case_by_both_engines(
    every_edition: Registry, engine: WasmEngine, tmp_path: Path, sample: Sample
) -> None:
    settings = Settings(database=tmp_path / "record.db")
    with open_workplace(
        settings, clock=lambda: NOW, registry=every_edition, engine=engine
    ) as workplace:
        made = [
            decide(
                workplace,
                read_facts(canonical.dumps(each.input["facts"])),
                program=each.program,
                as_of=date.fromisoformat(each.input["as_of"]),
                record=True,
            ).decision["id"]
            for each in some_cases(sample)
        ]
        assert len(made) > 70, "one for each requirement at least"
        found = list(replay_all(workplace))
        assert [each.decision_id for each in found] == made
        with by_engine(workplace, "opa") as at:
            found += [replay_decision(at, each) for each in made[::SELDOM]]
    assert [each for each in found if each.verdict != "reproduced"] == []


@pytest.mark.opa
def test_an_opa_gives_the_same_as_the_embedded_engine(workplace: Workplace, decided: str) -> None:
    with by_engine(workplace, "opa") as at:
        found = replay_decision(at, decided)
    assert found.verdict == "reproduced"
    assert found.evaluated_by.startswith("opa ")
    with by_engine(workplace, "wasm") as at:
        assert at is workplace


# --- what comes out otherwise -----------------------------------------------------------------------


def with_spoilt(workplace: Workplace, decided: str, spoil: Spoil) -> Replay:
    return replay_decision(workplace.with_engine(SpoilingEngine(workplace.engine, spoil)), decided)


def another_status(result: dict[str, Any]) -> None:
    result["findings"][3]["status"] = "consult_fa"


def another_value(result: dict[str, Any]) -> None:
    result["findings"][3]["params"] = {"x": 1}


def a_finding_less(result: dict[str, Any]) -> None:
    del result["findings"][3]


def a_finding_more(result: dict[str, Any]) -> None:
    result["findings"].append({**result["findings"][3], "subject": "person:nobody"})


@pytest.mark.parametrize(
    ("spoil", "has_recorded", "has_replayed"),
    [
        (another_status, True, True),
        (another_value, True, True),
        (a_finding_less, True, False),
        (a_finding_more, False, True),
    ],
)
def test_a_finding_that_is_another_now_is_named_with_both(
    workplace: Workplace, decided: str, *, spoil: Spoil, has_recorded: bool, has_replayed: bool
) -> None:
    found = with_spoilt(workplace, decided, spoil)
    assert found.verdict == "diverged"
    [finding] = found.findings
    assert isinstance(finding, DivergedFinding)
    assert (finding.recorded is not None, finding.replayed is not None) == (
        has_recorded,
        has_replayed,
    )
    assert finding.recorded != finding.replayed
    assert found.recorded != found.replayed


def test_an_outcome_that_is_another_now_is_named(workplace: Workplace, decided: str) -> None:
    found = with_spoilt(workplace, decided, lambda result: result.update(outcome="prepared"))
    assert found.verdict == "diverged"
    assert found.replayed is not None
    assert found.recorded is not None
    assert (found.recorded.outcome, found.replayed.outcome) == ("action_required", "prepared")
    assert found.findings == ()


def test_an_indicator_that_is_gone_is_named(workplace: Workplace, decided: str) -> None:
    found = with_spoilt(workplace, decided, lambda result: result["indicators"].pop(0))
    assert found.verdict == "diverged"
    [indicator] = found.indicators
    assert indicator.recorded is not None
    assert indicator.replayed is None


def test_the_order_in_which_an_engine_gives_findings_is_nothing(
    workplace: Workplace, decided: str
) -> None:
    def turned(result: dict[str, Any]) -> None:
        result["findings"].reverse()
        result["indicators"].reverse()

    assert with_spoilt(workplace, decided, turned).verdict == "reproduced"


# --- what can't be replayed --------------------------------------------------------------------------


def test_an_engine_that_gives_nothing_is_why(workplace: Workplace, decided: str) -> None:
    engine: Engine = RaisingEngine(DOWN)
    found = replay_decision(workplace.with_engine(engine), decided)
    assert (found.verdict, found.why) == ("unreplayable", DOWN)


def test_an_erased_decision_says_so(workplace: Workplace, decided: str, facts_of: FactsOf) -> None:
    application = facts_of("typical").document["application"]["id"]
    erase(workplace, "kprogram-2026", application, "x")
    found = replay_decision(workplace, decided)
    assert found.verdict == "unreplayable"
    assert found.why is not None
    assert found.why.code == "record-erased"


def at_another_registry(workplace: Workplace, folder: Path) -> Iterator[Workplace]:
    settings = Settings(database=workplace.settings.database, bundles=str(folder))
    with open_workplace(settings, clock=lambda: NOW, engine=workplace.engine) as other:
        yield other


def test_an_edition_that_is_not_at_hand_is_why(
    workplace: Workplace, decided: str, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for other in at_another_registry(workplace, tmp_path / "empty"):
        found = replay_decision(other, decided)
        assert found.verdict == "unreplayable"
        assert found.why is not None
        assert found.why.code == "not-found"


def test_an_archive_with_another_byte_is_named(
    workplace: Workplace, decided: str, editions: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "spoilt"
    folder.mkdir()
    for path in editions.iterdir():
        data = path.read_bytes()
        spoilt = path.name.endswith(".tar.gz")
        (folder / path.name).write_bytes(data[:-9] + b"x" + data[-8:] if spoilt else data)
    for other in at_another_registry(workplace, folder):
        found = replay_decision(other, decided)
        assert found.verdict == "unreplayable"
        assert isinstance(found.why, BundleError)
        assert "sha256-" in found.why.detail.in_("en")


def test_an_archive_that_is_gone_is_why_and_the_others_go_on(
    workplace: Workplace, facts_of: FactsOf, editions: Path, tmp_path: Path
) -> None:
    first, second = (record(workplace, facts_of(name)) for name in ("typical", "complete"))
    folder = tmp_path / "without"
    shutil.copytree(editions, folder)
    for archive in folder.glob("*.tar.gz"):
        archive.unlink()
    for other in at_another_registry(workplace, folder):
        assert [each.decision_id for each in replay_all(other)] == [first, second]
        for found in replay_all(other):
            assert found.verdict == "unreplayable"
            assert isinstance(found.why, ArchiveMissingError)
            assert "sha256-" in found.why.detail.in_("en")


def test_a_registry_that_is_gone_is_no_reason_of_one_decision(
    workplace: Workplace, decided: str, editions: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "gone"
    shutil.copytree(editions, folder)
    for other in at_another_registry(workplace, folder):
        _ = other.registry
        shutil.rmtree(folder)
        with pytest.raises(RegistryError) as caught:
            replay_decision(other, decided)
        assert not isinstance(caught.value, ArchiveMissingError)


def spoil(workplace: Workplace, trigger: str, statement: str) -> None:
    with dbapi.connect(workplace.settings.database) as connection:
        connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(statement)
    connection.close()


ANOTHER_BYTE = (
    "UPDATE decisions SET {column} = CAST(substr({column}, 1, 40) || x'00'"
    " || substr({column}, 42) AS BLOB) WHERE decision_id = "
)
ALTERED = {
    "its decision": ("decisions_are_never_changed", ANOTHER_BYTE.format(column="decision")),
    "its input": ("decisions_are_never_changed", ANOTHER_BYTE.format(column="input")),
    "its entry": (
        "log_entries_are_never_changed",
        "UPDATE log_entries SET entry = zeroblob(32) WHERE record = ",
    ),
}


@pytest.mark.parametrize(("trigger", "statement"), ALTERED.values(), ids=ALTERED)
def test_a_decision_that_was_altered_is_named_and_the_others_go_on(
    workplace: Workplace, facts_of: FactsOf, trigger: str, statement: str
) -> None:
    first, second = (record(workplace, facts_of(name)) for name in ("typical", "complete"))
    spoil(workplace, trigger, f"{statement}'{first}'")
    with pytest.raises(AlteredRecordError) as caught:
        replay_decision(workplace, first)
    assert first in caught.value.detail.in_("en")
    found = {each.decision_id: each for each in replay_all(workplace)}
    assert found[first].verdict == "unreplayable"
    assert isinstance(found[first].why, AlteredRecordError)
    assert found[second].verdict == "reproduced"
    assert replay_decision(workplace, second).verdict == "reproduced"


@pytest.mark.parametrize("which", ["number = 0", "number = 1", "1 = 1"])
def test_a_decision_that_the_log_has_not_is_not_left_out(
    workplace: Workplace, facts_of: FactsOf, which: str
) -> None:
    first, second = (record(workplace, facts_of(name)) for name in ("typical", "complete"))
    gone = f"DELETE FROM log_entries WHERE kind = 'decision' AND {which}"  # noqa: S608
    spoil(workplace, "log_entries_are_never_deleted", gone)
    with pytest.raises(AlteredRecordError):
        list(replay_all(workplace))
    with pytest.raises(AlteredRecordError):
        replay_decision(workplace, second if which == "number = 1" else first)


def test_a_decision_that_the_log_has_and_the_record_has_not_is_missed(
    workplace: Workplace, facts_of: FactsOf
) -> None:
    first, _ = (record(workplace, facts_of(name)) for name in ("typical", "complete"))
    gone = f"DELETE FROM decisions WHERE decision_id = '{first}'"  # noqa: S608
    spoil(workplace, "decisions_are_never_deleted", gone)
    with pytest.raises(AlteredRecordError):
        list(replay_all(workplace))
    with pytest.raises(AlteredRecordError):
        replay_decision(workplace, first)


def test_where_there_is_no_record_there_is_nothing_to_replay(workplace: Workplace) -> None:
    with pytest.raises(UnknownDecisionError):
        next(replay_all(workplace))
    with pytest.raises(UnknownDecisionError):
        replay_decision(workplace, "01a20a81-57f2-7893-b798-f0f0b991835f")
    assert not workplace.settings.database.exists()
