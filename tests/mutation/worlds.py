"""A program's policies together with all that holds them: their Rego tests, and the cases of their requirements.

Always holds: modules are named by their file below `policies/`; a file of the base stands in the world of every program
that is built on it.

May not know: mutants, or how OPA is run.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tejun.bundle.metadata import read_metadata
from tejun.bundle.mount import package_of
from tejun.policytest import Case

from tests.support.cases import (
    POLICIES,
    PROGRAM,
    PROGRAMS,
    by_program,
    load_cases,
    rego_data,
    source_of,
)

_REFERENCE = re.compile(r"\bdata((?:\.\w+)+)")
_LINE_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)


@dataclass(frozen=True)
class World:
    """`files` as file → text, tests included; `data` as Rego reads it; `cases` by the requirement whose they are."""

    name: str
    files: dict[str, str]
    data: dict[str, Any] = field(default_factory=dict)
    cases: dict[str, list[Case]] = field(default_factory=dict)

    @cached_property
    def modules(self) -> dict[str, str]:
        """The files without the tests: what is mutated."""
        return {file: text for file, text in self.files.items() if not file.endswith("_test.rego")}

    @cached_property
    def packages(self) -> dict[str, str]:
        """The package of every file, tests included."""
        return {file: package_of(text) or "" for file, text in self.files.items()}

    @cached_property
    def requirements(self) -> dict[str, str]:
        """The id of the requirement, or of the tightening, that a file is."""
        read = ((file, read_metadata(file, text)) for file, text in self.modules.items())
        return {file: said.custom["id"] for file, said in read if said and "id" in said.custom}

    def own_tests(self, file: str) -> set[str]:
        """The tests beside a file, which may stand in several (`screening_test`, `screening_doubts_test`)."""
        return {
            test
            for test, name in self.packages.items()
            if name.endswith("_test") and self._tested(name) == self.packages[file]
        }

    def _tested(self, name: str) -> str:
        """The package that a package of tests is beside: the longest of those that its name begins with."""
        beside = (self.packages[file] for file in self.modules)
        return max((found for found in beside if name.startswith(f"{found}_")), key=len, default="")

    def dependents(self, file: str) -> set[str]:
        """The file, and every file whose rules may say something else when its rules do; tests included."""
        reached, left = {file}, [file]
        while left:
            package = self.packages[left.pop()]
            found = {other for other in self.files if self._reads(other, package)} - reached
            reached |= found
            left += found
        return reached

    def _reads(self, file: str, package: str) -> bool:
        return any(
            package == read or package.startswith(f"{read}.") or read.startswith(f"{package}.")
            for read in self._references[file]
        )

    @cached_property
    def _references(self) -> dict[str, set[str]]:
        """The paths below `data` that a file names; all of a branch where only its beginning is named."""
        return {
            file: {
                found.removeprefix(".") for found in _REFERENCE.findall(_LINE_COMMENT.sub("", text))
            }
            for file, text in self.files.items()
        }


def worlds() -> list[World]:
    """The world of every program; first the one on whose application the procedure's cases stand."""
    cases = by_program(load_cases())
    return [world(slug, cases[slug]) for slug in sorted(PROGRAMS, key=lambda slug: slug != PROGRAM)]


def world(slug: str, cases: Iterable[Case]) -> World:
    source = source_of(slug)
    by_requirement = defaultdict(list)
    for case in cases:
        by_requirement[case.requirement].append(case)
    return World(
        name=slug,
        files={file: (POLICIES / file).read_text("utf-8") for file in source.files.values()},
        data=rego_data(slug),
        cases=by_requirement,
    )
