"""The log that a record had before: where an earlier tejun's file was brought into a new one, the new log begins anew,
and has an entry with the old one's head. Whoever noted that head has something to hold the record to.

Always holds: an entry is that of one row, to its last byte. There is one at most, and it stands where it was written
when the file was brought over. It is the record's own word nevertheless: whoever can write to the record can write it.

May not know: how an earlier file is read, or what a head is held to.
"""

from typing import Any, ClassVar

from sqlalchemy import Connection, LargeBinary, Table, func, select
from sqlmodel import Field, SQLModel

from tejun import canonical
from tejun.base64_text import read_base64, write_base64
from tejun.errors import ProofError
from tejun.reading.lenient import read_own
from tejun.store.columns import COUNT
from tejun.store.log_tables import LOG_ENTRIES
from tejun.store.records import FORMER, KIND, LOOK, PUBLICATION, altered
from tejun.transparency.leaves import Opening, make_opening
from tejun.transparency.tree import HASH_BYTES, TreeHead
from tejun.words import Message

_SCHEMA = "tejun/former-log/1"

_VERSIONS = (4, 5)
"""Those of which a file has a log, and no newer tejun goes on with it."""

_BROUGHT_OVER = (KIND, LOOK, PUBLICATION)
"""The kinds of what is brought over, in the order in which they are entered."""


class FormerLogRow(SQLModel, table=True):
    """`content` is the statement that the log commits to (`tejun/former-log/1`)."""

    __tablename__ = "former_logs"
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_strict": True}

    sequence: int | None = Field(default=None, primary_key=True, sa_type=COUNT)
    content: bytes = Field(sa_type=LargeBinary)


FORMER_LOGS: Table = SQLModel.metadata.tables["former_logs"]


def write_former(version: int, head: TreeHead) -> bytes:
    """The statement, canonical JSON: the form of the file, and the head of its log."""
    said = {"schema": _SCHEMA, "version": version, "size": head.size}
    return canonical.dumps({**said, "root": write_base64(head.root)})


def opening_of(row: Any, salt: bytes) -> Opening:
    """The opening of a row's entry. Raises AlteredRecordError for what is none."""
    name = canonical.digest(row.content)
    _read(name, row.content)
    try:
        return make_opening(FORMER, name, row.content, salt=salt)
    except ProofError as error:
        raise altered(name, Message("store.log.another_entry")) from error


def read_former_head(connection: Connection) -> TreeHead | None:
    """The head, where there is one; whether it is what the log has is for `log` to say.

    Raises AlteredRecordError where it is another than was written when a file was brought over.
    """
    rows = connection.execute(select(FORMER_LOGS).order_by(FORMER_LOGS.c.sequence)).all()
    if not rows:
        return None
    name = canonical.digest(rows[-1].content)
    if len(rows) > 1:
        raise altered(name, Message("store.former_heads.misplaced"))
    head = _read(name, rows[0].content)
    _require_behind_what_came(connection, name, head)
    return head


def _require_behind_what_came(connection: Connection, name: str, head: TreeHead) -> None:
    """That before its entry there is what an earlier file has, and nothing else: decisions, at least as many as its log
    had (of those from before it had one, some may not have been entered), then first looks, then publications."""
    place = select(LOG_ENTRIES.c.number).where(LOG_ENTRIES.c.kind == FORMER)
    counted = select(
        LOG_ENTRIES.c.kind,
        func.count().label("entries"),
        func.max(LOG_ENTRIES.c.number).label("last"),
    ).where(LOG_ENTRIES.c.number < place.limit(1).scalar_subquery())
    found = {row.kind: row for row in connection.execute(counted.group_by(LOG_ENTRIES.c.kind))}
    came = [found.pop(kind) for kind in _BROUGHT_OVER if kind in found]
    ends = [sum(each.entries for each in came[: i + 1]) - 1 for i in range(len(came))]
    decisions = sum(each.entries for each in came if each.kind == KIND)
    if found or [each.last for each in came] != ends or decisions < head.size:
        raise altered(name, Message("store.former_heads.misplaced"))


def _read(name: str, content: bytes) -> TreeHead:
    try:
        value = read_own(content)
    except ValueError:
        value = None
    match value:
        case {"version": int(version), "size": int(size), "root": str(text)}:
            root = read_base64(text, size=HASH_BYTES)
            head = None if root is None or size < 0 else TreeHead(size, root)
            if head and version in _VERSIONS and content == write_former(version, head):
                return head
        case _:
            pass
    raise altered(name, Message("store.former_heads.unreadable"))
