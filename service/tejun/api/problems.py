"""Every error as a response: the one place where that happens.

Always holds: the language is the one that Accept-Language asks for; nothing of the service's inside (paths, SQL,
tracebacks) goes out.

May not know: what any door does.
"""

from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from tejun.api import refusals
from tejun.api.languages import language_of
from tejun.api.problem import Problem, ProblemError
from tejun.errors import TejunError


def of_error(error: TejunError) -> Problem:
    """The problem of an error of the domain."""
    return Problem(
        code=error.code,
        status=error.status,
        title=error.title,
        detail=error.detail,
        advice=error.advice,
        retryable=error.retryable,
        places=error.places,
        # A body over the limit is not read to its end, so the connection cannot go on.
        headers={"Connection": "close"} if error.status == 413 else {},
    )


async def _on_domain_error(request: Request, error: TejunError) -> Response:
    """A TejunError, from wherever."""
    return _answer(request, of_error(error))


async def _on_problem(request: Request, error: ProblemError) -> Response:
    """A ProblemError of the API itself."""
    return _answer(request, error.problem)


async def _on_http_error(request: Request, error: HTTPException) -> Response:
    """What routing refuses: no such path, no such method there; OPTIONS is answered."""
    if error.status_code == 404:
        return _answer(request, refusals.no_such_path(request.url.path))
    if error.status_code == 405:
        allowed = _allowed(request)
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": allowed})
        return _answer(request, refusals.no_such_method(request.method, allowed))
    return _answer(request, refusals.internal())


async def _on_invalid_parameter(request: Request, error: RequestValidationError) -> Response:
    """A parameter of the query or a header that does not have its form."""
    return _answer(request, refusals.invalid_parameters(error.errors()))


HANDLERS: dict[Any, Any] = {
    TejunError: _on_domain_error,
    ProblemError: _on_problem,
    HTTPException: _on_http_error,
    RequestValidationError: _on_invalid_parameter,
}
"""For the application; what is none of these ends in `tejun.api.envelope`."""


def _answer(request: Request, problem: Problem) -> Response:
    """The response to `request` that says `problem`."""
    return problem.response(
        language=language_of(request.headers.get("accept-language")),
        request_id=request.state.request_id,
    )


def _allowed(request: Request) -> str:
    """The methods of every route at the path; the exception knows those of the first one only."""
    methods = {
        method
        for method in ("GET", "POST")
        for route in request.app.routes
        if route.matches({**request.scope, "method": method})[0] == Match.FULL
    }
    if "GET" in methods:
        methods.add("HEAD")
    return ", ".join(sorted({*methods, "OPTIONS"}))
