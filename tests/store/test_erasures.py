"""The statement of an erasure is read as tejun writes it, to every type and sign, and otherwise not at all."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from tejun import canonical
from tejun.errors import AlteredRecordError
from tejun.store.erasures import read_erasure, write_erasure
from tejun.store.records import Erasure, PeriodOver

AT = datetime(2036, 11, 20, 15, tzinfo=UTC)
MADE = Erasure("e", "p", "a", AT, "r", 1, ("k", "l"), PeriodOver(10, "end", "2036-11-20"))
CONTENT: dict[str, Any] = json.loads(write_erasure(MADE))
UNTIL = {"from": "end", "until": "2036-11-20"}


def test_what_was_written_is_read() -> None:
    for made in (MADE, Erasure("e", "", "", AT, "", 0, ())):
        assert read_erasure("e", write_erasure(made)) == made


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", 5),
        ("program", None),
        ("application", ["a"]),
        ("reason", 5),
        ("reason", ["a"]),
        ("decisions", "many"),
        ("decisions", -3),
        ("decisions", 1.5),
        ("decisions", True),
        ("keys", "k"),
        ("keys", {"k": 1}),
        ("keys", [5]),
        ("keys", ["l", "k"]),
        ("keys", ["k", "k"]),
        ("erased_at", "2036-11-20T15:00:00"),
        ("erased_at", "2036-11-21T00:00:00+09:00"),
        ("erased_at", "2036-11-20T15:00:00Z"),
        ("erased_at", "0001-01-01T00:00:00+14:00"),
        ("erased_at", "9999-12-31T23:00:00+00:00"),
        ("erased_at", "2036-11-20"),
        ("erased_at", 5),
        ("period", {"years": -5, **UNTIL}),
        ("period", {"years": 0, **UNTIL}),
        ("period", {"years": True, **UNTIL}),
        ("period", {"years": 10.0001, **UNTIL}),
        ("period", []),
        ("schema", "tejun/erasure/2"),
        ("more", 1),
    ],
)
def test_what_tejun_does_not_write_so_is_no_statement(name: str, value: object) -> None:
    with pytest.raises(AlteredRecordError) as error:
        read_erasure("e", canonical.dumps({**CONTENT, name: value}))
    assert "the note of the erasure" in error.value.detail.in_("en")


@pytest.mark.parametrize("name", sorted(set(CONTENT) - {"period"}))
def test_one_that_lacks_something_is_none(name: str) -> None:
    with pytest.raises(AlteredRecordError):
        read_erasure("e", canonical.dumps({k: v for k, v in CONTENT.items() if k != name}))


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"5", b'"e"', b"{", b"\xff"])
def test_what_is_no_object_is_none(content: bytes) -> None:
    with pytest.raises(AlteredRecordError):
        read_erasure("e", content)
