"""What lies among the kept checkpoints and is none of this log: a fault of the record, named as that by everybody."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert
from starlette.testclient import TestClient
from tejun.app import create_app
from tejun.engine.embedded.wasm import WasmEngine
from tejun.errors import AlteredRecordError, ForkError
from tejun.operations.checkpoints import keep_cosigned, renew_log_key, sign_head
from tejun.operations.installation import examine_installation
from tejun.operations.log import require_not_cut, verify_log
from tejun.operations.readiness import check_before_serving, check_readiness
from tejun.operations.receipts import receipt_of
from tejun.operations.workplace import Workplace
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.signing.notes import KeyKind, NoteSigner, make_note_signer
from tejun.store.log_tables import LOG_CHECKPOINTS
from tejun.store.store import Store
from tejun.transparency.checkpoint import Checkpoint, sign_checkpoint
from tejun.transparency.tree import TreeHead

from tests.api.support import problem
from tests.operations.test_erasing import at_work
from tests.support import earlier
from tests.support.receipts import DECISION, LOG, OTHER_LOG, WITNESS, cosigned
from tests.support.records_of_both import Home, attack, guard_again
from tests.support.stores import open_store

STRANGER = make_note_signer("else.example/log", KeyKind.ED25519, bytes(32))


def plant(store: Store, size: int, note: bytes) -> None:
    """Puts it among the checkpoints, as whoever may add rows can."""
    with store._database.open_to_write() as connection:
        connection.execute(insert(LOG_CHECKPOINTS), [{"size": size, "note": note}])


def signed_by(signer: NoteSigner, head: TreeHead) -> bytes:
    return cosigned(sign_checkpoint(Checkpoint(signer.key.name, head), signer).data)


PLANTED: dict[str, Callable[[TreeHead], bytes]] = {
    "nothing": lambda _: b"",
    "garbage": lambda _: b"\xff\x00 what is this",
    "a note that is no checkpoint": lambda _: b"text\n\n" + signed_by(LOG, TreeHead(1, bytes(32))),
    "cut": lambda head: signed_by(LOG, head)[:-1],
    "of another log": lambda head: signed_by(STRANGER, head),
    "of another key of the same name": lambda head: signed_by(OTHER_LOG, head),
    "of another size": lambda _: signed_by(LOG, TreeHead(1, bytes(32))),
    "with a signature of another text": lambda head: signed_by(
        LOG, TreeHead(head.size, bytes(32))
    ).replace(b"A" * 43 + b"=", Checkpoint("", head).text.splitlines()[2].encode()),
}


@pytest.fixture
def full(home: Home) -> Home:
    with at_work(home) as workplace:
        workplace.store.append_all([*earlier.records(2), earlier.record()])
        sign_head(workplace)
    return home


def verify(workplace: Workplace) -> None:
    for _ in verify_log(workplace):
        pass


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_what_is_no_checkpoint_of_this_log_is_a_fault_of_the_record(
    full: Home, planted: Callable[[TreeHead], bytes]
) -> None:
    with at_work(full) as workplace:
        head = workplace.store.log.head()
        plant(workplace.store, head.size, planted(head))
        for ask in (sign_head, verify, lambda place: receipt_of(place, DECISION)):
            with pytest.raises(AlteredRecordError) as error:
                ask(workplace)
            assert f"checkpoint/{head.size}" in error.value.detail.in_("en")


@pytest.mark.parametrize("size", [1, 2, 4, 99, -1])
def test_it_is_found_wherever_it_lies(full: Home, size: int) -> None:
    with at_work(full) as workplace:
        plant(workplace.store, size, b"garbage")
        with pytest.raises(AlteredRecordError):
            verify(workplace)


def test_what_is_remembered_of_keys_is_held_to_them_too(full: Home) -> None:
    with at_work(full) as workplace:
        plant(workplace.store, 0, b"garbage")
        with pytest.raises(AlteredRecordError):
            verify(workplace)
    with at_work(full) as workplace, pytest.raises(AlteredRecordError):
        sign_head(workplace)


def test_one_that_the_key_signed_of_another_tree_is_a_fork(full: Home) -> None:
    with at_work(full) as workplace:
        plant(workplace.store, 2, signed_by(LOG, TreeHead(2, bytes(32))))
        for ask in (sign_head, verify):
            with pytest.raises(ForkError):
                ask(workplace)


CUT_OFF = """
DELETE FROM decisions WHERE sequence = 3; DELETE FROM decision_values WHERE sequence = 3;
DELETE FROM decision_index WHERE sequence = 3; DELETE FROM log_entries WHERE number = 2;
"""
TABLES = ("decisions", "decision_values", "decision_index", "log_entries")


def test_one_of_a_longer_log_says_that_the_end_was_cut_off(full: Home) -> None:
    """No other tree was signed: that would be said of the log's key."""
    with at_work(full) as workplace:
        note = cosigned(sign_head(workplace).data)
        keep_cosigned(workplace, note, WITNESS.key)
        require_not_cut(workplace)
    attack(full, TABLES, CUT_OFF)
    guard_again(full, TABLES)
    first = earlier.records(1)[0].decision_id
    asked: list[Callable[[Workplace], object]] = [
        sign_head,
        verify,
        lambda place: receipt_of(place, first),
        lambda place: keep_cosigned(place, note, WITNESS.key),
        require_not_cut,
        check_readiness,
        check_before_serving,
    ]
    with at_work(full) as workplace:
        for ask in asked:
            with pytest.raises(AlteredRecordError) as error:
                ask(workplace)
            assert "“3–3”" in error.value.detail.in_("en")
            assert "its end was cut off" in error.value.detail.in_("en")
        workplace.store.append(earlier.records(4)[-1])
        with pytest.raises(ForkError):
            verify(workplace)


@pytest.mark.parametrize(
    "note",
    [b"garbage", signed_by(STRANGER, TreeHead(99, bytes(32)))],
    ids=["garbage", "of another log"],
)
def test_what_is_none_of_this_log_keeps_nothing_from_being_recorded(
    full: Home, note: bytes
) -> None:
    with at_work(full) as workplace:
        plant(workplace.store, 99, note)
        require_not_cut(workplace)
        plant(workplace.store, 7, signed_by(LOG, TreeHead(7, bytes(32))))
        with pytest.raises(AlteredRecordError) as error:
            require_not_cut(workplace)
        assert "“4–7”" in error.value.detail.in_("en")


def test_those_of_witnesses_stay_good_also_under_another_key(full: Home) -> None:
    with at_work(full) as workplace:
        keep_cosigned(workplace, cosigned(sign_head(workplace).data), WITNESS.key)
        verify(workplace)
        assert len(sign_head(workplace).signatures) == 2
        assert renew_log_key(workplace).signer.key == LOG.key
        workplace.store.log.keep_checkpoint(0, signed_by(OTHER_LOG, workplace.store.log.head_at(0)))  # type: ignore[arg-type]
        verify(workplace)


@pytest.mark.opa
def test_who_asks_over_http_has_done_nothing_wrong_and_doctor_fails(
    registry: Registry, engine: WasmEngine, tmp_path: Path
) -> None:
    path = tmp_path / "tejun.db"
    settings = Settings(bundles=registry.location, database=path, log_key=LOG.text)
    with open_store(path) as store:
        store.append(earlier.record())
        app = create_app(settings, registry=registry, engine=engine, store=store)
        with TestClient(app, raise_server_exceptions=False) as client:
            assert client.get("/checkpoint").status_code == 200
            plant(store, 1, b"garbage")
            for address in ("/checkpoint", f"/v1/decisions/{DECISION}/receipt"):
                problem(client.get(address), 500, "record-altered")
    environ = {
        "TEJUN_DATABASE": str(path),
        "TEJUN_LOG_KEY": LOG.text,
        "TEJUN_BUNDLES": str(registry.location),
    }
    failed = [each for each in examine_installation(environ) if each.level == "fail"]
    assert any("checkpoint/1" in str(part.in_("en")) for part in failed[0].parts[2:])  # type: ignore[union-attr]
