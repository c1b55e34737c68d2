"""How an edition is named on the command line: by the file of its archive, or as PROGRAM@EDITION in the registry.

May not know: what is done with it.
"""

from datetime import date
from pathlib import Path

from tejun.bundle.archive import MAX_ARCHIVE_BYTES
from tejun.registry import Registry
from tejun.settings import Settings
from tejun.signing import TrustedKeys


def read_file(file: Path) -> bytes:
    """An archive's bytes, no more than one over the limit. Raises OSError."""
    with file.open("rb") as archive:
        return archive.read(MAX_ARCHIVE_BYTES + 1)


def archive_of(
    argument: str, settings: Settings, trusted: TrustedKeys
) -> tuple[bytes, date | None]:
    """The archive that the argument names, and the day on which it was published, where it was.

    Raises BundleError, NotFoundError, RegistryError or OSError.
    """
    program, at, name = argument.partition("@")
    if not at or Path(argument).exists():
        return read_file(Path(argument)), None
    registry = Registry.load(settings.bundles, trusted)
    found = registry.edition(program, name)
    return registry.archive(found), found.published_at.date()
