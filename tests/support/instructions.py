"""What an evaluation costs in WebAssembly instructions: the same on every machine and in every run.

May not know: what is decided.
"""

from collections.abc import Mapping
from typing import Any

import wasmtime
from tejun.bundle.archive import DATA, Bundle
from tejun.engine.embedded import abi

PLENTY = 10**12
PAGE = 64 * 1024


def instructions(bundle: Bundle, documents: list[bytes]) -> list[int]:
    """How many instructions the edition takes for each of these input documents; reading them and writing the result
    are among them."""
    config = wasmtime.Config()
    config.consume_fuel = True
    engine = wasmtime.Engine(config)
    module = wasmtime.Module(engine, bundle.wasm)
    counted = []
    for document in documents:
        store = wasmtime.Store(engine)
        store.set_fuel(PLENTY)
        host = wasmtime.Instance(store, abi.host_module(engine), []).exports(store)
        counted.append(_counted(store, module, host, (bundle.files[DATA], document)))
    return counted


def _counted(
    store: wasmtime.Store,
    module: wasmtime.Module,
    host: Mapping[str, Any],
    documents: tuple[bytes, bytes],
) -> int:
    data, document = documents
    memory = wasmtime.Memory(store, abi.check_policy(module))
    given = {**host, abi.MEMORY: memory}
    imports = [given[str(each.name)] for each in module.imports]
    exports = wasmtime.Instance(store, module, imports).exports(store)

    def call(name: str, *arguments: int) -> int:
        function = exports[name]
        assert isinstance(function, wasmtime.Func)
        return int(function(store, *arguments))

    def laid(text: bytes) -> int:
        at = call("opa_malloc", len(text))
        memory.write(store, text, at)
        return at

    parsed = call("opa_json_parse", laid(data), len(data))
    at = laid(document)
    heap = call("opa_heap_ptr_get")
    before = store.get_fuel()
    assert call("opa_eval", 0, 0, parsed, at, len(document), heap, 0) != 0
    return before - store.get_fuel()
