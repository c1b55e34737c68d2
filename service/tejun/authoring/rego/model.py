"""The input document as its schema has it: which keys stand where.

A place is a path of keys from the document's root, `*` standing for every item of a list:
`("facts", "people", "*", "disclosures", "papers")`.

Always holds: the schema is the one that is generated from the models (`policies/schemas/input.json`): references,
objects, lists, scalars; what an open object holds (the data management plan) is not known.

May not know: Rego.
"""

from functools import cache
from typing import Any

Place = tuple[str, ...]

ITEM = "*"


class Model:
    """The places of one schema."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._schema = schema
        self._node = cache(self._find)

    def kind(self, place: Place) -> str:
        """`object`, `list`, `open` (an object whose keys the schema leaves open) or `scalar`."""
        node = self._node(place)
        if "properties" in node:
            return "object"
        if "items" in node:
            return "list"
        return "open" if node.get("type", "object") == "object" else "scalar"

    def names(self, place: Place) -> tuple[str, ...]:
        """The keys of the object at `place`; none where it is no object."""
        return tuple(self._node(place).get("properties", ()))

    def is_certain(self, place: Place) -> bool:
        """Whether it stands in every document: what `assemble` puts there, whatever the facts hold."""
        return len(place) == 1 and place[0] in self._schema.get("required", ())

    def choices(self, place: Place) -> tuple[str, ...]:
        """The strings that may stand at `place`, where the schema lists them; else none."""
        node = self._node(place)
        listed = node.get("enum", [node["const"]] if "const" in node else [])
        return tuple(value for value in listed if isinstance(value, str))

    def _find(self, place: Place) -> dict[str, Any]:
        if not place:
            return self._schema
        above = self._node(place[:-1])
        found = above["items"] if place[-1] == ITEM else above["properties"][place[-1]]
        while "$ref" in found:
            found = self._schema["$defs"][found["$ref"].removeprefix("#/$defs/")]
        return dict(found)


def pointer(place: Place) -> str:
    """The place as a person reads it: `/facts/people/*/disclosures`."""
    return "".join(f"/{key}" for key in place) or "/"
