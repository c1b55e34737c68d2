"""The description of an edition as a notice in one language, and an edition in one line.

May not know: archives, or how a notice is written.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.present.catalog_words import CatalogWords
from tejun.present.notice import Group, Item, Notice, Part
from tejun.registry import Edition
from tejun.words import Language, Message, Words

_HEAD = (
    "program",
    "title",
    "funding_agency",
    "contact",
    "example",
    "edition",
    "sequence",
    "effective_from",
    "effective_until",
    "restores",
    "base",
    "call",
    "revision",
    "digest",
    "entrypoint",
)


def edition_line(edition: Edition | Bundle) -> Words:
    """Which edition it is, in one line."""
    return Message(
        "present.edition_line",
        program=edition.program,
        edition=edition.edition,
        base=edition.base,
        effective_from=edition.effective_from,
        revision=edition.revision,
    )


def description_notice(description: Mapping[str, Any], language: Language) -> Notice:
    """The notice of a description (`tejun/bundle-description/1`)."""
    words = CatalogWords(language)
    values = words.of_parameters()
    parameters = description["parameters"]
    settings = tuple(Item(f"{name}: {values.value(parameters[name])}") for name in parameters)
    part = Part(words.of(Message("present.differences.parts.parameters")), (Group(settings),))
    return Notice(
        words.edition(description["program"], description["edition"]),
        tuple(_head(description, words)),
        (part,) if settings else (),
    )


def _head(description: Mapping[str, Any], words: CatalogWords) -> Iterator[str]:
    shown = {**description, "base": _base(description, words)}
    for key in _HEAD:
        if shown[key] not in (None, "", {}):
            yield f"{words.label([key])}: {words.value(shown[key], [key])}"
    counts = {
        **{words.value(layer, ["layer"]): n for layer, n in description["requirements"].items()},
        words.label(["tightenings"]): description["tightenings"],
    }
    counted = words.listed(f"{label} {count}" for label, count in counts.items())
    yield f"{words.label(['requirements'])}: {counted}"
    files = description["files"]
    size = f"{sum(files.values()):,}"
    yield words.of(Message("present.description.files", count=len(files), size=size))


def _base(description: Mapping[str, Any], words: CatalogWords) -> str:
    name, about = description["base"], description["base_edition"]
    if not {"title", "status"} <= about.keys():
        return str(name)
    title, status = (words.value(about[key]) for key in ("title", "status"))
    return words.of(Message("present.description.base", base=name, title=title, status=status))
