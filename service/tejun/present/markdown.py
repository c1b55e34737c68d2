"""What Markdown (CommonMark) takes for text and for code: the filters of the templates.

Always holds: whatever a title or name holds, it cannot become markup: it is escaped, and stays on its line.
"""

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def plain(text: str) -> str:
    """Text that Markdown takes as it is: one line, markup escaped."""
    one_line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return _LEADING.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", one_line))


def code(text: str) -> str:
    """A code span that holds the text, whatever back-ticks are in it."""
    one_line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    runs = [len(run) for run in re.findall("`+", one_line)]
    fence = "`" * (max(runs, default=0) + 1)
    pad = " " if one_line.startswith("`") or one_line.endswith("`") else ""
    return f"{fence}{pad}{one_line or '—'}{pad}{fence}"
