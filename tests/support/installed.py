"""tejun as somebody has it who installed the wheel: in an environment of its own, away from the checkout.

As fixtures (`tests/conftest.py` loads them): `distributions`, `installed`.

Always holds: of the checkout the environment sees nothing; what tejun depends on is that of the environment which runs
the tests, so nothing is fetched.
"""

import shutil
import subprocess
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest
from tejun.toolchain import find_opa
from uv import find_uv_bin

from tests.support.cases import ROOT
from tools.release.distributions import Distributions, build

MOMENT = 1_764_288_000
"""What the distributions of the tests are dated, in seconds since 1970."""

_GRAFT = "graft "
_BESIDE = (
    ".dockerignore",
    "Dockerfile",
    "LICENSE",
    "MANIFEST.in",
    "Makefile",
    "README.md",
    "pyproject.toml",
    "setup.py",
)


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
            env={"PATH": path, "HOME": str(self.programs.parent), "LANG": "C.UTF-8"},
        )


def copy_sources(target: Path) -> Path:
    """The sources as the working tree has them, in the new folder `target`; nothing of git is among them."""
    lines = (ROOT / "MANIFEST.in").read_text("utf-8").splitlines()
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", "*.mo", "*.tmp")
    for name in (line.removeprefix(_GRAFT) for line in lines if line.startswith(_GRAFT)):
        shutil.copytree(ROOT / name, target / name, ignore=ignored)
    for name in _BESIDE:
        shutil.copy(ROOT / name, target)
    return target


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """The wheel and the source distribution of the tree as it is now."""
    folder = tmp_path_factory.mktemp("distributions")
    return build(copy_sources(folder / "source"), folder / "built", moment=MOMENT)


@pytest.fixture(scope="session")
def programs(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("installed") / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    # A folder that a .pth names is searched, but its own .pth files are not read: the checkout stays out.
    (Path(paths["purelib"]) / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    command = [find_uv_bin(), "pip", "install", "--quiet", "--offline", "--no-index", "--no-deps"]
    subprocess.run([*command, "--python", python, distributions.wheel], check=True)
    return python.parent


@pytest.fixture
def installed(programs: Path, tmp_path: Path) -> Installed:
    """The same, with an empty folder of the test's own."""
    (tmp_path / "work").mkdir()
    return Installed(programs, tmp_path / "work")
