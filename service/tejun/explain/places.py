"""Where things stand in the recorded input document: names of subjects, labels of pointers, lines of a file at hand.

Always holds: never raises; with no document, or one that lacks the part asked for, ids and numbers stand in for names.

May not know: what was found there.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tejun.explain.shape import Read, Source
from tejun.explain.words import INDICATOR_KINDS, MEASURES, SOURCES, SUBJECTS
from tejun.words import Language

Locate = Callable[[str], int | None]
"""From a pointer into the submitted document to its 1-based line."""


class Places:
    """The input document, asked by subject and by pointer.

    `titles` are those of requirements and of the program's own codes.
    """

    def __init__(
        self,
        document: Mapping[str, Any] | None,
        locate: Locate | None,
        *,
        titles: Mapping[str, str],
        language: Language,
    ) -> None:
        self._document = document
        self._locate = locate
        self._titles = titles
        self._language: Language = language
        facts = _get(document, "facts")
        self.institutions = _by_id(_get(facts, "institutions"))
        self.people = _by_id(_get(facts, "people"))
        self._measures = _by_id(_get(facts, "measures"))
        self._agreements = _by_id(_get(facts, "agreements"))
        self._supporters = _by_id(_get(_get(facts, "supporters"), "entries"))

    def subject(self, ref: str) -> str:
        """The name of a finding's subject, e.g. of `person:sato`."""
        kind, _, name = ref.partition(":")
        if kind == "indicator":
            return self.indicator(name)
        if kind == "measure" and name in self._measures:
            return self.measure(name)
        known = {
            "person": self.people,
            "institution": self.institutions,
            "supporter": self._supporters,
        }
        title = _get(known.get(kind, {}).get(name), "name")
        if isinstance(title, str):
            return title
        label = SUBJECTS[kind].in_(self._language) if kind in SUBJECTS else kind
        return f"{label} {name}" if name else label

    def measure(self, name: str) -> str:
        """A measure's kind and id."""
        kind = str(_get(self._measures.get(name), "kind") or "")
        label = MEASURES[kind].in_(self._language) if kind in MEASURES else kind
        return self.aside(label, name) if label else name

    def agreement(self, name: str) -> str:
        """An agreement's title."""
        title = _get(self._agreements.get(name), "title")
        return title if isinstance(title, str) else name

    def aside(self, text: str, note: str) -> str:
        """Text with a note in the brackets of the language."""
        return f"{text}（{note}）" if self._language == "ja" else f"{text} ({note})"

    def indicator(self, key: str) -> str:
        """An indicator's key (`<requirement>/<subject>/<kind>`) as words: whom it is about, and what was found."""
        requirement, _, rest = key.partition("/")
        ref, _, kind = rest.rpartition("/")
        if not ref:
            return key
        title = self._titles.get(requirement, requirement)
        return f"{self.subject(ref)} — {title}: {self.indicator_kind(kind)}"

    def indicator_kind(self, kind: str) -> str:
        """The last part of an indicator's key as words; what follows a dot by its title, or as it stands."""
        head, _, tail = kind.partition(".")
        label = INDICATOR_KINDS[head].in_(self._language) if head in INDICATOR_KINDS else head
        return f"{label} {self._titles.get(tail, tail)}" if tail else label

    def institution_of(self, ref: str) -> str | None:
        """The id of the institution that a subject is, or that a person or supporter belongs to."""
        kind, _, name = ref.partition(":")
        if kind == "institution" and name in self.institutions:
            return name
        holder = {"person": self.people, "supporter": self._supporters}.get(kind, {}).get(name)
        institution = _get(holder, "institution")
        return institution if institution in self.institutions else None

    def with_role(self, role: str) -> list[str]:
        """The names of the institutions with a role, `lead` or `joint`."""
        found = [item for item in self.institutions.values() if item.get("role") == role]
        return [str(item.get("name")) for item in found]

    def value(self, pointer: str) -> Any:
        """What stands at a pointer into the input document, or None."""
        node: Any = self._document
        for key in _keys(pointer):
            node = _child(node, key)
        return node

    def read(self, pointer: str) -> Read:
        """A pointer into the input document, as the submitter knows the place."""
        source, inside = _source(pointer)
        return Read(
            source=source,
            source_label=SOURCES[source].in_(self._language),
            pointer=inside,
            label=self._label(pointer, drop=1 if source == "submitted" else 0),
            present=self._document is None or self.value(pointer) is not None,
            line=self._locate(inside) if self._locate and source == "submitted" else None,
        )

    def _label(self, pointer: str, *, drop: int) -> str:
        node: Any = self._document
        parts: list[str] = []
        for i, key in enumerate(_keys(pointer)):
            in_list = isinstance(node, list) or (node is None and key.isdecimal())
            node = _child(node, key)
            if i >= drop:
                parts.append(f"[{_get(node, 'id') or key}]" if in_list else f".{key}")
        return "".join(parts).removeprefix(".") or "/"


def _source(pointer: str) -> tuple[Source, str]:
    if pointer == "/facts" or pointer.startswith("/facts/"):
        return "submitted", pointer.removeprefix("/facts")
    return ("fa" if pointer == "/fa" or pointer.startswith("/fa/") else "input"), pointer


def _keys(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def _child(node: Any, key: str) -> Any:
    if isinstance(node, Mapping):
        return node.get(key)
    if isinstance(node, list) and key.isascii() and key.isdecimal() and len(key) < 9:
        index = int(key)
        return node[index] if index < len(node) else None
    return None


def _get(node: Any, key: str) -> Any:
    return node.get(key) if isinstance(node, Mapping) else None


def _by_id(items: Any) -> dict[str, Mapping[str, Any]]:
    if not isinstance(items, list):
        return {}
    return {str(item["id"]): item for item in items if isinstance(item, Mapping) and "id" in item}
