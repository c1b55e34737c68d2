"""What Markdown (CommonMark, and the code hosts' tables and strike-through) takes for text and for code: the filters of
the templates.

Always holds: whatever a title or name holds, it cannot become markup: it is escaped, and stays on its line. Many read
Markdown as it stands: what would be text anyway is not escaped.

May not know: what is written.
"""

import re

_MARKUP = re.compile(
    r"""
    (?P<within>(?<=[^\W_])_+(?=[^\W_]))        # within a word it is one of its letters
    | [\\`*_\[\]<|~]                         # wherever it stands
    | &(?=\#?[0-9A-Za-z]+;)                   # an entity
    | ^> | ^\#(?=\#{0,5}(?:\s|$))             # a quotation, a heading
    | ^[-+](?=\s|$) | ^[-=](?=[-\s]*$|=*$)    # an item, a rule, what makes a heading of the line above
    | (?<=\s)\#(?=\#*$)                       # the end of a heading
    """,
    re.VERBOSE,
)
_NUMBERED = re.compile(r"^([0-9]{1,9})([.)])(?=\s|$)")


def plain(text: str) -> str:
    """Text that Markdown takes as it is, wherever it stands: one line, markup escaped."""
    return _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(_escaped, _one_line(text)))


def _escaped(found: re.Match[str]) -> str:
    return found[0] if found["within"] else f"\\{found[0]}"


def code(text: str) -> str:
    """A code span that holds the text, whatever back-ticks are in it."""
    one_line = _one_line(text)
    runs = [len(run) for run in re.findall("`+", one_line)]
    fence = "`" * (max(runs, default=0) + 1)
    pad = " " if one_line.startswith("`") or one_line.endswith("`") else ""
    return f"{fence}{pad}{one_line or '—'}{pad}{fence}"


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
