"""`tejun check DIR`: the applications in a folder, as a process."""

import json
import os
import pty
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tejun.model.decision import Decision
from tejun.present.folder import LABELS

from tests.cli.support import APPLICATIONS, AS_OF, COMPLETE, TYPICAL, tejun
from tests.support.cases import load_yaml

TEJUN = Path(sys.executable).parent / "tejun"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four applications in both syntaxes, named so that the order of names is not the one of outcomes."""
    folder = tmp_path / "applications"
    folder.mkdir()
    shutil.copy(COMPLETE, folder / "a.yaml")
    shutil.copy(TYPICAL, folder / "b.yml")
    value = load_yaml(COMPLETE)
    (folder / "c.json").write_text(json.dumps(value, ensure_ascii=False))
    shutil.copy(APPLICATIONS / "foreign-partner.yaml", folder / "d.YAML")
    return folder


def without_the_open(folder: Path) -> Path:
    (folder / "b.yml").unlink()
    (folder / "d.YAML").unlink()
    return folder


def test_each_application_is_a_line_in_the_order_of_names(folder: Path) -> None:
    run = tejun("check", folder, *AS_OF)
    lines = run.stdout.decode().split("\n\n")[0].splitlines()
    assert [line.split(" — ")[0] for line in lines] == [
        *("a.yaml: nothing left to do", "b.yml: action needed"),
        *("c.json: nothing left to do", "d.YAML: to be consulted"),
    ]
    counts = (
        r" — not met \d+ · information missing \d+ · consult FA \d+ · met \d+ · not applicable \d+"
    )
    assert all(re.search(f"{counts}$", line) for line in lines)
    assert (run.returncode, run.stderr) == (1, b"")


@pytest.fixture
def with_an_idle_answer(tmp_path: Path) -> Path:
    """A folder with one application, whole but for an answer on what waits for none."""
    value = load_yaml(COMPLETE)
    answered = value["determinations"][0] | {"id": "no"}
    about = [{"requirement": "RS-PRE-01", "subject": "institution:aoba"}]
    value["determinations"].append(answered | {"about": about})
    folder = tmp_path / "idle"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(value, ensure_ascii=False))
    shutil.copy(COMPLETE, folder / "b.yaml")
    return folder


def test_an_application_on_which_there_is_something_to_note_is_marked(
    with_an_idle_answer: Path,
) -> None:
    run = tejun("check", with_an_idle_answer, *AS_OF)
    out = run.stdout.decode()
    marked, plain = out.splitlines()[:2]
    assert marked.startswith("a.json: nothing left to do")
    assert marked.endswith(" [notes: 1]")
    assert "notes" not in plain
    assert "Applications with [notes] (1) have entries or answers that count for nothing" in out
    assert f"`tejun check {with_an_idle_answer / 'a.json'}`" in out
    assert run.returncode == 0


def test_json_has_the_notes_of_each_application(with_an_idle_answer: Path) -> None:
    run = tejun("check", with_an_idle_answer, *AS_OF, "--format", "json")
    of_a, of_b = (json.loads(line)["explanation"]["notes"] for line in run.stdout.splitlines())
    assert [note for note in of_a if "determinations[no]" in note]
    assert len(of_a) == len(of_b) + 1


def test_the_table_has_the_applications_by_outcome_the_worst_first(folder: Path) -> None:
    out = tejun("check", folder, *AS_OF, "--lang", "ja").stdout.decode()
    table = out.split("== 結果ごとの申請（計4件） ==\n")[1].split("\n\n")[0]
    assert table.splitlines() == [
        "  要対応 1: b.yml",
        "  要相談 1: d.YAML",
        "  残る事項なし 2: a.yaml, c.json",
    ]


def test_the_end_says_how_to_go_on_who_decides_and_that_nothing_was_kept(folder: Path) -> None:
    end = tejun("check", folder, *AS_OF).stdout.decode().rsplit("\n\n", 1)[1]
    assert f"`tejun check {folder / 'b.yml'}` shows what is to be done" in end
    assert "The funding agency (FA) decides." in end
    assert end.endswith("Nothing was recorded, and nothing left this machine.\n")


def test_the_command_to_go_on_with_can_be_pasted(folder: Path, tmp_path: Path) -> None:
    renamed = folder.rename(tmp_path / "my applications; 2026")
    end = tejun("check", renamed, *AS_OF).stdout.decode().rsplit("\n\n", 1)[1]
    command = end[end.index("`tejun") + 1 :].partition("`")[0]
    assert shlex.split(command) == ["tejun", "check", str(renamed / "b.yml")]


def test_a_folder_in_which_all_hold_ends_with_0(folder: Path) -> None:
    run = tejun("check", without_the_open(folder), *AS_OF)
    assert run.returncode == 0
    assert "shows what is to be done" not in run.stdout.decode()


def test_files_that_are_no_facts_are_left_aside_and_named(folder: Path) -> None:
    shutil.copy(APPLICATIONS / "complete.golden.yaml", folder / "a.golden.yaml")
    (folder / "list.json").write_text("[1, 2]")
    (folder / ".hidden.yaml").write_text("[")
    (folder / "notes.txt").write_text("[")
    (folder / "deeper.yaml").mkdir()
    run = tejun("check", without_the_open(folder), *AS_OF)
    assert run.returncode == 0
    assert (
        "Left aside, being no facts documents: 2 (a.golden.yaml, list.json)" in run.stdout.decode()
    )


@pytest.mark.parametrize("name", ["0.yaml", "0.yml", "0.json"])
def test_an_empty_file_and_a_link_to_nowhere_could_not_be_checked(folder: Path, name: str) -> None:
    (folder / name).touch()
    (folder / "g.yaml").symlink_to(folder / "nowhere.yaml")
    run = tejun("check", without_the_open(folder), *AS_OF)
    out = run.stdout.decode()
    assert f"  could not be checked 2: {name}, g.yaml\n" in out
    assert f"  {folder / 'g.yaml'}: There is no such file." in out
    assert "Left aside" not in out
    assert run.returncode == 2


def test_office_documents_and_folders_that_are_not_looked_at_are_named(folder: Path) -> None:
    for name in ("e.xlsx", "f.CSV", "notes.txt", "~$e.xlsx", ".f.csv"):
        (folder / name).touch()
    (folder / "older").mkdir()
    run = tejun("check", without_the_open(folder), *AS_OF)
    said = (
        "Not looked at (facts are .yaml, .yml or .json): "
        "office documents: 2 (e.xlsx, f.CSV), folders: 1 (older)\n"
    )
    assert said in run.stdout.decode()
    assert run.returncode == 0
    run = tejun("check", folder, *AS_OF, "--format", "json")
    assert all(json.loads(line) for line in run.stdout.splitlines())
    assert run.stderr.decode() == said


def test_a_folder_of_office_documents_alone_says_so(tmp_path: Path) -> None:
    (tmp_path / "e.xlsx").touch()
    run = tejun("check", tmp_path, "--lang", "ja")
    assert run.returncode == 2
    assert "表計算や文書などのファイル1件（e.xlsx）" in run.stderr.decode()


def test_one_application_is_counted_as_one(folder: Path, tmp_path: Path) -> None:
    (without_the_open(folder) / "c.json").unlink()
    environ = {"TEJUN_DATABASE": str(tmp_path / "record.db")}
    out = tejun("check", folder, *AS_OF, "--record", environ=environ).stdout.decode()
    assert "== 1 application, by outcome ==" in out
    assert "1 decision was recorded in" in out


def test_what_cannot_be_read_leaves_the_others_judged_and_ends_with_2(folder: Path) -> None:
    facts = COMPLETE.read_text("utf-8")
    (folder / "a0.yaml").write_text("people: [")
    (folder / "a1.yaml").write_text(facts.replace("role: pi", "role: king", 1))
    (folder / "a2.yaml").write_text(facts.replace("program: kprogram-2026", "program: other-2026"))
    (folder / "a3.yaml").write_text(facts.replace("schema: tejun/facts/2\n", ""))
    run = tejun("check", folder, *AS_OF)
    out = run.stdout.decode()
    line = facts[: facts.index("role: pi")].count("\n") + 1
    assert re.search(rf"^  {folder / 'a0.yaml'}: Line \d is not YAML", out, re.MULTILINE)
    assert re.search(rf"^  {folder / 'a1.yaml'}:{line} people\[\w+\]\.role: ", out, re.MULTILINE)
    assert "other-2026" in out
    assert "“schema” is missing" in out
    assert out.count("\n  → ") == 4
    assert "  could not be checked 4: a0.yaml, a1.yaml, a2.yaml, a3.yaml\n  action needed 1" in out
    assert run.returncode == 2


def test_json_is_one_object_a_line_with_the_decision_or_the_problem(folder: Path) -> None:
    (folder / "x.yaml").write_text("schema: tejun/facts/2\n")
    run = tejun("check", folder, *AS_OF, "--format", "json", "--lang", "ja")
    body = [json.loads(line) for line in run.stdout.decode().splitlines()]
    assert [Path(line["file"]).name for line in body] == [
        *("a.yaml", "b.yml", "c.json", "d.YAML", "x.yaml")
    ]
    for line in body[:4]:
        assert set(line) == {"file", "decision", "explanation"}
        Decision.model_validate(line["decision"])
        assert line["explanation"]["language"] == "ja"
    assert set(body[4]) == {"file", "problem"}
    assert body[4]["problem"]["code"] == "invalid-facts"
    assert {place["line"] for place in body[4]["problem"]["errors"]} == {1}
    assert run.returncode == 2


def test_an_application_in_a_folder_is_decided_as_it_is_alone(folder: Path) -> None:
    together = tejun("check", folder, *AS_OF, "--format", "json").stdout.decode().splitlines()
    alone = json.loads(tejun("check", folder / "b.yml", *AS_OF, "--format", "json").stdout)
    body = json.loads(together[1])
    assert body["decision"]["digests"] == alone["decision"]["digests"]
    assert body["explanation"]["clauses"] == alone["explanation"]["clauses"]


def test_every_decision_is_recorded_where_that_is_asked_for(folder: Path, tmp_path: Path) -> None:
    environ = {"TEJUN_DATABASE": str(tmp_path / "record.db")}
    arguments = ("check", folder, *AS_OF, "--record")
    run = tejun(*arguments, "--format", "json", environ=environ)
    ids = [json.loads(line)["decision"]["id"] for line in run.stdout.decode().splitlines()]
    assert len(set(ids)) == 4
    for decision_id in ids:
        assert tejun("explain", decision_id, environ=environ).returncode == 0
    end = tejun(*arguments, environ=environ).stdout.decode()
    assert f"4 decisions were recorded in {tmp_path / 'record.db'}" in end


def test_a_record_that_cannot_be_kept_ends_the_run(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "record.db").write_bytes(b"no database" * 1000)
    environ = {"TEJUN_DATABASE": str(tmp_path / "record.db")}
    run = tejun("check", folder, *AS_OF, "--record", environ=environ)
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"record.db" in run.stderr


def test_a_folder_without_facts_could_not_be_run(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("a: 1\n")
    run = tejun("check", tmp_path)
    assert run.returncode == 2
    assert f"{tmp_path} has no facts documents".encode() in run.stderr


@pytest.mark.parametrize("option", [("--all",), ("--format", "markdown")])
def test_what_only_one_file_can_be_shown_as_is_refused(
    folder: Path, option: tuple[str, ...]
) -> None:
    run = tejun("check", folder, *AS_OF, *option)
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"A folder is shown as text or json" in run.stderr


def test_what_a_file_is_called_or_holds_cannot_steer_the_terminal(folder: Path) -> None:
    (folder / "e\x1b[2J.yaml").write_text('"\\e[2J": 1\nschema: tejun/facts/2\n')
    assert b"\x1b" not in tejun("check", folder, *AS_OF).stdout


def test_a_terminal_shows_how_far_it_is_and_the_same_lines(folder: Path) -> None:
    ours, theirs = pty.openpty()
    command: list[str | Path] = [TEJUN, "check", folder, *AS_OF, "--lang", "en"]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs):
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b"")).decode()
    os.close(ours)
    words = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert "0/4" in words
    assert "4/4" in words
    assert "\x1b[1;31maction needed" in shown
    assert words.index("a.yaml: nothing left to do") < words.index("b.yml: action needed")


def heed_interrupts() -> None:
    """Tests that run in the background of a shell may have been told to ignore them, and pass that on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_what_was_shown_before_an_interrupt_stays(folder: Path) -> None:
    """Its output is read by nobody until the interrupt is sent: with a small pipe it cannot have come to its end."""
    for number in range(300):
        shutil.copy(COMPLETE, folder / f"e{number:03}.yaml")
    command: list[str | Path] = [TEJUN, "check", folder, *AS_OF, "--lang", "en"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        pipesize=4096,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - one thread here; it calls nothing but signal()
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
    assert process.returncode == 130
    assert first.startswith(b"a.yaml: nothing left to do")
    assert len(rest.splitlines()) < 300


def test_every_outcome_has_its_label() -> None:
    outcomes = Decision.model_json_schema()["properties"]["outcome"]["enum"]
    assert list(LABELS) == ["not_checked", *outcomes]


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux says so when the other side has closed
        return b""
