"""`tejun checklist`: an office prints what a program asks for."""

import re
from pathlib import Path

import pytest
from tejun.cli.run import run

from tests.cli.support import AS_OF, BUNDLES

EN = {"LANG": "en_US.UTF-8"}
JA = {"LANG": "ja_JP.UTF-8"}


@pytest.fixture(autouse=True)
def _editions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEJUN_BUNDLES", str(BUNDLES))


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(["checklist", *arguments], EN) == code
    return capsys.readouterr().out


def test_it_is_a_page_to_print_in_the_language_of_the_locale(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["checklist", "kprogram-2026", *AS_OF], JA) == 0
    page = capsys.readouterr().out
    assert '<html lang="ja">' in page
    assert "経済安全保障重要技術育成プログラム（例）2026" in page
    assert page.endswith("</html>\n")


def test_it_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert '<html lang="ja">' in printed(capsys, "kprogram-2026", *AS_OF, "--lang", "ja")
    assert '<html lang="en">' in printed(capsys, "kprogram-2026", *AS_OF)


def test_it_is_tables_for_the_web(capsys: pytest.CaptureFixture[str]) -> None:
    page = printed(capsys, "kprogram-2026", *AS_OF, "--format", "markdown")
    assert page.startswith(
        "# Research security checklist (made by tejun, not the Cabinet Office's): "
    )
    assert re.search(r"^\| □ \| RS-P1-03 \*\*Papers\*\*", page, re.MULTILINE)


def test_it_can_be_written_to_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "checklist.html"
    assert printed(capsys, "kprogram-2026", *AS_OF, "--out", str(file)) == f"{file}\n"
    assert file.read_text("utf-8") == printed(capsys, "kprogram-2026", *AS_OF)


def test_a_program_that_is_not_at_hand_is_named_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["checklist", "kprogram"], EN) == 2
    assert "kprogram-2026" in capsys.readouterr().err


def test_before_the_first_edition_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["checklist", "kprogram-2026", "--as-of", "2025-01-01"], EN) == 2
    assert "2026-04-01" in capsys.readouterr().err
