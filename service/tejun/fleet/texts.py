"""Values of a report, checked and bounded, so that they can be stored.

May not know: which report.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tejun import canonical
from tejun.reading.lenient import Written

MAX_LABELS = 32
MAX_LABEL_BYTES = 4 * 1024
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
    kept, size = {}, 0
    for key, text in pairs[:MAX_LABELS]:
        size += len(key.encode()) + len(text.encode())
        if size <= MAX_LABEL_BYTES:
            kept[key] = text
    return kept


def dump_within(parts: Mapping[str, Any], limit: int, left_out_first: Sequence[str]) -> bytes:
    """The parts as canonical JSON of at most `limit` bytes: as many of those that can be left out are, as it takes.

    Which were left out stands in `left_out`.
    """
    kept, left_out = dict(parts), []
    for name in ("", *left_out_first):
        if kept.pop(name, None):
            left_out.append(name)
        data = canonical.dumps({**kept, "left_out": left_out} if left_out else kept)
        if len(data) <= limit:
            return data
    return canonical.dumps({"left_out": sorted(parts)})
