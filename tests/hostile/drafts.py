"""A request while it is made: from a good one, step by step.

May not know: what the steps are.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.hostile.items import Manner, Request
from tests.hostile.routes import Operation

MAX_HEAD = 48 * 1024
"""A larger head need not be read."""


@dataclass
class Draft:
    """A request while it is made. Its document is a value until the first step on its bytes."""

    operation: Operation
    method: bytes
    target: bytes
    version: bytes = b"HTTP/1.1"
    query: list[bytes] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    document: Any = None
    body: bytes = b""
    has_body: bool = False
    has_length: bool = True
    is_whole: bool = True
    manner: Manner = "at once"
    ending: bytes = b"\r\n"
    after: bytes = b""
    cut: int | None = None

    def set(self, name: bytes, value: bytes) -> None:
        """The header, in place of any of its name."""
        start = name.lower() + b":"
        self.lines = [line for line in self.lines if not line.lower().startswith(start)]
        self.lines.append(b"%b: %b" % (name, value))

    def be_sent(self, manner: Manner) -> None:
        """So; who hangs up goes on doing so, since what it asked for may take as long as there is."""
        if self.manner != "gone":
            self.manner = manner

    def finish(self) -> Request:
        target = self.target
        if self.query:
            target += b"?" + b"&".join(self.query)
        if len(target) + sum(map(len, self.lines)) > MAX_HEAD:
            self.is_whole = False
        return Request(
            start=b"%b %b %b" % (self.method, target, self.version),
            lines=tuple(self.lines),
            body=self.body,
            has_length=self.has_body and self.has_length,
            is_whole=self.is_whole,
            manner=self.manner,
            ending=self.ending,
            after=self.after,
            cut=self.cut,
        )


DraftStep = Callable[[Draft, Random], None]
