"""A moment as people are shown it: in Tokyo, with its offset, as options and parameters take one."""

from datetime import datetime

from tejun.terms import JST


def in_tokyo(moment: datetime) -> str:
    """An aware moment, to the second: 2026-11-20T09:00:00+09:00."""
    return moment.astimezone(JST).isoformat(timespec="seconds")
