"""What was found of a body: of a joint institution ((2)), or of a supporter ((3)).

May not know: of whom.
"""

from datetime import date

from pydantic import Field

from tejun.model.facts.envelope import Absent, Item, Name, Opinion, SourceKind, Text


class Assessed(Item):
    """What was found of a body, and whether the person who looked calls it adverse."""

    summary: Text
    source: Name
    on: date | Absent = Field(default=None, description="the day on which the source was looked at")
    adverse: bool
    kind: SourceKind | Absent = Field(
        default=None,
        description="what kind of source that is; a page on the internet (`web`) was checked for its reliability, a"
        " `document` is none",
    )
    reliability: Opinion | Absent = None
