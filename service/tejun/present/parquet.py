"""Recorded decisions, and figures over them, as a Parquet file, where pyarrow is installed.

Always holds: a group of rows is in memory, and no more.

May not know: where the file is.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from typing import IO, Any

from tejun.audit.listed import ListedDecision
from tejun.errors import ToolMissingError
from tejun.present.decisions import HEADINGS
from tejun.terms import STATUSES
from tejun.words import Language, Message

ROWS_AT_ONCE = 2_000
"""How many rows a group has."""


def write_parquet(listed: Iterable[ListedDecision], file: IO[bytes], language: Language) -> None:
    """Writes all of them; a column for each heading of the table, moments in UTC. Raises ToolMissingError, before
    anything is asked for, or OSError."""
    arrow, parquet = _library()
    schema = _schema(arrow)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        rows = (_row(each, language) for each in listed)
        while group := list(islice(rows, ROWS_AT_ONCE)):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))


def write_rows(
    rows: Iterable[Mapping[str, Any]], columns: Mapping[str, type], file: IO[bytes]
) -> None:
    """Writes rows of other tables, with these columns: texts, numbers, and what is so or not. Raises as above."""
    arrow, parquet = _library()
    types = {str: arrow.string(), int: arrow.int64(), bool: arrow.bool_()}
    schema = arrow.schema([(name, types[kind]) for name, kind in columns.items()])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        every = ({name: row.get(name) for name in columns} for row in rows)
        while group := list(islice(every, ROWS_AT_ONCE)):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))


def require_parquet() -> None:
    """That such a file can be written here. Raises ToolMissingError."""
    _library()


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow  # noqa: PLC0415 - large, and of use to few: it is installed where it is wanted
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        raise ToolMissingError(
            Message("present.parquet.missing"), Message("present.parquet.missing.advice")
        ) from None
    return pyarrow, pyarrow.parquet


def _schema(arrow: Any) -> Any:
    finding = arrow.struct(
        [
            ("requirement", arrow.string()),
            ("reason", arrow.string()),
            ("status", arrow.string()),
            ("subjects", arrow.int32()),
        ]
    )
    moment = arrow.timestamp("us", tz="UTC")
    others = {
        "recorded_at": moment,
        "erased_at": moment,
        "as_of": arrow.date32(),
        "findings": arrow.list_(finding),
        **dict.fromkeys(STATUSES, arrow.int32()),
    }
    return arrow.schema([(name, others.get(name, arrow.string())) for name in HEADINGS])


def _row(listed: ListedDecision, language: Language) -> dict[str, Any]:
    row: dict[str, Any] = {"id": listed.id, "state": listed.state}
    said, erasure = listed.recorded, listed.erasure
    if said is not None:
        row |= {name: getattr(said, name) for name in HEADINGS if hasattr(said, name)}
        row.update({str(status): count for status, count in said.summary.items()})
        row["as_of"] = date.fromisoformat(said.as_of)
        row["findings"] = [vars(each) for each in said.findings]
    if erasure is not None:
        row["erased_at"], row["erased_because"] = erasure.erased_at, erasure.why.in_(language)
    return row
