"""What was seen of a registry before is missed when it is gone, also by a process that starts anew."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tejun.bundle.archive import read_archive
from tejun.bundle.signatures import add_signature
from tejun.errors import (
    ClockError,
    PublicationError,
    SignatureError,
    StoreError,
    UnknownProgramError,
)
from tejun.registry import Memory, Registry, SignedPublication, publication
from tejun.registry.registry import archive_name
from tejun.signing import SigningKey, TrustedKeys, example_keys, make_key
from tejun.store.seen import SeenStatement, SeenStatements
from tejun.words import Message

from tests.support.agency import trusted_keys
from tests.support.bundles import tiny_archive
from tests.support.published import KEY
from tests.support.stores import open_store

PROGRAM = "tiny-2026"
DAY = date(2026, 12, 1)
BEGINNING = datetime(2026, 6, 1, 12, tzinfo=UTC)
_, OLD = make_key()
_, NEW = make_key()


@dataclass
class Place:
    """A registry at a place, whose publisher writes what they like; and who looks at it with the same memory."""

    folder: Path
    memory: Memory
    now: datetime = BEGINNING
    keys: TrustedKeys = field(default_factory=lambda: trusted_keys(OLD, NEW))
    log: list[SignedPublication] = field(default_factory=list)

    def start(self, **other: object) -> Registry:
        """A process that starts anew."""
        settings = {"memory": self.memory, "may_be_new": True, **other}
        return Registry.load(self.folder, self.keys, clock=lambda: self.now, **settings)  # type: ignore[arg-type]

    def publish(
        self, edition: str, *, key: SigningKey = OLD, at: datetime | None = None
    ) -> SignedPublication:
        """Puts the files there, as somebody does who has the key and may write."""
        number = int(edition)
        first_day = f"2026-{number:02d}-01"
        archive = add_signature(
            tiny_archive(edition=edition, sequence=number, effective_from=first_day), key
        )
        bundle = read_archive(archive)
        (self.folder / archive_name(bundle.digest)).write_bytes(archive)
        return self._write(
            publication.of_edition(bundle, self._log, published_at=at or self.now, reason=""), key
        )

    def withdraw(self, edition: str, *, key: SigningKey = OLD) -> SignedPublication:
        statement = publication.of_withdrawal(edition, self._log, published_at=self.now, reason="")
        return self._write(statement, key)

    def pass_time(self, **how: float) -> None:
        self.now += timedelta(**how)

    @property
    def _log(self) -> list[publication.Publication]:
        return [signed.publication for signed in self.log]

    def _write(self, statement: publication.Publication, key: SigningKey) -> SignedPublication:
        signed = publication.sign(statement, key)
        (self.folder / statement.file_name).write_bytes(signed.content)
        self.log.append(signed)
        return signed

    def remove(self, number: int) -> bytes:
        path = self.folder / f"{PROGRAM}.{number}.json"
        content = path.read_bytes()
        path.unlink()
        return content


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    folder = tmp_path / "registry"
    folder.mkdir()
    with open_store(tmp_path / "tejun.db") as store:
        yield Place(folder, store.statements.of(str(folder)))


def named(registry: Registry) -> str:
    for problem in registry.problems:
        assert problem.advice.in_("ja")
        assert problem.detail.in_("ja")
    return "\n".join(problem.detail.in_("en") for problem in registry.problems)


def in_force(registry: Registry) -> str:
    return registry.in_force(PROGRAM, DAY).edition


# --- a statement that is gone ------------------------------------------------------------------------


def test_a_first_look_has_seen_nothing_before_and_works(place: Place) -> None:
    place.publish("1")
    for memory in (place.memory, None):
        registry = place.start(memory=memory)
        assert registry.seen_since is None
        assert registry.problems == ()
        assert in_force(registry) == "1"
    place.pass_time(days=1)
    assert place.start().seen_since == BEGINNING
    assert place.start(memory=None).seen_since is None


def test_a_withdrawal_that_is_gone_after_a_restart_still_withdraws_and_is_missed(
    place: Place,
) -> None:
    place.publish("1")
    place.publish("2")
    place.withdraw("2")
    assert in_force(place.start()) == "1"
    content = place.remove(3)
    for registry in (place.start(), place.start()):
        for _ in range(2):
            assert in_force(registry) == "1"
            assert f"{PROGRAM}.3.json: A publication is missing" in named(registry)
            registry.refresh()
    assert in_force(place.start(memory=None)) == "2"  # who has seen nothing before cannot know
    registry = place.start()
    (place.folder / f"{PROGRAM}.3.json").write_bytes(content)
    registry.refresh()
    assert registry.problems == ()


def test_what_a_running_service_saw_is_remembered_as_well(place: Place) -> None:
    place.publish("1")
    registry = place.start()
    place.publish("2")
    place.withdraw("2")
    registry.refresh()
    place.remove(3)
    assert in_force(place.start()) == "1"


def remove_first(place: Place) -> None:
    place.remove(1)


def remove_last(place: Place) -> None:
    place.remove(3)


def remove_all(place: Place) -> None:
    for number in (1, 2, 3):
        place.remove(number)


def put_an_earlier(place: Place) -> None:
    (place.folder / f"{PROGRAM}.3.json").write_bytes(place.log[1].content)


def put_another(place: Place) -> None:
    """Signed, and it may follow: only who has seen the first one knows."""
    place.log.pop()
    place.publish("5")


def spoil(place: Place) -> None:
    (place.folder / f"{PROGRAM}.3.json").write_bytes(b"{}")


def loop(place: Place) -> None:
    place.remove(3)
    (place.folder / f"{PROGRAM}.3.json").symlink_to(f"{PROGRAM}.3.json")


@pytest.mark.parametrize(
    "change", [remove_first, remove_last, remove_all, put_an_earlier, put_another, spoil, loop]
)
def test_whatever_becomes_of_a_file_what_was_seen_stays_in_force_after_a_restart(
    place: Place, change: Callable[[Place], None]
) -> None:
    place.publish("1")
    place.publish("2")
    place.withdraw("2")
    place.start()
    change(place)
    for registry in (place.start(), place.start()):
        for _ in range(2):
            assert in_force(registry) == "1"
            assert f"{PROGRAM}." in named(registry)
            assert registry.refresh() is False


def test_a_statement_that_was_replaced_is_named_until_it_is_back(place: Place) -> None:
    place.publish("1")
    place.start()
    before = place.remove(1)
    place.log.clear()
    place.publish("3")
    registry = place.start()
    assert "another publication than the one that was seen here before" in named(registry)
    registry.refresh()
    assert "another publication" in named(registry)
    (place.folder / f"{PROGRAM}.1.json").write_bytes(before)
    registry.refresh()
    assert registry.problems == ()


def test_a_key_that_is_taken_out_takes_what_was_seen_of_it_along(place: Place) -> None:
    """The program is then published anew, from the first number on."""
    place.publish("1")
    place.publish("2", key=NEW)
    place.start()
    place.remove(1)
    place.remove(2)
    place.log.clear()
    place.keys = trusted_keys(NEW)
    with pytest.raises(UnknownProgramError):
        in_force(place.start())
    place.publish("3", key=NEW)
    for _ in range(2):
        registry = place.start()
        assert registry.problems == ()
        assert in_force(registry) == "3"
    place.remove(1)
    assert in_force(place.start()) == "3"


def test_of_the_example_key_nothing_is_remembered(place: Place) -> None:
    """The examples of another tejun take the place of these, under the same names."""
    place.keys = example_keys()
    place.publish("1", key=KEY)
    place.start()
    place.remove(1)
    registry = place.start()
    assert registry.programs() == ()
    assert registry.problems == ()


def test_two_registries_are_remembered_each_for_itself(place: Place, tmp_path: Path) -> None:
    place.publish("1")
    place.start()
    with open_store(tmp_path / "tejun.db") as store:
        elsewhere = store.statements.of("elsewhere")
        assert elsewhere.recall() == SeenStatements(None, ())
        registry = place.start(memory=elsewhere)
        assert registry.seen_since is None
        assert len(elsewhere.recall().statements) == 1


def test_what_could_not_be_kept_is_named_and_kept_at_the_next_look(place: Place) -> None:
    class Full:
        full = True

        def recall(self) -> SeenStatements:
            return place.memory.recall()

        def remember(self, statements: list[SeenStatement], *, now: datetime) -> None:
            if self.full:
                raise StoreError(Message("store.closed"), Message("store.closed"))
            place.memory.remember(statements, now=now)

    memory = Full()
    place.publish("1")
    registry = place.start(memory=memory)
    assert [type(problem) for problem in registry.problems] == [StoreError]
    assert in_force(registry) == "1"
    memory.full = False
    registry.refresh()
    assert registry.problems == ()
    [seen] = place.memory.recall().statements
    assert seen.found


# --- a statement dated ahead -------------------------------------------------------------------------


@pytest.mark.parametrize("days", [1, 366, 366 * 7000])
def test_a_statement_dated_ahead_does_not_count_before_its_time_and_shuts_no_program(
    place: Place, days: int
) -> None:
    place.publish("1")
    running = place.start()
    at = min(place.now + timedelta(days=days), datetime(9999, 12, 31, tzinfo=UTC))
    place.publish("2", at=at)
    running.refresh()
    for registry in (running, place.start(), place.start(memory=None)):
        assert in_force(registry) == "1"
        assert f"{PROGRAM}.2.json is dated {at.year}" in named(registry)
    place.now = at
    running.refresh()
    assert in_force(running) == in_force(place.start(memory=None)) == "2"
    assert running.problems == ()


@pytest.mark.parametrize(("ahead", "counts"), [(-1, True), (0, True), (300, True), (301, False)])
def test_clocks_may_differ_by_the_skew(place: Place, ahead: int, *, counts: bool) -> None:
    place.publish("1", at=place.now + timedelta(seconds=ahead))
    assert (place.start().programs() == (PROGRAM,)) is counts
    wider = place.start(skew=timedelta(seconds=400), memory=None)
    assert wider.programs() == (PROGRAM,)


def test_what_follows_one_that_is_dated_ahead_does_not_count_either(place: Place) -> None:
    place.publish("1")
    place.publish("2", at=place.now + timedelta(days=9))
    place.publish("3", at=place.now + timedelta(days=9))
    registry = place.start()
    assert in_force(registry) == "1"
    [problem] = registry.problems
    assert f"{PROGRAM}.2.json" in problem.detail.in_("en")


def test_one_that_is_dated_ahead_is_refused_at_publication_and_its_file_is_named_to_the_next(
    place: Place,
) -> None:
    place.publish("1")
    registry = place.start()
    ahead = publication.of_withdrawal(
        "1", registry.log(PROGRAM), published_at=place.now + timedelta(hours=1), reason=""
    )
    with pytest.raises(PublicationError, match="ahead of the clock"):
        registry.publish(publication.sign(ahead, OLD), None)
    assert not (place.folder / f"{PROGRAM}.2.json").exists()
    (place.folder / f"{PROGRAM}.2.json").write_bytes(publication.sign(ahead, OLD).content)
    now = replace(ahead, published_at=place.now)
    with pytest.raises(PublicationError, match="ahead of the clock") as caught:
        registry.publish(publication.sign(now, OLD), None)
    assert f"take {PROGRAM}.2.json away" in caught.value.advice.in_("en")


# --- a key past its end ------------------------------------------------------------------------------


def ended(place: Place, key: SigningKey, last_day: datetime) -> None:
    """From now on the key's trust ends with that day."""
    public = replace(key.public, trusted_until=last_day.date())
    place.keys = TrustedKeys({**place.keys.by_id, public.id: public})


def test_a_key_past_its_end_publishes_nothing_by_a_statement_dated_back(place: Place) -> None:
    place.publish("1")
    ended(place, OLD, place.now)
    running = place.start()
    back = place.now
    place.pass_time(days=3)
    running.refresh()
    place.publish("2", at=back)
    running.refresh()
    for registry in (running, place.start()):
        assert in_force(registry) == "1"
        assert f"{PROGRAM}.2.json is signed by the key {OLD.public.id}" in named(registry)
    place.pass_time(days=1)
    assert in_force(place.start()) == "1"


def test_it_publishes_no_program_that_nobody_has_seen_either(place: Place) -> None:
    ended(place, OLD, place.now)
    place.start()
    back = place.now
    place.pass_time(days=3)
    place.publish("1", at=back)
    assert place.start().programs() == ()
    assert place.start(memory=None).programs() == (PROGRAM,)  # by its own word: it has seen nothing


def test_a_later_statement_by_a_key_that_holds_vouches_for_it(place: Place) -> None:
    place.publish("1")
    ended(place, OLD, place.now)
    place.start()
    back = place.now
    place.pass_time(days=3)
    place.publish("2", at=back)
    place.publish("3", at=back)
    assert in_force(place.start()) == "1"
    place.publish("4", key=NEW)
    for _ in range(2):
        registry = place.start()
        assert in_force(registry) == "4"
        assert registry.problems == ()


@pytest.mark.parametrize(("hours", "counts"), [(11, True), (12.05, True), (13, False)])
def test_what_is_seen_by_the_end_of_the_last_day_counts_for_good(
    place: Place, hours: float, *, counts: bool
) -> None:
    """Seen just after midnight, it may have been published before."""
    ended(place, OLD, place.now)
    place.start()
    back = place.now
    place.pass_time(hours=hours)
    place.publish("1", at=back)
    running = place.start()
    assert (running.programs() == (PROGRAM,)) is counts
    place.pass_time(days=300)
    running.refresh()
    assert (place.start().programs() == (PROGRAM,)) is counts


def test_a_key_that_is_found_stolen_later_counts_until_the_day_from_which_it_is_revoked(
    place: Place,
) -> None:
    place.publish("1")
    place.start()
    place.pass_time(days=10)
    theft = place.now
    place.pass_time(days=5)
    place.publish("2", at=theft - timedelta(days=9))  # the thief dates it back
    assert in_force(place.start()) == "2"
    ended(place, OLD, theft)
    registry = place.start()
    assert in_force(registry) == "1"
    assert f"{PROGRAM}.2.json is signed by the key" in named(registry)


def test_a_key_past_its_end_is_refused_at_publication(place: Place) -> None:
    place.publish("1")
    ended(place, OLD, place.now)
    registry = place.start()
    back = place.now
    place.pass_time(days=3)
    new = publication.of_withdrawal("1", registry.log(PROGRAM), published_at=back, reason="")
    with pytest.raises(SignatureError, match="after the last day of the key"):
        registry.publish(publication.sign(new, OLD), None)


# --- a clock that is wrong ---------------------------------------------------------------------------


def test_a_clock_at_1970_is_named_and_not_believed(place: Place) -> None:
    place.publish("1")
    place.start()
    place.now = datetime(1970, 1, 1, tzinfo=UTC)
    registry = place.start()
    assert in_force(registry) == "1"
    assert [type(problem) for problem in registry.problems] == [ClockError]
    assert "1970-01-01T00:00:00Z" in named(registry)
    assert "2026-06-01T12:00:00Z" in named(registry)
    place.now = BEGINNING
    registry.refresh()
    assert registry.problems == ()


@pytest.mark.parametrize(("behind", "problems"), [(299, 0), (300, 0), (301, 1)])
def test_a_clock_behind_the_newest_statement_is_named(
    place: Place, behind: int, problems: int
) -> None:
    place.publish("1")
    place.start()
    place.pass_time(seconds=-behind)
    registry = place.start()
    assert len(registry.problems) == problems
    assert in_force(registry) == "1"
