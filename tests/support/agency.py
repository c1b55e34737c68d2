"""A funding agency for tests: the small tree of policies, fixtures for it, a key of its own and a registry.

As fixtures (`tests/conftest.py` loads them): `build_edition`, which builds an edition once, and `fa`, the agency.

May not know: what a test wants published, or refused.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from tejun.authoring.module import find_capabilities
from tejun.bundle.archive import read_archive
from tejun.bundle.signatures import add_signature
from tejun.decide import decide_with_bundle
from tejun.engine.embedded.wasm import WasmEngine
from tejun.engine.protocol import Engine
from tejun.model.intake import read_facts
from tejun.model.sample import smallest_facts
from tejun.policytest import Fixtures, golden_file, golden_text
from tejun.publish import Check, CheckContext, publish
from tejun.reading import read_document
from tejun.registry import Edition, Publication, Registry, SignedPublication, publication
from tejun.signing import SigningKey, TrustedKeys, make_key

from tests.support import shared
from tests.support.bundles import PROGRAM_YAML, write_tree

PROGRAM = "tiny-2026"
NOW = datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)
TODAY = date(2026, 11, 20)
CONFIG = f"programs/{PROGRAM}/program.yaml"
PAPERS = "cases/RS-P1-03/provided.yaml"


def config(edition: str = "1", day: str = "2026-04-01", **other: Any) -> str:
    """The small program's program.yaml, its sequence the edition's number; `other` keys take the place of its own."""
    own = {"edition": edition, "sequence": int(edition), "effective_from": day}
    return json.dumps(
        {**read_document(PROGRAM_YAML.encode(), "yaml").value, **own, **other}, ensure_ascii=False
    )


def build_archive(
    folder: Path, opa: Path, edition: str = "1", day: str = "2026-04-01", **other: Any
) -> bytes:
    """The archive of an edition of the small program, unsigned."""
    write_tree(folder, {CONFIG: config(edition, day, **other)})
    return shared.built(folder, PROGRAM, opa=opa)


def write_fixtures(folder: Path, expect: str = "satisfied") -> Path:
    """One case of the small program, and one whole application."""
    files = {
        "fixtures.yaml": f'as_of: "2026-11-20"\nprogram: {PROGRAM}\n',
        PAPERS: f"expect: {{subject: application, status: {expect}}}\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    facts = smallest_facts(PROGRAM, "架空の公募要領").document
    complete = folder / "programs" / PROGRAM / "complete.yaml"
    complete.parent.mkdir(parents=True, exist_ok=True)
    complete.write_bytes(orjson.dumps(facts))
    return folder


@dataclass(frozen=True)
class Agency:
    """It publishes into its registry, always at NOW; `checks` are those of its last publication."""

    registry: Registry
    key: SigningKey
    engine: Engine
    opa: Path | None
    fixtures: Fixtures | None
    checks: list[Check] = field(default_factory=list)

    def check_context(self, **other: Any) -> CheckContext:
        context = CheckContext(
            log=self.registry.log(PROGRAM),
            trusted=self.registry.trusted,
            engine=self.engine,
            registry=self.registry,
            fixtures=self.fixtures,
            opa=self.opa,
            capabilities=find_capabilities(),
        )
        return replace(context, **other)

    def sign_statement(self, archive: bytes, /, **other: Any) -> SignedPublication:
        """The signed statement about an archive, as the next of the log, with `other` fields in place of its own."""
        new = publication.of_edition(
            read_archive(archive),
            self.registry.log(PROGRAM),
            published_at=NOW,
            reason="for a test",
        )
        return self.sign(replace(new, **other))

    def withdrawal(self, edition: str) -> SignedPublication:
        log = self.registry.log(PROGRAM)
        return self.sign(
            publication.of_withdrawal(edition, log, published_at=NOW, reason="a mistake")
        )

    def sign(self, statement: Publication) -> SignedPublication:
        return publication.sign(statement, self.key)

    def publish(self, archive: bytes, **context: Any) -> Edition:
        """Signs the archive and publishes it, its golden decision written anew."""
        archive = add_signature(archive, self.key)
        self.write_golden(archive)
        return self.send(self.sign_statement(archive), archive, **context)

    def write_golden(self, archive: bytes) -> None:
        """Writes the golden decision of the whole application, as `make golden` does."""
        if self.fixtures is not None:
            [path] = self.fixtures.applications(PROGRAM)
            facts = read_facts(path.read_bytes(), "yaml")
            decided = decide_with_bundle(
                facts, read_archive(archive), self.engine, as_of=TODAY, now=NOW
            )
            golden_file(path).write_text(golden_text(path, decided.decision), "utf-8")

    def send(self, statement: SignedPublication, archive: bytes | None, **context: Any) -> Edition:
        self.checks.clear()
        edition, _ = publish(
            statement,
            archive,
            registry=self.registry,
            context=self.check_context(**context),
            now=NOW,
            today=TODAY,
            on_check=self.checks.append,
        )
        return edition

    def find_check(self, name: str) -> Check:
        """The check of this name at the last publication."""
        return next(check for check in self.checks if check.name == name)


def trusted_keys(*keys: SigningKey) -> TrustedKeys:
    return TrustedKeys({key.public.id: key.public for key in keys})


def new_key() -> SigningKey:
    return make_key()[1]


def refusal_reasons(checks: Iterable[Check]) -> list[str]:
    """Every reason to refuse."""
    return [place.message.in_("en") for check in checks for place in check.refusals]


EditionBuilder = Callable[..., bytes]


@pytest.fixture(scope="session")
def build_edition(opa: Path, tmp_path_factory: pytest.TempPathFactory) -> EditionBuilder:
    """Builds an edition of the small program: see `build_archive`."""
    archives: dict[str, bytes] = {}

    def of(*arguments: str, **other: Any) -> bytes:
        key = repr((arguments, other))
        if key not in archives:
            archives[key] = build_archive(
                tmp_path_factory.mktemp("policies"), opa, *arguments, **other
            )
        return archives[key]

    return of


@pytest.fixture
def fa(tmp_path: Path, engine: WasmEngine, opa: Path) -> Agency:
    """The agency, with everything that the checks need and nothing published."""
    key = new_key()
    registry = Registry.load(tmp_path / "registry", trusted_keys(key), may_be_new=True)
    fixtures = Fixtures.open(write_fixtures(tmp_path / "fixtures"))
    return Agency(registry, key, engine, opa, fixtures)
