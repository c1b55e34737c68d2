"""The files of a source tree that are no YAML, read: Rego, the procedure's text, what the Rego is checked with.

Always holds: a file that cannot be used is named, with what is wrong in it. Lines end in one way, whichever way the
file has, so that the same sources give the same bytes.

May not know: what the files mean.
"""

from pathlib import Path
from typing import Any

import jsonschema_rs

from tejun.errors import BundleError, InvalidInputError, TooLargeError
from tejun.reading import DOCUMENT, read_bytes, read_json
from tejun.reading.faults import has_byte_order_mark, text_of
from tejun.words import Message, Words
from tejun.words.system import system_reason


def read_rego(file: Path) -> str:
    """The text of a module. Raises BundleError; OPA takes neither a byte order mark nor a NUL."""
    data = _read_bytes(file)
    if has_byte_order_mark(data):
        raise _text_error(file, Message("authoring.file.byte_order_mark"))
    text = _text(file, data)
    at = text.find("\0")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        raise _text_error(file, Message("authoring.file.nul", line=line))
    return text


def read_text(file: Path) -> str:
    """The text of a file. Raises BundleError."""
    return _text(file, _read_bytes(file))


def read_capabilities(file: Path) -> set[str]:
    """The names of the built-ins that a policy may call, from OPA's capabilities. Raises BundleError."""
    value = _read_object(file)
    builtins = value.get("builtins")
    if not isinstance(builtins, list) or not all(_has_name(builtin) for builtin in builtins):
        raise _json_error(file, Message("authoring.file.no_builtins"))
    return {builtin["name"] for builtin in builtins}


def read_input_schema(file: Path) -> dict[str, Any]:
    """The schema of the input document. Raises BundleError."""
    schema = _read_object(file)
    try:
        jsonschema_rs.Draft202012Validator(schema)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
        said = str(error).partition("\n")[0]
        raise _json_error(file, Message("authoring.file.no_schema", reason=said)) from error
    return schema


def _has_name(builtin: Any) -> bool:
    return isinstance(builtin, dict) and isinstance(builtin.get("name"), str)


def _read_bytes(file: Path) -> bytes:
    try:
        data = read_bytes(file)
    except OSError as error:
        raise BundleError(
            Message("authoring.no_program.detail", path=file, reason=system_reason(error)),
            Message("authoring.file.unreadable.advice"),
        ) from error
    try:
        DOCUMENT.check_size(data)
    except TooLargeError as error:
        raise _text_error(file, error.detail) from error
    return data


def _text(file: Path, data: bytes) -> str:
    try:
        text = text_of(data)
    except InvalidInputError as error:
        raise _text_error(file, error.detail) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_object(file: Path) -> dict[str, Any]:
    data = _read_bytes(file)
    try:
        value = read_json(data)
    except InvalidInputError as error:
        raise _json_error(file, error.detail) from error
    if not isinstance(value, dict):
        raise _json_error(file, Message("authoring.file.no_object"))
    return value


def _text_error(file: Path, reason: Words) -> BundleError:
    return BundleError(
        Message("authoring.no_program.unreadable", path=file, reason=reason),
        Message("authoring.file.text.advice"),
    )


def _json_error(file: Path, reason: Words) -> BundleError:
    return BundleError(
        Message("authoring.no_program.unreadable", path=file, reason=reason),
        Message("authoring.file.json.advice"),
    )
