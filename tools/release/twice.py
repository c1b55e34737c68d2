"""The files of a release, built twice from one commit and compared.

Always holds: each build begins with the commit's files alone, in a folder of its own at a path of another length.

May not know: whether the commit should be released.
"""

import hashlib
import io
import tarfile
import tempfile
from pathlib import Path

from tools.release.distributions import BuildError, build
from tools.release.ready import Commit, git, project
from tools.release.sbom import Product, read_lock, sbom


def build_twice(repository: Path, commit: Commit) -> dict[str, bytes]:
    """The files of the release by name. Raises BuildError where a build failed, or the two differ."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        first = build_release(repository, commit, Path(one))
        second = build_release(repository, commit, Path(other) / "in" / "another" / "place")
    differ = sorted(name for name in first | second if first.get(name) != second.get(name))
    if differ:
        raise BuildError(f"two builds of one commit differ: {', '.join(differ)}")
    return first


def build_release(repository: Path, commit: Commit, folder: Path) -> dict[str, bytes]:
    """One build, in the folder: wheel, source distribution and SBOM by name. Raises BuildError."""
    source = folder / "source"
    export(repository, commit, source)
    built = build(source, folder / "built", moment=commit.moment)
    files = {path.name: path.read_bytes() for path in (built.wheel, built.sdist)}
    about = project(source)
    digest = hashlib.sha256(files[built.wheel.name]).hexdigest()
    lock = read_lock((source / "requirements" / "runtime.txt").read_text("utf-8"))
    bill = sbom(Product(**about, sha256=digest, moment=commit.moment), lock)
    return {**files, f"{about['name']}-{about['version']}.cdx.json": bill.encode("utf-8")}


def export(repository: Path, commit: Commit, target: Path) -> None:
    """Lays out the commit's files in the new folder `target`."""
    target.mkdir(parents=True)
    archive = git(repository, "archive", "--format=tar", commit.id)
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(target, filter="data")
