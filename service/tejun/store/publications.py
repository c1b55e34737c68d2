"""Statements of registries as entries of the record's own log: what was published, and when it was first seen here; and
when a registry was first looked at.

Always holds: an entry is that of one row, to its last column: its id is made from all that stands beside the statement.

May not know: signatures, or what a statement says.
"""

from typing import Any

from tejun import canonical
from tejun.errors import ProofError
from tejun.store.records import LOOK, PUBLICATION, altered
from tejun.transparency.leaves import Opening, make_opening
from tejun.words import Message

_LOOK_SCHEMA = "tejun/registry-look/1"
_BESIDE = ("place", "program", "number", "digest", "first_seen", "found")


def opening_of(row: Any, salt: bytes) -> Opening:
    """The opening of the entry of a row of `statements`. Raises AlteredRecordError for a salt that none has."""
    beside = [getattr(row, name) for name in _BESIDE]
    return _opening(PUBLICATION, canonical.dumps(beside), row.content, salt)


def opening_of_look(row: Any, salt: bytes) -> Opening:
    """The opening of the entry of a row of `registry_looks`. Raises AlteredRecordError for a salt that none has."""
    said = {"schema": _LOOK_SCHEMA, "place": row.place, "looked_at": row.looked_at}
    content = canonical.dumps(said)
    return _opening(LOOK, content, content, salt)


def _opening(kind: str, named: bytes, content: bytes, salt: bytes) -> Opening:
    name = canonical.digest(named)
    try:
        return make_opening(kind, name, content, salt=salt)
    except ProofError as error:
        raise altered(name, Message("store.log.another_entry")) from error
