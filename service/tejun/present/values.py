"""Values of a catalog, and the keys that lead to them, as words in one language.

Always holds: a value has words whatever it is; what has no words of its own is told as it stands.

May not know: what is told of a value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tejun.compare.changes import ITEM
from tejun.present import edition_words
from tejun.words import Language, Message, Template


@dataclass(frozen=True)
class Spoken:
    """Words in a language."""

    language: Language

    def of(self, text: Message | Template, **values: str) -> str:
        """The words, their places filled in."""
        return text.fill(**values).in_(self.language)

    def value(self, value: Any, path: Sequence[str] = ()) -> str:
        """A value of the catalog in one line, its codes in words."""
        if isinstance(value, bool):
            return self.of(edition_words.YES_NO[value])
        if isinstance(value, str):
            return self._coded(value, path)
        if isinstance(value, list):
            join = (
                edition_words.BETWEEN
                if any(isinstance(item, Mapping) for item in value)
                else edition_words.JOIN
            )
            return self.of(join).join(self.value(item, path) for item in value) or "—"
        if isinstance(value, Mapping):
            return self._object(value)
        return "—" if value is None else str(value)

    def label(self, path: Sequence[str]) -> str:
        """Where in the catalog a value stands, in words; codes and ids as they are."""
        keys = [key for key in path if key != ITEM]
        spoken = (
            edition_words.LANGUAGES[keys.pop()]
            if keys and keys[-1] in edition_words.LANGUAGES
            else None
        )
        named = [
            self.of(edition_words.FIELDS[key]) if key in edition_words.FIELDS else key
            for key in keys
        ]
        return " / ".join(named) + (self.of(spoken) if spoken else "")

    def _object(self, value: Mapping[str, Any]) -> str:
        if value.keys() == {"ja", "en"}:
            return str(value[self.language])
        if value.keys() == {"section", "item", "quote"}:
            return self.of(edition_words.CLAUSE, **{key: str(value[key]) for key in value})
        if value.keys() == {"id", "title"}:
            return f"{value['id']} {self.value(value['title'])}"
        known = [key for key in edition_words.FIELDS if key in value]
        told = (
            f"{self.label([key])}: {self.value(value[key], [key])}"
            for key in dict.fromkeys([*known, *value])
        )
        return self.of(edition_words.BETWEEN).join(told) or "—"

    def _coded(self, value: str, path: Sequence[str]) -> str:
        """A code in words, by the key under which it stands, or one above it (a list's, `actors`)."""
        for key in reversed(path[-2:]):
            if value in edition_words.VALUES.get(key, {}):
                return self.of(edition_words.VALUES[key][value])
        return value
