"""The configuration with which a stock OPA pulls a program's bundle from this service, verifies it, and reports.

Always holds: pure; the configuration holds public keys only; an OPA that runs on it refuses a bundle without a
signature. With one key, `keyid` names it: OPA before 1.21.3 took an unsigned bundle where no `keyid` was set
(GHSA-g2pf-6v5v-qcc8). With several keys, OPA goes by the `kid` of the signature, so that a new key can come before the
old one goes.

May not know: HTTP; what is in the registry.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import yaml

from tejun.signing import PublicKey
from tejun.words import Message, Words

SERVICE = "tejun"
LONG_POLL_SECONDS = 30
UPLOAD_BYTES = 256 * 1024
"""A decision on forty people is larger than OPA's own limit of 32 KB, and OPA drops what is over its limit."""


@dataclass(frozen=True, kw_only=True)
class ConfigRequest:
    """What to configure an OPA for. `url` is this service's, without a slash at its end."""

    program: str
    url: str
    keys: Sequence[PublicKey]
    call: str | None = None
    logs: bool = True


@dataclass(frozen=True)
class _Section:
    about: Words
    part: dict[str, Any]


def config_as_json(request: ConfigRequest) -> dict[str, Any]:
    """The configuration as plain JSON, which OPA reads too."""
    return {key: value for section in _sections(request) for key, value in section.part.items()}


def config_as_yaml(request: ConfigRequest) -> str:
    """The configuration, with what each part does in ja and en."""
    sections = [
        f"{_comment(section.about)}{_to_yaml(section.part)}" for section in _sections(request)
    ]
    return "\n".join([_comment(_heading(request)), *sections])


def _sections(request: ConfigRequest) -> Iterator[_Section]:
    yield _Section(_SERVICES, {"services": {SERVICE: _service(request)}})
    yield _Section(_KEYS, {"keys": {key.id: _key(key) for key in request.keys}})
    yield _Section(_bundle_note(request.keys), {"bundles": {request.program: _bundle(request)}})
    if request.logs:
        yield _Section(_LOGS, {"decision_logs": _logs()})
    yield _Section(_NO_LOGS if not request.logs else _STATUS, {"status": {"service": SERVICE}})
    yield _Section(_LABELS, {"labels": {"app": SERVICE, "program": request.program}})


def _service(request: ConfigRequest) -> dict[str, Any]:
    return {"url": request.url, "response_header_timeout_seconds": LONG_POLL_SECONDS + 15}


def _key(key: PublicKey) -> dict[str, str]:
    return {"algorithm": key.algorithm, "key": key.pem}


def _bundle(request: ConfigRequest) -> dict[str, Any]:
    signing = {"scope": request.program}
    if len(request.keys) == 1:
        signing = {"keyid": request.keys[0].id, **signing}
    call = "" if request.call is None else f"?call={quote(request.call, safe='')}"
    return {
        "service": SERVICE,
        "resource": f"bundles/{request.program}.tar.gz{call}",
        "polling": {
            "long_polling_timeout_seconds": LONG_POLL_SECONDS,
            "min_delay_seconds": 2,
            "max_delay_seconds": 8,
        },
        "signing": signing,
    }


def _logs() -> dict[str, Any]:
    return {
        "service": SERVICE,
        "reporting": {
            "min_delay_seconds": 2,
            "max_delay_seconds": 5,
            "upload_size_limit_bytes": UPLOAD_BYTES,
        },
    }


# --- words ---------------------------------------------------------------------------------------


def _heading(request: ConfigRequest) -> Words:
    entrypoint = f"/v1/data/system/bundles/{request.program}/manifest/metadata/entrypoint"
    return Message("fleet.head", program=request.program, entrypoint=entrypoint)


_SERVICES = Message("fleet.services")
_KEYS = Message("fleet.keys")
_LOGS = Message("fleet.logs")
_STATUS = Message("fleet.status")
_NO_LOGS = Message("fleet.no_logs", status=_STATUS)
_LABELS = Message("fleet.labels")


def _bundle_note(keys: Sequence[PublicKey]) -> Words:
    note: Words = Message("fleet.edition")
    if any(key.is_example for key in keys):
        note = _join_notes(
            note,
            Message("fleet.edition.example_key"),
        )
    if len(keys) > 1:
        note = _join_notes(
            note,
            Message("fleet.edition.several_keys"),
        )
    return note


def _join_notes(first: Words, second: Words) -> Words:
    return Message("fleet.joined", first=first, then=second)


# --- YAML ----------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines (PEM) as blocks."""


def _represent(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", value, style="|" if "\n" in value else None
    )


_Dumper.add_representer(str, _represent)


def _to_yaml(part: dict[str, Any]) -> str:
    dumped: str = yaml.dump(part, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)
    return dumped


def _comment(text: Words) -> str:
    return "".join(
        f"# {line}\n" for line in (*text.in_("ja").splitlines(), *text.in_("en").splitlines())
    )
