"""The gate against hostile requests and files can fail: what is wrong with a service or a reader is found."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tejun.registry import Registry, publication

from tests.bench.processes import peak_of
from tests.hostile import campaign, documents, files, registries, shrinking
from tests.hostile.items import Failure, Item, Plant, Request, Step
from tests.hostile.pace import Pace
from tests.hostile.requests import STEPS, Requests
from tests.hostile.routes import described_operations, operations
from tests.hostile.senders import Tally, exchange, run
from tests.hostile.shrinking import shrink_sequence
from tests.hostile.stage import Stage
from tests.support.published import KEY
from tests.support.server import Server

KNOWN = {"program": "p", "edition": "1", "decision_id": "d"}
DOCUMENTS: dict[str, tuple[Any, ...]] = {"precheck": ({"a": [1, {"b": "x"}]},)}
REQUESTS = Requests(described_operations(KNOWN), DOCUMENTS)
GET = Request(b"GET / HTTP/1.1", (b"Host: x",))
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}"
FULL = (
    b"HTTP/1.1 503 X\r\nRetry-After: 2\r\nConnection: close\r\nContent-Length: 0\r\n"
    b"Content-Type: text/plain\r\n\r\n"
)
Answers = Callable[[bytes], bytes | None]


@contextmanager
def fake(answer: Answers) -> Iterator[int]:
    """A service that answers each piece of what comes with that, and closes; None: never."""
    over = threading.Event()

    def serve(listener: socket.socket) -> None:
        while not over.is_set():
            with suppress(OSError):
                connection, _ = listener.accept()
                threading.Thread(target=talk, args=(connection,), daemon=True).start()

    def talk(connection: socket.socket) -> None:
        with closing(connection), suppress(OSError):
            content = answer(connection.recv(1 << 20))
            if content is None:
                over.wait(10)
            else:
                connection.sendall(content)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        try:
            yield int(listener.getsockname()[1])
        finally:
            over.set()
            listener.shutdown(socket.SHUT_RDWR)


def problem(status: int, *lines: bytes, **other: object) -> bytes:
    body = json.dumps({"status": status, "detail": "d", "advice": "a", **other}).encode()
    head = b"HTTP/1.1 %d X\r\nContent-Type: application/problem+json\r\n" % status
    length = b"Content-Length: %d\r\n" % len(body)
    return head + b"".join(line + b"\r\n" for line in lines) + length + b"\r\n" + body


WRONG: dict[str, tuple[bytes | None, str]] = {
    "500": (problem(500), "status 500"),
    "502": (problem(502), "status 502"),
    "503, and no word when": (problem(503), "503 without Retry-After"),
    "an error in plain text": (
        b"HTTP/1.1 404 X\r\nContent-Length: 1\r\nContent-Type: text/plain\r\n\r\nx",
        "status 404 without problem+json",
    ),
    "another status within": (
        problem(404).replace(b'"status": 404', b'"status": 400'),
        "a problem that does not say what to do",
    ),
    "no advice": (problem(404, advice=""), "a problem that does not say what to do"),
    "half a document": (OK[:-1].replace(b": 2", b": 1"), "an answer that is no JSON"),
    "no answer": (b"", "no answer"),
    "half an answer": (OK[:-1], "no answer"),
    "nothing, and no end": (None, "no answer"),
    "no HTTP": (b"hello\r\n\r\n", "no HTTP"),
    "a header of two lines": (OK.replace(b"\r\n\r\n", b"\r\nX\r\n\r\n"), "no HTTP"),
    "two lengths": (OK.replace(b"\r\n\r\n", b"\r\ncontent-length: 2\r\n\r\n"), "no HTTP"),
    "no length": (OK.replace(b"Content-Length: 2\r\n", b""), "no HTTP"),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_answer_that_is_wrong_is_found(name: str) -> None:
    answer, kind = WRONG[name]
    with fake(lambda _: answer) as port:
        failure, _ = exchange(port, GET, seconds=0.3)
        assert failure is not None
        assert failure.kind == kind
        tally = Tally()
        items = iter([Item("healthz", 0, ())])
        run(port, items, lambda _: GET, threads=1, tally=tally, seconds=0.3)
    assert {found[2].kind for found in tally.failures} == {kind}


@pytest.mark.parametrize(
    "answer",
    [
        OK,
        problem(404),
        problem(503, b"Retry-After: 2"),
        b"HTTP/1.1 100 Continue\r\n\r\n" + OK,
        b"HTTP/1.1 204 No Content\r\n\r\n",
        FULL,
    ],
)
def test_an_answer_that_is_right_is_none(answer: bytes) -> None:
    with fake(lambda _: answer) as port:
        assert exchange(port, GET, seconds=5)[0] is None


def test_what_breaks_the_framing_may_be_refused_in_plain_text_or_not_at_all() -> None:
    refusal = b"HTTP/1.1 400 X\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\nx"
    broken = Request(b"GET", (), is_whole=False)
    for answer in (refusal, b""):
        with fake(lambda _, answer=answer: answer) as port:  # type: ignore[misc]
            assert exchange(port, broken, seconds=5)[0] is None
    with fake(lambda _: refusal) as port:
        assert exchange(port, GET, seconds=5)[0] is not None
    with fake(lambda _: None) as port:
        assert exchange(port, broken, seconds=0.3)[0] == Failure("no answer", "nothing in time")


def test_a_service_that_is_gone_is_found() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = int(listener.getsockname()[1])
    failure, _ = exchange(port, GET, seconds=1)
    assert failure is not None
    assert failure.kind == "nobody listens"


def test_who_is_to_come_again_for_ever_is_found() -> None:
    with fake(lambda _: problem(503, b"Retry-After: 2")) as port:
        tally = Tally()
        run(port, iter([Item("healthz", 0, ())]), lambda _: GET, threads=1, tally=tally, seconds=5)
        assert tally.failures == []
        campaign.come_again(port, tally)
    assert [failure.kind for _, _, failure in tally.failures] == ["503 that does not pass"]


def test_who_waits_too_long_beside_an_attack_is_found() -> None:
    times = [0.01] * 90 + [0.1] * 10
    held = Pace(50, 20, {"honest": times, "hostile": [0.29] * 100, "large": times})
    assert held.is_held
    assert f"{held.ratio('hostile'):.1f}" == "2.9"
    assert "p99 290.0 ms, of 100; 2.90 times honest" in str(held)
    assert not replace(held, beside={**held.beside, "hostile": [0.01] * 95 + [0.31] * 5}).is_held
    assert not replace(held, beside={**held.beside, "large": [0.31] * 100}).is_held


# --- what is made --------------------------------------------------------------------------------


def test_the_same_seed_makes_the_same() -> None:
    items = [REQUESTS.draw(f"s:{number}") for number in range(300)]
    assert items == [REQUESTS.draw(f"s:{number}") for number in range(300)]
    wires = [REQUESTS.make(item).wire for item in items]
    assert wires == [REQUESTS.make(item).wire for item in items]
    assert len(set(wires)) > 290


def test_every_step_and_every_operation_is_drawn() -> None:
    items = [REQUESTS.draw(f"s:{number}") for number in range(6000)]
    assert {step.name for item in items for step in item.steps} == set(STEPS)
    assert {item.base for item in items} == {each.id for each in REQUESTS.operations}
    drawn = [files.draw(f"s:{number}") for number in range(1000)]
    assert {step.name for item in drawn for step in item.steps} == set(files.STEPS)


def test_a_new_operation_is_attacked_by_itself() -> None:
    new = {"operationId": "new", "requestBody": {}, "parameters": []}
    document = {"paths": {"/v2/new/{x}": {"put": new}, "/v2/old": {"get": {"operationId": "old"}}}}
    requests = Requests(operations(document, {}), DOCUMENTS)
    items = [requests.draw(f"s:{number}") for number in range(200)]
    assert {"new", "old"} <= {item.base for item in items}
    wires = [requests.make(item).wire for item in items if item.base == "new"]
    assert sum(b"PUT /v2/new/" in wire for wire in wires) > 20
    assert any(b'{"a"' in wire for wire in wires), "it has a body, though nobody knows which"


def test_a_document_says_what_no_value_can() -> None:
    again = {"k": 1, documents.Again("k\ue0007"): 2}
    assert documents.dumps(again) == b'{"k": 1, "k": 2}'
    assert (
        documents.dumps([documents.Raw("1e400"), documents.Raw(r'"\ud800"')])
        == b'[1e400, "\\ud800"]'
    )


def test_without_a_step_an_item_is_still_one() -> None:
    for number in range(300):
        item = REQUESTS.draw(f"s:{number}")
        for place in range(len(item.steps)):
            assert REQUESTS.make(item.without(place)).wire


# --- made smaller --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "needed"),
    [(b"aaaXaaa", b"X"), (b"XaaaaaY", b"XY"), (b"X", b"X"), (b"aX" * 40, b"XX"), (b"", b"")],
)
def test_what_is_not_needed_goes(whole: bytes, needed: bytes) -> None:
    def fails(part: Any) -> bool:
        return all(bytes(part).count(byte) >= needed.count(byte) for byte in needed)

    assert bytes(shrink_sequence(whole, fails)) == needed


def test_a_request_that_fails_is_made_small_and_kept(tmp_path: Path) -> None:
    """This service answers 500 where a body has `1e400`, which one step of four puts in."""

    def answer(content: bytes) -> bytes:
        return problem(500, b"Connection: close") if b"1e400" in content else OK

    steps = [Step("accepts", 1), Step("document: a number", 0), Step("many headers", 3)]
    items = [Item("precheck", 0, (*steps, Step("bytes: padded", seed))) for seed in range(40)]
    items = [
        Item(it.base, 0, tuple(Step(s.name, s.seed + n) for s in it.steps))
        for n, it in enumerate(items)
    ]
    tally = Tally()
    with fake(answer) as port:
        run(port, iter(items), REQUESTS.make, threads=2, tally=tally, seconds=5)
        assert tally.failures
        found = tally.failures[0]
        path = campaign.keep_request(REQUESTS, found, lambda it: campaign.again(port, it), tmp_path)
        kept = shrinking.read_kept(path).request
        assert kept is not None
        assert campaign.again(port, kept) is not None
    assert kept.lines == ()
    assert kept.body == b"1e400"
    assert path.name.startswith("status-500-")


def test_what_the_service_dies_of_is_found_among_the_last_and_made_small(tmp_path: Path) -> None:
    """This one dies of a line `X: y`, which it says in no answer."""

    def harm(sent: Sequence[Request]) -> Failure | None:
        return Failure("it died") if any(b"X: y" in its.lines for its in sent) else None

    items = [REQUESTS.draw(f"s:{number}") for number in range(30)]
    recent = [(item, REQUESTS.make(item)) for item in items]
    item = Item("precheck", 0, (Step("accepts", 1),))
    deadly = replace(REQUESTS.make(item), lines=(b"A: b", b"X: y", b"C: d"), body=b"body")
    recent.insert(17, (item, deadly))
    requests = _Always(deadly)
    path = campaign.keep_harm(requests, recent, Failure("it died"), tmp_path, harm=harm)
    kept = shrinking.read_kept(path).request
    assert kept is not None
    assert (kept.lines, kept.body) == ((b"X: y",), b"")
    assert path.name.startswith("it-died-")


class _Always(Requests):
    """Makes this of whatever item."""

    def __init__(self, request: Request) -> None:
        super().__init__((), {})
        object.__setattr__(self, "request", request)

    def make(self, item: Item) -> Request:
        request: Request = vars(self)["request"]
        return request


def test_a_service_that_dies_or_has_an_accident_is_found(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("listens\nTrace", "utf-8")
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as process:
        stage = Stage(Server(0, process), tmp_path, KEY, "1")
        assert stage.is_well()
        log.write_text("listens\nTraceback (most recent call last)\n", "utf-8")
        assert stage.harm() == Failure("an accident", "Traceback (most recent call last)\n")
        assert not stage.is_well(), "and it stays so"
        other = Stage(stage.server, tmp_path, KEY, "1")
        log.write_text("listens\n", "utf-8")
        assert other.is_well()
        stage.server.kill()
        assert other.harm() == Failure("it died", "listens\n")


def test_the_memory_that_a_process_once_took_is_seen_when_it_has_given_it_back() -> None:
    code = "x = bytearray(150_000_000); del x; print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert peak_of(process.pid) > 150_000_000
        process.kill()


def test_what_is_kept_is_tried_again(tmp_path: Path) -> None:
    ground = campaign.good_registry(tmp_path / "registry")
    kept = tmp_path / "kept"
    kept.mkdir()
    whole = Request(b"POST / HTTP/1.1", (b"A: \xff",), b"\0x", has_length=True, after=b"y", cut=9)
    path = shrinking.keep(kept, Failure("status 500", "x"), whole)
    assert shrinking.read_kept(path).request == whole
    plants = (Plant("a.1.json", content=b"\xff\0"), Plant("\udcff", "link", b"x", 0o600))
    assert shrinking.read_kept(shrinking.keep(kept, Failure("slow"), plants)).plants == plants
    with fake(lambda _: problem(500)) as port:
        [(failing, failure)] = campaign.replay(port, ground, kept)
    assert (failing, failure.kind) == (path, "status 500")


# --- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("failure", [ValueError, RecursionError, MemoryError])
def test_a_reader_that_raises_is_found_and_the_files_made_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: type[Exception]
) -> None:
    ground = campaign.good_registry(tmp_path / "registry")
    before = {path.name for path in ground.folder.iterdir()}
    read = publication.parse_file_name

    def raises(name: str) -> tuple[str, int] | None:
        if name.startswith("zzz."):
            raise failure("x")
        return read(name)

    monkeypatch.setattr(publication, "parse_file_name", raises)
    done = campaign.litter(ground, "s", 300)
    assert {found.kind for _, found in done.failures} == {f"raises {failure.__name__}"}
    kept = shrinking.read_kept(campaign.keep_files(ground, done.failures[0], tmp_path))
    [planted] = kept.plants
    assert planted.name.startswith("zzz.")
    assert planted.content == b""
    assert {path.name for path in ground.folder.iterdir()} == before, "it is cleared away"


def test_a_bad_file_that_nobody_names_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = campaign.good_registry(tmp_path / "registry")
    monkeypatch.setattr(Registry, "problems", ())
    bad = (Plant("zzz.1.json", content=b"{}"),)
    found = registries.attempt(ground, bad)
    assert found is not None
    assert found.kind == "a bad file is not named"


def test_a_value_that_no_check_foresaw_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = campaign.good_registry(tmp_path / "registry")

    def fails(document: object) -> publication.Publication:
        raise KeyError

    monkeypatch.setattr(publication, "_to_publication", fails)
    plants = (Plant("zzz.1.json", content=ground.good.statement),)
    found = registries.attempt(ground, plants)
    assert found is not None
    assert found.kind in {"unforeseen", "raises SignatureError"}


def test_what_is_made_many_twice_is_cut_off_and_no_gigabytes() -> None:
    """One part that stands in many places is many again in each of them."""
    part: dict[str, Any] = {}
    value = [part] * 30_000
    part["a"] = [{}] * 30_000
    part["b"] = documents.Raw("[" * 60_000 + "1" + "]" * 60_000)
    text = documents.dumps(value)
    assert 3_000_000 < len(text) < 4 * documents.MOST_CHARACTERS
    assert text.startswith(b'[{"a": [{}, {}, {}')
    assert text.endswith(b"null]")
