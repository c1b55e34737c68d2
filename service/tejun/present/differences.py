"""The differences between two editions as a notice in one language.

Always holds: each difference is an item of the notice, in words where there are words for it and as it stands where
there are none. In a notice in one language (`one_language`), words that changed in both are shown in that one alone.

May not know: archives, or how a notice is written.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tejun.bundle.archive import WASM
from tejun.compare.changes import Change, Kind
from tejun.compare.diff import Diff, ParameterChange, Side, diff_as_json
from tejun.compare.rego import FileChange
from tejun.compare.requirements import RequirementChange
from tejun.explain.words import EXAMPLE
from tejun.present.catalog_words import LANGUAGE_NAMES, CatalogWords
from tejun.present.notice import Group, Item, Mark, Notice, Part, blocks, markdown
from tejun.present.rows import Block
from tejun.terms import OPEN
from tejun.words import Language, Message

_PARTS: Mapping[str, Message] = {
    "loosened": Message("present.differences.parts.loosened"),
    "program": Message("present.labels.program"),
    "edition": Message("present.labels.edition"),
    "parameters": Message("present.differences.parts.parameters"),
    "procedure": Message("present.differences.parts.procedure"),
    "own": Message("present.differences.parts.own"),
    "forms": Message("present.differences.parts.forms"),
    "data": Message("present.differences.parts.data"),
    "rego": Message("present.differences.parts.rego"),
}
_KINDS: Mapping[Kind, Message] = {
    "added": Message("present.differences.kinds.added"),
    "removed": Message("present.differences.kinds.removed"),
    "changed": Message("present.differences.kinds.changed"),
}
_MOVES: Mapping[str, Message] = {
    "stricter": Message("present.differences.moves.stricter"),
    "looser": Message("present.differences.moves.looser"),
    "both": Message("present.differences.moves.both"),
}

_SHORT = 30
"""Up to this many characters a value is shown beside its earlier one, not below it."""

_SHOWN_OF_A_NEW_REQUIREMENT = (
    "clause",
    "description",
    "actor",
    "subjects",
    "stage",
    "classes",
    "enforcement",
    "effective_from",
)


@dataclass(frozen=True)
class DifferencesPresentation:
    """Differences as they are shown."""

    diff: Diff
    language: Language

    def json(self) -> str:
        """All of them as one JSON document (`tejun/bundle-diff/1`)."""
        return json.dumps(diff_as_json(self.diff), ensure_ascii=False, indent=2)

    def markdown(self) -> str:
        """A notice for applicants, in one language."""
        words = CatalogWords(self.language)
        return markdown(Differences(words, one_language=True).notice(self.diff))

    def blocks(self) -> Iterator[Block]:
        """The notice as rows."""
        return blocks(Differences(CatalogWords(self.language)).notice(self.diff))


@dataclass(frozen=True)
class Differences:
    """Says differences in a language."""

    words: CatalogWords
    one_language: bool = False

    def notice(self, diff: Diff) -> Notice:
        """All that differs; without parts where nothing does."""
        before, after = self.edition(diff.before), self.edition(diff.after)
        if diff.same:
            return Notice(
                self.words.of(Message("present.differences.same", before=before, after=after)),
                (),
                (),
            )
        parts = (
            ("loosened", self._relaxations(diff)),
            ("program", self._plain(diff.program)),
            ("edition", self._plain(diff.edition)),
            ("parameters", tuple(self._parameter(parameter) for parameter in diff.parameters)),
            ("procedure", self._requirements(diff, own=False)),
            ("own", self._requirements(diff, own=True)),
            ("forms", self._plain(diff.forms)),
            ("data", self._plain(diff.data)),
            ("rego", self._files(diff.rego)),
        )
        return Notice(
            title=self.words.of(Message("present.differences.title", before=before, after=after)),
            head=tuple(self._head(diff)),
            parts=tuple(
                Part(self.words.of(_PARTS[name]), groups) for name, groups in parts if groups
            ),
        )

    def edition(self, side: Side) -> str:
        """An edition's name."""
        return self.words.edition(side.program, side.edition)

    # --- parts ---------------------------------------------------------------------------------

    def _head(self, diff: Diff) -> Iterator[str]:
        after = diff.after
        if after.title:
            yield self.words.value(after.title)
        yield f"{self.words.label(['effective_from'])}: {after.effective_from}"
        if after.example:
            yield self.words.of(EXAMPLE)
        yield self.words.of(
            Message("present.differences.old_revision", revision=diff.before.revision)
        )
        yield self.words.of(Message("present.differences.new_revision", revision=after.revision))
        for part, own in (("procedure", False), ("own", True)):
            kinds = Counter(
                requirement.kind for requirement in diff.requirements if _is_own(requirement) == own
            )
            counts = [
                self.words.of(Message("present.differences.counted", kind=kind, count=kinds[name]))
                for name, kind in _KINDS.items()
                if kinds[name]
            ]
            if counts:
                label = self.words.of(_PARTS[part])
                yield f"{label}: {self.words.listed(counts)}"

    def _relaxations(self, diff: Diff) -> tuple[Group, ...]:
        return _alone(
            tuple(Item(point.message.in_(self.words.language)) for point in diff.relaxations)
        )

    def _plain(self, changes: Sequence[Change]) -> tuple[Group, ...]:
        return _alone(self.items(changes))

    def _parameter(self, parameter: ParameterChange) -> Group:
        title = (
            f"{parameter.name} — {self.words.value(parameter.description)}"
            if parameter.description
            else parameter.name
        )
        if parameter.direction is None:
            about = self.words.of(Message("present.differences.undeclared"))
        else:
            move = [self.words.of(_MOVES[parameter.move])] if parameter.move in _MOVES else []
            allowed = self.words.value(parameter.direction, ["direction"])
            about = self.words.clauses([*move, allowed])
        inner = [replace(change, path=change.path[1:]) for change in parameter.changes]
        own_words = replace(self, words=self.words.of_parameters())
        return Group((*own_words.items(inner), Item(about)), title)

    def _requirements(self, diff: Diff, *, own: bool) -> tuple[Group, ...]:
        return tuple(
            self._requirement(requirement)
            for requirement in diff.requirements
            if _is_own(requirement) == own
        )

    def _requirement(self, requirement: RequirementChange) -> Group:
        kind = self.words.of(_KINDS[requirement.kind])
        about = (
            [kind, self.words.of(Message("present.differences.tightens", id=requirement.tightens))]
            if requirement.tightens
            else [kind]
        )
        aside = self.words.listed(about)
        title = f"{requirement.id} {self.words.value(requirement.requirement['title'])} ({aside})"
        if requirement.kind == "changed":
            return Group(self.items(requirement.changes), title)
        return Group(tuple(self._facts(requirement)), title)

    def _facts(self, requirement: RequirementChange) -> Iterator[Item]:
        """What one that is gone rested on; what a new one asks for, and what it finds open."""
        new = requirement.kind == "added"
        entry: Mapping[str, Any] = requirement.requirement
        mark: Mark = "+" if new else "-"
        for key in _SHOWN_OF_A_NEW_REQUIREMENT if new else ("clause",):
            if entry.get(key):
                label, value = self.words.label([key]), self.words.value(entry[key], [key])
                yield Item(f"{label}: {value}", mark)
        for code, reason in entry["reasons"].items():
            if new and reason["status"] in OPEN:
                yield Item(f"{self.words.label(['reasons', code])}: {self._says(reason)}", mark)

    def _files(self, files: Sequence[FileChange]) -> tuple[Group, ...]:
        """What may decide otherwise under the same words comes first."""
        ordered = sorted(files, key=lambda file: (not file.rules, file.metadata, file.path))
        return _alone(tuple(self._file(file) for file in ordered))

    def _file(self, file: FileChange) -> Item:
        if file.kind == "changed":
            mark: Mark = ""
            what = _what_changed(file)
        else:
            mark = "+" if file.kind == "added" else "-"
            what = _KINDS[file.kind]
        counts = f" (+{file.lines_added} -{file.lines_removed})"
        return Item(f"{file.path}{counts}: {self.words.of(what)}", mark)

    # --- one difference ------------------------------------------------------------------------

    def items(self, changes: Sequence[Change]) -> tuple[Item, ...]:
        """A line for each."""
        return tuple(
            self._item(change) for change in changes if not self._in_other_words(change, changes)
        )

    def _in_other_words(self, change: Change, changes: Sequence[Change]) -> bool:
        """Whether it is of words that changed in the notice's own language, too."""
        language = change.path[-1] if change.path else None
        if not self.one_language or language not in LANGUAGE_NAMES.keys() - {self.words.language}:
            return False
        own = (*change.path[:-1], self.words.language)
        return any(other.path == own for other in changes)

    def _item(self, change: Change) -> Item:
        label = self._label(change.path)
        lead = f"{label}: " if label else ""
        if change.kind == "reordered":
            return Item(lead + self.words.of(Message("present.differences.reordered")))
        if change.kind == "added":
            return Item(lead + self._whole(change.after, change.path), "+")
        if change.kind == "removed":
            return Item(lead + self._whole(change.before, change.path), "-")
        before, after = (
            self.words.value(value, change.path) for value in (change.before, change.after)
        )
        if max(len(before), len(after)) <= _SHORT:
            return Item(f"{lead}{before} → {after}")
        return Item(label or "—", under=(Item(before, "-"), Item(after, "+")))

    def _label(self, path: Sequence[str]) -> str:
        """In a notice in one language it goes without saying which."""
        own = self.one_language and path[-1:] == (self.words.language,)
        return self.words.label(path[:-1] if own else path)

    def _whole(self, value: Any, path: Sequence[str]) -> str:
        """What was added or removed; of a reason what it says."""
        if isinstance(value, Mapping) and {"status", "message"} <= value.keys():
            return self._says(value)
        return self.words.value(value, path)

    def _says(self, reason: Mapping[str, Any]) -> str:
        remedy = f" → {self.words.value(reason['remedy'])}" if "remedy" in reason else ""
        status = self.words.value(reason["status"], ["status"])
        return f"[{status}] {self.words.value(reason['message'])}{remedy}"


def _is_own(requirement: RequirementChange) -> bool:
    """Whether it is the program's own, or a tightening of its own."""
    return requirement.layer != "procedure"


def _alone(items: tuple[Item, ...]) -> tuple[Group, ...]:
    return (Group(items),) if items else ()


def _what_changed(file: FileChange) -> Message:
    if file.path == WASM:
        return Message("present.differences.module")
    if file.rules:
        return (
            Message("present.differences.rules")
            if file.metadata
            else Message("present.differences.rules_alone")
        )
    return (
        Message("present.differences.metadata_alone")
        if file.metadata
        else Message("present.differences.comments")
    )
