"""Bytes that are no UTF-8: what they seem to be is said where that is sure, and otherwise nothing is guessed."""

import pytest
from tejun.errors import UnreadableDocumentError
from tejun.reading import Syntax, read_document

YAML = "schema: tejun/facts/2\n申請:\n  題名: 半導体の製造に関する研究\n  氏名: 山田太郎\n"
JSON = '{"申請": {"題名": "半導体の製造に関する研究", "氏名": "山田太郎"}}'


def refusal(data: bytes, syntax: Syntax) -> UnreadableDocumentError:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_document(data, syntax)
    return caught.value


@pytest.mark.parametrize(("text", "syntax"), [(YAML, "yaml"), (JSON, "json")])
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp932", "Shift_JIS (CP932)"),
        ("euc_jp", "EUC-JP"),
        ("iso2022_jp", "ISO-2022-JP"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_another_encoding_is_named(text: str, syntax: Syntax, codec: str, name: str) -> None:
    error = refusal(text.encode(codec), syntax)
    assert f"It seems to be saved as {name}." in error.detail.in_("en")
    assert f"{name}で保存されているようです" in error.detail.in_("ja")
    assert error.advice.in_("en").startswith("Save it as UTF-8")
    assert "UTF-8にして保存し直し" in error.advice.in_("ja")


@pytest.mark.parametrize("syntax", ["yaml", "json"])
def test_a_workbook_is_named(syntax: Syntax) -> None:
    error = refusal(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff", syntax)
    assert "an Excel workbook or another zip file" in error.detail.in_("en")
    assert "Excel" in error.detail.in_("ja")
    assert "`tejun schema`" in error.advice.in_("ja")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("nom: général, élève, Universität".encode("latin-1"), id="of Europe"),
        pytest.param(YAML.encode().replace("題".encode(), b"\xe9\xa1", 1), id="a broken character"),
        pytest.param(YAML.encode().replace("題".encode(), b"\xff\xfe", 1), id="two stray bytes"),
        pytest.param("a: ﾔﾏﾀﾞ ﾀﾛｳ".encode("cp932"), id="half-width kana alone"),
        pytest.param(bytes(range(1, 256)), id="every byte"),
    ],
)
def test_nothing_is_guessed_where_it_is_not_sure(data: bytes) -> None:
    error = refusal(data, "yaml")
    assert error.detail.in_("en").startswith("It is not UTF-8 (byte ")
    assert "seems" not in error.detail.in_("en")


def test_a_stray_nul_is_a_control_character() -> None:
    assert "control characters" in refusal("題名: 半導\0体の研究".encode(), "yaml").detail.in_("en")


@pytest.mark.parametrize("text", ["a: \0b", "題名: \0", "a: \0\n"])
def test_a_short_text_with_one_is_not_said_to_be_utf16(text: str) -> None:
    assert "control characters" in refusal(text.encode(), "yaml").detail.in_("en")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("syntax", ["yaml", "json"])
def test_the_byte_is_counted_from_the_start_of_the_file(mark: bytes, syntax: Syntax) -> None:
    detail = refusal(mark + b'{"a": "\xff"}', syntax).detail.in_("en")
    assert detail == f"It is not UTF-8 (byte {7 + len(mark)})."


@pytest.mark.parametrize("syntax", ["yaml", "json"])
def test_a_byte_order_mark_stands_once(syntax: Syntax) -> None:
    mark = b"\xef\xbb\xbf"
    assert read_document(mark + b'{"a": 1}', syntax).value == {"a": 1}
    assert "two byte order marks" in refusal(mark * 2 + b'{"a": 1}', syntax).detail.in_("en")
