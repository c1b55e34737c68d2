"""What was appended is there, for ever and for everyone, exactly as it was."""

import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tejun.errors import StoreError, UnknownDecisionError
from tejun.store.errors import is_of_content
from tejun.store.store import Store

from tests.support.records import record
from tests.support.records_of_both import Home

CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0")
"""All but NUL, which no name has and PostgreSQL does not keep."""


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    with home.open() as store:
        yield store


def test_what_was_appended_is_read_back_whole(store: Store) -> None:
    appended = record(size=300_000, key="k")
    store.append(appended)
    assert store.get(appended.decision_id) == appended


def test_recording_leaves_nothing_for_the_collector(store: Store) -> None:
    store.append(record())  # the key, and the statements that are run
    store.append(record())
    gc.collect()
    gc.disable()
    try:
        store.append(record())
        assert gc.collect() == 0
    finally:
        gc.enable()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decision=st.binary(), document=st.binary(), program=st.text(CHARACTERS))
def test_any_bytes_and_words_come_back_as_they_were(
    store: Store, decision: bytes, document: bytes, program: str
) -> None:
    appended = replace(record(), decision=decision, input=document, program=program)
    store.append(appended)
    assert store.get(appended.decision_id) == appended


def test_it_is_there_when_the_file_is_opened_again(home: Home) -> None:
    appended = record()
    with home.open() as store:
        store.append(appended)
    with home.open() as store:
        assert store.get(appended.decision_id) == appended


def test_two_that_have_the_file_open_see_each_other(home: Home) -> None:
    appended = record()
    with home.open() as writer, home.open() as reader:
        writer.append(appended)
        assert reader.get(appended.decision_id) == appended


@pytest.mark.parametrize("name", ["", "0", "a' OR 1=1 --", "決定\0", "x" * 10_000])
def test_an_unknown_decision_is_an_error_of_its_own(store: Store, name: str) -> None:
    with pytest.raises(UnknownDecisionError) as error:
        store.get(name)
    assert error.value.advice.in_("ja")
    assert len(error.value.detail.in_("en")) < 200


def test_under_one_key_the_first_record_stays(store: Store) -> None:
    first, second = record(key="k"), record(key="k")
    assert store.append(first) is first
    assert store.append(second) == first
    assert store.by_key("k") == first
    with pytest.raises(UnknownDecisionError):
        store.get(second.decision_id)


def test_a_key_that_nobody_used_stands_for_nothing(store: Store) -> None:
    store.append(record())
    assert store.by_key("k") is None


def test_the_same_id_twice_is_refused_and_the_first_stays(store: Store) -> None:
    first = record(decision_id="d")
    store.append(first)
    with pytest.raises(StoreError) as refused:
        store.append(record(decision_id="d", size=2))
    assert store.get("d") == first
    why = refused.value.__cause__
    assert isinstance(why, StoreError)
    assert is_of_content(why), "others of its group would be refused with it"


def test_of_several_applications_each_has_its_own_key(store: Store) -> None:
    every = [record(application=name) for name in ("a", "b", "a", "c")]
    store.append_all(every[:2])
    store.append_all(every[2:])
    assert [store.get(each.decision_id) for each in every] == every
    assert {kept.application for kept in store.kept()} == {"a", "b", "c"}


def test_trying_whether_it_can_be_written_leaves_nothing(store: Store) -> None:
    store.check_writable()
    with pytest.raises(UnknownDecisionError):
        store.get("")


def test_after_it_is_closed_nothing_is_appended(home: Home) -> None:
    store = home.open()
    store.close()
    store.close()
    with pytest.raises(StoreError) as error:
        store.append(record())
    assert "shutting down" in error.value.detail.in_("en")
