"""The checks that need the editions before: whether it loosens, and, of a rollback, whether it restores.

Always holds: where the editions before are not at hand, a check says that it did not run.

May not know: what follows from a refusal.
"""

from tejun.bundle.archive import MANIFEST, SIGNATURES, WASM, Bundle
from tejun.compare.diff import diff
from tejun.compare.loosened import Loosening, loosened
from tejun.errors import Place
from tejun.policytest import compare, not_eased
from tejun.publish import restore
from tejun.publish.checks import MOST_SHOWN, NO_FIXTURES, Check, Means, at, counted, failed
from tejun.registry import Edition, Registry
from tejun.words import Message, Words


def tightens(bundle: Bundle, means: Means) -> Check:
    """Whether anything is asked less of than before. A rollback may: it restores what was asked once."""
    if means.registry is None:
        return Check("loosened", ran=False, note=_NO_EDITIONS)
    before, found = _compared(bundle, means.registry)
    if before is None:
        return Check("loosened", ran=True, note=_FIRST)
    than = Message("publish.tightens.than", program=before.program, edition=before.edition)
    if bundle.restores:
        note = Message("publish.tightens.note", than=than, count=len(found))
        return Check("loosened", ran=True, note=note)
    note = Message("publish.tightens.note.compared_with", than=than)
    places = tuple(Place(pointer=point.place, message=point.message) for point in found)
    changed = _base_rules(before, bundle)
    if not changed:
        return Check("loosened", ran=True, note=note, refusals=places)
    eased, told = _eased(before, bundle, means)
    files = ", ".join(changed[:MOST_NAMED]) + (", …" if changed[MOST_NAMED:] else "")
    note = Message("publish.tightens.note.the_base_s_rules", note=note, files=files, told=told)
    return Check("loosened", ran=True, note=note, refusals=(*places, *eased))


def _base_rules(before: Bundle, after: Bundle) -> list[str]:
    """The files of the procedure that may behave otherwise, of two editions on a base of one name."""
    if before.base != after.base:
        return []
    paths = (file.path for file in diff(before, after).rego if file.rules)
    return [path for path in paths if path.startswith(_OF_THE_BASE)]


def _eased(before: Bundle, after: Bundle, means: Means) -> tuple[tuple[Place, ...], Words]:
    """What the same facts are asked less of by, and how that was looked at: words alone would not show it."""
    if means.fixtures is None or before.program != after.program:
        return (), _NOT_TRIED
    outcomes = not_eased(means.fixtures, before, after, means.engine)
    return failed(outcomes, means.fixtures.folder), Message("publish.eased", count=len(outcomes))


MOST_NAMED = 3
"""How many files are named in a note."""

_OF_THE_BASE = ("procedure/", "lib/", "decision.rego")
_NOT_TRIED = Message("publish.not_tried")


_NO_EDITIONS = Message("publish.no_editions")
_FIRST = Message("publish.first")


def _compared(bundle: Bundle, registry: Registry) -> tuple[Bundle | None, tuple[Loosening, ...]]:
    """The edition to compare with, and what is loosened of it.

    Of another program, and of another call of the same one, only the procedure's part is held against it: each call has
    days and numbers of its own.
    """
    before = standing_before(bundle, registry) or _on_the_same_base(bundle, registry)
    found = loosened(before, bundle) if before else ()
    if before and (before.program, before.call) == (bundle.program, bundle.call):
        return before, found
    return before, tuple(point for point in found if point.place.startswith("requirements/"))


def standing_before(bundle: Bundle, registry: Registry) -> Bundle | None:
    """The last edition of the program that stands, of the same call where it has one; None where there is none."""
    if bundle.program not in registry.programs():
        return None
    standing = [
        edition for edition in registry.editions(bundle.program) if edition.withdrawal is None
    ]
    last = max(
        standing, key=lambda edition: (edition.call == bundle.call, edition.sequence), default=None
    )
    return registry.open(last) if last else None


def _on_the_same_base(bundle: Bundle, registry: Registry) -> Bundle | None:
    """Any other program's edition: the procedure's requirements are the same in each."""
    others = (program for program in registry.programs() if program != bundle.program)
    editions = (edition for program in others for edition in registry.editions(program))
    found = next((edition for edition in editions if edition.base == bundle.base), None)
    return registry.open(found) if found else None


def restores(bundle: Bundle, means: Means) -> Check:
    """Whether it is the earlier edition's content at its own place, and decides on every fixture as that does."""
    if means.registry is None:
        return Check("restores", ran=False, note=_NO_EDITIONS)
    earlier = _restored(bundle, means.registry)
    if earlier is None:
        return Check("restores", ran=True, note=_NOTHING_EARLIER)  # `order` refuses it
    place = restore.Place(bundle.edition, bundle.sequence, bundle.effective_from)
    expected = restore.content(means.registry.open(earlier), place)
    told = {path: bundle.files[path] for path in bundle.files if path not in _OWN}
    differing = sorted(path for path in {*expected, *told} if expected.get(path) != told.get(path))
    reasons = [
        Message("publish.restores.reasons", path=path, edition=earlier.edition)
        for path in differing[:MOST_SHOWN]
    ]
    note = Message("publish.restores.note", edition=earlier.edition, archive=earlier.archive)
    return Check("restores", ran=True, note=note, refusals=at(MANIFEST, reasons))


_OWN = {MANIFEST, SIGNATURES, WASM}
_NOTHING_EARLIER = Message("publish.nothing_earlier")


def alike(bundle: Bundle, means: Means) -> Check:
    """In the place of `fixtures`, of a rollback: the files tell of newer sources, the earlier edition is at hand."""
    earlier = _restored(bundle, means.registry) if means.registry else None
    if means.fixtures is None or means.registry is None or earlier is None:
        return Check("fixtures", ran=False, note=NO_FIXTURES)
    outcomes = compare(means.fixtures, means.registry.open(earlier), bundle, means.engine)
    note = counted(outcomes)
    return Check(
        "fixtures",
        ran=bool(outcomes),
        note=Message("publish.alike.note", edition=earlier.edition, note=note),
        refusals=failed(outcomes, means.fixtures.folder),
    )


def _restored(bundle: Bundle, registry: Registry) -> Edition | None:
    if bundle.program not in registry.programs():
        return None
    published = registry.editions(bundle.program)
    return next((edition for edition in published if edition.archive == bundle.restores), None)
