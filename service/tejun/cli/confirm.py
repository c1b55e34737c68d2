"""Asking before something is done that nobody can undo.

Always holds: without a terminal nothing is done unless the command line says so.
"""

import sys

import click

from tejun.cli.usage import CommandLineError
from tejun.words import Language, Message, Words

_YES = frozenset({"y", "yes", "はい"})


def confirm(question: Words, language: Language, *, context: click.Context) -> bool:
    """Whether somebody at the terminal says yes. Raises CommandLineError where there is no terminal."""
    if not sys.stdin.isatty():
        raise CommandLineError(Message("cli.confirm.no_terminal"), context)
    asked = Message("cli.confirm.asked", question=question)
    click.echo(f"{asked.in_(language)} ", nl=False, err=True)
    return sys.stdin.readline().strip().lower() in _YES
