"""How a message repeats what a document says: a key, an id, a value.

Always holds: on one line, not at any length, and without characters that cannot be seen or that steer a terminal: they
are written as JSON escapes them. Never fails, whatever the text holds.

May not know: where the text stood, or what quotes stand around it.
"""

import json

MAX_QUOTED = 100
"""How much of a document's own words a message repeats, in characters."""


def quoted(text: str) -> str:
    """The words as a message has them."""
    shown = text if len(text) <= MAX_QUOTED else f"{text[:MAX_QUOTED]}…"
    if shown.isprintable():
        return shown
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in shown)


def quoted_value(value: object) -> str:
    """A value of JSON as a message has it: words as they are, anything else as JSON writes it."""
    return quoted(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
