"""Whatever a decision holds that has the shape of one, explaining it gives words in both languages and never fails."""

import json
import os
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tejun.decide.assemble import assemble
from tejun.explain import Explanation, explain, explanation_as_json
from tejun.model.decision import Decision
from tejun.model.intake import read_facts
from tejun.model.json_types import DecisionJson
from tejun.present.explanation import to_markdown
from tejun.present.plain import lines
from tejun.present.rows import Layout
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.terms import HOLDS, OPEN, STATUSES
from tejun.words import Language

from tests.support.explained import decision

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 20)
OUTCOMES = ["action_required", "information_required", "consultation_required", *sorted(HOLDS)]


@cache
def catalog() -> Mapping[str, Any]:
    registry = Registry.load(Settings.from_env(os.environ).bundles)
    return registry.bundle("kprogram-2026", AS_OF).catalog


@cache
def typical() -> dict[str, Any]:
    data = (ROOT / "fixtures" / "programs" / "kprogram-2026" / "typical.yaml").read_bytes()
    return assemble(read_facts(data, "yaml"), as_of=AS_OF).value


def pointers(node: Any, at: str = "") -> list[str]:
    pointers_below = [at]
    if isinstance(node, dict):
        for key, value in node.items():
            pointers_below += pointers(value, f"{at}/{key}")
    if isinstance(node, list):
        for i, value in enumerate(node):
            pointers_below += pointers(value, f"{at}/{i}")
    return pointers_below


texts = st.text(max_size=20) | st.sampled_from(
    ["{title}", "`<b>", "\x1b[0m", "a\nb", "\u202e", "—"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def findings(draw: st.DrawFn) -> dict[str, Any]:
    requirement = draw(st.sampled_from(catalog()["requirements"]))
    facts = typical()["facts"]
    subjects = [
        "application",
        *(f"person:{person['id']}" for person in facts["people"]),
        *(f"institution:{institution['id']}" for institution in facts["institutions"]),
        "indicator:RS-P1-06/person:okada/record",
    ]
    places = st.sampled_from(pointers(typical())) | texts.map(lambda text: f"/facts/{text}") | texts
    names = st.sampled_from(["title", "people", "items", "teller", "lists", "years", "indicator"])
    return {
        "requirement": draw(st.just(requirement["id"]) | texts),
        "subject": draw(
            st.sampled_from(subjects) | texts | texts.map(lambda text: f"person:{text}")
        ),
        "status": draw(st.sampled_from(STATUSES)),
        "reason": draw(st.sampled_from(sorted(requirement["reasons"])) | texts),
        "params": draw(st.dictionaries(names | texts, values, max_size=4)),
        "reads": draw(st.lists(places, max_size=4)),
        "layer": draw(st.sampled_from(["procedure", "program"])),
        "enforcement": draw(st.sampled_from(["binding", "advisory", "fa_duty"])),
    }


indicators = st.fixed_dictionaries(
    {
        "key": texts | st.just("RS-P1-06/person:okada/record"),
        "requirement": texts | st.just("RS-P1-06"),
        "subject": texts | st.just("person:okada"),
        "reads": st.lists(texts | st.just("/facts/people/0"), max_size=2),
    }
)
decisions = st.builds(
    lambda findings, raised, outcome, title: decision(
        *findings,
        indicators=raised,
        outcome=outcome,
        application={"id": "x", "title": title},
        mode="formal",
    ),
    st.lists(findings(), max_size=6),
    st.lists(indicators, max_size=3),
    st.sampled_from(OUTCOMES),
    texts,
)


@settings(max_examples=150, deadline=None)
@given(
    decided=decisions,
    language=st.sampled_from(["ja", "en"]),
    document=st.sampled_from(["typical", "none"]) | values,
)
def test_every_decision_can_be_explained(
    decided: DecisionJson, language: Language, document: Any
) -> None:
    Decision.model_validate(decided)
    known = {"typical": typical(), "none": None}
    chosen = known[document] if isinstance(document, str) and document in known else document
    explanation = explain(
        decided,
        catalog(),
        language=language,
        document=chosen if isinstance(chosen, dict) else None,
        locate=lambda pointer: len(pointer) or None,
    )
    holds_every_finding(explanation, decided)
    json.dumps(explanation_as_json(explanation))
    is_well_formed(to_markdown(explanation), explanation)
    is_plain(explanation)


def holds_every_finding(explanation: Explanation, decided: DecisionJson) -> None:
    shown = [view for clause in explanation.clauses for view in clause.findings]
    asked = [f for f in shown if f.status in OPEN and f.enforcement != "fa_duty"]
    tasks = [
        subject for group in explanation.next for task in group.tasks for subject in task.subjects
    ]
    key = [(f["requirement"], f["subject"], f["reason"]) for f in decided["findings"]]
    assert sorted((v.requirement, v.subject, v.reason) for v in shown) == sorted(key)
    if explanation.outcome.code in {"replaced", "out_of_scope"}:
        asked = []
    assert sorted(subject.subject for subject in tasks) == sorted(view.subject for view in asked)
    assert sum(count.count for count in explanation.summary) == len(shown)


def is_well_formed(text: str, explanation: Explanation) -> None:
    tokens = MarkdownIt().parse(text)
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings.count("h1") == 1
    assert headings.count("h3") == len(explanation.next) + len(explanation.clauses)
    inline = {child.type for token in tokens for child in token.children or []}
    assert inline <= {"text", "text_special", "strong_open", "strong_close", "code_inline"}
    assert not {token.type for token in tokens} & {"html_block", "fence", "code_block", "hr"}


def is_plain(explanation: Explanation) -> None:
    layout = Layout(explanation, "facts.yaml", show_all=True)
    assert all(line.isprintable() for line in lines(layout.blocks()))


def test_no_words_of_the_catalog_call_anything_approved() -> None:
    words = json.dumps(catalog()["requirements"], ensure_ascii=False)
    assert not re.search("承認|approv", words, re.IGNORECASE)
