"""Where the supporters of the research stand in the facts, in form 2 and in form 1.

Always holds: pure; what has not the shape of the form has no supporters.

May not know: what is asked of a supporter.
"""

from collections.abc import Iterator, Mapping
from typing import Any


def supporters(facts: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each supporter with the id of the institution whose it is: each names its own; in form 1 one list was for all."""
    for institution in facts.get("institutions", []):
        for entry in _entries(institution):
            yield institution["id"], entry
    for entry in _entries(facts):
        yield entry["institution"], entry


def _entries(holder: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    named = holder.get("supporters", {})
    entries: list[Mapping[str, Any]] = named["entries"] if named.get("state") == "provided" else []
    return entries
