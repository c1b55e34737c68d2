"""`tejun bundle verify` and `tejun bundle sign`."""

from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import command
from tejun.cli.files import write
from tejun.cli.lines import echo_lines, echo_refusal
from tejun.cli.parameters import argument
from tejun.cli.values import EDITION, FILE, PathTo
from tejun.errors import BundleError
from tejun.operations.archives import Bundle, Check, sign_archive, verify_edition
from tejun.present.publication import check_lines, fact_line, title_line
from tejun.words import Message

_BAD = 1


@command(help=Message("cli.help.bundle.verify"))
@argument("edition", metavar=EDITION)
@options.language_option
@click.pass_context
def verify(context: click.Context, edition: str) -> int:
    """Shows whose signature holds; gives 1 where none does."""
    language = options.session_of(context).language

    def on_step(found: Bundle | Check) -> None:
        if isinstance(found, Bundle):
            click.echo(title_line(found, language))
        else:
            echo_lines(check_lines(found, language))

    try:
        with workplace_at_hand() as workplace:
            bundle = verify_edition(workplace, edition, on_step)
    except BundleError as error:
        echo_refusal(error, language)
        return _BAD
    if bundle is None:
        return _BAD
    facts = {"revision": bundle.revision, "archive": bundle.digest}
    echo_lines(fact_line(name, text, language) for name, text in facts.items())
    return 0


@command(help=Message("cli.help.bundle.sign"))
@argument("file", type=PathTo(path_type=Path, dir_okay=False), metavar=FILE)
@options.key_option
@options.language_option
@click.pass_context
def sign(context: click.Context, file: Path, key: str | None) -> None:
    """Writes the archive anew with the signature."""
    with workplace_at_hand() as workplace:
        signed = sign_archive(workplace, file, key)
    write(file, signed.content)
    done = Message("cli.sign.signed", file=file, digest=signed.bundle.digest, id=signed.key_id)
    click.echo(done.in_(options.session_of(context).language))
