"""The configuration with which an OPA pulls a program's bundle from here.

Always holds: the keys are those that a signature of today is held to, and the one that signed what is in force; no
private key can be among them, since none is read by the service.

May not know: what OPA does with it.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from tejun.api.languages import wants_json
from tejun.api.shapes import OpaConfigParameters
from tejun.api.state import Parts, Services
from tejun.bundle import signatures
from tejun.fleet.config import ConfigRequest, config_as_json, config_as_yaml
from tejun.registry import Edition
from tejun.signing import PublicKey

router = APIRouter()
YAML = "application/yaml"  # RFC 9512


@router.get(
    "/v1/programs/{program}/opa-config",
    operation_id="opa_config",
    summary="The configuration with which an OPA pulls the program's bundle, verifies it and reports",
    response_class=Response,
    response_description="The configuration, to be saved as opa.yaml.",
    responses={
        200: {
            "content": {
                YAML: {"schema": {"type": "object"}},
                "application/json": {"schema": {"type": "object"}},
            }
        }
    },
)
def opa_config(
    request: Request, program: str, asked: Annotated[OpaConfigParameters, Query()], parts: Parts
) -> Response:
    """YAML with comments in ja and en, or JSON where `Accept` likes it better."""
    edition = parts.registry.in_force(program, parts.today(), call=asked.call)
    config_request = ConfigRequest(
        program=program,
        url=str(request.base_url).rstrip("/"),
        keys=_keys(parts, edition),
        call=asked.call,
        logs=asked.logs == "true",
    )
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    if wants_json(request.headers.get("accept")):
        return JSONResponse(config_as_json(config_request), headers=headers)
    return Response(config_as_yaml(config_request), media_type=YAML, headers=headers)


def _keys(parts: Services, edition: Edition) -> tuple[PublicKey, ...]:
    """OPA knows no last day of a key, so one that is past it is left out, unless it signed what is in force."""
    trusted, today = parts.registry.trusted, parts.today()
    signer = signatures.verify(
        parts.registry.open(edition), trusted, on=edition.published_at.date()
    )
    return tuple(
        key
        for key in trusted
        if key == signer or key.trusted_until is None or today <= key.trusted_until
    )
