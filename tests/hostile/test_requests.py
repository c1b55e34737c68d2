"""Thousands of requests that nobody should send, to a real service: each is answered or refused, no more.

`make hostile` sends a million. The seed is that of the run (`--seed`).
"""

from collections.abc import Iterator

import pytest

from tests.hostile import campaign, files
from tests.hostile.beside import named_by
from tests.hostile.items import Plant
from tests.hostile.pace import Load, beside_load
from tests.hostile.planting import restore
from tests.hostile.registries import Ground
from tests.hostile.senders import Tally
from tests.hostile.stage import MAX_MEMORY, Stage, require_recorded, staged
from tests.support.sample import examples

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

REQUESTS = 6_500
SLOWEST_SECONDS = 20.0
"""How long an honest request may take beside it all, on a machine that does much else; `make hostile` measures it."""
LITTER = 6


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return campaign.good_registry(tmp_path_factory.mktemp("good") / "registry")


@pytest.fixture(scope="module")
def seed(pytestconfig: pytest.Config) -> str:
    return str(pytestconfig.option.seed)


@pytest.fixture(scope="module")
def tally() -> Tally:
    return Tally()


@pytest.fixture(scope="module")
def litter(ground: Ground, seed: str) -> tuple[Plant, ...]:
    """What lies about in the registry before the service starts."""
    items = [files.draw(f"{seed}:start:{number}") for number in range(LITTER)]
    found = {each.name: each for item in items for each in files.make(ground.good, item)}
    return tuple(found.values())


@pytest.fixture(scope="module")
def stage(
    tmp_path_factory: pytest.TempPathFactory, litter: tuple[Plant, ...], tally: Tally
) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("hostile")
    with staged(folder, litter=litter) as stage:
        yield stage
    require_recorded(folder, tally)


def test_it_starts_amid_files_that_are_bad_and_names_them(
    stage: Stage, litter: tuple[Plant, ...]
) -> None:
    assert named_by(stage, litter) is None
    restore(stage.registry, litter, {})


def test_what_failed_before_does_no_more(stage: Stage, ground: Ground) -> None:
    assert campaign.replay(stage.server.port, ground) == []


def test_honest_requests_are_measured_beside_an_attack(stage: Stage, seed: str) -> None:
    """`make hostile` compares what comes of it: here it would judge the machine."""
    load = Load(stage.server.port, "hostile", stage.requests(), seed, rate=40)
    times = beside_load(stage, load, probes=5, seconds=1)
    assert len(times) == 5
    assert max(times) < SLOWEST_SECONDS


def test_nothing_that_is_sent_takes_it_down(
    stage: Stage, ground: Ground, seed: str, tally: Tally
) -> None:
    """`examples`: in a long run more of them."""
    count = examples(40_000, REQUESTS)
    seen = campaign.attack(stage, ground.good, seed, range(count), tally=tally, threads=3)
    assert [str(found) for found in seen.failures] == []
    assert [f"{failure} {item}" for item, _, failure in tally.failures] == []
    stage.require_sound()
    assert stage.peak <= MAX_MEMORY
    assert tally.sent >= count
    assert seen.seconds
    assert max(seen.seconds) < SLOWEST_SECONDS
    assert seen.planted
    # A gate that is refused at the door always passes.
    assert {200, 201, 204, 207, 400, 404, 405, 409, 413, 415, 422} <= set(tally.answers)
