"""The input document that a policy reads, put together from the facts and what the funding agency (FA) recorded.

What Rego cannot make itself stands under `prepared`: names in a form that can be compared, and digests.

Always holds: pure; the same facts, FA part, mode and day give the same bytes and digest. What the FA recorded is under
`fa`, apart from what the institution reports of it.

May not know: which program or engine will read it.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tejun import canonical
from tejun.decide.prepared import prepare
from tejun.model.intake import Facts
from tejun.terms import INPUT_SCHEMA_ID, Mode


@dataclass(frozen=True)
class InputDocument:
    """The input document (`tejun/input/2`): its value, its canonical bytes (RFC 8785) and their digest."""

    value: dict[str, Any] = field(repr=False)
    canonical: bytes = field(repr=False)
    digest: str


def assemble(
    facts: Facts, *, as_of: date, mode: Mode = "precheck", fa: dict[str, Any] | None = None
) -> InputDocument:
    """Puts the input document together. `fa` has the shape of `FundingAgencyPart`; None is an empty one."""
    head = {"as_of": as_of.isoformat(), "fa": fa or {}}
    tail = {
        "mode": mode,
        "prepared": prepare(facts.document, facts.contents),
        "schema": INPUT_SCHEMA_ID,
    }
    canonical_bytes = b"".join(
        (
            canonical.dumps(head)[:-1],
            b',"facts":',
            facts.canonical,
            b",",
            canonical.dumps(tail)[1:],
        )
    )
    return InputDocument(
        value={**head, "facts": facts.document, **tail},
        canonical=canonical_bytes,
        digest=canonical.digest(canonical_bytes),
    )
