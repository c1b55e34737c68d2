"""The golden decisions: how each whole application in `fixtures/programs` comes out, cell by cell.

    python -m tests.support.golden [PROGRAM …]    writes them anew from `policies/`, of these programs or of all;
                                                  read the diff before you commit it

Beside `<name>.yaml` stands `<name>.golden.yaml`: see `tejun.policytest.golden`.
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from tejun.authoring.build import build_archive
from tejun.bundle.archive import read_archive
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Engine
from tejun.model.intake import Facts, read_facts
from tejun.operations.deciding import NewDecision, decide
from tejun.operations.workplace import open_workplace
from tejun.policytest import decide_application, golden_file, golden_text
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.toolchain import find_opa

from tests.support.cases import (
    AS_OF,
    FIXTURES,
    POLICIES,
    PROGRAMS,
    ROOT,
    whole_applications,
)

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def decided(application: Path, registry: Registry, engine: Engine) -> NewDecision:
    """The decision on a whole application, recorded nowhere."""
    facts = read_facts(application.read_bytes(), "yaml")
    return decided_on(facts, registry, engine, program=application.parent.name)


def decided_on(facts: Facts, registry: Registry, engine: Engine, *, program: str) -> NewDecision:
    """The decision on facts, recorded nowhere."""
    with open_workplace(
        Settings(), clock=lambda: NOW, registry=registry, engine=engine
    ) as workplace:
        return decide(workplace, facts, as_of=date.fromisoformat(AS_OF), program=program)


def main(only: list[str]) -> int:
    """Builds these programs, or every one, and writes their golden decisions."""
    engine = WasmEngine(deadline_seconds=60)
    for program in only or PROGRAMS:
        bundle = read_archive(build_archive(POLICIES, program, opa=find_opa()))
        for application in whole_applications(program):
            decision = decide_application(application, FIXTURES, bundle, engine)
            golden_file(application).write_text(golden_text(application, decision), "utf-8")
            print(f"{decision['outcome']:<24}{golden_file(application).relative_to(ROOT)}")
    engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
