"""Finds the rules of a Rego module by its lines.

Always holds: pure; never fails. It relies on the form that `opa fmt` gives: a rule begins in the first column, and what
belongs to it is indented or closes a bracket.

May not know: what a rule means.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tejun.bundle.mount import package_of

_HEAD = re.compile(r"(?:default )?(?P<name>[A-Za-z_]\w*)(?P<arguments>\()?")
_NO_RULE = re.compile(r"(?:package|import)\b")
_CONTINUES = re.compile(r"[\s})\]]")


@dataclass(frozen=True)
class Rule:
    """A rule with all of its branches: rows `first` to `last`, 1-based. `name` is the full one, `data.<package>.…`."""

    name: str
    function: bool
    first: int
    last: int

    @property
    def short(self) -> str:
        return self.name.rpartition(".")[2]


@dataclass(frozen=True)
class Module:
    """A module's lines and rules."""

    lines: tuple[str, ...]
    rules: tuple[Rule, ...]

    def rule_at(self, row: int) -> Rule | None:
        """The rule that the row belongs to."""
        return self._by_row.get(row)

    @cached_property
    def _by_row(self) -> Mapping[int, Rule]:
        """A trace asks for each of its events, of which there are tens of thousands."""
        rules = reversed(self.rules)
        return {row: rule for rule in rules for row in range(rule.first, rule.last + 1)}


@lru_cache(maxsize=256)
def read_module(text: str) -> Module:
    """The module of a Rego file's text."""
    lines = tuple(text.split("\n"))
    package = package_of(text) or ""
    rules: list[Rule] = []
    for row, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        if _CONTINUES.match(line):
            if rules:
                rules[-1] = _extended_to(rules[-1], row)
        elif not _NO_RULE.match(line) and (head := _HEAD.match(line)):
            name = f"data.{package}.{head['name']}"
            rules.append(Rule(name, bool(head["arguments"]), row, row))
    return Module(lines, tuple(rules))


def _extended_to(rule: Rule, row: int) -> Rule:
    return Rule(rule.name, rule.function, rule.first, row)
