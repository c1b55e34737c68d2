"""A moment in words: the day and the time in Tokyo, whose days the program counts, and that they are Tokyo's.

Always holds: a moment that people read in a sentence is written so, in whichever zone it is kept. Where one is to be
copied, it is written as options take it (`tejun.present.moments`).

May not know: what happened then.
"""

from datetime import datetime

from tejun.terms import JST
from tejun.words.message import Bilingual, Message, Words


def moment(at: datetime) -> Words:
    """An aware moment, to the second."""
    try:
        tokyo = at.astimezone(JST)
    except OverflowError:  # the last hours of the last year that there is
        return Bilingual(at.isoformat(), at.isoformat())
    day, time = tokyo.date().isoformat(), tokyo.time().isoformat("seconds")
    return Message("words.moment", day=day, time=time)
