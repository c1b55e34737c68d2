"""By what of its codes a decision is found, when decisions are listed.

Always holds: pure, and without SQL: who checks and records nothing needs none. It says nothing that the codes do not.

May not know: what a requirement or a reason means.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tejun.reading.lenient import read_own
from tejun.store.records import FoundBy
from tejun.terms import OPEN


def found_by(codes: Mapping[str, Any]) -> FoundBy:
    """Of codes, or of a decision, which has all of it in the same places; what is lacking there is empty."""
    engine = codes.get("engine")
    named = engine if isinstance(engine, Mapping) else {}
    return FoundBy(
        edition=_text(codes.get("edition")),
        outcome=_text(codes.get("outcome")),
        engine=_text(named.get("name")),
        engine_version=_text(named.get("version")),
        as_of=_text(codes.get("as_of")),
        findings=_open(codes.get("findings", ())),
    )


def read_found_by(codes: bytes) -> FoundBy:
    """Of codes as they are recorded. Raises ValueError, TypeError or AttributeError for what are none."""
    value = read_own(codes)
    return found_by(value if isinstance(value, dict) else {})


def mark(requirement: str, reason: str) -> str:
    """What stands in `findings` for a requirement and a reason; where one of the two is empty, for any such."""
    return f"{',' if requirement else ''}{requirement}:{reason}{',' if reason else ''}"


def _open(findings: Sequence[Mapping[str, Any]]) -> str:
    pairs = {
        f"{finding.get('requirement')}:{finding.get('reason')}"
        for finding in findings
        if finding.get("status") in OPEN
    }
    return f",{','.join(sorted(pairs))}," if pairs else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
