"""The error for bytes that are no document.

Always holds: one error whatever the syntax, with one advice unless another fits better.

May not know: which document it was, or who sent it.
"""

import codecs

from tejun.errors import UnreadableDocumentError
from tejun.reading import encodings
from tejun.words import Message, Words

_BYTE_ORDER_MARK = "\ufeff"


def unreadable(detail: Words) -> UnreadableDocumentError:
    """The one error for bytes that are no document, with the advice that fits them all."""
    return UnreadableDocumentError(detail, Message("reading.unreadable.advice"))


def empty() -> UnreadableDocumentError:
    """The error for a document in which nothing stands."""
    return UnreadableDocumentError(Message("reading.empty.detail"), Message("reading.empty.advice"))


def text_of(data: bytes) -> str:
    """The UTF-8 text, without a byte order mark. Raises UnreadableDocumentError."""
    encodings.check_form(data)
    try:
        text = data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        plain = unreadable(Message("reading.no_utf8", byte=error.start))
        raise encodings.refuse_no_utf8(data, error.start) or plain from error
    if text.startswith(_BYTE_ORDER_MARK):  # libyaml would pass over this one
        raise unreadable(Message("reading.second_byte_order_mark"))
    return text


def has_byte_order_mark(data: bytes) -> bool:
    """Whether UTF-8 text begins with one."""
    return data.startswith(codecs.BOM_UTF8)
