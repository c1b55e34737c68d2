"""Bytes have one text, and no other text is taken for it."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.base64_text import read_base64, write_base64


@given(st.binary(max_size=200))
def test_what_is_written_is_read_again(data: bytes) -> None:
    text = write_base64(data)
    assert text == base64.b64encode(data).decode()
    assert read_base64(text) == read_base64(text, size=len(data)) == data
    assert read_base64(text, size=len(data) + 1) is None


@given(st.text(alphabet="AQgw/+=\n ", max_size=8) | st.text(max_size=20))
def test_what_is_read_is_written_so(text: str) -> None:
    data = read_base64(text)
    assert data is None or write_base64(data) == text


@pytest.mark.parametrize(
    "text", ["QQ", "QQ=", "QR==", "QQ==\n", " QQ==", "QQ==QQ==", "QUJ=", "Q-__", "QQ==é", "="]
)
def test_another_text_is_none(text: str) -> None:
    assert read_base64(text) is None
