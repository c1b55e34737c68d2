"""Files that nobody should leave in a registry, made from a good one's: statements, archives, and what is no file.

Some statements have a good key's signature: whoever has a key may write what they like, and files are damaged.

Always holds: nothing is made for the program that is to be spared; what an item makes depends on the item alone, but
for signatures, which have chance in them.

May not know: how a registry is read.
"""

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from tejun import canonical
from tejun.bundle.archive import Bundle, read_archive
from tejun.registry import Publication, publication
from tejun.registry.registry import archive_name
from tejun.signing import SigningKey

from tests.hostile.documents import BYTES_STEPS, PACKED, TEXTS, VALUE_STEPS, dumps
from tests.hostile.items import Item, Kind, Plant, Step, chance

SPARED, SPOILED = "other-2026", "tiny-2026"
NEW_PROGRAMS = ("zzz", "a", "aaa-2026", "x-9", "tiny-20260")
NUMBERS = (1, 2, 2, 2, 3, 9999, 10_000, 999_999_999)
NOW = datetime(2026, 11, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Good:
    """What there is of the program that is spoiled: its first statement and archive; keys, one of them trusted."""

    first: Publication
    statement: bytes
    archive: bytes
    key: SigningKey
    other_key: SigningKey

    @property
    def bundle(self) -> Bundle:
        return read_archive(self.archive)

    def next(self, archive: bytes, **changes: Any) -> Publication:
        """A statement that may follow, of an archive that says of itself what the first one does."""
        new = publication.of_edition(
            replace(self.bundle, edition="2", sequence=2, effective_from="2026-10-01"),
            (self.first,),
            published_at=NOW - timedelta(days=1),
            reason="",
        )
        return replace(new, archive=canonical.digest(archive), **changes)

    def signed(self, new: Publication, key: SigningKey | None = None) -> bytes:
        return publication.sign(new, key or self.key).content


FileStep = Callable[[Good, Random], tuple[Plant, ...]]


def _name(drawn: Random) -> str:
    """Of a statement."""
    program = drawn.choice((SPOILED, SPOILED, *NEW_PROGRAMS))
    return f"{program}.{drawn.choice(NUMBERS)}.json"


def _changed_document(content: bytes, drawn: Random) -> bytes:
    document = json.loads(content)
    for _ in range(drawn.choice((1, 1, 2, 3))):
        document = VALUE_STEPS[drawn.choice(list(VALUE_STEPS))](document, drawn)
    return dumps(document)


def _changed_bytes(content: bytes, drawn: Random) -> bytes:
    return BYTES_STEPS[drawn.choice(list(BYTES_STEPS))](content, drawn)


def _statement(good: Good, drawn: Random) -> tuple[Plant, ...]:
    content = _changed_document(good.signed(good.next(good.archive)), drawn)
    return (Plant(_name(drawn), content=content),)


def _statement_bytes(good: Good, drawn: Random) -> tuple[Plant, ...]:
    content = _changed_bytes(good.signed(good.next(good.archive)), drawn)
    return (Plant(_name(drawn), content=content),)


def _spoiled(good: Good, drawn: Random) -> tuple[Plant, ...]:
    """The first statement itself."""
    change = drawn.choice((_changed_document, _changed_bytes))
    return (Plant(good.first.file_name, content=change(good.statement, drawn)),)


_DATES = ("0001-01-01", "9999-12-31", "2026-02-28", "2030-01-01")
_MOMENTS = (
    *(datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC)),
    *(NOW + timedelta(days=365), NOW + timedelta(seconds=301), NOW - timedelta(days=9000)),
)


def _signed(good: Good, drawn: Random) -> tuple[Plant, ...]:
    """Signed, and not to be believed."""
    first, last = sorted(drawn.sample(_DATES, 2))
    changes: dict[str, Any] = drawn.choice(
        (
            {"published_at": drawn.choice(_MOMENTS)},
            {"number": drawn.choice((1, 3, 9999))},
            {"sequence": drawn.choice((1, 2**53 - 1, 10**12))},
            {"effective_from": first, "effective_until": last},
            {"effective_from": last, "effective_until": first},
            {"previous": drawn.choice((None, good.first.archive))},
            {"program": drawn.choice((SPARED, "zzz"))},
            {"edition": drawn.choice(("1", "x" * 200, "0"))},
            {"reason": drawn.choice([text for text in TEXTS if len(text) < 2000])},
            {"call": drawn.choice(TEXTS)},
            {"restores": good.first.archive},
            {},
        )
    )
    key = good.other_key if drawn.random() < 0.2 else good.key
    new = good.next(good.archive, **changes)
    return (Plant(f"{SPOILED}.2.json", content=good.signed(new, key)),)


def _withdrawal(good: Good, drawn: Random) -> tuple[Plant, ...]:
    edition = drawn.choice((good.first.edition, "9", "x" * 50))
    new = publication.of_withdrawal(
        edition, (good.first,), published_at=drawn.choice(_MOMENTS), reason=""
    )
    key = drawn.choice((good.key, good.other_key))
    return (Plant(f"{SPOILED}.2.json", content=good.signed(new, key)),)


def _with_archive(good: Good, drawn: Random) -> tuple[Plant, ...]:
    """A signed statement, and the archive that it names, which is bad."""
    archive = _bad_archive(good.archive, drawn)
    content = good.signed(good.next(archive))
    statement = Plant(f"{SPOILED}.2.json", content=content)
    return statement, Plant(archive_name(canonical.digest(archive)), content=archive)


def _archive(good: Good, drawn: Random) -> tuple[Plant, ...]:
    """In the place of a good one."""
    name = archive_name(good.first.archive or "")
    return (Plant(name, content=_bad_archive(good.archive, drawn)),)


def _bad_archive(archive: bytes, drawn: Random) -> bytes:
    kind = drawn.random()
    if kind < 0.3:
        return _changed_bytes(archive, drawn)
    if kind < 0.4:
        return PACKED[drawn.choice(list(PACKED))](archive, drawn)
    tar = gzip.decompress(archive)
    if kind < 0.6:
        return gzip.compress(_changed_bytes(tar, drawn), 1, mtime=0)
    return gzip.compress(_bad_tar(tar, drawn), 1, mtime=0)


_PATHS = (
    "../x",
    "/etc/passwd",
    "a/../b",
    ".manifest",
    "x" * 300,
    "",
    ".",
    "a\0b",
    "記",
    "data.json/x",
    "C:\\x",
)
_TYPES = (
    tarfile.SYMTYPE,
    tarfile.LNKTYPE,
    tarfile.DIRTYPE,
    tarfile.CHRTYPE,
    tarfile.FIFOTYPE,
    b"L",
    b"S",
    b"x",
)


def _bad_tar(tar: bytes, drawn: Random) -> bytes:
    """With an entry more, or another content."""
    packed = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(tar)) as given,
        tarfile.open(fileobj=packed, mode="w") as made,
    ):
        entries = given.getmembers()
        for entry in entries:
            stream = given.extractfile(entry)
            content = stream.read() if stream else b""
            if drawn.random() < 1 / len(entries) and entry.name.endswith("json"):
                content = _changed_document(content, drawn)
            entry.size = len(content)
            made.addfile(entry, io.BytesIO(content))
        for _ in range(2100 if drawn.random() < 0.01 else drawn.choice((0, 1, 1, 2))):
            extra = tarfile.TarInfo(drawn.choice(_PATHS))
            extra.type = drawn.choice((tarfile.REGTYPE, *_TYPES))
            extra.linkname = drawn.choice(_PATHS)
            made.addfile(extra, io.BytesIO())
    changed = bytearray(packed.getvalue())
    if drawn.random() < 0.3:  # a size, a checksum, a type
        at = 512 * drawn.randrange(len(changed) // 512) + drawn.choice((124, 148, 156, 257))
        changed[at : at + 8] = drawn.choice(
            (b"77777777", b"\x80" + b"\xff" * 7, b"00000000", b"-1      ")
        )
    return bytes(changed)


_KINDS: tuple[Kind, ...] = ("folder", "pipe", "link", "link", "sparse")


def _no_file(good: Good, drawn: Random) -> tuple[Plant, ...]:
    name = drawn.choice(
        (_name(drawn), good.first.file_name, archive_name(good.first.archive or ""))
    )
    kind = drawn.choice(_KINDS)
    leads = (
        name,
        "nowhere",
        "/dev/zero",
        ".",
        "..",
        f"{SPARED}.1.json",
        "/proc/self/mem",
        "x" * 3000,
    )
    content = drawn.choice(leads).encode() if kind == "link" else b""
    return (Plant(name, kind, content),)


def _odd_name(good: Good, drawn: Random) -> tuple[Plant, ...]:
    names = (
        *(
            f"{SPOILED}.2.JSON",
            f"{SPOILED}.02.json",
            f"{SPOILED}.-1.json",
            f"{SPOILED}.2.json.json",
        ),
        *(
            f"{SPOILED}.２.json",
            f"{SPOILED}.2 .json",
            f"zzz.{'9' * 200}.json",
            "a" * 240 + ".1.json",
        ),
        *(
            ".1.json",
            "..1.json",
            "a\nb.1.json",
            "\udcff\udcfe.1.json",
            "記.1.json",
            "-.1.json",
            "con.1.json",
        ),
        *(
            "sha256-.tar.gz",
            f"sha256-{'0' * 64}.tar.gz",
            ".hidden",
            "core",
            "A.1.json",
            "zzz.0.json",
        ),
    )
    content = drawn.choice((b"", b"{}", good.statement))
    mode = drawn.choice((0o644, 0o000, 0o777))
    return (Plant(drawn.choice(names), content=content, mode=mode),)


def _many(good: Good, drawn: Random) -> tuple[Plant, ...]:
    """Of as many programs, or of one."""
    count = drawn.choice((20, 20, 150))
    begin = drawn.randrange(100)
    if drawn.random() < 0.5:
        return tuple(Plant(f"many{begin}{number}.1.json") for number in range(count))
    return tuple(Plant(f"{SPOILED}.{number}.json", content=b"{}") for number in range(2, count))


STEPS: dict[str, FileStep] = {
    "statement": _statement,
    "statement, bytes": _statement_bytes,
    "first statement": _spoiled,
    "signed": _signed,
    "withdrawal": _withdrawal,
    "statement and archive": _with_archive,
    "archive": _archive,
    "no file": _no_file,
    "name": _odd_name,
    "many": _many,
}
_WEIGHTS = (4, 3, 2, 4, 1, 4, 2, 3, 2, 0.3)
BASE = "registry"


def draw(seed: str) -> Item:
    """An item, the same for the same seed."""
    drawn = chance(seed)
    names = drawn.choices(list(STEPS), _WEIGHTS, k=drawn.choice((1, 2, 3, 4, 5)))
    return Item(BASE, 0, tuple(Step(name, drawn.getrandbits(32)) for name in names))


def make(good: Good, item: Item) -> tuple[Plant, ...]:
    """What the item leaves about; of two with one name the last."""
    plants = {
        each.name: each for step in item.steps for each in STEPS[step.name](good, chance(step.seed))
    }
    return tuple(plants.values())
