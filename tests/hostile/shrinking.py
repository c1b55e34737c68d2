"""A failing one made smaller while it fails the same way, and kept in a file, which every run tries again.

Always holds: what is kept failed when it was last tried; its bytes are kept, so that it means the same when what makes
them is another one. A failure is looked at again a bounded number of times.

May not know: how it is tried.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from tests.hostile.items import Failure, Item, Plant, Request

KEPT = Path(__file__).parent / "kept"
MOST_TRIES = 400

T = TypeVar("T")
Fails = Callable[[T], bool]


@dataclass(frozen=True)
class Kept:
    """A failing one, as it is kept: a request, or what was planted."""

    kind: str
    request: Request | None = None
    plants: tuple[Plant, ...] = ()


class _Bounded:
    """Asks no more than so often; afterwards nothing fails any more, so that nothing is made smaller."""

    def __init__(self, fails: Fails[Any], most: int) -> None:
        self._fails = fails
        self._left = most

    def __call__(self, candidate: object) -> bool:
        self._left -= 1
        return self._left >= 0 and self._fails(candidate)


def shrink_item(item: Item, fails: Fails[Item]) -> Item:
    """With no step that it fails without."""
    return _smaller(item, fails, lambda it: (it.without(at) for at in range(len(it.steps))))


def shrink_request(request: Request, fails: Fails[Request], *, most: int = MOST_TRIES) -> Request:
    """With no line that it fails without, and a body from which nothing can be cut."""
    asked = _Bounded(fails, most)
    puts: list[Callable[[Request, Sequence[Any]], Request]] = [_with_lines, _with_after, _with_body]
    parts: list[Callable[[Request], Sequence[Any]]] = [
        *(lambda it: it.lines, lambda it: it.after, lambda it: it.body)
    ]
    if not request.is_whole:  # another first line could make of a request what is none
        puts.append(_with_start)
        parts.append(lambda it: it.start)
    for put, part in zip(puts, parts, strict=True):
        short = shrink_sequence(part(request), _asking(asked, partial(put, request)))
        request = put(request, short)
    return request


def _with_lines(request: Request, lines: Sequence[bytes]) -> Request:
    return replace(request, lines=tuple(lines))


def _with_after(request: Request, after: Sequence[int]) -> Request:
    return replace(request, after=bytes(after))


def _with_body(request: Request, body: Sequence[int]) -> Request:
    return replace(request, body=bytes(body))


def _with_start(request: Request, start: Sequence[int]) -> Request:
    return replace(request, start=bytes(start))


def shrink_plants(plants: tuple[Plant, ...], fails: Fails[tuple[Plant, ...]]) -> tuple[Plant, ...]:
    """With none that it fails without, and short contents."""
    asked = _Bounded(fails, MOST_TRIES)
    plants = tuple(shrink_sequence(plants, lambda kept: asked(tuple(kept))))
    for place, each in enumerate(plants):
        put = partial(_with_content, plants, place)
        plants = put(shrink_sequence(each.content, _asking(asked, put)))
    return plants


def _with_content(
    plants: tuple[Plant, ...], place: int, content: Sequence[int]
) -> tuple[Plant, ...]:
    new = replace(plants[place], content=bytes(content))
    return (*plants[:place], new, *plants[place + 1 :])


def _asking(
    asked: _Bounded, put: Callable[[Sequence[Any]], object]
) -> Callable[[Sequence[Any]], bool]:
    return lambda part: asked(put(part))


def shrink_sequence(whole: Sequence[T], fails: Callable[[Sequence[T]], bool]) -> Sequence[T]:
    """With no part that it fails without: halves are left out first, then ever smaller parts."""
    size = len(whole)
    while size:
        size = (size + 1) // 2
        at = 0
        while at < len(whole):
            shorter = [*whole[:at], *whole[at + size :]]
            if fails(shorter):
                whole = shorter
            else:
                at += size
        if size == 1:
            break
    return whole


def _smaller(whole: T, fails: Fails[T], candidates: Callable[[T], Iterator[T]]) -> T:
    """The first candidate that fails, and so on."""
    found: T | None = whole
    while found is not None:
        whole = found
        found = next((each for each in candidates(whole) if fails(each)), None)
    return whole


# --- kept ----------------------------------------------------------------------------------------


def keep(folder: Path, failure: Failure, of: Request | tuple[Plant, ...]) -> Path:
    """Writes it, under a name that says how it failed."""
    document: dict[str, Any] = {"kind": failure.kind, "shown": failure.shown[:300]}
    if isinstance(of, Request):
        document["request"] = _texts(asdict(of))
    else:
        document["plants"] = [_texts(asdict(each)) for each in of]
    text = json.dumps(document, ensure_ascii=True, indent=1)
    slug = "-".join("".join(c if c.isalnum() else " " for c in failure.kind).split())
    path = folder / f"{slug}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
    path.write_text(text + "\n", "ascii")
    return path


def read_kept(path: Path) -> Kept:
    """What is in such a file."""
    document = json.loads(path.read_bytes())
    if "request" in document:
        return Kept(document["kind"], request=Request(**_bytes(document["request"])))
    plants = tuple(Plant(**_bytes(each)) for each in document["plants"])
    return Kept(document["kind"], plants=plants)


def _texts(fields: dict[str, Any]) -> dict[str, Any]:
    """Bytes as Latin-1, which a person can read for the most part."""

    def text(value: Any) -> Any:
        if isinstance(value, bytes):
            return value.decode("latin-1")
        return [text(part) for part in value] if isinstance(value, tuple) else value

    return {name: text(value) for name, value in fields.items()}


def _bytes(fields: dict[str, Any]) -> dict[str, Any]:
    in_text = {"manner", "name", "kind"}

    def content(value: Any) -> Any:
        if isinstance(value, str):
            return value.encode("latin-1")
        return tuple(content(part) for part in value) if isinstance(value, list) else value

    return {name: value if name in in_text else content(value) for name, value in fields.items()}
