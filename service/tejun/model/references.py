"""Whether the parts of the facts hold together: ids, references, identifiers; and what other modules look at.

Always holds: what is asked about fits the schema; every mistake has the place where it is to be mended.

May not know: what the policies make of the facts.
"""

import re
from collections.abc import Generator, Iterator
from functools import partial
from typing import Any

from tejun.model import identifiers
from tejun.model.companies import is_company
from tejun.model.conditions import condition_errors
from tejun.model.days import day_errors
from tejun.model.mentions import names_of
from tejun.model.mistakes import Later, Mistake
from tejun.model.pasted import pasted_errors
from tejun.model.placeholders import control_errors, placeholder_errors
from tejun.model.plans import plan_errors
from tejun.model.runs import run_errors
from tejun.model.schools import has_other_schools, is_nobody_s, is_school
from tejun.model.self_checks import self_check_errors
from tejun.model.signers import signer_errors
from tejun.model.two_names import two_names_errors
from tejun.model.walks import Contents, bodies_of, supporters_of
from tejun.reading import Path
from tejun.words import Message, Words
from tejun.words.quoting import quoted
from tejun.words.schema import duplicate, is_near, one_of_role, unknown_id

_TAKES_PART = re.compile(r"(person|institution|supporter):[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""A subject that may take part no longer."""


def reference_errors(facts: dict[str, Any], contents: Contents) -> Iterator[Mistake]:
    """Ids are unique, references resolve, and there is exactly one lead institution and one PI."""
    institutions = yield from _duplicate_errors(facts, ("institutions",))
    people = yield from _duplicate_errors(facts, ("people",))
    measures = yield from _duplicate_errors(facts, ("measures",))
    for part in (("agreements",), ("consultations",), ("determinations",)):
        yield from _duplicate_errors(facts, part)
    requests = yield from _duplicate_errors(facts, ("requests", "entries"))
    supporters = yield from _supporter_ids(facts)
    yield from _identifier_errors(facts)
    yield from _kind_errors(facts)
    yield from condition_errors(facts)
    yield from run_errors(facts)
    yield from day_errors(facts, contents)
    yield from plan_errors(facts)
    yield from pasted_errors(facts, contents)
    yield from two_names_errors(facts)
    yield from signer_errors(facts, contents)
    yield from self_check_errors(facts, contents)
    yield from placeholder_errors(facts, contents)
    yield from control_errors(contents)
    for i, person in enumerate(facts["people"]):
        yield from _reference_error(
            institutions, person["institution"], ("people", i, "institution"), "institutions"
        )
        career = person.get("disclosures", {}).get("career", {})
        if person["role"] in {"pi", "co_pi"} and career.get("state") == "none":
            yield ("people", i, "disclosures", "career", "state"), Message("model.career_none")
        yield from _duplicate_errors(facts, ("people", i, "questionnaire", "entries"), key="item")
        yield from _duplicate_errors(facts, ("people", i, "factors", "entries"))
    yield from _link_errors(facts, institutions=institutions, people=people, measures=measures)
    yield from _topic_errors(
        facts,
        subjects={
            "application",
            *(f"institution:{name}" for name in institutions),
            *(f"person:{name}" for name in people),
            *(f"supporter:{name}" for name in supporters),
            *(f"measure:{name}" for name in measures),
        },
        measures=measures,
        requests=requests,
    )
    yield from _role_errors(facts, "institutions", "lead")
    yield from _role_errors(facts, "people", "pi")


def _identifier_errors(facts: dict[str, Any]) -> Iterator[Mistake]:
    """An ORCID iD and a ROR ID carry check digits: one that does not fit them is mistyped, and would be nobody's."""
    for i, person in enumerate(facts["people"]):
        if "orcid" in person and not identifiers.is_orcid(person["orcid"]):
            yield ("people", i, "orcid"), Message("model.orcid_mistyped")
    for i, institution in enumerate(facts["institutions"]):
        if "ror" in institution and not identifiers.is_ror(institution["ror"]):
            yield ("institutions", i, "ror"), Message("model.ror_mistyped")


def _kind_errors(facts: dict[str, Any]) -> Iterator[Mistake]:
    """Of a company its capital is asked, also of one that does research or was founded by a university; of a university
    or research institute, what it collects in normal times."""
    for path, body in bodies_of(facts):
        if body["kind"] != "company" and _is_called_a_company(body):
            yield (*path, "kind"), Message("model.kind_of_company", name=quoted(body["name"]))
        elif _is_school_otherwise(body):
            yield (*path, "kind"), Message("model.kind_of_school", name=quoted(body["name"]))


def _is_school_otherwise(body: dict[str, Any]) -> bool:
    """Of an institution that takes part, nothing else is true; a supporter may be of several other kinds."""
    if not is_school(body["name"]):
        return False
    if "role" not in body:
        return body["kind"] == "company" or (
            body["kind"] == "individual" and is_nobody_s(body["name"])
        )
    is_other = body["kind"] == "other" and not any(map(has_other_schools, names_of(body)))
    return body.get("country", "JP") == "JP" and (body["kind"] == "company" or is_other)


def _is_called_a_company(body: dict[str, Any]) -> bool:
    """An institution abroad that does research is asked whether it is a business (`business`): Jülich is a GmbH."""
    abroad = "role" in body and body.get("country", "JP") != "JP"
    asked = abroad and body["kind"] in {"research_institute", "other"}
    return is_company(body["name"], body["kind"], is_asked=asked)


def _link_errors(
    facts: dict[str, Any], *, institutions: set[str], people: set[str], measures: set[str]
) -> Iterator[Mistake]:
    """The institutions, people and measures that entries name must exist."""
    for i, agreement in enumerate(facts.get("agreements", [])):
        for k, institution in enumerate(agreement["between"]):
            yield from _reference_error(
                institutions, institution, ("agreements", i, "between", k), "institutions"
            )
    for i, entry in enumerate(facts.get("follow_up", {}).get("entries", [])):
        yield from _reference_error(
            measures, entry["measure"], ("follow_up", "entries", i, "measure"), "measures"
        )
    for i, entry in enumerate(facts.get("requests", {}).get("entries", [])):
        response = entry.get("response", {})
        if "measure" in response:
            place = ("requests", "entries", i, "response", "measure")
            yield from _reference_error(measures, response["measure"], place, "measures")
    for i, measure in enumerate(facts.get("measures", [])):
        yield from _measure_errors(measure, ("measures", i), people, measures - {measure["id"]})
    for i, institution in enumerate(facts["institutions"]):
        for k, entry in enumerate(institution.get("roster", {}).get("entries", [])):
            path: Path = ("institutions", i, "roster", "entries", k, "person")
            yield from _reference_error(people, entry["person"], path, "people")


def _measure_errors(
    measure: dict[str, Any], path: Path, people: set[str], others: set[str]
) -> Iterator[Mistake]:
    """For whom a measure is, and what replaces it."""
    for k, person in enumerate(measure.get("people", [])):
        yield from _reference_error(people, person, (*path, "people", k), "people")
    for k, other in enumerate(measure.get("withdrawn", {}).get("replaced_by", [])):
        at = (*path, "withdrawn", "replaced_by", k)
        yield from _reference_error(others, other, at, "measures")


def _supporter_ids(facts: dict[str, Any]) -> Generator[Mistake, None, set[str]]:
    """The ids of all institutions' supporters; yields an error for each that is there twice."""
    seen: set[str] = set()
    for path, supporter in supporters_of(facts):
        if supporter["id"] in seen:
            yield (*path, "id"), duplicate("id", supporter["id"])
        seen.add(supporter["id"])
    return seen


def _is_one_topic(topic: dict[str, Any]) -> bool:
    named = topic.keys() & {"requirement", "indicator", "request", "measure"}
    return len(named) == 1 and ("requirement" in topic or "subject" not in topic)


def _subject_errors(topic: dict[str, Any], path: Path, subjects: set[str]) -> Iterator[Mistake]:
    subject = topic.get("subject", "application")
    if "former" not in topic and not subject.startswith("indicator:") and subject not in subjects:
        yield (*path, "subject"), partial(_unknown_subject, subject, subjects)


def _former_errors(
    topic: dict[str, Any], path: Path, subjects: set[str], measures: dict[str, dict[str, Any]]
) -> Iterator[Mistake]:
    """Nothing is shed by calling it former: whom it is about stands nowhere, and its measure was withdrawn."""
    measure = measures.get(topic.get("measure", ""), {})
    if "former" not in topic or ("measure" in topic and not measure):
        return
    about = _subjects_of(topic, measure)
    present = [subject for subject in about if subject in subjects]
    if present:
        yield (*path, "former"), Message("model.former_there", subject=present[0])
    elif measure and "withdrawn" not in measure:
        yield (*path, "former"), Message("model.former_measure", measure=measure["id"])
    elif not about or not all(_TAKES_PART.fullmatch(subject) for subject in about):
        yield (*path, "former"), Message("model.former_of_nobody")


def _subjects_of(topic: dict[str, Any], measure: dict[str, Any]) -> list[str]:
    """Whom a topic is about, as far as it says: an indicator says so in its key, a measure by its indicators."""
    kind, _, key = topic.get("subject", "").partition(":")
    if "subject" in topic and kind != "indicator":
        return [topic["subject"]]
    keys = [key, topic.get("indicator", ""), *measure.get("indicators", [])]
    return [name.split("/")[1] for name in keys if "/" in name]


def _topic_errors(
    facts: dict[str, Any], *, subjects: set[str], measures: set[str], requests: set[str]
) -> Iterator[Mistake]:
    """What a question to the FA or its answer is about must exist: a misspelt name would have no effect.

    One on a former subject, on an indicator of it or on a measure against that, is kept as it was; it moves nothing, so
    that the subject may be nowhere in the facts.
    """
    listed = {measure["id"]: measure for measure in facts.get("measures", [])}
    for part in ("consultations", "determinations"):
        for i, entry in enumerate(facts.get(part, [])):
            for k, topic in enumerate(entry["about"]):
                path: Path = (part, i, "about", k)
                if not _is_one_topic(topic):
                    yield path, Message("model.one_topic")
                yield from _subject_errors(topic, path, subjects)
                yield from _former_errors(topic, path, subjects, listed)
                for key, known, under in (
                    ("measure", measures, "measures"),
                    ("request", requests, "requests"),
                ):
                    if key in topic:
                        yield from _reference_error(known, topic[key], (*path, key), under)
            for k, request in enumerate(entry.get("conditions", [])):
                at: Path = (part, i, "conditions", k)
                for place, words in _reference_error(requests, request, at, "requests"):
                    yield place, partial(_of_condition_later, words)


def _duplicate_errors(
    facts: dict[str, Any], path: Path, *, key: str = "id"
) -> Generator[Mistake, None, set[str]]:
    """Yields an error for each `key` that is in the list at `path` twice; returns the set of all of them."""
    items: Any = facts
    for step in path:
        items = items[step] if isinstance(step, int) else items.get(step, {})
    seen: set[str] = set()
    for i, item in enumerate(items or []):
        if item[key] in seen:
            yield (*path, i, key), duplicate(key, item[key])
        seen.add(item[key])
    return seen


def _reference_error(known: set[str], name: str, path: Path, under: str) -> Iterator[Mistake]:
    if name not in known:
        yield path, partial(unknown_id, name, known, under)


def _role_errors(facts: dict[str, Any], list_name: str, role: str) -> Iterator[Mistake]:
    holders = [i for i, item in enumerate(facts[list_name]) if item["role"] == role]
    if len(holders) != 1:
        yield (list_name, *holders[1:2]), one_of_role(role, len(holders))


def of_condition(words: Words) -> Words:
    """What a condition of an answer is, behind what is wrong with one."""
    return Message("schema.sentences", first=words, second=Message("model.condition_is_request"))


def _of_condition_later(words: Words | Later) -> Words:
    return of_condition(found(words))


def _unknown_subject(subject: str, subjects: set[str]) -> Words:
    """That there is no such subject; unless a name is near, what may be entered of one that takes part no longer."""
    words = unknown_id(subject, subjects, "institutions")
    kind, _, name = subject.partition(":")
    of_kind = [other.partition(":")[2] for other in subjects if other.startswith(f"{kind}:")]
    if is_near(name, of_kind) or not _TAKES_PART.fullmatch(subject):
        return words
    return Message("schema.sentences", first=words, second=Message("model.subject_former"))


def found(words: Words | Later) -> Words:
    """The words, be they found already or not."""
    return words() if callable(words) else words
