"""OPA's WebAssembly ABI, as far as an evaluation needs it: its versions, a module's imports, and its exports.

OPA's documentation has it under "ABI Versions". What a module imports is given it by another module, `host_module`, not
by Python: wasmtime keeps what Python raised inside a call in a variable of the process, where another thread may find
it. So nothing that a policy does runs Python. The host refuses every call of a built-in function, and ends what aborts;
its globals say which it was.

Always holds: a module is used only if it is of a version that is known here and has each function that is called, as it
is called; else PolicyError says what it is instead.

May not know: who calls, for how long, or with how much memory.
"""

import wasmtime

from tejun.words import Message, Words

MAJOR, LEAST_MINOR = 1, 2
"""The versions that are known: 1.2, which brought `opa_eval`, and each later 1.x, which only adds to it."""

ENVIRONMENT, MEMORY = "env", "memory"
VERSION, MINOR_VERSION = "opa_wasm_abi_version", "opa_wasm_abi_minor_version"
OUT_OF_MEMORY = ("opa_malloc", "opa_realloc")
"""How the words begin with which OPA's allocator gives up."""
ABORTED, CALLED = "aborted", "called"
NOTHING = -1

_FUNCTIONS = {
    "opa_malloc": (1, 1),
    "opa_json_parse": (2, 1),
    "opa_json_dump": (1, 1),
    "opa_heap_ptr_get": (0, 1),
    "entrypoints": (0, 1),
    "builtins": (0, 1),
    "opa_eval": (7, 1),
}
"""The functions that are called, and how many i32 each takes and gives."""

_BUILTIN_ARGUMENTS = range(5)


class PolicyError(Exception):
    """What is no policy that can be evaluated here, or ended without a result; `reason` says why."""

    def __init__(self, reason: Words | str) -> None:
        super().__init__(reason)
        self.reason = reason


class OutOfMemoryError(PolicyError):
    """A policy that asked for more memory than it may have."""

    def __init__(self) -> None:
        super().__init__(Message("engine.policy.out_of_memory"))


class AbiVersionError(PolicyError):
    """A policy of a version of the ABI that is not known here; `found` is the version."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


def host_module(engine: wasmtime.Engine) -> wasmtime.Module:
    """What the ABI has a policy import, its memory apart. One serves all instances of an engine."""
    builtins = "".join(
        f'(func (export "opa_builtin{count}") (param i32 i32{" i32" * count}) (result i32)'
        " (global.set $called (local.get 0)) unreachable)"
        for count in _BUILTIN_ARGUMENTS
    )
    text = (
        f'(module (global $aborted (export "{ABORTED}") (mut i32) (i32.const {NOTHING}))'
        f' (global $called (export "{CALLED}") (mut i32) (i32.const {NOTHING}))'
        ' (func (export "opa_abort") (param i32) (global.set $aborted (local.get 0)) unreachable)'
        f' (func (export "opa_println") (param i32)) {builtins})'
    )
    return wasmtime.Module(engine, text)


def check_policy(module: wasmtime.Module) -> wasmtime.MemoryType:
    """The memory that a policy's module imports. Raises PolicyError where it is none, or its imports are not known."""
    names = {each.name for each in module.exports}
    if VERSION not in names:
        raise PolicyError(Message("engine.policy.none"))
    known = {"opa_abort", "opa_println", *(f"opa_builtin{count}" for count in _BUILTIN_ARGUMENTS)}
    memory: wasmtime.MemoryType | None = None
    for each in module.imports:
        if each.module != ENVIRONMENT or each.name not in {MEMORY, *known}:
            asked = f"{each.module}.{each.name}"
            raise PolicyError(Message("engine.policy.imports", name=asked))
        if isinstance(each.type, wasmtime.MemoryType):
            memory = each.type
    if memory is None:
        raise PolicyError(Message("engine.policy.memory"))
    return memory


def check_version(major: object, minor: object) -> None:
    """Whether a version is known. Raises AbiVersionError."""
    if major != MAJOR or not isinstance(minor, int) or minor < LEAST_MINOR:
        version = f"{major}.{minor}"
        raise AbiVersionError(version)


def check_functions(module: wasmtime.Module) -> None:
    """Whether each function that is called is there, as it is called. Raises PolicyError."""
    found = {each.name: _shape(each.type) for each in module.exports}
    wrong = [name for name, shape in _FUNCTIONS.items() if found.get(name) != shape]
    if wrong:
        raise PolicyError(Message("engine.policy.functions", names=", ".join(wrong)))


def _shape(found: object) -> tuple[int, int] | None:
    """How many i32 a function takes and gives; None for what is no function, or has other types."""
    if not isinstance(found, wasmtime.FuncType):
        return None
    types = {str(each) for each in (*found.params, *found.results)}
    return (len(found.params), len(found.results)) if types <= {"i32"} else None
