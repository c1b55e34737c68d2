"""JSON values that nobody can change: what a bundle holds is shared by every thread that evaluates it.

Always holds: a frozen value is frozen all the way down; it reads, compares and serialises as the dict or list that it
was, at the same speed (it is one), and pickles. A copy (`copy`, `deepcopy`, `|`, `+`, a slice) is a plain dict or list,
which is the copier's own.

May not know: what the values mean.
"""

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, SupportsIndex, TypeVar

V = TypeVar("V")


def freeze(value: Any) -> Any:
    """The value with every dict and list in it frozen; one that is frozen already is given as it is."""
    freeze_container = _FREEZE.get(type(value))
    return value if freeze_container is None else freeze_container(value)


def _freeze_dict(value: Mapping[str, Any]) -> "FrozenDict[Any]":
    return FrozenDict({key: freeze(item) for key, item in value.items()})


def _freeze_list(value: Sequence[Any]) -> "FrozenList[Any]":
    return FrozenList([freeze(item) for item in value])


def _refuse(self: object, *_: Any, **__: Any) -> NoReturn:
    raise TypeError(f"a {type(self).__name__} cannot be changed; change a copy of it")


class FrozenDict(dict[str, V]):
    """A dict that cannot be changed; made by `freeze`."""

    __slots__ = ()
    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Any]:
        return {key: copy.deepcopy(item, memo) for key, item in self.items()}

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return FrozenDict, (dict(self),)

    def __copy__(self) -> dict[str, V]:
        return dict(self)


class FrozenList(list[V]):
    """A list that cannot be changed; made by `freeze`."""

    __slots__ = ()
    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = clear = extend = insert = pop = remove = reverse = sort = _refuse

    def __deepcopy__(self, memo: dict[int, Any]) -> list[Any]:
        return [copy.deepcopy(item, memo) for item in self]

    def __reduce_ex__(self, _: SupportsIndex) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return FrozenList, (list(self),)

    def __copy__(self) -> list[V]:
        return list(self)


_FREEZE: dict[type, Callable[[Any], Any]] = {dict: _freeze_dict, list: _freeze_list}
