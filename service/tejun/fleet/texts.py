"""Values of a report, checked and bounded, so that they can be stored.

May not know: which report.
"""

from collections.abc import Mapping
from typing import Any

from tejun.reading.lenient import Written

MAX_LABELS = 32
MAX_TEXT = 300


def as_text(value: Any, limit: int = MAX_TEXT) -> str | None:
    """The value where it is a string, cut to the limit and without broken characters; else None."""
    if not isinstance(value, str):
        return None
    return value[:limit].encode("utf-8", "replace").decode()


def as_mapping(value: Any) -> Mapping[str, Any]:
    """The value where it is an object, else an empty object."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any, limit: int) -> list[Any]:
    """The value's items up to the limit where it is an array, else none."""
    return value[:limit] if isinstance(value, list) else []


def read_labels(value: Any) -> dict[str, str]:
    """An OPA's labels: `id` and `version`, which OPA sets itself, and those of its configuration."""

    labels = {
        as_text(key) or "": None if isinstance(label, Written) else as_text(label)
        for key, label in as_mapping(value).items()
    }
    pairs = sorted((key, value) for key, value in labels.items() if value is not None)
    pairs.sort(key=lambda item: item[0] not in {"id", "version"})
    return dict(pairs[:MAX_LABELS])
