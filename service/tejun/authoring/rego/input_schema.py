"""The input document as its schema describes it: which keys are where.

A path has the keys from the document's root, `*` for every item of a list:
`("facts", "people", "*", "disclosures", "papers")`.

Always holds: the schema is the one that is generated from the models (`policies/schemas/input.json`): references,
objects, lists, scalars; what an open object holds (the data management plan) is not known. Of a place that holds a
word or an object (a period is `all` or a span), the keys are the object's.

May not know: Rego.
"""

from functools import cache
from typing import Any

InputPath = tuple[str, ...]

ITEM = "*"


class InputSchema:
    """The places that a schema of the input document has."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._schema = schema
        self._node = cache(self._find)

    def kind(self, path: InputPath) -> str:
        """`object`, `list`, `open` (an object whose keys the schema leaves open) or `scalar`."""
        node = self._node(path)
        if "properties" in node:
            return "object"
        if "items" in node:
            return "list"
        return "open" if node.get("type", "object") == "object" else "scalar"

    def names(self, path: InputPath) -> tuple[str, ...]:
        """The keys of the object at `path`; none where it is no object."""
        return tuple(self._node(path).get("properties", ()))

    def is_certain(self, path: InputPath) -> bool:
        """Whether every document has it: what `assemble` puts there, whatever the facts hold."""
        return len(path) == 1 and path[0] in self._schema.get("required", ())

    def choices(self, path: InputPath) -> tuple[str, ...]:
        """The strings that may be at `path`, where the schema lists them; else none."""
        node = self._node(path)
        listed = node.get("enum", [node["const"]] if "const" in node else [])
        return tuple(value for value in listed if isinstance(value, str))

    def _find(self, path: InputPath) -> dict[str, Any]:
        if not path:
            return self._schema
        above = self._node(path[:-1])
        node = above["items"] if path[-1] == ITEM else above["properties"][path[-1]]
        choices = [self._resolved(choice) for choice in node.get("anyOf", [node])]
        with_parts = (choice for choice in choices if "properties" in choice or "items" in choice)
        return dict(next(with_parts, choices[0]))

    def _resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in node:
            node = self._schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
        return node


def pointer(path: InputPath) -> str:
    """The path as a person reads it: `/facts/people/*/disclosures`."""
    return "".join(f"/{key}" for key in path) or "/"
