"""`tejun explain --format html`: a decision is written to a file that is whole by itself."""

import hashlib
import json
from pathlib import Path

import pytest
from tejun.errors import TraceError
from tejun.words import Bilingual

from tests.cli.support import AS_OF, BUNDLES, TYPICAL, tejun

Environ = dict[str, str]
WITHOUT = ("--format", "html", "--traces", "none")


@pytest.fixture
def environ(tmp_path: Path) -> Environ:
    return {"TEJUN_DATABASE": str(tmp_path / "tejun.db"), "TEJUN_BUNDLES": str(BUNDLES)}


@pytest.fixture
def decided(environ: Environ) -> str:
    checked = tejun("check", TYPICAL, *AS_OF, "--record", "--format", "json", environ=environ)
    return str(json.loads(checked.stdout)["decision"]["id"])


def test_it_is_written_to_a_new_file_with_the_digest_of_the_receipt(
    decided: str, environ: Environ, tmp_path: Path
) -> None:
    file = tmp_path / "filed.html"
    made = tejun("explain", decided, *WITHOUT, "--lang", "ja", "--out", file, environ=environ)
    assert (made.returncode, made.stdout.decode()) == (0, f"{file}\n")
    page = file.read_text("utf-8")
    assert '<html lang="ja">' in page
    assert "Winding-induced bias in fibre-optic inertial sensors" in page
    receipt = tejun("receipt", decided, environ=environ).stdout
    digest = digest_of(json.loads(receipt)["opening"])
    assert digest in page
    (tmp_path / "receipt.json").write_bytes(receipt)
    key = tejun("log", "key", environ=environ).stdout.decode().strip()
    held = tejun("verify", tmp_path / "receipt.json", "--key", key, environ=environ)
    assert digest in held.stdout.decode(), held.stderr
    again = tejun("explain", decided, *WITHOUT, "--out", file, environ=environ)
    assert again.returncode == 2
    assert file.read_text("utf-8") == page
    printed = tejun("explain", decided, *WITHOUT, environ=environ).stdout.decode()
    assert '<html lang="en">' in printed
    assert printed.endswith("</html>\n")


@pytest.mark.opa
def test_how_many_traces_are_made_is_said_on_standard_error(
    decided: str, environ: Environ, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trace(record: object, bundle: object, **_: object) -> None:
        raise TraceError(Bilingual("なし", "none"), Bilingual("なし", "none"))

    monkeypatch.setattr("tejun.trace.recorded.trace_recorded", trace)
    made = tejun(
        *("explain", decided, "--format", "html", "--out", tmp_path / "page"),
        environ=environ,
        this_process=True,
    )
    assert made.returncode == 0
    assert made.stderr.decode().startswith("Tracing requirements: 0 of ")
    assert made.stderr.count(b"\n") == 1


def digest_of(opening: str) -> str:
    return f"sha256:{hashlib.sha256(opening.encode()).hexdigest()}"


@pytest.mark.parametrize(
    "given",
    [
        ("--out", "x.html"),
        ("--traces", "all"),
        ("--format", "html", "--trace", "RS-P1-03"),
        ("--format", "html", "--remedy", "--requirement", "RS-P1-03"),
        ("--format", "json", "--out", "x.json"),
    ],
)
def test_what_is_of_the_page_alone_is_taken_for_nothing_else(
    given: tuple[str, ...], environ: Environ
) -> None:
    nobody = "01a20a81-57f2-7893-b798-f0f0b991835f"
    found = tejun("explain", nobody, *given, environ=environ)
    assert found.returncode == 2
    assert b"--format html" in found.stderr


def test_one_that_nobody_made_is_not_found(environ: Environ) -> None:
    nobody = "01a20a81-57f2-7893-b798-f0f0b991835f"
    found = tejun("explain", nobody, *WITHOUT, environ=environ)
    assert (found.returncode, found.stdout) == (2, b"")
