"""From a recorded decision and its bundle's catalog to an explanation.

Always holds: pure; never evaluates, never raises for a decision that has the shape of one: a requirement or reason that
the catalog lacks is named by its code, and the explanation says so. Each finding of the decision is in it once.

May not know: stores, engines, or how an explanation is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from tejun.explain import words
from tejun.explain.answers import Topic, answered_elsewhere, places_of_answer
from tejun.explain.context import Context, build_context
from tejun.explain.dispositions import disposition
from tejun.explain.labels import FindLine
from tejun.explain.notes import notes, remarks
from tejun.explain.shape import (
    Clause,
    Count,
    Disposition,
    Explanation,
    FindingView,
    Header,
    IndicatorView,
    Verdict,
)
from tejun.explain.tasks import (
    Acted,
    PlacesOfAnswers,
    actor_of,
    holder_of,
    next_steps,
    sentences,
    with_place_of_answer,
)
from tejun.explain.values import as_mapping
from tejun.explain.withholding import or_withheld
from tejun.terms import EFFECTS, EXPLANATION_SCHEMA_ID, HOLDS, OPEN, STATUSES, Status
from tejun.words import Language, Message, joined

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.model.json_types import DecisionJson, FindingJson, ReasonJson, RequirementJson

_REPLACED = "replaced"
_OUT_OF_SCOPE = "out_of_scope"
"""The outcome where the funding agency (FA) accepts measures outside the procedure: its answer covers every finding."""

_REPLACING_REASON = "accepted"
"""The procedure's reason that brought this about where a catalog does not declare it yet; no other had this code."""


def explain(
    decision: DecisionJson,
    catalog: Mapping[str, Any],
    *,
    language: Language,
    document: Mapping[str, Any] | None = None,
    locate: FindLine | None = None,
) -> Explanation:
    """Explains a decision (its JSON form) with the catalog of the bundle that made it.

    `document` is the recorded input document: it gives names to ids. `locate` gives the line of a pointer into the
    submitted file, where that is at hand.
    """
    program = as_mapping(catalog.get("program"))
    context = build_context(catalog, document, locate, language=language)
    clauses = _clauses(decision, context)
    places = _places_of_answers(decision, context)
    return Explanation(
        schema=EXPLANATION_SCHEMA_ID,
        language=language,
        header=_header(decision, program, context),
        outcome=_verdict(decision, context),
        summary=_summary(decision, language),
        # Under an outcome beside the scale the findings are shown unchanged, and nobody has to act on them.
        next=() if decision["outcome"] in EFFECTS else next_steps(clauses, places, language),
        clauses=_with_places_of_answers(clauses, places, language),
        indicators=_indicators(decision, context),
        notes=notes(decision, program, context),
    )


def explain_findings(
    decision: DecisionJson,
    catalog: Mapping[str, Any],
    *,
    language: Language,
    document: Mapping[str, Any],
) -> tuple[Verdict, tuple[FindingView, ...]]:
    """The outcome and the findings as `explain` has them, without all that it says beside them."""
    context = build_context(catalog, document, None, language=language)
    places = _places_of_answers(decision, context)
    clauses = _with_places_of_answers(_clauses(decision, context), places, language)
    findings = tuple(finding for clause in clauses for finding in clause.findings)
    return _verdict(decision, context), findings


def remarks_on(
    decision: DecisionJson,
    catalog: Mapping[str, Any],
    *,
    language: Language,
    document: Mapping[str, Any],
) -> tuple[str, ...]:
    """What of the explanation's notes is particular to this application, without explaining the rest."""
    context = build_context(catalog, document, None, language=language)
    return tuple(remark.in_(language) for remark in remarks(decision, context))


def _header(decision: DecisionJson, program: Mapping[str, Any], context: Context) -> Header:
    contact = program.get("contact")
    return Header(
        decision=decision["id"],
        application=decision["application"]["id"],
        application_title=decision["application"]["title"],
        program=decision["program"],
        program_title=context.text(program.get("title")) or decision["program"],
        funding_agency=context.agency,
        contact=contact if isinstance(contact, str) else None,
        example=program.get("example") is True,
        edition=decision["edition"],
        base=decision["base"],
        revision=decision["bundle"]["revision"],
        engine=decision["engine"]["name"],
        engine_version=decision["engine"]["version"],
        mode=decision["mode"],
        mode_label=words.MODES[decision["mode"]].in_(context.language),
        as_of=str(decision["as_of"]),
        decided_at=str(decision["decided_at"]),
    )


def _verdict(decision: DecisionJson, context: Context) -> Verdict:
    code, language = decision["outcome"], context.language
    advice = [*_why_out_of_scope(decision, context), words.ADVICE[code].in_(language)]
    return Verdict(
        code=code,
        headline=words.HEADLINES[code].in_(language),
        advice=sentences(advice, language),
        holds=code in HOLDS,
    )


def _why_out_of_scope(decision: DecisionJson, context: Context) -> Iterator[str]:
    """What the requirements say for whose reasons the application is out of scope."""
    for finding in decision["findings"]:
        requirement = context.requirements.get(finding["requirement"], {})
        if decision["outcome"] == _reason(finding, requirement).get("outcome") == _OUT_OF_SCOPE:
            yield _texts(finding, requirement, decision, context)[0]


def _summary(decision: DecisionJson, language: Language) -> tuple[Count, ...]:
    return tuple(_count(status, decision["findings"], language) for status in STATUSES)


def _not_counted(count: int) -> Message:
    if count == 1:
        return Message("explain.not_counted.one", count=count)
    return Message("explain.not_counted", count=count)


def _count(status: Status, findings: Iterable[FindingJson], language: Language) -> Count:
    enforcements = [finding["enforcement"] for finding in findings if finding["status"] == status]
    count = len(enforcements)
    aside = count - enforcements.count("binding") if status in OPEN else 0
    label = words.STATUS[status].in_(language)
    note = _not_counted(aside).in_(language) if aside else ""
    return Count(
        status=status,
        label=label,
        count=count,
        aside=aside,
        text=f"{label} {count}{note}",
    )


def _clauses(decision: DecisionJson, context: Context) -> tuple[Clause, ...]:
    """The findings by clause, in the catalog's order; what the catalog does not know comes last."""
    order = {name: i for i, name in enumerate(context.requirements)}
    findings = sorted(
        decision["findings"], key=lambda finding: order.get(finding["requirement"], len(order))
    )
    replacing_answer = _replacing_answer(decision, context)
    groups: dict[tuple[str, str], list[FindingView]] = {}
    for finding in findings:
        clause = as_mapping(context.requirements.get(finding["requirement"], {}).get("clause"))
        key = str(clause.get("section") or ""), str(clause.get("item") or "")
        groups.setdefault(key, []).append(_finding(finding, decision, context, replacing_answer))
    return tuple(
        Clause(
            section=section,
            item=item,
            label=words.clause_label(section, item, context.language),
            findings=tuple(views),
        )
        for (section, item), views in groups.items()
    )


def _replacing_answer(decision: DecisionJson, context: Context) -> Disposition | None:
    """The answer by which other measures replace the procedure; what the program asks for beside it stays open."""
    if decision["outcome"] == _OUT_OF_SCOPE:
        return None
    answers = (
        disposition(finding["reads"], context)
        for finding in decision["findings"]
        if _replaces_procedure(finding, context)
    )
    return next(answers, None)


def _replaces_procedure(finding: FindingJson, context: Context) -> bool:
    """Whether the finding's reason brings the outcome about."""
    if not context.effects_are_declared:
        words_of_finding = (finding["layer"], finding["reason"], finding["status"])
        return words_of_finding == ("procedure", _REPLACING_REASON, "satisfied")
    requirement = context.requirements.get(finding["requirement"], {})
    return bool(_reason(finding, requirement).get("outcome") == _REPLACED)


def _is_open_in_procedure(finding: FindingJson) -> bool:
    return finding["status"] in OPEN and finding["layer"] == "procedure"


def _finding(
    finding: FindingJson,
    decision: DecisionJson,
    context: Context,
    replacing_answer: Disposition | None,
) -> FindingView:
    language, subject = context.language, finding["subject"]
    requirement = context.requirements.get(finding["requirement"], {})
    actor = actor_of(
        requirement, Acted.on(finding), context.labels, reason=_reason(finding, requirement)
    )
    message, remedy = _texts(finding, requirement, decision, context)
    quote = as_mapping(requirement.get("clause")).get("quote")
    return FindingView(
        requirement=finding["requirement"],
        title=context.text(requirement.get("title")) or finding["requirement"],
        quote=quote if isinstance(quote, str) else None,
        subject=subject,
        subject_label=context.labels.subject_name(subject),
        status=finding["status"],
        status_label=words.STATUS[finding["status"]].in_(language),
        reason=finding["reason"],
        message=message,
        remedy=remedy,
        params=dict(finding["params"]),
        actor=actor,
        actor_label=words.ACTORS[actor].in_(language),
        holder=holder_of(
            actor, subject, labels=context.labels, agency=context.agency, language=language
        ),
        layer=finding["layer"],
        layer_label=words.LAYERS[finding["layer"]].in_(language),
        imposed_by=_imposed_by(finding, requirement, context),
        enforcement=finding["enforcement"],
        enforcement_label=words.ENFORCEMENT[finding["enforcement"]].in_(language),
        reads=tuple(context.labels.read(pointer) for pointer in finding["reads"]),
        disposition=disposition(finding["reads"], context)
        or (replacing_answer if _is_open_in_procedure(finding) else None),
    )


def _reason(finding: FindingJson, requirement: RequirementJson) -> ReasonJson:
    """The finding's reason in the catalog; an empty one where the catalog lacks it."""
    reasons = as_mapping(requirement.get("reasons"))
    return cast("ReasonJson", as_mapping(reasons.get(finding["reason"])))


def _imposed_by(finding: FindingJson, requirement: RequirementJson, context: Context) -> str | None:
    """The program's own condition, where its tightening gave the reason: title and place in the source."""
    condition = as_mapping(_reason(finding, requirement).get("by"))
    title = context.text(condition.get("title"))
    clause = as_mapping(condition.get("clause"))
    where = " ".join(str(clause[key]) for key in ("section", "item") if clause.get(key))
    return f"{title} ({where})" if title and where else title


def _texts(
    finding: FindingJson, requirement: RequirementJson, decision: DecisionJson, context: Context
) -> tuple[str, str | None]:
    """The reason's message and remedy; where the catalog has no such reason, the code itself, plainly."""
    reason = _reason(finding, requirement)
    params = {"title": _title(finding, requirement, decision, context), **finding["params"]}
    message = context.text(reason.get("message"))
    if message is None:
        unknown = Message("explain.not_in_catalog", reason=finding["reason"])
        return unknown.in_(context.language), None
    remedy = context.text(reason.get("remedy"))
    return (
        context.filler.fill(message, params),
        None
        if remedy is None
        else or_withheld(context.filler.fill(remedy, params), finding, requirement, context),
    )


_ANSWERED_BY = "teller"
"""The param that says whose record an answer is: such a finding says how the answer leaves it, and on what it is."""


def _title(
    finding: FindingJson, requirement: RequirementJson, decision: DecisionJson, context: Context
) -> str:
    """What the reason's words are about: the requirement, or what else the answer is on that the finding rests on."""
    if _ANSWERED_BY in finding["params"]:
        elsewhere = answered_elsewhere(finding, requirement, decision, context)
        if elsewhere:
            return _topic_title(elsewhere[0], context)
    return context.text(requirement.get("title")) or finding["requirement"]


def _topic_title(topic: Topic, context: Context) -> str:
    if topic.kind != "requirement":
        return context.labels.subject_name(f"{topic.kind}:{topic.name}")
    title = context.text(context.requirements.get(topic.name, {}).get("title")) or topic.name
    subject = context.labels.subject_name(topic.subject)
    return context.labels.in_brackets(title, joined([topic.name, subject], context.language))


def _places_of_answers(decision: DecisionJson, context: Context) -> PlacesOfAnswers:
    """On what an answer is that settles the findings, as it is entered; those without such a place are left out."""
    places = (
        (
            (finding["requirement"], finding["subject"]),
            places_of_answer(
                finding, context.requirements.get(finding["requirement"], {}), decision, context
            ),
        )
        for finding in decision["findings"]
    )
    return {cell: tuple(map(_topic_words, topics)) for cell, topics in places if topics}


def _topic_words(topic: Topic) -> Message:
    """A topic as it is entered."""
    if topic.kind == "requirement":
        return Message("explain.topic.cell", requirement=topic.name, subject=topic.subject)
    return Message("explain.topic.thing", kind=topic.kind, name=topic.name)


def _with_places_of_answers(
    clauses: tuple[Clause, ...], places: PlacesOfAnswers, language: Language
) -> tuple[Clause, ...]:
    """The clauses, each remedy with where the FA's answer is entered once it is there."""

    def placed(view: FindingView) -> FindingView:
        named = places.get((view.requirement, view.subject), ())
        if view.remedy is None or not named:
            return view
        return replace(view, remedy=with_place_of_answer(view.remedy, named, language))

    return tuple(
        replace(clause, findings=tuple(map(placed, clause.findings))) for clause in clauses
    )


def _indicators(decision: DecisionJson, context: Context) -> tuple[IndicatorView, ...]:
    status_by_subject = {finding["subject"]: finding["status"] for finding in decision["findings"]}
    views = []
    for indicator in decision["indicators"]:
        requirement = context.requirements.get(indicator["requirement"], {})
        status = status_by_subject.get(f"indicator:{indicator['key']}")
        views.append(
            IndicatorView(
                key=indicator["key"],
                requirement=indicator["requirement"],
                title=context.text(requirement.get("title")) or indicator["requirement"],
                subject=indicator["subject"],
                subject_label=context.labels.subject_name(indicator["subject"]),
                kind_label=context.labels.indicator_kind_label(indicator["key"].rpartition("/")[2]),
                status=status,
                status_label=words.STATUS[status].in_(context.language) if status else None,
                reads=tuple(context.labels.read(pointer) for pointer in indicator["reads"]),
            )
        )
    return tuple(views)
