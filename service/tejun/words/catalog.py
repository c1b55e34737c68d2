"""The compiled catalogs: the words of each message, by its key and the language.

Always holds: a catalog is read once, when a word of its language is first asked for, or by `read_all`, for who must
speak when nothing can be opened any more; reading needs the standard library alone. They are compiled from the `.po`
files at set-up and into the wheel.

May not know: messages' values.
"""

import gettext
import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).with_name("locale")
DOMAIN = "tejun"


def text(key: str, language: str) -> str:
    """The message's words as the catalog has them, with their places; the key itself where it has none."""
    return _catalog(language).gettext(key)


def read_all(languages: Iterable[str]) -> None:
    """Reads the catalogs of the languages now. Raises CatalogError."""
    for language in languages:
        _catalog(language)


class CatalogError(Exception):
    """A compiled catalog is not there or cannot be read: the one error that must do without them, in plain English."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(
            f"{file}: {reason}. This catalog holds the messages of tejun: in a checkout `make setup` compiles it; "
            "an installed tejun that has none is incomplete: install it again."
        )


@cache
def _catalog(language: str) -> gettext.GNUTranslations:
    compiled = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError, struct.error) as error:
        reason = getattr(error, "strerror", None) or "it is damaged"
        raise CatalogError(compiled, reason) from error
