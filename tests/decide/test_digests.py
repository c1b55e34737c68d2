"""A record is held against its digests whenever it is read: one that was edited is no decision."""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tejun import canonical
from tejun.decide.codes import describe
from tejun.decide.digests import require_own_codes, require_unaltered
from tejun.engine.protocol import Engine
from tejun.errors import AlteredRecordError
from tejun.operations.installation import _database
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.store.driver import dbapi
from tejun.store.records import Record
from tejun.store.store import Store

from tests.api.support import application, post, problem
from tests.support import earlier
from tests.support.desk import APPLICATIONS
from tests.support.stores import open_store
from tests.support.traces import record_of

Edit = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def written(registry: Registry, engine: Engine) -> Record:
    return record_of(APPLICATIONS / "typical.yaml", registry, engine)[0]


def edited(data: bytes, edit: Edit) -> bytes:
    value = json.loads(data)
    edit(value)
    return canonical.dumps(value)


def part_of(record: Record) -> str:
    with pytest.raises(AlteredRecordError) as error:
        require_unaltered(record)
    return error.value.detail.in_("en").rpartition(": ")[2]


def test_a_record_that_was_left_alone_is_taken(written: Record) -> None:
    assert require_unaltered(written) is written


def test_one_of_an_earlier_form_is_taken_too() -> None:
    assert require_unaltered(earlier.record()) == earlier.record()


INPUT, RESULT = "what was decided on", "the outcome or the findings"
HEAD, ROW, SHAPE = (
    "the day, the mode or the application",
    "the id, the program",
    "it is not a decision",
)


def outcome(decision: dict[str, Any]) -> None:
    decision["outcome"] = "prepared"


def status(decision: dict[str, Any]) -> None:
    decision["findings"][0]["status"] = "unheard of"


def first_finding_gone(decision: dict[str, Any]) -> None:
    del decision["findings"][0]


def count(decision: dict[str, Any]) -> None:
    decision["summary"]["unsatisfied"] -= 1


def indicator(decision: dict[str, Any]) -> None:
    decision["indicators"].append(
        {"key": "k", "requirement": "r", "subject": "application", "reads": []}
    )


def edition(decision: dict[str, Any]) -> None:
    decision["edition"] = "2"


def day(decision: dict[str, Any]) -> None:
    decision["as_of"] = "2026-11-21"


def mode(decision: dict[str, Any]) -> None:
    decision["mode"] = "formal"


def title(decision: dict[str, Any]) -> None:
    decision["application"]["title"] = "another"


def digest_gone(decision: dict[str, Any]) -> None:
    del decision["digests"]["result"]


@pytest.mark.parametrize(
    ("edit", "part"),
    [
        *(
            (edit, RESULT)
            for edit in (outcome, status, first_finding_gone, count, indicator, edition)
        ),
        *((edit, HEAD) for edit in (day, mode, title)),
        (digest_gone, SHAPE),
        (dict.clear, SHAPE),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_an_edited_decision_is_altered(written: Record, edit: Edit, part: str) -> None:
    assert part_of(replace(written, decision=edited(written.decision, edit))).startswith(part)


def test_bytes_that_are_not_canonical_any_more_are_altered(written: Record) -> None:
    spaced = json.dumps(json.loads(written.decision), indent=1).encode()
    assert part_of(replace(written, decision=spaced)).startswith(SHAPE)
    for torn in (b"", b"[]", b"null", written.decision[:-1], b"\0" * 100):
        assert part_of(replace(written, decision=torn)).startswith(SHAPE)
        assert part_of(replace(written, input=torn)).startswith((SHAPE, INPUT))


def name_of_somebody(document: dict[str, Any]) -> None:
    document["facts"]["people"][0]["name"] += " "


@pytest.mark.parametrize(
    "edit", [name_of_somebody, lambda document: document.update(as_of="2026-11-21")]
)
def test_an_edited_input_is_altered(written: Record, edit: Edit) -> None:
    assert part_of(replace(written, input=edited(written.input, edit))).startswith(INPUT)


def test_facts_that_were_exchanged_with_the_digest_of_the_input_are_altered(
    written: Record,
) -> None:
    document = edited(written.input, name_of_somebody)

    def exchange(decision: dict[str, Any]) -> None:
        decision["digests"]["input"] = canonical.digest(document)

    both = replace(written, input=document, decision=edited(written.decision, exchange))
    assert part_of(both).startswith(INPUT)


@pytest.mark.parametrize(
    "change",
    [
        {"decision_id": "another"},
        {"program": "trust-2026"},
        {"revision": "sha256:" + "0" * 64},
    ],
)
def test_a_row_that_says_something_else_is_altered(written: Record, change: dict[str, Any]) -> None:
    assert part_of(replace(written, **change)).startswith(ROW)


def test_a_moment_that_was_changed_is_altered(written: Record) -> None:
    later = written.recorded_at + timedelta(milliseconds=1)
    assert part_of(replace(written, recorded_at=later)).startswith(ROW)


def test_two_decisions_that_changed_places_are_altered(
    written: Record, registry: Registry, engine: Engine
) -> None:
    other = record_of(APPLICATIONS / "complete.yaml", registry, engine)[0]
    swapped = replace(written, decision=other.decision, input=other.input)
    assert part_of(swapped).startswith(ROW)
    assert part_of(replace(written, input=other.input)).startswith(INPUT)


CHANGES: list[dict[str, Any]] = [
    {"program": "another-2026"},
    {"revision": "sha256:" + "0" * 64},
    {"recorded_at": earlier.record().recorded_at + timedelta(seconds=1)},
    {"codes": b"{}"},
    {"codes": b"\xff"},
]


@pytest.mark.parametrize("change", CHANGES)
def test_codes_of_one_that_was_erased_are_of_what_stands_beside_them(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    with open_store(tmp_path / "tejun.db") as store:
        store.append(earlier.record())
        codes = store.codes(earlier.record().decision_id)
    assert require_own_codes(codes) is codes
    with pytest.raises(AlteredRecordError) as error:
        require_own_codes(replace(codes, **change))
    assert earlier.record().decision_id in error.value.detail.in_("en")


# --- wherever it is read -------------------------------------------------------------------------------


def tampered(path: Path, decision_id: str, edit: Edit) -> None:
    """Edits a decision as somebody does who can open the file, and has the master key too: it is sealed anew, with what
    stands beside it; the triggers are taken away first."""
    with open_store(path) as store:
        known = store.get(decision_id)
        decision = edited(known.decision, edit)
        described = replace(describe(decision, known.input), result=known.description.result)
        [forged] = store.keys.seal([replace(known, decision=decision, description=described)])
    with closing(dbapi.connect(path)) as connection:
        connection.execute("DROP TRIGGER decisions_are_never_changed")
        names = ", ".join(f"{name} = :{name}" for name in forged.row)
        update = f"UPDATE decisions SET {names} WHERE decision_id = :decision_id"  # noqa: S608
        connection.execute(update, dict(forged.row))
        connection.commit()


def test_the_service_shows_an_edited_decision_as_altered(client: TestClient, store: Store) -> None:
    key = {"Idempotency-Key": "k"}
    name = post(client, application("typical"), **key).json()["id"]
    tampered(store.path, name, outcome)
    for part in ("", "/explanation"):
        body = problem(client.get(f"/v1/decisions/{name}{part}"), 500, "record-altered")
        assert name in body["detail"]
    problem(post(client, application("typical"), **key), 500, "record-altered")
    assert post(client, application("typical")).status_code == 201


def test_doctor_looks_at_all_records(tmp_path: Path) -> None:
    path = tmp_path / "tejun.db"
    record = earlier.record()
    with open_store(path) as store:
        store.append(record)
    [found] = _database(Settings(database=path))
    assert found.level == "ok"
    tampered(path, record.decision_id, outcome)
    found, guard = _database(Settings(database=path))
    assert (found.level, guard.level) == ("fail", "fail")
    assert any("decisions_are_never_changed" in str(part) for part in guard.parts)
    assert any(record.decision_id in str(part) or "altered" in str(part) for part in found.parts)
