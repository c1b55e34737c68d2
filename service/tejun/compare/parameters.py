"""The parameters of an edition: how METADATA declares them, what the program sets them to, and how a value moved.

Always holds: a move is called stricter or looser only by the direction that METADATA declares; one between values that
cannot be compared counts as both.

May not know: why a value was moved, or what reads it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from tejun.bundle.archive import Bundle, is_date
from tejun.bundle.metadata import Metadata, read_metadata
from tejun.compare.changes import is_same_json

Move = Literal["stricter", "looser", "both", "neutral"]
"""How a value moved by its direction; `neutral` where the program may set it to anything (`set`), had not set it
before, or only put its items in another order."""

Step = Literal["grown", "shrunk"]


def read_tightenings(bundle: Bundle) -> Iterator[Metadata]:
    """The METADATA of the program's packages that tighten a requirement; of these the catalog has only the reasons.

    Raises BundleError where it cannot be read.
    """
    for path, content in bundle.files.items():
        if path.startswith(f"{bundle.root}/programs/"):
            metadata = read_metadata(path, content.decode("utf-8"))
            if metadata is not None and "tightens" in metadata.custom:
                yield metadata


def declared_parameters(bundle: Bundle) -> dict[str, dict[str, Any]]:
    """Each parameter as it is declared (`type`, `direction`, `description`, perhaps `schema`), by name."""
    declared: dict[str, dict[str, Any]] = {}
    for requirement in bundle.catalog["requirements"]:
        declared |= requirement.get("parameters", {})
    for metadata in read_tightenings(bundle):
        declared |= metadata.custom.get("parameters", {})
    return declared


def parameter_values(bundle: Bundle) -> dict[str, Any]:
    """What the program sets each parameter to, as its Rego reads them."""
    values: dict[str, Any] = bundle.data[bundle.root].get("params", {})
    return values


def judge_move(direction: str, before: Any, after: Any) -> Move:
    """How a value moved; None is what a program does not set."""
    if direction == "set" or before is None:
        return "neutral"
    if after is None:
        return "looser"
    steps = set(_steps(before, after))
    if len(steps) != 1:
        return "both" if steps else "neutral"
    return "stricter" if (steps == {"grown"}) == (direction != "decrease") else "looser"


def _steps(before: Any, after: Any) -> Iterator[Step]:
    """Whether it grew, shrank or did both: objects by their keys, lists by their items, numbers and days by size."""
    if is_same_json(before, after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in before.keys() & after.keys():
            yield from _steps(before[key], after[key])
        yield from _item_steps(list(before), list(after))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _item_steps(before, after)
    elif _are_ordered(before, after):
        yield "grown" if after > before else "shrunk"
    else:
        yield from ("grown", "shrunk")


def _item_steps(before: list[Any], after: list[Any]) -> Iterator[Step]:
    if any(all(not is_same_json(item, other) for other in after) for item in before):
        yield "shrunk"
    if any(all(not is_same_json(item, other) for other in before) for item in after):
        yield "grown"


def _are_ordered(before: Any, after: Any) -> bool:
    numbers = all(isinstance(value, int | float) for value in (before, after))
    return numbers or all(is_date(value) for value in (before, after))
