"""Every program's bundle loads on the oldest OPA that is promised, and decides there as it does on the newest.

A person's own OPA, or another tool that brings OPA along, may be years older than the one that builds the bundles.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine

from tests.support.cases import POLICIES, PROGRAMS, ROOT
from tests.support.judged import application_questions, input_document
from tests.support.sample import Sample

pytestmark = pytest.mark.opa

OLDEST = ROOT / ".tools" / "opa-oldest"


def asked(*arguments: str, given: bytes = b"") -> bytes:
    run = subprocess.run([OLDEST, *arguments], input=given, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout


def in_order(result: dict[str, Any]) -> dict[str, Any]:
    """The result with its lists in order, as its digest is taken: that of an old OPA changes from run to run."""
    lists = {key: sorted(result[key], key=canonical.dumps) for key in ("findings", "indicators")}
    return result | lists


def test_it_is_the_first_of_the_language_that_the_policies_are_written_in() -> None:
    assert asked("version").startswith(b"Version: 1.0.0\n")


@pytest.mark.parametrize("program", PROGRAMS)
def test_it_decides_as_the_newest(  # noqa: PLR0917
    program: str,
    archives: dict[str, bytes],
    bundles: dict[str, Bundle],
    engine: WasmEngine,
    sample: Sample,
    tmp_path: Path,
) -> None:
    bundle = bundles[program]
    (tmp_path / "bundle.tar.gz").write_bytes(archives[program])
    for question in sample.of(application_questions(program, bundle), lambda _: None):
        document = input_document(question)
        assert document is not None
        answer = asked(
            *("eval", "--bundle", str(tmp_path / "bundle.tar.gz"), "--stdin-input"),
            *("--format", "raw", f"data.{bundle.entrypoint.replace('/', '.')}"),
            given=document,
        )
        decided = engine.evaluate(bundle, document).result
        assert in_order(json.loads(answer)) == in_order(decided), question.name


def test_the_policies_may_use_no_built_in_that_came_later() -> None:
    """Else the bundle would not load at all: `undefined function`."""
    theirs = json.loads(asked("capabilities", "--current"))
    ours = json.loads((POLICIES / "capabilities.json").read_bytes())
    assert {b["name"] for b in ours["builtins"]} <= {b["name"] for b in theirs["builtins"]}
    assert set(ours["features"]) <= set(theirs["features"])
