"""Whatever is posted: a 4xx problem that says what to do, nothing recorded, never a 500."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.api.support import PRECHECKS, application, post, problem, recorded

WHOLE = application()


def spoiled(old: str, new: str) -> bytes:
    """The complete application with one piece of its JSON replaced."""
    assert old.encode() in WHOLE
    return WHOLE.replace(old.encode(), new.encode(), 1)


UNREADABLE = {
    "an empty body": b"",
    "white space": b" \n",
    "no JSON": b"application: {}",
    "half a document": WHOLE[: len(WHOLE) // 2],
    "two documents": WHOLE + WHOLE,
    "NaN": spoiled('"threshold": 0.92', '"threshold": NaN'),
    "infinity": spoiled('"threshold": 0.92', '"threshold": -Infinity'),
    "a number that is infinite": spoiled('"threshold": 0.92', '"threshold": 1e400'),
    "an integer that no JSON reader holds": spoiled(
        '"threshold": 0.92', '"threshold": 9007199254740993'
    ),
    "an integer of a thousand digits": spoiled('"threshold": 0.92', '"threshold": ' + "9" * 1000),
    "a key twice": spoiled('"schema":', '"schema": "tejun/facts/2", "schema":'),
    "a lone surrogate": spoiled('"title": "', '"title": "\\ud800'),
    "a lone surrogate in a key": spoiled('"title":', '"\\udfff": 1, "title":'),
    "bytes that are not UTF-8": WHOLE.replace("過".encode(), b"\xff\xfe", 1),
    "UTF-16": WHOLE.decode().encode("utf-16"),
    "a comment": b"// facts\n" + WHOLE,
    "a NUL": WHOLE + b"\0",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_refused(client: TestClient, name: str) -> None:
    problem(post(client, UNREADABLE[name]), 400, "unreadable-document")
    assert recorded(client) == 0


@pytest.mark.parametrize("body", [b"null", b"[]", b"{}", b'"text"', b"3", b"true"])
def test_json_that_is_no_facts_document_is_refused(client: TestClient, body: bytes) -> None:
    assert problem(post(client, body), 422, "invalid-facts")["errors"]
    assert recorded(client) == 0


@pytest.mark.parametrize(
    ("old", "new", "pointer"),
    [
        ('"stage": "applying"', '"stage": null', "/application/stage"),
        ('"stage": "applying"', '"stage": 3', "/application/stage"),
        ('"public_call": true', '"public_call": "true"', "/application/fund/public_call"),
        ('"closes": "2026-12-18"', '"closes": "2026-02-30"', "/application/call/closes"),
        ('"application": {', '"application": {"extra": 1, ', "/application"),
    ],
)
def test_a_mistake_in_the_facts_is_named_at_its_place(
    client: TestClient, old: str, new: str, pointer: str
) -> None:
    body = problem(post(client, spoiled(old, new)), 422, "invalid-facts")
    assert {error["pointer"] for error in body["errors"]} == {pointer}
    assert all(error["line"] and error["message"] for error in body["errors"])
    assert recorded(client) == 0


def test_the_line_is_the_one_in_the_posted_body(client: TestClient) -> None:
    posted = json.dumps(json.loads(spoiled('"student": true', '"student": 1')), indent=1).encode()
    (error,) = problem(post(client, posted), 422, "invalid-facts")["errors"]
    assert b'"student": 1' in posted.splitlines()[error["line"] - 1]


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
@pytest.mark.parametrize("depth", [100, 100_000])
def test_a_document_nested_too_deep_is_refused(
    client: TestClient, opening: bytes, depth: int
) -> None:
    body = opening * depth
    body += b"1" if opening != b"[" else b""
    body += (b"]" if opening == b"[" else b"}") * depth
    problem(post(client, body), 413, "too-large")
    assert recorded(client) == 0


def test_a_body_over_the_limit_is_refused(client: TestClient) -> None:
    problem(post(client, b" " * 50_000_000), 413, "too-large")
    assert recorded(client) == 0


@pytest.mark.parametrize(
    "content_type",
    [
        *(
            "",
            "text/plain",
            "application/yaml",
            "application/xml",
            "multipart/form-data; boundary=x",
        ),
        *(
            "application/jsonp",
            "application/json; charset=utf-16",
            "application/x-www-form-urlencoded",
        ),
    ],
)
def test_only_json_is_taken(client: TestClient, content_type: str) -> None:
    response = client.post(PRECHECKS, content=WHOLE, headers={"Content-Type": content_type})
    assert "application/json" in problem(response, 415, "unsupported-media-type")["advice"]
    assert recorded(client) == 0


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON", 'application/json; charset="UTF-8"'],
)
def test_json_is_json_however_it_is_written(client: TestClient, content_type: str) -> None:
    response = client.post(PRECHECKS, content=WHOLE, headers={"Content-Type": content_type})
    assert response.status_code == 201


def test_a_compressed_body_is_refused_before_it_could_unfold(client: TestClient) -> None:
    response = post(client, b"\x1f\x8b", **{"Content-Encoding": "gzip"})
    problem(response, 415, "unsupported-media-type")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_document_broken_anywhere_is_never_a_500(client: TestClient, data: st.DataObject) -> None:
    """Bytes cut out, put in, turned over."""
    at = data.draw(st.integers(0, len(WHOLE)))
    length = data.draw(st.integers(0, 40))
    put = data.draw(st.binary(max_size=40) | st.sampled_from([b"null", b"{}", b"[]", b'"', b"-0"]))
    response = post(client, WHOLE[:at] + put + WHOLE[at + length :])
    assert response.status_code in {201, 400, 409, 413, 422}, response.text[:400]


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.binary(max_size=300))
def test_no_bytes_at_all_are_a_500(client: TestClient, body: bytes) -> None:
    assert post(client, body).status_code in {400, 422}
    assert recorded(client) == 0
