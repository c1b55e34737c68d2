"""Declarations: of what was not declared, and once more of what came too early.

Always holds: pure; what was declared stays as it was.

May not know: which act a reason names.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tejun.audit.remedy import places
from tejun.audit.remedy.edits import Path, Supply
from tejun.audit.remedy.measures import measure
from tejun.audit.remedy.samples import SAMPLE, allows_none
from tejun.audit.remedy.site import (
    Group,
    Site,
    entry_added,
    facts_asked,
    same_speaker,
    signed,
    signed_again,
)
from tejun.audit.remedy.steps import Step
from tejun.model.walks import plans_of


def declare(site: Site) -> Iterator[Group]:
    absent = [path for path in facts_asked(site) if site.at(path) is None]
    yield [_listed(site, path) for path in _LISTS if path in site.reads() and site.at(path) is None]
    for institutions in places.speakers(absent, site.facts):
        yield [_declaration(site, path, by) for path, by in zip(absent, institutions, strict=True)]


def _declaration(site: Site, path: Path, institution: str | None) -> Step:
    """The fact, declared: with entries, to be none where it can be, and with what is out of the ordinary."""
    by = {"declared": signed(site, institution)}
    variants = [{**_provided(site, path, pick), **by} for pick in _picks(path)]
    if allows_none(path):
        variants.insert(1, {"state": "none", **by, "reason": SAMPLE})
    return Step(
        "declare",
        path,
        variants=tuple((Supply(path, variant),) for variant in variants),
    )


def _picks(path: Path) -> tuple[int, ...]:
    """None of a fact whose entries nobody may make up: what the FA asked for."""
    return () if path == ("requests",) else (0, 1)


def _provided(site: Site, path: Path, pick: int) -> dict[str, Any]:
    envelope = {**site.sampler.of(path), "state": "provided"}
    if not places.may_cover_a_span(path):
        envelope.pop("period", None)
    return {**envelope, "entries": _entries(site, path, pick)}


def _entries(site: Site, path: Path, pick: int) -> list[dict[str, Any]]:
    """One entry; of what goes by items, people or lines, one for each of them."""
    each = _EACH.get(str(path[-1]), _single)(site, path, pick)
    return [site.sampler.entry(path, pick, **said) for said in each]


def _single(_site: Site, _path: Path, _pick: int) -> list[dict[str, Any]]:
    return [{}]


def _of_people(site: Site, path: Path, _pick: int) -> list[dict[str, Any]]:
    """The institution's own; somebody, where it has nobody: a roster names one at least."""
    institution = site.at(path[:-1])["id"]
    people = site.facts["people"]
    own = [each for each in people if each["institution"] == institution]
    return [{"person": each["id"]} for each in own or people[:1]]


def _of_form(site: Site, _path: Path, pick: int) -> list[dict[str, Any]]:
    items = [item["id"] for form in site.edition.get("forms", ()) for item in form["items"]]
    return [{"item": item, **(YES if pick else NO)} for item in items]


def _of_employer(site: Site, path: Path, _pick: int) -> list[dict[str, Any]]:
    """By the person's own institution."""
    own = site.at((*path[:-1], "institution"))
    names = [each["name"] for each in site.facts["institutions"] if each["id"] == own]
    return [{"employer": name} for name in names]


def _of_documents(_site: Site, _path: Path, _pick: int) -> list[dict[str, Any]]:
    return [{"kind": kind} for kind in ("undertaking", "consent")]


def _of_lines(_site: Site, _path: Path, _pick: int) -> list[dict[str, Any]]:
    return [{"line": line} for line in ("information", "managed_data")]


def _of_countries(site: Site, _path: Path, _pick: int) -> list[dict[str, Any]]:
    countries = site.edition.get("params", {}).get("joint_call_countries", ())
    return [{"country": country} for country in countries]


def _of_datasets(site: Site, _path: Path, _pick: int) -> list[dict[str, Any]]:
    """Every dataset of the DMP, by its identifier, with the access that the DMP gives."""
    datasets = [dataset for _, plan in plans_of(site.facts) for dataset in plan.get("dataset", ())]
    return [
        {"dataset_id": dict(dataset["dataset_id"]), "access": _access(dataset)}
        for dataset in datasets
    ] or [{}]


def _access(dataset: Mapping[str, Any]) -> str:
    of_parts = [part.get("data_access") for part in dataset.get("distribution") or ()]
    return next((str(access) for access in of_parts if access), "closed")


_EACH: Mapping[str, Callable[[Site, Path, int], list[dict[str, Any]]]] = {
    "roster": _of_people,
    "questionnaire": _of_form,
    "employment": _of_employer,
    "undertakings": _of_documents,
    "collection": _of_lines,
    "joint_call": _of_countries,
    "managed_data": _of_datasets,
}

YES = {"answer": "yes", "due_diligence": "done"}
NO = {"answer": "no", "due_diligence": "not_needed"}


_LISTS: tuple[Path, ...] = (("measures",), ("consultations",))
"""Lists that say by standing there, empty, that there is nothing."""


def _listed(site: Site, path: Path) -> Step:
    """Measures, or what was put to the FA, stated for the first time: that there are none, or one measure."""
    lists = [[], [measure(site)]] if path == ("measures",) else [[]]
    return Step("declare", path, variants=tuple((Supply(path, items),) for items in lists))


def renew(site: Site) -> Iterator[Group]:
    """What was read, signed again: as unchanged since it was signed, or as news; for the whole of the time where it
    covered a part."""
    there = [path for path in facts_asked(site) if site.at(path) is not None]
    whole = site.finding["reason"] == "declared_in_part"
    start = site.params.get("start")
    together = [signed_again(path, whole=whole, start=start) for path in there]
    yield from ([step] for step in together)
    if len(together) > 1:
        yield together


def repeat(site: Site) -> Iterator[Group]:
    """What was done, done once more: another entry beside the one before."""
    for path in facts_asked(site):
        if isinstance(site.at(path), dict):
            yield [entry_added("repeat", site, path, same_speaker(site, path))]
