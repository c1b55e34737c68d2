"""Wherever a process is killed, what the record has answered for is there, whole, in one log that only grew."""

from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection as Pipe
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from tejun.errors import ErasedRecordError, UnknownDecisionError
from tejun.store.store import Store
from tejun.transparency.tree import Frontier, TreeHead

from tests.store.elsewhere import FORKED
from tests.store.killing import NEVER, Answered, do_some, work
from tests.support.records import record
from tests.support.records_of_both import Home, SqliteHome
from tests.support.sample import examples

KILLS = 200
"""In each database, spread over every step; a plain run has ten."""

ANSWERS = 7
"""Of one process that nobody kills."""

NOTHING = Frontier().head


def require_there(store: Store, answered: Sequence[Answered]) -> None:
    """Each is as it was answered."""
    seen = {statement.digest for statement in store.statements.of("here").recall().statements}
    for done, name in answered:
        match done:
            case "recorded":
                assert store.get(name).decision_id == name
            case "erased":
                with pytest.raises(ErasedRecordError):
                    store.get(name)
                assert store.codes(name).decision_id == name
            case _:
                assert name in seen


class Started:
    """A process at work, and what it was answered so far."""

    def __init__(self, home: Home, kill_at: int) -> None:
        self._receiving, sending = FORKED.Pipe(duplex=False)
        self.process: BaseProcess = FORKED.Process(
            target=work, args=(home, sending, do_some, kill_at)
        )
        self.process.start()
        sending.close()

    def end(self) -> tuple[list[Answered], int]:
        """What it was answered, and how many steps it took; 0 where it was killed."""
        said = list(_received(self._receiving))
        self.process.join(60)
        steps = said.pop() if said and isinstance(said[-1], int) else 0
        return said, steps


def _received(pipe: Pipe) -> Iterator[Any]:
    while wait([pipe], 60):
        try:
            yield pipe.recv()
        except EOFError:
            return
    raise AssertionError("a process says nothing more, and does not end")


def check(home: Home, answered: Sequence[Answered], before: TreeHead) -> TreeHead:
    """All of it is there, whole, and the log has gone on from what it was; gives its head."""
    with home.open() as store:
        require_there(store, answered)
        *_, checked = store.check_log(lambda _: None, at_sizes={before.size})
        assert checked.then[before.size] == before
        store.append(record())  # and it can be written to
        return store.log.head()


def steps_of(home: Home) -> int:
    """How many steps it takes where nobody is killed, on a record that is there."""
    with home.open() as store:
        store.append(record())
    answered, steps = Started(home, NEVER).end()
    assert len(answered) == ANSWERS
    assert steps > 20
    return steps


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_at_any_step_it_has_lost_nothing_that_was_answered(home: Home) -> None:
    steps, kills = steps_of(home), examples(KILLS, 10)
    answered: list[Answered] = []
    head = check(home, answered, NOTHING)
    for number in range(kills):
        step = 1 + number * steps // kills
        bystander = Started(home, NEVER) if number % 2 else None
        killed = Started(home, step)
        names, _ = killed.end()
        assert killed.process.exitcode == -9, step
        new = names
        if bystander is not None:
            names, _ = bystander.end()
            assert (len(names), bystander.process.exitcode) == (ANSWERS, 0)
            new += names
        head = check(home, new, head)
        answered += new
    assert check(home, answered, head).size > len(set(answered)) > kills
    figures = f"{kills} killed at {steps} steps, {len(answered)} answered, none lost"
    print(f"\n{home.dialect}: {figures}")  # noqa: T201 - a long run is there to be read


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_while_it_makes_the_file_it_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    _, steps = Started(SqliteHome(tmp_path / "whole" / "tejun.db"), NEVER).end()
    kills = examples(60, 6)
    for number in range(kills):
        folder = tmp_path / str(number)
        folder.mkdir()
        home = SqliteHome(folder / "tejun.db")
        killed = Started(home, 1 + number * steps // kills)
        answered, _ = killed.end()
        assert killed.process.exitcode == -9
        assert check(home, answered, NOTHING).size > len(answered)


@pytest.mark.slow
def test_a_process_that_answers_before_it_has_written_is_found_out(home: Home) -> None:
    """The check itself: a name that was answered, and is not there."""
    with pytest.raises(UnknownDecisionError, match="no-such"):
        check(home, [("recorded", "no-such")], NOTHING)
