"""A stretch of days as people write it for us: a day, a month, a year, a fiscal year of Japan (April to March).

May not know: what it is for.
"""

import re
from datetime import date, timedelta

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR = re.compile(r"([0-9]{4})年?")
_FISCAL_YEAR = re.compile(r"FY([0-9]{4})|([0-9]{4})年度", re.IGNORECASE)
_APRIL = 4


def read_period(text: str) -> tuple[date, date]:
    """The first day of 2026-11-20, 2026-11, 2026 (2026年) or FY2026 (2026年度), and the day after its last.

    Raises ValueError, also where one of the two is in no year from 1 to 9999.
    """
    if found := _DAY.fullmatch(text):
        day = date(*map(int, found.groups()))
        if day == date.max:
            raise ValueError("nothing is after it")
        return day, day + timedelta(days=1)
    if found := _MONTH.fullmatch(text):
        year, month = map(int, found.groups())
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    if found := _YEAR.fullmatch(text):
        year = int(found[1])
        return date(year, 1, 1), date(year + 1, 1, 1)
    if found := _FISCAL_YEAR.fullmatch(text):
        year = int(found[1] or found[2])
        return date(year, _APRIL, 1), date(year + 1, _APRIL, 1)
    raise ValueError("no day, month or year")
