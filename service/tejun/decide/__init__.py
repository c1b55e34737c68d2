"""The only path to a decision.

The order, each step only after the one before has succeeded:

1. the edition in force on the day, facts that name its program, a catalog that declares what its reasons bring about;
2. the input document, put together from them (`assemble`);
3. the engine's result over it;
4. the result examined (`tejun.decide.examine`): its words known, its edition the bundle's own, exactly one finding
   for every requirement and subject in scope and no other, the outcome the one that the findings give;
5. findings sorted, digests taken, an id and the time given;
6. the record committed; only then does the caller get the decision.

Always holds: what step 4 refuses is an EvaluationError and is never recorded, so nothing reads as prepared because a
policy fell silent. A caller that has a decision from a store has it on the disk.

May not know: HTTP, terminals, words for people, SQL.
"""

from tejun.decide.steps import (
    NewDecision,
    RecordedDecision,
    UnrecordedDecision,
    decide,
    decide_with_bundle,
    decide_without_recording,
    record_decisions,
)

__all__ = [
    "NewDecision",
    "RecordedDecision",
    "UnrecordedDecision",
    "decide",
    "decide_with_bundle",
    "decide_without_recording",
    "record_decisions",
]
