"""Why an OPA gave no decision, in words, and what may be shown of what it said itself.

Always holds: nothing that stands in the input document is repeated: OPA's messages of built-in errors, and whatever
answers in its place, may quote it. OPA's own body is `{code, message, errors: [{code, message, location}]}`.

May not know: what is done about it.
"""

from collections.abc import Iterator
from typing import Any

from tejun.errors import EngineUnavailableError
from tejun.reading.lenient import read_own, read_printed
from tejun.words import Message

MAX_SAID = 300
"""How much of an error body is kept, in characters."""

CODES = {
    "unreachable": Message("engine.codes.unreachable"),
    "timeout": Message("engine.codes.timeout"),
    "undefined": Message("engine.codes.undefined"),
    "not_loaded": Message("engine.codes.not_loaded"),
    "stale": Message("engine.codes.stale"),
    "no_provenance": Message("engine.codes.no_provenance"),
    "misshapen": Message("engine.codes.misshapen"),
    "not_json": Message("engine.codes.not_json"),
    "redirect": Message("engine.codes.redirect"),
    "too_large": Message("engine.codes.too_large"),
    "failed": Message("engine.codes.failed"),
    "circuit_open": Message("engine.codes.circuit_open"),
}
"""Every reason, by its code, but for `http_<status>`."""


def unavailable(why: str, body: bytes = b"", given: bytes = b"null") -> EngineUnavailableError:
    """The error of a code, with what OPA said in `body` so far as it says nothing of the `given` input document."""
    status = why.removeprefix("http_")
    words = CODES.get(why) or Message("engine.codes.http_status", status=status)
    opa_error = said(body, given)
    return EngineUnavailableError(
        why,
        Message("engine.unavailable.detail_with_error", reason=words, error=opa_error)
        if opa_error
        else Message("engine.unavailable.detail", reason=words),
        Message("engine.unavailable.advice"),
    )


def said(body: bytes, given: bytes) -> str:
    """OPA's error body in one line; '' where it is none of OPA's."""
    try:
        error = read_printed(body)
    except ValueError:
        return ""
    if not isinstance(error, dict) or not isinstance(error.get("code"), str):
        return ""
    reported = [_error_line(error)]
    errors = error.get("errors")
    reported += [
        _error_line(error)
        for error in (errors if isinstance(errors, list) else [])
        if isinstance(error, dict)
    ]
    words = set(_words(read_own(given)))
    return "; ".join(line for line in reported if not _repeats(line, words))[:MAX_SAID]


def _error_line(error: dict[str, Any]) -> str:
    """Code, message and place. What follows a colon in a message is often the value at fault."""
    message = str(error.get("message", "")).partition(":")[0]
    at = error.get("location")
    place = f"{at.get('file')}:{at.get('row')}" if isinstance(at, dict) else ""
    return " ".join(part for part in (str(error.get("code")), message, place) if part)


def _words(value: Any) -> Iterator[str]:
    """Every text and every longer number in the document, but for the short words that codes are made of."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _words(item)
    elif isinstance(value, (str, int, float)):
        text = str(value).casefold()
        if not text.isascii() or len(text) > 3:
            yield text


def _repeats(line: str, words: set[str]) -> bool:
    return any(word in line.casefold() for word in words)
