"""Which edition is in force on a day, for a call, as known at a moment; and what may not be published next."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.registry import timeline
from tejun.registry.publication import Publication

CALL_2026, CALL_2027 = "2026年度 公募要領", "2027年度 公募要領"
DIGESTS = [f"sha256:{number:064x}" for number in range(20)]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class Log:
    """The publications of one program, each put behind the last; for tests that read as a history."""

    def __init__(self) -> None:
        self.entries: list[Publication] = []

    def edition(self, name: str, first_day: str, **other: object) -> Publication:
        """The publication of an edition, published on its first day unless something else is said."""
        fields: dict[str, object] = {
            "sequence": len(self.entries) + 1,
            "effective_until": None,
            "call": CALL_2026,
            "published_at": moment(first_day),
            "restores": None,
            **other,
        }
        return Publication(
            kind="edition",
            program="tiny-2026",
            edition=name,
            number=len(self.entries) + 1,
            previous=self.entries[-1].digest if self.entries else None,
            reason="",
            archive=DIGESTS[len(self.entries)],
            revision=DIGESTS[len(self.entries)],
            base="procedure-2025-06-11",
            effective_from=first_day,
            **fields,  # type: ignore[arg-type]
        )

    def publishes(self, name: str, first_day: str, **other: object) -> "Log":
        return self._append(self.edition(name, first_day, **other))

    def withdraws(self, name: str, at: str) -> "Log":
        return self._append(self.withdrawal(name, at))

    def withdrawal(self, name: str, at: str) -> Publication:
        return Publication(
            kind="withdrawal",
            program="tiny-2026",
            edition=name,
            number=len(self.entries) + 1,
            previous=self.entries[-1].digest,
            published_at=moment(at),
            reason="a slip in the parameters",
        )

    def _append(self, publication: Publication) -> "Log":
        assert timeline.problems(self.entries, publication) == ()
        self.entries.append(publication)
        return self

    def in_force(
        self, day: str, *, call: str | None = None, known_at: str | None = None
    ) -> str | None:
        found = timeline.in_force(
            timeline.editions(self.entries),
            date.fromisoformat(day),
            call=call,
            known_at=moment(known_at) if known_at else None,
        )
        return found.edition if found else None

    def refuses(self, publication: Publication) -> list[str]:
        return [reason.in_("en") for reason in timeline.problems(self.entries, publication)]


# --- in force ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "edition"),
    [("2026-03-31", None), ("2026-04-01", "1"), ("2026-09-30", "1"), ("2026-10-01", "2")],
)
def test_each_day_has_the_edition_that_began_last(day: str, edition: str | None) -> None:
    log = Log().publishes("1", "2026-04-01").publishes("2", "2026-10-01")
    assert log.in_force(day) == edition


def test_a_past_day_is_answered_as_it_was_known_then() -> None:
    """Edition 2 was published in November, from a day in October on."""
    log = Log().publishes("1", "2026-04-01")
    log.publishes("2", "2026-10-01", published_at=moment("2026-11-10T09:00:00"))
    assert log.in_force("2026-10-15") == "2"
    assert log.in_force("2026-10-15", known_at="2026-11-10T08:59:59") == "1"
    assert log.in_force("2026-10-15", known_at="2026-11-10T09:00:00") == "2"


def test_an_edition_that_was_withdrawn_is_in_force_on_no_day_and_the_one_before_goes_on() -> None:
    log = Log().publishes("1", "2026-04-01").publishes("2", "2026-10-01")
    log.withdraws("2", "2026-10-20T09:00:00")
    assert log.in_force("2026-10-15") == "1"
    assert log.in_force("2026-10-15", known_at="2026-10-20T08:59:59") == "2"
    assert log.in_force("2026-10-15", known_at="2026-10-20T09:00:00") == "1"


def test_each_call_keeps_its_own_edition() -> None:
    """A call that has opened is finished under the edition that it opened with."""
    log = Log().publishes("1", "2026-04-01").publishes("2", "2026-12-01", call=CALL_2027)
    assert log.in_force("2027-01-15", call=CALL_2026) == "1"
    assert log.in_force("2027-01-15", call=CALL_2027) == "2"
    assert log.in_force("2027-01-15") == "2"
    assert timeline.calls(timeline.editions(log.entries), known_at=None) == (CALL_2026, CALL_2027)


def test_an_edition_with_a_last_day_ends_with_it() -> None:
    log = Log().publishes("1", "2026-04-01", effective_until="2026-12-31")
    assert log.in_force("2026-12-31") == "1"
    assert log.in_force("2027-01-01") is None


# --- what may come next --------------------------------------------------------------------------


def test_a_sequence_that_is_not_above_all_before_is_refused() -> None:
    log = Log().publishes("1", "2026-04-01", sequence=5)
    for sequence in (4, 5):
        [reason] = log.refuses(log.edition("2", "2026-10-01", sequence=sequence))
        assert (
            reason == f"Its sequence, {sequence}, is not above 5, the highest that was published."
        )


def test_the_sequence_of_a_withdrawn_edition_is_used_up_too() -> None:
    log = Log().publishes("1", "2026-04-01").publishes("2", "2026-10-01", sequence=9)
    log.withdraws("2", "2026-10-02")
    [reason] = log.refuses(
        log.edition("3", "2026-11-01", sequence=9, published_at=moment("2026-11-01"))
    )
    assert "9, is not above 9" in reason


def test_an_edition_never_changes() -> None:
    log = Log().publishes("1", "2026-04-01")
    [reason] = log.refuses(log.edition("1", "2026-10-01"))
    assert reason == "Edition 1 was published already and never changes: raise `edition`."


@pytest.mark.parametrize("first_day", ["2026-09-30", "2026-10-01"])
def test_a_period_that_takes_days_from_another_edition_is_refused(first_day: str) -> None:
    log = Log().publishes("1", "2026-04-01")
    log.publishes("2", "2026-10-01", published_at=moment("2026-09-01"))
    [reason] = log.refuses(log.edition("3", first_day))
    assert "overlaps that of edition 2, in force from 2026-10-01" in reason


def test_the_days_of_a_withdrawn_edition_are_free_again() -> None:
    log = Log().publishes("1", "2026-04-01").publishes("2", "2026-10-01")
    log.withdraws("2", "2026-10-02")
    assert log.refuses(log.edition("3", "2026-10-01", published_at=moment("2026-10-03"))) == []


def test_a_period_that_was_fixed_to_its_end_is_not_cut_short() -> None:
    log = Log().publishes("1", "2026-04-01", effective_until="2026-12-31")
    [reason] = log.refuses(log.edition("2", "2026-12-31"))
    assert "fixed from 2026-04-01 to 2026-12-31" in reason
    assert log.refuses(log.edition("2", "2027-01-01")) == []


def test_periods_of_two_calls_may_overlap() -> None:
    log = Log().publishes("1", "2026-04-01")
    assert log.refuses(log.edition("2", "2026-04-01", call=CALL_2027)) == []


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    [reason] = Log().refuses(Log().edition("1", "2026-04-01", effective_until="2026-03-31"))
    assert reason == "effective_until, 2026-03-31, is before effective_from, 2026-04-01."


def test_what_is_restored_must_have_been_published() -> None:
    log = Log().publishes("1", "2026-04-01").publishes("2", "2026-10-01")
    assert log.refuses(log.edition("3", "2026-11-01", restores=DIGESTS[0])) == []
    [reason] = log.refuses(log.edition("3", "2026-11-01", restores=DIGESTS[19]))
    assert "which was never published" in reason


def test_a_publication_out_of_turn_or_from_the_past_is_refused() -> None:
    log = Log().publishes("1", "2026-04-01")
    good = log.edition("2", "2026-10-01")
    assert "has the number 2" in log.refuses(replace(good, number=3))[0]
    assert "names the one before it" in log.refuses(replace(good, previous=DIGESTS[7]))[0]
    [reason] = log.refuses(replace(good, published_at=moment("2026-03-31T23:59:59")))
    assert reason == "It is dated before the last publication, of 2026-04-01T00:00:00Z."


def test_only_a_published_edition_is_withdrawn_and_only_once() -> None:
    log = Log().publishes("1", "2026-04-01").publishes("2", "2026-10-01")
    assert log.refuses(log.withdrawal("7", "2026-10-02")) == ["Edition 7 was never published."]
    log.withdraws("2", "2026-10-02")
    assert log.refuses(log.withdrawal("2", "2026-10-03")) == ["Edition 2 is withdrawn already."]


# --- whatever the history ------------------------------------------------------------------------

DAYS = [f"2026-{month:02d}-01" for month in range(1, 13)]
EVENTS = st.lists(
    st.tuples(st.sampled_from(["edition", "withdrawal"]), st.integers(0, 11), st.integers(1, 6)),
    max_size=9,
)


@given(EVENTS)
def test_what_was_known_at_a_moment_never_changes_with_what_comes_later(
    events: list[tuple[str, int, int]],
) -> None:
    """The answer for any day as known at a moment is the same now as it was then."""
    log = Log()
    answers_at: list[tuple[str, list[str | None]]] = []
    for number, (kind, day, edition) in enumerate(events):
        at = f"2027-01-{number + 1:02d}T00:00:00"
        if kind == "edition":
            new = log.edition(str(len(log.entries) + 1), DAYS[day], published_at=moment(at))
        elif log.entries:
            new = log.withdrawal(str(edition), at)
        else:
            continue
        if timeline.problems(log.entries, new):
            continue
        log.entries.append(new)
        answers_at.append((at, [log.in_force(date_text) for date_text in DAYS]))
    for at, answers in answers_at:
        assert [log.in_force(date_text, known_at=at) for date_text in DAYS] == answers


@given(EVENTS)
def test_no_two_editions_in_force_have_the_same_first_day(
    events: list[tuple[str, int, int]],
) -> None:
    log = Log()
    for kind, day, edition in events:
        if kind == "edition":
            new = log.edition(
                str(len(log.entries) + 1), DAYS[day], published_at=moment("2027-01-01")
            )
        elif log.entries:
            new = log.withdrawal(str(edition), "2027-01-01")
        else:
            continue
        if not timeline.problems(log.entries, new):
            log.entries.append(new)
    published = [
        edition for edition in timeline.editions(log.entries) if edition.is_published(None)
    ]
    assert len({edition.effective_from for edition in published}) == len(published)
