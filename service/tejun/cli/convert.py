"""`tejun convert`: facts written in YAML, or in the earlier form, as the strict JSON that the service takes.

Always holds: standard output has the document and nothing else. Of facts in the earlier form standard error says that
they were brought over, what that leaves open and where, and where they do not fit the form yet.
"""

import json
from collections.abc import Iterator

import click

from tejun import canonical
from tejun.cli.command import command
from tejun.cli.echo import printable
from tejun.cli.options import file_argument, language_option, read_file, session_of
from tejun.cli.session import Session
from tejun.errors import TejunError
from tejun.model.convert import Converted, from_form_1
from tejun.model.left_open import LeftOpen
from tejun.reading import read_document
from tejun.terms import EARLIER_FACTS_SCHEMA_ID, FACTS_SCHEMA_ID
from tejun.words import Message, Words

_SHOWN = 3
"""As many places of one kind are named; the rest are counted."""


@command(help=Message("cli.help.convert"))
@file_argument
@language_option
@click.pass_context
def convert(context: click.Context, file: str) -> int:
    """Prints the document as JSON, in form 2; gives 1 where what came of form 1 does not fit form 2 yet."""
    session = session_of(context)
    document = read_document(*read_file(file, session))
    converted = from_form_1(document)
    value = document.value if converted is None else converted.facts
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    if converted is None:
        return 0
    lines = [line.in_(session.language) for line in _notice(converted, session)]
    click.echo(printable("\n".join(lines)), err=True)
    return 0 if converted.refusal is None else 1


def _notice(converted: Converted, session: Session) -> Iterator[Words]:
    name = session.file or "-"
    forms = {"earlier": EARLIER_FACTS_SCHEMA_ID, "form": FACTS_SCHEMA_ID}
    yield Message("cli.convert.brought_over", file=name, **forms)
    if converted.open:
        count = sum(len(kind.places) for kind in converted.open)
        kinds = len(converted.open)
        yield Message("cli.convert.open", count=count, kinds=kinds)
        for kind in converted.open:
            yield _of_kind(kind, converted)
    if converted.refusal is not None:
        yield from _not_yet(converted.refusal)
        yield Message("cli.convert.fill_in")
    else:
        yield Message("cli.convert.check")


def _of_kind(kind: LeftOpen, converted: Converted) -> Words:
    names = [canonical.place_name(path, converted.facts) for path in kind.places[:_SHOWN]]
    more = len(kind.places) - len(names)
    count = len(kind.places)
    places = (
        Message("cli.convert.more", names=names, more=more)
        if more
        else Message("cli.convert.places", names=names)
    )
    return Message("cli.convert.kind", what=kind.what, count=count, places=places)


def _not_yet(refusal: TejunError) -> Iterator[Words]:
    yield Message("cli.convert.not_yet", detail=refusal.detail)
    for place in refusal.places:
        yield Message("cli.convert.place", place=place.shown, what=place.message)
