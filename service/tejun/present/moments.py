"""A moment that people may copy: in Tokyo, with its offset, as options and parameters take one; in a sentence it is
written as `tejun.words.moments` says."""

from datetime import datetime

from tejun.terms import JST


def in_tokyo(moment: datetime) -> str:
    """An aware moment, to the second: 2026-11-20T09:00:00+09:00."""
    return moment.astimezone(JST).isoformat(timespec="seconds")
