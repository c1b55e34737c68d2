"""OPA's WebAssembly ABI: which modules are taken for a policy, and how one ends that is none, or breaks off.

The modules are written by hand, in WebAssembly's text form: no OPA builds what must be refused.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import wasmtime
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.clock import TICK_SECONDS, Clock
from tejun.engine.embedded.instance import Instance
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import EvaluationError, EvaluationTimeoutError

from tests.support.bundles import DECISION

pytestmark = pytest.mark.opa

INPUT = canonical.dumps({"facts": {}, "mode": "precheck"})
TRIED = "sha256:tried"
MEMORY = '(import "env" "memory" (memory 2))'
FUNCTIONS = {
    "opa_malloc": "(param i32) (result i32) i32.const 4096",
    "opa_json_parse": "(param i32 i32) (result i32) i32.const 8",
    "opa_json_dump": "(param i32) (result i32) local.get 0",
    "opa_heap_ptr_get": "(result i32) i32.const 8192",
    "entrypoints": "(result i32) i32.const 32",
    "builtins": "(result i32) i32.const 128",
    "opa_eval": "(param i32 i32 i32 i32 i32 i32 i32) (result i32) i32.const 512",
}
TEXTS = {32: '{"tiny_2026_1/decision/result":0}', 128: "{}", 512: "[]", 256: "out of luck"}
SEVEN = "(param i32 i32 i32 i32 i32 i32 i32) (result i32)"
LOOP = "(loop (br 0)) unreachable"


def module(
    *,
    version: str = "1.3",
    imports: str = MEMORY,
    texts: dict[int, str] | None = None,
    more: str = "",
    lacks: str = "",
    **functions: str,
) -> bytes:
    """A module like a policy's, whose texts stand in its memory."""
    major, _, minor = version.partition(".")
    names = {"opa_wasm_abi_version": major, "opa_wasm_abi_minor_version": minor}
    numbers = [
        f'(global (export "{name}") i32 (i32.const {number}))'
        for name, number in names.items()
        if number
    ]
    parts = [
        f'(func (export "{name}") {text})'
        for name, text in (FUNCTIONS | functions).items()
        if name != lacks
    ]
    data = [
        f'(data (i32.const {at}) "{text.translate(QUOTED)}\\00")'
        for at, text in (TEXTS | (texts or {})).items()
    ]
    return bytes(
        wasmtime.wat2wasm(f"(module {imports} {' '.join([*numbers, *parts, *data, more])})")
    )


QUOTED = str.maketrans({'"': '\\"'})


def importing(name: str, arguments: int, *, result: bool = True) -> str:
    """The imports of a module that calls a function of the host, the first of its own functions."""
    given = " (result i32)" if result else ""
    return f'(import "env" "{name}" (func (param{" i32" * arguments}){given})) {MEMORY}'


Failing = Callable[[bytes], EvaluationError]


@pytest.fixture
def engine() -> Iterator[WasmEngine]:
    engine = WasmEngine(deadline_seconds=0.3, memory_mb=1, pool_size=1)
    yield engine
    engine.close()


@pytest.fixture
def failing(engine: WasmEngine, built_tree: Callable[[str], Bundle]) -> Failing:
    """The error with which a module ends; the engine evaluates a good one afterwards."""
    bundle = built_tree(DECISION)

    def error_of(wasm: bytes) -> EvaluationError:
        with pytest.raises(EvaluationError) as caught:
            engine.evaluate(replace(bundle, wasm=wasm, revision=TRIED), INPUT)
        assert engine.evaluate(bundle, INPUT).result["outcome"] == "prepared"
        return caught.value

    return error_of


def idle(engine: WasmEngine) -> list[Instance]:
    """The instances that stay for another evaluation of the module that failed."""
    return engine._policies[TRIED]._pool._idle


# --- a module that is taken ---------------------------------------------------------------------


@pytest.mark.parametrize("version", ["1.2", "1.3", "1.4", "1.90"])
def test_a_version_that_is_known_is_evaluated(
    version: str, engine: WasmEngine, failing: Failing
) -> None:
    """`[]` is the answer: OPA's way to say that the entrypoint is undefined."""
    assert "undefined" in failing(module(version=version)).detail.in_("en")
    assert len(idle(engine)) == 1


def test_what_a_policy_may_import_is_given_to_it(failing: Failing) -> None:
    every = "".join(
        f'(import "env" "opa_builtin{count}" (func (param{" i32" * (count + 2)}) (result i32)))'
        for count in range(5)
    )
    rest = '(import "env" "opa_abort" (func (param i32))) (import "env" "opa_println" (func (param i32)))'
    assert "undefined" in failing(module(imports=every + rest + MEMORY)).detail.in_("en")


def test_what_a_policy_prints_goes_nowhere(
    failing: Failing, capfd: pytest.CaptureFixture[str]
) -> None:
    printing = module(
        imports=importing("opa_println", 1, result=False),
        opa_eval=f"{SEVEN} (call 0 (i32.const 256)) i32.const 512",
    )
    assert "undefined" in failing(printing).detail.in_("en")
    assert capfd.readouterr() == ("", "")


# --- another version ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "found"),
    [("1.1", "1.1"), ("1.0", "1.0"), ("1.", "1.0"), ("0.9", "0.9"), ("2.0", "2.0"), ("2.3", "2.3")],
)
def test_another_version_is_refused_by_name(version: str, found: str, failing: Failing) -> None:
    error = failing(module(version=version))
    for language in ("ja", "en"):
        assert found in error.detail.in_(language)
        assert "1.2" in error.detail.in_(language)
        assert "OPA" in error.advice.in_(language)


def test_another_version_is_named_before_what_it_lacks(failing: Failing) -> None:
    assert "2.0" in failing(module(version="2.0", lacks="opa_eval")).detail.in_("en")


# --- no policy ----------------------------------------------------------------------------------

NO_POLICIES: dict[str, tuple[bytes, str]] = {
    "no version": (module(version=""), "no module of an OPA policy"),
    "a function as its version": (
        module(version="", more='(func (export "opa_wasm_abi_version"))'),
        "version 0.0",
    ),
    "no memory": (module(imports="", more="(memory 2)"), "env.memory"),
    "a foreign import": (module(imports=f'(import "env" "clock" (func)) {MEMORY}'), "env.clock"),
    "another's function": (
        module(imports=f'(import "wasi" "opa_abort" (func (param i32))) {MEMORY}'),
        "wasi.opa_abort",
    ),
    "an import of another type": (
        module(imports=f'(import "env" "opa_abort" (func)) {MEMORY}'),
        "could not be evaluated",
    ),
    "a function for a memory": (
        module(imports='(import "env" "memory" (func))', more="(memory 2)"),
        "env.memory",
    ),
    "more memory than there is": (
        module(imports='(import "env" "memory" (memory 17))'),
        "limit of 1 MB of memory",
    ),
    **{f"no {name}": (module(lacks=name), f"another type: {name}") for name in FUNCTIONS},
    "a function of another type": (
        module(opa_eval="(param i32) (result i32) i32.const 512"),
        "another type: opa_eval",
    ),
    "a function of i64": (module(builtins="(result i64) i64.const 128"), "another type: builtins"),
    "no data read": (
        module(opa_json_parse="(param i32 i32) (result i32) i32.const 0"),
        "data.json",
    ),
    "no other entrypoint": (
        module(texts={32: '{"other":0}'}),
        "no entrypoint tiny_2026_1/decision/result",
    ),
    "entrypoints without numbers": (
        module(texts={32: '{"tiny_2026_1/decision/result":"0"}'}),
        "not JSON",
    ),
    "entrypoints in an array": (
        module(texts={32: '[["tiny_2026_1/decision/result",0]]'}),
        "not JSON",
    ),
    "entrypoints that are no JSON": (module(texts={32: "{"}), "not JSON"),
    "a function of the host": (
        module(texts={128: '{"time.now_ns":0}'}),
        "host functions: time.now_ns",
    ),
}


@pytest.mark.parametrize("name", NO_POLICIES)
def test_no_policy_is(name: str, failing: Failing) -> None:
    wasm, words = NO_POLICIES[name]
    error = failing(wasm)
    assert words in error.detail.in_("en")
    assert error.detail.in_("ja") != error.detail.in_("en")


# --- an end without a result --------------------------------------------------------------------

ABORTING = importing("opa_abort", 1, result=False)
ENDS: dict[str, tuple[bytes, str]] = {
    "an abort": (
        module(imports=ABORTING, opa_eval=f"{SEVEN} (call 0 (i32.const 256)) i32.const 512"),
        "it broke off: out of luck",
    ),
    "an abort of the allocator": (
        module(
            imports=ABORTING,
            texts={256: "opa_malloc: failed"},
            opa_eval=f"{SEVEN} (call 0 (i32.const 256)) i32.const 512",
        ),
        "limit of 1 MB of memory",
    ),
    "an abort with no words": (
        module(imports=ABORTING, opa_eval=f"{SEVEN} (call 0 (i32.const -2)) i32.const 512"),
        "has no end",
    ),
    "an abort at its start": (
        module(imports=ABORTING, more="(func $s (call 0 (i32.const 256))) (start $s)"),
        "it broke off: out of luck",
    ),
    **{
        f"a call of the host with {count}": (
            module(
                imports=importing(f"opa_builtin{count}", count + 2),
                opa_eval=f"{SEVEN} (call 0 (i32.const 7){' (i32.const 0)' * (count + 1)})",
            ),
            "host functions: #7",
        )
        for count in range(5)
    },
    "unreachable": (module(opa_eval=f"{SEVEN} unreachable"), ": unreachable."),
    "a load beyond the memory": (
        module(opa_eval=f"{SEVEN} (i32.load (i32.const -8))"),
        "out of bounds",
    ),
    "a call without end": (
        module(opa_eval=f"{SEVEN} (call $again)", more="(func $again (result i32) (call $again))"),
        "stack overflow",
    ),
    "no result": (module(opa_eval=f"{SEVEN} i32.const 0"), "has no end"),
    "a result beyond the memory": (module(opa_eval=f"{SEVEN} i32.const -16"), "has no end"),
    "a result without an end": (
        module(
            opa_eval=f"{SEVEN} (memory.fill (i32.const 4096) (i32.const 97) (i32.const 126976)) i32.const 4096"
        ),
        "has no end",
    ),
    "no room for the input": (
        module(opa_heap_ptr_get="(result i32) i32.const 0x7fff0000"),
        "limit of 1 MB of memory",
    ),
    "no room for the data": (
        module(opa_malloc="(param i32) (result i32) i32.const -65536"),
        "limit of 1 MB of memory",
    ),
}


@pytest.mark.parametrize("name", ENDS)
def test_nothing_comes_of(name: str, engine: WasmEngine, failing: Failing) -> None:
    wasm, words = ENDS[name]
    error = failing(wasm)
    assert words in error.detail.in_("en")
    assert "1 MB" in f"{error.detail.in_('en')} {error.advice.in_('en')}"
    assert idle(engine) == []


def test_a_result_that_is_no_json_is_an_error(failing: Failing) -> None:
    assert "not JSON" in failing(module(texts={512: "[{"})).detail.in_("en")


LOOPS = {
    "in its evaluation": module(opa_eval=f"{SEVEN} {LOOP}"),
    "at its start": module(more=f"(func $s {LOOP}) (start $s)"),
    "while it reads the data": module(opa_json_parse=f"(param i32 i32) (result i32) {LOOP}"),
    "while it says what it has": module(entrypoints=f"(result i32) {LOOP}"),
    "in calls of itself": module(
        opa_eval=f"{SEVEN} (call $twice (i32.const 60))",
        more="""(func $twice (param i32) (result i32)
          (if (result i32) (i32.eqz (local.get 0)) (then (i32.const 1)) (else (i32.add
            (call $twice (i32.sub (local.get 0) (i32.const 1)))
            (call $twice (i32.sub (local.get 0) (i32.const 1)))))))""",
    ),
}


@pytest.mark.parametrize("where", LOOPS)
def test_what_runs_on_is_ended_wherever_it_is(
    where: str, engine: WasmEngine, failing: Failing
) -> None:
    """Each touches no memory and calls nobody: no watch on either would see it."""
    started = time.monotonic()
    error = failing(LOOPS[where])
    assert isinstance(error, EvaluationTimeoutError)
    assert 0.3 <= time.monotonic() - started < 3
    assert idle(engine) == []


def test_what_takes_all_memory_holds_no_more_than_its_cap(failing: Failing) -> None:
    growing = module(
        opa_eval=f"{SEVEN} (loop (br_if 0 (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))"
        " (if (i32.gt_u (memory.size) (i32.const 16)) (then unreachable)) i32.const 512"
    )
    assert "undefined" in failing(growing).detail.in_("en")


# --- the clock ----------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0.001, TICK_SECONDS, 0.3, 5.0])
def test_a_deadline_is_never_early(seconds: float) -> None:
    """One tick may come at once."""
    assert (Clock.ticks(seconds) - 1) * TICK_SECONDS >= seconds
    assert (Clock.ticks(seconds) - 2) * TICK_SECONDS < seconds


def test_the_clock_starts_once_and_ends() -> None:
    clock = Clock(wasmtime.Engine())
    clock.start()
    thread = clock._thread
    clock.start()
    assert clock._thread is thread
    clock.close()
    assert thread is not None
    assert not thread.is_alive()
    clock.start()
    assert clock._thread is None
