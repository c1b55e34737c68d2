"""The gate before compiling: all checks on the sources of an edition, every problem told in one run with file and line.

Always holds: the trees are fetched with line numbers only for those modules that have a problem.

May not know: how the problems are shown.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tejun.authoring.checks import portable, protected, reads, reasons
from tejun.authoring.problems import refused
from tejun.authoring.rego import flow, syntax
from tejun.authoring.rego.model import Model
from tejun.authoring.rego.syntax import Module
from tejun.authoring.source import Source
from tejun.errors import Place
from tejun.reading import read_json


def check(source: Source, policies: Path, *, opa: Path) -> None:
    """Raises BundleError with every problem; the METADATA must have passed `tejun.authoring.lint`."""
    schema = read_json((policies / "schemas" / "input.json").read_bytes())
    capabilities = read_json((policies / "capabilities.json").read_bytes())
    allowed = {builtin["name"] for builtin in capabilities["builtins"]}
    modules = syntax.modules(source.rego, opa)
    problems = _problems(source, modules, Model(schema), allowed)
    if problems:
        spoilt = {problem.pointer for problem in problems}
        modules |= syntax.located(source.rego, spoilt, opa)
        problems = _problems(source, modules, Model(schema), allowed)
        stand = [replace(each, pointer=source.files[each.pointer]) for each in problems]
        raise refused(stand, page="docs/writing-policies.md")


def _problems(
    source: Source, modules: Mapping[str, Module], model: Model, allowed: set[str]
) -> list[Place]:
    trees = list(modules.values())
    notes = flow.notes(trees, model)
    found = {
        *reads.problems(notes),
        *portable.problems(trees, notes, allowed),
        *protected.problems(trees, notes, source.metadata),
        *reasons.problems(source, notes),
    }
    return sorted(found, key=lambda each: (each.pointer, each.line, each.message.in_("en")))
