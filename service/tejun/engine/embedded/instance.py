"""One instance of a policy's module: what is laid into its memory, and what comes out.

Made of the parts of opa-py-wasm, in the place of its OpaPolicyInstance, which asks the module for room and for its
heap, before and after, and reads the answer with the standard library's json. Here the input stands behind the data and
the module's heap begins behind the input, as OPA's own SDK for JavaScript has it: an evaluation is one call, and its
answer is bytes, which are read after the instance is free again.

Always holds: it serves one evaluation at a time, and each begins with the same data and an empty heap; one that failed
is `poisoned`.

May not know: what a policy decides.
"""

from dataclasses import dataclass

import wasmtime
from opapywasm.abi import OpaAbi
from opapywasm.data import DataManager
from opapywasm.memory import MemoryCodec
from opapywasm.runtime import EpochTicker, WasmtimeRuntime

PAGE = 64 * 1024
MAX_BYTES = 64 * 1024 * 1024
"""How large an input document, data or a result may be."""

_ALIGNED = 8


@dataclass(frozen=True)
class Limits:
    """What an evaluation may take: seconds, and pages of memory."""

    seconds: float
    pages: int


class Instance:
    """A module with memory of its own, and the data in it."""

    def __init__(
        self,
        module: wasmtime.Module,
        engine: wasmtime.Engine,
        *,
        data: bytes,
        limits: Limits,
        clock: EpochTicker,
    ) -> None:
        self.poisoned = False
        self._pages = limits.pages
        self._ticks = clock.deadline_ticks(limits.seconds)
        self._runtime = WasmtimeRuntime(engine, module, None, max_memory_pages=limits.pages)
        try:
            self.abi = OpaAbi(self._runtime)
            self._codec = MemoryCodec(
                self.abi,
                max_input_bytes=MAX_BYTES,
                max_data_bytes=MAX_BYTES,
                max_result_bytes=MAX_BYTES,
                max_cstring_scan_bytes=MAX_BYTES,
            )
            self._data = DataManager(self.abi, self._codec, max_data_bytes=MAX_BYTES)
            self._data.load_data(data)
            self._heap = _aligned(self._data.data_heap_ptr)
        except BaseException:
            self._runtime.close()
            raise
        clock.ensure_running()

    def entrypoints(self) -> dict[str, int]:
        """The policy's entrypoints and their numbers."""
        return self._codec.decode_entrypoints()

    def builtins(self) -> dict[str, int]:
        """The functions of the host that the policy calls, and their numbers."""
        return self._codec.decode_builtins()

    def evaluate(self, input_document: bytes, entrypoint: int) -> bytes:
        """The result set as JSON. Raises OpaWasmError, WasmtimeError or Trap, and is poisoned then."""
        self.poisoned = True
        length = len(input_document)
        self._make_room(self._heap + length)
        self.abi.memory_write(self._heap, input_document)
        self.abi.set_epoch_deadline(self._ticks)
        result = self.abi.opa_eval(
            entrypoint,
            self._data.data_addr,
            self._heap,
            length,
            _aligned(self._heap + length),
        )
        answer = self._codec.read_cstring(result)
        self.poisoned = False
        return answer

    def close(self) -> None:
        """Gives its memory back."""
        self._runtime.close()

    def _make_room(self, end: int) -> None:
        lacking = end - self.abi.memory_len()
        if lacking > 0:
            self._runtime.memory.grow(self._runtime.store, -(-lacking // PAGE))


def _aligned(address: int) -> int:
    return -(-address // _ALIGNED) * _ALIGNED
