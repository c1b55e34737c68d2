"""The types of what options and arguments hold: click's, saying themselves what is wrong with a value.

Always holds: a value is refused with a `BadValueError`, in both languages.

May not know: any command.
"""

from datetime import date
from pathlib import Path
from typing import Any

import click

from tejun.cli.usage import BadValueError
from tejun.reading.days import read_day
from tejun.words import Message, Words

FILE = Message("cli.placeholder.file")
FOLDER = Message("cli.placeholder.folder")
NUMBER = Message("cli.placeholder.number")
TEXT = Message("cli.placeholder.text")
DATE = Message("cli.placeholder.date")
PROGRAM = Message("cli.placeholder.program")
EDITION = Message("cli.placeholder.edition_or_archive")
"""What stands for a value in the help."""


class _Worded(click.ParamType[Any]):
    """Beside one of click's types: gives the words for what that refuses."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What click's type makes of it. Raises BadValueError."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            raise BadValueError(self.reason(value), param, ctx) from error

    def reason(self, value: Any) -> Words:
        """Why the value was refused."""
        raise NotImplementedError


class Choice(_Worded, click.Choice[str]):
    """One of several words."""

    def reason(self, value: Any) -> Words:
        """It is none of them."""
        choices = [Message("cli.usage.quoted", name=choice) for choice in self.choices]
        return Message("cli.value.choice", value=value, choices=choices)


class Number(_Worded, click.IntRange):
    """A whole number between two others, these included."""

    def reason(self, value: Any) -> Words:
        """It is no number, or outside."""
        try:
            number = int(value)
        except ValueError:
            return Message("cli.value.number", value=value)
        return Message("cli.value.range", value=number, least=self.min, most=self.max)


class PathTo(_Worded, click.Path):
    """A file, a folder, or either, as click's type takes it; nothing need be there yet."""

    def reason(self, value: Any) -> Words:
        """There is something else, or it may not be read."""
        name = click.format_filename(value)
        if not Path(value).exists():
            return Message("cli.value.not_there", name=name)
        if not self.dir_okay:
            folder = Path(value).is_dir()
            return (
                Message("cli.value.is_a_folder", name=name)
                if folder
                else Message("cli.value.unreadable_file", name=name)
            )
        if not self.file_okay:
            file = Path(value).is_file()
            return (
                Message("cli.value.is_a_file", name=name)
                if file
                else Message("cli.value.unreadable_folder", name=name)
            )
        return Message("cli.value.unreadable", name=name)


class Moment(_Worded, click.DateTime):
    """A moment with its offset."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z"])

    def reason(self, value: Any) -> Words:
        """It is written otherwise."""
        formats = [Message("cli.usage.quoted", name=form) for form in self.formats]
        return Message("cli.value.moment", value=value, formats=formats)


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD, the one form of ISO 8601 that the API takes."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date. Raises BadValueError."""
        try:
            return value if isinstance(value, date) else read_day(str(value))
        except ValueError as error:
            raise BadValueError(Message("cli.value.day", value=value), param, ctx) from error


class Reason(click.ParamType[str]):
    """Words of the publisher's own, short enough for a statement."""

    name = "text"
    longest = 1900

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words, without blanks around them. Raises BadValueError."""
        if len(str(value)) > self.longest:
            raise BadValueError(Message("cli.value.too_long", most=self.longest), param, ctx)
        return str(value).strip()
