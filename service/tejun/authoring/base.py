"""The editions of the base procedure: a folder of `policies/` each, named and dated by its `edition.yaml`.

An edition that follows another has only what it changes. A requirement's folder at the same path replaces the other's,
tests included; at a new path it is added; an id under `withdrawn` is taken out; all else is inherited.

Always holds: names are unique, each edition is dated after the one that it follows, and every chain ends; a
requirement is lost only by being withdrawn by its id; each problem names its file, its line and what to mend.

May not know: programs, or what a requirement says.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tejun import canonical
from tejun.authoring.files import read_rego
from tejun.authoring.problems import problems_error
from tejun.authoring.schemas import BASE_EDITION
from tejun.bundle.metadata import read_metadata
from tejun.errors import Place, TejunError
from tejun.model.misfits import Shape
from tejun.reading import Document, read_bytes, read_document
from tejun.words import Message, Words
from tejun.words.schema import schema_error

EDITION_FILE = "edition.yaml"
EDITIONS_PAGE = "docs/editions.md"
PROCEDURE_TREE = "procedure"
"""Under what name a program's source tree has the base's packages, whichever edition's folder they are in."""


@dataclass(frozen=True)
class BaseEdition:
    """One edition of the base procedure, as its edition.yaml has it."""

    folder: Path
    document: Document = field(repr=False)

    @property
    def name(self) -> str:
        return str(self.document.value["name"])

    @property
    def dated(self) -> str:
        """The day of its text, YYYY-MM-DD."""
        return str(self.document.value["dated"])

    @property
    def source(self) -> str:
        """The file of its text, below `policies/`."""
        return str(self.document.value["source"])

    @property
    def follows(self) -> str | None:
        """The edition that it changes; None for one that is complete by itself."""
        follows: str | None = self.document.value.get("follows")
        return follows

    @property
    def withdrawn(self) -> tuple[str, ...]:
        """The ids of the requirements that it takes out of the edition before."""
        return tuple(self.document.value.get("withdrawn", ()))

    @property
    def catalog_entry(self) -> dict[str, Any]:
        """What the catalog says of it."""
        return {key: self.document.value[key] for key in ("name", "dated", "title", "status")}


@dataclass(frozen=True)
class RequirementFolder:
    """The folder of one requirement: its Rego files, and the edition that it comes from."""

    files: tuple[Path, ...]
    edition: str

    @cached_property
    def id(self) -> str | None:
        """The requirement's id, from its METADATA, which the lint checks; None where they have none."""
        blocks = (read_metadata(file.as_posix(), read_rego(file)) for file in self.files)
        ids = (str(block.custom["id"]) for block in blocks if block and "id" in block.custom)
        return next(ids, None)


@dataclass(frozen=True)
class Withdrawal:
    """A requirement that an edition took out, and the folder that it had."""

    id: str
    folder: str
    edition: str


@dataclass(frozen=True)
class Base:
    """An edition with what it inherits: its requirements' folders by path (`people/papers`)."""

    edition: BaseEdition
    folders: Mapping[str, RequirementFolder]
    withdrawn: tuple[Withdrawal, ...] = ()

    @property
    def files(self) -> dict[str, Path]:
        """Every Rego file, tests included, by its path in the tree (`procedure/people/papers/papers.rego`)."""
        return {
            f"{PROCEDURE_TREE}/{path}/{file.name}": file
            for path, folder in self.folders.items()
            for file in folder.files
        }

    def origin(self, path: str) -> str:
        """The name of the edition that gives the file at this path of the tree."""
        return self.folders[str(Path(path).relative_to(PROCEDURE_TREE).parent)].edition


def read_editions(policies: Path) -> dict[str, BaseEdition]:
    """The editions in the folder, by name. Raises BundleError with every problem of their edition.yaml files."""
    read = [_read_edition(path) for path in sorted(policies.glob(f"*/{EDITION_FILE}"))]
    problems = [problem for problem in read if isinstance(problem, Place)]
    editions = [edition for edition in read if isinstance(edition, BaseEdition)]
    problems += [place for edition in editions for place in _shape_problems(edition)]
    if not problems:
        problems += [*_name_problems(editions)]
    by_name = {edition.name: edition for edition in editions} if not problems else {}
    problems += [
        place for edition in by_name.values() for place in _order_problems(edition, by_name)
    ]
    if problems:
        raise problems_error(problems, page=EDITIONS_PAGE)
    return by_name


def read_base(policies: Path, name: str, *, named_by: str, line: int | None = 1) -> Base:
    """The edition `name` with all that it inherits; `named_by` is the file that names it, below `policies/`, on a line.

    Raises BundleError.
    """
    editions = read_editions(policies)
    if name not in editions:
        text = _unknown_edition("base", name, editions)
        raise problems_error([Place(pointer=named_by, message=text, line=line)], page=EDITIONS_PAGE)
    first, *later = reversed([*_chain(editions[name], editions)])
    base = Base(first, _read_folders(first))
    for edition in later:
        base = _overlay(base, edition)
    return base


# --- one edition.yaml --------------------------------------------------------------------------


def _read_edition(path: Path) -> BaseEdition | Place:
    try:
        return BaseEdition(path.parent, read_document(read_bytes(path), "yaml"))
    except TejunError as error:
        return Place(pointer=f"{path.parent.name}/{EDITION_FILE}", message=error.detail)


def _shape_problems(edition: BaseEdition) -> Iterator[Place]:
    for path, error in Shape(BASE_EDITION).misfits(edition.document.value).found:
        where = canonical.pointer(path).lstrip("/")
        lead = f"{where}: " if where else ""
        yield _edition_problem(
            edition,
            [*path],
            Message("authoring.misfit", lead=lead, reason=schema_error(error)),
        )


# --- names and order ---------------------------------------------------------------------------


def _name_problems(editions: list[BaseEdition]) -> Iterator[Place]:
    by_name: dict[str, list[BaseEdition]] = defaultdict(list)
    for edition in editions:
        by_name[edition.name].append(edition)
    for name, (first, *others) in by_name.items():
        for edition in others:
            yield _edition_problem(
                edition,
                ["name"],
                Message("authoring.edition_name_taken", name=name, folder=first.folder.name),
            )


def _order_problems(edition: BaseEdition, editions: Mapping[str, BaseEdition]) -> Iterator[Place]:
    if edition.follows is None:
        return
    before = editions.get(edition.follows)
    if before is None:
        message = _unknown_edition("follows", edition.follows, editions)
        yield _edition_problem(edition, ["follows"], message)
    elif edition in _chain(before, editions):
        yield _edition_problem(
            edition, ["follows"], Message("authoring.follows_itself", name=before.name)
        )
    elif edition.dated <= before.dated:
        yield _edition_problem(
            edition,
            ["dated"],
            Message("authoring.dated_too_early", dated=before.dated, name=before.name),
        )


def _chain(edition: BaseEdition, editions: Mapping[str, BaseEdition]) -> Iterator[BaseEdition]:
    """The edition, the one that it follows, and so on; a circle is followed once."""
    seen: set[str] = set()
    current: BaseEdition | None = edition
    while current is not None and current.name not in seen:
        seen.add(current.name)
        yield current
        current = editions.get(current.follows or "")


def _unknown_edition(key: str, name: str, editions: Mapping[str, BaseEdition]) -> Words:
    known = sorted(editions)
    return Message(
        "authoring.unknown_edition",
        place=key,
        file=EDITION_FILE,
        name=name,
        known=known or Message("list.none"),
    )


# --- what an edition changes -------------------------------------------------------------------


def _read_folders(edition: BaseEdition) -> dict[str, RequirementFolder]:
    files: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(edition.folder.rglob("*.rego")):
        files[file.parent.relative_to(edition.folder).as_posix()].append(file)
    return {
        path: RequirementFolder(files=tuple(own), edition=edition.name)
        for path, own in files.items()
    }


def _overlay(before: Base, edition: BaseEdition) -> Base:
    """The base with the changes of the edition that follows it. Raises BundleError."""
    own = _read_folders(edition)
    problems = [
        *_withdrawn_problems(before, edition, own),
        *_lost_requirement_problems(before, edition, own),
    ]
    if problems:
        raise problems_error(problems, page=EDITIONS_PAGE)
    removed = {
        path: folder for path, folder in before.folders.items() if folder.id in edition.withdrawn
    }
    inherited = {path: folder for path, folder in before.folders.items() if path not in removed}
    withdrawn = [
        Withdrawal(id=str(folder.id), folder=path, edition=edition.name)
        for path, folder in removed.items()
    ]
    return Base(edition, inherited | own, (*before.withdrawn, *withdrawn))


def _withdrawn_problems(
    before: Base, edition: BaseEdition, own: Mapping[str, RequirementFolder]
) -> Iterator[Place]:
    known = {folder.id for folder in before.folders.values()}
    restated = {folder.id: path for path, folder in own.items()}
    for number, name in enumerate(edition.withdrawn):
        if name not in known:
            yield _edition_problem(
                edition,
                ["withdrawn", number],
                Message("authoring.withdrawn.unknown", id=name, edition=before.edition.name),
            )
        elif name in restated:
            yield _edition_problem(
                edition,
                ["withdrawn", number],
                Message(
                    "authoring.withdrawn.restated",
                    id=name,
                    restated=restated[name],
                ),
            )


def _lost_requirement_problems(
    before: Base, edition: BaseEdition, own: Mapping[str, RequirementFolder]
) -> Iterator[Place]:
    """A folder that replaces another under another id would drop a requirement in silence."""
    accounted_for = {folder.id for folder in own.values()} | set(edition.withdrawn)
    for path in own:
        replaced = before.folders.get(path)
        if replaced is not None and replaced.id not in accounted_for:
            yield Place(
                pointer=f"{edition.folder.name}/{path}",
                message=Message(
                    "authoring.requirement_lost", id=replaced.id, edition=replaced.edition
                ),
            )


def _edition_problem(edition: BaseEdition, path: list[str | int], message: Words) -> Place:
    return Place(
        pointer=f"{edition.folder.name}/{EDITION_FILE}",
        message=message,
        line=edition.document.line_of(tuple(path)),
    )
