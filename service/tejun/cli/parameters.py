"""Options and arguments whose words are messages, shown in the language of the session.

May not know: any command.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from tejun.cli.session import Session
from tejun.cli.usage import BadValueError
from tejun.cli.values import Choice
from tejun.words import LANGUAGES, Language, Message, Words

Callback = TypeVar("Callback", bound=Callable[..., Any])

_REQUIRED = Message("cli.help.note.required")
_EMPTY = Message("cli.value.empty")

LANGUAGE: Mapping[str, Any] = {
    "type": Choice(LANGUAGES),
    "is_eager": True,
    "expose_value": False,
    "help": Message("cli.help.option.lang"),
}
"""What `--lang` is. `run` has read it before a command is; here it is only held to the languages that there are."""


def session_language(context: click.Context) -> Language:
    """The session's language; English where `run` has made no session."""
    session = context.find_object(Session)
    return session.language if session is not None else "en"


class _Given(click.Parameter):
    """Takes no empty value, unless that is its default: it is nearly always that of a shell variable nobody set."""

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        """What click makes of it. Raises BadValueError."""
        if value == "" and self.default != "":
            raise BadValueError(_EMPTY, self, ctx)
        return super().type_cast_value(ctx, value)


class Option(_Given, click.Option):
    """An option with its help, and what stands for its value."""

    def __init__(
        self,
        declarations: Sequence[str],
        *,
        help: Words,  # noqa: A002 - click's name
        metavar: Words | None = None,
        **attributes: Any,
    ) -> None:
        super().__init__(declarations, **attributes)
        self.words = help
        self.place = metavar

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for the value."""
        return self.place.in_(session_language(ctx)) if self.place else super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """How it is written, and its help; with its default where that is shown."""
        if self.hidden:
            return None
        language = session_language(ctx)
        help_text, more = self.words.in_(language), self._more(ctx, language)
        return self.get_help_spec(ctx), f"{help_text}  [{more}]" if more else help_text

    def _more(self, ctx: click.Context, language: Language) -> str:
        extra = self.get_help_extra(ctx)
        said = []
        if "default" in extra:
            said.append(Message("cli.help.note.default", value=extra["default"]).in_(language))
        if "range" in extra:
            said.append(extra["range"])
        if "required" in extra:
            said.append(_REQUIRED.in_(language))
        return "; ".join(said)


class Argument(_Given, click.Argument):
    """An argument, and what stands for it in the usage line: in brackets where it may be left out."""

    def __init__(self, declarations: Sequence[str], *, metavar: Words, **attributes: Any) -> None:
        super().__init__(declarations, **attributes)
        self.place = metavar

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for the argument."""
        place = self.place.in_(session_language(ctx))
        return place if self.required else f"[{place}]"


def option(
    *declarations: str,
    help: Words,  # noqa: A002 - click's name
    metavar: Words | None = None,
    **attributes: Any,
) -> Callable[[Callback], Callback]:
    """Gives a function an option, as click's does."""
    return click.option(*declarations, cls=Option, help=help, metavar=metavar, **attributes)


def argument(name: str, *, metavar: Words, **attributes: Any) -> Callable[[Callback], Callback]:
    """Gives a function an argument, as click's does: it must be given unless `required` says otherwise."""
    return click.argument(name, cls=Argument, metavar=metavar, **attributes)
