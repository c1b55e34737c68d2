"""What a caller wants to read: the language (RFC 9110, 12.5.4) and the form (12.5.1) of an answer.

Always holds: never fails; a header that says nothing usable gives English, and JSON.
"""

from collections.abc import Iterator

from tejun.words import Language


def language_of(accept_language: str | None) -> Language:
    """The better liked of ja and en; en where neither is named."""
    best: tuple[float, Language] = (0.0, "en")
    for name, weight in _weighed(accept_language or ""):
        base = name.partition("-")[0]
        language: Language = "ja" if base == "ja" else "en"
        if base in {"ja", "en", "*"} and weight > best[0]:
            best = weight, language
    return best[1]


def wants_markdown(accept: str | None) -> bool:
    """Whether Markdown is liked better than JSON."""
    weights = dict(_weighed(accept or ""))
    json = max(weights.get(name, 0.0) for name in ("application/json", "application/*"))
    return weights.get("text/markdown", 0.0) > json


def wants_json(accept: str | None) -> bool:
    """Whether JSON is asked for by its name, and liked better than YAML."""
    weights = dict(_weighed(accept or ""))
    yaml = max(weights.get(name, 0.0) for name in ("application/yaml", "text/yaml"))
    return weights.get("application/json", 0.0) > yaml


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
