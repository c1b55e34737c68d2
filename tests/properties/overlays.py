"""A program's edition beside its base, the same without the program's packages, and what must hold between them.

Always holds: both read the same data (parameters, call), so that only the overlay tells them apart. The base may have
been built of another program: without packages of their own, programs differ in their data alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from tejun import canonical
from tejun.authoring import catalog
from tejun.authoring.source import is_program_path, requirement_packages
from tejun.bundle.archive import Bundle, read_archive
from tejun.engine.protocol import Engine
from tejun.policytest import Case, apply_overrides, with_data

from tests.properties.deletions import CHAIN, indicators
from tests.support import shared
from tests.support.bundles import write_policies
from tests.support.cases import source_of
from tests.support.judged import Cell, CellDecision, better_cells, better_outcome, evaluated


@dataclass(frozen=True)
class Pair:
    """An edition (`overlaid`), its base, and the ids of the requirements that are the program's own."""

    base: Bundle
    overlaid: Bundle
    own: frozenset[str]

    @classmethod
    def of(cls, base: Bundle, overlaid: Bundle) -> "Pair":
        asked = overlaid.catalog["requirements"]
        own = frozenset(look["id"] for look in asked if look["layer"] == "program")
        data = {**overlaid.data[overlaid.root], "edition": base.data[base.root]["edition"]}
        return cls(with_data(base, **data), overlaid, own)

    def on(self, case: Case) -> "Pair":
        """The pair with the parameters and word of a case, which is the program's."""
        data = apply_overrides(case.overrides, self.overlaid.data[self.overlaid.root])
        return Pair(with_data(self.base, **data), with_data(self.overlaid, **data), self.own)

    def loosened(self, engine: Engine, document: dict[str, Any]) -> list[str]:
        """What the overlay loosens of the decision on an input document."""
        form = canonical.dumps(document)
        base, overlaid = (evaluated(engine, item, form) for item in (self.base, self.overlaid))
        return [*loosened(base, overlaid, self.own)]


def build_base(program: str, folder: Path, *, opa: Path) -> Bundle:
    """The edition without the packages of the program, built in `folder`."""
    policies = write_policies(folder / "policies", without_overlay(program))
    return read_archive(shared.built(policies, program, opa=opa))


def without_overlay(program: str) -> dict[str, str | None]:
    """The program's files: none but program.yaml, and there only what the procedure reads.

    Neither a parameter of the program's own, nor which of its requirements says whom it chose; this one the base still
    reads in the data that both have (`Pair.of`).
    """
    source = source_of(program)
    read: set[str] = set()
    for metadata in requirement_packages(source):
        if not is_program_path(metadata.path):
            read |= catalog.declared_parameters(source, metadata).keys()
    given = source.config["parameters"]
    parameters = {name: value for name, value in given.items() if name in read}
    call = {name: said for name, said in source.config["call"].items() if name != "selection"}
    alone = {**source.config, "call": call, "parameters": parameters}
    config = yaml.safe_dump(alone, allow_unicode=True)
    packages = dict.fromkeys(path for path in source.files if is_program_path(path))
    return {**packages, f"programs/{program}/program.yaml": config}


def loosened(base: CellDecision, overlaid: CellDecision, own: frozenset[str]) -> Iterator[str]:
    """Every way in which the overlay does more than tighten, in words."""
    for better in better_cells(base, overlaid):
        yield f"{' '.join(better.cell)}: {better.reason_before} → {better.reason_after or 'gone'}"
    for cell in base.cells.keys() - overlaid.cells.keys():
        if not stood_in_for_indicators(cell, overlaid):
            yield f"{' '.join(cell)}: gone"
    for cell in overlaid.cells.keys() - base.cells.keys():
        if not of_program(cell, own):
            yield f"{' '.join(cell)}: new, and not the program's own"
    for cell, finding in base.cells.items():
        now = overlaid.cells.get(cell, finding)
        if finding["enforcement"] == "binding" != now["enforcement"]:
            yield f"{' '.join(cell)}: binding → {now['enforcement']}"
    if better_outcome(base, overlaid) or excused(base, overlaid):
        yield f"outcome: {base.outcome} → {overlaid.outcome}"


def excused(base: CellDecision, overlaid: CellDecision) -> bool:
    """The program brought about an outcome beside the scale, which is the procedure's own."""
    return overlaid.outcome in {"replaced", "out_of_scope"} and overlaid.outcome != base.outcome


def stood_in_for_indicators(cell: Cell, overlaid: CellDecision) -> bool:
    """The application stands in where no indicator is raised; a program may raise one."""
    return cell[0] in CHAIN and cell[1] == "application" and bool(indicators(overlaid))


def of_program(cell: Cell, own: frozenset[str]) -> bool:
    """A cell of the program's requirement, or of the chain of an indicator that such a requirement raised."""
    requirement, subject = cell
    raised_by = subject.removeprefix("indicator:").split("/")[0]
    return requirement in own or (requirement in CHAIN and raised_by in own)
