"""A condition in the words of an answer alone, beside one that is named as one, and words that name none."""

from typing import Any

import pytest
from tejun.model.conditions import condition_errors
from tejun.reading import Path

from tests.model.test_pasted import KPROGRAM, assert_refused, changed


@pytest.mark.parametrize(
    ("reason", "is_refused"),
    [
        ("解析サーバーの操作記録を保存することを条件に了承する。", True),
        ("研修の受講を条件として了承する。", True),
        ("条件付きで了承する。", True),
        ("操作記録の保存を前提に了承する。", True),
        ("Accepted on condition that logs are kept.", True),
        ("Accepted provided that the logs are kept.", True),
        ("条件は付さない。", False),
        ("無条件で了承する。", False),
        ("契約の条件を確認した。", False),
        ("追加の条件なしに了承する。", False),
        ("What was provided is enough.", False),
    ],
)
def test_a_condition_is_named_as_one(reason: str, *, is_refused: bool) -> None:
    place: Path = ("determinations", 1, "reason")
    assert_refused(changed(KPROGRAM, (place, reason)), place if is_refused else None)
    answer: dict[str, Any] = {"result": "accepted", "reason": reason, "conditions": ["q1"]}
    assert not list(condition_errors({"determinations": [answer]}))
    assert not list(condition_errors({"determinations": [{**answer, "conditions": []}]}))
    declined = {"result": "declined", "reason": reason}
    assert not list(condition_errors({"determinations": [declined]}))
