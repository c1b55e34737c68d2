"""What to do next, and who holds it: the open findings, gathered by actor and by what they ask for.

Always holds: every open finding is in exactly one task, but for the FA's own duties, which leave nothing to do; the
gravest comes first, and what counts for the outcome before what does not. Who acts is the catalog's word; which
institution or person that is, the document's.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from tejun.explain.places import Places
from tejun.explain.shape import Actor, Clause, FindingView, Task, Tasks, TaskSubject
from tejun.explain.words import ACTORS, UNKNOWN
from tejun.terms import OPEN, STATUSES
from tejun.words import Language, Message

_JOIN: Mapping[Language, str] = {"ja": "、", "en": ", "}


def actor_of(requirement: Mapping[str, object], subject: str, places: Places) -> Actor:
    """Who acts on a finding: `institution` becomes the lead or the joint one where the subject tells which."""
    declared = _declared(requirement, subject, places)
    if declared not in get_args(Actor):
        return "institution"
    if declared != "institution":
        return declared  # type: ignore[return-value]  # one of the literals, as just seen
    name = places.institution_of(subject)
    if name is None:
        return "lead" if places.with_role("lead") else "institution"
    return _role(name, places)


def _declared(requirement: Mapping[str, object], subject: str, places: Places) -> object:
    """The requirement's actor, or the one that it names for subjects of this kind."""
    kind, _, name = subject.partition(":")
    if kind == "institution" and name in places.institutions:
        kind = _role(name, places)
    actors = requirement.get("actors")
    named = actors.get(kind) if isinstance(actors, Mapping) else None
    return named or requirement.get("actor")


def _role(institution: str, places: Places) -> Literal["lead", "joint"]:
    return "lead" if places.institutions[institution].get("role") == "lead" else "joint"


def holder_of(
    actor: Actor, subject: str, *, places: Places, agency: str, language: Language
) -> str:
    """The name of the person or body that acts."""
    if actor == "fa":
        return agency
    name = places.institution_of(subject)
    body = str(places.institutions[name].get("name")) if name is not None else None
    if actor == "researcher":
        return _researcher(subject, body, places)
    if actor == "joint" and body is not None:
        return body
    names = places.with_role("joint" if actor == "joint" else "lead")
    return _JOIN[language].join(names) or UNKNOWN


def _researcher(subject: str, body: str | None, places: Places) -> str:
    if subject.startswith("person:"):
        name = places.subject(subject)
    else:
        pis = [person for person in places.people.values() if person.get("role") == "pi"]
        name = str(pis[0].get("name")) if pis else UNKNOWN
    if body is None:
        return name
    return places.aside(name, body)


def next_steps(clauses: Iterable[Clause], language: Language) -> tuple[Tasks, ...]:
    """The tasks that the findings leave, by actor."""
    found: dict[Actor, dict[tuple[str, ...], list[tuple[Clause, FindingView]]]] = {}
    for clause in clauses:
        for finding in clause.findings:
            if finding.status in OPEN and finding.enforcement != "fa_duty":
                alike = found.setdefault(finding.actor, {})
                alike.setdefault(_asks(finding), []).append((clause, finding))
    return tuple(
        Tasks(
            actor=actor,
            label=label.in_(language),
            tasks=tuple(
                sorted((_task(same, language) for same in found[actor].values()), key=_rank)
            ),
        )
        for actor, label in ACTORS.items()
        if actor in found
    )


def _asks(finding: FindingView) -> tuple[str, ...]:
    return (
        finding.requirement,
        finding.status,
        finding.enforcement,
        finding.message,
        finding.remedy or "",
    )


def _task(same: list[tuple[Clause, FindingView]], language: Language) -> Task:
    clause, first = same[0]
    return Task(
        requirement=first.requirement,
        title=first.title,
        clause=clause.label,
        status=first.status,
        status_label=first.status_label,
        enforcement=first.enforcement,
        enforcement_label=first.enforcement_label,
        message=first.message,
        remedy=first.remedy or Message("explain.no_remedy").in_(language),
        subjects=tuple(
            TaskSubject(
                subject=finding.subject,
                label=finding.subject_label,
                holder=finding.holder,
                read=finding.reads[0] if finding.reads else None,
            )
            for _, finding in same
        ),
    )


def _rank(task: Task) -> tuple[bool, int]:
    return task.enforcement != "binding", STATUSES.index(task.status)
