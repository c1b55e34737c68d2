"""The METADATA block over a Rego package: what the policy's author says of the requirement, in YAML.

Always holds: only the package's own block is read (OPA reads the rest); a date without quotes, which YAML would turn
into a time, is refused with the line on which its block begins.

May not know: what a requirement must declare. That is the catalog's word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from tejun.bundle.mount import PACKAGE
from tejun.errors import BundleError
from tejun.words import Bilingual, Message, Words

_HEAD = re.compile(r"^#[ \t]*METADATA[ \t]*$")


@dataclass(frozen=True)
class Metadata:
    """A package's annotations: `line` is where the block begins, `custom` what is the project's own."""

    path: str
    line: int
    package: str
    title: str
    description: str
    custom: dict[str, Any] = field(repr=False)

    @property
    def descriptions(self) -> dict[str, str]:
        """The description in both languages; the Japanese stands among what is the project's own."""
        return {"ja": _joined(self.custom.get("description_ja", "")), "en": self.description}


def read_metadata(path: str, text: str) -> Metadata | None:
    """The package's block in the module at `path`, or None. Raises BundleError where it cannot be read."""
    declared = PACKAGE.search(text)
    if declared is None:
        return None
    above = text[: declared.start(1)].splitlines()
    heads = [number for number, line in enumerate(above) if _HEAD.match(line)]
    if not heads:
        return None
    line = heads[-1] + 1
    value = _load(path, line, "\n".join(_block(above[line:])))
    return Metadata(
        path=path,
        line=line,
        package=declared.group(1),
        title=str(value.get("title", "")),
        description=" ".join(str(value.get("description", "")).split()),
        custom=value.get("custom") or {},
    )


_BETWEEN_LINES = re.compile(r"(?<![!-~])\s*\n\s*|\s*\n\s*(?![!-~])")


def _joined(text: str) -> str:
    """Lines in one: no blank where Japanese was broken, one between two words of Latin letters."""
    return " ".join(_BETWEEN_LINES.sub("", str(text).strip()).split())


def _block(lines: list[str]) -> Iterator[str]:
    """The comment lines that follow the head without a gap, without their `#`."""
    for line in lines:
        if not line.startswith("#"):
            return
        yield line[1:]


def _load(path: str, line: int, block: str) -> dict[str, Any]:
    try:
        value = yaml.load(block, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        problem = str(getattr(error, "problem", None) or "not YAML")
        raise _unreadable(path, line, Bilingual(problem, problem)) from error
    if not isinstance(value, dict) or not isinstance(value.get("custom", {}), dict):
        raise _unreadable(path, line, Message("authoring.read_config.it_is_not_a"))
    if any(isinstance(item, date) for item in _leaves(value)):
        raise _unreadable(path, line, Message("bundle.load"))
    return value


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def _unreadable(path: str, line: int, reason: Words) -> BundleError:
    return BundleError(
        Message("bundle.unreadable.detail", path=path, line=line, reason=reason),
        Message("bundle.unreadable.advice"),
    )
