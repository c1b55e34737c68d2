"""What was seen of registries is kept as it was at first sight, whoever sees it again, and is never changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tejun.store.seen import SeenStatement, SeenStatements

from tests.support.records_of_both import REFUSED, Home, in_dialect

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FIRST = SeenStatement(
    program="p", number=1, digest="sha256:1", first_seen=NOW, found=True, content=b"{}"
)
SECOND = replace(FIRST, number=2, digest="sha256:2", found=False)


@pytest.fixture
def seen(home: Home) -> Home:
    """Two statements of one registry, and one of them of another."""
    with home.open() as store:
        store.statements.of("here").remember([FIRST, SECOND], now=NOW)
        store.statements.of("there").remember([SECOND], now=NOW)
    return home


def test_the_first_sight_of_a_statement_stays(seen: Home) -> None:
    later = NOW + timedelta(days=1)
    again = replace(FIRST, first_seen=later, found=False)
    with seen.open() as one, seen.open() as other:
        for store in (one, other):
            store.statements.of("here").remember([again], now=later)
            assert store.statements.of("here").recall() == SeenStatements(NOW, (FIRST, SECOND))
            assert store.statements.of("there").recall() == SeenStatements(NOW, (SECOND,))


def test_a_look_at_an_empty_registry_is_a_look(seen: Home) -> None:
    with seen.open() as store:
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
        "INSERT INTO statements VALUES (1, 'here', 'p', 9, 'new', 't', 0, x'00')",
        "INSERT INTO statements VALUES (99, 'here', 'p', 1, 'sha256:1', 't', 0, x'00')",
        "UPDATE registry_looks SET looked_at = '2030'",
        "DELETE FROM registry_looks",
        "INSERT INTO registry_looks VALUES (99, 'here', '2030')",
    ],
)
def test_what_was_seen_is_never_changed_removed_or_replaced(seen: Home, statement: str) -> None:
    with seen.stranger() as stranger, pytest.raises(REFUSED):
        stranger.execute(in_dialect(statement, seen.dialect))
