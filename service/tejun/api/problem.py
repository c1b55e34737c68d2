"""The shape of every error of the API: problem+json (RFC 9457).

Always holds: the body has `type` (urn:tejun:problem:<code>), `title`, `status`, `detail`, `advice`, `retryable`,
`errors` and `request_id`, in one language; what the caller may try again has Retry-After.

May not know: why there is a problem.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

from tejun.errors import Place
from tejun.words import Language, Words

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
        headers = {"Content-Language": language, "Vary": "Accept-Language", **self.headers}
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
