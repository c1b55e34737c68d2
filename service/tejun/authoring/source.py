"""The source tree of a program's edition: the base edition that it names, the program's own Rego and its parameters.

Always holds: everything is authored under the Rego root `policy`; a program sees its base and itself, never another
program or another base. The whole procedure (`lib`, the schemas, the base editions) is taken from one folder: the
`policies/` of the program, or the one that came with tejun. Its parts were tested together; a mixture of two folders
would be an edition that nobody has tried.

May not know: what the sources must say (`tejun.authoring.lint`).
"""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tejun.authoring.base import PROCEDURE_TREE, Base, read_base
from tejun.authoring.files import read_rego
from tejun.bundle.metadata import Metadata, read_metadata
from tejun.errors import BundleError, InvalidInputError
from tejun.folders import POLICIES, shipped
from tejun.reading import Document, read_bytes, read_document
from tejun.words import Message, Words

_PROCEDURE_PARTS = ("capabilities.json", "decision.rego", "lib", "schemas/input.json")
"""What all base editions share; a folder with none of these, and without a base edition, has programs only."""

_EDITIONS = "*/edition.yaml"


@dataclass(frozen=True)
class Source:
    """One program's sources: `config` as in program.yaml, `document` that file with its lines, `rego` as path in the
    tree → text (tests left out)."""

    slug: str
    config: dict[str, Any]
    document: Document = field(repr=False)
    rego: dict[str, str]
    base: Base
    files: dict[str, str]
    """Every Rego file, tests included: its path in the tree → its path below `policies/`."""
    procedure: Path
    """The folder of the procedure: the `policies/` of the program itself, or the one that came with tejun."""

    @property
    def config_file(self) -> str:
        """The path of program.yaml below `policies/`."""
        return f"programs/{self.slug}/program.yaml"

    @cached_property
    def metadata(self) -> tuple[Metadata, ...]:
        """The METADATA of every package that has one, by path. Raises BundleError."""
        blocks = (read_metadata(path, text) for path, text in self.rego.items())
        return tuple(metadata for metadata in blocks if metadata is not None)

    @cached_property
    def lib(self) -> dict[str, Metadata]:
        """The packages of `lib` whose reasons the requirements that use them take over, by name."""
        return {
            metadata.package.rsplit(".", 1)[-1]: metadata
            for metadata in self.metadata
            if metadata.path.startswith("lib/") and "reasons" in metadata.custom
        }


def read_source(policies: Path, slug: str) -> Source:
    """Reads the program `slug` in the `policies` folder, and the base that it names. Raises BundleError."""
    program = policies / "programs" / slug
    document = _read_config(program / "program.yaml")
    procedure = procedure_folder(policies)
    base = read_base(
        procedure,
        str(document.value.get("base", "")),
        named_by=f"programs/{slug}/program.yaml",
        line=document.line_of(("base",)),
    )
    shared = [*procedure.glob("decision*.rego"), *(procedure / "lib").rglob("*.rego")]
    own = {file.relative_to(policies).as_posix(): file for file in program.rglob("*.rego")}
    of_procedure = {file.relative_to(procedure).as_posix(): file for file in shared}
    files = dict(sorted({**own, **of_procedure, **base.files}.items()))
    return Source(
        slug=slug,
        config=document.value,
        document=document,
        rego={
            path: read_rego(file) for path, file in files.items() if not path.endswith("_test.rego")
        },
        base=base,
        files={path: _path_below(file, policies, procedure) for path, file in files.items()},
        procedure=procedure,
    )


def procedure_folder(policies: Path) -> Path:
    """The folder of the procedure for the programs in `policies`: that folder itself, or the one that came with tejun.

    Raises BundleError where `policies` has only parts of it.
    """
    missing = [part for part in _PROCEDURE_PARTS if not (policies / part).exists()]
    if len(missing) == len(_PROCEDURE_PARTS) and not any(policies.glob(_EDITIONS)):
        return shipped(POLICIES) or policies
    if missing:
        raise _incomplete_procedure(policies, missing)
    return policies


def _incomplete_procedure(policies: Path, missing: list[str]) -> BundleError:
    return BundleError(
        Message("authoring.procedure.incomplete.detail", policies=policies, missing=missing),
        Message("authoring.procedure.incomplete.advice"),
    )


def requirement_packages(source: Source) -> list[Metadata]:
    """The METADATA of the packages that are requirements, the procedure's and the program's."""
    packages = _rule_packages(source)
    return [metadata for metadata in packages if "tightens" not in metadata.custom]


def tightening_packages(source: Source) -> list[Metadata]:
    """The METADATA of the program's packages that tighten a requirement of the procedure."""
    return [metadata for metadata in _rule_packages(source) if "tightens" in metadata.custom]


def is_program_path(path: str) -> bool:
    """Whether the module is the program's, not the procedure's."""
    return path.startswith("programs/")


def _rule_packages(source: Source) -> list[Metadata]:
    return [
        metadata
        for metadata in source.metadata
        if metadata.path.startswith((f"{PROCEDURE_TREE}/", "programs/"))
    ]


def _path_below(file: Path, *folders: Path) -> str:
    """The file's path below whichever of the folders has it."""
    folder = next(folder for folder in folders if file.is_relative_to(folder))
    return file.relative_to(folder).as_posix()


def _read_config(path: Path) -> Document:
    try:
        document = read_document(read_bytes(path), "yaml")
    except OSError as error:
        raise _program_error(
            path, _reason_words(path, Message("authoring.no_such_file"))
        ) from error
    except InvalidInputError as error:
        raise _program_error(
            path, Message("authoring.no_program.unreadable", path=path, reason=error.detail)
        ) from error
    if not isinstance(document.value, dict):
        raise _program_error(path, _reason_words(path, Message("bundle.not_a_map")))
    return document


def _program_error(path: Path, detail: Words) -> BundleError:
    known = sorted(file.parent.name for file in path.parents[1].glob("*/program.yaml"))
    return BundleError(
        detail,
        Message("authoring.no_program.advice", known=known or Message("authoring.no_program.none")),
    )


def _reason_words(path: Path, reason: Words) -> Words:
    return Message("authoring.no_program.detail", path=path, reason=reason)
