"""What the log commits to: an entry is the SHA-256 of a statement on one record (canonical JSON, RFC 8785).

The statement names the record's kind and id, the digest of what is open of it, and for each part that is sealed a
commitment of its own; and it holds a salt. Who is given the statement (the opening) can see that the entry is that
record's; the entry alone says nothing. A part's commitment is the SHA-256 over a statement with a salt of its own,
which is kept, and erased, with the part: then the rest can still be opened, and nobody can try out what the part may
have said.

Always holds: an entry is that of one record and of one content, unless SHA-256 is broken; a part's commitment is that
of its record and its name, and cannot stand in for another part.

May not know: what a record says, how parts are sealed, or where salts come from: they are 32 random bytes, each used
once.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from tejun import canonical
from tejun.errors import OpeningError
from tejun.transparency.errors import opening_error
from tejun.words import Message, Words
from tejun.words.quoting import quoted

SALT_BYTES = 32
MAX_ID = 200
"""The length of a record's id, or a part's name, in characters."""

MAX_PARTS = 1000
"""How many sealed parts a record may have: institutions hand in one each."""

_ENTRY_SCHEMA = "tejun/entry/1"
_PART_SCHEMA = "tejun/sealed-part/1"

_KIND = re.compile(r"[a-z][a-z0-9_-]{0,62}")
_NAME = re.compile(rf"[\x21-\x7e]{{1,{MAX_ID}}}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_SALT = re.compile(rf"[0-9a-f]{{{2 * SALT_BYTES}}}")


@dataclass(frozen=True)
class Opening:
    """What shows whose an entry is. `content` is the digest of what is open; `parts` has the commitment of each sealed
    part by its name. Digests and commitments are `sha256:<hex>`.
    """

    kind: str
    id: str
    content: str
    salt: bytes = field(repr=False)
    parts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def statement(self) -> dict[str, Any]:
        """The statement that the entry is made from: a value of JSON."""
        return {
            "schema": _ENTRY_SCHEMA,
            "kind": self.kind,
            "id": self.id,
            "content": self.content,
            "parts": dict(self.parts),
            "salt": self.salt.hex(),
        }

    @property
    def entry(self) -> bytes:
        """The entry of the log: 32 bytes."""
        return hashlib.sha256(canonical.dumps(self.statement)).digest()


def make_opening(
    kind: str,
    record_id: str,
    content: bytes,
    *,
    salt: bytes,
    parts: Mapping[str, str] | None = None,
) -> Opening:
    """The opening of a new record; `content` is what is open of it, `parts` the commitments of `commit_part`.

    Raises OpeningError for a kind, an id or a salt that could not be read again.
    """
    held = MappingProxyType(dict(parts or {}))
    made = Opening(kind, record_id, canonical.digest(content), salt=salt, parts=held)
    return read_opening(made.statement)


def commit_part(record_id: str, name: str, content: bytes, *, salt: bytes) -> str:
    """The commitment to a sealed part's content, `sha256:<hex>`; `salt` is kept with the content.

    Raises OpeningError for an id, a name or a salt that may not be.
    """
    return commit_digest(record_id, name, canonical.digest(content), salt=salt)


def commit_digest(record_id: str, name: str, digest: str, *, salt: bytes) -> str:
    """The same for a content of which the digest is at hand. Raises what `commit_part` raises."""
    if len(salt) != SALT_BYTES:
        raise _unreadable(Message("transparency.opening.salt"))
    statement = {
        "schema": _PART_SCHEMA,
        "id": _named(record_id),
        "part": _named(name),
        "content": digest,
        "salt": salt.hex(),
    }
    return canonical.digest(canonical.dumps(statement))


# --- reading -------------------------------------------------------------------------------------


def read_opening(statement: Any) -> Opening:
    """The opening whose statement this value of JSON is. Raises OpeningError."""
    match statement:
        case {
            "schema": str(schema),
            "kind": str(kind),
            "id": str(record_id),
            "content": str(content),
            "parts": dict(parts),
            "salt": str(salt),
            **rest,
        } if not rest and schema == _ENTRY_SCHEMA:
            pass
        case _:
            raise _unreadable(Message("transparency.opening.form", schema=_ENTRY_SCHEMA))
    if not _KIND.fullmatch(kind):
        raise _unreadable(Message("transparency.opening.name", name=quoted(kind)))
    if not _SALT.fullmatch(salt):
        raise _unreadable(Message("transparency.opening.salt"))
    held = MappingProxyType(_parts(parts))
    return Opening(kind, _named(record_id), _digest(content), bytes.fromhex(salt), parts=held)


def _parts(parts: Mapping[Any, Any]) -> dict[str, str]:
    if len(parts) > MAX_PARTS:
        raise _unreadable(Message("transparency.opening.parts", limit=MAX_PARTS))
    return {_named(name): _digest(commitment) for name, commitment in parts.items()}


def _named(name: Any) -> str:
    if isinstance(name, str) and _NAME.fullmatch(name):
        return name
    raise _unreadable(Message("transparency.opening.name", name=quoted(str(name))))


def _digest(text: Any) -> str:
    if isinstance(text, str) and _DIGEST.fullmatch(text):
        return text
    raise _unreadable(Message("transparency.opening.digest", text=quoted(str(text))))


# --- verifying -----------------------------------------------------------------------------------


def verify_entry(opening: Opening, entry: bytes) -> None:
    """That the entry is the opening's. Raises OpeningError."""
    if opening.entry != entry:
        raise opening_error(Message("transparency.opening.another_entry", id=quoted(opening.id)))


def verify_content(opening: Opening, content: bytes) -> None:
    """That what is open of the record is this, to the last byte. Raises OpeningError."""
    if canonical.digest(content) != opening.content:
        raise opening_error(Message("transparency.opening.another_content", id=quoted(opening.id)))


def verify_part(opening: Opening, name: str, content: bytes, *, salt: bytes) -> None:
    """That the sealed part of this name says this. Raises OpeningError, also where there is no such part."""
    known = opening.parts.get(name)
    if known is None or commit_part(opening.id, name, content, salt=salt) != known:
        raise opening_error(
            Message("transparency.opening.another_part", id=quoted(opening.id), name=quoted(name))
        )


def _unreadable(reason: Words) -> OpeningError:
    return opening_error(Message("transparency.opening.detail", reason=reason))
