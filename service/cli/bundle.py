"""`tejun bundle`: build an edition from its sources, look into one."""

import os
import tempfile
from pathlib import Path

import click

from service.bundle.archive import MAX_ARCHIVE_BYTES, Bundle, read_archive
from service.bundle.build import build as build_archive
from service.bundle.registry import file_name
from service.bundle.tools import find_opa
from service.cli import options
from service.errors import BundleError, Text

_POLICIES = Path("policies")
_BUNDLES = Path("bundles")


@click.group()
def bundle() -> None:
    """Build an edition of a program, or look into one."""


@bundle.command()
@click.argument("slug")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The archive; default bundles/<slug>-<edition>.tar.gz.",
)
@click.option(
    "--policies",
    type=click.Path(path_type=Path),
    default=_POLICIES,
    show_default=True,
    help="The folder of policies.",
)
@options.language_option
def build(slug: str, out: Path | None, policies: Path) -> None:
    """Check the sources of the program SLUG, build its edition, print the archive's path and digest.

    The same sources give the same bytes. Needs opa (`make tools`).

    \b
    Example:
      tejun bundle build kprogram-2026
    """
    _require_program(policies, slug)
    data = build_archive(policies, slug, opa=find_opa())
    built = read_archive(data)
    path = out or _BUNDLES / file_name(built.program, built.edition)
    _write(path, data)
    click.echo(f"{path}  {built.digest}")


@bundle.command()
@click.argument("file", type=click.Path(path_type=Path))
@options.language_option
def inspect(file: Path) -> None:
    """Check the archive FILE and say what it is.

    \b
    Example:
      tejun bundle inspect bundles/kprogram-2026-1.tar.gz
    """
    with file.open("rb") as archive:
        found = read_archive(archive.read(MAX_ARCHIVE_BYTES + 1))
    for name, value in _description(found):
        click.echo(f"{name:<15}{value}")


def _description(found: Bundle) -> list[tuple[str, object]]:
    return [
        ("program", found.program),
        ("edition", found.edition),
        ("base", found.base),
        ("sequence", found.sequence),
        ("effective from", found.effective_from),
        ("revision", found.revision),
        ("archive", found.digest),
        ("entrypoint", found.entrypoint),
        ("requirements", len(found.catalog["requirements"])),
        ("files", len(found.files)),
    ]


def _require_program(policies: Path, slug: str) -> None:
    folder = policies / "programs"
    if (folder / slug / "program.yaml").is_file():
        return
    known = ", ".join(sorted(path.parent.name for path in folder.glob("*/program.yaml"))) or "—"
    raise BundleError(
        Text(
            ja=f"{folder} にプログラム「{slug}」の定義（program.yaml）がありません。",
            en=f"There is no program “{slug}” (program.yaml) in {folder}.",
        ),
        Text(
            ja=f"あるのは {known} です。場所が違うときは --policies で指定してください。",
            en=f"There are: {known}. If they are elsewhere, name the folder with --policies.",
        ),
    )


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: a service that reads the folder never meets half an archive."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(data)
        part = Path(file.name)
    part.chmod(0o666 & ~_umask())
    part.replace(path)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
