"""Help in two languages: of every command and option, with what stands for its value; wherever `--lang` stands."""

import re
from collections.abc import Iterator

import click
import pytest
from rich.cells import cell_len
from tejun.cli.command import Command, Group
from tejun.cli.group import tejun as root
from tejun.cli.parameters import Argument, Option
from tejun.cli.run import run
from tejun.cli.session import language_of
from tejun.words import Bilingual, Words

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]+")
LATIN = re.compile(r"[A-Za-z_]{2,}")

QUOTED = (
    "手順書",
    "チェックリスト",
    "公募要領の改正（2027年1月1日）",
    "第2版の誤りのため",
    "誤った版を公開したため",
)
"""Japanese in English help: what the procedure calls its documents, and reasons that a publisher gives."""

NAMES = frozenset(
    {"FA", "YAML", "JSON", "ROR", "Schema", "API", "OPA", "SQLite", "Rego", "ID", "URL", "http"}
    | {"html", "json", "markdown", "text", "wasm", "opa", "ja", "en", "tejun"}
)
"""Latin words in Japanese help: what is called so in Japanese, too."""

WRITTEN_AS_IT_IS = re.compile(
    r"`[^`]*`|--[a-z-]+|LC_[A-Z]+|LANG|TEJUN_[A-Z_]+|[\w<>/.:-]*\.[\w.-]+|tejun \w+ \w+|\w+:\w+"
)
"""Code, options, environment variables, names of files and of subjects."""


def commands(
    command: click.Command = root, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its path from the root."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found, (*path, name))


COMMANDS = dict(commands())
every_command = pytest.mark.parametrize(
    "path", COMMANDS, ids=lambda path: " ".join(path) or "tejun"
)


def said_by(command: click.Command) -> Iterator[tuple[str, Words]]:
    """What the help of a command consists of: its own, that of its options, what stands for their values."""
    assert isinstance(command, (Command, Group))
    yield "help", command.words
    for parameter in command.get_params(click.Context(command)):
        assert isinstance(parameter, (Option, Argument)), parameter.name
        if isinstance(parameter, Option):
            yield parameter.opts[-1], parameter.words
        if parameter.place is not None:
            yield f"place of {parameter.name}", parameter.place


def english_in(japanese: str) -> list[str]:
    """The Latin words in Japanese help that are no names; the lines of its examples are left aside."""
    prose = "\n".join(line for line in japanese.splitlines() if not line.startswith("  tejun"))
    return [word for word in LATIN.findall(WRITTEN_AS_IT_IS.sub("", prose)) if word not in NAMES]


def japanese_in(english: str) -> list[str]:
    """The Japanese in English help that is no quotation."""
    for quoted in QUOTED:
        english = english.replace(quoted, "")
    return JAPANESE.findall(english)


def shown(capsys: pytest.CaptureFixture[str], *arguments: str, locale: str = "C") -> str:
    """What a command prints that succeeds."""
    assert run(arguments, {"LANG": locale}) == 0
    return capsys.readouterr().out


# --- help ----------------------------------------------------------------------------------------


@every_command
def test_all_that_a_command_says_is_in_both_languages(path: tuple[str, ...]) -> None:
    for what, words in said_by(COMMANDS[path]):
        english, japanese = words.in_("en"), words.in_("ja")
        assert japanese_in(english) == [], what
        assert english_in(japanese) == [], what
        assert JAPANESE.search(japanese) or japanese in NAMES, what


@every_command
def test_every_option_has_help_and_shows_what_its_value_is(path: tuple[str, ...]) -> None:
    for parameter in COMMANDS[path].params:
        if isinstance(parameter, Option):
            assert parameter.words.in_("en"), parameter.name
            choice = isinstance(parameter.type, click.Choice)
            assert parameter.is_flag or choice or parameter.place is not None, parameter.name


@every_command
def test_the_page_has_nothing_of_click_s_own_in_japanese(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    page = shown(capsys, *path, "--help", locale="ja_JP.UTF-8")
    assert page.startswith(f"使い方: {' '.join(['tejun', *path])} [オプション]")
    assert "\nオプション:\n" in page
    assert "この説明を表示して終了します。" in page
    assert not re.search(
        "usage|options:|commands:|show |default|required|args", page, re.IGNORECASE
    )


@every_command
def test_no_line_of_japanese_is_wider_than_the_terminal(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = shown(capsys, *path, "--help", "--lang", "ja").splitlines()
    assert [line for line in lines if cell_len(line) > 80] == []
    assert [line for line in lines if re.match(r"\s*[、。」）ー]", line)] == []


def test_the_list_of_commands_has_their_first_sentences_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for group in ([], ["bundle"]):
        listed = shown(capsys, *group, "--help", "--lang", "ja").partition("コマンド:\n")[2]
        assert len(listed.splitlines()) == len(
            [path for path in COMMANDS if list(path[:-1]) == group and path]
        )
        assert "…" not in listed


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--help", "--lang", "ja"],
        ["check", "--lang", "ja", "--help"],
        ["check", "--lang=ja", "-h"],
        ["--lang", "ja", "check", "--help"],
        ["--help", "--lang", "ja"],
        ["--lang", "ja", "--help"],
        ["bundle", "--lang", "ja", "--help"],
        ["bundle", "build", "--help", "--lang", "ja"],
        ["check", "--lang", "en", "--lang", "ja", "--help"],
    ],
)
def test_the_language_counts_wherever_it_is_asked_for(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert shown(capsys, *arguments, locale="en_US.UTF-8").startswith("使い方: ")
    english = [
        {"ja": "en", "--lang=ja": "--lang=en"}.get(argument, argument) for argument in arguments
    ]
    assert shown(capsys, *english, locale="ja_JP.UTF-8").startswith("Usage: ")


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ([], "en"),
        (["--lang"], "en"),
        (["--lang", "fr"], "en"),
        (["--lang", "ja", "--lang", "fr"], "ja"),
        (["--", "--lang", "ja"], "en"),
        (["--language=ja"], "en"),
    ],
)
def test_what_names_no_language_leaves_that_of_the_locale(
    arguments: list[str], language: str
) -> None:
    assert language_of({"LANG": "en_US.UTF-8"}, arguments) == language


def test_the_language_before_a_command_is_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "ja", "check", "nowhere.yaml"], {}) == 2
    assert "ファイルがありません。" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "ja: tejun check --al",
            "--all\ttext で、対応の要らないものも含め、すべての結果を示します。",
        ),
        ("en: tejun check --al", "--all\tText: every finding, not only the open ones."),
        ("ja: tejun conv", "convert\tYAMLかJSONのファイルを、厳密なJSONにして出…"),
        ("en: tejun conv", "convert\tPrint FILE (YAML or JSON, - for standard..."),
    ],
)
def test_a_shell_that_completes_is_given_the_help(
    line: str, expected: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    locale, _, typed = line.partition(": ")
    monkeypatch.setenv("_TEJUN_COMPLETE", "fish_complete")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", typed.rpartition(" ")[2])
    with pytest.raises(SystemExit):
        run([], {"LANG": locale})
    assert f"plain,{expected}" in capsys.readouterr().out.splitlines()


# --- the gate can fail -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("japanese", "found"),
    [
        ("確認します。Says hello.", ["Says", "hello"]),
        ("`make tools` で用意します。--all と TEJUN_CACHE は build/x.tar.gz を見ます。", []),
        ("例:\n  tejun check application.yaml --record", []),
    ],
)
def test_english_in_japanese_help_is_found_and_names_are_not(
    japanese: str, found: list[str]
) -> None:
    assert english_in(japanese) == found


def test_a_command_with_one_language_alone_is_found() -> None:
    english = Bilingual(ja="Says hello to the world.", en="Says hello to the world.")
    planted = Group("planted", help=english, commands=[Command("hello", help=english)])
    assert [path for path, _ in commands(planted)] == [(), ("hello",)]
    assert [english_in(words.in_("ja")) for what, words in said_by(planted) if what == "help"] == [
        ["Says", "hello", "to", "the", "world"]
    ]


def test_an_option_without_words_of_ours_is_found() -> None:
    planted = Command(
        "planted", help=Bilingual(ja="。", en="."), params=[click.Option(["--x"], help="y")]
    )
    with pytest.raises(AssertionError):
        list(said_by(planted))
