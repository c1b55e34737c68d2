"""The types of what options and arguments hold: click's, saying themselves what is wrong with a value.

Always holds: a value is refused with a `BadValueError`, in both languages.

May not know: any command.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal

import click

from tejun.cli.usage import BadValueError
from tejun.reading.days import read_day
from tejun.reading.periods import read_period
from tejun.terms import JST
from tejun.words import Message, Words

_WHOLE = re.compile(r"-?[0-9]+")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

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

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, written as one, and not as Python writes one beside. Raises BadValueError."""
        if isinstance(value, str) and not _WHOLE.fullmatch(value):
            raise BadValueError(Message("cli.value.number", value=value), param, ctx)
        return super().convert(value, param, ctx)

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


class NewFile(PathTo):
    """A file to be written; what is to go to standard output has none."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, dir_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Raises BadValueError."""
        if value == "-":
            raise BadValueError(Message("cli.value.standard_output"), param, ctx)
        return super().convert(value, param, ctx)


class Moment(_Worded, click.DateTime):
    """A moment with its offset."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The moment, aware. Raises BadValueError, also where its offset takes it out of the years 1 to 9999."""
        moment = super().convert(value, param, ctx)
        try:
            return moment.astimezone(UTC)
        except OverflowError as error:
            raise BadValueError(self.reason(value), param, ctx) from error

    def reason(self, value: Any) -> Words:
        """It is written otherwise."""
        return Message("cli.value.moment", value=value)


class MomentOf(Moment):
    """A moment with its offset, or a day, month or year in Japan: the moment at which that begins, the first behind its
    end, or the last of it.

    The last of a second is wanted where a moment is given to the second, as lists show it: what was recorded in that
    second is shown with it.
    """

    def __init__(self, which: Literal["beginning", "end", "last"]) -> None:
        super().__init__()
        self._which = which

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The moment, aware. Raises BadValueError."""
        try:
            begins, ends = (datetime.combine(day, time(), JST) for day in read_period(str(value)))
            last = ends - timedelta(microseconds=1)
            value = {"beginning": begins, "end": ends, "last": last}[self._which]
        except ValueError:  # it is a moment, if anything
            return self._moment(value, param, ctx)
        return super().convert(value, param, ctx)

    def _moment(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        moment = super().convert(value, param, ctx)
        is_whole = self._which == "last" and "." not in str(value)
        return moment.replace(microsecond=999_999) if is_whole else moment

    def reason(self, value: Any) -> Words:
        """It is neither."""
        return Message("cli.value.moment_or_period", value=value)


def decision_id_of(text: str) -> str:
    """The id of a recorded decision, as somebody has copied it: with blanks around it, a UUID in capitals."""
    found = text.strip()
    return found.lower() if _UUID.fullmatch(found) else found


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
