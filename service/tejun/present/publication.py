"""The steps of a publication as lines, one by one as they are done, and how it ended.

May not know: what a step looks at.
"""

from collections.abc import Iterable, Iterator, Mapping

from tejun.bundle.archive import Bundle
from tejun.compare.diff import compare_bundles
from tejun.errors import Place
from tejun.present.differences import DifferencesPresentation
from tejun.present.lines import Level, Line, MarkedLine
from tejun.publish import Check
from tejun.publish.steps import (
    DryRunPassed,
    PreparedEdition,
    PublicationDone,
    RemoteChecks,
    RemoteRefusals,
    SendingToService,
    Step,
)
from tejun.registry import Edition
from tejun.words import Language, Message

_NAMES: Mapping[str, Message] = {
    "archive": Message("present.fields.digest"),
    "signature": Message("present.publication.checks.signature"),
    "order": Message("present.publication.checks.order"),
    "decides": Message("present.publication.checks.decides"),
    "compiled": Message("present.publication.checks.compiled"),
    "fixtures": Message("present.publication.checks.fixtures"),
    "loosened": Message("present.publication.checks.loosened"),
    "restores": Message("present.publication.checks.restores"),
    "revision": Message("present.fields.revision"),
}
"""What each check is called, and what is shown beside them."""

_WIDTH = 10


def step_lines(step: Step, language: Language) -> Iterator[Line]:
    """The lines of one step."""
    match step:
        case PreparedEdition(bundle, source, before):
            yield title_line(bundle, language)
            yield fact_line("archive", f"{source.in_(language)}: {bundle.digest}", language)
            if before is not None:
                differences = DifferencesPresentation(compare_bundles(before, bundle), language)
                yield from ("", tuple(differences.blocks()), "")
        case Check():
            yield from check_lines(step, language)
        case SendingToService(url):
            yield Message("present.publication.at_the_service", url=url).in_(language)
        case RemoteChecks(checks):
            for check in checks:
                level: Level = "ok" if check["ran"] else "skip"
                yield _line(level, check["name"], check["note"][language], language=language)
        case RemoteRefusals(places):
            yield from _refusals(places, language)


def ending_lines(ending: DryRunPassed | PublicationDone, language: Language) -> Iterator[str]:
    """What was done, and which editions stand now, each from its first day until another takes its place."""
    if isinstance(ending, DryRunPassed):
        yield Message("present.publication.dry_run").in_(language)
        return
    new, place = ending.statement, ending.place
    if new.kind == "edition":
        yield Message("present.publication.published", file=new.file_name, place=place).in_(
            language
        )
    else:
        withdrawn = Message(
            "present.publication.withdrawn", edition=new.edition, file=new.file_name, place=place
        )
        yield withdrawn.in_(language)
    yield from _published_editions(ending, language)


def title_line(bundle: Bundle, language: Language) -> str:
    """Which edition it is about."""
    return Message(
        "present.publication.title",
        program=bundle.program,
        edition=bundle.edition,
        sequence=bundle.sequence,
        effective_from=bundle.effective_from,
    ).in_(language)


def check_lines(check: Check, language: Language) -> Iterator[Line]:
    """A check: whether it held, or did not run, and each reason to refuse."""
    level: Level = "skip" if not check.ran else "fail" if check.refusals else "ok"
    yield _line(level, check.name, check.note.in_(language), language=language)
    yield from _refusals(check.refusals, language)


def fact_line(name: str, text: str, language: Language) -> MarkedLine:
    """Something that is so."""
    return _line("ok", name, text, language=language)


def _refusals(places: Iterable[Place], language: Language) -> Iterator[str]:
    for place in places:
        first, *rest = place.message.in_(language).splitlines() or [""]
        yield f"          {place.pointer}: {first}"
        for line in rest:
            yield f"            {line}"


def _published_editions(ending: PublicationDone, language: Language) -> Iterator[str]:
    published = [edition for edition in ending.editions if edition.withdrawal is None]
    if not published:
        yield Message("present.publication.none_stands").in_(language)
        return
    yield Message("present.publication.standing").in_(language)
    for edition in sorted(published, key=lambda found: (found.effective_from, found.sequence)):
        yield f"  {_period(edition, ending, language)}"


def _period(edition: Edition, ending: PublicationDone, language: Language) -> str:
    stands = Message(
        "present.publication.stands", since=edition.effective_from, edition=edition.edition
    )
    line = stands.in_(language)
    if edition.effective_until:
        line += Message("present.publication.until", until=edition.effective_until).in_(language)
    if edition == ending.in_force:
        line += Message("present.publication.today", day=ending.today.isoformat()).in_(language)
    return line


def _line(level: Level, name: str, text: str, *, language: Language) -> MarkedLine:
    label = _NAMES[name].in_(language) if name in _NAMES else name
    return MarkedLine(level, f"{_padded(label)}  {text}", indent="  ")


def _padded(label: str) -> str:
    """To a column of its own: a Japanese character is as wide as two others."""
    wide = sum(2 if ord(character) > 0x2E80 else 1 for character in label)
    return label + " " * max(0, _WIDTH - wide)
