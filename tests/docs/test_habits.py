"""What CONTRIBUTING, the change log, the templates and the hooks say of the repository is so."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.docs.test_links import DOCUMENTS
from tests.support.cases import ROOT
from tools.release.ready import project

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
CHANGES = (ROOT / "CHANGELOG.md").read_text("utf-8")
TEMPLATES = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md"))
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def hooks() -> dict[str, dict[str, Any]]:
    """The pre-commit hooks by their ids."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repository["repo"] for repository in config["repos"]] == ["local"], "nothing is fetched"
    return {hook["id"]: hook for repository in config["repos"] for hook in repository["hooks"]}


# --- make --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", [*DOCUMENTS, *(ROOT / ".github").rglob("*.md")], ids=lambda path: path.name
)
def test_each_target_of_make_that_a_document_names_is_there(path: Path) -> None:
    named = re.findall(r"(?:`|^\$ )make ([a-z]+[a-z-]*)", path.read_text("utf-8"), re.MULTILINE)
    assert {target for target in named if not re.search(rf"(?m)^{target}:", MAKEFILE)} == set()


# --- the change log ----------------------------------------------------------------------------


def test_the_change_log_has_its_sections_in_order() -> None:
    """Keep a Changelog: what is not released first, then each version with its day, the newest first."""
    sections = re.findall(r"^## (.+)$", CHANGES, re.MULTILINE)
    assert sections[0] == "[Unreleased]"
    released = [
        re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)", line) for line in sections[1:]
    ]
    found = [section.groups() for section in released if section]
    assert len(found) == len(sections) - 1
    by_version = sorted(found, key=lambda entry: [*map(int, entry[0].split("."))], reverse=True)
    assert found == by_version == sorted(found, key=lambda entry: entry[1], reverse=True)
    assert project(ROOT)["version"] in {version for version, _ in found}


def test_the_change_log_sorts_changes_by_their_kind() -> None:
    assert set(re.findall(r"^### (.+)$", CHANGES, re.MULTILINE)) <= KINDS


# --- the hooks ---------------------------------------------------------------------------------


def test_each_hook_runs_what_make_lint_runs() -> None:
    lint = MAKEFILE.partition("\n.PHONY: lint\n")[2].partition("\n.PHONY: format\n")[0]
    plain = lint.replace("$(BIN)", ".venv/bin").replace("$(OPA)", ".tools/opa")
    for hook in hooks().values():
        assert hook["language"] == "system"
        command = hook["entry"].replace(" --force-exclude", "")
        assert command in plain


@pytest.mark.opa
@pytest.mark.parametrize(
    ("hook", "name", "texts"),
    [
        ("ruff-format", "__init__.py", ('"""A."""\n', '"""A."""\nx   = 1\n')),
        ("ruff-check", "__init__.py", ('"""A."""\n', "assert 1\n")),
        ("opa-fmt", "a.rego", ("package a\n\nx := 1\n", "package a\nx:=1\n")),
    ],
)
def test_a_hook_takes_a_good_file_and_notices_a_spoilt_one(
    hook: str, name: str, texts: tuple[str, str], tmp_path: Path
) -> None:
    program, *arguments = hooks()[hook]["entry"].split()
    codes = []
    for text in texts:
        (tmp_path / name).write_text(text, "utf-8")
        command = [ROOT / program, *arguments, tmp_path / name]
        codes.append(subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode)
    assert codes[0] == 0 < codes[1]


# --- templates ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_what_it_is_for_and_in_which_languages_one_may_write(path: Path) -> None:
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    about = yaml.safe_load(head)
    assert about["name"]
    assert about["about"]
    assert "日本語で構いません" in body


def test_there_is_a_template_for_each_kind_of_issue() -> None:
    assert {path.stem for path in TEMPLATES} == {"bug", "proposal", "requirement"}
