"""Reads an OPA's status: its bundles and what went wrong, without what changes while nothing happens.

Always holds: bounded, whatever was sent; two statuses of the same content are the same bytes. Left out are metrics and
the times of the last requests, which are new in each message.

May not know: how statuses are stored, or which edition is in force.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tejun import canonical
from tejun.errors import UnreadableDocumentError
from tejun.fleet.texts import as_list, as_mapping, as_text, dump_within, read_labels
from tejun.reading import COUNTED, Bounds, unreadable
from tejun.reading.lenient import read_report
from tejun.store.records import OpaStatus, Report
from tejun.words import Message, Words

_MAX_BUNDLES = 64
_MAX_PLUGINS = 64
_MAX_ERRORS = 10
MAX_SUBSTANCE_BYTES = 32 * 1024
"""What is kept of a status: an OPA with two programs, and errors in both, needs a tenth."""

_FIELDS = (
    "active_revision",
    "last_successful_activation",
    "last_successful_download",
    "code",
    "message",
    "http_code",
)
_NEVER = "0001-01-01T00:00:00Z"
"""How Go writes a time that is not set."""


def read_status(body: bytes, now: datetime, bounds: Bounds = COUNTED) -> Report:
    """The report in a status message. Raises TooLargeError, or UnreadableDocumentError where it names no OPA."""
    status = _read_object(body, bounds)
    labels = read_labels(status.get("labels"))
    if not labels.get("id"):
        raise _unreadable(Message("fleet.no_id"))
    substance = {
        "bundles": _bundles(status),
        "plugins": _plugins(status),
        "decision_logs": _select_fields(as_mapping(status.get("decision_logs"))),
    }
    return Report(
        received_at=now.isoformat(),
        labels={labels["id"]: canonical.dumps(labels)},
        status=OpaStatus(opa=labels["id"], substance=_dumped(substance)),
    )


def _dumped(substance: Mapping[str, Any]) -> bytes:
    """Within the limit: first the errors of OPA's compiler go, of which there can be many, then the plugins."""
    bundles = substance["bundles"]
    if len(canonical.dumps(substance)) > MAX_SUBSTANCE_BYTES:
        bundles = {name: {**bundle, "errors": []} for name, bundle in bundles.items()}
    parts = {**substance, "bundles": bundles}
    return dump_within(parts, MAX_SUBSTANCE_BYTES, ("plugins", "decision_logs", "bundles"))


def _read_object(body: bytes, bounds: Bounds) -> Mapping[str, Any]:
    """The message as an object, its numbers as they are written: metrics hold numbers of any size."""
    try:
        value = read_report(body, bounds)
    except ValueError as error:
        raise _unreadable(Message("fleet.not_json")) from error
    if not isinstance(value, dict):
        raise _unreadable(Message("fleet.not_object"))
    return value


def _bundles(status: Mapping[str, Any]) -> dict[str, Any]:
    bundles = list(as_mapping(status.get("bundles")).items())[:_MAX_BUNDLES]
    return {str(as_text(name)): _bundle(as_mapping(fields)) for name, fields in bundles}


def _bundle(fields: Mapping[str, Any]) -> dict[str, Any]:
    errors = [_error(error) for error in as_list(fields.get("errors"), _MAX_ERRORS)]
    return {**_select_fields(fields), **({"errors": errors} if errors else {})}


def _select_fields(fields: Mapping[str, Any]) -> dict[str, str]:
    texts = {key: as_text(fields.get(key)) for key in _FIELDS}
    return {key: value for key, value in texts.items() if value and value != _NEVER}


def _error(error: Any) -> dict[str, str]:
    """An error of OPA's compiler: its code, message, file and row."""

    place = as_mapping(as_mapping(error).get("location"))
    parts = {
        "code": as_text(as_mapping(error).get("code")),
        "message": as_text(as_mapping(error).get("message")),
        "file": as_text(place.get("file")),
        "row": as_text(place.get("row")),
    }
    return {key: value for key, value in parts.items() if value}


def _plugins(status: Mapping[str, Any]) -> dict[str, str]:
    plugins = list(as_mapping(status.get("plugins")).items())[:_MAX_PLUGINS]
    states = {
        str(as_text(name)): as_text(as_mapping(plugin).get("state")) for name, plugin in plugins
    }
    return {name: state for name, state in states.items() if state}


def _unreadable(reason: Words) -> UnreadableDocumentError:
    return unreadable(Message("fleet.status_unreadable", reason=reason))
