"""A clock that was set back, or is far ahead, loses nothing: the log stands in the order of what was recorded."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tejun.errors import ErasedRecordError
from tejun.store.misdated import Dated

from tests.support.records import NOW, record
from tests.support.records_of_both import Home

YEAR = timedelta(days=365)


def test_the_log_goes_on_whatever_the_clock_says(home: Home) -> None:
    moments = [NOW, NOW - 6 * YEAR, NOW + 40 * YEAR, NOW]
    records = [
        replace(record(decision_id=f"d-{number}"), recorded_at=moment)
        for number, moment in enumerate(moments)
    ]
    with home.open() as store:
        heads = [store.log.head()]
        for each in records:
            store.append(each)
            heads.append(store.log.head())
        *_, checked = store.check_log(lambda _: None, at_sizes={head.size for head in heads})
        assert [checked.then[head.size] for head in heads] == heads
        for number, each in enumerate(records):
            assert store.get(each.decision_id).recorded_at == each.recorded_at
            proven = store.log.prove(each.decision_id, size=number + 1)
            assert proven.index == number


def test_what_is_erased_by_a_clock_that_was_set_back_stays_erased(home: Home) -> None:
    with home.open() as store:
        gone = store.append(record(application="x"))
        erasure = store.erase(gone.program, "x", "withdrawn", NOW - YEAR)
        assert erasure is not None
        again = store.append(replace(record(application="x"), recorded_at=NOW - 2 * YEAR))
        with pytest.raises(ErasedRecordError):
            store.get(gone.decision_id)
        assert store.get(again.decision_id) == again
        *_, checked = store.check_log(lambda _: None)
        assert checked.head == store.log.head()


SKEW = timedelta(minutes=5)
A_LITTLE = timedelta(microseconds=1)


def test_what_is_dated_ahead_or_after_later_ones_is_named(home: Home) -> None:
    with home.open() as store:

        def append(name: str, moment: datetime) -> None:
            store.append(replace(record(decision_id=name), recorded_at=moment))

        assert store.log.misdated(NOW, SKEW) == (None, None)
        append("at", NOW)
        append("in-skew", NOW + SKEW)
        append("still-in-skew", NOW)
        assert store.log.misdated(NOW, SKEW) == (None, None)
        assert store.log.misdated(NOW - A_LITTLE, SKEW)[0] == Dated("in-skew", NOW + SKEW)
        append("far", NOW + YEAR)
        assert store.log.misdated(NOW, SKEW) == (Dated("far", NOW + YEAR), None)
        append("farther", NOW + 2 * YEAR)
        append("near-enough", NOW + 2 * YEAR - SKEW)
        assert store.log.misdated(NOW, SKEW) == (Dated("farther", NOW + 2 * YEAR), None)
        append("before-farther", NOW + 2 * YEAR - SKEW - A_LITTLE)
        append("right-again", NOW)
        ahead, before = store.log.misdated(NOW, SKEW)
        assert ahead == Dated("farther", NOW + 2 * YEAR)
        assert before == Dated("farther", NOW + 2 * YEAR, earlier=2)
        assert store.log.misdated(NOW + 3 * YEAR, SKEW) == (None, before), "it stays in disorder"
        append("later-still", NOW + 4 * YEAR)
        append("and-back", NOW)
        assert store.log.misdated(NOW, SKEW)[1] == Dated("farther", NOW + 2 * YEAR, earlier=3)
