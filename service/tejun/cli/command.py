"""Commands and groups whose help is a message, shown in the language of the session.

click takes words as strings and translates its own by a catalog that is one for the whole process; here they are
messages of ours, its own included. In a message a paragraph stands on one line; one of several lines is shown as it is.

Always holds: English is laid out by click, which breaks lines at spaces; Japanese by cells.

May not know: any command; `tejun.cli.usage` says what is wrong with a line.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click
from click.exceptions import NoArgsIsHelpError

from tejun.cli.parameters import LANGUAGE, Option, session_language
from tejun.cli.usage import CommandLineError
from tejun.words import Language, Message, Words

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_USAGE = Message("cli.help.heading.usage")
_OPTIONS = Message("cli.help.heading.options")
_COMMANDS = Message("cli.help.heading.commands")
_OPTIONS_PLACE = Message("cli.placeholder.options")
_COMMAND_PLACE = Message("cli.placeholder.command")

_COMPLETED = 45
"""As many cells a shell that completes is given of each command, as click does."""


class _Context(click.Context):
    def make_formatter(self) -> click.HelpFormatter:
        if session_language(self) == "en":
            return super().make_formatter()
        from tejun.cli.layout import CellFormatter  # noqa: PLC0415 - measures by rich: help alone needs it

        return CellFormatter(width=self.terminal_width, max_width=self.max_content_width)


def _show_help(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(context.get_help())
        context.exit()


_HELP = Option(
    ["-h", "--help"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_help,
    help=Message("cli.help.option.help"),
)


class _Worded(click.Command):
    """What commands and groups have in common: help that is a message."""

    context_class = _Context

    def __init__(self, name: str | None, *, help: Words, **attributes: Any) -> None:  # noqa: A002 - click's name
        super().__init__(name, options_metavar=None, **attributes)
        self.words = help

    def get_help_option(self, ctx: click.Context) -> click.Option | None:  # noqa: ARG002 - click's name
        """The same for each command."""
        return _HELP

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What the usage line shows behind the command."""
        return [_OPTIONS_PLACE.in_(session_language(ctx)), *super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, f"{_USAGE.in_(session_language(ctx))} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_marked(self.words.in_(session_language(ctx))))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes each option with its help."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        records = [option.get_help_record(ctx) for option in options]
        with formatter.section(_OPTIONS.in_(session_language(ctx))):
            formatter.write_dl([record for record in records if record is not None])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """What may come next, each with its help, for a shell that completes."""
        items = super().shell_complete(ctx, incomplete)
        said = self.descriptions(ctx)
        for item in items:
            item.help = said.get(item.value)
        return items

    def descriptions(self, ctx: click.Context) -> dict[str, str]:
        """The help of each option by its names."""
        language = session_language(ctx)
        options = [each for each in self.get_params(ctx) if isinstance(each, Option)]
        return {name: option.words.in_(language) for option in options for name in option.opts}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; each usage error knows its command. Raises UsageError."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise


class Command(_Worded):
    """A command with its help."""

    allow_extra_args = True  # of click's, which would refuse them in English

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Reads the arguments. Raises UsageError, a CommandLineError where there are too many."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            extra = " ".join(rest)
            raise CommandLineError(
                Message("cli.usage.extra", argument=extra)
                if len(rest) == 1
                else Message("cli.usage.extra.several", arguments=extra),
                ctx,
            )
        return rest


@click.pass_context
def _need_command(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        raise NoArgsIsHelpError(context)


class Group(_Worded, click.Group):
    """Commands under one name. `--lang` may stand before the command, too; `run` has read it."""

    command_class = Command

    def __init__(self, name: str, *, help: Words, **attributes: Any) -> None:  # noqa: A002 - click's name
        super().__init__(
            name,
            help=help,
            callback=_need_command,
            invoke_without_command=True,
            no_args_is_help=True,
            **attributes,
        )
        self.params.append(Option(["--lang"], hidden=True, **LANGUAGE))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What the usage line shows behind the group."""
        *pieces, _ = super().collect_usage_pieces(ctx)
        return [*pieces, _COMMAND_PLACE.in_(session_language(ctx))]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes each command with the first sentence of its help."""
        room = formatter.width - 6 - max(map(len, self.list_commands(ctx)))
        with formatter.section(_COMMANDS.in_(session_language(ctx))):
            formatter.write_dl(list(self._summaries(ctx, room)))

    def descriptions(self, ctx: click.Context) -> dict[str, str]:
        """The help of each option by its names, and of each command."""
        return {**super().descriptions(ctx), **dict(self._summaries(ctx, _COMPLETED))}

    def _summaries(self, ctx: click.Context, room: int) -> Iterator[tuple[str, str]]:
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if isinstance(command, _Worded):
                yield name, _summary(command.words, session_language(ctx), room)


def command(name: str | None = None, *, help: Words) -> Callable[[Callable[..., Any]], Command]:  # noqa: A002 - click's
    """Makes a command of a function, as click's does."""
    return click.command(name, cls=Command, help=help)


def _marked(text: str) -> str:
    """With click's mark before each paragraph that is shown as it is."""
    return "\n\n".join(f"\b\n{part}" if "\n" in part else part for part in text.split("\n\n"))


def _summary(words: Words, language: Language, room: int) -> str:
    text = words.in_(language)
    if language == "en":
        return click.Command(None, help=_marked(text)).get_short_help_str(room)
    from tejun.cli.layout import first_sentence  # noqa: PLC0415 - as above

    return first_sentence(text, room)
