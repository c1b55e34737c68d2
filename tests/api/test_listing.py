"""`GET /v1/decisions`: which are listed, in pages, and what is refused; and the input of one."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient
from tejun import canonical
from tejun.api.record_shapes import DecisionList, RecordedInput
from tejun.store.driver import dbapi
from tejun.store.store import Store

from tests.api.support import application, post, problem
from tests.support.listed import listed_records, moment_of

LIST = "/v1/decisions"


@pytest.fixture
def listed(client: TestClient, store: Store) -> TestClient:
    store.append_all(listed_records(12))
    store.erase("program-1", "a-1", "asked for", moment_of(99))
    return client


def page(client: TestClient, query: str = "", **headers: str) -> dict[str, Any]:
    response = client.get(f"{LIST}{query}", headers=headers)
    assert response.status_code == 200, response.text
    assert response.headers["cache-control"] == "no-store"
    DecisionList.model_validate_json(response.content)
    body: dict[str, Any] = response.json()
    return body


def names(client: TestClient, query: str = "") -> list[str]:
    return [each["id"] for each in page(client, query)["decisions"]]


def test_the_decisions_are_listed_the_newest_first_by_their_codes(listed: TestClient) -> None:
    found = page(listed)
    assert [each["id"] for each in found["decisions"]] == [f"d-{n}" for n in reversed(range(12))]
    assert found["next_cursor"] is None
    assert found["decisions"][0] == {
        "id": "d-11",
        "state": "erased",
        "erased": {"at": "2026-11-01T10:39:00Z", "reason": "asked for"},
        "recorded_at": "2026-11-01T09:11:00Z",
        "program": "program-1",
        "edition": "3",
        "base": "1",
        "application": "a-1",
        "institution": "機関2",
        "mode": "precheck",
        "as_of": "2026-11-23",
        "outcome": "prepared",
        "engine": {"name": "wasm", "version": "1.0"},
        "revision": f"sha256:{'0' * 64}",
        "summary": {
            "unsatisfied": 0,
            "missing_information": 0,
            "consult_fa": 0,
            "satisfied": 2,
            "not_applicable": 0,
        },
        "findings": [],
    }
    assert found["decisions"][1]["findings"] == [
        {"requirement": "REQ-B", "reason": "expired", "status": "consult_fa", "subjects": 1}
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?program=program-1&outcome=prepared", [11, 5]),
        ("?edition=3&application=a-2", [7]),
        ("?institution=機関0&engine=opa&engine_version=0.0", [0]),
        ("?requirement=REQ-A&reason=expired&as_of=2026-11-20", [8, 4, 0]),
        ("?recorded_from=2026-11-01T18:09:00%2B09:00&recorded_to=2026-11-01T09:11:00Z", [10, 9]),
        ("?known_at=2026-11-01T09:01:00Z", [1, 0]),
        ("?latest=true&known_at=2026-11-01T09:05:30Z&limit=3", [5, 4, 3]),
        ("?latest=true&recorded_to=2026-11-01T09:06:00Z&limit=3", [5, 4, 3]),
        ("?latest=true&recorded_to=2026-11-01T09:06:00Z&application=a-1", [1]),
        ("?latest=false&limit=1", [11]),
        ("?reason=expired&outcome=replaced", []),
        ("?application=%00", []),
    ],
)
def test_a_selection_has_what_is_as_it_says(
    listed: TestClient, query: str, found: list[int]
) -> None:
    assert names(listed, query) == [f"d-{number}" for number in found]


def test_pages_are_of_one_list_while_others_are_recorded(listed: TestClient, store: Store) -> None:
    query = "?latest=true&program=program-0&limit=2"
    found, cursor = [], ""
    for number in range(20, 90, 10):
        body = page(listed, f"{query}{cursor}")
        found += [each["id"] for each in body["decisions"]]
        store.append_all(listed_records(9, number))
        if body["next_cursor"] is None:
            break
        cursor = f"&cursor={body['next_cursor']}"
    assert found == ["d-10", "d-8", "d-6", "d-4", "d-2"]


def test_a_cursor_is_of_its_own_list(listed: TestClient) -> None:
    cursor = page(listed, "?limit=2")["next_cursor"]
    assert names(listed, f"?limit=1&cursor={cursor}") == ["d-9"]
    for query in ("?outcome=prepared", "?latest=true", "?known_at=2026-12-01T00:00:00Z"):
        body = problem(listed.get(f"{LIST}{query}&cursor={cursor}"), 422, "invalid-selection")
        assert body["detail"] == "The cursor is of another list, with other conditions."


def written(value: Any) -> str:
    return base64.urlsafe_b64encode(canonical.dumps(value)).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        *("x", "0", "é", "%20", "==", "e30", "A" * 300),
        written([]),
        written({"v": 2, "of": "", "top": 1, "recorded": 1, "sequence": 1}),
        written({"v": 1, "of": "", "top": "1", "recorded": 1, "sequence": 1}),
        written({"v": 1, "of": "", "top": None, "recorded": 1.5, "sequence": 1}),
        written({"v": 1, "of": "", "top": True, "recorded": 1, "sequence": 1}),
    ],
)
def test_what_is_no_cursor_is_refused(listed: TestClient, cursor: str) -> None:
    body = problem(listed.get(f"{LIST}?cursor={cursor}&lang=ja"), 422, "invalid-selection")
    assert body["detail"] == "カーソルとして読めません。"


@pytest.mark.parametrize("number", [2**63, -(2**63), 10**30, True, False])
def test_a_place_that_no_record_has_is_refused(listed: TestClient, number: int) -> None:
    cursor = page(listed, "?limit=2")["next_cursor"]
    value = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    made = json.dumps({**value, "recorded": number})
    cursor = base64.urlsafe_b64encode(made.encode()).decode().rstrip("=")
    problem(listed.get(f"{LIST}?cursor={cursor}"), 422, "invalid-selection")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?outcome=good", "Give outcome as one of: action_required, information_required,"),
        ("?known_at=2026-11-20T09:00:00", "Give known_at as a moment with its offset"),
        ("?recorded_from=2026-11-20", "Give recorded_from as a moment with its offset"),
        ("?recorded_to=1", "Give recorded_to as a moment with its offset"),
        ("?as_of=20261120", "Give as_of"),
        ("?latest=1", "Give latest as true or false."),
        ("?export=xml", "Give export as jsonl or csv."),
        ("?application=", "Give application as a text of 1 to 400 characters."),
        *(
            (f"?limit={limit}", "limit is a whole number from 1 to 200.")
            for limit in ("0", "201", "1_0", "%2B5", "%205", "5.0", "３", "true", "9" * 5000)
        ),
        ("?programme=x", "There is no parameter"),
        ("?program=program-1&program=program-0", "program"),
    ],
)
def test_parameters_that_are_wrong_are_named(listed: TestClient, query: str, said: str) -> None:
    body = problem(listed.get(f"{LIST}{query}"), 422, "invalid-parameter")
    assert said in body["detail"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?requirement=RS-XX-01", "There is no requirement “RS-XX-01”."),
        ("?requirement=RS-P1-03&reason=absnt", "There is no reason “absnt”."),
        ("?edition=99&program=program-1", "There is no edition “99”."),
        ("?engine=foo", "No decision was evaluated by an engine “foo”."),
        ("?engine=opa&engine_version=99", "version “99” of an engine"),
        ("?institution=%00", "as its lead institution"),
        ("?reason=%00", "There is no reason"),
        ("?engine=%00", "by an engine"),
        ("?institution=nobody", "“nobody” as its lead institution"),
        ("?recorded_from=2026-11-02T00:00:00Z&recorded_to=2026-11-01T00:00:00Z", "period"),
    ],
)
@pytest.mark.parametrize("export", ["", "&export=csv"])
def test_what_nothing_has_is_refused_not_answered_with_an_empty_list(
    listed: TestClient, query: str, said: str, export: str
) -> None:
    body = problem(listed.get(f"{LIST}{query}{export}"), 422, "invalid-selection")
    assert said in body["detail"]


def test_a_name_that_is_too_long_is_shown_in_part(listed: TestClient) -> None:
    for path in (LIST + "/" + "x" * 9000 + end for end in ("", "/input", "/codes", "/receipt")):
        assert len(problem(listed.get(path), 404, "unknown-decision")["detail"]) < 200


def test_a_program_that_there_is_not_is_said_with_those_that_there_are(
    listed: TestClient,
) -> None:
    body = problem(listed.get(f"{LIST}?program=kprogram"), 422, "invalid-selection")
    assert "“kprogram”" in body["detail"]
    assert "kprogram-2026" in body["advice"]
    assert "program-0, program-1" in body["advice"]
    assert names(listed, "?program=kprogram-2026") == []


@pytest.fixture
def edited(listed: TestClient, store: Store) -> Iterator[TestClient]:
    with dbapi.connect(store.path) as stranger:
        stranger.execute("DROP TRIGGER decision_index_are_never_changed")
        stranger.execute("UPDATE decision_index SET outcome = 'prepared' WHERE sequence = 2")
    yield listed
    stranger.close()


def test_one_that_was_altered_is_listed_as_that(edited: TestClient) -> None:
    [found] = [each for each in page(edited)["decisions"] if each["state"] == "altered"]
    assert found["id"] == "d-1"
    assert found["why"]["code"] == "record-altered"
    assert found.keys() == {"id", "state", "why"}
    assert page(edited, "?lang=ja")["decisions"][10]["why"]["detail"].startswith("「d-1」の記録は")


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_pages_of_lines_make_one_file(listed: TestClient, form: str) -> None:
    query, pages = f"?export={form}&limit=5&latest=true", []
    while True:
        response = listed.get(f"{LIST}{query}")
        assert response.status_code == 200
        assert response.headers["cache-control"] == "no-store"
        pages.append(response.content)
        if "link" not in response.headers:
            break
        assert response.headers["link"].endswith('>; rel="next"')
        query = response.headers["link"].removeprefix("<").partition(">")[0]
    whole = listed.get(f"{LIST}?export={form}&latest=true").content
    assert b"".join(pages) == whole
    assert len(pages) == 2
    lines = whole.decode("utf-8-sig").splitlines()
    if form == "csv":
        assert whole.startswith(b"\xef\xbb\xbfDecision,State,")
        assert lines[1].startswith("d-11,erased,2026-11-01T18:11:00+09:00,program-1,3,")
    else:
        assert [json.loads(line) for line in lines] == page(listed, "?latest=true")["decisions"]


# --- the input -----------------------------------------------------------------------------------


def test_the_input_is_given_as_it_was_evaluated(client: TestClient, store: Store) -> None:
    place = str(post(client, application("typical")).headers["location"])
    response = client.get(f"{place}/input")
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    RecordedInput.model_validate_json(response.content)
    assert response.content == store.get(place.rpartition("/")[2]).input
    decision = client.get(place).json()
    assert canonical.digest(response.content) == decision["digests"]["input"]


def test_of_one_that_was_erased_there_is_no_input(listed: TestClient) -> None:
    problem(listed.get(f"{LIST}/d-1/input"), 410, "record-erased")


def test_an_input_that_was_altered_is_not_given(listed: TestClient, store: Store) -> None:
    with dbapi.connect(store.path) as stranger:
        stranger.execute("DROP TRIGGER decisions_are_never_changed")
        stranger.execute(
            "UPDATE decisions SET input = (SELECT input FROM decisions WHERE sequence = 4)"
            " WHERE sequence = 3"
        )
    stranger.close()
    problem(listed.get(f"{LIST}/d-2/input"), 500, "record-altered")
