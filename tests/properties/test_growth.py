"""What an evaluation costs: in step with the people of an application, and nothing for the other programs at hand.

The cost is counted, not timed: how often OPA's own evaluator goes through the expressions of a policy, and how many
instructions its WebAssembly takes, is the same on every machine and in every run. `make bench` measures the time.
"""

import json
import subprocess
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tejun.bundle.archive import Bundle, pack
from tejun.decide.assemble import assemble
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import BundleError
from tejun.model.intake import read_facts
from tejun.registry import Registry

from tests.support.altered import compiled, with_rego
from tests.support.cases import AS_OF, PROGRAM, PROGRAMS
from tests.support.crowd import body
from tests.support.instructions import instructions
from tests.support.judged import in_threads
from tests.support.published import archive_in, publish
from tests.support.sample import Sample

FEW, SOME, MANY = 8, 40, 200
LIMIT = 1.05
"""What a person may cost more in a very large team than in a small one."""
DAY = date.fromisoformat(AS_OF)


def input_document(people: int) -> bytes:
    return assemble(read_facts(body(people)), as_of=DAY).canonical


@cache
def steps(opa: Path, archives: tuple[Path, ...], entrypoint: str, people: int) -> int:
    """How many expressions OPA evaluates, and takes up again, for an application of so many people."""
    command = [str(opa), "eval", "--stdin-input", "--format", "json", "--profile"]
    command += [part for archive in archives for part in ("--bundle", str(archive))]
    command += ["--profile-limit", "0", f"data.{entrypoint.replace('/', '.')}"]
    run = subprocess.run(command, input=input_document(people), capture_output=True, check=True)
    counted = json.loads(run.stdout)["profile"]
    return sum(line["num_eval"] + line["num_redo"] for line in counted)


def growth(opa: Path, archive: Path, entrypoint: str) -> float:
    """How much more a person costs in a very large team than in a small one; 1 where it is linear."""
    few, some, many = in_threads(
        lambda people: steps(opa, (archive,), entrypoint, people), (FEW, SOME, MANY)
    )
    return ((many - some) / (MANY - SOME)) / ((some - few) / (SOME - FEW))


@pytest.mark.opa
@pytest.mark.slow
def test_each_further_person_costs_the_same(
    every_edition: Registry, opa: Path, sample: Sample
) -> None:
    """Of each program; a sample has one of those of every base, which have nearly all of their rules in common."""
    bundles = [every_edition.bundle(program, DAY) for program in PROGRAMS]
    grown = {
        bundle.program: growth(opa, archive_in(every_edition.location, bundle), bundle.entrypoint)
        for bundle in sample.of(bundles, lambda bundle: bundle.base)
    }
    assert {program: found for program, found in grown.items() if found >= LIMIT} == {}


FIRM = 1.02
"""The same in WebAssembly instructions. There `x in set` goes through the whole set, which no expression shows: two
such questions about everyone came to 1.03."""


def firm_growth(bundle: Bundle) -> float:
    few, some, many = instructions(bundle, [input_document(people) for people in (FEW, SOME, MANY)])
    return ((many - some) / (MANY - SOME)) / ((some - few) / (SOME - FEW))


@pytest.mark.slow
def test_each_further_person_takes_as_many_instructions(
    every_edition: Registry, sample: Sample
) -> None:
    bundles = [every_edition.bundle(program, DAY) for program in PROGRAMS]
    grown = {
        bundle.program: firm_growth(bundle)
        for bundle in sample.of(bundles, lambda bundle: bundle.base)
    }
    assert {program: found for program, found in grown.items() if found >= FIRM} == {}


OWN_TEAM = "procedure/scope/own_team/own_team.rego"


@pytest.mark.opa
@pytest.mark.slow
def test_a_set_of_everyone_that_is_gone_through_is_caught(bundle: Bundle, opa: Path) -> None:
    going_through = with_rego(bundle, OWN_TEAM, "without_orcid[at]", new="at in without_orcid")
    assert firm_growth(compiled(going_through, opa)) > FIRM


DISCLOSURES = "lib/disclosures.rego"
LOOKED_UP = """	found := over[person.at][name]
"""
SEARCHED = """	some at, given in over
	at == person.at
	found := given[name]
"""


@pytest.mark.opa
@pytest.mark.slow
def test_a_search_among_everyone_for_each_person_is_caught(
    bundle: Bundle, opa: Path, tmp_path: Path
) -> None:
    searching = with_rego(bundle, DISCLOSURES, LOOKED_UP, new=SEARCHED)
    archive = tmp_path / "bundle.tar.gz"
    archive.write_bytes(pack(searching.files))
    assert growth(opa, archive, bundle.entrypoint) > LIMIT + 0.1, "too near to the limit to be told"


@pytest.mark.opa
def test_an_opa_that_holds_every_program_takes_as_many_steps_as_with_one(
    every_edition: Registry, opa: Path
) -> None:
    bundle = every_edition.bundle(PROGRAM, DAY)
    location = every_edition.location
    every = tuple(archive_in(location, bundle) for bundle in every_edition.all_bundles())
    assert len(every) == len(PROGRAMS)
    alone = steps(opa, (archive_in(location, bundle),), bundle.entrypoint, SOME)
    assert steps(opa, every, bundle.entrypoint, SOME) == alone


def test_a_check_reads_and_compiles_its_own_program_only(
    archives: dict[str, bytes], bundles: dict[str, Bundle], engine: WasmEngine, tmp_path: Path
) -> None:
    """The archives of the other programs are damaged: whoever opened one would say so."""
    for program in PROGRAMS:
        publish(tmp_path, archives[program])
    bundle = bundles[PROGRAM]
    others = [program for program in PROGRAMS if program != PROGRAM]
    for other in others:
        archive_in(tmp_path, bundles[other]).write_bytes(b"damaged")
    registry = Registry.load(tmp_path)
    assert registry.programs() == PROGRAMS
    found = engine.evaluate(registry.bundle(PROGRAM, DAY), input_document(FEW))
    assert found.result["edition"] == bundle.identity
    for other in others:
        with pytest.raises(BundleError):
            registry.bundle(other, DAY)
