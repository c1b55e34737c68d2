"""Messages of the catalog with their places filled in.

Always holds: never raises, whatever the template or the params hold; what is not known is shown as a dash.
"""

import re
from collections.abc import Mapping
from typing import Any

from service.errors import Language
from service.explain.words import TELLERS, UNKNOWN

_PLACE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_JOIN: Mapping[Language, str] = {"ja": "、", "en": ", "}


def fill(template: str, params: Mapping[str, Any], *, language: Language) -> str:
    """The template with `{name}` replaced by the param of that name."""
    return _PLACE.sub(lambda place: _named(place[1], params, language), template)


def _named(name: str, params: Mapping[str, Any], language: Language) -> str:
    value = params.get(name)
    if name == "teller" and isinstance(value, str) and value in TELLERS:
        return TELLERS[value].in_(language)
    return show(value, language)


def show(value: Any, language: Language) -> str:
    """A value as words: lists joined as the language does, nothing as a dash."""
    if isinstance(value, (list, tuple)):
        return _JOIN[language].join(show(item, language) for item in value) or UNKNOWN
    if isinstance(value, Mapping):
        parts = [f"{key}: {show(item, language)}" for key, item in value.items()]
        return _JOIN[language].join(parts) or UNKNOWN
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
