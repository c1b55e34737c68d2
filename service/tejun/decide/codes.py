"""The codes of a decision: what it came to, without anything that a submitter wrote.

They stay readable when the decision itself is erased, and the log's entry is made over them. A person, an institution,
a supporter, a measure and an indicator are numbered, each within its kind, in the order in which the findings name
them: `person:#2` is the same person throughout one decision, and nobody in another.

Always holds: pure; the same decision gives the same bytes. Codes have the words of the catalog and of tejun's own, days
and moments; no id, title, name, parameter, pointer or digest of the facts.

May not know: what is sealed, or where codes are kept.
"""

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from tejun import canonical
from tejun.reading.lenient import read_own
from tejun.store.found_by import found_by
from tejun.store.records import Description
from tejun.terms import CODES_SCHEMA_ID

_HEAD = (
    *("id", "program", "edition", "base", "bundle", "engine"),
    *("mode", "as_of", "decided_at", "outcome", "summary"),
)
_OF_FINDING = ("requirement", "layer", "status", "reason", "enforcement")
_values_of_finding = itemgetter(*_OF_FINDING)

_APPLICATION = "application"
_KINDS = frozenset({"institution", "person", "supporter", "measure", "indicator"})
_OTHER = "other"


def codes_of(decision: Mapping[str, Any]) -> bytes:
    """The codes of a decision, canonical (`tejun.model.decision.DecisionCodes`); what it lacks, they lack."""
    numbered = _Numbered()
    codes: dict[str, Any] = {key: decision[key] for key in _HEAD if key in decision}
    codes["schema"] = CODES_SCHEMA_ID
    codes["findings"] = [
        _codes_of_finding(finding, numbered) for finding in decision.get("findings", ())
    ]
    codes["indicators"] = [
        {
            "requirement": indicator.get("requirement", ""),
            "subject": numbered[indicator.get("subject", "")],
        }
        for indicator in decision.get("indicators", ())
    ]
    return canonical.dumps(codes)


def _codes_of_finding(finding: Mapping[str, Any], numbered: dict[str, str]) -> dict[str, Any]:
    subject = numbered[finding.get("subject", "")]
    try:
        requirement, layer, status, reason, enforcement = _values_of_finding(finding)
    except KeyError:  # only in a record that is no decision of ours
        return {
            **{key: finding[key] for key in _OF_FINDING if key in finding},
            "subject": subject,
        }
    return {  # written out: a decision has hundreds, and is made while somebody waits
        "requirement": requirement,
        "layer": layer,
        "status": status,
        "reason": reason,
        "enforcement": enforcement,
        "subject": subject,
    }


def describe_values(decision: Mapping[str, Any], facts: Mapping[str, Any]) -> Description:
    """The same as `describe`, of values that are at hand."""
    return Description(
        codes=codes_of(decision),
        application=_application(facts),
        institution=_institution(facts),
        result=_result(decision),
        found_by=found_by(decision),
    )


def describe(decision: bytes, input: bytes) -> Description:  # noqa: A002 - the record's own name for it
    """The description of a record's decision and input document, of facts in form 1 or 2.

    What they lack is lacking in it. Raises ValueError for what is no JSON.
    """
    document = read_own(input)
    facts = document.get("facts") if isinstance(document, dict) else None
    return describe_values(read_own(decision), facts if isinstance(facts, dict) else {})


class _Numbered(dict[str, str]):
    """A subject's number within its kind, given when it is first asked for."""

    def __init__(self) -> None:
        super().__init__({_APPLICATION: _APPLICATION})
        self._counts: dict[str, int] = {}

    def __missing__(self, subject: str) -> str:
        before, colon, _ = subject.partition(":")
        kind = before if colon and before in _KINDS else _OTHER
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        self[subject] = f"{kind}:#{count}"
        return self[subject]


def _application(facts: Mapping[str, Any]) -> str:
    match facts.get("application"):
        case {"id": str(name)}:
            return name
        case _:
            return ""


def _result(decision: Mapping[str, Any]) -> str:
    match decision.get("digests"):
        case {"result": str(digest)}:
            return digest
        case _:
            return ""


def _institution(facts: Mapping[str, Any]) -> str:
    match facts.get("institutions"):
        case [*institutions]:
            leads = (_lead(institution) for institution in institutions)
            return next((name for name in leads if name is not None), "")
        case _:
            return ""


def _lead(institution: Any) -> str | None:
    """How a lead institution is known; None for what is none."""
    match institution:
        case {"role": "lead", "ror": str(name)} | {"role": "lead", "name": str(name)}:
            return name
        case {"role": "lead"}:
            return ""
        case _:
            return None
