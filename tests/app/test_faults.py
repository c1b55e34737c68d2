"""What happens to a running service and its files: killed, out of room, locked, deleted, replaced, not to be written.

Decisions and what OPAs report lie in files apart, and clients and an OPA ask all the time.

Always holds: all that was answered is in the record afterwards, byte for byte. Where the record is ill, nothing is
answered, reports are taken, and `/readyz` says what it is by name; where only the reports are, it is the other way
round. A long run has each fault with each end of it and hundreds of SIGKILLs, the ordinary one a sample.
"""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tejun.store.reports import Reports

from tests.api.support import PRECHECKS
from tests.support.asking import Asking, asking
from tests.support.cases import ROOT
from tests.support.faults import FAULTS, Undo, keep_copy
from tests.support.sample import Sample, examples, is_long
from tests.support.server import COMMAND, Server, serving
from tests.support.stores import open_store

pytestmark = pytest.mark.slow
RECORD, REPORTS = "tejun.db", "tejun-reports.db"
LOCKED, NO_ROOM, READ_ONLY = "locked", "no more room", "read-only"
KIND = {RECORD: "The record ", REPORTS: "The reports of OPAs "}
MEGABYTE = 1024 * 1024


class Case(NamedTuple):
    """One fault of one file."""

    file: str
    fault: str

    @property
    def kind(self) -> tuple[str, str]:
        """What a sample has each of."""
        return (self.file, "gone") if self.fault not in SAID else ("", self.fault)


SAID = {
    LOCKED: "another process keeps it locked",
    NO_ROOM: "reading or writing it failed",
    READ_ONLY: "",  # of a file that is open already nobody notices it
}
"""What is said of a fault; of all others, that a file is not in its place."""

CASES = [
    Case(file, fault)
    for file in (RECORD, REPORTS)
    for fault in FAULTS
    if (file, fault) != (REPORTS, NO_ROOM)  # it holds for all files: below
]
QUICK = [case for case in CASES if case != (RECORD, LOCKED)]
"""Who finds the record locked waits five seconds."""


def readiness(server: Server) -> tuple[int, dict[str, Any]]:
    connection = server.connect()
    try:
        connection.request("GET", "/readyz")
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def wait_for(condition: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_well(server: Server) -> bool:
    status, said = readiness(server)
    return status == 200 and said["reports_problem"] is None


def is_said(server: Server, file: str, words: str) -> bool:
    """Whether `/readyz` says it of the file, by its name; of an ill file of reports, beside that all is ready."""
    status, answer = readiness(server)
    if file == RECORD:
        said = answer["detail"] if status == 503 else ""
    else:
        assert status == 200, answer
        said = (answer["reports_problem"] or {"en": ""})["en"]
    return bool(said.startswith(KIND[file] + file) and words in said)


def do_harm(folder: Path, server: Server, noted: Asking, case: Case) -> Undo:
    """The fault at work, and seen to be."""
    keep_copy(folder / case.file)
    noted.wait(decisions=3, entries=2)
    noted.refused.clear()
    undo = FAULTS[case.fault](folder / case.file, server)
    try:
        if case.file == RECORD:
            see_record_is_ill(server, noted, case)
        else:
            see_reports_are_ill(server, noted, case)
    except BaseException:
        undo()
        raise
    return undo


def see_record_is_ill(server: Server, noted: Asking, case: Case) -> None:
    if case.fault == READ_ONLY:
        noted.wait(decisions=3)
        return
    wait_for(lambda: is_said(server, RECORD, SAID.get(case.fault, "")))
    if case.fault == NO_ROOM:  # a small decision may find some yet, and reports find none either
        wait_for(lambda: any(PRECHECKS in refusal for refusal in noted.refused))
        return
    time.sleep(0.1)  # what is being answered at the moment may be
    before = len(noted.answered)
    time.sleep(0.2)
    noted.wait(entries=2)
    assert len(noted.answered) == before
    assert noted.refused
    assert all(PRECHECKS in refusal and RECORD in refusal for refusal in noted.refused), noted


def see_reports_are_ill(server: Server, noted: Asking, case: Case) -> None:
    """Where a new file can be made, they are well again after a moment."""
    if case.fault != READ_ONLY:
        wait_for(lambda: any("/logs" in refusal for refusal in noted.refused))
        wait_for(lambda: is_said(server, REPORTS, SAID.get(case.fault, "")) or is_well(server))
    noted.wait(decisions=5)
    assert all("/logs" in refusal and REPORTS in refusal for refusal in noted.refused), noted


@pytest.mark.timeout(600)
def test_it_goes_on_when_what_happened_is_undone(tmp_path: Path, sample: Sample) -> None:
    with serving(tmp_path) as server, asking(server) as noted:
        noted.wait(decisions=3, entries=2)
        for case in sample.of(CASES if is_long() else QUICK, lambda case: case.kind):
            do_harm(tmp_path, server, noted, case)()
            noted.wait(decisions=3, entries=2)
            wait_for(lambda: is_well(server))
        server.kill()
    noted.see_all_kept(tmp_path / RECORD)


@pytest.mark.timeout(1800)
def test_nothing_is_lost_when_it_is_undone_after_the_service_has_ended(
    tmp_path: Path, sample: Sample
) -> None:
    ends = [(case, end) for case in CASES for end in (Server.kill, Server.stop)]
    quick = [(case, end) for case, end in ends if case in QUICK]
    for number, (case, end) in enumerate(sample.of(ends if is_long() else quick, lambda _: None)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with serving(folder, workers=1 + number % 2) as server, asking(server) as noted:
            undo = do_harm(folder, server, noted, case)
            end(server)
            noted.stopped.set()
            undo()
        noted.see_all_kept(folder / RECORD)
        if is_long() and case.file == RECORD:
            with serving(folder) as server, asking(server, noted):
                noted.wait(decisions=2, entries=2)
                wait_for(partial(is_well, server))
        shutil.rmtree(folder)


# --- no more room, for the one file or the other -------------------------------------------------


def test_decisions_go_on_where_reports_find_no_more_room(tmp_path: Path) -> None:
    """A limit on the size of each file: reports have reached it, and the record has not."""
    log = tmp_path / f"{REPORTS}-wal"
    with serving(tmp_path) as server:
        with asking(server, clients=0, entries=20) as many:
            wait_for(lambda: log.stat().st_size > 5 * MEGABYTE)
        undo = FAULTS[NO_ROOM](tmp_path / REPORTS, server)
        with asking(server, many, entries=20) as noted:
            wait_for(lambda: is_said(server, REPORTS, SAID[NO_ROOM]))
            noted.wait(decisions=5)
            assert all("/logs" in refusal and REPORTS in refusal for refusal in noted.refused)
            undo()
            noted.wait(decisions=2, entries=20)
            assert is_well(server)
            server.kill()
    noted.see_all_kept(tmp_path / RECORD, tmp_path / REPORTS)


class Disk(NamedTuple):
    """A small one of its own, in a name space that only what is started `within` sees; `seen` is it from here."""

    seen: Path
    within: list[str]


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Disk]:
    mount = f'mount -t tmpfs -o size={megabytes}m none "$0" && echo mounted && exec sleep 600'
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, str(place)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        try:
            assert holder.stdout.readline() == "mounted\n"
            enter = ["nsenter", f"--target={holder.pid}", "--user", "--mount"]
            seen = Path(f"/proc/{holder.pid}/root{place}")
            yield Disk(seen, [*enter, "--preserve-credentials", "--"])
        finally:
            holder.kill()


def can_mount() -> bool:
    try:
        with tempfile.TemporaryDirectory() as folder, small_disk(Path(folder), 1):
            return True
    except (OSError, AssertionError):
        return False


def fill(disk: Path) -> Path:
    """A file that takes all the room there is."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(MEGABYTE))
    with filler.open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1024))
    return filler


@pytest.mark.skipif(not can_mount(), reason="this system lets nobody mount a disk of their own")
def test_of_a_disk_that_is_full_it_is_said_and_what_lies_elsewhere_goes_on(
    tmp_path: Path, sample: Sample
) -> None:
    for file in sample.of((RECORD, REPORTS), lambda _: None):
        folder = tmp_path / f"on the disk is {file}"
        (folder / "disk").mkdir(parents=True)
        names = {RECORD: "TEJUN_DATABASE", REPORTS: "TEJUN_REPORTS"}
        places = {name: str(folder / each) for each, name in names.items()}
        places[names[file]] = str(folder / "disk" / file)
        with (
            small_disk(folder / "disk", 100) as disk,
            serving(folder, within=disk.within, settings=places) as server,
            asking(server) as noted,
        ):
            noted.wait(decisions=3, entries=2)
            filler = fill(disk.seen)
            wait_for(partial(is_said, server, file, "disk that holds it is full"))
            noted.wait(**({"entries": 2} if file == RECORD else {"decisions": 3}))
            filler.unlink()
            noted.wait(decisions=2, entries=2)
            assert is_well(server)
            fill(disk.seen)
            noted.wait(**({"entries": 2} if file == RECORD else {"decisions": 3}))
            server.kill()
            noted.stopped.set()
            filler.unlink()
            for left in disk.seen.iterdir():
                shutil.copy(left, folder)
        noted.see_all_kept(folder / RECORD, folder / REPORTS)


# --- not to be written, from the start -----------------------------------------------------------

AS_ITS_OWNER = "import ctypes, os, sys; ctypes.CDLL(None).prctl(24, 1, 0, 0, 0); os.execvp(sys.argv[1], sys.argv[1:])"
"""Who is root may write whatever is read-only; not without CAP_DAC_OVERRIDE."""
WITHIN = [sys.executable, "-c", AS_ITS_OWNER]


def test_a_record_that_may_not_be_written_is_refused_at_the_start(tmp_path: Path) -> None:
    record = tmp_path / RECORD
    open_store(record).close()
    record.chmod(0o400)
    environ = {**os.environ, "TEJUN_BUNDLES": str(ROOT / "bundles")}
    command = [*WITHIN, str(COMMAND), "serve", "--lang", "en", "--port", "0"]
    run = subprocess.run(
        [*command, "--database", str(record)],
        env=environ,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 2
    said = run.stderr.decode()
    assert f"The record {record}" in said
    assert "it may not be written" in said, said


def test_reports_that_may_not_be_written_keep_no_decision_from_being_made(tmp_path: Path) -> None:
    reports = tmp_path / REPORTS
    Reports.open(reports).close()
    reports.chmod(0o400)
    with serving(tmp_path, within=WITHIN) as server, asking(server) as noted:
        noted.wait(decisions=3)
        assert is_said(server, REPORTS, "it may not be written")
        reports.chmod(0o600)
        noted.wait(decisions=1, entries=2)
        assert is_well(server)
        server.kill()
    noted.see_all_kept(tmp_path / RECORD, reports)


# --- killed --------------------------------------------------------------------------------------


@pytest.mark.timeout(3600)
def test_killing_any_of_its_processes_under_load_loses_nothing_that_was_answered(
    tmp_path: Path,
) -> None:
    """A worker: the other goes on. All, or the one that started them, at any moment: what they left is whole."""
    noted = Asking()
    drawn = random.Random(11)  # noqa: S311 - no secret
    for number in range(examples(40, 1)):
        with serving(tmp_path, workers=2) as server, asking(server, noted):
            for _ in range(examples(4, 1)):
                noted.wait(decisions=5, entries=2)
                time.sleep(drawn.uniform(0, 0.3))
                kill_worker(server)
                noted.wait(decisions=5, entries=2)
            time.sleep(drawn.uniform(0, 0.3))
            if number % 2:
                server.kill()
            else:
                see_workers_end(tmp_path, server)
        noted.see_all_kept(tmp_path / RECORD, tmp_path / REPORTS)


def kill_worker(server: Server) -> None:
    """The newest; returns when another is there in its place."""
    before = server.family()
    os.kill(before[-1], signal.SIGKILL)
    wait_for(lambda: len(server.family()) == len(before) and before[-1] not in server.family())


def see_workers_end(folder: Path, server: Server) -> None:
    """Without the process that started them: they finish what they have begun, and let go of the port."""
    family = server.family()
    os.kill(family[0], signal.SIGKILL)
    server.process.wait(10)
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))
    assert not (folder / f"{RECORD}-wal").exists(), "closed as it should be"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), timeout=10)


def test_a_log_that_is_deleted_stops_it_at_once_and_loses_no_decision_that_was_answered(
    tmp_path: Path,
) -> None:
    """Nobody asks anything between the deletion and the kill: it looks by itself."""
    log = tmp_path / "log"
    with serving(tmp_path) as server:
        with asking(server) as noted:
            noted.wait(decisions=3)
        (tmp_path / f"{RECORD}-wal").unlink()
        wait_for(lambda: f"{RECORD}-wal was moved or deleted" in log.read_text("utf-8"))
        assert readiness(server)[0] == 503
        server.kill()
    noted.see_all_kept(tmp_path / RECORD)
