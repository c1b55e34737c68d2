"""The record's own log: its head, and whether the record still is what it was when a head was noted.

Always holds: nothing is written but what an earlier tejun recorded without an entry. A log that has the head that was
noted has lost, changed and moved nothing since.

May not know: where a head was kept, or how it is shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tejun.base64_text import read_base64, write_base64
from tejun.decide.digests import require_unaltered
from tejun.errors import AlteredRecordError, InvalidInputError
from tejun.operations.workplace import Workplace
from tejun.reading import read_bytes
from tejun.store.log import Checked
from tejun.store.records import altered
from tejun.transparency.checkpoint import read_number
from tejun.transparency.tree import EMPTY_ROOT, HASH_BYTES, TreeHead
from tejun.words import Message
from tejun.words.quoting import quoted

_LONGEST_FILE = 64 * 1024
"""Of a file that a head was noted in, which may be the answer of `tejun log verify`."""


@dataclass(frozen=True)
class Progress:
    """How many entries were looked at so far, of how many; at the end the log's head."""

    count: int
    size: int
    head: TreeHead | None = None


def read_log_head(workplace: Workplace) -> TreeHead:
    """The head of the log: to be noted where nobody can change it who can change the record. Raises StoreError."""
    if not workplace.has_record():
        return TreeHead(0, EMPTY_ROOT)
    return workplace.store.head()


def verify_log(workplace: Workplace, against: TreeHead | None = None) -> Iterator[Progress]:
    """Looks at every decision and every entry; `against` is a head that was noted.

    Raises AlteredRecordError, which names the first that is not as it was, or StoreError.
    """
    size = read_log_head(workplace).size
    if against is not None and against.size > size:
        raise _cut(against, size)
    if size == 0 and not workplace.has_record():
        yield Progress(0, 0, TreeHead(0, EMPTY_ROOT))
        return
    checked: Checked | None = None
    at_size = None if against is None else against.size
    for checked in workplace.store.check_log(require_unaltered, at_size=at_size):
        yield Progress(checked.head.size, max(size, checked.head.size))
    assert checked is not None  # noqa: S101 - the last one is always given
    if against is not None and checked.then != against:
        raise altered(
            f"1–{against.size}", Message("operations.log.another_root", size=against.size)
        )
    yield Progress(checked.head.size, checked.head.size, checked.head)


def last_of(checked: Iterable[Checked]) -> Checked:
    """The last, which has the whole."""
    *_, last = checked
    return last


def head_text(head: TreeHead) -> str:
    """A head as it is noted down: the size and the root, in base64, as in a checkpoint."""
    return f"{head.size} {write_base64(head.root)}"


def read_head(path: Path) -> TreeHead:
    """The head that was noted in a file: its last line is taken. Raises InvalidInputError or TooLargeError."""
    lines = read_bytes(path, _LONGEST_FILE).decode("ascii", "replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    shown_size, _, shown_root = last.partition(" ")
    size, root = read_number(shown_size), read_base64(shown_root.strip(), size=HASH_BYTES)
    if size is None or root is None:
        raise InvalidInputError(
            Message("operations.log.no_head.detail", path=path, text=quoted(last[:100])),
            Message("operations.log.no_head.advice"),
        )
    return TreeHead(size, root)


def _cut(against: TreeHead, size: int) -> AlteredRecordError:
    return altered(
        f"{size + 1}–{against.size}",
        Message("operations.log.cut", size=size, noted=against.size),
    )
