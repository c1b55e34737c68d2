"""Another verifier, in Go, written from docs/verifying.md alone: it takes and refuses what tejun does."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tejun import canonical
from tejun.operations.erasing import erase
from tejun.operations.receipts import receipt_of

from tests.cli.support import AS_OF, BUNDLES, TYPICAL, tejun
from tests.docs.readme import blocks, differences
from tests.support import earlier
from tests.support.cases import ROOT
from tests.support.receipts import (
    ATTACKS,
    DECISION,
    HARMLESS,
    LIES,
    LOG,
    OTHER_LOG,
    SPOOFS,
    Edit,
    edited,
    lying_receipt,
    receipt_with_digest,
    recording,
    replacing,
    spoofing_receipt,
    without,
)
from tests.support.shared import GO, with_modules
from tests.verifier.example_files import FOLDER, made

Verify = Callable[..., "subprocess.CompletedProcess[str]"]

SOURCE = ROOT / "tests" / "verifier" / "main.go"
ARCHIVE = ROOT / "tests" / "support" / "earlier" / "archive.tar.gz"
PAGE = (ROOT / "docs" / "verifying.md").read_text("utf-8")


@pytest.fixture(scope="module")
def verify(tmp_path_factory: pytest.TempPathFactory) -> Verify:
    """Runs the verifier on the bytes of a receipt."""
    folder = tmp_path_factory.mktemp("verifier")
    program, file = folder / "verifier", folder / "receipt.json"
    environ = {**os.environ, **GO}
    subprocess.run(["go", "build", "-o", program, SOURCE], check=True, env=environ, cwd=folder)

    def run(receipt: bytes, key: str = LOG.key.text, *archive: Path) -> Any:
        file.write_bytes(receipt)
        command = [str(part) for part in (program, file, key, *archive)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return run


@pytest.mark.parametrize("name", ["receipt.json", "whole.json"])
def test_it_takes_the_example(verify: Verify, name: str) -> None:
    key = (FOLDER / "log.pub").read_text()
    found = verify((FOLDER / name).read_bytes(), key, ARCHIVE)
    assert (found.stdout, found.stderr) == (f"{DECISION} replaced\n", "")


@pytest.mark.parametrize("done", HARMLESS.values(), ids=HARMLESS)
def test_it_takes_what_proves_the_same(verify: Verify, done: Callable[[bytes], bytes]) -> None:
    found = verify(done((FOLDER / "whole.json").read_bytes()))
    assert (found.stdout, found.stderr) == (f"{DECISION} replaced\n", "")


@pytest.mark.parametrize("edit", ATTACKS.values(), ids=ATTACKS)
def test_it_refuses_each_receipt_to_which_something_was_done(verify: Verify, edit: Edit) -> None:
    found = verify(edited((FOLDER / "whole.json").read_bytes(), edit))
    assert (found.returncode, found.stdout) == (1, ""), found.stdout
    assert found.stderr


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_it_refuses_codes_that_are_not_the_decisions(
    verify: Verify, tmp_path: Path, lie: Callable[[bytes], bytes]
) -> None:
    found = verify(lying_receipt(tmp_path, lie).data)
    assert (found.returncode, found.stdout) == (1, ""), found.stdout


@pytest.mark.parametrize("spoof", SPOOFS.values(), ids=SPOOFS)
def test_it_refuses_what_is_no_day_no_moment_and_no_digest(
    verify: Verify, tmp_path: Path, spoof: Callable[[bytes], bytes]
) -> None:
    found = verify(spoofing_receipt(tmp_path, spoof).data)
    assert (found.returncode, found.stdout) == (1, ""), found.stdout


def test_it_refuses_an_input_that_has_no_digest(verify: Verify, tmp_path: Path) -> None:
    found = verify(receipt_with_digest(tmp_path, "sha256:x").data)
    assert (found.returncode, found.stdout) == (1, ""), found.stdout


def test_it_takes_the_codes_alone_of_a_decision_that_was_erased(
    verify: Verify, tmp_path: Path
) -> None:
    with recording(tmp_path) as workplace:
        erase(workplace, earlier.PROGRAM, earlier.record().description.application, "x")
        receipt = receipt_of(workplace, DECISION, with_input=True)
    found = verify(receipt.data, LOG.key.text, ARCHIVE)
    assert (found.stdout, found.stderr) == (f"{DECISION} replaced\n", "")
    for edit in (replacing("codes", '"replaced"', '"prepared"'), without("codes")):
        assert verify(edited(receipt.data, edit)).returncode == 1


def test_it_refuses_another_key_and_another_archive(verify: Verify, tmp_path: Path) -> None:
    receipt = (FOLDER / "receipt.json").read_bytes()
    assert verify(receipt, OTHER_LOG.key.text).returncode == 1
    assert verify(receipt, LOG.key.text[:-1]).returncode == 1
    (tmp_path / "else").write_bytes(b"else")
    assert verify(receipt, LOG.key.text, tmp_path / "else").returncode == 1
    assert verify(receipt, LOG.key.text, tmp_path / "none").returncode == 2


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"schema":"tejun/receipt/1"}', b"\xff"])
def test_it_refuses_what_is_no_receipt(verify: Verify, data: bytes) -> None:
    assert verify(data).returncode == 1


def test_it_takes_each_decision_of_logs_of_each_size(verify: Verify, tmp_path: Path) -> None:
    for size in (1, 2, 3, 5, 8, 13):
        (tmp_path / str(size)).mkdir()
        with recording(tmp_path / str(size), before=0, after=size - 1) as workplace:
            for record in (earlier.record(), *earlier.records(size - 1)):
                receipt = receipt_of(workplace, record.decision_id, with_input=True)
                found = verify(receipt.data)
                assert found.stdout == f"{record.decision_id} replaced\n", found.stderr


def test_a_decision_of_today_on_a_whole_application_is_taken_by_both(
    verify: Verify, tmp_path: Path
) -> None:
    environ = {
        "TEJUN_DATABASE": str(tmp_path / "tejun.db"),
        "TEJUN_BUNDLES": str(BUNDLES),
        "TEJUN_CACHE": str(with_modules(tmp_path / "cache")),
        "TEJUN_LOG_KEY": LOG.text,
    }
    checked = tejun("check", TYPICAL, *AS_OF, "--record", environ=environ).stdout.decode()
    name = re.findall(r"Recorded as ([0-9a-f-]{36})", checked)[0]
    whole = tejun("receipt", name, "--with-input", environ=environ).stdout
    [archive] = [path for path in BUNDLES.rglob("*.tar.gz") if digest_of(path).encode() in whole]
    assert verify(whole, LOG.key.text, archive).stdout.startswith(name)
    (tmp_path / "receipt.json").write_bytes(whole)
    given = ("--key", LOG.key.text, "--bundle", archive)
    found = tejun("verify", tmp_path / "receipt.json", *given, environ=environ)
    assert found.returncode == 0, found.stderr
    assert "evaluated again" in found.stdout.decode()


def digest_of(path: Path) -> str:
    return canonical.digest(path.read_bytes())


# --- the page ------------------------------------------------------------------------------------


def test_the_example_is_what_tejun_makes_of_it() -> None:
    """`python -m tests.verifier` writes it anew."""
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == made()


def test_what_the_page_shows_is_what_is_printed(tmp_path: Path) -> None:
    [(script, output)] = blocks(PAGE)
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    environ = {**os.environ, "PATH": path, "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    ran = subprocess.run(
        ["bash", "-eu", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environ,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert list(differences(output.splitlines(), ran.stdout.splitlines())) == []


def test_it_needs_nothing_but_the_standard_library() -> None:
    block = SOURCE.read_text("utf-8").partition("import (")[2].partition(")")[0]
    assert "." not in block
    assert not (SOURCE.parent / "go.mod").exists()
