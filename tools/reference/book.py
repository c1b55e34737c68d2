"""What the reference holds: every requirement and tightening of every program, gathered from the policies.

Always holds: each id is an entry once, the procedure's in the order of the source's clauses, the programs' after them.

May not know: cases, decisions, or how a page looks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tejun.authoring.catalog import (
    ITEMS,
    build_catalog,
    declared_parameters,
    declared_readings,
    declared_reasons,
)
from tejun.authoring.source import Source, tightening_packages
from tejun.bundle.metadata import Metadata

_Dict = Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """A requirement, or a program's tightening of one.

    `requirement` is as the catalog has it, the reasons of tightenings left out; `in_programs` is the same as each
    program's catalog has it; `file` is where its Rego stands, below `policies/`.
    """

    requirement: _Dict
    in_programs: Mapping[str, _Dict]
    file: str
    tightens: str | None = None

    @property
    def id(self) -> str:
        return str(self.requirement["id"])

    @property
    def owner(self) -> str | None:
        """The program whose own it is; None for the procedure's."""
        return None if self.requirement["layer"] == "procedure" else next(iter(self.in_programs))


@dataclass(frozen=True)
class Book:
    """The programs' catalogs by slug, and every entry."""

    programs: Mapping[str, _Dict]
    entries: tuple[Entry, ...]

    @property
    def titles(self) -> dict[str, _Dict]:
        """The titles of all entries, by id."""
        return {entry.id: entry.requirement["title"] for entry in self.entries}


def gather(sources: Mapping[str, Source]) -> Book:
    """The book of the programs' sources, by slug."""
    catalogs = {slug: build_catalog(source) for slug, source in sources.items()}
    own = [
        _tightening(source, found)
        for source in sources.values()
        for found in tightening_packages(source)
    ]
    entries = [*_requirements(sources, catalogs), *own]
    return Book(programs=catalogs, entries=tuple(sorted(entries, key=_order)))


def _requirements(sources: Mapping[str, Source], catalogs: Mapping[str, _Dict]) -> list[Entry]:
    found: dict[str, dict[str, _Dict]] = {}
    for slug, words in catalogs.items():
        for requirement in words["requirements"]:
            found.setdefault(requirement["id"], {})[slug] = requirement
    return [_requirement(sources, in_programs) for in_programs in found.values()]


def _requirement(sources: Mapping[str, Source], in_programs: Mapping[str, _Dict]) -> Entry:
    slug, first = next(iter(in_programs.items()))
    plain = {code: reason for code, reason in first["reasons"].items() if "by" not in reason}
    source = sources[slug]
    path = next(found.path for found in source.metadata if found.package == first["package"])
    return Entry({**first, "reasons": plain}, in_programs, source.files[path])


def _tightening(source: Source, metadata: Metadata) -> Entry:
    custom = metadata.custom
    requirement = {
        **custom,
        "layer": "program",
        "description": metadata.descriptions,
        "parameters": declared_parameters(source, metadata),
        "readings": declared_readings(source, metadata),
        "reasons": declared_reasons(source, metadata),
    }
    file = source.files[metadata.path]
    return Entry(requirement, {source.slug: requirement}, file, tightens=custom["tightens"])


def _order(entry: Entry) -> tuple[int, str, str]:
    item = entry.requirement["clause"]["item"]
    at = ITEMS.index(item) if entry.owner is None and item in ITEMS else len(ITEMS)
    return (at, entry.owner or "", entry.id)
