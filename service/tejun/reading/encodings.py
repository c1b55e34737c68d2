"""What bytes seem to be that are not UTF-8: another encoding of Japanese, UTF-16, an Excel workbook.

Always holds: a guess is made only where little else can be meant; without one, the error says what it always said. The
cost is in step with the bytes.

May not know: what a document means, or which syntax it was to be.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import Literal

from tejun.errors import UnreadableDocumentError
from tejun.words import Message

_ZIP = b"PK\x03\x04"
_BOMS_OF_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SHIFT_OF_2022 = re.compile(rb"\x1b\$[@B]")
_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_PRIVATE_OR_CONTROL = re.compile("[\x80-\xa0\ue000-\uf8ff]")
_SAMPLE = 2000
"""How many characters are looked at to judge a guess."""

Encoding = Literal["Shift_JIS (CP932)", "EUC-JP", "ISO-2022-JP", "UTF-16"]


def check_form(data: bytes) -> None:
    """Refuses what UTF-8 could read but nobody meant as UTF-8. Raises UnreadableDocumentError."""
    if data.startswith(_ZIP):
        raise UnreadableDocumentError(Message("reading.zip.detail"), Message("reading.zip.advice"))
    at = data.find(b"\0")
    if at >= 0 and _is_utf16(data):
        raise _saved_otherwise(at, "UTF-16")
    shift = _SHIFT_OF_2022.search(data)
    if shift is not None and _has_japanese(_decoded(data, "iso2022_jp")):
        raise _saved_otherwise(shift.start(), "ISO-2022-JP")


def refuse_no_utf8(data: bytes, at: int) -> UnreadableDocumentError | None:
    """The error for bytes that are no UTF-8 from `at` on; None where nothing can be said of what they are."""
    encoding = _guess(data)
    return None if encoding is None else _saved_otherwise(at, encoding)


def _saved_otherwise(at: int, encoding: Encoding) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        Message("reading.saved_otherwise.detail", byte=at, encoding=encoding),
        Message("reading.saved_otherwise.advice"),
    )


def _guess(data: bytes) -> Encoding | None:
    if data.startswith(_BOMS_OF_UTF16):
        return "UTF-16"
    if _is_legacy(data, "cp932", lambda lead: 0x81 <= lead <= 0x9F):
        return "Shift_JIS (CP932)"
    if _is_legacy(data, "euc_jp", lambda lead: 0xA1 <= lead <= 0xCF, needs_kana=True):
        return "EUC-JP"
    return None


def _is_utf16(data: bytes) -> bool:
    """Whether one character of eight, or more, is of ASCII in two bytes; Japanese text has its punctuation so.

    What is UTF-8 but for its NULs may be text with a stray one: then two characters of three must be so.
    """
    return (
        len(data) % 2 == 0
        and data.count(0) * (3 if _is_utf8(data) else 16) >= len(data)
        and any("\0" not in _decoded(data, name) for name in ("utf-16-le", "utf-16-be"))
    )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_legacy(
    data: bytes, name: str, is_common: Callable[[int], bool], *, needs_kana: bool = False
) -> bool:
    """Whether it is text of the encoding, most of it kana and common kanji, and hardly any of it is UTF-8.

    Text of western Europe can decode as rare kanji, and UTF-8 with one broken byte as any.
    """
    text = _decoded(data, name)
    if not _has_japanese(text) or _PRIVATE_OR_CONTROL.search(text):
        return False
    if needs_kana and _KANA.search(text) is None:
        return False
    sample = list(islice((match.group() for match in re.finditer(r"[^\x00-\x7f]", text)), _SAMPLE))
    common = sum(is_common(character.encode(name)[0]) for character in sample)
    as_utf8 = _count_japanese(data.decode("utf-8", "ignore"))
    return common * 2 > len(sample) and as_utf8 * 10 < _count_japanese(text)


def _count_japanese(text: str) -> int:
    """How many characters of it are, up to more than a judgement needs: none of them is kept."""
    return sum(1 for _ in islice(_JAPANESE.finditer(text), 10 * _SAMPLE))


def _has_japanese(text: str) -> bool:
    return _JAPANESE.search(text) is not None


def _decoded(data: bytes, name: str) -> str:
    """The text; a NUL, which no text has, where it is not of the encoding."""
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return "\0"
