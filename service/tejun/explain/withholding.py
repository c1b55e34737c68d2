"""What a joint institution may withhold: where that is entered, and what is entered there without effect.

Always holds: pure; a remedy that names the place itself stays as it is.

May not know: which requirements may be withheld; the catalog says so by the reason `part_withheld`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tejun.explain.context import Context
from tejun.explain.tasks import Acted, actor_of, sentences
from tejun.explain.values import as_items, as_list, as_mapping
from tejun.words import Message

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.model.json_types import FindingJson, ReasonJson, RequirementJson

_PLACE_OF_WITHHELD = "partner.withholds"


def or_withheld(
    remedy: str, finding: FindingJson, requirement: RequirementJson, context: Context
) -> str:
    """The remedy; where a joint institution may withhold what is not there, with where that is entered."""
    if _PLACE_OF_WITHHELD in remedy or not _may_be_withheld(finding, requirement, context):
        return remedy
    return sentences(
        [remedy, Message("explain.or_withheld").in_(context.language)], context.language
    )


def without_effect(
    document: Mapping[str, Any], requirements: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """What is entered as withheld and is not a joint institution's to withhold: the places, each with the id."""
    withheld = _withheld(requirements)
    return [
        (pointer, name)
        for pointer, name in named(document)
        if name in requirements and name not in withheld
    ]


def named(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The requirements that are named as withheld: the places, each with the id."""
    facts = as_mapping(document.get("facts"))
    for i, institution in as_items(facts.get("institutions")):
        for k, entry in as_items(as_mapping(institution.get("partner")).get("withholds")):
            for name in as_list(entry.get("items")):
                yield f"/facts/institutions/{i}/partner/withholds/{k}", str(name)


def _withheld(requirements: Mapping[str, Any]) -> set[str]:
    """What may be withheld, and where the FA answers on that."""
    found = set()
    for name, requirement in requirements.items():
        reasons = as_mapping(as_mapping(requirement).get("reasons"))
        if "part_withheld" in reasons:
            answered_at = as_mapping(as_mapping(reasons["part_withheld"]).get("answered_at"))
            found |= {name, str(answered_at.get("requirement"))}
    return found


def _may_be_withheld(finding: FindingJson, requirement: RequirementJson, context: Context) -> bool:
    """What a joint institution's people are asked; of looks and runs, and of the rest, what is not there at all."""
    reasons: Mapping[str, ReasonJson] = as_mapping(requirement.get("reasons"))
    if finding["status"] != "missing_information" or "part_withheld" not in reasons:
        return False
    labels, subject = context.labels, finding["subject"]
    institution = labels.institution_of(subject)
    if institution is None or labels.institutions[institution].get("role") != "joint":
        return False
    kind, _, name = subject.partition(":")
    role = as_mapping(labels.people.get(name)).get("role")
    if kind == "person" and role not in {"participant", "co_pi"}:
        return False
    reason = reasons.get(finding["reason"], {})
    if actor_of(requirement, Acted.on(finding), labels, reason=reason) == "researcher":
        return True
    if role == "co_pi" or (kind == "institution" and requirement.get("actors")):
        return False  # the lead institution looks at these itself
    return any(labels.value_at(pointer) is None for pointer in finding["reads"])
