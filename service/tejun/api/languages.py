"""What a request asks for beside its content, most of it by headers: the language (RFC 9110, 12.5.4) and the form
(12.5.1) of an answer, and whether there is to be one at once (conditional requests, 13.1.2; `Prefer: wait`, RFC 7240),
as OPA's downloader asks.

Always holds: never fails; a header that says nothing usable gives English, JSON, an answer at once.

May not know: which resource is requested.
"""

import re
from collections.abc import Iterator, Mapping

from starlette.datastructures import Headers, QueryParams
from starlette.types import Scope

from tejun.words import Language

_ENTITY_TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
_NAMED: Mapping[str, Language] = {"ja": "ja", "en": "en"}
_WAIT = re.compile(r"\s*wait\s*=\s*\"?(\d{1,9})\"?\s*", re.IGNORECASE)


def language_of(accept_language: str | None) -> Language:
    """Whichever of ja and en has the greater weight (`q=`), the first of equals; en where neither is named."""
    best: tuple[float, Language] = (0.0, "en")
    for name, weight in _weighed(accept_language or ""):
        base = name.partition("-")[0]
        language: Language = "ja" if base == "ja" else "en"
        if base in {"ja", "en", "*"} and weight > best[0]:
            best = weight, language
    return best[1]


def language_asked(scope: Scope) -> Language:
    """That of a problem: the one that `lang` in the query names, whether or not the operation takes it; else by
    Accept-Language."""
    named = QueryParams(scope.get("query_string", b"")).get("lang", "")
    return _NAMED.get(named) or language_of(Headers(scope=scope).get("accept-language"))


def wants_markdown(accept: str | None) -> bool:
    """Whether Markdown has a greater weight than JSON. A mere `*/*` asks for JSON."""
    weights = dict(_weighed(accept or ""))
    json = max(weights.get(name, 0.0) for name in ("application/json", "application/*"))
    return weights.get("text/markdown", 0.0) > json


def wants_html(accept: str | None) -> bool:
    """Whether HTML has a greater weight than JSON and Markdown, as browsers ask."""
    weights = dict(_weighed(accept or ""))
    others = ("application/json", "application/*", "text/markdown")
    return weights.get("text/html", 0.0) > max(weights.get(name, 0.0) for name in others)


def wants_json(accept: str | None) -> bool:
    """Whether JSON is asked for by its name, with a greater weight than YAML. A mere `*/*` asks for YAML."""
    weights = dict(_weighed(accept or ""))
    yaml = max(weights.get(name, 0.0) for name in ("application/yaml", "text/yaml"))
    return weights.get("application/json", 0.0) > yaml


def names_tag(if_none_match: str | None, tag: str) -> bool:
    """Whether `If-None-Match` is `*` or lists the entity tag, weak (`W/"…"`) or not: the client is up to date."""
    field = (if_none_match or "").strip()
    return field == "*" or tag in _ENTITY_TAG.findall(field)


def wait_seconds(prefer: str | None, longest: float) -> float:
    """The seconds that the client would wait for news (`Prefer: …;wait=30`), no more than the longest; 0: none.

    OPA puts `wait` behind a semicolon, RFC 7240 behind a comma: both are read.
    """
    for item in re.split(r"[;,]", prefer or ""):
        match = _WAIT.fullmatch(item)
        if match:
            return min(float(match.group(1)), longest)
    return 0.0


def _weighed(header: str) -> Iterator[tuple[str, float]]:
    """The names in a header with their weights, in order; a weight that is none counts as 0."""
    for item in header[:1000].split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                weight = _number(parameter[2:])
        if name:
            yield name, weight


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0.0 <= value <= 1.0 else 0.0
