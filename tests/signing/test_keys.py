"""Which keys are taken, how each is known, and what is said of those that are not."""

import base64
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from tejun.errors import InvalidInputError, SignatureError
from tejun.signing import (
    SigningKey,
    example_keys,
    read_signing_key,
    read_trusted_keys,
    sign,
    sign_detached,
    trusted_keys_or_example,
    verify,
    verify_detached,
)

from tests.support.published import KEY

Maker = Callable[[], object]
KINDS: dict[str, Maker] = {
    "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "ES384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "RS256": lambda: rsa.generate_private_key(65537, 2048),
}
OTHERS: dict[str, Maker] = {
    "Ed25519": ed25519.Ed25519PrivateKey.generate,
    "P-521": lambda: ec.generate_private_key(ec.SECP521R1()),
    "RSA of 1024 bits": lambda: rsa.generate_private_key(65537, 1024),  # noqa: S505 - to be refused
    "DSA": lambda: dsa.generate_private_key(2048),
}


def private(key: object, password: bytes | None = None) -> str:
    hidden = BestAvailableEncryption(password) if password else NoEncryption()
    pem: bytes = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, hidden)  # type: ignore[attr-defined]
    return pem.decode()


def public(key: object) -> str:
    info = PublicFormat.SubjectPublicKeyInfo
    pem: bytes = key.public_key().public_bytes(Encoding.PEM, info)  # type: ignore[attr-defined]
    return pem.decode()


def pair() -> tuple[SigningKey, str]:
    key = KINDS["ES256"]()
    return read_signing_key(private(key)), public(key)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_signs_in_its_own_way_and_the_same_way_each_time(kind: str) -> None:
    key = KINDS[kind]()
    signing, trusted = read_signing_key(private(key)), read_trusted_keys(public(key))
    assert signing.public.algorithm == kind
    token = sign(b"payload", signing)
    assert token == sign(b"payload", signing)
    assert verify(token, trusted) == (b"payload", signing.public)
    detached = sign_detached(b"payload", signing)
    assert verify_detached(detached, b"payload", trusted) == signing.public
    with pytest.raises(SignatureError):
        verify_detached(detached, b"Payload", trusted)


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.filterwarnings("ignore:.*(1024|key size|weak).*")
def test_other_kinds_are_refused(kind: str) -> None:
    key = OTHERS[kind]()
    for read in (lambda: read_signing_key(private(key)), lambda: read_trusted_keys(public(key))):
        with pytest.raises(InvalidInputError, match="keys are P-256, P-384, or RSA"):
            read()


def test_the_id_of_a_key_is_made_from_it() -> None:
    signing, pem = pair()
    [trusted] = read_trusted_keys(pem)
    assert trusted.id == signing.public.id
    assert len(trusted.id) == 16


def test_keys_come_from_a_folder_a_file_or_the_text_itself(tmp_path: Path) -> None:
    (key, pem), (other_key, other_pem) = pair(), pair()
    (tmp_path / "one.pem").write_text(pem)
    (tmp_path / "two.pem").write_text(other_pem)
    (tmp_path / "README").write_text("not a key")
    both = {key.public.id, other_key.public.id}
    assert set(read_trusted_keys(str(tmp_path)).by_id) == both
    assert set(read_trusted_keys(pem + other_pem).by_id) == both
    assert set(read_trusted_keys(str(tmp_path / "one.pem")).by_id) == {key.public.id}


def test_a_key_that_is_replaced_is_trusted_to_its_last_day() -> None:
    (old, old_pem), (new, new_pem) = pair(), pair()
    trusted = read_trusted_keys(f"Trusted-until: 2027-03-31\n{old_pem}\n{new_pem}")
    token = sign(b"payload", old)
    assert verify(token, trusted, on=date(2027, 3, 31))[1].id == old.public.id
    with pytest.raises(SignatureError, match="trusted until 2027-03-31; this was signed on"):
        verify(token, trusted, on=date(2027, 4, 1))
    assert verify(sign(b"payload", new), trusted, on=date(2027, 4, 1))[1].id == new.public.id


def test_a_last_day_that_is_no_day_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="2027-03-31"):
        read_trusted_keys(f"Trusted-until: next spring\n{pair()[1]}")


def test_the_example_key_is_trusted_only_where_no_key_is_named() -> None:
    assert set(trusted_keys_or_example(None).by_id) == {KEY.public.id}
    assert KEY.public.is_example
    with pytest.raises(InvalidInputError, match="the example key is among them"):
        trusted_keys_or_example(KEY.public.pem + pair()[1])
    with pytest.raises(SignatureError, match="which is not trusted"):
        verify(sign(b"payload", KEY), trusted_keys_or_example(pair()[1]))


def test_a_private_key_among_those_trusted_is_refused_and_not_shown(tmp_path: Path) -> None:
    secret = private(KINDS["ES256"]())
    for value in (secret, str(tmp_path)):
        (tmp_path / "key.pem").write_text(secret)
        with pytest.raises(InvalidInputError, match="private key") as caught:
            read_trusted_keys(value)
        assert secret.splitlines()[1] not in caught.value.detail.in_("en")


@pytest.mark.parametrize(
    "value",
    ["-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "/nowhere/key.pem"],
)
def test_what_is_no_private_key_is_refused(value: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_signing_key(value)
    assert "AAAA" not in caught.value.detail.in_("en")
    assert "tejun key" in caught.value.advice.in_("en")


def test_an_encrypted_private_key_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="not encrypted"):
        read_signing_key(private(KINDS["ES256"](), b"password"))


def test_no_key_at_all_is_refused(tmp_path: Path) -> None:
    for value in (str(tmp_path), "-----BEGIN NOTHING-----"):
        with pytest.raises(InvalidInputError, match="there is no public key"):
            read_trusted_keys(value)


def test_a_signature_by_a_key_that_is_not_trusted_names_it_and_those_that_are() -> None:
    stranger, _ = pair()
    with pytest.raises(SignatureError) as caught:
        verify(sign(b"payload", stranger), example_keys())
    assert stranger.public.id in caught.value.detail.in_("en")
    assert KEY.public.id in caught.value.detail.in_("en")


def forged(header: str) -> str:
    """The example key's signature under another header."""
    _, payload, signature = sign(b"payload", KEY).split(".")
    return f"{base64.urlsafe_b64encode(header.encode()).decode().rstrip('=')}.{payload}.{signature}"


@pytest.mark.parametrize("algorithm", ["none", "HS256", "ES384", "EdDSA"])
def test_a_header_cannot_choose_another_algorithm_than_the_keys_own(algorithm: str) -> None:
    token = forged(f'{{"alg":"{algorithm}","kid":"{KEY.public.id}"}}')
    with pytest.raises(SignatureError):
        verify(token, example_keys())


@pytest.mark.parametrize("token", ["", "a.b", "a.b.c", "....", "é.é.é"])
def test_what_is_no_signature_is_refused(token: str) -> None:
    with pytest.raises(SignatureError):
        verify(token, example_keys())


@pytest.mark.parametrize(
    ("lines", "last_day"),
    [
        ("Trusted-until: 2027-03-31", date(2027, 3, 31)),
        ("Revoked-from: 2027-04-01", date(2027, 3, 31)),
        ("revoked-from:2027-03-01", date(2027, 2, 28)),
        ("Trusted-until: 2027-03-31\nRevoked-from: 2027-02-10", date(2027, 2, 9)),
        ("Revoked-from: 2028-02-10\nTrusted-until: 2027-03-31", date(2027, 3, 31)),
        ("The key of 2026, kept by Sato: not in use", None),
    ],
)
def test_a_line_before_a_key_ends_its_trust(lines: str, last_day: date | None) -> None:
    first, second = pair()[1], pair()[1]
    keys = list(read_trusted_keys(f"{first}\n{lines}\n{second}"))
    assert [key.trusted_until for key in keys] == [None, last_day]


@pytest.mark.parametrize(
    "line",
    [
        "Revoked-from: soon",
        "Revoked-from: 0001-01-01",
        "Revoked-from:",
        "Revoked: 2027-01-01",
        "Trusted-untill: 2027-01-01",
        "Trusted until: 2027-01-01",
        "Revoked_from: 2027-01-01",
    ],
)
def test_a_line_that_means_to_end_a_trust_and_does_not_is_an_error(line: str) -> None:
    with pytest.raises(InvalidInputError, match="Revoked-from: 2027-04-01"):
        read_trusted_keys(f"{line}\n{pair()[1]}")


def test_a_line_after_the_last_key_ends_no_trust_and_is_an_error() -> None:
    with pytest.raises(InvalidInputError, match="before the BEGIN line"):
        read_trusted_keys(f"{pair()[1]}\nRevoked-from: 2027-01-01\n")


def test_a_file_that_never_ends_is_no_file_of_keys(tmp_path: Path) -> None:
    for path, read in (("/dev/zero", read_signing_key), ("/dev/zero", read_trusted_keys)):
        with pytest.raises(InvalidInputError, match="1048576"):
            read(path)
    long = tmp_path / "keys.pem"
    long.write_bytes(b"x\n" * 600_000)
    with pytest.raises(InvalidInputError, match="1048576"):
        read_trusted_keys(str(tmp_path))
