"""What was changed beside the rows of the record, set right: what is gone or another is put back, and what is too much
removed where it is named.

Always holds: nothing is removed that was not named, and of what tejun makes nothing but to put it back. A table is
neither made nor replaced: what it holds would be gone.

May not know: which database it is, or whether the record is whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tejun.errors import InvalidInputError, StoreError
from tejun.store.parts import Differences, Part, listed
from tejun.words import Message
from tejun.words.quoting import quoted

_ORDER = ("FUNCTION", "INDEX", "COLUMN", "TRIGGER")
"""What is put back, in this order: a trigger calls a function."""


@dataclass(frozen=True)
class Mended:
    """What was removed, what was put back, and what differs still."""

    removed: tuple[Part, ...]
    put_back: tuple[Part, ...]
    left: Differences


def choose(differences: Differences, drop: Sequence[str]) -> tuple[Part, ...]:
    """What is too much and has one of these names; tables last, with what is on them.

    Raises InvalidInputError, which says what there is, where nothing has the name.
    """
    for name in drop:
        if name not in {each.name for each in differences.added}:
            raise InvalidInputError(
                Message("store.mending.nothing.detail", name=quoted(name)),
                Message("store.mending.nothing.advice", parts=listed(differences.added) or "—"),
            )
    chosen = [each for each in differences.added if each.name in drop]
    return tuple(sorted(chosen, key=lambda each: each.kind.endswith("TABLE")))


def not_taken(
    back: Iterable[Part], differences: Differences, removed: Sequence[Part]
) -> tuple[Part, ...]:
    """Of what is to be put back that of which nobody else's part has the name, but for what was `removed`.

    Where SQL knows names without their tables, to put it back would remove the other, which nobody has named.
    """
    taken = {_named(each) for each in differences.added if each not in removed}
    return tuple(each for each in back if _named(each) not in taken)


def _named(part: Part) -> tuple[bool, str]:
    """Tables, views and indexes share their names, in any case of letters; triggers have names of their own."""
    return part.kind == "TRIGGER", part.name.lower()


def require_mendable(differences: Differences) -> tuple[Part, ...]:
    """What is gone or another, in the order in which it is put back. Raises StoreError where that cannot be done."""
    parts = *differences.gone, *differences.another
    not_made = [each for each in parts if each.kind not in _ORDER]
    if not_made:
        raise StoreError(
            Message("store.mending.table.detail", parts=listed(not_made)),
            Message("store.mending.table.advice"),
        )
    return tuple(sorted(parts, key=lambda each: _ORDER.index(each.kind)))


def needed_by_others(parts: Sequence[Part]) -> StoreError:
    """These are not removed, since something else was made of them."""
    return StoreError(
        Message("store.mending.needed.detail", parts=listed(parts)),
        Message("store.mending.needed.advice"),
    )
