"""`tejun serve`: what it says before the first request, and how it ends."""

import os
import re
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from tejun.bundle.archive import read_archive
from tejun.bundle.signatures import add_signature
from tejun.cli.run import run
from tejun.registry.publication import of_edition, of_withdrawal, sign
from tejun.registry.registry import archive_name
from tejun.settings import Settings
from tejun.signing import make_key

from tests.cli.support import tejun
from tests.support.bundles import tiny_archive
from tests.support.published import LATEST, archive_in, publish
from tests.support.server import serving


@pytest.mark.parametrize("workers", [1, 2])
def test_it_says_where_it_listens_and_which_editions_are_in(tmp_path: Path, workers: int) -> None:
    database = str(tmp_path / "record.db")
    with serving(tmp_path, "--database", database, workers=workers, ready="/healthz") as server:
        assert re.search(r"kprogram-2026 edition 1 \(base procedure-2025-06-11", server.said)
        assert f"record: {database}" in server.said
        assert f"listens on {server.url}" in server.said
        assert server.said.count("warning: The example key is trusted.") == 1
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=20) in {0, -signal.SIGTERM}
    assert Path(database).exists()


def test_the_service_knows_where_the_command_line_has_it_listen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each process that serves reads its settings from the environment."""
    seen: list[Settings] = []

    def serve(settings: Settings, _: int, *, on_listen: Callable[[], None]) -> int:
        seen.append(Settings.from_env(os.environ))
        assert (settings.host, settings.port) == (seen[0].host, seen[0].port)
        return 0

    monkeypatch.setattr("tejun.cli.serve._serve", serve)
    for name in ("TEJUN_HOST", "TEJUN_PORT", "TEJUN_DATABASE"):
        monkeypatch.setenv(name, "")
    arguments = ["serve", "--host", "0.0.0.0", "--port", "0", "--database", str(tmp_path / "t.db")]  # noqa: S104
    (tmp_path / "t.db.in-clear-5").touch()
    assert run(arguments, {"LANG": "en"}) == 0
    assert seen[0].host == "0.0.0.0"  # noqa: S104
    assert seen[0].port > 0
    out, err = capsys.readouterr()
    assert out.splitlines()[-1].startswith("  Getting ready"), "what follows takes long"
    assert err.count("t.db.in-clear-5") == 1
    assert "warning: It listens on 0.0.0.0" in err
    assert "TEJUN_PUBLIC_URL is not set" in err


def test_a_port_that_is_taken_is_one_clear_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        run = tejun("serve", "--port", port)
    assert run.returncode == 2
    assert f"It cannot listen on 127.0.0.1 port {port}: Address already in use." in (
        run.stderr.decode()
    )
    assert "--port 8001" in run.stderr.decode()


def test_a_host_that_is_nobody(tmp_path: Path) -> None:
    run = tejun("serve", "--host", "nobody.invalid")
    assert run.returncode == 2
    assert "nobody.invalid" in run.stderr.decode()
    assert "Name an address of this machine with --host" in run.stderr.decode()
    assert "--port" not in run.stderr.decode()


def test_a_damaged_edition_keeps_it_from_starting(tmp_path: Path) -> None:
    archive_in(tmp_path, publish(tmp_path, tiny_archive())).write_bytes(b"\x1f\x8b")
    run = tejun("serve", "--port", "0", environ={"TEJUN_BUNDLES": str(tmp_path)})
    assert run.returncode == 2
    assert "tiny-2026, edition 1" in run.stderr.decode()


def test_it_says_since_when_it_has_seen_what_was_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement that is gone is missed where it was seen before, and named by every command that has the record."""
    monkeypatch.setattr("tejun.cli.serve._serve", lambda *_, **__: 0)
    folder, (_, key) = tmp_path / "registry", make_key()
    folder.mkdir()
    archive = add_signature(tiny_archive(), key)
    bundle = read_archive(archive)
    (folder / archive_name(bundle.digest)).write_bytes(archive)
    first = of_edition(bundle, [], published_at=LATEST, reason="")
    withdrawal = of_withdrawal("1", [first], published_at=LATEST, reason="")
    for statement in (first, withdrawal):
        (folder / statement.file_name).write_bytes(sign(statement, key).content)
    environ = {
        "TEJUN_BUNDLES": str(folder),
        "TEJUN_TRUSTED_KEYS": key.public.pem,
        "TEJUN_DATABASE": str(tmp_path / "tejun.db"),
    }

    def said(*command: str) -> str:
        run = tejun(*command, environ=environ, this_process=True)
        return run.stdout.decode() + run.stderr.decode()

    serve = ("serve", "--port", "0")
    assert "publications: seen for the first time" in said(*serve)
    assert "publications: seen since " in said(*serve)
    (folder / withdrawal.file_name).unlink()
    for command in (serve, ("doctor",), ("editions", "--as-of", "2026-05-01")):
        assert "tiny-2026.2.json: A publication is missing" in said(*command)
    assert "No edition" in said("editions", "tiny-2026", "--as-of", "2026-05-01")
    environ["TEJUN_DATABASE"] = str(tmp_path / "other.db")
    assert "in force" in said("editions", "tiny-2026", "--as-of", "2026-05-01")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_one_bad_program_is_named_and_keeps_no_other_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr("tejun.cli.serve._serve", lambda *_, **__: 0)
    publish(tmp_path, tiny_archive(program="good-2026"))
    archive = archive_in(tmp_path, publish(tmp_path, tiny_archive(program="torn-2026")))
    archive.write_bytes(b"\x1f\x8b")
    (tmp_path / "bad-2026.1.json").write_text("{}")
    (tmp_path / "zzz.999999999.json").touch()
    (tmp_path / "loop-2026.1.json").symlink_to("loop-2026.1.json")
    database = ("--database", tmp_path / "tejun.db")
    run = tejun(
        *("serve", "--port", "0", "--lang", language, *database),
        environ={"TEJUN_BUNDLES": str(tmp_path)},
        this_process=True,
    )
    assert run.returncode == 0
    assert "good-2026" in run.stdout.decode()
    for name in ("torn-2026", "bad-2026.1.json", "zzz.999999999.json", "loop-2026.1.json"):
        assert name in run.stderr.decode()


def test_where_only_bad_files_are_there_a_service_that_takes_publications_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tejun.cli.serve._serve", lambda *_, **__: 0)
    (tmp_path / "bad-2026.1.json").write_text("{}")
    environ = {"TEJUN_BUNDLES": str(tmp_path)}
    serve = ("serve", "--port", "0", "--database", tmp_path / "tejun.db")
    run = tejun(*serve, environ=environ, this_process=True)
    assert run.returncode == 2
    assert "bad-2026.1.json" in run.stderr.decode()
    environ["TEJUN_TRUSTED_KEYS"] = make_key()[1].public.pem
    run = tejun(*serve, environ=environ, this_process=True)
    assert run.returncode == 0
    assert "bad-2026.1.json" in run.stderr.decode()


def test_a_folder_without_editions_keeps_it_from_starting(tmp_path: Path) -> None:
    run = tejun("serve", "--port", "0", environ={"TEJUN_BUNDLES": str(tmp_path)})
    assert run.returncode == 2
    assert f"There is no edition in {tmp_path}." in run.stderr.decode()


def test_a_database_that_cannot_be_opened_keeps_it_from_starting(tmp_path: Path) -> None:
    database = tmp_path / "no" / "folder" / "record.db"
    run = tejun("serve", "--port", "0", "--database", database)
    assert run.returncode == 2
    assert str(database) in run.stderr.decode()
    assert "What to do: " in run.stderr.decode()
