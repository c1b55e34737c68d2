"""The reasons that a requirement's findings can carry are those that its METADATA declares.

Seen: reasons followed through functions, tables and lists, wherever they are written out or are one of the schema's
own words. A reason that lib gives is not asked for where it is not declared: the requirement may have dealt with
that case before, which is not followed; the cases hold it.

May not know: what a reason says.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tejun.authoring import catalog
from tejun.authoring.problems import at, place
from tejun.authoring.rego.notes import Given, Note, Verdict
from tejun.authoring.source import Source, requirements, tightenings
from tejun.bundle.metadata import Metadata
from tejun.errors import Place
from tejun.words import Message


def problems(source: Source, notes: Iterable[Note]) -> Iterator[Place]:
    """Reasons that are given and not declared, or with another status, or declared and never given."""
    noted = list(notes)
    for metadata in (*requirements(source), *tightenings(source)):
        declared = catalog.reasons(source, metadata)
        yield from _undeclared(metadata, declared, noted)
        package = tuple(metadata.package.split("."))
        given = {
            note.reason for note in noted if isinstance(note, Given) and note.package == package
        }
        for code in metadata.custom.get("reasons", {}):
            if code not in given and None not in given:
                yield at(
                    metadata, Message("authoring.problems.nothing_gives_the_reason", code=code)
                )


def _undeclared(
    metadata: Metadata, declared: Mapping[str, Any], notes: Iterable[Note]
) -> Iterator[Place]:
    """What is written in the requirement itself."""
    for note in notes:
        if not isinstance(note, Given | Verdict) or note.where is None or note.reason is None:
            continue
        path, line = note.where
        if path != metadata.path:
            continue
        status = declared.get(note.reason, {}).get("status")
        if isinstance(note, Given) and status is None:
            yield place(path, line or 1, Message("authoring.undeclared", reason=note.reason))
        if isinstance(note, Verdict) and status not in {None, note.status}:
            yield place(
                path,
                line or 1,
                Message(
                    "authoring.undeclared.the_reason_is_given",
                    reason=note.reason,
                    status=note.status,
                    status_2=status,
                ),
            )
