"""The plan of another project in place of the own one."""

from typing import Any

import pytest
from tejun.reading import Path

from tests.model.test_pasted import KPROGRAM, assert_refused, changed
from tests.support.cases import complete
from tests.support.places import value_at

PLAN: Path = ("dmp", "entries", 0, "madmp", "dmp")
OTHER = "海洋観測の研究"
NUMBER = {"identifier": "kp2023-0001", "type": "other"}


def plan_of(projects: list[dict[str, Any]], **changes: str) -> Any:
    """The application, with a plan of these projects, and other titles of the plan (`plan`) and the entry (`entry`)."""
    return changed(
        KPROGRAM,
        ((*PLAN, "project"), projects),
        ((*PLAN, "title"), changes.get("plan", f"{OTHER} DMP")),
        (("dmp", "entries", 0, "title"), changes.get("entry", "データマネジメントプラン")),
    )


def project(title: str, *, known: Any = None, granted: Any = None) -> dict[str, Any]:
    first = value_at(complete(KPROGRAM), (*PLAN, "project", 0))
    rest = {key: value for key, value in first.items() if key not in {"project_id", "funding"}}
    funding = [
        {**entry, "grant_id": granted}
        if granted
        else {key: value for key, value in entry.items() if key != "grant_id"}
        for entry in first["funding"]
    ]
    return {
        **rest,
        "title": title,
        "description": title,
        "funding": funding,
        **({"project_id": [known]} if known else {}),
    }


OWN = "過酷環境で動作する酸化ガリウムパワー素子の信頼性評価基盤"
OWN_NUMBER = {"identifier": "KP2026 0417", "type": "other"}


@pytest.mark.parametrize(
    ("projects", "is_refused"),
    [
        ([project(OTHER, known=NUMBER)], True),
        ([project(OTHER, granted=NUMBER)], True),
        ([project(OTHER, known=NUMBER, granted=NUMBER)], True),
        ([project(OTHER, known=NUMBER, granted=OWN_NUMBER)], False),
        ([project(OTHER, known=OWN_NUMBER)], False),
        ([project(f"「{OWN}」", known=NUMBER)], False),
        ([project(OTHER, known=NUMBER), project(OWN)], False),
        ([project("Reliability of gallium oxide power devices")], False),
    ],
)
def test_a_plan_is_that_of_this_research(projects: Any, *, is_refused: bool) -> None:
    assert_refused(plan_of(projects), (*PLAN, "project") if is_refused else None)


@pytest.mark.parametrize(
    ("titles", "is_refused"),
    [
        ({"entry": "データマネジメントプラン（kp2026-0417）"}, False),
        ({"plan": f"{OWN} DMP"}, False),
        ({"entry": "データマネジメントプラン（kp2026-0418）"}, True),
    ],
)
def test_or_its_title_says_so(titles: dict[str, str], *, is_refused: bool) -> None:
    facts = plan_of([project(OTHER, known=NUMBER)], **titles)
    assert_refused(facts, (*PLAN, "project") if is_refused else None)


def test_a_plan_without_a_project_tells_of_none() -> None:
    plan = value_at(complete(KPROGRAM), PLAN)
    without = {key: value for key, value in plan.items() if key != "project"}
    assert_refused(changed(KPROGRAM, (PLAN, {**without, "title": OTHER})), None)
