"""A program's decision matrix is held to its form before anything is built: no cell without the words that it cites."""

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tejun.authoring import lint
from tejun.authoring.source import Source
from tejun.errors import BundleError

from tests.support.cases import POLICIES, source_of

PROGRAM = "overseas-matrix-2026"
Matrix = dict[str, Any]


def changed(change: Callable[[Matrix], object]) -> Source:
    """The program's sources, with something changed in its matrix."""
    source = source_of(PROGRAM)
    config = copy.deepcopy(source.config)
    change(config["parameters"]["decision_matrix"])
    return replace(source, config=config)


def test_the_matrix_is_right_as_it_stands() -> None:
    lint.check_sources(source_of(PROGRAM), POLICIES)


@pytest.mark.parametrize(
    ("change", "place", "says"),
    [
        (
            lambda matrix: matrix["listed_post"]["rows"][2].pop("citation"),
            "listed_post/rows/2",
            "“citation” is missing",
        ),
        (
            lambda matrix: matrix["listed_post"]["rows"][2].update(citation={"ja": "4の項ハ"}),
            "listed_post/rows/2/citation",
            "“en” is missing",
        ),
        (
            lambda matrix: matrix["listed_post"]["rows"][2].update(outcome="high"),
            "listed_post/rows/2/outcome",
            "prohibited, mitigation_required, mitigation_recommended, none",
        ),
        (
            lambda matrix: matrix["listed_post"]["rows"][2].update({"from": "April 2025"}),
            "listed_post/rows/2/from",
            "a date of the calendar",
        ),
        (
            lambda matrix: matrix["listed_post"]["rows"][2].update(weight=3),
            "listed_post/rows/2",
            "no “weight”",
        ),
        (lambda matrix: matrix["listed_post"].pop("title"), "listed_post", "“title” is missing"),
        (lambda matrix: matrix.clear(), "", ""),
    ],
    ids=[
        "a cell without its citation",
        "a citation in one language",
        "an outcome of the program's own making",
        "a day that is none",
        "a cell with a weight",
        "a factor without a title",
        "no factor at all",
    ],
)
def test_a_matrix_that_is_not_right_is_refused(
    change: Callable[[Matrix], object], place: str, says: str
) -> None:
    with pytest.raises(BundleError) as caught:
        lint.check_sources(changed(change), POLICIES)
    (found,) = caught.value.places
    assert found.message.in_("en").startswith(
        f"parameters/decision_matrix/{place}".rstrip("/") + ": "
    )
    assert says in found.message.in_("en")
