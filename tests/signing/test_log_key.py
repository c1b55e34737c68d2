"""The key of the record's own log: one file of its owner's, made once, never written over."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tejun.errors import InvalidInputError
from tejun.signing.log_key import make_log_signer, read_log_signer
from tejun.signing.notes import KeyKind, make_note_signer

SEED = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tejun-log.key"


def test_it_is_made_for_its_owner_alone_and_read_again(path: Path) -> None:
    made = make_log_signer(path, "tejun.example", seed=SEED)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_log_signer(str(path)) == made
    assert made.key.name == "tejun.example"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_it_may_stand_in_the_environment(path: Path) -> None:
    made = make_log_signer(path, "tejun.example", seed=SEED)
    assert read_log_signer(path.read_text().strip()) == made


def test_a_log_that_has_no_name_is_named_after_its_key(path: Path) -> None:
    names = {
        make_log_signer(path.with_name(f"{n}.key"), None, seed=bytes([n]) * 32).key.name
        for n in range(3)
    }
    assert len(names) == 3
    assert all(name.startswith("tejun.invalid/") for name in names)


def test_a_key_that_is_there_stays(path: Path) -> None:
    first = make_log_signer(path, "tejun.example", seed=SEED)
    assert make_log_signer(path, "else.example", seed=bytes(32)) == first


def test_of_many_that_make_one_at_once_all_have_the_same(path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: make_log_signer(path, "a", seed=bytes([n]) * 32), range(32)))
    assert len({signer.key for signer in made}) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_one_that_others_may_read_is_refused(path: Path, mode: int) -> None:
    make_log_signer(path, "tejun.example", seed=SEED)
    path.chmod(mode)
    with pytest.raises(InvalidInputError) as error:
        read_log_signer(str(path))
    assert f"{mode:04o}" in error.value.detail.in_("en")


def _witness() -> str:
    return make_note_signer("w", KeyKind.COSIGNATURE, SEED).text


@pytest.mark.parametrize(
    "text", ["", "PRIVATE+KEY+x", "x" * 5000, "\xff", _witness()], ids=range(5)
)
def test_what_is_no_key_is_refused_without_being_shown(path: Path, text: str) -> None:
    path.write_text(text, "latin-1")
    path.chmod(0o600)
    with pytest.raises(InvalidInputError) as error:
        read_log_signer(str(path))
    assert not text or text[:12] not in str(error.value)


def test_a_place_that_cannot_be_written_to_is_named(path: Path) -> None:
    with pytest.raises(InvalidInputError) as error:
        make_log_signer(path / "no" / "where", None, seed=SEED)
    assert "could not be made" in error.value.detail.in_("en")


def test_a_key_that_is_not_there_is_named(path: Path) -> None:
    with pytest.raises(InvalidInputError) as error:
        read_log_signer(str(path))
    assert str(path) in error.value.detail.in_("en")
