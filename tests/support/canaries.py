"""Canaries: texts that stand nowhere else, put into everything of the facts that takes one, and looked for in files.

Always holds: a canary is ASCII, so that it reads the same in UTF-8 and in JSON, escaped or not; it is looked for in
UTF-16 and in base64 besides. Equal texts have the same canary, so that what belongs together still does.

May not know: where facts may be written.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tejun.errors import InvalidFactsError
from tejun.model.intake import read_facts

MARK = "zqcanary"
"""What every canary begins with; the number behind it says which text it is."""

_OPEN = (("application", "id"), ("application", "program"), ("application", "call", "reference"))
"""What is no secret of the record's: columns of their own have it, or it names the edition."""


def with_canaries(facts: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The facts with a canary in each text that may have one, and what each canary stands in."""
    known = set(_texts(facts))
    named = {text for text in known if ":" in text and text.rpartition(":")[2] in known}
    texts = sorted(known - named - {_at(facts, path) for path in _OPEN})
    canaries = {text: f"{MARK}{number:04}" for number, text in enumerate(texts)}
    while True:
        marked = _marked(facts, canaries)
        try:
            read_facts(json.dumps(marked).encode())
        except InvalidFactsError as error:
            before = len(canaries)
            for place in error.places:
                canaries.pop(_original(facts, place.pointer), None)
            if len(canaries) == before:
                raise
        else:
            return marked, {canary: text for text, canary in canaries.items()}


def _at(value: Any, path: tuple[str, ...]) -> str:
    for key in path:
        value = value[key]
    return str(value)


def _original(facts: Any, pointer: str) -> str:
    """The text at the pointer, or the first in what is there: whatever it is, it takes no canary."""
    value = facts
    for key in pointer.split("/")[1:]:
        name = key.replace("~1", "/").replace("~0", "~")
        value = value[int(name)] if isinstance(value, list) else value[name]
    return next(_texts(value), "")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)


def _marked(value: Any, canaries: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        if value in canaries:
            return f"{value}-{canaries[value]}"
        name = value.rpartition(":")[2]  # of a subject, such as person:sato
        return f"{value}-{canaries[name]}" if name in canaries else value
    if isinstance(value, list):
        return [_marked(item, canaries) for item in value]
    if isinstance(value, Mapping):
        return {key: _marked(item, canaries) for key, item in value.items()}
    return value


# --- looking for them --------------------------------------------------------------------------------


def _in_base64(text: bytes) -> Iterator[bytes]:
    """How it reads within base64, wherever it begins: without what its neighbours take part in."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + text)
        yield encoded[4 if before else 0 : len(encoded) - 4]


FORMS: Mapping[str, tuple[bytes, ...]] = {
    "as it is, or in JSON": (MARK.encode(),),
    "UTF-16": (MARK.encode("utf-16-le"), MARK.encode("utf-16-be")),
    "hexadecimal": (MARK.encode().hex().encode(), MARK.encode().hex().upper().encode()),
    "base64": tuple(_in_base64(MARK.encode())),
}
"""The bytes that a canary has in a file, by what they are."""

_ANY = [each for forms in FORMS.values() for each in forms]


def found_in(*folders: Path) -> list[str]:
    """Every file below the folders that holds a canary, with the first place and what stands around it."""
    return [
        f"{path}: {where}"
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
        for where in _found(path)
    ]


def _found(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    # One form after another: a regular expression of all of them takes four times as long.
    places = [at for at in map(data.find, _ANY) if at >= 0]
    if places:
        first = min(places)
        yield f"at {first}: {data[max(0, first - 60) : first + 40]!r}"
