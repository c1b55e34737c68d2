"""The fixed words of the reference, in ja and en: stages, classes, whom a requirement is asked of, heads of columns.

May not know: requirements; their words are in the bundle's catalog.
"""

from collections.abc import Mapping

from tejun.words import Message, Template

STAGES: Mapping[str, Message] = {
    "call": Message("present.stages.call"),
    "routine": Message("present.stages.routine"),
    "collection": Message("explain.clauses.risk_check"),
    "judgement": Message("explain.clauses.risk_assessment"),
    "measures": Message("explain.clauses.risk_mitigation"),
    "after_start": Message("present.stages.after_start"),
}

CLASSES: Mapping[str, Message] = {
    "research_integrity": Message("present.classes.research_integrity"),
    "governance": Message("present.classes.governance"),
    "research_security": Message("present.classes.research_security"),
    "technology_area": Message("present.classes.technology_area"),
}
"""The four classes of 第2章(4) 整理, in its order."""

SUBJECTS: Mapping[str, Message] = {
    "application": Message("explain.subjects.application"),
    "lead": Message("present.subjects.lead"),
    "joint": Message("present.subjects.joint"),
    "institution": Message("present.subjects.institution"),
    "person": Message("present.subjects.person"),
    "co_pi": Message("present.subjects.co_pi"),
    "supporter": Message("present.subjects.supporter"),
    "measure": Message("present.subjects.measure"),
    "indicator": Message("present.subjects.indicator"),
}

INSTEAD = Template("present.instead", "actor", "kind", "other")
"""Who acts, and who instead for one kind of subject."""

REVIEWS: Mapping[str, Message] = {
    "with_application": Message("present.reviews.with_application"),
    "after_interview": Message("present.reviews.after_interview"),
}
"""When a program reviews research security."""

ANSWERS: Mapping[str, Message] = {
    "yes": Message("present.answers.yes"),
    "no": Message("present.answers.no"),
    "unsure": Message("present.answers.unsure"),
}
"""The answers to an item of a form."""

PLACES: Mapping[str, Message] = {
    "keys": Message("present.places.keys"),
    "notified_on": Message("present.places.notified_on"),
    "start": Message("present.places.start"),
}
"""What stands in a remedy for what only a decision knows."""

LABELS: Mapping[str, Message] = {
    "checklist": Message("present.labels.checklist"),
    "program": Message("present.labels.program"),
    "agency": Message("explain.actors.fa"),
    "contact": Message("present.labels.contact"),
    "edition": Message("present.labels.edition"),
    "base": Message("present.labels.base"),
    "sources": Message("present.labels.sources"),
    "reference": Message("present.labels.reference"),
    "opens": Message("present.labels.opens"),
    "closes": Message("present.labels.closes"),
    "review": Message("present.labels.review"),
    "application": Message("present.labels.application"),
    "pi": Message("present.labels.pi"),
    "institution": Message("present.labels.institution"),
    "prepared": Message("present.labels.prepared"),
    "item": Message("present.labels.item"),
    "who": Message("present.labels.who"),
    "of": Message("present.labels.of"),
    "when": Message("present.labels.when"),
    "class": Message("present.labels.class"),
    "enter": Message("present.labels.enter"),
    "basis": Message("present.labels.basis"),
    "check": Message("present.labels.check"),
    "done": Message("present.labels.done"),
    "not_done": Message("present.labels.not_done"),
    "none": Message("present.labels.none"),
    "consult": Message("present.labels.consult"),
    "by_hand": Message("present.labels.by_hand"),
    "answer": Message("present.labels.answer"),
    "form": Message("present.labels.form"),
    "name": Message("present.labels.name"),
    "detail": Message("present.labels.detail"),
    "not_applicable": Message("present.labels.not_applicable"),
    "set": Message("present.labels.set"),
    "own": Message("present.labels.own"),
    "tightened": Message("present.labels.tightened"),
    "note": Message("present.labels.note"),
    "common": Message("present.labels.common"),
}

HOW_TO_READ = Message("present.how_to_read")

DECIDES = Template("present.decides", "agency")

EDITION_OF = Template("present.labels.edition_of", "edition", "from")
