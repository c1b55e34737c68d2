"""The fixed words of an explanation, in ja and en: outcomes, statuses, actors, clauses, notes.

Always holds: no word here says that an application was approved or refused; the funding agency decides.

May not know: requirements; their words are in the bundle's catalog.
"""

from collections.abc import Mapping

from tejun.explain.shape import Actor, Source
from tejun.terms import Enforcement, Layer, Mode, Outcome, Status
from tejun.words import Language, Message

UNKNOWN = "—"
"""Stands where a value is not known."""

HEADLINES: Mapping[Outcome, Message] = {
    "action_required": Message("explain.headlines.action_required"),
    "information_required": Message("explain.headlines.information_required"),
    "consultation_required": Message("explain.headlines.consultation_required"),
    "prepared": Message("explain.headlines.prepared"),
    "replaced": Message("explain.headlines.replaced"),
    "out_of_scope": Message("explain.headlines.out_of_scope"),
}

ADVICE: Mapping[Outcome, Message] = {
    "action_required": Message("explain.advice.action_required"),
    "information_required": Message("explain.advice.information_required"),
    "consultation_required": Message("explain.advice.consultation_required"),
    "prepared": Message("explain.advice.prepared"),
    "replaced": Message("explain.advice.replaced"),
    "out_of_scope": Message("explain.advice.out_of_scope"),
}

STATUS: Mapping[Status, Message] = {
    "unsatisfied": Message("explain.status.unsatisfied"),
    "missing_information": Message("explain.status.missing_information"),
    "consult_fa": Message("explain.status.consult_fa"),
    "satisfied": Message("explain.status.satisfied"),
    "not_applicable": Message("explain.status.not_applicable"),
}

ACTORS: Mapping[Actor, Message] = {
    "lead": Message("explain.actors.lead"),
    "institution": Message("explain.actors.institution"),
    "researcher": Message("explain.actors.researcher"),
    "joint": Message("explain.actors.joint"),
    "fa": Message("explain.actors.fa"),
}
"""In the order in which the officer of the lead institution can act: what is in their own hands first."""

LAYERS: Mapping[Layer, Message] = {
    "procedure": Message("explain.layers.procedure"),
    "program": Message("explain.layers.program"),
}

ENFORCEMENT: Mapping[Enforcement, Message] = {
    "binding": Message("explain.enforcement.binding"),
    "advisory": Message("explain.enforcement.advisory"),
    "fa_duty": Message("explain.enforcement.fa_duty"),
}

MODES: Mapping[Mode, Message] = {
    "precheck": Message("explain.modes.precheck"),
    "formal": Message("explain.modes.formal"),
}

SOURCES: Mapping[Source, Message] = {
    "submitted": Message("explain.sources.submitted"),
    "fa": Message("explain.sources.fa"),
    "input": Message("explain.sources.input"),
}

ANSWER_SOURCES: Mapping[str, Message] = {
    "fa": Message("explain.tellers.fa"),
    "institution": Message("explain.tellers.institution"),
    "nobody": Message("explain.tellers.nobody"),
}

RESULTS: Mapping[str, Message] = {
    "accepted": Message("explain.results.accepted"),
    "declined": Message("explain.results.declined"),
}

SECTIONS: Mapping[str, Message] = {
    "第2章(3)": Message("explain.sections.risk_management"),
    "第2章(4)": Message("explain.sections.by_program"),
}

CLAUSES: Mapping[str, Message] = {
    "定義": Message("explain.clauses.funds_and_programs"),
    "平時": Message("explain.clauses.routine"),
    "process": Message("explain.clauses.process"),
    "①": Message("explain.clauses.risk_check"),
    "②": Message("explain.clauses.risk_assessment"),
    "③": Message("explain.clauses.risk_mitigation"),
    "④": Message("explain.clauses.follow_up"),
    "DD": Message("explain.clauses.due_diligence"),
    "(1)": Message("explain.clauses.people"),
    "(2)": Message("explain.clauses.joint"),
    "(3)": Message("explain.clauses.supporters"),
    "(4)": Message("explain.clauses.data"),
    "(5)": Message("explain.clauses.agreements"),
    "リスク評価": Message("explain.clauses.about_assessment"),
    "軽減措置": Message("explain.clauses.about_mitigation"),
    "対象範囲": Message("explain.clauses.range"),
    "基本的枠組み": Message("explain.clauses.basic_framework"),
    "整理": Message("explain.clauses.checklist"),
}


def clause_label(section: str, item: str, language: Language) -> str:
    """A place of the source as people know it; a dash where there is none."""
    label = CLAUSES[item].in_(language) if item in CLAUSES else item
    part = SECTIONS[section].in_(language) if section in SECTIONS else section
    return f"{part} {label}".strip() or UNKNOWN


INDICATOR_KINDS: Mapping[str, Message] = {
    "adverse": Message("explain.indicator_kinds.adverse"),
    "record": Message("explain.indicator_kinds.record"),
    "candidate": Message("explain.indicator_kinds.candidate"),
    "return_asked": Message("explain.indicator_kinds.return_asked"),
    "discrepancy": Message("explain.indicator_kinds.discrepancy"),
    "questionnaire": Message("explain.indicator_kinds.questionnaire"),
    "factor": Message("explain.indicator_kinds.factor"),
    "talent_program": Message("explain.indicator_kinds.talent_program"),
    "concern": Message("explain.indicator_kinds.concern"),
}

SUBJECTS: Mapping[str, Message] = {
    "application": Message("explain.subjects.application"),
    "person": Message("explain.subjects.person"),
    "institution": Message("explain.subjects.institution"),
    "supporter": Message("explain.subjects.supporter"),
    "measure": Message("explain.subjects.measure"),
}

MEASURES: Mapping[str, Message] = {
    "training": Message("explain.measures.training"),
    "data_access": Message("explain.measures.data_access"),
    "building_access": Message("explain.measures.building_access"),
    "meeting_attendance": Message("explain.measures.meeting_attendance"),
    "place_of_research": Message("explain.measures.place_of_research"),
    "cyber_defence": Message("explain.measures.cyber_defence"),
    "employment": Message("explain.measures.employment"),
    "other": Message("explain.measures.other"),
}

FIELDS: Mapping[str, Message] = {
    "people": Message("explain.fields.people"),
    "partners": Message("explain.fields.partners"),
    "technology": Message("explain.fields.technology"),
    "data": Message("explain.fields.data"),
}
"""The four fields over which ② asks for a judgement."""

FACTS: Mapping[str, Message] = {
    "education": Message("explain.facts.education"),
    "career": Message("explain.facts.career"),
    "other_support": Message("explain.facts.other_support"),
    "purpose": Message("explain.facts.purpose"),
    "record": Message("explain.facts.record"),
    "conditions": Message("explain.facts.conditions"),
    "compliance": Message("explain.facts.compliance"),
    "reputation": Message("explain.facts.reputation"),
    "capital": Message("explain.facts.capital"),
    "finances": Message("explain.facts.finances"),
    "systems": Message("explain.facts.systems"),
    "pi_systems": Message("explain.facts.pi_systems"),
    "places": Message("explain.facts.places"),
    "objects": Message("explain.facts.objects"),
    "supervisor": Message("explain.facts.supervisor"),
    "funding": Message("explain.facts.funding"),
    "papers": Message("explain.facts.papers"),
    "talent_programs": Message("explain.facts.talent_programs"),
    "intellectual_property": Message("explain.facts.intellectual_property"),
    "records": Message("explain.facts.records"),
    "foreign_link": Message("explain.facts.foreign_link"),
    "content": Message("explain.facts.content"),
    "affiliations": Message("explain.facts.affiliations"),
    "employment": Message("explain.facts.employment"),
}
"""Facts by the last part of their path, where a message lists them."""

EXAMPLE = Message("explain.example")
"""Stands wherever a program is only an example."""
