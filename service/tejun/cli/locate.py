"""From a pointer into the submitted document to the line on which it stands in the user's own file."""

from collections.abc import Callable

from tejun.reading import Document, Path


def locator(document: Document) -> Callable[[str], int | None]:
    """Gives the 1-based line of a pointer's place, or of the nearest thing around it that is there."""

    def line(pointer: str) -> int | None:
        return document.line_of(_path(pointer, document))

    return line


def _path(pointer: str, document: Document) -> Path:
    node = document.value
    path: list[str | int] = []
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(node, list):
            index = int(key) if key.isascii() and key.isdecimal() and len(key) < 9 else len(node)
            path.append(index)
            node = node[index] if index < len(node) else None
        else:
            path.append(key)
            node = node.get(key) if isinstance(node, dict) else None
    return tuple(path)
