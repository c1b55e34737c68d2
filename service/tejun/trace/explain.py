"""From a trace, the bundle's source and the recorded decision to lines with marks.

Always holds: pure. Source lines are the bundle's own; an expression that failed is shown with the values that OPA
gave for it, cut as OPA cut them. There is a limit on subjects and failures, and what is left out is counted.

May not know: how OPA was asked. `tejun.trace.recorded` sees to it that a trace is of the recorded result.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tejun.bundle.archive import Bundle
from tejun.explain import words
from tejun.explain.places import Places
from tejun.terms import TRACE_SCHEMA_ID
from tejun.trace.cut import Events, Seen, Tally, is_named, seen
from tejun.trace.events import Event, Trace, Traced
from tejun.trace.source import Module, Rule, read_module
from tejun.trace.view import FileTrace, Role, RuleTrace, SourceLine, SubjectTrace, TraceView
from tejun.words import Language, Message

MAX_SUBJECTS = 50
MAX_FAILURES = 3
"""How many failures of one line are shown."""

MAX_FAILURE = 240
"""Characters of one of them."""

_Dict = Mapping[str, Any]
_LOCAL = re.compile(r"__local\w*?\d+__")
_OPERATORS = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">=", "neq": "!=", "equal": "=="}
_COMPARED = re.compile(rf"\b(?P<name>{'|'.join(_OPERATORS)})\((?P<a>.*), (?P<b>.*)\)")
_MEMBER = re.compile(r"internal\.member_2\((?P<item>[^{\[]*), (?P<whole>.*)\)")


def explain_trace(
    trace: Trace,
    decision: _Dict,
    bundle: Bundle,
    *,
    document: _Dict,
    language: Language,
    subject: str | None = None,
) -> TraceView:
    """Lays a trace out beside the source. `decision` and `document` are as recorded; `subject` asks for that one."""
    recorded = [
        finding for finding in decision["findings"] if finding["requirement"] == trace.requirement
    ]
    asked = [finding for finding in recorded if subject in {None, finding["subject"]}]
    cutting = _Cutting(trace, bundle)
    places = Places(document, None, titles={}, language=language)
    left_out = max(0, len(asked) - MAX_SUBJECTS)
    notes = [
        Message("explain.trace_again").in_(language),
        Message("explain.trace_personal").in_(language),
    ]
    if left_out:
        notes.append(Message("explain.trace_left_out", count=left_out).in_(language))
    titles = {item["id"]: item["title"] for item in bundle.catalog["requirements"]}
    return TraceView(
        schema=TRACE_SCHEMA_ID,
        language=language,
        decision=decision["id"],
        revision=bundle.revision,
        requirement=trace.requirement,
        title=titles[trace.requirement][language],
        subjects=tuple(
            _subject(finding, cutting, places, language=language)
            for finding in asked[:MAX_SUBJECTS]
        ),
        left_out=left_out,
        notes=tuple(notes),
    )


def _subject(
    finding: _Dict, cutting: "_Cutting", places: Places, *, language: Language
) -> SubjectTrace:
    together, files = cutting.files(finding["subject"])
    return SubjectTrace(
        subject=finding["subject"],
        subject_label=places.subject(finding["subject"]),
        status=finding["status"],
        status_label=words.STATUS[finding["status"]].in_(language),
        reason=finding["reason"],
        together=together,
        files=files,
    )


@dataclass
class _Cutting:
    """A trace, cut by subject when it is asked for one."""

    trace: Trace
    bundle: Bundle
    modules: dict[str, Module] = field(init=False)
    events: Events = field(init=False)

    def __post_init__(self) -> None:
        rego = (item for item in self.bundle.files.items() if item[0].endswith(".rego"))
        self.modules = {path: read_module(content.decode()) for path, content in rego}
        self.events = Events(self.trace, self.modules)

    def files(self, subject: str) -> tuple[bool, tuple[FileTrace, ...]]:
        """Whether they are of all subjects together, and the files with what was seen of their rules."""
        own = self._part(self.trace.own, subject)
        parts = [own, *(self._part(tightening, subject) for tightening in self.trace.tightenings)]
        near = frozenset(
            tightening.path for tightening in (self.trace.own, *self.trace.tightenings)
        )
        found = seen([part for _, part in parts], self.events, near)
        return own[0], tuple(self._files(found))

    def _part(self, asked: Traced, subject: str) -> tuple[bool, list[Event]]:
        """An asked rule's events for the subject; all of them where they cannot be told apart, or it gave nothing."""
        by_result = self.events.of(asked) if asked.results else None
        if by_result is None:
            return True, self.events.frame(asked)
        subjects = [result["subject"] for result in asked.results]
        return False, by_result[subjects.index(subject)] if subject in subjects else []

    def _files(self, found: Seen) -> Iterator[FileTrace]:
        roles: dict[str, Role] = {self.trace.own.path: "requirement"}
        roles |= {tightening.path: "tightening" for tightening in self.trace.tightenings}
        others = sorted(set(found.rules.values()) - roles.keys())
        for path in [*roles, *others]:
            role = roles.get(path, "called")
            rules = [rule for rule, place in found.rules.items() if place == path]
            rules = [rule for rule in rules if rule.name != self.trace.own.rule]
            told = [
                self._rule(
                    path, rule, found, direct=role != "called" or is_named(rule.name, found.named)
                )
                for rule in sorted(rules, key=lambda rule: rule.first)
            ]
            library = path.startswith(f"{self.bundle.root}/lib/")
            kept = tuple(rule for rule in told if rule.direct or library)
            if kept:
                yield FileTrace(path, role, kept)

    def _rule(self, path: str, rule: Rule, found: Seen, *, direct: bool) -> RuleTrace:
        lines = self.modules[path].lines
        return RuleTrace(
            rule.short,
            direct,
            rule in found.shared,
            tuple(
                self._line(row, lines[row - 1], found.lines.get((path, row), Tally()), rule=rule)
                for row in range(rule.first, rule.last + 1)
            ),
        )

    def _line(self, row: int, text: str, tally: Tally, *, rule: Rule) -> SourceLine:
        package = rule.name.rpartition(".")[0]
        said = dict.fromkeys(
            failure(event, root=self.trace.root, package=package) for event in tally.failures
        )
        failures = tuple(failure for failure in said if failure is not None)
        return SourceLine(row, text, tally.mark, failures[:MAX_FAILURES])


def failure(event: Event, *, root: str, package: str) -> str | None:
    """The expression that failed, OPA's own variables replaced by what they stood for; None where it has no values."""
    text = _LOCAL.sub(lambda match: event.values.get(match.group(), "_"), event.text)
    plain = [f"{name} = {value}" for name, value in event.values.items() if _tells(name, value)]
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


def _tells(name: str, value: str) -> bool:
    """Whether a variable of the source is worth a word; of an object or a list OPA shows no more than its beginning."""
    return not _LOCAL.fullmatch(name) and not value.startswith(("{", "["))
