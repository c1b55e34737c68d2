"""The published editions of a program as lines, or as one JSON document.

May not know: how what is in force follows from what was published.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from tejun.present.moments import in_tokyo
from tejun.registry import Edition
from tejun.words import Language, Message

Signer = str
"""The id of the key that signed an edition's statement."""


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
    document = {
        "as_of": day,
        "in_force": in_force and in_force.edition,
        "editions": [_as_json(edition, signer) for edition, signer in published],
    }
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
