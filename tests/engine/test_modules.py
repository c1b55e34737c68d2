"""The cache of compiled modules: what is loaded from it, what is refused, and that nothing ever fails for it."""

import hashlib
import os
import stat
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
import wasmtime
from tejun.engine.embedded import modules
from tejun.engine.embedded.modules import ModuleCache

WASM = bytes(wasmtime.wat2wasm('(module (func (export "answer") (result i32) i32.const 42))'))


class Compiler:
    """Counts how often the real compiler was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.runs = 0
        real = wasmtime.Module.__init__

        def counted(module: wasmtime.Module, engine: wasmtime.Engine, wasm: bytes) -> None:
            self.runs += 1
            real(module, engine, wasm)

        monkeypatch.setattr(wasmtime.Module, "__init__", counted)


@pytest.fixture
def compiler(monkeypatch: pytest.MonkeyPatch) -> Compiler:
    return Compiler(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "cache"


@pytest.fixture
def warm(folder: Path, compiler: Compiler) -> Path:
    """The cache's one file, after a first run."""
    cache = ModuleCache(wasmtime.Engine(), folder)
    assert answer(cache) == 42
    assert compiler.runs == 1
    [path] = folder.iterdir()
    return path


def answer(cache: ModuleCache) -> int:
    """Runs the module that the cache gives."""
    store = wasmtime.Store(cache.engine)
    exports = wasmtime.Instance(store, cache.module(WASM), []).exports(store)
    function = exports["answer"]
    assert isinstance(function, wasmtime.Func)
    return int(function(store))


def run(folder: Path | None) -> ModuleCache:
    """A later process: another engine on the same folder."""
    cache = ModuleCache(wasmtime.Engine(), folder)
    assert answer(cache) == 42
    return cache


def test_a_later_run_loads_what_an_earlier_one_compiled(warm: Path, compiler: Compiler) -> None:
    assert run(warm.parent).problem is None
    assert compiler.runs == 1


def test_folder_and_file_are_for_this_user_only(warm: Path) -> None:
    assert stat.S_IMODE(warm.stat().st_mode) == 0o600
    assert stat.S_IMODE(warm.parent.stat().st_mode) == 0o700


def test_the_file_is_named_by_what_it_was_made_from(warm: Path) -> None:
    digest = hashlib.sha256(WASM).hexdigest()
    assert warm.name.startswith(f"{digest}-")
    assert version("wasmtime") in warm.name


def test_without_a_folder_nothing_is_kept(compiler: Compiler) -> None:
    assert run(None).problem is None
    assert compiler.runs == 1


def moved(path: Path) -> Path:
    """Moves the file away; gives the path at which it stood."""
    path.rename(path.parent / "x")
    return path


SPOILERS: dict[str, Callable[[Path], object]] = {
    "a folder that others may write to": lambda path: path.parent.chmod(0o777),
    "a folder that a group may write to": lambda path: path.parent.chmod(0o770),
    "a file that others may write to": lambda path: path.chmod(0o666),
    "a file that a group may write to": lambda path: path.chmod(0o660),
    "a damaged file": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\0\1"),
    "a file cut short": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "an empty file": lambda path: path.write_bytes(b""),
    "code of another engine": lambda path: path.write_bytes(
        hashlib.sha256(b"\x7fELF").digest() + b"\x7fELF"
    ),
    "a link to a file": lambda path: path.symlink_to(path.rename(path.parent / "x")),
    "a folder in the place of the file": lambda path: moved(path).mkdir(),
}


@pytest.mark.parametrize("name", SPOILERS)
def test_it_is_compiled_afresh_for(name: str, warm: Path, compiler: Compiler) -> None:
    SPOILERS[name](warm)
    problem = run(warm.parent).problem
    assert compiler.runs == 2
    assert problem is not None
    assert str(warm.parent) in problem.in_("en")
    assert str(warm.parent) in problem.in_("ja")


@pytest.mark.parametrize(
    ("name", "ja", "en"),
    [
        (
            "a folder that others may write to",
            "ほかの利用者が書き込めます",
            "others may write to it",
        ),
        ("a damaged file", "ファイルが壊れています", "the file is damaged"),
        ("a folder in the place of the file", "（フォルダーです）", ": Is a directory."),
    ],
)
def test_why_it_is_refused_is_said_in_both_languages(
    name: str, ja: str, en: str, warm: Path
) -> None:
    SPOILERS[name](warm)
    problem = run(warm.parent).problem
    assert problem is not None
    assert ja in problem.in_("ja")
    assert en in problem.in_("en")


def test_why_the_system_refuses_is_said_in_both_languages(
    tmp_path: Path, compiler: Compiler
) -> None:
    (tmp_path / "file").touch()
    problem = run(tmp_path / "file" / "cache").problem
    assert problem is not None
    assert "Errno" not in problem.in_("en")
    assert "（フォルダーではありません）" in problem.in_("ja")


def test_a_folder_behind_a_link_is_refused(warm: Path, compiler: Compiler, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(warm.parent)
    assert run(tmp_path / "link").problem is not None
    assert compiler.runs == 2


def test_a_folder_of_another_user_is_refused(
    warm: Path, compiler: Compiler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    problem = run(warm.parent).problem
    assert problem is not None
    assert "another user" in problem.in_("en")
    assert compiler.runs == 2


def test_a_folder_that_cannot_be_made_is_no_failure(tmp_path: Path, compiler: Compiler) -> None:
    (tmp_path / "file").touch()
    assert run(tmp_path / "file" / "cache").problem is not None
    assert compiler.runs == 1


def test_a_cache_on_a_read_only_disk_serves(
    warm: Path, compiler: Compiler, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "utime", refuse)
    assert run(warm.parent).problem is None
    assert compiler.runs == 1


def test_a_damaged_file_is_replaced_by_a_good_one(warm: Path, compiler: Compiler) -> None:
    warm.write_bytes(b"")
    run(warm.parent)
    assert run(warm.parent).problem is None
    assert compiler.runs == 2


def test_a_failed_write_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path, __: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    problem = run(folder).problem
    assert problem is not None
    assert "No space left" in problem.in_("en")
    assert list(folder.iterdir()) == []


def test_the_oldest_files_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modules, "MAX_FILES", 2)
    run(folder)
    [kept] = folder.iterdir()
    for number, age in (("a", 100), ("b", 200)):
        older = folder / f"{number}.cwasm"
        older.touch()
        os.utime(older, (age, age))
    kept.unlink()
    run(folder)
    assert {path.name for path in folder.iterdir()} == {kept.name, "b.cwasm"}
