"""A program's editions: those that were published, and the request that publishes or withdraws one.

The authority to publish is the signature: a statement, and an archive, signed by a key that the service trusts. No
signing key ever comes here. A service that trusts the example key, which everybody has, takes no editions over HTTP.

Always holds: when the 201 goes out, this service has read the edition and decides with it from its first day; of what
was refused nothing is kept.

May not know: which checks an edition passes before it is published.
"""

import base64
import binascii
import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from tejun import canonical
from tejun.api import problems, programs
from tejun.api.bodies import Body, PublicationBody, place, turn
from tejun.api.parameters import NoParameters
from tejun.api.shapes import (
    CheckView,
    PublicationView,
    PublishedList,
    PublishedProgramView,
    PublishedView,
    Words,
)
from tejun.api.state import Parts
from tejun.errors import BundleError, InvalidInputError, WrongProgramError
from tejun.operations.editions import (
    Published,
    find_published,
    list_published,
    list_statements,
    open_edition,
)
from tejun.operations.publications import (
    Check,
    SignedPublication,
    publish_signed,
    read_statement,
    refuse_what_cannot_follow,
)
from tejun.operations.workplace import Workplace
from tejun.reading import read_json
from tejun.words import Message

router = APIRouter()
_LOG = logging.getLogger("tejun.api")


@router.get(
    "/v1/programs/{program}/editions",
    operation_id="editions",
    summary="Every edition of a program that was published, and the signed statements",
    response_description="The editions in the order of publication.",
)
def editions(program: str, _: Annotated[NoParameters, Query()], parts: Parts) -> PublishedList:
    """Withdrawn ones are among them. `publications` is what the editions follow from, to be verified by anybody."""
    workplace = parts.workplace
    return PublishedList(
        editions=[_view(published) for published in list_published(workplace, program)],
        publications=[read_json(signed.content) for signed in list_statements(workplace, program)],
    )


@router.get(
    "/v1/programs/{program}/editions/{edition}",
    operation_id="edition",
    summary="One published edition, and what it asks for",
    response_description="The edition, withdrawn or not.",
)
def edition(
    program: str, edition: str, _: Annotated[NoParameters, Query()], parts: Parts
) -> PublishedProgramView:
    """A withdrawn edition stays readable."""
    found = find_published(parts.workplace, program, edition)
    return PublishedProgramView(
        published=_view(found),
        content=programs.content(open_edition(parts.workplace, found.edition)),
    )


async def _refuse_with_example_key(parts: Parts) -> None:
    """Where the example key is trusted, anybody could publish: its private half is public."""
    if any(key.is_example for key in parts.workplace.trusted):
        raise problems.publishing_closed()


@dataclass(frozen=True)
class Sent:
    """What was sent: signed by somebody whose editions are taken, and may follow what was published."""

    signed: SignedPublication
    archive: bytes | None


async def _sent(program: str, body: PublicationBody, parts: Parts) -> AsyncIterator[Sent]:
    """Only what has passed the cheap looks takes a place among those that are looked at dearly."""
    async with turn(parts.publication_turns):
        sent = await run_in_threadpool(_read, program, body, parts.workplace)
    async with place(parts.publishing):
        yield sent


def _read(program: str, body: Body, workplace: Workplace) -> Sent:
    """Raises UnreadableDocumentError, SignatureError, WrongProgramError, PublicationError or BundleError."""
    value = read_json(body.content, body.bounds)
    given = dict(value) if isinstance(value, dict) else {}
    archive = given.pop("archive", None)
    signed = read_statement(workplace, canonical.dumps(given))
    if signed.publication.program != program:
        raise _other_program(signed.publication.program, program)
    refuse_what_cannot_follow(workplace, signed)
    body.bounds.go_on()
    return Sent(signed, None if archive is None else _decoded(archive))


@router.post(
    "/v1/programs/{program}/editions",
    operation_id="publish",
    summary="Publish an edition, or withdraw one",
    status_code=201,
    response_description="It is in force from its first day, or withdrawn.",
    dependencies=[Depends(_refuse_with_example_key)],
)
def publish(
    *,
    request: Request,
    response: Response,
    program: str,
    sent: Annotated[Sent, Depends(_sent)],
    parts: Parts,
) -> PublicationView:
    """The body is what the registry keeps: a statement and its signature, and the signed archive in base64.

    The signature is the authority to publish. A refusal has every reason in `errors`; nothing is published then. A
    withdrawal has no archive.
    """
    published, checks = _publish(sent, parts.workplace)
    root = request.scope.get("root_path", "")
    name = published.edition.edition
    response.headers["Location"] = f"{root}/v1/programs/{program}/editions/{name}"
    return PublicationView(edition=_view(published), checks=[_check(check) for check in checks])


def _publish(sent: Sent, workplace: Workplace) -> tuple[Published, tuple[Check, ...]]:
    try:
        edition, checks = publish_signed(
            workplace, sent.signed, sent.archive, fixtures=workplace.settings.fixtures
        )
    except InvalidInputError as error:  # in the service's own fixtures: no fault of the caller's
        _LOG.warning("fixtures: %s", error.detail.in_("en"))
        raise problems.fixtures_unusable() from error
    return find_published(workplace, edition.program, edition.edition), checks


# --- the body ------------------------------------------------------------------------------------


def _decoded(archive: Any) -> bytes:
    try:
        return base64.b64decode(archive, validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise BundleError(
            Message("api.archive_not_base64.detail"),
            Message("api.archive_not_base64.advice"),
        ) from error


def _other_program(named: str, asked: str) -> WrongProgramError:
    return WrongProgramError(
        Message("api.other_program.detail", named=named, asked=asked),
        Message("api.other_program.advice"),
    )


# --- the answer ----------------------------------------------------------------------------------


def _view(published: Published) -> PublishedView:
    withdrawal = published.withdrawal
    about: Mapping[str, Any] = {
        name: getattr(published.edition, name)
        for name in PublishedView.model_fields
        if name not in _FROM_STATEMENTS
    }
    return PublishedView.model_validate(
        {
            **about,
            "signer": published.statement.key.id,
            "withdrawn": withdrawal
            and {
                "at": withdrawal.publication.published_at,
                "reason": withdrawal.publication.reason,
                "signer": withdrawal.key.id,
            },
        }
    )


_FROM_STATEMENTS = {"signer", "withdrawn"}
"""The fields that hold what the signed statements say (the publication's, a withdrawal's); the others are the edition's
own."""


def _check(check: Check) -> CheckView:
    return CheckView(
        name=check.name, ran=check.ran, note=Words(ja=check.note.in_("ja"), en=check.note.in_("en"))
    )
