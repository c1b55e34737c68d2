"""Whose reasons may bring about an outcome by themselves (`outcome: out_of_scope` or `outcome: replaced`), and which.

Always holds: only a requirement of the procedure declares one. The outcome frees the application from everything else:
declared by a program it would relax the procedure, which a program may only tighten. Such a requirement binds and is
asked of the application alone; the reason has the status that belongs to its outcome, which leaves nothing to do.

May not know: what the Rego gives, or how an outcome is found.
"""

from collections.abc import Iterator
from pathlib import Path

from tejun.authoring.base import read_base, read_editions
from tejun.authoring.files import read_rego
from tejun.authoring.problems import problem_of_package
from tejun.authoring.source import (
    Source,
    is_program_path,
    procedure_folder,
    requirement_packages,
    tightening_packages,
)
from tejun.bundle.effects import Effects
from tejun.bundle.metadata import Metadata, read_metadata
from tejun.errors import BundleError, Place
from tejun.folders import find_policies
from tejun.terms import EFFECTS, Outcome
from tejun.words import Message


def effect_problems(source: Source) -> Iterator[Place]:
    """Every outcome that is declared where it may not be. The shapes must hold."""
    for metadata in (
        *requirement_packages(source),
        *tightening_packages(source),
        *source.lib.values(),
    ):
        for code, reason in metadata.custom.get("reasons", {}).items():
            if "outcome" in reason:
                yield from _place_problems(metadata, code)
                yield from _status_problems(
                    metadata, code, reason["status"], outcome=reason["outcome"]
                )


def _place_problems(metadata: Metadata, code: str) -> Iterator[Place]:
    if is_program_path(metadata.path):
        yield problem_of_package(
            metadata, Message("authoring.outcome_misplaced.program", code=code)
        )
    elif metadata.path.startswith("lib/"):
        yield problem_of_package(metadata, Message("authoring.outcome_misplaced.lib", code=code))
    elif (metadata.custom["enforcement"], metadata.custom["subjects"]) != (
        "binding",
        ["application"],
    ):
        yield problem_of_package(
            metadata, Message("authoring.outcome_misplaced.enforcement", code=code)
        )


def _status_problems(
    metadata: Metadata, code: str, status: str, *, outcome: Outcome
) -> Iterator[Place]:
    expected = EFFECTS[outcome]
    if status != expected:
        yield problem_of_package(
            metadata,
            Message(
                "authoring.outcome_misfits_status", code=code, outcome=outcome, status=expected
            ),
        )


def effects_of_base(name: str) -> Effects | None:
    """What the reasons of the base edition bring about, as the policies here have it, else as it came with tejun.

    None where there is no such edition, or where it cannot be read.
    """
    try:
        return _effects_in(procedure_folder(find_policies()), name)
    except BundleError:
        return None


def _effects_in(procedure: Path, name: str) -> Effects | None:
    if name not in read_editions(procedure):
        return None
    effects: dict[str, dict[str, str]] = {}
    for path, file in read_base(procedure, name, named_by=name).files.items():
        custom = getattr(read_metadata(path, read_rego(file)), "custom", {})
        reasons = custom.get("reasons")
        for code, reason in reasons.items() if isinstance(reasons, dict) else ():
            if isinstance(reason, dict) and "outcome" in reason:
                effects.setdefault(str(custom.get("id")), {})[code] = str(reason["outcome"])
    return effects
