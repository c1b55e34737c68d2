"""Lays out a trace beside the bundle's source: lines of Rego with marks, for each subject of the recorded decision.

Always holds: pure. Source lines are the bundle's own; an expression that failed is shown with the values that OPA
gave for it, cut as OPA cut them. Subjects and failures are limited in number, and subjects left out are counted.

May not know: how OPA was run. `tejun.trace.recorded` checks that a trace is of the recorded result.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.explain import words
from tejun.explain.labels import InputLabels
from tejun.model.json_types import DecisionJson, FindingJson
from tejun.terms import TRACE_SCHEMA_ID
from tejun.trace.cut import Observations, SortedEvents, Tally, is_referenced, observe
from tejun.trace.events import EvaluatedRule, Event, Trace
from tejun.trace.source import Module, Rule, read_module
from tejun.trace.view import FileTrace, Role, RuleTrace, SourceLine, SubjectTrace, TraceView
from tejun.words import Language, Message

MAX_SUBJECTS = 50
MAX_FAILURES = 3
"""How many failures of a line are shown."""

MAX_FAILURE = 240
"""How many characters of a failure are shown."""

_LOCAL = re.compile(r"__local\w*?\d+__")
_OPERATORS = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">=", "neq": "!=", "equal": "=="}
_COMPARED = re.compile(rf"\b(?P<name>{'|'.join(_OPERATORS)})\((?P<a>.*), (?P<b>.*)\)")
_MEMBER = re.compile(r"internal\.member_2\((?P<item>[^{\[]*), (?P<whole>.*)\)")


def explain_trace(
    trace: Trace,
    decision: DecisionJson,
    bundle: Bundle,
    *,
    document: Mapping[str, Any],
    language: Language,
    subject: str | None = None,
) -> TraceView:
    """The trace beside the source. `decision` and `document` are as recorded; `subject` None means every subject."""
    recorded = [
        finding for finding in decision["findings"] if finding["requirement"] == trace.requirement
    ]
    selected = [finding for finding in recorded if subject in {None, finding["subject"]}]
    layout = _TraceLayout(trace, bundle)
    labels = InputLabels(document, None, titles={}, language=language)
    left_out = max(0, len(selected) - MAX_SUBJECTS)
    titles = {item["id"]: item["title"] for item in bundle.catalog["requirements"]}
    return TraceView(
        schema=TRACE_SCHEMA_ID,
        language=language,
        decision=decision["id"],
        revision=bundle.revision,
        requirement=trace.requirement,
        title=titles[trace.requirement][language],
        subjects=tuple(
            _subject(finding, layout, labels, language=language)
            for finding in selected[:MAX_SUBJECTS]
        ),
        left_out=left_out,
        notes=tuple(note.in_(language) for note in _notes(left_out)),
    )


def _notes(left_out: int) -> Iterator[Message]:
    yield Message("trace.again")
    yield Message("trace.personal")
    if left_out:
        yield Message("trace.left_out", count=left_out)


def _subject(
    finding: FindingJson, layout: "_TraceLayout", labels: InputLabels, *, language: Language
) -> SubjectTrace:
    together, files = layout.files(finding["subject"])
    return SubjectTrace(
        subject=finding["subject"],
        subject_label=labels.subject_name(finding["subject"]),
        status=finding["status"],
        status_label=words.STATUS[finding["status"]].in_(language),
        reason=finding["reason"],
        together=together,
        files=files,
    )


@dataclass
class _TraceLayout:
    """A trace and the bundle's source, laid out for one subject at a time."""

    trace: Trace
    bundle: Bundle
    modules: dict[str, Module] = field(init=False)
    events: SortedEvents = field(init=False)

    def __post_init__(self) -> None:
        rego = (item for item in self.bundle.files.items() if item[0].endswith(".rego"))
        self.modules = {path: read_module(content.decode()) for path, content in rego}
        self.events = SortedEvents(self.trace, self.modules)

    def files(self, subject: str) -> tuple[bool, tuple[FileTrace, ...]]:
        """Whether the lines are of all subjects together, and the files with the rules that were entered."""
        rules = (self.trace.rule, *self.trace.tightenings)
        parts = [self._events_of_subject(rule, subject) for rule in rules]
        direct_files = frozenset(rule.path for rule in rules)
        observations = observe([events for _, events in parts], self.events, direct_files)
        return parts[0][0], tuple(self._files(observations))

    def _events_of_subject(self, rule: EvaluatedRule, subject: str) -> tuple[bool, list[Event]]:
        """Whether the rule's events are of all subjects together, and the events.

        They are together where events cannot be assigned to subjects, or the rule gave nothing.
        """
        by_result = self.events.events_by_result(rule) if rule.results else None
        if by_result is None:
            return True, self.events.frame(rule)
        subjects = [result["subject"] for result in rule.results]
        return False, by_result[subjects.index(subject)] if subject in subjects else []

    def _files(self, observations: Observations) -> Iterator[FileTrace]:
        roles: dict[str, Role] = {self.trace.rule.path: "requirement"}
        roles |= {tightening.path: "tightening" for tightening in self.trace.tightenings}
        others = sorted(set(observations.rules.values()) - roles.keys())
        for path in [*roles, *others]:
            role = roles.get(path, "called")
            rules = [rule for rule, rule_path in observations.rules.items() if rule_path == path]
            rules = [rule for rule in rules if rule.name != self.trace.rule.name]
            rule_traces = [
                self._rule(
                    path,
                    rule,
                    observations,
                    direct=role != "called" or is_referenced(rule.name, observations.names),
                )
                for rule in sorted(rules, key=lambda rule: rule.first)
            ]
            library = path.startswith(f"{self.bundle.root}/lib/")
            shown = tuple(rule for rule in rule_traces if rule.direct or library)
            if shown:
                yield FileTrace(path, role, shown)

    def _rule(
        self, path: str, rule: Rule, observations: Observations, *, direct: bool
    ) -> RuleTrace:
        lines = self.modules[path].lines
        return RuleTrace(
            rule.short,
            direct,
            rule in observations.shared,
            tuple(
                self._line(
                    row, lines[row - 1], observations.lines.get((path, row), Tally()), rule=rule
                )
                for row in range(rule.first, rule.last + 1)
            ),
        )

    def _line(self, row: int, line: str, tally: Tally, *, rule: Rule) -> SourceLine:
        package = rule.name.rpartition(".")[0]
        descriptions = dict.fromkeys(
            describe_failure(event, root=self.trace.root, package=package)
            for event in tally.failures
        )
        failures = tuple(text for text in descriptions if text is not None)
        return SourceLine(row, line, tally.mark, failures[:MAX_FAILURES])


def describe_failure(event: Event, *, root: str, package: str) -> str | None:
    """The expression that failed, with values in place of OPA's own variables; None where there are no values."""
    text = _LOCAL.sub(lambda match: event.values.get(match.group(), "_"), event.text)
    plain = [
        f"{name} = {value}"
        for name, value in event.values.items()
        if _is_worth_showing(name, value)
    ]
    if not plain and not any(name in event.text for name in event.values if _LOCAL.match(name)):
        return None
    text = text.removeprefix("_ = ").replace(", _)", ")")
    text = _MEMBER.sub(r"\g<item> in \g<whole>", text)
    text = _COMPARED.sub(
        lambda match: f"{match['a']} {_OPERATORS[match['name']]} {match['b']}", text
    )
    shown = f"{text}  ({', '.join(plain)})" if plain else text
    shown = shown.replace(f"{package}.", "").replace(f"data.{root}.lib.", "")
    return shown if len(shown) <= MAX_FAILURE else f"{shown[: MAX_FAILURE - 1]}…"


def _is_worth_showing(name: str, value: str) -> bool:
    """Whether to show a variable of the source; of an object or a list OPA gives no more than its beginning."""
    return not _LOCAL.fullmatch(name) and not value.startswith(("{", "["))
