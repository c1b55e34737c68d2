"""What was seen of registries is kept as it was at first sight, whoever sees it again, and is never changed."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tejun.store.driver import dbapi as sqlite3
from tejun.store.seen import SeenStatement, SeenStatements
from tejun.store.store import Store

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FIRST = SeenStatement(
    program="p", number=1, digest="sha256:1", first_seen=NOW, found=True, content=b"{}"
)
SECOND = replace(FIRST, number=2, digest="sha256:2", found=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two statements of one registry, and one of them of another."""
    path = tmp_path / "tejun.db"
    with Store.open(path) as store:
        store.statements.of("here").remember([FIRST, SECOND], now=NOW)
        store.statements.of("there").remember([SECOND], now=NOW)
    return path


@pytest.fixture
def stranger(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_the_first_sight_of_a_statement_stays(path: Path) -> None:
    later = NOW + timedelta(days=1)
    again = replace(FIRST, first_seen=later, found=False)
    with Store.open(path) as one, Store.open(path) as other:
        for store in (one, other):
            store.statements.of("here").remember([again], now=later)
            assert store.statements.of("here").recall() == SeenStatements(NOW, (FIRST, SECOND))
            assert store.statements.of("there").recall() == SeenStatements(NOW, (SECOND,))


def test_a_look_at_an_empty_registry_is_a_look(path: Path) -> None:
    with Store.open(path) as store:
        empty = store.statements.of("nothing there")
        assert empty.recall() == SeenStatements(None, ())
        empty.remember([], now=NOW)
        assert empty.recall() == SeenStatements(NOW, ())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE statements SET content = x'00'",
        "UPDATE statements SET first_seen = '1970'",
        "DELETE FROM statements",
        "REPLACE INTO statements VALUES (1, 'here', 'p', 9, 'new', 't', 0, x'00')",
        "REPLACE INTO statements VALUES (NULL, 'here', 'p', 1, 'sha256:1', 't', 0, x'00')",
        "UPDATE registry_looks SET looked_at = '2030'",
        "DELETE FROM registry_looks",
        "REPLACE INTO registry_looks VALUES (NULL, 'here', '2030')",
    ],
)
def test_what_was_seen_is_never_changed_removed_or_replaced(
    stranger: sqlite3.Connection, statement: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        stranger.execute(statement)
