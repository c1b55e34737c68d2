"""For the tests of the checks on Rego: the real sources with additional modules of a program."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tejun.authoring.checks import gate
from tejun.authoring.source import Source
from tejun.errors import BundleError, Place

from tests.support.cases import POLICIES, PROGRAM

NEWLINE = "\n"
HEAD = """package policy.program.{name}

import data.policy.lib.collected
import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict
"""
"""How each module begins; what a test writes comes after it."""


def path_of(name: str) -> str:
    """The path of the program's module of this name."""
    return f"programs/{PROGRAM}/{name}.rego"


@dataclass(frozen=True)
class Slip:
    """Rules that are right, and the change that makes them wrong; `message` is part of the message that follows."""

    right: str
    old: str
    new: str
    message: str

    @property
    def wrong(self) -> str:
        assert self.right.count(self.old) == 1, "the slip must hit exactly one place"
        return self.right.replace(self.old, self.new)


def with_modules(source: Source, modules: Mapping[str, str]) -> Source:
    """The source with other modules, or more of them: path → text."""
    files = source.files | {path: source.files.get(path, path) for path in modules}
    return replace(source, rego=source.rego | dict(modules), files=files)


def with_rules(source: Source, *rules: str) -> Source:
    """The source with an additional module of the program for each of these rules: `extra_0`, `extra_1`, …."""
    names = (f"extra_{number}" for number in range(len(rules)))
    modules = zip(names, rules, strict=True)
    return with_modules(
        source, {path_of(name): HEAD.format(name=name) + text for name, text in modules}
    )


def refusals(source: Source, opa: Path) -> tuple[Place, ...]:
    """The problems that the checks report; none where the source passes."""
    try:
        gate.check_rego(source, POLICIES, opa=opa)
    except BundleError as error:
        if not error.places:
            raise  # OPA cannot parse what the test wrote
        return error.places
    return ()


def messages_by_slip(source: Source, opa: Path, slips: Mapping[str, Slip]) -> dict[str, list[str]]:
    """The messages on each slip, with their lines in its rules; all are tried at once, each in its own module."""
    places = refusals(with_rules(source, *(slip.wrong for slip in slips.values())), opa)
    assert all(place.message.in_("ja") and place.message.in_("en") for place in places)
    return {
        name: [
            f"{(place.line or 0) - HEAD.count(NEWLINE)}: {place.message.in_('en')}"
            for place in places
            if place.pointer == path_of(f"extra_{number}")
        ]
        for number, name in enumerate(slips)
    }
