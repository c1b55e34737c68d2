"""Recorded decisions as entries of OPA's own decision log, for whatever reads those: one JSON object a line.

An entry has the fields that OPA's documentation gives it (Decision Logs: event fields). The path is the entrypoint that
an OPA with the same bundle decides at; the result is the document that it gives there, in canonical order, so that its
digest is the decision's. What is not in an entry stands among its `erased`, as where an OPA was told to leave it out.

Always holds: pure. The input is there only where it is handed in; of a decision that was erased, of which there are
codes, neither input nor result is.

May not know: where decisions are kept, who may see facts, or who reads the log.
"""

from collections.abc import Mapping
from typing import Any

from tejun import canonical
from tejun.bundle.archive import ENTRYPOINT, root_of
from tejun.decide.digests import sort_result
from tejun.model.json_types import DecisionJson


def log_entry(
    decision: DecisionJson | Mapping[str, Any],
    labels: Mapping[str, str],
    *,
    input_document: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The entry of a decision (`tejun/decision/1`), or of the codes of one (`tejun/decision-codes/1`).

    `labels` say who gives it: `id` names the service or the machine, as an OPA's own label does. A record has no
    metrics of an evaluation, so `metrics` is empty.
    """
    value: Mapping[str, Any] = decision
    entry = {
        "labels": {**_labels(value), **labels},
        "decision_id": value["id"],
        "bundles": {value["program"]: {"revision": value["bundle"]["revision"]}},
        "path": f"{root_of(value['program'], value['edition'])}/{ENTRYPOINT}",
        "timestamp": value["decided_at"],
        "metrics": {},
    }
    if input_document is not None:
        entry["input"] = input_document
    if "digests" in value:
        edition = {name: value[name] for name in ("program", "edition", "base")}
        entry["result"] = sort_result({**value, "edition": edition})
    erased = [f"/{part}" for part in ("input", "result") if part not in entry]
    return {**entry, "erased": erased} if erased else entry


def _labels(value: Mapping[str, Any]) -> dict[str, str]:
    """What else there is to say of who decided; OPA's own `version` is none of ours."""
    engine = value["engine"]
    return {
        "app": "tejun",
        "engine": engine["name"],
        "engine_version": engine["version"],
        "mode": value["mode"],
    }


def log_line(entry: Mapping[str, Any]) -> bytes:
    """The entry as a line of JSON Lines: canonical JSON, and a line end."""
    return canonical.dumps(entry) + b"\n"
