"""Whether a run of names against a list holds together: its scores, their scale, and whom a person judged.

May not know: which lists are asked for.
"""

import re
from collections.abc import Iterator
from typing import Any

from tejun.model.mistakes import Mistake
from tejun.reading import Path
from tejun.words import Message

_SPAN = re.compile(
    r"\D*?(?P<least>-?\d+(?:\.\d+)?)\s*(?:-|‐|‑|–|—|−|~|〜|～|から|to|\.\.+|,|、)\s*(?P<most>\d+(?:\.\d+)?)\D*"
)
"""A scale that says from which number to which: 0-1, 0〜100点. Any other is in its own words."""


def run_errors(facts: dict[str, Any]) -> Iterator[Mistake]:
    """What is wrong in the runs of the people and institutions."""
    yield from _score_errors(facts)
    yield from _judged_candidates(facts)
    for subject, path in _screened(facts):
        for i, run in enumerate(subject.get("screening", [])):
            yield from _off_scale(run, (*path, "screening", i))


def _off_scale(run: dict[str, Any], path: Path) -> Iterator[Mistake]:
    """A value that the scale does not have: with 92 on a scale from 0 to 1 no name could have come up."""
    scoring = run.get("scoring", {"scale": ""})
    span = _SPAN.fullmatch(scoring["scale"])
    if span is None or float(span["least"]) >= float(span["most"]):
        return
    values = [((*path, "scoring", "threshold"), scoring["threshold"])]
    for i, candidate in enumerate(run["candidates"]):
        if "score" in candidate:
            values.append(((*path, "candidates", i, "score"), candidate["score"]))
    for place, value in values:
        if not float(span["least"]) <= value <= float(span["most"]):
            yield place, Message("model.off_scale", least=span["least"], most=span["most"])


def _score_errors(facts: dict[str, Any]) -> Iterator[Mistake]:
    """A score says nothing without what computed it, and on which scale."""
    for subject, path in _screened(facts):
        for i, run in enumerate(subject.get("screening", [])):
            for k, candidate in enumerate(run["candidates"]):
                if "score" in candidate and "scoring" not in run:
                    place = (*path, "screening", i, "candidates", k, "score")
                    yield place, Message("model.score_without_scoring")


def _judged_candidates(facts: dict[str, Any]) -> Iterator[Mistake]:
    """Somebody whom a person judges to be the subject, or perhaps the subject, was found in a run of that list."""
    for subject, path in _screened(facts):
        runs = subject.get("screening", [])
        found_in = {run["list_id"] for run in runs if run["candidates"]}
        for i, run in enumerate(runs):
            judged = run.get("disposition", {}).get("view", "different")
            if judged != "different" and run["list_id"] not in found_in:
                place = (*path, "screening", i, "candidates")
                yield place, Message("model.judged_without_candidate", view=judged)


def _screened(facts: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Path]]:
    for part in ("people", "institutions"):
        for i, subject in enumerate(facts[part]):
            yield subject, (part, i)
