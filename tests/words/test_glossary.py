"""docs/glossary.md has one term for each thing; the catalogs and the METADATA of the policies keep to it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from tejun.reading import read_document

from tools import catalogs

ROOT = Path(__file__).parents[2]
Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")


@dataclass(frozen=True)
class Term:
    """One row: the word in each language, and the words not to use for it."""

    en: str
    ja: str
    not_en: tuple[str, ...]
    not_ja: tuple[str, ...]


def terms(markdown: str) -> Iterator[Term]:
    """The rows of every table that has the glossary's five columns."""
    for line in markdown.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 5 and cells[0] not in {"term", "---"}:
            en, ja, _, not_en, not_ja = cells
            yield Term(en, ja, _listed(not_en), _listed(not_ja))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip() for word in cell.split(","))))


def wrong_words(text: str, language: Language, glossary: list[Term]) -> Iterator[str]:
    """The words of a text that the glossary has another word for; a term itself may hold one of them."""
    for term in glossary:
        rest = text.replace(_bare(term.ja), "") if language == "ja" else text
        for word in term.not_ja if language == "ja" else term.not_en:
            if re.search(
                re.escape(word) if language == "ja" else rf"\b{re.escape(word)}(s|es)?\b",
                rest,
                re.IGNORECASE,
            ):
                yield f"{word}: {term.ja if language == 'ja' else term.en}"


def _bare(term: str) -> str:
    """A term without what stands in brackets where there is room for it."""
    return re.sub(r" ?[（(].*[)）]", "", term)


def in_catalog(language: Language) -> dict[str, str]:
    """The words of each message, by its key."""
    found = catalogs.read(ROOT, language)
    return {str(message.id): str(message.string) for message in found if message.id}


def in_metadata(language: Language) -> dict[str, str]:
    """What the METADATA of the policies says in a language, by the file and the place in it."""
    found: dict[str, str] = {}
    for name, block in _blocks():
        found.update(_said(block.get("custom", {}), language, f"{name}:"))
    return found


@cache
def _blocks() -> list[tuple[str, dict[str, Any]]]:
    """Every block of METADATA, with its file."""
    return [
        (path.relative_to(ROOT).as_posix(), read_document(_uncommented(block), "yaml").value)
        for path in sorted((ROOT / "policies").rglob("*.rego"))
        for block in re.findall(r"^# METADATA\n((?:#.*\n)+)", path.read_text("utf-8"), re.MULTILINE)
    ]


def _uncommented(block: str) -> bytes:
    return re.sub(r"^# ?", "", block, flags=re.MULTILINE).encode()


def _said(value: object, language: Language, where: str) -> Iterator[tuple[str, str]]:
    """Every text under a key that names the language."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and key in {language, f"description_{language}"}:
                yield f"{where}/{key}", inner
            else:
                yield from _said(inner, language, f"{where}/{key}")


GLOSSARY = list(terms((ROOT / "docs" / "glossary.md").read_text("utf-8")))
TEXTS: Mapping[Language, Mapping[str, str]] = {
    language: {**in_catalog(language), **in_metadata(language)} for language in LANGUAGES
}


def test_the_glossary_is_read() -> None:
    assert len(GLOSSARY) > 40
    assert (
        Term(
            "registry",
            "版の保管場所",
            ("folder of editions", "edition store"),
            ("レジストリ", "保管庫"),
        )
        in GLOSSARY
    )
    assert len({term.en for term in GLOSSARY}) == len(GLOSSARY)
    assert len(in_metadata("ja")) > 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_has_a_word_that_is_not_the_term(language: Language) -> None:
    found = {
        where: wrong
        for where, text in TEXTS[language].items()
        if (wrong := list(wrong_words(text, language, GLOSSARY)))
    }
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_used(language: Language) -> None:
    said = "\n".join(TEXTS[language].values()).casefold()
    wanted = [_bare(term.ja if language == "ja" else term.en).casefold() for term in GLOSSARY]
    assert [term for term in wanted if term not in said] == []


def test_no_word_is_the_term_for_one_thing_and_wrong_for_another() -> None:
    for term in GLOSSARY:
        assert list(wrong_words(term.ja, "ja", GLOSSARY)) == []
        assert list(wrong_words(term.en, "en", GLOSSARY)) == []


# --- the gate can fail -------------------------------------------------------------------------


PLANTED = list(
    terms(
        "| term | 用語 | what it is | not | ではない |\n|---|---|---|---|---|\n"
        "| folder | フォルダー | where files are | directory, dir | フォルダ, ディレクトリ |\n"
    )
)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("フォルダーを指定してください。", "ja", []),
        ("フォルダを指定してください。", "ja", ["フォルダ: フォルダー"]),
        (
            "フォルダーの中のフォルダと、ディレクトリ",
            "ja",
            ["フォルダ: フォルダー", "ディレクトリ: フォルダー"],
        ),
        ("Name another Directory.", "en", ["directory: folder"]),
        ("Two directories, two dirs: direct them.", "en", ["dir: folder"]),
    ],
)
def test_a_planted_word_is_found(text: str, language: Language, found: list[str]) -> None:
    assert list(wrong_words(text, language, PLANTED)) == found


def test_a_language_is_read_from_metadata_at_any_depth() -> None:
    planted = {
        "title": {"ja": "題", "en": "title"},
        "reasons": {"absent": {"message": {"ja": "なし"}}},
    }
    assert dict(_said({**planted, "description_ja": "文"}, "ja", "x:")) == {
        "x:/title/ja": "題",
        "x:/reasons/absent/message/ja": "なし",
        "x:/description_ja": "文",
    }
