"""The scope of a body of a rule: the names in it and the values that they may have.

May not know: how a value came about.
"""

from dataclasses import dataclass, field

from tejun.authoring.rego import syntax
from tejun.authoring.rego.syntax import Module, Node
from tejun.authoring.rego.values import Location, Value


@dataclass
class Scope:
    """Names and their values (None: declared, and bound where it is first used)."""

    module: Module
    names: dict[str, Value | None] = field(default_factory=dict)
    unordered: bool = False

    def inner(self) -> "Scope":
        """The same names, for a body within: what it binds is its own."""
        return Scope(self.module, dict(self.names))

    def where(self, node: Node) -> Location:
        """The place of a node in its file."""
        return (self.module.path, syntax.line_of(node))
