"""The embedded engine on real modules: decisions, and everything that must not become one."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest
import wasmtime
from tejun import canonical
from tejun.authoring.build import build_archive
from tejun.bundle.archive import Bundle, read_archive
from tejun.engine.embedded import wasm
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Engine
from tejun.errors import EvaluationError, EvaluationLimitError, EvaluationTimeoutError

from tests.support.bundles import DECISION, write_tree

pytestmark = pytest.mark.opa

INPUT = canonical.dumps({"facts": {"application": {"id": "a1"}}, "mode": "precheck"})
SLOW = DECISION + (
    "\nwork := count([1 | some i in numbers.range(1, input.n); some j in numbers.range(1, input.n); i * j < 0])\n"
)
SLOW = SLOW.replace('"indicators": [],', '"indicators": [work | work > 0],')
HUNGRY = DECISION.replace(
    '"indicators": [],', '"indicators": [i | some i in numbers.range(1, 3000000); i < 0],'
)
UNDEFINED = DECISION.replace("}\n", '} if input.mode == "formal"\n')
MISSHAPEN = DECISION.replace('"prepared"', '"approved"')

Built = Callable[[str], Bundle]


@pytest.fixture
def make() -> Iterator[Callable[..., WasmEngine]]:
    """Makes engines and closes them."""
    engines: list[WasmEngine] = []

    def engine(**options: object) -> WasmEngine:
        engines.append(WasmEngine(**options))  # type: ignore[arg-type]
        return engines[-1]

    yield engine
    for made in engines:
        made.close()


def test_it_is_an_engine(make: Callable[..., WasmEngine]) -> None:
    engine: Engine = make()
    assert engine.name == "wasm"
    assert engine.version == f"wasmtime {version('wasmtime')}"


def test_it_gives_the_policys_decision_from_input_and_data(
    make: Callable[..., WasmEngine], built_tree: Built
) -> None:
    evaluation = make().evaluate(built_tree(DECISION), INPUT)
    assert evaluation.engine == "wasm"
    assert evaluation.result["edition"]["program"] == "tiny-2026"
    [finding] = evaluation.result["findings"]
    assert (finding["requirement"], finding["status"]) == ("RS-P1-03", "satisfied")


def test_nothing_is_left_of_one_evaluation_in_the_next(
    make: Callable[..., WasmEngine], built_tree: Built
) -> None:
    engine = make(pool_size=1)
    without = canonical.dumps({"facts": {}, "mode": "precheck"})
    statuses = [
        engine.evaluate(built_tree(DECISION), document).result["findings"][0]["status"]
        for document in (INPUT, without, INPUT, without)
    ]
    assert statuses == ["satisfied", "missing_information"] * 2


def test_threads_get_their_own_answers(make: Callable[..., WasmEngine], built_tree: Built) -> None:
    engine, bundle = make(pool_size=3), built_tree(DECISION)
    documents = [INPUT, canonical.dumps({"facts": {}, "mode": "precheck"})] * 40
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda each: engine.evaluate(bundle, each).result, documents))
    assert [result["findings"][0]["status"] for result in results] == [
        "satisfied",
        "missing_information",
    ] * 40


def test_the_module_is_compiled_once_however_many_ask_at_once(
    make: Callable[..., WasmEngine], built_tree: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = []
    real = wasmtime.Module.__init__

    def counted(module: wasmtime.Module, engine: wasmtime.Engine, code: bytes) -> None:
        runs.append(1)
        real(module, engine, code)

    engine, bundle = make(pool_size=4), built_tree(DECISION)
    monkeypatch.setattr(wasmtime.Module, "__init__", counted)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: engine.evaluate(bundle, INPUT), range(16)))
    assert len(runs) == 1


def test_the_cache_serves_the_next_process(
    make: Callable[..., WasmEngine], built_tree: Built, tmp_path: Path
) -> None:
    first, second = make(cache=tmp_path / "cache"), make(cache=tmp_path / "cache")
    results = [engine.evaluate(built_tree(DECISION), INPUT).result for engine in (first, second)]
    assert results[0] == results[1]
    assert len(list((tmp_path / "cache").iterdir())) == 1
    assert second.cache_problem is None


# --- what must not become a decision -----------------------------------------------------------


def test_an_undefined_decision_is_an_error(
    make: Callable[..., WasmEngine], built_tree: Built
) -> None:
    with pytest.raises(EvaluationError, match="undefined"):
        make().evaluate(built_tree(UNDEFINED), INPUT)


def test_an_outcome_that_there_is_not_is_an_error(
    make: Callable[..., WasmEngine], built_tree: Built
) -> None:
    with pytest.raises(EvaluationError, match="does not have its shape"):
        make().evaluate(built_tree(MISSHAPEN), INPUT)


def test_a_wrong_entrypoint_is_an_error(make: Callable[..., WasmEngine], built_tree: Built) -> None:
    bundle = replace(built_tree(DECISION), entrypoint="tiny_2026_1/decision/other")
    with pytest.raises(EvaluationError, match="no entrypoint tiny_2026_1/decision/other"):
        make().evaluate(bundle, INPUT)


@pytest.mark.parametrize("module", [b"", b"no module", b"\0asm\1\0\0\0"])
def test_a_module_that_is_no_policy_is_an_error(
    module: bytes, make: Callable[..., WasmEngine], built_tree: Built
) -> None:
    bundle = replace(built_tree(DECISION), wasm=module)
    engine = make()
    for _ in range(2):
        with pytest.raises(EvaluationError, match="could not be evaluated"):
            engine.evaluate(bundle, INPUT)


def test_a_policy_that_calls_the_host_is_refused(
    make: Callable[..., WasmEngine], opa: Path, tmp_path: Path
) -> None:
    """The build's capabilities forbid it; a bundle from elsewhere may not have kept to them."""
    text = DECISION.replace('"prepared"', 'sprintf("%s", ["prepared"])')
    folder = write_tree(tmp_path, {"decision.rego": text})
    allowed = all_capabilities(opa)
    (folder / "capabilities.json").write_bytes(allowed)
    bundle = read_archive(build_archive(folder, "tiny-2026", opa=opa))
    with pytest.raises(EvaluationError, match="calls host functions: sprintf"):
        make().evaluate(bundle, INPUT)


def all_capabilities(opa: Path) -> bytes:
    """Everything that this opa can do."""
    return subprocess.run(
        [opa, "capabilities", "--current"], capture_output=True, check=True
    ).stdout


# --- deadline and memory -----------------------------------------------------------------------


def slow_input(n: int) -> bytes:
    return canonical.dumps({"facts": {}, "mode": "precheck", "n": n})


def test_a_policy_that_runs_too_long_is_stopped_and_the_engine_goes_on(
    make: Callable[..., WasmEngine], slow: Bundle
) -> None:
    engine = make(deadline_seconds=0.3, memory_mb=1024, pool_size=1)
    started = time.monotonic()
    with pytest.raises(EvaluationTimeoutError, match=r"did not end within 0\.3 s") as caught:
        engine.evaluate(slow, slow_input(5_000))
    assert time.monotonic() - started < 5
    assert caught.value.retryable
    assert "0.3秒" in caught.value.detail.in_("ja")
    assert engine.evaluate(slow, slow_input(2)).result["outcome"] == "prepared"


def test_waiting_for_an_instance_has_the_same_deadline(
    make: Callable[..., WasmEngine], slow: Bundle
) -> None:
    engine = make(deadline_seconds=0.3, memory_mb=1024, pool_size=1)
    errors: list[str] = []

    def evaluate() -> None:
        with pytest.raises(EvaluationTimeoutError) as caught:
            engine.evaluate(slow, slow_input(5_000))
        errors.append(caught.value.detail.in_("en"))

    threads = [threading.Thread(target=evaluate) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(errors) == 6
    assert any("were busy" in error for error in errors)


def test_a_policy_that_takes_too_much_memory_is_stopped_and_the_engine_goes_on(
    make: Callable[..., WasmEngine], built_tree: Built
) -> None:
    engine = make(deadline_seconds=60, memory_mb=8)
    with pytest.raises(EvaluationLimitError, match=r"8 MB .*TEJUN_EVALUATION_MEMORY_MB") as caught:
        engine.evaluate(built_tree(HUNGRY), INPUT)
    assert (caught.value.status, caught.value.retryable) == (413, False)
    assert engine.evaluate(built_tree(DECISION), INPUT).result["outcome"] == "prepared"


def test_an_instance_that_grew_beyond_its_share_is_not_kept(
    make: Callable[..., WasmEngine], built_tree: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, bundle = make(pool_size=1), built_tree(DECISION)
    engine.evaluate(bundle, INPUT)
    engine.evaluate(bundle, INPUT)
    [policy] = engine._policies.values()
    assert policy._pool.instances_recreated == 0
    monkeypatch.setattr(wasm, "KEPT_BYTES", 0)
    engine.evaluate(bundle, INPUT)
    assert policy._pool.instances_recreated == 1


# --- many editions, and the end ----------------------------------------------------------------


def test_only_so_many_editions_stay_ready(
    make: Callable[..., WasmEngine],
    built_tree: Built,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(wasm, "MAX_POLICIES", 2)
    engine, bundle = make(cache=tmp_path), built_tree(DECISION)
    revisions = [replace(bundle, revision=f"sha256:{number}") for number in "abcab"]
    for each in revisions:
        assert engine.evaluate(each, INPUT).result["outcome"] == "prepared"
    assert list(engine._policies) == ["sha256:a", "sha256:b"]


def test_an_edition_dropped_under_way_is_made_again(
    make: Callable[..., WasmEngine],
    built_tree: Built,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(wasm, "MAX_POLICIES", 1)
    engine, bundle = make(cache=tmp_path), built_tree(DECISION)
    editions = [replace(bundle, revision=f"sha256:{number}") for number in range(3)] * 10
    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(lambda each: engine.evaluate(each, INPUT).result, editions))
    assert {result["outcome"] for result in results} == {"prepared"}


def test_a_closed_engine_evaluates_no_more_and_closes_twice(built_tree: Built) -> None:
    engine = WasmEngine()
    engine.evaluate(built_tree(DECISION), INPUT)
    engine.close()
    engine.close()
    with pytest.raises(EvaluationError, match="shutting down"):
        engine.evaluate(built_tree(DECISION), INPUT)


def test_closing_leaves_the_deadline_of_what_still_runs(slow: Bundle) -> None:
    engine = WasmEngine(deadline_seconds=1, memory_mb=1024)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(engine.evaluate, slow, slow_input(5_000))
        while not engine._running:
            time.sleep(0.01)
        time.sleep(0.2)
        engine.close()
        assert isinstance(running.exception(timeout=20), EvaluationTimeoutError)


@pytest.fixture(scope="module")
def slow(built_tree: Built, opa: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """A bundle whose work grows with the square of `input.n`, which no schema knows."""
    folder = write_tree(tmp_path_factory.mktemp("slow"), {"decision.rego": SLOW})
    (folder / "schemas" / "input.json").write_text("{}", "utf-8")
    return read_archive(build_archive(folder, "tiny-2026", opa=opa))
