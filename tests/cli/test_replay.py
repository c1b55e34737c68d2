"""`tejun replay`: what is said of a decision that comes out again, of one that does not, and of one that can't."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Evaluation
from tejun.store.driver import dbapi

from tests.cli.support import AS_OF, BUNDLES, COMPLETE, TYPICAL, tejun

Environ = dict[str, str]


@pytest.fixture
def environ(tmp_path: Path) -> Environ:
    return {"TEJUN_DATABASE": str(tmp_path / "tejun.db"), "TEJUN_BUNDLES": str(BUNDLES)}


def recorded(file: Path, environ: Environ) -> str:
    checked = tejun("check", file, *AS_OF, "--record", "--format", "json", environ=environ)
    return str(json.loads(checked.stdout)["decision"]["id"])


@pytest.fixture
def decided(environ: Environ) -> str:
    return recorded(TYPICAL, environ)


def test_what_comes_out_again_is_said_to(decided: str, environ: Environ) -> None:
    found = tejun("replay", decided, environ=environ)
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout.decode().startswith(
        f"ok    {decided}  reproduced: the same comes out as was recorded (by wasm "
    )
    japanese = tejun("replay", decided, "--lang", "ja", environ=environ).stdout.decode()
    assert "記録と同じ結果になりました" in japanese


def test_of_all_that_come_out_again_there_is_the_number(decided: str, environ: Environ) -> None:
    other = recorded(COMPLETE, environ)
    found = tejun("replay", "--all", environ=environ)
    assert found.returncode == 0
    assert found.stdout.decode() == (
        "2 decisions: 2 reproduced, 0 diverged, 0 cannot be replayed (0 of them erased)\n"
    )
    found = tejun("replay", "--all", "--format", "json", environ=environ)
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert [line["decision"] for line in lines] == [decided, other]
    assert all(line["recorded"] == line["replayed"] for line in lines)
    assert b"2 reproduced" in found.stderr


Spoil = Callable[[dict[str, Any]], object]


@pytest.fixture
def spoilt(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = WasmEngine.evaluate

    def evaluate(engine: WasmEngine, *arguments: Any) -> Evaluation:
        evaluation = sound(engine, *arguments)
        result = json.loads(json.dumps(evaluation.result))
        result["outcome"] = "prepared"
        [first, *_] = [item for item in result["findings"] if item["status"] == "unsatisfied"]
        first.update(status="satisfied", reason="provided")
        return replace(evaluation, result=result)

    monkeypatch.setattr(WasmEngine, "evaluate", evaluate)


def test_what_comes_out_otherwise_is_shown_with_both(
    decided: str, environ: Environ, spoilt: None
) -> None:
    found = tejun("replay", decided, environ=environ, this_process=True)
    assert found.returncode == 1
    head, outcome, digests, finding = found.stdout.decode().splitlines()
    assert head.startswith(f"fail  {decided}  diverged:")
    assert "recorded “Some requirements are not met" in outcome
    assert digests.count("sha256:") == 2
    assert finding.startswith("  fail  RS-")
    assert "now [" in finding
    whole = tejun("replay", "--all", environ=environ, this_process=True)
    assert whole.returncode == 1
    assert b"0 reproduced, 1 diverged" in whole.stdout


def test_one_that_was_erased_says_so_and_is_nothing_wrong_among_all(
    decided: str, environ: Environ
) -> None:
    application = tejun("explain", decided, "--format", "json", environ=environ)
    named = json.loads(application.stdout)["decision"]["application"]["id"]
    program = ("--program", "kprogram-2026", "--reason", "x", "--yes")
    assert tejun("erase", named, *program, environ=environ).returncode == 0
    found = tejun("replay", decided, environ=environ)
    assert found.returncode == 1
    assert found.stdout.decode().startswith(f"warn  {decided}  cannot be replayed: ")
    whole = tejun("replay", "--all", environ=environ)
    assert whole.returncode == 0
    assert b"1 cannot be replayed (1 of them erased)" in whole.stdout


def test_one_that_was_altered_is_an_error_and_ends_the_whole_with_2(
    decided: str, environ: Environ
) -> None:
    with dbapi.connect(environ["TEJUN_DATABASE"]) as connection:
        connection.execute("DROP TRIGGER decisions_are_never_changed")
        connection.execute("UPDATE decisions SET program = 'trust-2026'")
    connection.close()
    found = tejun("replay", decided, environ=environ)
    assert (found.returncode, found.stdout) == (2, b"")
    assert decided.encode() in found.stderr
    whole = tejun("replay", "--all", environ=environ)
    assert whole.returncode == 2
    assert whole.stdout.decode().startswith(f"fail  {decided}  cannot be replayed: ")


@pytest.mark.parametrize("given", [(), ("--all", "01a20a81-57f2-7893-b798-f0f0b991835f")])
def test_either_one_or_all(given: tuple[str, ...], environ: Environ) -> None:
    found = tejun("replay", *given, environ=environ)
    assert found.returncode == 2
    assert b"Give either a decision's ID or --all." in found.stderr


def test_one_that_nobody_made_is_not_found_and_no_record_is_made(environ: Environ) -> None:
    found = tejun("replay", "01a20a81-57f2-7893-b798-f0f0b991835f", environ=environ)
    assert found.returncode == 2
    assert not Path(environ["TEJUN_DATABASE"]).exists()
