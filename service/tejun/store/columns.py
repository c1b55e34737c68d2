"""Types of columns that the two databases spell in ways of their own.

May not know: any table.
"""

from sqlalchemy import BigInteger, Integer

COUNT = BigInteger().with_variant(Integer(), "sqlite")
"""What counts rows: 64 bits. SQLite's INTEGER has them, and is the only type that it numbers rows by."""
