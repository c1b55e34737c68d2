"""`tejun explain --trace`: how a requirement's findings came about, beside its Rego."""

import json
import re

import pytest
from tejun.cli.run import run

pytestmark = pytest.mark.opa

EN = {"LANG": "en_US.UTF-8"}


def test_the_lines_of_a_requirement_are_shown_with_how_they_came_out(
    decision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["explain", decision, "--trace", "RS-P1-03", "--subject", "person:okada"]
    assert run(arguments, EN) == 0
    out = capsys.readouterr().out
    assert "(person:okada) [information missing] period_too_short" in out
    assert "person:nishida" not in out
    assert re.search(r"^ +\d+ ✗     covers\(found\.envelope\.period, ", out, re.MULTILINE)
    assert re.search(r'^ +✗ covers\(\{"end": "2026-11-05", .*, "2021-11-20"\)$', out, re.MULTILINE)
    assert re.search(r"^ +\d+ ✓ } else := verdict\.with_params\($", out, re.MULTILINE)
    assert "its findings for this requirement are those recorded" in out


def test_what_the_requirement_does_not_call_itself_is_folded_unless_all_is_asked_for(
    decision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["explain", decision, "--trace", "RS-P1-03", "--subject", "person:okada"]
    assert run(arguments, EN) == 0
    folded = capsys.readouterr().out
    assert run([*arguments, "--all"], EN) == 0
    whole = capsys.readouterr().out
    assert "Evaluated as well: " in folded
    assert 'whole_life("all")' not in folded
    assert "Evaluated as well: " not in whole
    assert 'whole_life("all")' in whole


def test_a_trace_as_json_and_as_markdown(decision: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["explain", decision, "--trace", "RS-P1-03", "--lang", "ja", "--format"]
    assert run([*arguments, "json"], EN) == 0
    body = json.loads(capsys.readouterr().out)
    assert (body["schema"], body["decision"], body["language"]) == ("tejun/trace/1", decision, "ja")
    assert len(body["subjects"]) == 6
    assert run([*arguments, "markdown"], EN) == 0
    assert capsys.readouterr().out.startswith("# 発表論文 (RS-P1-03)\n")


def test_a_requirement_that_there_is_not_is_an_error_with_near_names(
    decision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", decision, "--trace", "RS-P1-3"], EN) == 2
    assert "Did you mean: " in capsys.readouterr().err


def test_a_subject_goes_with_a_trace_only(
    decision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", decision, "--subject", "person:okada"], EN) == 2
    assert "--trace REQUIREMENT" in capsys.readouterr().err
