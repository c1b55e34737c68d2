"""What a step changes in the facts: something is supplied beside what stands there, or a declaration is signed again.

Always holds: pure; nothing that was entered is taken away, and no value is replaced by another. All that moves is the
time of a declaration that is made again, and only forward: its day, the day since which it stands, the day of a list
that is kept elsewhere, and the span that it covers, which only grows. What an edit cannot do in this way it refuses.

May not know: which edit settles what, or why one is tried.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indices from the facts' root to a place."""

Facts: TypeAlias = dict[str, Any]

FIRST_DAY = "1900-01-01"
"""From when a declaration is of the whole, where it covers a span."""


class CannotApplyError(Exception):
    """The edit would change what was entered, or there is no such place. Caught here in the room, never shown."""


@dataclass(frozen=True)
class Supply:
    """A value where there is none: a key that was left out. Objects around it are made where they are missing too."""

    path: Path
    value: Any = field(repr=False)

    def within(self, facts: Facts, _day: str) -> Facts:
        *around, last = self.path
        changed, holder = _copied(facts, around)
        if not isinstance(holder, dict) or last in holder:
            raise CannotApplyError
        holder[str(last)] = self.value
        return changed


@dataclass(frozen=True)
class AddItem:
    """One more item of a list, behind the others; the list is made where there is none."""

    path: Path
    value: Any = field(repr=False)

    def within(self, facts: Facts, _day: str) -> Facts:
        *around, last = self.path
        changed, holder = _copied(facts, around)
        if not isinstance(holder, dict):
            raise CannotApplyError
        items = holder.get(str(last), [])
        if not isinstance(items, list):
            raise CannotApplyError
        holder[str(last)] = [*items, self.value]
        return changed


@dataclass(frozen=True)
class AddEntry:
    """One more entry of a fact that was provided, which is signed again with it: the others stand as they did. Where
    the fact is absent, it is declared with this entry alone, by `declared`."""

    path: Path
    value: Mapping[str, Any] = field(repr=False)
    declared: Mapping[str, Any] = field(repr=False)

    def within(self, facts: Facts, day: str) -> Facts:
        *around, last = self.path
        changed, holder = _copied(facts, around)
        if not isinstance(holder, dict):
            raise CannotApplyError
        envelope = holder.get(str(last))
        if envelope is None:
            entries: list[Any] = [self.value]
            holder[str(last)] = {"state": "provided", "declared": self.declared, "entries": entries}
            return changed
        if envelope.get("state") != "provided" or "entries" not in envelope:
            raise CannotApplyError
        entry = {**self.value, "since": day} if "since" not in self.value else self.value
        signed = _signed_again(envelope, day, unchanged=True)
        holder[str(last)] = {**signed, "entries": [*envelope["entries"], entry]}
        return changed


@dataclass(frozen=True)
class SignAgain:
    """A fact, declared again on the day with the same content, and for the whole of the time where `whole`.

    `unchanged`: it is said since when it has stood so. Where it is not, it counts as news of the day.
    """

    path: Path
    unchanged: bool = True
    whole: bool = False
    start: str | None = None

    def within(self, facts: Facts, day: str) -> Facts:
        *around, last = self.path
        changed, holder = _copied(facts, around)
        envelope = holder.get(str(last)) if isinstance(holder, dict) else None
        if not isinstance(envelope, dict) or not isinstance(envelope.get("declared"), dict):
            raise CannotApplyError
        signed = _signed_again(envelope, day, unchanged=self.unchanged)
        if self.whole:
            signed["period"] = "all"
        elif self.start is not None or isinstance(signed.get("period"), dict):
            signed["period"] = _wider(signed.get("period"), self.start, day)
        holder[str(last)] = signed
        return changed


Edit: TypeAlias = Supply | AddItem | AddEntry | SignAgain


def apply_edits(facts: Facts, edits: Iterable[Edit], day: str) -> Facts:
    """The facts with the edits, made one after another on the day (`YYYY-MM-DD`). What is not changed is shared.

    Raises CannotApplyError.
    """
    for edit in edits:
        facts = edit.within(facts, day)
    return facts


def _signed_again(envelope: Mapping[str, Any], day: str, *, unchanged: bool) -> dict[str, Any]:
    """The fact, declared on the day. A day that lies ahead of it is a mistake, which no signature mends."""
    declared = envelope["declared"]
    before = str(declared.get("on", ""))
    if before > day:
        raise CannotApplyError
    since = declared.get("since", before) if unchanged else day
    signed = {**envelope, "declared": {**declared, "on": day, "since": since}}
    kept = envelope.get("kept")
    if isinstance(kept, dict):
        signed["kept"] = {**kept, "on": max(str(kept.get("on", "")), day)}
    return signed


def _wider(period: Any, start: str | None, day: str) -> Any:
    if period == "all":
        return period
    given = period if isinstance(period, dict) else {"start": start or day, "end": day}
    return {
        "start": min(given["start"], start or given["start"]),
        "end": max(given["end"], day),
    }


def _copied(facts: Facts, around: Iterable[str | int]) -> tuple[Facts, Any]:
    """The facts with a copy of each thing on the way to a place, and the innermost of these copies."""
    changed = copy.copy(facts)
    holder: Any = changed
    for key in around:
        below = _below(holder, key)
        if isinstance(below, dict | list):
            below = copy.copy(below)
        elif below is None and isinstance(holder, dict):
            below = {}
        else:
            raise CannotApplyError
        holder[key] = below
        holder = below
    return changed, holder


def _below(holder: Any, key: str | int) -> Any:
    if isinstance(holder, list):
        if not isinstance(key, int) or key >= len(holder):
            raise CannotApplyError
        return holder[key]
    return holder.get(key)
