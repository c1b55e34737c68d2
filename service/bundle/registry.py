"""The editions at hand: a folder of archives named `<program>-<edition>.tar.gz`.

Always holds: what it gives has been read and checked as `service.bundle.archive` says, and is the edition that its file
name promises. An archive is read when it is first asked for, and once; a bad one is an error that names its file.

May not know: how a folder was found, or who asks.
"""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from service.bundle.archive import (
    EDITION_NAME,
    MAX_ARCHIVE_BYTES,
    PROGRAM_NAME,
    Bundle,
    read_archive,
)
from service.errors import BundleError, NotFoundError, Text, UnknownProgramError

SUFFIX = ".tar.gz"

_NAME = re.compile(f"({PROGRAM_NAME.pattern})-({EDITION_NAME.pattern}){re.escape(SUFFIX)}")


def file_name(program: str, edition: str) -> str:
    """The name under which an edition's archive stands in the folder."""
    return f"{program}-{edition}{SUFFIX}"


@dataclass(frozen=True)
class Registry:
    """The editions in one folder; safe to share between threads."""

    folder: Path
    paths: Mapping[str, tuple[Path, ...]]
    """The archives of each program, by the program's slug."""
    _read: dict[Path, Bundle] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @classmethod
    def load(cls, folder: Path) -> "Registry":
        """Lists the folder's archives. Raises BundleError where there is no folder or a name says nothing."""
        if not folder.is_dir():
            raise _no_folder(folder)
        paths: dict[str, tuple[Path, ...]] = {}
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            match = _NAME.fullmatch(path.name)
            if match is None:
                raise _misnamed(path, "<program>-<edition>.tar.gz")
            program = match.group(1)
            paths[program] = (*paths.get(program, ()), path)
        return cls(folder=folder, paths=paths)

    def programs(self) -> tuple[str, ...]:
        """The slugs of the programs at hand, in order."""
        return tuple(sorted(self.paths))

    def bundle(self, program: str, as_of: date) -> Bundle:
        """The program's edition in force on the day. Raises UnknownProgramError or BundleError."""
        if program not in self.paths:
            raise self._unknown(program)
        editions = [self._bundle(path) for path in self.paths[program]]
        in_force = [edition for edition in editions if edition.effective_from <= as_of.isoformat()]
        if not in_force:
            raise _not_yet(program, as_of, min(edition.effective_from for edition in editions))
        return max(in_force, key=lambda edition: (edition.effective_from, edition.sequence))

    def bundle_by_revision(self, revision: str) -> Bundle:
        """The edition with this revision, in force or not. Raises NotFoundError or BundleError."""
        found = next((bundle for bundle in self.all() if bundle.revision == revision), None)
        if found is None:
            raise _no_revision(revision)
        return found

    def all(self) -> tuple[Bundle, ...]:
        """Every edition at hand, all of them read and checked. Raises BundleError."""
        return tuple(self._bundle(path) for slug in self.programs() for path in self.paths[slug])

    def _bundle(self, path: Path) -> Bundle:
        with self._lock:
            if path not in self._read:
                self._read[path] = _read(path)
            return self._read[path]

    def _unknown(self, program: str) -> UnknownProgramError:
        known = self.programs()
        close = get_close_matches(program, known, n=3)
        return UnknownProgramError(
            Text(
                ja=f"プログラム「{program}」の版がありません。",
                en=f"There is no edition of a program “{program}”.",
            ),
            _known_programs(close or known, near=bool(close)),
        )


def _read(path: Path) -> Bundle:
    try:
        with path.open("rb") as file:
            bundle = read_archive(file.read(MAX_ARCHIVE_BYTES + 1))
    except OSError as error:
        raise BundleError(
            Text(ja=f"{path} を読み取れません。", en=f"{path} cannot be read: {error.strerror}."),
            Text(
                ja="ファイルの有無と読み取り権限を確かめてください。",
                en="See that the file is there and may be read.",
            ),
        ) from error
    except BundleError as error:
        raise BundleError(
            Text(ja=f"{path.name}: {error.detail.ja}", en=f"{path.name}: {error.detail.en}"),
            error.advice,
        ) from error
    name = file_name(bundle.program, bundle.edition)
    if name != path.name:
        raise _misnamed(path, name)
    return bundle


def _known_programs(programs: tuple[str, ...] | list[str], *, near: bool) -> Text:
    if not programs:
        return Text(
            ja="`tejun bundle build` で版を作るか、版のあるフォルダーを指定してください。",
            en="Build an edition with `tejun bundle build`, or name a folder that holds one.",
        )
    names = ", ".join(programs)
    if near:
        return Text(ja=f"もしかして: {names}", en=f"Did you mean: {names}?")
    return Text(ja=f"次のいずれかを指定してください: {names}", en=f"Name one of these: {names}.")


def _not_yet(program: str, as_of: date, first: str) -> UnknownProgramError:
    return UnknownProgramError(
        Text(
            ja=f"{as_of.isoformat()} に有効な「{program}」の版がありません。",
            en=f"No edition of “{program}” is in force on {as_of.isoformat()}.",
        ),
        Text(
            ja=f"最初の版は {first} から有効です。それ以降の日付で判定してください。",
            en=f"Its first edition is in force from {first}: ask for that day or a later one.",
        ),
    )


def _no_revision(revision: str) -> NotFoundError:
    return NotFoundError(
        Text(
            ja=f"リビジョン {revision} の版がありません。",
            en=f"There is no edition with the revision {revision}.",
        ),
        Text(
            ja="判定に使われた版のアーカイブを、版のフォルダーに戻してください。",
            en="Put the archive that decided back into the folder of editions.",
        ),
    )


def _no_folder(folder: Path) -> BundleError:
    return BundleError(
        Text(ja=f"版のフォルダー {folder} がありません。", en=f"There is no folder {folder}."),
        Text(
            ja="版のアーカイブを置いたフォルダーを指定してください。",
            en="Name the folder that holds the editions' archives.",
        ),
    )


def _misnamed(path: Path, name: str) -> BundleError:
    return BundleError(
        Text(
            ja=f"{path.name}: ファイル名が中身の版と合いません。",
            en=f"{path.name}: the file's name is not that of its edition.",
        ),
        Text(ja=f"{name} という名前にしてください。", en=f"Name it {name}."),
    )
