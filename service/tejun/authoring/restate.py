"""What must be written anew when the base changes: quotes that its text no longer has, requirements that it withdrew.

Always holds: each problem says which requirement, of which edition, and the ways to mend it.

May not know: how a base came about; see `tejun.authoring.base`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tejun.authoring.base import EDITION_FILE, PROCEDURE_TREE, Withdrawal
from tejun.authoring.files import read_text
from tejun.authoring.problems import problem_in_file, problem_of_package
from tejun.authoring.source import (
    Source,
    is_program_path,
    requirement_packages,
    tightening_packages,
)
from tejun.bundle.metadata import Metadata
from tejun.errors import Place
from tejun.words import Message, Words

_REQUIREMENT = re.compile(rf"\bdata\.policy\.{PROCEDURE_TREE}\.(\w+)\.(\w+)")


def restatement_problems(source: Source, policies: Path) -> Iterator[Place]:
    """Everything to be restated; `policies` holds the texts under `source/`. The shapes must hold."""
    yield from _day_problems(source)
    yield from _quote_problems(source, policies)
    yield from _tightening_problems(source)
    yield from _import_problems(source)


def _day_problems(source: Source) -> Iterator[Place]:
    edition = source.base.edition
    if source.config["effective_from"] < edition.dated:
        yield problem_in_file(
            source.config_file,
            source.document.line_of(("effective_from",)) or 1,
            Message("authoring.effective_before_base", dated=edition.dated, base=edition.name),
        )


def _quote_problems(source: Source, policies: Path) -> Iterator[Place]:
    """The procedure's quotes stand in its text, spaces and line breaks aside. A program's text is not at hand."""
    edition = source.base.edition
    path = policies / edition.source
    if not path.is_file():
        yield problem_in_file(
            f"{edition.folder.name}/{EDITION_FILE}",
            edition.document.line_of(("source",)) or 1,
            Message("authoring.no_source_text", source=edition.source),
        )
        return
    text = _without_spaces(read_text(path))
    for metadata in requirement_packages(source):
        quote = metadata.custom["clause"]["quote"]
        if not is_program_path(metadata.path) and _without_spaces(quote) not in text:
            yield _missing_quote(source, metadata)
    for metadata in (*requirement_packages(source), *tightening_packages(source)):
        yield from _words_problems(metadata, text)


def _words_problems(metadata: Metadata, text: str) -> Iterator[Place]:
    """The words on which a reason rests stand in the base's text; a program's in the clause that it quotes."""
    if is_program_path(metadata.path):
        text = _without_spaces(metadata.custom["clause"]["quote"])
    for code, reason in metadata.custom.get("reasons", {}).items():
        if _without_spaces(reason.get("words", "")) not in text:
            yield problem_of_package(metadata, Message("authoring.words_not_there", code=code))


def _missing_quote(source: Source, metadata: Metadata) -> Place:
    edition, origin = source.base.edition, source.base.origin(metadata.path)
    if origin == edition.name:
        return problem_of_package(
            metadata, Message("authoring.quote.not_there", source=edition.source)
        )
    name = metadata.custom["id"]
    folder = str(Path(metadata.path).parent.relative_to(PROCEDURE_TREE))
    own = f"{edition.folder.name}/{folder}"
    file = f"{edition.folder.name}/{EDITION_FILE}"
    return problem_of_package(
        metadata,
        Message(
            "authoring.quote.inherited",
            source=edition.source,
            id=name,
            origin=origin,
            own=own,
            file=file,
        ),
    )


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _tightening_problems(source: Source) -> Iterator[Place]:
    """A tightening of what is not there would never count."""
    base = {metadata.custom["id"] for metadata in requirement_packages(source)}
    withdrawn = {withdrawal.id: withdrawal for withdrawal in source.base.withdrawn}
    for metadata in tightening_packages(source):
        name = metadata.custom["tightens"]
        if name not in base:
            why = _withdrawal_words(withdrawn.get(name))
            yield problem_of_package(
                metadata, Message("authoring.tightened_requirement_missing", id=name, why=why)
            )


def _import_problems(source: Source) -> Iterator[Place]:
    """OPA takes a reference to a package that is not there for undefined data, and says nothing."""
    withdrawn = {withdrawal.folder: withdrawal for withdrawal in source.base.withdrawn}
    for path, text in source.rego.items():
        for match in _REQUIREMENT.finditer(text):
            folder = "/".join(match.groups())
            if folder not in source.base.folders:
                why = _withdrawal_words(withdrawn.get(folder))
                yield problem_in_file(
                    path,
                    text.count("\n", 0, match.start()) + 1,
                    Message("authoring.imported_requirement_missing", folder=folder, why=why),
                )


def _withdrawal_words(withdrawal: Withdrawal | None) -> str | Words:
    """The edition that took the requirement out, as the end of a sentence; empty where none did."""
    if withdrawal is None:
        return ""
    return Message("authoring.withdrew", edition=withdrawal.edition, id=withdrawal.id)
