"""One embedded engine in a process of its own: `python -m tests.bench.child before|ours FOLDER ENTRYPOINT`.

The engine of before is opa-py-wasm on the wasmtime that it holds to, used as tejun used it; ours is that of the
service. In FOLDER are `policy.wasm`, `data.json` and inputs. For each line `NAME TIMES` it evaluates the input of that
name so often, and answers with the processor time of the process for it, in nanoseconds, and the digest of the result.

Always holds: it imports nothing of the service but for ours, since the other runs in an environment without it.

May not know: which of the two is the faster.
"""

import hashlib
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

SECONDS = 60.0
PAGES = 1024
MAX_BYTES = 64 * 1024 * 1024

Evaluate = Callable[[bytes], bytes]


def main(which: str, place: str, entrypoint: str) -> None:
    """Answers until nobody asks any more."""
    folder = Path(place)
    make = {"before": before, "ours": ours}[which]
    wasm, data = ((folder / name).read_bytes() for name in ("policy.wasm", "data.json"))
    evaluate = make(wasm, data, entrypoint)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        name, times = line.split()
        given = (folder / name).read_bytes()
        result = evaluate(given)
        begun = time.process_time_ns()
        for _ in range(int(times)):
            result = evaluate(given)
        took = time.process_time_ns() - begun
        sys.stdout.write(f"{took} {hashlib.sha256(result).hexdigest()}\n")
        sys.stdout.flush()


def ours(wasm: bytes, data: bytes, entrypoint: str) -> Evaluate:
    """The instance that the service keeps."""
    wasmtime: Any = import_module("wasmtime")
    abi: Any = import_module("tejun.engine.embedded.abi")
    clock: Any = import_module("tejun.engine.embedded.clock")
    embedded: Any = import_module("tejun.engine.embedded.instance")
    engine = _engine(wasmtime)
    policy = embedded.Policy(
        wasmtime.Module(engine, wasm),
        abi.host_module(engine),
        engine,
        data=data,
        limits=embedded.Limits(SECONDS, PAGES),
    )
    instance = embedded.Instance(policy, clock.Clock(engine))
    number = instance.entrypoints()[entrypoint]
    return lambda given: bytes(instance.evaluate(given, number))


def before(wasm: bytes, data: bytes, entrypoint: str) -> Evaluate:
    """As tejun had it: the parts of opa-py-wasm, with the input behind the data and one call for an evaluation."""
    wasmtime: Any = import_module("wasmtime")
    runtime: Any = import_module("opapywasm.runtime")
    runtime._DEFAULT_MEMORY_PAGES = 32  # it offers too few for a policy with many literals
    codec, data_manager, opa_abi = (
        import_module(f"opapywasm.{name}") for name in ("memory", "data", "abi")
    )
    engine = _engine(wasmtime)
    ticker: Any = type("Ticker", (runtime.EpochTicker,), {"tick_seconds": 0.05})(engine)
    running = runtime.WasmtimeRuntime(
        engine, wasmtime.Module(engine, wasm), None, max_memory_pages=PAGES
    )
    abi = opa_abi.OpaAbi(running)
    names = ("max_input_bytes", "max_data_bytes", "max_result_bytes", "max_cstring_scan_bytes")
    coded = codec.MemoryCodec(abi, **dict.fromkeys(names, MAX_BYTES))
    loaded = data_manager.DataManager(abi, coded, max_data_bytes=MAX_BYTES)
    loaded.load_data(data)
    heap = _aligned(loaded.data_heap_ptr)
    ticks = ticker.deadline_ticks(SECONDS)
    number = coded.decode_entrypoints()[entrypoint]
    ticker.ensure_running()

    def evaluate(given: bytes) -> bytes:
        lacking = heap + len(given) - abi.memory_len()
        if lacking > 0:
            running.memory.grow(running.store, -(-lacking // 65_536))
        abi.memory_write(heap, given)
        abi.set_epoch_deadline(ticks)
        behind = _aligned(heap + len(given))
        result = abi.opa_eval(number, loaded.data_addr, heap, len(given), behind)
        return bytes(coded.read_cstring(result))

    return evaluate


def _engine(wasmtime: Any) -> Any:
    config = wasmtime.Config()
    config.epoch_interruption = True
    return wasmtime.Engine(config)


def _aligned(address: int) -> int:
    return -(-address // 8) * 8


if __name__ == "__main__":
    main(*sys.argv[1:])
