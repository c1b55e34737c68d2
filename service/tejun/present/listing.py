"""The published editions of a program as lines, or as one JSON document.

May not know: how what is in force follows from what was published.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime

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
        until = edition.effective_until and Message("cli.until", until=edition.effective_until)
        line = Message(
            "cli.edition.edition_from_call",
            edition=edition.edition,
            since=edition.effective_from,
            until=until or "",
            call=edition.call,
        ).in_(language)
        answers = in_force is not None and in_force.edition == edition.edition
        yield line + (Message("cli.in_force", day=day).in_(language) if answers else "")
        for about in _about(edition, signer):
            yield f"    {about.in_(language)}"
    if in_force is None:
        yield Message("cli.none", day=day).in_(language)


def listing_json(
    published: Sequence[tuple[Edition, Signer]], in_force: Edition | None, *, day: date
) -> str:
    """The same, whole."""
    document = {
        "as_of": day,
        "in_force": in_force and in_force.edition,
        "editions": [{**asdict(edition), "key": signer} for edition, signer in published],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=str)


def _about(edition: Edition, signer: Signer) -> Iterator[Message]:
    yield Message(
        "cli.published", at=_stamp(edition.published_at), key=signer, reason=edition.reason
    )
    if edition.restores:
        yield Message("cli.restores", archive=edition.restores)
    if edition.withdrawn:
        withdrawn = edition.withdrawn
        yield Message("cli.withdrawn.withdrawn", at=_stamp(withdrawn.at), reason=withdrawn.reason)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
