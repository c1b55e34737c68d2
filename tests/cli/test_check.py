"""`tejun check` as a process: what it prints, and the code that it ends with."""

import json
import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tejun.model.decision import Decision

from tests.cli.support import APPLICATIONS, AS_OF, BUNDLES, COMPLETE, TYPICAL, tejun


def test_complete_facts_are_prepared_and_end_with_0() -> None:
    arguments = ("check", COMPLETE, "--program", "kprogram-2026", *AS_OF, "--lang", "ja")
    run = tejun(*arguments, own_process=True)
    out = run.stdout.decode()
    assert (run.returncode, run.stderr) == (0, b"")
    assert out.startswith("記載された事実の範囲では、対応を要する事項は残っていません\n")
    assert "行うことは残っていません。" in out


def test_typical_facts_leave_something_to_do_and_end_with_1() -> None:
    run = tejun("check", TYPICAL, "--program", "kprogram-2026", *AS_OF, own_process=True)
    out = run.stdout.decode()
    assert (run.returncode, run.stderr) == (1, b"")
    assert out.startswith("Some requirements are not met: action is needed\n")
    assert re.search(r"not met \d+ · information missing \d+ · consult FA \d+", out)


def test_a_foreign_partner_is_never_prepared_before_the_fa_has_answered() -> None:
    run = tejun("check", APPLICATIONS / "foreign-partner.yaml", *AS_OF, "--format", "json")
    assert run.returncode == 1
    assert json.loads(run.stdout)["decision"]["outcome"] != "prepared"


def test_what_to_do_names_who_holds_it_and_the_line_in_the_users_file() -> None:
    out = tejun("check", TYPICAL, *AS_OF, "--lang", "ja").stdout.decode()
    place = re.search(r"- (\S.*?)（.*?）  (\S+):(\d+) people\[(\w+)\]\.disclosures\.papers", out)
    assert place is not None
    name, file, line, person = place.groups()
    text = Path(file).read_text("utf-8").splitlines()
    before = "\n".join(text[: int(line)])
    assert before.rindex(f"- id: {person}") > before.rindex("people:")
    assert f"name: {name}" in before


def test_the_footer_says_who_decides_by_what_and_that_nothing_was_kept() -> None:
    footer = tejun("check", COMPLETE, *AS_OF).stdout.decode().rsplit("\n\n", 1)[1]
    assert "The funding agency (Fictional Science and Technology Agency) decides." in footer
    assert re.search(
        r"By kprogram-2026, edition 1 \(base procedure-2025-06-11\), sha256:[0-9a-f]{64};", footer
    )
    assert "engine wasm (wasmtime" in footer
    assert "as of 2026-11-20" in footer
    assert footer.endswith("Nothing was recorded, and nothing left this machine.\n")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_nothing_ever_calls_it_approved(form: str, language: str) -> None:
    run = tejun("check", COMPLETE, *AS_OF, "--lang", language, "--format", form, "--all")
    assert not re.search("承認|approv", run.stdout.decode(), re.IGNORECASE)


def test_json_holds_the_decision_and_its_explanation() -> None:
    run = tejun("check", TYPICAL, *AS_OF, "--format", "json", "--lang", "ja")
    document = json.loads(run.stdout)
    decision = Decision.model_validate(document["decision"])
    shown = [f for clause in document["explanation"]["clauses"] for f in clause["findings"]]
    assert set(document) == {"decision", "explanation"}
    assert len(shown) == len(decision.findings)
    assert document["explanation"]["language"] == "ja"
    assert all(r["line"] for f in shown for r in f["reads"] if r["source"] == "submitted")


def test_markdown_ends_with_the_same_footer() -> None:
    out = tejun("check", TYPICAL, *AS_OF, "--format", "markdown").stdout.decode()
    assert out.startswith("# Some requirements are not met: action is needed\n")
    assert out.endswith(
        "- Editions were not compared with any seen before. "
        "Nothing was recorded, and nothing left this machine.\n"
    )


def test_markdown_has_the_decision_s_id_only_where_it_is_recorded(tmp_path: Path) -> None:
    arguments = ("check", COMPLETE, *AS_OF, "--format", "markdown")
    out = tejun(*arguments).stdout.decode()
    assert re.search(r"^- Engine: wasm wasmtime", out, re.MULTILINE)
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-7", out)
    environ = {"TEJUN_DATABASE": str(tmp_path / "record.db")}
    out = tejun(*arguments, "--record", environ=environ).stdout.decode()
    decision = re.search(r"^- Decision: `(\S+)` · wasm ", out, re.MULTILINE)
    assert decision is not None
    assert tejun("explain", decision[1], environ=environ).returncode == 0


def test_met_findings_are_one_row_for_each_clause_unless_all_is_asked_for() -> None:
    short = tejun("check", COMPLETE, *AS_OF).stdout.decode()
    long = tejun("check", COMPLETE, *AS_OF, "--all").stdout.decode()
    assert re.search(r"^  \[met\] \d+$", short, re.MULTILINE)
    assert len(long.splitlines()) > 3 * len(short.splitlines())


def test_json_from_standard_input_gives_the_same_decision_as_the_yaml_file() -> None:
    data = tejun("convert", TYPICAL).stdout
    piped = tejun("check", "-", *AS_OF, "--format", "json", data=data)
    filed = tejun("check", TYPICAL, *AS_OF, "--format", "json")
    digests = [json.loads(run.stdout)["decision"]["digests"] for run in (piped, filed)]
    assert digests[0] == digests[1]


def test_yaml_from_standard_input_is_known_by_its_first_character() -> None:
    run = tejun("check", "-", *AS_OF, data=TYPICAL.read_bytes())
    assert run.returncode == 1
    assert re.search(r"  -:\d+ measures\[", run.stdout.decode())


def test_the_program_is_the_one_that_the_facts_name_unless_told() -> None:
    printed = tejun("check", TYPICAL, "--program", "kprogram-2026", *AS_OF).stdout
    assert tejun("check", TYPICAL, *AS_OF).stdout == printed


def test_output_in_a_pipe_has_no_colour_no_boxes_and_no_width() -> None:
    out = tejun("check", TYPICAL, *AS_OF, environ={"COLUMNS": "20"}).stdout.decode()
    assert "\x1b" not in out
    assert not re.search("[\u2500-\u257f]", out)
    assert max(len(line) for line in out.splitlines()) > 80


def test_the_locale_chooses_the_language_and_lang_overrides_it() -> None:
    japanese = {"LC_ALL": "ja_JP.UTF-8"}
    assert "次に行うこと" in tejun("check", TYPICAL, *AS_OF, environ=japanese).stdout.decode()
    out = tejun("check", TYPICAL, *AS_OF, "--lang", "en", environ=japanese).stdout.decode()
    assert "What to do next" in out


def test_a_recorded_decision_can_be_explained_again_from_the_record(tmp_path: Path) -> None:
    environ = {"TEJUN_DATABASE": str(tmp_path / "record.db")}
    run = tejun("check", TYPICAL, *AS_OF, "--record", environ=environ)
    found = re.search(r"Recorded as ([0-9a-f-]{36}) in ", run.stdout.decode())
    assert run.returncode == 1
    assert found is not None
    again = tejun("explain", found[1], "--format", "json", "--lang", "ja", environ=environ)
    assert again.returncode == 0
    document = json.loads(again.stdout)
    assert document["decision"]["id"] == found[1]
    assert document["explanation"]["header"]["program_title"].startswith("経済安全保障")
    text = tejun("explain", found[1], environ=environ).stdout.decode()
    made = datetime.fromisoformat(document["decision"]["decided_at"])
    stamp = f"{made + timedelta(hours=9):%Y-%m-%d %H:%M:%S}"
    made_then = f"A decision from the record: {found[1]}, made {stamp} Tokyo time."
    assert made_then in " ".join(text.split())
    text = tejun("explain", found[1], "--lang", "ja", environ=environ).stdout.decode()
    assert f"記録された確認結果です: {found[1]}（日本時間 {stamp}）。" in text


def test_without_record_nothing_is_written_anywhere(tmp_path: Path) -> None:
    environ = {
        "HOME": str(tmp_path),
        "TEJUN_CACHE": str(tmp_path / "cache"),
        "TEJUN_DATABASE": str(tmp_path / "record.db"),
        "TEJUN_BUNDLES": str(BUNDLES),
    }
    tejun("check", TYPICAL, *AS_OF, environ=environ, cwd=tmp_path)
    assert {path.name for path in tmp_path.iterdir()} <= {"cache"}


def test_bad_files_in_the_registry_stop_no_check_and_are_named(tmp_path: Path) -> None:
    place = shutil.copytree(BUNDLES, tmp_path / "registry")
    (place / "bad-2026.1.json").write_text("{}")
    (place / "zzz.999999999.json").touch()
    (place / "loop-2026.1.json").symlink_to("loop-2026.1.json")
    run = tejun("check", TYPICAL, *AS_OF, environ={"TEJUN_BUNDLES": str(place)}, cwd=tmp_path)
    assert run.returncode == 1
    for name in ("bad-2026.1.json", "zzz.999999999.json", "loop-2026.1.json"):
        assert f"tejun: {name}" in run.stderr.decode()
