"""The root of the tree of errors, and a place in a document that one may carry.

Always holds: an error has its words before anybody shows it.

May not know: which errors there are.
"""

from dataclasses import dataclass
from typing import ClassVar

from tejun.words import Message, Words


@dataclass(frozen=True)
class Place:
    """One thing wrong in a submitted document: where (RFC 6901 pointer, 1-based line) and what.

    `name` is the place as people are shown it, where that is another than the pointer.
    """

    pointer: str
    message: Words
    line: int | None = None
    name: str | None = None

    @property
    def shown(self) -> str:
        """The place for people."""
        return self.name or self.pointer or "/"


class TejunError(Exception):
    """Anything that tejun refuses or cannot do."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False
    title: ClassVar[Words] = Message("error.internal")

    def __init__(self, detail: Words, advice: Words, *, places: tuple[Place, ...] = ()) -> None:
        super().__init__(detail, advice)
        self.detail = detail
        self.advice = advice
        self.places = places

    def __str__(self) -> str:
        return self.detail.in_("en")
