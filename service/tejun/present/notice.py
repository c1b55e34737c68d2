"""A notice in parts, groups and items, written as rows for a terminal or a pipe, or as Markdown.

Always holds: both forms have the same items in the same order; nothing that an item says can become markup.

May not know: what it gives notice of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tejun.present.markdown import plain
from tejun.present.rows import GAP, Block, Heading, Row, Span

Mark = Literal["", "+", "-"]


@dataclass(frozen=True)
class Item:
    """One line; `mark` says that it is new (+) or gone (-), as in a diff; `under` it stand what belongs to it."""

    text: str
    mark: Mark = ""
    under: tuple["Item", ...] = ()


@dataclass(frozen=True)
class Group:
    """Items of one thing; without a title they stand by themselves."""

    items: tuple[Item, ...]
    title: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the notice, under its heading."""

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Notice:
    """A title, what is said at the head, the parts."""

    title: str
    head: tuple[str, ...]
    parts: tuple[Part, ...]


def blocks(notice: Notice) -> Iterator[Block]:
    """The notice as rows."""
    yield Row((), (Span(notice.title, "strong"),))
    for line in notice.head:
        yield Row((), (Span(line, "quiet"),))
    for part in notice.parts:
        yield Heading(part.title, 1)
        for number, group in enumerate(part.groups):
            if group.title:
                yield from [GAP] if number else []
                yield Row((), (Span(group.title, "strong"),))
            for item in group.items:
                yield from _rows(item, "  ")


def _rows(item: Item, indent: str) -> Iterator[Row]:
    mark = f"{item.mark} " if item.mark else ""
    yield Row((Span(f"{indent}{mark}"),), (Span(item.text, "quiet" if item.mark == "-" else ""),))
    for part in item.under:
        yield from _rows(part, f"{indent}  ")


def markdown(notice: Notice) -> str:
    """The notice as Markdown (CommonMark): headings and lists, no tables, no HTML."""
    lines = [f"# {plain(notice.title)}", ""]
    lines += [*(f"- {plain(line)}" for line in notice.head), ""]
    for part in notice.parts:
        lines += [f"## {plain(part.title)}", ""]
        for group in part.groups:
            lines += [f"### {plain(group.title)}", ""] if group.title else []
            lines += [line for item in group.items for line in _bullets(item, "")]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _bullets(item: Item, indent: str) -> Iterator[str]:
    mark = f"**{item.mark}** " if item.mark else ""
    yield f"{indent}- {mark}{plain(item.text)}"
    for part in item.under:
        yield from _bullets(part, f"{indent}  ")
