"""A release is made of a commit that is ready, from two builds that agree."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.cases import ROOT
from tests.support.installed import COPIED, copy_sources
from tools.release import __main__ as release
from tools.release import twice
from tools.release.distributions import BuildError
from tools.release.ready import git, head, project, reasons_against

VERSION = project(ROOT)["version"]
CHANGES = f"# Changes\n\n## [Unreleased]\n\n## [{VERSION}] - 2026-12-01\n\n### Added\n\n- All.\n"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the sources of our package in one commit, ready to be released."""
    folder = tmp_path_factory.mktemp("original") / "repository"
    copy_sources([*COPIED, "MANIFEST.in", "Makefile"], folder)
    (folder / "CHANGELOG.md").write_text(CHANGES, "utf-8")
    (folder / ".gitignore").write_text((ROOT / ".gitignore").read_text("utf-8"), "utf-8")
    assert not (folder / ".git").exists()
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


@pytest.fixture
def repository(original: Path, tmp_path: Path) -> Path:
    """A clone that a test may change."""
    git(tmp_path, "clone", "--quiet", str(original), "clone")
    return tmp_path / "clone"


def commit(folder: Path) -> None:
    """Puts everything in the folder into a commit of the repository that begins there, and in no other."""
    assert git(folder, "rev-parse", "--absolute-git-dir").decode().strip() == str(folder / ".git")
    git(folder, "add", "--all")
    author = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    git(folder, *author, "commit", "--quiet", "--message", "m", "--date", "2026-12-01T00:00:00Z")


# --- is it ready -------------------------------------------------------------------------------


def test_a_commit_with_its_section_in_the_change_log_is_ready(repository: Path) -> None:
    assert list(reasons_against(repository)) == []


@pytest.mark.parametrize(
    ("file", "change", "reason"),
    [
        ("CHANGELOG.md", lambda text: text.replace("] - 2026-12-01", "]"), "has no day"),
        (
            "CHANGELOG.md",
            lambda text: text.replace("\n## [U", "\n## [0.9] - 2026-01-01\n\n## [U"),
            "first sections",
        ),
        (
            "CHANGELOG.md",
            lambda text: text.replace("released]\n", "released]\n\n- More.\n"),
            "is not empty",
        ),
        (
            "pyproject.toml",
            lambda text: text.replace(f'"{VERSION}"', '"7.0"', 1),
            "another version",
        ),
    ],
)
def test_a_commit_that_is_not_ready_is_refused_with_what_to_do(
    file: str, change: Callable[[str], str], reason: str, repository: Path
) -> None:
    text = (repository / file).read_text("utf-8")
    (repository / file).write_text(change(text), "utf-8")
    commit(repository)
    assert reason in "\n".join(reasons_against(repository))


def test_a_release_is_audited_and_tested_whatever_arguments_it_was_given() -> None:
    assert set(release.CHECKS) == {("make", name, "ARGS=") for name in ("audit", "test")}


def test_what_is_not_in_the_commit_keeps_a_release_from_being_made(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "policies" / "new.rego").touch()
    monkeypatch.setattr(release, "REPOSITORY", repository)
    assert release.main([]) == 1
    assert "policies/new.rego" in capsys.readouterr().err
    assert not (repository / "dist").exists()


@pytest.mark.parametrize("checks", [[["false"], ["true"]], [["true"], ["false"]]])
def test_checks_that_fail_keep_a_release_from_being_made(
    repository: Path, monkeypatch: pytest.MonkeyPatch, checks: list[list[str]]
) -> None:
    monkeypatch.setattr(release, "REPOSITORY", repository)
    monkeypatch.setattr(release, "CHECKS", checks)
    assert release.main([]) == 1
    assert not (repository / "dist").exists()


# --- built twice -------------------------------------------------------------------------------


def test_two_builds_of_a_commit_agree_and_are_kept_with_their_digests(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "service" / "tejun" / "uncommitted.py").write_text("raise SystemExit", "utf-8")
    monkeypatch.setattr(release, "REPOSITORY", repository)
    assert release.main(["--trial"]) == 0
    trial = repository / "build" / "trial"
    names = {f"tejun-{VERSION}{suffix}" for suffix in ("-py3-none-any.whl", ".tar.gz", ".cdx.json")}
    assert {path.name for path in trial.iterdir()} == {*names, "SHA256SUMS"}
    check = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"],
        cwd=trial,
        capture_output=True,
        check=False,
    )
    assert (check.returncode, check.stdout) == (0, b"")
    assert b"uncommitted" not in (trial / f"tejun-{VERSION}-py3-none-any.whl").read_bytes()
    assert head(repository).id in capsys.readouterr().out


def test_two_builds_that_differ_give_nothing(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As when something in a build depends on the folder in which it runs."""
    monkeypatch.setattr(release, "REPOSITORY", repository)
    monkeypatch.setattr(
        twice,
        "build_release",
        lambda _repository, _commit, folder: {"a": str(folder).encode(), "b": b"same"},
    )
    assert release.main(["--trial"]) == 1
    assert capsys.readouterr().err == "two builds of one commit differ: a\n"
    assert not (repository / "build").exists()


def test_a_build_that_fails_says_what_the_builder_said(repository: Path, tmp_path: Path) -> None:
    (repository / "setup.py").write_text("raise SystemExit('broken on purpose')", "utf-8")
    commit(repository)
    with pytest.raises(BuildError, match="broken on purpose"):
        twice.build_release(repository, head(repository), tmp_path / "one")
