"""The checks that compare an edition with those published before: whether it asks less than its predecessor; and, of a
rollback, whether it is the edition that it restores.

Always holds: where there is no registry to compare with, a check says that it did not run.

May not know: what follows from a refusal.
"""

from dataclasses import replace

from tejun.bundle.archive import MANIFEST, SIGNATURES, WASM, Bundle
from tejun.bundle.effects import Effects
from tejun.compare.diff import compare_bundles
from tejun.compare.relaxations import Relaxation, find_relaxations
from tejun.errors import Place
from tejun.policytest import check_not_relaxed, compare_decisions
from tejun.publish import restore
from tejun.publish.checks import (
    MAX_SHOWN,
    NO_FIXTURES,
    Check,
    CheckContext,
    describe_passed,
    list_failures,
    places_at,
)
from tejun.registry import Edition, Registry
from tejun.words import Message, Words


def check_asks_no_less(bundle: Bundle, context: CheckContext) -> Check:
    """Whether the edition asks as much as the previous one, and frees no application that its base does not.

    A rollback may ask less: its content was in force once.
    """
    check = _compare_with_previous(bundle, context)
    if bundle.restores or context.effects_of_base is None:
        return check
    known = context.effects_of_base(bundle.base)
    if known is None:
        note = Message("publish.tightens.base_unknown", note=check.note, base=bundle.base)
        return replace(check, note=note)
    refusals = _new_effects(bundle, known)
    return replace(check, ran=check.ran or bool(refusals), refusals=(*check.refusals, *refusals))


def _new_effects(bundle: Bundle, known: Effects) -> tuple[Place, ...]:
    """Each reason that brings about an outcome which it does not in the base, whatever the archive says of that."""
    return tuple(
        Place(
            pointer=f"requirements/{requirement}/reasons/{reason}/outcome",
            message=Message(
                "publish.tightens.outcome_not_of_base",
                requirement=requirement,
                reason=reason,
                outcome=outcome,
                base=bundle.base,
            ),
        )
        for requirement, outcomes in bundle.effects.items()
        for reason, outcome in outcomes.items()
        if known.get(requirement, {}).get(reason) != outcome
    )


def _compare_with_previous(bundle: Bundle, context: CheckContext) -> Check:
    if context.registry is None:
        return Check("loosened", ran=False, note=_NO_EDITIONS)
    previous, relaxations = _compare(bundle, context.registry)
    if previous is None:
        return Check("loosened", ran=True, note=_FIRST_EDITION)
    name = Message("publish.tightens.previous", program=previous.program, edition=previous.edition)
    if bundle.restores:
        note = Message("publish.tightens.looser", previous=name, count=len(relaxations))
        return Check("loosened", ran=True, note=note)
    note = Message("publish.tightens.compared", previous=name)
    places = tuple(
        Place(pointer=relaxation.place, message=relaxation.message) for relaxation in relaxations
    )
    check = Check("loosened", ran=True, note=note, refusals=places)
    changed_files = _changed_base_rules(previous, bundle)
    if not changed_files:
        return check
    failures, how_compared = _find_relaxed_fixtures(previous, bundle, context)
    return _with_changed_base(check, changed_files, failures, how_compared=how_compared)


def _with_changed_base(
    check: Check, changed_files: list[str], failures: tuple[Place, ...], *, how_compared: Words
) -> Check:
    files = ", ".join(changed_files[:MAX_NAMED]) + (", …" if changed_files[MAX_NAMED:] else "")
    note = Message(
        "publish.tightens.base_changed", note=check.note, files=files, tried=how_compared
    )
    return replace(check, note=note, refusals=(*check.refusals, *failures))


def _changed_base_rules(before: Bundle, after: Bundle) -> list[str]:
    """The procedure's files whose rules differ, where both editions are on a base of the same name."""
    if before.base != after.base:
        return []
    paths = (file.path for file in compare_bundles(before, after).rego if file.rules)
    return [path for path in paths if path.startswith(_BASE_FILES)]


def _find_relaxed_fixtures(
    before: Bundle, after: Bundle, context: CheckContext
) -> tuple[tuple[Place, ...], Words]:
    """The fixtures of which less is asked than before, and how they were compared.

    Rules that changed under an unchanged base name may ask less without any change in the catalog.
    """
    if context.fixtures is None or before.program != after.program:
        return (), _NO_FIXTURES_COMPARED
    results = check_not_relaxed(context.fixtures, before, after, context.engine)
    return list_failures(results, context.fixtures.folder), Message(
        "publish.tightens.tried", count=len(results)
    )


MAX_NAMED = 3
"""How many files a note lists."""

_BASE_FILES = ("procedure/", "lib/", "decision.rego")
_NO_FIXTURES_COMPARED = Message("publish.tightens.not_tried")


_NO_EDITIONS = Message("publish.tightens.no_editions")
_FIRST_EDITION = Message("publish.tightens.first")


def _compare(bundle: Bundle, registry: Registry) -> tuple[Bundle | None, tuple[Relaxation, ...]]:
    """The edition to compare with, and the points in which the bundle asks less than it.

    Where that is another program's, or another call's of the same program, only the procedure's requirements are
    compared: each call has days and parameters of its own.
    """
    previous = find_previous_edition(bundle, registry) or _find_edition_on_same_base(
        bundle, registry
    )
    relaxations = find_relaxations(previous, bundle) if previous else ()
    if previous and (previous.program, previous.call) == (bundle.program, bundle.call):
        return previous, relaxations
    return previous, tuple(
        relaxation for relaxation in relaxations if relaxation.place.startswith("requirements/")
    )


def find_previous_edition(bundle: Bundle, registry: Registry) -> Bundle | None:
    """The program's last edition that is not withdrawn, of the same call if it has one; None where there is none."""
    if bundle.program not in registry.programs():
        return None
    published = [
        edition for edition in registry.editions(bundle.program) if edition.withdrawal is None
    ]
    last = max(
        published, key=lambda edition: (edition.call == bundle.call, edition.sequence), default=None
    )
    return registry.open(last) if last else None


def _find_edition_on_same_base(bundle: Bundle, registry: Registry) -> Bundle | None:
    """An edition of any other program on the same base: the procedure's requirements are the same in each."""
    others = (program for program in registry.programs() if program != bundle.program)
    editions = (edition for program in others for edition in registry.editions(program))
    edition = next((edition for edition in editions if edition.base == bundle.base), None)
    return registry.open(edition) if edition else None


def check_restores(bundle: Bundle, context: CheckContext) -> Check:
    """Whether it has the content of the edition that it restores, under its own name, number and first day."""
    if context.registry is None:
        return Check("restores", ran=False, note=_NO_EDITIONS)
    original = _restored_edition(bundle, context.registry)
    if original is None:
        return Check("restores", ran=True, note=_NOTHING_TO_RESTORE)  # `order` refuses it
    target = restore.NextEdition(bundle.edition, bundle.sequence, bundle.effective_from)
    expected = restore.rollback_files(context.registry.open(original), target)
    actual = {path: bundle.files[path] for path in bundle.files if path not in _NOT_RESTORED}
    different = sorted(
        path for path in {*expected, *actual} if expected.get(path) != actual.get(path)
    )
    reasons = [
        Message("publish.restores.differs", path=path, edition=original.edition)
        for path in different[:MAX_SHOWN]
    ]
    note = Message("publish.restores.holds", edition=original.edition, archive=original.archive)
    return Check("restores", ran=True, note=note, refusals=places_at(MANIFEST, reasons))


_NOT_RESTORED = {MANIFEST, SIGNATURES, WASM}
_NOTHING_TO_RESTORE = Message("publish.restores.nothing")


def check_same_decisions(bundle: Bundle, context: CheckContext) -> Check:
    """The check `fixtures` of a rollback: whether it decides like the edition that it restores.

    The expectations in the fixtures are those of newer sources, so the decisions of the two editions are compared.
    """
    original = _restored_edition(bundle, context.registry) if context.registry else None
    if context.fixtures is None or context.registry is None or original is None:
        return Check("fixtures", ran=False, note=NO_FIXTURES)
    results = compare_decisions(
        context.fixtures, context.registry.open(original), bundle, context.engine
    )
    note = describe_passed(results)
    return Check(
        "fixtures",
        ran=bool(results),
        note=Message("publish.tightens.decisions", edition=original.edition, note=note),
        refusals=list_failures(results, context.fixtures.folder),
    )


def _restored_edition(bundle: Bundle, registry: Registry) -> Edition | None:
    if bundle.program not in registry.programs():
        return None
    published = registry.editions(bundle.program)
    return next((edition for edition in published if edition.archive == bundle.restores), None)
