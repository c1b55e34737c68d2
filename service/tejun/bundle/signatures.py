"""The signature inside an archive, `.signatures.json`, as OPA reads and checks it (OPA's bundle signing).

One JWS, whose payload lists every file with its SHA-256 and has the program as its scope. OPA takes the digest of
`data.json` and `.manifest` over their content and not their bytes; ours are canonical (RFC 8785), for which the two
agree, and whoever signs or verifies sees that they are.

Always holds: what verifies is signed whole, by a key that is trusted, for its own program: no file was changed, added
or left out. Signing changes neither the revision nor any other file, and gives the same bytes each time.

May not know: which keys are trusted, or what an edition may do.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from tejun import canonical, signing
from tejun.bundle.archive import DATA, MANIFEST, SIGNATURES, WASM, Bundle, pack, read_archive
from tejun.errors import SignatureError, TejunError
from tejun.reading import read_json
from tejun.signing import PublicKey, SigningKey, TrustedKeys
from tejun.words import Message, Words

_ALGORITHM = "SHA-256"
_ADVICE = Message("bundle.signature.advice")


def add_signature(archive: bytes, key: SigningKey) -> bytes:
    """The archive with the signature of `key` instead of any that it had. Raises BundleError."""
    bundle = read_archive(archive)
    _require_canonical(bundle.files)
    files = {path: content for path, content in bundle.files.items() if path != SIGNATURES}
    payload = {"files": _file_digests(files), "scope": bundle.program}
    token = signing.sign(canonical.dumps(payload), key)
    return pack({**files, SIGNATURES: canonical.dumps({"signatures": [token]})})


def read_signed(
    archive: bytes, trusted: TrustedKeys, *, on: date | None = None
) -> tuple[Bundle, PublicKey]:
    """The bundle in the archive, and whose signature it carries. Raises BundleError or SignatureError."""
    bundle = read_archive(archive)
    return bundle, verify(bundle, trusted, on=on)


def verify(bundle: Bundle, trusted: TrustedKeys, *, on: date | None = None) -> PublicKey:
    """The key that signed the bundle as it is; `on` is the day it was signed, where known. Raises SignatureError."""
    payload, key = signing.verify(_token(bundle.files), trusted, on=on)
    claims = _claims(payload)
    if claims.get("scope") != bundle.program:
        raise _signature_error(
            Message("bundle.signed_for_another", claims=str(claims.get("scope"))[:64])
        )
    _require_canonical(bundle.files)
    _require_signed_files(claims.get("files"), bundle.files)
    if key.is_example and not bundle.is_example:
        raise _signature_error(Message("bundle.example_key"))
    return key


def _token(files: Mapping[str, bytes]) -> str:
    if SIGNATURES not in files:
        raise _signature_error(Message("bundle.not_signed", signatures=SIGNATURES))
    try:
        signatures = read_json(files[SIGNATURES])
    except TejunError as error:
        raise _unreadable_signatures_error() from error
    match signatures:
        case {"signatures": [str() as token]}:
            return token
        case _:
            raise _unreadable_signatures_error()


def _claims(payload: bytes) -> dict[str, Any]:
    try:
        claims = read_json(payload)
    except TejunError as error:
        raise _unreadable_signatures_error() from error
    if not isinstance(claims, dict):
        raise _unreadable_signatures_error()
    return claims


def _file_digests(files: Mapping[str, bytes]) -> list[dict[str, str]]:
    return [
        {"name": path, "hash": hashlib.sha256(files[path]).hexdigest(), "algorithm": _ALGORITHM}
        for path in sorted(files)
    ]


def _require_signed_files(claimed: Any, files: Mapping[str, bytes]) -> None:
    """Every file must be as it was signed, and every file that was signed must be there."""
    actual = _file_digests({path: content for path, content in files.items() if path != SIGNATURES})
    if not isinstance(claimed, list) or not all(isinstance(claim, dict) for claim in claimed):
        raise _unreadable_signatures_error()
    by_name = {str(claim.get("name")): claim for claim in claimed}
    for path in sorted(by_name.keys() - {digest["name"] for digest in actual}):
        raise _signature_error(Message("bundle.signed_file_missing", path=path))
    # The manifest holds the revision, so it follows each other change: it is named last.
    for digest in sorted(actual, key=lambda digest: (digest["name"] == MANIFEST, digest["name"])):
        path = digest["name"]
        if path not in by_name:
            raise _signature_error(Message("bundle.file_not_signed", path=path))
        if by_name[path] != digest:
            raise _changed_error(path)


def _changed_error(path: str) -> SignatureError:
    if path == WASM:
        return _signature_error(Message("bundle.changed.module", path=path))
    return _signature_error(Message("bundle.changed.file", path=path))


def _require_canonical(files: Mapping[str, bytes]) -> None:
    for path in (DATA, MANIFEST):
        if canonical.dumps(read_json(files[path])) != files[path]:
            raise _signature_error(Message("bundle.not_canonical", path=path))


def _unreadable_signatures_error() -> SignatureError:
    return _signature_error(Message("bundle.bad_signatures", signatures=SIGNATURES))


def _signature_error(detail: Words) -> SignatureError:
    return SignatureError(detail, _ADVICE)
