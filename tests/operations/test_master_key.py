"""The master key of a record: the one that is named, the one beside it, or one that is made where nothing is sealed."""

import os
import random
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tejun.errors import InvalidInputError, SealError
from tejun.operations.master_key import SERVICES, Found, find_master, find_service
from tejun.operations.workplace import MasterKeys
from tejun.sealing import make_data_key, make_master_key, master_id_of
from tejun.settings import Settings, master_key_beside

DRAW = random.Random(0).randbytes  # noqa: S311 - to be the same each time
HERE = b"application-1"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "tejun.db"


def found(database: Path, key: str | None = None, *, has_keys: bool = False) -> Found:
    return find_master(Settings(master_key=key), database, has_keys=has_keys)


def ids(key: Found) -> list[str]:
    return [master.id for master in (key.masters.current, *key.masters.older)]


def test_the_first_start_makes_one_beside_the_record_for_its_owner_alone(database: Path) -> None:
    made = found(database)
    assert made.made == master_key_beside(database) == database.with_name("tejun.db.master-key")
    assert stat.S_IMODE(made.made.stat().st_mode) == 0o600
    assert [each.name for each in database.parent.iterdir()] == [made.made.name]
    again = found(database, has_keys=True)
    assert (ids(again), again.made) == (ids(made), None)


def test_what_one_start_has_wrapped_the_next_one_unwraps(database: Path) -> None:
    key = make_data_key(DRAW)
    wrapped = found(database).masters.wrap(key, associated=HERE)
    assert found(database).masters.unwrap(wrapped, associated=HERE) == key


def test_of_many_that_start_at_once_all_have_the_same(database: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: found(database), range(32)))
    assert len({tuple(ids(key)) for key in keys}) == 1
    assert len([key for key in keys if key.made is not None]) == 1


def test_where_something_is_sealed_no_other_key_is_made(database: Path) -> None:
    with pytest.raises(SealError) as caught:
        found(database, has_keys=True)
    assert str(master_key_beside(database)) in caught.value.detail.in_("en")
    assert "TEJUN_MASTER_KEY" in caught.value.advice.in_("ja")
    assert list(database.parent.iterdir()) == []


def test_one_that_is_named_counts_and_none_is_made(database: Path, tmp_path: Path) -> None:
    text = make_master_key(DRAW)
    by_text = found(database, text)
    file = tmp_path / "elsewhere.key"
    file.write_text(text)
    file.chmod(0o600)
    assert ids(found(database, str(file))) == ids(by_text)
    assert not master_key_beside(database).exists()
    found(database)
    assert ids(found(database, text)) == ids(by_text) != ids(found(database))


def test_one_that_is_named_and_not_there_is_an_error(database: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"no-such\.key"):
        found(database, str(database.with_name("no-such.key")))
    assert list(database.parent.iterdir()) == []


@pytest.mark.parametrize("text", ["", "tejun-master-key-1:QUJD", "password"])
def test_what_stands_beside_the_record_and_is_no_key_stays_and_is_an_error(
    database: Path, text: str
) -> None:
    path = master_key_beside(database)
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(InvalidInputError, match="master-key"):
        found(database)
    assert path.read_text() == text


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="could not be made"):
        found(tmp_path / "nowhere" / "tejun.db")


def test_no_key_is_shown(database: Path) -> None:
    key = found(database)
    text = master_key_beside(database).read_text().strip().partition(":")[2]
    settings = Settings(master_key=f"tejun-master-key-1:{text}")
    assert text not in f"{key!r} {settings!r}"


# --- key management services -------------------------------------------------------------------------


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package, installed, that offers a service; its name."""
    folder = tmp_path / "site"
    information = folder / "kept_keys-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: kept-keys\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(
        f"[{SERVICES}]\nvault = kept_keys:open_master\nshut = kept_keys:refuse\n"
    )
    (folder / "kept_keys.py").write_text(
        "from tejun.errors import MasterUnavailableError\n"
        "from tejun.words import Bilingual\n"
        "from tests.sealing.service import KeyService\n"
        "def open_master(name):\n"
        "    return KeyService(f'vault:{name}')\n"
        "def refuse(name):\n"
        "    raise MasterUnavailableError(Bilingual(ja='x', en='x'), Bilingual(ja='x', en='x'))\n"
    )
    monkeypatch.syspath_prepend(str(folder))
    return "vault"


def test_a_service_that_a_package_offers_is_found_by_its_name(service: str) -> None:
    opens = find_service(service)
    assert opens is not None
    assert opens("alias/facts").id == "vault:alias/facts"
    assert find_service("no-such-service") is None


def test_its_key_wraps_and_unwraps(service: str, database: Path) -> None:
    masters = found(database, f"{service}:alias/facts").masters
    key = make_data_key(os.urandom)
    wrapped = masters.wrap(key, associated=HERE)
    assert master_id_of(wrapped) == "vault:alias/facts"
    assert masters.unwrap(wrapped, associated=HERE) == key
    assert not master_key_beside(database).exists()


def test_from_a_key_of_our_own_one_goes_over_to_it_by_a_file_of_both(
    service: str, database: Path
) -> None:
    own = found(database)
    key = make_data_key(os.urandom)
    before = own.masters.wrap(key, associated=HERE)
    path = master_key_beside(database)
    path.write_text(f"{service}:alias/facts\n{path.read_text()}")
    both = found(database)
    assert ids(both) == ["vault:alias/facts", *ids(own)]
    after = both.masters.rewrap(before, associated=HERE)
    assert found(database, f"{service}:alias/facts").masters.unwrap(after, associated=HERE) == key


def test_what_a_service_raises_is_raised(service: str, database: Path) -> None:
    assert service
    with pytest.raises(SealError):
        found(database, "shut:alias/facts")


def test_a_service_that_no_package_offers_is_a_file_that_is_not_there(database: Path) -> None:
    with pytest.raises(InvalidInputError, match="nobody:alias"):
        found(database, "nobody:alias")


def test_each_is_told_of_the_key_that_it_has_made_and_of_no_other(tmp_path: Path) -> None:
    """Two records in one process, such as in a test: none hears of the other's."""
    told: list[tuple[str, Path]] = []
    databases = {name: tmp_path / f"{name}.db" for name in ("first", "second")}

    def keys_of(name: str) -> MasterKeys:
        settings = Settings(database=databases[name])
        return MasterKeys(settings, say_made=lambda path: told.append((name, path)))

    first, second = keys_of("first"), keys_of("second")
    second.find(has_keys=False)
    first.find(has_keys=False)
    first.find(has_keys=True)
    keys_of("first").find(has_keys=True)
    assert told == [(name, master_key_beside(databases[name])) for name in ("second", "first")]
    third = MasterKeys(Settings(database=tmp_path / "third.db"))
    assert third.find(has_keys=False).current.id
