"""Messages of the catalog, filled in: ids and codes among the params become names that people know.

Always holds: never raises, whatever the template or the params hold; what is not known is shown as a dash, and a code
without words as itself.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tejun.explain.labels import InputLabels
from tejun.explain.words import ANSWER_SOURCES, FACTS, FIELDS, UNKNOWN
from tejun.words import Language, Words, joined

_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True)
class MessageFiller:
    """Fills templates in one language. `titles` are those of requirements and of the program's own codes."""

    language: Language
    labels: InputLabels
    titles: Mapping[str, str]

    def fill(self, template: str, params: Mapping[str, Any]) -> str:
        """The template with each `{name}` replaced by the param of that name."""
        return _PLACEHOLDER.sub(
            lambda placeholder: self._show(params.get(placeholder[1]), placeholder[1]), template
        )

    def _show(self, value: Any, name: str) -> str:
        if isinstance(value, str) and value:
            name_of = self._name_functions.get(name)
            return name_of(value) if name_of else value
        if isinstance(value, (list, tuple)):
            return joined((self._show(item, name) for item in value), self.language) or UNKNOWN
        if isinstance(value, Mapping) and value.keys() == {"ja", "en"}:
            return self._show(value[self.language], name)
        if isinstance(value, Mapping):
            parts = [f"{key}: {self._show(item, name)}" for key, item in value.items()]
            return joined(parts, self.language) or UNKNOWN
        if isinstance(value, bool):
            return "true" if value else "false"
        return UNKNOWN if value is None or value == "" else str(value)

    @property
    def _name_functions(self) -> Mapping[str, Callable[[str], str]]:
        """How the values of a param are named, for those that hold ids or codes."""
        return {
            "teller": self._words_for(ANSWER_SOURCES),
            "fields": self._words_for(FIELDS),
            "items": lambda value: self.titles.get(value) or self._words_for(FACTS)(value),
            "factors": lambda value: self.titles.get(value, value),
            "run_by": lambda value: self.labels.subject_name(f"institution:{value}"),
            "people": lambda value: self.labels.subject_name(f"person:{value}"),
            "agreements": self.labels.agreement_title,
            "limits": self.labels.limit_label,
            "indicator": self.labels.indicator_label,
            "indicators": self.labels.indicator_label,
        }

    def _words_for(self, words: Mapping[str, Words]) -> Callable[[str], str]:
        return lambda value: words[value].in_(self.language) if value in words else value
