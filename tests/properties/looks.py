"""Which looks of due diligence do without another: their items are looked at elsewhere.

May not know: how the policies read a look.
"""

from typing import Any

from tejun.reading import Path

from tests.support.places import value_at


def looked_at_elsewhere(facts: Any, place: Path) -> bool:
    """Whether each item of (1)–(3) that a look names at the place, or with it, has another look (RS-DD-01)."""
    if "due_diligence" not in place:
        return False
    at = place.index("due_diligence")
    subject = value_at(facts, place[:at])
    looks = subject["due_diligence"]["entries"]
    match place[at + 1 :]:
        case ("entries", int(number)) | ("entries", int(number), "items" | "on"):
            lost = looks[number].get("items", [])
        case ("entries", int(number), "items", int()):
            lost = [value_at(facts, place)]
        case _:
            return False
    others = [look for i, look in enumerate(looks) if i != number]
    named = {item for look in others for item in look.get("items", [])}
    return all(item in named or _is_own_look(subject, item) for item in lost)


def _is_own_look(subject: Any, item: str) -> bool:
    """Whether what is declared of a joint institution or a supporter names its source and day each time."""
    entries = subject.get("partner", subject).get(item, {}).get("entries", [])
    return bool(entries) and all({"source", "on"} <= entry.keys() for entry in entries)
