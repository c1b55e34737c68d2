"""Bytes as base64 text (RFC 4648, section 4), read strictly.

Always holds: bytes have one text, so nobody can change a text without changing what it stands for. Blanks, line ends,
missing padding, and bits that stand for nothing (section 3.5) are refused.

May not know: what the bytes are.
"""

import binascii


def write_base64(data: bytes) -> str:
    """The text of the bytes, with padding."""
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def read_base64(text: str, *, size: int | None = None) -> bytes | None:
    """The bytes of the text; None where it is not their one text, or they are not `size` bytes."""
    try:
        data = binascii.a2b_base64(text.encode("ascii"), strict_mode=True)
    except ValueError:
        return None
    if write_base64(data) != text or (size is not None and len(data) != size):
        return None
    return data
