"""What differs between two documents, change by change, and the document in which some of the changes are undone.

Always holds: pure. The members of a list are matched by what each is known by (an id, a ROR, a name), not by their
places, so that a member put in front changes nothing behind it; what has no such thing by its content, then in order.
With none of the changes undone it is the later document, with all of them the earlier one, each to the last byte of its
canonical form.

May not know: what is evaluated, or what a value means.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from tejun import canonical

Kind = Literal["added", "removed", "changed", "reordered"]
Keys = tuple[str | int, ...]


class _Absent:
    """Stands where a document has nothing; JSON's null is a value."""


ABSENT: Final = _Absent()

KNOWN_BY = (
    *("id", "ror", "orcid", "indicator", "list_id", "item", "person", "field", "line"),
    *("reference", "name", "title", "factor", "kind"),
)
"""By what a member of a list is known, the best first: the first that all members have, each another."""


@dataclass(frozen=True)
class Change:
    """One change. The keys lead to it in each document; None where the document has nothing there.

    `kind` says what became of it; of an order that changed, `before` and `after` are the members in it.
    """

    kind: Kind
    keys_before: Keys | None
    keys_after: Keys | None
    before: Any = field(repr=False)
    after: Any = field(repr=False)


@dataclass(frozen=True)
class Comparison:
    """Two documents, laid beside each other; `changes` in the order of the later one."""

    changes: tuple[Change, ...]
    _root: "_Node" = field(repr=False)

    def with_undone(self, undone: Collection[int]) -> Any:
        """The later document, but for the changes with these numbers (from 0), which are undone."""
        return _mixed(self._root, undone)


class TooManyChangesError(Exception):
    """There are more changes than were asked for; the first of them. Caught here in the room, never shown."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__(len(changes))
        self.changes = changes


def _no_end() -> None:
    """What is asked where nothing ends it."""


def compare(
    before: Any, after: Any, *, most: int | None = None, go_on: Callable[[], None] = _no_end
) -> Comparison:
    """Lays two documents beside each other; `go_on` is called again and again meanwhile, and may end it by raising.

    Raises TooManyChangesError where there are more than `most` changes.
    """
    changes: list[Change] = []
    root = _Builder(changes, most, go_on).node(before, after, (), keys_after=())
    return Comparison(tuple(changes), root)


# --- documents beside each other ------------------------------------------------------------------


@dataclass(frozen=True)
class _Same:
    value: Any


@dataclass(frozen=True)
class _Changed:
    number: int
    before: Any
    after: Any


@dataclass(frozen=True)
class _Object:
    members: Mapping[str, "_Node"]


@dataclass(frozen=True)
class _List:
    """A list: its members by what they are known by, in the order of each document; `reordered` numbers the change of
    the order, where it is one."""

    members: Mapping[str, "_Node"]
    before: tuple[str, ...]
    after: tuple[str, ...]
    reordered: int | None


_Node = _Same | _Changed | _Object | _List


class _Builder:
    """Lays documents beside each other, and notes the changes as they come."""

    def __init__(self, changes: list[Change], most: int | None, go_on: Callable[[], None]) -> None:
        self._changes, self._most, self._go_on = changes, most, go_on

    def node(self, before: Any, after: Any, keys_before: Keys, *, keys_after: Keys) -> _Node:
        if before is ABSENT:
            return self._change("added", None, keys_after, before, after=after)
        if after is ABSENT:
            return self._change("removed", keys_before, None, before, after=after)
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            return self._object(before, after, keys_before, keys_after=keys_after)
        if isinstance(before, list) and isinstance(after, list):
            return self._list(before, after, keys_before, keys_after=keys_after)
        if _content(before) == _content(after):
            return _Same(after)
        return self._change("changed", keys_before, keys_after, before, after=after)

    def _change(
        self,
        kind: Kind,
        keys_before: Keys | None,
        keys_after: Keys | None,
        before: Any,
        *,
        after: Any,
    ) -> _Changed:
        if len(self._changes) == self._most:
            raise TooManyChangesError(tuple(self._changes))
        self._changes.append(Change(kind, keys_before, keys_after, before, after))
        return _Changed(len(self._changes) - 1, before, after)

    def _object(
        self,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        keys_before: Keys,
        *,
        keys_after: Keys,
    ) -> _Object | _Same:
        self._go_on()
        members = {
            key: self.node(
                before.get(key, ABSENT),
                after.get(key, ABSENT),
                (*keys_before, key),
                keys_after=(*keys_after, key),
            )
            for key in dict.fromkeys([*after, *before])
        }
        return _Same(after) if _are_same(members) else _Object(members)

    def _list(
        self, before: list[Any], after: list[Any], keys_before: Keys, *, keys_after: Keys
    ) -> _List | _Same:
        self._go_on()
        names_before, names_after = _names(before, after)
        old = {name: i for i, name in enumerate(names_before)}
        new = {name: i for i, name in enumerate(names_after)}
        members = {
            name: self.node(
                before[old[name]] if name in old else ABSENT,
                after[new[name]] if name in new else ABSENT,
                (*keys_before, old.get(name, 0)),
                keys_after=(*keys_after, new.get(name, 0)),
            )
            for name in dict.fromkeys([*names_after, *names_before])
        }
        reordered = None
        if names_before == names_after and _are_same(members):
            return _Same(after)
        if [n for n in names_before if n in new] != [n for n in names_after if n in old]:
            change = self._change("reordered", keys_before, keys_after, before, after=after)
            reordered = change.number
        return _List(members, names_before, names_after, reordered)


def _are_same(members: Mapping[str, _Node]) -> bool:
    return all(isinstance(member, _Same) for member in members.values())


def _content(value: Any) -> bytes:
    return canonical.dumps(value)


# --- what a member of a list is known by ----------------------------------------------------------


def _names(before: list[Any], after: list[Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A name for each member, which the two lists share for what is the same; no list has one twice."""
    for key in KNOWN_BY:
        lists = _known(before, key), _known(after, key)
        if all(lists):
            old, new = lists
            assert old is not None and new is not None  # noqa: S101, PT018 - for the types alone
            return old, new
    return _by_content(before, after)


def _known(members: list[Any], key: str) -> tuple[str, ...] | None:
    """What the members have under the key; None where one lacks it or two have the same, or there is no member."""
    found = [member.get(key) for member in members if isinstance(member, Mapping)]
    texts = [value for value in found if isinstance(value, str)]
    is_known = len(texts) == len(members) == len(set(texts)) > 0
    return tuple(f"@{text}" for text in texts) if is_known else None


def _by_content(before: list[Any], after: list[Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Equal members are the same; of the others, the first of the one list is the first of the other, and so on."""
    old, new = list(_numbered(before)), list(_numbered(after))
    shared = set(old) & set(new)
    return _rest_in_order(old, shared), _rest_in_order(new, shared)


def _numbered(members: list[Any]) -> Iterator[str]:
    """The content of each, with how many of the same stand before it."""
    seen: dict[str, int] = {}
    for member in members:
        content = _content(member).decode()
        count = seen[content] = seen.get(content, 0) + 1
        yield f"={count}:{content}"


def _rest_in_order(names: list[str], shared: set[str]) -> tuple[str, ...]:
    rest = iter(range(len(names)))
    return tuple(name if name in shared else f"#{next(rest)}" for name in names)


# --- with some of the changes undone --------------------------------------------------------------


def _mixed(node: _Node, undone: Collection[int]) -> Any:
    match node:
        case _Same(value):
            return value
        case _Changed(number, before, after):
            return before if number in undone else after
        case _Object(members):
            mixed = ((key, _mixed(member, undone)) for key, member in members.items())
            return {key: value for key, value in mixed if value is not ABSENT}
        case _List(members):
            values = (_mixed(members[name], undone) for name in _order(node, undone))
            return [value for value in values if value is not ABSENT]


def _order(node: _List, undone: Collection[int]) -> list[str]:
    """All members: in the order of the later list, or of the earlier one where the change of the order is undone. Each
    that only the other list has stands behind the one that it stands behind there."""
    back = node.reordered is not None and node.reordered in undone
    base, other = (node.before, node.after) if back else (node.after, node.before)
    known, leader = set(base), ""
    followers: dict[str, list[str]] = {}
    for name in other:
        if name in known:
            leader = name
        else:
            followers.setdefault(leader, []).append(name)
    order = followers.get("", [])
    for name in base:
        order += [name, *followers.get(name, ())]
    return order
