"""A record as it is stored: sealed with the data key of its application, committed to, and found by what is made with
the record's lookup key; and a stored one, opened.

Decision and input are parts, each sealed by itself and committed to with a salt of its own. Both salts are made from
one secret of the record (HMAC), which is sealed with the parts: with the key, all that could tell of them is gone; who
is given the salt of one part learns nothing of the other's.

What stands open beside them is committed to as a part too, with the bytes that are sealed, and with the application's
name, which stands with its key, or with what says that this was erased: the entry holds the whole row, and whose it is,
whether anybody can still open it or not. The values by which a decision is compared with others are in no entry:
they go when it is erased, and as long as it can be opened they are held to what they are of.

Always holds: pure but for the random bytes that it is given. What is opened is what was sealed for this very decision
and part, is what the row commits to, and has the row's own lookup values: else it is an error, and never a record.

May not know: transactions, or where keys are kept.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tejun import canonical
from tejun.errors import AlteredRecordError, ProofError, SealError
from tejun.reading.lenient import read_own
from tejun.sealing import DataKey, RandomBytes, key_id_of, open_sealed, seal
from tejun.store.records import (
    DECISION,
    INPUT,
    KIND,
    ROW,
    Codes,
    Description,
    Erasure,
    Idempotency,
    Record,
    altered,
    read_moment,
)
from tejun.transparency.leaves import SALT_BYTES, Opening, commit_digest, commit_part, make_opening
from tejun.words import Message

PARTS = (DECISION, INPUT)
SECRET = "secret"  # noqa: S105 - the name of a column
"""What is sealed beside the parts: what their salts are made from, and what a caller's request was."""

_BESIDE = ("program", "institution", "recorded_at", "revision", "key_id")
_COMMITTED = ("decision_id", "codes", "request_key", *_BESIDE, *PARTS, SECRET)
_ROW_SCHEMA = "tejun/decision-row/1"


@dataclass(frozen=True)
class Lookup:
    """What makes the values by which records are found and compared: nobody can try anything out without its key."""

    key: DataKey

    def of(self, name: str, text: str) -> bytes:
        """The value of a text in the column of this name: 32 bytes."""
        return _derive(self.key.secret, f"tejun/lookup/1\n{name}\n{text}")

    def request_key(self, key: str) -> bytes:
        """Of a caller's own name for a request."""
        return self.of("request_key", key)

    def input_digest(self, digest: str) -> bytes:
        """Of an input's digest."""
        return self.of("input_digest", digest)

    def result_digest(self, digest: str) -> bytes:
        """Of a result's digest."""
        return self.of("result_digest", digest)


@dataclass(frozen=True)
class SealedRecord:
    """A record that is ready to be stored: its row, and the opening of its entry in the log."""

    record: Record
    row: Mapping[str, Any] = field(repr=False)
    values: Mapping[str, bytes] = field(repr=False)
    opening: Opening = field(repr=False)
    key: DataKey
    wrapped: bytes | None = field(default=None, repr=False)
    """The key as a master key has wrapped it, where it was made for this record, and is stored nowhere yet."""

    @property
    def request_key(self) -> bytes | None:
        """By which an earlier record of the same request is found."""
        value: bytes | None = self.row["request_key"]
        return value


@dataclass(frozen=True)
class OpenedRecord:
    """A stored record that was opened, and the salts of the commitments to its parts."""

    record: Record
    salts: Mapping[str, bytes] = field(repr=False)


def salt_of(secret: bytes, part: str) -> bytes:
    """The salt of a part: 32 bytes, from which nobody gets to the secret or to another part's."""
    return _derive(secret, f"tejun/part-salt/1\n{part}")


def _derive(secret: bytes, text: str) -> bytes:
    return hmac.digest(secret, text.encode("utf-8", "surrogatepass"), hashlib.sha256)


def _associated(decision_id: str, part: str) -> bytes:
    """Where a sealed value stands: it opens nowhere else."""
    return canonical.dumps(["tejun/sealed/1", decision_id, part])


# --- sealing -------------------------------------------------------------------------------------


def seal_record(
    record: Record,
    key: DataKey,
    lookup: Lookup,
    *,
    random: RandomBytes,
    wrapped: bytes | None = None,
) -> SealedRecord:
    """The record, sealed. Raises OpeningError for an id that no entry may have."""
    secret = random(SALT_BYTES)
    digests = _digests(record)
    parts = _commitments(record, digests, {name: salt_of(secret, name) for name in PARTS})
    contents = {
        DECISION: record.decision,
        INPUT: record.input,
        SECRET: _write_secret(secret, record),
    }
    sealed = {
        name: seal(content, key, associated=_associated(record.decision_id, name), random=random)
        for name, content in contents.items()
    }
    row = {**_open_columns(record, lookup), **sealed, "key_id": key.id}
    row["parts"] = canonical.dumps(parts)
    values = _values(record, lookup, digests[INPUT])
    opening = _opening(row, record.description.application, parts, random(SALT_BYTES))
    return SealedRecord(record, row, values, opening, key, wrapped)


def _opening(
    row: Mapping[str, Any], application: str, parts: Mapping[str, str], salt: bytes
) -> Opening:
    """The opening of the entry of a row, of a decision on this application."""
    name = row["decision_id"]
    all_parts = {**parts, ROW: _commit_row(row, application, salt)}
    return make_opening(KIND, name, row["codes"], salt=salt, parts=all_parts)


def _commit_row(row: Mapping[str, Any], application: str, salt: bytes) -> str:
    """The commitment to what stands beside the codes. Its salt is made from the entry's, and stays: of what is sealed
    it has the bytes alone, and these nobody can guess; of a caller's key for the request the value, which nobody can
    make without the lookup key."""
    request_key = row["request_key"]
    beside = {
        "schema": _ROW_SCHEMA,
        **{name: row[name] for name in _BESIDE},
        "application": application,
        "request_key": None if request_key is None else request_key.hex(),
        **{name: canonical.digest(row[name]) for name in (*PARTS, SECRET)},
    }
    content = canonical.dumps(beside)
    return commit_part(row["decision_id"], ROW, content, salt=salt_of(salt, ROW))


def _digests(record: Record) -> dict[str, str]:
    """Of each part: they are large, and digested once."""
    return {DECISION: canonical.digest(record.decision), INPUT: canonical.digest(record.input)}


def _commitments(
    record: Record, digests: Mapping[str, str], salts: Mapping[str, bytes]
) -> dict[str, str]:
    return {
        name: commit_digest(record.decision_id, name, digests[name], salt=salts[name])
        for name in PARTS
    }


def _open_columns(record: Record, lookup: Lookup) -> dict[str, Any]:
    """What stands beside what is sealed."""
    return {
        "decision_id": record.decision_id,
        "program": record.program,
        "institution": record.description.institution,
        "recorded_at": record.recorded_at.isoformat(),
        "revision": record.revision,
        "codes": record.description.codes,
        "request_key": _request_key(record, lookup),
    }


def _request_key(record: Record, lookup: Lookup) -> bytes | None:
    request = record.idempotency
    return None if request is None else lookup.request_key(request.key)


def _values(record: Record, lookup: Lookup, input_digest: str) -> dict[str, bytes]:
    """By what it is compared: the columns of its row of values."""
    return {
        "input_digest": lookup.input_digest(input_digest),
        "result_digest": lookup.result_digest(record.description.result),
    }


def _write_secret(secret: bytes, record: Record) -> bytes:
    request = record.idempotency
    return canonical.dumps(
        {
            "secret": secret.hex(),
            "result": record.description.result,
            "request": request and [request.key, request.fingerprint],
        }
    )


# --- opening -------------------------------------------------------------------------------------


def opening_of(row: Any) -> Opening:
    """The opening of a row's entry; `row` has the salt of the entry, too. Raises AlteredRecordError."""
    return _opening_under(row, _application_of(row))


def is_entered_under(row: Any, application: str) -> bool:
    """Whether the entry of a row commits to this application's name, whatever has become of its key."""
    try:
        return _opening_under(row, application).entry == bytes(row.entry)
    except AlteredRecordError:
        return False


def _opening_under(row: Any, application: str) -> Opening:
    try:
        stored = {name: getattr(row, name) for name in _COMMITTED}
        return _opening(stored, application, read_own(row.parts), row.salt)
    except (ProofError, ValueError, TypeError) as error:
        raise altered(row.decision_id, Message("store.log.another_entry")) from error


def _application_of(row: Any) -> str:
    """The application as its key names it, else the erasure of that. Raises AlteredRecordError."""
    name: str | None = row.named_application
    if name is None:
        raise altered(row.decision_id, Message("store.sealed.key_gone"))
    if row.named_program != row.program:
        raise altered(row.decision_id, Message("store.log.another_entry"))
    return name


def open_record(row: Any, key: DataKey, lookup: Lookup, *, application: str) -> OpenedRecord:
    """The record of a row. Raises AlteredRecordError where anything of it is not as it was stored."""
    name = row.decision_id
    try:
        values = {
            part: open_sealed(getattr(row, part), key, associated=_associated(name, part))
            for part in (*PARTS, SECRET)
        }
        secret, result, request = _read_secret(values[SECRET])
        record = Record(
            decision_id=name,
            program=row.program,
            recorded_at=read_moment(row.recorded_at),
            decision=values[DECISION],
            input=values[INPUT],
            revision=row.revision,
            description=Description(row.codes, application, row.institution, result),
            idempotency=request,
        )
    except (SealError, ValueError, TypeError) as error:
        raise altered(name, Message("store.sealed.changed")) from error
    salts = {part: salt_of(secret, part) for part in PARTS}
    _require_bound(row, record, lookup, salts)
    return OpenedRecord(record, salts)


def _read_secret(data: bytes) -> tuple[bytes, str, Idempotency | None]:
    match read_own(data):
        case {"secret": str(secret), "result": str(result), "request": None}:
            return bytes.fromhex(secret), result, None
        case {
            "secret": str(secret),
            "result": str(result),
            "request": [str(key), str(fingerprint)],
        }:
            return bytes.fromhex(secret), result, Idempotency(key, fingerprint)
        case _:
            raise ValueError(SECRET)


def _require_bound(row: Any, record: Record, lookup: Lookup, salts: Mapping[str, bytes]) -> None:
    """That what stands beside what is sealed is of the very same."""
    digests = _digests(record)
    parts = _commitments(record, digests, salts)
    found_by = {
        "request_key": _request_key(record, lookup),
        **_values(record, lookup, digests[INPUT]),
    }
    stored = {name: getattr(row, name) for name in found_by}
    if canonical.dumps(parts) != row.parts or found_by != stored:
        raise altered(record.decision_id, Message("store.sealed.another"))


def require_own_key(row: Any) -> None:
    """That what is sealed names the key that the row names. Raises AlteredRecordError."""
    try:
        named = {key_id_of(getattr(row, part)) for part in (*PARTS, SECRET)}
    except SealError as error:
        raise altered(row.decision_id, Message("store.sealed.changed")) from error
    if named != {row.key_id}:
        raise altered(row.decision_id, Message("store.sealed.changed"))


def codes_of_row(row: Any, erasure: Erasure | None) -> Codes:
    """What can be read of a row without any key. Raises AlteredRecordError."""
    try:
        recorded_at = read_moment(row.recorded_at)
    except ValueError as error:
        raise altered(row.decision_id, Message("store.sealed.moment")) from error
    return Codes(
        decision_id=row.decision_id,
        program=row.program,
        application=(row.key_application or "") if erasure is None else erasure.application,
        institution=row.institution,
        recorded_at=recorded_at,
        revision=row.revision,
        codes=row.codes,
        erasure=erasure,
    )
