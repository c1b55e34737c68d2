"""A moment is told in Tokyo's day and time, and says that it is Tokyo's."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from tejun.words.moments import moment


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 20, 15, 4, 5, 999_999, tzinfo=UTC),
        datetime(2026, 11, 20, 5, 4, 5, tzinfo=timezone(timedelta(hours=-10))),
    ],
)
def test_it_is_the_next_day_there(at: datetime) -> None:
    assert moment(at).in_("en") == "2026-11-21 00:04:05 Tokyo time"
    assert moment(at).in_("ja") == "日本時間 2026-11-21 00:04:05"


def test_where_there_is_no_such_day_in_tokyo_it_is_told_as_it_is() -> None:
    at = datetime.max.replace(microsecond=0, tzinfo=UTC)
    assert moment(at).in_("ja") == moment(at).in_("en") == "9999-12-31T23:59:59+00:00"
