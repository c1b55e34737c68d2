"""What to do where a joint institution may withhold what is missing: a remedy with where that is entered.

Always holds: a remedy that names the place itself stays as it is.

May not know: which requirements may be withheld; the catalog says so by the reason `part_withheld`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tejun.explain.context import Context
from tejun.explain.tasks import sentences
from tejun.explain.values import as_mapping
from tejun.words import Message

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.model.json_types import FindingJson, RequirementJson

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


def _may_be_withheld(finding: FindingJson, requirement: RequirementJson, context: Context) -> bool:
    """Nothing is there, of a joint institution or of one whom it alone asks: a co-PI is asked by the lead one too."""
    if finding["status"] != "missing_information" or "part_withheld" not in as_mapping(
        requirement.get("reasons")
    ):
        return False
    labels, subject = context.labels, finding["subject"]
    person = as_mapping(labels.people.get(subject.removeprefix("person:")))
    if subject.startswith("person:") and person.get("role") != "participant":
        return False
    institution = labels.institution_of(subject)
    return (
        institution is not None
        and labels.institutions[institution].get("role") == "joint"
        and any(labels.value_at(pointer) is None for pointer in finding["reads"])
    )
