"""What one run of the command line knows of itself: its language, and the file that it speaks of.

May not know: any command.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tejun.words import LANGUAGES, Language

_NAMED: Mapping[str, Language] = {language: language for language in LANGUAGES}


@dataclass
class Session:
    """Made before a command reads its arguments, read by whoever shows anything; the file is set as it is read."""

    language: Language
    file: str | None = None


def language_of(environ: Mapping[str, str], arguments: Sequence[str] = ()) -> Language:
    """What the line asks for with --lang; else ja for a Japanese locale, else en.

    Of LC_ALL, LC_MESSAGES and LANG the first that is set counts (POSIX). The line is read before any command is, so
    that --lang counts wherever it stands: behind --help, or beside an option that there is not.
    """
    return _asked(arguments) or _of_the_locale(environ)


def _asked(arguments: Sequence[str]) -> Language | None:
    """The last --lang that names a language; another value is refused by whoever parses the line."""
    asked = None
    for argument, following in pairwise((*arguments, "")):
        if argument == "--":
            break
        name, joined, value = argument.partition("=")
        if name == "--lang":
            asked = _NAMED.get(value if joined else following, asked)
    return asked


def _of_the_locale(environ: Mapping[str, str]) -> Language:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"
