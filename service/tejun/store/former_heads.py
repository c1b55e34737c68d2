"""The log that a record had before: where an earlier tejun's file was brought into a new one, the new log begins anew,
and has an entry with the old one's head. Whoever noted that head has something to hold the record to.

Always holds: an entry is that of one row, to its last byte.

May not know: how an earlier file is read, or what a head is held to.
"""

from typing import Any, ClassVar

from sqlalchemy import Connection, LargeBinary, Table, select
from sqlmodel import Field, SQLModel

from tejun import canonical
from tejun.base64_text import read_base64, write_base64
from tejun.errors import ProofError
from tejun.reading.lenient import read_own
from tejun.store.columns import COUNT
from tejun.store.records import FORMER, altered
from tejun.transparency.leaves import Opening, make_opening
from tejun.transparency.tree import HASH_BYTES, TreeHead
from tejun.words import Message

_SCHEMA = "tejun/former-log/1"


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


def read_former_heads(connection: Connection) -> tuple[TreeHead, ...]:
    """The heads, from the first; whether they are what the log has is for `log` to say. Raises AlteredRecordError."""
    query = select(FORMER_LOGS).order_by(FORMER_LOGS.c.sequence)
    rows = connection.execute(query).all()
    return tuple(_read(canonical.digest(row.content), row.content) for row in rows)


def _read(name: str, content: bytes) -> TreeHead:
    try:
        value = read_own(content)
    except ValueError:
        value = None
    match value:
        case {"schema": str(schema), "version": int(), "size": int(size), "root": str(text)}:
            root = read_base64(text, size=HASH_BYTES)
            if schema == _SCHEMA and root is not None and size >= 0:
                return TreeHead(size, root)
        case _:
            pass
    raise altered(name, Message("store.former_heads.unreadable"))
