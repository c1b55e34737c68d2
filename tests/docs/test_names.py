"""Names in the code are plain words of the field: words of a private vocabulary are in no name that the code defines.

A name is that of a module, class, function, argument, variable or attribute, in the policies that of a rule,
argument or variable. Words within a name count: `told_words` is
found like `told`. But `one` and `than` count only as a whole name, since they are harmless in a longer one. Keys of
documents are not ours to choose: those that have such a word are listed with their reason.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.support.cases import ROOT

BANNED = frozenset({"told", "trouble", "spoken", "loosened", "loosening", "teller"})
"""They say neither what is done nor what is held."""

BANNED_AS_A_WHOLE = frozenset({"one", "than"})
"""An item has a name of its own; what is compared with has one, too."""

KEYS_OF_DOCUMENTS: Mapping[str, frozenset[str]] = {
    "explain/shape.py": frozenset({"teller", "teller_label"}),  # of `tejun/explanation/1`
}

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def banned_names(source: str) -> Iterator[tuple[int, str]]:
    """Each name that a module defines and that is banned, with its line."""
    for node in ast.walk(ast.parse(source)):
        name = _defined(node)
        if name is not None and is_banned(name):
            yield getattr(node, "lineno", 0), name


def is_banned(name: str) -> bool:
    """Whether the name has a word that is banned, or is one."""
    words = {word.lower() for word in _WORDS.findall(name)}
    return bool(words & BANNED) or name.strip("_").lower() in BANNED_AS_A_WHOLE


def _defined(node: ast.AST) -> str | None:
    match node:
        case (
            ast.FunctionDef(name=name)
            | ast.AsyncFunctionDef(name=name)
            | ast.ClassDef(name=name)
            | ast.arg(arg=name)
            | ast.Name(id=name, ctx=ast.Store())
            | ast.Attribute(attr=name, ctx=ast.Store())
            | ast.alias(asname=name)
            | ast.ExceptHandler(name=name)
            | ast.MatchAs(name=name)
            | ast.MatchStar(name=name)
            | ast.MatchMapping(rest=name)
        ):
            return name
        case _:
            return None


def modules(package: Path) -> Iterator[tuple[str, str]]:
    """The path of each module in the package, and its source."""
    for path in sorted(package.rglob("*.py")):
        yield path.relative_to(package).as_posix(), path.read_text("utf-8")


_NO_NAMES = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`]*`|#[^\n]*|\.[a-z_]\w*')
"""Strings, comments, and what follows a dot: a key of a document, or what another package defines."""


def banned_names_of_policy(source: str) -> list[str]:
    """Each name in a Rego module that is banned."""
    names = re.findall(r"[a-zA-Z_]\w*", _NO_NAMES.sub(" ", source))
    return sorted({name for name in names if is_banned(name)})


def test_no_policy_has_a_banned_name() -> None:
    modules = {path: path.read_text("utf-8") for path in (ROOT / "policies").rglob("*.rego")}
    found = {
        str(path): names
        for path, source in modules.items()
        if not path.name.endswith("_test.rego") and (names := banned_names_of_policy(source))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("told(found) := found.on", "told"),
        ("entry_told_since := 1", "entry_told_since"),
        ("a if { some one in b }", "one"),
        ('a := {"told": b.teller} # one', ""),
        ("no_one := done", ""),
    ],
)
def test_a_planted_name_of_a_policy_is_found(source: str, name: str) -> None:
    assert banned_names_of_policy(source) == ([name] if name else [])


def test_no_module_defines_a_banned_name() -> None:
    found = [
        f"{module}:{line} {name}"
        for module, source in modules(ROOT / "service" / "tejun")
        for line, name in banned_names(source)
        if name not in KEYS_OF_DOCUMENTS.get(module, frozenset())
    ]
    assert found == []


def test_no_module_has_a_banned_name() -> None:
    folders = [module.removesuffix(".py") for module, _ in modules(ROOT / "service" / "tejun")]
    assert [path for path in folders if any(map(is_banned, path.split("/")))] == []


def test_each_key_of_a_document_that_is_let_pass_is_there() -> None:
    sources = dict(modules(ROOT / "service" / "tejun"))
    for module, names in KEYS_OF_DOCUMENTS.items():
        assert {name for _, name in banned_names(sources[module])} == names, module


# --- the gate can fail ---------------------------------------------------------------------------

PLANTED = {
    "told = 1": "told",
    "def told(): ...": "told",
    "async def tell_trouble(): ...": "tell_trouble",
    "class _Teller: ...": "_Teller",
    "class SpokenWords: ...": "SpokenWords",
    "def f(*, told=None): ...": "told",
    "def f(**told_words): ...": "told_words",
    "lambda one: 1": "one",
    "[1 for one in two]": "one",
    "for _one in two: ...": "_one",
    "with two as one: ...": "one",
    "(one := 1)": "one",
    "self._told: int = 1": "_told",
    "THAN = 1": "THAN",
    "from a import b as loosened": "loosened",
    "try: ...\nexcept E as trouble: ...": "trouble",
    "match a:\n case [b, *one]: ...": "one",
    "match a:\n case {**told}: ...": "told",
    "match a:\n case B() as told: ...": "told",
}


@pytest.mark.parametrize("source", PLANTED)
def test_a_planted_name_is_found(source: str) -> None:
    assert [name for _, name in banned_names(source)] == [PLANTED[source]]


@pytest.mark.parametrize(
    "source",
    [
        "done = tone = no_one = more_than_text = 1",
        'Message("a.told", than=previous)',
        "x = view.told",
        "from loosened import relaxations",
        "retold = storyteller = 1",
    ],
)
def test_what_others_have_named_or_only_looks_alike_is_let_pass(source: str) -> None:
    assert list(banned_names(source)) == []
