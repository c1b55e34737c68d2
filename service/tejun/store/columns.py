"""Types of columns: those that the two databases spell in ways of their own, and bytes that are not to be left behind.

May not know: any table.
"""

from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, LargeBinary
from sqlalchemy.types import TypeDecorator

COUNT = BigInteger().with_variant(Integer(), "sqlite")
"""What counts rows: 64 bits. SQLite's INTEGER has them, and is the only type that it numbers rows by."""

PAGE_BYTES = 16_384
"""The size of a page in SQLite's file: records are tens to hundreds of kilobytes, and larger pages than its 4096 make
fewer of them."""

_ROOM = bytes(PAGE_BYTES)


class OnPagesOfItsOwn(TypeDecorator[bytes]):
    """Bytes of the last column of a row, which stand in SQLite behind as many zeros as a page has.

    SQLite moves rows from page to page as a table grows and shrinks, and what it copied stays in the slack of a page,
    whatever `secure_delete` is: only what is deleted is overwritten. What does not fit on a row's page lies on pages
    of its own, which are never copied, and overwritten when the row goes.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """As it is stored."""
        return _ROOM + value if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:
        """As it was given; what was stored otherwise stays as it is: it is no such value."""
        found = None if value is None else bytes(value)
        return (
            found.removeprefix(_ROOM) if found is not None and dialect.name == "sqlite" else found
        )
