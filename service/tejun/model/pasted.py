"""What was copied from the row above, or from another's form, and not all of it changed.

Refused is only what the document itself shows: the same number at two people, another's name where one's own belongs, a
whole block word for word. What two people or bodies may have in common (a grant, a paper, a page that was looked at, a
finding, a clause, `none` of everything) is never held against them.

Always holds: each mistake names whose it is; no more is looked at for each of many people than for each of a few.

May not know: whether what stands there is true.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tejun.model.documents import errors_of_days
from tejun.model.mentions import Listed, names_of, names_of_body
from tejun.model.mistakes import Mistake
from tejun.model.names import NameReader
from tejun.model.namesakes import namesake_errors
from tejun.model.repeated import Held, at, of_another, whole_blocks
from tejun.model.self_checks import named_people
from tejun.model.walks import FOUND_OF_BODIES, Contents, own_facts, supporters_of
from tejun.reading import Path
from tejun.words import Message
from tejun.words.quoting import quoted


def pasted_errors(facts: dict[str, Any], contents: Contents) -> Iterator[Mistake]:
    """Each place at which something of another's stands; `contents` is what there is in the facts."""
    people = Listed(_named_people(facts), contents.names)
    yield from _shared_errors(facts)
    queries: dict[Path, frozenset[str]] = {
        ("people", i): _queries(person) for i, person in enumerate(facts["people"])
    }
    for i, person in enumerate(facts["people"]):
        path: Path = ("people", i)
        yield from _declared_by_another(person, path, people)
        yield from _titled_as_another(person, path, people)
        yield from _looks_at_another(person, path, people, queries)
        yield from _papers_of_another(person, path, people)
        yield from _kept_at_another(person, path, people)
        yield from _own_supervisor(person, path, people)
    yield from _of_another_body(facts, contents.names)
    yield from namesake_errors(facts, contents.names)
    yield from whole_blocks(facts)
    yield from errors_of_days(facts)


def _named_people(facts: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    yield from named_people(facts)
    for i, person in enumerate(facts["people"]):
        if "orcid" in person:
            yield ("people", i), person["orcid"].rpartition("/")[2]
        if "e_rad" in person:
            yield ("people", i), person["e_rad"]


def _shared_errors(facts: dict[str, Any]) -> Iterator[Mistake]:
    """A number is one person's, or body's, and a signed form is of the person who signed it: not another's, pasted."""
    for part, key in (("people", "orcid"), ("people", "e_rad"), ("institutions", "ror")):
        held = [
            Held((part, i, key), item[key], i, item["name"])
            for i, item in enumerate(facts[part])
            if key in item
        ]
        for path, name in of_another(held):
            yield path, Message("model.number_of_another", name=quoted(name))
    for path, name in of_another(_signed_forms(facts)):
        yield path, Message("model.form_of_another", name=quoted(name))


def _signed_forms(facts: dict[str, Any]) -> Iterator[Held]:
    """The digests of the documents that the people signed."""
    for i, person in enumerate(facts["people"]):
        for place, document in _forms(person, ("people", i)):
            if "digest" in document:
                yield Held((*place, "digest"), document["digest"], i, person["name"])


def _forms(person: dict[str, Any], path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The documents that a person signed, each with its place."""
    for k, form in enumerate(at(person, ("questionnaire",)).get("evidence", [])):
        yield (*path, "questionnaire", "evidence", k), form
    for k, entry in enumerate(at(person, ("undertakings",)).get("entries", [])):
        yield (*path, "undertakings", "entries", k, "document"), entry["document"]


# --- another person's name ----------------------------------------------------------------------------

_ITEMS = (
    "education",
    "career",
    "funding",
    "other_support",
    "papers",
    "talent_programs",
    "intellectual_property",
    "records",
)
_OWN_WORD = (*(("disclosures", item) for item in _ITEMS), ("affiliations",), ("factors",))
"""What the person or the institution declares; whether a supervisor is asked about is for anybody to judge."""

_SIGNED_FORMS = (("questionnaire",), ("undertakings",))
"""What nobody declares for somebody else."""


def _declared_by_another(person: dict[str, Any], path: Path, people: Listed) -> Iterator[Mistake]:
    """Another of the team is named alone, or with a title, for no institution: then it is that one's declaration.

    Whoever declares for the institution is named with it, or `institution` says for which one, and may be of the team.
    """
    for keys in (*_OWN_WORD, *_SIGNED_FORMS):
        declared = at(person, keys).get("declared", {"by": "", "institution": ""})
        if keys in _SIGNED_FORMS or "institution" not in declared:
            other = people.whose_whole_name(declared["by"], path)
            if other is not None:
                names = _both(people, other, person["name"])
                place = (*path, *keys, "declared", "by")
                if keys in _SIGNED_FORMS:
                    yield place, Message("model.signed_by_another", **names)
                else:
                    yield place, Message("model.declared_by_another", **names)


def _titled_as_another(person: dict[str, Any], path: Path, people: Listed) -> Iterator[Mistake]:
    """A title that says who signed the form."""
    for place, document in _forms(person, path):
        other = people.named_instead(document["title"], path)
        if other is not None:
            names = _both(people, other, person["name"])
            yield (*place, "title"), Message("model.titled_as_another", **names)


def _queries(subject: dict[str, Any]) -> frozenset[str]:
    """By what the subject was looked for."""
    return frozenset(look["query"] for look in at(subject, ("due_diligence",)).get("entries", []))


def _looks_at_another(
    subject: dict[str, Any], path: Path, listed: Listed, queries: dict[Path, frozenset[str]]
) -> Iterator[Mistake]:
    """What was searched for is another's name and nothing more, or that by which the other was looked for: in any other
    words somebody may be looked for beside another (a co-investigator among those of the PI). A page that names nobody
    says nothing of it, and one of another is looked at for whom the query names.

    Where the supervisor alone is looked at, that is who is named, and may be of the team.
    """
    for i, look in enumerate(at(subject, ("due_diligence",)).get("entries", [])):
        if look.get("items") == ["supervisor"]:
            continue
        place = (*path, "due_diligence", "entries", i)
        other = listed.named_instead(look["query"], path)
        if other is not None:
            whole = listed.whose_whole_name(look["query"], path)
            if whole is not None or look["query"] in queries[other]:
                names = _both(listed, other, subject["name"])
                yield (*place, "query"), Message("model.looks_at_another", **names)
        elif path[0] == "institutions" or not _may_be_another_s_page(look):
            yield from _at_the_source_of_another(look, subject, (path, place), listed)


def _at_the_source_of_another(
    look: dict[str, Any], subject: dict[str, Any], places: tuple[Path, Path], listed: Listed
) -> Iterator[Mistake]:
    """The source names another alone, and the query does not say that the subject was looked for there."""
    path, place = places
    other = listed.named_instead(look["source"], path)
    if other is not None and not any(
        listed.holds(look["query"], name) for name in names_of_body(subject)
    ):
        names = _both(listed, other, subject["name"])
        yield (*place, "source"), Message("model.found_of_another", **names)


_Found = tuple[str, int, str, str, str]
"""Of what, at which entry and key, what stands there, and with what it was found."""


def _found_of(body: dict[str, Any]) -> Iterator[_Found]:
    """Where something was found of a body, and what a check was of."""
    found = body.get("partner", {}) if "role" in body else body
    for item in FOUND_OF_BODIES:
        for k, entry in enumerate(at(found, (item,)).get("entries", [])):
            yield item, k, "source", entry["source"], entry["summary"]
    for k, entry in enumerate(at(found, ("checked_by_lead",)).get("entries", [])):
        yield "checked_by_lead", k, "summary", entry["summary"], ""


def _found_of_another(
    body: dict[str, Any], path: Path, listed: Listed, bodies: dict[Path, dict[str, Any]]
) -> Iterator[Mistake]:
    """What names another body alone, and stands at that one word for word: what one body publishes may tell of another,
    and a check of one may be told beside that of another."""
    within = (*path, "partner") if "role" in body else path
    for item, k, key, text, with_it in _found_of(body):
        other = listed.named_instead(text, path)
        if other is None:
            continue
        if any((item, text, with_it) == (its[0], *its[3:]) for its in _found_of(bodies[other])):
            names = _both(listed, other, body["name"])
            yield (*within, item, "entries", k, key), Message("model.found_of_another", **names)


_PAPERS = frozenset({"own_records", "document"})
_OF_A_GROUP = re.compile(r"研究室|研究グループ|laborator|\blab\b|\bgroup\b", re.IGNORECASE)


def _may_be_another_s_page(look: dict[str, Any]) -> bool:
    """A person may stand on the page of another one's laboratory; of another's records see below."""
    return look["kind"] in _PAPERS or _OF_A_GROUP.search(look["source"]) is not None


def _papers_of_another(person: dict[str, Any], path: Path, people: Listed) -> Iterator[Mistake]:
    """The records of another person are none of this one; the page of that one's laboratory may be."""
    for i, look in enumerate(at(person, ("due_diligence",)).get("entries", [])):
        if look["kind"] not in _PAPERS or _OF_A_GROUP.search(look["source"]):
            continue
        other = people.named_instead(look["source"], path)
        if other is not None and look.get("items") != ["supervisor"]:
            names = _both(people, other, person["name"])
            place = (*path, "due_diligence", "entries", i, "source")
            yield place, Message("model.found_of_another", **names)


def _kept_at_another(person: dict[str, Any], path: Path, people: Listed) -> Iterator[Mistake]:
    """Where a person's list is kept is no page of another's."""
    for key, fact in person.get("disclosures", {}).items():
        place = at(fact, ("kept",)).get("place", "")
        other = people.named_instead(place, path)
        if other is not None:
            names = _both(people, other, person["name"])
            yield (
                (*path, "disclosures", key, "kept", "place"),
                Message("model.kept_at_another", **names),
            )


def _own_supervisor(person: dict[str, Any], path: Path, people: Listed) -> Iterator[Mistake]:
    supervisors = at(person, ("disclosures", "supervisor")).get("entries", [])
    for i, supervisor in enumerate(supervisors):
        if people.is_called(supervisor["name"], path):
            place = (*path, "disclosures", "supervisor", "entries", i, "name")
            yield place, Message("model.own_supervisor", name=quoted(person["name"]))


# --- another body's -----------------------------------------------------------------------------------


def _of_another_body(facts: dict[str, Any], names: NameReader) -> Iterator[Mistake]:
    """What is of a joint institution or supporter, and names another of them.

    The lead institution is named at all of them: it declares, and what it has to do with them is looked into.
    """
    joint: dict[Path, dict[str, Any]] = {
        ("institutions", i): institution
        for i, institution in enumerate(facts["institutions"])
        if institution["role"] == "joint"
    }
    every: dict[Path, dict[str, Any]] = {
        ("institutions", i): body for i, body in enumerate(facts["institutions"])
    }
    institutions = Listed(_named_bodies(joint), names, bodies=True)
    bodies: dict[Path, dict[str, Any]] = {**joint, **dict(supporters_of(facts))}
    listed = Listed(_named_bodies(bodies), names, bodies=True)
    queries = {path: _queries(body) for path, body in bodies.items()}
    for path, body in bodies.items():
        yield from _looks_at_another(body, path, listed, queries)
        yield from _found_of_another(body, path, listed, bodies)
    for path, institution in joint.items():
        yield from _said_by_another(institution, path, institutions)
    everybody = Listed(_named_bodies(every), names, bodies=True)
    yield from _disclosed_by_another(facts, institutions, everybody)


def _named_bodies(bodies: dict[Path, dict[str, Any]]) -> Iterator[tuple[Path, str]]:
    for path, body in bodies.items():
        yield from ((path, name) for name in names_of_body(body))


def _said_by_another(
    institution: dict[str, Any], path: Path, institutions: Listed
) -> Iterator[Mistake]:
    """What is asked of a joint institution it declares itself, or the lead institution does."""
    names = _NamesOfBodies(institution["name"], path, institutions)
    for place, fact in own_facts(institution, path):
        yield from names.by_another(fact, place)


_DECLARED_THERE = (*_OWN_WORD, *_SIGNED_FORMS, ("employment",))
"""What the person, or the institution of the person, declares."""


def _disclosed_by_another(
    facts: dict[str, Any], joint: Listed, institutions: Listed
) -> Iterator[Mistake]:
    """What is asked of a person, another institution declares only where the person has a post there too.

    Of a participant of a joint institution another one says that it does (`institution`): what it says does not stand
    for what that one says. Of a co-PI the lead institution declares, too.
    """
    places: dict[str, Path] = {
        institution["id"]: ("institutions", i)
        for i, institution in enumerate(facts["institutions"])
    }
    leads = frozenset(
        places[institution["id"]]
        for institution in facts["institutions"]
        if institution["role"] == "lead"
    )
    for i, person in enumerate(facts["people"]):
        own = places.get(person["institution"], ())
        among_joint = _NamesOfBodies(person["name"], own, joint, leads)
        among_all = _NamesOfBodies(person["name"], own, institutions, leads)
        is_theirs = person["role"] == "participant" and own and own not in leads
        theirs = _DECLARED_THERE if is_theirs else ()
        of_all = [keys for keys in theirs if _may_be_another_s(person, keys, institutions)]
        for keys in of_all:
            yield from among_all.by_another(at(person, keys), ("people", i, *keys))
        if "entries" in at(person, ("affiliations",)):
            continue
        for key, fact in person.get("disclosures", {}).items():
            if ("disclosures", key) not in of_all:
                yield from among_joint.by_another(fact, ("people", i, "disclosures", key))


def _may_be_another_s(person: dict[str, Any], keys: tuple[str, ...], listed: Listed) -> bool:
    """Whether it is not said whose word it is: by no institution, and not by the person's own name."""
    declared = at(person, (*keys, "declared"))
    return "institution" not in declared and not any(
        listed.holds(declared.get("by", ""), name) for name in names_of(person)
    )


@dataclass(frozen=True)
class _NamesOfBodies:
    """Of whom something is said, the place of the institution that may say it, all that have a name, and which of them
    is the lead one."""

    name: str
    place: Path
    institutions: Listed
    leads: frozenset[Path] = frozenset()

    def by_another(self, fact: dict[str, Any], path: Path) -> Iterator[Mistake]:
        by = fact.get("declared", {}).get("by", "")
        other = self.institutions.named_instead(by, self.place)
        if other is not None:
            names = _both(self.institutions, other, self.name)
            if other in self.leads:
                yield (*path, "declared", "by"), Message("model.said_by_the_lead", **names)
            else:
                yield (*path, "declared", "by"), Message("model.said_by_another", **names)


def _both(listed: Listed, other: Path, name: str) -> dict[str, str]:
    """Who is named, and who is meant, for the words of a mistake."""
    return {"other": quoted(listed.called(other)), "name": quoted(name)}
