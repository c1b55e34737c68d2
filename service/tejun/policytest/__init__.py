"""Fixtures: what an edition is expected to decide, and whether it does.

A folder of fixtures has `cases/<requirement>/<reason>[.<what>].yaml`, each a change to a complete application and the
finding that it must give; `programs/<slug>/<name>.yaml`, whole applications with their golden decisions beside them
(`<name>.golden.yaml`); and `fixtures.yaml`, the day and the program that apply where a fixture has none.

Always holds: an archive is enough; the sources of the policies are not needed. Nothing is recorded.

May not know: who runs the fixtures, or what follows where one fails.
"""

from tejun.policytest.case import Case, apply_changes, apply_overrides
from tejun.policytest.folder import GOLDEN, Fixtures, read_case
from tejun.policytest.golden import golden_file, golden_text
from tejun.policytest.run import (
    FixtureResult,
    check_not_relaxed,
    compare_decisions,
    decide_application,
    matching_findings,
    meets_expectation,
    run_fixtures,
    with_data,
    with_overrides,
)

__all__ = [
    "GOLDEN",
    "Case",
    "FixtureResult",
    "Fixtures",
    "apply_changes",
    "apply_overrides",
    "check_not_relaxed",
    "compare_decisions",
    "decide_application",
    "golden_file",
    "golden_text",
    "matching_findings",
    "meets_expectation",
    "read_case",
    "run_fixtures",
    "with_data",
    "with_overrides",
]
