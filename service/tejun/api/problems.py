"""Every error of the API: its shape (problem+json, RFC 9457), the one place where it becomes a response, and the errors
of the exchange itself, which the domain knows nothing of: media types, parameters, paths, readiness.

Always holds: the body has `type` (urn:tejun:problem:<code>), `title`, `status`, `detail`, `advice`, `retryable`,
`errors` and `request_id`, in the language that is asked for, by `lang` in the query or else by Accept-Language; what
the caller may try again has Retry-After. Nothing of the service's inside (paths, SQL, tracebacks) goes out.

May not know: what any door does.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from tejun.api.languages import language_asked
from tejun.api.problem_kinds import KINDS
from tejun.errors import Place, TejunError, TooLargeError
from tejun.reading import too_large
from tejun.terms import OUTCOMES
from tejun.words import Language, Message, Words

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 2


@dataclass(frozen=True)
class Problem:
    """An error on its way out. `headers` are what its status asks for (Allow, Connection)."""

    code: str
    status: int
    title: Words
    detail: Words
    advice: Words
    retryable: bool = False
    places: tuple[Place, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self, *, language: Language, request_id: str) -> bytes:
        """The document that says it."""
        body = {
            "type": f"urn:tejun:problem:{self.code}",
            "title": self.title.in_(language),
            "status": self.status,
            "detail": self.detail.in_(language),
            "advice": self.advice.in_(language),
            "retryable": self.retryable,
            "errors": [_place(place, language) for place in self.places],
            "request_id": request_id,
        }
        return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")

    def response(self, *, language: Language, request_id: str) -> Response:
        """The response that says it."""
        headers = {"Cache-Control": "no-store", "Content-Language": language}
        headers |= {"Vary": "Accept-Language", **self.headers}
        if self.retryable:
            headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        content = self.body(language=language, request_id=request_id)
        return Response(content, self.status, headers=headers, media_type=MEDIA_TYPE)


class ProblemError(Exception):
    """An error of the exchange itself (a media type, a parameter), which the domain knows nothing of."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail.in_("en"))
        self.problem = problem


def _place(place: Place, language: Language) -> dict[str, Any]:
    return {
        "pointer": place.pointer,
        "line": place.line,
        "message": place.message.in_(language),
    }


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
        return _answer(request, no_such_path(request.url.path))
    if error.status_code == 405:
        allowed = _allowed(request)
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": allowed})
        return _answer(request, no_such_method(request.method, allowed))
    return _answer(request, internal())


async def _on_invalid_parameter(request: Request, error: RequestValidationError) -> Response:
    """A parameter of the query or a header that does not have its form."""
    return _answer(request, invalid_parameters(error.errors()))


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
        language=language_asked(request.scope), request_id=request.state.request_id
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


# --- errors of the exchange itself ---------------------------------------------------------------


def _of_code(
    code: str,
    detail: Words,
    *,
    advice: Words | None = None,
    places: tuple[Place, ...] = (),
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Problem:
    """A problem of a code; `advice` where it is another than that of the code."""
    kind = KINDS[code]
    return Problem(
        code=code,
        status=kind.status,
        title=kind.title,
        detail=detail,
        advice=advice or kind.advice,
        retryable=kind.retryable,
        places=places,
        headers={**headers, "Connection": "close"} if kind.closes else headers,
    )


def internal() -> Problem:
    """Something that nobody foresaw; the log has it under the request's id."""
    return _of_code("internal", Message("api.internal.detail"))


def not_ready(error: TejunError | None) -> Problem:
    """The service cannot decide or record at present."""
    if error is None:
        return _of_code("not-ready", Message("api.not_ready.detail"))
    return _of_code("not-ready", error.detail, advice=error.advice)


def stopping() -> Problem:
    """The service ends before it has done what was asked for; what was begun may be recorded."""
    advice = Message("store.in_doubt.advice")
    return _of_code("not-ready", Message("store.closed"), advice=advice)


def wrong_media_type(found: str) -> ProblemError:
    """The body is not said to be JSON."""
    detail = (
        Message("api.wrong_media_type.detail", found=found[:80])
        if found
        else Message("api.wrong_media_type.none")
    )
    accepted = {"Accept": "application/json"}
    return ProblemError(_of_code("unsupported-media-type", detail, headers=accepted))


def encoded(found: str) -> ProblemError:
    """The body is compressed."""
    return ProblemError(
        _of_code(
            "unsupported-media-type",
            Message("api.content_encoding.detail", found=found[:80]),
            advice=Message("api.content_encoding.advice"),
            headers={"Accept-Encoding": "identity"},
        )
    )


def busy() -> ProblemError:
    """More pre-checks wait than may wait."""
    return ProblemError(_of_code("busy", Message("api.busy.detail")))


def batch_too_large(max_bytes: int, set_by: str | None = None) -> TooLargeError:
    """A batch over the limit of a body, in bytes; `set_by` is the setting that has it."""
    return TooLargeError(
        too_large(max_bytes, set_by).detail,
        Message("api.batch_too_large.advice"),
    )


def publication_too_large(max_bytes: int) -> TooLargeError:
    """An edition over the limit, in bytes."""
    return TooLargeError(
        too_large(max_bytes).detail,
        Message("api.publication_too_large.advice"),
    )


def publishing_closed() -> ProblemError:
    """Nobody in particular is trusted here, so nobody's editions are taken."""
    return ProblemError(_of_code("publishing-closed", Message("api.publishing_closed.detail")))


def public_url_not_set() -> ProblemError:
    """Where others reach the service nobody has said, and what a caller says of it is not believed."""
    return ProblemError(_of_code("public-url-not-set", Message("api.public_url_not_set.detail")))


def fixtures_unusable() -> ProblemError:
    """The service's own fixtures cannot be read; the log says which."""
    return ProblemError(_of_code("fixtures-unusable", Message("api.fixtures_unusable.detail")))


def report_too_large(max_bytes: int) -> TooLargeError:
    """What an OPA reports at once is over the limit, in bytes."""
    return TooLargeError(
        too_large(max_bytes).detail,
        Message("api.report_too_large.advice"),
    )


def invalid_batch(pointer: str, message: Words) -> ProblemError:
    """The body is no batch; what is wrong with an item is a problem of that item."""
    place = Place(pointer=pointer, message=message)
    return ProblemError(_of_code("invalid-batch", message, places=(place,)))


def too_slow(seconds: float) -> ProblemError:
    """The body did not come in time."""
    detail = Message("api.too_slow.detail", seconds=seconds)
    return ProblemError(_of_code("request-timeout", detail))


def no_such_path(path: str) -> Problem:
    return _of_code("not-found", Message("api.no_such_path.detail", path=path[:120]))


def no_such_tile(tile: str) -> ProblemError:
    """The log has no such tile, or not yet."""
    detail = Message("api.no_such_tile.detail", tile=tile[:60])
    advice = Message("api.no_such_tile.advice")
    return ProblemError(_of_code("not-found", detail, advice=advice))


def no_such_method(method: str, allowed: str) -> Problem:
    return Problem(
        code="method-not-allowed",
        status=405,
        title=Message("api.no_such_method.title"),
        detail=Message("api.no_such_method.detail", method=method[:20]),
        advice=Message("api.no_such_method.advice", allowed=allowed),
        headers={"Allow": allowed},
    )


_PARAMETERS = {
    "application": Message("api.parameters.text", name="application"),
    "as_of": Message("api.parameters.as_of"),
    "call": Message("api.parameters.call"),
    "cursor": Message("api.parameters.cursor"),
    "edition": Message("api.parameters.text", name="edition"),
    "engine": Message("api.parameters.text", name="engine"),
    "export": Message("api.parameters.export"),
    "engine_version": Message("api.parameters.text", name="engine_version"),
    "institution": Message("api.parameters.text", name="institution"),
    "latest": Message("api.parameters.latest"),
    "limit": Message("api.parameters.limit"),
    "logs": Message("api.parameters.logs"),
    "known_at": Message("api.parameters.known_at"),
    "outcome": Message("api.parameters.outcome", names=OUTCOMES),
    "program": Message("api.parameters.text", name="program"),
    "reason": Message("api.parameters.text", name="reason"),
    "recorded_from": Message("api.parameters.moment", name="recorded_from"),
    "recorded_to": Message("api.parameters.moment", name="recorded_to"),
    "requirement": Message("api.parameters.text", name="requirement"),
    "lang": Message("api.parameters.lang"),
    "depth": Message("api.parameters.depth"),
    "format": Message("api.parameters.format"),
    "Idempotency-Key": Message("api.parameters.idempotency_key"),
}


def trace_of_what(*, depth: str) -> ProblemError:
    """A trace without the requirement that it is to be of, or a requirement without a trace."""
    text = (
        Message("api.parameters.trace_without_requirement")
        if depth == "trace"
        else Message("api.parameters.subject_without_requirement")
        if depth == "remedy"
        else Message("api.parameters.requirement_without_trace")
    )
    return ProblemError(_invalid((Place(pointer="", message=text),)))


def repeated_parameters(names: Sequence[str]) -> ProblemError:
    """What may stand once stands more often."""
    messages = [Message("api.repeated_parameter", name=name[:60]) for name in names]
    return ProblemError(_invalid(tuple(Place(pointer="", message=each) for each in messages)))


def invalid_parameters(errors: Any) -> Problem:
    messages = dict.fromkeys(_about(str(error["loc"][1]), str(error["type"])) for error in errors)
    return _invalid(tuple(Place(pointer="", message=message) for message in messages))


def _invalid(places: tuple[Place, ...]) -> Problem:
    return _of_code("invalid-parameter", places[0].message, places=places)


def _about(name: str, kind: str) -> Words:
    if kind == "extra_forbidden" or name not in _PARAMETERS:
        shown = name[:60]
        return Message("api.unknown_parameter", name=shown)
    return _PARAMETERS[name]
