"""The source tree of a program's edition: the base edition that it names, the program's overlay, its parameters.

Always holds: everything is authored under the Rego root `policy`; a program sees its base and itself, never another
program or another base; the procedure and what belongs to it are of one folder (`tejun.authoring.procedure`).
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tejun.authoring.base import TREE, Base, read_base
from tejun.authoring.procedure import procedure_folder
from tejun.bundle.metadata import Metadata, read_metadata
from tejun.errors import BundleError, InvalidInputError
from tejun.reading import read_document
from tejun.words import Message, Words


@dataclass(frozen=True)
class Source:
    """One program's sources: `config` as in program.yaml, `rego` as path in the tree → text (tests left out)."""

    slug: str
    config: dict[str, Any]
    rego: dict[str, str]
    base: Base
    files: dict[str, str]
    """Every Rego file, tests included: its path in the tree → where it stands below `policies/`."""
    procedure: Path
    """The folder of the procedure: the `policies/` of the program itself, or the one that came with tejun."""

    @cached_property
    def metadata(self) -> tuple[Metadata, ...]:
        """The METADATA of every package that has one, by path. Raises BundleError."""
        found = (read_metadata(path, text) for path, text in self.rego.items())
        return tuple(metadata for metadata in found if metadata is not None)

    @cached_property
    def lib(self) -> dict[str, Metadata]:
        """The packages of `lib` that have reasons to inherit, by name."""
        return {
            metadata.package.rsplit(".", 1)[-1]: metadata
            for metadata in self.metadata
            if metadata.path.startswith("lib/") and "reasons" in metadata.custom
        }


def read_source(policies: Path, slug: str) -> Source:
    """Reads the program `slug` in the `policies` folder, and the base that it names: from there as well, or, where the
    folder holds programs only, as it came with tejun. Raises BundleError.
    """
    program = policies / "programs" / slug
    config = _read_config(program / "program.yaml")
    procedure = procedure_folder(policies)
    named_by = f"programs/{slug}/program.yaml"
    base = read_base(procedure, str(config.get("base", "")), named_by=named_by)
    shared = [*procedure.glob("decision*.rego"), *(procedure / "lib").rglob("*.rego")]
    own = {file.relative_to(policies).as_posix(): file for file in program.rglob("*.rego")}
    procedures = {file.relative_to(procedure).as_posix(): file for file in shared}
    standing = dict(sorted({**own, **procedures, **base.files}.items()))
    return Source(
        slug=slug,
        config=config,
        rego={
            path: file.read_text("utf-8")
            for path, file in standing.items()
            if not path.endswith("_test.rego")
        },
        base=base,
        files={path: _below(file, policies, procedure) for path, file in standing.items()},
        procedure=procedure,
    )


def requirements(source: Source) -> list[Metadata]:
    """The METADATA of the packages that are requirements, the procedure's and the program's."""
    return [found for found in _authored(source) if "tightens" not in found.custom]


def tightenings(source: Source) -> list[Metadata]:
    """The METADATA of the program's packages that tighten a requirement of the procedure."""
    return [found for found in _authored(source) if "tightens" in found.custom]


def is_program_path(path: str) -> bool:
    """Whether the module is the program's, not the procedure's."""
    return path.startswith("programs/")


def _authored(source: Source) -> list[Metadata]:
    return [
        metadata
        for metadata in source.metadata
        if metadata.path.startswith((f"{TREE}/", "programs/"))
    ]


def _below(file: Path, *folders: Path) -> str:
    """The file's path in that of the folders in which it stands."""
    folder = next(folder for folder in folders if file.is_relative_to(folder))
    return file.relative_to(folder).as_posix()


def _read_config(path: Path) -> dict[str, Any]:
    try:
        config = read_document(path.read_bytes(), "yaml").value
    except OSError as error:
        raise _no_program(path, _because(path, Message("authoring.read_config"))) from error
    except InvalidInputError as error:
        raise _no_program(
            path, Message("authoring.no_program.said", path=path, reason=error.detail)
        ) from error
    if not isinstance(config, dict):
        raise _no_program(path, _because(path, Message("authoring.read_config.it_is_not_a")))
    return config


def _no_program(path: Path, detail: Words) -> BundleError:
    known = sorted(found.parent.name for found in path.parents[1].glob("*/program.yaml"))
    return BundleError(
        detail,
        Message("authoring.no_program.advice", known=known or Message("authoring.no_program.none")),
    )


def _because(path: Path, reason: Words) -> Words:
    return Message("authoring.no_program.detail", path=path, reason=reason)
