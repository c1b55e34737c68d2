"""What differs between the Rego of two editions, file by file.

Always holds: it is compared as it was authored, whatever root it is mounted under.

May not know: what a rule decides, or how a difference is shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from tejun.bundle.archive import WASM, Bundle
from tejun.bundle.metadata import read_metadata
from tejun.bundle.mount import AUTHORED_ROOT
from tejun.compare.changes import Kind


@dataclass(frozen=True)
class FileChange:
    """A file of Rego, by its path as authored; `policy.wasm` where it differs over the same Rego.

    `lines_added` and `lines_removed` count all its lines. `rules`: lines other than comments differ. `metadata`: the
    METADATA of its package differs. Where `rules` holds and `metadata` does not, it may decide otherwise under the same
    words.
    """

    path: str
    kind: Kind
    lines_added: int
    lines_removed: int
    rules: bool
    metadata: bool


def find_file_changes(before: Bundle, after: Bundle) -> Iterator[FileChange]:
    """The differences by path. Raises BundleError where the METADATA of a file that differs cannot be read."""
    old, new = _authored_rego(before), _authored_rego(after)
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) != new.get(path):
            yield _file_change(path, old.get(path), new.get(path))
    # The module names its root, so that of another edition differs in any case.
    if old == new and before.root == after.root and before.wasm != after.wasm:
        yield FileChange(
            WASM, "changed", lines_added=0, lines_removed=0, rules=True, metadata=False
        )


def _authored_rego(bundle: Bundle) -> dict[str, str]:
    """The Rego under the root that it was written under."""
    root = re.compile(rf"(?<![\w.])(package[ \t]+|data\.){bundle.root}\b")
    return {
        path.removeprefix(f"{bundle.root}/"): root.sub(
            rf"\g<1>{AUTHORED_ROOT}", content.decode("utf-8", "replace")
        )
        for path, content in bundle.files.items()
        if path.endswith(".rego")
    }


def _file_change(path: str, old: str | None, new: str | None) -> FileChange:
    kind: Kind = "added" if old is None else "removed" if new is None else "changed"
    removed, added = _count_lines(old or "", new or "")
    return FileChange(
        path=path,
        kind=kind,
        lines_added=added,
        lines_removed=removed,
        rules=_rule_lines(old or "") != _rule_lines(new or ""),
        metadata=_metadata_words(path, old) != _metadata_words(path, new),
    )


def _count_lines(old: str, new: str) -> tuple[int, int]:
    """How many lines were removed, and how many were added."""
    old_lines, new_lines = old.splitlines(), new.splitlines()
    matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    return len(old_lines) - common, len(new_lines) - common


def _rule_lines(text: str) -> list[str]:
    """The lines that are neither comments nor empty."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _metadata_words(path: str, text: str | None) -> tuple[str, str, dict[str, Any]] | None:
    metadata = None if text is None else read_metadata(path, text)
    if metadata is None:
        return None
    return metadata.title, metadata.description, metadata.custom
