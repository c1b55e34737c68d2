"""Master keys from a file or from the environment: their text, and whose file it must be."""

import os
import random
import re
from pathlib import Path

import pytest
from tejun.errors import InvalidInputError
from tejun.sealing import (
    LocalMaster,
    Masters,
    make_data_key,
    make_master_key,
    master_id_of,
    read_masters,
)

DRAW = random.Random(0).randbytes  # noqa: S311 - to be the same each time
FIRST, SECOND = make_master_key(DRAW), make_master_key(DRAW)
HERE = b"application-1"


def kept(place: Path, text: str, mode: int = 0o600) -> str:
    path = place / "master.key"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return str(path)


def ids(masters: Masters) -> list[str]:
    return [master.id for master in (masters.current, *masters.older)]


def test_the_text_of_a_key_is_its_beginning_and_32_bytes_in_base64() -> None:
    assert re.fullmatch(r"tejun-master-key-1:[A-Za-z0-9+/]{43}=", FIRST)
    assert make_master_key(bytes) == f"tejun-master-key-1:{'A' * 43}="


def test_a_key_is_the_same_in_a_file_and_in_the_environment(tmp_path: Path) -> None:
    [name] = ids(read_masters(FIRST, DRAW))
    assert re.fullmatch("local:[0-9a-f]{32}", name)
    assert ids(read_masters(kept(tmp_path, f"{FIRST}\n"), DRAW)) == [name]
    assert ids(read_masters(f"{FIRST}\r\n", DRAW)) == [name]


def test_the_first_key_wraps_and_those_behind_it_unwrap(tmp_path: Path) -> None:
    old, both = read_masters(FIRST, DRAW), f"{SECOND}\n\n{FIRST}\n"
    wrapped = old.wrap(key := make_data_key(DRAW), associated=HERE)
    for value in (both, kept(tmp_path, both)):
        masters = read_masters(value, DRAW)
        assert ids(masters) == ids(read_masters(SECOND, DRAW)) + ids(old)
        assert masters.unwrap(wrapped, associated=HERE) == key
        assert master_id_of(masters.rewrap(wrapped, associated=HERE)) == masters.current.id


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_file_that_is_its_owners_alone_is_read(mode: int, tmp_path: Path) -> None:
    assert ids(read_masters(kept(tmp_path, FIRST, mode), DRAW)) == ids(read_masters(FIRST, DRAW))


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o660])
def test_a_file_that_others_may_use_is_refused(mode: int, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=f"mode {mode:04o}.*0600"):
        read_masters(kept(tmp_path, FIRST, mode), DRAW)


def test_the_file_that_is_looked_at_is_the_one_that_is_read(tmp_path: Path) -> None:
    """A link's own mode says nothing."""
    link = tmp_path / "link"
    link.symlink_to(kept(tmp_path, FIRST, 0o644))
    with pytest.raises(InvalidInputError, match="0644"):
        read_masters(str(link), DRAW)


NO_KEYS = {
    "no key": "\n",
    "another beginning": "tejun-master-key-2:" + FIRST.partition(":")[2],
    "no beginning": FIRST.partition(":")[2],
    "a key cut off": FIRST[:-1],
    "a short key": "tejun-master-key-1:QUJD",
    "a long key": f"{FIRST[:-1]}AAAA",
    "base64 that is not the one": f"tejun-master-key-1:{'A' * 42}B=",
    "a blank in it": FIRST.replace(":", ": "),
    "a comment behind it": f"{FIRST} # of 2026",
    "a second line that is none": f"{FIRST}\nold key",
    "another script": f"{FIRST}\n鍵",
}


@pytest.mark.parametrize("what", NO_KEYS)
def test_what_is_no_key_is_refused_and_not_shown(what: str, tmp_path: Path) -> None:
    text = NO_KEYS[what]
    values = [kept(tmp_path, text)]
    if text.startswith("tejun-master-key-"):
        values.append(text)
    for value in values:
        with pytest.raises(InvalidInputError) as caught:
            read_masters(value, DRAW)
        for language in ("en", "ja"):
            shown = caught.value.detail.in_(language)
            assert FIRST[20:40] not in shown
            assert "AAAA" not in shown


def test_a_file_that_is_not_there_or_never_ends_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="No such file"):
        read_masters(str(tmp_path / "nothing"), DRAW)
    with pytest.raises(InvalidInputError, match="cannot be read"):
        read_masters(str(tmp_path), DRAW)
    with pytest.raises(InvalidInputError, match="65536"):
        read_masters(kept(tmp_path, f"{FIRST}\n" * 2_000), DRAW)


def test_nothing_shows_a_key() -> None:
    masters = read_masters(f"{FIRST}\n{SECOND}", DRAW)
    secret = LocalMaster(b"s" * 32, os.urandom)
    assert "s" * 32 not in repr(secret)
    assert FIRST.partition(":")[2] not in repr(masters)
    assert "secret" not in repr(masters)


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_a_master_key_of_another_length_is_none(size: int) -> None:
    with pytest.raises(ValueError, match=str(size)):
        LocalMaster(bytes(size), os.urandom)


def test_the_same_key_is_wrapped_otherwise_each_time() -> None:
    masters, key = read_masters(FIRST, os.urandom), make_data_key(os.urandom)
    assert len({masters.wrap(key, associated=HERE) for _ in range(20)}) == 20
