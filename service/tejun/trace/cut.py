"""Cuts a trace by subject: which events belong to which subject, and how each line of source came out.

OPA evaluates a rule without arguments once, for whichever subject needs it first. Its events therefore belong to all
that refer to it (`shared`); those of functions belong to the subject for which they were called.

Always holds: pure. Events that cannot be assigned to a subject are returned for all of them together, never guessed.

May not know: languages, or how marks are shown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tejun.trace.events import EvaluatedRule, Event, Trace
from tejun.trace.source import Module, Rule
from tejun.trace.view import Mark

_DATA = re.compile(r"data\.[\w.]+")


@dataclass
class Tally:
    """Counts of the events on one line."""

    entered: int = 0
    exited: int = 0
    expressions: dict[str, list[int]] = field(default_factory=dict)
    """By expression: how often it was evaluated, how often it failed."""
    failures: list[Event] = field(default_factory=list)

    @property
    def mark(self) -> Mark | None:
        """The line's mark. A branch's first line counts for the branch; another holds as often as the least of its
        expressions."""
        if self.entered:
            succeeded, failed = self.exited, self.entered - self.exited
        else:
            counts = self.expressions.values()
            succeeded = min((evaluated - failed for evaluated, failed in counts), default=0)
            failed = sum(failed for _, failed in counts)
        if succeeded > 0:
            return "both" if failed > 0 else "held"
        return "failed" if failed > 0 else None


@dataclass(frozen=True)
class Observations:
    """What runs of events show: the counts of each line by file and row, the rules that were entered with their files,
    and the names that rules of the direct files refer to."""

    lines: dict[tuple[str, int], Tally]
    rules: dict[Rule, str]
    shared: set[Rule]
    """Functions that were called for all subjects at once, within a rule that has no arguments."""
    names: set[str]


class SortedEvents:
    """A trace's events, sorted into those of the traced rules and those that all subjects share."""

    def __init__(self, trace: Trace, modules: Mapping[str, Module]) -> None:
        self._modules = modules
        self._traced_rules = {rule.name for rule in (trace.rule, *trace.tightenings)}
        self._own: list[Event] = []
        self._shared: dict[str, list[Event]] = {}
        self._sort(trace.events)

    def events_by_result(self, rule: EvaluatedRule) -> "list[list[Event]] | None":
        """The events of each of the rule's results, in the same order; None where they cannot be told apart."""
        frame = self.frame(rule)
        ends = [i for i, event in enumerate(frame) if self._ends_a_result(event, frame[0].depth)]
        if len(ends) != len(rule.results):
            return [frame] if len(rule.results) == 1 else None
        starts = [0, *(end + 1 for end in ends)]
        return [
            frame[_start_of_iteration(frame, start, end) : end + 1]
            for start, end in zip(starts, ends, strict=False)
        ]

    def frame(self, rule: EvaluatedRule) -> list[Event]:
        """All events in a traced rule, from the one that enters it."""
        starts = [i for i, event in enumerate(self._own) if self._enters(event, rule.name)]
        events: list[Event] = []
        for event in self._own[starts[0] :] if starts else []:
            if events and event.depth <= events[0].depth:
                break
            events.append(event)
        return events

    def shared_events(self, runs: Iterable[Sequence[Event]]) -> Iterator[list[Event]]:
        """The events of each rule without arguments that these runs refer to, directly or through one another."""
        pending, done = [*runs], set[str]()
        while pending:
            referenced = {name for event in pending.pop() for name in _DATA.findall(event.text)}
            for rule in sorted(self._shared.keys() - done):
                if is_referenced(rule, referenced):
                    done.add(rule)
                    pending.append(self._shared[rule])
                    yield self._shared[rule]

    def rule_of(self, event: Event) -> Rule | None:
        """The rule that the event enters, leaves or re-enters, if it does."""
        if event.path is None:
            return None
        rule = self._modules[event.path].rule_at(event.row)
        return rule if rule is not None and rule.name == event.text else None

    def is_in_traced_rule(self, event: Event) -> bool:
        """Whether it is on a line of a traced rule itself, which only iterates over the subjects."""
        rule = self._modules[event.path].rule_at(event.row) if event.path else None
        return rule is not None and rule.name in self._traced_rules

    def _enters(self, event: Event, rule: str) -> bool:
        return event.op == "Enter" and event.text == rule and self.rule_of(event) is not None

    def _sort(self, events: Iterable[Event]) -> None:
        open_rules: list[tuple[int, str]] = []
        for event in events:
            while open_rules and event.depth <= open_rules[-1][0]:
                open_rules.pop()
            if event.op in {"Enter", "Redo"}:
                rule = self.rule_of(event)
                if rule and not rule.function and rule.name not in self._traced_rules:
                    open_rules.append((event.depth, rule.name))
            target = self._shared.setdefault(open_rules[-1][1], []) if open_rules else self._own
            target.append(event)

    def _ends_a_result(self, event: Event, depth: int) -> bool:
        """Whether the comprehension that a traced rule consists of has produced one more value."""
        return event.op == "Exit" and event.depth == depth + 2 and self.rule_of(event) is None


def _start_of_iteration(frame: Sequence[Event], start: int, end: int) -> int:
    """Where the iteration of a comprehension that ends at `end` begins, without those before it that gave nothing."""
    depth = frame[end].depth
    turns = (i for i in range(end - 1, start, -1) if frame[i].op == "Redo")
    return next((i + 1 for i in turns if frame[i].depth == depth), start)


def is_referenced(rule: str, names: Iterable[str]) -> bool:
    """Whether one of the names is the rule's, or a path into its value."""
    return any(name == rule or name.startswith(f"{rule}.") for name in names)


def observe(
    runs: Sequence[Sequence[Event]], events: SortedEvents, direct_files: frozenset[str]
) -> Observations:
    """What the runs of events show, with the shared ones; `direct_files` are the files of the traced rules."""
    observations = Observations({}, {}, set(), set())
    for run in runs:
        _read(run, observations, events, direct_files=direct_files)
    own = set(observations.rules)
    for run in events.shared_events(runs):
        _read(run, observations, events, direct_files=direct_files)
    observations.shared.update(rule for rule in observations.rules.keys() - own if rule.function)
    return observations


def _read(
    run: Iterable[Event],
    observations: Observations,
    events: SortedEvents,
    *,
    direct_files: frozenset[str],
) -> None:
    reader = _EventReader(observations, events, direct_files)
    for event in run:
        reader.read(event)


class _EventReader:
    def __init__(
        self, observations: Observations, events: SortedEvents, direct_files: frozenset[str]
    ) -> None:
        self._observations = observations
        self._events = events
        self._direct_files = direct_files
        self._last: dict[int, Event] = {}
        self._enclosing: dict[int, tuple[str | None, int]] = {}

    def read(self, event: Event) -> None:
        """Reads one event, after all those before it."""
        if event.path is None:
            return
        if event.op in {"Enter", "Redo"}:
            self._open(event, event.path)
        elif (
            event.op == "Exit"
            and self._events.rule_of(event)
            and not self._events.is_in_traced_rule(event)
        ):
            self._tally(event.path, event.row).exited += 1
        elif event.op in {"Eval", "Fail"}:
            self._expression(event, event.path)

    def _open(self, event: Event, path: str) -> None:
        """A rule is entered, or a query within an expression: a comprehension's, an `every`'s, a `not`'s."""
        rule, enclosing_event = self._events.rule_of(event), self._last.get(event.depth)
        if rule is not None:
            self._enclosing.pop(event.depth + 1, None)
        if event.op == "Redo":
            return  # within the same query it goes on
        if rule is not None:
            if not self._events.is_in_traced_rule(event):  # it ends after the last subject
                self._tally(path, event.row).entered += 1
            self._observations.rules[rule] = path
        elif enclosing_event is not None:
            self._enclosing[event.depth + 1] = (enclosing_event.path, enclosing_event.row)

    def _expression(self, event: Event, path: str) -> None:
        if event.op == "Eval":
            self._last[event.depth] = event
            if path in self._direct_files and not self._events.is_in_traced_rule(event):
                self._observations.names.update(_DATA.findall(event.text))
        # A comprehension holds even where nothing in it does, and a `not` only then: only the whole counts on its line.
        if self._enclosing.get(event.depth) == (path, event.row):
            return
        tally = self._tally(path, event.row)
        tally.expressions.setdefault(event.text, [0, 0])[event.op == "Fail"] += 1
        if event.op == "Fail":
            tally.failures.append(event)

    def _tally(self, path: str, row: int) -> Tally:
        return self._observations.lines.setdefault((path, row), Tally())
