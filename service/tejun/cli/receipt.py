"""`tejun receipt` and `tejun verify`: a decision's receipt, made of the record, held to the log's key without it."""

import sys
from pathlib import Path

import click

from tejun.cli import options
from tejun.cli.at_hand import workplace_at_hand
from tejun.cli.command import command
from tejun.cli.files import require_free, write_once
from tejun.cli.lines import echo_lines, echo_refusal
from tejun.cli.log_keys import say_key_that_was_made
from tejun.cli.parameters import argument, option
from tejun.cli.values import FILE, Choice, PathTo, decision_id_of
from tejun.errors import ProofError
from tejun.operations.noted import find_note_key
from tejun.operations.workplace import Workplace
from tejun.present.lines import MarkedLine
from tejun.words import Language, Message

_BAD = 1
_KEY = Message("cli.placeholder.key")
_FORMS = ("json", "tlog-proof", "cose")


@command(help=Message("cli.help.receipt"))
@argument("decision_id", type=decision_id_of, metavar=Message("cli.placeholder.id"))
@option(
    "--format",
    "form",
    type=Choice(_FORMS),
    default="json",
    show_default=True,
    help=Message("cli.help.receipt.format"),
)
@option("--with-input", is_flag=True, help=Message("cli.help.receipt.with_input"))
@options.out_option
@options.language_option
@click.pass_context
def receipt(
    context: click.Context, /, *, decision_id: str, form: str, with_input: bool, out: Path | None
) -> None:
    """Prints the receipt, or writes it to a new file: what an earlier one has may be erased by now."""
    if out is not None:
        require_free(out)
    language = options.session_of(context).language
    with workplace_at_hand() as workplace:
        data = _receipt(workplace, decision_id, form, with_input=with_input, language=language)
        say_key_that_was_made(workplace.log_key, language)
    if out is not None:
        write_once(out, data)
        click.echo(str(out))
        return
    sys.stdout.flush()
    click.echo(data, nl=False)


def _receipt(
    workplace: Workplace, decision_id: str, form: str, *, with_input: bool, language: Language
) -> bytes:
    from tejun.operations import receipts  # noqa: PLC0415 - verifying one needs none of it

    if form == "tlog-proof":
        return receipts.log_proof_of(workplace, decision_id).data
    if form == "cose":
        return receipts.cose_receipt_of(workplace, decision_id)
    made = receipts.receipt_of(workplace, decision_id, with_input=with_input)
    if made.decision is None:
        click.echo(Message("cli.receipt.codes_alone").in_(language), err=True)
    return made.data


@command(help=Message("cli.help.verify"))
@argument("file", type=PathTo(path_type=Path, dir_okay=False, exists=True), metavar=FILE)
@option("--key", metavar=_KEY, required=True, help=Message("cli.help.verify.key"))
@option(
    "--bundle",
    type=PathTo(path_type=Path, dir_okay=False, exists=True),
    metavar=FILE,
    help=Message("cli.help.verify.bundle"),
)
@option("--witness", metavar=_KEY, multiple=True, help=Message("cli.help.verify.witness"))
@options.language_option
@click.pass_context
def verify(
    context: click.Context,
    /,
    *,
    file: Path,
    key: str,
    bundle: Path | None,
    witness: tuple[str, ...],
) -> int:
    """Shows what holds, line by line; gives 1 where something does not."""
    from tejun.operations.verifying import verify_file  # noqa: PLC0415 - making one needs none of it

    language = options.session_of(context).language
    known, witnesses = find_note_key(key), [find_note_key(each) for each in witness]
    try:
        with workplace_at_hand() as workplace:
            for found in verify_file(
                workplace, file, key=known, witnesses=witnesses, bundle=bundle
            ):
                words = found.words.in_(language)
                echo_lines([MarkedLine("skip" if found.is_open else "ok", words)])
    except ProofError as error:
        echo_refusal(error, language)
        return _BAD
    click.echo(Message("cli.verify.holds").in_(language))
    return 0
