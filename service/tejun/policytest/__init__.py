"""Fixtures: what an edition is expected to find, written down beside it, and whether it does.

A folder of fixtures has `cases/<requirement>/<reason>[.<what>].yaml`, each a change to a complete application and the
finding that it must give; `programs/<slug>/<name>.yaml`, whole applications with how they come out beside them
(`<name>.golden.yaml`); and `fixtures.yaml`, what these take for granted.

Always holds: an archive is enough; the sources of the policies are not asked for. Nothing is recorded.

May not know: who wants to know, or what is done where something fails.
"""

from tejun.policytest.case import Case, changed, overlaid
from tejun.policytest.folder import GOLDEN, Fixtures, read_case
from tejun.policytest.golden import golden_file, golden_text
from tejun.policytest.run import (
    Outcome,
    compare,
    decision,
    found,
    gives,
    not_eased,
    run,
    setting,
    with_data,
)

__all__ = [
    "GOLDEN",
    "Case",
    "Fixtures",
    "Outcome",
    "changed",
    "compare",
    "decision",
    "found",
    "gives",
    "golden_file",
    "golden_text",
    "not_eased",
    "overlaid",
    "read_case",
    "run",
    "setting",
    "with_data",
]
