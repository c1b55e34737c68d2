"""Statements of registries as entries of the record's own log: what was published, and when it was first seen here.

Always holds: an entry is that of one row, to its last column: its id is made from all that stands beside the statement.

May not know: signatures, or what a statement says.
"""

from typing import Any

from tejun import canonical
from tejun.errors import ProofError
from tejun.store.records import PUBLICATION, altered
from tejun.transparency.leaves import Opening, make_opening
from tejun.words import Message

_BESIDE = ("place", "program", "number", "digest", "first_seen", "found")


def opening_of(row: Any, salt: bytes) -> Opening:
    """The opening of the entry of a row of `statements`. Raises AlteredRecordError for a salt that none has."""
    beside = [getattr(row, name) for name in _BESIDE]
    name = canonical.digest(canonical.dumps(beside))
    try:
        return make_opening(PUBLICATION, name, row.content, salt=salt)
    except ProofError as error:
        raise altered(name, Message("store.log.another_entry")) from error
