"""A registry: what is published in it, what is refused, and that what was good goes on when the place is not."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tejun.bundle import signatures
from tejun.bundle.archive import Bundle, read_archive
from tejun.bundle.signatures import add_signature
from tejun.errors import (
    ArchiveMissingError,
    BundleError,
    NotFoundError,
    PublicationError,
    RegistryError,
    SignatureError,
    UnknownCallError,
    UnknownEditionError,
    UnknownProgramError,
)
from tejun.registry import Registry, publication
from tejun.registry.registry import archive_name

from tests.support.bundles import tiny_archive
from tests.support.published import KEY, LATEST, archive_in, publish, withdraw

DAY = date(2026, 5, 1)
PLACES = {"folder": str, "url": lambda path: f"memory://{uuid4().hex}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(tmp_path, tiny_archive())
    publish(tmp_path, tiny_archive(edition="2", sequence=2, effective_from="2026-10-01"))
    publish(tmp_path, tiny_archive(program="other-2026"))
    return tmp_path


# --- asking --------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_what_was_published_is_there_in_a_folder_and_at_a_url(
    place: Callable[[Path], str], tmp_path: Path
) -> None:
    location = place(tmp_path / "registry")
    edition = publish(location, tiny_archive())
    publish(location, tiny_archive(edition="2", sequence=2, effective_from="2026-10-01"))
    registry = Registry.load(location)
    assert registry.bundle("tiny-2026", DAY).digest == edition.archive
    assert registry.archive(edition) == add_signature(tiny_archive(), KEY)
    assert [edition.edition for edition in registry.editions("tiny-2026")] == ["1", "2"]
    with pytest.raises(PublicationError):
        publish(location, tiny_archive(edition="2", sequence=2, effective_from="2026-10-01"))


def test_before_the_first_edition_there_is_none_and_the_error_names_its_day(folder: Path) -> None:
    with pytest.raises(UnknownProgramError, match="2026-03-31") as caught:
        Registry.load(folder).bundle("tiny-2026", date(2026, 3, 31))
    assert "2026-04-01" in caught.value.advice.in_("en")
    assert "2026-04-01" in caught.value.advice.in_("ja")


def test_the_programs_are_known_without_reading_an_archive(folder: Path) -> None:
    for path in folder.glob("*.tar.gz"):
        path.write_bytes(b"not an archive")
    assert Registry.load(folder).programs() == ("other-2026", "tiny-2026")


def test_a_slip_in_the_name_gets_the_name_that_was_meant(folder: Path) -> None:
    with pytest.raises(UnknownProgramError, match="tiny-2025") as caught:
        Registry.load(folder).bundle("tiny-2025", DAY)
    assert caught.value.advice.in_("en") == "Did you mean: tiny-2026?"


def test_a_program_that_is_like_no_other_gets_the_list(folder: Path) -> None:
    with pytest.raises(UnknownProgramError) as caught:
        Registry.load(folder).bundle("zzz", DAY)
    assert caught.value.advice.in_("en") == "Name one of these: other-2026, tiny-2026."


def test_an_empty_registry_says_how_to_fill_it(tmp_path: Path) -> None:
    with pytest.raises(UnknownProgramError) as caught:
        Registry.load(tmp_path).bundle("tiny-2026", DAY)
    assert "tejun publish" in caught.value.advice.in_("en")


def test_a_place_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="nowhere") as caught:
        Registry.load(tmp_path / "nowhere")
    assert "TEJUN_BUNDLES" in caught.value.advice.in_("ja")
    assert Registry.load(tmp_path / "nowhere", may_be_new=True).programs() == ()


def test_the_error_names_a_kind_of_store_that_is_not_installed_or_not_known() -> None:
    with pytest.raises(RegistryError, match="Install s3fs"):
        Registry.load("s3://bucket/editions")
    with pytest.raises(RegistryError, match="nosuch"):
        Registry.load("nosuch://editions")


def test_with_several_calls_a_named_call_must_be_among_them(tmp_path: Path) -> None:
    publish(tmp_path, tiny_archive())
    publish(
        tmp_path,
        tiny_archive(call="来年度の公募要領", edition="2", sequence=2, effective_from="2026-12-01"),
    )
    registry = Registry.load(tmp_path)
    day = date(2027, 1, 15)
    assert registry.bundle("tiny-2026", day, call="架空の公募要領").edition == "1"
    assert registry.bundle("tiny-2026", day, call="来年度の公募要領").edition == "2"
    with pytest.raises(UnknownCallError) as caught:
        registry.bundle("tiny-2026", day, call="昨年度の公募要領")
    assert "架空の公募要領; 来年度の公募要領" in caught.value.advice.in_("en")


def test_an_edition_is_found_by_its_revision_in_force_withdrawn_or_not(folder: Path) -> None:
    withdraw(folder, "tiny-2026", "2", at=datetime(2026, 11, 1, tzinfo=UTC))
    registry = Registry.load(folder)
    assert len(registry.all_bundles()) == 3
    for bundle in registry.all_bundles():
        assert registry.bundle_by_revision(bundle.revision) is bundle
    with pytest.raises(NotFoundError, match="sha256:0"):
        registry.bundle_by_revision("sha256:0")


def test_an_edition_is_found_by_its_name(folder: Path) -> None:
    registry = Registry.load(folder)
    assert registry.edition("tiny-2026", "2").sequence == 2
    with pytest.raises(UnknownEditionError) as caught:
        registry.edition("tiny-2026", "3")
    assert caught.value.advice.in_("en") == "Its editions are: 1, 2."


def test_where_every_edition_is_withdrawn_none_is_in_force(tmp_path: Path) -> None:
    publish(tmp_path, tiny_archive())
    withdraw(tmp_path, "tiny-2026", "1", at=datetime(2026, 11, 1, tzinfo=UTC))
    registry = Registry.load(tmp_path)
    with pytest.raises(UnknownProgramError) as caught:
        registry.bundle("tiny-2026", DAY)
    assert "Every edition was withdrawn" in caught.value.advice.in_("en")
    known_before = datetime(2026, 10, 31, tzinfo=UTC)
    assert registry.bundle("tiny-2026", DAY, known_at=known_before).edition == "1"


def test_an_archive_is_read_once_however_many_ask(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []

    def counted(data: bytes) -> Bundle:
        reads.append(len(data))
        return read_archive(data)

    monkeypatch.setattr(signatures, "read_archive", counted)
    registry = Registry.load(folder)
    registry.bundle("other-2026", DAY)
    with ThreadPoolExecutor(8) as pool:
        bundles = list(pool.map(lambda _: registry.bundle("other-2026", DAY), range(32)))
    assert len(reads) == 1
    assert all(bundle is bundles[0] for bundle in bundles)


# --- a registry that somebody has been at ----------------------------------------------------------


def changed(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    document = json.loads(path.read_text("utf-8"))
    change(document["publication"])
    path.write_text(json.dumps(document), "utf-8")


def bundle_in_force(folder: Path) -> Bundle:
    return Registry.load(folder).bundle("tiny-2026", DAY)


def test_a_bad_archive_is_named_when_it_is_asked_for_and_no_other_suffers(folder: Path) -> None:
    path = archive_in(folder, Registry.load(folder).edition("tiny-2026", "1"))
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(BundleError, match=f"the content of {path.name} is not that of its digest"):
        bundle_in_force(folder)
    assert Registry.load(folder).bundle("other-2026", DAY).edition == "1"


def test_an_archive_that_is_gone_is_an_error_and_not_another_edition(folder: Path) -> None:
    archive = archive_in(folder, Registry.load(folder).edition("tiny-2026", "2"))
    archive.unlink()
    with pytest.raises(ArchiveMissingError, match=f"{archive.name}, is not there"):
        Registry.load(folder).bundle("tiny-2026", date(2026, 11, 1))


def test_a_publication_that_was_changed_is_refused(folder: Path) -> None:
    changed(
        folder / "tiny-2026.2.json", lambda statement: statement.update(effective_from="2026-04-02")
    )
    with pytest.raises(
        SignatureError, match=r"tiny-2026\.2\.json: The signature is not that of the key"
    ):
        bundle_in_force(folder)


def test_a_publication_that_is_missing_before_others_is_refused(folder: Path) -> None:
    (folder / "tiny-2026.1.json").unlink()
    with pytest.raises(SignatureError, match=r"tiny-2026\.1\.json: A publication is missing"):
        bundle_in_force(folder)


def test_a_publication_of_another_program_in_its_place_is_refused(folder: Path) -> None:
    (folder / "tiny-2026.1.json").write_bytes((folder / "other-2026.1.json").read_bytes())
    with pytest.raises(SignatureError, match="another program, other-2026"):
        bundle_in_force(folder)


def test_an_earlier_publication_in_the_place_of_a_later_one_is_refused(folder: Path) -> None:
    """A replay: everything is signed, and out of its order."""
    (folder / "tiny-2026.2.json").write_bytes((folder / "tiny-2026.1.json").read_bytes())
    with pytest.raises(PublicationError, match="has the number 2"):
        bundle_in_force(folder)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff", b'{"publication": {}, "signature": ""}', b"x" * 70_000]
)
def test_what_is_no_publication_is_refused(folder: Path, content: bytes) -> None:
    (folder / "tiny-2026.2.json").write_bytes(content)
    with pytest.raises(SignatureError, match=r"tiny-2026\.2\.json: The publication cannot be read"):
        bundle_in_force(folder)


def test_an_archive_that_is_another_edition_than_published_is_refused(tmp_path: Path) -> None:
    """Signed by a trusted key, both of them, and they do not belong together."""
    bundle = read_archive(add_signature(tiny_archive(), KEY))
    other = add_signature(tiny_archive(sequence=7), KEY)
    new = publication.of_edition(
        bundle, [], published_at=datetime(2026, 4, 1, tzinfo=UTC), reason=""
    )
    with pytest.raises(BundleError, match="the archive is not the one that was published"):
        Registry.load(tmp_path).publish(publication.sign(new, KEY), other)
    assert list(tmp_path.iterdir()) == []


# --- publishing ----------------------------------------------------------------------------------


def test_a_refusal_leaves_nothing_behind(folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(PublicationError) as caught:
        publish(folder, tiny_archive(edition="3", sequence=2, effective_from="2026-09-01"))
    assert [place.message.in_("en").split(",")[0] for place in caught.value.places] == [
        "It is dated before the last publication",
        "Its sequence",
        "Its period overlaps that of edition 2",
    ]
    assert sorted(path.name for path in folder.iterdir()) == before


def test_of_two_publishers_at_once_the_second_gets_an_error(folder: Path) -> None:
    """Both have seen the same last publication."""
    archive = add_signature(tiny_archive(edition="3", sequence=3, effective_from="2026-12-01"), KEY)
    first, second = Registry.load(folder), Registry.load(folder)
    new = publication.of_edition(
        read_archive(archive),
        first.log("tiny-2026"),
        published_at=LATEST,
        reason="",
    )
    first.publish(publication.sign(new, KEY), archive)
    with pytest.raises(PublicationError):
        second.publish(publication.sign(new, KEY), archive)
    assert len(Registry.load(folder).log("tiny-2026")) == 3


def test_a_publisher_whose_number_is_taken_at_the_last_moment_gets_an_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = Registry.load(folder)
    monkeypatch.setattr(registry, "refresh", lambda: False)  # it does not see the other one
    publish(folder, tiny_archive(edition="3", sequence=3, effective_from="2026-12-01"))
    archive = add_signature(tiny_archive(edition="4", sequence=4, effective_from="2026-12-02"), KEY)
    new = publication.of_edition(
        read_archive(archive),
        registry.log("tiny-2026"),
        published_at=LATEST,
        reason="",
    )
    with pytest.raises(PublicationError, match=r"tiny-2026\.3\.json"):
        registry.publish(publication.sign(new, KEY), archive)


# --- news ----------------------------------------------------------------------------------------


def test_a_refresh_brings_what_was_published_since(folder: Path) -> None:
    registry = Registry.load(folder)
    assert not registry.refresh()
    publish(folder, tiny_archive(edition="3", sequence=3, effective_from="2026-12-01"))
    assert registry.bundle("tiny-2026", date(2026, 12, 1)).edition == "2"
    assert registry.refresh()
    assert registry.bundle("tiny-2026", date(2026, 12, 1)).edition == "3"
    assert registry.problems == ()


def spoil_publication(folder: Path) -> None:
    changed(folder / "tiny-2026.3.json", lambda statement: statement.update(reason="other words"))


def spoil_archive(folder: Path) -> None:
    document = json.loads((folder / "tiny-2026.3.json").read_text("utf-8"))
    (folder / archive_name(document["publication"]["archive"])).write_bytes(b"damaged")


def lose_archive(folder: Path) -> None:
    document = json.loads((folder / "tiny-2026.3.json").read_text("utf-8"))
    (folder / archive_name(document["publication"]["archive"])).unlink()


def lose_earlier(folder: Path) -> None:
    (folder / "tiny-2026.2.json").unlink()


def lose_all(folder: Path) -> None:
    for path in folder.glob("tiny-2026.*.json"):
        path.unlink()


def lose_folder(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


@pytest.mark.parametrize(
    "spoil",
    [spoil_publication, spoil_archive, lose_archive, lose_earlier, lose_all, lose_folder],
)
def test_what_was_good_goes_on_whatever_happens_to_the_place(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    folder = tmp_path / "registry"
    publish(folder, tiny_archive())
    publish(folder, tiny_archive(edition="2", sequence=2, effective_from="2026-10-01"))
    publish(folder, tiny_archive(program="other-2026"))
    registry = Registry.load(folder)
    before = registry.bundle("tiny-2026", date(2026, 12, 1))
    publish(folder, tiny_archive(edition="3", sequence=3, effective_from="2026-12-01"))
    spoil(folder)
    assert not registry.refresh()
    assert registry.bundle("tiny-2026", date(2026, 12, 1)) is before
    assert registry.problems


def test_an_error_in_one_program_keeps_no_news_of_another_back(folder: Path) -> None:
    registry = Registry.load(folder)
    (folder / "tiny-2026.1.json").unlink()
    publish_other = tiny_archive(
        program="other-2026", edition="2", sequence=2, effective_from="2026-10-01"
    )
    publish(folder, publish_other)
    assert registry.refresh()
    assert registry.bundle("other-2026", date(2026, 10, 1)).edition == "2"
    assert len(registry.problems) == 1


def test_a_place_that_is_mended_is_taken_again(folder: Path) -> None:
    registry = Registry.load(folder)
    content = (folder / "tiny-2026.2.json").read_bytes()
    (folder / "tiny-2026.2.json").unlink()
    registry.refresh()
    assert registry.problems
    (folder / "tiny-2026.2.json").write_bytes(content)
    registry.refresh()
    assert registry.problems == ()


def test_readers_see_the_old_or_the_new_edition_and_never_neither(folder: Path) -> None:
    registry = Registry.load(folder)
    day = date(2026, 12, 1)

    def ask(_: int) -> str:
        return registry.bundle("tiny-2026", day).edition

    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(ask, number) for number in range(200)]
        publish(folder, tiny_archive(edition="3", sequence=3, effective_from="2026-12-01"))
        registry.refresh()
        answers += [pool.submit(ask, number) for number in range(200)]
    assert {answer.result() for answer in answers} <= {"2", "3"}
    assert answers[-1].result() == "3"
