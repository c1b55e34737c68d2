"""From a remedy to its words: whose each step is, what it is called, and why there is none where there is none.

Always holds: pure; never raises for a decision that has the shape of one: what the catalog lacks is named by its id.

May not know: engines, or how it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from tejun.audit.remedy import places, words
from tejun.audit.remedy.result import Cell, FindingRemedy, Opened, Remedy, Rung, StepSet
from tejun.audit.remedy.steps import Step, in_order
from tejun.audit.remedy.view import (
    SCHEMA,
    FindingRemedyView,
    HeldView,
    OpenedView,
    RemedyView,
    RungView,
    SetView,
    StepView,
)
from tejun.explain import words as explained
from tejun.explain.context import Context, build_context
from tejun.explain.shape import Actor
from tejun.explain.tasks import actor_of, holder_of
from tejun.explain.values import as_mapping
from tejun.terms import EFFECTS, Status
from tejun.words import Language, Message, joined

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.model.json_types import DecisionJson, ReasonJson, RequirementJson

_OF_THE_FA = frozenset({"fa", "program"})
"""Causes for which the FA acts."""

_WORST: Mapping[str, Status] = {
    "action_required": "unsatisfied",
    "information_required": "missing_information",
    "consultation_required": "consult_fa",
}
"""What there is then, by the outcome: its own words are a sentence."""


def in_words(
    remedy: Remedy,
    decision: DecisionJson,
    catalog: Mapping[str, Any],
    document: Mapping[str, Any],
    *,
    language: Language,
) -> RemedyView:
    """The remedy of the decision in one language; `document` is the recorded input document."""
    return _Worder(remedy, build_context(catalog, document, None, language=language), document).of(
        decision
    )


class _Worder:
    def __init__(self, remedy: Remedy, context: Context, document: Mapping[str, Any]) -> None:
        self._remedy, self._context, self._facts = remedy, context, document["facts"]
        self._language = context.language

    def of(self, decision: DecisionJson) -> RemedyView:
        remedy = self._remedy
        return RemedyView(
            SCHEMA,
            self._language,
            decision["id"],
            decision["bundle"]["revision"],
            remedy.day,
            remedy.outcome,
            self._said(explained.HEADLINES[remedy.outcome]),
            tuple(map(self._rung, remedy.rungs)),
            tuple(map(self._finding, remedy.findings)),
            remedy.evaluations,
            remedy.stopped,
            tuple(map(self._said, self._notes())),
        )

    def _notes(self) -> Iterator[Message]:
        remedy = self._remedy
        if remedy.outcome in EFFECTS and not remedy.findings:
            yield Message("audit.remedy.nobody_has_to_act")
        elif not remedy.findings:
            yield words.NOTHING_LEFT if remedy.of_one else words.NOTHING_OPEN
        sets = [*(each.sets for each in remedy.findings), *(each.sets for each in remedy.rungs)]
        if any(sets):
            yield Message("audit.remedy.proven", count=remedy.evaluations, day=remedy.day)
            yield Message("audit.remedy.what_is_true")
        else:
            yield Message("audit.remedy.evaluated", count=remedy.evaluations, day=remedy.day)
        if remedy.stopped:
            yield words.STOPPED[remedy.stopped]

    # --- sets and steps ------------------------------------------------------------------------------

    def _rung(self, rung: Rung) -> RungView:
        return RungView(
            rung.outcome,
            self._said(explained.HEADLINES[rung.outcome]),
            tuple(map(self._set, rung.sets)),
            tuple(self._held(cell, rung) for cell in rung.held_by),
            rung.stopped,
        )

    def _set(self, steps: StepSet) -> SetView:
        return SetView(
            tuple(map(self._step, steps.steps)),
            steps.gives,
            self._label(steps.gives),
            steps.minimal,
            steps.otherwise,
            tuple(map(self._opened, steps.opens)),
            tuple(map(self._opened, steps.may_open)),
            tuple(map(self._said, self._notes_of(steps))),
        )

    def _notes_of(self, steps: StepSet) -> Iterator[Message]:
        if steps.otherwise:
            states = [cast("Status", _WORST.get(each, each)) for each in steps.otherwise]
            others = joined([self._said(explained.STATUS[each]) for each in states], self._language)
            yield Message("audit.remedy.depends", others=others)
        if steps.opens:
            yield Message("audit.remedy.opens", titles=self._titles(steps.opens))
        if steps.may_open:
            yield Message("audit.remedy.may_open", titles=self._titles(steps.may_open))
        if steps.minimal == "each_step":
            yield Message("audit.remedy.minimal_by_each")

    def _titles(self, found: Iterable[Opened]) -> list[str]:
        return [*dict.fromkeys(self._title(each.requirement) for each in found)]

    def _label(self, gives: str) -> str:
        statuses: Mapping[str, Message] = cast("Mapping[str, Message]", explained.STATUS)
        outcomes: Mapping[str, Message] = cast("Mapping[str, Message]", explained.HEADLINES)
        return self._said(statuses[gives] if gives in statuses else outcomes[gives])

    def _step(self, step: Step) -> StepView:
        actor, holder = self._whose(step)
        title = self._title(step.requirement)
        said = words.act(
            step.act,
            title=title,
            day=self._remedy.day,
            key=str(step.path[-1]),
            item=self._item(step),
        )
        return StepView(
            step.act,
            said.in_(self._language),
            step.requirement,
            title,
            step.pointer.removeprefix("/facts"),
            self._context.labels.read(step.pointer).label,
            actor,
            self._said(explained.ACTORS[actor]),
            holder,
            step.sensitivity,
        )

    def _item(self, step: Step) -> str:
        """What goes with the act: the list, the items, the measure, whom or what a list lacks."""
        if step.act == "carry_out":
            measure = places.value_at(self._facts, step.path)
            return self._context.labels.measure_label(str(measure["id"]))
        if step.act == "check":
            return self._context.labels.measure_label(step.detail)
        of = [value for key, value in step.of.items() if key != "institution" and value]
        names = [name for value in of for name in (value if isinstance(value, list) else [value])]
        shown = [self._named(str(name)) for name in names]
        if "items" in step.of:
            return self._context.filler.fill("{items}", {"items": names})
        return joined(shown, self._language) or str(step.path[-1])

    def _named(self, name: str) -> str:
        person = self._context.labels.people.get(name)
        return str(person["name"]) if person else name

    def _whose(self, step: Step) -> tuple[Actor, str]:
        """Who does the step: the person or the institution at whose place it is, or the institution that looks."""
        labels, path = self._context.labels, step.path
        lead = places.lead_id(self._facts)
        if path[0] == "people" and step.act not in {"look", "mark", "run"}:
            person = self._facts["people"][path[1]]
            body = labels.institutions.get(person["institution"], {}).get("name", "")
            return "researcher", labels.in_brackets(str(person["name"]), str(body))
        own = step.of.get("institution") or places.speaker(path, self._facts) or lead
        role: Actor = "lead" if own == lead else "joint"
        return role, str(labels.institutions.get(str(own), {}).get("name", own))

    def _opened(self, found: Opened) -> OpenedView:
        return OpenedView(
            found.requirement,
            self._title(found.requirement),
            found.subject,
            self._context.labels.subject_name(found.subject),
            found.status,
            self._said(explained.STATUS[found.status]),
            found.reason,
        )

    # --- findings ------------------------------------------------------------------------------------

    def _finding(self, found: FindingRemedy) -> FindingRemedyView:
        actor, holder = self._who_must_act(found)
        return FindingRemedyView(
            found.requirement,
            self._title(found.requirement),
            found.subject,
            self._context.labels.subject_name(found.subject),
            found.status,
            self._said(explained.STATUS[found.status]),
            found.reason,
            found.binding,
            tuple(map(self._set, found.sets)),
            found.cause,
            None if found.sets else self._why(found),
            actor,
            self._said(explained.ACTORS[actor]),
            holder,
            tuple(map(self._step, in_order(found.first))),
            tuple(map(self._step, in_order(found.then))),
            found.stopped,
        )

    def _who_must_act(self, found: FindingRemedy) -> tuple[Actor, str]:
        requirement = self._requirement(found.requirement)
        reasons = as_mapping(requirement.get("reasons"))
        reason = cast("ReasonJson", as_mapping(reasons.get(found.reason)))
        actor = actor_of(requirement, found, self._context.labels, reason=reason)
        if found.cause in _OF_THE_FA:
            actor = "fa"
        holder = holder_of(
            actor,
            found.subject,
            labels=self._context.labels,
            agency=self._context.agency,
            language=self._language,
        )
        return actor, holder

    def _why(self, found: FindingRemedy) -> str:
        said = [] if found.stopped is None else [words.STOPPED[found.stopped]]
        if found.cause is not None:
            said.append(words.CAUSES[found.cause])
        return ("" if self._language == "ja" else " ").join(map(self._said, said))

    def _held(self, cell: Cell, rung: Rung) -> HeldView:
        requirement, subject = cell
        opened = {each.cell: each for each in rung.opened}
        found = opened.get(cell) or self._remedy.by_cell[cell]
        if found.sets:  # which lead to the FA, and no further
            found = replace(found, cause="fa")
        return HeldView(
            requirement,
            self._title(requirement),
            subject,
            self._context.labels.subject_name(subject),
            self._why(found),
            self._who_must_act(found)[1],
            found.stopped,
        )

    def _requirement(self, name: str) -> RequirementJson:
        return self._context.requirements.get(name, {})

    def _title(self, name: str) -> str:
        return self._context.text(self._requirement(name).get("title")) or name

    def _said(self, said: Message) -> str:
        return said.in_(self._language)
