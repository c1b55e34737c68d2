"""The embedded engine on OPA's own test cases: what OPA says that they come to, it says too.

Those are asked that can be built with the built-ins and the keywords that our capabilities have, as every edition is.
An engine that is asked too few of them would show nothing: how many it is asked is counted.
"""

import json
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tejun import canonical
from tejun.bundle.archive import DATA, Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import EvaluationError

from tests.support.cases import ROOT
from tests.support.opa_cases import Case, calls, opa_cases
from tests.support.sample import Sample, is_long

pytestmark = [pytest.mark.opa, pytest.mark.slow]

CAPABILITIES = ROOT / "policies" / "capabilities.json"
PARTS = 8
FOREIGN = {"keywordrefs", "logic_operators", "stringinterpolation"}
"""Parts of the language that our capabilities leave out: none of their cases can be built."""
LEAST_BUILT = 0.8
"""Of all other cases whose text shows no foreign call, how many OPA builds for us: a few have foreign keywords."""
LEAST_EXACT = 0.8
"""Of these, how many have their sets in the same order, or none: for them the order of arrays is compared, too."""


@pytest.fixture(scope="module")
def cases(opa: Path) -> list[Case]:
    """The cases that call no built-in which our policies may not call."""
    foreign = builtins_of(every(opa)) - builtins_of(json.loads(CAPABILITIES.read_bytes()))
    assert "http.send" in foreign
    own = (case for case in opa_cases() if case.theme not in FOREIGN)
    return [case for case in own if not calls(case, foreign)]


def every(opa: Path) -> Any:
    """Everything that this OPA can do."""
    done = subprocess.run([opa, "capabilities", "--current"], capture_output=True, check=True)
    return json.loads(done.stdout)


def builtins_of(capabilities: Any) -> set[str]:
    return {builtin["name"] for builtin in capabilities["builtins"]}


@pytest.fixture
def asked(opa: Path, bundle: Bundle, tmp_path: Path) -> Iterator["Asker"]:
    engine = WasmEngine(deadline_seconds=60, pool_size=1)
    yield Asker(engine, bundle, opa, tmp_path)
    engine.close()


class Asker:
    """Builds the policies of a case and evaluates them."""

    def __init__(self, engine: WasmEngine, bundle: Bundle, opa: Path, folder: Path) -> None:
        self.engine = engine
        self._bundle = bundle
        self._opa = opa
        self._folder = folder

    def module(self, case: Case) -> bytes | None:
        """The case's policies, compiled; None where our capabilities do not let OPA."""
        names = [f"{number}.rego" for number, _ in enumerate(case.modules)]
        for name, text in zip(names, case.modules, strict=True):
            (self._folder / name).write_text(text, "utf-8")
        command = [str(self._opa), "build", "--target=wasm", f"--capabilities={CAPABILITIES}"]
        command += [f"--entrypoint={case.entrypoint}", "--output=built.tar.gz", *names]
        if subprocess.run(command, cwd=self._folder, capture_output=True, check=False).returncode:
            return None
        with tarfile.open(self._folder / "built.tar.gz") as built:
            file = built.extractfile("/policy.wasm")
            return file.read() if file else None

    def answer(self, case: Case, module: bytes) -> Any:
        """The result set; None where the evaluation broke off."""
        bundle = replace(
            self._bundle,
            revision=canonical.digest(module + case.data),
            entrypoint=case.entrypoint,
            wasm=module,
            files={DATA: case.data},
        )
        try:
            return self.engine._answer(bundle, case.input_document)
        except EvaluationError as error:
            if "it broke off" not in error.detail.in_("en"):
                raise
            return None


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("part", range(PARTS))
def test_opas_own_cases_come_to_what_opa_says(
    part: int, cases: list[Case], asked: Asker, sample: Sample
) -> None:
    themes = list(dict.fromkeys(case.theme for case in cases))
    own = [case for case in cases if themes.index(case.theme) % PARTS == part]
    chosen = sample.of(own, lambda _: None)
    built = [(case, module) for case in chosen if (module := asked.module(case)) is not None]
    answers = [(case, asked.answer(case, module)) for case, module in built]
    assert [case.note for case, answer in answers if not case.is_met_by(answer)] == []
    if is_long():
        assert len(built) >= LEAST_BUILT * len(own) > 40
        exact = [case for case, answer in answers if case.is_met_by(answer, ordered=True)]
        assert len(exact) >= LEAST_EXACT * len(built)


def test_a_wrong_answer_is_seen(cases: list[Case], asked: Asker) -> None:
    """The self-test: of a case that comes to something, what it does not come to."""
    case = next(case for case in cases if case.theme == "aggregates" and case.result)
    module = asked.module(case)
    assert module is not None
    answer = asked.answer(case, module)
    assert case.is_met_by(answer)
    for other in (None, [], [{"result": True}], [*answer, *answer]):
        assert not case.is_met_by(other)
        assert not replace(case, result=other).is_met_by(answer)


@pytest.mark.parametrize(
    ("wanted", "given", "same"),
    [
        (1, 1.0, True),
        (1, True, False),
        (0, False, False),
        ("1", 1, False),
        (None, "None", False),
        ([1, 2], [2, 1], False),
        ({"a": [1]}, {"a": [1]}, True),
        ({"a": [1]}, {"b": [1]}, False),
    ],
)
def test_values_are_compared_as_json(wanted: Any, given: Any, same: bool) -> None:
    case = Case("", "", (), "", b"", b"", [{"result": wanted}])
    assert case.is_met_by([{"result": given}], ordered=True) is same


def test_order_alone_may_differ() -> None:
    case = Case("", "", (), "", b"", b"", [{"result": [1, [2, 3]]}])
    assert case.is_met_by([{"result": [[3, 2], 1]}])
    assert not case.is_met_by([{"result": [[3, 2], 1]}], ordered=True)
    assert not case.is_met_by([{"result": [[3, 2], 1, 1]}])
