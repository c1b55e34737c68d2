"""What was left out of something that is entered: keys of an entry, and entries of a list.

Always holds: pure; what is entered stays as it was.

May not know: which act a reason names.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tejun.audit.remedy import places
from tejun.audit.remedy.declarations import NO, YES
from tejun.audit.remedy.edits import AddEntry, Path, Supply
from tejun.audit.remedy.measures import planned
from tejun.audit.remedy.samples import SAMPLE, NoSampleError, is_fact, schema_of
from tejun.audit.remedy.site import (
    Group,
    Site,
    document_added,
    entry_added,
    facts_asked,
    measures_named,
    same_speaker,
    signed,
    signed_again,
)
from tejun.audit.remedy.steps import Step


def complete(site: Site) -> Iterator[Group]:
    """Whatever was left out of what was read, together, to be shrunk; then with what was read signed again."""
    asked = list(dict.fromkeys([*site.reads(), *_around(site)]))
    steps = [step for path in asked for step in _left_out(site, path)]
    yield steps
    given = [path for path in facts_asked(site) if _is_provided(site.at(path))]
    if given:
        yield [*steps, *(signed_again(path, whole=False, start=None) for path in given)]


def _is_provided(fact: Any) -> bool:
    return isinstance(fact, dict) and fact.get("state") in {"provided", "none"}


def _around(site: Site) -> Iterator[Path]:
    """What else the acts of the reason may be on: the contract of a term, entries that go by their source."""
    for path in site.reads():
        if path[0] == "agreements":
            yield path[:2]
    sources = {*site.params.get("sources", ())}
    subject = site.subject_path()
    if sources and subject:
        yield from places.entries_of_sources(site.facts, subject, sources)


def _left_out(site: Site, path: Path) -> Iterator[Step]:
    value = site.at(path)
    if isinstance(value, list):
        for i in range(len(value)):
            yield from _left_out(site, (*path, i))
    elif isinstance(value, dict) and "declared" in value and is_fact(path):
        yield from _completed(site, path, _of_whole(site, value))
        for i in range(len(value.get("entries", ()))):
            yield from _completed(site, (*path, "entries", i), None)
    elif isinstance(value, dict):
        yield from _completed(site, path, None)
    elif value is None:
        yield from _supplied(site, path)


def _of_whole(site: Site, envelope: Mapping[str, Any]) -> tuple[str, ...]:
    """What a fact as a whole may lack: the reason why there is none, or the document that its reason asks for."""
    if envelope.get("state") == "none":
        return ("reason",)
    return ("evidence",) if site.finding["reason"] == "form_not_attached" else ()


def _completed(site: Site, path: Path, keys: tuple[str, ...] | None) -> Iterator[Step]:
    value = site.at(path)
    known = schema_of(path).get("properties", {})
    for key in keys if keys is not None else known:
        if key in known and key not in value and key in places.COMPLETED:
            yield from _supplied(site, (*path, key))


def _supplied(site: Site, path: Path) -> Iterator[Step]:
    """A value where there is none."""
    if is_fact(path):
        return
    try:
        samples = [_sample(site, path, pick) for pick in (0, 1, 2)]
    except NoSampleError:
        return
    distinct = [value for i, value in enumerate(samples) if value not in samples[:i]]
    yield Step("complete", path, variants=tuple((Supply(path, value),) for value in distinct))


def _sample(site: Site, path: Path, pick: int) -> Any:
    if path[-1] == "evidence":
        return [{"title": SAMPLE, "on": site.day, "kept_at": SAMPLE}]
    return site.sampler.of(path, pick)


def add(site: Site) -> Iterator[Group]:
    reason = site.finding["reason"]
    if reason in {"not_in_roster", "people_not_dated"}:
        path = next(path for path in site.reads() if path[-1] == "roster")
        if site.at(path) is None:
            return
        by = same_speaker(site, path)
        yield [
            entry_added("add", site, path, by, detail=name, person=name)
            for name in site.params.get("people", ())
        ]
    elif reason == "line_missing":
        path = ("process", "collection")
        yield [
            entry_added("add", site, path, None, detail=line, line=line)
            for line in site.params.get("lines", ())
        ]
    elif reason == "document_missing":
        path = site.reads()[0]
        yield [
            entry_added("add", site, path, None, detail=kind, kind=kind)
            for kind in site.params.get("kinds", ())
        ]
    elif reason == "side_not_stated":
        path = site.reads()[0]
        yield [
            entry_added("add", site, path, None, detail=country, country=country)
            for country in site.params.get("countries", ())
        ]
    elif reason in {"form_older", "form_not_attached"}:
        yield [document_added(site, (*site.reads()[0], "evidence"))]
    elif reason == "not_shown":
        named = measures_named(site)
        yield [document_added(site, ("measures", i, "evidence")) for i in named]
    elif reason == "not_listed":
        yield [planned(site, name) for name in site.params.get("measures", ())]


def answer(site: Site) -> Iterator[Group]:
    path = site.reads()[0]
    yield [
        Step(
            "answer",
            path,
            item,
            of={"item": item},
            variants=tuple(
                (
                    AddEntry(
                        path,
                        site.sampler.entry(path, 0, item=item, **said),
                        signed(site, None),
                    ),
                )
                for said in (NO, YES)
            ),
        )
        for item in site.params.get("items", ())
    ]
