"""`tejun bundle verify` and `tejun bundle sign`."""

import os
from pathlib import Path

import click

from tejun.authoring.module import find_capabilities
from tejun.bundle.archive import Bundle, read_archive
from tejun.bundle.signatures import read_signed, signed
from tejun.cli import options
from tejun.cli.command import command
from tejun.cli.files import write
from tejun.cli.named import archive_of, read_file
from tejun.cli.parameters import argument
from tejun.cli.values import EDITION, FILE, PathTo
from tejun.errors import BundleError
from tejun.operations.publishing import signing_key
from tejun.present import publication_words
from tejun.present.publication import Steps
from tejun.publish import checks
from tejun.settings import Settings
from tejun.signing import PublicKey, TrustedKeys, trusted_keys_or_example
from tejun.toolchain import find_opa_or_none
from tejun.words import Message

_BAD = 1


@command(help=Message("cli.help.bundle.verify"))
@argument("edition", metavar=EDITION)
@options.language_option
@click.pass_context
def verify(context: click.Context, edition: str) -> int:
    """Shows whose signature holds; gives 1 where none does."""
    steps = Steps(options.session_of(context).language)
    settings = Settings.from_env(os.environ)
    trusted = trusted_keys_or_example(settings.trusted_keys)
    try:
        bundle, key = _verified(edition, settings, trusted)
    except BundleError as error:
        steps.refused(error)
        return _BAD
    steps.title(bundle)
    for check in (
        checks.signature_check(key),
        checks.check_compiled(bundle, opa=find_opa_or_none(), capabilities=find_capabilities()),
    ):
        steps.check(check)
        if check.refusals:
            return _BAD
    steps.done("revision", bundle.revision)
    steps.done("archive", bundle.digest)
    return 0


@command(help=Message("cli.help.bundle.sign"))
@argument("file", type=PathTo(path_type=Path, dir_okay=False), metavar=FILE)
@options.key_option
@options.language_option
@click.pass_context
def sign(context: click.Context, file: Path, key: str | None) -> None:
    """Writes the archive anew with the signature."""
    signing = signing_key(key, Settings.from_env(os.environ))
    archive = signed(read_file(file), signing)
    write(file, archive)
    digest = read_archive(archive).digest
    Steps(options.session_of(context).language).say(
        publication_words.SIGNED, file=file, digest=digest, id=signing.public.id
    )


def _verified(edition: str, settings: Settings, trusted: TrustedKeys) -> tuple[Bundle, PublicKey]:
    """The bundle, and whose signature it carries. Raises BundleError, NotFoundError or OSError."""
    archive, published_on = archive_of(edition, settings, trusted)
    return read_signed(archive, trusted, on=published_on)
