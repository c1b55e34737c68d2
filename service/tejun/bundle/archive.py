"""A bundle's archive: how it is packed, and how an archive that nobody trusts yet is read.

The order in which an archive is read, each step only after the one before has passed:

1. the size of the file, then the size to which it unpacks (a total and a ratio), while it unpacks;
2. gzip: one member, complete, its checksum and length true, nothing after it;
3. tar: plain regular files under plain relative names, none twice, nothing hidden between or behind them;
4. layout: the files that a bundle has and no others, all Rego and data under the root that the manifest declares;
5. identity: the revision that the files give is the one that the manifest names.

Always holds: a `Bundle` in hand has passed all five; nothing of an archive is trusted before that. `pack` is
reproducible: the same files give the same bytes, from the same zlib; the revision does not depend on that.

May not know: where archives come from, or what an engine does with one.
"""

from __future__ import annotations

import io
import re
import struct
import tarfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tejun import canonical
from tejun.bundle.effects import Effects, effects_agree, effects_of
from tejun.bundle.frozen import FrozenDict, freeze
from tejun.bundle.mount import package_of
from tejun.bundle.shape import find_misfit
from tejun.errors import BundleError, TejunError
from tejun.reading import GzipError, gunzip, read_json
from tejun.words import Message, Words

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.model.json_types import EditionJson, RequirementJson

MAX_ARCHIVE_BYTES = 16 * 1024 * 1024
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_RATIO = 200
"""How many times its own size an archive may unpack to; Rego, JSON and wasm shrink to about a tenth."""

MANIFEST = ".manifest"
SIGNATURES = ".signatures.json"
DATA = "data.json"
CATALOG = "catalog.json"
WASM = "policy.wasm"
ENTRYPOINT = "decision/result"
"""The path, below a bundle's root, of the rule that decides."""

PROGRAM_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
EDITION_NAME = re.compile(r"[a-z0-9]+")
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")

_PATH = re.compile(r"(?!\.{1,2}(?:/|$))[\w.-]+(?:/(?!\.{1,2}(?:/|$))[\w.-]+)*", re.ASCII)
_REQUIRED = {"program", "edition", "base", "sequence", "effective_from", "entrypoint"}
_OPTIONAL = {"effective_until": None, "restores": None}
_BLOCK = tarfile.BLOCKSIZE
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""Deflate, no name, no time, best compression, no operating system: RFC 1952, 2.3."""


@dataclass(frozen=True)
class Bundle:
    """One edition of one program, ready for an engine.

    `root` is the Rego root under which it is mounted (`kprogram_2026_1`), `entrypoint` the path that decides
    (`kprogram_2026_1/decision/result`), `revision` the identity of its content and `digest` the archive's SHA-256,
    both as `sha256:<hex>`. `effective_from` and `effective_until` are its first and last day (YYYY-MM-DD; None: until
    another takes its place); `restores` is the digest of the earlier archive whose conditions it brings back, if it
    does. `data` is what its Rego reads besides the input.

    It cannot be changed, nor anything in it, since all threads share it; it pickles, so other processes have it too.
    """

    program: str
    edition: str
    base: str
    sequence: int
    effective_from: str
    effective_until: str | None
    restores: str | None
    root: str
    entrypoint: str
    revision: str
    digest: str
    wasm: bytes = field(repr=False)
    data: Mapping[str, Any] = field(repr=False)
    catalog: Mapping[str, Any] = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)

    def __post_init__(self) -> None:
        for name in ("data", "catalog", "files"):
            object.__setattr__(self, name, _freeze_dict(getattr(self, name)))

    @cached_property
    def requirements(self) -> Mapping[str, RequirementJson]:
        """The catalog's requirements by their ids."""
        return _freeze_dict({entry["id"]: entry for entry in self.catalog["requirements"]})

    @cached_property
    def effects(self) -> Effects:
        """The outcomes that its reasons bring about by themselves."""
        return _freeze_dict(effects_of(self.catalog))

    @property
    def identity(self) -> EditionJson:
        """The edition as a result names it."""
        return {"program": self.program, "edition": self.edition, "base": self.base}

    @property
    def call(self) -> str:
        """The reference of the call for proposals that it belongs to."""
        return str(self.catalog["program"]["call"]["reference"])

    @property
    def is_example(self) -> bool:
        """Whether it is an example, not a real call."""
        return bool(self.catalog["program"].get("example", False))


def _freeze_dict(value: Mapping[str, Any]) -> FrozenDict[Any]:
    return value if isinstance(value, FrozenDict) else freeze(dict(value))


def root_of(program: str, edition: str) -> str:
    """The Rego root under which an edition is mounted: one OPA can then serve many with disjoint roots."""
    return f"{program}_{edition}".replace("-", "_")


def file_name(program: str, edition: str) -> str:
    """The name of the file of an edition's archive."""
    return f"{program}-{edition}.tar.gz"


def revision_of(files: Mapping[str, bytes]) -> str:
    """The identity of a bundle's content: SHA-256 over the sorted paths and digests of its files, the manifest without
    its revision, the signatures left out (so signing again does not change it)."""
    manifest = {**_read_json_file(files, MANIFEST)}
    manifest.pop("revision", None)
    content = {**files, MANIFEST: canonical.dumps(manifest)}
    digests = [
        [path, canonical.digest(content[path])] for path in sorted(content) if path != SIGNATURES
    ]
    return canonical.digest(canonical.dumps(digests))


def seal_archive(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> bytes:
    """The archive of the files and the manifest with its revision; it was read back. Raises BundleError."""
    revision = revision_of({**files, MANIFEST: canonical.dumps(dict(manifest))})
    full_manifest = canonical.dumps({**manifest, "revision": revision})
    archive = pack({**files, MANIFEST: full_manifest})
    read_archive(archive)
    return archive


def pack(files: Mapping[str, bytes]) -> bytes:
    """The archive of the files: ustar in the order of their names, no owner, no time; gzip without name or time."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:", format=tarfile.USTAR_FORMAT) as archive:
        for path in sorted(files):
            member = tarfile.TarInfo(path)
            member.size = len(files[path])
            archive.addfile(member, io.BytesIO(files[path]))
    tar = buffer.getvalue()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(tar) + deflate.flush()
    return _GZIP_HEAD + body + struct.pack("<II", zlib.crc32(tar), len(tar))


def read_archive(data: bytes) -> Bundle:
    """Reads and checks an archive. Raises BundleError."""
    if len(data) > MAX_ARCHIVE_BYTES:
        size = MAX_ARCHIVE_BYTES // 1024 // 1024
        raise _bundle_error(Message("bundle.too_large", size=size))
    files = _unpack(_inflate(data))
    missing = [path for path in (MANIFEST, DATA, CATALOG, WASM) if path not in files]
    if missing:
        raise _bundle_error(Message("bundle.files_missing", files=missing))
    return _check_files(files, canonical.digest(data))


# --- 2: gzip -----------------------------------------------------------------------------------


def _inflate(data: bytes) -> bytes:
    limit = min(MAX_UNPACKED_BYTES, MAX_RATIO * len(data))
    try:
        return gunzip(data, limit)
    except GzipError as error:
        raise _bundle_error(_gzip_words(error, limit)) from error


def _gzip_words(error: GzipError, limit: int) -> Words:
    match error.why:
        case "damaged":
            return Message("bundle.gzip.damaged", error=error.words)
        case "too_large":
            return Message("bundle.gzip.too_large", limit=limit)
        case "cut_short":
            return Message("bundle.gzip.cut_short")
        case "more_behind":
            return Message("bundle.gzip.bytes_behind")


# --- 3: tar ------------------------------------------------------------------------------------


def _unpack(tar: bytes) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    end = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(tar), mode="r:", encoding="ascii") as archive:
            for member in archive:
                path = _member_path(member)
                if path in files:
                    raise _bundle_error(Message("bundle.file_twice", path=path))
                if len(files) == MAX_ENTRIES:
                    raise _bundle_error(Message("bundle.too_many_files", most=MAX_ENTRIES))
                end = member.offset_data + -(-member.size // _BLOCK) * _BLOCK
                files[path] = tar[member.offset_data : member.offset_data + member.size]
    except (tarfile.TarError, UnicodeError, ValueError) as error:
        raise _bundle_error(Message("bundle.not_tar", error=error)) from error
    if len(tar) < end + 2 * _BLOCK or tar.count(b"\0", end) != len(tar) - end:
        raise _bundle_error(Message("bundle.tar_cut_short"))
    return files


def _member_path(member: tarfile.TarInfo) -> str:
    """The member's path, where it is a plain file under a plain relative name and no other header describes it."""
    path = member.name
    if not _PATH.fullmatch(path):
        raise _bundle_error(Message("bundle.file_name", path=repr(path[:80])))
    # An extension header (pax, GNU long name) before a member could rename or resize it for one reader only.
    if member.type != tarfile.REGTYPE or member.offset_data - member.offset != _BLOCK:
        raise _bundle_error(Message("bundle.file_not_plain", path=path))
    if member.size < 0:
        raise _bundle_error(Message("bundle.file_size", path=path))
    return path


# --- 4 and 5: layout, identity -----------------------------------------------------------------


def _check_files(files: dict[str, bytes], digest: str) -> Bundle:
    manifest = _read_json_file(files, MANIFEST)
    metadata = _manifest_metadata(manifest)
    root = root_of(metadata["program"], metadata["edition"])
    if manifest["roots"] != [root] or metadata["entrypoint"] != f"{root}/{ENTRYPOINT}":
        raise _manifest_error("roots, entrypoint")
    _check_layout(files, root)
    data, catalog = _read_json_file(files, DATA), _read_json_file(files, CATALOG)
    if set(data) != {root}:
        raise _layout_error(DATA, root)
    _check_catalog(catalog, metadata)
    if not effects_agree(catalog, data[root]):
        raise _bundle_error(Message("bundle.not_its_effects", data=DATA, catalog=CATALOG))
    revision = revision_of(files)
    if manifest["revision"] != revision:
        raise _bundle_error(Message("bundle.not_its_revision"))
    return Bundle(
        **metadata,
        root=root,
        revision=revision,
        digest=digest,
        wasm=files[WASM],
        data=data,
        catalog=catalog,
        files=files,
    )


def _manifest_metadata(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest's metadata, its shape checked."""
    # A `wasm` key would make an OPA that was built without WebAssembly refuse the bundle: policy.wasm is a plain file.
    if set(manifest) != {"revision", "roots", "rego_version", "metadata"}:
        raise _manifest_error("revision, roots, rego_version, metadata")
    if manifest["rego_version"] != 1 or not _matches(DIGEST, manifest["revision"]):
        raise _manifest_error("revision, rego_version")
    metadata = manifest["metadata"]
    if not isinstance(metadata, dict) or not _REQUIRED <= set(metadata) <= _REQUIRED | set(
        _OPTIONAL
    ):
        raise _manifest_error(", ".join(sorted(_REQUIRED)))
    metadata = {**_OPTIONAL, **metadata}
    valid = {
        "program": _matches(PROGRAM_NAME, metadata["program"]),
        "edition": _matches(EDITION_NAME, metadata["edition"]),
        "base": isinstance(metadata["base"], str),
        "sequence": type(metadata["sequence"]) is int and metadata["sequence"] > 0,
        "effective_from": is_date(metadata["effective_from"]),
        "effective_until": metadata["effective_until"] is None
        or is_date(metadata["effective_until"]),
        "restores": metadata["restores"] is None or _matches(DIGEST, metadata["restores"]),
    }
    if not all(valid.values()):
        raise _manifest_error(", ".join(key for key, is_valid in valid.items() if not is_valid))
    return metadata


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def is_date(value: Any) -> bool:
    """Whether the value is a day as ISO 8601 writes it, YYYY-MM-DD."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _check_layout(files: Mapping[str, bytes], root: str) -> None:
    known = {MANIFEST, SIGNATURES, DATA, CATALOG, WASM}
    for path, content in files.items():
        if path in known:
            continue
        if not path.startswith(f"{root}/") or not path.endswith(".rego"):
            raise _layout_error(path, root)
        package = package_of(content.decode("utf-8", "replace"))
        if package is None or not f"{package}.".startswith(f"{root}."):
            raise _layout_error(path, root)


def _check_catalog(catalog: dict[str, Any], metadata: dict[str, Any]) -> None:
    """The shape first: a value that is looked at before it is known what it is may be of any type."""
    misfit = find_misfit(catalog)
    if misfit is not None:
        raise _bundle_error(
            Message(
                "bundle.catalog_misfit", catalog=CATALOG, where=misfit.where, reason=misfit.reason
            )
        )
    program = catalog["program"]
    if (program["slug"], program["edition"]) != (metadata["program"], metadata["edition"]):
        raise _bundle_error(Message("bundle.not_its_catalog", catalog=CATALOG))


def _read_json_file(files: Mapping[str, bytes], path: str) -> dict[str, Any]:
    try:
        value = read_json(files[path])
    except TejunError as error:
        raise _bundle_error(
            Message("bundle.file_unreadable", path=path, detail=error.detail)
        ) from error
    if not isinstance(value, dict):
        raise _bundle_error(Message("bundle.file_not_object", path=path))
    return value


# --- errors ------------------------------------------------------------------------------------


def _manifest_error(keys: str) -> BundleError:
    return _bundle_error(Message("bundle.bad_manifest", manifest=MANIFEST, keys=keys))


def _layout_error(path: str, root: str) -> BundleError:
    return _bundle_error(Message("bundle.file_outside_root", path=path, root=root))


def _bundle_error(detail: Words) -> BundleError:
    return BundleError(
        detail,
        Message("bundle.refused.advice"),
    )
