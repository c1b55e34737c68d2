"""Cutting a trace: which events belong to which subject, and how each line of source came out.

OPA works out a rule without arguments once, for whichever subject asks first. Its events therefore belong to all who
name it (`shared`), those of functions to the subject they were called for.

Always holds: pure. What cannot be told apart by subject is given for all of them together, never guessed.

May not know: languages, or how marks are shown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tejun.trace.events import Event, Trace, Traced
from tejun.trace.source import Module, Rule
from tejun.trace.view import Mark

_DATA = re.compile(r"data\.[\w.]+")


@dataclass
class Tally:
    """What was seen of one line while the events are read."""

    entered: int = 0
    exited: int = 0
    expressions: dict[str, list[int]] = field(default_factory=dict)
    """By expression: how often it was evaluated, how often it failed."""
    failures: list[Event] = field(default_factory=list)

    @property
    def mark(self) -> Mark | None:
        """A branch's first line tells of the branch; any other holds as often as the least of its expressions."""
        if self.entered:
            held, failed = self.exited, self.entered - self.exited
        else:
            counts = self.expressions.values()
            held = min((evaluated - failed for evaluated, failed in counts), default=0)
            failed = sum(failed for _, failed in counts)
        if held > 0:
            return "both" if failed > 0 else "held"
        return "failed" if failed > 0 else None


@dataclass(frozen=True)
class Seen:
    """What runs of events did: the lines by file and row, the rules that were entered, in which file, and the names
    that the rules of `near` files named."""

    lines: dict[tuple[str, int], Tally]
    rules: dict[Rule, str]
    shared: set[Rule]
    """Functions that were called for all subjects at once, within a rule that has no arguments."""
    named: set[str]


class Events:
    """A trace's events, sorted into those of each asked rule and those that all share."""

    def __init__(self, trace: Trace, modules: Mapping[str, Module]) -> None:
        self._modules = modules
        self._asked = {called.rule for called in (trace.own, *trace.tightenings)}
        self._own: list[Event] = []
        self._shared: dict[str, list[Event]] = {}
        self._sort(trace.events)

    def of(self, asked: Traced) -> "list[list[Event]] | None":
        """For each of the rule's results its events, in the same order; None where they cannot be told apart."""
        frame = self.frame(asked)
        ends = [i for i, event in enumerate(frame) if self._ends_a_result(event, frame[0].depth)]
        if len(ends) != len(asked.results):
            return [frame] if len(asked.results) == 1 else None
        starts = [0, *(end + 1 for end in ends)]
        return [
            frame[_last_turn(frame, start, end) : end + 1]
            for start, end in zip(starts, ends, strict=False)
        ]

    def frame(self, asked: Traced) -> list[Event]:
        """All that happened in an asked rule, from its being entered on."""
        heads = [i for i, event in enumerate(self._own) if self._enters(event, asked.rule)]
        found: list[Event] = []
        for event in self._own[heads[0] :] if heads else []:
            if found and event.depth <= found[0].depth:
                break
            found.append(event)
        return found

    def shared_by(self, runs: Iterable[Sequence[Event]]) -> Iterator[list[Event]]:
        """The events of each rule without arguments that these runs name, or that one of those names."""
        waiting, known = [*runs], set[str]()
        while waiting:
            named = {name for event in waiting.pop() for name in _DATA.findall(event.text)}
            for rule in sorted(self._shared.keys() - known):
                if is_named(rule, named):
                    known.add(rule)
                    waiting.append(self._shared[rule])
                    yield self._shared[rule]

    def rule_of(self, event: Event) -> Rule | None:
        """The rule that the event enters, leaves or takes up again, if it does."""
        if event.path is None:
            return None
        rule = self._modules[event.path].rule_at(event.row)
        return rule if rule is not None and rule.name == event.text else None

    def is_in_asked(self, event: Event) -> bool:
        """Whether it stands in an asked rule itself, which only says for whom the others are asked."""
        rule = self._modules[event.path].rule_at(event.row) if event.path else None
        return rule is not None and rule.name in self._asked

    def _enters(self, event: Event, rule: str) -> bool:
        return event.op == "Enter" and event.text == rule and self.rule_of(event) is not None

    def _sort(self, events: Iterable[Event]) -> None:
        within: list[tuple[int, str]] = []
        for event in events:
            while within and event.depth <= within[-1][0]:
                within.pop()
            if event.op in {"Enter", "Redo"}:
                rule = self.rule_of(event)
                if rule and not rule.function and rule.name not in self._asked:
                    within.append((event.depth, rule.name))
            target = self._shared.setdefault(within[-1][1], []) if within else self._own
            target.append(event)

    def _ends_a_result(self, event: Event, depth: int) -> bool:
        """The comprehension that an asked rule consists of has given one more of its values."""
        return event.op == "Exit" and event.depth == depth + 2 and self.rule_of(event) is None


def _last_turn(frame: Sequence[Event], start: int, end: int) -> int:
    """Where the turn of a comprehension that ends at `end` begins: those before it in vain are left out."""
    depth = frame[end].depth
    turns = (i for i in range(end - 1, start, -1) if frame[i].op == "Redo")
    return next((i + 1 for i in turns if frame[i].depth == depth), start)


def is_named(rule: str, names: Iterable[str]) -> bool:
    """Whether one of the names is the rule's, or a path into its value."""
    return any(name == rule or name.startswith(f"{rule}.") for name in names)


def seen(runs: Sequence[Sequence[Event]], events: Events, near: frozenset[str]) -> Seen:
    """Reads runs of events, and the shared ones; `near` are the files whose rules call others directly."""
    found = Seen({}, {}, set(), set())
    for run in runs:
        _read(run, found, events, near=near)
    own = set(found.rules)
    for run in events.shared_by(runs):
        _read(run, found, events, near=near)
    found.shared.update(rule for rule in found.rules.keys() - own if rule.function)
    return found


def _read(run: Iterable[Event], found: Seen, events: Events, *, near: frozenset[str]) -> None:
    reading = _Reading(found, events, near)
    for event in run:
        reading.take(event)


class _Reading:
    def __init__(self, found: Seen, events: Events, near: frozenset[str]) -> None:
        self._found = found
        self._events = events
        self._near = near
        self._last: dict[int, Event] = {}
        self._around: dict[int, tuple[str | None, int]] = {}

    def take(self, event: Event) -> None:
        """Reads one event, after all those before it."""
        if event.path is None:
            return
        if event.op in {"Enter", "Redo"}:
            self._open(event, event.path)
        elif (
            event.op == "Exit"
            and self._events.rule_of(event)
            and not self._events.is_in_asked(event)
        ):
            self._tally(event.path, event.row).exited += 1
        elif event.op in {"Eval", "Fail"}:
            self._expression(event, event.path)

    def _open(self, event: Event, path: str) -> None:
        """A rule is entered, or a query within an expression: a comprehension's, an `every`'s, a `not`'s."""
        rule, before = self._events.rule_of(event), self._last.get(event.depth)
        if rule is not None:
            self._around.pop(event.depth + 1, None)
        if event.op == "Redo":
            return  # within the same query it goes on
        if rule is not None:
            if not self._events.is_in_asked(event):  # it ends after the last subject
                self._tally(path, event.row).entered += 1
            self._found.rules[rule] = path
        elif before is not None:
            self._around[event.depth + 1] = (before.path, before.row)

    def _expression(self, event: Event, path: str) -> None:
        if event.op == "Eval":
            self._last[event.depth] = event
            if path in self._near and not self._events.is_in_asked(event):
                self._found.named.update(_DATA.findall(event.text))
        # A comprehension holds where nothing in it does, and a `not` only then: on its line, the whole counts.
        if self._around.get(event.depth) == (path, event.row):
            return
        tally = self._tally(path, event.row)
        tally.expressions.setdefault(event.text, [0, 0])[event.op == "Fail"] += 1
        if event.op == "Fail":
            tally.failures.append(event)

    def _tally(self, path: str, row: int) -> Tally:
        return self._found.lines.setdefault((path, row), Tally())
