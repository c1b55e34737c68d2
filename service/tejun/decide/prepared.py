"""What a policy needs of the facts and cannot make itself: names and places that can be compared, and short digests.

Rego (OPA 1.0, as WebAssembly has it) knows neither Unicode normal forms nor hashes.

Always holds: pure; a digest stays the same when only the day or the signature of an entry changes; and a part
that would be empty is left out.

May not know: what a policy makes of either.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from tejun import canonical
from tejun.decide.named import named_in, running, written_within
from tejun.decide.plan_names import also_written, contributors, creators, funders
from tejun.model.bodies import CORPORATIONS, without_remark
from tejun.model.left_out import words_leaving_out
from tejun.model.mentions import names_of, names_of_body
from tejun.model.names import LONGEST_NAME, NameReader
from tejun.model.placeholders import texts_saying_nothing, words_of_no_policy
from tejun.model.places import Places
from tejun.model.walks import (
    FOUND_OF_BODIES,
    Contents,
    bodies_of,
    contents_of,
    newest_declaration,
    path_of,
    plans_of,
    supporters_of,
)
from tejun.reading import Path

DIGEST_LENGTH = 16
"""How many hexadecimal digits of the SHA-256 stand in an indicator's key: nobody finds another entry with the same."""

_ACTS = frozenset({"by", "on", "since", "declared", "disposition", "reliability"})
"""Who said it and when, and how a person answered it since: not what it says."""


def prepare(facts: dict[str, Any], contents: Contents | None = None) -> dict[str, Any]:
    """The part `prepared` of the input document; `contents` is what there is in the facts, where that is at hand.

    `names` by the name as written, and `digests` by the entry's pointer. Where there are any: `places`, by the text
    that names them, where a list is kept elsewhere; `kept_by`, the ids of the institutions by the text that names
    them as where data are kept, but for a lead one that lists any; `handed_to`, the ids of the joint institutions
    by the reason that names them, for which somebody takes no part; `named_in`, the bodies and programs that a
    person declares, and the institutions and supporters, by the reason or detail of the person's that names them, and
    the funders of the DMP by the reason that an institution gives of its supporters;
    `says_nothing`, the reasons and details that say no more than `none` does; `says_no_policy`, policies, and
    reasons why none is needed, that say that there is none; `leaves_out`, the reasons why somebody takes no part that
    leave him or her out of the range; `also_written`, by a name of the
    DMP the forms in which it compares besides; and `signed_last`, the newest day on which anything was
    declared (`on`), and where that stands (`at`, pointers).
    """
    places = _places(facts)
    contents = contents or contents_of(facts)
    kept_by = _kept_by(facts, contents.names)
    handed_to = _handed_to(facts, contents.names)
    named = named_in(
        facts.get("people", []),
        (body for _, body in bodies_of(facts)),
        contents.names,
        _naming_funders(facts),
    )
    nothing = texts_saying_nothing(contents)
    no_policy = words_of_no_policy(facts)
    leaving_out = words_leaving_out(facts)
    also = also_written(facts, contents.names)
    signed_last = newest_declaration(contents)
    return {
        "names": _prepared_names(facts, contents.names),
        "digests": dict(_digests(facts, contents)),
        **({"places": places} if places else {}),
        **({"kept_by": kept_by} if kept_by else {}),
        **({"handed_to": handed_to} if handed_to else {}),
        **({"named_in": named} if named else {}),
        **({"says_nothing": nothing} if nothing else {}),
        **({"says_no_policy": no_policy} if no_policy else {}),
        **({"leaves_out": leaving_out} if leaving_out else {}),
        **({"also_written": also} if also else {}),
        **({"signed_last": _in_facts(signed_last)} if signed_last else {}),
    }


def _in_facts(signed_last: tuple[str, list[Path]]) -> dict[str, Any]:
    day, places = signed_last
    return {"on": day, "at": [canonical.pointer(("facts", *path)) for path in places]}


def _prepared_names(facts: Mapping[str, Any], read: NameReader) -> dict[str, dict[str, Any]]:
    bodies = set(_bodies(facts))
    names = {
        name: dict(read.prepare(name))
        for name in sorted(bodies | set(_other_names(facts)))
        if len(name) <= LONGEST_NAME
    }
    with_corporation = _with_corporation(names[body]["forms"] for body in bodies & names.keys())
    for body in bodies & names.keys():
        forms = names[body]["forms"]
        names[body]["forms"] = sorted(
            {*forms, *(with_corporation[form] for form in forms if form in with_corporation)}
        )
    return names


def _with_corporation(bodies: Iterable[list[str]]) -> dict[str, str]:
    """By a body's name alone its name with the kind of its corporation, where both are written in the document.

    The longer form goes to the shorter name, not the other way round: two corporations of different kinds stay two. A
    name to which more than one may belong is nobody's.
    """
    found = defaultdict(set)
    for forms in bodies:
        for form in forms:
            for corporation in CORPORATIONS:
                if form.startswith(corporation):
                    found[form.removeprefix(corporation)].add(form)
    return {name: whole for name, (whole, *others) in found.items() if name and not others}


def _bodies(facts: Mapping[str, Any]) -> Iterator[str]:
    """Every name of an institution or supporter, of the bodies that people declare, and of whom the DMP names."""
    yield from contributors(facts)
    yield from creators(facts)
    yield from funders(facts)
    for _, holder in bodies_of(facts):
        yield from names_of(holder)
    for person in facts.get("people", []):
        yield from _bodies_of(person)
    yield from _related_bodies(facts)


def _bodies_of(person: Mapping[str, Any]) -> Iterator[str]:
    """Those that the person declares, and the employers."""
    yield from _declared_bodies(person.get("disclosures", {}))
    for key, named in (("affiliations", "institution"), ("employment", "employer")):
        yield from (post[named] for post in person.get(key, {}).get("entries", []))


def _related_bodies(facts: Mapping[str, Any]) -> Iterator[str]:
    """With whom people declare relations that a program's matrix names, and, where anybody does, who funded them; each
    body also without the remark in brackets behind its name."""
    people = facts.get("people", [])
    related = [
        entry["body"] for person in people for entry in person.get("factors", {}).get("entries", [])
    ]
    if not related:
        return
    bodies = set(related)
    for person in people:
        funding = person.get("disclosures", {}).get("funding", {})
        bodies.update(_bodies_of(person))
        bodies.update(grant["funder"] for grant in funding.get("entries", []))
    yield from bodies
    yield from {without_remark(body) for body in bodies} - {""}


def _other_names(facts: Mapping[str, Any]) -> Iterator[str]:
    """Every name of a person, and every one searched."""
    for person in facts.get("people", []):
        yield from names_of(person)
    for holder in (*facts.get("people", []), *(body for _, body in bodies_of(facts))):
        for run in holder.get("screening", []):
            yield from run["queried_names"]
    yield from _contributors(facts)


def _contributors(facts: Mapping[str, Any]) -> Iterator[str]:
    """Whom the DMP names, and of whom an institution says why they take no part."""
    yield from contributors(facts)
    for institution in facts.get("institutions", []):
        for entry in institution.get("not_participating", {}).get("entries", []):
            yield entry["name"]


def _naming_funders(facts: Mapping[str, Any]) -> dict[str, set[str]]:
    """What an institution says of its supporters, each text with the funders of the DMP, which it may name."""
    named = set(funders(facts))
    if not named:
        return {}
    declared = (body.get("supporters", {}) for body in facts.get("institutions", []))
    return {said["reason"]: named for said in declared if "reason" in said}


def _declared_bodies(disclosures: Mapping[str, Any]) -> Iterator[str]:
    """Where a person studied, worked, or had support from: a program may ask to run these against a list."""
    for key, named in (
        ("education", "institution"),
        ("career", "institution"),
        ("other_support", "provider"),
    ):
        for entry in disclosures.get(key, {}).get("entries", []):
            yield entry[named]


def _places(facts: Mapping[str, Any]) -> dict[str, list[list[str]]]:
    """Where a person's list is kept, and the sources in which this person was looked for."""
    people = facts.get("people", [])
    kept: set[str] = set()
    looked_at: set[str] = set()
    for person in people:
        of_person = {
            declared["kept"]["place"]
            for declared in person.get("disclosures", {}).values()
            if "kept" in declared
        }
        if of_person:
            kept |= of_person
            looked_at |= {
                look["source"] for look in person.get("due_diligence", {}).get("entries", [])
            }
    if not kept:
        return {}
    places = Places(name for person in people for name in names_of(person))
    return {
        **{text: places.named(text) for text in looked_at},
        **{text: places.kept_at(text) for text in kept},
    }


def _kept_by(facts: Mapping[str, Any], read: NameReader) -> dict[str, list[str]]:
    """Which institutions are named where managed data, or datasets of the DMP, are kept; not a lead one that lists any.

    A name within a longer one that stands there (a university's in that of its foundation) is not meant.
    """
    institutions = facts.get("institutions", [])
    listing = {
        institution["id"]
        for institution in institutions
        if institution.get("role") == "lead" and institution.get("managed_data", {}).get("entries")
    }
    if len(listing) == len(institutions):
        return {}
    names = _names_within(institutions, read)
    texts = {text for text in _places_of_data(facts) if len(text) <= LONGEST_NAME}
    found = {text: sorted(_named_in(text, names, read) - listing) for text in sorted(texts)}
    return {text: named for text, named in found.items() if named}


def _handed_to(facts: Mapping[str, Any], read: NameReader) -> dict[str, list[str]]:
    """Which joint institutions a reason names for which the lead one says that somebody takes no part."""
    institutions = facts.get("institutions", [])
    joint = {body["id"] for body in institutions if body.get("role") == "joint"}
    texts = {
        entry["reason"]
        for institution in institutions
        if institution["id"] not in joint
        for entry in institution.get("not_participating", {}).get("entries", [])
    }
    if not texts:
        return {}
    names = _names_within(institutions, read)
    found = {text: _owners(running(read, text), names) & joint for text in sorted(texts)}
    return {text: sorted(named) for text, named in found.items() if named}


def _names_within(institutions: Iterable[dict[str, Any]], read: NameReader) -> dict[str, str]:
    """How each institution's names stand within a text, each with its id."""
    return {
        written: institution["id"]
        for institution in institutions
        for name in names_of_body(institution)
        for written in written_within(read, name)
    }


def _named_in(text: str, names: Mapping[str, str], read: NameReader) -> set[str]:
    """What stands in brackets behind it is a remark: with whom it is shared, say. A name alone is where it is."""
    said = without_remark(text)
    words, remark = running(read, said or text), running(read, text.removeprefix(said))
    return _owners(words, names, remark)


def _owners(running: str, names: Mapping[str, str], alone: str = "") -> set[str]:
    """Whose names stand in a running text, or are the whole of another; not within a longer one of another's."""
    within = [name for name in names if name in running or name == alone]
    return {
        names[name]
        for name in within
        if not any(name in longer and names[name] != names[longer] for longer in within)
    }


def _places_of_data(facts: Mapping[str, Any]) -> Iterator[str]:
    for institution in facts.get("institutions", []):
        for entry in institution.get("managed_data", {}).get("entries", []):
            yield entry.get("place") or ""
    for _, plan in plans_of(facts):
        for dataset in plan.get("dataset", []):
            for distribution in dataset.get("distribution") or []:
                yield (distribution.get("host") or {}).get("title") or ""


def _digests(facts: Mapping[str, Any], contents: Contents) -> Iterator[tuple[str, str]]:
    """The digest of each entry that can raise an indicator, by its pointer in the input document."""
    for path, entry in chain(_entries(facts), _discrepancies(contents)):
        yield canonical.pointer(("facts", *path)), _digest(entry)


def _digest(entry: Any) -> str:
    content = entry
    if isinstance(entry, Mapping):
        content = {key: value for key, value in entry.items() if key not in _ACTS}
    return hashlib.sha256(canonical.dumps(content)).hexdigest()[:DIGEST_LENGTH]


_OF_PEOPLE = (
    ("disclosures", "records"),
    ("disclosures", "talent_programs"),
    ("questionnaire",),
    ("factors",),
)
_OF_INSTITUTIONS = (
    *(("partner", key) for key in FOUND_OF_BODIES),
    ("partner", "own_management"),
)
_OF_SUPPORTERS = (("compliance",), ("reputation",), ("capital",), ("conditions",))


def _entries(facts: Mapping[str, Any]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield from _of_envelopes(("process",), facts.get("process", {}), (("judgement",),))
    for kind, envelopes in (("people", _OF_PEOPLE), ("institutions", _OF_INSTITUTIONS)):
        for i, holder in enumerate(facts.get(kind, [])):
            yield from _of_holder((kind, i), holder, envelopes)
    for path, entry in supporters_of(facts):
        yield from _of_holder(path, entry, _OF_SUPPORTERS)


def _of_holder(
    path: tuple[Any, ...], holder: Mapping[str, Any], envelopes: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield from _of_envelopes(path, holder, envelopes)
    for i, concern in enumerate(holder.get("concerns", [])):
        yield (*path, "concerns", i), concern
    for i, run in enumerate(holder.get("screening", [])):
        for k, candidate in enumerate(run["candidates"]):
            # The same name on the same list, whatever the version and whoever ran it.
            yield (*path, "screening", i, "candidates", k), [run["list_id"], candidate["id"]]


def _of_envelopes(
    path: tuple[Any, ...], holder: Mapping[str, Any], envelopes: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[tuple[Any, ...], Any]]:
    for keys in envelopes:
        envelope: Any = holder
        for key in keys:
            envelope = envelope.get(key, {})
        for i, entry in enumerate(envelope.get("entries", [])):
            yield (*path, *keys, "entries", i), _with_its_day(keys, entry)


def _with_its_day(keys: tuple[str, ...], entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """A sanction's day is part of what it says: two may differ in nothing else. A completion's day is an act's; whether
    the institution looked into an answer is one too, and the kind of the source of a find is nothing new."""
    if keys == ("disclosures", "records"):
        return {**entry, "day": entry.get("on")}
    if keys == ("questionnaire",):
        return {key: value for key, value in entry.items() if key != "due_diligence"}
    if keys[-1] in FOUND_OF_BODIES:
        return {key: value for key, value in entry.items() if key != "kind"}
    if keys == ("partner", "own_management"):
        return {key: value for key, value in entry.items() if key != "completed_on"}
    return entry


def _discrepancies(contents: Contents) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every envelope may hold some."""
    for trail, holder in contents.discrepant:
        found = holder["discrepancies"]
        if isinstance(found, list):
            path = path_of(trail)
            for i, entry in enumerate(found):
                yield (*path, "discrepancies", i), entry
