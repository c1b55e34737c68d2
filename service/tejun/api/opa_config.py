"""The configuration with which an OPA pulls a program's bundle from here.

Always holds: the keys are those that a signature of today is held to, and the one that signed what is in force; no
private key can be among them, since none is read by the service.

May not know: what OPA does with it.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from tejun.api.address import own_url
from tejun.api.languages import wants_json
from tejun.api.parameters import OpaConfigParameters
from tejun.api.state import Parts
from tejun.fleet.config import config_as_json, config_as_yaml
from tejun.operations.fleet import opa_configuration

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
    config_request = opa_configuration(
        parts.workplace,
        program,
        url=own_url(request, parts.workplace.settings),
        call=asked.call,
        logs=asked.logs == "true",
    )
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    if wants_json(request.headers.get("accept")):
        return JSONResponse(config_as_json(config_request), headers=headers)
    return Response(config_as_yaml(config_request), media_type=YAML, headers=headers)
