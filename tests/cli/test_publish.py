"""`tejun publish`, `withdraw`, `rollback`, `key`, `bundle verify`, `bundle sign`: steps shown, words, exit codes."""

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tejun.bundle.archive import SIGNATURES, read_archive
from tejun.cli.run import run
from tejun.registry import Registry
from tejun.signing import read_signing_key, trusted_keys_or_example

from tests.support.agency import CONFIG, PROGRAM, config, write_fixtures
from tests.support.bundles import write_tree
from tests.support.published import archive_in
from tests.support.server import serving

pytestmark = pytest.mark.opa

EN = {"LANG": "en_US.UTF-8"}
JA = {"LANG": "ja_JP.UTF-8"}
BUILD = ["bundle", "build", PROGRAM]
PUBLISH = ["publish", PROGRAM, "--no-fixtures"]

Said = Callable[[], tuple[str, str]]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder with the small tree, a key that is trusted, and a registry with nothing in it."""
    monkeypatch.chdir(tmp_path)
    write_tree(tmp_path / "policies")
    assert run(["key", "--out", "keys/fa.pem"], EN) == 0
    monkeypatch.setenv("TEJUN_BUNDLES", str(tmp_path / "registry"))
    monkeypatch.setenv("TEJUN_SIGNING_KEY", "keys/fa.pem")
    monkeypatch.setenv("TEJUN_TRUSTED_KEYS", "keys/fa.pub.pem")
    monkeypatch.setenv("TEJUN_CACHE", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def said(desk: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """What was printed since it was last asked, on either stream."""
    capsys.readouterr()

    def of() -> tuple[str, str]:
        printed = capsys.readouterr()
        return printed.out, printed.err

    return of


def registry(desk: Path) -> Registry:
    return Registry.load(
        desk / "registry", trusted_keys_or_example(str(desk / "keys" / "fa.pub.pem"))
    )


def write_edition(desk: Path, edition: str, day: str, years: int = 5) -> None:
    text = config(edition, day, parameters={"look_back_years": years})
    (desk / "policies" / CONFIG).write_text(text, "utf-8")


# --- keys ----------------------------------------------------------------------------------------


def test_a_pair_of_keys_is_made_for_its_owners_eyes_and_never_written_over(
    desk: Path, said: Said
) -> None:
    assert run(["key", "--out", "new/pair.pem"], EN) == 0
    private, public = desk / "new" / "pair.pem", desk / "new" / "pair.pub.pem"
    key = read_signing_key(str(private))
    assert key.public.algorithm == "ES256"
    assert said()[0].startswith(f"Made the folder new.\nMade the key {key.public.id}")
    assert list(trusted_keys_or_example(str(public)).by_id) == [key.public.id]
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    before = private.read_bytes()
    assert run(["key", "--out", "new/pair.pem"], EN) == 2
    private.unlink()
    assert run(["key", "--out", "new/pair.pem"], EN) == 2, "the public one is there still"
    private.write_bytes(before)
    assert "there already" in said()[1]


def test_a_key_that_is_not_trusted_is_told_before_anything_is_built(desk: Path, said: Said) -> None:
    run(["key", "--out", "other.pem"], EN)
    (desk / "policies" / CONFIG).unlink()
    assert run([*PUBLISH, "--key", "other.pem"], EN) == 2
    assert "is not among those trusted" in said()[1]


def test_without_a_key_nothing_is_done(
    desk: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TEJUN_SIGNING_KEY")
    assert run(PUBLISH, EN) == 2
    assert "--key" in said()[1]


# --- publish -------------------------------------------------------------------------------------


def test_publish_shows_each_step_and_what_stands(desk: Path, said: Said) -> None:
    assert run([*PUBLISH, "--reason", "the first"], EN) == 0
    out, err = said()
    steps = [line.split()[:2] for line in out.splitlines() if line.startswith("  ok  ")]
    names = ["archive", "signature", "order", "decides", "compiled", "loosened"]
    assert steps == [["ok", name] for name in names]
    assert "  --    fixtures    there are no fixtures here: none was run" in out
    assert f"Published as {PROGRAM}.1.json in {desk / 'registry'}." in out
    assert re.search(r"from 2026-04-01  edition 1  ← today, \d{4}-\d\d-\d\d$", out.strip())
    assert err == ""
    [published] = registry(desk).editions(PROGRAM)
    assert (
        published.reason
        == "the first（事例を実行せずに公開 / published without running the fixtures）"
    )


def test_publish_shows_what_changes_and_every_reason_to_refuse(desk: Path, said: Said) -> None:
    assert run(PUBLISH, EN) == 0
    write_edition(desk, "2", "2026-03-01", years=4)
    said()
    assert run(PUBLISH, JA) == 1
    out, err = said()
    assert "look_back_years" in out
    assert "fail  順序と期間" in out
    assert "緩和の有無" not in out  # what costs little is looked at first
    assert err.startswith("tejun: 版を公開できません\n")
    write_edition(desk, "2", "2027-03-01", years=4)
    assert run(PUBLISH, JA) == 1
    out, err = said()
    assert "ok    順序と期間" in out
    assert "fail  緩和の有無" in out
    assert len(registry(desk).log(PROGRAM)) == 1


def test_a_dry_run_looks_at_everything_and_publishes_nothing(desk: Path, said: Said) -> None:
    assert run([*PUBLISH, "--dry-run"], EN) == 0
    assert said()[0].endswith("It can be published. Nothing was: this was a dry run.\n")
    assert not (desk / "registry").exists()


def test_fixtures_are_run_where_they_are_and_asked_for_where_they_are_not(
    desk: Path, said: Said
) -> None:
    assert run(["publish", PROGRAM], EN) == 2
    assert "--no-fixtures" in said()[1]
    write_fixtures(desk / "fixtures")
    assert run(["publish", PROGRAM], EN) == 1
    out, _ = said()
    assert "fail  fixtures    1 of 2 came out as expected" in out
    assert f"programs/{PROGRAM}/complete.yaml: expected: complete.golden.yaml beside it" in out


def test_an_archive_is_published_only_as_it_was_signed(desk: Path, said: Said) -> None:
    assert run(BUILD, EN) == 0
    archive = f"build/{PROGRAM}-1.tar.gz"
    assert run([*PUBLISH, "--archive", archive], EN) == 1
    assert "It is not signed" in said()[1]
    revision = read_archive(Path(archive).read_bytes()).revision
    assert run(["bundle", "sign", archive], EN) == 0
    assert run([*PUBLISH, "--archive", archive], EN) == 0
    assert registry(desk).edition(PROGRAM, "1").revision == revision
    assert run(["publish", "other-2026", "--no-fixtures", "--archive", archive], EN) == 2


def test_a_reason_that_is_too_long_is_refused(desk: Path, said: Said) -> None:
    assert run([*PUBLISH, "--reason", "x" * 2000], EN) == 2
    assert "--reason" in said()[1]


# --- taking back ---------------------------------------------------------------------------------


def test_rollback_publishes_the_earlier_content_as_the_next_edition(desk: Path, said: Said) -> None:
    assert run(PUBLISH, EN) == 0
    write_edition(desk, "2", "2026-10-01", years=6)
    assert run(PUBLISH, EN) == 0
    back = ["rollback", PROGRAM, "1", "--effective-from", "2026-11-01", "--no-fixtures"]
    said()
    assert run([*back, "--dry-run"], EN) == 0
    assert run(back, EN) == 0
    out, _ = said()
    assert "restored from edition 1" in out
    assert "points that ask less than tiny-2026, edition 2: 1 (a rollback may)" in out
    first, _, third = registry(desk).editions(PROGRAM)
    assert third.restores == first.archive
    assert (
        run(["rollback", PROGRAM, "9", "--effective-from", "2026-12-01", "--no-fixtures"], EN) == 2
    )
    assert "edition 9" in said()[1]


def test_withdraw_leaves_what_stands_and_the_last_one_nothing(desk: Path, said: Said) -> None:
    assert run(PUBLISH, EN) == 0
    write_edition(desk, "2", "2026-10-01", years=6)
    assert run(PUBLISH, EN) == 0
    said()
    assert run(["withdraw", PROGRAM, "2", "--reason", "wrong"], EN) == 0
    out, _ = said()
    assert "Edition 2 is withdrawn" in out
    assert "edition 1  ← today" in out
    assert run(["withdraw", PROGRAM, "2", "--reason", "wrong"], EN) == 1
    assert "withdrawn already" in said()[0]
    assert run(["withdraw", PROGRAM, "1", "--reason", "wrong"], JA) == 0
    assert "有効な版はありません" in said()[0]


def test_what_there_is_not_is_not_withdrawn(desk: Path, said: Said) -> None:
    assert run(["withdraw", "nowhere", "1", "--reason", "x"], EN) == 2
    assert run(PUBLISH, EN) == 0
    assert run(["withdraw", PROGRAM, "1"], EN) == 2, "a reason is asked for"
    assert "--reason" in said()[1]


# --- archives ------------------------------------------------------------------------------------


def test_verify_holds_an_archive_to_its_signature_wherever_it_is(desk: Path, said: Said) -> None:
    assert run(PUBLISH, EN) == 0
    file = archive_in(desk / "registry", registry(desk).edition(PROGRAM, "1"))
    for named in (f"{PROGRAM}@1", str(file)):
        said()
        assert run(["bundle", "verify", named], EN) == 0
        out, _ = said()
        assert "the module is its Rego's" in out
        assert registry(desk).edition(PROGRAM, "1").revision in out
    assert run(["bundle", "verify", f"{PROGRAM}@7"], EN) == 2
    assert run(["bundle", "verify", "nowhere.tar.gz"], EN) == 2


def test_verify_refuses_what_nobody_trusted_has_signed_and_what_is_damaged(
    desk: Path, said: Said
) -> None:
    assert run(BUILD, EN) == 0
    archive = desk / "build" / f"{PROGRAM}-1.tar.gz"
    assert run(["bundle", "verify", str(archive)], EN) == 1
    run(["key", "--out", "other.pem"], EN)
    assert run(["bundle", "sign", str(archive), "--key", "other.pem"], EN) == 0
    assert SIGNATURES in read_archive(archive.read_bytes()).files
    said()
    assert run(["bundle", "verify", str(archive)], EN) == 1
    assert "not trusted" in said()[1]
    archive.write_bytes(archive.read_bytes()[:-9])
    assert run(["bundle", "verify", str(archive)], JA) == 1


def test_build_writes_over_another_content_only_when_it_is_forced(desk: Path, said: Said) -> None:
    assert run(BUILD, EN) == 0
    assert run(BUILD, EN) == 0, "the same content"
    write_edition(desk, "1", "2026-05-01")
    assert run(BUILD, EN) == 2
    assert "--force" in said()[1]
    assert run([*BUILD, "--force"], EN) == 0
    archive = desk / "build" / f"{PROGRAM}-1.tar.gz"
    assert read_archive(archive.read_bytes()).effective_from == "2026-05-01"


# --- to a service --------------------------------------------------------------------------------


def test_an_edition_is_published_to_a_service_which_looks_at_it_too(desk: Path, said: Said) -> None:
    assert run(PUBLISH, EN) == 0
    with serving(desk, bundles=None) as server:
        url = server.url
        write_edition(desk, "2", "2026-10-01", years=6)
        said()
        assert run([*PUBLISH, "--to", url], EN) == 0
        out, _ = said()
        assert f"What {url} looked at:\n" in out
        assert "  ok    loosened    compared with tiny-2026, edition 1" in out
        assert "edition 2  ← today" in out
        write_edition(desk, "3", "2026-11-01", years=5)
        assert run([*PUBLISH, "--to", url], JA) == 1
        out, err = said()
        assert "parameters/look_back_years" in out
        assert err.startswith("tejun: 版を公開できません\n")
        assert run(["withdraw", PROGRAM, "2", "--reason", "wrong", "--to", url], EN) == 0
        assert registry(desk).edition(PROGRAM, "2").withdrawal is not None


def test_a_service_that_has_no_edition_yet_takes_the_first(desk: Path, said: Said) -> None:
    (desk / "registry").mkdir()
    with serving(desk, bundles=None, ready="/healthz") as server:
        assert "no edition yet" in server.said
        assert run([*PUBLISH, "--to", server.url], EN) == 0
    assert registry(desk).edition(PROGRAM, "1").withdrawal is None


@pytest.mark.parametrize(
    "url", ["http://tejun.example", "ftp://127.0.0.1", "tejun.example", "http://127.0.0.1.example"]
)
def test_nothing_is_sent_in_the_open(desk: Path, said: Said, url: str) -> None:
    assert run([*PUBLISH, "--to", url], EN) == 2
    assert "must begin with https" in said()[1]


def test_a_service_that_is_not_there_is_told(desk: Path, said: Said) -> None:
    assert run([*PUBLISH, "--to", "http://127.0.0.1:1"], EN) == 2
    assert "http://127.0.0.1:1" in said()[1]
