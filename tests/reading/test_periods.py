"""Stretches of days as people write them."""

from datetime import date

import pytest
from tejun.reading.periods import read_period


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("2026-11-20", date(2026, 11, 20), date(2026, 11, 21)),
        ("2028-02-29", date(2028, 2, 29), date(2028, 3, 1)),
        ("2026-12-31", date(2026, 12, 31), date(2027, 1, 1)),
        ("2026-04", date(2026, 4, 1), date(2026, 5, 1)),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026年", date(2026, 1, 1), date(2027, 1, 1)),
        ("FY2026", date(2026, 4, 1), date(2027, 4, 1)),
        ("fy2026", date(2026, 4, 1), date(2027, 4, 1)),
        ("2026年度", date(2026, 4, 1), date(2027, 4, 1)),
    ],
)
def test_a_period_has_a_first_day_and_one_behind_it(text: str, begins: date, ends: date) -> None:
    assert read_period(text) == (begins, ends)


NO_PERIODS = (
    "  26 2026-1 2026-13 2026-02-30 20261120 FY2026-04 FY2026年度 ２０２６ 0000 9999 9999-12 9999-12-31 FY9999"
    " 2026-11-20T00:00:00 令和8年度"
)


@pytest.mark.parametrize("text", sorted(set(NO_PERIODS.split(" "))))
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_period(text)
