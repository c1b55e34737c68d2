"""What pyproject.toml cannot say of the build: files that are no Python go into the package.

The procedure, the example programs and their editions stand at the top of the repository, where people look for them. A
built distribution carries them in `tejun/share`, where `tejun.folders` finds them. An editable installation carries
nothing and runs from the checkout.

Always holds: what is carried is known by its kind; no tests of policies go in, and nothing that an earlier build left.
"""

import runpy
import shutil
from collections.abc import Iterator
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
SHARE = "share"
CARRIED = {
    "bundles": (".json", ".tar.gz"),
    "policies": (".json", ".rego", ".txt", ".yaml"),
}
"""The folders that are carried, and the kinds of file that they hold."""


def carried() -> Iterator[str]:
    """Each file that is carried, by its path from the top of the repository."""
    for folder, kinds in CARRIED.items():
        for path in sorted((ROOT / folder).rglob("*")):
            if path.name.endswith(kinds) and not path.name.endswith("_test.rego"):
                yield path.relative_to(ROOT).as_posix()


def compile_catalogs() -> None:
    """Compiles the catalogs of messages beside their sources, whence package-data takes them."""
    runpy.run_path(str(ROOT / "tools" / "catalogs.py"))["compile_all"](ROOT, force=True)


class BuildPackage(build_py):
    """Puts into the package what it carries besides its modules."""

    def run(self) -> None:
        compile_catalogs()
        if self.editable_mode:
            return
        built = Path(self.build_lib)
        if built.resolve().is_relative_to(ROOT / "build"):
            shutil.rmtree(built, ignore_errors=True)  # what an earlier build left would go in
        super().run()
        for name in carried():
            target = built / "tejun" / SHARE / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)


setup(cmdclass={"build_py": BuildPackage})
