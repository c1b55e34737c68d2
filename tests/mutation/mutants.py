"""What may be wrong in a line of Rego: each operator makes a policy differ by one small edit.

| operator | what it changes |
|---|---|
| compare | `==` to `!=`, `<` to `>=`, and each bound to the one beside it (`<` to `<=`) |
| drop | a condition to `true`; a name's definition is none |
| negate | `not` put before a condition, or taken away |
| member | one value left out of a set, or of a list in which something is looked up |
| order | two neighbours of a list whose order decides (`…_first`) |
| status | a status, or the verdict that gives it, to another |
| rule | one of several rules of the same name left out |

Always holds: places come from OPA's own syntax tree, so that comments and texts are never taken for code.

May not know: which mutants compile, or who notices them.
"""

from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

Node = dict[str, Any]

COMPARED = {
    "==": ("!=",),
    "!=": ("==",),
    "<": (">=", "<="),
    "<=": (">", "<"),
    ">": ("<=", ">="),
    ">=": ("<", ">"),
}
STATUS = {
    "satisfied": "missing_information",
    "not_applicable": "satisfied",
    "consult_fa": "satisfied",
    "missing_information": "consult_fa",
    "unsatisfied": "missing_information",
}
VERDICT = {
    "satisfied": "missing",
    "not_applicable": "satisfied",
    "consult": "satisfied",
    "missing": "consult",
    "unsatisfied": "missing",
}
SCALARS = ("string", "number", "boolean", "null")
ORDERED = "_first"


@dataclass(frozen=True)
class Edit:
    """A piece of a module's text, `start` to `end`, to be replaced; `operator` says why."""

    start: int
    end: int
    text: str
    operator: str


@dataclass(frozen=True)
class Mutant:
    """A module with one edit; `path` is below `policies/`. `again` tells edits apart that read alike in one rule."""

    path: str
    rule: str
    source: str
    edit: Edit
    again: int = 0

    @cached_property
    def text(self) -> str:
        return self.source[: self.edit.start] + self.edit.text + self.source[self.edit.end :]

    @property
    def line(self) -> int:
        return self.source.count("\n", 0, self.edit.start) + 1

    @property
    def change(self) -> tuple[str, str]:
        """The lines that the edit touches, before and after it, each as one line."""
        start = self.source.rfind("\n", 0, self.edit.start) + 1
        end = self.source.find("\n", self.edit.end)
        before = self.source[start:end]
        after = (
            self.source[start : self.edit.start] + self.edit.text + self.source[self.edit.end : end]
        )
        return " ".join(before.split()), " ".join(after.split())

    @property
    def key(self) -> str:
        """What names the mutant as long as its rule reads the same, wherever the rule stands."""
        before, after = self.change
        again = f" ({self.again + 1})" if self.again else ""
        return f"{self.path} {self.rule}: {before} → {after}{again}"


def mutants_of(path: str, source: str, module: Node) -> list[Mutant]:
    """Every mutant of a module; `module` is its syntax tree with locations, as `opa parse` gives it."""
    places = Places(source)
    several = {name for name, count in Counter(map(name_of, module["rules"])).items() if count > 1}
    found: dict[Edit, str] = {}
    for rule in module["rules"]:
        name = name_of(rule)
        left_out = idle(places, rule)
        edits = [edit for node in nodes(rule) for edit in edits_at(places, node)]
        edits = [edit for edit in edits if (edit.operator, edit.start) not in left_out]
        if name.endswith(ORDERED) and rule["head"]["value"]["type"] == "array":
            edits += reordered(places, rule["head"]["value"])
        if name in several:
            edits.append(places.edit(rule, "", "rule"))
        found |= dict.fromkeys(edits, name)
    return numbered([Mutant(path, name, source, edit) for edit, name in found.items()])


def numbered(mutants: list[Mutant]) -> list[Mutant]:
    seen: Counter[str] = Counter()
    told_apart = []
    for mutant in mutants:
        told_apart.append(
            Mutant(mutant.path, mutant.rule, mutant.source, mutant.edit, seen[mutant.key])
        )
        seen[mutant.key] += 1
    return told_apart


def name_of(rule: Node) -> str:
    return str(rule["head"]["ref"][0]["value"])


def nodes(node: Any) -> Iterator[Node]:
    """Every node of a syntax tree that stands somewhere in the text."""
    if isinstance(node, dict):
        if "location" in node:
            yield node
        for key, part in node.items():
            if key != "location":
                yield from nodes(part)
    elif isinstance(node, list):
        for part in node:
            yield from nodes(part)


def idle(places: "Places", rule: Node) -> set[tuple[str, int]]:
    """The one condition of an `every`: without it OPA takes the `every` for a mistake, and that is dropped as well."""
    alone = (node["body"] for node in nodes(rule) if "domain" in node and len(node["body"]) == 1)
    return {("drop", places.start(condition)) for (condition,) in alone}


class Places:
    """Where a module's nodes stand in its text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.rows = [0]
        for line in source.split("\n"):
            self.rows.append(self.rows[-1] + len(line) + 1)

    def text(self, node: Node) -> str:
        return b64decode(node["location"]["text"]).decode("utf-8")

    def start(self, node: Node) -> int:
        start = self.rows[node["location"]["row"] - 1] + node["location"]["col"] - 1
        if not self.source.startswith(self.text(node), start):
            raise ValueError(f"row {node['location']['row']} of the syntax tree is not the text's")
        return int(start)

    def edit(self, node: Node, text: str, operator: str) -> Edit:
        start = self.start(node)
        return Edit(start, start + len(self.text(node)), text, operator)


def edits_at(places: Places, node: Node) -> Iterator[Edit]:
    """What may be changed at one node of the syntax tree: an expression, or a term of one."""
    if "terms" in node:
        yield from of_condition(places, node)
        yield from of_operands(places, node["terms"])
    elif node.get("type") == "call":
        yield from of_operands(places, node["value"])
    elif node.get("type") == "set":
        yield from shortened(places, node)
    elif node.get("type") == "string" and places.text(node).startswith('"'):
        yield from swapped(places, node, STATUS)
    elif node.get("type") == "ref":
        yield from of_reference(places, node)


def of_condition(places: Places, expression: Node) -> Iterator[Edit]:
    """A condition dropped or negated. What gives a value its name is none, nor the `true` of a rule without a body."""
    terms = expression["terms"]
    operator = places.text(terms[0]) if isinstance(terms, list) else terms.get("type")
    names = isinstance(terms, dict) and "symbols" in terms
    if operator in {":=", "boolean"} or names:
        return
    yield places.edit(expression, "true", "drop")
    text = places.text(expression)
    if expression.get("negated"):
        yield places.edit(expression, text.removeprefix("not").lstrip(), "negate")
    elif operator not in COMPARED and not (isinstance(terms, dict) and "domain" in terms):
        yield places.edit(expression, f"not {text}", "negate")


def of_operands(places: Places, terms: Any) -> Iterator[Edit]:
    """A comparison turned round or moved by one; a list shortened in which something is looked up."""
    if not isinstance(terms, list):
        return
    operator = places.text(terms[0])
    for other in COMPARED.get(operator, ()):
        yield places.edit(terms[0], other, "compare")
    if operator == "in" and terms[-1].get("type") == "array":
        yield from shortened(places, terms[-1])


def shortened(places: Places, collection: Node) -> Iterator[Edit]:
    """One value left out of several; a collection of names or of collections is no list of cases."""
    values = collection["value"]
    if len(values) < 2 or any(value["type"] not in SCALARS for value in values):
        return
    opening, closing = ("{", "}") if collection["type"] == "set" else ("[", "]")
    for left_out in values:
        rest = ", ".join(places.text(value) for value in values if value is not left_out)
        yield places.edit(collection, f"{opening}{rest}{closing}", "member")


def reordered(places: Places, ordered: Node) -> Iterator[Edit]:
    for first, second in pairwise(ordered["value"]):
        start, end = places.start(first), places.start(second) + len(places.text(second))
        between = places.source[start + len(places.text(first)) : places.start(second)]
        yield Edit(start, end, places.text(second) + between + places.text(first), "order")


def swapped(places: Places, term: Node, others: dict[str, str]) -> Iterator[Edit]:
    if term["value"] in others:
        yield places.edit(
            term, places.text(term).replace(term["value"], others[term["value"]]), "status"
        )


def of_reference(places: Places, reference: Node) -> Iterator[Edit]:
    first, *path = reference["value"]
    if first["value"] == "verdict" and len(path) == 1:
        yield from swapped(places, path[0], VERDICT)
