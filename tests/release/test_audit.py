"""The gate on advisories, on recorded answers: what was not looked up is not passed."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.cases import ROOT
from tools import audit
from tools.audit import (
    CANARY,
    LEFT_OUT,
    LOCKS,
    AuditError,
    Pin,
    look_up,
    main,
    read_known,
    read_pins,
    report,
)

TODAY = date(2026, 12, 1)
PINS = [Pin("jinja2", "3.1.6"), Pin("wasmtime", "50.0.1")]

CANARY_ENTRY = {
    "name": "pyyaml",
    "version": "5.3",
    "vulns": [
        {"id": "PYSEC-2020-96", "fix_versions": ["5.3.1"], "aliases": ["CVE-2020-1747"]},
        {"id": "PYSEC-2021-142", "fix_versions": ["5.4"], "aliases": ["CVE-2020-14343"]},
    ],
}
NOT_FOUND = "Dependency not found on PyPI and could not be audited: {0.name} ({0.version})"
"""As pip-audit 2.10.1 says it, ending with 0, where the index has no page of advisories."""


def clean(pin: Pin) -> dict[str, Any]:
    return {"name": pin.name, "version": pin.version, "vulns": []}


def skipped(pin: Pin) -> dict[str, Any]:
    return {"name": pin.name, "skip_reason": NOT_FOUND.format(pin)}


def vulnerable(pin: Pin) -> dict[str, Any]:
    found = {"id": "PYSEC-2026-1", "fix_versions": ["99"], "aliases": ["GHSA-a", "CVE-2026-2"]}
    return {**clean(pin), "vulns": [found]}


def known(**changed: str) -> str:
    values = {"id": "GHSA-a", "package": "wasmtime", "reason": "not used", **changed}
    lines = [f'{name} = "{value}"' for name, value in values.items() if name != "expires"]
    return "\n".join(["[[known]]", *lines, f"expires = {changed.get('expires', '2027-01-31')}"])


def judge(entries: Sequence[dict[str, Any]], known_text: str = "", *, today: date = TODAY) -> int:
    answers = look_up(PINS, lambda _: json.dumps({"dependencies": entries, "fixes": []}))
    return report(PINS, answers, read_known(known_text), today=today)


CLEAN = [*map(clean, PINS), CANARY_ENTRY]
AGAINST = [clean(PINS[0]), vulnerable(PINS[1]), CANARY_ENTRY]


def test_where_each_pin_was_looked_up_and_nothing_stands_against_it_all_is_well() -> None:
    assert judge(CLEAN) == 0


@pytest.mark.parametrize(
    ("entries", "named"),
    [
        ([*map(skipped, [*PINS, CANARY])], ["jinja2 3.1.6: Dep", "wasmtime 50.0.1: Dep", "all of"]),
        ([skipped(PINS[0]), clean(PINS[1]), CANARY_ENTRY], ["jinja2 3.1.6: Dependency not found"]),
        ([clean(PINS[0]), CANARY_ENTRY], ["wasmtime 50.0.1: pip-audit says nothing"]),
        ([clean(Pin("wasmtime", "49")), clean(PINS[0]), CANARY_ENTRY], ["wasmtime 50.0.1"]),
        ([*map(clean, [*PINS, CANARY])], ["all of it: no advisory is known there"]),
        ([*map(clean, PINS)], ["all of it: no advisory is known there"]),
        ([], ["jinja2", "wasmtime", "all of it"]),
        ([skipped(PINS[0]), vulnerable(PINS[1]), CANARY_ENTRY], ["jinja2"]),
    ],
    ids=[
        "the service is not reached",
        "one is not found",
        "one is left out",
        "another version",
        "the service knows no advisories",
        "the canary is left out",
        "nothing",
        "beside an advisory",
    ],
)
def test_what_was_not_looked_up_is_not_passed(
    entries: list[dict[str, Any]], named: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert judge(entries) == 2
    said = capsys.readouterr().err
    lines = [line for line in said.splitlines() if line.startswith("not audited: ")]
    assert len(lines) == len(named)
    assert all(name in line for name, line in zip(named, lines, strict=True))


@pytest.mark.parametrize("printed", ["", "No known vulnerabilities found", "[]", "{}", "null"])
def test_what_is_no_answer_says_nothing(printed: str) -> None:
    with pytest.raises(AuditError, match="all of it"):
        look_up(PINS, lambda _: printed)


def test_an_advisory_is_named_with_the_release_that_mends_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert judge(AGAINST) == 1
    assert "wasmtime 50.0.1: CVE-2026-2, GHSA-a, PYSEC-2026-1; mended in 99" in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize("name", ["GHSA-a", "CVE-2026-2", "PYSEC-2026-1"])
def test_one_that_is_known_not_to_touch_us_is_passed_by_any_of_its_names(name: str) -> None:
    assert judge(AGAINST, known(id=name)) == 0


@pytest.mark.parametrize("other", [{"id": "GHSA-b"}, {"package": "jinja2"}])
def test_another_one_does_not_pass_it(other: dict[str, str]) -> None:
    assert judge(AGAINST, known(**other)) == 1


@pytest.mark.parametrize("entries", [AGAINST, CLEAN])
def test_what_is_known_ends_with_its_last_day(
    entries: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    text = known(expires="2026-12-01")
    assert judge(entries, text) == 0
    assert judge(entries, text, today=TODAY + timedelta(days=1)) == 1
    assert "GHSA-a was known until 2026-12-01" in capsys.readouterr().err
    assert judge(entries, known(expires="2027-12-01")) == 1


def test_one_that_stands_against_nothing_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert judge(CLEAN, known()) == 0
    assert "GHSA-a stands against no pin any more" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        known().replace('reason = "not used"\n', ""),
        known(reason=""),
        known().replace("2027-01-31", '"soon"'),
        known().replace("2027-01-31", "2027-01-31T00:00:00"),
        f'{known()}\nnote = "more"',
    ],
)
def test_a_known_one_has_a_reason_and_a_last_day(text: str) -> None:
    with pytest.raises(AuditError, match="expires, id, package, reason"):
        read_known(text)


def test_two_releases_of_one_name_are_asked_for_apart() -> None:
    asked: list[list[Pin]] = []

    def ask(pins: Sequence[Pin]) -> str:
        asked.append(list(pins))
        return json.dumps({"dependencies": [clean(pin) for pin in pins]})

    pins = [Pin("numpy", "1"), Pin("numpy", "2"), Pin("pyyaml", "6")]
    assert set(look_up(pins, ask).found) == {*pins, CANARY}
    assert [len({pin.name for pin in some}) == len(some) for some in asked] == [True, True]


def test_every_pin_of_every_lock_is_asked_for_also_those_of_other_platforms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: set[Pin] = set()

    def ask(_program: str, pins: Sequence[Pin], options: Sequence[str]) -> str:
        assert options == ["--vulnerability-service", "osv"]
        asked.update(pins)
        return json.dumps(
            {"dependencies": [clean(p) for p in pins if p != CANARY] + [CANARY_ENTRY]}
        )

    monkeypatch.setattr(audit, "ask", ask)
    assert main(["pip-audit", "--vulnerability-service", "osv"], today=TODAY) == 0
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert [lock.stem for lock in locks] == sorted([*LOCKS, *LEFT_OUT])
    locks = [lock for lock in locks if lock.stem in LOCKS]
    assert {pin for lock in locks for pin in read_pins(lock.read_text("utf-8"))} <= asked
    assert {"uvloop", "colorama"} <= {pin.name for pin in asked}


@pytest.mark.parametrize("line", ["wasmtime>=50", "-e .", "wasmtime @ https://host/w.whl"])
def test_a_line_of_a_lock_that_is_no_pin_is_not_passed_over(line: str) -> None:
    with pytest.raises(AuditError, match="was not understood"):
        list(read_pins(f"# made\njinja2==3.1.6 \\\n    --hash=sha256:0\n{line}\n"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "words"),
    [
        (
            "echo 'ConnectionError: cannot reach it' >&2; exit 1",
            "all of it: pip-audit ended with 1: Conn",
        ),
        ("echo 'No known vulnerabilities found' >&2", "all of it: pip-audit ended with 0"),
        ("echo '{\"dependencies\": []}'", "pip-audit says nothing of it"),
        ("exit 139", "it said nothing"),
    ],
)
def test_a_pip_audit_that_could_not_do_it_ends_with_2(
    script: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "pip-audit"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    assert main([str(program)], today=TODAY) == 2
    assert words in capsys.readouterr().err


def test_without_a_pip_audit_nothing_is_audited(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["/nowhere/pip-audit"], today=TODAY) == 2
    assert "not audited: " in capsys.readouterr().err
