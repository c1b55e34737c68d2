"""The commands beside `check`: each does the one thing that its help says."""

import json
import re
import shutil
from importlib import metadata
from pathlib import Path

import pytest
from tejun import __version__
from tejun.cli.run import run
from tejun.model.schema import facts_schema
from tejun.reading import read_document
from tejun.registry import Registry
from tejun.toolchain import OPA_VERSION

from tests.cli.support import BUNDLES, ROOT, TYPICAL
from tests.support.bundles import tiny_archive
from tests.support.published import archive_in, publish
from tests.support.shared import with_modules
from tests.support.stores import open_store

EN = {"LANG": "en_US.UTF-8"}


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder to work in, with the editions of the repository and a cache of its own."""
    monkeypatch.setenv("TEJUN_BUNDLES", str(BUNDLES))
    monkeypatch.setenv("TEJUN_CACHE", str(with_modules(tmp_path / "cache")))
    monkeypatch.setenv("TEJUN_DATABASE", str(tmp_path / "record.db"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"], EN) == 0
    assert capsys.readouterr().out == f"tejun {__version__}\n"


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["check"],
        ["explain"],
        ["replay"],
        ["decisions"],
        ["figures"],
        ["compare"],
        ["checklist"],
        ["convert"],
        ["schema"],
        ["serve"],
        ["editions"],
        ["bundle"],
        ["bundle", "build"],
        ["bundle", "sign"],
        ["bundle", "verify"],
        ["publish"],
        ["rollback"],
        ["withdraw"],
        ["key"],
        ["bundle", "inspect"],
        ["bundle", "diff"],
        ["log", "head"],
        ["log", "key"],
        ["log", "cosign"],
        ["log", "verify"],
        ["receipt"],
        ["verify"],
        ["erase"],
        ["retention", "run"],
        ["master", "rotate"],
        ["master", "destroy-old"],
        ["doctor"],
    ],
    ids=" ".join,
)
def test_every_command_has_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help"], EN) == 0
    assert f"Usage: {' '.join(['tejun', *command])}" in capsys.readouterr().out


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--help"], EN)
    listed = re.findall(
        r"^  (\w+)  +\S", capsys.readouterr().out.partition("Commands:")[2], re.MULTILINE
    )
    assert listed == [
        "check",
        "explain",
        "replay",
        "decisions",
        "figures",
        "compare",
        "checklist",
        "convert",
        "schema",
        "serve",
        "editions",
        "bundle",
        "publish",
        "withdraw",
        "rollback",
        "key",
        "log",
        "receipt",
        "verify",
        "erase",
        "retention",
        "master",
        "migrate",
        "backup",
        "restore",
        "doctor",
    ]


def test_convert_prints_the_same_values_as_strict_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["convert", str(TYPICAL)], EN) == 0
    converted = read_document(capsys.readouterr().out.encode(), "json").value
    assert converted == read_document(TYPICAL.read_bytes(), "yaml").value


def test_convert_says_what_came_of_the_earlier_form_and_keeps_the_document_apart(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    half = "schema: tejun/facts/1\napplication: {id: a-1, title: 研究}\n# not yet more\n"
    (here / "half.yaml").write_text(half, "utf-8")
    assert run(["convert", "half.yaml"], EN) == 1
    out, err = capsys.readouterr()
    assert json.loads(out) == {
        "schema": "tejun/facts/2",
        "application": {"id": "a-1", "title": "研究"},
    }
    assert err.startswith("half.yaml was in form 1 (tejun/facts/1)")
    assert "application: “stage” is missing. It must be one of: preparing" in err
    assert "`tejun check`" in err.splitlines()[-1]


@pytest.mark.parametrize("form", ["", "schema: tejun/facts/3\n"])
def test_convert_refuses_a_form_that_it_does_not_know(
    form: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "facts.yaml").write_text(f"{form}application: {{id: a-1}}\n", "utf-8")
    assert run(["convert", "facts.yaml"], EN) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Write schema: tejun/facts/2" in err


def test_schema_prints_the_form_of_the_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"], EN) == 0
    assert json.loads(capsys.readouterr().out) == facts_schema()


def test_schema_can_be_written_to_a_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--out", "facts.json"], EN) == 0
    assert capsys.readouterr().out == "facts.json\n"
    assert json.loads((here / "facts.json").read_text("utf-8")) == facts_schema()


@pytest.mark.opa
def test_build_prints_the_archive_and_its_digest_and_gives_the_same_bytes_again(
    here: Path, tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["bundle", "build", "tiny-2026", "--policies", str(tree)]
    assert run(arguments, EN) == 0
    assert run([*arguments, "--out", "again.tar.gz"], EN) == 0
    first, again = capsys.readouterr().out.splitlines()
    path, digest = first.split()
    assert path == "build/tiny-2026-1.tar.gz"
    assert re.fullmatch("sha256:[0-9a-f]{64}", digest)
    assert again == f"again.tar.gz  {digest}"
    assert (here / path).read_bytes() == (here / "again.tar.gz").read_bytes()
    assert sorted(p.name for p in here.iterdir() if p.is_file()) == ["again.tar.gz"]


def test_a_program_that_has_no_sources_is_named_with_those_that_have(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["bundle", "build", "nowhere", "--policies", str(ROOT / "policies")]
    assert run(arguments, EN) == 2
    assert "kprogram-2026" in capsys.readouterr().err


def test_a_problem_of_the_sources_is_told_with_its_file_and_line(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = tree / "procedure" / "people" / "papers" / "papers.rego"
    papers.write_text("\n" + papers.read_text("utf-8").replace("筆頭著者", "第一著者"), "utf-8")
    assert run(["bundle", "build", "tiny-2026", "--policies", str(tree)], EN) == 2
    printed = capsys.readouterr().err.splitlines()
    assert any(
        line.startswith("  procedure/people/papers/papers.rego:2: clause/quote:")
        for line in printed
    )


@pytest.mark.opa
def test_doctor_finds_nothing_to_mend(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"], EN) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert "information_required" not in out
    assert f"ok    tejun {__version__}" in lines
    assert any(
        re.match(r"ok    kprogram-2026 edition 1 .*: wasm .* → “Information that the", line)
        for line in lines
    )
    assert f"ok    cache: {here / 'cache'}" in lines
    assert any(line.startswith("warn  The example key is trusted.") for line in lines)
    assert not (here / "record.db").exists()


@pytest.mark.opa
def test_doctor_speaks_japanese(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--lang", "ja"], EN) == 0
    out = capsys.readouterr().out
    assert "kprogram-2026 第1版（基準 procedure-2025-06-11" in out
    assert "→ 試行（最小の記載内容による）の結果「確認に必要な情報が不足しています」" in out
    assert "information_required" not in out


@pytest.mark.opa
@pytest.mark.parametrize(
    ("installed", "advised", "not_advised"),
    [(True, "pip install", "make setup"), (False, "make setup", "pip install")],
)
def test_doctor_advises_on_a_missing_package_what_can_be_done_there(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    installed: bool,
    advised: str,
    not_advised: str,
) -> None:
    def version(_: str) -> str:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr("tejun.operations.installation.metadata.version", version)
    if installed:
        monkeypatch.setattr("tejun.folders.checkout", lambda: None)
    for language in ("ja", "en"):
        assert run(["doctor", "--lang", language], EN) == 1
        [advice] = re.findall(r"fail  wasmtime\n +→ (.*)\n", capsys.readouterr().out)
        assert advised in advice
        assert not_advised not in advice


@pytest.mark.opa
def test_doctor_names_a_damaged_edition_and_fails(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(BUNDLES, here / "editions")
    damaged = archive_in(here / "editions", Registry.load(BUNDLES).edition("kprogram-2026", "1"))
    damaged.write_bytes(damaged.read_bytes()[:-10])
    monkeypatch.setenv("TEJUN_BUNDLES", str(damaged.parent))
    assert run(["doctor"], EN) == 1
    assert re.search(
        r"^fail  .*kprogram-2026, edition 1: .*\n      → ", capsys.readouterr().out, re.MULTILINE
    )


@pytest.mark.opa
def test_doctor_names_each_bad_file_and_looks_at_the_others(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(here, tiny_archive())
    (here / "bad-2026.1.json").write_text("{}")
    (here / "zzz.999999999.json").touch()
    monkeypatch.setenv("TEJUN_BUNDLES", str(here))
    assert run(["doctor"], EN) == 1
    out = capsys.readouterr().out
    for name in ("bad-2026.1.json", "zzz.999999999.json"):
        assert re.search(rf"^fail  .*{name}.*\n      → ", out, re.MULTILINE)
    assert re.search(r"^(ok  |fail)  tiny-2026,? edition 1", out, re.MULTILINE)


@pytest.mark.opa
def test_doctor_says_that_there_are_no_editions(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEJUN_BUNDLES", str(here))
    assert run(["doctor"], EN) == 1
    assert "`tejun publish`" in capsys.readouterr().out


def test_doctor_warns_where_only_building_would_fail(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tejun.folders.checkout", lambda: None)
    monkeypatch.setenv("PATH", str(here))
    assert run(["doctor"], EN) == 0
    out = capsys.readouterr().out
    assert "warn  opa —\n      → Only building an edition needs it" in out
    assert f"Put opa {OPA_VERSION} on PATH" in out


@pytest.mark.opa
def test_doctor_fails_where_the_record_cannot_be_kept(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEJUN_DATABASE", str(here / "no" / "folder" / "record.db"))
    assert run(["doctor"], EN) == 1
    assert "fail  record: " in capsys.readouterr().out


@pytest.mark.opa
@pytest.mark.parametrize("is_there", [True, False])
def test_doctor_fails_where_the_disk_has_no_room_for_the_record(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    usage = shutil.disk_usage("/")
    database = here / "record.db"
    monkeypatch.setenv("TEJUN_DATABASE", str(database))
    if is_there:
        open_store(database).close()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    assert run(["doctor"], EN) == 1
    assert "The record record.db: the disk that holds it is full" in capsys.readouterr().out
    assert database.exists() == is_there


@pytest.mark.opa
def test_doctor_fails_where_something_else_stands_in_the_place_of_the_record(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a_folder", "no_database"):
        monkeypatch.setenv("TEJUN_DATABASE", str(here / name))
        (here / name).mkdir() if name == "a_folder" else (here / name).write_text("no" * 5000)
        assert run(["doctor"], EN) == 1
        assert f"fail  record: {here / name}" in capsys.readouterr().out


@pytest.mark.opa
def test_doctor_names_a_setting_that_cannot_be_used(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEJUN_PORT", "many")
    assert run(["doctor"], EN) == 1
    assert "TEJUN_PORT" in capsys.readouterr().out
