"""Which changes are touched by what is read."""

from hypothesis import given
from hypothesis import strategies as st
from tejun.audit.differing import ABSENT, Change, Keys
from tejun.audit.touched import Touched
from tejun.canonical import pointer

KEYS = st.lists(st.sampled_from(["a", "ab", "a/b", "~", 0, 1]), max_size=3).map(tuple)
CHANGES = st.lists(
    st.builds(
        Change,
        st.just("changed"),
        st.none() | KEYS,
        st.none() | KEYS,
        st.just(ABSENT),
        st.just(ABSENT),
    ),
    max_size=6,
)
READS = st.lists(KEYS, max_size=3)


def meets(place: Keys, read: Keys) -> bool:
    """Whether one of the two begins as the other."""
    shorter = min(len(place), len(read))
    return pointer(place[:shorter]) == pointer(read[:shorter])


@given(CHANGES, READS, READS)
def test_what_leads_to_a_change_into_it_or_to_what_it_is_in_touches_it(
    changes: list[Change], before: list[Keys], after: list[Keys]
) -> None:
    found = Touched(changes, 2).by([*map(pointer, before)], [*map(pointer, after)])
    assert found == {
        number
        for number, change in enumerate(changes, 2)
        for keys, reads in ((change.keys_before, before), (change.keys_after, after))
        if keys is not None and any(meets(keys, read) for read in reads)
    }
