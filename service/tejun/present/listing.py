"""The published editions of a program, or of each, as lines, or as one JSON document.

May not know: how what is in force follows from what was published.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from tejun.present.moments import in_tokyo
from tejun.registry import Edition
from tejun.words import Language, Message

Signer = str
"""The id of the key that signed an edition's statement."""

Shown = tuple[Sequence[tuple[Edition, Signer]], Edition | None]
"""What was published of a program, and what is in force on the day."""


def listing_lines(
    published: Sequence[tuple[Edition, Signer]],
    in_force: Edition | None,
    *,
    day: date,
    language: Language,
) -> Iterator[str]:
    """Each edition with its period, who published it and why; and whether it is in force on the day."""
    for edition, signer in published:
        until = edition.effective_until and Message(
            "present.listing.until", until=edition.effective_until
        )
        line = Message(
            "present.listing.edition",
            edition=edition.edition,
            since=edition.effective_from,
            until=until or "",
            call=edition.call,
        ).in_(language)
        answers = in_force is not None and in_force.edition == edition.edition
        yield line + (Message("present.listing.in_force", day=day).in_(language) if answers else "")
        for about in _about(edition, signer):
            yield f"    {about.in_(language)}"
    if in_force is None:
        yield Message("present.listing.none", day=day).in_(language)


def listing_json(
    published: Sequence[tuple[Edition, Signer]], in_force: Edition | None, *, day: date
) -> str:
    """The same, whole."""
    return _dumps({"as_of": day, **_listed(published, in_force)})


def all_lines(
    listings: Mapping[str, Shown], place: str, *, day: date, language: Language
) -> Iterator[str]:
    """Those of each program, below its name. `place`: the registry that was looked in."""
    for program, (published, in_force) in listings.items():
        yield program
        for line in listing_lines(published, in_force, day=day, language=language):
            yield f"  {line}"
    if not listings:
        yield Message("present.listing.no_programs", place=place).in_(language)


def all_json(listings: Mapping[str, Shown], *, day: date) -> str:
    """The same, whole."""
    programs = [{"program": name, **_listed(*shown)} for name, shown in listings.items()]
    return _dumps({"as_of": day, "programs": programs})


def _listed(
    published: Sequence[tuple[Edition, Signer]], in_force: Edition | None
) -> dict[str, Any]:
    return {
        "in_force": in_force and in_force.edition,
        "editions": [_as_json(edition, signer) for edition, signer in published],
    }


def _dumps(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, default=str)


def _as_json(edition: Edition, signer: Signer) -> dict[str, Any]:
    names = {"withdrawal": "withdrawn"}
    values = {names.get(name, name): value for name, value in asdict(edition).items()}
    return {**values, "key": signer}


def _about(edition: Edition, signer: Signer) -> Iterator[Message]:
    yield Message(
        "present.listing.published",
        at=in_tokyo(edition.published_at),
        key=signer,
        reason=edition.reason,
    )
    if edition.restores:
        yield Message("present.listing.restores", archive=edition.restores)
    if edition.withdrawal:
        at = in_tokyo(edition.withdrawal.at)
        yield Message("present.listing.withdrawn", at=at, reason=edition.withdrawal.reason)
