"""The reasons of a requirement: what its METADATA declares is what its findings can carry, in both directions."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from tejun.authoring.checks import gate
from tejun.authoring.source import Source, read_source
from tejun.errors import BundleError

from tests.support.bundles import TREE, write_tree
from tests.support.gates import refusals, with_modules

pytestmark = pytest.mark.opa

PAPERS = "procedure/people/papers/papers.rego"
TIGHTENING_FILE = "programs/tiny-2026/stricter.rego"
MANAGED = "procedure/data/managed/managed.rego"


def refusals_of(folder: Path, opa: Path, changed: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the gate says of the small tree: (file, words)."""
    tree = write_tree(folder, changed)
    try:
        gate.check_rego(read_source(tree, "tiny-2026"), tree, opa=opa)
    except BundleError as error:
        return [(place.pointer, place.message.in_("en")) for place in error.places]
    return []


SLIPS = {
    "a reason that the Rego gives and nothing declares": (
        PAPERS,
        'unsatisfied("too_short"',
        'unsatisfied("too_long"',
        "The reason too_long is not in the METADATA.",
    ),
    "a reason with another status than the Rego gives it": (
        PAPERS,
        "status: unsatisfied",
        "status: consult_fa",
        "The reason too_short is given as unsatisfied; the METADATA says consult_fa.",
    ),
    "a reason that nothing gives": (
        PAPERS,
        "#     too_short:",
        "#     unused:",
        "Nothing gives the reason unused.",
    ),
    "a reason that is only ever mentioned": (
        PAPERS,
        'assess := verdict.unsatisfied("too_short", []) if {',
        'code := "too_short"\n\nassess := collected.assess({}) if {',
        "Nothing gives the reason too_short.",
    ),
    "a reason of a tightening": (
        TIGHTENING_FILE,
        'unsatisfied("stricter"',
        'missing("stricter"',
        "The reason stricter is given as missing_information; the METADATA says unsatisfied.",
    ),
    "a reason from a table": (
        PAPERS,
        'verdict.unsatisfied("too_short", [])',
        'verdict.unsatisfied(codes[_], [])',
        "The reason too_few is not in the METADATA.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_refused(name: str, tmp_path: Path, opa: Path) -> None:
    path, old, new, words = SLIPS[name]
    assert TREE[path].count(old) == 1
    table = '\ncodes := ["too_short", "too_few"]\n' if "codes" in new else ""
    assert (path, words) in refusals_of(tmp_path, opa, {path: TREE[path].replace(old, new) + table})


def test_the_small_tree_passes(tmp_path: Path, opa: Path) -> None:
    assert refusals_of(tmp_path, opa, {}) == []


def test_a_reason_that_is_put_together_is_not_taken_for_a_missing_one(
    tmp_path: Path, opa: Path
) -> None:
    put_together = TREE[PAPERS].replace('"too_short"', 'concat("_", ["too", "short"])')
    assert refusals_of(tmp_path, opa, {PAPERS: put_together}) == []


def test_a_slip_in_a_real_requirement_of_many_reasons_is_told_with_its_line(
    source: Source, opa: Path
) -> None:
    lines = source.rego[MANAGED].splitlines()
    [line] = [number for number, text in enumerate(lines, 1) if '"access_unknown"' in text]
    slip = source.rego[MANAGED].replace('"access_unknown"', '"access_unclear"')
    places = refusals(with_modules(source, {MANAGED: slip}), opa)
    assert {(place.line, place.message.in_("en")) for place in places} == {
        (1, "Nothing gives the reason access_unknown."),
        (line, "The reason access_unclear is not in the METADATA."),
    }
