"""A remote tejun service, to which editions are published: reads its log and sends it publications.

Always holds: of its answers only what trusted keys have signed is believed; only https is used, except to this machine;
no redirect is followed.

May not know: how a publication is made.
"""

import base64
import ipaddress
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from tejun import canonical
from tejun.errors import InvalidInputError, Place, PublicationError, RegistryError, TejunError
from tejun.reading import read_json
from tejun.reading.lenient import read_own
from tejun.registry import Publication, SignedPublication, publication, timeline
from tejun.signing import TrustedKeys
from tejun.words import Bilingual, Language, Message, Words

_SECONDS = 300
_MAX_BYTES = 32 * 1024 * 1024
_REFUSED = {409, 422}


@dataclass(frozen=True)
class RemoteService:
    """The service at `url`, which answers in `language`."""

    url: str
    language: Language

    @classmethod
    def at(cls, url: str, language: Language) -> "RemoteService":
        """The service at the address. Raises InvalidInputError where nothing may be sent there."""
        parts = urlsplit(url)
        if parts.scheme == "https" or (
            parts.scheme == "http" and _is_loopback(parts.hostname or "")
        ):
            return cls(url.rstrip("/"), language)
        raise InvalidInputError(
            Message("publish.service.at.detail", url=url),
            Message("publish.service.at.advice"),
        )

    def log(self, program: str, trusted: TrustedKeys) -> tuple[Publication, ...]:
        """The program's publications, verified; perhaps none. Raises BundleError or RegistryError."""
        status, answer = self._ask(f"/v1/programs/{quote(program, safe='')}/editions", None)
        if status == 404 and answer.get("type") == "urn:tejun:problem:unknown-program":
            return ()
        statements = answer.get("publications")
        if status != 200 or not isinstance(statements, list):
            raise self._unexpected(status, answer)
        log: list[Publication] = []
        for statement in statements:
            new = publication.read(canonical.dumps(statement), trusted).publication
            reasons = timeline.problems(log, new)
            if reasons:
                raise PublicationError(reasons[0], _INCONSISTENT_LOG)
            log.append(new)
        return tuple(log)

    def publish(self, signed: SignedPublication, archive: bytes | None) -> list[dict[str, Any]]:
        """Sends a publication; returns the checks that the service made.

        Raises PublicationError where the service refuses it, or RegistryError.
        """
        body: dict[str, Any] = read_own(signed.content)
        if archive is not None:
            body["archive"] = base64.b64encode(archive).decode()
        program = quote(signed.publication.program, safe="")
        status, answer = self._ask(
            f"/v1/programs/{program}/editions", json.dumps(body, ensure_ascii=False).encode()
        )
        if status in _REFUSED:
            raise _refusal(answer)
        checks = answer.get("checks")
        if status != 201 or not isinstance(checks, list):
            raise self._unexpected(status, answer)
        return checks

    def _ask(self, path: str, body: bytes | None) -> tuple[int, dict[str, Any]]:
        headers = {"Accept-Language": self.language, "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, data=body, headers=headers)  # noqa: S310 - see `at`
        try:
            with _open(request) as response:
                return response.status, _read_object(response.read(_MAX_BYTES))
        except OSError as error:
            raise self._out_of_reach(str(getattr(error, "reason", error))) from error

    def _unexpected(self, status: int, answer: Mapping[str, Any]) -> RegistryError:
        return self._out_of_reach(f"{status} {answer.get('detail', '')}".strip())

    def _out_of_reach(self, reason: str) -> RegistryError:
        return RegistryError(
            Message("publish.service.out_of_reach.detail", url=self.url, reason=reason),
            Message("publish.service.out_of_reach.advice"),
        )


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirects)


def _open(request: urllib.request.Request) -> Any:
    """The response, whatever its status."""
    try:
        return _OPENER.open(request, timeout=_SECONDS)
    except urllib.error.HTTPError as error:
        return error


_INCONSISTENT_LOG = Message("publish.not_its_log")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _read_object(data: bytes) -> dict[str, Any]:
    """The JSON object; empty where the answer is anything else, and so not the service's."""
    try:
        value = read_json(data)
    except TejunError:
        return {}
    return value if isinstance(value, dict) else {}


def _refusal(problem: Mapping[str, Any]) -> PublicationError:
    """The service's refusal, in the language that it answered in."""
    places = (
        Place(pointer=str(error["pointer"]), message=_as_words(error["message"]))
        for error in problem.get("errors", [])
    )
    return PublicationError(
        _as_words(problem.get("detail", "—")),
        _as_words(problem.get("advice", "—")),
        places=tuple(places),
    )


def _as_words(words: Any) -> Words:
    return Bilingual(ja=str(words), en=str(words))
