"""The message catalogs: keeps the `.po` files complete, and compiles them.

    python tools/catalogs.py update     keys that the code names are in every catalog; others are gone
    python tools/catalogs.py compile    the `.mo` files beside them, where they are older

`setup.py` compiles them into the wheel with the same function. Babel is needed here and in tests only: an installed
tejun reads the compiled catalogs with the standard library.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("ja", "en")
KEYWORDS = {"Message": (1,)}
CALLERS = ("service/tejun", "tools")


def locale_of(root: Path) -> Path:
    """The folder of the catalogs in a source tree."""
    return root / "service" / "tejun" / "words" / "locale"


def po_file(root: Path, language: str) -> Path:
    """The catalog that translators edit."""
    return locale_of(root) / language / "LC_MESSAGES" / "tejun.po"


def extracted(root: Path) -> dict[str, set[str]]:
    """Every key that the code names, with the files that name it."""
    found: dict[str, set[str]] = {"list.separator": {"service/tejun/words/message.py"}}
    for folder in CALLERS:
        for name, _, key, _, _ in extract_from_dir(
            root / folder, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            if isinstance(key, str):
                found.setdefault(key, set()).add(f"{folder}/{name}")
    return found


def read(root: Path, language: str) -> Catalog:
    """The catalog of one language."""
    with po_file(root, language).open("rb") as file:
        return read_po(file, locale=language, domain="tejun", abort_invalid=True)


def update(root: Path) -> Iterator[str]:
    """Writes every catalog anew in the order of the keys; yields what was added and what was removed."""
    keys = extracted(root)
    for language in LANGUAGES:
        before = {message.id: message for message in read(root, language) if message.id}
        yield from (f"{language}: new {key}" for key in sorted(keys.keys() - before.keys()))
        yield from (f"{language}: gone {key}" for key in sorted(before.keys() - keys.keys()))
        words = {key: str(before[key].string) if key in before else "" for key in keys}
        write(root, language, words, keys)


def write(root: Path, language: str, words: dict[str, str], keys: dict[str, set[str]]) -> None:
    """Writes one catalog: each key with its words and the files that name it."""
    catalog = Catalog(
        locale=language, domain="tejun", project="tejun", fuzzy=False, header_comment=_HEAD
    )
    for key in sorted(keys):
        catalog.add(key, words[key], locations=[(file, 0) for file in sorted(keys[key])])
    target = po_file(root, language)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_po(file, catalog, width=100, include_lineno=False, omit_header=False)
    target.write_text(_without_dates(target.read_text("utf-8")), "utf-8")


def compile_all(root: Path, *, force: bool = False) -> None:
    """Makes each `.mo` that is older than its `.po`; another process may do the same at the same moment.

    The same `.po` gives the same bytes: Babel would write the present moment into the header.
    """
    for language in LANGUAGES:
        source = po_file(root, language)
        target = source.with_suffix(".mo")
        if force or not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            partial = target.with_suffix(f".{os.getpid()}.tmp")
            catalog = read(root, language)
            catalog.creation_date = _UNDATED
            with partial.open("wb") as file:
                write_mo(file, catalog)
            partial.replace(target)


_HEAD = """\
# The words of tejun: the key of each message, and how it reads in this language.
# Places in braces stand for values; every language has the same ones."""
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
_DATED = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Last-Translator")


def _without_dates(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(
        line for line in lines if not line.startswith(tuple(f'"{name}:' for name in _DATED))
    )


def main(arguments: Iterable[str]) -> int:
    """Runs one of the two commands; 2 where it is neither."""
    match list(arguments):
        case ["update"]:
            sys.stdout.writelines(f"{line}\n" for line in update(ROOT))
        case ["compile"]:
            compile_all(ROOT)
        case _:
            sys.stderr.write(__doc__ or "")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
