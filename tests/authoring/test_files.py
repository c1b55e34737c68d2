"""A file of the sources that cannot be used is named, with what is wrong in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tejun.authoring.build import build_archive
from tejun.authoring.source import read_source
from tejun.errors import BundleError

from tests.support.bundles import write_tree

PAPERS = "procedure/people/papers/papers.rego"
CAPABILITIES = "capabilities.json"
INPUT_SCHEMA = "schemas/input.json"
Spoil = Callable[[bytes], bytes]


def refusal(folder: Path, opa: Path) -> BundleError:
    with pytest.raises(BundleError) as caught:
        build_archive(folder, "tiny-2026", opa=opa)
    assert caught.value.advice.in_("ja")
    assert caught.value.advice.in_("en")
    return caught.value


REGO: dict[str, tuple[Spoil, str]] = {
    "in Shift_JIS": (
        lambda data: data.decode().encode("cp932"),
        "It seems to be saved as Shift_JIS (CP932).",
    ),
    "in UTF-16": (
        lambda data: data.decode().encode("utf-16"),
        "It seems to be saved as UTF-16.",
    ),
    "with a byte order mark": (lambda data: b"\xef\xbb\xbf" + data, "a byte order mark"),
    "with a NUL": (lambda data: data.replace(b"# title", b"# \0title", 1), "There is a NUL"),
    "that is a workbook": (lambda _: b"PK\x03\x04", "an Excel workbook"),
}


@pytest.mark.parametrize("name", REGO)
@pytest.mark.parametrize("file", [PAPERS, "programs/tiny-2026/stricter.rego"])
def test_rego_is_refused(tmp_path: Path, opa: Path, file: str, name: str) -> None:
    spoil, said = REGO[name]
    spoiled = write_tree(tmp_path) / file
    spoiled.write_bytes(spoil(spoiled.read_bytes()))
    error = refusal(tmp_path, opa)
    assert str(spoiled) in error.detail.in_("en")
    assert said in error.detail.in_("en")


def test_the_line_of_a_nul_is_told(tmp_path: Path) -> None:
    verdict = write_tree(tmp_path) / "lib" / "verdict.rego"
    verdict.write_bytes(b"package policy.lib.verdict\r\n\r\n# \0\r\n")
    with pytest.raises(BundleError, match="on line 3"):
        read_source(tmp_path, "tiny-2026")


def test_a_folder_of_the_name_of_a_module_is_refused(tmp_path: Path) -> None:
    write_tree(tmp_path).joinpath("lib", "x.rego").mkdir()
    with pytest.raises(BundleError, match=r"x\.rego cannot be read: Is a directory"):
        read_source(tmp_path, "tiny-2026")


def test_the_source_text_in_another_encoding_is_refused(tmp_path: Path, opa: Path) -> None:
    text = write_tree(tmp_path) / "source" / "procedure-2025-06-11.txt"
    text.write_bytes(text.read_text("utf-8").encode("cp932", "replace"))
    error = refusal(tmp_path, opa)
    assert str(text) in error.detail.in_("en")
    assert "Shift_JIS" in error.detail.in_("en")


JSON: dict[str, tuple[str, bytes, str]] = {
    "capabilities with NaN": (CAPABILITIES, b'{"builtins": NaN}', "NaN"),
    "capabilities cut short": (CAPABILITIES, b"{", "is not JSON"),
    "capabilities that are a list": (CAPABILITIES, b"[]", "It is not an object."),
    "capabilities without built-ins": (CAPABILITIES, b"{}", "“builtins”"),
    "a built-in without a name": (CAPABILITIES, b'{"builtins": [{}]}', "“name”"),
    "a schema with NaN": (INPUT_SCHEMA, b'{"a": NaN}', "NaN"),
    "a schema cut short": (INPUT_SCHEMA, b"{", "is not JSON"),
    "a schema that is a list": (INPUT_SCHEMA, b"[]", "It is not an object."),
    "a schema that is none": (INPUT_SCHEMA, b'{"type": 1}', "It is not a JSON Schema"),
    "a schema that refers to nothing": (
        INPUT_SCHEMA,
        b'{"properties": {"facts": {"$ref": "#/$defs/Facts"}}}',
        "It is not a JSON Schema",
    ),
}


@pytest.mark.parametrize("name", JSON)
def test_what_rego_is_checked_with_is_refused(tmp_path: Path, opa: Path, name: str) -> None:
    file, content, said = JSON[name]
    folder = write_tree(tmp_path)
    (folder / file).write_bytes(content)
    error = refusal(folder, opa)
    assert str(folder / file) in error.detail.in_("en")
    assert said in error.detail.in_("en")
