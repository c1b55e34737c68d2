"""Who is to act on what is open of a co-PI, or of a joint institution's people: each institution on what it makes.

The lead institution manages the risk of co-PIs too (対象範囲), and consults the funding agency (③, リスク評価). Held
over the complete application, with a catalog made of the sources.
"""

from datetime import date
from typing import Any

import orjson
import pytest
from tejun import canonical
from tejun.bundle.archive import Bundle
from tejun.decide.assemble import assemble
from tejun.engine.embedded.wasm import WasmEngine
from tejun.explain.labels import InputLabels
from tejun.explain.tasks import Acted, actor_of
from tejun.model.intake import read_facts
from tejun.policytest import apply_changes

from tests.support.cases import AS_OF, PROGRAM, complete

LEADS_MARK = {"mark": "none", "by": "研究推進部 西村 和子", "on": "2026-10-26"}
OF_B = {"by": "総務部 長谷川 透", "institution": "minato"}
PAGE = {
    "source": "港町研究会のウェブページ",
    "kind": "web",
    "query": "森 千尋",
    "on": "2026-10-20",
    "by": "研究推進部 西村 和子",
    "items": ["career"],
    "finding": "nothing_against",
    "result": "申告と一致した。",
    "available": True,
}
UNOBTAINABLE = {
    "state": "unobtainable",
    "declared": {"by": "総務部 長谷川 透", "on": "2026-10-23", "institution": "minato"},
    "reason": "入手可能な情報源を調べたが、確認できなかった。",
}
WITHHOLDS = [
    {
        "reason": "法人の規程により、外部に提供できないとの回答があった。",
        "by": "青葉理工大学 研究推進部 西村 和子",
        "on": "2026-10-26",
    }
]


def mark_of_b() -> dict[str, Any]:
    (mark,) = [
        concern
        for person in complete(PROGRAM)["people"]
        if person["id"] == "mori"
        for concern in person["concerns"]
        if concern.get("institution") == "minato"
    ]
    return dict(mark)


Case = tuple[dict[str, Any], tuple[str, str], str, str]
"""How the application is changed, the finding, its reason, and who acts on it."""

CASES: dict[str, Case] = {
    "the lead's own look at who became a co-PI": (
        {"change": {"/people/tanaka/role": "co_pi"}},
        ("RS-DD-01", "person:tanaka"),
        "own_look_missing",
        "lead",
    ),
    "the lead's mark on a co-PI": (
        {"change": {"/people/mori/concerns": [mark_of_b()]}},
        ("RS-DD-01", "person:mori"),
        "mark_missing",
        "lead",
    ),
    "the co-PI's own institution's mark": (
        {"change": {"/people/mori/concerns": [LEADS_MARK]}},
        ("RS-DD-01", "person:mori"),
        "mark_missing",
        "joint",
    ),
    "neither's mark": (
        {"change": {"/people/mori/concerns": []}},
        ("RS-DD-01", "person:mori"),
        "mark_missing",
        "lead",
    ),
    "a page that the lead used on a co-PI": (
        {"change": {"/people/mori/due_diligence/entries/-": PAGE}},
        ("RS-DD-03", "person:mori"),
        "unchecked",
        "lead",
    ),
    "a page that the co-PI's own institution used": (
        {"change": {"/people/mori/due_diligence/entries/-": {**PAGE, **OF_B}}},
        ("RS-DD-03", "person:mori"),
        "unchecked",
        "joint",
    ),
    "a co-PI whose names nobody ran": (
        {"change": {"/people/weber/screening": []}},
        ("RS-P1-07", "person:weber"),
        "not_run",
        "lead",
    ),
    "a participant whose names nobody ran": (
        {"change": {"/people/tanaka/screening": []}},
        ("RS-P1-07", "person:tanaka"),
        "not_run",
        "joint",
    ),
    "lists of which the funding agency is to be asked": (
        {"change": {"/institutions/northfield/country": "XC"}},
        ("RS-P1-07", "person:tanaka"),
        "lists_not_named",
        "lead",
    ),
    "looks at a participant, of the own institution alone": (
        {"change": {"/people/tanaka/concerns": []}},
        ("RS-DD-01", "person:tanaka"),
        "mark_missing",
        "joint",
    ),
    "what open sources cannot confirm": (
        {"change": {"/people/tanaka/due_diligence": UNOBTAINABLE}},
        ("RS-P1-04", "person:tanaka"),
        "not_confirmable",
        "lead",
    ),
    "what waits for the funding agency's answer on what is withheld": (
        {
            "remove": ["/institutions/minato/controls/systems"],
            "change": {"/institutions/minato/partner/withholds": WITHHOLDS},
        },
        ("RS-D4-04a", "institution:minato"),
        "part_withheld",
        "lead",
    ),
    "who of a withheld part takes part": (
        {
            "remove": [
                "/institutions/minato/partner/own_management",
                "/institutions/minato/roster",
            ],
            "change": {"/institutions/minato/partner/withholds": WITHHOLDS},
        },
        ("RS-SCP-03", "institution:minato"),
        "people_not_dated",
        "lead",
    ),
    "what a joint institution decides itself": (
        {"remove": ["/institutions/minato/desk/entries/0/decides"]},
        ("RS-PRE-01", "institution:minato"),
        "decider_not_named",
        "joint",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_institution_acts_on_what_it_makes(
    bundle: Bundle, engine: WasmEngine, case: Case
) -> None:
    how, cell, reason, actor = case
    facts = read_facts(canonical.dumps(apply_changes(complete(PROGRAM), how)))
    document = assemble(facts, as_of=date.fromisoformat(AS_OF))
    (finding,) = [
        finding
        for finding in engine.evaluate(bundle, document.canonical).result["findings"]
        if (finding["requirement"], finding["subject"]) == cell
    ]
    assert finding["reason"] == reason
    requirement = bundle.requirements[cell[0]]
    labels = InputLabels(orjson.loads(document.canonical), None, titles={}, language="ja")
    found = actor_of(requirement, Acted.on(finding), labels, reason=requirement["reasons"][reason])
    assert found == actor
