"""Bundles for tests: the real one, built once from `policies/`; and small ones, written here, that a test can spoil.

As fixtures (`tests/conftest.py` loads them): `opa`, `archives`, `bundles`, `archive`, `bundle`, `engine`, `tree`,
`built_tree`.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tejun import canonical
from tejun.bundle.archive import (
    CATALOG,
    DATA,
    MANIFEST,
    WASM,
    Bundle,
    pack,
    read_archive,
    revision_of,
)
from tejun.bundle.signatures import add_signature
from tejun.engine.embedded.wasm import WasmEngine
from tejun.toolchain import find_opa

from tests.support import shared
from tests.support.cases import POLICIES, PROGRAM, PROGRAMS
from tests.support.published import KEY

# --- the real ones -----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def opa() -> Path:
    return find_opa()


@pytest.fixture(scope="session")
def archives(opa: Path) -> dict[str, bytes]:
    """The archive of each program as `policies/` has it now, signed with the example key, by slug."""
    with ThreadPoolExecutor(2) as pool:
        built = pool.map(
            lambda program: add_signature(shared.built(POLICIES, program, opa=opa), KEY), PROGRAMS
        )
        return dict(zip(PROGRAMS, built, strict=True))


@pytest.fixture(scope="session")
def bundles(archives: dict[str, bytes]) -> dict[str, Bundle]:
    return {program: read_archive(archive) for program, archive in archives.items()}


@pytest.fixture(scope="session")
def archive(archives: dict[str, bytes]) -> bytes:
    return archives[PROGRAM]


@pytest.fixture(scope="session")
def bundle(bundles: dict[str, Bundle]) -> Bundle:
    return bundles[PROGRAM]


class _KeepingEngine(WasmEngine):
    """One that has memory enough for an instance of every set of parameters that the cases ask for: some 3 MB each."""

    def _share(self) -> int:
        return 5 * 1024 * 1024


@pytest.fixture(scope="session")
def engine() -> Iterator[WasmEngine]:
    """The embedded engine, with time enough for a machine that does other things too.

    It keeps compiled modules, so that a bundle with other parameters is not compiled again; and instances, so that one
    is not made anew for each of thousands of evaluations.
    """
    engine = _KeepingEngine(deadline_seconds=60, cache=shared.modules())
    yield engine
    engine.close()


# --- a small archive, no OPA needed ------------------------------------------------------------

TINY_ROOT = "tiny_2026_1"
TINY_CALL = {"reference": "架空の公募要領"}
TINY_MODULE = f"{TINY_ROOT}/decision.rego"


def tiny_manifest() -> dict[str, Any]:
    """The manifest of the small archive, without its revision."""
    return {
        "roots": [TINY_ROOT],
        "rego_version": 1,
        "metadata": {
            "program": "tiny-2026",
            "edition": "1",
            "base": "procedure-2025-06-11",
            "sequence": 1,
            "effective_from": "2026-04-01",
            "entrypoint": f"{TINY_ROOT}/decision/result",
        },
    }


def tiny_catalog(about: Mapping[str, Any], call: str) -> dict[str, Any]:
    """A catalog without requirements, of the edition of which the manifest tells."""
    words = {"ja": "架空", "en": "made up"}
    base = {"name": about["base"], "dated": "2025-06-11", "title": words, "status": words}
    period = {"opens": "2026-04-01", "closes": "2026-06-30", "review": "with_application"}
    program = {
        "slug": about["program"],
        "title": words,
        "funding_agency": words,
        "contact": "agency@example.org",
        "example": True,
        **{key: about[key] for key in ("edition", "base", "sequence", "effective_from")},
        "sources": [],
        "call": {"reference": call, **period},
        "parameters": {},
        "base_edition": base,
        "forms": [],
    }
    return {"schema": "tejun/catalog/4", "program": program, "requirements": []}


def tiny_files() -> dict[str, bytes]:
    """The files of a good small archive, but for the manifest; its module is no real WebAssembly."""
    catalog = tiny_catalog(tiny_manifest()["metadata"], TINY_CALL["reference"])
    return {
        TINY_MODULE: f"package {TINY_ROOT}.decision\n\nresult := {{}}\n".encode(),
        DATA: canonical.dumps({TINY_ROOT: {"edition": {}, "params": {}}}),
        CATALOG: canonical.dumps(catalog),
        WASM: b"\0asm\1\0\0\0",
    }


def sealed(files: Mapping[str, bytes], manifest: dict[str, Any]) -> dict[str, bytes]:
    """The files with the manifest, its revision put in."""
    unsealed = {**files, MANIFEST: canonical.dumps(manifest)}
    revision = revision_of(unsealed)
    return {**files, MANIFEST: canonical.dumps({**manifest, "revision": revision})}


def tiny_archive(
    call: str = TINY_CALL["reference"],
    *,
    retention: Mapping[str, Any] | None = None,
    **about: Any,
) -> bytes:
    """A good small archive; `about` overrides the manifest's metadata, `retention` is what the catalog says of it."""
    manifest = tiny_manifest()
    manifest["metadata"] |= about
    root = f"{manifest['metadata']['program']}_{manifest['metadata']['edition']}".replace("-", "_")
    manifest["roots"] = [root]
    manifest["metadata"]["entrypoint"] = f"{root}/decision/result"
    catalog = tiny_catalog(manifest["metadata"], call)
    if retention is not None:
        catalog["program"]["retention"] = retention
    files = {
        f"{root}/decision.rego": f"package {root}.decision\n".encode(),
        DATA: canonical.dumps({root: {}}),
        CATALOG: canonical.dumps(catalog),
        WASM: b"\0asm\1\0\0\0",
    }
    return pack(sealed(files, manifest))


# --- a small tree of policies ------------------------------------------------------------------

DECISION = """package policy.decision

# METADATA
# description: the decision
# entrypoint: true
result := {
	"schema": "tejun/result/1",
	"edition": data.policy.edition,
	"outcome": "prepared",
	"findings": [finding | finding := data.policy.procedure[_][_].findings[_]],
	"indicators": [],
}
"""

_COLLECTED = """# METADATA
# title: A fact that is collected
# description: What is said of it.
# custom:
#   reasons:
#     provided:
#       status: satisfied
#       message: {ja: 収集済み, en: collected}
#     absent:
#       status: missing_information
#       message: {ja: "{title}がありません", en: "{title} is missing"}
#       remedy: {ja: 記載してください, en: enter it}
package policy.lib.collected

import data.policy.lib.verdict

assess(fact) := verdict.satisfied("provided", []) if {
	is_object(fact)
} else := verdict.missing("absent", [])
"""

_VERDICT = """package policy.lib.verdict

satisfied(reason, reads) := {"status": "satisfied", "reason": reason, "params": {}, "reads": reads}

missing(reason, reads) := {"status": "missing_information", "reason": reason, "params": {}, "reads": reads}

unsatisfied(reason, reads) := {"status": "unsatisfied", "reason": reason, "params": {}, "reads": reads}
"""

_PAPERS = """# METADATA
# title: Papers
# description: The papers.
# custom:
#   id: RS-P1-03
#   title: {ja: 発表論文, en: Papers}
#   description_ja: 論文。
#   clause: {section: 第2章(3), item: "(1)", quote: 発表論文(筆頭著者、責任著者、共著者を対象)}
#   actor: researcher
#   stage: collection
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   parameters:
#     look_back_years: {type: integer, direction: increase, description: {ja: さかのぼる年数, en: how far back}}
#   inherits: [collected]
#   reasons:
#     too_short:
#       status: unsatisfied
#       message: {ja: "{years}年に足りません", en: "less than {years} years"}
#       remedy: {ja: 期間を延ばしてください, en: declare more}
package policy.procedure.people.papers

import data.policy.lib.collected
import data.policy.lib.verdict

id := "RS-P1-03"

findings := [object.union(assess, {
	"requirement": id,
	"subject": "application",
	"layer": "procedure",
	"enforcement": "binding",
})]

assess := verdict.unsatisfied("too_short", []) if {
	data.policy.params.look_back_years > 10
} else := collected.assess(input.facts.application) if {
	is_object(input.facts.application)
} else := collected.assess(null)
"""

_STRICTER = """# METADATA
# title: Stricter
# description: An example of a tightening.
# custom:
#   id: TP-01
#   tightens: RS-P1-03
#   title: {ja: 追加条件, en: A condition more}
#   description_ja: 強化の例。
#   clause: {section: 公募要領（例）, item: 1章, quote: （例）論文を求める。}
#   actor: researcher
#   stage: collection
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   reasons:
#     stricter:
#       status: unsatisfied
#       message: {ja: 足りません, en: not enough}
#       remedy: {ja: 足してください, en: add some}
package policy.program.stricter

import data.policy.lib.verdict

tightenings := [verdict.unsatisfied("stricter", []) | input.mode == "formal"]
"""

EDITION_YAML = """name: procedure-2025-06-11
dated: "2025-06-11"
title: {ja: 手順書, en: The procedure}
status: {ja: 案, en: draft}
source: source/procedure-2025-06-11.txt
"""

PROGRAM_YAML = """slug: tiny-2026
example: true
title: {ja: 小さな例, en: A small example}
funding_agency: {ja: 架空機構, en: Fictional agency}
contact: desk@example.org
base: procedure-2025-06-11
edition: "1"
sequence: 1
effective_from: "2026-04-01"
sources: [架空の公募要領]
call: {reference: 架空の公募要領, opens: "2026-09-01", closes: "2026-12-18", review: with_application}
parameters:
  look_back_years: 5
"""

TREE = {
    "decision.rego": DECISION,
    "lib/collected.rego": _COLLECTED,
    "lib/verdict.rego": _VERDICT,
    "procedure/edition.yaml": EDITION_YAML,
    "procedure/people/papers/papers.rego": _PAPERS,
    "programs/tiny-2026/program.yaml": PROGRAM_YAML,
    "programs/tiny-2026/stricter.rego": _STRICTER,
}
"""A small tree of policies that is right in everything: one requirement, one tightening."""

_SHARED = ("capabilities.json", "schemas/input.json", "source/procedure-2025-06-11.txt")


def write_tree(folder: Path, changed: Mapping[str, str] | None = None) -> Path:
    """Writes the small tree into `folder`, with what `changed` says put in the place of its files."""
    for name, text in {**TREE, **(changed or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for name in _SHARED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(POLICIES / name, folder / name)
    return folder


def write_policies(folder: Path, changed: Mapping[str, str | None]) -> Path:
    """Copies the real tree into `folder`, with these files in the place of its own; None leaves one out."""
    shutil.copytree(POLICIES, folder)
    for name, text in changed.items():
        (folder / name).unlink(missing_ok=True)
        if text is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "policies")


@pytest.fixture(scope="session")
def built_tree(opa: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Bundle]:
    """Builds the small tree with another decision.rego; each text once a session."""
    built: dict[str, Bundle] = {}

    def of(decision: str = DECISION) -> Bundle:
        if decision not in built:
            folder = write_tree(tmp_path_factory.mktemp("tree"), {"decision.rego": decision})
            built[decision] = read_archive(shared.built(folder, "tiny-2026", opa=opa))
        return built[decision]

    return of
