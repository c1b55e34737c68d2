"""Lines that cannot be run: what is said of each in both languages, and which help it points to; the code is 2."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
from tejun.cli import usage
from tejun.cli.check import check
from tejun.cli.run import run

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True)
class Wrong:
    """A line, the command whose help it points to, and what is said of it; English as click says it."""

    line: str
    command: str
    en: str
    ja: str


WRONG = [
    Wrong(
        "chek",
        "tejun",
        "No such command 'chek'. (Did you mean one of: 'check', 'checklist', 'schema'?)",
        "「chek」というコマンドはありません。もしかして: check、checklist、schema",
    ),
    Wrong(
        "bundle bild",
        "tejun bundle",
        "No such command 'bild'. Did you mean 'build'?",
        "「bild」というコマンドはありません。もしかして: build",
    ),
    Wrong(
        "check x --nonsense",
        "tejun check",
        "No such option '--nonsense'.",
        "--nonsense というオプションはありません。",
    ),
    Wrong(
        "check x --progam a",
        "tejun check",
        "No such option '--progam'. Did you mean '--program'?",
        "--progam というオプションはありません。もしかして: --program",
    ),
    Wrong(
        "check x -q",
        "tejun check",
        "No such option '-q'.",
        "-q というオプションはありません。",
    ),
    Wrong(
        "check",
        "tejun check",
        "Missing argument 'FILE'.",
        "引数「ファイル」を指定してください。",
    ),
    Wrong(
        "editions --call x",
        "tejun editions",
        "--call goes with a PROGRAM.",
        "--call はプログラムとともに指定してください。",
    ),
    Wrong(
        "withdraw p 1",
        "tejun withdraw",
        "Missing option '--reason'.",
        "--reason を指定してください。",
    ),
    Wrong(
        "check x --program",
        "tejun check",
        "Option '--program' requires an argument.",
        "--program の値を指定してください。",
    ),
    Wrong(
        "check x --record=yes",
        "tejun check",
        "Option '--record' does not take a value.",
        "--record に値は付けられません。",
    ),
    Wrong(
        "check x y",
        "tejun check",
        "Got unexpected extra argument (y)",
        "余分な引数（y）があります。",
    ),
    Wrong(
        "check x y z",
        "tejun check",
        "Got unexpected extra arguments (y z)",
        "余分な引数（y z）があります。",
    ),
    Wrong(
        "check x --lang fr",
        "tejun check",
        "Invalid value for '--lang': 'fr' is not one of 'ja', 'en'.",
        "--lang の値が正しくありません。「fr」ではなく、ja、en のいずれかを指定してください。",
    ),
    Wrong(
        "check x --as-of soon",
        "tejun check",
        "Invalid value for '--as-of': 'soon' is not a day such as 2026-11-20.",
        "--as-of の値が正しくありません。"
        "「soon」ではなく、2026-11-20 の形で、暦にある日を指定してください。",
    ),
    Wrong(
        "editions x --known-at soon",
        "tejun editions",
        "Invalid value for '--known-at': 'soon' is not a moment with its offset, such as "
        "2026-11-20T09:00:00+09:00.",
        "--known-at の値が正しくありません。"
        "「soon」ではなく、2026-11-20T09:00:00+09:00 の形で、時差を付けて指定してください。",
    ),
    Wrong(
        "serve --port many",
        "tejun serve",
        "Invalid value for '--port': 'many' is not a whole number.",
        "--port の値が正しくありません。「many」ではなく、整数を指定してください。",
    ),
    Wrong(
        "serve --port 99999",
        "tejun serve",
        "Invalid value for '--port': 99999 is not in the range 0<=x<=65535.",
        "--port の値が正しくありません。99999 ではなく、0から65535までの整数を指定してください。",
    ),
    Wrong(
        "schema --out {folder}",
        "tejun schema",
        "Invalid value for '--out': File '{folder}' is a directory.",
        "--out の値が正しくありません。「{folder}」はフォルダーです。ファイルを指定してください。",
    ),
    Wrong(
        "publish x --fixtures {file}",
        "tejun publish",
        "Invalid value for '--fixtures': Directory '{file}' is a file.",
        "--fixtures の値が正しくありません。「{file}」はファイルです。フォルダーを指定してください。",
    ),
    Wrong(
        "withdraw p 1 --reason {long}",
        "tejun withdraw",
        "Invalid value for '--reason': it is longer than 1900 characters.",
        "--reason の値が正しくありません。1900文字以内で指定してください。",
    ),
    Wrong(
        "explain a --subject b",
        "tejun explain",
        "--subject goes with --trace REQUIREMENT or --requirement REQUIREMENT.",
        "--subject は --trace 又は --requirement とともに指定してください。",
    ),
    Wrong(
        "explain a --requirement RS-P1-03",
        "tejun explain",
        "--requirement goes with --remedy.",
        "--requirement は --remedy とともに指定してください。",
    ),
    Wrong(
        "explain a --remedy --trace RS-P1-03",
        "tejun explain",
        "Give one of --trace and --remedy.",
        "--trace と --remedy は、どちらか一つを指定してください。",
    ),
    Wrong(
        "--program x check y",
        "tejun",
        "No such option '--program'. It stands behind the command that has it: "
        "'check', 'decisions', 'figures', 'erase'.",
        "--program というオプションはありません。"
        "コマンドの後ろに付けてください（このオプションがあるコマンド: check、decisions、figures、erase）。",
    ),
    Wrong(
        "--as-of 2026-11-20 check y",
        "tejun",
        "No such option '--as-of'. It stands behind the command that has it: "
        "'check', 'decisions', 'figures', 'checklist', 'editions'.",
        "--as-of というオプションはありません。"
        "コマンドの後ろに付けてください"
        "（このオプションがあるコマンド: check、decisions、figures、checklist、editions）。",
    ),
    Wrong(
        "check {empty}",
        "tejun check",
        "Invalid value for 'FILE': it must not be empty.",
        "ファイル の値が正しくありません。空にはできません。",
    ),
    Wrong(
        "check x --program {empty}",
        "tejun check",
        "Invalid value for '--program': it must not be empty.",
        "--program の値が正しくありません。空にはできません。",
    ),
    *(
        Wrong(
            f"check x --as-of {day}",
            "tejun check",
            f"Invalid value for '--as-of': '{day}' is not a day such as 2026-11-20.",
            "--as-of の値が正しくありません。"
            f"「{day}」ではなく、2026-11-20 の形で、暦にある日を指定してください。",
        )
        for day in ("20261120", "2026-W47-5", "2026-11-31", "２０２６-11-20")
    ),
    Wrong(
        "check {folder} --all",
        "tejun check",
        "A folder is shown as text or json, without --all.",
        "フォルダーは text か json でだけ表示できます。--all は付けられません。",
    ),
]


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.line)
def test_a_line_that_cannot_be_run_is_refused_in_the_language_asked_for(
    wrong: Wrong, locale: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.touch()
    places = {"folder": str(tmp_path), "file": str(file), "long": "x" * 1901, "empty": ""}
    assert run([word.format_map(places) for word in wrong.line.split()], {"LANG": locale}) == 2
    said, advice = capsys.readouterr().err.splitlines()
    expected = wrong.ja if locale == "ja" else wrong.en
    assert said == f"tejun: {expected.format_map(places)}"
    assert f"`{wrong.command} --help`" in advice


def test_the_language_asked_for_counts_on_a_line_that_cannot_be_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["check", "--lang", "ja", "--nonsense"], {}) == 2
    assert "--nonsense というオプションはありません。" in capsys.readouterr().err
    assert run(["check", "--nonsense", "--lang", "en"], {"LANG": "ja"}) == 2
    assert "No such option '--nonsense'." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("", "tejun"),
        ("--lang en", "tejun"),
        ("bundle", "tejun bundle"),
        ("bundle --lang en", "tejun bundle"),
    ],
)
def test_no_command_at_all_shows_the_help_and_is_no_success(
    line: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(line.split(), {"LANG": "en"}) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"Usage: {command} [OPTIONS] COMMAND [ARGS]...\n\n  ")
    assert said.err.endswith("\n")
    assert run([*line.split(), "--lang", "ja"], {"LANG": "en"}) == 2
    assert capsys.readouterr().err.startswith(f"使い方: {command} [オプション] コマンド")


@pytest.mark.parametrize("option", ["--out", "--policies"])
def test_what_may_not_be_read_is_refused_in_both_languages(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "os.access", lambda *_: False
    )  # nothing is forbidden to whom runs tests as root
    file = tmp_path / "file"
    file.touch()
    assert run(["bundle", "build", "x", option, str(file)], {"LANG": "ja"}) == 2
    assert f"「{file}」を読み取る権限がありません。" in capsys.readouterr().err
    assert run(["bundle", "build", "x", option, str(file)], {"LANG": "en"}) == 2
    assert f"'{file}' is not readable." in capsys.readouterr().err


# --- click's own errors ----------------------------------------------------------------------------


def subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    for found in kind.__subclasses__():
        yield found
        yield from subclasses(found)


def without_words(kinds: Iterable[type[Any]]) -> set[type[Any]]:
    """The classes that `words_of` has no words for but those of a class above."""
    return {kind for kind in kinds if kind not in usage.WORDS}


def test_every_class_of_click_s_errors_has_its_words() -> None:
    found = set(subclasses(click.ClickException))
    assert {click.NoSuchOption, click.MissingParameter, click.BadOptionUsage} <= found
    assert without_words(found) == set()
    assert without_words([click.Abort]) == {click.Abort}


@pytest.mark.parametrize(
    "error",
    [
        click.UsageError("something odd"),
        click.BadArgumentUsage("Argument 'x' takes 2 values."),
        click.BadParameter("'x' is odd.", click.Context(check), check.params[1]),
        click.BadParameter("'x' is odd."),
        click.FileError("x.yaml", "it is odd"),
        click.NoSuchCommand("chek"),
        click.BadOptionUsage("--x", "Option '--x' requires an argument."),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_that_no_command_raises_today_has_words_too(error: click.ClickException) -> None:
    words = usage.words_of(error)
    assert JAPANESE.search(words.in_("ja"))
    assert not re.search(r"[a-z]{2,} [a-z]{2,}", words.in_("ja"))
    assert not JAPANESE.search(words.in_("en"))
