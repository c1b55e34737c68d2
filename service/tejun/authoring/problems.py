"""Problems of a source tree: each with the place where it is mended, gathered into one error.

May not know: what is looked for.
"""

from tejun.bundle.metadata import Metadata
from tejun.errors import BundleError, Place
from tejun.words import Message, Words

MAX_PLACES = 50
"""How many problems an error lists at most; the rest are counted."""


def at(metadata: Metadata, message: Words) -> Place:
    """A problem of the package with this METADATA."""
    return place(metadata.path, metadata.line, message)


def place(path: str, line: int, message: Words) -> Place:
    """A problem of the file at `path`."""
    return Place(pointer=path, message=message, line=line)


def refused(places: list[Place], *, page: str) -> BundleError:
    """The error with every problem found; `page` is the page of docs that shows the form."""
    first = places[0]
    return BundleError(
        Message(
            "authoring.refused.detail",
            pointer=first.pointer,
            message=first.message,
            count=len(places),
        ),
        Message("authoring.refused.advice", page=page),
        places=tuple(places[:MAX_PLACES]),
    )
