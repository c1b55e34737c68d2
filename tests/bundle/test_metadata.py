"""METADATA: read as OPA reads it, or refused; each message with the line and column of the .rego file."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tejun.bundle.metadata import read_metadata
from tejun.errors import BundleError

BLOCK = """# 前文
# more

# METADATA
# title: 題名
# custom:
#   id: X-01
#   days: {value}
package policy.a
"""


@pytest.mark.parametrize(
    ("value", "says", "column"),
    [
        ("2025-06-11", "a date stands without quotes (2025-06-11)", 11),
        ("[1, yes]", "yes is read otherwise", 15),
        ("0365", "0365 is read otherwise", 11),
        ("!!set {a}", "the tag !!set is not known", 11),
        ("{a: 1, a: 2}", "the key “a” stands a second time", 18),
        ("&x 1", "a YAML anchor", 11),
        ("{1: x}", "the key “1” is not text", 12),
    ],
)
def test_what_is_wrong_has_the_line_and_column_of_the_file(
    value: str, says: str, column: int
) -> None:
    with pytest.raises(BundleError) as caught:
        read_metadata("x.rego", BLOCK.replace("{value}", value))
    detail = caught.value.detail
    assert "The METADATA from line 4 of x.rego" in detail.in_("en")
    assert f"On line 8, column {column}, at custom.days" in detail.in_("en")
    assert says in detail.in_("en")
    assert f"8行{column}文字目（custom.days" in detail.in_("ja")


def test_what_is_no_yaml_has_the_line_and_column_of_the_file() -> None:
    with pytest.raises(BundleError, match=r"Line 8 is not YAML \(column 15\)"):
        read_metadata("x.rego", BLOCK.replace("{value}", "[1, @2]"))


def test_only_a_line_feed_ends_a_line_as_opa_and_editors_have_it() -> None:
    text = "# form\x0cfeed, U+2028 \u2028, \x1c\n" + BLOCK.replace("{value}", "0x1f")
    with pytest.raises(BundleError, match=r"line 5 of x\.rego.*On line 9, column 11, "):
        read_metadata("x.rego", text)


def test_line_ends_of_windows_make_no_difference() -> None:
    text = BLOCK.replace("{value}", "5\n#   about: |\n#     two\n#     lines")
    assert read_metadata("x.rego", text.replace("\n", "\r\n")) == read_metadata("x.rego", text)


# --- OPA reads the same ------------------------------------------------------------------------

SCALARS = (
    *("yes", "No", "NO", "on", "Off", "y", "N", "true", "True", "TRUE", "tRue", "false", "False"),
    *(
        "null",
        "Null",
        "NULL",
        "~",
        "",
        "0365",
        "0o17",
        "0x1F",
        "0b101",
        "1_000",
        "1__0",
        "1_",
        "_1",
    ),
    *(
        "1:30",
        "12:30:00",
        "190:20:30.15",
        "1.0",
        "1.",
        "1.5",
        ".5",
        "+1",
        "+.5",
        "-0",
        "-.5",
        "1e3",
    ),
    *("1E+3", "12e03", "1e400", ".inf", "-.Inf", ".nan", "+.inf", "0", "00", "08", "-08", "-0x1f"),
    *(
        "0X1F",
        "0O17",
        "1_0.5",
        "685_230.15",
        "=",
        "<<",
        "0.1e",
        "e1",
        "1e",
        "infinity",
        "NaN",
        "0x",
    ),
    *("0b2", "1,000", "0x1_f", "+0x1f", "0_7", "1.5.1", "2025-06-11", "2025-6-1", "2025-06-31"),
    *("2025-06-11T10:00:00Z", "2025-06-11 10:00:00", "2001-12-14t21:59:43.10-05:00", "2025-06"),
    *("99999999999999999999", "9007199254740993", "9007199254740991", "!!str 12", "!!str yes"),
    *("!!int '12'", "!!int '012'", "!!float 1", "!!bool 'true'", "!!null ''", "! 12", "!foo a"),
    *("!!binary aGk=", "!!timestamp 2025-06-11", "'2025-06-11'", '"yes"', "'0365'", "[a, 1, no]"),
    *("{yes: 1}", "{1: a}", "{2025-06-11: a}", "{'1': a}", "{a: ~}", "12.0", "0.1", "- 1", "a: b"),
)


def agreeing(scalars: tuple[str, ...], opa: Path, folder: Path) -> dict[str, object]:
    """The scalars that METADATA may hold, with what OPA reads; each is held to what is read here."""
    read = {scalar: _read(scalar) for scalar in scalars}
    taken = {scalar: value for scalar, value in read.items() if value is not _REFUSED}
    lines = "".join(f"#   v{i}: {scalar}\n" for i, scalar in enumerate(taken))
    (folder / "x.rego").write_text(f"# METADATA\n# custom:\n{lines}package a\n", "utf-8")
    command = [str(opa), "inspect", "--annotations", "--format", "json", str(folder / "x.rego")]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    custom = json.loads(run.stdout)["annotations"][0]["annotations"]["custom"]
    found = {scalar: custom.get(f"v{i}") for i, scalar in enumerate(taken)}
    assert found == taken
    return found


_REFUSED = object()


def _read(scalar: str) -> object:
    try:
        metadata = read_metadata("x.rego", f"# METADATA\n# custom:\n#   v: {scalar}\npackage a\n")
    except BundleError:
        return _REFUSED
    assert metadata is not None
    return metadata.custom["v"]


@pytest.mark.opa
def test_a_value_is_read_as_opa_reads_it_or_refused(opa: Path, tmp_path: Path) -> None:
    taken = agreeing(SCALARS, opa, tmp_path)
    assert {"true", "12.0", "!!str yes", "'2025-06-11'", "1,000"} <= set(taken)
    assert not {"yes", "2025-06-11", "0365", "0x1F", "1_000", "{2025-06-11: a}"} & set(taken)


plain = st.text("0123456789.:_-+eExXoObBnNyYaftTZ~= '\"[]{},", max_size=9)


@pytest.mark.opa
@settings(max_examples=10, deadline=None)
@given(scalars=st.lists(plain, min_size=50, max_size=200, unique=True))
def test_whatever_is_read_opa_reads_alike(
    scalars: list[str], opa: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    agreeing(tuple(scalars), opa, tmp_path_factory.mktemp("metadata"))
