"""Problems of a source tree: each with the place where it is mended, gathered into one error.

May not know: what is looked for.
"""

from tejun.bundle.metadata import Metadata
from tejun.errors import BundleError, Place, Text

MAX_PLACES = 50
"""How many problems an error lists at most; the rest are counted."""


def at(metadata: Metadata, *, ja: str, en: str) -> Place:
    """A problem of the package with this METADATA."""
    return place(metadata.path, metadata.line, ja=ja, en=en)


def place(path: str, line: int, *, ja: str, en: str) -> Place:
    """A problem of the file at `path`."""
    return Place(pointer=path, message=Text(ja=ja, en=en), line=line)


def refused(places: list[Place], *, page: str) -> BundleError:
    """The error with every problem found; `page` is the page of docs that shows the form."""
    first = places[0]
    return BundleError(
        Text(
            ja=f"{first.pointer}: {first.message.ja}（全{len(places)}件）",
            en=f"{first.pointer}: {first.message.en} ({len(places)} in all)",
        ),
        Text(
            ja=f"各ファイルを直してください。書き方は {page} にあります。",
            en=f"Mend each file; {page} shows the form.",
        ),
        places=tuple(places[:MAX_PLACES]),
    )
