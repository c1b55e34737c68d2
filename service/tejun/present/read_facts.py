"""The facts that a decision reads: each place once, what stands there, who stands for it, and which findings read it.

Always holds: pure; every place that a finding or an indicator reads is there once, in the order of the document. A
place that others lie in shows how much it holds, and they show what. A value is cut at `MOST_SHOWN` characters, and
says so.

May not know: who may see facts, or how they are shown.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tejun.canonical import part_of
from tejun.explain.labels import InputLabels
from tejun.explain.shape import Read
from tejun.explain.values import as_items, as_mapping

MOST_SHOWN = 3_000


@dataclass(frozen=True)
class Standing:
    """Who stands for what is entered: a declaration, or somebody's own word, with its day and evidence as entered."""

    by: str
    on: str
    institution: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class ReadFact:
    """A place that was read. `number` counts from 1; `reads` has it in each language; `value` is in rows.

    `holds`: how many members or entries stands there, where the places in it show them; `cut`: how many characters are
    not shown. `findings` are those that read it, by their numbers from 1 in the order of the decision.
    """

    number: int
    pointer: str
    reads: tuple[Read, ...]
    value: str | None = field(repr=False)
    holds: int | None
    cut: int
    standing: Standing | None = field(repr=False)
    findings: tuple[int, ...]


def read_facts(
    findings: Iterable[Mapping[str, Any]],
    indicators: Iterable[Mapping[str, Any]],
    document: Mapping[str, Any],
    labels: Iterable[InputLabels],
) -> tuple[ReadFact, ...]:
    """The places that these read in the input document; `labels` are the `InputLabels` of each language."""
    readers: dict[str, list[int]] = {}
    for number, finding in enumerate(findings, 1):
        for pointer in finding["reads"]:
            readers.setdefault(pointer, []).append(number)
    for indicator in indicators:
        for pointer in indicator["reads"]:
            readers.setdefault(pointer, [])
    named = tuple(labels)
    return tuple(
        _fact(number, pointer, readers, document=document, labels=named)
        for number, pointer in enumerate(sorted(readers, key=_in_order), 1)
    )


def _fact(
    number: int,
    pointer: str,
    readers: Mapping[str, list[int]],
    *,
    document: Mapping[str, Any],
    labels: tuple[InputLabels, ...],
) -> ReadFact:
    way = list(_way(pointer, document))
    value = way[-1]
    within = any(other.startswith(f"{pointer}/") for other in readers)
    holds = len(value) if within and isinstance(value, (list, Mapping)) else None
    text = None if value is None or holds is not None else _shown(value)
    cut = max(0, len(text or "") - MOST_SHOWN)
    return ReadFact(
        number=number,
        pointer=pointer,
        reads=tuple(each.read(pointer) for each in labels),
        value=None if text is None else text[:MOST_SHOWN],
        holds=holds,
        cut=cut,
        standing=None if holds is not None else _standing(way),
        findings=tuple(dict.fromkeys(readers[pointer])),
    )


def _in_order(pointer: str) -> list[tuple[int, int, str]]:
    """As people count: the tenth of a list comes behind the ninth."""
    parts = pointer.split("/")
    return [(0, int(part), "") if _NUMBER.fullmatch(part) else (1, 0, part) for part in parts]


_NUMBER = re.compile(r"[0-9]{1,8}")


def _way(pointer: str, document: Any) -> Iterator[Any]:
    """What stands at each step to the place; None from where nothing is."""
    value = document
    yield value
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        value = None if value is None else part_of(value, key)
        yield value


def _shown(value: Any) -> str:
    return "\n".join(_rows(value))


def _rows(value: Any) -> Iterator[str]:
    """A row for each scalar, below the keys that lead to it: what people read, not a document to be read back."""
    if isinstance(value, Mapping) and value:
        for key, member in value.items():
            yield from _below(f"{key}:", member)
    elif isinstance(value, list) and value:
        for member in value:
            first, *rest = _rows(member)
            yield f"- {first}"
            yield from (f"  {row}" for row in rest)
    else:
        yield _scalar(value)


def _below(head: str, value: Any) -> Iterator[str]:
    if isinstance(value, (Mapping, list)) and value:
        yield head
        yield from (f"  {row}" for row in _rows(value))
    else:
        yield f"{head} {_scalar(value)}"


def _scalar(value: Any) -> str:
    """Words as they are; what could be taken for something else in quotation marks."""
    if isinstance(value, str) and _WORDS.fullmatch(value) and not _NO_WORDS.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)


_WORDS = re.compile(r"\S(?:.*\S)?")
_NO_WORDS = re.compile(r"true|false|null|-?[0-9.]+(?:[eE][-+]?[0-9]+)?|[\[{\"].*|- .*")


def _standing(way: Iterable[Any]) -> Standing | None:
    """That of the place itself, or of what is nearest around it and says who stands for it."""
    for node in reversed(list(way)):
        around = as_mapping(node)
        said = as_mapping(around.get("declared")) or around
        if isinstance(said.get("by"), str) and isinstance(said.get("on"), str):
            evidence = (item for _, item in as_items(around.get("evidence")))
            return Standing(
                by=said["by"],
                on=said["on"],
                institution=str(said.get("institution") or ""),
                evidence=tuple(_named(item) for item in evidence),
            )
    return None


def _named(evidence: Mapping[str, Any]) -> str:
    names = (str(evidence[key]) for key in ("title", "digest") if evidence.get(key))
    return " ".join(names)
