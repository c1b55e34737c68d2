"""How the code uses the message catalogs, read from its syntax: each key that it names, and the places that it fills.

May not know: what any message says.
"""

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True)
class Use:
    """One place in the code that names a key; `places` is None where they are not written out there."""

    key: str
    where: str
    places: frozenset[str] | None


def uses(source: str, name: str) -> Iterator[Use]:
    """Every `Message("key", place=…)` of a module."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="Message"), args=[ast.Constant(value=str(key))]):
                names = [keyword.arg for keyword in node.keywords]
                places = None if None in names else frozenset(filter(None, names))
                yield Use(key, f"{name}:{node.lineno}", places)
            case ast.Call(func=ast.Name(id="Message")):
                raise AssertionError(f"{name}:{node.lineno} names no key that can be read")
            case _:
                pass


def japanese(source: str, name: str) -> Iterator[str]:
    """Where a literal holds Japanese: docstrings may quote the procedure, code may not speak."""
    tree = ast.parse(source)
    documentation = {id(doc) for doc in _docstrings(tree)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
            and JAPANESE.search(node.value)
        ):
            yield f"{name}:{node.lineno}"


def _docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant() as doc):
                yield doc
            case _:
                pass


def placeholders(text: str) -> frozenset[str]:
    """The names of the places of a message's words. Raises ValueError where a place is more than a name."""
    found = set()
    for _, name, form, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise ValueError(f"{{{name}}} is not a plain place")
        found.add(name)
    return frozenset(found)


def modules(root: Path) -> Iterator[tuple[str, str]]:
    """The name and source of each module that speaks to people."""
    for folder in ("service/tejun", "tools"):
        for path in sorted((root / folder).rglob("*.py")):
            if (
                path != root / "service/tejun/words/message.py"
            ):  # where messages themselves are made
                yield path.relative_to(root).as_posix(), path.read_text("utf-8")
