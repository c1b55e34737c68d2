"""The wheel and the source distribution of a folder of sources: the same sources and moment give the same bytes.

Always holds: the wheel is built from the source distribution, so the latter lacks nothing; file modes are the same
whatever the umask of whoever builds; neither archive says who built it, or when.

May not know: versions, commits.
"""

import gzip
import io
import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

from uv import find_uv_bin

_WRITABLE_BY_OWNER = 0o022


class BuildError(Exception):
    """It could not be built; the message is the builder's own."""


@dataclass(frozen=True)
class Distributions:
    """The two files."""

    sdist: Path
    wheel: Path


def build(source: Path, target: Path, *, moment: int) -> Distributions:
    """Builds both into the empty folder `target`; `moment` is what the archives are dated, in seconds since 1970.

    Nothing is fetched: the build's requirements are those of this environment. Raises BuildError.
    """
    _run_builder(source, target, moment=moment)
    [sdist], [wheel] = target.glob("*.tar.gz"), target.glob("*.whl")
    sdist.write_bytes(timeless(sdist.read_bytes(), moment=moment))
    return Distributions(sdist, wheel)


def build_wheel(source: Path, target: Path, *, moment: int) -> Path:
    """Builds the wheel alone, from the folder itself, as an image or pip does. Raises BuildError."""
    _run_builder(source, target, "--wheel", moment=moment)
    [wheel] = target.glob("*.whl")
    return wheel


def _run_builder(source: Path, target: Path, *options: str, moment: int) -> None:
    always = ["--no-build-isolation", "--offline", "--no-create-gitignore", "--no-progress"]
    places: list[str | Path] = ["--python", sys.executable, "--out-dir", target, source]
    run = subprocess.run(
        [find_uv_bin(), "build", *always, *options, *places],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        umask=_WRITABLE_BY_OWNER,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(moment)},
    )
    if run.returncode:
        raise BuildError(run.stdout)


def timeless(archive: bytes, *, moment: int) -> bytes:
    """The same files in the order of their names, all of one moment and of nobody.

    setuptools writes into a source distribution who made it and when; into a wheel it does not.
    """
    made, packed = io.BytesIO(), io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive)) as old,
        tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for member in sorted(old.getmembers(), key=lambda member: member.name):
            plain = tarfile.TarInfo(member.name)
            plain.type, plain.size, plain.mode, plain.mtime = (
                member.type,
                member.size,
                0o755 if member.mode & 0o100 else 0o644,
                moment,
            )
            new.addfile(plain, old.extractfile(member) if member.isreg() else None)
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=moment) as packing:
        packing.write(made.getvalue())
    return packed.getvalue()
