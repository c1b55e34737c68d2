"""Whose reasons may bring about an outcome by themselves (`outcome: out_of_scope` or `outcome: replaced`), and which.

Always holds: only a requirement of the procedure declares one. It frees the application from everything else, so that
in a program's own requirement, or in a tightening, it would loosen the procedure, and a program may only tighten. Such
a requirement binds and is asked of the application alone; the reason has the status that belongs to its outcome, which
leaves nothing to do.

May not know: what the Rego gives, or how an outcome is found.
"""

from collections.abc import Iterator

from tejun.authoring.problems import at
from tejun.authoring.source import Source, is_program_path, requirements, tightenings
from tejun.bundle.metadata import Metadata
from tejun.errors import Place
from tejun.terms import EFFECTS, Outcome
from tejun.words import Message


def problems(source: Source) -> Iterator[Place]:
    """Every outcome that is declared where it may not be. The shapes must hold."""
    for metadata in (*requirements(source), *tightenings(source), *source.lib.values()):
        for code, reason in metadata.custom.get("reasons", {}).items():
            if "outcome" in reason:
                yield from _misplaced(metadata, code)
                yield from _ill_fitting(metadata, code, reason["status"], outcome=reason["outcome"])


def _misplaced(metadata: Metadata, code: str) -> Iterator[Place]:
    if is_program_path(metadata.path):
        yield at(metadata, Message("authoring.misplaced", code=code))
    elif metadata.path.startswith("lib/"):
        yield at(metadata, Message("authoring.misplaced.reasons_outcome_not_for", code=code))
    elif (metadata.custom["enforcement"], metadata.custom["subjects"]) != (
        "binding",
        ["application"],
    ):
        yield at(metadata, Message("authoring.misplaced.reasons_outcome_only_for", code=code))


def _ill_fitting(
    metadata: Metadata, code: str, status: str, *, outcome: Outcome
) -> Iterator[Place]:
    fitting = EFFECTS[outcome]
    if status != fitting:
        yield at(
            metadata, Message("authoring.ill_fitting", code=code, outcome=outcome, fitting=fitting)
        )
