"""Help in lines of at most 78 cells: a Japanese character fills two.

click counts characters, and breaks lines at spaces alone. Here a line of Japanese ends between any two characters,
but for those that may not begin or end one (JIS X 4051): none begins with 。 or 」, none ends with 「. A word in
Latin letters or in katakana stays whole.

May not know: what is said, or any command.
"""

import re
from collections.abc import Iterable, Sequence

import click
from rich.cells import cell_len

_OPENING = r"「『（【〔［｛〈《(\["
_CLOSING = r"」』）】〕］｝〉》)\]、。，．・：；！？…ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
_WORD = r"`[^`]+`|(?:[!-;=-~]*<[^<> ]+>)+[!-;=-~]*|[!-_a-~]+|[ァ-ヺー・]+|[^ ]"
_UNIT = re.compile(rf"( *)([{_OPENING}]*(?:{_WORD})[{_CLOSING}]*)")
"""Spaces, and what stands behind them unbroken: code in backquotes, Latin letters, katakana, one character."""


class CellFormatter(click.HelpFormatter):
    """Lays help out as click does, by cells."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line; what is too long for it stands behind its lead."""
        lead = f"{prefix or ''}{prog} "
        pieces = [(" ", piece) for piece in args.split(" ")]
        self._write_behind(lead, _filled(pieces, self.width - cell_len(lead)))

    def write_text(self, text: str) -> None:
        """Paragraphs with an empty line between them; one that begins with \\b stays as it is."""
        indent = " " * self.current_indent
        paragraphs = (
            _lines(paragraph, self.width - len(indent)) for paragraph in text.split("\n\n")
        )
        self.write(
            "\n".join("".join(f"{indent}{line}\n" for line in lines) for lines in paragraphs)
        )

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Terms and what they mean, in two columns; a term too wide for its column has a line of its own."""
        rows = list(rows)
        indent = " " * self.current_indent
        widest = min(max(cell_len(term) for term, _ in rows), col_max)
        column = len(indent) + widest + col_spacing
        for term, meaning in rows:
            lead = f"{indent}{term}"
            if cell_len(term) > widest:
                self.write(f"{lead}\n")
                lead = ""
            lines = wrapped(meaning, self.width - column)
            self._write_behind(lead + " " * (column - cell_len(lead)), lines)

    def _write_behind(self, lead: str, lines: Sequence[str]) -> None:
        """The first line behind the lead, the others flush with it."""
        first, *rest = lines or [""]
        self.write(f"{lead}{first}".rstrip() + "\n")
        for line in rest:
            self.write(" " * cell_len(lead) + f"{line}\n")


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells; only what may not be broken is longer."""
    return _filled(_UNIT.findall(text), width)


def _filled(units: Iterable[tuple[str, str]], width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for space, unit in units:
        if line and cell_len(line + space + unit) > width:
            lines.append(line)
            line = ""
        line += unit if line == "" else space + unit
    return [*lines, line] if line else lines


def first_sentence(text: str, width: int) -> str:
    """The first sentence of Japanese, for a list of commands; cut where it fills more than `width` cells."""
    sentence = text.partition("\n")[0].partition("。")[0]
    first, *rest = wrapped(sentence, width)
    return f"{wrapped(sentence, width - 2)[0]}…" if rest else first


def _lines(paragraph: str, width: int) -> list[str]:
    if paragraph.startswith("\b\n"):
        return paragraph.split("\n")[1:]
    return wrapped(paragraph, width)
