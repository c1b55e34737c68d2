"""The reasons that a requirement's findings can carry are those that its METADATA declares.

Seen: reasons followed through functions, tables and lists, wherever they are written out or are one of the schema's
own words. A reason that lib gives is not asked for where it is not declared: the requirement may have dealt with
that case before, which is not followed; the cases hold it.

May not know: what a reason says.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tejun.authoring import catalog
from tejun.authoring.problems import problem_in_file, problem_of_package
from tejun.authoring.rego.notes import Note, PossibleReason, ReasonStatus
from tejun.authoring.source import Source, requirement_packages, tightening_packages
from tejun.bundle.metadata import Metadata
from tejun.errors import Place
from tejun.words import Message


def reason_problems(source: Source, notes: Iterable[Note]) -> Iterator[Place]:
    """Reasons that are given and not declared, or with another status, or declared and never given."""
    all_notes = [note for note in notes if isinstance(note, PossibleReason | ReasonStatus)]
    for metadata in (*requirement_packages(source), *tightening_packages(source)):
        declared = catalog.declared_reasons(source, metadata)
        yield from _undeclared_problems(metadata, declared, all_notes)
        package = tuple(metadata.package.split("."))
        reasons = {
            note.reason
            for note in all_notes
            if isinstance(note, PossibleReason) and note.package == package
        }
        for code in metadata.custom.get("reasons", {}):
            if code not in reasons and None not in reasons:
                yield problem_of_package(metadata, Message("authoring.reason_not_given", code=code))


def _undeclared_problems(
    metadata: Metadata, declared: Mapping[str, Any], notes: Iterable[PossibleReason | ReasonStatus]
) -> Iterator[Place]:
    """Problems with the reasons that the requirement's own module has."""
    for note in notes:
        if note.where is None or note.reason is None:
            continue
        path, line = note.where
        if path != metadata.path:
            continue
        status = declared.get(note.reason, {}).get("status")
        if isinstance(note, PossibleReason) and status is None:
            yield problem_in_file(
                path, line or 1, Message("authoring.reason_undeclared", code=note.reason)
            )
        if isinstance(note, ReasonStatus) and status not in {None, note.status}:
            yield problem_in_file(
                path,
                line or 1,
                Message(
                    "authoring.reason_of_other_status",
                    code=note.reason,
                    given=note.status,
                    declared=status,
                ),
            )
