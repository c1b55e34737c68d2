"""Which steps may settle a finding: the acts that its reason names, at the places that it read.

Always holds: pure; a proposal is no proof. Groups are ways that exclude each other: steps of one group are taken
together, one by one where one is enough.

May not know: whether a proposal settles anything, or how it is shown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from tejun.audit.remedy import completions, declarations, examinations, measures
from tejun.audit.remedy.samples import NoSampleError
from tejun.audit.remedy.site import Group, Site
from tejun.audit.remedy.vocabulary import OF_ITEMS, acts_on


def propose(site: Site) -> Iterator[Group]:
    """The groups of steps that may settle the finding, each in the order in which it is tried."""
    finding = site.finding
    for act in acts_on(finding["requirement"], finding["reason"]):
        if act == OF_ITEMS:
            yield from _of_items(site)
            continue
        try:
            groups = list(PROPOSALS[act](site))
        except NoSampleError:
            continue
        name = finding["requirement"]
        yield from (
            [replace(step, requirement=name) for step in group] for group in groups if group
        )


def _of_items(site: Site) -> Iterator[Group]:
    """What settles the findings that this one gathers, all of them together."""
    named = {*site.params.get("items", ())}
    whole: Group = []
    for other in site.findings:
        if other["requirement"] in named and other["subject"] == site.finding["subject"]:
            own = Site(other, site.facts, site.day, site.findings, site.edition)
            whole += next(propose(own), [])
    yield whole


PROPOSALS: Mapping[str, Callable[[Site], Iterator[Group]]] = {
    "declare": declarations.declare,
    "renew": declarations.renew,
    "complete": completions.complete,
    "add": completions.add,
    "answer": completions.answer,
    "look": examinations.look,
    "mark": examinations.mark,
    "run": examinations.run,
    "name": examinations.name,
    "carry_out": measures.carry_out,
    "plan": measures.plan,
    "check": measures.check,
    "respond": measures.respond,
    "repeat": declarations.repeat,
}
