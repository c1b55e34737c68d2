"""Words for people: messages by their keys, and the catalogs in which each has its Japanese and its English.

A message is a key and the values of its places; its words stand in `locale/<language>/LC_MESSAGES/tejun.po`, which
translators edit and `make catalogs` keeps complete. The language is an argument wherever words are made, never global.

Always holds: no word for people stands in Python; `tests/words` holds the catalogs to the code, both ways.

May not know: who speaks, or where it is shown.
"""

from tejun.words import catalog
from tejun.words.catalog import CatalogError
from tejun.words.message import Bilingual, Language, Message, Words, joined

LANGUAGES: tuple[Language, ...] = ("ja", "en")
"""Every language that there is, the procedure's own first."""


def read_catalogs(*languages: Language) -> None:
    """Reads the words of the languages, or of all, now and not when they are first asked for. Raises CatalogError."""
    catalog.read_all(languages or LANGUAGES)


__all__ = [
    "LANGUAGES",
    "Bilingual",
    "CatalogError",
    "Language",
    "Message",
    "Words",
    "joined",
    "read_catalogs",
]
