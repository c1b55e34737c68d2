"""Publications: what a funding agency states when it publishes or withdraws an edition; signed, numbered, chained.

Each is a file of its own, `<program>.<number>.json`, that is written once:

    {"publication": {…}, "signature": "<JWS over its canonical form (RFC 8785), detached (RFC 7797)>"}

Always holds: a `SignedPublication` was signed, as it is, by a trusted key; whatever a file holds, reading it gives one
or an error of ours. Numbers count from 1 in each program; each publication has the digest of the previous one, so that
none can be changed, left out or inserted unseen.

May not know: where publications are stored, or which edition is in force.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal

import jsonschema_rs

from tejun import canonical, signing
from tejun.bundle.archive import DIGEST, EDITION_NAME, PROGRAM_NAME, Bundle
from tejun.bundle.shape import closed
from tejun.errors import SignatureError, TejunError
from tejun.model.misfits import first_misfit
from tejun.reading import read_json
from tejun.signing import PublicKey, SigningKey, TrustedKeys
from tejun.words import Message, Words

SCHEMA_ID = "tejun/publication/1"
MAX_BYTES = 64 * 1024
SUFFIX = ".json"

MAX_NUMBER = 9999
"""The highest number of a publication: a name is input, and an edition a day takes 27 years to get there."""

_NAME = re.compile(rf"({PROGRAM_NAME.pattern})\.([0-9]+){re.escape(SUFFIX)}")
_DIGITS = len(str(MAX_NUMBER))

Kind = Literal["edition", "withdrawal"]


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One statement. The fields from `archive` on are those of an edition, as in its archive; a withdrawal has none.

    `published_at` is aware, in UTC; days are YYYY-MM-DD; digests `sha256:<hex>`. `call` is the reference of the call
    for proposals; `reason` is the publisher's own words, in whatever language.
    """

    kind: Kind
    program: str
    edition: str
    number: int
    previous: str | None
    published_at: datetime
    reason: str
    archive: str | None = None
    revision: str | None = None
    base: str | None = None
    sequence: int | None = None
    effective_from: str | None = None
    effective_until: str | None = None
    call: str | None = None
    restores: str | None = None

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return file_name(self.program, self.number)

    @property
    def canonical(self) -> bytes:
        """The bytes that are signed."""
        return canonical.dumps(self.document)

    @property
    def digest(self) -> str:
        """What the next publication names as `previous`."""
        return canonical.digest(self.canonical)

    @property
    def document(self) -> dict[str, Any]:
        """The JSON document that is signed and stored."""
        values = {key: value for key, value in asdict(self).items() if value is not None}
        published_at = self.published_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {
            "schema": SCHEMA_ID,
            **values,
            "previous": self.previous,
            "published_at": published_at,
        }


@dataclass(frozen=True)
class SignedPublication:
    """A publication with its signature, and the key that signed."""

    publication: Publication
    signature: str = field(repr=False)
    key: PublicKey

    @property
    def content(self) -> bytes:
        """The content of its file, indented for people to read."""
        document = {"publication": self.publication.document, "signature": self.signature}
        return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def of_edition(
    bundle: Bundle, log: Sequence[Publication], *, published_at: datetime, reason: str
) -> Publication:
    """The statement that publishes the edition in the archive, as the next one of its program's log."""
    return Publication(
        kind="edition",
        program=bundle.program,
        edition=bundle.edition,
        number=len(log) + 1,
        previous=log[-1].digest if log else None,
        published_at=_to_milliseconds(published_at),
        reason=reason,
        archive=bundle.digest,
        revision=bundle.revision,
        base=bundle.base,
        sequence=bundle.sequence,
        effective_from=bundle.effective_from,
        effective_until=bundle.effective_until,
        call=bundle.call,
        restores=bundle.restores,
    )


def of_withdrawal(
    edition: str, log: Sequence[Publication], *, published_at: datetime, reason: str
) -> Publication:
    """The statement that withdraws the edition, which is then in force on no day. `log` is not empty."""
    return Publication(
        kind="withdrawal",
        program=log[-1].program,
        edition=edition,
        number=len(log) + 1,
        previous=log[-1].digest,
        published_at=_to_milliseconds(published_at),
        reason=reason,
    )


def sign(publication: Publication, key: SigningKey) -> SignedPublication:
    """The publication, signed with the key."""
    return SignedPublication(
        publication, signing.sign_detached(publication.canonical, key), key=key.public
    )


def read(content: bytes, trusted: TrustedKeys) -> SignedPublication:
    """The publication in a file's content, whatever that is. Raises SignatureError."""
    try:
        return _read(content, trusted)
    except TejunError:
        raise
    except Exception as error:  # a value that no check foresaw is a bad file, and stops no other
        raise _unreadable(Message("registry.parts.value", kind=type(error).__name__)) from error


def _read(content: bytes, trusted: TrustedKeys) -> SignedPublication:
    document, signature = _read_file(content)
    publication = _to_publication(document)
    key = signing.verify_detached(
        signature, canonical.dumps(document), trusted, on=publication.published_at.date()
    )
    return SignedPublication(publication, signature, key=key)


def file_name(program: str, number: int) -> str:
    """The name of the file of the program's publication with the number."""
    return f"{program}.{number}{SUFFIX}"


def parse_file_name(name: str) -> tuple[str, int] | None:
    """The program and the number in a file's name; None where it is not the name of a publication.

    Raises SignatureError where it looks like one, and no publication has such a number.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    program, digits = match.groups()
    if digits.startswith("0") or len(digits) > _DIGITS:
        raise _unusable_name(name)
    return program, int(digits)


def _to_milliseconds(moment: datetime) -> datetime:
    """The moment in UTC, as precise as it is stored, so that a publication read back equals the one that was made."""
    return moment.astimezone(UTC).replace(microsecond=moment.microsecond // 1000 * 1000)


# --- reading -----------------------------------------------------------------------------------


_DIGEST = {"type": "string", "pattern": f"^{DIGEST.pattern}$"}
_DAY = {"type": "string", "format": "date"}
_COMMON = {
    "schema": {"const": SCHEMA_ID},
    "program": {"type": "string", "pattern": f"^{PROGRAM_NAME.pattern}$"},
    "edition": {"type": "string", "pattern": f"^{EDITION_NAME.pattern}$"},
    "number": {"type": "integer", "minimum": 1, "maximum": MAX_NUMBER},
    "previous": {"anyOf": [_DIGEST, {"type": "null"}]},
    "published_at": {
        "type": "string",
        "format": "date-time",
        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$",
    },
    "reason": {"type": "string", "maxLength": 2000},
}
_EDITION = closed(
    {
        **_COMMON,
        "kind": {"const": "edition"},
        "archive": _DIGEST,
        "revision": _DIGEST,
        "base": {"type": "string"},
        "sequence": {"type": "integer", "minimum": 1},
        "effective_from": _DAY,
        "call": {"type": "string"},
    },
    effective_until=_DAY,
    restores=_DIGEST,
)
_WITHDRAWAL = closed({**_COMMON, "kind": {"const": "withdrawal"}})
_FILE = jsonschema_rs.Draft202012Validator(
    closed(
        {
            "publication": {"oneOf": [_EDITION, _WITHDRAWAL]},
            "signature": {"type": "string", "maxLength": 4096},
        }
    ),
    validate_formats=True,
)


def _read_file(content: bytes) -> tuple[dict[str, Any], str]:
    """The publication's document and its signature, checked against the schema."""
    if len(content) > MAX_BYTES:
        raise _unreadable(Message("registry.parts.too_long"))
    try:
        value = read_json(content)
    except TejunError as error:
        raise _unreadable(error.detail) from error
    violation = first_misfit(_FILE, value)
    if violation is not None:
        where = canonical.pointer(violation.instance_path) or "/"
        raise _unreadable(Message("registry.parts.form", where=where))
    return value["publication"], value["signature"]


def _to_publication(document: dict[str, Any]) -> Publication:
    fields = {key: value for key, value in document.items() if key != "schema"}
    for name, parse in _MOMENTS.items():
        if name in fields and not _holds(parse, fields[name]):
            where = f"/publication/{name}"
            raise _unreadable(Message("registry.parts.form", where=where))
    fields["published_at"] = datetime.fromisoformat(fields["published_at"])
    return Publication(**fields)


_MOMENTS: dict[str, Callable[[str], object]] = {
    "published_at": datetime.fromisoformat,
    "effective_from": date.fromisoformat,
    "effective_until": date.fromisoformat,
}
"""RFC 3339 knows leap seconds and the year 0, Python does not."""


def _holds(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


def _unusable_name(name: str) -> SignatureError:
    return SignatureError(
        Message("registry.name.detail", name=name[:80], highest=MAX_NUMBER),
        Message("registry.name.advice"),
    )


def _unreadable(reason: Words) -> SignatureError:
    return SignatureError(
        Message("registry.unreadable.detail", reason=reason),
        Message("registry.restore.advice"),
    )
