"""An explanation as Markdown (CommonMark): headings, lists, no tables, no HTML.

Always holds: whatever a title or name holds, it cannot become markup: it is escaped, and stays on its line.
"""

import re
from collections.abc import Iterator

from tejun.explain.shape import Clause, Explanation, FindingView, Read, Task
from tejun.terms import OPEN
from tejun.words import Language, Message

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])")

_WORDS = {
    "application": Message("present.words.application"),
    "program": Message("present.labels.program"),
    "edition": Message("present.labels.edition"),
    "as_of": Message("present.words.as_of"),
    "decision": Message("present.words.decision"),
    "next": Message("present.words.next"),
    "nothing": Message("present.words.nothing"),
    "clauses": Message("present.words.clauses"),
    "indicators": Message("present.words.indicators"),
    "notes": Message("present.words.notes"),
    "read": Message("present.words.read"),
    "absent": Message("present.words.absent"),
    "line": Message("present.words.line"),
    "quote": Message("present.words.quote"),
}


def to_markdown(explanation: Explanation) -> str:
    """The whole explanation, every finding included."""
    language = explanation.language
    lines = [
        *_head(explanation),
        f"## {_word('next', language)}",
        "",
        *_next(explanation),
        f"## {_word('clauses', language)}",
        "",
    ]
    for clause in explanation.clauses:
        lines.extend(_clause(clause, language))
    lines.extend(_indicators(explanation))
    lines.extend([f"## {_word('notes', language)}", ""])
    lines.extend(f"- {plain(note)}" for note in explanation.notes)
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Text that Markdown takes as it is: one line, markup escaped."""
    one_line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return _LEADING.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", one_line))


def code(text: str) -> str:
    """A code span that holds the text, whatever back-ticks are in it."""
    one_line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    runs = [len(run) for run in re.findall("`+", one_line)]
    fence = "`" * (max(runs, default=0) + 1)
    pad = " " if one_line.startswith("`") or one_line.endswith("`") else ""
    return f"{fence}{pad}{one_line or '—'}{pad}{fence}"


def _word(key: str, language: Language) -> str:
    return _WORDS[key].in_(language)


def _head(explanation: Explanation) -> list[str]:
    head, language = explanation.header, explanation.language
    counts = " · ".join(plain(count.text) for count in explanation.summary)
    facts = [
        ("application", f"{plain(head.application_title)} ({code(head.application)})"),
        ("program", f"{plain(head.program_title)} ({code(head.program)})"),
        ("edition", f"{plain(head.edition)} · {code(head.base)} · {code(head.revision)}"),
        ("as_of", f"{plain(head.as_of)} ({plain(head.mode_label)})"),
        ("decision", f"{code(head.decision)} · {plain(head.engine)} {plain(head.engine_version)}"),
    ]
    return [
        f"# {plain(explanation.outcome.headline)}",
        "",
        f"{plain(explanation.outcome.advice)}",
        "",
        f"**{counts}**",
        "",
        *(f"- {_word(key, language)}: {value}" for key, value in facts),
        "",
    ]


def _next(explanation: Explanation) -> Iterator[str]:
    if not explanation.next:
        yield _word("nothing", explanation.language)
        yield ""
    for group in explanation.next:
        yield f"### {plain(group.label)}"
        yield ""
        for number, task in enumerate(group.tasks, 1):
            yield from _task(number, task, explanation.language)
        yield ""


def _task(number: int, task: Task, language: Language) -> Iterator[str]:
    aside = "" if task.enforcement == "binding" else f" — {plain(task.enforcement_label)}"
    indent = " " * (len(str(number)) + 2)
    yield f"{number}. **{plain(task.status_label)}** {plain(task.title)} ({plain(task.requirement)}){aside}"
    yield f"{indent}- {plain(task.message)}"
    yield f"{indent}- → {plain(task.remedy)}"
    for subject in task.subjects:
        place = "" if subject.read is None else f": {_read(subject.read, language)}"
        who = (
            subject.label
            if subject.holder == subject.label
            else f"{subject.label} / {subject.holder}"
        )
        yield f"{indent}- {plain(who)}{place}"


def _clause(clause: Clause, language: Language) -> Iterator[str]:
    yield f"### {plain(clause.label)}"
    yield ""
    for finding in clause.findings:
        yield from _finding(finding, language)
    yield ""


def _finding(finding: FindingView, language: Language) -> Iterator[str]:
    yield (
        f"- **{plain(finding.status_label)}** {plain(finding.title)} ({plain(finding.requirement)})"
        f" — {plain(finding.subject_label)}: {plain(finding.message)}"
    )
    if finding.status in OPEN and finding.quote:
        yield f"  - {_word('quote', language)}: {plain(finding.quote)}"
    if finding.imposed_by:
        yield f"  - {plain(finding.layer_label)}: {plain(finding.imposed_by)}"
    if finding.remedy:
        yield f"  - → {plain(finding.remedy)} ({plain(finding.holder)})"
    if finding.disposition:
        answer = finding.disposition
        yield (
            f"  - {plain(answer.result_label)}: {plain(answer.by)}, {plain(answer.on)}, "
            f"{plain(answer.reference)} ({plain(answer.teller_label)})"
        )
    if finding.reads:
        places = ", ".join(_read(read, language) for read in finding.reads)
        yield f"  - {_word('read', language)}: {places}"


def _read(read: Read, language: Language) -> str:
    line = "" if read.line is None else f" ({_word('line', language)} {read.line})"
    source = "" if read.source == "submitted" else f" ({plain(read.source_label)})"
    absent = "" if read.present else f" ({_word('absent', language)})"
    return f"{code(read.label)}{line}{source}{absent}"


def _indicators(explanation: Explanation) -> Iterator[str]:
    if not explanation.indicators:
        return
    language = explanation.language
    yield f"## {_word('indicators', language)}"
    yield ""
    for indicator in explanation.indicators:
        status = f" **{plain(indicator.status_label)}**" if indicator.status_label else ""
        yield (
            f"-{status} {plain(indicator.subject_label)} — {plain(indicator.title)}: "
            f"{plain(indicator.kind_label)} ({code(indicator.key)})"
        )
    yield ""
