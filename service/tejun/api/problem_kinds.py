"""The errors of the exchange itself by their codes: the status, and the words that every case of it has.

Always holds: a code has one status and one title. What differs from case to case (`detail`) is in `tejun.api.problems`.

May not know: when one occurs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tejun.api.parameters import BATCH_ID_MAX_LENGTH, BATCH_MAX_ITEMS
from tejun.errors import TejunError
from tejun.words import Message, Words


@dataclass(frozen=True)
class Kind:
    """What the problems of one code have in common. `closes`: the connection cannot go on."""

    status: int
    title: Words
    advice: Words
    retryable: bool = False
    closes: bool = False


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "busy": Kind(
            503,
            Message("api.busy.title"),
            Message("api.busy.advice"),
            retryable=True,
            closes=True,
        ),
        "fixtures-unusable": Kind(
            503,
            Message("api.fixtures_unusable.title"),
            Message("api.fixtures_unusable.advice"),
            retryable=True,
        ),
        "internal": Kind(500, TejunError.title, Message("api.internal.advice")),
        "invalid-batch": Kind(
            422,
            Message("api.batch.title"),
            Message("api.batch.advice", id_limit=BATCH_ID_MAX_LENGTH, batch_limit=BATCH_MAX_ITEMS),
        ),
        "invalid-parameter": Kind(
            422, Message("api.invalid_parameter.title"), Message("api.invalid_parameter.advice")
        ),
        "not-found": Kind(
            404, Message("api.no_such_path.title"), Message("api.no_such_path.advice")
        ),
        "not-ready": Kind(
            503, Message("api.not_ready.title"), Message("api.not_ready.advice"), retryable=True
        ),
        "public-url-not-set": Kind(
            403, Message("api.public_url_not_set.title"), Message("api.public_url_not_set.advice")
        ),
        "publishing-closed": Kind(
            403, Message("api.publishing_closed.title"), Message("api.publishing_closed.advice")
        ),
        "request-timeout": Kind(
            408,
            Message("api.too_slow.title"),
            Message("api.too_slow.advice"),
            retryable=True,
            closes=True,
        ),
        "unsupported-media-type": Kind(
            415,
            Message("api.wrong_media_type.title"),
            Message("api.wrong_media_type.advice"),
            closes=True,
        ),
    }
)
