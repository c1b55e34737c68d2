"""The headers by which a client says what it has, and how long it would wait."""

import pytest
from tejun.api.languages import names_tag, wait_seconds


@pytest.mark.parametrize(
    ("prefer", "seconds"),
    [
        ("modes=snapshot,delta;wait=30", 30),
        ("modes=snapshot;wait=1", 1),
        ("wait=5", 5),
        ('wait="5"', 5),
        ("respond-async, Wait = 7", 7),
        ("wait=3600", 60),
        ("wait=99999999999999999999", 0),
        ("wait=-1", 0),
        ("wait=0", 0),
        ("modes=snapshot,delta", 0),
        ("await=5", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_how_long_a_client_would_wait(prefer: str | None, seconds: float) -> None:
    assert wait_seconds(prefer, 60) == seconds


@pytest.mark.parametrize(
    ("field", "holds"),
    [
        ('"a"', True),
        ('W/"a"', True),
        ('"b","a"', True),
        ('"b, a", "a"', True),
        (" * ", True),
        ('"b, a"', False),
        ("a", False),
        ('"A"', False),
        ("", False),
        (None, False),
    ],
)
def test_which_tags_a_client_has(field: str | None, holds: bool) -> None:
    assert names_tag(field, "a") is holds
