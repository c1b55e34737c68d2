"""The configuration with which a stock OPA pulls a program's bundle from this service, verifies it, and reports.

Always holds: pure; only public keys are in it; a bundle without a signature is refused by an OPA that has it. With one
key, `keyid` names it: OPA before 1.21.3 took an unsigned bundle where none was named (GHSA-g2pf-6v5v-qcc8). With
several, OPA goes by the `kid` of the signature, so that a new key can come before the old one goes.

May not know: HTTP; what stands in the registry.
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
class Wanted:
    """What a configuration is for. `url` is this service's, without a slash at its end."""

    program: str
    url: str
    keys: Sequence[PublicKey]
    call: str | None = None
    logs: bool = True


@dataclass(frozen=True)
class _Section:
    about: Words
    part: dict[str, Any]


def as_json(wanted: Wanted) -> dict[str, Any]:
    """The configuration as plain JSON, which OPA reads too."""
    return {key: value for section in _sections(wanted) for key, value in section.part.items()}


def as_yaml(wanted: Wanted) -> str:
    """The configuration, with what each part does in ja and en."""
    sections = [
        f"{_comment(section.about)}{_dumped(section.part)}" for section in _sections(wanted)
    ]
    return "\n".join([_comment(_head(wanted)), *sections])


def _sections(wanted: Wanted) -> Iterator[_Section]:
    yield _Section(_SERVICES, {"services": {SERVICE: _service(wanted)}})
    yield _Section(_KEYS, {"keys": {key.id: _key(key) for key in wanted.keys}})
    yield _Section(_bundle_words(wanted.keys), {"bundles": {wanted.program: _bundle(wanted)}})
    if wanted.logs:
        yield _Section(_LOGS, {"decision_logs": _logs()})
    yield _Section(_NO_LOGS if not wanted.logs else _STATUS, {"status": {"service": SERVICE}})
    yield _Section(_LABELS, {"labels": {"app": SERVICE, "program": wanted.program}})


def _service(wanted: Wanted) -> dict[str, Any]:
    return {"url": wanted.url, "response_header_timeout_seconds": LONG_POLL_SECONDS + 15}


def _key(key: PublicKey) -> dict[str, str]:
    return {"algorithm": key.algorithm, "key": key.pem}


def _bundle(wanted: Wanted) -> dict[str, Any]:
    signing = {"scope": wanted.program}
    if len(wanted.keys) == 1:
        signing = {"keyid": wanted.keys[0].id, **signing}
    call = "" if wanted.call is None else f"?call={quote(wanted.call, safe='')}"
    return {
        "service": SERVICE,
        "resource": f"bundles/{wanted.program}.tar.gz{call}",
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


def _head(wanted: Wanted) -> Words:
    entrypoint = f"/v1/data/system/bundles/{wanted.program}/manifest/metadata/entrypoint"
    return Message("fleet.head", program=wanted.program, entrypoint=entrypoint)


_SERVICES = Message("fleet.services")
_KEYS = Message("fleet.keys")
_LOGS = Message("fleet.logs")
_STATUS = Message("fleet.status")
_NO_LOGS = Message("fleet.no_logs", status=_STATUS)
_LABELS = Message("fleet.labels")


def _bundle_words(keys: Sequence[PublicKey]) -> Words:
    told: Words = Message("fleet.bundle_words.told")
    if any(key.is_example for key in keys):
        told = _joined(
            told,
            Message("fleet.bundle_words.told.beware_the_example_key"),
        )
    if len(keys) > 1:
        told = _joined(
            told,
            Message("fleet.bundle_words.told.there_are_several_keys"),
        )
    return told


def _joined(first: Words, other: Words) -> Words:
    return Message("fleet.joined", first=first, then=other)


# --- YAML ----------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Texts of several lines (PEM) stand as they are."""


def _represent(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", value, style="|" if "\n" in value else None
    )


_Dumper.add_representer(str, _represent)


def _dumped(part: dict[str, Any]) -> str:
    dumped: str = yaml.dump(part, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)
    return dumped


def _comment(text: Words) -> str:
    return "".join(
        f"# {line}\n" for line in (*text.in_("ja").splitlines(), *text.in_("en").splitlines())
    )
