"""Where things stand in the facts, and whose they are: subjects, the facts around a place, who speaks, who looks.

Always holds: pure; what is not there is None, or an empty list.

May not know: findings or steps.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from tejun.audit.remedy.edits import Facts, Path

COMPLETED = frozenset(
    {
        "reason",
        "evidence",
        "on",
        "place",
        "access",
        "kept_at",
        "version",
        "kind",
        "detail",
        "due_diligence",
        "status",
        "completed_on",
        "concern",
        "chosen_on",
        "done_on",
        "state",
        "document",
        "submitted_on",
        "technology_areas_since",
        "starts_on",
    }
)
"""The keys that are supplied where something else that is entered there lacks them."""

_LEADS_WORD = frozenset(
    {
        "purpose",
        "record",
        "capital",
        "finances",
        "compliance",
        "reputation",
        "checked_by_lead",
        "contract_not_needed",
    }
)
"""Of a joint institution, what the lead institution collects and says."""

_OF_PERSON = (
    "education",
    "career",
    "funding",
    "other_support",
    "papers",
    "talent_programs",
    "intellectual_property",
    "records",
)
_OF_PARTNER = ("purpose", "record", "capital", "finances", "compliance", "reputation")
_OF_SUPPORTER = ("content", "purpose", "conditions", "compliance", "reputation", "capital")


def path_of(pointer: str, facts: Facts) -> Path:
    """The path of a pointer into the input document that goes into the facts; () of any other."""
    if not pointer.startswith("/facts/"):
        return ()
    path: list[str | int] = []
    node: Any = facts
    for part in pointer.split("/")[2:]:
        key = part.replace("~1", "/").replace("~0", "~")
        path.append(int(key) if key.isdecimal() and not isinstance(node, dict) else key)
        node = _below(node, path[-1])
    return tuple(path)


def value_at(facts: Facts, path: Path) -> Any:
    node: Any = facts
    for key in path:
        node = _below(node, key)
    return node


def _below(node: Any, key: str | int) -> Any:
    if isinstance(node, list) and isinstance(key, int):
        return node[key] if key < len(node) else None
    return node.get(key) if isinstance(node, dict) else None


def envelope_around(facts: Facts, path: Path) -> Path | None:
    """The fact that a place lies in, which somebody signed."""
    for depth in range(len(path) - 1, 0, -1):
        value = value_at(facts, path[:depth])
        if isinstance(value, dict) and isinstance(value.get("declared"), dict):
            return path[:depth]
    return None


def of_subject(subject: str, facts: Facts) -> Path:
    """Where a person, an institution or a supporter stands; () for anything else."""
    kind, _, name = subject.partition(":")
    if kind in {"person", "institution"}:
        key = "people" if kind == "person" else "institutions"
        return next(((key, i) for i, each in enumerate(facts[key]) if each["id"] == name), ())
    if kind == "supporter":
        for i, institution in enumerate(facts["institutions"]):
            entries = institution.get("supporters", {}).get("entries", ())
            for k, supporter in enumerate(entries):
                if supporter["id"] == name:
                    return ("institutions", i, "supporters", "entries", k)
    return ()


def lead_id(facts: Facts) -> str:
    return str(next((each["id"] for each in facts["institutions"] if each["role"] == "lead"), ""))


def makers(subject: Path, facts: Facts) -> list[str | None]:
    """The institutions that look at the subject and run its names; None is the lead one, which is left out."""
    lead = lead_id(facts)
    if subject[0] == "people":
        person = value_at(facts, subject)
        own = person["institution"]
        of_both = [lead, own] if person["role"] == "co_pi" else [own]
        return [None if each == lead else each for each in dict.fromkeys(of_both)]
    if "supporters" in subject:
        own = value_at(facts, subject[:2])["id"]
        return [None if own == lead else own]
    return [None]


def speakers(paths: Sequence[Path], facts: Facts) -> Iterator[list[str | None]]:
    """For each of the places the institution that speaks; where the lead one may instead, that once more."""
    if not paths:
        return
    own = [speaker(path, facts) for path in paths]
    yield own
    if any(own):
        yield [None for _ in own]


def speaker(path: Path, facts: Facts) -> str | None:
    """The institution that says what stands there; None where that is the lead one, or a person."""
    if path[0] != "institutions" or ("partner" in path and path[-1] in _LEADS_WORD):
        return None
    institution = value_at(facts, path[:2])
    return None if institution["role"] == "lead" else str(institution["id"])


def items_of(subject: Path, facts: Facts) -> list[str]:
    """The items of (1), (2) or (3) that are looked at."""
    if subject[0] == "people":
        supervisor = value_at(facts, (*subject, "disclosures", "supervisor", "state"))
        return [*_OF_PERSON, *(["supervisor"] if supervisor == "provided" else [])]
    return [*(_OF_SUPPORTER if "supporters" in subject else _OF_PARTNER)]


def names_to_search(facts: Facts, subject: Path) -> list[str]:
    """Every name of a person or body, but for how it is read."""
    holder = value_at(facts, subject)
    return [holder["name"], *(other["name"] for other in holder.get("other_names", ()))]


def may_cover_a_span(path: Path) -> bool:
    """Whether a declaration there may name the span that it covers: what is declared of a life, or found of a body."""
    if path[0] == "people":
        return "disclosures" in path or path[-1] == "factors"
    return ("supporters" in path and path[-1] != "content") or path[-1] in {
        "compliance",
        "reputation",
    }


def entries_of_sources(facts: Facts, subject: Path, sources: set[str]) -> Iterator[Path]:
    """The entries on a body that name one of these sources."""
    around = subject if "supporters" in subject else (*subject, "partner")
    for key, fact in (value_at(facts, around) or {}).items():
        for i, entry in enumerate(fact.get("entries", ()) if isinstance(fact, dict) else ()):
            if isinstance(entry, dict) and entry.get("source") in sources:
                yield (*around, key, "entries", i)
