"""What policies may call: built-ins that OPA has, that WebAssembly has natively, and that always answer alike."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support.cases import ROOT

CAPABILITIES = json.loads((ROOT / "policies" / "capabilities.json").read_text("utf-8"))
ALLOWED = {builtin["name"]: builtin for builtin in CAPABILITIES["builtins"]}

FORBIDDEN = (
    "crypto.", "graphql.", "http.", "io.jwt.", "net.", "opa.runtime", "print", "providers.", "rand.",
    "regex.", "rego.", "sprintf", "time.", "trace", "uuid.", "json.match_schema",
)  # fmt: skip
"""Time, network, randomness, or a call back into the host; `docs/writing-policies.md`."""


@pytest.fixture(scope="module")
def known(opa: Path) -> dict[str, Any]:
    run = subprocess.run([opa, "capabilities", "--current"], capture_output=True, check=True)
    return {builtin["name"]: builtin for builtin in json.loads(run.stdout)["builtins"]}


def test_every_built_in_is_declared_as_opa_declares_it(known: dict[str, Any]) -> None:
    """A declaration that lacks a mark (`relation`, say) compiles to something else, in silence."""
    meaning = ("infix", "relation", "nondeterministic", "deprecated")
    differing = [
        name
        for name, builtin in ALLOWED.items()
        if any(builtin.get(key) != known[name].get(key) for key in meaning)
    ]
    assert differing == []


@pytest.mark.parametrize("prefix", FORBIDDEN)
def test_nothing_that_differs_from_day_to_day_is_allowed(prefix: str) -> None:
    assert [name for name in ALLOWED if name.startswith(prefix)] == []


def test_the_bundle_asks_nothing_of_the_host(engine: Any, bundle: Any) -> None:
    """The engine refuses a module with host functions: that it evaluates shows that there are none."""
    assert engine.evaluate(
        bundle, b'{"facts":{},"fa":{},"as_of":"2026-11-20","mode":"precheck"}'
    ).result


def test_a_forbidden_built_in_is_refused_at_build(opa: Path, tmp_path: Path) -> None:
    policy = tmp_path / "late.rego"
    policy.write_text("package late\n\nnow := time.now_ns()\n", "utf-8")
    capabilities = str(ROOT / "policies" / "capabilities.json")
    command = [str(opa), "check", "--capabilities", capabilities, str(policy)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "time.now_ns" in run.stderr
