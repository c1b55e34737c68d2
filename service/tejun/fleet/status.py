"""An OPA's status, read: what it has, what went wrong, and nothing that changes while nothing happens.

Always holds: bounded, whatever was sent; two statuses that say the same of an OPA are the same bytes. Left out are
metrics and the times of its last requests, which are new in each message.

May not know: where statuses are kept, or which edition is in force.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tejun import canonical
from tejun.errors import UnreadableDocumentError
from tejun.fleet.texts import labels, listed, mapping, text
from tejun.reading import unreadable
from tejun.reading.lenient import read_report
from tejun.store.records import OpaStatus, Report
from tejun.words import Message, Words

_MAX_BUNDLES = 64
_MAX_PLUGINS = 64
_MAX_ERRORS = 10
_KEPT = (
    "active_revision",
    "last_successful_activation",
    "last_successful_download",
    "code",
    "message",
    "http_code",
)
_NEVER = "0001-01-01T00:00:00Z"
"""How Go writes a moment that has not been."""


def read_status(body: bytes, now: datetime) -> Report:
    """The report in a status message. Raises UnreadableDocumentError where it is none or names no OPA."""
    told = _loads(body)
    who = labels(told.get("labels"))
    if not who.get("id"):
        raise _unreadable(Message("fleet.read_status"))
    substance = {
        "bundles": _bundles(told),
        "plugins": _plugins(told),
        "decision_logs": _kept(mapping(told.get("decision_logs"))),
    }
    return Report(
        received_at=now.isoformat(),
        labels={who["id"]: canonical.dumps(who)},
        status=OpaStatus(opa=who["id"], substance=canonical.dumps(substance)),
    )


def _loads(body: bytes) -> Mapping[str, Any]:
    """Lenient: its metrics hold numbers of any size, of which none is kept but as it is written."""
    try:
        value = read_report(body)
    except ValueError as error:
        raise _unreadable(Message("fleet.loads")) from error
    if not isinstance(value, dict):
        raise _unreadable(Message("fleet.loads.it_is_not_a"))
    return value


def _bundles(told: Mapping[str, Any]) -> dict[str, Any]:
    found = list(mapping(told.get("bundles")).items())[:_MAX_BUNDLES]
    return {str(text(name)): _bundle(mapping(reported)) for name, reported in found}


def _bundle(reported: Mapping[str, Any]) -> dict[str, Any]:
    errors = [_error(error) for error in listed(reported.get("errors"), _MAX_ERRORS)]
    return {**_kept(reported), **({"errors": errors} if errors else {})}


def _kept(reported: Mapping[str, Any]) -> dict[str, str]:
    told = {key: text(reported.get(key)) for key in _KEPT}
    return {key: value for key, value in told.items() if value and value != _NEVER}


def _error(error: Any) -> dict[str, str]:
    """As OPA's compiler tells it: a code, a message, a place."""
    place = mapping(mapping(error).get("location"))
    told = {
        "code": text(mapping(error).get("code")),
        "message": text(mapping(error).get("message")),
        "file": text(place.get("file")),
        "row": text(place.get("row")),
    }
    return {key: value for key, value in told.items() if value}


def _plugins(told: Mapping[str, Any]) -> dict[str, str]:
    found = list(mapping(told.get("plugins")).items())[:_MAX_PLUGINS]
    states = {str(text(name)): text(mapping(reported).get("state")) for name, reported in found}
    return {name: state for name, state in states.items() if state}


def _unreadable(reason: Words) -> UnreadableDocumentError:
    return unreadable(Message("fleet.unreadable", reason=reason))
