"""The storage of a registry: a flat set of named objects, each written once, in a folder or anywhere that fsspec
reaches.

Always holds: `create` makes an object whole or not at all, and never replaces one. Every failure of the storage is a
RegistryError.

May not know: what the objects are; callers verify what they read.
"""

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from tejun.errors import RegistryError
from tejun.own_files import sync
from tejun.words import Message, Words
from tejun.words.system import system_reason


class Storage(Protocol):
    """What a registry needs of its storage."""

    @property
    def location(self) -> str: ...

    def names(self) -> frozenset[str]:
        """The names of the objects. Raises RegistryError."""
        ...

    def read(self, name: str, limit: int) -> bytes:
        """The object's bytes, no more than one over the limit. Raises RegistryError."""
        ...

    def create(self, name: str, content: bytes) -> None:
        """Writes a new object, durably. Raises FileExistsError or RegistryError."""
        ...


def open_storage(location: str | Path) -> Storage:
    """The storage in a folder or at a URL (`s3://bucket/path`, `memory://name`). Raises RegistryError."""
    text = str(location)
    if "://" in text and not text.startswith("file://"):
        return _Remote.open(text)
    return _Folder(Path(text.removeprefix("file://")))


class _Folder:
    """A folder of this machine; needs only the standard library, since every command reads one."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def location(self) -> str:
        return str(self._path)

    def names(self) -> frozenset[str]:
        with _as_registry_errors(self.location):
            return frozenset(
                path.name for path in self._path.iterdir()
            )  # a bad one shows when read

    def read(self, name: str, limit: int) -> bytes:
        with (
            _as_registry_errors(self.location),
            open(self._path / name, "rb", opener=_open_at_once) as file,
        ):
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _not_a_file(self.location)
            return file.read(limit + 1)

    def create(self, name: str, content: bytes) -> None:
        """Links a finished file: readers never see half of it, and of two writers one gets FileExistsError."""
        with _as_registry_errors(self.location, except_for=FileExistsError):
            self._path.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._path, prefix=".") as file:
                file.write(content)
                file.flush()
                os.fchmod(file.fileno(), 0o644)
                os.fsync(file.fileno())
                os.link(file.name, self._path / name)
            with contextlib.suppress(OSError):  # where the system can
                sync(self._path)


class _Remote:
    """A store that fsspec reaches by its URL; credentials come from the environment, as each kind of store has it."""

    def __init__(self, location: str, filesystem: Any, root: str) -> None:
        self._location = location
        self._filesystem = filesystem
        self._root = root.rstrip("/")

    @classmethod
    def open(cls, location: str) -> "_Remote":
        import fsspec  # noqa: PLC0415 - takes as long to import as a check; folders do without it

        with _as_registry_errors(location):
            filesystem, root = fsspec.core.url_to_fs(location)
        return cls(location, filesystem, root)

    @property
    def location(self) -> str:
        return self._location

    def names(self) -> frozenset[str]:
        with _as_registry_errors(self._location):
            self._filesystem.invalidate_cache(self._root)
            paths = self._filesystem.ls(self._root, detail=False)
        return frozenset(str(name).rsplit("/", 1)[-1] for name in paths)

    def read(self, name: str, limit: int) -> bytes:
        with _as_registry_errors(self._location):
            content: bytes = self._filesystem.cat_file(
                f"{self._root}/{name}", start=0, end=limit + 1
            )
        return content

    def create(self, name: str, content: bytes) -> None:
        path = f"{self._root}/{name}"
        with _as_registry_errors(self._location, except_for=FileExistsError):
            self._filesystem.makedirs(self._root, exist_ok=True)
            if self._filesystem.exists(path):
                raise FileExistsError(path)
            self._filesystem.pipe_file(path, content, mode="create")


@contextlib.contextmanager
def _as_registry_errors(
    location: str, *, except_for: type[Exception] | tuple[()] = ()
) -> Iterator[None]:
    try:
        yield
    except except_for:
        raise
    except RegistryError:
        raise
    except Exception as error:  # each kind of store has its own exceptions; none of them may pass as something else
        raise _unreachable(location, error) from error


def _open_at_once(path: str, flags: int) -> int:
    """A pipe would wait for somebody to write."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _not_a_file(location: str) -> RegistryError:
    return RegistryError(
        Message(
            "registry.out_of_reach.detail",
            location=location,
            reason=Message("registry.out_of_reach.no_file"),
        ),
        Message("registry.out_of_reach.advice"),
    )


def _unreachable(location: str, error: Exception) -> RegistryError:
    if isinstance(error, FileNotFoundError):
        reason: str | Words = Message("registry.out_of_reach.nothing")
    elif isinstance(error, ImportError | ValueError):
        reason = str(error)  # fsspec says which package, or which kind of store, it lacks
    elif isinstance(error, OSError) and error.strerror:
        reason = system_reason(error)
    else:
        reason = type(error).__name__
    return RegistryError(
        Message("registry.out_of_reach.detail", location=location, reason=reason),
        Message("registry.out_of_reach.advice"),
    )
