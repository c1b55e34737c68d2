"""The description of an edition as a notice in one language.

May not know: archives, or how a notice is written.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tejun.present import edition_words
from tejun.present.notice import Group, Item, Notice, Part
from tejun.present.values import Spoken

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


def described(description: Mapping[str, Any], spoken: Spoken) -> Notice:
    """The notice of a description (`tejun/bundle-description/1`)."""
    title = spoken.of(
        edition_words.EDITION, program=description["program"], edition=description["edition"]
    )
    parameters = description["parameters"]
    settings = tuple(Item(f"{name}: {spoken.value(parameters[name])}") for name in parameters)
    part = Part(spoken.of(edition_words.PARTS["parameters"]), (Group(settings),))
    return Notice(title, tuple(_head(description, spoken)), (part,) if settings else ())


def _head(description: Mapping[str, Any], spoken: Spoken) -> Iterator[str]:
    told = {**description, "base": _base(description, spoken)}
    for key in _HEAD:
        if told[key] not in (None, "", {}):
            yield f"{spoken.label([key])}: {spoken.value(told[key], [key])}"
    counts = {
        **{spoken.value(layer, ["layer"]): n for layer, n in description["requirements"].items()},
        spoken.label(["tightenings"]): description["tightenings"],
    }
    counted = spoken.of(edition_words.JOIN).join(
        f"{label} {count}" for label, count in counts.items()
    )
    yield f"{spoken.label(['requirements'])}: {counted}"
    yield spoken.of(
        edition_words.FILES,
        count=str(len(description["files"])),
        size=f"{sum(description['files'].values()):,}",
    )


def _base(description: Mapping[str, Any], spoken: Spoken) -> str:
    name, about = description["base"], description["base_edition"]
    if not {"title", "status"} <= about.keys():
        return str(name)
    title, status = (spoken.value(about[key]) for key in ("title", "status"))
    return spoken.of(edition_words.BASE, base=name, title=title, status=status)
