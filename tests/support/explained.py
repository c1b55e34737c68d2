"""A small decision, its catalog and its input document, made by hand: what explanations are tested on."""

import copy
from typing import Any, cast

from tejun.explain import Explanation, explain
from tejun.model.json_types import DecisionJson, FindingJson
from tejun.terms import STATUSES
from tejun.words import Language

CATALOG: dict[str, Any] = {
    "schema": "tejun/catalog/4",
    "program": {
        "slug": "kprogram-2026",
        "title": {"ja": "重要技術プログラム（例）", "en": "Technology program (example)"},
        "funding_agency": {"ja": "架空振興機構", "en": "Fictional Agency"},
        "contact": "desk@example.org",
        "example": True,
    },
    "requirements": [
        {
            "id": "RS-PRE-01",
            "title": {"ja": "部署の指定", "en": "Designated desk"},
            "clause": {"section": "第2章(3)", "item": "平時", "quote": "部署を指定し"},
            "actor": "institution",
            "reasons": {
                "provided": {
                    "status": "satisfied",
                    "message": {"ja": "「{title}」の記載があります。", "en": "“{title}” is there."},
                },
                "absent": {
                    "status": "missing_information",
                    "message": {"ja": "「{title}」がありません。", "en": "“{title}” is missing."},
                    "remedy": {"ja": "部署を記載してください。", "en": "Enter the desk."},
                },
            },
        },
        {
            "id": "RS-P1-03",
            "title": {"ja": "発表論文", "en": "Papers"},
            "clause": {"section": "第2章(3)", "item": "(1)", "quote": "発表論文"},
            "actor": "researcher",
            "reasons": {
                "period_too_short": {
                    "status": "missing_information",
                    "message": {
                        "ja": "申告の対象期間が{years}年に足りません。",
                        "en": "The declaration does not cover {years} years.",
                    },
                    "remedy": {
                        "ja": "{start}以降を申告してください。",
                        "en": "Declare from {start}.",
                    },
                },
                "stricter": {
                    "status": "unsatisfied",
                    "message": {"ja": "公募要領に反します。", "en": "It is against the call."},
                    "remedy": {"ja": "改めてください。", "en": "Change it."},
                    "by": {
                        "id": "KP-09",
                        "title": {"ja": "論文の追加条件", "en": "More on papers"},
                        "clause": {"section": "公募要領（例）", "item": "4章"},
                    },
                },
            },
        },
        {
            "id": "RS-C2-04",
            "title": {"ja": "外国企業との相談", "en": "Foreign company"},
            "clause": {"section": "第2章(3)", "item": "(2)", "quote": "FAと個別に相談"},
            "actor": "lead",
            "reasons": {
                "fa_accepted": {
                    "status": "satisfied",
                    "message": {
                        "ja": "FAの回答があります（{teller}）。",
                        "en": "The FA has answered ({teller}).",
                    },
                },
                "open": {
                    "status": "consult_fa",
                    "message": {"ja": "FAの回答がありません。", "en": "There is no answer."},
                    "remedy": {"ja": "FAに相談してください。", "en": "Consult the FA."},
                },
            },
        },
        {
            "id": "RS-O5-02",
            "title": {"ja": "手順書によらない措置", "en": "Measures outside the procedure"},
            "clause": {"section": "第2章(3)", "item": "(5)", "quote": "代わる措置"},
            "actor": "lead",
            "reasons": {
                "accepted": {
                    "status": "satisfied",
                    "outcome": "replaced",
                    "message": {"ja": "FAが認めています。", "en": "The FA accepted it."},
                },
                "not_chosen": {
                    "status": "not_applicable",
                    "outcome": "out_of_scope",
                    "message": {"ja": "選ばれませんでした。", "en": "It was not chosen."},
                },
            },
        },
        {
            "id": "RS-RA-02",
            "title": {"ja": "事例の共有", "en": "Sharing of cases"},
            "clause": {"section": "第2章(3)", "item": "リスク評価", "quote": "事例として共有"},
            "actor": "fa",
            "reasons": {
                "not_shared": {
                    "status": "consult_fa",
                    "message": {"ja": "事例はまだありません。", "en": "No cases yet."},
                    "remedy": {"ja": "FAに尋ねられます。", "en": "You may ask the FA."},
                }
            },
        },
    ],
}

DOCUMENT: dict[str, Any] = {
    "schema": "tejun/input/2",
    "as_of": "2026-11-20",
    "mode": "precheck",
    "facts": {
        "institutions": [
            {"id": "aoba", "role": "lead", "name": "青葉大学"},
            {"id": "minato", "role": "joint", "name": "港研究所"},
        ],
        "people": [
            {"id": "sato", "role": "pi", "name": "佐藤 花子", "institution": "aoba"},
            {
                "id": "mori",
                "role": "co_pi",
                "name": "森 一郎",
                "institution": "minato",
                "disclosures": {"papers": {"state": "none"}},
            },
        ],
        "measures": [{"id": "m1", "kind": "training"}],
        "agreements": [{"id": "a1", "title": "共同研究契約書"}],
        "determinations": [
            {
                "id": "d1",
                "requirement": "RS-C2-04",
                "result": "accepted",
                "on": "2026-11-01",
                "by": "架空振興機構",
                "reference": "FA-12",
                "reason": "支障なし",
            }
        ],
    },
    "fa": {},
}


def finding(requirement: str, subject: str, reason: str, **fields: Any) -> FindingJson:
    """A finding with the status that the catalog gives to its reason, or `missing_information`."""
    reasons: dict[str, Any] = next(
        (item["reasons"] for item in CATALOG["requirements"] if item["id"] == requirement), {}
    )
    finding = {
        "requirement": requirement,
        "subject": subject,
        "status": reasons.get(reason, {}).get("status", "missing_information"),
        "reason": reason,
        "params": {},
        "reads": [],
        "layer": "procedure",
        "enforcement": "binding",
        **fields,
    }
    return cast("FindingJson", finding)


def decision(*findings: FindingJson, **fields: Any) -> DecisionJson:
    """A decision that holds these findings."""
    decision = {
        "schema": "tejun/decision/1",
        "id": "0197c5f0-7d3e-7a31-9c53-2b6d0f6a9e11",
        "program": "kprogram-2026",
        "edition": "1",
        "base": "procedure-2025-06-11",
        "bundle": {"revision": "sha256:" + "0" * 64, "digest": "sha256:" + "1" * 64},
        "engine": {"name": "wasm", "version": "1"},
        "mode": "precheck",
        "application": {"id": "kp-1", "title": "センサーの研究"},
        "as_of": "2026-11-20",
        "decided_at": "2026-11-20T01:02:03Z",
        "outcome": "information_required",
        "summary": dict.fromkeys(STATUSES, 0),
        "findings": list(findings),
        "indicators": [],
        "digests": {"facts": "", "input": "", "result": ""},
        **fields,
    }
    return cast("DecisionJson", decision)


def explained(*findings: FindingJson, language: Language = "ja", **fields: Any) -> Explanation:
    """The explanation of a decision that holds these findings."""
    return explain(decision(*findings, **fields), CATALOG, language=language, document=DOCUMENT)


def document() -> dict[str, Any]:
    """A copy of the input document, to be changed."""
    return copy.deepcopy(DOCUMENT)
