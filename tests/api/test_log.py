"""The record's own log over HTTP: what a witness and a verifier fetch, and nothing else of any decision."""

import base64
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tejun.app import create_app
from tejun.engine.embedded.wasm import WasmEngine
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.signing.notes import NoteSigner
from tejun.store.store import Store
from tejun.transparency.checkpoint import (
    Checkpoint,
    Log,
    SignedCheckpoint,
    sign_checkpoint,
    verify_checkpoint,
)
from tejun.transparency.proof import LogProof
from tejun.transparency.tiles import Tile, TileHashes, entries_between, read_entries, tiles_between
from tejun.transparency.tree import (
    TreeHead,
    hash_leaf,
    prove_consistency,
    prove_inclusion,
    read_head,
    verify_consistency,
    verify_inclusion,
)

from tests.api.support import problem
from tests.support.cases import ROOT
from tests.support.receipts import OTHER_LOG
from tests.support.records import record
from tests.support.stores import open_store

COUNT = 600
FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def served(
    registry: Registry, engine: WasmEngine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[TestClient, Store]]:
    """A service whose record has some hundred decisions."""
    path = tmp_path_factory.mktemp("served") / "tejun.db"
    settings = Settings(bundles=registry.location, log_origin="tejun.example/log")
    with open_store(path) as store:
        store.append_all([record(decision_id=f"d-{number}") for number in range(COUNT)])
        app = create_app(settings, registry=registry, engine=engine, store=store)
        with TestClient(app) as client:
            yield client, store


def signed_by(client: TestClient) -> NoteSigner:
    return client.app.state.parts.workplace.log_key.signer  # type: ignore[attr-defined, no-any-return]


def note_of(client: TestClient, head: TreeHead) -> bytes:
    """A checkpoint of this head as the log signs it."""
    return sign_checkpoint(Checkpoint("tejun.example/log", head), signed_by(client)).data


def signed(client: TestClient) -> SignedCheckpoint:
    log = Log("tejun.example/log", (signed_by(client).key,))
    return verify_checkpoint(client.get("/checkpoint").content, log)


def fetch(client: TestClient, tile: Tile) -> bytes:
    response = client.get(f"/{tile.path}")
    assert response.status_code == 200, tile.path
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["cache-control"] == FOREVER
    return response.content


def test_the_checkpoint_is_of_the_record_and_no_cache_keeps_it(
    served: tuple[TestClient, Store],
) -> None:
    client, store = served
    response = client.get("/checkpoint")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert signed(client).checkpoint.head == store.log.head()


def test_its_tiles_are_those_of_the_tree_that_was_signed(served: tuple[TestClient, Store]) -> None:
    client, _ = served
    head = signed(client).checkpoint.head
    for tile in tiles_between(0, head.size):
        fetch(client, tile)
    hashes = TileHashes(lambda tile: fetch(client, tile), head.size)
    assert read_head(hashes, head.size) == head


def test_each_entry_is_proved_by_tiles_alone(served: tuple[TestClient, Store]) -> None:
    client, store = served
    head = signed(client).checkpoint.head
    hashes = TileHashes(lambda tile: fetch(client, tile), head.size)
    entries = [
        entry
        for tile in entries_between(0, head.size)
        for entry in read_entries(fetch(client, tile), tile.width)
    ]
    assert len(entries) == head.size
    for index in (0, 255, 256, 599):
        leaf = hash_leaf(entries[index])
        verify_inclusion(prove_inclusion(hashes, index, head.size), leaf, index=index, head=head)
    assert entries[7] == store.log.prove("d-7").opening.entry


def test_that_the_log_only_grew_is_proved_by_tiles_alone(served: tuple[TestClient, Store]) -> None:
    client, store = served
    first = store.log.head_at(300)
    assert first is not None
    second = signed(client).checkpoint.head
    hashes = TileHashes(lambda tile: fetch(client, tile), second.size)
    verify_consistency(
        prove_consistency(hashes, first.size, second.size), first=first, second=second
    )


def test_a_part_of_a_tile_stays_what_it_was(served: tuple[TestClient, Store]) -> None:
    client, _ = served
    whole = fetch(client, Tile(0, 0))
    assert fetch(client, Tile(0, 0, width=7)) == whole[: 7 * 32]


@pytest.mark.parametrize(
    "path",
    [
        "0/000.p/256",
        "0/000.p/0",
        "0/000.p/01",
        "0/002",
        "0/002.p/89",
        "0/003",
        "1/000",
        "2/000.p/1",
        "64/000",
        "0/0",
        "0/x000/000",
        "entries/002",
        "entries/",
        "",
        "0/000?x",
        "九",
        "0/999/999",
    ],
)
def test_what_the_tree_has_not_is_not_found_and_not_kept(
    served: tuple[TestClient, Store], path: str
) -> None:
    response = served[0].get(f"/tile/{path.replace('?', '%3F')}")
    problem(response, 404, "not-found")
    assert response.headers["cache-control"] == "no-store"


def test_nothing_of_a_decision_is_shown(served: tuple[TestClient, Store]) -> None:
    client, _ = served
    bundle = client.get("/tile/entries/000").content
    assert len(bundle) == 256 * 34
    assert b"d-7" not in bundle
    assert b"kprogram" not in bundle


def test_a_log_without_entries_has_a_checkpoint_and_no_tiles(client: TestClient) -> None:
    head: Response = client.get("/checkpoint")
    assert head.text.split("\n")[1] == "0"
    problem(client.get("/tile/entries/000.p/1"), 404, "not-found")


def test_a_key_that_cannot_be_used_is_no_fault_of_who_asks(
    registry: Registry, engine: WasmEngine, tmp_path: Path
) -> None:
    settings = Settings(bundles=registry.location, log_key=str(tmp_path / "none"))
    with open_store(tmp_path / "tejun.db") as store:
        app = create_app(settings, registry=registry, engine=engine, store=store)
        with TestClient(app) as client:
            body = problem(client.get("/checkpoint"), 503, "not-ready")
    assert "none" in body["detail"]


def test_what_is_recorded_stands_in_the_next_checkpoint(client: TestClient) -> None:
    store = client.app.state.parts.workplace.store  # type: ignore[attr-defined]
    store.append(record(decision_id="d"))
    text = client.get("/checkpoint").text
    assert text.split("\n")[1] == "1"
    assert store.log.head() == TreeHead(1, hash_leaf(store.log.prove("d").opening.entry))


# --- as Go's checksum database reads logs ----------------------------------------------------------

SUMDB = ROOT / ".tools" / "sumdb"


def sumdb(*arguments: object, given: bytes = b"") -> tuple[int, str]:
    """What `tools/sumdb` makes of them: how it ends, and what it says."""
    command = [str(part) for part in (SUMDB, *arguments)]
    run = subprocess.run(command, input=given, capture_output=True, check=False)
    return run.returncode, (run.stdout or run.stderr).decode().strip()


@pytest.fixture
def downloaded(served: tuple[TestClient, Store], tmp_path: Path) -> Path:
    """A folder with the checkpoint, and every tile and bundle of entries of its tree."""
    client, _ = served
    size = signed(client).checkpoint.head.size
    (tmp_path / "checkpoint").write_bytes(client.get("/checkpoint").content)
    for tile in (*tiles_between(0, size), *entries_between(0, size)):
        file = tmp_path / tile.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(fetch(client, tile))
    return tmp_path


def key_of(client: TestClient) -> str:
    return signed_by(client).key.text


def test_go_reads_every_entry_of_the_log(
    served: tuple[TestClient, Store], downloaded: Path
) -> None:
    client, store = served
    head = store.log.head()
    root = base64.b64encode(head.root).decode()
    assert sumdb("log", key_of(client), downloaded) == (0, f"{head.size} {root}")


def test_go_sees_that_the_log_only_grew(served: tuple[TestClient, Store], downloaded: Path) -> None:
    client, store = served
    earlier, another = downloaded / "earlier", downloaded / "another"
    for size in (1, 255, 256, 257, 300, COUNT):
        head = store.log.head_at(size)
        assert head is not None
        earlier.write_bytes(note_of(client, head))
        assert sumdb("log", key_of(client), downloaded, earlier)[0] == 0, size
    another.write_bytes(note_of(client, TreeHead(300, bytes(32))))
    code, said = sumdb("log", key_of(client), downloaded, another)
    assert (code, "invalid" in said or "inconsistent" in said) == (1, True), said


@pytest.mark.parametrize(
    "name", ["tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/001"]
)
def test_go_refuses_a_file_in_which_a_bit_is_another(
    served: tuple[TestClient, Store], downloaded: Path, name: str
) -> None:
    file = downloaded / name
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    code, said = sumdb("log", key_of(served[0]), downloaded)
    assert (code, bool(said)) == (1, True)


def test_go_refuses_the_key_of_another_log(downloaded: Path) -> None:
    code, said = sumdb("log", OTHER_LOG.key.text, downloaded)
    assert (code, "signature" in said or "verif" in said) == (1, True), said


def test_go_takes_the_proof_of_each_entry_and_of_no_other(
    served: tuple[TestClient, Store], tmp_path: Path
) -> None:
    client, store = served
    proof = tmp_path / "entry.tlog-proof"
    for index in (0, 255, 256, COUNT - 1):
        proven = store.log.prove(f"d-{index}")
        note = note_of(client, proven.head)
        proof.write_bytes(LogProof(proven.index, proven.hashes, note).data)
        entry = proven.opening.entry
        assert sumdb("proof", key_of(client), proof, given=entry)[0] == 0, index
        assert sumdb("proof", key_of(client), proof, given=entry[::-1])[0] == 1, index
