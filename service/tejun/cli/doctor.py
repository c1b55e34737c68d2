"""`tejun doctor`: what is installed, which engine, which editions, and what to mend.

Always holds: every line is ok, warn or fail, and one that is not ok says what to do. It makes no decision that is kept.
"""

import os
from collections.abc import Iterator

import click

from tejun.cli import options
from tejun.cli.command import command
from tejun.cli.lines import echo_lines
from tejun.operations.diagnosis import Diagnosis, Part
from tejun.operations.editions import Edition
from tejun.operations.installation import examine_installation
from tejun.present.description import edition_line
from tejun.present.lines import Line, MarkedLine
from tejun.words import Language, Message


@command(help=Message("cli.help.doctor"))
@options.language_option
@click.pass_context
def doctor(context: click.Context) -> int:
    """Prints a line for each thing looked at; gives 1 where one failed."""
    language = options.session_of(context).language
    failed = False
    for diagnosis in examine_installation(os.environ):
        failed = failed or diagnosis.level == "fail"
        echo_lines(_lines(diagnosis, language))
    return 1 if failed else 0


def _lines(diagnosis: Diagnosis, language: Language) -> Iterator[Line]:
    text = ": ".join(_words(part, language) for part in diagnosis.parts)
    yield MarkedLine(diagnosis.level, text)
    if diagnosis.advice:
        yield f"      → {diagnosis.advice.in_(language)}"


def _words(part: Part, language: Language) -> str:
    if isinstance(part, str):
        return part
    return (edition_line(part) if isinstance(part, Edition) else part).in_(language)
