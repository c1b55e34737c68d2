"""What cannot be run ends with 2 and says what happened, where, and what to do; there is never a traceback."""

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tejun.cli.group import tejun as command
from tejun.cli.run import run
from tejun.errors import InvalidInputError
from tejun.registry import Registry
from tejun.words import Bilingual

from tests.cli.support import AS_OF, BUNDLES, COMPLETE, TYPICAL, tejun
from tests.support.crowd import body
from tests.support.published import archive_in


def refused(*arguments: str | Path, **more: object) -> str:
    """The message of a command that could not be run."""
    done = tejun(*arguments, **more)  # type: ignore[arg-type]
    message = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert message.startswith("tejun: ")
    assert "Traceback" not in message
    assert "What to do: " in message
    return message


def test_a_file_that_is_not_there() -> None:
    message = refused("check", "nowhere.yaml", own_process=True)
    assert "nowhere.yaml: There is no such file." in message


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    assert "The file cannot be read: Is a directory." in refused("convert", tmp_path)


def test_a_mistake_in_the_facts_is_shown_with_file_line_and_place(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    text = TYPICAL.read_text("utf-8").replace("country: JP", "country: Japan", 1)
    file.write_text(text, "utf-8")
    line = text.splitlines().index("    country: Japan") + 1
    message = refused("check", file)
    assert f"  {file}:{line} institutions[hinode].country: Give the country as" in message
    assert "`tejun schema` shows the form" in message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"schema": NaN}', "NaN is not a JSON number"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b'{"a": "\\ud800"}', "lone surrogate"),
        (b"[" * 100 + b"]" * 100, "more than 64 deep within each other"),
        (b'{"a": 1e400}', "too large"),
        (b"a: [1, 2", "is not YAML"),
        (b"\xff\xfe", "not UTF-8"),
        (b"", "It must not be empty"),
        (b" " * (9 * 1024 * 1024), "larger than 8 MB"),
        (b"[" + b"{}," * 300_000 + b"{}]", "500000 values. The limit is set by TEJUN_MAX_VALUES."),
        (b'{"a":\n"' + b"x" * 300_000 + b'"}', "text on line 2 has more than 262144 characters"),
    ],
)
def test_bytes_that_are_no_facts(data: bytes, words: str) -> None:
    assert words in refused("check", "-", data=data)


def test_the_setting_of_a_limit_holds_for_a_file_as_well() -> None:
    few = {"TEJUN_MAX_VALUES": "20"}
    for name in ("check", "convert"):
        message = refused(name, TYPICAL, environ=few)
        assert "more than 20 values. The limit is set by TEJUN_MAX_VALUES." in message
    assert "TEJUN_MAX_VALUES" in refused("check", TYPICAL, environ={"TEJUN_MAX_VALUES": "0"})


def test_an_application_of_300_people_is_decided_and_one_that_is_too_large_names_the_limit(
    tmp_path: Path,
) -> None:
    (tmp_path / "300.json").write_bytes(body(300))
    decided = tejun("check", tmp_path / "300.json", *AS_OF, "--format", "json")
    assert decided.returncode == 1, decided.stderr
    assert decided.stdout.count(b'"person:') > 300
    little = {"TEJUN_EVALUATION_MEMORY_MB": "16"}
    message = refused("check", tmp_path / "300.json", *AS_OF, environ=little)
    assert "16 MB of memory (TEJUN_EVALUATION_MEMORY_MB)" in message
    assert "Sending it again changes nothing" in message


def test_an_unknown_program_offers_what_is_near() -> None:
    message = refused("check", TYPICAL, "--program", "kprogram-2025")
    assert "kprogram-2025" in message
    assert "Did you mean: kprogram-2026?" in message


@pytest.mark.parametrize(
    ("language", "looked", "named", "near"),
    [
        (
            "en",
            f"There is no edition of a program “kprogam-2026” in the registry {BUNDLES}.",
            "There is no program “kprogam-2026”.",
            "Did you mean: kprogram-2026?",
        ),
        (
            "ja",
            f"版の保管場所 {BUNDLES} に、プログラム「kprogam-2026」の版がありません。",
            "「kprogam-2026」というプログラムはありません。",
            "もしかして: kprogram-2026",
        ),
    ],
)
def test_an_unknown_program_is_shown_where_the_facts_name_it(
    tmp_path: Path, *, language: str, looked: str, named: str, near: str
) -> None:
    file = tmp_path / "facts.yaml"
    text = TYPICAL.read_text("utf-8").replace("program: kprogram-2026", "program: kprogam-2026", 1)
    file.write_text(text, "utf-8")
    line = text.splitlines().index("  program: kprogam-2026") + 1
    run = tejun("check", file, "--lang", language, environ={"TEJUN_BUNDLES": str(BUNDLES)})
    assert run.returncode == 2
    _, detail, place, advice = run.stderr.decode().splitlines()
    assert detail == f"  {looked}"
    assert place == f"  {file}:{line} application.program: {named}"
    assert advice.endswith(near)


def test_a_program_that_the_line_names_has_no_place_in_the_facts() -> None:
    message = refused("check", TYPICAL, "--program", "kprogram-2025")
    assert "in the registry" in message
    assert "application.program" not in message


def test_a_day_before_the_first_edition() -> None:
    message = refused("check", TYPICAL, "--as-of", "2020-01-01")
    assert "No edition of “kprogram-2026” is in force on 2020-01-01" in message
    assert "nknown" not in message
    told = tejun("check", TYPICAL, "--as-of", "2020-01-01", "--lang", "ja").stderr.decode()
    assert told.startswith("tejun: プログラムの版が見つかりません\n  2020-01-01 に有効な")


def test_facts_that_name_another_program(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    facts = TYPICAL.read_text("utf-8").replace("program: kprogram-2026", "program: other", 1)
    file.write_text(facts, "utf-8")
    message = refused("check", file, "--program", "kprogram-2026", *AS_OF)
    assert "names the program “other”" in message


def test_a_truncated_edition_is_named_and_refused(tmp_path: Path) -> None:
    shutil.copytree(BUNDLES, tmp_path, dirs_exist_ok=True)
    archive = archive_in(tmp_path, Registry.load(BUNDLES).edition("kprogram-2026", "1"))
    archive.write_bytes(archive.read_bytes()[:-1000])
    message = refused("check", TYPICAL, *AS_OF, environ={"TEJUN_BUNDLES": str(tmp_path)})
    assert "kprogram-2026, edition 1" in message
    assert archive.name in message


def test_an_edition_that_is_no_bundle(tmp_path: Path) -> None:
    archive = tmp_path / "kprogram-2026-1.tar.gz"
    archive.write_bytes(gzip.compress(b"not a tar"))
    assert "not a tar archive" in refused("bundle", "inspect", archive)


def test_a_folder_that_is_not_there_is_named_where_a_file_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    message = refused("checklist", "kprogram-2026", "--out", folder / "x.html")
    assert f"tejun: {folder}: There is no such folder\n" in message


def test_a_program_in_place_of_an_edition_shows_how_editions_are_named(tmp_path: Path) -> None:
    message = refused("bundle", "diff", "kprogram-2026", "trust-2026")
    assert "“kprogram-2026” is a program" in message
    assert "PROGRAM@EDITION: kprogram-2026@1" in message
    assert "No such file" in refused("bundle", "inspect", "kprogram-2027", cwd=tmp_path)


def test_a_folder_of_editions_that_is_not_there() -> None:
    message = refused("check", TYPICAL, environ={"TEJUN_BUNDLES": "/nowhere"})
    assert "/nowhere" in message


def test_a_setting_that_cannot_be_used_names_its_variable() -> None:
    message = refused("check", TYPICAL, environ={"TEJUN_EVALUATION_SECONDS": "soon"})
    assert "TEJUN_EVALUATION_SECONDS" in message


def test_a_record_that_cannot_be_kept_gives_no_decision(tmp_path: Path) -> None:
    environ = {"TEJUN_DATABASE": str(tmp_path / "no" / "such" / "folder" / "record.db")}
    refused("check", TYPICAL, *AS_OF, "--record", environ=environ)


def test_a_decision_that_is_not_in_the_record(tmp_path: Path) -> None:
    environ = {"TEJUN_DATABASE": str(tmp_path / "record.db")}
    name = "0197c5f0-7d3e-7a31-9c53-2b6d0f6a9e11"
    assert "There is no record" in refused("explain", name, environ=environ)
    assert list(tmp_path.iterdir()) == []
    assert tejun("check", COMPLETE, *AS_OF, "--record", environ=environ).returncode == 0
    assert name in refused("explain", name, environ=environ)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "x", "--as-of", "tomorrow"),
        ("check", "x", "--lang", "fr"),
        ("check", "x", "--nonsense"),
        ("nonsense",),
        ("serve", "--port", "99999"),
        ("bundle", "build"),
    ],
)
def test_arguments_that_are_none_end_with_2_and_name_the_help(arguments: tuple[str, ...]) -> None:
    assert "--help` shows how it is used" in refused(*arguments)


def test_messages_speak_the_language_that_was_asked_for() -> None:
    run = tejun("check", "nowhere.yaml", "--lang", "ja")
    assert "ファイルがありません。" in run.stderr.decode()
    assert "対処: " in run.stderr.decode()


def test_text_in_a_message_cannot_steer_the_terminal() -> None:
    message = refused("check", "-", data=b'{"\\u001b[31mred": 1}')
    assert "\x1b" not in message


def test_what_nobody_expected_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(command, "main", fail)
    assert run(["check"], {"LANG": "en"}) == 2
    err = capsys.readouterr().err
    assert "ZeroDivisionError: on purpose" in err
    assert "TEJUN_DEBUG=1" in err
    assert "Traceback" not in err
    assert run(["check"], {"TEJUN_DEBUG": "1"}) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (OSError(28, "full"), 2)])
def test_an_interrupt_is_no_answer(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(command, "main", fail)
    assert run(["check"], {}) == code


@pytest.mark.parametrize(
    ("name", "where"),
    [
        (3, ""),
        (None, ""),
        ("/nowhere/a", "/nowhere: "),
        (b"/nowhere/a", "/nowhere: "),
        (Path("/etc/a"), "/etc/a: "),
        (b"/etc/\xe3\x81\x82\xff", "/etc/あ"),
    ],
)
def test_an_error_of_the_system_says_of_which_file_as_far_as_it_is_one(
    name: object, where: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What works on a file that is open has its number in place of its name."""

    def fail(**_: object) -> None:
        raise OSError(2, "No such file", name)

    monkeypatch.setattr(command, "main", fail)
    assert run(["check"], {"LANG": "en"}) == 2
    assert capsys.readouterr().err.startswith(f"tejun: {where}")


def test_lines_of_what_somebody_entered_are_indented(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Such as why something was erased: they are no words of ours."""

    def fail(**_: object) -> None:
        reason = "asked for\ntejun: all is well\r\n  What to do: nothing"
        raise InvalidInputError(Bilingual(reason, reason), Bilingual("見る", "look"))

    monkeypatch.setattr(command, "main", fail)
    assert run(["check"], {"LANG": "en"}) == 2
    _, *lines = capsys.readouterr().err.splitlines()
    assert lines[:-1] == ["  asked for", "    tejun: all is well", "      What to do: nothing"]
    assert lines[-1] == "  What to do: look"


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    check = [str(Path(sys.executable).parent / "tejun"), "check", str(COMPLETE), "--all", *AS_OF]
    with subprocess.Popen(check, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
