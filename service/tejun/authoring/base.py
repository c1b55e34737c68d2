"""The editions of the base procedure: a folder of `policies/` each, named and dated by its `edition.yaml`.

A later edition follows an earlier one and holds only what it changes. A requirement's folder at the same path takes the
place of the earlier one, tests included; at a new path it is added; an id under `withdrawn` is taken out; all else is
inherited.

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

import jsonschema_rs

from tejun import canonical
from tejun.authoring.problems import refused
from tejun.authoring.schemas import EDITION
from tejun.bundle.metadata import read_metadata
from tejun.errors import Place, TejunError
from tejun.model import wording
from tejun.reading import Document, read_document
from tejun.words import Message, Words

FILE = "edition.yaml"
PAGE = "docs/editions.md"
TREE = "procedure"
"""Where the packages of a base stand in the tree of whatever is built on it."""


@dataclass(frozen=True)
class Edition:
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
        """The edition that it changes; None for one that stands alone."""
        follows: str | None = self.document.value.get("follows")
        return follows

    @property
    def withdrawn(self) -> tuple[str, ...]:
        """The ids of the requirements that it takes out of the edition before."""
        return tuple(self.document.value.get("withdrawn", ()))

    @property
    def about(self) -> dict[str, Any]:
        """What the catalog tells of it."""
        return {key: self.document.value[key] for key in ("name", "dated", "title", "status")}


@dataclass(frozen=True)
class Folder:
    """The folder of one requirement: its Rego files, and the edition that it comes from."""

    files: tuple[Path, ...]
    edition: str

    @cached_property
    def id(self) -> str | None:
        """The requirement's id, from the METADATA; the lint holds the rest of them."""
        found = (read_metadata(file.as_posix(), file.read_text("utf-8")) for file in self.files)
        return next(
            (str(item.custom["id"]) for item in found if item and "id" in item.custom), None
        )


@dataclass(frozen=True)
class Withdrawal:
    """A requirement that an edition took out, and the folder in which it stood."""

    id: str
    folder: str
    edition: str


@dataclass(frozen=True)
class Base:
    """An edition with what it inherits: its requirements' folders by path (`people/papers`)."""

    edition: Edition
    folders: Mapping[str, Folder]
    withdrawn: tuple[Withdrawal, ...] = ()

    @property
    def files(self) -> dict[str, Path]:
        """Every Rego file, tests included, by its path in the tree (`procedure/people/papers/papers.rego`)."""
        return {
            f"{TREE}/{path}/{file.name}": file
            for path, folder in self.folders.items()
            for file in folder.files
        }

    def origin(self, path: str) -> str:
        """The name of the edition that gives the file at this path of the tree."""
        return self.folders[str(Path(path).relative_to(TREE).parent)].edition


def read_editions(policies: Path) -> dict[str, Edition]:
    """The editions in the folder, by name. Raises BundleError with every problem of their edition.yaml files."""
    found = [_read(path) for path in sorted(policies.glob(f"*/{FILE}"))]
    problems = [item for item in found if isinstance(item, Place)]
    editions = [item for item in found if isinstance(item, Edition)]
    problems += [place for edition in editions for place in _misfits(edition)]
    if not problems:
        problems += [*_name_problems(editions)]
    by_name = {edition.name: edition for edition in editions} if not problems else {}
    problems += [place for edition in by_name.values() for place in _order(edition, by_name)]
    if problems:
        raise refused(problems, page=PAGE)
    return by_name


def read_base(policies: Path, name: str, *, named_by: str) -> Base:
    """The edition `name` with all that it inherits; `named_by` is the file that names it, below `policies/`.

    Raises BundleError.
    """
    editions = read_editions(policies)
    if name not in editions:
        text = _unknown("base", name, editions)
        raise refused([Place(pointer=named_by, message=text, line=1)], page=PAGE)
    first, *later = reversed([*_chain(editions[name], editions)])
    base = Base(first, _folders(first))
    for edition in later:
        base = _laid_over(base, edition)
    return base


# --- one edition.yaml --------------------------------------------------------------------------


def _read(path: Path) -> Edition | Place:
    try:
        return Edition(path.parent, read_document(path.read_bytes(), "yaml"))
    except TejunError as error:
        return Place(pointer=f"{path.parent.name}/{FILE}", message=error.detail, line=1)


def _misfits(edition: Edition) -> Iterator[Place]:
    validator = jsonschema_rs.Draft202012Validator(EDITION, validate_formats=True)
    for error in validator.iter_errors(edition.document.value):
        where = canonical.pointer(error.instance_path).lstrip("/")
        said = wording.schema_error(error)
        lead = f"{where}: " if where else ""
        yield _at(edition, error.instance_path, Message("authoring.misfits", lead=lead, said=said))


# --- names and order ---------------------------------------------------------------------------


def _name_problems(editions: list[Edition]) -> Iterator[Place]:
    bearers: dict[str, list[Edition]] = defaultdict(list)
    for edition in editions:
        bearers[edition.name].append(edition)
    for name, (first, *others) in bearers.items():
        for edition in others:
            yield _at(
                edition,
                ["name"],
                Message("authoring.name_problems", name=name, name_2=first.folder.name),
            )


def _order(edition: Edition, editions: Mapping[str, Edition]) -> Iterator[Place]:
    if edition.follows is None:
        return
    before = editions.get(edition.follows)
    if before is None:
        said = _unknown("follows", edition.follows, editions)
        yield _at(edition, ["follows"], said)
    elif edition in _chain(before, editions):
        yield _at(edition, ["follows"], Message("authoring.order", name=before.name))
    elif edition.dated <= before.dated:
        yield _at(
            edition,
            ["dated"],
            Message("authoring.order.dated_it_must_be", dated=before.dated, name=before.name),
        )


def _chain(edition: Edition, editions: Mapping[str, Edition]) -> Iterator[Edition]:
    """The edition, the one that it follows, and so on; a circle is gone round once."""
    seen: set[str] = set()
    at: Edition | None = edition
    while at is not None and at.name not in seen:
        seen.add(at.name)
        yield at
        at = editions.get(at.follows or "")


def _unknown(key: str, name: str, editions: Mapping[str, Edition]) -> Words:
    known = sorted(editions)
    return Message(
        "authoring.unknown",
        place=key,
        file=FILE,
        name=name,
        known=known or Message("list.none"),
    )


# --- what an edition changes -------------------------------------------------------------------


def _folders(edition: Edition) -> dict[str, Folder]:
    files: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(edition.folder.rglob("*.rego")):
        files[file.parent.relative_to(edition.folder).as_posix()].append(file)
    return {path: Folder(files=tuple(own), edition=edition.name) for path, own in files.items()}


def _laid_over(before: Base, edition: Edition) -> Base:
    """The base with the later edition laid over it. Raises BundleError."""
    own = _folders(edition)
    problems = [*_withdrawn_problems(before, edition, own), *_lost(before, edition, own)]
    if problems:
        raise refused(problems, page=PAGE)
    gone = {
        path: folder for path, folder in before.folders.items() if folder.id in edition.withdrawn
    }
    kept = {path: folder for path, folder in before.folders.items() if path not in gone}
    withdrawn = [
        Withdrawal(id=str(folder.id), folder=path, edition=edition.name)
        for path, folder in gone.items()
    ]
    return Base(edition, kept | own, (*before.withdrawn, *withdrawn))


def _withdrawn_problems(
    before: Base, edition: Edition, own: Mapping[str, Folder]
) -> Iterator[Place]:
    known = {folder.id for folder in before.folders.values()}
    restated = {folder.id: path for path, folder in own.items()}
    for number, name in enumerate(edition.withdrawn):
        if name not in known:
            yield _at(
                edition,
                ["withdrawn", number],
                Message("authoring.withdrawn_problems", name=name, name_2=before.edition.name),
            )
        elif name in restated:
            yield _at(
                edition,
                ["withdrawn", number],
                Message(
                    "authoring.withdrawn_problems.withdrawn_stands_in_of",
                    name=name,
                    restated=restated[name],
                ),
            )


def _lost(before: Base, edition: Edition, own: Mapping[str, Folder]) -> Iterator[Place]:
    """A folder that takes another's place under another id would drop a requirement in silence."""
    here = {folder.id for folder in own.values()} | set(edition.withdrawn)
    for path in own:
        earlier = before.folders.get(path)
        if earlier is not None and earlier.id not in here:
            yield Place(
                pointer=f"{edition.folder.name}/{path}",
                message=Message("authoring.lost.message", id=earlier.id, edition=earlier.edition),
            )


def _at(edition: Edition, path: list[str | int], message: Words) -> Place:
    return Place(
        pointer=f"{edition.folder.name}/{FILE}",
        message=message,
        line=edition.document.line_of(tuple(path)),
    )
