"""Small values of a report, made fit to keep: text of bounded length, and nothing else.

May not know: which report.
"""

from collections.abc import Mapping
from typing import Any

from tejun.reading.lenient import Written

MAX_LABELS = 32
MAX_TEXT = 300


def text(value: Any, limit: int = MAX_TEXT) -> str | None:
    """The value where it is a text, no longer than the limit and without broken characters; else None."""
    if not isinstance(value, str):
        return None
    return value[:limit].encode("utf-8", "replace").decode()


def mapping(value: Any) -> Mapping[str, Any]:
    """The value where it is an object; else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: Any, limit: int) -> list[Any]:
    """The first of the value's items where it is an array; else none."""
    return value[:limit] if isinstance(value, list) else []


def labels(value: Any) -> dict[str, str]:
    """An OPA's labels: `id` and `version`, which it gives itself, and those of its configuration."""
    told = {
        text(key) or "": None if isinstance(label, Written) else text(label)
        for key, label in mapping(value).items()
    }
    kept = sorted((key, value) for key, value in told.items() if value is not None)
    kept.sort(key=lambda item: item[0] not in {"id", "version"})
    return dict(kept[:MAX_LABELS])
