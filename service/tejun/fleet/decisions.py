"""Reads an OPA's decision log: each entry becomes a `LoggedDecision`.

The outcome of an entry is an outcome of the model where the OPA answered with a result document; else `undefined` (no
result: never to be read as a decision), `error`, `malformed` (not a result document), `masked` (the OPA is configured
to leave the result out of its log), `other` (decided at a path that is no edition's entrypoint) or `unreadable`.

Always holds: no content of an entry makes it fail; what cannot be read is counted and identified by its digest. The
result's digest is taken over the result in canonical order, like that of the service's decisions.

May not know: how entries are stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from tejun import canonical, reading
from tejun.bundle.archive import ENTRYPOINT
from tejun.decide.digests import sort_result
from tejun.engine.answers import is_result
from tejun.errors import InvalidInputError, TooLargeError
from tejun.fleet.editions import EditionsByRevision, entrypoint
from tejun.fleet.texts import as_list, as_mapping, as_text, dump_within, read_labels
from tejun.reading import COUNTED, DOCUMENT, Bounds, read_json
from tejun.reading.lenient import NoArrayError, items
from tejun.registry import Edition
from tejun.store.records import LoggedDecision, Report
from tejun.words import Message

UNKNOWN = "unknown"
"""The name of an OPA that does not say who it is."""

MAX_ENTRIES = 5_000
"""How many decisions an OPA logs at once, at most: in the 256 KB that it sends, a thousand have room."""

_METRICS = ("timer_rego_query_eval_ns", "timer_server_handler_ns")
_MAX_BUNDLES = 64
_MAX_PATHS = 64

MAX_DETAIL_BYTES = 8 * 1024
"""What is kept of an entry beside its names and digests."""

_LEFT_OUT_FIRST = ("labels", "bundles", "erased", "masked")


def read_log(
    body: bytes, editions: EditionsByRevision, now: datetime, bounds: Bounds = COUNTED
) -> Report:
    """The report in a decision log's body, unpacked.

    Raises UnreadableDocumentError where it is no JSON array, TooLargeError for more entries than an OPA sends at once.
    """
    entries: list[tuple[LoggedDecision, dict[str, str]]] = []
    try:
        for entry in items(body, bounds):
            if len(entries) == MAX_ENTRIES:
                raise _too_many_entries()
            entries.append(_read_entry(entry, editions))
    except NoArrayError as error:
        raise reading.unreadable(Message("fleet.log_not_array", where=error.where)) from error
    return Report(
        received_at=now.isoformat(),
        labels={decision.opa: canonical.dumps(labels) for decision, labels in entries},
        decisions=tuple(decision for decision, _ in entries),
    )


def _too_many_entries() -> TooLargeError:
    return TooLargeError(
        Message("fleet.too_many_entries.detail", most=MAX_ENTRIES),
        Message("api.report_too_large.advice"),
    )


def count_unreadable(decisions: Iterable[LoggedDecision]) -> int:
    """How many of them could not be read."""
    return sum(decision.outcome == "unreadable" for decision in decisions)


def _read_entry(
    entry: bytes, editions: EditionsByRevision
) -> tuple[LoggedDecision, dict[str, str]]:
    try:
        value = read_json(entry, DOCUMENT)
    except InvalidInputError as error:
        return _unreadable_entry(entry, error.code, {})
    labels = read_labels(as_mapping(value).get("labels"))
    decision_id = as_text(as_mapping(value).get("decision_id"))
    if not decision_id or not labels.get("id"):
        return _unreadable_entry(entry, "no-id", labels)
    logged = _logged_decision(value, editions, decision_id=decision_id, labels=labels)
    return replace(logged, entry_digest=canonical.digest(entry)), labels


def _unreadable_entry(
    entry: bytes, reason: str, labels: dict[str, str]
) -> tuple[LoggedDecision, dict[str, str]]:
    """The entry under its digest, so that it is one row however often it is sent; and its labels."""
    digest = canonical.digest(entry)
    decision = LoggedDecision(
        entry_digest=digest,
        decision_id=digest,
        opa=labels.get("id") or UNKNOWN,
        decided_at=None,
        path="",
        revision=None,
        program=None,
        edition=None,
        outcome="unreadable",
        input_digest=None,
        result_digest=None,
        details=canonical.dumps({"why": reason, "bytes": len(entry)}),
    )
    return decision, labels


def _logged_decision(
    entry: Mapping[str, Any],
    editions: EditionsByRevision,
    *,
    decision_id: str,
    labels: dict[str, str],
) -> LoggedDecision:
    path = (as_text(entry.get("path")) or "").strip("/")
    bundles = _bundles(entry)
    revision, edition = _deciding_edition(path, bundles, editions)
    outcome, result_digest = _outcome(entry, path, edition)
    return LoggedDecision(
        entry_digest="",
        decision_id=decision_id,
        opa=labels["id"],
        decided_at=as_text(entry.get("timestamp")),
        path=path,
        revision=revision,
        program=edition.program if edition else None,
        edition=edition.edition if edition else None,
        outcome=outcome,
        input_digest=None if outcome == "other" else _input_digest(entry),
        result_digest=result_digest,
        details=dump_within(_details(entry, bundles, labels), MAX_DETAIL_BYTES, _LEFT_OUT_FIRST),
    )


def _bundles(entry: Mapping[str, Any]) -> dict[str, str]:
    """The revisions of the bundles that the OPA had, by the names it has for them."""
    bundles = list(as_mapping(entry.get("bundles")).items())[:_MAX_BUNDLES]
    revisions = {name: as_text(as_mapping(bundle).get("revision")) for name, bundle in bundles}
    return {name[:300]: revision for name, revision in revisions.items() if revision}


def _deciding_edition(
    path: str, bundles: Mapping[str, str], editions: EditionsByRevision
) -> tuple[str | None, Edition | None]:
    """The revision that decided, and its edition, each where it is known."""
    for revision in bundles.values():
        edition = editions.get(revision)
        if edition is not None and path == entrypoint(edition):
            return revision, edition
    sole_revision = next(iter(bundles.values())) if len(bundles) == 1 else None
    return sole_revision, None


def _outcome(
    entry: Mapping[str, Any], path: str, edition: Edition | None
) -> tuple[str, str | None]:
    """The entry's outcome, and the digest of the result document where there is one."""
    if not path.endswith(f"/{ENTRYPOINT}"):
        return "other", None
    if "error" in entry:
        return "error", None
    if _is_erased_or_masked(entry, "/result"):
        return "masked", None
    if "result" not in entry:
        return "undefined", None
    result = entry["result"]
    if not is_result(result) or (edition and result["edition"] != _edition_names(edition)):
        return "malformed", None
    return result["outcome"], canonical.digest(canonical.dumps(sort_result(result)))


def _edition_names(edition: Edition) -> dict[str, str]:
    return {"program": edition.program, "edition": edition.edition, "base": edition.base}


def _input_digest(entry: Mapping[str, Any]) -> str | None:
    """The input's digest; None where the OPA left out or changed some of the input."""
    if "input" not in entry or _is_erased_or_masked(entry, "/input"):
        return None
    return canonical.digest(canonical.dumps(entry["input"]))


def _is_erased_or_masked(entry: Mapping[str, Any], part: str) -> bool:
    return any(
        f"{pointer}/".startswith(f"{part}/")
        for key in ("erased", "masked")
        for pointer in as_list(entry.get(key), _MAX_PATHS)
    )


def _details(
    entry: Mapping[str, Any], bundles: Mapping[str, str], labels: dict[str, str]
) -> dict[str, Any]:
    error = as_mapping(entry.get("error"))
    metrics = as_mapping(entry.get("metrics"))
    details = {
        "labels": labels,
        "bundles": dict(bundles),
        # without the message, which may quote the input
        "error": {"code": as_text(error.get("code")) or "error"} if "error" in entry else None,
        "erased": [as_text(path) or "" for path in as_list(entry.get("erased"), _MAX_PATHS)],
        "masked": [as_text(path) or "" for path in as_list(entry.get("masked"), _MAX_PATHS)],
        "metrics": {name: metrics[name] for name in _METRICS if type(metrics.get(name)) is int},
    }
    return {key: value for key, value in details.items() if value}
