"""Publishing: the checks of an edition, and the only way in which it comes into force.

Always holds: nothing is published that a check refuses; each check says whether it ran, and if not, why. The registry
alone brings an edition into force.

May not know: HTTP, terminals; where a signing key comes from.
"""

from tejun.publish.checks import Check, CheckContext
from tejun.publish.predecessors import find_previous_edition
from tejun.publish.publishing import OnCheck, publish, refuse_early, run_checks
from tejun.publish.restore import build_rollback, next_edition

__all__ = [
    "Check",
    "CheckContext",
    "OnCheck",
    "build_rollback",
    "find_previous_edition",
    "next_edition",
    "publish",
    "refuse_early",
    "run_checks",
]
