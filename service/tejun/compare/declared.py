"""What an edition's requirements and tightenings declare: the parameters that they read, and which way each may move.

Always holds: a move is only called stricter or looser by the direction that METADATA declares; what cannot be compared
counts as both.

May not know: why a value was moved, or what reads it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from tejun.bundle.archive import Bundle, is_date
from tejun.bundle.metadata import Metadata, read_metadata
from tejun.compare.changes import same

Move = Literal["stricter", "looser", "both", "neutral"]
"""Where a value went by its direction; `neutral` where the program sets it as it likes (`set`), had not set it before,
or only put its items in another order."""


def tightenings(bundle: Bundle) -> Iterator[Metadata]:
    """The METADATA of the program's packages that tighten a requirement; the catalog holds their reasons alone.

    Raises BundleError where it cannot be read.
    """
    for path, content in bundle.files.items():
        if path.startswith(f"{bundle.root}/programs/"):
            metadata = read_metadata(path, content.decode("utf-8"))
            if metadata is not None and "tightens" in metadata.custom:
                yield metadata


def parameters(bundle: Bundle) -> dict[str, dict[str, Any]]:
    """Each parameter as it is declared (`type`, `direction`, `description`, perhaps `schema`), by name."""
    found: dict[str, dict[str, Any]] = {}
    for requirement in bundle.catalog["requirements"]:
        found |= requirement.get("parameters", {})
    for metadata in tightenings(bundle):
        found |= metadata.custom.get("parameters", {})
    return found


def values(bundle: Bundle) -> dict[str, Any]:
    """What the program sets each parameter to, as its Rego reads them."""
    found: dict[str, Any] = bundle.data[bundle.root].get("params", {})
    return found


def move(direction: str, before: Any, after: Any) -> Move:
    """Where a value went; None is what a program does not set."""
    if direction == "set" or before is None:
        return "neutral"
    if after is None:
        return "looser"
    steps = set(_steps(before, after))
    if len(steps) != 1:
        return "both" if steps else "neutral"
    return "stricter" if (steps == {"grown"}) == (direction != "decrease") else "looser"


def _steps(before: Any, after: Any) -> Iterator[Literal["grown", "shrunk"]]:
    """Whether it grew, shrank or did both: objects by their keys, lists by their items, numbers and days by size."""
    if same(before, after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in before.keys() & after.keys():
            yield from _steps(before[key], after[key])
        yield from _gone_and_come(list(before), list(after))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _gone_and_come(before, after)
    elif _have_size(before, after):
        yield "grown" if after > before else "shrunk"
    else:
        yield from ("grown", "shrunk")


def _gone_and_come(before: list[Any], after: list[Any]) -> Iterator[Literal["grown", "shrunk"]]:
    if any(all(not same(item, other) for other in after) for item in before):
        yield "shrunk"
    if any(all(not same(item, other) for other in before) for item in after):
        yield "grown"


def _have_size(before: Any, after: Any) -> bool:
    numbers = all(isinstance(value, int | float) for value in (before, after))
    return numbers or all(is_date(value) for value in (before, after))
