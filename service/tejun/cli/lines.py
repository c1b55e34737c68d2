"""How a command shows lines that come one by one, as something goes on.

May not know: what is shown.
"""

from collections.abc import Iterable, Mapping

import click

from tejun.cli.echo import show_rows
from tejun.errors import TejunError
from tejun.present.lines import Level, Line, MarkedLine, refusal_lines
from tejun.words import Language

_MARKS: Mapping[Level, str] = {"ok": "ok  ", "skip": "--  ", "warn": "warn", "fail": "fail"}
_COLOURS: Mapping[Level, str] = {"ok": "green", "skip": "yellow", "warn": "yellow", "fail": "red"}


def echo_lines(lines: Iterable[Line]) -> None:
    """Prints lines one by one, each as soon as it comes."""
    for line in lines:
        if isinstance(line, str):
            click.echo(line)
        elif isinstance(line, MarkedLine):
            mark = f"{line.indent}{_MARKS[line.level]}  "
            click.secho(mark, fg=_COLOURS[line.level], nl=False)
            click.echo(line.text)
        else:
            show_rows(line)


def echo_refusal(error: TejunError, language: Language) -> None:
    """Says on standard error why something was refused."""
    click.echo("\n".join(refusal_lines(error, language)), err=True)


def echo_problems(problems: Iterable[TejunError], language: Language) -> None:
    """Says on standard error what is wrong beside what is shown."""
    for problem in problems:
        click.echo(f"tejun: {problem.detail.in_(language)}", err=True)
        click.echo(f"  → {problem.advice.in_(language)}", err=True)
