"""The smallest facts that fit their form: enough to see that an edition decides, far from enough to be prepared."""

import json

from tejun.model.intake import Facts, read_facts
from tejun.terms import FACTS_SCHEMA_ID


def smallest_facts(program: str, call: str) -> Facts:
    """One institution, one person, nothing collected; `call` is the reference of the call."""
    return read_facts(
        json.dumps(
            {
                "schema": FACTS_SCHEMA_ID,
                "application": {
                    "id": "self-test",
                    "title": "self-test",
                    "program": program,
                    "call": {"reference": call, "closes": "2100-01-01"},
                    "stage": "preparing",
                    "technology_areas": ["self-test"],
                },
                "institutions": [
                    {
                        "id": "a",
                        "role": "lead",
                        "name": "self-test",
                        "kind": "university",
                        "country": "JP",
                    }
                ],
                "people": [
                    {
                        "id": "p",
                        "name": "self-test",
                        "role": "pi",
                        "institution": "a",
                        "student": False,
                    }
                ],
            }
        ).encode()
    )
