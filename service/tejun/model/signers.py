"""Who signs for an institution is of it: whoever fills in another's part signs for the own institution.

Whoever is named with a body signs for that; a person of the application who is named alone, for each institution to
which that person belongs.

A supporter takes no part: it signs for what it says of itself, and as the employer of a person.

A partner that has not answered yet says nothing of itself, though somebody else copied its part from last year; and
what the lead institution is to do itself, a partner did not do for it.

Always holds: each mistake names whom the signature names, and for whom it stands.

May not know: what is signed, or what an institution's word is worth.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tejun.model.mentions import Listed, names_of_body
from tejun.model.mistakes import Mistake
from tejun.model.self_checks import named_people
from tejun.model.walks import (
    FOUND_OF_BODIES,
    Contents,
    Trail,
    bodies_of,
    own_facts,
    path_of,
    supporters_of,
    trail_of,
)
from tejun.reading import Path
from tejun.words import Message
from tejun.words.quoting import quoted

_SIGNED_BY = ("by", "run_by")

_BRACKET = re.compile("[（(]")
"""Whose officer somebody is stands before it; for whom, may stand behind."""

_NOBODY: Path = ()

_CHECKS = frozenset({"checked_by_lead", "contract_not_needed"})

_Act = tuple[Trail, str, str, str]
"""The trail to a signature, the id of the institution for which it stands, its words, and its day ("": not said)."""

_NEVER_AN_AGENCY = frozenset({"company", "university"})
"""Of another body a funding agency may be a part."""


def signer_errors(facts: dict[str, Any], contents: Contents) -> Iterator[Mistake]:
    """Each act that is said to be of an institution, or counts as the lead's, and names another listed body instead."""
    institutions = dict(_by_id(facts))
    named = ((path, name) for path, body in bodies_of(facts) for name in names_of_body(body))
    listed = Listed(named, contents.names, bodies=True)
    people = Listed(named_people(facts), contents.names)
    acts = list(_acts(facts, contents, institutions))
    team = _Team(dict(institutions.values()), listed, people, {signed for _, _, signed, _ in acts})
    yield from _by_the_team(facts, team)
    yield from _by_supporters(facts, contents, acts, people)
    for trail, holder, signed, day in acts:
        place, institution = institutions[holder]
        other = listed.named_instead(signed, place)
        if other is not None:
            names = {"other": quoted(listed.called(other)), "name": quoted(institution["name"])}
            yield path_of(trail), Message("model.signs_for_another", **names)
            continue
        who = people.everyone_called(signed)
        if not who or _is_own_word(trail, who):
            continue
        if not any(_is_of(facts["people"][i], institution, people, day) for _, i in who):
            names = {"person": quoted(people.called(min(who, key=str)))}
            names["name"] = quoted(institution["name"])
            yield path_of(trail), Message("model.person_signs_for_another", **names)


def _is_own_word(trail: Trail, who: frozenset[Path]) -> bool:
    """Whether what is signed tells of the very person who signs."""
    return path_of(trail)[:2] in who


def _is_of(person: dict[str, Any], institution: dict[str, Any], people: Listed, day: str) -> bool:
    """Whether a person is of the institution: is entered there, on its roster, or has a post there."""
    roster = {entry["person"] for entry in institution.get("roster", {}).get("entries", [])}
    if person["institution"] == institution["id"] or person["id"] in roster:
        return True
    names = list(names_of_body(institution))
    return any(people.holds(post, name) for post in _posts(person, day) for name in names)


def _posts(person: dict[str, Any], day: str) -> Iterator[str]:
    """Where the person has a post that was not over on the day."""
    for entries, key in (
        (person.get("affiliations", {}).get("entries", []), "institution"),
        (person.get("employment", {}).get("entries", []), "employer"),
        (person.get("disclosures", {}).get("career", {}).get("entries", []), "institution"),
    ):
        for entry in entries:
            end = entry.get("end", "9999")
            if end >= day[: len(end)]:
                yield entry[key]


@dataclass(frozen=True)
class _Team:
    """All who take part: the institutions, by their places, the people, and who signs for an institution here."""

    institutions: dict[Path, dict[str, Any]]
    bodies: Listed
    people: Listed
    signers: set[str]

    def of_it(self, by: str, *, is_answer: bool) -> str | None:
        """Who of it is named as the FA; None where nobody is.

        A funding agency may be part of a body that takes part itself: then who asks is who answers.
        """
        if by in self.signers:
            return by
        signed = _BRACKET.split(by)[0]
        body = self.bodies.named_instead(signed, _NOBODY)
        if body in self.institutions and not (is_answer and self._may_be_agency(body)):
            return self.bodies.called(body)
        who = self.people.everyone_called(signed)
        return self.people.called(min(who, key=str)) if who else None

    def _may_be_agency(self, body: Path) -> bool:
        institution = self.institutions[body]
        return institution["role"] != "lead" and institution["kind"] not in _NEVER_AN_AGENCY


def _by_the_team(facts: dict[str, Any], team: _Team) -> Iterator[Mistake]:
    """Each answer of the FA, and each request for more, that is said to be of whom it answers or asks."""
    answers = {answer["by"] for answer in facts.get("determinations", [])}
    for i, answer in enumerate(facts.get("determinations", [])):
        other = team.of_it(answer["by"], is_answer=True)
        if other is not None:
            words = Message("model.answered_by_the_team", other=quoted(other))
            yield ("determinations", i, "by"), words
    for i, request in enumerate(facts.get("requests", {}).get("entries", [])):
        other = team.of_it(request["by"], is_answer=request["by"] in answers)
        if other is not None:
            words = Message("model.asked_by_the_team", other=quoted(other))
            yield ("requests", "entries", i, "by"), words


_FROM_OUTSIDE = frozenset({"program", "determinations", "requests", "consultations"})
"""What the call and the FA say; a supporter may be of it."""


def _by_supporters(
    facts: dict[str, Any], contents: Contents, acts: list[_Act], people: Listed
) -> Iterator[Mistake]:
    """Each further signature that names a supporter alone: not where that one speaks for itself, or employs whom it is
    about."""
    supporters, signing = _supporters_signing(facts, contents)
    if not signing:
        return
    known = {path_of(trail) for trail, _, _, _ in acts}
    for trail, act in contents.objects:
        for key in _SIGNED_BY:
            by = act.get(key)
            if not isinstance(by, str) or by not in signing:
                continue
            path, name = path_of((trail, key)), supporters.called(signing[by])
            if path in known or _speaks_for_itself(path, signing[by]):
                continue
            if not _employs(path, name, facts, people):
                yield path, Message("model.supporter_signs", other=quoted(name))


def _supporters_signing(
    facts: dict[str, Any], contents: Contents
) -> tuple[Listed, dict[str, Path]]:
    """The supporters that are bodies, and which of them alone the words of a signature name."""
    supporters = Listed(
        (
            (path, name)
            for path, body in supporters_of(facts)
            if body["kind"] != "individual"
            for name in names_of_body(body)
        ),
        contents.names,
        bodies=True,
    )
    institutions = Listed(
        ((place, name) for _, (place, body) in _by_id(facts) for name in names_of_body(body)),
        contents.names,
        bodies=True,
    )
    signing = {}
    for text in {text for key in _SIGNED_BY for text in contents.texts_of.get(key, ())}:
        other = supporters.named_instead(text, _NOBODY)
        if other is not None and institutions.named_instead(text, _NOBODY) is None:
            signing[text] = other
    return supporters, signing


def _speaks_for_itself(path: Path, supporter: Path) -> bool:
    """Or it is the FA's word, or the call's."""
    return path[0] in _FROM_OUTSIDE or path[: len(supporter)] == supporter


def _employs(path: Path, name: str, facts: dict[str, Any], people: Listed) -> bool:
    """It declares something of a person who has a post there."""
    if path[0] != "people" or path[-2] != "declared" or path[2] == "due_diligence":
        return False
    return any(people.holds(post, name) for post in _posts(facts["people"][path[1]], ""))


def _by_id(facts: dict[str, Any]) -> Iterator[tuple[str, tuple[Path, dict[str, Any]]]]:
    for i, institution in enumerate(facts["institutions"]):
        yield institution["id"], (("institutions", i), institution)


def _acts(
    facts: dict[str, Any], contents: Contents, institutions: dict[str, Any]
) -> Iterator[_Act]:
    leads = [held for held in institutions.values() if held[1]["role"] == "lead"]
    lead = leads[0][1]["id"] if leads else None
    for trail, act in contents.objects:
        if "by" not in act and "run_by" not in act:
            continue
        holder = act.get("institution")
        if holder is None and _is_leads(trail, facts, lead):
            holder = lead
        if holder in institutions:
            for key in _SIGNED_BY:
                if isinstance(act.get(key), str):
                    yield (trail, key), holder, act[key], act.get("on", "")
    for path, institution in leads:
        yield from _own_words(institution, path)


def _is_leads(trail: Trail, facts: dict[str, Any], lead: str | None) -> bool:
    """Whether what stands there without an `institution` is the lead institution's.

    That is a step of its, ④ among them, a judgement or the terms of a contract; a look at all, among them what it found
    of a partner or of a supporter of its own; and its check of a partner.
    """
    match trail:
        case (place, "declared"):
            return _is_declared_by_lead(place, facts, lead)
        case (
            ((((None, "process"), _), "entries"), _)
            | (((None, "risk"), "judgements"), _)
            | ((((((None, "agreements"), _), _), "entries"), _), "adequacy")
            | ((_, "concerns" | "screening"), _)
            | (((_, "due_diligence"), "entries"), _)
        ):
            return True
        case _:
            return False


def _is_declared_by_lead(fact: Trail, facts: dict[str, Any], lead: str | None) -> bool:
    """The same of who declares the fact to which the trail leads."""
    match fact:
        case (
            (None, "follow_up" | "requests")
            | ((None, "process"), _)
            | (((None, "agreements"), _), _)
        ):
            return True
        case (subject, "due_diligence"):
            return _is_looked_at_by_the_lead_alone(path_of(subject), facts, lead)
        case ((((None, "institutions"), int(i)), "partner"), str(item)):
            return item in _CHECKS or _is_found(facts["institutions"][i]["partner"], item)
        case (((((None, "institutions"), int(i)), "supporters"), "entries"), int(k)), str(item):
            institution = facts["institutions"][i]
            return institution["id"] == lead and _is_found(
                institution["supporters"]["entries"][k], item
            )
        case _:
            return False


def _is_found(body: dict[str, Any], item: str) -> bool:
    """Whether an item was found of a body; that it gives nothing of it the body may say itself."""
    return item in FOUND_OF_BODIES and "entries" in body[item]


def _is_looked_at_by_the_lead_alone(subject: Path, facts: dict[str, Any], lead: str | None) -> bool:
    """A record of looks by several may be signed by any of them."""
    match subject:
        case ("people", int(i)):
            return bool(facts["people"][i]["institution"] == lead)
        case ("institutions", int(i), "supporters", *_):
            return bool(facts["institutions"][i]["id"] == lead)
        case _:
            return True


def _own_words(lead: dict[str, Any], path: Path) -> Iterator[_Act]:
    """What the lead institution says of itself needs no `institution`: nobody else says it."""
    for place, fact in own_facts(lead, path):
        declared = fact.get("declared", {})
        if "by" in declared and "institution" not in declared:
            by = trail_of((*place, "declared", "by"))
            yield by, lead["id"], declared["by"], declared.get("on", "")
