"""An OPA's decision log, read: each entry becomes a `LoggedDecision`.

What came of a decision: an outcome of the model where the OPA answered with a result document; else `undefined` (no
result: never to be read as a decision), `error`, `malformed` (a result of no shape that we know), `masked` (the OPA was
told to leave the result out of its log), `other` (asked at a path that is no edition's entrypoint) or `unreadable`.

Always holds: never fails for what an entry says; what cannot be read is counted and named by its digest. The result's
digest is taken over the result in canonical order, as our own decisions have it.

May not know: where entries are kept.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from tejun import canonical, reading
from tejun.bundle.archive import ENTRYPOINT
from tejun.decide.steps import in_order
from tejun.engine.answers import is_result
from tejun.errors import InvalidInputError
from tejun.fleet.editions import Editions, entrypoint
from tejun.fleet.texts import labels, listed, mapping, text
from tejun.reading import read_json
from tejun.reading.lenient import NoArrayError, items
from tejun.registry import Edition
from tejun.store.records import LoggedDecision, Report
from tejun.words import Message

UNKNOWN = "unknown"
"""The name of an OPA that does not say who it is."""

_METRICS = ("timer_rego_query_eval_ns", "timer_server_handler_ns")
_MAX_BUNDLES = 64
_MAX_PATHS = 64


def read_log(body: bytes, editions: Editions, now: datetime) -> Report:
    """The report in a decision log's body, unpacked. Raises UnreadableDocumentError where it is no JSON array."""
    try:
        read = [_read(entry, editions) for entry in items(body)]
    except NoArrayError as error:
        raise reading.unreadable(Message("fleet.no_array", where=error.where)) from error
    return Report(
        received_at=now.isoformat(),
        labels={decision.opa: canonical.dumps(told) for decision, told in read},
        decisions=tuple(decision for decision, _ in read),
    )


def unreadable(decisions: Iterable[LoggedDecision]) -> int:
    """How many of them could not be read."""
    return sum(decision.outcome == "unreadable" for decision in decisions)


def _read(entry: bytes, editions: Editions) -> tuple[LoggedDecision, dict[str, str]]:
    try:
        value = read_json(entry)
    except InvalidInputError as error:
        return _lost(entry, error.code, {})
    told = labels(mapping(value).get("labels"))
    decision_id = text(mapping(value).get("decision_id"))
    if not decision_id or not told.get("id"):
        return _lost(entry, "no-id", told)
    return _logged(value, editions, decision_id=decision_id, told=told), told


def _lost(entry: bytes, why: str, told: dict[str, str]) -> tuple[LoggedDecision, dict[str, str]]:
    """By its digest, so that it is one row however often it is sent."""
    lost = LoggedDecision(
        decision_id=canonical.digest(entry),
        opa=told.get("id") or UNKNOWN,
        decided_at=None,
        path="",
        revision=None,
        program=None,
        edition=None,
        outcome="unreadable",
        input_digest=None,
        result_digest=None,
        details=canonical.dumps({"why": why, "bytes": len(entry)}),
    )
    return lost, told


def _logged(
    entry: Mapping[str, Any], editions: Editions, *, decision_id: str, told: dict[str, str]
) -> LoggedDecision:
    path = (text(entry.get("path")) or "").strip("/")
    bundles = _bundles(entry)
    revision, edition = _asked(path, bundles, editions)
    outcome, result_digest = _outcome(entry, path, edition)
    return LoggedDecision(
        decision_id=decision_id,
        opa=told["id"],
        decided_at=text(entry.get("timestamp")),
        path=path,
        revision=revision,
        program=edition.program if edition else None,
        edition=edition.edition if edition else None,
        outcome=outcome,
        input_digest=None if outcome == "other" else _input_digest(entry),
        result_digest=result_digest,
        details=canonical.dumps(_details(entry, bundles, told)),
    )


def _bundles(entry: Mapping[str, Any]) -> dict[str, str]:
    """The revisions of the bundles that the OPA had, by the names it has for them."""
    found = list(mapping(entry.get("bundles")).items())[:_MAX_BUNDLES]
    told = {name: text(mapping(bundle).get("revision")) for name, bundle in found}
    return {name[:300]: revision for name, revision in told.items() if revision}


def _asked(
    path: str, bundles: Mapping[str, str], editions: Editions
) -> tuple[str | None, Edition | None]:
    """The revision that decided, and the edition that it is of, where that is known."""
    for revision in bundles.values():
        edition = editions.get(revision)
        if edition is not None and path == entrypoint(edition):
            return revision, edition
    only = next(iter(bundles.values())) if len(bundles) == 1 else None
    return only, None


def _outcome(
    entry: Mapping[str, Any], path: str, edition: Edition | None
) -> tuple[str, str | None]:
    """What came of it, and the digest of the result document where there is one."""
    if not path.endswith(f"/{ENTRYPOINT}"):
        return "other", None
    if "error" in entry:
        return "error", None
    if _is_hidden(entry, "/result"):
        return "masked", None
    if "result" not in entry:
        return "undefined", None
    result = entry["result"]
    if not is_result(result) or (edition and result["edition"] != _named(edition)):
        return "malformed", None
    return result["outcome"], canonical.digest(canonical.dumps(in_order(result)))


def _named(edition: Edition) -> dict[str, str]:
    return {"program": edition.program, "edition": edition.edition, "base": edition.base}


def _input_digest(entry: Mapping[str, Any]) -> str | None:
    """None where the OPA left out or changed some of it: that would be another document's digest."""
    if "input" not in entry or _is_hidden(entry, "/input"):
        return None
    return canonical.digest(canonical.dumps(entry["input"]))


def _is_hidden(entry: Mapping[str, Any], part: str) -> bool:
    return any(
        f"{pointer}/".startswith(f"{part}/")
        for key in ("erased", "masked")
        for pointer in listed(entry.get(key), _MAX_PATHS)
    )


def _details(
    entry: Mapping[str, Any], bundles: Mapping[str, str], told: dict[str, str]
) -> dict[str, Any]:
    error = mapping(entry.get("error"))
    metrics = mapping(entry.get("metrics"))
    details = {
        "labels": told,
        "bundles": dict(bundles),
        # Not its message, which may quote the input.
        "error": {"code": text(error.get("code")) or "error"} if "error" in entry else None,
        "erased": [text(path) or "" for path in listed(entry.get("erased"), _MAX_PATHS)],
        "masked": [text(path) or "" for path in listed(entry.get("masked"), _MAX_PATHS)],
        "metrics": {name: metrics[name] for name in _METRICS if type(metrics.get(name)) is int},
    }
    return {key: value for key, value in details.items() if value}
