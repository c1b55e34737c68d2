"""What the processes of one run of the tests share: the modules that they compile, the archives that they build, and
what else several test files ask for.

A plugin (`tests/conftest.py` loads it). pytest-xdist's workers, and every `tejun` that a test starts, find the folder
through the environment. What the tests write goes into memory, where there is a disk in it with room: a record is
written through to the disk with every decision, and to wait for that took a minute of a run.

Always holds: the folder is the run's own and goes with it, so that no run takes anything from another; what is kept is
named by the digest of all that it is made from, and made once, whoever asks first.

May not know: what is in it.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tejun import canonical
from tejun.authoring.build import build_archive

RUN = "TEJUN_TEST_RUN"
MODULES = "TEJUN_CACHE"
WRITTEN = "PYTEST_DEBUG_TEMPROOT"
"""Where pytest makes its folders, when somebody says so."""
ENOUGH_BYTES = 4 * 1024**3
"""A run writes two gigabytes; folders of tests that passed go at once."""
GO = {"GOGC": "1000", "GOMEMLIMIT": "1GiB"}
"""OPA collects its garbage less often, and takes a gigabyte for it at most: in half the time."""


def pytest_configure(config: pytest.Config) -> None:
    """Makes the folder; a worker has that of the run which started it."""
    if RUN in os.environ:
        return
    in_memory = memory()
    if in_memory is not None:
        os.environ.setdefault(WRITTEN, str(in_memory))
    folder = Path(tempfile.mkdtemp(prefix="tejun-tests-", dir=in_memory))
    (folder / "modules").mkdir(mode=0o700)
    os.environ |= {RUN: str(folder), MODULES: str(folder / "modules")}
    for name, value in GO.items():
        os.environ.setdefault(name, value)
    config.add_cleanup(lambda: _ended(folder))


def memory() -> Path | None:
    """A disk in memory, where there is one with room from which programs can be run."""
    place = Path("/dev/shm")  # noqa: S108 - whoever makes a folder in it makes it as `tempfile` does
    if not place.is_dir() or os.statvfs(place).f_flag & os.ST_NOEXEC:
        return None
    return place if shutil.disk_usage(place).free > ENOUGH_BYTES else None


def _ended(folder: Path) -> None:
    for name in (RUN, MODULES):
        os.environ.pop(name, None)
    shutil.rmtree(folder, ignore_errors=True)


def modules() -> Path:
    """Where compiled modules are kept: one that is there is not compiled again."""
    return Path(os.environ[MODULES])


def with_modules(cache: Path, *, of: bytes = b"") -> Path:
    """The folder, made with the modules in it that were compiled by now, or the one that was made `of` this wasm.

    They are the same files under second names: the engine writes none that is there.
    """
    cache.mkdir(mode=0o700)
    name = f"{hashlib.sha256(of).hexdigest()}-*.cwasm" if of else "*.cwasm"
    for module in modules().glob(name):
        with suppress(FileNotFoundError):  # of very many the oldest go
            _give(module, cache / module.name)
    return cache


def _give(file: Path, name: Path) -> None:
    """The file under a second name; a copy where it can have none there."""
    try:
        name.hardlink_to(file)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy(file, name)


def once(kind: str, digest: str, make: Callable[[], bytes]) -> bytes:
    """What is made, once in a run, whoever asks first; named by the digest of all that it is made from.

    Raises as `make` does; an error is not stored. Outside of a run of the tests nothing is.
    """
    if RUN not in os.environ:
        return make()
    kept = Path(os.environ[RUN]) / kind / digest.removeprefix("sha256:")
    if kept.exists():
        return kept.read_bytes()
    with _alone(kept.with_suffix(".lock")):
        if not kept.exists():
            whole = kept.with_suffix(".new")
            whole.write_bytes(make())
            whole.rename(kept)
        return kept.read_bytes()


def built(policies: Path, program: str, *, opa: Path) -> bytes:
    """What `build_archive` gives, built once in a run."""
    digest = _digest(policies, program, opa)
    return once("archives", digest, lambda: build_archive(policies, program, opa=opa))


def _digest(policies: Path, program: str, opa: Path) -> str:
    """Of every source in the tree, whatever the program takes of it. The code that builds is the same all run long."""
    files = sorted(path for path in policies.rglob("*") if path.is_file())
    sources = {
        path.relative_to(policies).as_posix(): canonical.digest(path.read_bytes()) for path in files
    }
    return canonical.digest(canonical.dumps([program, str(opa), sources]))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """While nobody else holds the same lock, on a thread or in a process."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
