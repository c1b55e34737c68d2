"""The facts that a decision reads: each place once, with what stands there, who stands for it and what read it."""

from typing import Any

import pytest
from tejun.explain.labels import InputLabels
from tejun.present.read_facts import MOST_SHOWN, ReadFact, read_facts
from tejun.words import Language

LANGUAGES: tuple[Language, ...] = ("ja", "en")


def read(facts: Any, *findings: list[str], indicators: list[str] | None = None) -> list[ReadFact]:
    document = {"facts": facts, "fa": {}}
    labels = [InputLabels(document, None, titles={}, language=each) for each in LANGUAGES]
    found = [{"reads": pointers} for pointers in findings]
    raised = [] if indicators is None else [{"reads": indicators}]
    return list(read_facts(found, raised, document, labels))


def test_each_place_is_there_once_in_the_order_of_the_document() -> None:
    found = read({"a": list(range(12))}, ["/facts/a/10", "/facts/a/9"], ["/facts/a/10"])
    assert [(each.number, each.pointer, each.findings) for each in found] == [
        (1, "/facts/a/9", (1,)),
        (2, "/facts/a/10", (1, 2)),
    ]
    assert [each.source_label for each in found[0].reads] == ["提出文書", "submitted document"]


def test_what_an_indicator_reads_is_there_too() -> None:
    [fact] = read({"a": 1}, indicators=["/facts/a"])
    assert (fact.value, fact.findings) == ("1", ())


def test_where_nothing_stands_nothing_is_shown() -> None:
    [fact] = read({}, ["/facts/people/3/name"])
    assert (fact.value, fact.holds, fact.standing) == (None, None, None)
    assert not fact.reads[0].present


def test_a_place_that_others_lie_in_says_how_much_it_holds() -> None:
    people, name = read(
        {"people": [{"name": "A"}, {"name": "B"}]}, ["/facts/people", "/facts/people/1/name"]
    )
    assert (people.value, people.holds) == (None, 2)
    assert (name.value, name.holds) == ("B", None)


@pytest.mark.parametrize(
    ("value", "rows"),
    [
        ({"a": 1, "b": {"c": "x y"}}, ["a: 1", "b:", "  c: x y"]),
        ([{"a": "x", "b": ["y"]}, "z"], ["- a: x", "  b:", "    - y", "- z"]),
        ({"a": [], "b": {}, "c": ""}, ["a: []", "b: {}", 'c: ""']),
        (["1", "true", " x", "-3", "[", "a\nb"], ['- "1"', '- "true"', '- " x"', '- "-3"', '- "["', r'- "a\nb"']),
        ([1, True, None, 1.5], ["- 1", "- true", "- null", "- 1.5"]),
    ],
)  # fmt: skip
def test_a_value_is_shown_in_rows_and_words_that_are_no_words_in_quotation_marks(
    value: Any, rows: list[str]
) -> None:
    [fact] = read({"a": value}, ["/facts/a"])
    assert (fact.value or "").split("\n") == rows


def test_a_long_value_is_cut_and_says_so() -> None:
    [fact] = read({"a": "x" * (MOST_SHOWN + 5)}, ["/facts/a"])
    assert (len(fact.value or ""), fact.cut) == (MOST_SHOWN, 5)


def test_who_stands_for_it_is_the_nearest() -> None:
    declared = {"by": "A", "on": "2026-01-02", "institution": "i"}
    evidence = [{"title": "T", "digest": "sha256:1"}]
    facts = {
        "papers": {"declared": declared, "evidence": evidence, "entries": [{"title": "p"}]},
        "judged": [{"by": "B", "on": "2026-02-03"}],
    }
    pointers = ["/facts/papers/entries/0/title", "/facts/judged/0"]
    judged, title = read(facts, pointers)
    assert title.standing is not None
    assert judged.standing is not None
    assert (title.standing.by, title.standing.on, title.standing.institution) == tuple(
        declared.values()
    )
    assert title.standing.evidence == ("T sha256:1",)
    assert (judged.standing.by, judged.standing.evidence) == ("B", ())
