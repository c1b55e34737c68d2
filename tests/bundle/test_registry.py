"""Which edition a day gets, and what is said of a folder that is not in order."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from service.bundle import registry
from service.bundle.archive import Bundle, read_archive
from service.bundle.registry import Registry, file_name
from service.errors import BundleError, NotFoundError, UnknownProgramError
from tests.support.bundles import tiny_archive


def put(folder: Path, **about: object) -> Path:
    """Puts an edition's archive into the folder, under the name it should have."""
    name = file_name(str(about.get("program", "tiny-2026")), str(about.get("edition", "1")))
    (folder / name).write_bytes(tiny_archive(**about))
    return folder / name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path)
    put(tmp_path, edition="2", sequence=2, effective_from="2026-10-01")
    put(tmp_path, program="other-2026")
    return tmp_path


@pytest.mark.parametrize(
    ("day", "edition"),
    [("2026-04-01", "1"), ("2026-09-30", "1"), ("2026-10-01", "2"), ("2030-01-01", "2")],
)
def test_the_edition_is_the_one_in_force_on_the_day(folder: Path, day: str, edition: str) -> None:
    bundle = Registry.load(folder).bundle("tiny-2026", date.fromisoformat(day))
    assert bundle.edition == edition


def test_of_two_editions_from_one_day_the_later_in_sequence_counts(tmp_path: Path) -> None:
    put(tmp_path, edition="10", sequence=2)
    put(tmp_path, edition="9", sequence=1)
    assert Registry.load(tmp_path).bundle("tiny-2026", date(2026, 5, 1)).edition == "10"


def test_before_the_first_edition_there_is_none_and_its_day_is_named(folder: Path) -> None:
    with pytest.raises(UnknownProgramError, match="2026-03-31") as caught:
        Registry.load(folder).bundle("tiny-2026", date(2026, 3, 31))
    assert "2026-04-01" in caught.value.advice.en
    assert "2026-04-01" in caught.value.advice.ja


def test_the_programs_are_known_without_reading_an_archive(folder: Path) -> None:
    (folder / file_name("broken-2026", "1")).write_bytes(b"not an archive")
    assert Registry.load(folder).programs() == ("broken-2026", "other-2026", "tiny-2026")


def test_a_slip_in_the_name_gets_the_name_that_was_meant(folder: Path) -> None:
    with pytest.raises(UnknownProgramError, match="tiny-2025") as caught:
        Registry.load(folder).bundle("tiny-2025", date(2026, 5, 1))
    assert caught.value.advice.en == "Did you mean: tiny-2026?"


def test_an_unlike_name_gets_the_list_of_programs(folder: Path) -> None:
    with pytest.raises(UnknownProgramError) as caught:
        Registry.load(folder).bundle("zzz", date(2026, 5, 1))
    assert caught.value.advice.en == "Name one of these: other-2026, tiny-2026."


def test_an_empty_folder_says_how_to_get_an_edition(tmp_path: Path) -> None:
    with pytest.raises(UnknownProgramError) as caught:
        Registry.load(tmp_path).bundle("tiny-2026", date(2026, 5, 1))
    assert "tejun bundle build" in caught.value.advice.en


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="nowhere"):
        Registry.load(tmp_path / "nowhere")


def test_all_gives_every_edition(folder: Path) -> None:
    editions = [(bundle.program, bundle.edition) for bundle in Registry.load(folder).all()]
    assert editions == [("other-2026", "1"), ("tiny-2026", "1"), ("tiny-2026", "2")]


def test_an_edition_is_found_by_its_revision_in_force_or_not(folder: Path) -> None:
    known = Registry.load(folder)
    for bundle in known.all():
        assert known.bundle_by_revision(bundle.revision) is bundle
    with pytest.raises(NotFoundError, match="sha256:0"):
        known.bundle_by_revision("sha256:0")


def test_a_bad_archive_is_named_when_it_is_asked_for_and_no_other_suffers(folder: Path) -> None:
    path = put(folder, program="cut-2026")
    path.write_bytes(path.read_bytes()[:-9])
    known = Registry.load(folder)
    assert known.bundle("tiny-2026", date(2026, 5, 1)).edition == "1"
    with pytest.raises(
        BundleError, match=r"cut-2026-1\.tar\.gz: The archive is cut short"
    ) as caught:
        known.bundle("cut-2026", date(2026, 5, 1))
    assert "cut-2026-1.tar.gz" in caught.value.detail.ja


def test_an_archive_under_another_editions_name_is_refused(folder: Path) -> None:
    put(folder).rename(folder / "tiny-2026-3.tar.gz")
    with pytest.raises(BundleError, match=r"tiny-2026-3\.tar\.gz") as caught:
        Registry.load(folder).all()
    assert caught.value.advice.en == "Name it tiny-2026-1.tar.gz."


def test_a_name_that_says_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Bundle.tar.gz").touch()
    with pytest.raises(BundleError, match=r"Bundle\.tar\.gz"):
        Registry.load(tmp_path)


def test_an_archive_that_cannot_be_read_is_named(folder: Path) -> None:
    known = Registry.load(folder)
    (folder / "tiny-2026-1.tar.gz").unlink()
    with pytest.raises(BundleError, match=r"tiny-2026-1\.tar\.gz"):
        known.bundle("tiny-2026", date(2026, 5, 1))


def test_an_archive_is_read_once_however_many_ask(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []

    def counted(data: bytes) -> Bundle:
        reads.append(len(data))
        return read_archive(data)

    monkeypatch.setattr(registry, "read_archive", counted)
    known = Registry.load(folder)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: known.bundle("other-2026", date(2026, 5, 1)), range(32)))
    assert len(reads) == 1
    assert all(bundle is found[0] for bundle in found)
