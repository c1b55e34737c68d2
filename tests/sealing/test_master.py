"""Master keys, local or a service's: what each must do, and how one takes the place of another."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun.errors import MasterUnavailableError, SealError
from tejun.sealing import (
    DataKey,
    LocalMaster,
    Master,
    Masters,
    make_data_key,
    master_id_of,
    open_sealed,
    seal,
)

from tests.sealing.service import KeyService

DRAW = random.Random(0).randbytes  # noqa: S311 - to be the same each time
KEY = DataKey(bytes(range(32)))
HERE, ELSEWHERE = b"application-1", b"application-2"
OLD, NEW = LocalMaster(b"o" * 32, DRAW), LocalMaster(b"n" * 32, DRAW)
SERVICE_NAME = "arn:aws:kms:ap-northeast-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

MASTERS: dict[str, Callable[[], Master]] = {
    "local": lambda: LocalMaster(b"m" * 32, DRAW),
    "a service": lambda: KeyService(SERVICE_NAME),
    "a name as long as may be": lambda: KeyService("鍵" * 85),
}
WRAPPED = Masters(OLD).wrap(KEY, associated=HERE)


# --- what each master must do --------------------------------------------------------------------


@pytest.mark.parametrize("kind", MASTERS)
def test_what_a_master_wraps_it_unwraps(kind: str) -> None:
    master = MASTERS[kind]()
    assert master.unwrap(master.wrap(KEY.secret, HERE), HERE) == KEY.secret
    masters = Masters(master)
    wrapped = masters.wrap(KEY, associated=HERE)
    assert masters.unwrap(wrapped, associated=HERE) == KEY
    assert master_id_of(wrapped) == master.id == MASTERS[kind]().id


@pytest.mark.parametrize("kind", MASTERS)
def test_a_wrapped_key_holds_for_one_place(kind: str) -> None:
    masters = Masters(MASTERS[kind]())
    wrapped = masters.wrap(KEY, associated=HERE)
    for other in (ELSEWHERE, b"", HERE + b"\0"):
        with pytest.raises(SealError):
            masters.unwrap(wrapped, associated=other)


@pytest.mark.parametrize("kind", MASTERS)
def test_no_byte_of_a_wrapped_key_can_be_changed_cut_off_or_added(kind: str) -> None:
    masters = Masters(MASTERS[kind]())
    wrapped = masters.wrap(KEY, associated=HERE)
    altered = [
        wrapped[:at] + bytes([wrapped[at] ^ 1]) + wrapped[at + 1 :] for at in range(len(wrapped))
    ]
    cut = [wrapped[:end] for end in range(len(wrapped))]
    for other in (*altered, *cut, wrapped + b"\0"):
        with pytest.raises(SealError):
            masters.unwrap(other, associated=HERE)


@pytest.mark.parametrize("kind", MASTERS)
def test_a_wrapped_key_does_not_show_the_key(kind: str) -> None:
    wrapped = Masters(MASTERS[kind]()).wrap(KEY, associated=HERE)
    assert KEY.secret not in wrapped
    assert HERE not in wrapped


# --- one after another ---------------------------------------------------------------------------


def test_older_masters_unwrap_and_the_current_one_wraps() -> None:
    masters = Masters(NEW, (OLD,))
    assert masters.unwrap(WRAPPED, associated=HERE) == KEY
    assert master_id_of(masters.wrap(KEY, associated=HERE)) == NEW.id


def test_a_master_that_is_not_at_hand_is_named_with_those_that_are() -> None:
    service = KeyService(SERVICE_NAME)
    with pytest.raises(SealError) as caught:
        Masters(NEW, (service,)).unwrap(WRAPPED, associated=HERE)
    shown = caught.value.detail.in_("en")
    assert OLD.id in shown
    assert f"{NEW.id}, {SERVICE_NAME}" in shown


@pytest.mark.parametrize("kind", MASTERS)
def test_after_rewrapping_the_older_master_may_go(kind: str) -> None:
    master = MASTERS[kind]()
    sealed = seal(b"value", KEY, associated=b"record-1", random=DRAW)
    rewrapped = Masters(master, (OLD,)).rewrap(WRAPPED, associated=HERE)
    assert master_id_of(rewrapped) == master.id
    key = Masters(master).unwrap(rewrapped, associated=HERE)
    assert open_sealed(sealed, key, associated=b"record-1") == b"value"
    with pytest.raises(SealError):
        Masters(OLD).unwrap(rewrapped, associated=HERE)


def test_rewrapping_may_be_begun_anew_and_asks_nothing_for_what_is_done() -> None:
    service = KeyService(SERVICE_NAME)
    masters = Masters(service, (OLD,))
    rewrapped = masters.rewrap(WRAPPED, associated=HERE)
    calls = service.calls
    assert masters.rewrap(rewrapped, associated=HERE) == rewrapped
    assert service.calls == calls


def test_rewrapping_does_not_move_a_key() -> None:
    with pytest.raises(SealError):
        Masters(NEW, (OLD,)).rewrap(WRAPPED, associated=ELSEWHERE)


def test_a_service_that_is_out_of_reach_is_told_from_a_key_that_was_changed() -> None:
    service = KeyService(SERVICE_NAME)
    masters = Masters(service, (OLD,))
    wrapped = masters.wrap(KEY, associated=HERE)
    service.is_reachable = False
    for call in (
        lambda: masters.wrap(KEY, associated=HERE),
        lambda: masters.unwrap(wrapped, associated=HERE),
        lambda: masters.rewrap(WRAPPED, associated=HERE),
    ):
        with pytest.raises(MasterUnavailableError) as caught:
            call()
        assert caught.value.retryable
    assert masters.unwrap(WRAPPED, associated=HERE) == KEY


def test_a_master_that_gives_another_key_is_found_out() -> None:
    class Confused(KeyService):
        answer = b""

        def unwrap(self, wrapped: bytes, associated: bytes, /) -> bytes:
            return self.answer

    service = Confused("confused")
    wrapped = Masters(service).wrap(KEY, associated=HERE)
    for answer in (b"", KEY.secret[:16], bytes(32), KEY.secret + b"\0"):
        service.answer = answer
        with pytest.raises(SealError):
            Masters(service).unwrap(wrapped, associated=HERE)


@pytest.mark.parametrize("name", ["", "a" * 256, "鍵" * 86])
def test_a_name_that_does_not_fit_is_a_fault_of_the_program(name: str) -> None:
    with pytest.raises(ValueError, match=name[:8] or "^$"):
        Masters(KeyService(name)).wrap(KEY, associated=HERE)


@given(st.binary(max_size=60))
def test_what_is_no_wrapped_key_is_refused(data: bytes) -> None:
    for whole in (data, b"tjk\x01" + data):
        with pytest.raises(SealError):
            Masters(OLD).unwrap(whole, associated=HERE)


def test_the_master_of_a_wrapped_key_that_was_cut_off_is_not_named() -> None:
    head = len(WRAPPED) - len(OLD.wrap(KEY.secret, HERE))
    for end in range(head):
        with pytest.raises(SealError, match="no wrapped key"):
            master_id_of(WRAPPED[:end])
    assert master_id_of(WRAPPED[:head]) == OLD.id


def test_a_sealed_value_is_no_wrapped_key_and_the_other_way_round() -> None:
    sealed = seal(KEY.secret, DataKey(OLD.secret), associated=HERE, random=DRAW)
    with pytest.raises(SealError, match="no wrapped key"):
        Masters(OLD).unwrap(sealed, associated=HERE)
    with pytest.raises(SealError, match="not sealed"):
        open_sealed(WRAPPED, KEY, associated=HERE)


def test_who_erases_one_key_leaves_the_others() -> None:
    """A key for each part: when one is gone, nothing else can open its values, and all others open."""
    masters, keys = Masters(NEW), [make_data_key(DRAW) for _ in range(3)]
    sealed = [seal(b"part", key, associated=HERE, random=DRAW) for key in keys]
    wrapped = [masters.wrap(key, associated=HERE) for key in keys]
    erased = sealed.pop(1)
    del wrapped[1]
    left = [masters.unwrap(each, associated=HERE) for each in wrapped]
    assert [open_sealed(s, key, associated=HERE) for s, key in zip(sealed, left, strict=True)] == [
        b"part",
        b"part",
    ]
    for key in (*left, DataKey(NEW.secret)):
        with pytest.raises(SealError):
            open_sealed(erased, key, associated=HERE)
