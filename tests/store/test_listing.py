"""Lists of decisions: which are in one, in which order, in pages that stay as they were; held to what the log has."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tejun.decide.digests import require_own_codes, require_unaltered
from tejun.errors import AlteredRecordError
from tejun.store import listing
from tejun.store.keys import without_masters
from tejun.store.listing import Listed, Selection
from tejun.store.records import Record
from tejun.store.store import Store

from tests.support.listed import (
    DAY,
    FINDINGS,
    OUTCOMES,
    listed_record,
    listed_records,
    moment_of,
)
from tests.support.records_of_both import BOTH, Home, SqliteHome, attack, new_home

COUNT = 60


@pytest.fixture(scope="module", params=BOTH)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A record of sixty decisions, open without the master key; nobody changes it."""
    home = new_home(request.param, tmp_path_factory.mktemp("listed"), request)
    with home.open() as store:
        store.append_all(listed_records(COUNT))
    with home.open(masters=without_masters) as store:
        yield store


def pages(
    store: Store, selection: Selection, *, limit: int = 23, oldest_first: bool = False
) -> Iterator[tuple[Listed, ...]]:
    after = None
    while True:
        page = store.listing.page(selection, limit=limit, after=after, oldest_first=oldest_first)
        assert len(page.decisions) <= limit
        yield page.decisions
        after = page.end
        if after is None:
            return


def names(store: Store, selection: Selection, **options: bool) -> list[str]:
    found = [each for page in pages(store, selection, **options) for each in page]
    assert not any(each.alteration for each in found)
    return [each.name for each in found]


def is_found(check: Callable[[int], bool]) -> list[str]:
    """The ids of those decisions, the newest first."""
    return [f"d-{number}" for number in reversed(range(COUNT)) if check(number)]


def has_finding(number: int, requirement: str | None, reason: str | None) -> bool:
    found, said, status = FINDINGS[number % 4]
    sought = requirement or found, reason or said
    return status != "satisfied" and sought == (found, said)


SELECTIONS: dict[str, tuple[Selection, Callable[[int], bool]]] = {
    "all": (Selection(), lambda n: True),
    "program": (Selection(program="program-1"), lambda n: n % 2 == 1),
    "application": (Selection(application="a-3"), lambda n: n % 5 == 3),
    "institution": (Selection(institution="機関2"), lambda n: n % 3 == 2),
    "edition": (Selection(edition="3"), lambda n: n % 4 == 3),
    "outcome": (Selection(outcome=OUTCOMES[0]), lambda n: n % 3 == 0),
    "engine": (Selection(engine="opa"), lambda n: n % 7 == 0),
    "engine and version": (
        Selection(engine="opa", engine_version="1.0"),
        lambda n: n % 7 == 0 and n % 2 == 1,
    ),
    "day": (Selection(as_of=DAY + timedelta(days=1)), lambda n: n % 4 == 1),
    "requirement": (Selection(requirement="REQ-A"), lambda n: has_finding(n, "REQ-A", None)),
    "reason": (Selection(reason="expired"), lambda n: has_finding(n, None, "expired")),
    "both": (
        Selection(requirement="REQ-A", reason="expired"),
        lambda n: has_finding(n, "REQ-A", "expired"),
    ),
    "the reason of what is settled": (Selection(reason="provided"), lambda n: False),
    "the beginning of a reason": (Selection(reason="expire"), lambda n: False),
    "the end of a requirement": (Selection(requirement="EQ-A"), lambda n: False),
    "a requirement in small letters": (Selection(requirement="req-a"), lambda n: False),
    "a wildcard": (Selection(reason="e%d"), lambda n: False),
    "since": (Selection(recorded_from=moment_of(50)), lambda n: n >= 50),
    "until": (Selection(recorded_to=moment_of(10)), lambda n: n < 10),
    "known": (Selection(known_at=moment_of(10)), lambda n: n <= 10),
    "several": (
        Selection(application="a-3", outcome=OUTCOMES[1], program="program-1"),
        lambda n: n % 5 == 3 and n % 3 == 1 and n % 2 == 1,
    ),
    "none": (Selection(institution="機関"), lambda n: False),
    "what no database keeps": (Selection(institution="機\0"), lambda n: False),
    "latest": (Selection(latest=True), lambda n: n >= COUNT - 10),
    "latest by a moment": (
        Selection(latest=True, known_at=moment_of(29)),
        lambda n: 20 <= n < 30,
    ),
    "latest before a moment": (
        Selection(latest=True, recorded_to=moment_of(30)),
        lambda n: 20 <= n < 30,
    ),
    "latest before one moment and by an earlier": (
        Selection(latest=True, recorded_to=moment_of(40), known_at=moment_of(29)),
        lambda n: 20 <= n < 30,
    ),
    "latest by one moment and before an earlier": (
        Selection(latest=True, recorded_to=moment_of(30), known_at=moment_of(45)),
        lambda n: 20 <= n < 30,
    ),
    "latest of a period": (
        Selection(latest=True, recorded_from=moment_of(25), recorded_to=moment_of(30)),
        lambda n: 25 <= n < 30,
    ),
    "latest since a moment": (
        Selection(latest=True, recorded_from=moment_of(55)),
        lambda n: n >= 55,
    ),
    "latest before a moment, if it is so": (
        Selection(latest=True, recorded_to=moment_of(30), outcome=OUTCOMES[0]),
        lambda n: 20 <= n < 30 and n % 3 == 0,
    ),
    "latest, if it is so": (
        Selection(latest=True, outcome=OUTCOMES[0]),
        lambda n: n >= COUNT - 10 and n % 3 == 0,
    ),
}


@pytest.mark.parametrize(("selection", "check"), SELECTIONS.values(), ids=SELECTIONS)
def test_a_selection_has_what_is_as_it_says_the_newest_first(
    filled: Store,
    selection: Selection,
    check: Callable[[int], bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where most pages end before they are full."""
    assert names(filled, selection, oldest_first=True) == is_found(check)[::-1]
    monkeypatch.setattr(listing, "LOOKED_THROUGH", 11)
    assert names(filled, selection) == is_found(check)


def test_two_of_one_moment_stand_in_the_order_in_which_they_were_recorded(home: Home) -> None:
    with home.open() as store:
        store.append_all(
            [listed_record(number, recorded_at=moment_of(number // 2)) for number in range(9)]
        )
        assert names(store, Selection(), oldest_first=True) == [f"d-{n}" for n in range(9)]


@pytest.mark.parametrize("oldest_first", [False, True])
@pytest.mark.parametrize("selection", [Selection(), Selection(latest=True)])
def test_what_is_recorded_meanwhile_is_in_no_page_and_moves_nothing(
    home: Home, selection: Selection, *, oldest_first: bool
) -> None:
    with home.open() as store:
        store.append_all(listed_records(20))
        before = names(store, selection, oldest_first=oldest_first)
        found = []
        for number, page in enumerate(
            pages(store, selection, limit=3, oldest_first=oldest_first), 100
        ):
            found += [each.name for each in page]
            late = listed_record(number, recorded_at=moment_of(number % 20))
            store.append_all([late, listed_record(number + 1000)])
        assert found == before


def test_one_that_was_erased_is_listed_and_said_to_be(home: Home) -> None:
    with home.open() as store:
        store.append_all(listed_records(4))
        store.erase("program-1", "a-1", "asked for", moment_of(9))
    with home.open(masters=without_masters) as store:
        [page] = pages(store, Selection(program="program-1"))
        erased = {each.name: each.codes and each.codes.erasure is not None for each in page}
        assert erased == {"d-3": False, "d-1": True}
        [found] = names(store, Selection(application="a-1"))
        assert found == "d-1"


def test_programs_of_which_there_are_decisions(filled: Store) -> None:
    assert filled.listing.programs() == ["program-0", "program-1"]


# --- what was altered ----------------------------------------------------------------------------

TABLES = ("decisions", "decision_index", "log_entries")
EDITED = {
    "outcome": "UPDATE decision_index SET outcome = 'prepared' WHERE sequence = 4",
    "application": "UPDATE decision_index SET application = 'a-0' WHERE sequence = 4",
    "findings": "UPDATE decision_index SET findings = ',REQ-Z:other,' WHERE sequence = 4",
    "moment": "UPDATE decision_index SET recorded = recorded + 1 WHERE sequence = 4",
    "codes": "UPDATE decisions SET codes = x'7b7d' WHERE sequence = 4",
    "who leads": "UPDATE decisions SET institution = 'else' WHERE sequence = 4",
    "entry": "UPDATE log_entries SET entry = x'00' WHERE number = 3",
}


@pytest.mark.parametrize("sql", EDITED.values(), ids=EDITED)
def test_what_was_edited_is_shown_as_altered_and_the_others_as_they_are(
    home: Home, sql: str
) -> None:
    with home.open() as store:
        store.append_all(listed_records(8))
    attack(home, TABLES, sql)
    with home.open() as store:
        found = [each for page in pages(store, Selection()) for each in page]
        assert {each.name: each.codes is None for each in found} == {
            f"d-{number}": number == 3 for number in range(8)
        }
        [altered] = [each for each in found if each.alteration is not None]
        assert altered.alteration is not None
        assert "d-3" in altered.alteration.detail.in_("en")


def test_no_decision_is_shown_under_the_name_of_another_application(home: Home) -> None:
    """Nobody needs a key to see it: those of two applications change places, with all by which they are found."""
    with home.open() as store:
        store.append_all(listed_records(8))
    renamed = "UPDATE {table} SET application = '{new}' WHERE application = '{old}';"
    swap = (("a-3", "-"), ("a-2", "a-3"), ("-", "a-2"))
    sql = "".join(
        renamed.format(table=table, old=old, new=new)
        for table in ("data_keys", "decision_index")
        for old, new in swap
    )
    attack(home, ("data_keys", "decision_index"), sql)
    with home.open(masters=without_masters) as store:
        for selection in (Selection(application="a-3"), Selection(application="a-2")):
            [page] = pages(store, selection)
            assert page, selection
            assert [each.name for each in page if each.codes is not None] == [], selection
        [page] = pages(store, Selection(application="a-1"))
        assert all(each.codes for each in page)


PUT_IN = (
    "INSERT INTO decision_index SELECT 99, recorded, program, application, institution, edition, outcome, engine,"
    " engine_version, as_of, findings FROM decision_index WHERE sequence = 2"
)


KEY_GONE = "DELETE FROM data_keys WHERE application = 'a-3' AND program = 'program-1'"
KEY_TABLES = (*TABLES, "data_keys", "erased_keys", "decision_values")


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        (KEY_GONE, "its key is gone, and nothing says that it was erased"),
        (
            "UPDATE decision_values SET input_digest = NULL WHERE sequence = 4",
            "the values by which it is compared are gone, and nothing says that it was erased",
        ),
        (
            "INSERT INTO erased_keys SELECT key_id, 'nothing' FROM decisions WHERE sequence = 4",
            "the note of the erasure is not as it was written",
        ),
    ],
)
def test_of_what_was_neither_kept_nor_erased_the_cause_is_said(
    home: Home, sql: str, why: str
) -> None:
    """Somebody deleted a key by hand, or says that something was erased which was not."""
    with home.open() as store:
        store.append_all(listed_records(8))
    attack(home, KEY_TABLES, sql)
    with home.open(masters=without_masters) as store:
        [page] = pages(store, Selection())
        [altered] = [each for each in page if each.alteration is not None]
        assert altered.alteration is not None
        assert why in altered.alteration.detail.in_("en")
        assert len(page) == 8
        with pytest.raises(AlteredRecordError, match=why):
            store.codes("d-3")


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        (PUT_IN, "#99"),
        ("DELETE FROM decisions WHERE sequence = 4", "#4"),
        ("DELETE FROM log_entries WHERE number = 3", "d-3"),
    ],
)
def test_a_row_that_finds_nothing_recorded_is_shown_as_altered(
    home: Home, sql: str, name: str
) -> None:
    with home.open() as store:
        store.append_all(listed_records(8))
    attack(home, TABLES, sql)
    with home.open() as store:
        found = [each for page in pages(store, Selection()) for each in page]
        assert [each.name for each in found if each.codes is None] == [name]


GONE = "DELETE FROM decision_index WHERE sequence IN (2, 4)"
MOVED = "UPDATE decision_index SET application = 'else' WHERE sequence = 4"
ASIDE = "UPDATE decision_index SET sequence = 99, application = 'else' WHERE sequence = 2"
BEFORE = "UPDATE decision_index SET sequence = 0 WHERE sequence = 2"


def unlisted(store: Store, selection: Selection, limit: int = 5) -> list[str]:
    found = store.listing.unlisted(selection, limit=limit)
    assert all(each.codes is None and each.alteration for each in found)
    return [each.name for each in found]


@pytest.mark.parametrize(
    ("sql", "selection", "found"),
    [
        ("", Selection(), []),
        ("", Selection(application="a-3"), []),
        (GONE, Selection(), ["d-1", "d-3"]),
        (GONE, Selection(application="a-0", latest=True), ["d-1", "d-3"]),
        (ASIDE, Selection(), ["d-1"]),
        (ASIDE, Selection(program="program-1", application="a-1"), ["d-1"]),
        (BEFORE, Selection(outcome="prepared"), ["d-1"]),
        (MOVED, Selection(application="a-3"), ["d-3"]),
        (MOVED, Selection(application="a-3", program="program-1", latest=True), ["d-3"]),
        (MOVED, Selection(application="a-3", program="program-0"), []),
        (MOVED, Selection(application="a-2"), []),
        (MOVED, Selection(), []),
        (MOVED, Selection(application="a\0"), []),
    ],
)
def test_what_the_index_lacks_is_noticed_where_it_can_be(
    home: Home, sql: str, selection: Selection, found: list[str]
) -> None:
    """Of what stands under another application, where one is asked for."""
    with home.open() as store:
        store.append_all(listed_records(9))
    if sql:
        attack(home, TABLES, sql)
    with home.open() as store:
        assert unlisted(store, selection) == found
        assert unlisted(store, selection, limit=1) == found[:1]


def test_of_what_was_erased_nothing_is_missing(home: Home) -> None:
    with home.open() as store:
        store.append_all(listed_records(9))
        store.erase("program-1", "a-1", "asked for", moment_of(9))
        assert unlisted(store, Selection(application="a-1")) == []


def test_what_is_listed_here_is_what_a_tejun_records(home: Home) -> None:
    with home.open() as store:
        store.append_all(listed_records(12))
        *_, last = store.check_log(require_unaltered, require_codes=require_own_codes)
        assert last.head.size == 12


def test_codes_that_are_no_codes_find_nothing(home: Home) -> None:
    """As a file of a former version may have them: such a record is brought over, and shown as altered."""
    plain = listed_record(1)
    odd = Record(
        **{**vars(plain), "description": type(plain.description)(b"[]", "a", "i")},
    )
    with home.open() as store:
        store.append(odd)
        assert names(store, Selection(application="a", institution="i")) == ["d-1"]


# --- by application ------------------------------------------------------------------------------


def by_application(store: Store, selection: Selection) -> list[str]:
    found: list[str] = []
    after = None
    while True:
        page = store.listing.page_by_application(selection, limit=7, after=after)
        found += [each.name for each in page.decisions]
        after = page.end
        if after is None:
            return found


@pytest.mark.parametrize(("selection", "check"), SELECTIONS.values(), ids=SELECTIONS)
def test_in_the_order_of_applications_there_are_the_same_and_those_of_each_together(
    filled: Store,
    selection: Selection,
    check: Callable[[int], bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    numbers = [number for number in range(COUNT) if check(number)]
    expected = [f"d-{n}" for n in sorted(numbers, key=lambda number: (number % 5, number))]
    assert by_application(filled, selection) == expected
    monkeypatch.setattr(listing, "LOOKED_THROUGH", 11)
    assert by_application(filled, selection) == expected


def test_applications_are_counted_and_of_each_program_its_own(filled: Store) -> None:
    assert filled.listing.count_applications() == 10
    assert filled.listing.count_applications("program-1") == 5
    assert filled.listing.count_applications("program-2") == 0


def test_what_is_recorded_meanwhile_is_in_no_page_by_application(home: Home) -> None:
    with home.open() as store:
        store.append_all(listed_records(20))
        page = store.listing.page_by_application(Selection(), limit=3)
        store.append_all(listed_records(20, start=20))
        found = list(page.decisions)
        while page.end is not None:
            page = store.listing.page_by_application(Selection(), limit=3, after=page.end)
            found += page.decisions
        assert {each.name for each in found} == {f"d-{number}" for number in range(20)}
        assert len(found) == 20


def test_the_order_of_applications_is_read_from_an_index(tmp_path: Path) -> None:
    """Nothing is sorted: all of a record is gone through page by page."""
    home = SqliteHome(tmp_path / "record.db")
    with home.open() as store:
        store.append_all(listed_records(9))
        place = store.listing.page_by_application(Selection(), limit=3).end
    assert place is not None
    sql = (
        "EXPLAIN QUERY PLAN SELECT * FROM decision_index WHERE sequence <= 9"
        " AND (application, recorded, sequence) > ('a-1', 0, 0)"
        " ORDER BY application, recorded, sequence LIMIT 5000"
    )
    with home.stranger() as stranger:
        plan = [row[-1] for row in stranger.execute(sql)]
    assert "ix_decision_index_application" in " ".join(plan)
    assert not any("TEMP B-TREE" in step for step in plan), plan
