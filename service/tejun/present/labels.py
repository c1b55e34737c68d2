"""The labels of the checklist and of the reference's pages, which templates ask for by name, and of places."""

from collections.abc import Callable, Mapping

from tejun.explain.shape import Read
from tejun.words import Language, Message, Words

TRACE_LEGEND = Message("present.trace.legend")
"""What the marks beside the lines of a trace mean."""

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


def word_in(language: Language, labels: Mapping[str, Words] = LABELS) -> Callable[[str], str]:
    """What a template calls to say a label."""
    return lambda name: labels[name].in_(language)


def place_within(read: Read) -> str:
    """A place as the document that it stands in names it; nothing where it is the whole of the FA's record."""
    if read.source != "fa":
        return read.label
    return "" if read.label == "fa" else read.label.removeprefix("fa.")
