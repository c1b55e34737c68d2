"""What is built carries what the tree has, nothing else, the same bytes each time; and it needs no checkout."""

import gettext
import re
import tarfile
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest
import tejun

from tests.support.cases import ROOT
from tests.support.installed import COPIED, MOMENT, Installed, copy_sources
from tests.support.postgres import OWNER, PostgresServer
from tools.release.distributions import Distributions, build, build_wheel, timeless

MANIFEST = (ROOT / "MANIFEST.in").read_text("utf-8")
FOLDERS = re.findall(r"^graft (\S+)$", MANIFEST, re.MULTILINE)
"""What the source distribution has whole."""
BESIDE = (
    "Dockerfile",
    "LICENSE",
    "MANIFEST.in",
    "Makefile",
    "README.md",
    "pyproject.toml",
    "setup.py",
)
NOT_THE_SOURCES = {"__pycache__", "tejun.egg-info"}


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """The source distribution of the tree as it is now, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("distributions") / "at" / "another" / "place"
    source = copy_sources([*FOLDERS, *BESIDE], folder / "source")
    return build(source, folder / "built", moment=MOMENT)


def files(folder: Path) -> set[str]:
    """Every file below the folder that is no trace of running or building."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {
        path.as_posix()
        for path in found
        if not NOT_THE_SOURCES & {*path.parts} and path.suffix not in {".mo", ".tmp"}
    }


def of_the_tree() -> set[str]:
    """What the wheel must carry besides what is said about it: catalogs compiled, no tests of policies."""
    package = {re.sub(r"\.po$", ".mo", name) for name in files(ROOT / "service" / "tejun")}
    share = {
        f"share/{folder}/{name}"
        for folder in ("bundles", "policies")
        for name in files(ROOT / folder)
    }
    return {f"tejun/{name}" for name in package | share if not name.endswith("_test.rego")}


def of_the_wheel(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


# --- what they hold ----------------------------------------------------------------------------


def test_the_wheel_has_the_files_of_the_tree_and_no_other(wheel: Path) -> None:
    found = of_the_wheel(wheel)
    about = {name for name in found if name.startswith(f"tejun-{tejun.__version__}.dist-info/")}
    assert found - about == of_the_tree()
    assert {name.partition("/")[2] for name in about} == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
        "top_level.txt",
    }


def test_nothing_of_the_tests_or_of_an_earlier_run_can_be_in_the_wheel(tmp_path: Path) -> None:
    source = copy_sources(COPIED, tmp_path / "source")
    for stray in (
        "build/lib/service/old.py",
        "policies/lib/notes.txt~",
        "policies/lib/__pycache__/a.pyc",
        "service/tejun/__pycache__/a.pyc",
        "service/tejun/words/locale/ja/LC_MESSAGES/tejun.1.tmp",
    ):
        (source / stray).parent.mkdir(parents=True, exist_ok=True)
        (source / stray).write_text("stray", "utf-8")
    found = of_the_wheel(build_wheel(source, tmp_path / "built", moment=MOMENT))
    assert {name for name in found if ".dist-info/" not in name} == of_the_tree()


def test_the_source_distribution_has_all_that_the_repository_has_to_build_and_to_test(
    distributions: Distributions,
) -> None:
    with tarfile.open(distributions.sdist) as archive:
        members = {member.name.partition("/")[2] for member in archive if member.isreg()}
    expected = {f"{folder}/{name}" for folder in FOLDERS for name in files(ROOT / folder)}
    about = {"PKG-INFO", "setup.cfg", *(name for name in members if ".egg-info/" in name)}
    assert members - about == expected | {*BESIDE}
    shown = {path.name for path in ROOT.glob("[!.]*") if path.is_dir() and any(path.iterdir())}
    assert shown - {*FOLDERS, "build", "dist"} == set(), "a folder that MANIFEST.in does not name"


# --- the same bytes ----------------------------------------------------------------------------


def test_the_source_distribution_gives_the_same_wheel_as_the_tree(
    wheel: Path, distributions: Distributions
) -> None:
    """Two builds, in two places: one from what the Dockerfile copies, one by way of the source distribution."""
    assert distributions.wheel.read_bytes() == wheel.read_bytes()


def test_a_source_distribution_says_neither_who_built_it_nor_when(
    distributions: Distributions,
) -> None:
    archive = distributions.sdist.read_bytes()
    assert archive[4:8] == MOMENT.to_bytes(4, "little")
    with tarfile.open(distributions.sdist) as members:
        about = {(member.mtime, member.uid, member.gid, member.uname) for member in members}
        names = members.getnames()
    assert about == {(MOMENT, 0, 0, "")}
    assert names == sorted(names)
    assert timeless(archive, moment=MOMENT) == archive


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_catalog_does_not_say_when_it_was_compiled(language: str, wheel: Path) -> None:
    name = f"tejun/words/locale/{language}/LC_MESSAGES/tejun.mo"
    with zipfile.ZipFile(wheel) as archive, archive.open(name) as catalog:
        about = gettext.GNUTranslations(catalog).info()
    assert about["pot-creation-date"].startswith("1970-01-01")


# --- what Docker takes -------------------------------------------------------------------------


@pytest.mark.parametrize("name", COPIED)
def test_what_the_dockerfile_copies_is_there_and_is_not_ignored(name: str) -> None:
    assert (ROOT / name).exists()
    ignored = False
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        pattern = line.strip("!/")
        if line[:1] not in {"", "#"} and (
            fnmatch(name.strip("/"), pattern) or name.startswith(f"{pattern}/")
        ):
            ignored = not line.startswith("!")
    assert not ignored


# --- installed ---------------------------------------------------------------------------------


def test_an_installation_is_away_from_the_checkout(installed: Installed) -> None:
    ran = installed.run("python -I -c 'import sys, tejun; print(tejun.__file__, *sys.path)'")
    assert str(ROOT / "service") not in ran.stdout
    assert ran.stdout.startswith(str(installed.programs.parent))


def test_there_is_no_package_of_the_name_service(installed: Installed) -> None:
    ran = installed.run("python -c 'import service'")
    assert ran.returncode == 1
    assert "No module named 'service'" in ran.stderr


@pytest.mark.opa
def test_an_example_is_built_anywhere_to_the_bytes_that_are_published(installed: Installed) -> None:
    """But for the signature, which is no part of the revision."""
    script = "tejun bundle inspect {} | grep ^revision:"
    built = installed.run(
        "tejun bundle build trust-2026 > made.txt; " + script.format("build/trust-2026-1.tar.gz")
    )
    published = installed.run(script.format("trust-2026@1"))
    assert built.stdout == published.stdout != ""


def test_it_speaks_both_languages(installed: Installed) -> None:
    said = [
        installed.run(f"tejun checklist nowhere --lang {language}") for language in ("ja", "en")
    ]
    assert all(ran.returncode == 2 for ran in said)
    assert "trust-2026" in said[0].stderr
    assert len({ran.stderr for ran in said}) == 2


@pytest.mark.postgres
def test_it_brings_the_tables_of_postgresql_along(
    installed: Installed, postgres_server: PostgresServer
) -> None:
    url = postgres_server.url(postgres_server.new_database(like="template0"), OWNER)
    ran = installed.run(f"TEJUN_DATABASE_URL='{url}' tejun migrate --lang en")
    assert "made, in form" in ran.stdout, ran.stderr
