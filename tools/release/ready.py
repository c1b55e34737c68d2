"""Whether the working tree is ready for a release, and which release it is.

Always holds: a version is released with its section in the change log, from a commit that says all there is.
"""

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SECTION = re.compile(r"^## \[(?P<name>[^]]+)\](?: - (?P<day>\d{4}-\d\d-\d\d))?$", re.MULTILINE)


@dataclass(frozen=True)
class Commit:
    """What is built: its id, and its moment in seconds since 1970."""

    id: str
    moment: int


def head(repository: Path) -> Commit:
    """The commit that is checked out."""
    name, moment = git(repository, "log", "-1", "--format=%H %ct").decode().split()
    return Commit(name, int(moment))


def git(repository: Path, *arguments: str) -> bytes:
    """What git prints. A hook that runs this names its own repository in the environment: that is left aside."""
    command = ["git", "-C", str(repository), *arguments]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environ).stdout


def project(source: Path) -> dict[str, str]:
    """The name, version and licence in pyproject.toml."""
    table = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))["project"]
    return {key: table[key] for key in ("name", "version", "license")}


def reasons_against(repository: Path) -> Iterator[str]:
    """What keeps a release from being made, each with what to do."""
    changed = git(repository, "status", "--porcelain").decode().rstrip()
    if changed:
        yield f"there is something that is not in the commit; commit it or remove it:\n{changed}"
    version = project(repository)["version"]
    init = (repository / "service" / "tejun" / "__init__.py").read_text("utf-8")
    if f'__version__ = "{version}"' not in init:
        yield f"pyproject.toml says {version}, service/tejun/__init__.py another version: make them the same"
    yield from _missing_notes((repository / "CHANGELOG.md").read_text("utf-8"), version)


def _missing_notes(changes: str, version: str) -> Iterator[str]:
    sections = list(_SECTION.finditer(changes))
    names = [section["name"] for section in sections]
    if names[:2] != ["Unreleased", version]:
        yield f"the first sections of CHANGELOG.md must be [Unreleased] and [{version}]: it has {names[:2]}"
        return
    unreleased, released = sections[:2]
    if changes[unreleased.end() : released.start()].strip():
        yield f"[Unreleased] in CHANGELOG.md is not empty: move it to [{version}], or raise the version"
    if not released["day"]:
        yield f"[{version}] in CHANGELOG.md has no day: write `## [{version}] - YYYY-MM-DD`"
