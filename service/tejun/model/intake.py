"""From a submitted document to `Facts`: the schema, then the references between its parts.

Always holds: a `Facts` fits the schema of the facts and its ids are unique and resolve; every error names the place in
the user's own file. The JSON Schema is the authority (jsonschema-rs), not Pydantic's coercions: see
docs/decisions/0001-facts-travel-as-json.md.

May not know: requirements or programs; whether facts are *enough* is the policies' word.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path as FilePath
from typing import Any

import jsonschema_rs

from tejun import canonical
from tejun.errors import InvalidFactsError, Place
from tejun.reading import Document, Path, Syntax, empty, read_document
from tejun.terms import FACTS_SCHEMA_ID
from tejun.words import Message, Words
from tejun.words.schema import duplicate, one_of_role, schema_error, unknown_id

MAX_PLACES = 50
"""How many places an error names at most; the rest are counted."""


@dataclass(frozen=True)
class Facts:
    """A valid facts document (`tejun/facts/2`): plain JSON, not to be changed, and the digest of its canonical form."""

    document: dict[str, Any] = field(repr=False)
    canonical: bytes = field(repr=False)
    digest: str
    source: Document = field(repr=False)
    """What was read, of which the facts are the whole or a part."""


def read_facts(data: bytes, syntax: Syntax = "json") -> Facts:
    """Reads and validates. Raises UnreadableDocumentError, TooLargeError or InvalidFactsError."""
    document = read_document(data, syntax)
    if document.is_empty():
        raise empty()
    return validate_facts(document)


def validate_facts(source: Document, at: Path = ()) -> Facts:
    """The facts at the path `at` of a document that was read, validated; errors name places in that document.

    Raises InvalidFactsError.
    """
    value = source.value
    for key in at:
        value = value[key]
    errors = [*_schema_errors(value)] or [*_reference_errors(value)]
    if errors:
        raise _invalid_facts_error(source, [((*at, *path), message) for path, message in errors])
    content = canonical.dumps(value)
    return Facts(document=value, canonical=content, digest=canonical.digest(content), source=source)


def place_in(document: Document, path: Path, message: Words) -> Place:
    """What is wrong at a path of a document, with its line."""
    return Place(
        pointer=canonical.pointer(path),
        message=message,
        line=document.line_of(path),
        name=canonical.place_name(path, document.value),
    )


def facts_schema_text() -> str:
    """The JSON Schema of the facts, as `tools/schemas.py` wrote it from the models."""
    return FilePath(__file__).with_name("facts-2.schema.json").read_text("utf-8")


@cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(facts_schema_text(), validate_formats=True)


def _schema_errors(value: Any) -> Iterator[tuple[Path, Words]]:
    if _validator().is_valid(value):
        return
    errors = [(tuple(error.instance_path), error) for error in _validator().iter_errors(value)]
    empty_texts = {path for path, error in errors if error.kind.name == "minLength"}
    for path, error in errors:
        if path in empty_texts and error.kind.name == "pattern":
            continue  # one mistake, one message: that it is empty is said
        yield path, _no_schema() if not path and _misses_schema(error) else schema_error(error)


def _misses_schema(error: jsonschema_rs.ValidationError) -> bool:
    """Whether a part lacks the key `schema`; of facts the document alone has one."""
    return bool(error.kind.name == "required" and error.kind.as_dict()["property"] == "schema")


def _no_schema() -> Words:
    return Message("model.no_schema", schema=FACTS_SCHEMA_ID)


def _reference_errors(facts: dict[str, Any]) -> Iterator[tuple[Path, Words]]:
    """Ids are unique, references resolve, and there is exactly one lead institution and one PI."""
    institutions = yield from _duplicate_errors(facts, ("institutions",))
    people = yield from _duplicate_errors(facts, ("people",))
    measures = yield from _duplicate_errors(facts, ("measures",))
    for part in (("agreements",), ("consultations",), ("determinations",)):
        yield from _duplicate_errors(facts, part)
    requests = yield from _duplicate_errors(facts, ("requests", "entries"))
    supporters = yield from _supporter_ids(facts)
    for i, person in enumerate(facts["people"]):
        yield from _reference_error(
            institutions, person["institution"], ("people", i, "institution")
        )
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


def _link_errors(
    facts: dict[str, Any], *, institutions: set[str], people: set[str], measures: set[str]
) -> Iterator[tuple[Path, Words]]:
    """The institutions, people and measures that entries name must exist."""
    for i, agreement in enumerate(facts.get("agreements", [])):
        for k, institution in enumerate(agreement["between"]):
            yield from _reference_error(institutions, institution, ("agreements", i, "between", k))
    for i, entry in enumerate(facts.get("follow_up", {}).get("entries", [])):
        yield from _reference_error(
            measures, entry["measure"], ("follow_up", "entries", i, "measure")
        )
    for i, institution in enumerate(facts["institutions"]):
        for k, entry in enumerate(institution.get("roster", {}).get("entries", [])):
            path: Path = ("institutions", i, "roster", "entries", k, "person")
            yield from _reference_error(people, entry["person"], path)


def _supporter_ids(facts: dict[str, Any]) -> Generator[tuple[Path, Words], None, set[str]]:
    """The ids of all institutions' supporters; yields an error for each that is there twice."""
    seen: set[str] = set()
    for i, institution in enumerate(facts["institutions"]):
        for k, supporter in enumerate(institution.get("supporters", {}).get("entries", [])):
            if supporter["id"] in seen:
                path: Path = ("institutions", i, "supporters", "entries", k, "id")
                yield path, duplicate("id", supporter["id"])
            seen.add(supporter["id"])
    return seen


def _topic_errors(
    facts: dict[str, Any], *, subjects: set[str], measures: set[str], requests: set[str]
) -> Iterator[tuple[Path, Words]]:
    """What a question to the FA or its answer is about must exist: a misspelt name would have no effect."""
    for part in ("consultations", "determinations"):
        for i, entry in enumerate(facts.get(part, [])):
            for k, topic in enumerate(entry["about"]):
                path: Path = (part, i, "about", k)
                subject = topic.get("subject", "application")
                if not subject.startswith("indicator:"):
                    yield from _reference_error(subjects, subject, (*path, "subject"))
                for key, known in (("measure", measures), ("request", requests)):
                    if key in topic:
                        yield from _reference_error(known, topic[key], (*path, key))
            for k, request in enumerate(entry.get("conditions", [])):
                yield from _reference_error(requests, request, (part, i, "conditions", k))


def _duplicate_errors(
    facts: dict[str, Any], path: Path, *, key: str = "id"
) -> Generator[tuple[Path, Words], None, set[str]]:
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


def _reference_error(known: set[str], name: str, path: Path) -> Iterator[tuple[Path, Words]]:
    if name not in known:
        yield path, unknown_id(name, sorted(known))


def _role_errors(facts: dict[str, Any], list_name: str, role: str) -> Iterator[tuple[Path, Words]]:
    holders = [i for i, item in enumerate(facts[list_name]) if item["role"] == role]
    if len(holders) != 1:
        yield (list_name, *holders[1:2]), one_of_role(role, len(holders))


def _invalid_facts_error(document: Document, errors: list[tuple[Path, Words]]) -> InvalidFactsError:
    places = tuple(place_in(document, path, message) for path, message in errors[:MAX_PLACES])
    count = len(errors)
    return InvalidFactsError(
        Message("model.invalid.detail.one", count=count)
        if count == 1
        else Message("model.invalid.detail", count=count),
        Message("model.invalid.advice"),
        places=places,
    )
