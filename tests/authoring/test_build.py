"""Building on a real OPA: reproducible, checked, and loadable by OPA itself."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tejun import toolchain
from tejun.authoring.build import build_archive
from tejun.authoring.module import require_compiled
from tejun.bundle.archive import MANIFEST, Bundle, pack, read_archive
from tejun.bundle.metadata import read_metadata
from tejun.errors import BundleError, ToolMissingError
from tejun.registry import Registry

from tests.support.bundles import TREE, write_tree
from tests.support.cases import PROGRAMS, ROOT, source_of, stage

pytestmark = pytest.mark.opa

PAPERS = "procedure/people/papers/papers.rego"


def test_two_folders_give_one_archive(opa: Path, tmp_path: Path) -> None:
    first = write_tree(tmp_path / "a")
    second = write_tree(tmp_path / "somewhere" / "else")
    for path in second.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert build_archive(first, "tiny-2026", opa=opa) == build_archive(second, "tiny-2026", opa=opa)


def test_the_built_archive_reads_back(built_tree: Callable[..., Bundle]) -> None:
    bundle = built_tree()
    assert (bundle.root, bundle.entrypoint) == ("tiny_2026_1", "tiny_2026_1/decision/result")
    assert pack(bundle.files) == pack(dict(bundle.files))
    assert bundle.data["tiny_2026_1"]["params"] == {"look_back_years": 5}


def test_what_was_compiled_here_is_held_to_its_rego_without_a_second_run(
    opa: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = write_tree(tmp_path, {PAPERS: TREE[PAPERS] + "\n# compiled in this test alone\n"})
    bundle = read_archive(build_archive(tree, "tiny-2026", opa=opa))
    ran = []

    def noted(*arguments: Any, **options: Any) -> Any:
        ran.append(arguments)
        return run_opa(*arguments, **options)

    run_opa = toolchain.run_opa
    monkeypatch.setattr(toolchain, "run_opa", noted)
    allowed = tree / "capabilities.json"
    require_compiled(bundle, opa=opa, capabilities=allowed)
    assert ran == []
    other = {**bundle.files, f"{bundle.root}/decision.rego": b"package tiny_2026_1.decision\n"}
    for changed in (replace(bundle, files=other), replace(bundle, wasm=b"another")):
        with pytest.raises(BundleError):
            require_compiled(changed, opa=opa, capabilities=allowed)
    require_compiled(bundle, opa=opa, capabilities=None)
    assert len(ran) == 3


def test_the_manifest_has_no_wasm_key(built_tree: Callable[..., Bundle]) -> None:
    """An OPA built without WebAssembly refuses a bundle whose manifest has one."""
    manifest = json.loads(built_tree().files[MANIFEST])
    assert set(manifest) == {"revision", "roots", "rego_version", "metadata"}


def test_tests_and_other_programs_stay_out(opa: Path, tmp_path: Path) -> None:
    other = {"programs/other-2026/extra.rego": "package policy.program.extra\n\nx := 1\n"}
    test = {
        "procedure/people/papers/papers_test.rego": "package policy.procedure.people.papers_test\n"
    }
    built = build_archive(write_tree(tmp_path / "a", other | test), "tiny-2026", opa=opa)
    assert built == build_archive(write_tree(tmp_path / "b"), "tiny-2026", opa=opa)


def test_what_our_own_checks_refuse_is_not_built(opa: Path, tmp_path: Path) -> None:
    papers = TREE[PAPERS].replace("input.facts.application", "input.facts.aplication")
    with pytest.raises(BundleError, match="aplication") as caught:
        build_archive(write_tree(tmp_path, {PAPERS: papers}), "tiny-2026", opa=opa)
    assert {place.pointer for place in caught.value.places} == {PAPERS}


def test_what_opa_refuses_is_not_built(opa: Path, tmp_path: Path) -> None:
    papers = TREE[PAPERS] + "\nextra := nowhere\n"
    with pytest.raises(BundleError, match="opa check refused") as caught:
        build_archive(write_tree(tmp_path, {PAPERS: papers}), "tiny-2026", opa=opa)
    assert "tiny_2026_1/procedure/people/papers/papers.rego:" in caught.value.detail.in_("en")
    assert "nowhere" in caught.value.detail.in_("ja")


@pytest.mark.parametrize(
    "call",
    [
        "time.now_ns()",
        'http.send({"method": "get", "url": "x"})',
        "rand.intn(`x`, 2)",
        'sprintf("%d", [1])',
    ],
)
def test_a_built_in_that_is_not_deterministic_or_not_native_is_refused(
    call: str, opa: Path, tmp_path: Path
) -> None:
    papers = TREE[PAPERS] + f"\nextra := {call}\n"
    with pytest.raises(BundleError, match="cannot be used: only the built-ins"):
        build_archive(write_tree(tmp_path, {PAPERS: papers}), "tiny-2026", opa=opa)


def test_an_opa_that_does_not_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(ToolMissingError, match="nowhere/opa"):
        build_archive(write_tree(tmp_path), "tiny-2026", opa=Path("/nowhere/opa"))


def test_a_missing_opa_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tejun.folders.checkout", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissingError) as caught:
        toolchain.find_opa()
    assert "make tools" in caught.value.advice.in_("en")
    assert f"Put opa {toolchain.OPA_VERSION} on PATH" in caught.value.advice.in_("en")


def test_a_missing_opa_in_a_checkout_is_for_make(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tejun.folders.checkout", lambda: tmp_path)
    assert toolchain.how_to_get_opa().in_("en").startswith("Run `make tools`")


def test_the_opa_that_is_asked_for_is_the_pinned_one() -> None:
    pinned = (ROOT / "tools" / "opa" / "go.mod").read_text("utf-8")
    assert re.findall(r"^\s*github.com/open-policy-agent/opa v(\S+)", pinned, re.MULTILINE) == [
        toolchain.OPA_VERSION
    ]


def test_the_opa_beside_the_work_comes_before_the_one_on_the_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, opa: Path
) -> None:
    (tmp_path / ".tools").mkdir()
    shutil.copy(opa, tmp_path / ".tools" / "opa")
    monkeypatch.chdir(tmp_path)
    assert toolchain.find_opa() == tmp_path / ".tools" / "opa"


# --- the real tree -----------------------------------------------------------------------------


@pytest.mark.parametrize("program", PROGRAMS)
def test_opa_reads_the_same_metadata(program: str, opa: Path, tmp_path: Path) -> None:
    """Ours is read by a few lines of Python: it must be what OPA's own parser makes of the comments."""
    stage(tmp_path, program, [])
    run = subprocess.run(
        [opa, "inspect", "-a", "-f", "json", "."],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    theirs = {
        entry["location"]["file"]: entry["annotations"]["custom"]
        for entry in json.loads(run.stdout)["annotations"]
        if entry["annotations"]["scope"] == "package" and entry["annotations"].get("custom")
    }
    source = source_of(program)
    ours = {
        source.files[path]: metadata.custom
        for path, text in source.rego.items()
        if (metadata := read_metadata(path, text)) and metadata.custom
    }
    assert ours == theirs
    assert len(ours) > 60


def test_opa_itself_loads_the_archive_and_says_the_same_as_the_module(
    opa: Path, archive: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "bundle.tar.gz"
    path.write_bytes(archive)
    bundle = read_archive(archive)
    run = subprocess.run(
        [opa, "eval", "--bundle", path, "--format", "raw", f"data.{bundle.root}.edition"],
        capture_output=True,
        check=True,
    )
    edition: dict[str, Any] = json.loads(run.stdout)
    assert edition == {
        "program": bundle.program,
        "edition": bundle.edition,
        "base": bundle.base,
    }


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_archive_in_the_repository_is_what_the_sources_give(
    program: str, archives: dict[str, bytes]
) -> None:
    """To the last byte, signature included. When this fails: `make bundles`, and read what changed."""
    registry = Registry.load(ROOT / "bundles")
    assert registry.archive(registry.editions(program)[-1]) == archives[program]
