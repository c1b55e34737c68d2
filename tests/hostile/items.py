"""What is tried, as values: an item is a seed and a few named steps, from which it is made the same way every time.

Always holds: values are frozen; the same item gives the same bytes. Left without one of its steps, an item is still
one: so it can be shrunk.

May not know: HTTP, registries.
"""

import random
from dataclasses import dataclass, replace
from typing import Literal

Manner = Literal["at once", "in pieces", "half-closed", "gone"]
"""How a request is sent: `gone` hangs up without waiting for the answer."""

Kind = Literal["file", "folder", "pipe", "link", "sparse"]


@dataclass(frozen=True)
class Step:
    """One thing that is done to a good request or file, by its name, with what it draws by chance."""

    name: str
    seed: int


@dataclass(frozen=True)
class Item:
    """What is tried: where it begins, and what is done to it."""

    base: str
    seed: int
    steps: tuple[Step, ...]

    def without(self, place: int) -> "Item":
        """The same with one step less."""
        return replace(self, steps=self.steps[:place] + self.steps[place + 1 :])


@dataclass(frozen=True)
class Request:
    """What goes over the wire. `is_whole`: a request that HTTP/1.1 knows, which must be answered.

    The length is added when it is sent, unless a line says something of it: so a shorter body is still whole.
    """

    start: bytes
    lines: tuple[bytes, ...]
    body: bytes = b""
    has_length: bool = False
    is_whole: bool = True
    manner: Manner = "at once"
    ending: bytes = b"\r\n"
    after: bytes = b""
    cut: int | None = None

    @property
    def is_head(self) -> bool:
        return self.start.startswith(b"HEAD ")

    @property
    def wire(self) -> bytes:
        """Its bytes."""
        lines = self.lines
        if self.has_length:
            lines = (*lines, b"Content-Length: %d" % len(self.body))
        head = self.ending.join((self.start, *lines, b"", b""))
        return b"".join((head, self.body, self.after))[: self.cut]


@dataclass(frozen=True)
class Plant:
    """Something that lies in a registry's folder: a file with its content, or what is no file."""

    name: str
    kind: Kind = "file"
    content: bytes = b""
    """Of a link: where it leads."""
    mode: int = 0o644


@dataclass(frozen=True)
class Failure:
    """What was wrong. Two of one `kind` are alike; `shown` is for whoever reads it."""

    kind: str
    shown: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.shown}" if self.shown else self.kind


def chance(seed: int | str) -> random.Random:
    """What is drawn with the seed, the same every time."""
    return random.Random(seed)  # noqa: S311 - no secret
