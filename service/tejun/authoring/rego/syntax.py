"""The syntax trees of Rego modules, as OPA's own parser gives them.

Always holds: one OPA parses all modules at once (`rego.parse_module`, a fifth of a second for a hundred), which gives
trees without line numbers; `parse_with_lines` parses a few modules again to have them, where a problem is to be shown.

May not know: what any rule means.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tejun import canonical, toolchain
from tejun.errors import BundleError
from tejun.reading.lenient import read_printed
from tejun.words import Message

Node = dict[str, Any]
"""A node of a tree: a rule, an expression or a term, as `opa parse --format json` writes it."""

_PARSE = "{path: rego.parse_module(path, text) | some path, text in input}"
"""A module with a syntax error is left out of the result, and OPA does not say why."""


@dataclass(frozen=True)
class Module:
    """One module: `package` without its `data`; `imports` as alias → the names imported, `data` or `input` first."""

    path: str
    package: tuple[str, ...]
    imports: Mapping[str, tuple[str, ...]] = field(repr=False)
    rules: tuple[Node, ...] = field(repr=False)


def parse_modules(rego: Mapping[str, str], opa: Path) -> dict[str, Module]:
    """The modules by path, without line numbers. Raises BundleError with OPA's words where one cannot be parsed."""
    arguments = ["eval", "--stdin-input", "--format=raw", _PARSE]
    run = toolchain.run_opa(opa, arguments, stdin=canonical.dumps(dict(rego)))
    trees = read_printed(run.stdout) if run.returncode == 0 else {}
    missing = parse_with_lines(rego, rego.keys() - trees.keys(), opa)  # raises at a syntax error
    return {path: _module(path, tree) for path, tree in trees.items()} | missing


def parse_with_lines(rego: Mapping[str, str], paths: Iterable[str], opa: Path) -> dict[str, Module]:
    """The modules at `paths`, each node with its line. Raises BundleError where one cannot be parsed."""
    parsed = {}
    with tempfile.TemporaryDirectory() as name:
        for path in sorted(paths):
            file = Path(name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(rego[path], "utf-8")
            arguments = ["parse", "--format=json", "--json-include=locations,-comments", path]
            run = toolchain.run_opa(opa, arguments, cwd=Path(name))
            if run.returncode != 0:
                raise _syntax_error(run.stderr.decode("utf-8", "replace").strip())
            parsed[path] = _module(path, read_printed(run.stdout))
    return parsed


def line_of(node: Node) -> int | None:
    """The node's line, where its tree has lines."""
    row: int | None = node.get("location", {}).get("row")
    return row


def defined_name(rule: Node) -> str:
    """The name that the rule defines in its package: `a` for `a.b[c] := …`."""
    name: str = rule["head"]["ref"][0]["value"]
    return name


def else_chain(rule: Node) -> Iterator[Node]:
    """The rule and its `else` links, from the top."""
    link: Node | None = rule
    while link is not None:
        yield link
        link = link.get("else")


def all_nodes(tree: Any) -> Iterator[Node]:
    """Every node of the tree, itself first, then those within it in their order."""
    left = [tree]  # a generator within a generator for each level took a third of all checks' time
    while left:
        part = left.pop()
        if isinstance(part, dict):
            yield part
            within = [value for key, value in part.items() if key != "location"]
            left += [value for value in reversed(within) if isinstance(value, (dict, list))]
        elif isinstance(part, list):
            left += reversed(part)


def find_calls(tree: Any) -> Iterator[tuple[Node, list[Node]]]:
    """Every call in the tree, as a term or as an expression: (operator, arguments)."""
    for node in all_nodes(tree):
        parts = node.get("terms", node.get("value") if node.get("type") == "call" else None)
        if isinstance(parts, list):
            yield parts[0], parts[1:]


def parts_evaluated_first(term: Node) -> list[Node]:
    """The parts of a reference that OPA evaluates before it: the arguments of its call, and what is in brackets."""
    if term["type"] != "ref":
        return []
    head, *keys = term["value"]
    arguments = head["value"][1:] if head["type"] == "call" else []
    return [*arguments, *(key for key in keys if key["type"] == "ref")]


def reference_names(reference: Node) -> tuple[str, ...]:
    """The names of a reference, up to the first part that is a variable or an expression in brackets.

    ("count",) for `count`, ("fact", "read") for `fact.read`, ("params", "lists") for `params.lists[country]`.
    """
    parts = reference["value"] if reference["type"] == "ref" else [reference]
    names = []
    for position, part in enumerate(parts):
        if part["type"] != ("string" if position else "var"):
            break
        names.append(part["value"])
    return tuple(names)


def resolve_import(module: Module, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names with the alias of an import resolved: ("data", "policy", "lib", "fact", "read") for `fact.read`."""
    return (*module.imports.get(names[0], names[:1]), *names[1:]) if names else names


def _module(path: str, tree: Node) -> Module:
    imports = {}
    for statement in tree.get("imports") or []:
        names = reference_names(statement["path"])
        imports[statement.get("alias", names[-1])] = names
    return Module(
        path=path,
        package=tuple(part["value"] for part in tree["package"]["path"][1:]),
        imports=imports,
        rules=tuple(tree.get("rules") or []),
    )


def _syntax_error(output: str) -> BundleError:
    return BundleError(
        Message("authoring.unparsed.detail", output=output),
        Message("authoring.unparsed.advice"),
    )
