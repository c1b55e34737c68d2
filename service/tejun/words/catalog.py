"""The compiled catalogs: the words of each message, by its key and the language.

Always holds: a catalog is read once, when a word of its language is first asked for; reading needs the standard library
alone. They are compiled from the `.po` files at set-up and into the wheel.

May not know: messages' values.
"""

import gettext
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).with_name("locale")
DOMAIN = "tejun"


def text(key: str, language: str) -> str:
    """The message's words as the catalog has them, with their places; the key itself where it has none."""
    return _catalog(language).gettext(key)


@cache
def _catalog(language: str) -> gettext.GNUTranslations:
    compiled = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)
