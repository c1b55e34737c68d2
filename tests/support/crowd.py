"""Applications of any number of people, derived from `fixtures/programs/kprogram-2026/complete.yaml`, for measurements.

Always holds: valid facts of `kprogram-2026`; each added person is a copy of a participant or co-PI under a new
id and name (the numbers of the one copied are left out), with everything that was declared and examined of them under
that name, and stands in a roster.
"""

import copy
import json
from functools import cache
from typing import Any

from tests.support.cases import COMPLETE, load_yaml


def application(people: int) -> dict[str, Any]:
    """The complete application with that many people, the PI among them."""
    facts: dict[str, Any] = load_yaml(COMPLETE)
    members = facts["people"]
    pi = [person for person in members if person["role"] == "pi"]
    others = [person for person in members if person["role"] != "pi"]
    copies = [_copied(others[i % len(others)], i) for i in range(len(others), people - 1)]
    facts["people"] = [*pi, *others[: people - 1], *copies]
    _put_in_rosters(facts)
    return facts


@cache
def body(people: int) -> bytes:
    """The same as the JSON that is posted."""
    return json.dumps(application(people), ensure_ascii=False).encode()


def _copied(person: dict[str, Any], number: int) -> dict[str, Any]:
    clone = copy.deepcopy(person)
    clone["id"] = f"{person['id']}-{number}"
    clone["name"] = f"{person['name']} {number}"
    for key in ("orcid", "e_rad"):
        clone.pop(key, None)
    for other in clone.get("other_names", []):
        for run in clone["screening"]:
            run["queried_names"] = [
                f"{name} {number}" if name == other["name"] else name
                for name in run["queried_names"]
            ]
        other["name"] += f" {number}"
    facts = [*clone["disclosures"].values(), clone["employment"]]
    for declared in (fact["declared"] for fact in facts):
        declared["by"] = declared["by"].replace(person["name"], clone["name"])
    for look in clone["due_diligence"]["entries"]:
        look["query"] = clone["name"]
    for course in clone["disclosures"]["education"]["entries"]:
        course["qualification"] += f" {number}"
    return clone


def _put_in_rosters(facts: dict[str, Any]) -> None:
    for institution in facts["institutions"]:
        members = [
            {"person": person["id"]}
            for person in facts["people"]
            if person["institution"] == institution["id"]
        ]
        if members:
            institution["roster"]["entries"] = members
        else:
            institution.pop("roster")
