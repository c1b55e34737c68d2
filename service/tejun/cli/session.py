"""What one run of the command line knows of itself: its language, and the file that it speaks of.

May not know: any command.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tejun.words import Language


@dataclass
class Session:
    """Set by a command as it reads its arguments, read by whoever reports an error; the one mutable thing here."""

    language: Language
    file: str | None = None


def language_of(environ: Mapping[str, str]) -> Language:
    """ja for a Japanese locale, else en; of LC_ALL, LC_MESSAGES and LANG the first that is set counts (POSIX)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"
