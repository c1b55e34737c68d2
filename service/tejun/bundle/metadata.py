"""The METADATA block over a Rego package: what the policy's author says of the requirement, in YAML.

Always holds: only the package's own block is read (OPA reads the rest). OPA reads the block too, with rules of YAML 1.1
among its own: what OPA would read as something else (a date, `0365`, `1_000`) is refused, so that the catalog and OPA
never differ. Lines and columns are those of the .rego file.

May not know: what a requirement must declare, see `tejun.authoring.lint`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tejun.bundle.mount import PACKAGE
from tejun.errors import BundleError, InvalidInputError
from tejun.reading.places import YAML_LINE_END, Branch, Lines, Path
from tejun.reading.strict_yaml import Frame, read_yaml
from tejun.words import Message, Words

_HEAD = re.compile(r"^#[ \t]*METADATA[ \t]*\r?$")


@dataclass(frozen=True)
class Metadata:
    """A package's annotations: `line` is where the block begins, `custom` what is the project's own."""

    path: str
    line: int
    package: str
    title: str
    description: str
    custom: dict[str, Any] = field(repr=False)
    block: str = field(default="", repr=False, compare=False)
    places: Branch = field(default=Branch(0), repr=False, compare=False)

    def line_of(self, path: Path) -> int:
        """The line of what stands at the path in `custom`, or of the nearest thing around it that is there."""
        whole = ("custom", *path)
        for length in range(len(whole), 0, -1):
            offset = self.places.offset(whole[:length])
            if offset is not None:
                return self.line + Lines(self.block, YAML_LINE_END).at(offset)[0]
        return self.line

    @property
    def descriptions(self) -> dict[str, str]:
        """The description in both languages; the Japanese is among the project's own keys."""
        return {"ja": _join_lines(self.custom.get("description_ja", "")), "en": self.description}


def read_metadata(path: str, text: str) -> Metadata | None:
    """The package's block in the module at `path`, or None. Raises BundleError where it cannot be read."""
    declared = PACKAGE.search(text)
    if declared is None:
        return None
    # Lines end as OPA and editors have it: `splitlines` would end them at a form feed too.
    above = text[: declared.start(1)].split("\n")
    heads = [number for number, line in enumerate(above) if _HEAD.match(line)]
    if not heads:
        return None
    line = heads[-1] + 1
    block = "\n".join(_comment_block(above[line:]))
    value, places = _read_block(path, line, block)
    return Metadata(
        path=path,
        line=line,
        package=declared.group(1),
        title=str(value.get("title", "")),
        description=" ".join(str(value.get("description", "")).split()),
        custom=value.get("custom") or {},
        block=block,
        places=places,
    )


_BETWEEN_LINES = re.compile(r"(?<![!-~])\s*\n\s*|\s*\n\s*(?![!-~])")


def _join_lines(text: str) -> str:
    """Lines in one: no blank where Japanese was broken, one between two words of Latin letters."""
    return " ".join(_BETWEEN_LINES.sub("", str(text).strip()).split())


def _comment_block(lines: list[str]) -> Iterator[str]:
    """The comment lines that follow the head without a gap, without their `#`."""
    for line in lines:
        if not line.startswith("#"):
            return
        yield line[1:].removesuffix("\r")


def _read_block(path: str, line: int, block: str) -> tuple[dict[str, Any], Branch]:
    """The block's content, and where its parts stand in it; `line` is that of its head."""
    try:
        value, places = read_yaml(block.encode(), frame=Frame(line + 1, margin=1, is_shared=True))
    except InvalidInputError as error:
        raise BundleError(
            Message("bundle.metadata.unreadable", path=path, line=line, reason=error.detail),
            Message("bundle.metadata.advice"),
        ) from error
    if not isinstance(value, dict) or not isinstance(value.get("custom", {}), dict):
        raise _metadata_error(path, line, Message("bundle.not_a_map"))
    return value, places


def _metadata_error(path: str, line: int, reason: Words) -> BundleError:
    return BundleError(
        Message("bundle.metadata.detail", path=path, line=line, reason=reason),
        Message("bundle.metadata.advice"),
    )
