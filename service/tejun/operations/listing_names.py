"""Whether what a list was asked for is known at all: a slip finds nothing, which reads as if there were nothing.

Always holds: asked only where nothing was found; what an edition declares is known, also where no decision came to it.

May not know: how a list is read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from tejun.errors import SelectionError, TejunError
from tejun.model.identifiers import is_ror
from tejun.operations.workplace import Workplace
from tejun.store.listing import Selection
from tejun.words import Message, Words
from tejun.words.quoting import quoted
from tejun.words.schema import name_meant

_ROR = re.compile(r"(?:(?:https?://)?(?:www\.)?ror\.org/)?(0[0-9a-z]{6}[0-9]{2})/?", re.IGNORECASE)
_SHOWN = 20
_NAMED = ("edition", "engine", "engine_version")


def as_recorded(selection: Selection) -> Selection:
    """The selection with a ROR id, however it is written, as decisions have it."""
    found = None if selection.institution is None else _ROR.fullmatch(selection.institution.strip())
    if found is None:
        return selection
    address = f"https://ror.org/{found[1].lower()}"
    return replace(selection, institution=address) if is_ror(address) else selection


def require_known_names(workplace: Workplace, selection: Selection) -> None:
    """That there is such an edition, engine, institution, requirement and reason. Raises SelectionError, which names
    those that may be meant, or StoreError."""
    listing, values = workplace.store.listing, selection.values
    institution = selection.institution
    if institution is not None and not listing.has("institution", institution):
        raise SelectionError(
            Message("operations.listing.institution", name=_shown(institution)),
            Message("operations.listing.institution.advice"),
        )
    for column in _NAMED:
        if column in values and not listing.has(column, values[column]):
            known = set(listing.values(column, _SHOWN))
            if column == "edition":
                known |= set(_editions(workplace, selection.program))
            _require(values[column], known, _UNKNOWN[column])
    for name, find in _DECLARED.items():
        value = getattr(selection, name)
        if value is not None and not listing.has_finding(**{name: value}):
            _require(value, set(find(workplace)), _UNKNOWN[name])


def _require(value: str, known: set[str], unknown: Callable[[str], Words]) -> None:
    if value in known:
        return
    advice = (
        name_meant(value, sorted(known), most=_SHOWN)
        if known
        else Message("operations.listing.unknown.none")
    )
    raise SelectionError(unknown(_shown(value)), advice)


_UNKNOWN: Mapping[str, Callable[[str], Words]] = {
    "edition": lambda name: Message("operations.listing.edition", name=name),
    "engine": lambda name: Message("operations.listing.engine", name=name),
    "engine_version": lambda name: Message("operations.listing.engine_version", name=name),
    "requirement": lambda name: Message("operations.listing.requirement", name=name),
    "reason": lambda name: Message("operations.listing.reason", name=name),
}


def _shown(text: str) -> str:
    return quoted(text[:64])


# --- what editions have --------------------------------------------------------------------------


def _editions(workplace: Workplace, program: str | None) -> Iterator[str]:
    """As far as the registry is at hand."""
    try:
        programs = workplace.registry.programs() if program is None else (program,)
        for each in programs:
            yield from (edition.edition for edition in workplace.registry.editions(each))
    except TejunError:
        return


def _requirements(workplace: Workplace) -> Iterator[str]:
    return (requirement["id"] for requirement in _declared(workplace))


def _reasons(workplace: Workplace) -> Iterator[str]:
    return (reason for requirement in _declared(workplace) for reason in requirement["reasons"])


_DECLARED: Mapping[str, Callable[[Workplace], Iterable[str]]] = {
    "requirement": _requirements,
    "reason": _reasons,
}


def _declared(workplace: Workplace) -> Iterator[Mapping[str, Any]]:
    try:
        for bundle in workplace.registry.all_bundles():
            yield from bundle.catalog["requirements"]
    except TejunError:
        return
