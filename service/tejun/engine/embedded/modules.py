"""Compiled modules, kept on disk between runs: compiling takes a third of a second, loading a few milliseconds.

Trust: a compiled module is native code, and loading one runs it with the rights of the process. So it is taken only
from a folder that belongs to this user and that nobody else may write to, from a plain file of which the same is true,
both looked at through the descriptor that is then read; a link is not followed. Whoever can write there could change
this program as well. The digest before the code finds damage, not attackers.

Always holds: whatever is wrong with the cache, the module is compiled afresh and evaluation goes on; `problem` says
what was refused. Files are written whole (a new file, then a rename), for this user only. Wasmtime itself refuses code
from another version, other settings or another kind of processor.

May not know: what a module decides, or which bundle it is from.
"""

import contextlib
import hashlib
import os
import platform
import stat
import tempfile
from importlib.metadata import version
from pathlib import Path

import wasmtime

from tejun.words import Message, Words
from tejun.words.system import system_reason

MAX_FILES = 64
"""How many modules the folder keeps; the ones used longest ago go first."""

_MAX_BYTES = 256 * 1024 * 1024
_DIGEST_BYTES = hashlib.sha256().digest_size


class ModuleCache:
    """Modules by the digest of their wasm, compiled or loaded for one engine. Safe to share between threads."""

    def __init__(self, engine: wasmtime.Engine, folder: Path | None) -> None:
        self.engine = engine
        self._folder = folder
        self.problem: Words | None = None

    def module(self, wasm: bytes) -> wasmtime.Module:
        """The compiled module. Raises wasmtime.WasmtimeError where the bytes are no module."""
        if self._folder is None:
            return wasmtime.Module(self.engine, wasm)
        name = _name(wasm)
        module = self._load(self._folder, name)
        if module is None:
            module = wasmtime.Module(self.engine, wasm)
            self._store(self._folder, name, module)
        return module

    def _load(self, folder: Path, name: str) -> wasmtime.Module | None:
        try:
            code = _read(folder, name)
            return wasmtime.Module.deserialize(self.engine, code)
        except FileNotFoundError:
            return None
        except (OSError, _RefusedError, wasmtime.WasmtimeError) as error:
            self.problem = _problem(folder / name, error)
            return None

    def _store(self, folder: Path, name: str, module: wasmtime.Module) -> None:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(_open_folder(folder))
            _write(folder / name, bytes(module.serialize()))
            _drop_oldest(folder)
        except (OSError, _RefusedError, wasmtime.WasmtimeError) as error:
            self.problem = _problem(folder / name, error)


class _RefusedError(Exception):
    """Something about the folder or the file that makes it no place to take code from."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason)
        self.reason = reason


def _name(wasm: bytes) -> str:
    digest = hashlib.sha256(wasm).hexdigest()
    return f"{digest}-{version('wasmtime')}-{platform.machine()}.cwasm"


def _read(folder: Path, name: str) -> bytes:
    """The code in the file. Raises FileNotFoundError where there is none, _RefusedError where it is not to be run."""
    at = _open_folder(folder)
    try:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=at)
    finally:
        os.close(at)
    with os.fdopen(file, "rb") as opened:
        _check_owner(os.fstat(file), stat.S_IFREG)
        content = opened.read(_MAX_BYTES)
    with contextlib.suppress(OSError):
        os.utime(
            folder / name
        )  # the day of its last use; on a read-only disk there is none to keep
    digest, code = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
    if hashlib.sha256(code).digest() != digest:
        raise _RefusedError(Message("engine.cache.damaged"))
    return code


def _open_folder(folder: Path) -> int:
    at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        _check_owner(os.fstat(at), stat.S_IFDIR)
    except _RefusedError:
        os.close(at)
        raise
    return at


def _check_owner(status: os.stat_result, kind: int) -> None:
    if stat.S_IFMT(status.st_mode) != kind:
        raise _RefusedError(Message("engine.cache.not_plain"))
    if status.st_uid != os.geteuid():
        raise _RefusedError(Message("engine.cache.of_another_user"))
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise _RefusedError(Message("engine.cache.writable_by_others"))


def _write(path: Path, code: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(code).digest())
            file.write(code)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _drop_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.cwasm"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[MAX_FILES:]:
        path.unlink(missing_ok=True)


def _problem(path: Path, error: Exception) -> Words:
    return Message("engine.cache_not_used", path=path, reason=_reason(error))


def _reason(error: Exception) -> Words | str:
    """Why; wasmtime says it in English alone."""
    if isinstance(error, _RefusedError):
        return error.reason
    return system_reason(error) if isinstance(error, OSError) else str(error)
