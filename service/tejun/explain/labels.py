"""Labels for the recorded input document: names of its subjects, labels and lines for pointers into it.

Always holds: never raises; without a document, or where it lacks the part, ids and numbers take the place of names.

May not know: findings.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from tejun.canonical import part_of, place_name
from tejun.explain.answers import PARTS
from tejun.explain.shape import Read, Source
from tejun.explain.words import INDICATOR_KINDS, MEASURES, SOURCES, SUBJECTS
from tejun.words import Language

FindLine = Callable[[str], int | None]
"""From a pointer into the submitted document to its 1-based line."""

_DIGEST = re.compile(r"[0-9a-f]{16}")
_SHOWN = 8
"""How many digits of a digest a label shows; the key has them all."""


def _shortened(name: str) -> str:
    return name[:_SHOWN] if _DIGEST.fullmatch(name) else name


class InputLabels:
    """Names and labels for what is in the input document, by subject and by pointer.

    `titles` are those of requirements and of the program's own codes.
    """

    def __init__(
        self,
        document: Mapping[str, Any] | None,
        locate: FindLine | None,
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
        self._requests = {
            name: request
            for part in PARTS
            for name, request in _by_id(
                _get(_get(_get(document, part), "requests"), "entries")
            ).items()
        }
        self._supporters: dict[str, Mapping[str, Any]] = {
            name: {"institution": _get(holder, "id"), **supporter}
            for holder in (facts, *self.institutions.values())
            for name, supporter in _by_id(_get(_get(holder, "supporters"), "entries")).items()
        }

    def subject_name(self, subject: str) -> str:
        """The name of a finding's subject, e.g. of `person:sato`."""
        kind, _, name = subject.partition(":")
        if kind == "indicator":
            return self.indicator_label(name)
        if kind == "measure" and name in self._measures:
            return self.measure_label(name)
        known = {
            "person": self.people,
            "institution": self.institutions,
            "supporter": self._supporters,
        }
        own_name = _get(known.get(kind, {}).get(name), "name")
        if isinstance(own_name, str):
            return own_name
        label = SUBJECTS[kind].in_(self._language) if kind in SUBJECTS else kind
        return f"{label} {name}" if name else label

    def measure_label(self, name: str) -> str:
        """A measure's kind and id."""
        kind = str(_get(self._measures.get(name), "kind") or "")
        label = MEASURES[kind].in_(self._language) if kind in MEASURES else kind
        return self.in_brackets(label, name) if label else name

    def agreement_title(self, name: str) -> str:
        """An agreement's title."""
        title = _get(self._agreements.get(name), "title")
        return title if isinstance(title, str) else name

    def limit_label(self, limit: str) -> str:
        """What an acceptance depends on: a day as it is, a request by its id and its text."""
        text = _get(self._requests.get(limit), "request")
        return self.in_brackets(limit, text) if isinstance(text, str) else limit

    def in_brackets(self, text: str, note: str) -> str:
        """Text with a note in the brackets of the language."""
        return f"{text}（{note}）" if self._language == "ja" else f"{text} ({note})"

    def indicator_label(self, key: str) -> str:
        """An indicator's key (`<requirement>/<subject>/<kind>`) as words: whom it is about, and what it is."""
        requirement, _, rest = key.partition("/")
        subject, _, kind = rest.rpartition("/")
        if not subject:
            return key
        title = self._titles.get(requirement, requirement)
        return f"{self.subject_name(subject)} — {title}: {self.indicator_kind_label(kind)}"

    def indicator_kind_label(self, kind: str) -> str:
        """The last part of an indicator's key (`<kind>.<name>.<digest>`) as words.

        A name stands by its title, or unchanged; the beginning of the digest tells two of one name apart for a reader.
        """
        head, _, tail = kind.partition(".")
        name, _, digest = tail.rpartition(".")
        label = INDICATOR_KINDS[head].in_(self._language) if head in INDICATOR_KINDS else head
        return " ".join(
            part
            for part in (
                label,
                self._titles.get(name, name),
                self._titles.get(digest, _shortened(digest)),
            )
            if part
        )

    def institution_of(self, subject: str) -> str | None:
        """The id of the institution that a subject is, or that a person or supporter belongs to."""
        kind, _, name = subject.partition(":")
        if kind == "institution" and name in self.institutions:
            return name
        holder = {"person": self.people, "supporter": self._supporters}.get(kind, {}).get(name)
        institution = _get(holder, "institution")
        return institution if institution in self.institutions else None

    def is_co_pi(self, subject: str) -> bool:
        """Whether a subject is a person who is a co-PI."""
        kind, _, name = subject.partition(":")
        return kind == "person" and _get(self.people.get(name), "role") == "co_pi"

    def role_of(self, name: str) -> str | None:
        """The role of the institution of this name, or None where there is none."""
        roles = (
            institution.get("role")
            for institution in self.institutions.values()
            if institution.get("name") == name
        )
        return next(roles, None)

    def institution_names(self, role: str) -> list[str]:
        """The names of the institutions with a role, `lead` or `joint`."""
        return [
            str(institution.get("name"))
            for institution in self.institutions.values()
            if institution.get("role") == role
        ]

    def value_at(self, pointer: str) -> Any:
        """The value at a pointer into the input document, or None."""
        node: Any = self._document
        for key in _keys(pointer):
            node = part_of(node, key)
        return node

    def read(self, pointer: str) -> Read:
        """A place in the input document that was read, as the submitter knows it."""
        source, source_pointer = _source_and_pointer(pointer)
        document = _get(self._document, "facts") if source == "submitted" else self._document
        return Read(
            source=source,
            source_label=SOURCES[source].in_(self._language),
            pointer=source_pointer,
            label=place_name(_keys(source_pointer), document),
            present=self._document is None or self.value_at(pointer) is not None,
            line=self._locate(source_pointer) if self._locate and source == "submitted" else None,
        )


def _source_and_pointer(pointer: str) -> tuple[Source, str]:
    """The document that a pointer goes into, and the pointer as that document has it."""
    if pointer == "/facts" or pointer.startswith("/facts/"):
        return "submitted", pointer.removeprefix("/facts")
    return ("fa" if pointer == "/fa" or pointer.startswith("/fa/") else "input"), pointer


def _keys(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def _get(node: Any, key: str) -> Any:
    return node.get(key) if isinstance(node, Mapping) else None


def _by_id(items: Any) -> dict[str, Mapping[str, Any]]:
    if not isinstance(items, list):
        return {}
    return {str(item["id"]): item for item in items if isinstance(item, Mapping) and "id" in item}
