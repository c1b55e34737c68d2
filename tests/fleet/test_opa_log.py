"""Recorded decisions as entries of OPA's own decision log: what reads an OPA's reads ours, with the same digests."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tejun.decide.codes import codes_of
from tejun.fleet.decisions import read_log
from tejun.fleet.editions import editions_by_revision
from tejun.fleet.opa_log import log_entry, log_line
from tejun.model.intake import Facts
from tejun.operations.deciding import decide
from tejun.operations.recorded import find_record
from tejun.operations.workplace import Workplace
from tejun.store.records import LoggedDecision

from tests.support.records import NOW
from tests.support.reporting import entry as opas_own

LABELS = {"id": "tejun-1", "region": "tokyo"}


@pytest.fixture
def recorded(workplace: Workplace, facts_of: Callable[[str], Facts]) -> tuple[Any, Any]:
    """A decision from the record, and its input."""
    made = decide(workplace, facts_of("typical"), as_of=date(2026, 11, 20), record=True)
    record = find_record(workplace, made.decision["id"])
    return json.loads(record.decision), json.loads(record.input)


def read(workplace: Workplace, entry: dict[str, Any]) -> LoggedDecision:
    """What the service itself takes of an entry, as of one that an OPA sent."""
    editions = editions_by_revision(workplace.registry)
    [found] = read_log(b"[" + log_line(entry) + b"]", editions, NOW).decisions
    return found


def test_an_entry_has_what_opas_have_and_the_digests_are_those_of_the_decision(
    workplace: Workplace, recorded: tuple[Any, Any]
) -> None:
    decision, document = recorded
    entry = log_entry(decision, LABELS, input_document=document)
    bundle = workplace.registry.bundle_by_revision(decision["bundle"]["revision"])
    assert entry.keys() == opas_own(bundle, result={}).keys() - {"requested_by", "req_id"}
    assert entry["path"] == bundle.entrypoint
    assert entry["labels"].items() >= LABELS.items()
    assert all(isinstance(value, str) for value in entry["labels"].values())
    found = read(workplace, entry)
    assert (found.decision_id, found.opa) == (decision["id"], "tejun-1")
    assert (found.outcome, found.decided_at) == (decision["outcome"], decision["decided_at"])
    assert (found.program, found.edition) == (decision["program"], decision["edition"])
    assert found.revision == decision["bundle"]["revision"]
    assert found.result_digest == decision["digests"]["result"]
    assert found.input_digest == decision["digests"]["input"]


def test_the_input_is_there_only_where_it_is_handed_in(
    workplace: Workplace, recorded: tuple[Any, Any]
) -> None:
    decision, _ = recorded
    entry = log_entry(decision, LABELS)
    assert "input" not in entry
    assert entry["erased"] == ["/input"]
    found = read(workplace, entry)
    assert found.input_digest is None
    assert found.result_digest == decision["digests"]["result"]


def test_of_one_that_was_erased_nothing_is_there_that_a_submitter_wrote(
    workplace: Workplace, recorded: tuple[Any, Any]
) -> None:
    decision, _ = recorded
    entry = log_entry(json.loads(codes_of(decision)), LABELS)
    assert entry["erased"] == ["/input", "/result"]
    assert read(workplace, entry).outcome == "masked"
    assert decision["application"]["title"] not in log_line(entry).decode()


def test_an_entry_is_a_line_whatever_stands_in_it(recorded: tuple[Any, Any]) -> None:
    decision, document = recorded
    document["facts"]["application"]["title"] = "a\nb\u2028c"
    line = log_line(log_entry(decision, LABELS, input_document=document))
    assert line.count(b"\n") == 1
    assert line.endswith(b"}\n")
    assert json.loads(line)["input"] == document
