"""All checks on the Rego of an edition before it is compiled; one run reports every problem with file and line.

Always holds: the trees are fetched with line numbers only for those modules that have a problem.

May not know: how the problems are shown.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tejun.authoring.checks import portable, protected, reads, reasons
from tejun.authoring.files import read_capabilities, read_input_schema
from tejun.authoring.problems import problems_error
from tejun.authoring.rego import flow, syntax
from tejun.authoring.rego.input_schema import InputSchema
from tejun.authoring.rego.syntax import Module
from tejun.authoring.source import Source
from tejun.errors import Place


def check_rego(source: Source, policies: Path, *, opa: Path) -> None:
    """Raises BundleError with every problem; the METADATA must have passed `tejun.authoring.lint`."""
    schema = read_input_schema(policies / "schemas" / "input.json")
    allowed = read_capabilities(policies / "capabilities.json")
    modules = syntax.parse_modules(source.rego, opa)
    problems = _problems(source, modules, InputSchema(schema), allowed)
    if problems:
        paths = {problem.pointer for problem in problems}
        modules |= syntax.parse_with_lines(source.rego, paths, opa)
        problems = _problems(source, modules, InputSchema(schema), allowed)
        in_files = [replace(problem, pointer=source.files[problem.pointer]) for problem in problems]
        raise problems_error(in_files, page="docs/writing-policies.md")


def _problems(
    source: Source, modules: Mapping[str, Module], input_schema: InputSchema, allowed: set[str]
) -> list[Place]:
    trees = list(modules.values())
    notes = flow.collect_notes(trees, input_schema)
    problems = {
        *reads.read_problems(notes),
        *portable.portability_problems(trees, notes, allowed),
        *protected.protection_problems(trees, notes, source.metadata),
        *reasons.reason_problems(source, notes),
    }
    return sorted(
        problems, key=lambda problem: (problem.pointer, problem.line, problem.message.in_("en"))
    )
