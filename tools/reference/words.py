"""The words of the reference's pages, in ja and en: labels, and what the places of the input document are called.

May not know: requirements; their words are in the METADATA.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tejun.present.labels import LABELS as CHECKLIST
from tejun.present.markdown import plain
from tejun.reading import read_document
from tejun.words import Language, Message, Words

_HERE = Path(__file__).parent

DIRECTIONS: Mapping[str, Words] = {
    "increase": Message("reference.directions.increase"),
    "decrease": Message("reference.directions.decrease"),
    "add": Message("reference.directions.add"),
    "set": Message("reference.directions.set"),
}
"""In which direction a program may move a parameter."""

WHO: Mapping[str, Words] = {
    "institution": Message("reference.who.institution"),
    "researcher": Message("reference.who.researcher"),
    "fa": Message("reference.who.fa"),
    "government": Message("reference.who.government"),
}
"""Who does what a line of the source says."""

LABELS: Mapping[str, Words] = {
    **CHECKLIST,
    "index": Message("reference.labels.index"),
    "other": Message("reference.labels.other"),
    "title": Message("reference.labels.title"),
    "how": Message("reference.labels.how"),
    "decides": Message("reference.labels.decides"),
    "generated": Message("reference.labels.generated"),
    "matrix": Message("reference.labels.matrix"),
    "matrix_how": Message("reference.labels.matrix_how"),
    "source": Message("reference.labels.source"),
    "after_draft": Message("reference.labels.after_draft"),
    "source_how": Message("reference.labels.source_how"),
    "line": Message("reference.labels.line"),
    "lines": Message("reference.labels.lines"),
    "words": Message("reference.labels.words"),
    "rests": Message("reference.labels.rests"),
    "does": Message("reference.labels.does"),
    "readings": Message("reference.labels.readings"),
    "programs": Message("reference.labels.programs"),
    "checklists": Message("reference.labels.checklists"),
    "printable": Message("reference.labels.printable"),
    "web": Message("reference.labels.web"),
    "save": Message("reference.labels.save"),
    "requirement": Message("reference.labels.requirement"),
    "force": Message("reference.labels.force"),
    "since": Message("reference.labels.since"),
    "policy": Message("reference.labels.policy"),
    "own_of": Message("reference.labels.own_of"),
    "tightens": Message("reference.labels.tightens"),
    "is_example": Message("reference.labels.is_example"),
    "parameters": Message("reference.labels.parameters"),
    "parameter": Message("reference.labels.parameter"),
    "direction": Message("reference.labels.direction"),
    "facts": Message("reference.labels.facts"),
    "fact": Message("reference.labels.fact"),
    "place": Message("reference.labels.place"),
    "reasons": Message("reference.labels.reasons"),
    "status": Message("reference.labels.status"),
    "reason": Message("reference.labels.reason"),
    "case_title": Message("reference.labels.case_title"),
    "case": Message("reference.labels.case"),
    "subject": Message("reference.labels.subject"),
    "holder": Message("reference.labels.holder"),
    "outcome": Message("reference.labels.outcome"),
    "changed": Message("reference.labels.changed"),
    "fa_record": Message("reference.labels.fa_record"),
    "unchanged": Message("reference.labels.unchanged"),
}


_CODE = re.compile(r"\\`(.*?)\\`")


def prose(text: str) -> str:
    """What the METADATA says, as Markdown: code stays code, nothing else becomes markup."""
    return _CODE.sub(lambda code: "`{}`".format(code[1].replace("\\", "")), plain(text))


@cache
def _facts() -> Mapping[str, Mapping[str, str]]:
    named: Mapping[str, Mapping[str, str]] = _load("facts.yaml")
    return named


def fact(pointer: str, language: Language) -> str | None:
    """What a place of the input document is called; None where it has no name yet."""
    return _facts()[pointer][language] if pointer in _facts() else None


def _load(name: str) -> Any:
    return read_document((_HERE / name).read_bytes(), "yaml").value
