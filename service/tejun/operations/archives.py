"""An edition's archive, in a file or published: built, signed, verified, described, compared with another.

An edition is named by the file of its archive, or as PROGRAM@EDITION in the registry.

Always holds: nothing is published; a file is read, and never written.

May not know: how what was found is shown, or where an archive is written.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tejun.authoring.build import build_archive
from tejun.authoring.module import find_capabilities
from tejun.bundle.archive import MAX_ARCHIVE_BYTES, Bundle, file_name, read_archive
from tejun.bundle.signatures import add_signature, read_signed
from tejun.compare.describe import describe_bundle
from tejun.compare.diff import Diff, compare_bundles
from tejun.errors import BundleError, InvalidInputError, TejunError
from tejun.operations.editions import naming_the_registry
from tejun.operations.workplace import Workplace
from tejun.publish import Check, checks
from tejun.settings import Settings
from tejun.signing import SigningKey, read_signing_key
from tejun.toolchain import find_opa, find_opa_or_none
from tejun.words import Message

__all__ = [
    "Bundle",
    "Check",
    "SignedArchive",
    "build_edition",
    "compare_editions",
    "describe_edition",
    "file_name",
    "find_signing_key",
    "read_file",
    "sign_archive",
    "verify_edition",
]


@dataclass(frozen=True)
class SignedArchive:
    """An archive that was signed, the edition in it, and the id of the key."""

    content: bytes
    bundle: Bundle
    key_id: str


def build_edition(policies: Path, program: str) -> tuple[bytes, Bundle]:
    """The archive of the program's edition, unsigned, and what is in it: the same sources give the same bytes.

    Raises BundleError, with every place in the sources that is wrong, or ToolMissingError.
    """
    if not (policies / "programs" / program / "program.yaml").is_file():
        raise _no_program(policies / "programs", program)
    archive = build_archive(policies, program, opa=find_opa())
    return archive, read_archive(archive)


def sign_archive(workplace: Workplace, file: Path, key: str | None) -> SignedArchive:
    """The archive in the file, signed, whoever signed it before; `key` names a private key, else the settings do.

    Raises InvalidInputError, BundleError or OSError.
    """
    signing = find_signing_key(workplace.settings, key)
    archive = add_signature(read_file(file), signing)
    return SignedArchive(archive, read_archive(archive), signing.public.id)


def verify_edition(
    workplace: Workplace, name: str, on_step: Callable[[Bundle | Check], None]
) -> Bundle | None:
    """The edition, where its signature is by a trusted key, and its module what OPA makes of its Rego.

    `on_step` hears of the edition and of each check when it is done, up to the first refused; then it is None. One
    that could not run, for want of opa, refuses nothing. Raises SignatureError or another BundleError where it is no
    archive that was signed; NotFoundError, RegistryError, InvalidInputError or OSError.
    """
    trusted = workplace.trusted
    archive, published_on = _archive(workplace, name)
    bundle, key = read_signed(archive, trusted, on=published_on)
    on_step(bundle)
    on_step(checks.signature_check(key))
    compiled = checks.check_compiled(
        bundle, opa=find_opa_or_none(), capabilities=find_capabilities()
    )
    on_step(compiled)
    return None if compiled.refusals else bundle


def describe_edition(workplace: Workplace, name: str) -> dict[str, Any]:
    """What it says of itself (`tejun/bundle-description/1`), whoever has signed it.

    Raises BundleError, NotFoundError, RegistryError, InvalidInputError or OSError.
    """
    return describe_bundle(_open(workplace, name))


def compare_editions(workplace: Workplace, before: str, after: str) -> Diff:
    """What differs between two, whoever has signed them. Raises what `describe_edition` raises."""
    return compare_bundles(_open(workplace, before), _open(workplace, after))


def find_signing_key(settings: Settings, name: str | None) -> SigningKey:
    """The private key by its file or PEM, else the one of the settings. Raises InvalidInputError."""
    value = name or settings.signing_key
    if value is None:
        raise InvalidInputError(
            Message("operations.archives.no_signing_key.detail"),
            Message("operations.archives.no_signing_key.advice"),
        )
    return read_signing_key(value)


def read_file(file: Path) -> bytes:
    """An archive's bytes, no more than one over the limit. Raises OSError."""
    with file.open("rb") as archive:
        return archive.read(MAX_ARCHIVE_BYTES + 1)


def _archive(workplace: Workplace, name: str) -> tuple[bytes, date | None]:
    """The archive, and the day on which it was published, where it was."""
    program, at, edition = name.partition("@")
    if not at or Path(name).exists():
        if not Path(name).exists():
            _refuse_program(workplace, name)
        return read_file(Path(name)), None
    with naming_the_registry(workplace):
        found = workplace.registry.edition(program, edition)
    return workplace.registry.archive(found), found.published_at.date()


def _refuse_program(workplace: Workplace, name: str) -> None:
    """Says how an edition is named, where the name is a program's. Raises InvalidInputError then."""
    editions: tuple[str, ...] = ()
    with suppress(TejunError):  # who names a file need have no registry
        if name in workplace.registry.programs():
            published = workplace.registry.editions(name)
            editions = tuple(f"{name}@{edition.edition}" for edition in published)
    if editions:
        raise InvalidInputError(
            Message("operations.archives.is_a_program.detail", program=name),
            Message("operations.archives.is_a_program.advice", editions=editions),
        )


def _open(workplace: Workplace, name: str) -> Bundle:
    archive, _ = _archive(workplace, name)
    try:
        return read_archive(archive)
    except BundleError as error:
        raise BundleError(
            Message("operations.archives.in_edition", argument=name, detail=error.detail),
            error.advice,
        ) from error


def _no_program(folder: Path, program: str) -> BundleError:
    known = ", ".join(sorted(path.parent.name for path in folder.glob("*/program.yaml"))) or "—"
    return BundleError(
        Message("operations.archives.no_program.detail", slug=program, folder=folder),
        Message("operations.archives.no_program.advice", known=known),
    )
