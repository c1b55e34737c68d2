"""Each way to spoil an archive is one line here, and each is refused."""

import gzip
import io
import tarfile
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun import canonical
from tejun.bundle import archive
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
from tejun.errors import BundleError
from tejun.reading import read_json

from tests.support.bundles import TINY_MODULE, TINY_ROOT, sealed, tiny_files, tiny_manifest
from tests.support.places import all_paths, with_value

FILES = sealed(tiny_files(), tiny_manifest())
GOOD = pack(FILES)
TAR = gzip.decompress(GOOD)
END = -(-len(TAR.rstrip(b"\0")) // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE
"""Where the last file ends and the end mark begins."""


def refused(data: bytes) -> str:
    """What the refusal says in English; it must give advice in both languages."""
    with pytest.raises(BundleError) as caught:
        read_archive(data)
    assert caught.value.detail.in_("ja")
    assert caught.value.advice.in_("ja")
    assert "tejun bundle build" in caught.value.advice.in_("en")
    return caught.value.detail.in_("en")


# --- a good one --------------------------------------------------------------------------------


def test_a_good_archive_gives_its_edition() -> None:
    bundle = read_archive(GOOD)
    assert (bundle.program, bundle.edition, bundle.sequence) == ("tiny-2026", "1", 1)
    assert bundle.entrypoint == f"{TINY_ROOT}/decision/result"
    assert bundle.revision == revision_of(FILES)
    assert bundle.digest == canonical.digest(GOOD)
    assert bundle.wasm == FILES[WASM]


def test_a_module_whose_lines_end_as_windows_ends_them_lies_where_its_package_does() -> None:
    content = f"# a rule\r\n\r\npackage {TINY_ROOT}.lib # so\r\n".encode()
    files = {**tiny_files(), f"{TINY_ROOT}/lib/x.rego": content}
    assert read_archive(pack(sealed(files, tiny_manifest()))).files[f"{TINY_ROOT}/lib/x.rego"]


def test_packing_gives_the_same_bytes_whatever_the_order_of_the_files() -> None:
    assert pack(dict(reversed(FILES.items()))) == GOOD


def test_packing_leaves_no_trace_of_who_or_when() -> None:
    with tarfile.open(fileobj=io.BytesIO(GOOD)) as tar:
        members = tar.getmembers()
    assert [member.name for member in members] == sorted(FILES)
    assert {(m.mtime, m.uid, m.gid, m.uname, m.gname, m.mode) for m in members} == {
        (0, 0, 0, "", "", 0o644)
    }


def test_signing_does_not_change_the_identity() -> None:
    signed = read_archive(pack({**FILES, SIGNATURES: b'{"signatures":["x"]}'}))
    assert signed.revision == read_archive(GOOD).revision
    assert signed.digest != read_archive(GOOD).digest


# --- size and gzip -----------------------------------------------------------------------------

GZIP_ATTACKS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "cut short"),
    "not gzip": (TAR, "damaged"),
    "half of it": (GOOD[: len(GOOD) // 2], "cut short"),
    "its last byte gone": (GOOD[:-1], "cut short"),
    "a forged length in the trailer": (GOOD[:-4] + b"\0\0\0\1", "damaged"),
    "a forged checksum in the trailer": (GOOD[:-8] + b"\0\0\0\1" + GOOD[-4:], "damaged"),
    "bytes behind the end": (GOOD + b"\0", "behind the end"),
    "a second gzip member": (GOOD + gzip.compress(b"more"), "behind the end"),
    "a bomb": (gzip.compress(bytes(50 * 1024 * 1024)), "unpacks to more"),
}


@pytest.mark.parametrize("name", GZIP_ATTACKS)
def test_gzip_is_refused_with(name: str) -> None:
    data, said = GZIP_ATTACKS[name]
    assert said in refused(data)


def test_an_archive_over_the_size_limit_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "MAX_ARCHIVE_BYTES", 0)
    monkeypatch.setattr(zlib, "decompressobj", None)
    assert "larger than" in refused(GOOD)


def test_what_unpacks_over_the_total_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", len(TAR) - 1)
    assert "unpacks to more" in refused(GOOD)


def test_what_unpacks_to_the_total_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", len(TAR))
    read_archive(GOOD)


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", len(FILES) - 1)
    assert "more than 4 files" in refused(GOOD)


# --- tar ---------------------------------------------------------------------------------------


def member(name: str = "more.rego", content: bytes = b"x", **attributes: Any) -> bytes:
    """One tar member, header and content, made as the attributes say."""
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for key, value in attributes.items():
        setattr(info, key, value)
    extended = bool(info.pax_headers) or len(name) > 100
    header = info.tobuf(tarfile.PAX_FORMAT if extended else tarfile.USTAR_FORMAT, "ascii")
    return header + content + bytes(-len(content) % tarfile.BLOCKSIZE)


def with_member(extra: bytes) -> bytes:
    """The good archive with one more member before the others."""
    return gzip.compress(extra + TAR)


TAR_ATTACKS: dict[str, tuple[bytes, str]] = {
    "an absolute path": (with_member(member("/etc/x.rego")), "absolute"),
    "a path that climbs": (with_member(member("a/../../x.rego")), "climbs"),
    "a path that climbs at once": (with_member(member("../x.rego")), "climbs"),
    "a path that names itself": (with_member(member("./x.rego")), "odd characters"),
    "an empty step in a path": (with_member(member("a//x.rego")), "odd characters"),
    "a backslash in a path": (with_member(member("a\\x.rego")), "odd characters"),
    "a line break in a path": (with_member(member("a\nx.rego")), "odd characters"),
    "a symbolic link": (
        with_member(member(content=b"", type=tarfile.SYMTYPE, linkname="/etc/passwd")),
        "not a plain file",
    ),
    "a hard link": (
        with_member(member(content=b"", type=tarfile.LNKTYPE, linkname=DATA)),
        "not a plain file",
    ),
    "a device": (with_member(member(content=b"", type=tarfile.CHRTYPE)), "not a plain file"),
    "a pipe": (with_member(member(content=b"", type=tarfile.FIFOTYPE)), "not a plain file"),
    "a folder": (with_member(member(content=b"", type=tarfile.DIRTYPE)), "not a plain file"),
    "a name of the old kind": (with_member(member(type=tarfile.AREGTYPE)), "not a plain file"),
    "a name from an extended header": (
        with_member(member(pax_headers={"path": "other.rego"})),
        "not a plain file",
    ),
    "a name too long for its header": (with_member(member("a/" * 200 + "x")), "not a plain file"),
    "the same file twice": (with_member(member(DATA)), "stands twice"),
    "a header whose checksum is wrong": (gzip.compress(b"X" + TAR[1:]), "bad checksum"),
    "a broken header between two files": (
        gzip.compress(TAR[:1024] + b"\xff" + TAR[1025:]),
        "behind its last file",
    ),
    "bytes behind the last file": (gzip.compress(TAR + b"\1" * 512), "behind its last file"),
    "a file behind the end mark": (gzip.compress(TAR + member()), "behind its last file"),
    "no end mark": (gzip.compress(TAR[:END]), "cut short"),
    "a file cut short": (gzip.compress(TAR[:2000]), "not a tar"),
    "nothing at all": (gzip.compress(bytes(1024)), "Files are missing"),
}


@pytest.mark.parametrize("name", TAR_ATTACKS)
def test_tar_is_refused_with(name: str) -> None:
    data, said = TAR_ATTACKS[name]
    assert said in refused(data)


# --- layout ------------------------------------------------------------------------------------


def spoiled(change: Callable[[dict[str, bytes], dict[str, Any]], object]) -> bytes:
    """A small archive with the change made before its revision is taken: only the layout is wrong."""
    files, manifest = tiny_files(), tiny_manifest()
    change(files, manifest)
    return pack(sealed(files, manifest))


def setting(key: str, value: Any) -> Callable[[dict[str, bytes], dict[str, Any]], object]:
    return lambda _, manifest: manifest.__setitem__(key, value)


def about(key: str, value: Any) -> Callable[[dict[str, bytes], dict[str, Any]], object]:
    return lambda _, manifest: manifest["metadata"].__setitem__(key, value)


def holding(path: str, content: bytes) -> Callable[[dict[str, bytes], dict[str, Any]], object]:
    return lambda files, _: files.__setitem__(path, content)


LAYOUT_ATTACKS: dict[str, tuple[bytes, str]] = {
    "no data": (spoiled(lambda files, _: files.pop(DATA)), "missing: data.json"),
    "no catalog": (spoiled(lambda files, _: files.pop(CATALOG)), "missing: catalog.json"),
    "no module": (spoiled(lambda files, _: files.pop(WASM)), "missing: policy.wasm"),
    "no manifest": (pack(tiny_files()), "missing: .manifest"),
    "a manifest that is no object": (pack({**FILES, MANIFEST: b"[]"}), "not an object"),
    "a manifest with a key twice": (
        pack({**FILES, MANIFEST: b'{"roots":[],"roots":[]}'}),
        "stands twice",
    ),
    "a wasm key in the manifest": (spoiled(setting("wasm", [])), ".manifest"),
    "Rego of another version": (spoiled(setting("rego_version", 0)), "rego_version"),
    "a root more": (spoiled(setting("roots", [TINY_ROOT, "other"])), "roots"),
    "the root of everything": (spoiled(setting("roots", [""])), "roots"),
    "no metadata": (spoiled(setting("metadata", None)), ".manifest"),
    "metadata with a key more": (spoiled(about("more", 1)), ".manifest"),
    "another entrypoint": (spoiled(about("entrypoint", f"{TINY_ROOT}/other")), "entrypoint"),
    "a sequence of zero": (spoiled(about("sequence", 0)), "sequence"),
    "a sequence that is a truth value": (spoiled(about("sequence", True)), "sequence"),
    "a date that is none": (spoiled(about("effective_from", "2026-02-30")), "effective_from"),
    "a program with odd characters": (spoiled(about("program", "../x")), "program"),
    "an edition that is no word": (spoiled(about("edition", 1)), "edition"),
    "Rego outside the root": (
        spoiled(holding("other/x.rego", b"package other\n")),
        "outside the declared root",
    ),
    "Rego of another root in the right folder": (
        spoiled(holding(f"{TINY_ROOT}/x.rego", b"package other.x\n")),
        "outside the declared root",
    ),
    "Rego of a root that begins alike": (
        spoiled(holding(f"{TINY_ROOT}/x.rego", f"package {TINY_ROOT}0.x\n".encode())),
        "outside the declared root",
    ),
    "Rego without a package": (
        spoiled(holding(f"{TINY_ROOT}/x.rego", b"x := 1\n")),
        "outside the declared root",
    ),
    "data for another root": (
        spoiled(holding(DATA, canonical.dumps({TINY_ROOT: {}, "other": {}}))),
        "outside the declared root",
    ),
    "data in a folder": (
        spoiled(holding(f"{TINY_ROOT}/data.json", b"{}")),
        "no file of a bundle",
    ),
    "a file that no bundle has": (spoiled(holding("x.sh", b"")), "no file of a bundle"),
    "the catalog of another edition": (
        spoiled(
            holding(
                CATALOG,
                canonical.dumps(
                    with_value(read_json(FILES[CATALOG]), ("program", "slug"), "tiny-2027")
                ),
            )
        ),
        "not the catalog of this edition",
    ),
    "an outcome that the catalog does not declare": (
        spoiled(holding(DATA, canonical.dumps({TINY_ROOT: {"effects": {"X": {"r": "replaced"}}}}))),
        "not those that catalog.json declares",
    ),
    "effects of no form": (
        spoiled(holding(DATA, canonical.dumps({TINY_ROOT: {"effects": "replaced"}}))),
        "not those that catalog.json declares",
    ),
    "data that are no object": (
        spoiled(holding(DATA, canonical.dumps({TINY_ROOT: []}))),
        "not those that catalog.json declares",
    ),
    "a requirement of no form": (
        spoiled(
            holding(
                CATALOG,
                canonical.dumps({**read_json(FILES[CATALOG]), "requirements": [{"id": "X"}]}),
            )
        ),
        "not have the shape of a catalog: requirements/0: “title” is missing",
    ),
    "a catalog of nothing": (spoiled(holding(CATALOG, b"{}")), "not have the shape of a catalog"),
    "a catalog of a form that is not known": (
        spoiled(
            holding(CATALOG, canonical.dumps({**read_json(FILES[CATALOG]), "schema": "tejun/x"}))
        ),
        "not have the shape of a catalog: schema:",
    ),
    "data that are no JSON": (spoiled(holding(DATA, b"{")), "data.json cannot be read"),
    "data with NaN": (spoiled(holding(DATA, b'{"x":NaN}')), "data.json cannot be read"),
}


@pytest.mark.parametrize("name", LAYOUT_ATTACKS)
def test_the_layout_is_refused_with(name: str) -> None:
    data, said = LAYOUT_ATTACKS[name]
    assert said in refused(data)


ANY_TYPE: tuple[Any, ...] = (None, True, 1, 0.5, "x", [], ["x"], {}, {"x": 1})


@pytest.mark.parametrize("name", [MANIFEST, DATA, CATALOG])
def test_whatever_type_a_value_has_it_is_refused_or_taken(name: str) -> None:
    """No value is looked at before it is known what it is: nothing but a refusal comes out, and most are refused."""
    document, outcomes = read_json(FILES[name]), set()
    for place in all_paths(document):
        for value in ANY_TYPE:
            content = canonical.dumps(with_value(document, place, value))
            files = {**FILES, name: content}
            sealing = tiny_manifest() if name != MANIFEST else read_json(content)
            data = pack(sealed(files, sealing) if name != MANIFEST else files)
            try:
                read_archive(data)
                outcomes.add("taken")
            except BundleError:
                outcomes.add("refused")
    assert "refused" in outcomes


# --- identity ----------------------------------------------------------------------------------

IDENTITY_ATTACKS = {
    "another module": {**FILES, WASM: b"\0asm\1\0\0\1"},
    "other data": {**FILES, DATA: canonical.dumps({TINY_ROOT: {"params": {"x": 1}}})},
    "another rule": {**FILES, TINY_MODULE: FILES[TINY_MODULE].replace(b"{}", b"1")},
    "a file more": {
        **FILES,
        f"{TINY_ROOT}/x.rego": f"package {TINY_ROOT}.x\n".encode(),
    },
    "a file moved": {
        **{path: content for path, content in FILES.items() if path != TINY_MODULE},
        f"{TINY_ROOT}/moved.rego": FILES[TINY_MODULE],
    },
    "a later day in the manifest": {
        **FILES,
        MANIFEST: FILES[MANIFEST].replace(b"2026-04-01", b"2026-05-01"),
    },
}


@pytest.mark.parametrize("name", IDENTITY_ATTACKS)
def test_what_was_changed_after_the_build_is_refused(name: str) -> None:
    assert "not that of its revision" in refused(pack(IDENTITY_ATTACKS[name]))


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_no_changed_byte_changes_what_is_read(position: int, change: int) -> None:
    """Some bits of gzip and deflate mean nothing (a time, codes of symbols that do not occur): those may differ."""
    data = bytearray(GOOD)
    data[position] ^= change
    try:
        bundle = read_archive(bytes(data))
    except BundleError:
        return
    assert bundle.files == FILES


@given(st.integers(0, len(TAR) - 1), st.integers(1, 255))
def test_no_changed_byte_of_the_tar_changes_what_is_read(position: int, change: int) -> None:
    data = bytearray(TAR)
    data[position] ^= change
    try:
        bundle = read_archive(gzip.compress(bytes(data), 1))
    except BundleError:
        return
    assert bundle.files == FILES


@given(st.binary(max_size=2000))
def test_any_bytes_are_refused_with_words(data: bytes) -> None:
    for candidate in (data, gzip.compress(data), zlib.compress(data)):
        refused(candidate)
