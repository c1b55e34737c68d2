"""Each requirement says, in both languages, what it means there that somebody declares `none`.

The same word is innocent in one place ("no patents") and a gap in another ("no policy"): no reader should have to infer
it from the Rego.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.docs.test_reference import BOOK

NONE = {"ja": ("該当なし", "（none）"), "en": ("none",)}


def silent(requirements: Iterable[Mapping[str, Any]]) -> list[str]:
    return [
        f"{requirement['id']} ({language})"
        for requirement in requirements
        for language, words in NONE.items()
        if not any(word in requirement["description"][language] for word in words)
    ]


def test_every_requirement_says_what_none_means() -> None:
    asked = [entry.requirement for entry in BOOK.entries if entry.tightens is None]
    assert silent(asked) == []


def test_one_that_does_not_is_caught() -> None:
    said = {"ja": "「該当なし」は方針がないことを意味します。", "en": "A policy."}
    assert silent([{"id": "RS-X", "description": said}]) == ["RS-X (en)"]
