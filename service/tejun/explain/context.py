"""What all parts of an explanation share: the language, the catalog's words, and labels for the input document.

Always holds: never raises for a catalog of any edition; a title that the catalog lacks is its id.

May not know: findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tejun.bundle.effects import are_declared
from tejun.explain import words
from tejun.explain.answers import Topics
from tejun.explain.fill import MessageFiller
from tejun.explain.labels import FindLine, InputLabels
from tejun.explain.values import as_mapping
from tejun.words import Language

if TYPE_CHECKING:  # types of JSON cost nothing when a command starts
    from tejun.model.json_types import RequirementJson


@dataclass(frozen=True)
class Context:
    """What all parts of an explanation share. `agency` is the funding agency's name."""

    language: Language
    labels: InputLabels
    requirements: Mapping[str, RequirementJson]
    filler: MessageFiller
    agency: str
    effects_are_declared: bool
    topics: Topics

    def text(self, texts: Any) -> str | None:
        """The text of the catalog's `{ja, en}` in the language, or None where there is none."""
        return _text_in(texts, self.language)


def build_context(
    catalog: Mapping[str, Any],
    document: Mapping[str, Any] | None,
    locate: FindLine | None,
    *,
    language: Language,
) -> Context:
    """The context of an explanation; `document` and `locate` as for `explain`."""
    program = as_mapping(catalog.get("program"))
    requirements: dict[str, RequirementJson] = {
        requirement["id"]: requirement for requirement in catalog.get("requirements", [])
    }
    titles = {
        **_table_titles(program, language),
        **_form_titles(program, language),
        **{
            requirement_id: _text_in(requirement.get("title"), language) or requirement_id
            for requirement_id, requirement in requirements.items()
        },
    }
    labels = InputLabels(document, locate, titles=titles, language=language)
    return Context(
        language=language,
        labels=labels,
        requirements=requirements,
        filler=MessageFiller(language, labels, titles=titles),
        agency=_text_in(program.get("funding_agency"), language) or words.UNKNOWN,
        effects_are_declared=are_declared(catalog),
        topics=Topics(requirements),
    )


def _table_titles(program: Mapping[str, Any], language: Language) -> dict[str, str]:
    """The titles of the codes that a table among the program's parameters defines (a decision matrix's factors)."""
    tables = (as_mapping(value) for value in as_mapping(program.get("parameters")).values())
    titles = (
        (code, _text_in(as_mapping(row).get("title"), language))
        for table in tables
        for code, row in table.items()
    )
    return {code: title for code, title in titles if title}


def _form_titles(program: Mapping[str, Any], language: Language) -> dict[str, str]:
    """The titles of the items of the program's forms."""
    items = (item for form in program.get("forms", ()) for item in form["items"])
    return {item["id"]: _text_in(item["title"], language) or item["id"] for item in items}


def _text_in(texts: Any, language: Language) -> str | None:
    text = as_mapping(texts).get(language)
    return text if isinstance(text, str) else None
