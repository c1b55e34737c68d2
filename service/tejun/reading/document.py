"""A submitted document: its bytes read as JSON or YAML, and the lines on which its parts stand.

Always holds: both syntaxes give the same strict values.

May not know: what facts are.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from tejun.reading.bounds import DOCUMENT, Bounds
from tejun.reading.faults import text_of
from tejun.reading.places import YAML_LINE_END, JsonPlaces, Lines, Path, Places
from tejun.reading.strict_json import read_json

Syntax = Literal["json", "yaml"]


@dataclass(frozen=True)
class Document:
    """A read document: `value` is strict JSON, `line_of` tells on which 1-based line a path begins."""

    value: Any
    data: bytes = field(repr=False)
    syntax: Syntax
    yaml_places: Places | None = field(default=None, repr=False, compare=False)

    def line_of(self, path: Path) -> int | None:
        """The line of the value at `path`, or of the nearest thing around it that is there."""
        for length in range(len(path), -1, -1):
            offset = self._places.offset(path[:length])
            if offset is not None:
                return self._lines.at(offset)[0]
        return None

    def is_empty(self) -> bool:
        """Whether nothing stands in it but blanks, comments and markers of a document."""
        return self.value is None and not any(
            line.strip() not in {"", "---", "..."} and not line.lstrip().startswith("#")
            for line in self._text.splitlines()
        )

    @cached_property
    def _text(self) -> str:
        return text_of(self.data)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text, YAML_LINE_END) if self.syntax == "yaml" else Lines(self._text)

    @cached_property
    def _places(self) -> Places:
        return JsonPlaces(self._text) if self.yaml_places is None else self.yaml_places


def read_document(data: bytes, syntax: Syntax, bounds: Bounds = DOCUMENT) -> Document:
    """Reads a document. Raises UnreadableDocumentError or TooLargeError."""
    if syntax == "json":
        return Document(value=read_json(data, bounds), data=data, syntax=syntax)
    from tejun.reading.strict_yaml import read_yaml  # noqa: PLC0415 - PyYAML is slow to import, and JSON does without

    value, places = read_yaml(data, bounds)
    return Document(value=value, data=data, syntax=syntax, yaml_places=places)
