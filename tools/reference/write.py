"""Writes the reference: the pages of each language, the matrix, the source's lines, the checklists.

Always holds: what stood in the language's folder before and is no page of the reference any more is gone afterwards.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tejun.present.checklist import checklist
from tejun.present.labels import word_in
from tejun.present.render import environment, to_html, to_markdown
from tejun.reading import read_document
from tejun.words import Language

from tests.support.cases import POLICIES
from tools.reference import book, evidence, words
from tools.reference.pages import Line, Writer
from tools.reference.readings import readings

LANGUAGES: tuple[Language, ...] = ("ja", "en")

_TEMPLATES = environment(str(Path(__file__).parent / "templates"))
_TEMPLATES.filters["prose"] = words.prose


def write(folder: Path, gathered: book.Book, shown: evidence.Evidence) -> None:
    """Writes every page below `folder`."""
    lines = read_lines(gathered)
    for language in LANGUAGES:
        replace(folder / language, dict(pages(Writer(language, gathered, shown, lines))))


def readings_page(gathered: book.Book) -> str:
    """docs/readings.md, in both languages."""
    return _TEMPLATES.get_template("readings.md.j2").render(readings=readings(gathered))


def pages(writer: Writer) -> Iterator[tuple[str, str]]:
    """The pages of one language, by file name."""
    entries = {entry.id: writer.page(entry) for entry in writer.book.entries}
    for name, page in entries.items():
        yield f"{name}.md", _render("requirement.md.j2", writer, f"{name}.md", page=page)
    programs = {slug: program["program"] for slug, program in writer.book.programs.items()}
    about: dict[str, Any] = {"groups": writer.groups(), "programs": programs}
    yield "README.md", _render("index.md.j2", writer, "README.md", **about)
    yield "matrix.md", _render("matrix.md.j2", writer, "matrix.md", **about)
    titles = {name: page.title for name, page in entries.items()}
    yield (
        "source.md",
        _render("source.md.j2", writer, "source.md", lines=writer.lines, titles=titles),
    )
    yield "since.md", _render("since.md.j2", writer, "since.md", text=_since(writer.language))
    for slug, catalog in writer.book.programs.items():
        found = checklist(catalog, writer.language)
        yield f"checklist-{slug}.html", to_html(found)
        yield f"checklist-{slug}.md", to_markdown(found, linked=True)


def _since(language: Language) -> str:
    """What became public after the draft: written by people, and part of no requirement."""
    return (Path(__file__).parent / "since" / f"{language}.md").read_text("utf-8")


def read_lines(gathered: book.Book) -> tuple[Line, ...]:
    """The lines of the texts on which the programs' base editions rest."""
    bases = sorted({catalog["program"]["base"] for catalog in gathered.programs.values()})
    return tuple(line for base in bases for line in _lines_of(base))


def _lines_of(edition: str) -> Iterator[Line]:
    path = POLICIES / "source" / f"{edition}.map.yaml"
    for entry in read_document(path.read_bytes(), "yaml").value:
        yield Line(
            edition,
            entry["line"],
            entry["words"],
            tuple(entry["requirements"]),
            tuple(entry["who"]),
            entry.get("note"),
        )


def replace(folder: Path, texts: Mapping[str, str]) -> None:
    """Makes `folder` hold these texts, by file name, and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")


def _render(template: str, writer: Writer, name: str, **values: Any) -> str:
    return _TEMPLATES.get_template(template).render(
        word=word_in(writer.language, words.LABELS), language=writer.language, name=name, **values
    )
