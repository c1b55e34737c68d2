"""A program's editions: those that were published, and the door through which one is.

The authority to publish is the signature: a statement, and an archive, signed by a key that the service trusts. No
signing key ever comes here. Where nobody in particular is trusted, the door is closed.

Always holds: the 201 goes out when the edition is in force here; of what was refused nothing is kept.

May not know: what is looked at before an edition is published.
"""

import base64
import binascii
import logging
from collections.abc import Mapping
from contextlib import closing
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from tejun import canonical
from tejun.api import programs, refusals
from tejun.api.bodies import PublicationBody
from tejun.api.shapes import (
    CheckView,
    NoParameters,
    PublicationView,
    PublishedList,
    PublishedProgramView,
    PublishedView,
    Words,
)
from tejun.api.state import Parts, Services
from tejun.authoring.module import find_capabilities
from tejun.engine.choose import embedded
from tejun.engine.protocol import Engine
from tejun.errors import BundleError, InvalidInputError, WrongProgramError
from tejun.policytest import Fixtures
from tejun.publish import Check, CheckContext
from tejun.publish import publish as publish_edition
from tejun.reading import read_json
from tejun.registry import Edition, SignedPublication, publication
from tejun.toolchain import find_opa_or_none
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
    published = parts.registry.editions(program)
    signed = parts.registry.publications(program)
    return PublishedList(
        editions=[_view(edition, signed) for edition in published],
        publications=[read_json(one.content) for one in signed],
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
    found = parts.registry.edition(program, edition)
    return PublishedProgramView(
        published=_view(found, parts.registry.publications(program)),
        content=programs.content(parts.registry.open(found)),
    )


async def _is_open(parts: Parts) -> None:
    """With the example key anybody could publish."""
    if any(key.is_example for key in parts.registry.trusted):
        raise refusals.publishing_closed()


@router.post(
    "/v1/programs/{program}/editions",
    operation_id="publish",
    summary="Publish an edition, or withdraw one",
    status_code=201,
    response_description="It is in force from its first day, or withdrawn.",
    dependencies=[Depends(_is_open)],
)
def publish(
    *, request: Request, response: Response, program: str, body: PublicationBody, parts: Parts
) -> PublicationView:
    """The body is what the registry keeps: a statement and its signature, and the signed archive in base64.

    The signature is the authority to publish. A refusal has every reason in `errors`; nothing is published then. A
    withdrawal has no archive.
    """
    signed, archive = _read(body, parts)
    if signed.publication.program != program:
        raise _other_program(signed.publication.program, program)
    done, checks = _publish(signed, archive, parts)
    root = request.scope.get("root_path", "")
    response.headers["Location"] = f"{root}/v1/programs/{program}/editions/{done.edition}"
    return PublicationView(
        edition=_view(done, parts.registry.publications(program)),
        checks=[_check(check) for check in checks],
    )


def _publish(
    signed: SignedPublication, archive: bytes | None, parts: Services
) -> tuple[Edition, tuple[Check, ...]]:
    try:
        # One of its own: an edition that may be refused takes no place among those that decide.
        with closing(embedded(parts.settings)) as engine:
            return publish_edition(
                signed,
                archive,
                registry=parts.registry,
                context=_check_context(signed.publication.program, parts, engine),
                now=parts.clock(),
                today=parts.today(),
            )
    except (
        InvalidInputError
    ) as error:  # of the service's own files, which the caller is told nothing of
        _LOG.warning("fixtures: %s", error.detail.in_("en"))
        raise refusals.fixtures_unusable() from error


def _check_context(program: str, parts: Services, engine: Engine) -> CheckContext:
    parts.registry.refresh()
    folder = parts.settings.fixtures
    return CheckContext(
        log=parts.registry.log(program),
        trusted=parts.registry.trusted,
        engine=engine,
        registry=parts.registry,
        fixtures=Fixtures.open(folder) if folder else None,
        opa=find_opa_or_none(),
        capabilities=find_capabilities(),
    )


# --- the body ------------------------------------------------------------------------------------


def _read(body: bytes, parts: Services) -> tuple[SignedPublication, bytes | None]:
    """The statement, verified, and the archive. Raises UnreadableDocumentError, SignatureError or BundleError."""
    value = read_json(body)
    given = dict(value) if isinstance(value, dict) else {}
    archive = given.pop("archive", None)
    signed = publication.read(canonical.dumps(given), parts.registry.trusted)
    return signed, None if archive is None else _decoded(archive)


def _decoded(archive: Any) -> bytes:
    try:
        return base64.b64decode(archive, validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise BundleError(
            Message("api.decoded.detail"),
            Message("api.decoded.advice"),
        ) from error


def _other_program(named: str, asked: str) -> WrongProgramError:
    return WrongProgramError(
        Message("api.other_program.detail", named=named, asked=asked),
        Message("api.other_program.advice"),
    )


# --- the answer ----------------------------------------------------------------------------------


def _view(edition: Edition, publications: tuple[SignedPublication, ...]) -> PublishedView:
    withdrawal = next(
        (
            one
            for one in publications
            if one.publication.kind == "withdrawal" and one.publication.edition == edition.edition
        ),
        None,
    )
    told: Mapping[str, Any] = {
        name: getattr(edition, name) for name in PublishedView.model_fields if name not in _SIGNED
    }
    return PublishedView.model_validate(
        {
            **told,
            "signer": publications[edition.number - 1].key.id,
            "withdrawn": withdrawal
            and {
                "at": withdrawal.publication.published_at,
                "reason": withdrawal.publication.reason,
                "signer": withdrawal.key.id,
            },
        }
    )


_SIGNED = {"signer", "withdrawn"}


def _check(check: Check) -> CheckView:
    return CheckView(
        name=check.name, ran=check.ran, note=Words(ja=check.note.in_("ja"), en=check.note.in_("en"))
    )
