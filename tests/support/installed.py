"""tejun as somebody has it who installed the wheel: in an environment of its own, away from the checkout.

As fixtures (`tests/conftest.py` loads them): `wheel`, `installed`.

Always holds: of the checkout the environment sees nothing; what tejun depends on is that of the environment which runs
the tests, so nothing is fetched.
"""

import re
import shutil
import subprocess
import sysconfig
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tejun.toolchain import find_opa
from uv import find_uv_bin

from tests.support import shared
from tests.support.cases import ROOT
from tools.release.distributions import build_wheel

MOMENT = 1_764_288_000
"""What the distributions of the tests are dated, in seconds since 1970."""

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COPIED = [
    source
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    for source in line.split()[:-1]
]
"""What the Dockerfile takes out of the tree to build the wheel from."""


@dataclass(frozen=True)
class Installed:
    """The environment's folder of programs, and an empty folder to work in."""

    programs: Path
    folder: Path

    def run(
        self, script: str, *, stderr: int = subprocess.PIPE
    ) -> subprocess.CompletedProcess[str]:
        """Runs a shell script in the folder, with the environment's programs and `opa` on PATH."""
        path = f"{self.programs}:{find_opa().parent}:/usr/bin:/bin"
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            check=False,
            cwd=self.folder,
            env={"PATH": path, "HOME": str(self.programs.parent), "LANG": "C.UTF-8", **shared.GO},
        )


def copy_sources(names: Iterable[str], target: Path) -> Path:
    """These files and folders of the working tree, in the folder `target`, without traces of running or building."""
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", "*.mo", "*.tmp")
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, target / name)
    return target


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the tree as it is now, from what the Dockerfile copies."""
    folder = tmp_path_factory.mktemp("wheel")
    return build_wheel(copy_sources(COPIED, folder / "source"), folder / "built", moment=MOMENT)


@pytest.fixture(scope="session")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("installed") / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    # A folder that a .pth names is searched, but its own .pth files are not read: the checkout stays out.
    dependencies = "\n".join(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (Path(paths["purelib"]) / "dependencies.pth").write_text(dependencies, "utf-8")
    command = [find_uv_bin(), "pip", "install", "--quiet", "--offline", "--no-index", "--no-deps"]
    subprocess.run([*command, "--python", python, wheel], check=True)
    return python.parent


@pytest.fixture
def installed(programs: Path, tmp_path: Path) -> Installed:
    """The same, with an empty folder of the test's own."""
    (tmp_path / "work").mkdir()
    return Installed(programs, tmp_path / "work")
