"""Where the procedure stands that the programs of a folder are built on: in that folder, or as it came with tejun.

Always holds: a folder has all of the procedure or none of it. `lib`, the schemas and the base editions were tested
together; some of one and some of another would be an edition that nobody has seen.

May not know: programs, or what the procedure says.
"""

from pathlib import Path

from tejun.errors import BundleError
from tejun.folders import POLICIES, shipped
from tejun.words import Message

_PARTS = ("capabilities.json", "decision.rego", "lib", "schemas/input.json")
"""What every base edition shares."""
_EDITIONS = "*/edition.yaml"


def procedure_folder(policies: Path) -> Path:
    """The folder of the procedure. Raises BundleError where `policies` has only some of it."""
    missing = [part for part in _PARTS if not (policies / part).exists()]
    has_none = len(missing) == len(_PARTS) and not any(policies.glob(_EDITIONS))
    if has_none:
        return shipped(POLICIES) or policies
    if missing:
        raise _incomplete(policies, missing)
    return policies


def _incomplete(policies: Path, missing: list[str]) -> BundleError:
    return BundleError(
        Message("authoring.procedure.incomplete.detail", policies=policies, missing=missing),
        Message("authoring.procedure.incomplete.advice"),
    )
