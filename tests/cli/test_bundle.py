"""`tejun bundle inspect` and `diff`: what an archive is, and what changes from one edition to the next."""

import json
from pathlib import Path

import pytest
from tejun.bundle.archive import Bundle, pack
from tejun.cli.run import run
from tejun.present.catalog_words import CatalogWords
from tejun.words import Language

from tests.support.altered import Built
from tests.support.bundles import TREE
from tests.support.editions import CONFIG, FIRST_BASE, TIGHTENING_FILE, program_yaml

EN = {"LANG": "en_US.UTF-8"}
PAPERS = "procedure/people/papers/papers.rego"

SECOND = {
    CONFIG: program_yaml(base=FIRST_BASE)
    .replace("look_back_years: 5", "look_back_years: 3")
    .replace("2026-12-18", "2027-06-30"),
    TIGHTENING_FILE: TREE[TIGHTENING_FILE].replace("足してください", "一つ以上足してください"),
    PAPERS: TREE[PAPERS]
    .replace("enforcement: binding", "enforcement: advisory")
    .replace("years > 10", "years > 20"),
}
"""The small tree's next edition: it changes something of each kind, and loosens two things."""


@pytest.fixture
def files(built_from: Built, tmp_path: Path) -> tuple[str, str]:
    """The archives of two editions of the small program."""
    return archive(built_from({}), tmp_path), archive(built_from(SECOND), tmp_path)


def archive(bundle: Bundle, folder: Path) -> str:
    path = folder / f"{bundle.program}-{bundle.edition}.tar.gz"
    path.write_bytes(pack(bundle.files))
    return str(path)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(["bundle", *arguments], EN) == code
    return capsys.readouterr().out


# --- diff --------------------------------------------------------------------------------------


def test_one_line_says_that_nothing_differs(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(capsys, "diff", files[0], files[0])
    assert out == "Nothing differs between tiny-2026 edition 1 and tiny-2026 edition 1.\n"


TOLD = """\
What changes from tiny-2026 edition 1 to tiny-2026 edition 2
A small example
effective from: 2027-05-01
The program is an example, not a real call.
old revision: {old}
new revision: {new}
Requirements of the procedure: 1 changed
The program's own requirements and tightenings: 1 changed

== What asks less than before (publishing refuses it, but for a rollback) ==
  look_back_years moved against its declared direction, increase: 5 → 3
  RS-P1-03 Papers no longer counts for the outcome: binding → advisory.

== Program ==
  call / closes: 2026-12-18 → 2027-06-30

== Edition ==
  edition: 1 → 2
  sequence: 1 → 2
  effective from: 2026-04-01 → 2027-05-01

== What the program sets (parameters) ==
look_back_years — how far back
  5 → 3
  looser than before; may only be raised or made later

== Requirements of the procedure ==
RS-P1-03 Papers (changed)
  enforcement
    - counts for the outcome
    + advisory (does not count for the outcome)

== The program's own requirements and tightenings ==
TP-01 A condition more (changed, tightens RS-P1-03)
  reason / stricter / remedy (Japanese): 足してください → 一つ以上足してください

== The rules (Rego) ==
  procedure/people/papers/papers.rego (+2 -2): rules and METADATA
  programs/tiny-2026/stricter.rego (+1 -1): METADATA only; the rules are the same
"""


def test_what_differs_is_told_part_by_part(
    files: tuple[str, str], built_from: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = built_from({}).revision, built_from(SECOND).revision
    assert printed(capsys, "diff", *files, code=1) == TOLD.format(old=old, new=new)


def test_it_is_told_in_japanese(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "diff", *files, "--lang", "ja", code=1).splitlines()
    assert lines[0] == "tiny-2026 第1版 → tiny-2026 第2版 の変更点"
    assert "  公募 / 締切日: 2026-12-18 → 2027-06-30" in lines
    assert "TP-01 追加条件 (変更、RS-P1-03 への上乗せ)" in lines
    assert "  結果への影響: 結果に影響 → 参考（結果に影響しません）" in lines


def test_rules_that_changed_under_the_same_words_come_first(
    built_from: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = TREE[PAPERS].replace("years > 10", "years > 20")
    words = TREE[TIGHTENING_FILE].replace("足してください", "一つ以上足してください")
    changed = archive(built_from({PAPERS: rules, TIGHTENING_FILE: words}), tmp_path)
    same_name = tmp_path / "before.tar.gz"
    same_name.write_bytes(pack(built_from({}).files))
    out = printed(capsys, "diff", str(same_name), changed, code=1)
    rego = out.partition("== The rules (Rego) ==\n")[2].splitlines()
    assert rego[0] == (
        "  procedure/people/papers/papers.rego (+1 -1): "
        "rules only: it may decide otherwise under the same words"
    )


def test_markdown_is_a_notice_in_one_language(
    built_from: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = archive(built_from({}), tmp_path)
    titled = program_yaml(base=FIRST_BASE).replace(
        "ja: 小さな例, en: A small example", "ja: 例 *2, en: Another example"
    )
    after = archive(built_from({CONFIG: titled}), tmp_path)
    notice = printed(capsys, "diff", before, after, "--lang", "ja", "--format", "markdown", code=1)
    lines = notice.splitlines()
    assert lines[0] == "# tiny-2026 第1版 → tiny-2026 第2版 の変更点"
    assert "- 題名: 小さな例 → 例 \\*2" in lines
    assert "Another example" not in notice
    spoken = printed(capsys, "diff", before, after, "--lang", "ja", code=1)
    assert "題名（英語）: A small example → Another example" in spoken


def test_words_that_changed_in_the_other_language_alone_are_in_the_notice_too(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    notice = printed(capsys, "diff", *files, "--format", "markdown", code=1)
    assert "- reason / stricter / remedy (Japanese): 足して" in notice


def test_json_holds_the_same_for_machines(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(printed(capsys, "diff", *files, "--format", "json", code=1))
    assert found["schema"] == "tejun/bundle-diff/1"
    assert (found["before"]["edition"], found["after"]["edition"]) == ("1", "2")
    (parameter,) = found["parameters"]
    assert (parameter["name"], parameter["move"]) == ("look_back_years", "looser")
    assert [requirement["id"] for requirement in found["requirements"]] == ["RS-P1-03", "TP-01"]
    same = json.loads(printed(capsys, "diff", files[0], files[0], "--format", "json"))
    assert (same["same"], same["rego"]) == (True, [])


def test_of_two_archives_the_damaged_one_is_named(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = Path(files[1])
    damaged.write_bytes(damaged.read_bytes()[:-10])
    assert run(["bundle", "diff", *files], EN) == 2
    assert f"  {damaged}: " in capsys.readouterr().err


# --- inspect -----------------------------------------------------------------------------------


def test_an_archive_says_what_it_is(
    files: tuple[str, str], built_from: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = built_from({})
    lines = printed(capsys, "inspect", files[0]).splitlines()
    assert lines[:2] == ["tiny-2026 edition 1", "program: tiny-2026"]
    assert "base: procedure-2025-06-11 (The procedure; draft)" in lines
    assert "effective from: 2026-04-01" in lines
    assert f"revision: {bundle.revision}" in lines
    assert f"archive: {bundle.digest}" in lines
    assert "requirements: procedure 1, program 0, tightenings 1" in lines
    assert "  look_back_years: 5" in lines


def test_an_archive_says_what_it_is_in_japanese(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(capsys, "inspect", files[0], "--lang", "ja").splitlines()
    assert "題名: 小さな例" in lines
    assert (
        "公募: 公募要領: 架空の公募要領；開始日: 2026-09-01；締切日: 2026-12-18；"
        "研究セキュリティの確認の時期: 申請とともに行う"
    ) in lines


@pytest.mark.parametrize(("language", "title"), [("ja", "題名"), ("en", "title")])
def test_the_keys_of_a_parameter_are_the_programs_own(language: Language, title: str) -> None:
    row = {"outcome": "prohibited", "status": "satisfied"}
    values = {"matrix": {"post": {"title": {"ja": "職", "en": "職"}, "rows": [row]}}}
    words = CatalogWords(language).of_parameters()
    assert words.value(values["matrix"]).startswith(f"post: {title}: 職")
    assert "outcome: prohibited" in words.value(row)
    assert "status: satisfied" in words.value(row)
    assert words.label(["outcome"]) == "outcome"


def test_its_description_for_machines_lists_the_files(
    files: tuple[str, str], built_from: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = built_from({})
    found = json.loads(printed(capsys, "inspect", files[0], "--format", "json"))
    assert found["schema"] == "tejun/bundle-description/1"
    assert found["files"] == {path: len(content) for path, content in bundle.files.items()}
    assert found["requirements"] == {"procedure": 1, "program": 0}
    assert found["parameters"] == {"look_back_years": 5}
    assert found["base_edition"]["dated"] == "2025-06-11"
