"""What an entry commits to: one record and nothing else, and the rest of it still when a part was erased."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tejun import canonical
from tejun.errors import OpeningError
from tejun.transparency.leaves import (
    MAX_ID,
    MAX_PARTS,
    Opening,
    commit_part,
    make_opening,
    read_opening,
    verify_content,
    verify_entry,
    verify_part,
)

ID = "0199f4b8-7d1c-7000-8000-000000000001"
SALT, LEAD_SALT, JOINT_SALT = bytes([1]) * 32, bytes([2]) * 32, bytes([3]) * 32
CONTENT, LEAD, JOINT = b'{"outcome":"prepared"}', b"what A handed in", b"what B handed in"
PARTS = {
    "lead": commit_part(ID, "lead", LEAD, salt=LEAD_SALT),
    "joint": commit_part(ID, "joint", JOINT, salt=JOINT_SALT),
}
OPENING = make_opening("decision", ID, CONTENT, salt=SALT, parts=PARTS)
ENTRY = OPENING.entry


# --- what is committed to ------------------------------------------------------------------------


def test_an_entry_is_the_digest_of_its_statement_in_canonical_json() -> None:
    statement = {
        "content": f"sha256:{hashlib.sha256(CONTENT).hexdigest()}",
        "id": ID,
        "kind": "decision",
        "parts": PARTS,
        "salt": SALT.hex(),
        "schema": "tejun/entry/1",
    }
    text = json.dumps(statement, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).digest() == ENTRY
    assert OPENING.statement == statement


def test_a_part_is_committed_to_by_a_statement_of_its_own() -> None:
    statement = {
        "content": f"sha256:{hashlib.sha256(LEAD).hexdigest()}",
        "id": ID,
        "part": "lead",
        "salt": LEAD_SALT.hex(),
        "schema": "tejun/sealed-part/1",
    }
    text = json.dumps(statement, sort_keys=True, separators=(",", ":"))
    assert PARTS["lead"] == f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def test_an_opening_shows_whose_an_entry_is_and_what_was_recorded() -> None:
    verify_entry(OPENING, ENTRY)
    verify_content(OPENING, CONTENT)
    verify_part(OPENING, "lead", LEAD, salt=LEAD_SALT)
    verify_part(OPENING, "joint", JOINT, salt=JOINT_SALT)


def test_what_is_left_after_an_erasure_is_still_shown() -> None:
    """Of the joint institution's part, content and salt are gone; nothing else needs them."""
    kept = read_opening(json.loads(canonical.dumps(OPENING.statement)))
    verify_entry(kept, ENTRY)
    verify_content(kept, CONTENT)
    verify_part(kept, "lead", LEAD, salt=LEAD_SALT)


def test_what_was_erased_cannot_be_tried_out() -> None:
    """Who guesses the content right has no salt to see it by."""
    for salt in (SALT, LEAD_SALT, bytes(32)):
        with pytest.raises(OpeningError):
            verify_part(OPENING, "joint", JOINT, salt=salt)
    known = canonical.dumps(OPENING.statement) + ENTRY
    assert JOINT_SALT.hex().encode() not in known
    assert canonical.digest(JOINT).encode() not in known


def test_the_same_record_with_another_salt_is_another_entry() -> None:
    other = make_opening("decision", ID, CONTENT, salt=bytes(32), parts=PARTS)
    assert other.entry != ENTRY
    assert commit_part(ID, "lead", LEAD, salt=bytes(32)) != PARTS["lead"]


# --- nothing else is taken -----------------------------------------------------------------------

OTHERS: dict[str, Callable[[Opening], Opening]] = {
    "kind": lambda opening: replace(opening, kind="publication"),
    "id": lambda opening: replace(opening, id=ID[:-1] + "2"),
    "content": lambda opening: replace(opening, content=canonical.digest(b"")),
    "salt": lambda opening: replace(opening, salt=bytes(32)),
    "no parts": lambda opening: replace(opening, parts={}),
    "a part less": lambda opening: replace(opening, parts={"lead": PARTS["lead"]}),
    "parts exchanged": lambda opening: replace(
        opening, parts={"lead": PARTS["joint"], "joint": PARTS["lead"]}
    ),
}


@pytest.mark.parametrize("what", OTHERS)
def test_another_opening_is_not_that_of_the_entry(what: str) -> None:
    with pytest.raises(OpeningError, match="entry"):
        verify_entry(OTHERS[what](OPENING), ENTRY)


@given(st.integers(0, 31), st.integers(1, 255))
def test_no_byte_of_an_entry_can_be_changed(at: int, change: int) -> None:
    entry = bytearray(ENTRY)
    entry[at] ^= change
    with pytest.raises(OpeningError):
        verify_entry(OPENING, bytes(entry))


def test_other_content_is_refused() -> None:
    for content in (b"", CONTENT + b"\n", LEAD):
        with pytest.raises(OpeningError, match="content"):
            verify_content(OPENING, content)


def test_a_part_stands_for_itself_only() -> None:
    for name, content, salt in (
        ("lead", JOINT, JOINT_SALT),
        ("lead", LEAD, JOINT_SALT),
        ("lead", LEAD + b" ", LEAD_SALT),
        ("joint", LEAD, LEAD_SALT),
        ("nobody", LEAD, LEAD_SALT),
    ):
        with pytest.raises(OpeningError, match="sealed part"):
            verify_part(OPENING, name, content, salt=salt)
    moved = make_opening("decision", f"{ID}-2", CONTENT, salt=SALT, parts=PARTS)
    with pytest.raises(OpeningError):
        verify_part(moved, "lead", LEAD, salt=LEAD_SALT)


def test_a_parts_commitment_does_not_pass_for_an_entry() -> None:
    statement = {**OPENING.statement, "schema": "tejun/sealed-part/1"}
    with pytest.raises(OpeningError, match="tejun/entry/1"):
        read_opening(statement)


# --- reading -------------------------------------------------------------------------------------


@given(
    st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True),
    st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=MAX_ID),
    st.binary(max_size=50),
    st.binary(min_size=32, max_size=32),
)
def test_every_opening_is_read_again(
    kind: str, record_id: str, content: bytes, salt: bytes
) -> None:
    opening = make_opening(kind, record_id, content, salt=salt, parts=PARTS)
    again = read_opening(json.loads(canonical.dumps(opening.statement)))
    assert again == opening
    verify_entry(again, opening.entry)
    verify_content(again, content)


ALTERED: dict[str, Callable[[dict[str, Any]], Any]] = {
    "no object": lambda _: ["tejun/entry/1"],
    "nothing": lambda _: None,
    "another schema": lambda made: {**made, "schema": "tejun/entry/2"},
    "a key more": lambda made: {**made, "note": ""},
    "a key less": lambda made: {key: made[key] for key in made if key != "parts"},
    "parts that are no object": lambda made: {**made, "parts": []},
    "a kind in capitals": lambda made: {**made, "kind": "Decision"},
    "a kind that is none": lambda made: {**made, "kind": ""},
    "an id that is a number": lambda made: {**made, "id": 1},
    "an id with a blank": lambda made: {**made, "id": "a b"},
    "an id that is none": lambda made: {**made, "id": ""},
    "an id that is too long": lambda made: {**made, "id": "a" * (MAX_ID + 1)},
    "a digest in capitals": lambda made: {**made, "content": made["content"].upper()},
    "a digest cut off": lambda made: {**made, "content": made["content"][:-1]},
    "a short salt": lambda made: {**made, "salt": made["salt"][:-2]},
    "a salt in capitals": lambda made: {**made, "salt": "AB" * 32},
    "a part without a name": lambda made: {**made, "parts": {"": made["content"]}},
    "a part whose name is a number": lambda made: {**made, "parts": {1: made["content"]}},
    "a part without a digest": lambda made: {**made, "parts": {"lead": None}},
    "too many parts": lambda made: {
        **made,
        "parts": {str(number): made["content"] for number in range(MAX_PARTS + 1)},
    },
}


@pytest.mark.parametrize("what", ALTERED)
def test_what_is_no_opening_is_refused(what: str) -> None:
    with pytest.raises(OpeningError):
        read_opening(ALTERED[what](OPENING.statement))


def test_what_is_as_large_as_may_be_is_read() -> None:
    parts = {f"{number:0{MAX_ID}}": PARTS["lead"] for number in range(MAX_PARTS)}
    opening = make_opening("decision", "a" * MAX_ID, CONTENT, salt=SALT, parts=parts)
    assert read_opening(opening.statement) == opening


def test_what_could_not_be_read_again_is_not_made() -> None:
    for kind, record_id, salt in (
        ("Decision", ID, SALT),
        ("decision", "", SALT),
        ("decision", ID, b"short"),
    ):
        with pytest.raises(OpeningError):
            make_opening(kind, record_id, CONTENT, salt=salt)
    for record_id, name, salt in (("", "lead", SALT), (ID, "a b", SALT), (ID, "lead", b"short")):
        with pytest.raises(OpeningError):
            commit_part(record_id, name, LEAD, salt=salt)


def test_a_salt_is_not_shown() -> None:
    assert SALT.hex() not in repr(OPENING)
    assert repr(SALT) not in repr(OPENING)
