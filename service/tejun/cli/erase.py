"""`tejun erase`: destroys the keys of one application, and says what that does not reach."""

from typing import Any

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import command
from tejun.cli.confirm import confirm
from tejun.cli.parameters import argument, option
from tejun.cli.usage import CommandLineError
from tejun.cli.values import PROGRAM, TEXT, Reason
from tejun.operations.erasing import Erased, erase, find_kept, finish_erasing
from tejun.words import Language, Message, Words
from tejun.words.quoting import quoted

NOT_CONFIRMED = 1
LEFT_IN_LOG = 1


@command("erase", help=Message("cli.help.erase"))
@argument("application", metavar=Message("cli.placeholder.application"))
@option("--program", metavar=PROGRAM, required=True, help=Message("cli.help.erase.program"))
@option(
    "--reason", type=Reason(), metavar=TEXT, required=True, help=Message("cli.help.erase.reason")
)
@option("--yes", is_flag=True, help=Message("cli.help.erase.yes"))
@options.language_option
@click.pass_context
def erase_application(
    context: click.Context, /, *, application: str, program: str, reason: str, yes: bool
) -> int:
    """Erases, and prints what was erased and what remains; gives 1 where nobody has said yes, or where it may still be
    in the record's own log.

    What was erased already is not recorded again; the log is emptied, which an earlier command may have left undone.
    """
    language = options.session_of(context).language
    if not reason:
        raise CommandLineError(Message("cli.usage.no_reason"), context)
    with workplace_at_hand() as workplace:
        done = finish_erasing(workplace, program, application)
        if done is not None:
            return _say(done, Message("cli.erase.already", **_names(done)), language)
        kept = find_kept(workplace, program, application)
        question = Message(
            "cli.erase.question",
            count=kept.decisions,
            application=quoted(application),
            program=quoted(program),
        )
        if not yes and not confirm(question, language, context=context):
            click.echo(Message("cli.erase.left").in_(language), err=True)
            return NOT_CONFIRMED
        seen = None if yes else kept  # with --yes nobody has looked at how many there are
        done = erase(workplace, program, application, reason, seen=seen)
    return _say(done, Message("cli.erase.done", **_names(done)), language)


def _names(erased: Erased) -> dict[str, Any]:
    erasure = erased.erasure
    return {
        "count": erasure.decisions,
        "application": quoted(erasure.application),
        "program": quoted(erasure.program),
        "id": erasure.id,
    }


def _say(erased: Erased, done: Words, language: Language) -> int:
    click.echo(done.in_(language))
    if erased.in_log is not None:
        left = Message("cli.erase.left_in_log", why=erased.in_log)
        click.echo(left.in_(language), err=True)
    click.echo(Message("cli.erase.remains").in_(language))
    for words in erased.remains:
        click.echo(f"  - {words.in_(language)}")
    click.echo(f"  → {erased.advice.in_(language)}")
    return 0 if erased.in_log is None else LEFT_IN_LOG
