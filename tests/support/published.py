"""Registries for tests: an archive signed with the example key and published into a folder.

May not know: what is published, or what a publisher has to see to first (`tejun.publish`).
"""

from datetime import UTC, datetime
from pathlib import Path

from tejun.bundle.archive import Bundle, read_archive
from tejun.bundle.signatures import add_signature
from tejun.registry import Edition, Registry, publication
from tejun.registry.registry import archive_name
from tejun.signing import read_signing_key

from tests.support.cases import ROOT

KEY = read_signing_key(str(ROOT / "fixtures" / "keys" / "example.pem"))
"""The example key: what it signs is trusted where no key is named."""


LATEST = datetime(2026, 11, 20, tzinfo=UTC)
"""What begins later is published now: a statement dated ahead of the clock does not count."""


def publish(folder: Path | str, archive: bytes, *, at: datetime | None = None) -> Edition:
    """Publishes the archive in the folder or at the URL, at its first day, or LATEST, where no moment is given."""
    archive = add_signature(archive, KEY)
    bundle = read_archive(archive)
    registry = Registry.load(folder, may_be_new=True)
    first_day = datetime.fromisoformat(bundle.effective_from).replace(tzinfo=UTC)
    new = publication.of_edition(
        bundle,
        registry.log(bundle.program),
        published_at=at or min(first_day, LATEST),
        reason="for a test",
    )
    return registry.publish(publication.sign(new, KEY), archive)


def withdraw(folder: Path | str, program: str, edition: str, *, at: datetime) -> Edition:
    """Withdraws the edition."""
    registry = Registry.load(folder)
    new = publication.of_withdrawal(
        edition, registry.log(program), published_at=at, reason="for a test"
    )
    return registry.publish(publication.sign(new, KEY), None)


def archive_in(folder: Path | str, bundle: Bundle | Edition) -> Path:
    """The file in which a registry's folder holds the archive."""
    digest = bundle.digest if isinstance(bundle, Bundle) else bundle.archive
    return Path(folder) / archive_name(digest)
