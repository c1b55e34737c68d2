"""A requirement is evaluated again by a real OPA, and traced; an OPA at fault gives an error and no trace."""

import tempfile
from pathlib import Path

import pytest
from tejun.bundle.archive import Bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import ToolMissingError, TraceError
from tejun.registry import Registry
from tejun.trace import run as run_module
from tejun.trace.run import run_trace

from tests.support.cases import PROGRAM, applications
from tests.support.golden import decided
from tests.support.traces import stand_in

pytestmark = pytest.mark.opa

TYPICAL = applications(PROGRAM) / "typical.yaml"


@pytest.fixture
def document(registry: Registry, engine: WasmEngine) -> bytes:
    return decided(TYPICAL, registry, engine).input.canonical


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made during the test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_findings_are_those_of_the_decision(
    bundle: Bundle, registry: Registry, *, engine: WasmEngine, document: bytes, opa: Path
) -> None:
    decision = decided(TYPICAL, registry, engine).decision
    trace = run_trace(bundle, "RS-P1-03", document, opa=opa)
    recorded = [finding for finding in decision["findings"] if finding["requirement"] == "RS-P1-03"]
    assert sorted(trace.findings, key=lambda finding: str(finding["subject"])) == recorded
    assert [finding["subject"] for finding in trace.rule.results] == [
        finding["subject"] for finding in trace.findings
    ]


def test_events_name_the_bundles_own_files_and_lines(
    bundle: Bundle, document: bytes, opa: Path
) -> None:
    trace = run_trace(bundle, "RS-P1-03", document, opa=opa)
    failed = [
        event for event in trace.events if event.op == "Fail" and event.path == trace.rule.path
    ]
    assert failed
    for event in failed:
        assert event.path is not None
        assert bundle.files[event.path].decode().split("\n")[event.row - 1].strip()


def test_the_programs_tightening_of_a_requirement_is_traced_with_it(
    bundle: Bundle, document: bytes, opa: Path
) -> None:
    trace = run_trace(bundle, "RS-MT-01", document, opa=opa)
    assert [rule.name for rule in trace.tightenings] == [
        f"data.{bundle.root}.program.mandatory_training.tightenings"
    ]


def test_the_input_never_reaches_the_disk_and_the_folder_is_removed_afterwards(
    bundle: Bundle, document: bytes, *, tmp_path: Path, temporary: Path
) -> None:
    spy = stand_in(tmp_path, f'cat > /dev/null; cp -r . "{tmp_path}/seen"; exit 1')
    with pytest.raises(TraceError):
        run_trace(bundle, "RS-P1-03", document, opa=spy)
    seen = {path.name: path.read_bytes() for path in (tmp_path / "seen").iterdir()}
    assert {"data.json", ".manifest", "0.rego"} <= set(seen)
    assert all("岡田".encode() not in content for content in seen.values())
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("cat > /dev/null; echo 'rego_type_error: x' >&2; exit 2", "rego_type_error"),
        ("exit 0", "cannot be read"),
        ("cat > /dev/null; echo '<html>'", "cannot be read"),
        ("cat > /dev/null; echo '{}'", "cannot be read"),
    ],
)
def test_what_is_not_a_trace_is_an_error(
    bundle: Bundle, document: bytes, *, script: str, says: str, tmp_path: Path
) -> None:
    with pytest.raises(TraceError, match=says):
        run_trace(bundle, "RS-P1-03", document, opa=stand_in(tmp_path, script))


def test_an_opa_that_hangs_is_stopped_at_the_deadline(
    bundle: Bundle, document: bytes, *, tmp_path: Path
) -> None:
    hanging = stand_in(tmp_path, "exec sleep 60")
    with pytest.raises(TraceError, match=r"within 0\.2 seconds"):
        run_trace(bundle, "RS-P1-03", document, opa=hanging, deadline_seconds=0.2)


def test_an_opa_that_never_stops_writing_is_stopped(
    bundle: Bundle, document: bytes, *, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "MAX_BYTES", 2 * 1024 * 1024)
    endless = stand_in(tmp_path, "cat > /dev/null; exec yes")
    with pytest.raises(TraceError, match="larger than 2 MB"):
        run_trace(bundle, "RS-P1-03", document, opa=endless)


def test_the_error_names_an_opa_that_cannot_be_run(bundle: Bundle, document: bytes) -> None:
    with pytest.raises(ToolMissingError, match="nowhere/opa cannot be run"):
        run_trace(bundle, "RS-P1-03", document, opa=Path("/nowhere/opa"))
