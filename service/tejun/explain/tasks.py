"""What to do next, and who does it: the open findings, grouped by actor and by what they ask for.

Always holds: every open finding is in exactly one task, but for the FA's own duties, which leave nothing to do; the
gravest comes first, and what counts for the outcome before what does not. Who acts is the catalog's word; which
institution or person that is, the document's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast, get_args

from tejun.explain.labels import InputLabels
from tejun.explain.shape import Actor, Clause, FindingView, Task, Tasks, TaskSubject
from tejun.explain.values import as_list, as_mapping
from tejun.explain.words import ACTORS, UNKNOWN
from tejun.terms import OPEN, STATUSES, Status
from tejun.words import Language, Message, Words, joined

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.model.json_types import FindingJson, ReasonJson, RequirementJson

_Request = tuple[str, ...]
"""What a finding asks for: those of several subjects that ask for the same are one task."""

PlacesOfAnswers = Mapping[tuple[str, str], tuple[Message, ...]]
"""On what the FA's answer is that settles a finding, by the finding's requirement and subject."""

_Group = list[tuple[Clause, FindingView]]


class OpenFinding(Protocol):
    """What of a finding says who acts on it."""

    @property
    def subject(self) -> str: ...
    @property
    def status(self) -> Status: ...
    @property
    def params(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Acted:
    """A finding, as it stands in a decision."""

    subject: str
    status: Status
    params: Mapping[str, Any]

    @classmethod
    def on(cls, finding: FindingJson) -> Acted:
        return cls(finding["subject"], finding["status"], finding["params"])


def actor_of(
    requirement: RequirementJson, finding: OpenFinding, labels: InputLabels, *, reason: ReasonJson
) -> Actor:
    """Who acts on a finding: `institution` becomes the lead or the joint one where the finding says which.

    A reason may name somebody else than the requirement: what is missing there is that one's to do. No joint
    institution consults the FA: unless the reason says otherwise, what waits for the FA is the lead one's.
    """
    named = reason.get("actor")
    declared = named or _declared_actor(requirement, finding.subject, labels)
    if declared not in get_args(Actor):
        return "institution"
    actor = _institution(finding, labels) if declared == "institution" else cast("Actor", declared)
    return "lead" if actor == "joint" and finding.status == "consult_fa" and not named else actor


def _institution(finding: OpenFinding, labels: InputLabels) -> Actor:
    """The institutions that the finding names as those whose act it lacks; else whose the subject is.

    A co-PI is the lead institution's too, which looks at that person and runs the names itself.
    """
    named = {labels.role_of(str(name)) for name in as_list(finding.params.get("institutions"))}
    if named - {None}:
        return "lead" if "lead" in named else "joint"
    name = labels.institution_of(finding.subject)
    if name is None or labels.is_co_pi(finding.subject):
        return "lead" if labels.institution_names("lead") else "institution"
    return _role(name, labels)


def _declared_actor(requirement: RequirementJson, subject: str, labels: InputLabels) -> object:
    """The requirement's actor, or the one that it names for subjects of this kind."""
    kind, _, name = subject.partition(":")
    if kind == "institution" and name in labels.institutions:
        kind = _role(name, labels)
    return as_mapping(requirement.get("actors")).get(kind) or requirement.get("actor")


def _role(institution: str, labels: InputLabels) -> Literal["lead", "joint"]:
    return "lead" if labels.institutions[institution].get("role") == "lead" else "joint"


def holder_of(
    actor: Actor, subject: str, *, labels: InputLabels, agency: str, language: Language
) -> str:
    """The name of the person or body that acts."""
    if actor == "fa":
        return agency
    name = labels.institution_of(subject)
    body = str(labels.institutions[name].get("name")) if name is not None else None
    if actor == "researcher":
        return _researcher(subject, body, labels)
    if actor == "joint" and body is not None:
        return body
    names = labels.institution_names("joint" if actor == "joint" else "lead")
    return joined(names, language) or UNKNOWN


def _researcher(subject: str, body: str | None, labels: InputLabels) -> str:
    if subject.startswith("person:"):
        name = labels.subject_name(subject)
    else:
        pis = [person for person in labels.people.values() if person.get("role") == "pi"]
        name = str(pis[0].get("name")) if pis else UNKNOWN
    if body is None:
        return name
    return labels.in_brackets(name, body)


def sentences(texts: Iterable[str], language: Language) -> str:
    """One after another: Japanese has no blank between them."""
    return ("" if language == "ja" else " ").join(texts)


def with_place_of_answer(remedy: str, places: Iterable[Words], language: Language) -> str:
    """The remedy, and where the FA's answer is entered once it is there; `places` are on what the answer is."""
    place = Message("explain.place_of_answer", places=[*places])
    return sentences([remedy, place.in_(language)], language)


def next_steps(
    clauses: Iterable[Clause], places: PlacesOfAnswers, language: Language
) -> tuple[Tasks, ...]:
    """The tasks that the findings leave, by actor; where they wait for an answer, with all that it is to name."""
    by_actor = _group_by_request(clauses)
    return tuple(
        Tasks(
            actor=actor,
            label=label.in_(language),
            tasks=tuple(
                sorted(
                    (_task(group, places, language) for group in by_actor[actor].values()),
                    key=_rank,
                )
            ),
        )
        for actor, label in ACTORS.items()
        if actor in by_actor
    )


def _group_by_request(clauses: Iterable[Clause]) -> dict[Actor, dict[_Request, _Group]]:
    """The findings that leave something to do, by who acts, then by what they ask for."""
    by_actor: dict[Actor, dict[_Request, _Group]] = {}
    for clause in clauses:
        for finding in clause.findings:
            if finding.status in OPEN and finding.enforcement != "fa_duty":
                by_request = by_actor.setdefault(finding.actor, {})
                by_request.setdefault(_request(finding), []).append((clause, finding))
    return by_actor


def _request(finding: FindingView) -> _Request:
    return (
        finding.requirement,
        finding.status,
        finding.enforcement,
        finding.message,
        finding.remedy or "",
    )


def _task(group: _Group, places: PlacesOfAnswers, language: Language) -> Task:
    clause, first = group[0]
    cells = [(finding.requirement, finding.subject) for _, finding in group]
    named = dict.fromkeys(place for cell in cells for place in places.get(cell, ()))
    remedy = first.remedy or Message("explain.no_remedy").in_(language)
    return Task(
        requirement=first.requirement,
        title=first.title,
        clause=clause.label,
        status=first.status,
        status_label=first.status_label,
        enforcement=first.enforcement,
        enforcement_label=first.enforcement_label,
        message=first.message,
        remedy=with_place_of_answer(remedy, named, language) if named else remedy,
        subjects=tuple(
            TaskSubject(
                subject=finding.subject,
                label=finding.subject_label,
                holder=finding.holder,
                read=finding.reads[0] if finding.reads else None,
            )
            for _, finding in group
        ),
    )


def _rank(task: Task) -> tuple[bool, int]:
    return task.enforcement != "binding", STATUSES.index(task.status)
