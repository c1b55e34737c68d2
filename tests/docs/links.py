"""Links in Markdown documents that lead nowhere: to a file that is not there, or to a place that is not in it."""

import re
from collections.abc import Iterator
from pathlib import Path

_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
_MARKED = re.compile(r'<a id="([^"]+)">')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:")


def broken(path: Path) -> Iterator[str]:
    """The relative links of the document that do not resolve."""
    for link in _LINK.findall(_CODE.sub("", path.read_text("utf-8"))):
        if _ELSEWHERE.match(link):
            continue
        name, _, place = link.partition("#")
        target = path.parent / name if name else path
        if not target.exists() or (place and place not in places(target)):
            yield link


def places(path: Path) -> set[str]:
    """Where a link into the document may lead: headings as code hosts name them, and marked places."""
    if path.suffix != ".md":
        return set()
    text = _CODE.sub("", path.read_text("utf-8"))
    return {_named(heading) for heading in _HEADING.findall(text)} | set(_MARKED.findall(text))


def _named(heading: str) -> str:
    shown = re.sub(r"\]\([^)]*\)", "", heading).lower().replace("\\", "")
    return re.sub(r"[^\w\- ]", "", shown).strip().replace(" ", "-")
