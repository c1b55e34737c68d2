"""Publishing: what is looked at before an edition comes into force, and the one way in which it does.

Always holds: nothing is published of which a check was refused; each check says whether it ran, and one that could not
says why. The registry alone brings an edition into force.

May not know: HTTP, terminals; where a signing key comes from.
"""

from tejun.publish.checks import Check, Means
from tejun.publish.earlier import standing_before
from tejun.publish.publishing import Tell, examine, publish
from tejun.publish.restore import next_edition, restored

__all__ = [
    "Check",
    "Means",
    "Tell",
    "examine",
    "next_edition",
    "publish",
    "restored",
    "standing_before",
]
