"""A rollback publishes an older edition's content again; a withdrawal leaves the other editions in force."""

from datetime import date
from pathlib import Path

import pytest
from tejun import canonical
from tejun.bundle.archive import CATALOG, Bundle, read_archive
from tejun.bundle.mount import change_root
from tejun.errors import PublicationError, UnknownProgramError
from tejun.publish import build_rollback, next_edition
from tejun.publish.restore import NextEdition
from tejun.reading import read_json

from tests.publish.test_publish import altered
from tests.support.agency import NOW, PROGRAM, Agency, EditionBuilder, refusal_reasons

LATER = date(2027, 3, 1)


@pytest.fixture
def published(fa: Agency, build_edition: EditionBuilder) -> Agency:
    """Edition 1, and edition 2, which tightens."""
    fa.publish(build_edition())
    fa.publish(build_edition("2", "2027-01-01", parameters={"look_back_years": 6}))
    return fa


def build_rollback_of(fa: Agency, opa: Path, edition: str = "1") -> bytes:
    original = fa.registry.open(fa.registry.edition(PROGRAM, edition))
    target = next_edition(fa.registry.editions(PROGRAM), LATER)
    return build_rollback(original, target, opa=opa)


def parameters(bundle: Bundle) -> object:
    return bundle.data[bundle.root]["params"]


def test_a_rollback_is_a_new_later_edition_that_names_what_it_restores(
    published: Agency, opa: Path
) -> None:
    original = published.registry.edition(PROGRAM, "1")
    new = published.publish(build_rollback_of(published, opa))
    assert (new.edition, new.sequence, new.effective_from) == ("3", 3, "2027-03-01")
    assert new.restores == original.archive
    assert published.registry.bundle(PROGRAM, date(2027, 2, 28)).edition == "2"
    back = published.registry.bundle(PROGRAM, LATER)
    assert (
        parameters(back) == parameters(published.registry.open(original)) == {"look_back_years": 5}
    )


def test_a_rollback_may_ask_less_than_the_edition_that_it_replaces_and_says_so(
    published: Agency, opa: Path
) -> None:
    published.publish(build_rollback_of(published, opa))
    assert published.find_check("loosened").note.in_("en") == (
        "points that ask less than tiny-2026, edition 2: 1 (a rollback may)"
    )
    assert (
        published.find_check("fixtures")
        .note.in_("en")
        .startswith("against what edition 1 decides: 2 of 2")
    )


def test_only_names_numbers_and_days_differ_from_what_is_restored(
    published: Agency, opa: Path
) -> None:
    original = published.registry.open(published.registry.edition(PROGRAM, "1"))
    back = read_archive(build_rollback_of(published, opa))
    for path, text in original.files.items():
        if path.endswith(".rego"):
            there = back.files[path.replace(original.root, back.root)].decode()
            assert change_root(there, original.root, old_root=back.root) == text.decode()
    changed = {"edition", "sequence", "effective_from"}
    before, after = original.catalog["program"], back.catalog["program"]
    assert {key for key in before if before[key] != after[key]} == changed
    assert original.catalog["requirements"] == back.catalog["requirements"]


def test_what_says_that_it_restores_and_does_not_is_refused(published: Agency, opa: Path) -> None:
    def renamed(files: dict[str, bytes]) -> None:
        catalog = read_json(files[CATALOG])
        catalog["requirements"][0]["title"]["ja"] = "別の題名"
        files[CATALOG] = canonical.dumps(catalog)

    with pytest.raises(PublicationError):
        published.publish(altered(build_rollback_of(published, opa), renamed))
    assert refusal_reasons(published.checks) == ["“catalog.json” is not that of edition 1."]


def test_a_rollback_to_what_was_never_published_is_refused(
    published: Agency, build_edition: EditionBuilder, opa: Path
) -> None:
    stranger = read_archive(build_edition("9", sequence=9))
    archive = build_rollback(stranger, NextEdition("3", 3, "2027-03-01"), opa=opa)
    with pytest.raises(PublicationError):
        published.publish(archive, fixtures=None)
    assert any("never published" in reason for reason in refusal_reasons(published.checks))


def test_an_edition_that_ended_does_not_end_when_it_is_brought_back(
    fa: Agency, build_edition: EditionBuilder, opa: Path
) -> None:
    fa.publish(build_edition("1", effective_until="2026-12-31"))
    fa.publish(build_edition("2", "2027-01-01"))
    new = fa.publish(build_rollback_of(fa, opa))
    assert new.effective_until is None


def test_what_is_withdrawn_is_in_force_no_more_and_stays_readable(published: Agency) -> None:
    second = published.registry.edition(PROGRAM, "2")
    published.send(published.withdrawal("2"), None)
    assert published.registry.bundle(PROGRAM, LATER).edition == "1"
    assert published.registry.bundle_by_revision(second.revision).edition == "2"
    withdrawn = published.registry.edition(PROGRAM, "2").withdrawal
    assert withdrawn is not None
    assert withdrawn.reason == "a mistake"
    assert [check.name for check in published.checks] == ["signature", "order"]


def test_when_the_last_edition_is_withdrawn_a_look_up_says_so(published: Agency) -> None:
    for edition in ("2", "1"):
        published.send(published.withdrawal(edition), None)
    with pytest.raises(UnknownProgramError, match="in force on 2027-03-01") as caught:
        published.registry.bundle(PROGRAM, LATER)
    assert caught.value.advice.in_("en") == "Every edition was withdrawn: ask the funding agency."


def test_what_was_in_force_is_known_as_it_was_known_then(published: Agency) -> None:
    published.send(published.withdrawal("2"), None)
    then = published.registry.edition(PROGRAM, "2").published_at
    assert then == NOW
    found = published.registry.in_force(PROGRAM, LATER)
    assert found.edition == "1"


def test_an_edition_is_withdrawn_once(published: Agency) -> None:
    published.send(published.withdrawal("2"), None)
    with pytest.raises(PublicationError):
        published.send(published.withdrawal("2"), None)
    assert refusal_reasons(published.checks) == ["Edition 2 is withdrawn already."]


def test_in_the_place_of_a_withdrawn_edition_another_may_begin_on_the_same_day(
    published: Agency, build_edition: EditionBuilder
) -> None:
    published.send(published.withdrawal("2"), None)
    published.publish(build_edition("3", "2027-01-01", parameters={"look_back_years": 6}))
    assert published.registry.bundle(PROGRAM, date(2027, 1, 1)).edition == "3"
