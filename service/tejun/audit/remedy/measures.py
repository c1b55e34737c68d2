"""Measures: planned, carried out, checked; and responses to what the funding agency (FA) asked for.

Always holds: pure; a measure that is entered keeps what it says, and nothing is said for the FA.

May not know: which act a reason names.
"""

from collections.abc import Iterator
from typing import Any

from tejun import canonical
from tejun.audit.remedy.edits import AddEntry, AddItem, Supply
from tejun.audit.remedy.samples import SAMPLE, schema_of
from tejun.audit.remedy.site import Group, Site, measures_named, signed
from tejun.audit.remedy.steps import Step
from tejun.audit.remedy.vocabulary import is_of_a_measure


def carry_out(site: Site) -> Iterator[Group]:
    yield [
        _carried_out(site, i)
        for i in measures_named(site)
        if "done_on" not in site.facts["measures"][i]
    ]


def _carried_out(site: Site, i: int) -> Step:
    path = ("measures", i)
    document = {"title": SAMPLE, "on": site.day, "kept_at": SAMPLE}
    return Step(
        "carry_out",
        path,
        variants=(
            (
                Supply((*path, "done_on"), site.day),
                AddItem((*path, "evidence"), document),
            ),
        ),
    )


def plan(site: Site) -> Iterator[Group]:
    yield [planned(site, None)]


def planned(site: Site, name: str | None) -> Step:
    kinds = schema_of(("measures", 0, "kind"))["enum"]
    mandatory = site.edition.get("params", {}).get("mandatory_measures", ())
    first = [*mandatory, *kinds][0]
    variants = [
        (AddItem(("measures",), {**measure(site, name), "kind": kind}),)
        for kind in dict.fromkeys((first, "other"))
    ]
    asked = is_of_a_measure(site.finding["requirement"])
    return Step(
        "plan",
        ("measures",),
        name or "",
        of={"measure": name},
        variants=tuple(variants[:1] if asked and mandatory else variants),
    )


def measure(site: Site, name: str | None = None) -> dict[str, Any]:
    """A measure that is planned until the day, for what the finding names."""
    indicators = [
        *([site.params["indicator"]] if "indicator" in site.params else []),
        *site.params.get("keys", ()),
    ]
    own = canonical.digest(canonical.dumps(indicators)).removeprefix("sha256:")[:8]
    return {
        "id": name or f"sample-{own}",
        "kind": "training",
        "reason": SAMPLE,
        "owner": SAMPLE,
        "indicators": indicators,
        "chosen_on": site.day,
        "due": site.day,
    }


def check(site: Site) -> Iterator[Group]:
    measure = site.finding["subject"].partition(":")[2]
    path = ("follow_up",)
    states = ("as_agreed", "deviating", "not_in_place")
    yield [
        Step(
            "check",
            path,
            measure,
            of={"measure": measure},
            variants=tuple(
                (
                    AddEntry(
                        path,
                        site.sampler.entry(path, 0, measure=measure, state=state)
                        | {"checked_on": site.day},
                        signed(site, None),
                    ),
                )
                for state in states
            ),
        )
    ]


def respond(site: Site) -> Iterator[Group]:
    named = {*site.params.get("requests", ())}
    entries = site.facts.get("requests", {}).get("entries", ())
    yield [
        Step(
            "respond",
            ("requests", "entries", i),
            request["id"],
            of={"request": request["id"]},
            variants=tuple(
                (
                    Supply(
                        ("requests", "entries", i, "response"),
                        {"state": state, "rationale": SAMPLE, "by": SAMPLE, "on": site.day},
                    ),
                )
                for state in ("done", "planned", "refused")
            ),
        )
        for i, request in enumerate(entries)
        if request["id"] in named and "response" not in request
    ]
