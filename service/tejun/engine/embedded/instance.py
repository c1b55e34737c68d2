"""One instance of a policy's module: what is laid into its memory, and what comes out.

The input stands behind the data and the module's heap begins behind the input, as OPA's own SDK for JavaScript has it:
an evaluation is one call, and its answer is bytes, which are read after the instance is free again.

Always holds: it serves one evaluation at a time, and each begins with the same data and an empty heap; one that failed
is `poisoned`. Nothing of the module runs without a deadline and a cap on its memory, its start included.

May not know: what a policy decides.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import wasmtime

from tejun.engine.embedded import abi
from tejun.engine.embedded.abi import OutOfMemoryError, PolicyError
from tejun.engine.embedded.clock import Clock
from tejun.reading.lenient import read_own
from tejun.words import Message

PAGE = 64 * 1024

_ALIGNED = 8
_ADDRESS = 0xFFFF_FFFF
_NUL = re.compile(rb"\0")
_MAX_REASON = 200
"""How much of a module's own words about its end is passed on."""


class OutOfTimeError(Exception):
    """The deadline came first."""


@dataclass(frozen=True)
class Limits:
    """What an evaluation may take: seconds, and pages of memory."""

    seconds: float
    pages: int


@dataclass(frozen=True)
class Policy:
    """A compiled module, and what every instance of it is given."""

    module: wasmtime.Module
    host: wasmtime.Module
    engine: wasmtime.Engine
    data: bytes
    limits: Limits

    @cached_property
    def memory(self) -> wasmtime.MemoryType:
        """The memory to begin with, and its cap. Raises PolicyError."""
        wanted = abi.check_policy(self.module).limits
        most = min(self.limits.pages, wanted.max or self.limits.pages)
        if wanted.min > most:
            raise OutOfMemoryError
        return wasmtime.MemoryType(wasmtime.Limits(wanted.min, most))


class Instance:
    """A policy with memory of its own, and the data in it. Raises PolicyError or OutOfTimeError."""

    def __init__(self, policy: Policy, clock: Clock) -> None:
        self.poisoned = False
        self._ticks = clock.ticks(policy.limits.seconds)
        clock.start()
        self._store = wasmtime.Store(policy.engine)
        try:
            self._begin(policy)
        except BaseException:
            self._store.close()
            raise

    def _begin(self, policy: Policy) -> None:
        store = self._store
        with self._failing():
            self._memory = wasmtime.Memory(store, policy.memory)
            self._host = wasmtime.Instance(store, policy.host, []).exports(store)
            given = {**self._host, abi.MEMORY: self._memory}
            imports = [given[str(each.name)] for each in policy.module.imports]
            self._exports = wasmtime.Instance(store, policy.module, imports).exports(store)
            abi.check_version(self._constant(abi.VERSION), self._constant(abi.MINOR_VERSION))
            abi.check_functions(policy.module)
            self._data = self._parsed(policy.data)
            self._heap = _aligned(self._call("opa_heap_ptr_get"))

    def entrypoints(self) -> dict[str, int]:
        """The policy's entrypoints and their numbers."""
        return self._numbers("entrypoints")

    def builtins(self) -> dict[str, int]:
        """The functions of the host that the policy calls, and their numbers."""
        return self._numbers("builtins")

    @property
    def memory_bytes(self) -> int:
        """The memory that it holds now."""
        return self._memory.data_len(self._store)

    def evaluate(self, input_document: bytes, entrypoint: int) -> bytes:
        """The result set as JSON. Raises PolicyError or OutOfTimeError, and is poisoned then."""
        length = len(input_document)
        with self._failing():
            self._write(input_document, self._heap)
            behind = _aligned(self._heap + length)
            return self._text(
                self._call("opa_eval", 0, entrypoint, self._data, self._heap, length, behind, 0)
            )

    def close(self) -> None:
        """Gives its memory back."""
        self._store.close()

    # --- what is asked of the module ----------------------------------------------------------

    def _numbers(self, function: str) -> dict[str, int]:
        with self._failing():
            text = self._text(self._call("opa_json_dump", self._call(function)))
            match read_own(text):
                case dict() as numbers if all(isinstance(each, int) for each in numbers.values()):
                    return numbers
                case _:
                    raise PolicyError(Message("engine.policy.no_json"))

    def _parsed(self, document: bytes) -> int:
        """Where the value of a JSON text stands."""
        at = self._call("opa_malloc", len(document))
        self._write(document, at)
        value = self._call("opa_json_parse", at, len(document))
        if value == 0:
            raise PolicyError(Message("engine.policy.data"))
        return value

    def _call(self, name: str, *arguments: int) -> int:
        function = self._exports[name]
        assert isinstance(function, wasmtime.Func)  # noqa: S101 - `check_functions` saw to it
        return int(function(self._store, *arguments)) & _ADDRESS

    def _constant(self, name: str) -> object:
        found = self._exports.get(name)
        return found.value(self._store) if isinstance(found, wasmtime.Global) else 0

    # --- memory ---------------------------------------------------------------------------------

    def _write(self, document: bytes, at: int) -> None:
        lacking = at + len(document) - self.memory_bytes
        if lacking > 0:
            try:
                self._memory.grow(self._store, -(-lacking // PAGE))
            except wasmtime.WasmtimeError as error:
                raise OutOfMemoryError from error
        self._memory.write(self._store, document, at)

    def _text(self, at: int) -> bytes:
        """The text that begins there, up to its NUL."""
        memory = memoryview(self._memory.get_buffer_ptr(self._store))
        end = _NUL.search(memory, at)
        if at == 0 or end is None:
            raise PolicyError(Message("engine.policy.no_text"))
        return memory[at : end.start()].tobytes()

    # --- what goes wrong ------------------------------------------------------------------------

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Whatever does not end well leaves the instance poisoned, and is one of two errors."""
        self.poisoned = True
        try:
            self._store.set_epoch_deadline(self._ticks)
            yield
        except wasmtime.Trap as trap:
            if trap.trap_code == wasmtime.TrapCode.INTERRUPT:
                raise OutOfTimeError from trap
            raise self._trapped(trap) from trap
        except wasmtime.WasmtimeError as error:
            raise PolicyError(str(error)) from error
        self.poisoned = False

    def _trapped(self, trap: wasmtime.Trap) -> PolicyError:
        """Why the module ended: what it called, or said of itself, or what wasmtime saw."""
        called, aborted = self._state(abi.CALLED), self._state(abi.ABORTED)
        if called != abi.NOTHING:
            number = f"#{called}"
            return PolicyError(Message("engine.policy.calls_host", names=number))
        if aborted != abi.NOTHING:
            words = self._text(aborted & _ADDRESS)[:_MAX_REASON].decode(errors="replace")
            if words.startswith(abi.OUT_OF_MEMORY):
                return OutOfMemoryError()
            return PolicyError(Message("engine.policy.aborted", words=words))
        return PolicyError(_named(trap))

    def _state(self, name: str) -> int:
        found = self._host[name]
        assert isinstance(found, wasmtime.Global)  # noqa: S101 - our own module
        return int(found.value(self._store))


def _named(trap: wasmtime.Trap) -> str:
    """What wasmtime saw, without the addresses that it adds."""
    code = trap.trap_code
    return code.name.replace("_", " ").lower() if code else trap.message.partition("\n")[0]


def _aligned(address: int) -> int:
    return -(-address // _ALIGNED) * _ALIGNED
