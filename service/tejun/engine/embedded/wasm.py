"""The embedded engine: a bundle's policy.wasm in this process, on wasmtime.

Always holds: an instance serves one evaluation at a time and starts each from the same data; one that failed, or that
grew beyond what is kept, is thrown away. Each evaluation has a deadline and a cap on its memory. A policy has no host
functions to call: no time, no network, no randomness. What is not a result document of the bundle is an error.

Threads evaluate side by side: WebAssembly runs without the interpreter's lock.

May not know: what findings mean, or that anything is recorded.
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import wasmtime

from tejun.bundle.archive import DATA, Bundle
from tejun.engine import answers
from tejun.engine.embedded.abi import (
    LEAST_MINOR,
    MAJOR,
    AbiVersionError,
    OutOfMemoryError,
    PolicyError,
    host_module,
)
from tejun.engine.embedded.clock import Clock
from tejun.engine.embedded.instance import PAGE, Instance, Limits, OutOfTimeError, Policy
from tejun.engine.embedded.modules import ModuleCache
from tejun.engine.embedded.pool import InstancePool, PoolClosedError, PoolTimeoutError
from tejun.engine.limits import over_memory
from tejun.engine.protocol import Evaluation
from tejun.errors import EvaluationError, EvaluationTimeoutError
from tejun.reading.lenient import read_own
from tejun.words import Message, Words

MAX_POLICIES = 32
"""How many editions stay ready; the one used longest ago goes first."""

KEPT_BYTES = 160 * 1024 * 1024
"""The memory that all instances together may hold between evaluations: WebAssembly's memory grows and never shrinks, so
an instance that holds more than its share is thrown away. Making another costs about as much as an evaluation."""


class WasmEngine:
    """Implements `tejun.engine.protocol.Engine`. `cache` is the folder of compiled modules; None keeps none."""

    def __init__(
        self,
        *,
        deadline_seconds: float = 5.0,
        memory_mb: int = 80,
        pool_size: int | None = None,
        cache: Path | None = None,
    ) -> None:
        config = wasmtime.Config()
        config.epoch_interruption = True
        engine = wasmtime.Engine(config)
        self._clock = Clock(engine)
        self._host = host_module(engine)
        self._modules = ModuleCache(engine, cache)
        self._limits = Limits(deadline_seconds, memory_mb * 1024 * 1024 // PAGE)
        self._pool_size = pool_size or os.cpu_count() or 1
        self._policies: OrderedDict[str, _Policy] = OrderedDict()
        self._lock = threading.Lock()
        self._running = 0
        self._closed = False
        self._version = f"wasmtime {version('wasmtime')}"

    @property
    def name(self) -> str:
        return "wasm"

    @property
    def version(self) -> str:
        return self._version

    @property
    def cache_problem(self) -> Words | None:
        """Why the cache of compiled modules is not used, where it is not; for `tejun doctor`."""
        return self._modules.problem

    def evaluate(self, bundle: Bundle, input_document: bytes) -> Evaluation:
        """Evaluates canonical JSON bytes. Raises EvaluationError or EvaluationTimeoutError."""
        with self._counted():
            answer = self._answer(bundle, input_document)
        return Evaluation(
            result=answers.result(answer, bundle), engine=self.name, version=self.version
        )

    def close(self) -> None:
        """Ends the pools; evaluations under way end within their deadline, and the clock after the last of them."""
        with self._lock:
            self._closed = True
            policies = list(self._policies.values())
            self._policies.clear()
            idle = self._running == 0
        for policy in policies:
            policy.close()
        if idle:
            self._clock.close()

    def _answer(self, bundle: Bundle, input_document: bytes) -> Any:
        seconds = self._limits.seconds
        while True:
            policy = self._policy(bundle)
            try:
                return read_own(policy.evaluate(input_document, self._share()))
            except PoolClosedError:
                # Dropped between the look-up and the loan, since many other editions were asked for: look again.
                continue
            except PoolTimeoutError as error:
                raise _busy(seconds) from error
            except OutOfTimeError as error:
                raise _out_of_time(seconds) from error
            except AbiVersionError as error:
                raise _of_another_version(error.found) from error
            except OutOfMemoryError as error:
                raise over_memory(self._limits.pages * PAGE // 1024 // 1024) from error
            except PolicyError as error:
                raise _broken(error.reason, self._limits.pages) from error
            except ValueError as error:
                raise _broken(Message("engine.policy.no_json"), self._limits.pages) from error

    def _share(self) -> int:
        """The bytes that one instance may keep between evaluations."""
        return KEPT_BYTES // (self._pool_size * max(1, len(self._policies)))

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Counts the evaluations under way: their deadlines need the clock, also after `close`."""
        with self._lock:
            self._running += 1
        try:
            yield
        finally:
            with self._lock:
                self._running -= 1
                last = self._closed and self._running == 0
            if last:
                self._clock.close()

    def _policy(self, bundle: Bundle) -> "_Policy":
        """The policy of the bundle's revision; two threads that ask at once share one."""
        dropped: _Policy | None = None
        with self._lock:
            if self._closed:
                raise _shut_down()
            policy = self._policies.get(bundle.revision)
            if policy is None:
                policy = self._new(bundle)
                self._policies[bundle.revision] = policy
            self._policies.move_to_end(bundle.revision)
            if len(self._policies) > MAX_POLICIES:
                _, dropped = self._policies.popitem(last=False)
        if dropped is not None:
            dropped.close()
        return policy

    def _new(self, bundle: Bundle) -> "_Policy":
        return _Policy(
            bundle, self._compiled, self._clock, pool=(self._pool_size, self._limits.seconds)
        )

    def _compiled(self, bundle: Bundle) -> Policy:
        """The bundle's policy, compiled or loaded. Raises PolicyError where it is no module."""
        try:
            module = self._modules.module(bundle.wasm)
        except wasmtime.WasmtimeError as error:
            raise PolicyError(str(error)) from error
        return Policy(
            module, self._host, self._modules.engine, data=bundle.files[DATA], limits=self._limits
        )


class _Policy:
    """One bundle's policy and its pool of instances. The first evaluation has it compiled."""

    def __init__(
        self,
        bundle: Bundle,
        compiled: Callable[[Bundle], Policy],
        clock: Clock,
        *,
        pool: tuple[int, float],
    ) -> None:
        self._bundle = bundle
        self._compile = compiled
        self._clock = clock
        self._lock = threading.Lock()
        self._compiled: Policy | None = None
        self._entrypoint: int | None = None
        size, patience = pool
        self._pool = InstancePool(size, self._instance, patience=patience)

    def evaluate(self, input_document: bytes, kept_bytes: int) -> bytes:
        """The raw result set: `[{"result": …}]`, or `[]` where the entrypoint is undefined."""
        with self._pool.borrow() as loan:
            if self._entrypoint is None:
                self._entrypoint = self._find_entrypoint(loan.instance)
            answer = loan.instance.evaluate(input_document, self._entrypoint)
            loan.kept = loan.instance.memory_bytes <= kept_bytes
            return answer

    def close(self) -> None:
        self._pool.close()

    def _instance(self) -> Instance:
        with self._lock:
            if self._compiled is None:
                self._compiled = self._compile(self._bundle)
        return Instance(self._compiled, self._clock)

    def _find_entrypoint(self, instance: Instance) -> int:
        host = sorted(instance.builtins())
        if host:
            raise PolicyError(Message("engine.policy.calls_host", names=", ".join(host)))
        found = instance.entrypoints().get(self._bundle.entrypoint)
        if found is None:
            raise PolicyError(Message("engine.policy.no_entrypoint", name=self._bundle.entrypoint))
        return found


# --- errors ------------------------------------------------------------------------------------


def _out_of_time(seconds: float) -> EvaluationTimeoutError:
    return EvaluationTimeoutError(
        Message("engine.out_of_time.detail", seconds=seconds),
        Message("engine.out_of_time.advice"),
    )


def _busy(seconds: float) -> EvaluationTimeoutError:
    return EvaluationTimeoutError(
        Message("engine.busy.detail", seconds=seconds),
        Message("engine.busy.advice"),
    )


def _of_another_version(found: str) -> EvaluationError:
    known = f"{MAJOR}.{LEAST_MINOR}"
    return EvaluationError(
        Message("engine.abi_version.detail", found=found, known=known),
        Message("engine.abi_version.advice"),
    )


def _broken(reason: Words | str, max_memory_pages: int) -> EvaluationError:
    memory_mb = max_memory_pages * PAGE // 1024 // 1024
    return EvaluationError(
        Message("engine.broken.detail", reason=reason),
        Message("engine.broken.advice", memory_mb=memory_mb),
    )


def _shut_down() -> EvaluationError:
    return EvaluationError(
        Message("engine.shut_down.detail"),
        Message("engine.shut_down.advice"),
    )
