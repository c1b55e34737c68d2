"""What a test asks of a remedy: the facts after its steps, decided anew, and what they left as it was.

Always holds: facts after steps reach the engine only through the intake, as a submitter's do; what was entered is
compared without the code that made the steps.

May not know: how steps are found.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tejun.audit.remedy import Bounds, Remedy, StepSet, Trial, forms_and_params, settle
from tejun.audit.remedy.edits import apply_edits
from tejun.audit.remedy.result import Taken
from tejun.audit.remedy.samples import is_fact
from tejun.audit.remedy.steps import Step, in_order
from tejun.bundle.archive import Bundle
from tejun.engine.protocol import Engine
from tejun.policytest import Case, with_overrides

from tests.support.judged import CellDecision, Question, decide, input_document

MOVED = ("on", "since")
"""The days of a declaration, which move forward when it is made again."""


def trial_of(document: Mapping[str, Any], bundle: Bundle, engine: Engine, **bounds: Any) -> Trial:
    return Trial(document, bundle, engine.evaluate, time.monotonic, Bounds(**bounds))


def remedy_of_case(case: Case, bundles: Mapping[str, Bundle], engine: Engine) -> Remedy:
    """What settles the finding that the case expects."""
    bundle = with_overrides(bundles[case.program], case)
    return settle(
        trial_of(case.input, bundle, engine),
        forms_and_params(bundle),
        only=(case.expect["requirement"], case.expect["subject"]),
    )


def decided_after(
    engine: Engine, question: Question, taken: tuple[Taken, ...]
) -> CellDecision | None:
    """What the edition decides of the question's facts after the steps; None where the intake refuses them."""
    facts = question.facts
    for step, variant in taken:
        facts = step.apply(facts, question.as_of, variant)
    changed = Question(
        question.name, question.bundle, facts, question.as_of, question.mode, question.fa
    )
    if input_document(changed) is None:
        return None
    return decide(engine, changed)


def done_in_order(
    engine: Engine, question: Question, taken: tuple[Taken, ...], *, day_by_day: bool
) -> CellDecision | None:
    """What is decided where the steps are done in the order in which they are shown, each a day after the one before,
    and it is asked on the day of the last; or where all are done on that day. What is entered in one fact is signed
    together, on one day."""
    variants = dict(taken)
    occasions = list(dict.fromkeys(map(_occasion, in_order(variants))))
    days = [
        (date.fromisoformat(question.as_of) + timedelta(days=number)).isoformat()
        for number in range(len(occasions))
    ]
    facts = question.facts
    for step in in_order(variants):
        day = days[occasions.index(_occasion(step))] if day_by_day else days[-1]
        edits = (
            replace(edit, **_moved_to(vars(edit), question.as_of, day))
            for edit in step.variants[variants[step]]
        )
        facts = apply_edits(facts, edits, day)
    changed = Question(question.name, question.bundle, facts, days[-1], question.mode, question.fa)
    return None if input_document(changed) is None else decide(engine, changed)


def _occasion(step: Step) -> object:
    """The fact that the step adds to; itself, where it adds to none."""
    prefixes = (step.path[:depth] for depth in range(1, len(step.path) + 1))
    return next(filter(is_fact, prefixes), step)


def _moved_to(value: Any, day: str, another: str) -> Any:
    """The value with what is of the one day of the other."""
    if isinstance(value, Mapping):
        return {key: _moved_to(below, day, another) for key, below in value.items()}
    if isinstance(value, list):
        return [_moved_to(below, day, another) for below in value]
    return another if value == day else value


def replaced(before: Any, after: Any, path: tuple[str | int, ...] = ()) -> Iterator[str]:
    """Where something that was entered is gone, or another, and not only declared again later or for longer."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            if key not in after:
                yield f"{path}: {key} is gone"
            elif not _moved(path, key, value, after[key]):
                yield from replaced(value, after[key], (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        if len(after) < len(before):
            yield f"{path}: items are gone"
        for i, (old, new) in enumerate(zip(before, after, strict=False)):
            yield from replaced(old, new, (*path, i))
    elif before != after:
        yield f"{path}: {before!r} became {after!r}"


def _moved(path: tuple[str | int, ...], key: str, before: Any, after: Any) -> bool:
    """Whether it is the time of a declaration, which moved forward or grew."""
    if path[-1:] in {("declared",), ("kept",)} and key in MOVED:
        return bool(after >= before)
    if key == "period" and "declared" not in path:
        return _is_wider(before, after)
    return False


def _is_wider(before: Any, after: Any) -> bool:
    if after == "all":
        return True
    return isinstance(before, dict) and (
        after["start"] <= before["start"] and before["end"] <= after["end"]
    )


OF_OTHERS = {
    *("adequacy", "disposition", "view", "determinations", "judgements", "no_measure"),
    *("reliability", "designation", "withdrawn"),
}
"""What is a person's judgement or the FA's word: nobody makes that up."""


def made_up(before: Any, after: Any, path: tuple[str | int, ...] = ()) -> Iterator[str]:
    """Where a judgement, or the FA's word, stands that was not there before."""
    if isinstance(after, dict):
        for key, value in after.items():
            old = before.get(key) if isinstance(before, dict) else None
            if key in OF_OTHERS and value != old:
                yield f"{path}: {key}"
            else:
                yield from made_up(old, value, (*path, key))
        if path == ("requests",) and _asked(after) != _asked(before):
            yield "requests of the FA"
    elif isinstance(after, list):
        for i, value in enumerate(after):
            old = before[i] if isinstance(before, list) and i < len(before) else None
            yield from made_up(old, value, (*path, i))


def _asked(fact: Any) -> list[str]:
    return [entry["request"] for entry in (fact or {}).get("entries", ())]


def every_variant(found: StepSet) -> Iterator[tuple[Taken, ...]]:
    """The set with one step at a time done otherwise."""
    for i, (step, tried) in enumerate(found.taken):
        for variant in range(len(step.variants)):
            if variant != tried:
                yield (*found.taken[:i], (step, variant), *found.taken[i + 1 :])
