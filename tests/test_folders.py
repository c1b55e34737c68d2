"""Where policies and editions are found: here, in the checkout, in an installation; never around an installation."""

from pathlib import Path

import pytest
from tejun import folders
from tejun.authoring.module import find_capabilities
from tejun.folders import find_bundles, find_policies

from tests.support.cases import ROOT


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the command is run."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the package is installed, as far as `tejun.folders` can see: two floors below `tmp_path`."""
    package = tmp_path / "lib" / "site-packages" / "tejun"
    monkeypatch.setattr(folders, "_PACKAGE", package)
    return package


def test_editions_are_found_here_first_then_in_the_checkout(here: Path) -> None:
    assert find_bundles() == ROOT / "bundles"
    (here / "bundles").mkdir()
    assert find_bundles() == Path("bundles")


def test_policies_are_found_here_first_then_in_the_checkout(here: Path) -> None:
    assert find_policies() == ROOT / "policies"
    (here / "policies").mkdir()
    assert find_policies() == Path("policies")


@pytest.mark.parametrize("name", ["bundles", "policies"])
def test_what_is_here_and_is_no_folder_is_not_passed_over(here: Path, name: str) -> None:
    find = {"bundles": find_bundles, "policies": find_policies}[name]
    (here / name).symlink_to("nowhere")
    assert find() == Path(name)
    (here / name).unlink()
    (here / name).touch()
    assert find() == Path(name)


def test_in_an_installation_they_are_found_in_the_package(here: Path, installed: Path) -> None:
    assert find_bundles() == Path("bundles"), "what is missing is named as the first place"
    (installed / "share" / "bundles").mkdir(parents=True)
    assert find_bundles() == installed / "share" / "bundles"


@pytest.mark.parametrize("target", ["lib/site-packages", "service"])
def test_what_stands_around_an_installation_is_not_looked_at(
    target: str, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another project's folders, which happen to have the names of ours."""
    package = tmp_path / target / "tejun"
    (package / "share" / "bundles").mkdir(parents=True)
    monkeypatch.setattr(folders, "_PACKAGE", package)
    for name in ("bundles", "policies"):
        (package.parent.parent / name).mkdir()
    (package.parent.parent / "pyproject.toml").touch()
    assert folders.checkout() is None
    assert find_bundles() == package / "share" / "bundles"
    assert find_policies() == Path("policies")


def test_the_allowed_built_ins_are_those_here_else_those_that_came_with_tejun(here: Path) -> None:
    assert find_capabilities() == ROOT / "policies" / "capabilities.json"
    (here / "policies" / "programs").mkdir(parents=True)
    assert find_capabilities() == ROOT / "policies" / "capabilities.json"
    (here / "policies" / "capabilities.json").write_text("{}")
    assert find_capabilities() == here / "policies" / "capabilities.json"
