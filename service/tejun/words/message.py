"""A message: its key in the catalogs, and the values that stand in its places.

Always holds: a message is a value; equal keys and values are equal messages, in whichever language they are shown. A
value that is itself words is shown in the language of the whole; a tuple is a list, joined as the language joins lists;
a float has no zeros that say nothing.

May not know: the words; `tejun.words.catalog` has them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from tejun.words import catalog

Language = Literal["ja", "en"]


class Words(Protocol):
    """Anything that can be said in both languages."""

    def in_(self, language: Language, /) -> str:
        """The words in the language."""
        ...


class Message:
    """One message of the catalogs, with the values of its places."""

    __slots__ = ("_values", "key")

    key: str

    def __init__(self, key: str, /, **values: Any) -> None:
        self.key = key
        self._values = {name: _kept(value) for name, value in values.items()}

    @property
    def values(self) -> Mapping[str, Any]:
        """The value of each place by its name."""
        return self._values

    def in_(self, language: Language, /) -> str:
        """The words in the language."""
        text = catalog.text(self.key, language)
        if "{" not in text:
            return text
        return text.format_map(
            {name: _shown(value, language) for name, value in self._values.items()}
        )

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Message) and self.key == other.key and self._values == other._values
        )

    def __hash__(self) -> int:
        return hash((self.key, frozenset(self._values.items())))

    def __repr__(self) -> str:
        values = "".join(f", {name}={value!r}" for name, value in self._values.items())
        return f"Message({self.key!r}{values})"


@dataclass(frozen=True)
class Bilingual:
    """Words that somebody else gave in both languages: a bundle's catalog, another service."""

    ja: str
    en: str

    def in_(self, language: Language, /) -> str:
        """The words in the language."""
        return self.ja if language == "ja" else self.en


def joined(items: Iterable[str], language: Language) -> str:
    """Words one after another, as a list is written in the language."""
    return catalog.text("list.separator", language).join(items)


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, (list, set, frozenset)) else value


def _shown(value: Any, language: Language) -> str:
    if isinstance(value, (Message, Bilingual)):
        return value.in_(language)
    if isinstance(value, tuple):
        return joined((_shown(item, language) for item in value), language)
    return f"{value:g}" if isinstance(value, float) else str(value)
