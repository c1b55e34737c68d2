"""What is unsafe about an installation is said, each with what to do; of a safe one there is nothing to say."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tejun.operations.production import find_left_in_clear, find_left_keys, find_unsafe
from tejun.settings import Settings
from tejun.signing import trusted_keys_or_example

OWN_KEY = (
    ec.generate_private_key(ec.SECP256R1())
    .public_key()
    .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    .decode()
)
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what a container sets


def unsafe(*, as_root: bool = False, **settings: Any) -> list[str]:
    own = Settings(**{"trusted_keys": OWN_KEY, **settings})
    found = list(find_unsafe(own, trusted_keys_or_example(own.trusted_keys), as_root=as_root))
    assert all(each.advice.in_(language) for each in found for language in ("ja", "en"))
    return [each.detail.in_("en") for each in found]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"as_root": True}, ["root"]),
        ({"trusted_keys": None}, ["example key"]),
        ({"host": EVERYWHERE}, [EVERYWHERE, "TEJUN_PUBLIC_URL"]),
        ({"host": "tejun.example", "public_url": "https://tejun.example"}, ["tejun.example"]),
        ({"engine": "http://opa.example:8181"}, ["http://opa.example:8181 in TEJUN_ENGINE"]),
        ({"database_url": "postgresql://db/tejun"}, ["sign the same log", "open what is sealed"]),
        ({"public_url": "http://tejun.example"}, ["http://tejun.example in TEJUN_PUBLIC_URL"]),
    ],
)
def test_what_is_unsafe_is_said(settings: dict[str, Any], words: list[str]) -> None:
    found = unsafe(**settings)
    assert len(found) == len(words)
    assert all(word in detail for word, detail in zip(words, found, strict=True))


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"host": "::1"},
        {"host": "localhost", "public_url": "https://tejun.example"},
        {"engine": "opa"},
        {
            "database_url": "postgresql://db/tejun",
            "log_key": "/secrets/log.key",
            "master_key": "/secrets/master.key",
        },
        {"engine": "https://opa.example"},
        {"engine": "http://127.0.0.1:8181"},
        {"engine": "http://[::1]:8181"},
    ],
)
def test_of_what_is_safe_there_is_nothing_to_say(settings: dict[str, Any]) -> None:
    assert unsafe(**settings) == []


def test_what_was_left_in_clear_is_named_in_both_languages(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "tejun.db")
    assert list(find_left_in_clear(settings)) == []
    left = tmp_path / "tejun.db.in-clear-5"
    left.touch()
    [found] = find_left_in_clear(settings)
    assert all(str(left) in found.detail.in_(language) for language in ("ja", "en"))
    assert "delete" in found.advice.in_("en")
    assert "削除" in found.advice.in_("ja")


def test_keys_that_a_killed_process_left_beside_either_key_are_named(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "tejun.db")
    assert list(find_left_keys(settings)) == []
    left = [tmp_path / name for name in ("tejun.db.master-key.new", "tejun-log.key.new")]
    for path in left:
        path.touch()
    named = [each.detail.in_("en") for each in find_left_keys(settings)]
    assert [str(path) in words for path, words in zip(left, named, strict=True)] == [True, True]
    elsewhere = tmp_path / "elsewhere"
    settings = Settings(database=elsewhere / "tejun.db", master_key=str(tmp_path / "m.key"))
    (tmp_path / "m.key").touch()
    (tmp_path / "m.key.new").touch()
    [found] = find_left_keys(settings)
    assert "m.key.new" in found.detail.in_("en")
