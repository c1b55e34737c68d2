"""Messages of the catalog with their places filled in; ids and codes among the params become names that people know.

Always holds: never raises, whatever the template or the params hold; what is not known is shown as a dash, and a code
without words as itself.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tejun.explain.places import Places
from tejun.explain.words import FACTS, FIELDS, TELLERS, UNKNOWN
from tejun.words import Language, Words

_PLACE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_JOIN: Mapping[Language, str] = {"ja": "、", "en": ", "}


@dataclass(frozen=True)
class Filler:
    """Fills templates in one language. `titles` are those of requirements and of the program's own codes."""

    language: Language
    places: Places
    titles: Mapping[str, str]

    def fill(self, template: str, params: Mapping[str, Any]) -> str:
        """The template with each `{name}` replaced by the param of that name."""
        return _PLACE.sub(lambda place: self._show(params.get(place[1]), place[1]), template)

    def _show(self, value: Any, name: str) -> str:
        if isinstance(value, str) and value:
            name_of = self._names.get(name)
            return name_of(value) if name_of else value
        if isinstance(value, (list, tuple)):
            return _JOIN[self.language].join(self._show(item, name) for item in value) or UNKNOWN
        if isinstance(value, Mapping) and value.keys() == {"ja", "en"}:
            return self._show(value[self.language], name)
        if isinstance(value, Mapping):
            parts = [f"{key}: {self._show(item, name)}" for key, item in value.items()]
            return _JOIN[self.language].join(parts) or UNKNOWN
        if isinstance(value, bool):
            return "true" if value else "false"
        return UNKNOWN if value is None or value == "" else str(value)

    @property
    def _names(self) -> Mapping[str, Callable[[str], str]]:
        """How the values of a param are named, for those that hold ids or codes."""
        return {
            "teller": self._worded(TELLERS),
            "fields": self._worded(FIELDS),
            "items": lambda value: self.titles.get(value) or self._worded(FACTS)(value),
            "factors": lambda value: self.titles.get(value, value),
            "people": lambda value: self.places.subject(f"person:{value}"),
            "agreements": self.places.agreement,
            "indicator": self.places.indicator,
            "indicators": self.places.indicator,
        }

    def _worded(self, words: Mapping[str, Words]) -> Callable[[str], str]:
        return lambda value: words[value].in_(self.language) if value in words else value
