"""From facts of form 1 (`tejun/facts/1`) to form 2.

Always holds: nothing that form 1 says is lost, and nothing that it does not say is made up. What form 2 asks for
besides (which items a look covered, whether a concern was raised, when a measure was chosen, …) is left open, and the
policies then say that it is missing.

May not know: files, arguments, or whether the facts are enough.
"""

from copy import deepcopy
from typing import Any

from tejun.model.intake import invalid_facts, schema_errors
from tejun.reading import Document
from tejun.terms import EARLIER_FACTS_SCHEMA_ID, FACTS_SCHEMA_ID

Json = dict[str, Any]


def in_form_2(document: Document) -> Any:
    """What was read; where it says that it is in form 1, in form 2. Raises InvalidFactsError where it is not so."""
    value = document.value
    if not isinstance(value, dict) or value.get("schema") != EARLIER_FACTS_SCHEMA_ID:
        return value
    errors = [*schema_errors(value, "facts-1")]
    if errors:
        raise invalid_facts(document, errors)
    return to_form_2(value)


def to_form_2(earlier: Json) -> Json:
    """The same facts in form 2. `earlier` fits form 1; it is not changed."""
    facts = deepcopy(earlier)
    facts["schema"] = FACTS_SCHEMA_ID
    _give_institutions_their_parts(facts)
    _move_plan(facts)
    for subject in _looked_into(facts):
        _convert_runs(subject)
    _convert_process(facts)
    for part in ("consultations", "determinations"):
        for exchanged in facts.get(part, []):
            exchanged["about"] = [_topic(exchanged)]
    for entry in facts.get("follow_up", {}).get("entries", []):
        entry["note"] = entry.pop("state")
    return facts


def _give_institutions_their_parts(facts: Json) -> None:
    """Supporters and managed data were listed once for all; form 2 asks each institution for its own."""
    lead = next(
        (institution for institution in facts["institutions"] if institution["role"] == "lead"),
        facts["institutions"][0],
    )
    managed = facts.get("data", {}).pop("managed", None)
    if managed is not None:
        lead["managed_data"] = managed
    supporters = facts.pop("supporters", None)
    if supporters is None:
        return
    if supporters["state"] != "provided":
        lead["supporters"] = supporters
        return
    entries = supporters.pop("entries")
    for institution in facts["institutions"]:
        own = [entry for entry in entries if entry["institution"] == institution["id"]]
        if own:
            institution["supporters"] = {**deepcopy(supporters), "entries": own}
    for entry in entries:
        del entry["institution"]


def _move_plan(facts: Json) -> None:
    """A maDMP says itself who answers for it, and since when it stands so."""
    data = facts.pop("data", {})
    madmp = data.get("dmp")
    if madmp is None:
        return
    dmp = madmp["dmp"]
    plan: Json = {"title": dmp["title"], "madmp": madmp}
    if "dmp_version" in data:
        plan["madmp_version"] = data["dmp_version"]
    declared = {"by": dmp["contact"]["name"], "on": dmp["modified"][:10]}
    facts["dmp"] = {"state": "provided", "declared": declared, "entries": [plan]}


def _looked_into(facts: Json) -> list[Json]:
    supporters = [
        entry
        for institution in facts["institutions"]
        for entry in institution.get("supporters", {}).get("entries", [])
    ]
    return [*facts["people"], *facts["institutions"], *supporters]


def _convert_runs(subject: Json) -> None:
    """In form 1 every run had a score between 0 and 1."""
    for run in subject.get("screening", []):
        run["scoring"] = {
            "algorithm": run.pop("algorithm"),
            "threshold": run.pop("threshold"),
            "scale": "0-1",
        }


def _convert_process(facts: Json) -> None:
    """The one statement on ① was on both of its lines: the extra information, and the state of the managed data."""
    collection = facts.get("process", {}).get("collection", {})
    if collection.get("state") == "provided":
        collection["entries"] = [
            {"line": line, "summary": entry["summary"], **collection["declared"]}
            for entry in collection["entries"]
            for line in ("information", "managed_data")
        ]


def _topic(exchanged: Json) -> Json:
    """The one topic of a question or an answer, taken out of it."""
    found: Json = {
        key: exchanged.pop(key)
        for key in ("requirement", "subject", "indicator")
        if key in exchanged
    }
    if "indicator" in found:
        return {"indicator": found["indicator"]}
    return found
