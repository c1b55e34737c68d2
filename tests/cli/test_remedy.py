"""`tejun explain --remedy`: what would settle a recorded decision, as text, JSON and Markdown."""

import json
import re
from pathlib import Path

import pytest
from tejun.audit.remedy.samples import SAMPLE
from tejun.cli.run import run

from tests.support import earlier
from tests.support.published import publish
from tests.support.stores import open_store

EN = {"LANG": "en_US.UTF-8"}
OF_PAPERS = ["--requirement", "RS-P1-03", "--subject", "person:okada"]


def test_what_settles_the_outcome_and_each_finding_is_shown(
    decision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", decision, "--remedy", "--lang", "ja"], EN) == 0
    out = capsys.readouterr().out
    assert (
        "→ 2026-11-20までに措置「研修受講（m1）」を実施し、実施日と資料を記載してください。" in out
    )
    assert "[情報不足] 岡田 直人（学校法人日之出学園 日之出工科大学）" not in out
    assert "[情報不足] 岡田 直人 — 発表論文 (RS-P1-03)" in out
    assert "次の事項を解消する手順が見つからないため、この結果に至る手順は示せません。" in out
    assert "資金配分機関（FA）の回答によってのみ解消します。" in out
    assert "手順は行うことを示すもので、記載すべき内容を示すものではありません。" in out
    assert re.search(r"^ +ほか\d+件（--all で表示）$", out, re.MULTILINE)
    assert SAMPLE not in out


def test_all_shows_every_way(decision: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--remedy", "--requirement", "RS-P1-07", "--subject", "person:brandt"]
    run(["explain", decision, *arguments], EN)
    folded = capsys.readouterr().out
    run(["explain", decision, *arguments, "--all"], EN)
    whole = capsys.readouterr().out
    assert "other ways: 1 (--all shows them)" in folded
    assert "--all shows them" not in whole
    assert re.search(r"^ +or$", whole, re.MULTILINE)
    assert whole.count("→") == folded.count("→") + 1


def test_one_finding_as_json_says_who_does_what_and_no_value(
    decision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", decision, "--remedy", *OF_PAPERS, "--format", "json"], EN) == 0
    out = capsys.readouterr().out
    assert SAMPLE not in out
    body = json.loads(out)
    assert (body["schema"], body["decision"], body["rungs"]) == ("tejun/remedy/1", decision, [])
    [finding] = body["findings"]
    [steps] = finding["sets"]
    [step] = steps["steps"]
    assert (finding["reason"], finding["cause"], steps["gives"], steps["minimal"]) == (
        "period_too_short",
        None,
        "satisfied",
        "every_subset",
    )
    assert (step["act"], step["pointer"], step["actor"], step["sensitivity"]) == (
        "renew",
        "/people/0/disclosures/papers",
        "researcher",
        "of_people",
    )
    assert step["holder"].startswith("岡田 直人")
    assert step["place"] == "people[okada].disclosures.papers"


def test_markdown_takes_names_as_they_are(
    decision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", decision, "--remedy", *OF_PAPERS, "--format", "markdown"], EN) == 0
    out = capsys.readouterr().out
    assert out.startswith("# Some requirements are not met")
    assert "\n  - → Have “Papers” declared anew by 2026-11-20" in out
    assert "`people[okada].disclosures.papers`" in out
    assert "\\-" not in out
    assert "- **information missing** " in out


def test_its_bounds_can_be_set(decision: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", decision, "--remedy", "--evaluations", "5", "--seconds", "9"], EN) == 0
    out = capsys.readouterr().out
    assert "Looking stopped at the limit of evaluations" in out
    assert "For these none were found by the limit:" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--seconds", "9"], "--evaluations and --seconds go with --remedy"),
        (["--remedy", "--subject", "person:okada"], "--subject goes with"),
        (["--remedy", "--requirement", "RS-P1-3"], "RS-P1-03"),
        (["--remedy", *OF_PAPERS[:3], "person:okado"], "person:okada"),
    ],
)
def test_what_does_not_go_together_or_is_not_there_is_said(
    decision: str, capsys: pytest.CaptureFixture[str], *, arguments: list[str], said: str
) -> None:
    assert run(["explain", decision, *arguments], EN) == 2
    assert said in capsys.readouterr().err


def test_of_an_input_of_an_earlier_form_no_steps_are_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(tmp_path / "bundles", earlier.ARCHIVE)
    record = earlier.record()
    with open_store(tmp_path / "tejun.db") as store:
        store.append(record)
    monkeypatch.setenv("TEJUN_DATABASE", str(tmp_path / "tejun.db"))
    monkeypatch.setenv("TEJUN_BUNDLES", str(tmp_path / "bundles"))
    for requirement in ([], ["--requirement", "RS-P1-03"]):
        assert run(["explain", record.decision_id, "--remedy", *requirement], EN) == 2
        said = capsys.readouterr().err
        assert "tejun/input/1" in said
        assert "unexpected" not in said
