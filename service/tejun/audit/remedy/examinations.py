"""Due diligence: looks into sources, the mark that closes them, and runs of names against lists.

Always holds: pure; what is found by a look or a run is among its variants, and no candidate is disposed of.

May not know: which act a reason names.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tejun.audit.remedy import places
from tejun.audit.remedy.edits import AddEntry, AddItem, Path
from tejun.audit.remedy.samples import SAMPLE
from tejun.audit.remedy.site import Group, Site, signed
from tejun.audit.remedy.steps import Step


def look(site: Site) -> Iterator[Group]:
    """A look at the items that are open, by each institution that is to look."""
    subject = site.subject_path()
    if not subject:
        return
    path = (*subject, "due_diligence")
    every = places.items_of(subject, site.facts)
    read = [path[-1] for path in site.reads() if path[-1] in every]
    items = site.params.get("items") or read or every
    yield [
        _looked(site, path, institution, list(items))
        for institution in places.makers(subject, site.facts)
    ]


def _looked(site: Site, path: Path, institution: str | None, items: list[str]) -> Step:
    variants = []
    for finding in ("nothing_against", "differs", "not_confirmable"):
        look = {
            "source": SAMPLE,
            "kind": "institution",
            "query": SAMPLE,
            "by": SAMPLE,
            "on": site.day,
            "items": items,
            "result": SAMPLE,
            "available": True,
            "finding": finding,
            **({} if institution is None else {"institution": institution}),
        }
        variants.append((AddEntry(path, look, signed(site, institution)),))
    return Step(
        "look",
        path,
        institution or "",
        of={"items": items, "institution": institution},
        variants=tuple(variants),
    )


def mark(site: Site) -> Iterator[Group]:
    subject = site.subject_path()
    if not subject:
        return
    path = (*subject, "concerns")
    yield [
        Step(
            "mark",
            path,
            institution or "",
            of={"institution": institution},
            variants=tuple(
                (AddItem(path, _concern(site, institution, mark)),) for mark in ("none", "raised")
            ),
        )
        for institution in places.makers(subject, site.facts)
    ]


def _concern(site: Site, institution: str | None, mark: str) -> dict[str, Any]:
    concern = {"mark": mark, "by": SAMPLE, "on": site.day}
    if mark == "raised":
        concern["reason"] = SAMPLE
    return concern if institution is None else {**concern, "institution": institution}


def run(site: Site) -> Iterator[Group]:
    """A run of every name against each list that lacks one, by each institution that is to run them."""
    subject = site.subject_path()
    if not subject:
        return
    lists = [str(name).split(" ")[0] for name in site.params.get("lists", ())]
    for institution in places.makers(subject, site.facts):
        yield [_ran(site, (*subject, "screening"), name, institution) for name in lists]


def _ran(site: Site, path: Path, list_id: str, institution: str | None) -> Step:
    names = places.names_to_search(site.facts, path[:-1])
    names = list(dict.fromkeys([*names, *site.params.get("missing", ()), *_searched(site)]))
    run = {
        "list_id": list_id,
        "list_version": site.day,
        "retrieved_on": site.day,
        "queried_names": names,
        "run_by": SAMPLE,
        "run_on": site.day,
        **({} if institution is None else {"institution": institution}),
    }
    again = "+" if "missing" in site.params else ""
    return Step(
        "run",
        path,
        " ".join([list_id + again, institution or ""]).strip(),
        of={"list": list_id, "institution": institution},
        variants=tuple(
            (AddItem(path, {**run, "candidates": candidates}),)
            for candidates in ([], [{"id": SAMPLE}])
        ),
    )


def _searched(site: Site) -> Iterable[str]:
    return (str(name) for name in site.params.get("names", ()))


def name(site: Site) -> Iterator[Group]:
    path = (*site.subject_path(), "other_names")
    name = {"name": "Sample Name", "kind": "latin"}
    yield [Step("name", path, variants=((AddItem(path, name),),))]
