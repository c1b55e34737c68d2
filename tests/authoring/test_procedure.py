"""A folder that holds programs alone is built on the procedure that came with tejun; half a procedure is refused."""

import shutil
from pathlib import Path

import pytest
from tejun.authoring.build import build_archive
from tejun.authoring.source import read_source
from tejun.errors import BundleError

from tests.support import shared
from tests.support.bundles import TREE
from tests.support.cases import POLICIES, PROGRAM

CONFIG = f"programs/{PROGRAM}/program.yaml"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """An office's folder: one program, nothing of the procedure."""
    shutil.copytree(POLICIES / "programs" / PROGRAM, tmp_path / "programs" / PROGRAM)
    return tmp_path


@pytest.mark.opa
def test_the_edition_is_the_same_to_the_last_byte(programs: Path, opa: Path) -> None:
    assert build_archive(programs, PROGRAM, opa=opa) == shared.built(POLICIES, PROGRAM, opa=opa)


def test_each_file_is_known_by_its_path_below_policies(programs: Path) -> None:
    assert read_source(programs, PROGRAM).files == read_source(POLICIES, PROGRAM).files


def test_a_base_that_did_not_come_with_tejun_is_named_with_those_that_did(programs: Path) -> None:
    config = programs / CONFIG
    text = config.read_text("utf-8")
    config.write_text(text.replace("base: procedure-2025-06-11", "base: procedure-1999"), "utf-8")
    with pytest.raises(BundleError) as caught:
        read_source(programs, PROGRAM)
    [place] = caught.value.places
    assert place.pointer == CONFIG
    assert "procedure-1999" in place.message.in_("en")
    assert "procedure-2025-06-11" in place.message.in_("en")


@pytest.mark.parametrize(
    ("own", "missing"),
    [
        ("lib/verdict.rego", ("capabilities.json", "decision.rego", "schemas/input.json")),
        (
            "procedure/edition.yaml",
            ("capabilities.json", "decision.rego", "lib", "schemas/input.json"),
        ),
    ],
)
def test_a_folder_with_a_part_of_the_procedure_is_refused(
    own: str, missing: tuple[str, ...], programs: Path
) -> None:
    """Otherwise some of it would be of one edition, and the rest of another."""
    (programs / own).parent.mkdir(parents=True)
    (programs / own).write_text(TREE[own], "utf-8")
    with pytest.raises(BundleError) as caught:
        read_source(programs, PROGRAM)
    assert f"ないもの: {'、'.join(missing)}" in caught.value.detail.in_("ja")
    assert caught.value.detail.in_("en").endswith(f"not there: {', '.join(missing)}.")
    assert "programs" in caught.value.advice.in_("en")
