"""In a terminal: colours, wrapping by cells, and the same words as in a pipe."""

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from tejun.cli.echo import is_terminal
from tejun.cli.session import language_of
from tejun.present.plain import lines
from tejun.present.rows import Banner, Block, Heading, Layout, Row, Span
from tejun.present.terminal import WIDEST, show

from tests.cli.support import AS_OF, TYPICAL
from tests.support.explained import explained, finding

LONG = "外国の人材育成プログラムへの参加歴について、調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"


def shown(*blocks: Block, width: int = 40) -> list[str]:
    """What a terminal of this width shows, without colours."""
    console = Console(file=io.StringIO(), width=width, force_terminal=True, highlight=False)
    show(blocks, console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()


@pytest.mark.parametrize("width", [30, 40, 80, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    row = Row((Span("   1. "),), (Span("[要相談] ", "consult_fa"), Span(LONG)))
    found = shown(Banner("prepared", LONG, LONG), Heading(LONG, 1), row, width=width)
    assert all(cell_len(line) <= width for line in found)


def test_words_are_set_flush_behind_their_lead() -> None:
    first, *rest = shown(Row((Span("   1. "),), (Span(LONG),)))
    assert first.startswith("   1. 外国")
    assert rest
    assert all(line.startswith("      ") and not line.startswith("       ") for line in rest)


def test_a_wide_terminal_is_not_filled() -> None:
    assert max(cell_len(line) for line in shown(Row((), (Span(LONG * 4),)), width=300)) <= WIDEST


def test_markup_and_control_characters_of_a_document_are_text() -> None:
    (line,) = shown(Row((), (Span("[bold]x[/bold] \x1b]0;title\x07y"),)), width=80)
    assert line == "[bold]x[/bold]  ]0;title y"


def test_a_terminal_and_a_pipe_say_the_same() -> None:
    explanation = explained(
        finding("RS-PRE-01", "institution:aoba", "provided"),
        finding("RS-P1-03", "person:mori", "stricter", reads=["/facts/people/1"]),
        finding("RS-PRE-01", "institution:minato", "absent"),
    )
    layout = Layout(explanation, "facts.yaml", show_all=True)
    squeezed = [re.sub(r"[\s=─━┃┏┓┗┛]", "", "".join(lines(layout.blocks())))]
    squeezed.append(re.sub(r"[\s=─━┃┏┓┗┛]", "", "".join(shown(*layout.blocks(), width=100))))
    assert squeezed[0] == squeezed[1]


def test_a_real_terminal_gets_colours_and_no_color_takes_them_away() -> None:
    coloured = in_a_terminal({})
    assert b"\x1b[" in coloured
    assert "┏".encode() in coloured
    assert b"\x1b[" not in in_a_terminal({"NO_COLOR": "1"})


def in_a_terminal(environ: dict[str, str]) -> bytes:
    ours, theirs = pty.openpty()
    command = [str(Path(sys.executable).parent / "tejun"), "check", str(TYPICAL), *AS_OF]
    inherited = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    with subprocess.Popen(
        command, stdout=theirs, env={**inherited, "TERM": "xterm", **environ}
    ) as process:
        os.close(theirs)
        data = b""
        while chunk := _read(ours):
            data += chunk
    os.close(ours)
    assert process.returncode == 1
    return data


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux says so when the other side has closed
        return b""


def test_a_dumb_terminal_is_no_terminal() -> None:
    assert not is_terminal({"TERM": "dumb"})


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP"}, "ja"),
        ({"LANG": "ja", "LC_ALL": ""}, "ja"),
    ],
)
def test_the_locale_gives_the_language(environ: dict[str, str], language: str) -> None:
    assert language_of(environ) == language
