"""Two decisions of one application: what changed between them, and which change moved which finding.

What moved a finding is not read off the facts: it is seen by evaluating the later input again with changes undone
(`tejun.audit.causes`).

Always holds: pure but for the engine and the clock, which are handed in; nothing is recorded. Both decisions come out
again first as they were recorded: of what does not, nothing is said. A finding is another where its status, reason,
values, layer or force is; not where it only reads the same from another place.

May not know: where records and editions are kept, who may see facts, or how a comparison is shown.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Literal

from tejun import canonical
from tejun.audit import differing
from tejun.audit.causes import Causes, Found, Limits, Search, Stop
from tejun.audit.forms import require_this_form
from tejun.audit.touched import Touched
from tejun.bundle.archive import Bundle
from tejun.decide.prepared import prepare
from tejun.errors import (
    EngineUnavailableError,
    EvaluationError,
    EvaluationTimeoutError,
    NotComparableError,
)
from tejun.model.json_types import DecisionJson, FindingJson, ResultJson
from tejun.reading.lenient import read_own
from tejun.terms import Outcome
from tejun.words import Message

SCHEMA = "tejun/comparison/1"

What = Literal["edition", "as_of", "mode", "facts", "fa"]

Evaluate = Callable[[Bundle, bytes], Mapping[str, Any]]
"""From an edition and an input document, as bytes, to the result. Raises EvaluationError."""


@dataclass(frozen=True)
class Recorded:
    """A decision as it was recorded, its bytes and those of its input, and the edition that decided."""

    decision: bytes = field(repr=False)
    input: bytes = field(repr=False)
    bundle: Bundle = field(repr=False)


@dataclass(frozen=True)
class Changed:
    """What changed: the edition, the day, the mode, or something in the facts or in what the FA recorded.

    Of the last two, `place` is where, as people are shown it, and the pointers (RFC 6901) lead there in that part of
    each input document; None where it has nothing there. What stands there, `before` and `after`, is personal data.
    """

    what: What
    kind: differing.Kind
    place: str
    pointer_before: str | None
    pointer_after: str | None
    before: Any = field(repr=False)
    after: Any = field(repr=False)


@dataclass(frozen=True)
class MovedFinding:
    """A finding that is another in the later decision; None where it has none. `by` is empty where it was not found."""

    requirement: str
    subject: str
    before: FindingJson | None
    after: FindingJson | None
    by: Causes


@dataclass(frozen=True)
class MovedOutcome:
    """The outcome of both; `by` is empty where it is the same, or what moved it was not found."""

    before: Outcome
    after: Outcome
    by: Causes


@dataclass(frozen=True)
class DecisionComparison:
    """Two decisions beside each other. `by` numbers the changes from 0, in their order.

    `evaluations` is how many were made, `stopped` what ended it before all was found; None where nothing did. Where it
    was the number of changes, or the time that it took to see them, `changes` are those that were seen by then.
    """

    before: DecisionJson = field(repr=False)
    after: DecisionJson = field(repr=False)
    changes: tuple[Changed, ...]
    outcome: MovedOutcome
    findings: tuple[MovedFinding, ...]
    evaluations: int
    stopped: Stop | None

    @property
    def idle(self) -> tuple[int, ...]:
        """The changes that are named nowhere."""
        moved = (self.outcome.by, *(finding.by for finding in self.findings))
        named = {number for by in moved for together in by for number in together}
        return tuple(number for number in range(len(self.changes)) if number not in named)


@dataclass(frozen=True)
class ComparedSide:
    """What names the requirements and subjects of one of the decisions: its catalog and its input document."""

    catalog: Mapping[str, Any] = field(repr=False)
    document: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class ComparedRecords:
    """The comparison, and what names things in it, of the later decision first."""

    comparison: DecisionComparison
    sides: tuple[ComparedSide, ComparedSide] = field(repr=False)


def compare_decisions(
    before: Recorded,
    after: Recorded,
    evaluate: Evaluate,
    *,
    clock: Callable[[], float],
    limits: Limits,
) -> DecisionComparison:
    """The later decision beside the earlier one; `clock` gives seconds that only grow.

    Raises NotComparableError where they are of two applications, or do not come out again as they were recorded;
    EarlierFormError, EngineUnavailableError or EvaluationTimeoutError.
    """
    began = clock()
    old, new = read_own(before.decision), read_own(after.decision)
    _require_one_application(old, new)

    def require_time() -> None:
        if clock() - began >= limits.seconds:
            raise _NotLaidError("seconds", ())

    wanted = _differing(_essence(old), _essence(new))
    try:
        laid = _Laid((before, after), (old["id"], new["id"]), limits.changes, require_time)
    except _NotLaidError as error:
        for decision, recorded in ((old, before), (new, after)):
            if _essence(evaluate(recorded.bundle, recorded.input)) != _essence(decision):
                raise _not_as_recorded(decision) from None
        found = Found(dict.fromkeys(wanted, ()), 2, error.why)
        return _compared(old, new, error.changes, found)
    search = Search(
        len(laid.changes), _asked(laid, evaluate), clock=clock, limits=limits, began=began
    )
    for decision, undone in ((old, search.whole), (new, frozenset[int]())):
        if search.result(undone) != _essence(decision):
            raise _not_as_recorded(decision)
    return _compared(old, new, laid.changes, search.find(wanted, _likely(laid, old, new)))


def _compared(
    old: DecisionJson, new: DecisionJson, changes: tuple[Changed, ...], found: Found["_Cell"]
) -> DecisionComparison:
    return DecisionComparison(
        before=old,
        after=new,
        changes=changes,
        outcome=MovedOutcome(old["outcome"], new["outcome"], found.causes.get(_OUTCOME, ())),
        findings=tuple(_moved(old, new, found.causes)),
        evaluations=found.evaluations,
        stopped=found.stopped,
    )


def _moved(
    before: DecisionJson, after: DecisionJson, causes: Mapping["_Cell", Causes]
) -> Iterator[MovedFinding]:
    old, new = _by_cell(before["findings"]), _by_cell(after["findings"])
    for cell in sorted(causes.keys() - {_OUTCOME}):
        requirement, subject = cell
        yield MovedFinding(requirement, subject, old.get(cell), new.get(cell), causes[cell])


# --- what comes out -------------------------------------------------------------------------------

_Cell = tuple[str, str]
_OUTCOME: _Cell = ("", "")
"""Stands for the outcome among requirements and their subjects."""

_of_finding = itemgetter("status", "reason", "params", "layer", "enforcement")


def _by_cell(findings: Iterable[FindingJson]) -> dict[_Cell, FindingJson]:
    return {(finding["requirement"], finding["subject"]): finding for finding in findings}


def _essence(result: DecisionJson | ResultJson | Mapping[str, Any]) -> dict[_Cell, bytes]:
    """What makes each finding what it is, and the outcome."""
    cells = _by_cell(result["findings"])
    return {
        _OUTCOME: result["outcome"].encode(),
        **{cell: canonical.dumps(_of_finding(found)) for cell, found in cells.items()},
    }


def _differing(
    before: Mapping[_Cell, bytes], after: Mapping[_Cell, bytes]
) -> dict[_Cell, bytes | None]:
    """What was, of each that is another."""
    cells = sorted({*before, *after}, key=lambda cell: (cell == _OUTCOME, cell))
    return {cell: before.get(cell) for cell in cells if before.get(cell) != after.get(cell)}


def _asked(
    laid: "_Laid", evaluate: Evaluate
) -> Callable[[frozenset[int]], Mapping[_Cell, bytes] | None]:
    def ask(undone: frozenset[int]) -> Mapping[_Cell, bytes] | None:
        try:
            return _essence(evaluate(*laid.with_undone(undone)))
        except (EngineUnavailableError, EvaluationTimeoutError):  # says nothing of the facts
            raise
        except EvaluationError:  # facts that nobody could submit may give nothing
            return None

    return ask


def _likely(
    laid: "_Laid", before: DecisionJson, after: DecisionJson
) -> Callable[[_Cell], frozenset[int]]:
    """The changes of the whole, and those of what either finding reads."""
    old, new = _by_cell(before["findings"]), _by_cell(after["findings"])

    def likely(cell: _Cell) -> frozenset[int]:
        reads = [[*each[cell]["reads"]] if cell in each else [] for each in (old, new)]
        return laid.touched(*reads)

    return likely


# --- what changed ---------------------------------------------------------------------------------

_PARTS = ("facts", "fa")
_WHOLE: tuple[Literal["as_of", "mode"], ...] = ("as_of", "mode")


class _NotLaidError(Exception):
    """The documents could not be laid beside each other within the limits; the changes that were seen by then."""

    def __init__(self, why: Stop, changes: tuple[Changed, ...]) -> None:
        super().__init__(why)
        self.why: Stop = why
        self.changes = changes


class _Laid:
    """The editions and inputs of both decisions beside each other.

    Raises EarlierFormError where the facts of either are in a form of before, _NotLaidError where there are more
    changes than `most`, and what `go_on` raises.
    """

    def __init__(
        self,
        recorded: tuple[Recorded, Recorded],
        ids: tuple[str, str],
        most: int,
        go_on: Callable[[], None],
    ) -> None:
        self._bundles = tuple(each.bundle for each in recorded)
        self._inputs = tuple(read_own(each.input) for each in recorded)
        for decision_id, document in zip(ids, self._inputs, strict=True):
            require_this_form(decision_id, document)
        whole = tuple(self._of_whole())
        self._first = len(whole)
        parts = ({name: each[name] for name in _PARTS} for each in self._inputs)
        try:
            self._parts = differing.compare(*parts, most=most, go_on=go_on)
        except differing.TooManyChangesError as error:
            seen = (*whole, *map(self._of_part, error.changes))
            raise _NotLaidError("changes", seen) from None
        self.changes: tuple[Changed, ...] = (*whole, *map(self._of_part, self._parts.changes))
        self._touched = Touched(self._parts.changes, self._first)

    def _of_whole(self) -> Iterator[Changed]:
        before, after = map(_named, self._bundles)
        if before["revision"] != after["revision"]:
            yield Changed("edition", "changed", "", None, None, before, after)
        for what in _WHOLE:
            old, new = (each[what] for each in self._inputs)
            if old != new:
                yield Changed(what, "changed", "", None, None, old, new)

    def _of_part(self, change: differing.Change) -> Changed:
        there = 1 if change.keys_after is not None else 0
        part, *keys = change.keys_after or change.keys_before or ()
        return Changed(
            what="facts" if part == "facts" else "fa",
            kind=change.kind,
            place=canonical.place_name(keys, self._inputs[there][part]),
            pointer_before=_pointer(change.keys_before),
            pointer_after=_pointer(change.keys_after),
            before=None if change.before is differing.ABSENT else change.before,
            after=None if change.after is differing.ABSENT else change.after,
        )

    def touched(self, before: Collection[str], after: Collection[str]) -> frozenset[int]:
        """The changes of the whole, and of what is read in the earlier and in the later document (pointers)."""
        return frozenset(range(self._first)) | self._touched.by(before, after)

    def with_undone(self, undone: frozenset[int]) -> tuple[Bundle, bytes]:
        """The edition that is asked, and the later input, but for the changes with these numbers."""
        old, new = self._inputs
        parts = self._parts.with_undone({number - self._first for number in undone})
        back = {self.changes[number].what for number in undone if number < self._first}
        whole = {what: (old if what in back else new)[what] for what in _WHOLE}
        document = {**new, **whole, **parts, "prepared": prepare(parts["facts"])}
        return self._bundles["edition" not in back], canonical.dumps(document)


def _named(bundle: Bundle) -> dict[str, str]:
    return {"edition": bundle.edition, "base": bundle.base, "revision": bundle.revision}


def _pointer(keys: differing.Keys | None) -> str | None:
    """As the part has it, without its own name."""
    return None if keys is None else canonical.pointer(keys[1:])


# --- what may be compared -------------------------------------------------------------------------


def _require_one_application(before: DecisionJson, after: DecisionJson) -> None:
    applications = [(each["program"], each["application"]["id"]) for each in (before, after)]
    if applications[0] != applications[1]:
        raise NotComparableError(
            Message("audit.comparing.two_applications.detail", ids=[before["id"], after["id"]]),
            Message("audit.comparing.two_applications.advice"),
        )


def _not_as_recorded(decision: DecisionJson) -> NotComparableError:
    return NotComparableError(
        Message("audit.comparing.not_as_recorded.detail", id=decision["id"]),
        Message("audit.comparing.not_as_recorded.advice", id=decision["id"]),
    )
