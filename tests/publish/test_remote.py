"""A service to publish to is believed only as far as its statements are signed, and never followed elsewhere."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from tejun.errors import PublicationError, RegistryError, SignatureError
from tejun.publish.remote import RemoteService

from tests.support.agency import PROGRAM, Agency, EditionBuilder, new_key, trusted_keys

Answer = tuple[int, dict[str, str], bytes]


@contextmanager
def answering(*answers: Answer) -> Iterator[tuple[RemoteService, list[str]]]:
    """A server that gives these answers one after the other, whatever it is asked; the paths that it was asked for."""
    remaining, paths = list(answers), list[str]()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            status, headers, body = remaining.pop(0)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the name that http.server asks for

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield RemoteService.at(f"http://127.0.0.1:{server.server_port}/", "en"), paths
        finally:
            server.shutdown()
            thread.join()


def log_answer(fa: Agency, take: Callable[[list[object]], list[object]] = list) -> Answer:
    """What a service with the agency's statements answers."""
    statements = [json.loads(statement.content) for statement in fa.registry.publications(PROGRAM)]
    return 200, {}, json.dumps({"editions": [], "publications": take(statements)}).encode()


@pytest.fixture
def published(fa: Agency, build_edition: EditionBuilder) -> Agency:
    fa.publish(build_edition())
    fa.publish(build_edition("2", "2027-01-01"))
    return fa


def test_the_log_of_a_service_is_what_its_signed_statements_say(published: Agency) -> None:
    with answering(log_answer(published)) as (service, paths):
        log = service.log(PROGRAM, published.registry.trusted)
    assert log == published.registry.log(PROGRAM)
    assert paths == [f"/v1/programs/{PROGRAM}/editions"]


def test_a_log_with_a_statement_left_out_is_refused(published: Agency) -> None:
    with (
        answering(log_answer(published, lambda all_of_them: all_of_them[1:])) as (service, _),
        pytest.raises(PublicationError, match="number 1"),
    ):
        service.log(PROGRAM, published.registry.trusted)


def test_a_log_signed_by_somebody_else_is_refused(published: Agency) -> None:
    with (
        answering(log_answer(published)) as (service, _),
        pytest.raises(SignatureError, match="not trusted"),
    ):
        service.log(PROGRAM, trusted_keys(new_key()))


def test_a_program_that_the_service_does_not_know_has_no_log(fa: Agency) -> None:
    unknown = json.dumps({"type": "urn:tejun:problem:unknown-program"}).encode()
    with answering((404, {}, unknown)) as (service, _):
        assert service.log(PROGRAM, fa.registry.trusted) == ()


@pytest.mark.parametrize(
    "answer",
    [
        (302, {"Location": "http://127.0.0.1:1/elsewhere"}, b"{}"),
        (200, {"Content-Type": "text/html"}, b"<html>welcome</html>"),
        (200, {}, b"[]"),
        (200, {}, b"{}"),
        (404, {}, b'{"detail": "nothing here"}'),
        (500, {}, b"oops"),
        (503, {}, b'{"detail": "busy"}'),
    ],
    ids=["redirect", "html", "list", "no log", "another 404", "500", "busy"],
)
def test_an_answer_that_is_not_the_services_is_an_error_that_names_it(
    fa: Agency, answer: Answer
) -> None:
    with (
        answering(answer) as (service, paths),
        pytest.raises(RegistryError, match=r"http://127\.0\.0\.1") as caught,
    ):
        service.log(PROGRAM, fa.registry.trusted)
    assert len(paths) == 1
    assert "TEJUN_TRUSTED_KEYS" in caught.value.advice.in_("ja")


def test_a_refusal_has_the_services_words(published: Agency) -> None:
    problem = {
        "detail": "for a reason",
        "advice": "mend it",
        "errors": [{"pointer": "program.yaml", "line": None, "message": "too low"}],
    }
    statement = published.withdrawal("2")
    with (
        answering((409, {}, json.dumps(problem).encode())) as (service, _),
        pytest.raises(PublicationError, match="for a reason") as caught,
    ):
        service.publish(statement, None)
    assert [place.message.in_("en") for place in caught.value.places] == ["too low"]


def test_a_service_that_takes_nothing_says_why(published: Agency) -> None:
    statement = published.withdrawal("2")
    closed = json.dumps({"detail": "No editions are taken here."}).encode()
    with (
        answering((403, {}, closed)) as (service, _),
        pytest.raises(RegistryError, match="403 No editions are taken here"),
    ):
        service.publish(statement, None)
