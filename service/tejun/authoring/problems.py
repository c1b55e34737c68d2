"""Problems of a source tree: each with the place where it is mended, gathered into one error.

May not know: what is looked for.
"""

from tejun.bundle.metadata import Metadata
from tejun.errors import BundleError, Place
from tejun.words import Message, Words

MAX_PLACES = 50
"""How many problems an error lists at most; the rest are counted."""


def problem_of_package(metadata: Metadata, message: Words) -> Place:
    """A problem of the package that this METADATA describes."""
    return problem_in_file(metadata.path, metadata.line, message)


def problem_in_file(path: str, line: int, message: Words) -> Place:
    """A problem on a line of the file at `path`, in the source tree."""
    return Place(pointer=path, message=message, line=line)


def problems_error(places: list[Place], *, page: str) -> BundleError:
    """The error with every problem; `page` is the page of the documentation that explains the form."""
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
