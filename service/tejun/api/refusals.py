"""The API's own errors, which the domain knows nothing of: media types, parameters, paths, readiness.

May not know: which door refuses.
"""

from typing import Any

from tejun.api.problem import Problem, ProblemError
from tejun.api.shapes import BATCH_LIMIT, ITEM_ID
from tejun.errors import Place, TejunError, TooLargeError
from tejun.reading import too_large
from tejun.words import Message, Words


def internal() -> Problem:
    """Something that nobody foresaw; the log has it under the request's id."""
    return Problem(
        code="internal",
        status=500,
        title=TejunError.title,
        detail=Message("api.internal.detail"),
        advice=Message("api.internal.advice"),
    )


def not_ready(error: TejunError | None) -> Problem:
    """The service cannot decide or record at present."""
    return Problem(
        code="not-ready",
        status=503,
        title=Message("api.not_ready.title"),
        detail=error.detail if error else Message("api.not_ready"),
        advice=error.advice if error else Message("api.not_ready.look_at_the_folder"),
        retryable=True,
    )


def wrong_media_type(found: str) -> ProblemError:
    """The body is not said to be JSON."""
    return ProblemError(
        Problem(
            code="unsupported-media-type",
            status=415,
            title=Message("api.wrong_media_type.title"),
            detail=(
                Message("api.wrong_media_type.detail", found=found[:80])
                if found
                else Message("api.wrong_media_type.none")
            ),
            advice=Message("api.wrong_media_type.advice"),
            headers={"Accept": "application/json", "Connection": "close"},
        )
    )


def encoded(found: str) -> ProblemError:
    """The body is compressed."""
    return ProblemError(
        Problem(
            code="unsupported-media-type",
            status=415,
            title=Message("api.wrong_media_type.title"),
            detail=Message("api.encoded.detail", found=found[:80]),
            advice=Message("api.encoded.advice"),
            headers={"Accept-Encoding": "identity", "Connection": "close"},
        )
    )


def busy() -> ProblemError:
    """More pre-checks wait than may wait."""
    return ProblemError(
        Problem(
            code="busy",
            status=503,
            title=Message("api.busy.title"),
            detail=Message("api.busy.detail"),
            advice=Message("api.busy.advice"),
            retryable=True,
            headers={"Connection": "close"},
        )
    )


def batch_too_large(max_bytes: int) -> TooLargeError:
    """A batch over the limit of a body, in bytes."""
    return TooLargeError(
        too_large(max_bytes).detail,
        Message("api.batch_too_large"),
    )


def publication_too_large(max_bytes: int) -> TooLargeError:
    """An edition over the limit, in bytes."""
    return TooLargeError(
        too_large(max_bytes).detail,
        Message("api.publication_too_large"),
    )


def publishing_closed() -> ProblemError:
    """Nobody in particular is trusted here, so nobody's editions are taken."""
    return ProblemError(
        Problem(
            code="publishing-closed",
            status=403,
            title=Message("api.publishing_closed.title"),
            detail=Message("api.publishing_closed.detail"),
            advice=Message("api.publishing_closed.advice"),
        )
    )


def fixtures_unusable() -> ProblemError:
    """The service's own fixtures cannot be read; the log says which."""
    return ProblemError(
        Problem(
            code="fixtures-unusable",
            status=503,
            title=Message("api.fixtures_unusable.title"),
            detail=Message("api.fixtures_unusable.detail"),
            advice=Message("api.fixtures_unusable.advice"),
            retryable=True,
        )
    )


def report_too_large(max_bytes: int) -> TooLargeError:
    """What an OPA reports at once is over the limit, in bytes."""
    return TooLargeError(
        too_large(max_bytes).detail,
        Message("api.report_too_large"),
    )


def invalid_batch(pointer: str, message: Words) -> ProblemError:
    """The body is no batch; what is wrong with an item is a problem of that item."""
    return ProblemError(
        Problem(
            code="invalid-batch",
            status=422,
            title=Message("api.invalid_batch.title"),
            detail=message,
            advice=Message("api.invalid_batch.advice", item_id=ITEM_ID, batch_limit=BATCH_LIMIT),
            places=(Place(pointer=pointer, message=message),),
        )
    )


def too_slow(seconds: float) -> ProblemError:
    """The body did not come in time."""
    return ProblemError(
        Problem(
            code="request-timeout",
            status=408,
            title=Message("api.too_slow.title"),
            detail=Message("api.too_slow.detail", seconds=seconds),
            advice=Message("api.too_slow.advice"),
            retryable=True,
            headers={"Connection": "close"},
        )
    )


def no_such_path(path: str) -> Problem:
    shown = path[:120]
    return Problem(
        code="not-found",
        status=404,
        title=Message("api.no_such_path.title"),
        detail=Message("api.no_such_path.detail", shown=shown),
        advice=Message("api.no_such_path.advice"),
    )


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
    "as_of": Message("api.parameters.as_of"),
    "call": Message("api.parameters.call"),
    "cursor": Message("api.parameters.cursor"),
    "limit": Message("api.parameters.limit"),
    "logs": Message("api.parameters.logs"),
    "known_at": Message("api.parameters.known_at"),
    "lang": Message("api.parameters.lang"),
    "depth": Message("api.parameters.depth"),
    "Idempotency-Key": Message("api.parameters.idempotency-key"),
}


def trace_of_what(*, depth: str) -> ProblemError:
    """A trace without the requirement that it is to be of, or a requirement without a trace."""
    text = (
        Message("api.trace_of_what.text.with_depth_trace_name")
        if depth == "trace"
        else Message("api.trace_of_what.text.requirement_and_subject_go")
    )
    return ProblemError(_invalid((Place(pointer="", message=text),)))


def invalid_parameters(errors: Any) -> Problem:
    messages = dict.fromkeys(_about(str(error["loc"][1]), str(error["type"])) for error in errors)
    return _invalid(tuple(Place(pointer="", message=message) for message in messages))


def _invalid(places: tuple[Place, ...]) -> Problem:
    return Problem(
        code="invalid-parameter",
        status=422,
        title=Message("api.invalid.title"),
        detail=places[0].message,
        advice=Message("api.invalid.advice"),
        places=places,
    )


def _about(name: str, kind: str) -> Words:
    if kind == "extra_forbidden" or name not in _PARAMETERS:
        shown = name[:60]
        return Message("api.about", shown=shown)
    return _PARAMETERS[name]
