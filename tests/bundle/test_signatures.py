"""The signature in an archive: what verifies is signed whole; everything else is refused in words of its own."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tejun import canonical, signing
from tejun.bundle.archive import (
    CATALOG,
    DATA,
    MANIFEST,
    SIGNATURES,
    WASM,
    pack,
    read_archive,
    revision_of,
)
from tejun.bundle.signatures import add_signature, read_signed, verify
from tejun.errors import BundleError
from tejun.signing import example_keys, read_trusted_keys
from tejun.toolchain import run_opa

from tests.signing.test_keys import pair
from tests.support.bundles import TINY_MODULE, sealed, tiny_archive, tiny_files, tiny_manifest
from tests.support.published import KEY

ARCHIVE = add_signature(tiny_archive(), KEY)
FILES = dict(read_archive(ARCHIVE).files)


def resealed(changed: dict[str, bytes | None]) -> bytes:
    """The signed archive with files changed, added or taken out (None), its revision made right again."""
    files = {path: content for path, content in {**FILES, **changed}.items() if content is not None}
    manifest = json.loads(files[MANIFEST])
    files[MANIFEST] = canonical.dumps({**manifest, "revision": revision_of(files)})
    return pack(files)


def claiming(**claims: Any) -> bytes:
    """The archive with a signature of the example key over other claims."""
    payload = json.loads(
        signing.verify(json.loads(FILES[SIGNATURES])["signatures"][0], example_keys())[0]
    )
    token = signing.sign(canonical.dumps({**payload, **claims}), KEY)
    return pack({**FILES, SIGNATURES: canonical.dumps({"signatures": [token]})})


def signed_by_hand(archive: bytes) -> bytes:
    """The archive signed as `add_signature` does, whatever its files are."""
    files = {path: one for path, one in read_archive(archive).files.items() if path != SIGNATURES}
    listed = [
        {"name": path, "hash": hashlib.sha256(files[path]).hexdigest(), "algorithm": "SHA-256"}
        for path in files
    ]
    token = signing.sign(canonical.dumps({"files": listed, "scope": "tiny-2026"}), KEY)
    return pack({**files, SIGNATURES: canonical.dumps({"signatures": [token]})})


def refused(archive: bytes) -> str:
    with pytest.raises(BundleError) as caught:
        read_signed(archive, example_keys())
    assert caught.value.detail.in_("ja")
    assert caught.value.advice.in_("en")
    return caught.value.detail.in_("en")


def test_what_is_signed_verifies_and_names_its_key() -> None:
    bundle, key = read_signed(ARCHIVE, example_keys())
    assert bundle.program == "tiny-2026"
    assert key.id == KEY.public.id


def test_signing_changes_no_revision_and_gives_the_same_bytes_each_time() -> None:
    assert add_signature(ARCHIVE, KEY) == ARCHIVE == add_signature(tiny_archive(), KEY)
    assert read_archive(ARCHIVE).revision == read_archive(tiny_archive()).revision


# --- attacks ---------------------------------------------------------------------------------------

ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "missing signature": (
        tiny_archive,
        "It is not signed: there is no .signatures.json.",
    ),
    "wrong key": (
        lambda: add_signature(tiny_archive(), pair()[0]),
        "which is not trusted; those trusted are: ",
    ),
    "changed file": (
        lambda: pack({**FILES, CATALOG: FILES[CATALOG] + b" "}),
        "The content is not that of its revision: it was changed after it was built.",
    ),
    "changed file, its revision made right": (
        lambda: resealed({TINY_MODULE: FILES[TINY_MODULE] + b"\n"}),
        f"“{TINY_MODULE}” was changed after it was signed.",
    ),
    "changed wasm": (
        lambda: resealed({WASM: b"\0asm\1\0\0\0\0"}),
        "The compiled module “policy.wasm” is not the one that was signed.",
    ),
    "added file": (
        lambda: resealed({"tiny_2026_1/more.rego": b"package tiny_2026_1.more\n"}),
        "“tiny_2026_1/more.rego” was not signed.",
    ),
    "missing file": (
        lambda: resealed({TINY_MODULE: None}),
        f"“{TINY_MODULE}” was signed and is missing.",
    ),
    "lower sequence in the manifest": (
        lambda: resealed({MANIFEST: FILES[MANIFEST].replace(b'"sequence":1', b'"sequence":9')}),
        "“.manifest” was changed after it was signed.",
    ),
    "undeclared root": (
        lambda: resealed({"other/x.rego": b"package other.x\n"}),
        "“other/x.rego” lies outside the declared root tiny_2026_1",
    ),
    "a signature for another program": (
        lambda: claiming(scope="other-2026"),
        "The signature was made for another program: other-2026.",
    ),
    "a signature over the same files with another digest": (
        lambda: claiming(files=[{"name": DATA, "hash": "0" * 64, "algorithm": "MD5"}]),
        "was not signed",
    ),
    "a signature without files": (
        lambda: claiming(files=None),
        ".signatures.json does not have its form",
    ),
    "two signatures": (
        lambda: pack({**FILES, SIGNATURES: canonical.dumps({"signatures": ["a", "b"]})}),
        ".signatures.json does not have its form, with exactly one signature.",
    ),
    "no signature in the file": (
        lambda: pack({**FILES, SIGNATURES: b"{}"}),
        ".signatures.json does not have its form, with exactly one signature.",
    ),
    "a signature that is no JSON": (
        lambda: pack({**FILES, SIGNATURES: b"\xff"}),
        ".signatures.json does not have its form, with exactly one signature.",
    ),
    "a signature cut short": (
        lambda: pack({**FILES, SIGNATURES: FILES[SIGNATURES][:-9] + b'"]}'}),
        "The signature is not that of the key",
    ),
    "data that two readers take differently": (
        lambda: signed_by_hand(resealed({DATA: b' {"tiny_2026_1":{}}'})),
        "data.json is not in its canonical form (RFC 8785).",
    ),
}
"""Those of the archive itself (forged trailers, bombs, paths, links, duplicates) are in test_archive.py; a lower
sequence that is signed is refused by the registry: tests/registry."""


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_in_its_own_words(attack: str) -> None:
    spoiled, said = ATTACKS[attack]
    assert said in refused(spoiled())


def test_the_example_key_signs_no_real_program() -> None:
    files = {**tiny_files()}
    files[CATALOG] = files[CATALOG].replace(b'"example":true', b'"example":false')
    archive = add_signature(pack(sealed(files, tiny_manifest())), KEY)
    assert "The example key signs examples only" in refused(archive)
    signing_key, pem = pair()
    found = verify(read_archive(add_signature(archive, signing_key)), read_trusted_keys(pem))
    assert found.id == signing_key.public.id


# --- OPA itself --------------------------------------------------------------------------------------


@pytest.mark.opa
def test_opa_verifies_what_we_sign_and_refuses_what_we_refuse(
    archives: dict[str, bytes], opa: Path, tmp_path: Path
) -> None:
    (tmp_path / "key.pem").write_text(KEY.public.pem)
    for program, archive in archives.items():
        assert opa_loads(opa, archive, tmp_path, scope=program)
        assert not opa_loads(opa, archive, tmp_path, scope="other-2026")
        bundle = read_archive(archive)
        module = next(path for path in bundle.files if path.endswith(".rego"))
        changed = pack({**bundle.files, module: bundle.files[module] + b"\n"})
        assert not opa_loads(opa, changed, tmp_path, scope=program)


def opa_loads(opa: Path, archive: bytes, folder: Path, *, scope: str) -> bool:
    """Whether an OPA that holds only the example key takes the archive."""
    (folder / "bundle.tar.gz").write_bytes(archive)
    arguments = ["build", "--bundle", "bundle.tar.gz", "--output", "again.tar.gz"]
    arguments += ["--verification-key", "key.pem", "--signing-alg", KEY.public.algorithm]
    return run_opa(opa, [*arguments, "--scope", scope], cwd=folder).returncode == 0
