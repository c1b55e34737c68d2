"""A trace as lines: what a terminal and Markdown share.

Always holds: pure; tabs are four spaces, and every line that OPA's values stand in is marked as such.

May not know: colours, markup.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tejun.trace.view import Mark, Role, RuleTrace, SubjectTrace
from tejun.words import Language, Message

_ROLES: Mapping[Role, Message] = {
    "requirement": Message("trace.roles.requirement"),
    "tightening": Message("trace.roles.tightening"),
    "called": Message("trace.roles.called"),
}
SIGNS: dict[Mark | None, str] = {"held": "✓", "failed": "✗", "both": "±", None: " "}


@dataclass(frozen=True)
class TraceLine:
    """`lead` stands in front; `kind` says what the text is: a file's name, a source line, a failure, a remark."""

    kind: Literal["file", "source", "failure", "remark"]
    mark: Mark | None
    lead: str
    text: str


def subject_lines(
    subject: SubjectTrace, *, language: Language, show_all: bool
) -> Iterator[TraceLine]:
    """Everything below a subject's heading; unless `show_all`, what is called by others in turn is only named.

    Where the finding's reason was given stands with the rest, however many calls away it is.
    """
    if subject.together:
        yield TraceLine("remark", None, "  ", Message("trace.together").in_(language))
    folded: dict[str, list[str]] = {}
    for file in subject.files:
        shown = [
            rule for rule in file.rules if show_all or rule.direct or _gave(rule, subject.reason)
        ]
        if len(shown) < len(file.rules):
            names = (rule.name for rule in file.rules if rule not in shown)
            folded[file.path] = list(dict.fromkeys(names))
        if shown:
            role = _ROLES[file.role].in_(language)
            yield TraceLine("file", None, "  ", f"{file.path} ({role})")
        for rule in shown:
            yield from _rule(rule, language)
    if folded:
        rules = "; ".join(f"{path} ({', '.join(names)})" for path, names in folded.items())
        yield TraceLine("remark", None, "  ", Message("trace.folded", rules=rules).in_(language))


def _gave(rule: RuleTrace, reason: str) -> bool:
    """Whether a line of the rule that held has the reason written out."""
    return any(line.mark in {"held", "both"} and f'"{reason}"' in line.text for line in rule.lines)


def _rule(rule: RuleTrace, language: Language) -> Iterator[TraceLine]:
    if rule.shared:
        shared = Message("trace.shared").in_(language)
        yield TraceLine("remark", None, f"{'':>7}# ", f"{rule.name}: {shared}")
    for line in rule.lines:
        code = line.text.replace("\t", "    ").rstrip()
        indent = " " * (len(code) - len(code.lstrip()))
        lead = f"{line.number:>5} {SIGNS[line.mark]} {indent}"
        yield TraceLine("source", line.mark, lead, code.lstrip())
        for failure in line.failures:
            yield TraceLine("failure", "failed", f"{'':>8}{indent}    ✗ ", failure)
