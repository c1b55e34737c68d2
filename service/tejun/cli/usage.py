"""What is wrong with a line of the command line, in words: click's errors by their class and what they hold.

click makes its messages in English, and names in them what its errors do not hold. So the types in `tejun.cli.values`
say themselves what is wrong with a value, and commands what is wrong with their arguments together.

Always holds: English reads as click has it; an error that nobody foresaw has words in both languages.

May not know: any command.
"""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from tejun.words import Bilingual, Message, Words


class CommandLineError(click.UsageError):
    """The arguments, each right by itself, do not go together, or are too many or too few."""

    def __init__(self, words: Words, context: click.Context | None = None) -> None:
        super().__init__(words.in_("en"), context)
        self.words = words


class BadValueError(click.BadParameter):
    """A value that its option or argument does not take, and why."""

    def __init__(
        self, reason: Words, parameter: click.Parameter | None, context: click.Context | None
    ) -> None:
        super().__init__(reason.in_("en"), context, parameter)
        self.reason = reason


def words_of(error: click.ClickException) -> Words:
    """The words for an error of click's, or of ours: those of the nearest class that has some."""
    return next(WORDS[kind](error) for kind in type(error).__mro__ if kind in WORDS)


def _no_option(error: click.NoSuchOption) -> Words:
    """Before a command, with the commands that have the option, if any; else with the near ones."""
    problem = Message("cli.usage.no_such_option", name=error.option_name)
    commands = _commands_with(error.option_name, error.ctx)
    if commands:
        names = [Message("cli.usage.quoted", name=name) for name in commands]
        return Message("cli.usage.behind_the_command", problem=problem, names=names)
    return _with_near(problem, error.possibilities)


def _commands_with(option: str, context: click.Context | None) -> list[str]:
    if context is None or not isinstance(context.command, click.Group):
        return []
    named = (
        (n, context.command.get_command(context, n)) for n in context.command.list_commands(context)
    )
    return [
        name
        for name, command in named
        if command and any(option in each.opts for each in command.params)
    ]


def _no_command(error: click.NoSuchCommand) -> Words:
    """With the near ones of all: click offers those that are loaded, and each is loaded when it is asked for."""
    problem = Message("cli.usage.no_such_command", name=error.command_name)
    context = error.ctx
    if context is None or not isinstance(context.command, click.Group):
        return problem
    commands = context.command.list_commands(context)
    return _with_near(problem, get_close_matches(error.command_name, commands))


def _with_near(problem: Words, near: list[str] | None) -> Words:
    quoted = [Message("cli.usage.quoted", name=name) for name in sorted(near or [])]
    if not quoted:
        return problem
    if len(quoted) == 1:
        return Message("cli.usage.near", problem=problem, name=quoted[0])
    return Message("cli.usage.near.several", problem=problem, names=quoted)


def _missing(error: click.MissingParameter) -> Words:
    if isinstance(error.param, click.Option):
        return Message("cli.usage.missing_option", name=_name(error))
    return Message("cli.usage.missing_argument", name=_name(error))


def _bad_value(error: BadValueError) -> Words:
    return Message("cli.usage.bad_value", name=_name(error), reason=error.reason)


def _bad_parameter(error: click.BadParameter) -> Words:
    return Message("cli.usage.bad_value.other", name=_name(error), message=error.message)


def _name(error: click.BadParameter) -> str:
    """The option, or what stands for the argument in the usage line."""
    return "" if error.param is None else error.param.get_error_hint(error.ctx).strip("'")


def _bad_option(error: click.BadOptionUsage) -> Words:
    """A flag was given a value, or another option none."""
    context = error.ctx
    parameters = [] if context is None else context.command.get_params(context)
    named = [each for each in parameters if error.option_name in each.opts]
    if any(isinstance(parameter, click.Option) and parameter.is_flag for parameter in named):
        return Message("cli.usage.takes_no_value", name=error.option_name)
    return Message("cli.usage.needs_value", name=error.option_name)


def _file(error: click.FileError) -> Words:
    return Message("cli.usage.file", name=error.ui_filename, message=error.message)


def _help(error: NoArgsIsHelpError) -> Words:
    """Its message is the help, in the language of the session already."""
    return Bilingual(ja=error.message, en=error.message)


def _other(error: click.ClickException) -> Words:
    return Message("cli.usage.other", message=error.format_message())


WORDS: Mapping[type, Callable[[Any], Words]] = {
    CommandLineError: lambda error: error.words,
    BadValueError: _bad_value,
    click.MissingParameter: _missing,
    click.BadParameter: _bad_parameter,
    click.NoSuchOption: _no_option,
    click.NoSuchCommand: _no_command,
    click.BadOptionUsage: _bad_option,
    click.BadArgumentUsage: _other,
    NoArgsIsHelpError: _help,
    click.FileError: _file,
    click.UsageError: _other,
    click.ClickException: _other,
}
"""How each class of click's errors is said."""
