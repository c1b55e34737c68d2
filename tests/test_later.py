"""A case's input document is made when it is asked for, and once."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.later import LaterCase


def test_what_nobody_asks_for_is_not_made_and_the_rest_is_made_once() -> None:
    made: list[dict[str, Any]] = []

    def make() -> dict[str, Any]:
        made.append({"facts": {"n": len(made)}})
        return made[-1]

    case = LaterCase.of(
        make,
        requirement="R",
        reason="why",
        program="p",
        path=Path("R/why.yaml"),
        overrides={},
        expect={},
    )
    assert (case.name, made) == ("R/why", [])
    assert case.input == case.input == {"facts": {"n": 0}}
    assert len(made) == 1
    assert replace(case, input={"facts": {}}).input == {"facts": {}}
    with pytest.raises(AttributeError, match="nothing"):
        _ = case.nothing
