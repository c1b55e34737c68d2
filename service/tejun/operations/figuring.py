"""Figures over recorded decisions: where applications stand, what was asked of them most, how long it took.

Always holds: what is counted comes from codes, which were held to the log and to what stands beside them; one that was
altered is in no figure, and is named. Memory does not grow with the decisions: an application at a time is at hand.
Nothing sealed is opened, unless the kind of institutions is asked for: then of each application one input is.

May not know: how figures are shown.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

from tejun.audit.figures.counts import (
    DIMENSIONS,
    ERASED,
    UNKNOWN,
    Counted,
    Counts,
    Dimension,
    count,
)
from tejun.audit.figures.figures import figures_of
from tejun.audit.figures.found import AlteredNames, FoundFigures, Titles
from tejun.audit.figures.hiding import AT_LEAST, FLOOR
from tejun.audit.figures.seen import Clause, Clauses, SeenApplication, seen_application, together
from tejun.audit.listed import listed_decision
from tejun.errors import AlteredRecordError, ErasedRecordError, SelectionError, TejunError
from tejun.operations.listing import AT_ONCE, Selection, from_page, require_known
from tejun.operations.listing_names import as_recorded, require_known_names
from tejun.operations.recorded import find_record
from tejun.operations.workplace import Workplace
from tejun.reading.lenient import read_own
from tejun.store.listing import Listed
from tejun.words import Bilingual, Message

__all__ = ["AT_LEAST", "DIMENSIONS", "FLOOR", "Dimension"]

_PARTS_OF_APPLICATIONS = (
    *("edition", "outcome", "engine", "engine_version", "as_of"),
    *("requirement", "reason", "recorded_from"),
)
"""By what a selection may leave out earlier decisions of an application that it has."""


def find_figures(
    workplace: Workplace,
    selection: Selection,
    *,
    by: Sequence[Dimension] = (),
    at_least: int = AT_LEAST,
) -> FoundFigures:
    """Figures over all decisions of the selection, of no fewer than `at_least` applications each.

    Raises SelectionError for what cannot be selected, where there are too few applications, and where so few of its
    program are left out that figures over that would say the rest; UnknownDecisionError where there is no record;
    SealError where the kind of institutions is asked for and the master key is not at hand; or StoreError.
    """
    selection = as_recorded(selection)
    require_known(workplace, selection)
    editions = _Editions(workplace)
    altered = AlteredNames()
    applications = _by_application(workplace, selection, editions.clauses, altered)
    counts = count(_with_kinds(workplace, applications, altered, is_wanted="kind" in by), by)
    with_time = not (selection.latest or any(getattr(selection, n) for n in _PARTS_OF_APPLICATIONS))
    figures = figures_of(counts, at_least, with_time=with_time)
    if figures is None:
        require_known_names(workplace, selection)
        raise SelectionError(
            Message("operations.figuring.too_few", count=at_least),
            Message("operations.figuring.too_few.advice"),
        )
    few_left = partial(_are_few_left_out, workplace, counts, altered, at_least=at_least)
    if replace(selection, program=None, latest=False) != Selection() and few_left(
        selection.program
    ):
        raise SelectionError(
            Message("operations.figuring.too_few_left", count=at_least),
            Message("operations.figuring.too_few_left.advice"),
        )
    titles = editions.titles()
    last = len(titles.clauses)
    in_order = sorted(figures.clauses, key=lambda each: titles.clauses.get(each.clause, last))
    return FoundFigures(
        selection,
        replace(figures, clauses=tuple(in_order)),
        titles,
        altered,
        says_of_others=replace(selection, latest=False) != Selection() and few_left(None),
    )


def _are_few_left_out(
    workplace: Workplace,
    counts: Counts,
    altered: AlteredNames,
    program: str | None,
    *,
    at_least: int,
) -> bool:
    """Whether too few applications of the program, or of all, may be left out by what was selected: what they came to
    would follow from these figures and those over the whole.

    Whose the altered decisions were, nobody knows: of the applications that are in no figure here as many may be in
    none over the whole either.
    """
    uncounted = workplace.store.listing.count_applications(program) - counts.applications
    return uncounted > 0 and uncounted - altered.count < at_least


# --- one application after another ---------------------------------------------------------------


def _by_application(
    workplace: Workplace, selection: Selection, clauses: Clauses, altered: AlteredNames
) -> Iterator[SeenApplication]:
    """Each application of the selection with its decisions."""
    name: str | None = None
    of_each_program: dict[str, SeenApplication] = {}
    for found in _every_decision(workplace, selection):
        decision = listed_decision(found)
        said = decision.recorded
        if said is None:
            altered.add(decision.id)
            continue
        if said.application != name:
            yield from of_each_program.values()
            name, of_each_program = said.application, {}
        seen = seen_application(decision, said, clauses)
        before = of_each_program.get(said.program)
        of_each_program[said.program] = seen if before is None else together(before, seen)
    yield from of_each_program.values()


def _every_decision(workplace: Workplace, selection: Selection) -> Iterator[Listed]:
    listing = workplace.store.listing
    yield from listing.unlisted(selection, limit=AT_ONCE)
    read = partial(listing.page_by_application, selection, limit=AT_ONCE)
    yield from from_page(read(after=None), read)


def _with_kinds(
    workplace: Workplace,
    applications: Iterator[SeenApplication],
    altered: AlteredNames,
    *,
    is_wanted: bool,
) -> Iterator[Counted]:
    for seen in applications:
        if not is_wanted:
            yield Counted(seen)
            continue
        try:
            yield Counted(seen, _kind(workplace, seen))
        except AlteredRecordError:
            altered.add(seen.id)


def _kind(workplace: Workplace, seen: SeenApplication) -> str:
    """That of the institution that leads, as it was entered. Raises AlteredRecordError, SealError or StoreError."""
    if seen.is_erased:
        return ERASED
    try:
        document = read_own(find_record(workplace, seen.id).input)
    except ErasedRecordError:  # since it was listed
        return ERASED
    match document:
        case {"facts": {"institutions": [*institutions]}}:
            kinds = (_kind_of_lead(institution) for institution in institutions)
            return next((kind for kind in kinds if kind is not None), UNKNOWN)
        case _:
            return UNKNOWN


def _kind_of_lead(institution: Any) -> str | None:
    match institution:
        case {"role": "lead", "kind": str(kind)}:
            return kind
        case _:
            return None


# --- the words of editions -----------------------------------------------------------------------


_Said = tuple[str, str, Mapping[str, Any]]
"""A program, its edition, and the catalog of that."""


class _Editions:
    """The editions that decided, each read when it is first met."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._said: dict[str, _Said] = {}
        self.clauses: Callable[[str], Mapping[str, Clause]] = cache(self._clauses)

    def _clauses(self, revision: str) -> Mapping[str, Clause]:
        try:
            bundle = self._workplace.registry.bundle_by_revision(revision)
        except TejunError:  # gone, or unreadable: there are figures without it
            return {}
        self._said[revision] = bundle.program, bundle.edition, bundle.catalog
        return {each["id"]: _clause(each) for each in bundle.catalog["requirements"]}

    def titles(self) -> Titles:
        """Where editions differ, the words of the later one."""
        titles: Titles = Titles({}, {}, {}, {}, has_examples=False)
        for program, _, catalog in sorted(self._said.values(), key=_age):
            titles = _with_titles(titles, program, catalog)
        return titles


def _age(said: _Said) -> tuple[str, str, str]:
    program, edition, catalog = said
    return catalog["program"]["effective_from"], program, edition


def _with_titles(titles: Titles, name: str, catalog: Mapping[str, Any]) -> Titles:
    program = catalog["program"]
    requirements, reasons = dict(titles.requirements), dict(titles.reasons)
    clauses = dict(titles.clauses)
    for each in catalog["requirements"]:
        clauses.setdefault(_clause(each), len(clauses))
        requirements[each["id"]] = Bilingual(**each["title"])
        for code, reason in each["reasons"].items():
            reasons[each["id"], code] = Bilingual(**reason["message"])
    return replace(
        titles,
        requirements=requirements,
        reasons=reasons,
        programs={**titles.programs, name: Bilingual(**program["title"])},
        clauses=clauses,
        has_examples=titles.has_examples or program.get("example") is True,
    )


def _clause(requirement: Mapping[str, Any]) -> Clause:
    clause = requirement["clause"]
    return Clause(clause["section"], clause["item"])
