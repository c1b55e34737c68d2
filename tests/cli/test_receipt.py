"""`tejun receipt` on the machine that has the record, `tejun verify` on one that has nothing but files."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tejun.audit.receipt import MAX_BYTES
from tejun.cli import files
from tejun.errors import InvalidInputError
from tejun.operations.checkpoints import keep_cosigned, sign_head
from tejun.transparency.proof import read_log_proof

from tests.cli.support import tejun
from tests.support import earlier
from tests.support.bundles import tiny_archive
from tests.support.receipts import (
    DECISION,
    LOG,
    OTHER_LOG,
    SPOOFS,
    WITNESS,
    Edit,
    cosigned,
    edited,
    keyed,
    recording,
    replacing,
    spoofing_receipt,
)

KEY = ("--key", LOG.key.text)


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A record that a witness has seen."""
    folder = tmp_path_factory.mktemp("record")
    with recording(folder) as workplace:
        keep_cosigned(workplace, cosigned(sign_head(workplace).data), WITNESS.key)
    return {"TEJUN_DATABASE": str(folder / "tejun.db"), "TEJUN_LOG_KEY": LOG.text}


@pytest.fixture(scope="module")
def receipts(environ: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the receipts, the archive of the edition that decided, another edition, and the key."""
    folder = tmp_path_factory.mktemp("receipts")
    for name, options in {"receipt.json": (), "whole.json": ("--with-input",)}.items():
        made = tejun("receipt", DECISION, *options, environ=environ)
        assert made.returncode == 0, made.stderr
        (folder / name).write_bytes(made.stdout)
    (folder / "edition.tar.gz").write_bytes(earlier.ARCHIVE)
    (folder / "another.tar.gz").write_bytes(tiny_archive())
    (folder / "log.pub").write_text(f"{LOG.key.text}\n")
    return folder


@pytest.fixture
def nowhere(receipts: Path, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A machine without a record or a registry; none is made."""
    places = {"TEJUN_DATABASE": "none.db", "TEJUN_BUNDLES": "none", "XDG_CACHE_HOME": "cache"}
    yield {name: str(tmp_path / place) for name, place in places.items()}
    assert {each.name for each in tmp_path.iterdir()} <= {"cache", "bad.json"}


def test_a_receipt_is_verified_without_a_record(receipts: Path, nowhere: dict[str, str]) -> None:
    found = tejun("verify", "receipt.json", *KEY, cwd=receipts, environ=nowhere)
    assert found.returncode == 0, found.stderr
    out = found.stdout.decode().splitlines()
    assert [line[:4] for line in out[:-1]] == ["ok  ", "ok  ", "ok  ", "ok  ", "--  ", "--  "]
    assert DECISION in out[1]
    assert out[-1] == "The receipt holds."


@pytest.mark.parametrize("key", [LOG.key.text, "log.pub"])
def test_with_input_and_bundle_it_is_evaluated_again(
    receipts: Path, nowhere: dict[str, str], key: str
) -> None:
    given = ("--key", key, "--bundle", "edition.tar.gz", "--witness", WITNESS.key.text)
    found = tejun("verify", "whole.json", *given, cwd=receipts, environ=nowhere)
    assert found.returncode == 0, found.stderr
    out = found.stdout.decode()
    assert "--  " not in out
    assert "cosigned by witness.example at 2027-01-15 17:00:00 Tokyo time" in out
    assert "earlier-2026, edition 1" in out
    assert "as of 2026-11-20, made 2026-11-20 12:04:05 Tokyo time" in out
    assert "evaluated again by wasm" in out


def test_it_speaks_japanese(receipts: Path, nowhere: dict[str, str]) -> None:
    given = (*KEY, "--bundle", "edition.tar.gz", "--lang", "ja")
    found = tejun("verify", "receipt.json", *given, cwd=receipts, environ=nowhere)
    assert found.returncode == 0, found.stderr
    assert "受領証のとおりであることを確認しました。" in found.stdout.decode()
    assert "作成 日本時間 2026-11-20 12:04:05" in found.stdout.decode()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("--key", OTHER_LOG.key.text), "None of the keys given has signed"),
        ((*KEY, "--witness", OTHER_LOG.key.text), "cosigned"),
    ],
)
def test_what_does_not_hold_is_said_and_ends_with_1(
    receipts: Path, nowhere: dict[str, str], given: tuple[str, ...], says: str
) -> None:
    found = tejun("verify", "receipt.json", *given, cwd=receipts, environ=nowhere)
    assert found.returncode == 1
    assert says in found.stderr.decode()
    assert "holds" not in found.stdout.decode()


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_archive_of_another_edition_is_no_word_against_the_receipt(
    receipts: Path, nowhere: dict[str, str], lang: str
) -> None:
    given = (*KEY, "--bundle", "another.tar.gz", "--lang", lang)
    found = tejun("verify", "whole.json", *given, cwd=receipts, environ=nowhere)
    assert found.returncode == 2
    said = found.stderr.decode()
    assert "another.tar.gz" in said
    digest = json.loads((receipts / "whole.json").read_bytes())["bundle"]["digest"]
    assert digest in said
    none = tejun("verify", "whole.json", *KEY, "--lang", lang, cwd=receipts, environ=nowhere)
    assert digest in none.stdout.decode()
    for words in ("rely on it", "proves nothing", "信頼しないで", "証明できません"):
        assert words not in said
    assert {"en": "not the one that decided", "ja": "使われた版ではありません"}[lang] in said


@pytest.mark.parametrize(
    ("lang", "says"), [("en", "There is no 'none.gz'."), ("ja", "「none.gz」がありません。")]
)
def test_an_archive_that_is_not_there_is_said_to_be_not_there(
    receipts: Path, nowhere: dict[str, str], lang: str, says: str
) -> None:
    given = (*KEY, "--bundle", "none.gz", "--lang", lang)
    found = tejun("verify", "receipt.json", *given, cwd=receipts, environ=nowhere)
    assert found.returncode == 2
    assert says in found.stderr.decode()


def test_what_is_no_archive_is_no_word_against_the_receipt(
    receipts: Path, nowhere: dict[str, str]
) -> None:
    given = (*KEY, "--bundle", "log.pub")
    found = tejun("verify", "receipt.json", *given, cwd=receipts, environ=nowhere)
    assert found.returncode == 2
    assert "gzip" in found.stderr.decode()
    assert "holds" not in found.stdout.decode()


def test_a_receipt_that_was_edited_is_refused(
    receipts: Path, tmp_path: Path, nowhere: dict[str, str]
) -> None:
    edit = replacing("codes", '"outcome":"replaced"', '"outcome":"prepared"')
    (tmp_path / "bad.json").write_bytes(edited((receipts / "receipt.json").read_bytes(), edit))
    found = tejun("verify", tmp_path / "bad.json", *KEY, environ=nowhere)
    assert found.returncode == 1
    assert DECISION in found.stderr.decode()


@pytest.mark.parametrize(
    "given",
    [
        ("none.json", *KEY),
        ("receipt.json", "--key", "none.pub"),
        ("receipt.json", "--key", "a+b"),
        ("receipt.json",),
        ("receipt.json", *KEY, "--bundle", "none"),
    ],
)
def test_what_cannot_be_run_ends_with_2(
    receipts: Path, nowhere: dict[str, str], given: tuple[str, ...]
) -> None:
    assert tejun("verify", *given, cwd=receipts, environ=nowhere).returncode == 2


def test_a_file_that_never_ends_is_refused(nowhere: dict[str, str]) -> None:
    found = tejun("verify", "/dev/zero", *KEY, environ=nowhere)
    assert found.returncode == 1
    assert f"{MAX_BYTES // 1024 // 1024} MB" in found.stderr.decode()


def test_the_proof_alone_in_the_forms_of_others(environ: dict[str, str], tmp_path: Path) -> None:
    given = ("receipt", DECISION, "--format")
    proof = read_log_proof(tejun(*given, "tlog-proof", environ=environ).stdout)
    assert proof.index == 2
    cose = tejun(*given, "cose", "--out", tmp_path / "receipt.cose", environ=environ)
    assert cose.returncode == 0, cose.stderr
    assert (tmp_path / "receipt.cose").read_bytes()[:2] == b"\xd2\x84"


def test_a_decision_that_is_not_there_has_none(environ: dict[str, str], tmp_path: Path) -> None:
    assert tejun("receipt", "x", environ=environ).returncode == 2
    empty = {"TEJUN_DATABASE": str(tmp_path / "none.db")}
    assert tejun("receipt", DECISION, environ=empty).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_the_input_is_there_only_where_it_is_asked_for(receipts: Path) -> None:
    assert "input" not in json.loads((receipts / "receipt.json").read_bytes())
    whole = json.loads((receipts / "whole.json").read_bytes())
    assert whole["input"]["document"].encode() == earlier.INPUT


STEERS = "\x1b[2J\nok    evaluated again by wasm: the same result\nThe receipt holds.\n"
STEERED: dict[str, Edit] = {
    "a text is no JSON": keyed(codes=STEERS),
    "a key that is not known": keyed(**{STEERS: 1}),
    "a key that stands twice": keyed(
        codes=json.dumps({STEERS: 1})[:-1] + f",{json.dumps(STEERS)}:1}}"
    ),
    "the kind": replacing("opening", '"kind":"', f'"kind":"{json.dumps(STEERS)[1:-1]}'),
    "the id": replacing("opening", '"id":"', f'"id":"{json.dumps(STEERS)[1:-1]}'),
    "a part's name": replacing("opening", '"input":', f'"{json.dumps(STEERS)[1:-1]}":'),
    "the schema": keyed(schema=STEERS),
    "the proof's first line": keyed(proof=STEERS),
    "the index": replacing("proof", "index ", f"index {STEERS}"),
    "the log's name": replacing("proof", "\n\ntejun.example", f"\n\n{STEERS}tejun.example"),
    "the size": replacing("proof", "\n7\n", f"\n\x1b[2J7{STEERS}"),
}


@pytest.mark.parametrize("edit", STEERED.values(), ids=STEERED)
def test_what_a_receipt_has_steers_no_terminal_and_says_nothing_in_the_verifiers_name(
    receipts: Path, nowhere: dict[str, str], tmp_path: Path, edit: Edit
) -> None:
    (tmp_path / "bad.json").write_bytes(edited((receipts / "whole.json").read_bytes(), edit))
    found = tejun("verify", tmp_path / "bad.json", *KEY, environ=nowhere)
    shown = found.stdout.decode() + found.stderr.decode()
    assert found.returncode == 1, shown
    assert "\x1b" not in shown
    assert not [line for line in shown.splitlines() if line.startswith(("ok ", "The receipt"))]


@pytest.mark.parametrize("spoof", SPOOFS.values(), ids=SPOOFS)
def test_codes_say_nothing_in_the_verifiers_name(
    nowhere: dict[str, str], tmp_path: Path, spoof: Callable[[bytes], bytes]
) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    (tmp_path / "bad.json").write_bytes(spoofing_receipt(folder, spoof).data)
    found = tejun("verify", tmp_path / "bad.json", *KEY, environ=nowhere)
    shown = found.stdout.decode() + found.stderr.decode()
    assert found.returncode == 1, shown
    assert "\x1b" not in shown
    assert "The receipt holds" not in shown


# --- a file that is there ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "tlog-proof", "cose"])
def test_a_file_that_is_there_is_not_written_over(
    environ: dict[str, str], tmp_path: Path, form: str
) -> None:
    file = tmp_path / "r"
    given = ("receipt", DECISION, "--format", form, "--out", file)
    assert tejun(*given, environ=environ).returncode == 0
    file.write_bytes(b"the whole receipt")
    again = tejun(*given, environ=environ)
    assert (again.returncode, again.stdout) == (2, b"")
    assert f"{file} is there already" in again.stderr.decode()
    assert "Nothing was replaced" in again.stderr.decode()
    assert file.read_bytes() == b"the whole receipt"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_that_leads_nowhere_is_not_written_over(
    environ: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "r").symlink_to(tmp_path / "none")
    assert tejun("receipt", DECISION, "--out", tmp_path / "r", environ=environ).returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def test_a_file_that_came_meanwhile_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "r").write_bytes(b"another")
    monkeypatch.setattr(files, "require_free", lambda _: None)
    with pytest.raises(InvalidInputError):
        files.write_once(tmp_path / "r", b"mine")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"another"]
